import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import {
  AirHandlers,
  Cdu,
  ConvergedPair,
  CoolingLoop,
  DataRate,
  DataSize,
  EthernetFabric,
  FlowRate,
  GpuCluster,
  InfinibandFabric,
  Length,
  ManagementNetwork,
  Phase,
  Power,
  PowerZone,
  Site,
  StorageTier,
  Temperature,
  TenantLoad,
  Transformer,
  Utility,
  Voltage,
  type AddressPoolProps,
  type HallProps,
  type SiteProps,
} from 'cdktf-ai-factory';
import { defineCdu, defineSystem, switches, systems, userFact } from 'cdktf-ai-factory/catalog';
import { DesignError, DesignErrors } from '../../src/errors/design-error';
import {
  HGX_B200,
  IN_BAND_SWITCH,
  INFINIBAND_SWITCH,
  MANAGEMENT_SWITCH,
  QM9700_POWER,
  SCRATCH_BLOCK,
  SITE_MEDIA,
  SN2201_POWER,
  SN4600C_POWER,
  UFM_SERVER,
} from '../../stacks/haein-hardware';
import { temporaryFolder } from './temporary-folder';

/** An NVL72 rack with its height, which its vendor does not state. */
const NVL72 = defineSystem({
  ...systems.GB200_NVL72,
  heightU: userFact(48, 'drawing', '2026-11'),
  maxPower: userFact(Power.kilowatts(132), 'offer', '2026-11'),
});

/** A row of racks; `zone` by name. */
interface RowShape {
  readonly name: string;
  readonly racks: number;
  readonly zone: string;
  readonly accepts?: 'systems' | 'others';
  readonly hall?: string;
}

/** A zone, with the rating of one feed in kW. */
interface ZoneShape {
  readonly name: string;
  readonly kilowatts: number;
  readonly redundancy?: 'N' | '2N';
}

/** A site that a program may build with any number of systems. */
interface Shape {
  readonly name: string;
  readonly systems: number;
  readonly rows: readonly RowShape[];
  readonly zones: readonly ZoneShape[];
  /** Zones of the cluster; all that take systems where absent. */
  readonly clusterZones?: readonly string[];
  readonly rackKilowatts?: number;
  readonly rackUnits?: number;
  /** Rating of a transformer a zone, by the zone's name, under one utility with the contract, all in kW. */
  readonly chain?: { readonly transformers: Readonly<Record<string, number>>; readonly contract: number };
  readonly tenant?: { readonly row: string; readonly kilowatts: number };
  readonly compute?: { readonly reserveUnits?: number; readonly ufm?: number };
  readonly hasManagement?: boolean;
  readonly storage?: { readonly level?: 'good' | 'better' | 'best'; readonly petabytes?: number };
  readonly inBandBits?: number;
  /** Racks of 18 trays (GB200 NVL72) in place of HGX systems. */
  readonly hasTrays?: boolean;
  /** A core pair that takes four ports of 400G of each host, with so many places kept for hosts. */
  readonly pair?: { readonly keep?: number; readonly islCages: number };
  /** CDUs on a technology loop of all rows. */
  readonly cdus?: { readonly count: number; readonly spare: number; readonly kilowatts: number };
  readonly fanWalls?: { readonly count: number; readonly spare: number };
  readonly contractMegawatts?: number;
  /** Whether the systems come in the second of two phases, with its contract in kW. */
  readonly phaseKilowatts?: readonly [number, number];
  readonly unitSystems?: number;
}

interface Built {
  readonly site: Site;
  /** Errors of the site by rule and path. */
  readonly errors: ReadonlySet<string>;
  readonly findings: Site['evaluation']['findings'];
}

