import { App, type TerraformElement, TerraformStack, Testing } from 'cdktf';
import * as lib from 'cdktf-ai-factory';
import { cdus, defineServer, defineStorageSystem, switches, systems, userFact } from 'cdktf-ai-factory/catalog';

import { PROP_TABLES, propsSchema } from '../../src/constructs/prop-tables';
import { temporaryFolder } from './temporary-folder';

const { DataRate, DataSize, Duration, Length, Power, Temperature } = lib;

type Props = Readonly<Record<string, unknown>>;

/** Constructs of the program that another one names. */
interface Lab {
  readonly site: lib.Site;
  readonly phase: lib.Phase;
  readonly zone: lib.PowerZone;
  readonly gpu: lib.GpuCluster;
  readonly board: lib.Switchboard;
  readonly grid: lib.Utility;
  readonly group: lib.RedundancyGroup;
  readonly water: lib.CoolingLoop;
}

/** A value of a prop; and what else the construct is given with it, so that it counts. */
type Variant = (lab: Lab) => unknown;
interface Case {
  readonly to: Variant;
  readonly beside?: (lab: Lab) => Props;
  /** Props of the site that it needs. */
  readonly site?: Props;
}

const kW = (amount: number): lib.Power => Power.kilowatts(amount);
const m = (amount: number): lib.Length => Length.metres(amount);
const is = (to: unknown): Case => ({ to: () => to });
const withOthers = (to: unknown, beside: Props, site: Props = {}): Case => ({
  to: () => to,
  beside: () => beside,
  site,
});

const fact = <T>(value: T) => userFact(value, 'offer 4711 of the supplier', '2026-11');
const SERVER = defineServer({
  id: 'manager',
  role: 'fabric-manager',
  model: 'manager',
  manufacturer: 'supplier',
  heightU: fact(1),
  maxPower: fact(Power.watts(700)),
});
const BLOCK = defineStorageSystem({
  id: 'block',
  model: 'flash block',
  manufacturer: 'supplier',
  heightU: fact(2),
  usableCapacity: fact(DataSize.petabytes(1)),
  read: fact(DataRate.gigabytesPerSecond(60)),
  write: fact(DataRate.gigabytesPerSecond(30)),
  files: fact(1e9),
  metadataOperationsPerSecond: fact(50_000),
  ports: fact({ count: 4, rate: DataRate.gigabitsPerSecond(400) }),
  psus: fact({ count: 2, needed: 1 }),
  maxPower: fact(Power.watts(1_600)),
});

const RACK = { model: '48 U rack', units: 48, power: kW(44) };
const HALL = {
  name: 'hall-1',
  rack: RACK,
  rowPitch: m(3),
  rackPitch: Length.millimetres(600),
  riser: m(1.5),
  rows: [
    { name: 'A', racks: 14 },
    { name: 'B', racks: 6 },
  ],
};
const POOLS = [
  { name: 'links', purpose: 'fabric-link', cidr: '10.0.0.0/22' },
  { name: 'rails', purpose: 'rail', cidr: '10.1.0.0/20' },
  { name: 'hosts', purpose: 'in-band', cidr: '10.2.0.0/22', vlan: 20 },
  { name: 'loopbacks', purpose: 'loopback', cidr: '10.3.0.0/24' },
  { name: 'bmc', purpose: 'oob', cidr: '10.4.0.0/22' },
  { name: 'storage', purpose: 'storage', cidr: '10.5.0.0/22' },
];
const SITE: Props = { halls: [HALL], addressPools: POOLS, cableSlack: m(2), lockFile: false };

/** Props that each construct has in the program, whichever is looked at. */
const BASE: Readonly<Record<string, (lab: Lab) => Props>> = {
  Phase: () => ({ date: '2027-01-01' }),
  PowerZone: () => ({ rating: kW(700), rows: ['A'], rackFeed: 'static-switch' }),
  PowerSource: () => ({ volts: 400, powerFactor: 0.9, rating: kW(900) }),
  PowerNode: ({ grid }) => ({ volts: 400, powerFactor: 0.9, rating: kW(900), fedFrom: grid }),
  PowerConverter: ({ grid }) => ({ volts: 400, powerFactor: 0.9, rating: kW(900), efficiency: 0.97, fedFrom: grid }),
  RedundancyGroup: () => ({ scheme: 'N+1' }),
  FailureStudy: ({ grid }) => ({ maintenance: [grid] }),
  TenantLoad: () => ({ racks: 2, rows: ['B'], power: kW(20), liquidShare: 0 }),
  GpuCluster: ({ zone }) => ({ system: systems.DGX_H100, count: 4, powerZones: [zone] }),
  TrainingSwing: ({ gpu }) => ({ clusters: [gpu], low: kW(4), high: kW(9) }),
  InfinibandFabric: ({ gpu }) => ({ hosts: [gpu], switch: switches.QM9700, switchPower: Power.watts(1_700) }),
  EthernetFabric: ({ gpu }) => ({ role: 'compute', hosts: [gpu], switch: switches.SN5600, switchPower: kW(2) }),
  ManagementNetwork: ({ gpu }) => ({ manages: [gpu], switch: switches.SN2201, switchPower: Power.watts(150) }),
  StorageTier: ({ gpu }) => ({ system: BLOCK, serves: [gpu], capacity: DataSize.petabytes(1.5) }),
  CoolingLoop: () => ({ kind: 'facility', rise: Temperature.celsius(8) }),
  Cdu: () => ({ spec: cdus.VERTIV_XDU1350 }),
  EnergyTarget: () => ({ pue: 1.3 }),
  Site: () => SITE,
};

