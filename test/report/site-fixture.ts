import { planFabric } from '../../src/design/fabric/plan-fabric';
import { planPlacement } from '../../src/design/placement/plan-placement';
import { planPower } from '../../src/design/power/plan-power';
import type { Asset } from '../../src/model/asset';
import type { CableTable } from '../../src/model/cabling-plan';
import type { FabricInput, FabricPlan, FabricSwitch, HostGroup } from '../../src/model/fabric-plan';
import type { DeviceInput, HallInput, RowInput } from '../../src/model/placement-plan';
import type { SitePlan } from '../../src/model/site-plan';

const QM9700: FabricSwitch = {
  id: 'qm9700',
  cages: 32,
  portsPerCage: 2,
  portRateBits: 400e9,
  portNaming: 'ib',
};
const SN2201: FabricSwitch = {
  id: 'sn2201',
  cages: 48,
  portsPerCage: 1,
  portRateBits: 1e9,
  uplinks: { ports: 4, rateBits: 100e9 },
  portNaming: 'cumulus',
};

/** Shape of a fixture. */
export interface FixtureProps {
  readonly systems: number;
  readonly rows: number;
  readonly racksPerRow: number;
}

/** The reference shape: 127 systems of 14.3 kW, three a rack of 44 kW; 4 units, 32 leaves, 16 spines, two zones of 1.5 MW. */
export const REFERENCE: FixtureProps = { systems: 127, rows: 4, racksPerRow: 14 };

/** One unit of two racks: small enough to be read whole. */
export const SMALL: FixtureProps = { systems: 4, rows: 2, racksPerRow: 3 };

/** Plan of a site that the fabric, placement and power engines made, with all else by hand. */
export function siteOf(props: FixtureProps): SitePlan {
  const hosts = names('haein', props.systems, 3);
  const compute = planFabric(computeInput(hosts));
  const oob = planFabric(oobInput(hosts));
  const fabrics = [compute, oob];
  const halls = [hallOf(props)];
  const devices: DeviceInput[] = [
    ...hosts.map((name, slot) => systemOf(name, `haein/su-0${Math.floor(slot / 32) + 1}`)),
    ...names('compute-ufm', 2, 2).map((name) => ({ ...switchOf(name, 'compute/ufm'), kind: 'ufm' as const })),
    ...fabrics.flatMap(({ name, switches }) => switches.map((each) => switchOf(each.name, `${name}/${each.tier}`))),
  ];
  const placement = planPlacement({ halls, devices, lock: {} });
  const zones = ['zone-a', 'zone-b'].map((name) => ({
    name,
    path: `stack/${name}`,
    ratingWatts: 1_500_000,
    feeds: ['A', 'B'],
    redundancy: '2N' as const,
    limitShare: 0.8,
    rackFeed: 'split' as const,
  }));
  const power = planPower({ zones, placement, devices });
  const racksUsed = placement.racks.filter((rack) => rack.devices.length > 0).length;
  return {
    name: 'gasan',
    path: 'stack/gasan',
    halls,
    clusters: [
      {
        name: 'haein',
        path: 'stack/haein',
        system: 'dgx-b200',
        systemModel: 'DGX B200',
        hosts,
        gpusPerHost: 8,
        unitHosts: 32,
        fabrics: ['compute', 'oob'],
        zones: ['zone-a', 'zone-b'],
        tenants: ['blue', 'red'],
      },
    ],
    devices,
    fabrics: fabrics.map((plan) => ({ path: `stack/${plan.name}`, plan })),
    storage: [],
    placement,
    cables: fabrics.map(cablesOf),
    power,
    addresses: {
      pools: [
        {
          name: 'oob',
          purpose: 'oob',
          cidr: '10.20.0.0/22',
          gateway: '10.20.0.1',
          capacity: 1_021,
          used: hosts.length,
        },
      ],
      addresses: hosts.map((device, slot) => ({
        device,
        interface: 'bmc',
        pool: 'oob',
        address: `10.20.0.${slot + 2}/22`,
      })),
      asNumbers: [],
      partitions: [
        { tenant: 'blue', pkey: 0x0001 },
        { tenant: 'red', pkey: 0x0002 },
      ],
    },
    bill: {
      lines: [
        {
          category: 'system',
          manufacturer: 'NVIDIA',
          description: 'DGX B200',
          quantity: hosts.length,
          unit: 'each',
          phase: '1',
        },
        {
          category: 'cable',
          manufacturer: 'NVIDIA',
          partNumber: 'MCP4Y10-N001',
          description: 'copper "twin" cable, NDR',
          quantity: 12,
          unit: 'each',
          phase: '1',
          lengthMillimetres: 1_500,
        },
      ],
      gaps: ['system DGX B200: no part number; ask the vendor'],
    },
    assets: new Map(devices.map(({ name }): [string, Asset] => [name, { device: name, state: 'planned' }])),
    tenants: ['blue', 'red'],
    totals: {
      systems: hosts.length,
      gpus: hosts.length * 8,
      systemsInService: 0,
      gpusInService: 0,
      racks: placement.racks.length,
      racksUsed,
      switches: fabrics.reduce((sum, { switches }) => sum + switches.length, 0),
      cables: fabrics.reduce((sum, { links }) => sum + links.count, 0),
      loadWatts: power.loadWatts,
    },
    stacks: [{ name: 'stack', path: 'stack', resources: 60, backend: 'local' }],
    lock: {
      version: 2,
      site: 'gasan',
      positions: Object.fromEntries(placement.positions),
      addresses: {},
      asNumbers: {},
      partitions: { blue: 1, red: 2 },
      slots: { haein: Object.fromEntries(hosts.map((name, slot) => [name, slot])) },
      fabrics: {},
      stacks: {},
    },
  };
}

