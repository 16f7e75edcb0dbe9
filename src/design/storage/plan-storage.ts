import { DesignError, DesignErrors, wholeNumberError } from '../../errors/design-error';
import type {
  StorageInput,
  StorageLevelDemand,
  StorageLevelInput,
  StorageNeed,
  StoragePlan,
  StorageGrade,
  StorageRates,
  StorageScope,
} from '../../model/storage-plan';
import { present } from '../../units/present';
import { amountText, checkpointDemand, checkpointErrors, planCheckpoint, type CheckpointDemand } from './checkpoint';

/** More nodes than any storage tier has: above it a demand or a block is a slip, and naming them all would take for ever. */
const MOST_NODES = 100_000;

/**
 * Sizes a storage tier: the fewest blocks that meet every demand, each rounded up. Of demands that ask for equally many blocks the first of these
 * decides: capacity, read, write, checkpoint, kept checkpoints, level, files, metadata. `nodeNames` names the node of each index from 0; a larger tier
 * keeps the names of a smaller one.
 *
 * @throws DesignError `storage/no-demand`, `storage/invalid-number`, `storage/empty-block`, `storage/block-fact-missing`, `storage/checkpoint-size`,
 * `storage/checkpoint-time`, `storage/checkpoint-over-interval`, `storage/checkpoint-over-mtbf`, `storage/override-too-small`, `storage/too-many-nodes`
 */
export function planStorage(input: StorageInput, nodeNames: (index: number) => string): StoragePlan {
  const { name, block, checkpoint, tolerates, serves } = input;
  checkStorageInput(input);
  const derived: DerivedDemands = present({
    checkpoint: checkpoint === undefined ? undefined : checkpointDemand(checkpoint),
    level: input.level === undefined ? undefined : levelDemand(input.level),
  });
  const needs = storageNeeds(input, derived);
  const most = largestOf(needs);
  checkOverride(input, most);
  const blocks = input.blocks ?? most?.blocks ?? 0;
  checkNodes(input, blocks);
  const given = (ofBlock: number): number => Number(BigInt(blocks) * BigInt(ofBlock));
  const writeBitsPerSecond = given(block.writeBitsPerSecond);
  return {
    name,
    block,
    blocks,
    decidedBy: input.blocks === undefined ? (most?.demand ?? 'override') : 'override',
    usableBytes: given(block.usableBytes),
    readBitsPerSecond: given(block.readBitsPerSecond),
    writeBitsPerSecond,
    ...present({
      files: block.files === undefined ? undefined : given(block.files),
      metadataOperationsPerSecond:
        block.metadataOperationsPerSecond === undefined ? undefined : given(block.metadataOperationsPerSecond),
    }),
    demand: statedDemand(input),
    ...(needs.length === 0 ? {} : { needs }),
    ...(checkpoint === undefined || derived.checkpoint === undefined
      ? {}
      : { checkpoint: planCheckpoint(derived.checkpoint, checkpoint, writeBitsPerSecond) }),
    ...present({ level: derived.level, tolerates, serves }),
    nodes: Array.from({ length: blocks * block.nodes }, (_, index) => nodeNames(index)),
  };
}

/** What the published table asks for so many systems. */
function levelDemand({ grade, systems }: StorageLevelInput): StorageLevelDemand {
  const { scope, scopeNodes, isPublishedScope, least } = storageLevel(systems, {
    readBitsPerSecond: 0,
    writeBitsPerSecond: 0,
  });
  return { grade, systems, scope, scopeNodes, isPublishedScope, ...least[grade] };
}

function largestOf(needs: readonly StorageNeed[]): StorageNeed | undefined {
  return needs.reduce<StorageNeed | undefined>(
    (most, need) => (most === undefined || need.blocks > most.blocks ? need : most),
    undefined,
  );
}

function statedDemand(input: StorageInput): StoragePlan['demand'] {
  const { capacityBytes, readBitsPerSecond, writeBitsPerSecond, files, metadataOperationsPerSecond } = input;
  return present({ capacityBytes, readBitsPerSecond, writeBitsPerSecond, files, metadataOperationsPerSecond });
}

function checkOverride({ name, blocks }: StorageInput, most: StorageNeed | undefined): void {
  if (blocks === undefined || most === undefined || blocks >= most.blocks) return;
  throw new DesignError('storage/override-too-small', {
    problem: `storage '${name}': 'blocks' is ${blocks}, and the demands take ${most.blocks} (${most.because})`,
    remedy: `set 'blocks' to ${most.blocks} or more, or leave it out`,
    object: name,
    value: String(blocks),
    limit: `${most.blocks}`,
  });
}

