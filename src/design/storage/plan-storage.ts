import { DesignError } from '../../errors/design-error';
import { checkStorageInput } from './check-storage-input';
import { checkpointDemand, planCheckpoint } from './checkpoint';
import { storageLevel } from './storage-level';
import { type DerivedDemands, storageNeeds } from './storage-needs';
import type {
  StorageInput,
  StorageLevelDemand,
  StorageLevelInput,
  StorageNeed,
  StoragePlan,
} from '../../model/storage-plan';

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
  const derived: DerivedDemands = {
    ...(checkpoint === undefined ? {} : { checkpoint: checkpointDemand(checkpoint) }),
    ...(input.level === undefined ? {} : { level: levelDemand(input.level) }),
  };
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
    ...(block.files === undefined ? {} : { files: given(block.files) }),
    ...(block.metadataOperationsPerSecond === undefined
      ? {}
      : { metadataOperationsPerSecond: given(block.metadataOperationsPerSecond) }),
    demand: statedDemand(input),
    ...(needs.length === 0 ? {} : { needs }),
    ...(checkpoint === undefined || derived.checkpoint === undefined
      ? {}
      : { checkpoint: planCheckpoint(derived.checkpoint, checkpoint, writeBitsPerSecond) }),
    ...(derived.level === undefined ? {} : { level: derived.level }),
    ...(tolerates === undefined ? {} : { tolerates }),
    ...(serves === undefined ? {} : { serves }),
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
  return {
    ...(capacityBytes === undefined ? {} : { capacityBytes }),
    ...(readBitsPerSecond === undefined ? {} : { readBitsPerSecond }),
    ...(writeBitsPerSecond === undefined ? {} : { writeBitsPerSecond }),
    ...(files === undefined ? {} : { files }),
    ...(metadataOperationsPerSecond === undefined ? {} : { metadataOperationsPerSecond }),
  };
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
