import { DesignError } from '../../errors/design-error';
import { DataRate } from '../../units/data-rate';
import { DataSize } from '../../units/data-size';
import { checkStorageInput } from './check-storage-input';
import type { StorageInput, StoragePlan } from './storage-plan';

/** More nodes than any storage tier has: above it a demand or a block is a slip, and naming them all would take for ever. */
const MOST_NODES = 100_000;

/** Blocks that one demand takes. */
interface Need {
  readonly decidedBy: 'capacity' | 'read' | 'write';
  readonly blocks: bigint;
  /** How the count comes about, in words. */
  readonly because: string;
}

/**
 * Sizes a storage tier: the fewest blocks that meet the demands for capacity, reads and writes, each rounded up. Of demands that ask for equally many
 * blocks the first of these decides. `nodeNames` names the node of each index from 0; a larger tier keeps the names of a smaller one.
 *
 * @throws DesignError `storage/no-demand`, `storage/invalid-number`, `storage/empty-block`, `storage/override-too-small`, `storage/too-many-nodes`
 */
export function planStorage(input: StorageInput, nodeNames: (index: number) => string): StoragePlan {
  checkStorageInput(input);
  const { name, block, capacityBytes, readBitsPerSecond, writeBitsPerSecond } = input;
  const most = needsOf(input).reduce<Need | undefined>(
    (first, need) => (first === undefined || need.blocks > first.blocks ? need : first),
    undefined,
  );
  checkOverride(input, most);
  const blocks = BigInt(input.blocks ?? 0) || (most?.blocks ?? 0n);
  const nodes = blocks * BigInt(block.nodes);
  if (nodes > BigInt(MOST_NODES)) {
    throw new DesignError('storage/too-many-nodes', {
      problem: `storage '${name}': ${blocks} blocks of ${block.nodes} nodes are ${nodes} nodes`,
      remedy: `check the demands and block '${block.id}'; a tier has at most ${MOST_NODES} nodes`,
      object: name,
      value: `${nodes}`,
      limit: String(MOST_NODES),
    });
  }
  return {
    name,
    block,
    blocks: Number(blocks),
    decidedBy: input.blocks === undefined ? (most?.decidedBy ?? 'override') : 'override',
    usableBytes: times(blocks, block.usableBytes),
    readBitsPerSecond: times(blocks, block.readBitsPerSecond),
    writeBitsPerSecond: times(blocks, block.writeBitsPerSecond),
    demand: {
      ...(capacityBytes === undefined ? {} : { capacityBytes }),
      ...(readBitsPerSecond === undefined ? {} : { readBitsPerSecond }),
      ...(writeBitsPerSecond === undefined ? {} : { writeBitsPerSecond }),
    },
    nodes: Array.from({ length: Number(nodes) }, (_, index) => nodeNames(index)),
  };
}

function needsOf({ block, capacityBytes, readBitsPerSecond, writeBitsPerSecond }: StorageInput): Need[] {
  return [
    needOf('capacity', capacityBytes, block.usableBytes, inSize),
    needOf('read', readBitsPerSecond, block.readBitsPerSecond, inRate),
    needOf('write', writeBitsPerSecond, block.writeBitsPerSecond, inRate),
  ].filter((need) => need !== undefined);
}

function needOf(
  decidedBy: Need['decidedBy'],
  demand: number | undefined,
  ofBlock: number,
  print: (amount: number) => string,
): Need | undefined {
  if (demand === undefined) return undefined;
  const blocks = (BigInt(demand) + BigInt(ofBlock) - 1n) / BigInt(ofBlock);
  return {
    decidedBy,
    blocks,
    because: `${decidedBy}: ${print(demand)} / ${print(ofBlock)} a block, rounded up, is ${blocks}`,
  };
}

function checkOverride({ name, blocks }: StorageInput, most: Need | undefined): void {
  if (blocks === undefined || most === undefined || BigInt(blocks) >= most.blocks) return;
  throw new DesignError('storage/override-too-small', {
    problem: `storage '${name}': 'blocks' is ${blocks}, and the demands take ${most.blocks} (${most.because})`,
    remedy: `set 'blocks' to ${most.blocks} or more, or leave it out`,
    object: name,
    value: String(blocks),
    limit: `${most.blocks}`,
  });
}

function times(blocks: bigint, ofBlock: number): number {
  return Number(blocks * BigInt(ofBlock));
}

function inSize(bytes: number): string {
  return DataSize.bytes(bytes).toString();
}

function inRate(bitsPerSecond: number): string {
  return DataRate.bitsPerSecond(bitsPerSecond).formatIn('GB/s');
}