/** The whole program of a shape with so many systems, on the lock of an earlier run. */
function build(shape: Shape, systems: number, lock?: unknown): Built {
  const folder = temporaryFolder();
  const lockFile = join(folder, 'lab.lock.json');
  if (lock !== undefined) writeFileSync(lockFile, JSON.stringify(lock));
  const stack = new TerraformStack(new App({ outdir: folder }), 'lab-stack');
  const site = new Site(stack, 'lab', { ...siteProps(shape), lockFile });
  const zones = zonesIn(site, shape);
  const [, second] = (shape.phaseKilowatts ?? []).map(
    (kilowatts, index) =>
      new Phase(site, ['first', 'second'][index] ?? '', {
        date: `${2027 + index}-06-30`,
        contractPower: Power.kilowatts(kilowatts),
      }),
  );
  if (shape.tenant !== undefined) {
    const { row, kilowatts } = shape.tenant;
    const racks = shape.rows.find(({ name }) => name === row)?.racks ?? 1;
    new TenantLoad(site, 'guest', { rows: [row], racks, power: Power.kilowatts(kilowatts), liquidShare: 0 });
  }
  const names = shape.clusterZones ?? shape.zones.map(({ name }) => name);
  const cluster = new GpuCluster(site, 'ai', {
    system: shape.hasTrays === true ? NVL72 : HGX_B200,
    ...(shape.hasTrays === true && { psuFeeds: { A: 8 } }),
    ...(shape.pair?.keep !== undefined && { reserveUnits: Math.ceil(shape.pair.keep / (shape.unitSystems ?? 32)) }),
    count: systems,
    powerZones: names.map((name) => zones.get(name) ?? failOn(name)),
    ...(shape.unitSystems !== undefined && { unitSystems: shape.unitSystems }),
    ...(second !== undefined && { phase: second }),
  });
  networksIn(site, shape, cluster);
  const { evaluation } = site;
  const found = evaluation.findings.filter(({ severity }) => severity === 'error');
  return { site, errors: new Set(found.map(({ ruleId, path }) => `${ruleId} ${path}`)), findings: found };
}

function failOn(name: string): never {
  throw new Error(`no zone '${name}'`);
}

function siteProps(shape: Shape): SiteProps {
  const { rackKilowatts = 44, rackUnits = 48, contractMegawatts } = shape;
  const hallNames = [...new Set(shape.rows.map(({ hall = 'hall-1' }) => hall))];
  const halls = hallNames.map((name): HallProps => ({
    name,
    rack: { model: 'rack', units: rackUnits, power: Power.kilowatts(rackKilowatts) },
    rowPitch: Length.metres(3),
    rackPitch: Length.millimetres(600),
    riser: Length.metres(1.5),
    rows: shape.rows
      .filter(({ hall = 'hall-1' }) => hall === name)
      .map(({ name: row, racks, accepts }) => ({
        name: row,
        racks,
        ...(accepts === 'systems' && { accepts: ['system'] as const }),
        ...(accepts === 'others' && { accepts: ['switch', 'storage', 'server', 'ufm'] as const }),
      })),
  }));
  return {
    halls,
    addressPools: [
      { name: 'loopbacks', purpose: 'loopback', cidr: '10.64.0.0/24' },
      { name: 'management', purpose: 'oob', cidr: '10.64.4.0/22', vlan: 100 },
      { name: 'in-band', purpose: 'in-band', cidr: `10.64.8.0/${shape.inBandBits ?? 23}`, vlan: 200 },
      { name: 'storage', purpose: 'storage', cidr: '10.64.12.0/23', vlan: 300 },
    ] satisfies AddressPoolProps[],
    cableSlack: Length.metres(2),
    media: SITE_MEDIA,
    hallRoutes: hallNames.length < 2 ? [] : [{ halls: ['hall-1', 'hall-2'] as const, length: Length.metres(20) }],
    ...(contractMegawatts !== undefined && {
      contractPower: Power.megawatts(contractMegawatts),
      supply: { pue: 1.3 },
    }),
  };
}

function zonesIn(site: Site, { zones, rows, chain }: Shape): ReadonlyMap<string, PowerZone> {
  const utility =
    chain === undefined
      ? undefined
      : new Utility(site, 'utility', {
          volts: Voltage.kilovolts(22.9),
          powerFactor: 0.95,
          rating: Power.megawatts(20),
          supply: { contract: Power.kilowatts(chain.contract) },
        });
  const hasSeveralHalls = new Set(rows.map(({ hall = 'hall-1' }) => hall)).size > 1;
  return new Map(
    zones.map(({ name, kilowatts, redundancy = 'N' }) => {
      const rating = chain?.transformers[name];
      const transformer =
        utility === undefined || rating === undefined
          ? undefined
          : new Transformer(site, `tx-${name}`, {
              volts: Voltage.volts(415),
              powerFactor: 0.95,
              rating: Power.kilowatts(rating),
              efficiency: 0.99,
              fedFrom: utility,
            });
      const own = rows.filter((row) => row.zone === name);
      const zone = new PowerZone(site, name, {
        rating: Power.kilowatts(kilowatts),
        redundancy,
        rackFeed: 'static-switch',
        rows: own.map((row) => (hasSeveralHalls ? `${row.hall ?? 'hall-1'}/${row.name}` : row.name)),
        ...(transformer !== undefined && {
          sources: redundancy === 'N' ? { A: transformer } : { A: transformer, B: transformer },
        }),
      });
      return [name, zone] as const;
    }),
  );
}

