import type { StorageSystemSpec } from '../../catalog/facility-specs';
import { checkpointErrors } from '../../design/storage/checkpoint';
import { DesignError } from '../../errors/design-error';
import type { StorageLevelInput } from '../../model/storage-plan';
import { DataRate } from '../../units/data-rate';
import { DataSize } from '../../units/data-size';
import { Duration } from '../../units/duration';
import { Power } from '../../units/power';
import { Quantity } from '../../units/quantity';
import { GpuCluster } from '../cluster/gpu-cluster';
import { PowerZone, ZONE_OF_SCOPE } from '../power/power-zone';
import type { PropNames } from '../props/prop-rule';
import { sameSiteErrors } from '../props/check-same-site';
import type { ScopedProps } from '../props/scoped-props';
import { PURCHASE_NAMES, type PurchaseProps } from '../site/purchase';
import type { Site } from '../site/site';
import { checkpointInput, type CheckpointProps } from './checkpoint-props';
import { OF_SITE } from '../site/site-construct';

const GRADES: readonly unknown[] = ['good', 'better', 'best'];

const CHECKPOINT: PropNames<CheckpointProps> = {
  size: 'optional',
  modelParameters: 'optional',
  bytesPerParameter: 'optional',
  writeWithin: 'optional',
  interval: 'optional',
  mostLostShare: 'optional',
  mtbf: 'optional',
  kept: 'optional',
};

const PROTECTION: PropNames<StorageProtectionProps> = { blocks: 'required' };

/** Props of a storage tier. */
export const STORAGE_TIER_NAMES: PropNames<StorageTierProps> = {
  site: OF_SITE,
  system: 'required',
  serves: 'required',
  capacity: 'optional',
  read: 'optional',
  write: 'optional',
  checkpoint: { need: 'optional', of: CHECKPOINT, where: (owner) => `${owner}: 'checkpoint'` },
  level: 'optional',
  files: 'optional',
  metadataOperationsPerSecond: 'optional',
  tolerates: { need: 'optional', of: PROTECTION, where: (owner) => `${owner}: 'tolerates'` },
  blocks: { need: 'optional', count: 'storage/bad-blocks' },
  blocksPerRack: { need: 'optional', count: 'storage/bad-blocks' },
  blockPower: 'optional',
  // Its kind is checked below, in the words of storage.
  powerZones: { need: 'optional', implied: ZONE_OF_SCOPE },
  ...PURCHASE_NAMES,
  tags: 'optional',
  formerly: 'optional',
};

/** A class of quantities, and a value of it as it is written. */
interface Kind {
  readonly name: string;
  readonly example: string;
  readonly holds: (value: unknown) => boolean;
}

const SIZE: Kind = {
  name: 'DataSize',
  example: 'DataSize.petabytes(4)',
  holds: (value) => value instanceof DataSize,
};

const RATE: Kind = {
  name: 'DataRate',
  example: 'DataRate.gigabytesPerSecond(60)',
  holds: (value) => value instanceof DataRate,
};

const TIME: Kind = {
  name: 'Duration',
  example: 'Duration.minutes(5)',
  holds: (value) => value instanceof Duration,
};

const DRAW: Kind = {
  name: 'Power',
  example: 'Power.kilowatts(1.6)',
  holds: (value) => value instanceof Power,
};

/**
 * What is wrong with storage props beside their kinds: `storage/no-demand`, `storage/empty-demand`, `storage/bad-blocks`, `storage/bad-value`, `storage/no-clients`,
 * `storage/block-fact-missing`, `site/other-site`, and those of its checkpoints
 */
export function storageErrors(id: string, props: ScopedProps<StorageTierProps>): readonly DesignError[] {
  const owner = `storage tier '${id}'`;
  const { system, capacity, read, write, checkpoint, level, blocks, blockPower, files } = props;
  const { metadataOperationsPerSecond, site, serves, powerZones } = props;
  const errors = [...systemErrors(owner, system)];
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
  errors.push(
    ...quantityErrors(owner, SIZE, { capacity }),
    ...quantityErrors(owner, RATE, { read, write }),
    ...emptyErrors(owner, { capacity, read, write }),
    ...quantityErrors(owner, DRAW, { blockPower }),
    ...orElse(wholeErrors(owner, { files, metadataOperationsPerSecond }), () =>
      factErrors(owner, system, { files, metadataOperationsPerSecond }),
    ),
    ...levelErrors(owner, props),
    ...protectionErrors(owner, props.tolerates),
    ...(checkpoint === undefined ? [] : checkpointPropErrors(owner, checkpoint)),
    ...listErrors(owner, { serves, powerZones }),
  );
  return orElse(errors, () => sameSiteErrors(owner, site, { serves, powerZones }));
}

function wrongValue(owner: string, prop: string, value: unknown, remedy: string): DesignError {
  const shown = shownValue(value);
  return new DesignError('storage/bad-value', {
    problem: `${owner}: '${prop}' is ${shown}`,
    remedy,
    object: owner,
    value: shown,
  });
}

