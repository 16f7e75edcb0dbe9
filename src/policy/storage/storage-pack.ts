import { REFERENCE_SYSTEM, referenceSystems, storageLevel, type StorageLevel } from '../../design/storage/plan-storage';
import type { ClusterPlan, SitePlan } from '../../model/site-plan';
import type { CheckpointPlan, StoragePlan } from '../../model/storage-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';
import { storageLossRules } from './storage-loss-rules';
import { fabricLimitRules, storageNetworkRules } from './storage-network-rules';

const DALY = 'J. T. Daly, A higher order estimate of the optimum checkpoint interval, FGCS 22 (2006), first order';

/** How far above the optimum the work between two checkpoints is a warning: at twice, failures and writing cost 1.25 times the least. */
const FAR_ABOVE = 2;

const intervalOverOptimum = defineRule({
  id: 'storage/checkpoint-interval-over-optimum',
  severity: 'info',
  title: 'the work between two checkpoints is no longer than the interval of Young and Daly',
  why: {
    text: 'Beyond it, work that is done again after failures costs more than fewer checkpoints save.',
    source: DALY,
  },
  check: (plan) =>
    judgeEach(
      timedCheckpoints(plan),
      (timed) => (isAboveMtbf(timed) || timed.timesOptimum > FAR_ABOVE ? undefined : overOptimum(timed)),
      NOT_TIMED,
    ),
});

const intervalFarOverOptimum = defineRule({
  id: 'storage/checkpoint-interval-far-over-optimum',
  severity: 'warning',
  title: `the work between two checkpoints is at most ${FAR_ABOVE} times the interval of Young and Daly`,
  why: {
    text: 'Writing and work that is done again cost (k + 1/k) / 2 times the least where the work between two checkpoints is k times the optimum: 1.25 times at 2.',
    source: DALY,
  },
  check: (plan) =>
    judgeEach(
      timedCheckpoints(plan),
      (timed) => (isAboveMtbf(timed) || timed.timesOptimum <= FAR_ABOVE ? undefined : overOptimum(timed)),
      NOT_TIMED,
    ),
});

const intervalOverMtbf = defineRule({
  id: 'storage/checkpoint-interval-over-mtbf',
  severity: 'error',
  title: 'the time between two checkpoints is at most the mean time between failures',
  why: {
    text: 'Most intervals end by a failure and not by a checkpoint: the job does the same work again and again.',
    source:
      'Failures at a constant rate: an interval T ends without one with e^(-T/MTBF), 37 % where the two are equal',
  },
  check: (plan) =>
    judgeEach(
      timedCheckpoints(plan),
      (timed) => {
        if (!isAboveMtbf(timed)) return undefined;
        const { path, name, intervalSeconds, mtbfSeconds } = timed;
        const [interval, mtbf, over] = [intervalSeconds, mtbfSeconds, intervalSeconds - mtbfSeconds].map(seconds);
        const ratio = intervalSeconds / mtbfSeconds;
        return failed({
          path,
          object: `storage tier '${name}', interval of its checkpoints`,
          found: `${interval} between two`,
          limit: `${mtbf} between failures`,
          required: `${mtbf} at most`,
          available: `${interval}`,
          shortfall: `${over}`,
          arithmetic: `${interval} / ${mtbf} = ${inWords.number(ratio)}; e^-${inWords.number(ratio)}: ${inWords.percent(Math.exp(-ratio))} of the intervals end with a checkpoint; ${optimum(timed)}`,
          remedy: `lower 'checkpoint.interval' to ${bestInterval(timed)} or less`,
        });
      },
      NOT_TIMED,
    ),
});

/** Rules about checkpoints. */
const checkpointRules: readonly Rule[] = [intervalOverMtbf, intervalFarOverOptimum, intervalOverOptimum];

const NOT_TIMED = "no storage tier has checkpoints with 'interval' and 'mtbf'";

/** Checkpoints whose interval and mean time between failures are stated. */
interface TimedCheckpoint {
  readonly path: string;
  readonly name: string;
  readonly writeSeconds: number;
  readonly intervalSeconds: number;
  readonly mtbfSeconds: number;
  readonly youngDalySeconds: number;
  /** Work between two checkpoints, over that of Young and Daly. */
  readonly timesOptimum: number;
}

function timedCheckpoints({ storage }: SitePlan): readonly TimedCheckpoint[] {
  return storage.flatMap(({ path, plan: { name, checkpoint } }) => {
    const { writeSeconds, intervalSeconds, mtbfSeconds, youngDalySeconds }: Partial<CheckpointPlan> = checkpoint ?? {};
    if (
      writeSeconds === undefined ||
      intervalSeconds === undefined ||
      mtbfSeconds === undefined ||
      youngDalySeconds === undefined
    )
      return [];
    const timesOptimum = (intervalSeconds - writeSeconds) / youngDalySeconds;
    return [{ path, name, writeSeconds, intervalSeconds, mtbfSeconds, youngDalySeconds, timesOptimum }];
  });
}