/** Scalable units of the shape as it is. */
function unitsOf({ systems, unitSystems = 32 }: Shape): number {
  return Math.ceil(systems / unitSystems);
}

function networksIn(site: Site, shape: Shape, cluster: GpuCluster): void {
  const { compute, storage, fanWalls } = shape;
  const managed: (GpuCluster | InfinibandFabric | StorageTier | EthernetFabric)[] = [cluster];
  if (compute !== undefined) {
    const { reserveUnits, ufm } = compute;
    managed.push(
      new InfinibandFabric(site, 'compute', {
        hosts: [cluster],
        switch: INFINIBAND_SWITCH,
        switchPower: QM9700_POWER,
        ...(reserveUnits !== undefined && { reserveUnits: unitsOf(shape) - 1 + reserveUnits }),
        ...(ufm !== undefined && { ufm: { server: UFM_SERVER, count: ufm, portsEach: 2 } }),
      }),
    );
  }
  if (storage !== undefined) {
    const { level, petabytes } = storage;
    const scratch = new StorageTier(site, 'scratch', {
      system: SCRATCH_BLOCK,
      serves: [cluster],
      ...(level !== undefined && { level }),
      ...(petabytes !== undefined && {
        capacity: DataSize.petabytes(petabytes),
        read: DataRate.gigabytesPerSecond(60 * petabytes),
      }),
    });
    managed.push(scratch);
    managed.push(
      new InfinibandFabric(site, 'storage', {
        role: 'storage',
        hosts: [cluster, scratch],
        switch: INFINIBAND_SWITCH,
        switchPower: QM9700_POWER,
      }),
    );
  }
  if (shape.inBandBits !== undefined) {
    managed.push(
      new EthernetFabric(site, 'in-band', {
        role: 'in-band',
        hosts: [cluster],
        switch: IN_BAND_SWITCH,
        switchPower: SN4600C_POWER,
        upPerLeaf: 16,
        reserveUnits: unitsOf(shape) + 2,
      }),
    );
  }
  if (shape.hasManagement === true) {
    new ManagementNetwork(site, 'management', {
      manages: managed,
      switch: MANAGEMENT_SWITCH,
      switchPower: SN2201_POWER,
      spineSwitch: IN_BAND_SWITCH,
      spineSwitchPower: SN4600C_POWER,
      spines: 2,
    });
  }
  if (shape.pair !== undefined) {
    const portRate = DataRate.gigabitsPerSecond(400);
    new ConvergedPair(site, 'core', {
      switch: switches.SN5610,
      switchPower: Power.watts(2_500),
      runs: [
        { name: 'gpu', portRate },
        { name: 'isl', portRate },
      ],
      groups: [
        {
          name: 'nodes',
          devices: cluster,
          links: [{ kind: 'gpu', run: 'gpu', ports: ['p1', 'p2', 'p3', 'p4'], connector: 'QSFP112', rails: 4 }],
        },
      ],
      isl: { run: 'isl', cages: { total: shape.pair.islCages } },
    });
  }
  if (shape.cdus !== undefined) {
    const loop = new CoolingLoop(site, 'tcs', { kind: 'technology', halls: ['hall-1'], rise: Temperature.celsius(10) });
    const { kilowatts, ...counts } = shape.cdus;
    new Cdu(loop, 'cdu', {
      spec: defineCdu({
        id: 'lab-cdu',
        model: 'lab CDU',
        manufacturer: 'lab',
        capacity: userFact(Power.kilowatts(kilowatts), 'lab', '2026-11'),
      }),
      ...counts,
    });
  }
  if (fanWalls !== undefined) {
    const loop = new CoolingLoop(site, 'air', { kind: 'air', halls: ['hall-1'] });
    new AirHandlers(loop, 'fan-wall', {
      kind: 'fan-wall',
      capacity: Power.kilowatts(100),
      airflow: FlowRate.cubicMetresPerHour(60_000),
      ...fanWalls,
    });
  }
}

