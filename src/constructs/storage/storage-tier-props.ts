import type { StorageSystemSpec } from '../../catalog/facility-specs';
import { checkpointErrors } from '../../design/storage/checkpoint';
import { DesignError } from '../../errors/design-error';
import type { Construct } from '../../host';
import type { LostThing } from '../../model/shared-loss';
import type { CheckpointInput, StorageLevelInput } from '../../model/storage-plan';
import { DataRate, DataSize } from '../../units/data';
import { Duration } from '../../units/duration';
import { Power } from '../../units/power';
import type { GpuCluster } from '../cluster/gpu-cluster';
import { type PowerZone, ZONE_OF_SCOPE } from '../power/power-zone';
import { FORMERLY, optional, type PropKind, type PropNames, required, TAGS, WHOLE } from '../props/prop-rule';
import { sameSiteErrors } from '../props/prop-values';
import type { ScopedProps } from '../props/scoped-props';
import { PURCHASE_NAMES, type PurchaseProps } from '../site/purchase';
import type { Site } from '../site/site';
import { OF_SITE } from '../site/site-construct';
import { present } from '../../units/present';

const BAD = { code: 'storage/bad-value' };

const MORE = {
  isAboveZero: true,
  code: 'storage/empty-demand',
  kindCode: 'storage/bad-value',
  remedy: 'ask for more than nothing, or leave it out',
} as const;

const ONE_OR_MORE = { ...WHOLE, ...BAD, remedy: 'give a whole number of 1 or more' };

const CHECKPOINT: PropNames<CheckpointProps> = {
  size: optional({ quantity: DataSize, ...MORE }),
  modelParameters: optional(ONE_OR_MORE),
  bytesPerParameter: optional({ number: {}, ...BAD }),
  writeWithin: optional({ quantity: Duration, ...MORE }),
  interval: optional({ quantity: Duration, ...MORE }),
  mostLostShare: optional({ number: {}, ...BAD }),
  mtbf: optional({ quantity: Duration, ...MORE }),
  kept: optional(ONE_OR_MORE),
};

const PROTECTION: PropNames<StorageProtectionProps> = {
  blocks: required({ number: { least: 0, step: 1 }, ...BAD, remedy: 'give a whole number of 0 or more' }),
};

/** What a copy of data is a copy of. */
export const ORIGINAL: PropKind = {
  remedy: 'give a StorageTier, an AwsBucket or an AwsLustre itself',
  oneOf: [
    { object: { name: 'a StorageTier', has: ['node', 'deviceNames', 'serves'] } },
    { object: { name: 'an AwsBucket', has: ['node', 'pathOf'] } },
    { object: { name: 'an AwsLustre', has: ['node', 'sizing'] } },
  ],
};

/** What a copy of data is a copy of, as the engines take it. */
export function originalOf(site: Site, copyOf: Construct | undefined): { readonly copyOf?: LostThing } {
  return copyOf === undefined ? {} : { copyOf: { kind: site.kindOf(copyOf) ?? '', name: copyOf.node.id } };
}

/** Props of a storage tier. */
export const STORAGE_TIER_NAMES: PropNames<StorageTierProps> = {
  site: OF_SITE,
  system: required({
    ...BAD,
    object: { name: "what 'defineStorageSystem' returns", has: ['usableCapacity', 'read', 'write'] },
  }),
  serves: required({
    ...BAD,
    isList: true,
    each: { ...BAD, object: { name: 'a GpuCluster', has: ['node', 'system'] } },
  }),
  capacity: optional({ quantity: DataSize, ...MORE }),
  read: optional({ quantity: DataRate, ...MORE }),
  write: optional({ quantity: DataRate, ...MORE }),
  checkpoint: optional({ of: CHECKPOINT, where: (owner) => `${owner}: 'checkpoint'` }),
  level: optional({ ...BAD, choices: ['good', 'better', 'best'], remedy: "give 'good', 'better' or 'best'" }),
  files: optional(ONE_OR_MORE),
  metadataOperationsPerSecond: optional(ONE_OR_MORE),
  tolerates: optional({ of: PROTECTION, where: (owner) => `${owner}: 'tolerates'` }),
  blocks: optional({ count: 'storage/bad-blocks' }),
  blocksPerRack: optional({ count: 'storage/bad-blocks' }),
  blockPower: optional({ quantity: Power, isAboveZero: true, ...BAD }),
  copyOf: optional(ORIGINAL),
  powerZones: optional({
    ...BAD,
    isList: true,
    each: { ...BAD, object: { name: 'a PowerZone', has: ['node', 'input'] } },
    implied: ZONE_OF_SCOPE,
  }),
  ...PURCHASE_NAMES,
  tags: optional(TAGS),
  formerly: optional(FORMERLY),
};