/** A value as a message shows it: what has no short text is called by its kind. */
function shownValue(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Quantity) return value.toString();
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

function quantityErrors(owner: string, kind: Kind, given: Readonly<Record<string, unknown>>): DesignError[] {
  return Object.entries(given).flatMap(([prop, value]) =>
    value === undefined || kind.holds(value)
      ? []
      : [wrongValue(owner, prop, value, `give a ${kind.name}, such as ${kind.example}`)],
  );
}

function emptyErrors(owner: string, given: Readonly<Record<string, unknown>>): DesignError[] {
  return Object.entries(given).flatMap(([prop, value]) =>
    value instanceof Quantity && value.isZero()
      ? [
          new DesignError('storage/empty-demand', {
            problem: `${owner}: '${prop}' is ${value.toString()}`,
            remedy: 'ask for more than nothing, or leave it out',
            object: owner,
          }),
        ]
      : [],
  );
}

function wholeErrors(owner: string, given: Readonly<Record<string, unknown>>): DesignError[] {
  return Object.entries(given).flatMap(([prop, value]) =>
    value === undefined || (Number.isSafeInteger(value) && Number(value) > 0)
      ? []
      : [wrongValue(owner, prop, value, 'give a whole number of 1 or more')],
  );
}

function levelErrors(owner: string, { level, serves }: StorageTierProps): DesignError[] {
  if (level === undefined) return [];
  if (!GRADES.includes(level)) return [wrongValue(owner, 'level', level, "give 'good', 'better' or 'best'")];
  if (!Array.isArray(serves) || serves.length > 0) return [];
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
  given: Readonly<Record<'files' | 'metadataOperationsPerSecond', unknown>>,
): DesignError[] {
  return (['files', 'metadataOperationsPerSecond'] as const).flatMap((fact) => {
    if (typeof given[fact] !== 'number' || typeof system !== 'object' || system[fact] !== undefined) return [];
    return [
      new DesignError('storage/block-fact-missing', {
        problem: `${owner} asks for '${fact}', and its system '${system.id}' does not state what a block gives of it`,
        remedy: `state '${fact}' in 'defineStorageSystem' with its source, or leave '${fact}' out`,
        object: owner,
      }),
    ];
  });
}

function protectionErrors(owner: string, tolerates: StorageProtectionProps | undefined): readonly DesignError[] {
  if (tolerates === undefined) return [];
  const { blocks } = tolerates;
  if (Number.isSafeInteger(blocks) && blocks >= 0) return [];
  return [wrongValue(owner, 'tolerates.blocks', blocks, 'give a whole number of 0 or more')];
}

function checkpointPropErrors(owner: string, props: CheckpointProps): readonly DesignError[] {
  const { size, writeWithin, interval, mtbf, modelParameters, kept } = props;
  const of = `${owner}: 'checkpoint'`;
  const errors = [
    ...quantityErrors(of, SIZE, { size }),
    ...quantityErrors(of, TIME, { writeWithin, interval, mtbf }),
    ...emptyErrors(of, { size, writeWithin, interval, mtbf }),
    ...wholeErrors(of, { modelParameters, kept }),
  ];
  return orElse(errors, () => checkpointErrors(owner, checkpointInput(props)));
}

function listErrors(owner: string, { serves, powerZones }: Readonly<Record<string, unknown>>): DesignError[] {
  const lists = Object.entries({ serves, powerZones }).flatMap(([prop, value]) =>
    value === undefined || Array.isArray(value) ? [] : [wrongValue(owner, prop, value, 'give a list of constructs')],
  );
  return [
    ...lists,
    ...memberErrors(owner, 'serves', serves, 'GpuCluster', (member) => member instanceof GpuCluster),
    ...memberErrors(owner, 'powerZones', powerZones, 'PowerZone', (member) => member instanceof PowerZone),
  ];
}

function memberErrors(
  owner: string,
  prop: string,
  list: unknown,
  name: string,
  isOne: (member: unknown) => boolean,
): DesignError[] {
  const members: readonly unknown[] = Array.isArray(list) ? list : [];
  return members.flatMap((member, index) =>
    isOne(member) ? [] : [wrongValue(owner, `${prop}[${index}]`, member, `give a ${name}`)],
  );
}

function systemErrors(owner: string, system: StorageSystemSpec): readonly DesignError[] {
  const isSpec = typeof system === 'object' && 'usableCapacity' in system && 'read' in system && 'write' in system;
  return isSpec ? [] : [wrongValue(owner, 'system', system, "give what 'defineStorageSystem' returns")];
}

/** The first errors, or where there are none what comes after them. */
function orElse(errors: readonly DesignError[], next: () => readonly DesignError[]): readonly DesignError[] {
  return errors.length > 0 ? errors : next();
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