function checkNodes({ name, block, tolerates }: StorageInput, blocks: number): void {
  const nodes = blocks * block.nodes;
  if (nodes > MOST_NODES) {
    throw new DesignError('storage/too-many-nodes', {
      problem: `storage '${name}': ${blocks} blocks of ${block.nodes} nodes are ${nodes} nodes`,
      remedy: `check the demands and block '${block.id}'; a tier has at most ${MOST_NODES} nodes`,
      object: name,
      value: `${nodes}`,
      limit: String(MOST_NODES),
    });
  }
  if (tolerates === undefined || tolerates.blocks < blocks) return;
  throw new DesignError('storage/tolerates-all', {
    problem: `storage '${name}': 'tolerates.blocks' is ${tolerates.blocks}, and it has no more than ${blocks} blocks`,
    remedy: "lower 'tolerates.blocks' below the number of blocks, or set 'blocks' higher",
    object: name,
    value: String(tolerates.blocks),
    limit: String(blocks - 1),
  });
}

/** Members that size a tier: one of them must be there. */
const DEMANDS = [
  'capacityBytes',
  'readBitsPerSecond',
  'writeBitsPerSecond',
  'checkpoint',
  'level',
  'files',
  'metadataOperationsPerSecond',
  'blocks',
] as const satisfies readonly (keyof StorageInput)[];

/**
 * Checks what a storage tier starts from, all problems at once.
 *
 * @throws DesignError `storage/no-demand`, `storage/invalid-number`, `storage/empty-block`, `storage/block-fact-missing`, and those of its checkpoints
 */
function checkStorageInput(input: StorageInput): void {
  const { name, block, checkpoint } = input;
  const owner = `storage '${name}'`;
  const blockOwner = `${owner}: block '${block.id}'`;
  const whole = (of: string, field: string, value: number | undefined, least: number): DesignError[] => {
    const error =
      value === undefined
        ? undefined
        : wholeNumberError({ code: 'storage/invalid-number', owner: of, field, value, least });
    return error === undefined ? [] : [error];
  };
  const wrongCheckpoint = checkpoint === undefined ? [] : checkpointErrors(owner, checkpoint);
  const errors = [
    ...whole(blockOwner, 'usableBytes', block.usableBytes, 0),
    ...whole(blockOwner, 'readBitsPerSecond', block.readBitsPerSecond, 0),
    ...whole(blockOwner, 'writeBitsPerSecond', block.writeBitsPerSecond, 0),
    ...whole(blockOwner, 'nodes', block.nodes, 1),
    ...whole(blockOwner, 'files', block.files, 1),
    ...whole(blockOwner, 'metadataOperationsPerSecond', block.metadataOperationsPerSecond, 1),
    ...whole(blockOwner, 'portBitsPerSecond', block.portBitsPerSecond, 1),
    ...whole(owner, 'capacityBytes', input.capacityBytes, 1),
    ...whole(owner, 'readBitsPerSecond', input.readBitsPerSecond, 1),
    ...whole(owner, 'writeBitsPerSecond', input.writeBitsPerSecond, 1),
    ...whole(owner, 'files', input.files, 1),
    ...whole(owner, 'metadataOperationsPerSecond', input.metadataOperationsPerSecond, 1),
    ...whole(owner, 'level.systems', input.level?.systems, 1),
    ...whole(owner, 'tolerates.blocks', input.tolerates?.blocks, 0),
    ...whole(owner, 'blocks', input.blocks, 1),
    ...wrongCheckpoint,
    ...askedOf(
      input,
      checkpoint !== undefined && wrongCheckpoint.length === 0 ? { checkpoint: checkpointDemand(checkpoint) } : {},
    ).flatMap((one) => blockErrors(input, one)),
  ];
  if (DEMANDS.every((demand) => input[demand] === undefined)) {
    errors.push(
      new DesignError('storage/no-demand', {
        problem: `${owner} has nothing to meet`,
        remedy: "ask for 'capacityBytes', 'readBitsPerSecond' or 'writeBitsPerSecond', or set 'blocks'",
        object: name,
      }),
    );
  }
  DesignErrors.throwAll(errors);
}

