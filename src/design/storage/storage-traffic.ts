import type { FabricPlan } from '../../model/fabric-plan';

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
