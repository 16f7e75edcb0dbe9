import {
  REFERENCE_SYSTEM,
  referenceSystems,
  storageLevel,
  type StorageLevel,
} from '../../design/storage/storage-level';
import type { ClusterPlan, SitePlan } from '../../model/site-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed, type Verdict } from '../verdict';

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
    const gpus = plan.clusters.reduce((sum, { hosts, gpusPerHost }) => sum + hosts.length * gpusPerHost, 0);
    const isApplicable = systems > 0 && gpus > 0 && plan.storage.length > 0;
    return judgeEach(
      isApplicable ? [systems] : [],
      () => {
        const sumOf = (key: 'readBitsPerSecond' | 'writeBitsPerSecond'): number =>
          plan.storage.reduce((sum, tier) => sum + tier.plan[key], 0);
        const bits = sumOf('readBitsPerSecond');
        const level = storageLevel(referenceSystems(gpus), {
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
          arithmetic: `nearest published size ${inWords.count(level.scopeNodes, 'system')}: good ${gigabytes(least('good'))}, better ${gigabytes(least('better'))}, best ${gigabytes(best)} GB/s; ${gigabytes(best)} GB/s - ${inWords.bytesPerSecond(bits)} = ${inWords.bytesPerSecond(short)}; ${inWords.bytesPerSecond(bits)} / ${inWords.count(gpus, 'GPU')} = ${inWords.bytesPerSecond(bits / gpus)} a GPU${assumed(plan)}`,
          remedy: "raise 'read' of a tier where the work needs it",
        });
      },
      'the site has no storage tier, or no system that reads from it',
    );
  },
});

const levelOfOtherSystem = defineRule({
  id: 'storage/level-of-other-system',
  severity: 'info',
  title: 'published levels of storage are used for the system that they are published for',
  why: {
    text: 'The only levels that are published are those of DGX H100; that faster GPUs need no more is an assumption, to be acknowledged with its reason.',
    source: 'NVIDIA DGX SuperPOD Reference Architecture, DGX H100, Table 6',
  },
  check: (plan) =>
    judgeEach(
      plan.storage.length === 0 ? [] : plan.clusters,
      (cluster) => (cluster.system === REFERENCE_SYSTEM ? undefined : otherSystem(plan, cluster)),
      'the site has no storage tier, or no system that reads from it',
    ),
});

/** Rules that compare a site with published levels. */
export const storageLevelRules: readonly Rule[] = [belowPublishedLevel, levelOfOtherSystem];

function otherSystem({ storage }: SitePlan, { path, name, systemModel, hosts, gpusPerHost }: ClusterPlan): Verdict {
  const gpus = hosts.length * gpusPerHost;
  const systems = referenceSystems(gpus);
  const { scopeNodes, isPublishedScope } = storageLevel(Math.max(systems, 1), NO_RATES);
  const sized = storage.filter(({ plan }) => plan.level !== undefined && isServed(plan.serves, name));
  const scope = isPublishedScope ? 'which the table has' : `nearest published size ${inWords.number(scopeNodes)}`;
  return failed({
    path,
    object: `cluster '${name}' of ${inWords.count(hosts.length, 'system')} '${systemModel}'`,
    found:
      sized.length === 0
        ? `compared with the levels of '${REFERENCE_SYSTEM}'`
        : `${inWords.names(sized.map(({ plan }) => plan.name))} sized by the levels of '${REFERENCE_SYSTEM}'`,
    limit: `levels are published for '${REFERENCE_SYSTEM}' alone`,
    arithmetic: `${inWords.count(gpus, 'GPU')} / 8 a system = ${inWords.number(systems)}, ${scope}`,
    remedy: "acknowledge the rule with the reason why the levels hold, or size by 'read' and 'write' of your own work",
  });
}

function isServed(serves: readonly string[] | undefined, cluster: string): boolean {
  return serves === undefined || serves.includes(cluster);
}

/** What the comparison assumes of other systems than that of the table. */
function assumed({ clusters }: SitePlan): string {
  const others = [...new Set(clusters.map(({ system }) => system))].filter((system) => system !== REFERENCE_SYSTEM);
  return others.length === 0 ? '' : `; ${inWords.names(others)} taken to need what '${REFERENCE_SYSTEM}' does`;
}

const NO_RATES = { readBitsPerSecond: 0, writeBitsPerSecond: 0 };

function gigabytes(bits: number): number {
  return bits / BITS_PER_GIGABYTE;
}