/** Errors that more systems bring: rules that fail where they did not, or what an engine refuses. */
function newErrors(shape: Shape, base: Built, more: number): readonly string[] {
  try {
    const grown = build(shape, shape.systems + more, base.site.plan.lock);
    return [...grown.errors].filter((error) => !base.errors.has(error));
  } catch (error) {
    if (error instanceof DesignErrors) return error.errors.map(({ code }) => code);
    if (error instanceof DesignError) return [error.code];
    throw error;
  }
}

const A_ROW = (racks: number, zone = 'a'): RowShape => ({ name: 'A', racks, zone, accepts: 'systems' });
const N_ROW = (racks: number, zone = 'n'): RowShape => ({ name: 'N', racks, zone, accepts: 'others' });
const B_ROW = (racks: number, zone = 'b'): RowShape => ({ name: 'B', racks, zone, accepts: 'systems' });
const N_ZONE: ZoneShape = { name: 'n', kilowatts: 200 };

const BY_HAND: readonly Shape[] = [
  {
    name: 'a zone on its own path beside a tenant',
    systems: 8,
    rows: [A_ROW(20), { name: 'T', racks: 10, zone: 't' }],
    zones: [
      { name: 'a', kilowatts: 2_000 },
      { name: 't', kilowatts: 2_000 },
    ],
    clusterZones: ['a'],
    chain: { transformers: { a: 450, t: 2_000 }, contract: 5_000 },
    tenant: { row: 'T', kilowatts: 900 },
  },
  {
    name: 'a contract that holds for all',
    systems: 8,
    rows: [A_ROW(20), { name: 'T', racks: 10, zone: 't' }],
    zones: [
      { name: 'a', kilowatts: 2_000 },
      { name: 't', kilowatts: 2_000 },
    ],
    clusterZones: ['a'],
    chain: { transformers: { a: 2_000, t: 2_000 }, contract: 1_500 },
    tenant: { row: 'T', kilowatts: 900 },
  },
  { name: 'a floor that is full', systems: 12, rows: [A_ROW(4)], zones: [{ name: 'a', kilowatts: 900 }] },
  { name: 'a floor with room', systems: 5, rows: [A_ROW(6)], zones: [{ name: 'a', kilowatts: 900 }] },
  {
    name: 'units of racks',
    systems: 3,
    rackKilowatts: 200,
    rackUnits: 24,
    rows: [A_ROW(5)],
    zones: [{ name: 'a', kilowatts: 900 }],
  },
  { name: 'power of racks', systems: 3, rackKilowatts: 30, rows: [A_ROW(5)], zones: [{ name: 'a', kilowatts: 900 }] },
  {
    name: 'rows that take no systems',
    systems: 3,
    rows: [A_ROW(3), N_ROW(12)],
    zones: [{ name: 'a', kilowatts: 900 }, N_ZONE],
    clusterZones: ['a'],
    compute: { reserveUnits: 2 },
  },
  { name: 'a zone without redundancy', systems: 10, rows: [A_ROW(20)], zones: [{ name: 'a', kilowatts: 500 }] },
  { name: 'a zone of 2N', systems: 10, rows: [A_ROW(20)], zones: [{ name: 'a', kilowatts: 500, redundancy: '2N' }] },
  {
    name: 'two zones of which one has less',
    systems: 10,
    rows: [A_ROW(10), B_ROW(10)],
    zones: [
      { name: 'a', kilowatts: 400 },
      { name: 'b', kilowatts: 300 },
    ],
  },
  {
    name: 'leaves of the next unit in the zone of the systems',
    systems: 7,
    unitSystems: 8,
    rows: [{ name: 'A', racks: 20, zone: 'a' }],
    zones: [{ name: 'a', kilowatts: 210 }],
    compute: { reserveUnits: 3 },
  },
  {
    name: 'leaves of the next unit without a place',
    systems: 30,
    rows: [A_ROW(40), N_ROW(1)],
    zones: [{ name: 'a', kilowatts: 4_000 }, N_ZONE],
    clusterZones: ['a'],
    rackUnits: 48,
    compute: { reserveUnits: 4 },
    hasManagement: true,
  },
  {
    name: 'a fabric without a reserve',
    systems: 20,
    rows: [A_ROW(40), N_ROW(6)],
    zones: [{ name: 'a', kilowatts: 4_000 }, N_ZONE],
    clusterZones: ['a'],
    compute: {},
  },
  {
    name: 'a fabric with its managers on host ports',
    systems: 20,
    rows: [A_ROW(40), N_ROW(6)],
    zones: [{ name: 'a', kilowatts: 4_000 }, N_ZONE],
    clusterZones: ['a'],
    compute: { reserveUnits: 1, ufm: 2 },
  },
  {
    name: 'storage of a stated size',
    systems: 9,
    rows: [A_ROW(6), N_ROW(4)],
    zones: [{ name: 'a', kilowatts: 900 }, N_ZONE],
    clusterZones: ['a'],
    storage: { petabytes: 2 },
  },
  {
    name: 'storage by a level',
    systems: 3,
    rows: [A_ROW(30), N_ROW(1)],
    zones: [{ name: 'a', kilowatts: 4_000 }, N_ZONE],
    clusterZones: ['a'],
    storage: { level: 'best' },
    hasManagement: true,
  },
  {
    name: 'addresses',
    systems: 5,
    rows: [A_ROW(20), N_ROW(4)],
    zones: [{ name: 'a', kilowatts: 4_000 }, N_ZONE],
    clusterZones: ['a'],
    inBandBits: 28,
  },
  {
    name: 'air of the hall',
    systems: 10,
    rows: [A_ROW(20)],
    zones: [{ name: 'a', kilowatts: 4_000 }],
    fanWalls: { count: 4, spare: 1 },
  },
  {
    name: 'a contract of the site',
    systems: 10,
    rows: [A_ROW(30)],
    zones: [{ name: 'a', kilowatts: 4_000 }],
    contractMegawatts: 0.4,
  },
  {
    name: 'a contract of a phase',
    systems: 10,
    rows: [A_ROW(30)],
    zones: [{ name: 'a', kilowatts: 4_000 }],
    phaseKilowatts: [100, 300],
  },
  {
    name: 'racks of trays on a floor',
    systems: 3,
    hasTrays: true,
    rackKilowatts: 150,
    rows: [A_ROW(8), N_ROW(4)],
    zones: [{ name: 'a', kilowatts: 4_000 }, N_ZONE],
    clusterZones: ['a'],
  },
  {
    name: 'racks of trays in a fabric without a reserve',
    systems: 2,
    hasTrays: true,
    unitSystems: 4,
    rackKilowatts: 150,
    rows: [A_ROW(20), N_ROW(8)],
    zones: [{ name: 'a', kilowatts: 9_000 }, N_ZONE],
    clusterZones: ['a'],
    compute: {},
  },
  {
    name: 'racks of trays on a zone',
    systems: 3,
    hasTrays: true,
    rackKilowatts: 150,
    rows: [A_ROW(20), N_ROW(8)],
    zones: [{ name: 'a', kilowatts: 1_000 }, N_ZONE],
    clusterZones: ['a'],
    compute: { reserveUnits: 2 },
  },
  {
    name: 'cages of a core pair',
    systems: 20,
    rows: [A_ROW(40), N_ROW(4)],
    zones: [{ name: 'a', kilowatts: 9_000 }, N_ZONE],
    clusterZones: ['a'],
    pair: { islCages: 8 },
  },
  {
    name: 'a core pair that keeps places',
    systems: 20,
    unitSystems: 4,
    rows: [A_ROW(40), N_ROW(4)],
    zones: [{ name: 'a', kilowatts: 9_000 }, N_ZONE],
    clusterZones: ['a'],
    pair: { keep: 40, islCages: 8 },
  },
  {
    name: 'trays on a core pair',
    systems: 2,
    hasTrays: true,
    rackKilowatts: 150,
    rows: [A_ROW(20), N_ROW(4)],
    zones: [{ name: 'a', kilowatts: 9_000 }, N_ZONE],
    clusterZones: ['a'],
    pair: { islCages: 4 },
  },
  {
    name: 'CDUs of a technology loop',
    systems: 3,
    hasTrays: true,
    rackKilowatts: 150,
    rows: [A_ROW(30)],
    zones: [{ name: 'a', kilowatts: 9_000 }],
    cdus: { count: 3, spare: 1, kilowatts: 400 },
  },
  {
    name: 'two halls',
    systems: 8,
    rows: [
      { name: 'A', racks: 4, zone: 'a', accepts: 'systems', hall: 'hall-1' },
      { name: 'A', racks: 10, zone: 'b', accepts: 'systems', hall: 'hall-2' },
    ],
    zones: [
      { name: 'a', kilowatts: 900 },
      { name: 'b', kilowatts: 200 },
    ],
    clusterZones: ['a'],
  },
];

