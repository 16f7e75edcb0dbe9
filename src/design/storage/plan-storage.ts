import { DesignError, DesignErrors, wholeNumberError } from '../../errors/design-error';
import type {
  StorageInput,
  StorageLevelDemand,
  StorageLevelInput,
  StorageNeed,
  StoragePlan,
} from '../../model/storage-plan';
import { present } from '../../units/present';
import { amountText, checkpointDemand, type CheckpointDemand, checkpointErrors, planCheckpoint } from './checkpoint';
import { storageLevel } from './storage-level';

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
