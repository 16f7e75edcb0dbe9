import type { SitePlan } from '../../model/site-plan';
import type { StoragePlan } from '../../model/storage-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';

/** One demand on a tier, and how it is met. */
interface Demand {
  readonly demand: (plan: StoragePlan) => number | undefined;
  readonly given: (plan: StoragePlan) => number;
  readonly ofBlock: (plan: StoragePlan) => number;
  readonly prop: string;
  readonly say: (amount: number) => string;
}

const CAPACITY: Demand = {
  demand: (plan) => plan.demand.capacityBytes,
  given: (plan) => plan.usableBytes,
  ofBlock: (plan) => plan.block.usableBytes,
  prop: 'capacity',
  say: inWords.bytes,
};

const READ: Demand = {
  demand: (plan) => plan.demand.readBitsPerSecond,
  given: (plan) => plan.readBitsPerSecond,
  ofBlock: (plan) => plan.block.readBitsPerSecond,
  prop: 'read',
  say: inWords.bytesPerSecond,
};

const WRITE: Demand = {
  demand: (plan) => plan.demand.writeBitsPerSecond,
  given: (plan) => plan.writeBitsPerSecond,
  ofBlock: (plan) => plan.block.writeBitsPerSecond,
  prop: 'write',
  say: inWords.bytesPerSecond,
};

const CHECKPOINT: Demand = {
  ...WRITE,
  demand: (plan) => plan.checkpoint?.demandBitsPerSecond,
  prop: 'checkpoint',
};

const KEPT_CHECKPOINTS: Demand = {
  ...CAPACITY,
  demand: (plan) => plan.checkpoint?.keptBytes,
  prop: 'checkpoint.kept',
};

const LEVEL_READ: Demand = { ...READ, demand: (plan) => plan.level?.readBitsPerSecond, prop: 'level' };

const LEVEL_WRITE: Demand = { ...WRITE, demand: (plan) => plan.level?.writeBitsPerSecond, prop: 'level' };

const FILES: Demand = {
  demand: (plan) => plan.demand.files,
  given: (plan) => plan.files ?? 0,
  ofBlock: (plan) => plan.block.files ?? 0,
  prop: 'files',
  say: (amount) => inWords.count(amount, 'file'),
};

const METADATA: Demand = {
  demand: (plan) => plan.demand.metadataOperationsPerSecond,
  given: (plan) => plan.metadataOperationsPerSecond ?? 0,
  ofBlock: (plan) => plan.block.metadataOperationsPerSecond ?? 0,
  prop: 'metadataOperationsPerSecond',
  say: (amount) => `${inWords.number(amount)} operations/s`,
};

const WHY = {
  text: 'GPUs wait while data is read and while checkpoints are written; a count of blocks that was chosen by hand may not meet the demand.',
  source: 'Demand of the tier as given in its props; rates and capacity of a block as its vendor states them',
};

const capacityShort = defineRule({
  id: 'storage/capacity-short',
  severity: 'error',
  title: 'a storage tier has the capacity that is asked of it',
  why: WHY,
  check: (plan) => checkDemand(plan, CAPACITY),
});

const readShort = defineRule({
  id: 'storage/read-short',
  severity: 'error',
  title: 'a storage tier reads at the rate that is asked of it',
  why: WHY,
  check: (plan) => checkDemand(plan, READ),
});

const writeShort = defineRule({
  id: 'storage/write-short',
  severity: 'error',
  title: 'a storage tier writes at the rate that is asked of it',
  why: WHY,
  check: (plan) => checkDemand(plan, WRITE),
});

const checkpointShort = defineRule({
  id: 'storage/checkpoint-short',
  severity: 'error',
  title: 'a storage tier writes a checkpoint in the time that is asked of it',
  why: WHY,
  check: (plan) => withUnasked(checkDemand(plan, CHECKPOINT), unaskedJobs(plan, 'checkpoint')),
});

const keptCheckpointsShort = defineRule({
  id: 'storage/kept-checkpoints-short',
  severity: 'error',
  title: 'a storage tier has room for the checkpoints that are kept',
  why: WHY,
  check: (plan) => checkDemand(plan, KEPT_CHECKPOINTS),
});

const levelReadShort = defineRule({
  id: 'storage/level-read-short',
  severity: 'error',
  title: 'a storage tier reads at the published level that it is sized for',
  why: WHY,
  check: (plan) => checkDemand(plan, LEVEL_READ),
});

const levelWriteShort = defineRule({
  id: 'storage/level-write-short',
  severity: 'error',
  title: 'a storage tier writes at the published level that it is sized for',
  why: WHY,
  check: (plan) => checkDemand(plan, LEVEL_WRITE),
});

const filesShort = defineRule({
  id: 'storage/files-short',
  severity: 'error',
  title: 'a storage tier holds the files that are asked of it',
  why: WHY,
  check: (plan) => checkDemand(plan, FILES),
});

const metadataShort = defineRule({
  id: 'storage/metadata-short',
  severity: 'error',
  title: 'a storage tier serves the metadata operations that are asked of it',
  why: WHY,
  check: (plan) => withUnasked(checkDemand(plan, METADATA), unaskedJobs(plan, 'metadata')),
});