/** Numbers of a seed (Park and Miller's generator). */
function numbers(seed: number): (least: number, most: number) => number {
  let state = seed * 7_919 + 1;
  return (least, most) => {
    state = (state * 48_271) % 2_147_483_647;
    return least + (state % (most - least + 1));
  };
}

function seeded(seed: number): Shape {
  const next = numbers(seed);
  const systems = next(2, 24);
  const rows: RowShape[] = [A_ROW(next(8, 16)), B_ROW(next(2, 12)), N_ROW(next(1, 4), next(0, 1) === 0 ? 'n' : 'a')];
  const redundancy = next(0, 1) === 0 ? 'N' : '2N';
  const zones: ZoneShape[] = [
    { name: 'a', kilowatts: next(400, 700), redundancy },
    { name: 'b', kilowatts: next(100, 500), redundancy },
    N_ZONE,
  ];
  const clusterZones = next(0, 2) === 0 ? ['a'] : ['a', 'b'];
  const pick = next(0, 5);
  return {
    name: `seed ${seed}`,
    systems,
    rows,
    zones: rows.some(({ zone }) => zone === 'n') ? zones : zones.filter(({ name }) => name !== 'n'),
    clusterZones,
    rackKilowatts: next(30, 60),
    unitSystems: [4, 8, 32][next(0, 2)] ?? 32,
    hasManagement: next(0, 1) === 0,
    ...(next(0, 2) > 0 && { compute: { reserveUnits: next(1, 4), ...(next(0, 2) === 0 && { ufm: 2 }) } }),
    ...(pick === 0 && { storage: { level: 'better' as const } }),
    ...(pick === 1 && { storage: { petabytes: next(1, 3) } }),
    ...(pick === 2 && { inBandBits: next(26, 28) }),
    ...(pick === 3 && { fanWalls: { count: next(4, 8), spare: 1 } }),
    ...(pick === 4 && {
      chain: { transformers: { a: next(400, 600), b: next(200, 600) }, contract: next(600, 2_000) },
    }),
    ...(pick === 5 && { contractMegawatts: next(4, 12) / 10 }),
  };
}

