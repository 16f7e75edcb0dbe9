import type { CableChoice, CableTable } from '../../src/model/cabling-plan';
import type { FabricInput, FabricSwitch, HostGroup } from '../../src/model/fabric-plan';
import type { DeviceInput, PlacedDevice, RackPlan } from '../../src/model/placement-plan';
import type { PowerZonePlan } from '../../src/model/power-plan';
import type { ClusterPlan, SitePlan, StackPlan } from '../../src/model/site-plan';
import type { StoragePlan } from '../../src/model/storage-plan';
import type { PoolPlan } from '../../src/model/address-plan';

/** A site that holds only what a test gives. */
export function sitePlan(parts: Partial<SitePlan> = {}): SitePlan {
  return {
    name: 'gasan',
    path: 'stack/gasan',
    halls: [],
    clusters: [],
    devices: [],
    fabrics: [],
    storage: [],
    placement: { racks: [], positions: new Map(), unplaced: [] },
    cables: [],
    power: { basis: 'nameplate', zones: [], loadWatts: 0 },
    addresses: { pools: [], addresses: [], asNumbers: [], partitions: [] },
    bill: { lines: [], gaps: [] },
    assets: new Map(),
    tenants: [],
    totals: {
      systems: 0,
      gpus: 0,
      systemsInService: 0,
      gpusInService: 0,
      racks: 0,
      racksUsed: 0,
      switches: 0,
      cables: 0,
      loadWatts: 0,
    },
    stacks: [],
    lock: {
      version: 2,
      site: 'gasan',
      positions: {},
      addresses: {},
      asNumbers: {},
      partitions: {},
      slots: {},
      fabrics: {},
      stacks: {},
    },
    ...parts,
  };
}

/** A 2N zone of 2.5 MW a feed at 80 %: a limit of 2 MW. Both feeds carry half of the load, and all of it after a loss. */
export function powerZone(loadWatts: number, parts: Partial<PowerZonePlan> = {}): PowerZonePlan {
  return {
    name: 'a',
    path: 'stack/zone-a',
    ratingWatts: 2_500_000,
    feeds: ['A', 'B'],
    redundancy: '2N',
    limitShare: 0.8,
    rackFeed: 'split',
    limitWatts: 2_000_000,
    loadWatts,
    racks: [],
    feedLoads: ['A', 'B'].map((feed) => ({ feed, normalWatts: loadWatts / 2, worstWatts: loadWatts })),
    losses: [],
    ...parts,
  };
}

/** A site with one zone. */
export function siteWithZone(zone: PowerZonePlan): SitePlan {
  return sitePlan({ power: { basis: 'nameplate', zones: [zone], loadWatts: zone.loadWatts } });
}

/** A DGX B200 by its data sheet. */
export function device(name: string, parts: Partial<DeviceInput> = {}): DeviceInput {
  return {
    name,
    kind: 'system',
    model: 'dgx-b200',
    heightU: 10,
    weightGrams: 142_400,
    maxWatts: 14_300,
    unit: 'haein/su-01',
    path: 'stack/haein',
    ...parts,
  };
}

/** Rack A01 of 48 U, 60 kW and 1,000 kg, with devices of 10 U from the bottom up. */
export function rack(names: readonly string[], parts: Partial<RackPlan> = {}): RackPlan {
  return {
    name: 'A01',
    hall: 'hall-1',
    row: 'A',
    number: 1,
    zone: 'a',
    limits: { model: 'rack-48u', heightU: 48, budgetWatts: 60_000, maxLoadGrams: 1_000_000 },
    xMillimetres: 0,
    yMillimetres: 0,
    devices: names.map((name, index): PlacedDevice => ({ name, u: 1 + 10 * index, heightU: 10 })),
    usedU: 10 * names.length,
    loadWatts: 14_300 * names.length,
    weightGrams: 142_400 * names.length,
    ...parts,
  };
}