/** Rules about what is asked of tiers. */
export const demandRules: readonly Rule[] = [
  capacityShort,
  readShort,
  writeShort,
  checkpointShort,
  keptCheckpointsShort,
  levelReadShort,
  levelWriteShort,
  filesShort,
  metadataShort,
];

function checkDemand(plan: SitePlan, { demand, given, ofBlock, prop, say }: Demand): readonly Verdict[] {
  return judgeEach(
    plan.storage.flatMap((tier) => {
      const required = demand(tier.plan);
      return required === undefined ? [] : [{ path: tier.path, tier: tier.plan, required }];
    }),
    ({ path, tier, required }) => {
      const available = given(tier);
      if (available >= required) return undefined;
      const block = ofBlock(tier);
      const needed = block > 0 ? Math.ceil(required / block) : undefined;
      return failed({
        path,
        object: `storage tier '${tier.name}'`,
        found: say(available),
        limit: say(required),
        required: say(required),
        available: say(available),
        shortfall: say(required - available),
        arithmetic: `${tier.blocks} x ${say(block)} = ${say(available)}; ${say(required)} - ${say(available)} = ${say(required - available)}`,
        remedy:
          needed === undefined
            ? `use a block that states its ${prop === 'files' ? 'files' : 'rate'}, or lower '${prop}'`
            : `raise 'blocks' from ${tier.blocks} to ${needed}, or lower '${prop}'`,
      });
    },
    `no storage tier is asked for '${prop}'`,
  );
}

function withUnasked(verdicts: readonly Verdict[], unasked: readonly Verdict[]): readonly Verdict[] {
  return [...verdicts.filter(({ outcome }) => outcome !== 'not-applicable' || unasked.length === 0), ...unasked];
}

/** Clusters of several systems with GPUs of whose jobs no tier that serves them is asked anything: checkpoints, and metadata where those are stated. */
function unaskedJobs({ clusters, storage }: SitePlan, what: 'checkpoint' | 'metadata'): readonly Verdict[] {
  return clusters
    .filter(({ hosts, gpusPerHost }) => hosts.length > 1 && gpusPerHost > 0)
    .flatMap(({ name, path }): readonly Verdict[] => {
      const tiers = storage.map(({ plan }) => plan).filter((tier) => isPrimaryOf(tier, name));
      const hasCheckpoint = tiers.some(({ checkpoint }) => checkpoint !== undefined);
      const hasMetadata = tiers.some(
        ({ demand }) => (demand.metadataOperationsPerSecond ?? demand.files) !== undefined,
      );
      if (tiers.length === 0 || (what === 'metadata' ? hasMetadata || !hasCheckpoint : hasCheckpoint)) return [];
      const props = [
        ...(hasCheckpoint ? [] : ["'checkpoint'"]),
        ...(hasMetadata ? [] : ["'metadataOperationsPerSecond'"]),
      ];
      const asked = [
        ...(hasCheckpoint ? [] : ['checkpoints, and in which time']),
        ...(hasMetadata ? [] : ['operations on metadata']),
      ];
      return [
        indeterminate({
          path,
          object: `jobs of cluster '${name}' on ${inWords.names(tiers.map((tier) => tier.name))}`,
          unknown: `what they write and ask: ${asked.join('; ')}`,
          givenBy: `give ${props.join(' and ')} of a tier that serves the cluster`,
        }),
      ];
    });
}

function isPrimaryOf({ serves, copyOf }: StoragePlan, cluster: string): boolean {
  return copyOf === undefined && (serves === undefined || serves.includes(cluster));
}

/** A rate that a tier has to give, and what asks for it. */
export interface DemandedRate {
  readonly bitsPerSecond: number;
  /** Prop that asks for it. Absent: nothing does, and it is what the tier can do. */
  readonly prop?: 'read' | 'write' | 'checkpoint' | 'level';
}

/** What has to be read: the largest demand, or what the tier can do where none is stated. */
export function demandedRead({ demand, level, readBitsPerSecond }: StoragePlan): DemandedRate {
  return largest(
    [
      { bitsPerSecond: demand.readBitsPerSecond, prop: 'read' },
      { bitsPerSecond: level?.readBitsPerSecond, prop: 'level' },
    ],
    readBitsPerSecond,
  );
}

/** What has to be written: the largest demand, or what the tier can do where none is stated. */
export function demandedWrite({ demand, level, checkpoint, writeBitsPerSecond }: StoragePlan): DemandedRate {
  return largest(
    [
      { bitsPerSecond: demand.writeBitsPerSecond, prop: 'write' },
      { bitsPerSecond: checkpoint?.demandBitsPerSecond, prop: 'checkpoint' },
      { bitsPerSecond: level?.writeBitsPerSecond, prop: 'level' },
    ],
    writeBitsPerSecond,
  );
}

interface MaybeRate {
  readonly bitsPerSecond: number | undefined;
  readonly prop: NonNullable<DemandedRate['prop']>;
}

function largest(demands: readonly MaybeRate[], ofTier: number): DemandedRate {
  let most: DemandedRate | undefined;
  for (const { bitsPerSecond, prop } of demands) {
    if (bitsPerSecond === undefined || bitsPerSecond <= (most?.bitsPerSecond ?? -1)) continue;
    most = { bitsPerSecond, prop };
  }
  return most ?? { bitsPerSecond: ofTier };
}