/** A block that gives nothing of what is asked for, so that no number of blocks is enough. */
function blockErrors({ name, block }: StorageInput, { by, given, asked, ofBlock }: Asked): DesignError[] {
  if (asked === undefined) return [];
  if (ofBlock === undefined) {
    return [
      new DesignError('storage/block-fact-missing', {
        problem: `storage '${name}' asks for '${by}', and its block '${block.id}' does not state '${given}'`,
        remedy: `state '${given}' of the block with its source, or leave '${by}' out`,
        object: name,
      }),
    ];
  }
  if (ofBlock !== 0) return [];
  return [
    new DesignError('storage/empty-block', {
      problem: `storage '${name}' asks for '${by}', and '${given}' of its block '${block.id}' is 0`,
      remedy: `give the block's '${given}', or take another block`,
      object: name,
      value: '0',
    }),
  ];
}

/** Demands that follow from others of the input. */
interface DerivedDemands {
  readonly checkpoint?: CheckpointDemand;
  readonly level?: StorageLevelDemand;
}

/** A demand of a tier against what a block gives of it. Either is absent where it is not stated. */
interface Asked {
  readonly demand: StorageNeed['demand'];
  /** Names for messages: of the demand, and of the block's member. */
  readonly by: string;
  readonly given: string;
  readonly asked: number | undefined;
  readonly ofBlock: number | undefined;
  readonly say: (amount: number) => string;
  /** How the demand comes about. Absent: it is given. */
  readonly because?: string;
}

/** Every demand that a tier can have, in the order in which the first of equally large ones decides. */
function askedOf(input: StorageInput, { checkpoint, level }: DerivedDemands): readonly Asked[] {
  const { block } = input;
  const { bytes, rate, files, operations } = amountText;
  const scope = level === undefined ? '' : `level '${level.grade}' of ${amountText.count(level.scopeNodes)} systems`;
  const space = { given: 'usableBytes', ofBlock: block.usableBytes, say: bytes };
  const read = { given: 'readBitsPerSecond', ofBlock: block.readBitsPerSecond, say: rate };
  const write = { given: 'writeBitsPerSecond', ofBlock: block.writeBitsPerSecond, say: rate };
  return [
    { demand: 'capacity', by: 'capacityBytes', asked: input.capacityBytes, ...space },
    { demand: 'read', by: 'readBitsPerSecond', asked: input.readBitsPerSecond, ...read },
    { demand: 'write', by: 'writeBitsPerSecond', asked: input.writeBitsPerSecond, ...write },
    {
      demand: 'checkpoint',
      by: 'checkpoint',
      asked: checkpoint?.demandBitsPerSecond,
      ...write,
      because: checkpoint === undefined ? '' : `${checkpoint.sizeBecause} within ${checkpoint.withinBecause}`,
    },
    {
      demand: 'kept-checkpoints',
      by: 'checkpoint.kept',
      asked: checkpoint?.keptBytes,
      ...space,
      because:
        checkpoint?.kept === undefined ? '' : `${amountText.count(checkpoint.kept)} x ${bytes(checkpoint.sizeBytes)}`,
    },
    { demand: 'level-read', by: 'level', asked: level?.readBitsPerSecond, ...read, because: scope },
    { demand: 'level-write', by: 'level', asked: level?.writeBitsPerSecond, ...write, because: scope },
    { demand: 'files', by: 'files', given: 'files', asked: input.files, ofBlock: block.files, say: files },
    {
      demand: 'metadata',
      by: 'metadataOperationsPerSecond',
      given: 'metadataOperationsPerSecond',
      asked: input.metadataOperationsPerSecond,
      ofBlock: block.metadataOperationsPerSecond,
      say: operations,
    },
  ];
}

/** Blocks that each demand takes, rounded up. The input is checked: each block gives something of what is asked for. */
function storageNeeds(input: StorageInput, derived: DerivedDemands): readonly StorageNeed[] {
  return askedOf(input, derived).flatMap((one) => {
    const { demand, asked, ofBlock, say, because } = one;
    if (asked === undefined || ofBlock === undefined) return [];
    const blocks = (BigInt(asked) + BigInt(ofBlock) - 1n) / BigInt(ofBlock);
    const origin = because === undefined ? '' : `${because} = `;
    return [
      {
        demand,
        asked,
        ofBlock,
        blocks: Number(blocks),
        because: `${demand}: ${origin}${say(asked)} / ${say(ofBlock)} a block, rounded up, is ${blocks}`,
      },
    ];
  });
}