/** A site in which every device of each rack is a DGX B200. */
export function siteWithRacks(racks: readonly RackPlan[], devices?: readonly DeviceInput[]): SitePlan {
  const placed = racks.flatMap((one) => one.devices.map(({ name, u }) => [name, { rack: one.name, u }] as const));
  return sitePlan({
    devices: devices ?? placed.map(([name]) => device(name)),
    placement: { racks, positions: new Map(placed), unplaced: [] },
  });
}

/** Names `<prefix>-1` to `<prefix>-<count>`. */
export function names(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);
}

/** A cluster of DGX B200 on the given fabrics. */
export function cluster(hosts: readonly string[], parts: Partial<ClusterPlan> = {}): ClusterPlan {
  return {
    name: 'haein',
    path: 'stack/haein',
    system: 'dgx-b200',
    systemModel: 'DGX B200',
    hosts,
    gpusPerHost: 8,
    unitHosts: 32,
    fabrics: ['compute'],
    zones: ['a'],
    tenants: [],
    ...parts,
  };
}

/** 32 twin-port cages at 400 Gb/s: 64 ports. */
export const ibSwitch: FabricSwitch = {
  id: 'ib-64',
  cages: 32,
  portsPerCage: 2,
  portRateBits: 400_000_000_000,
  portNaming: 'ib',
};

/** A group of hosts with one port a rail. */
export function hostGroup(hosts: readonly string[], rails: number, parts: Partial<HostGroup> = {}): HostGroup {
  const ports = Array.from({ length: rails }, (_, rail) => rail);
  return {
    name: 'haein',
    hosts,
    unitHosts: 32,
    rails,
    portNames: ports.map((port) => `p${port + 1}`),
    portCages: ports.map((port) => Math.floor(port / 2)),
    ...parts,
  };
}

/** The compute fabric of a DGX B200 pod: rails of their own leaves, 32 ports down and 32 up. */
export function computeInput(hosts: readonly string[], parts: Partial<FabricInput> = {}): FabricInput {
  return {
    name: 'compute',
    kind: 'infiniband',
    role: 'compute',
    groups: [hostGroup(hosts, 8)],
    leaf: ibSwitch,
    ...parts,
  };
}

/** A tier of blocks of 100 TB that read 40 GB/s and write 20 GB/s each, on two nodes a block. */
export function storageTier(blocks: number, demand: StoragePlan['demand']): StoragePlan {
  return {
    name: 'scratch',
    block: {
      id: 'block-100',
      usableBytes: 100e12,
      readBitsPerSecond: 320e9,
      writeBitsPerSecond: 160e9,
      nodes: 2,
    },
    blocks,
    decidedBy: 'override',
    usableBytes: blocks * 100e12,
    readBitsPerSecond: blocks * 320e9,
    writeBitsPerSecond: blocks * 160e9,
    demand,
    nodes: names('store', 2 * blocks),
  };
}

/** A pool of 1,000 addresses. */
export function pool(used: number, parts: Partial<PoolPlan> = {}): PoolPlan {
  return { name: 'oob', purpose: 'oob', cidr: '10.0.0.0/22', capacity: 1_000, used, ...parts };
}

/** A stack with a remote backend. */
export function stackPlan(resources: number, parts: Partial<StackPlan> = {}): StackPlan {
  return { name: 'gasan-racks', path: 'gasan-racks', resources, backend: 'remote', ...parts };
}

/** Cables of the fabric `compute`, each with its length and route in mm, all by one choice. */
export function cableTable(
  lengths: readonly (readonly [length: number, route: number])[],
  choice: Partial<CableChoice> = {},
  parts: Partial<CableTable> = {},
): CableTable {
  return {
    fabric: 'compute',
    cableOf: Uint32Array.from(lengths, (_, index) => index),
    count: lengths.length,
    lengthMillimetres: Uint32Array.from(lengths, ([length]) => length),
    routeMillimetres: Uint32Array.from(lengths, ([, route]) => route),
    choice: new Uint8Array(lengths.length),
    choices: [
      {
        medium: 'passive-copper',
        cablePart: 'DAC-1',
        linksPerCable: 1,
        linksPerATransceiver: 1,
        linksPerBTransceiver: 1,
        ...choice,
      },
    ],
    unreached: [],
    ...parts,
  };
}
