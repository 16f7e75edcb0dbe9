import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed } from '../verdict';

/** Read rates that are published by number of systems, GB/s: DGX H100 reference architecture, Table 6. */
const PUBLISHED_LEVELS = [
  { systems: 1, good: 4, better: 8, best: 40 },
  { systems: 32, good: 15, better: 40, best: 125 },
  { systems: 128, good: 60, better: 160, best: 500 },
];
const BITS_PER_GIGABYTE = 8_000_000_000;

const belowPublishedLevel = defineRule({
  id: 'storage/below-best-level',
  severity: 'info',
  title: "the storage of a site reads at the published 'best' level for its number of systems",
  why: {
    text: 'Published levels say how far a tier is from what a reference architecture plans for work that reads much.',
    source: 'NVIDIA DGX SuperPOD Reference Architecture, DGX H100, Table 6',
  },
  check: (plan) => {
    const systems = plan.clusters.reduce((sum, { hosts }) => sum + hosts.length, 0);
    const isApplicable = systems > 0 && plan.storage.length > 0;
    return judgeEach(
      isApplicable ? [nearestLevel(systems)] : [],
      (level) => {
        const bits = plan.storage.reduce((sum, tier) => sum + tier.plan.readBitsPerSecond, 0);
        const rate = bits / BITS_PER_GIGABYTE;
        if (rate >= level.best) return undefined;
        const reached = rate >= level.better ? 'better' : rate >= level.good ? 'good' : undefined;
        const short = (level.best - rate) * BITS_PER_GIGABYTE;
        return failed({
          path: plan.path,
          object: `storage of ${inWords.count(systems, 'system')} in ${inWords.count(plan.storage.length, 'tier')}`,
          found: `${inWords.bytesPerSecond(bits)}, ${reached === undefined ? "below 'good'" : `level '${reached}'`}`,
          limit: `${level.best} GB/s, level 'best'`,
          required: `${level.best} GB/s`,
          available: inWords.bytesPerSecond(bits),
          shortfall: inWords.bytesPerSecond(short),
          arithmetic: `nearest published size ${inWords.count(level.systems, 'system')}: good ${level.good}, better ${level.better}, best ${level.best} GB/s; ${level.best} GB/s - ${inWords.bytesPerSecond(bits)} = ${inWords.bytesPerSecond(short)}`,
          remedy: "raise 'read' of a tier where the work needs it",
        });
      },
      'the site has no storage tier, or no system that reads from it',
    );
  },
});

/** Rules that compare a site with published levels. */
export const storageLevelRules: readonly Rule[] = [belowPublishedLevel];

/** The published size that is nearest by ratio; the smaller of two that are as near. */
function nearestLevel(systems: number): (typeof PUBLISHED_LEVELS)[number] {
  return PUBLISHED_LEVELS.reduce((nearest, level) =>
    ratioBetween(systems, level.systems) < ratioBetween(systems, nearest.systems) ? level : nearest,
  );
}

function ratioBetween(left: number, right: number): number {
  return Math.max(left / right, right / left);
}