/**
 * What is wrong with storage props beside their kinds: `storage/no-demand`, `storage/empty-demand`, `storage/bad-blocks`, `storage/bad-value`, `storage/no-clients`,
 * `storage/block-fact-missing`, `site/other-site`, and those of its checkpoints
 */
export function storageErrors(id: string, props: ScopedProps<StorageTierProps>): readonly DesignError[] {
  const owner = `storage tier '${id}'`;
  const { system, capacity, read, write, checkpoint, level, blocks, files } = props;
  const { metadataOperationsPerSecond, site, serves, powerZones, copyOf } = props;
  const errors: DesignError[] = [];
  const demands = [capacity, read, write, checkpoint, level, files, metadataOperationsPerSecond, blocks];
  if (demands.every((demand) => demand === undefined)) {
    errors.push(
      new DesignError('storage/no-demand', {
        problem: `${owner} has nothing to meet`,
        remedy: "ask for 'capacity', 'read' or 'write', or set 'blocks'",
        object: id,
      }),
    );
  }
  return [
    ...errors,
    ...factErrors(owner, system, { files, metadataOperationsPerSecond }),
    ...levelErrors(owner, props),
    ...(checkpoint === undefined ? [] : checkpointErrors(owner, checkpointInput(checkpoint))),
    ...sameSiteErrors(owner, site, { serves, powerZones, copyOf: copyOf === undefined ? [] : [copyOf] }),
  ];
}

function levelErrors(owner: string, { level, serves }: StorageTierProps): DesignError[] {
  if (level === undefined || serves.length > 0) return [];
  return [
    new DesignError('storage/no-clients', {
      problem: `${owner}: 'level' is '${level}', and 'serves' names no cluster whose GPUs could be counted`,
      remedy: "name the clusters in 'serves', or ask for 'read' and 'write'",
      object: owner,
    }),
  ];
}

/** Demands on a block that does not state what it gives. */
function factErrors(
  owner: string,
  system: StorageSystemSpec,
  given: Readonly<Record<'files' | 'metadataOperationsPerSecond', number | undefined>>,
): DesignError[] {
  return (['files', 'metadataOperationsPerSecond'] as const).flatMap((fact) => {
    if (given[fact] === undefined || system[fact] !== undefined) return [];
    return [
      new DesignError('storage/block-fact-missing', {
        problem: `${owner} asks for '${fact}', and its system '${system.id}' does not state what a block gives of it`,
        remedy: `state '${fact}' in 'defineStorageSystem' with its source, or leave '${fact}' out`,
        object: owner,
      }),
    ];
  });
}