/** What each prop is set to. Props that are the same for many constructs come first. */
const TAGS = is({ owner: 'lab' });
const FORMERLY = is('older');
const LATE: Readonly<Record<string, Case>> = { phase: { to: ({ phase }) => phase }, leadTimeWeeks: is(20) };

const VARIANTS: Readonly<Record<string, Readonly<Record<string, Case>>>> = {
  Site: {
    addressPools: is([...POOLS, { name: 'more', purpose: 'storage', cidr: '10.9.0.0/24' }]),
    tenants: is(['north']),
    cableSlack: is(m(3)),
    cableStep: is(m(5)),
    asNumberBase: is(4_200_001_000),
    policy: is({ asOf: '2026-11-30' }),
    phase: is('2'),
    spares: is([{ category: 'transceiver', rate: 0.02 }]),
    tags: TAGS,
    loadFigure: is('tdp'),
    supplyRules: is('kr'),
    contractPower: is(kW(800)),
    itPower: is(kW(700)),
    energisedPower: is(kW(600)),
    supply: is({ volts: 22_900, circuits: 2 }),
  },
  Phase: {
    date: is('2027-02-01'),
    contractPower: is(kW(5)),
    itPower: is(kW(4)),
    energisedPower: is(kW(3)),
    tags: TAGS,
  },
  PowerZone: {
    rating: is(kW(800)),
    rows: withOthers(['A', 'C'], {}, { halls: [{ ...HALL, rows: [...HALL.rows, { name: 'C', racks: 2 }] }] }),
    feeds: is(['L', 'R']),
    redundancy: is('N+1'),
    limitShare: is(0.7),
    rackFeed: is('split'),
    rackFeedSpec: is({ volts: 400, phases: 3, powerFactor: 0.95, cords: 2, breakerAmperes: 32 }),
    tags: TAGS,
    formerly: FORMERLY,
  },
  PowerSource: {
    rating: is(kW(950)),
    voltAmperes: is(1_000_000),
    volts: is(415),
    wiring: is('single-phase'),
    powerFactor: is(0.95),
    limitShare: is(0.7),
    failureLimitShare: is(0.9),
    feed: is('A'),
    group: { to: ({ group }) => group },
    supply: is({ contractWatts: 800_000 }),
    tags: TAGS,
    ...LATE,
  },
  RedundancyGroup: { scheme: is('2N') },
  FailureStudy: { together: { to: ({ grid, board }) => [[grid, board]] }, maintenance: { to: ({ board }) => [board] } },
  TenantLoad: {
    racks: is(3),
    rows: is(['A', 'B']),
    power: is(kW(30)),
    liquidShare: is(0.5),
    phase: { to: ({ phase }) => phase },
    tags: TAGS,
  },
  GpuCluster: {
    system: is(systems.DGX_B200),
    count: is(5),
    systemPower: is(kW(9)),
    unitSystems: is(2),
    systemsPerRack: is(1),
    places: is({ 'subject-001': { rack: 'A05' } }),
    tags: TAGS,
    formerly: FORMERLY,
    figures: is({ tdp: kW(8) }),
    powerCap: is(kW(7)),
    psuFeeds: is({ A: 3, B: 3 }),
    expectedPeak: is({ share: 0.97, source: 'meters' }),
    shedPriority: is(1),
    ...LATE,
    deliveries: { to: ({ phase }) => [{ phase, systems: 4 }] },
  },
  TrainingSwing: {
    low: is(kW(5)),
    high: is(kW(10)),
    rise: is(Duration.seconds(1)),
    smoothing: is({ floorShare: 0.9, rampPerGpu: Power.watts(20) }),
  },
  InfinibandFabric: {
    switchPower: is(Power.watts(1_800)),
    role: is('storage'),
    ufm: is({ server: SERVER, count: 1, portsEach: 2 }),
    tiers: is(2),
    planes: is(2),
    portsPerHost: is(4),
    reserveUnits: is(2),
    tags: TAGS,
    formerly: FORMERLY,
    ...LATE,
  },
  EthernetFabric: {
    switchPower: is(kW(2.1)),
    border: is({ server: SERVER, count: 1, portsEach: 2 }),
    asNumbers: withOthers('by-switch', { tiers: 2 }),
    linkPool: is('links'),
    railPool: is('rails'),
    mtu: is(DataSize.bytes(9_216)),
    switchRelease: is('Cumulus Linux 5.16'),
    ntpServers: is(['10.0.0.1']),
    logServers: is(['10.0.0.2']),
    managementVrf: withOthers('default', { ntpServers: ['10.0.0.1'] }),
    bfd: is({ interval: Duration.milliseconds(300), multiplier: 3 }),
    roce: is({ priority: 3, dscp: 26 }),
    pfcWatchdog: withOthers({ poll: Duration.milliseconds(200), polls: 2 }, { roce: { priority: 3, dscp: 26 } }),
    tags: TAGS,
    ...LATE,
  },
  ManagementNetwork: { switchPower: is(Power.watts(160)), tags: TAGS, formerly: FORMERLY, ...LATE },
  StorageTier: {
    capacity: is(DataSize.petabytes(3)),
    read: is(DataRate.gigabytesPerSecond(90)),
    write: is(DataRate.gigabytesPerSecond(90)),
    checkpoint: is({ size: DataSize.terabytes(9), writeWithin: Duration.minutes(1) }),
    level: is('best'),
    files: is(3e9),
    metadataOperationsPerSecond: is(150_000),
    tolerates: is({ blocks: 1 }),
    blocks: is(4),
    blocksPerRack: is(1),
    blockPower: is(kW(2)),
    powerZones: { to: ({ zone }) => [zone] },
    tags: TAGS,
    formerly: FORMERLY,
    ...LATE,
  },
  CoolingLoop: {
    kind: withOthers('air', { rows: ['A'] }),
    rows: withOthers(['A', 'B'], { kind: 'air', rows: ['A'] }),
    halls: withOthers(['hall-1'], { kind: 'air' }),
    supply: is(Temperature.celsius(20)),
    rise: is(Temperature.celsius(9)),
    coolant: is('pg25'),
    dewPoint: is(Temperature.celsius(12)),
    pipeDiameter: is(Length.millimetres(200)),
    tags: TAGS,
    ...LATE,
  },
  EnergyTarget: { pue: is(1.2), wue: is(0.5), otherPower: is(kW(10)), electricalLossShare: is(0.03), tags: TAGS },
};

