import type { FabricEndpoint, FabricPlan, FabricSwitch, SwitchTier } from '../../../src/model/fabric-plan';
import type { PlacementPlan, RackPlan } from '../../../src/model/placement-plan';

export const GIGABIT = 1_000_000_000;

/** Four twin-port cages: ports 1 and 2 in the first, 3 and 4 in the second .. */
export const TWIN: FabricSwitch = {
  id: 'twin',
  cages: 4,
  portsPerCage: 2,
  portRateBits: 400 * GIGABIT,
  portNaming: 'ib',
};

/** Tier, a node, a port, b node, b port. */
export type TinyLink = readonly [0 | 1 | 2, number, number, number, number];

export interface TinyFabric {
  readonly endpoints?: readonly (Partial<FabricEndpoint> & { readonly name: string })[];
  readonly switches: readonly { readonly name: string; readonly tier: SwitchTier; readonly model?: FabricSwitch }[];
  readonly links: readonly TinyLink[];
  readonly hostRateBits?: number;
}

/** A fabric written out link by link. Endpoints have four ports in two cages unless they say otherwise. */
export function tinyFabric({ endpoints = [], switches, links, hostRateBits = 400 * GIGABIT }: TinyFabric): FabricPlan {
  const column = (index: number): number[] => links.map((link) => link[index]!);
  return {
    name: 'compute',
    kind: 'infiniband',
    role: 'compute',
    shape: 'rail-optimised',
    tiers: 2,
    planes: 1,
    rails: 1,
    hostRateBits,
    trunkRateBits: 400 * GIGABIT,
    downPerLeaf: 4,
    upPerLeaf: 4,
    reserveUnits: 1,
    endpoints: endpoints.map((endpoint) => ({
      portNames: ['p1', 'p2', 'p3', 'p4'],
      portCages: [0, 0, 1, 1],
      ...endpoint,
    })),
    switches: switches.map((each) => ({ plane: 1, model: TWIN, ...each })),
    links: {
      count: links.length,
      tier: Uint8Array.from(column(0)),
      aNode: Uint32Array.from(column(1)),
      aPort: Uint16Array.from(column(2)),
      bNode: Uint32Array.from(column(3)),
      bPort: Uint16Array.from(column(4)),
    },
    counts: {
      hosts: 0,
      units: 1,
      leaf: 0,
      spine: 0,
      core: 0,
      hostLinks: 0,
      serviceLinks: 0,
      leafSpineLinks: 0,
      spineCoreLinks: 0,
      freeLeafDownPorts: 0,
      freeSpinePorts: 0,
      freeCorePorts: 0,
    },
    ratios: [],
    bisectionBits: 0,
  };
}

/** Racks 800 mm apart along a row, rows 3,000 mm apart: `A01`, `A02` .. in the hall's first row, `B01` .. in its second. */
export function tinyPlacement(
  places: Readonly<Record<string, readonly [rack: string, u: number]>>,
  hall = 'hall-1',
): PlacementPlan {
  const names = [...new Set(Object.values(places).map(([rack]) => rack))];
  const racks = names.map((name): RackPlan => {
    const row = name.charAt(0);
    const number = Number(name.slice(1));
    return {
      name,
      hall: row === 'Z' ? 'hall-2' : hall,
      row,
      number,
      zone: 'zone-a',
      limits: { model: 'rack-48', heightU: 48, budgetWatts: 100_000 },
      xMillimetres: 800 * (number - 1),
      yMillimetres: 3_000 * (row.charCodeAt(0) - 65),
      devices: Object.entries(places)
        .filter(([, [rack]]) => rack === name)
        .map(([device, [, u]]) => ({ name: device, u, heightU: 1 })),
      usedU: Object.values(places).filter(([rack]) => rack === name).length,
      loadWatts: 0,
      weightGrams: 0,
    };
  });
  const positions = new Map(Object.entries(places).map(([device, [rack, u]]) => [device, { rack, u }]));
  return { racks, positions, unplaced: [] };
}
