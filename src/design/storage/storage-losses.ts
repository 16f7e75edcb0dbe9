import type { PlacementPlan } from '../../model/placement-plan';
import type { PowerPlan } from '../../model/power-plan';
import type { StoragePlan } from '../../model/storage-plan';

/** What can be lost at once. */
export type StorageLossKind = 'block' | 'rack' | 'feed' | 'zone';

/** What is left of a tier after one loss. A block that loses one of its nodes counts as lost. */
export interface StorageLoss {
  readonly kind: StorageLossKind;
  /** What is lost, for people: `one block`, `rack 'A01'`, `feed A of power zone 'east'`, `power zone 'east'`. */
  readonly lost: string;
  readonly blocks: number;
  readonly blocksLost: number;
  /** Of those lost, blocks of which it is not known whether they stop: their supplies are not stated. */
  readonly blocksUnknown: number;
  readonly shareLeft: number;
  /** What the blocks left give. Data of the lost ones may be readable still, but takes no room of its own. */
  readonly usableBytes: number;
  readonly readBitsPerSecond: number;
  readonly writeBitsPerSecond: number;
  /** Absent: the block states none. */
  readonly files?: number;
  readonly metadataOperationsPerSecond?: number;
  /** Whether the data protection covers it. Absent: it is not stated. */
  readonly isTolerated?: boolean;
}

/** Where things stand and what feeds them: a site plan has both. */
export interface StorageSurroundings {
  readonly placement: PlacementPlan;
  readonly power: PowerPlan;
}

/**
 * What a tier is left with after the loss of a block, of each rack that holds some of it, of each feed of a zone that feeds some of it, and of each such
 * zone: in this order, racks and zones in order of the site. Blocks without a place are in no rack and no zone.
 */
export function storageLosses({ placement, power }: StorageSurroundings, tier: StoragePlan): readonly StorageLoss[] {
  const blocksIn = blocksByRack(placement, tier);
  const losses = [lossOf(tier, 'block', 'one block', 1)];
  const blocksOfZone = new Map<string, Set<number>>();
  for (const { name, zone } of placement.racks) {
    const blocks = blocksIn.get(name);
    if (blocks === undefined) continue;
    losses.push(lossOf(tier, 'rack', `rack '${name}'`, blocks.size));
    const ofZone = blocksOfZone.get(zone) ?? new Set<number>();
    blocks.forEach((block) => ofZone.add(block));
    blocksOfZone.set(zone, ofZone);
  }
  for (const zone of power.zones) {
    const blocks = blocksOfZone.get(zone.name)?.size;
    if (blocks === undefined) continue;
    for (const feed of zone.feeds) {
      const groups = zone.losses.filter(({ lost, model }) => lost === feed && model === tier.block.id);
      const devices = (survival: string): number =>
        groups.reduce((sum, group) => sum + (group.survival === survival ? group.devices : 0), 0);
      const unknown = Math.min(blocks, devices('indeterminate'));
      const stopped = Math.min(blocks, devices('down') + unknown);
      losses.push(lossOf(tier, 'feed', `feed ${feed} of power zone '${zone.name}'`, stopped, unknown));
    }
  }
  for (const { name } of power.zones) {
    const blocks = blocksOfZone.get(name)?.size;
    if (blocks !== undefined) losses.push(lossOf(tier, 'zone', `power zone '${name}'`, blocks));
  }
  return losses;
}

/** Blocks with a node in each rack, by its name. */
function blocksByRack({ positions }: PlacementPlan, { nodes, block }: StoragePlan): ReadonlyMap<string, Set<number>> {
  const blocksIn = new Map<string, Set<number>>();
  nodes.forEach((node, index) => {
    const rack = positions.get(node)?.rack;
    if (rack === undefined) return;
    const blocks = blocksIn.get(rack) ?? new Set<number>();
    blocks.add(Math.floor(index / block.nodes));
    blocksIn.set(rack, blocks);
  });
  return blocksIn;
}

function lossOf(
  tier: StoragePlan,
  kind: StorageLossKind,
  lost: string,
  blocksLost: number,
  blocksUnknown = 0,
): StorageLoss {
  const { blocks, block, tolerates } = tier;
  const left = blocks - blocksLost;
  return {
    kind,
    lost,
    blocks,
    blocksLost,
    blocksUnknown,
    shareLeft: left / blocks,
    usableBytes: left * block.usableBytes,
    readBitsPerSecond: left * block.readBitsPerSecond,
    writeBitsPerSecond: left * block.writeBitsPerSecond,
    ...(block.files === undefined ? {} : { files: left * block.files }),
    ...(block.metadataOperationsPerSecond === undefined
      ? {}
      : { metadataOperationsPerSecond: left * block.metadataOperationsPerSecond }),
    ...(tolerates === undefined ? {} : { isTolerated: blocksLost <= tolerates.blocks }),
  };
}