/** Compute fabric of any size. */
export function computeFabric(systems: number, pods?: FabricInput['pods']): FabricPlan {
  const input = computeInput(names('haein', systems, systems > 999 ? 4 : 3));
  return planFabric(pods === undefined ? input : { ...input, pods });
}

function computeInput(hosts: readonly string[]): FabricInput {
  const services = names('compute-ufm', 2, 2).map((name) => ({ name, portNames: ['port-1', 'port-2'] }));
  const ports = Array.from({ length: 8 }, (_, rail) => `ib${rail}`);
  const group: HostGroup = {
    name: 'haein',
    hosts,
    unitHosts: 32,
    rails: 8,
    portNames: ports,
    portCages: ports.map((_, port) => Math.floor(port / 2)),
  };
  return {
    name: 'compute',
    kind: 'infiniband',
    role: 'compute',
    groups: [group],
    leaf: QM9700,
    ...(hosts.length % 32 === 0 ? {} : { services }),
  };
}

function oobInput(hosts: readonly string[]): FabricInput {
  return {
    name: 'oob',
    kind: 'ethernet',
    role: 'oob',
    groups: [{ name: 'haein', hosts, unitHosts: 32, rails: 1, portNames: ['bmc'], portCages: [0] }],
    leaf: SN2201,
    spine: { id: 'sn4600c', cages: 64, portsPerCage: 1, portRateBits: 100e9, portNaming: 'cumulus' },
    spines: 2,
    tiers: 2,
  };
}

/** Every link a cable of its own, as long as its number says: 3 m and, from link 100 on, 20 m of fibre. */
function cablesOf({ name, links }: FabricPlan): CableTable {
  const all = Array.from({ length: links.count }, (_, index) => index);
  return {
    fabric: name,
    cableOf: Uint32Array.from(all),
    count: links.count,
    lengthMillimetres: Uint32Array.from(all.map((index) => (index < 100 ? 3_000 : 20_000))),
    routeMillimetres: Uint32Array.from(all.map((index) => (index < 100 ? 2_700 : 17_350))),
    choice: Uint8Array.from(all.map((index) => (index < 100 ? 0 : 1))),
    choices: [
      {
        medium: 'passive-copper',
        cablePart: 'MCP4Y10-N003',
        linksPerCable: 1,
        linksPerATransceiver: 1,
        linksPerBTransceiver: 1,
      },
      {
        medium: 'single-mode',
        aTransceiver: 'MMS4X00-NS',
        bTransceiver: 'MMS4X00-NS',
        linksPerCable: 1,
        linksPerATransceiver: 2,
        linksPerBTransceiver: 2,
      },
    ],
    unreached: [],
  };
}

function hallOf({ rows, racksPerRow }: FixtureProps): HallInput {
  const rack = { model: 'rack-48u', heightU: 48, budgetWatts: 44_000, maxLoadGrams: 1_500_000 };
  return {
    name: 'hall-1',
    rows: Array.from({ length: rows }, (_, index): RowInput => ({
      name: String.fromCharCode(65 + index),
      racks: racksPerRow,
      zone: index % 2 === 0 ? 'zone-a' : 'zone-b',
      rack,
    })),
    rowPitchMillimetres: 3_000,
    rackPitchMillimetres: 600,
    riserMillimetres: 1_000,
  };
}

function systemOf(name: string, unit: string): DeviceInput {
  return {
    name,
    kind: 'system',
    model: 'dgx-b200',
    heightU: 10,
    weightGrams: 142_400,
    maxWatts: 14_300,
    psus: { count: 6, needed: 5 },
    unit,
    path: 'stack/haein',
  };
}

function switchOf(name: string, unit: string): DeviceInput {
  return {
    name,
    kind: 'switch',
    model: name.startsWith('oob') ? 'sn2201' : 'qm9700',
    heightU: 1,
    weightGrams: 14_500,
    maxWatts: 1_700,
    psus: { count: 2, needed: 1 },
    unit,
    path: `stack/${unit.split('/')[0]}`,
  };
}

function names(prefix: string, count: number, width: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(width, '0')}`);
}