/** Properties of a `StorageTier`. */
export interface StorageTierProps extends PurchaseProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /** Storage system, by `defineStorageSystem`: the catalogue holds none. One device a block. */
  readonly system: StorageSystemSpec;
  /** Clusters that it serves. */
  readonly serves: readonly GpuCluster[];
  /**
   * Usable capacity that it must give.
   *
   * @default - not asked for
   */
  readonly capacity?: DataSize;
  /**
   * Read rate that it must give.
   *
   * @default - not asked for
   */
  readonly read?: DataRate;
  /**
   * Write rate that it must give.
   *
   * @default - not asked for
   */
  readonly write?: DataRate;
  /**
   * Checkpoints that are written to it: the write rate and the space that they take are demands like the others.
   *
   * @default - not asked for
   */
  readonly checkpoint?: CheckpointProps;
  /**
   * Level of reads and writes for the GPUs that it serves, by the published table of DGX H100. The nearest size of the table is used as it is.
   *
   * @default - not asked for
   */
  readonly level?: StorageLevelInput['grade'];
  /**
   * Files that it must hold. The system must state `files`.
   *
   * @default - not asked for
   */
  readonly files?: number;
  /**
   * Metadata operations that it must serve in a second, of the mix for which the system states `metadataOperationsPerSecond`.
   *
   * @default - not asked for
   */
  readonly metadataOperationsPerSecond?: number;
  /**
   * Losses after which all data can still be read, as the data protection of the tier is set.
   *
   * @default - not stated, and the loss of a block, rack or feed is not judged
   */
  readonly tolerates?: StorageProtectionProps;
  /**
   * Blocks, where they are not the fewest that meet all demands.
   *
   * @default - the fewest that meet all demands
   */
  readonly blocks?: number;
  /**
   * Storage blocks in one rack at most, so that the loss of a rack takes no more of them. Those of other tiers count too.
   *
   * @default - as many as fit
   */
  readonly blocksPerRack?: number;
  /**
   * Draw of one block.
   *
   * @default - what the system's own definition states
   */
  readonly blockPower?: Power;
  /**
   * Tier, bucket or file system that it keeps a copy of, the construct itself.
   *
   * @default - it says nothing of it: whether a copy stands beside its original is not judged
   */
  readonly copyOf?: Construct;
  /**
   * Zones whose rows may hold it, in order of preference.
   *
   * @default - the zone that it is created in; else every row that accepts storage
   */
  readonly powerZones?: readonly PowerZone[];
  /**
   * Tags of its resource, over the site's.
   *
   * @default - the site's
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Name that it had when it was last planned. Its places, ports, addresses and numbers, and its objects in the inventory, are then kept under the new one.
   *
   * @default - it had no other name
   */
  readonly formerly?: string;
}

/** Data protection of a `StorageTier`. */
export interface StorageProtectionProps {
  /** Blocks that may be lost at once. 0: the loss of any block takes data with it. */
  readonly blocks: number;
}

/**
 * Checkpoints of the largest training job of a `StorageTier`. The job waits while one is written. Give `size`, or `modelParameters` and `bytesPerParameter`;
 * and `writeWithin`, or `interval`, or both.
 */
export interface CheckpointProps {
  /**
   * Data of one checkpoint, of all ranks together.
   *
   * @default - `modelParameters` times `bytesPerParameter`
   */
  readonly size?: DataSize;
  /**
   * Parameters of the model; of a mixture of experts those of all experts, and not only the active ones.
   *
   * @default - `size` is given
   */
  readonly modelParameters?: number;
  /**
   * Bytes that a checkpoint keeps for each parameter: its weights, master weights and the state of the optimiser, each once. The training framework
   * decides it; gradients and activations are not kept.
   *
   * @default - `size` is given
   */
  readonly bytesPerParameter?: number;
  /**
   * Longest time in which one is written.
   *
   * @default - `mostLostShare` of `interval`, or the whole of `interval`
   */
  readonly writeWithin?: Duration;
  /**
   * Time from the start of one to the start of the next.
   *
   * @default - not known, and so is the share of time that is lost
   */
  readonly interval?: Duration;
  /**
   * Highest share of `interval` that may go into writing, above 0 and up to 1.
   *
   * @default - the share that `writeWithin` is of `interval`
   */
  readonly mostLostShare?: number;
  /**
   * Mean time between failures that stop the job, for the interval of Young and Daly.
   *
   * @default - that interval is not computed
   */
  readonly mtbf?: Duration;
  /**
   * Checkpoints that lie on the tier at once. Their space must fit into the capacity; it is not added to `capacity`, which counts all that is stored.
   *
   * @default - their space is not asked for
   */
  readonly kept?: number;
}

/** What the engine takes for the checkpoints of a tier. */
export function checkpointInput(props: CheckpointProps): CheckpointInput {
  const { size, modelParameters, bytesPerParameter, writeWithin, interval, mostLostShare, mtbf, kept } = props;
  return present({
    sizeBytes: size?.inBytes,
    modelParameters,
    bytesPerParameter,
    writeWithinMilliseconds: writeWithin?.inMilliseconds,
    intervalMilliseconds: interval?.inMilliseconds,
    mostLostShare,
    mtbfMilliseconds: mtbf?.inMilliseconds,
    kept,
  });
}