const CLASSES: Readonly<Record<string, string>> = {
  PowerSource: 'Utility',
  PowerNode: 'Switchboard',
  PowerConverter: 'Ups',
};

/** A program with one construct under test; all that it may name stands beside it. */
function program(construct: string, props: (lab: Lab) => Props, siteProps: Props): string {
  const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), 'lab-stack');
  const ofSite = construct === 'Site' ? props({} as Lab) : {};
  const site = new lib.Site(stack, 'lab', { ...SITE, ...siteProps, ...ofSite } as never);
  const make = <T>(name: string, id: string, given: Props): T => {
    const made = (lib as unknown as Readonly<Record<string, new (...args: unknown[]) => T>>)[CLASSES[name] ?? name];
    if (made === undefined) throw new Error(`there is no construct '${name}'`);
    return new made(stack, id, given);
  };
  const base = (name: string, id: string, lab: Partial<Lab>): never =>
    make(name, id, { site, ...BASE[name]?.(lab as Lab) });
  // A site with phases names none itself.
  const phase =
    construct === 'Site' ? (undefined as never) : new lib.Phase(stack, 'later', { site, date: '2026-12-01' });
  const grid: lib.Utility = base('PowerSource', 'grid', {});
  const board: lib.Switchboard = base('PowerNode', 'board', { grid });
  const group: lib.RedundancyGroup = make('RedundancyGroup', 'pair', {
    site,
    scheme: 'N+1',
    ...(construct === 'RedundancyGroup' ? props({} as Lab) : {}),
  });
  for (const feed of ['A', 'B']) {
    make('PowerNode', `unit-${feed}`, { site, ...BASE['PowerNode']?.({ grid } as Lab), feed, group });
  }
  const zone: lib.PowerZone = construct === 'PowerZone' ? (undefined as never) : base('PowerZone', 'zone-a', { grid });
  new lib.PowerZone(stack, 'zone-b', { site, rating: kW(700), rows: ['B'] });
  const gpu: lib.GpuCluster =
    construct === 'PowerZone' || construct === 'GpuCluster'
      ? (undefined as never)
      : base('GpuCluster', 'gpu', { zone });
  const water: lib.CoolingLoop = base('CoolingLoop', 'water', {});
  const lab: Lab = { site, phase, zone, gpu, board, grid, group, water };
  if (construct === 'Site') new lib.EthernetFabric(stack, 'net', { site, ...BASE['EthernetFabric']?.(lab) } as never);
  else if (construct !== 'RedundancyGroup')
    make(construct, 'subject', { site, ...BASE[construct]?.(lab), ...props(lab) });
  return seen(stack, site);
}