const SHAPES = [...BY_HAND, ...Array.from({ length: 20 }, (_, index) => seeded(index + 1))];

describe.each(SHAPES.map((shape) => [shape.name, shape] as const))('%s', (_, shape) => {
  const base = build(shape, shape.systems);
  const { limits } = base.site.evaluation;

  test('so many systems fit as the first limit says, and one more is an error', () => {
    const more = limits?.levels[0]?.moreSystems ?? Number.NaN;
    const told = `${limits?.levels[0]?.level ?? ''} ${more}`;
    expect([told, newErrors(shape, base, more)]).toEqual([told, []]);
    expect([told, newErrors(shape, base, Math.floor(more / 2))]).toEqual([told, []]);
    expect([told, newErrors(shape, base, more + 1).length]).not.toEqual([told, 0]);
    expect(limits?.binds?.atSystems).toBe(more + 1);
  });

  test('what binds is what a program with one more system is refused for', () => {
    const { binds } = limits ?? {};
    if (binds === undefined) throw new Error('something binds');
    const found = newErrors(shape, base, binds.atSystems);
    const rules = found.map((error) => error.split(' ')[0] ?? '');
    // A fabric that is refused is refused with the codes of its engine: that of growth, where cables would move, goes before them.
    expect(rules.some((rule) => rule === binds.rule || (isOfFabric(rule) && isOfFabric(binds.rule)))).toBe(true);
  });

  test('what is loaded is within its limit with so many systems, and over it with one more', () => {
    for (const { domain, rows } of limits?.levels ?? []) {
      if (domain !== 'power' && domain !== 'cooling') continue;
      for (const { moreSystems, path, object, used, capacity } of rows) {
        if (moreSystems === undefined || used > capacity) continue;
        const [before, after] = [moreSystems, moreSystems + 1].map((more) => newErrors(shape, base, more));
        // A program that an engine refuses has no loads: seed 10 runs out of addresses before its zones are full.
        if (after?.some(isRefusal) === true) continue;
        const isOver = (errors: readonly string[] = []): boolean => errors.some((error) => error.endsWith(` ${path}`));
        expect([object, moreSystems, isOver(before), isOver(after)]).toEqual([object, moreSystems, false, true]);
      }
    }
  });
});

/** Whether an error is the code of an engine, and not a rule with the path of what it fails. */
function isRefusal(error: string): boolean {
  return !error.includes(' ');
}

function isOfFabric(rule: string): boolean {
  return rule.startsWith('fabric/');
}
