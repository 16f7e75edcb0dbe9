import { storageLevel, type StorageLevel } from '../../design/storage/storage-level';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed } from '../verdict';

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
      isApplicable ? [systems] : [],
      () => {
        const sumOf = (key: 'readBitsPerSecond' | 'writeBitsPerSecond'): number =>
          plan.storage.reduce((sum, tier) => sum + tier.plan[key], 0);
        const bits = sumOf('readBitsPerSecond');
        const level = storageLevel(systems, {
          readBitsPerSecond: bits,
          writeBitsPerSecond: sumOf('writeBitsPerSecond'),
        });
        if (level.read === 'best') return undefined;
        const least = (grade: keyof StorageLevel['least']): number => level.least[grade].readBitsPerSecond;
        const best = least('best');
        const short = best - bits;
        return failed({
          path: plan.path,
          object: `storage of ${inWords.count(systems, 'system')} in ${inWords.count(plan.storage.length, 'tier')}`,
          found: `${inWords.bytesPerSecond(bits)}, ${level.read === 'below-good' ? "below 'good'" : `level '${level.read}'`}`,
          limit: `${gigabytes(best)} GB/s, level 'best'`,
          required: `${gigabytes(best)} GB/s`,
          available: inWords.bytesPerSecond(bits),
          shortfall: inWords.bytesPerSecond(short),
          arithmetic: `nearest published size ${inWords.count(level.scopeNodes, 'system')}: good ${gigabytes(least('good'))}, better ${gigabytes(least('better'))}, best ${gigabytes(best)} GB/s; ${gigabytes(best)} GB/s - ${inWords.bytesPerSecond(bits)} = ${inWords.bytesPerSecond(short)}`,
          remedy: "raise 'read' of a tier where the work needs it",
        });
      },
      'the site has no storage tier, or no system that reads from it',
    );
  },
});

/** Rules that compare a site with published levels. */
export const storageLevelRules: readonly Rule[] = [belowPublishedLevel];

function gigabytes(bits: number): number {
  return bits / BITS_PER_GIGABYTE;
}