/** All that a program leads to: the plan, the judgement and the resources. */
function seen(stack: TerraformStack, site: lib.Site): string {
  const plain = (_key: string, value: unknown): unknown => {
    if (value instanceof Map) return [...value];
    return ArrayBuffer.isView(value) ? [...(value as unknown as Iterable<number>)] : value;
  };
  const { judgement, plan } = site;
  const resources = [...stack.node.findAll()].map((each) => [each.node.path, (each as TerraformElement).toString()]);
  return JSON.stringify([plan, judgement, resources, synthesized(stack)], plain);
}

/** A program may need the prop: without it, it is refused. */
function orError(act: () => string): string {
  try {
    return act();
  } catch (error) {
    return String(error);
  }
}

function synthesized(stack: TerraformStack): unknown {
  try {
    return Testing.synth(stack);
  } catch (error) {
    return String(error);
  }
}

const CASES = Object.entries(VARIANTS).flatMap(([construct, variants]) =>
  Object.entries(variants).map(([prop, variant]) => ({ construct, prop, variant })),
);

test.each(CASES)("'$prop' of $construct reaches the plan", ({ construct, prop, variant }) => {
  const beside = (lab: Lab): Props => variant.beside?.(lab) ?? {};
  const without = orError(() => program(construct, beside, variant.site ?? {}));
  const given = program(construct, (lab) => ({ ...beside(lab), [prop]: variant.to(lab) }), variant.site ?? {});
  // The texts are too long to be shown.
  expect(given === without).toBe(false);
});

test('each construct of a site has a table, and its schema lists every prop and refuses others', () => {
  const { $defs } = propsSchema() as { readonly $defs: Readonly<Record<string, Props>> };
  expect(Object.keys($defs)).toEqual(Object.keys(PROP_TABLES));
  expect($defs['RedundancyGroup']).toEqual({
    type: 'object',
    properties: {
      site: { $comment: 'left out, it is that of the site that the construct is created in' },
      scheme: { enum: ['N', 'N+1', '2N', '2N+1', '3N/2', '4N/3', 'block'] },
    },
    required: ['scheme'],
    additionalProperties: false,
  });
  for (const [name, table] of Object.entries(PROP_TABLES)) {
    expect(Object.keys($defs[name]?.['properties'] as Props)).toEqual(Object.keys(table));
  }
});

/** Each is accepted but for the member that there is not. */
test.each([
  [
    'patching',
    [{ between: ['A', 'B'], panels: { model: 'p', heightU: 1, ports: 24, bogus: 1 } }],
    "'panels' of entry of 'patching' of site 'lab'",
  ],
  [
    'addressPools',
    [{ name: 'x', purpose: 'in-band', cidr: '10.0.0.0/24', bogus: 1 }],
    "address pool 'x' of site 'lab'",
  ],
  ['hallRoutes', [{ halls: ['a', 'b'], length: m(1), bogus: 1 }], "entry of 'hallRoutes' of site 'lab'"],
  ['policy', { asOf: '2026-11-30', bogus: 1 }, "'policy' of site 'lab'"],
  ['supply', { volts: 22_900, bogus: 1 }, "'supply' of site 'lab'"],
])("fails for an unknown member of '%s' of a site", (prop, value, owner) => {
  expect(() => program('Site', () => ({ [prop]: value }), {})).toThrow(
    `${owner}: there is no prop 'bogus'; take it away`,
  );
});

test.each([
  ['GpuCluster', 'places', { 'subject-001': { rack: 'A05', bogus: 1 } }, "place 'subject-001' of cluster 'subject'"],
  ['InfinibandFabric', 'ufm', { server: SERVER, count: 1, portsEach: 1, bogus: 1 }, "'ufm' of fabric 'subject'"],
  ['InfinibandFabric', 'pods', { units: 1, bogus: 1 }, "'pods' of fabric 'subject'"],
  ['EthernetFabric', 'roce', { priority: 3, dscp: 26, bogus: 1 }, "'roce' of fabric 'subject'"],
])("fails for an unknown member of %s's '%s'", (construct, prop, value, owner) => {
  expect(() => program(construct, () => ({ [prop]: value }), {})).toThrow(
    `${owner}: there is no prop 'bogus'; take it away`,
  );
});