/** Grade of a storage tier. */
export interface StorageLevel {
  /** The lower one of reads and writes. */
  readonly grade: StorageGrade;
  readonly read: StorageGrade;
  readonly write: StorageGrade;
  /** Scope whose row of the table was used, and the systems that it stands for. */
  readonly scope: StorageScope;
  readonly scopeNodes: number;
  /** False: the table has no row for so many systems, and the nearest one was used as it is. */
  readonly isPublishedScope: boolean;
  /** Least rates of each grade in that row, bit/s. */
  readonly least: Readonly<Record<Exclude<StorageGrade, 'below-good'>, StorageRates>>;
}

interface Row {
  readonly scope: StorageScope;
  readonly nodes: number;
  /** Least rates of good, better and best, GB/s. */
  readonly read: readonly [number, number, number];
  readonly write: readonly [number, number, number];
}

const GIGABYTE_BITS = 8_000_000_000;

/** NVIDIA DGX SuperPOD Reference Architecture, DGX H100, RA-11333-001 V11, Table 6. A scalable unit (SU) is 32 systems. */
const TABLE: readonly [Row, ...Row[]] = [
  { scope: '1 node', nodes: 1, read: [4, 8, 40], write: [2, 4, 20] },
  { scope: '1 SU', nodes: 32, read: [15, 40, 125], write: [7, 20, 62] },
  { scope: '4 SU', nodes: 128, read: [60, 160, 500], write: [30, 80, 250] },
];

/**
 * Grades what a storage tier gives to so many DGX systems by the published table.
 *
 * The table is not linear, so nothing is interpolated: a number without a row takes the nearest row by ratio (of two equally near ones the larger).
 *
 * @throws DesignError `storage/invalid-number`
 * @see https://docs.nvidia.com/dgx-superpod/reference-architecture-scalable-infrastructure-h100/latest/
 */
export function storageLevel(nodes: number, rates: StorageRates): StorageLevel {
  const code = 'storage/invalid-number';
  DesignErrors.throwAll(
    [
      wholeNumberError({ code, owner: 'storage level', field: 'nodes', value: nodes, least: 1 }),
      ...Object.entries(rates).map(([field, value]: [string, number]) =>
        wholeNumberError({ code, owner: 'storage level', field, value, least: 0 }),
      ),
    ].filter((error) => error !== undefined),
  );
  const row = nearestRow(nodes);
  const read = gradeOf(rates.readBitsPerSecond, row.read);
  const write = gradeOf(rates.writeBitsPerSecond, row.write);
  return {
    grade: GRADES.indexOf(read) < GRADES.indexOf(write) ? read : write,
    read,
    write,
    scope: row.scope,
    scopeNodes: row.nodes,
    isPublishedScope: row.nodes === nodes,
    least: { good: ratesOf(row, 0), better: ratesOf(row, 1), best: ratesOf(row, 2) },
  };
}

/** GPUs of a system of the table. */
const REFERENCE_GPUS = 8;

/** Catalogue id of the system that the table is published for. */
export const REFERENCE_SYSTEM = 'dgx-h100';

/** Systems of the table's size that hold so many GPUs, rounded up: a rack of 72 GPUs counts as 9. */
export function referenceSystems(gpus: number): number {
  return Math.ceil(gpus / REFERENCE_GPUS);
}

const GRADES: readonly StorageGrade[] = ['below-good', 'good', 'better', 'best'];

/** n is nearer to b than to a, by ratio, from n * n = a * b on. */
function nearestRow(nodes: number): Row {
  return TABLE.reduce((nearest, row) => (nodes * nodes >= nearest.nodes * row.nodes ? row : nearest));
}

function ratesOf({ read, write }: Row, grade: 0 | 1 | 2): StorageRates {
  return { readBitsPerSecond: read[grade] * GIGABYTE_BITS, writeBitsPerSecond: write[grade] * GIGABYTE_BITS };
}

function gradeOf(bitsPerSecond: number, [good, better, best]: readonly [number, number, number]): StorageGrade {
  if (bitsPerSecond >= best * GIGABYTE_BITS) return 'best';
  if (bitsPerSecond >= better * GIGABYTE_BITS) return 'better';
  return bitsPerSecond >= good * GIGABYTE_BITS ? 'good' : 'below-good';
}