function isAboveMtbf({ intervalSeconds, mtbfSeconds }: TimedCheckpoint): boolean {
  return intervalSeconds > mtbfSeconds;
}

function overOptimum(timed: TimedCheckpoint): Verdict | undefined {
  const { path, name, writeSeconds, intervalSeconds, youngDalySeconds, timesOptimum } = timed;
  const work = intervalSeconds - writeSeconds;
  if (work <= youngDalySeconds) return undefined;
  const times = timesOptimum > FAR_ABOVE ? `, ${inWords.number(timesOptimum)} times the optimum` : '';
  return failed({
    path,
    object: `storage tier '${name}', interval of its checkpoints`,
    found: `${seconds(work)} of work between two${times}`,
    limit: seconds(youngDalySeconds),
    required: `${seconds(youngDalySeconds)} at most`,
    available: seconds(work),
    shortfall: seconds(work - youngDalySeconds),
    arithmetic: `${optimum(timed)}; ${seconds(intervalSeconds)} - ${seconds(writeSeconds)} of writing = ${seconds(work)}`,
    remedy: `lower 'checkpoint.interval' to ${bestInterval(timed)} or less`,
  });
}

function optimum({ writeSeconds, mtbfSeconds, youngDalySeconds }: TimedCheckpoint): string {
  return `sqrt(2 x ${seconds(writeSeconds)} x ${seconds(mtbfSeconds)}) = ${seconds(youngDalySeconds)}`;
}

/** To the optimum with the time of writing, and at most the mean time between failures. */
function bestInterval({ writeSeconds, youngDalySeconds, mtbfSeconds }: TimedCheckpoint): string {
  return seconds(Math.floor(Math.min(youngDalySeconds + writeSeconds, mtbfSeconds)));
}

const demandNotStated = defineRule({
  id: 'storage/demand-not-stated',
  severity: 'warning',
  title:
    'a tier that serves a cluster of several systems states the checkpoints and the metadata operations of its jobs',
  why: {
    text: 'GPUs wait while checkpoints are written and files are opened: a tier that is sized for its capacity alone may not do either in time.',
    source: 'Demand of the tier as given in its props',
  },
  check: ({ clusters, storage }) =>
    judgeEach(
      clusters.filter(
        ({ name, hosts, gpusPerHost }) => hosts.length > 1 && gpusPerHost > 0 && tiersOf(storage, name).length > 0,
      ),
      ({ name, path }) => {
        const tiers = tiersOf(storage, name);
        const hasCheckpoint = tiers.some(({ checkpoint }) => checkpoint !== undefined);
        const hasMetadata = tiers.some(
          ({ demand }) => (demand.metadataOperationsPerSecond ?? demand.files) !== undefined,
        );
        if (hasCheckpoint && hasMetadata) return undefined;
        const props = [
          ...(hasCheckpoint ? [] : ["'checkpoint'"]),
          ...(hasMetadata ? [] : ["'metadataOperationsPerSecond'"]),
        ];
        const asked = [
          ...(hasCheckpoint ? [] : ['checkpoints, and in which time']),
          ...(hasMetadata ? [] : ['operations on metadata']),
        ];
        return indeterminate({
          path,
          object: `jobs of cluster '${name}' on ${inWords.names(tiers.map((tier) => tier.name))}`,
          unknown: `what they write and ask: ${asked.join('; ')}`,
          givenBy: `give ${props.join(' and ')} of a tier that serves the cluster`,
        });
      },
      'no storage tier serves a cluster of several systems with GPUs',
    ),
});

/** Tiers that a cluster works on: no copies of others. */
function tiersOf(storage: SitePlan['storage'], cluster: string): readonly StoragePlan[] {
  return storage.map(({ plan }) => plan).filter((tier) => tier.copyOf === undefined && isServed(tier.serves, cluster));
}

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
const storageLevelRules: readonly Rule[] = [belowPublishedLevel, levelOfOtherSystem];

/** Rules about storage tiers and their network. */
export const storagePack: readonly Rule[] = [
  demandNotStated,
  ...checkpointRules,
  ...storageNetworkRules,
  ...fabricLimitRules,
  ...storageLossRules,
  ...storageLevelRules,
];

function seconds(amount: number): string {
  return `${inWords.number(amount)} s`;
}

const BITS_PER_GIGABYTE = 8_000_000_000;

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
