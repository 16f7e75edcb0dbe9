import type { FabricPlan } from '../../model/fabric-plan';
import type { PlacementPlan } from '../../model/placement-plan';
import type { PowerPlan } from '../../model/power-plan';
import type { StoragePlan } from '../../model/storage-plan';
import { present } from '../../units/present';

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

/** What a tier is left with while some devices are out. Undefined: none of them is of it. */
export function storageWithout(tier: StoragePlan, isOut: (device: string) => boolean): StorageLoss | undefined {
  const blocks = new Set(tier.nodes.flatMap((node, at) => (isOut(node) ? [Math.floor(at / tier.block.nodes)] : [])));
  return blocks.size === 0 ? undefined : lossOf(tier, 'block', `tier '${tier.name}'`, blocks.size);
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
    ...present({
      files: block.files === undefined ? undefined : left * block.files,
      metadataOperationsPerSecond:
        block.metadataOperationsPerSecond === undefined ? undefined : left * block.metadataOperationsPerSecond,
      isTolerated: tolerates === undefined ? undefined : blocksLost <= tolerates.blocks,
    }),
  };
}

/** Links of a tier and of the systems that it serves at one leaf, and what the leaf carries up. */
export interface StorageLeaf {
  readonly fabric: string;
  readonly leaf: string;
  /** Links of the tier's nodes, and of the systems. */
  readonly nodeLinks: number;
  readonly clientLinks: number;
  readonly uplinks: number;
  readonly uplinkBits: number;
  /** Shares of the tier's rate that leave and enter the leaf when every system talks to every node alike; writes go the other way. */
  readonly outShare: number;
  readonly inShare: number;
}

/** Who talks over the storage fabrics. */
export interface StorageParties {
  /** Names of the tier's nodes. */
  readonly nodes: ReadonlySet<string>;
  /** Names of the systems that it serves. */
  readonly clients: ReadonlySet<string>;
}

/**
 * Traffic of a tier at each leaf with uplinks of the storage fabrics that it is on, under uniform traffic: node links carry the rate in equal parts and so
 * do links of systems. Of a leaf with n of N node links and c of C links of systems, `(n / N) * (1 - c / C)` of what is read leaves it over its uplinks,
 * and `(c / C) * (1 - n / N)` enters. Where a tier is on several fabrics, each carries the share of its node links.
 */
export function storageLeaves(fabrics: readonly FabricPlan[], parties: StorageParties): readonly StorageLeaf[] {
  const counted = fabrics.map((fabric) => ({ fabric, counts: countLinks(fabric, parties) }));
  const allNodes = counted.reduce((total, { counts }) => total + counts.nodes, 0);
  return counted.flatMap(({ fabric, counts }) => {
    const { nodes, clients, ofNodes, ofClients, up } = counts;
    if (nodes === 0 || clients === 0) return [];
    const share = nodes / allNodes;
    return fabric.switches.flatMap(({ name, tier }, index) => {
      const [n, c, uplinks] = [ofNodes[index] ?? 0, ofClients[index] ?? 0, up[index] ?? 0];
      if (tier !== 'leaf' || uplinks === 0) return [];
      return [
        {
          fabric: fabric.name,
          leaf: name,
          nodeLinks: n,
          clientLinks: c,
          uplinks,
          uplinkBits: uplinks * fabric.trunkRateBits,
          outShare: (share * n * (clients - c)) / (nodes * clients),
          inShare: (share * c * (nodes - n)) / (nodes * clients),
        },
      ];
    });
  });
}

interface LinkCounts {
  readonly nodes: number;
  readonly clients: number;
  /** By index of the switch. */
  readonly ofNodes: Uint32Array;
  readonly ofClients: Uint32Array;
  readonly up: Uint32Array;
}

const PARTY = { other: 0, node: 1, client: 2 };

function countLinks({ endpoints, switches, links }: FabricPlan, { nodes, clients }: StorageParties): LinkCounts {
  const party = Uint8Array.from(endpoints, ({ name, device = name }) => {
    if (nodes.has(name)) return PARTY.node;
    return clients.has(device) ? PARTY.client : PARTY.other;
  });
  const by = [switches, switches, switches].map(({ length }) => new Uint32Array(length));
  const [up = new Uint32Array(), ofNodes = new Uint32Array(), ofClients = new Uint32Array()] = by;
  const total = [0, 0, 0];
  for (let link = 0; link < links.count; link += 1) {
    const lower = links.aNode[link] ?? 0;
    if (links.tier[link] === 0) {
      const kind = party[lower] ?? PARTY.other;
      const leaf = links.bNode[link] ?? 0;
      const counts = kind === PARTY.node ? ofNodes : ofClients;
      if (kind === PARTY.other) continue;
      counts[leaf] = (counts[leaf] ?? 0) + 1;
      total[kind] = (total[kind] ?? 0) + 1;
    } else if (links.tier[link] === 1) {
      up[lower] = (up[lower] ?? 0) + 1;
    }
  }
  return { nodes: total[PARTY.node] ?? 0, clients: total[PARTY.client] ?? 0, ofNodes, ofClients, up };
}
