import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as lib from 'cdktf-ai-factory';
import { cdus, switches, systems } from 'cdktf-ai-factory/catalog';

import { propsSchema, propTables } from '../../src/constructs/prop-tables';
import {
  BLOCK,
  type Case,
  HALL,
  is,
  kW,
  type Lab,
  m,
  orError,
  POOLS,
  program,
  type Props,
  SERVER,
  withOthers,
} from './prop-lab';

const { DataRate, DataSize, Duration, FlowRate, Length, Mass, Power, Temperature, Volume } = lib;

/** What each prop is set to. Props that are the same for many constructs come first. */
const TAGS = is({ owner: 'lab' });
const FORMERLY = is('older');
const LATE: Readonly<Record<string, Case>> = { phase: { to: ({ phase }) => phase }, leadTime: is(Duration.weeks(20)) };

/** Props that all units of cooling have. */
const PLACE = { compartment: is('B3') };

/** A litre of water a kilowatt-hour of heat, which a store is for. */
const WET: Props = { kind: 'cooling-tower', waterConsumption: lib.Consumption.litresPerKilowattHour(1.5) };

/** Systems that are a whole rack, with power shelves. */
const RACKS: Props = { system: systems.GB200_NVL72, systemPower: kW(40) };

const UNITS: Readonly<Record<string, Case>> = {
  ...PLACE,
  fedFrom: { to: ({ board }) => board },
  count: is(9),
  spare: is(2),
  restart: is(Duration.seconds(40)),
  tags: is({ owner: 'lab' }),
  ...LATE,
};

/** What hosts of a fabric, or devices of a network, are besides: a storage tier. */
const tier = ({ site, gpu }: Lab): lib.StorageTier =>
  new lib.StorageTier(site, 'tier', { system: BLOCK, serves: [gpu], blocks: 2 });

/** A rack of another body. */
const BODY: Readonly<Record<string, Case>> = {
  model: is('52 U rack'),
  units: is(52),
  power: is(kW(50)),
  maxLoad: is(Mass.kilograms(900)),
  maxAirHeat: is(kW(30)),
  weight: is(Mass.kilograms(150)),
  width: is(Length.millimetres(600)),
  depth: is(Length.millimetres(1_200)),
  height: is(Length.millimetres(2_300)),
  frontClearance: is(m(1.2)),
  rearClearance: is(m(0.9)),
};

const RACK = { model: '48 U rack', units: 48, power: kW(44) };

const VARIANTS: Readonly<Record<string, Readonly<Record<string, Case>>>> = {
  Site: {
    halls: is([{ ...HALL, rows: HALL.rows.map((row) => ({ ...row, racks: 16 })) }]),
    inventory: { to: () => lib.Inventory.embedded({ split: 'row' }) },
    addressPools: is([...POOLS, { name: 'more', purpose: 'storage', cidr: '10.9.0.0/24' }]),
    tenants: is(['north']),
    cableSlack: is(m(3)),
    cableStep: is(m(5)),
    asNumberBase: is(4_200_001_000),
    policy: is({ asOf: '2026-11-30' }),
    phase: is('2'),
    spares: is([
      { category: 'transceiver', rate: 0.02 },
      {
        category: 'system',
        failures: { perYear: 0.05, turnaround: Duration.days(30), confidence: 0.95, source: 'RMA log' },
      },
    ]),
    tags: TAGS,
    loadFigure: is('tdp'),
    supplyRules: is('kr'),
    contractPower: is(kW(800)),
    itPower: is(kW(700)),
    energisedPower: is(kW(600)),
    supply: is({ volts: 22_900, circuits: 2 }),
    compartments: is([{ name: 'B3' }]),
    zonePlacement: is('fill'),
    climate: is({ hottestDryBulb: Temperature.celsius(38), percentile: '0.4 %', source: 'ASHRAE' }),
  },
  Milestone: {
    kind: is('energisation'),
    source: is('letter of the utility'),
    date: is('2026-11-01'),
    leadTime: is(Duration.weeks(20)),
    appliedOn: withOthers('2026-10-01', { leadTime: Duration.weeks(20) }),
    reachedOn: is('2026-11-02'),
    phases: { to: ({ phase }) => [phase] },
    handOver: { to: ({ gpu }) => [gpu] },
    orders: { to: ({ board }) => [board] },
  },
  Phase: {
    date: is('2027-02-01'),
    contractPower: is(kW(5)),
    itPower: is(kW(4)),
    energisedPower: is(kW(3)),
    tags: TAGS,
  },
  PowerZone: {
    sources: { to: ({ grid }) => ({ A: grid, B: grid }) },
    rating: is(kW(800)),
    rows: withOthers(['A', 'C'], {}, { halls: [{ ...HALL, rows: [...HALL.rows, { name: 'C', racks: 2 }] }] }),
    racks: withOthers(['C01..C02'], {}, { halls: [{ ...HALL, rows: [...HALL.rows, { name: 'C', racks: 2 }] }] }),
    feeds: is(['L', 'R']),
    redundancy: is('N+1'),
    limitShare: is(0.7),
    rackFeed: is('split'),
    busway: is({ code: 'NEC', device: kW(400) }),
    rackFeedSpec: is({ volts: 400, phases: 3, powerFactor: 0.95, cords: 2, breakerAmperes: 32 }),
    tags: TAGS,
    formerly: FORMERLY,
  },
  PowerSource: {
    rating: is(kW(950)),
    apparentPower: is(lib.ApparentPower.megavoltAmperes(1)),
    volts: is(415),
    wiring: is('single-phase'),
    powerFactor: is(0.95),
    limitShare: is(0.7),
    failureLimitShare: is(0.9),
    feed: is('A'),
    group: { to: ({ group }) => group },
    supply: is({ contract: kW(800) }),
    ...PLACE,
    tags: TAGS,
    ...LATE,
  },
  RedundancyGroup: { scheme: is('2N') },
  PowerNode: { fedFrom: { to: ({ board }) => board }, efficiency: is(0.98), draws: is('first-live') },
  PowerConverter: {
    cells: is('lead-acid'),
    fedFrom: { to: ({ board }) => board },
    efficiency: is(0.9),
    draws: is('first-live'),
  },
  AirHandlers: {
    ...UNITS,
    kind: is('fan-wall'),
    capacity: is(kW(120)),
    airflow: is(FlowRate.cubicMetresPerHour(20_000)),
    approach: is(Temperature.celsius(4)),
    power: is(kW(3)),
  },
  Cdu: {
    ...UNITS,
    spec: is(cdus.VERTIV_XDU450),
    flow: is(FlowRate.litresPerMinute(700)),
    approach: is(Temperature.celsius(3)),
    power: is(kW(8)),
  },
  CoolingPumps: { ...UNITS, flow: is(FlowRate.litresPerMinute(500)), power: is(kW(4)) },
  HeatRejection: {
    ...UNITS,
    kind: is('dry-cooler'),
    capacity: is(kW(400)),
    flow: is(FlowRate.litresPerMinute(800)),
    approach: is(Temperature.celsius(6)),
    outdoor: is(Temperature.celsius(38)),
    power: is(kW(5)),
    coefficientOfPerformance: is(5),
    waterConsumption: is(lib.Consumption.litresPerKilowattHour(1.5)),
    coldestOutdoor: is(Temperature.celsius(-15)),
    frostProtection: withOthers('drain', { coldestOutdoor: Temperature.celsius(-15) }),
    waterStore: withOthers(Volume.cubicMetres(40), WET),
    requiredWater: withOthers(Duration.hours(12), { ...WET, waterStore: Volume.cubicMetres(40) }),
    waterSource: withOthers('a second main', WET),
  },
  Hall: {
    rack: is({ ...RACK, units: 52 }),
    rowPitch: is(m(4)),
    rackPitch: is(Length.millimetres(800)),
    riser: is(m(2)),
    width: is(m(30)),
    depth: is(m(40)),
    floorLimit: is(lib.FloorLoad.kilogramsPerSquareMetre(1_000)),
    doorHeight: is(m(2.2)),
    containment: is('hot-aisle'),
    placement: is('symmetric'),
    ...PLACE,
    phase: { to: ({ phase }) => phase },
  },
  Row: {
    racks: is(4),
    accepts: is(['switch']),
    rack: is({ ...RACK, units: 52 }),
    facing: is('back'),
    at: is(m(20)),
    reservedFor: is('gpu'),
    ...PLACE,
  },
  Rack: { ...BODY, ...PLACE, blockedBy: is('a column'), reservedFor: is('gpu') },
  ConvergedPair: {
    switchPower: is(kW(2.1)),
    names: is(['core-a', 'core-b']),
    connectorsPerCage: is(1),
    reservedCages: is([1]),
    runs: is([{ name: 'systems', portRate: DataRate.gigabitsPerSecond(200), usedPerCage: 2 }]),
    groups: {
      to: ({ gpu }) => [
        { name: 'nodes', devices: gpu, keepDevices: 6, links: [{ kind: 'gpu', run: 'systems', ports: ['p1', 'p2'] }] },
      ],
    },
    isl: withOthers(
      { run: 'cores', cages: { total: 2 } },
      {
        runs: ['systems', 'cores'].map((name) => ({ name, portRate: DataRate.gigabitsPerSecond(200) })),
      },
    ),
    oob: is({ switch: switches.SN2201, names: ['oob-1'], switchPower: Power.watts(150) }),
    tags: is({ owner: 'lab' }),
  },
  FailureStudy: { together: { to: ({ grid, board }) => [[grid, board]] }, maintenance: { to: ({ board }) => [board] } },
  CommonCause: { what: is('valve'), of: { to: ({ board }) => [board] } },
  Consumable: {
    what: is('glycol'),
    of: { to: ({ board }) => [board] },
    store: is(Volume.litres(200)),
    perDay: is(Volume.litres(20)),
    lasts: is(Duration.hours(48)),
    source: is('tank lorry'),
  },
  TenantLoad: {
    racks: is(3),
    rows: is(['A', 'B']),
    positions: is(['A02']),
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
    names: is('dgx{n:02}'),
    tenants: withOthers(['north'], {}, { tenants: ['north', 'south'] }),
    powerZones: { to: ({ zoneB }) => [zoneB] },
    places: is({ 'subject-001': { rack: 'A05' } }),
    tags: TAGS,
    formerly: FORMERLY,
    figures: is({ tdp: kW(8) }),
    powerCap: is(kW(7)),
    psuFeeds: is({ A: 3, B: 3 }),
    expectedPeak: is({ share: 0.97, source: 'meters' }),
    shedPriority: is(1),
    spareSystems: is(1),
    systemMtbf: is(Duration.hours(6_000)),
    systemRepair: is(Duration.hours(48)),
    isLeafLossSurvived: is(true),
    shelfEfficiency: withOthers(0.97, { ...RACKS, count: 1 }),
    shelfSpares: withOthers(1, { ...RACKS, count: 1 }),
    ...LATE,
    deliveries: { to: ({ phase }) => [{ phase, systems: 4 }] },
  },
  TrainingSwing: {
    clusters: {
      to: ({ site, gpu, zone }) => [
        gpu,
        new lib.GpuCluster(site, 'more', { system: gpu.system, count: 1, powerZones: [zone] }),
      ],
    },
    low: is(kW(5)),
    high: is(kW(10)),
    rise: is(Duration.seconds(1)),
    smoothing: is({ floorShare: 0.9, rampPerGpu: Power.watts(20) }),
  },
  PowerEnvelope: {
    members: { to: ({ gpu }) => [{ cluster: gpu, limit: kW(8), highest: kW(10), lowest: kW(2), afterReset: kW(3) }] },
    limit: is(kW(30)),
    capBy: is('brake'),
    outOfBandTime: is(Duration.seconds(20)),
    brakeTime: is(Duration.seconds(2)),
    brakeBy: is('hardware'),
    stands: is([{ of: 'ups', share: 1.25, time: Duration.minutes(10) }]),
    feedTag: is('feed-a'),
    shedPriority: is(2),
  },
  InfinibandFabric: {
    hosts: { to: (lab) => [lab.gpu, tier(lab)], beside: () => ({ role: 'storage' }) },
    switch: is(switches.QM9790),
    spineSwitch: withOthers(switches.QM9790, { tiers: 2 }),
    spineSwitchPower: withOthers(Power.watts(1_900), { tiers: 2, spineSwitch: switches.QM9790 }),
    downPerLeaf: withOthers(16, { tiers: 2 }),
    upPerLeaf: withOthers(32, { tiers: 2 }),
    uplinksFrom: withOthers(33, { tiers: 2 }),
    railsPerLeaf: withOthers(2, { tiers: 2 }),
    trunkRate: withOthers(DataRate.gigabitsPerSecond(200), { tiers: 2 }),
    spines: withOthers(4, { tiers: 2 }),
    pods: withOthers({ units: 1 }, { tiers: 3 }),
    cores: withOthers(8, { tiers: 3 }),
    powerZones: { to: ({ zoneB }) => [zoneB] },
    switchPower: is(Power.watts(1_800)),
    role: is('storage'),
    switchNames: is('ib-{role}{n:02}'),
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
    role: is('storage'),
    gateways: withOthers(['hosts'], { role: 'in-band' }),
    gatewayMac: withOthers('00:00:5e:00:01:02', { role: 'in-band', gateways: ['hosts'] }),
    vrfs: withOthers([{ name: 'front', pools: ['hosts'], vni: 4_001 }], { role: 'in-band', gateways: ['hosts'] }),
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
    carriesRdma: is(false),
    hostRoce: is({ priority: 3, trust: 'dscp', mtu: DataSize.bytes(9_000) }),
    pfcWatchdog: withOthers({ poll: Duration.milliseconds(200), polls: 2 }, { roce: { priority: 3, dscp: 26 } }),
    tags: TAGS,
    ...LATE,
  },
  ManagementNetwork: {
    manages: { to: (lab) => [lab.gpu, tier(lab)] },
    switchPower: is(Power.watts(160)),
    passes: {
      to: () => ({ leaves: 2 }),
      beside: () => ({ spineSwitch: switches.SN5600, spineSwitchPower: kW(1), tiers: 2 }),
    },
    wayOut: is('own-line'),
    repairServices: is([{ name: 'name servers', network: 'own-line' }]),
    tags: TAGS,
    formerly: FORMERLY,
    ...LATE,
  },
  StorageTier: {
    serves: is([]),
    system: { to: () => ({ ...BLOCK, id: 'other', model: 'other block' }) },
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
    copyOf: { to: (lab) => tier(lab) },
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
    rejectsTo: { to: ({ water }) => water, beside: () => ({ kind: 'technology', rows: ['A'] }) },
    dewPoint: is(Temperature.celsius(12)),
    pipeDiameter: is(Length.millimetres(200)),
    passes: is(['plant']),
    hold: is(Duration.minutes(4)),
    loss: is(Duration.minutes(2)),
    water: is(Volume.cubicMetres(3)),
    buffer: is(Volume.cubicMetres(5)),
    sections: is(3),
    roomAir: withOthers(Volume.cubicMetres(1_000), { kind: 'air', rows: ['A'] }),
    tags: TAGS,
    ...LATE,
  },
  EnergyTarget: { pue: is(1.2), wue: is(0.5), otherPower: is(kW(10)), electricalLossShare: is(0.03), tags: TAGS },
};

/** Props that have no case, and why. */
const REASONS: Readonly<Record<string, string>> = {
  site: 'the site is what the plan is of; another one is refused, and the scope implies it',
  region: 'the stack of AWS',
  heatTo: 'held by the tests of cooling on the chain: it needs nodes whose losses a loop takes',
  portRate: 'the hosts of the lab have ports of one rate: held by the tests of fabrics',
  loop: 'units stand on a loop of their own in the lab, and cannot be on another of the kind',
  'PowerSource.cells': 'refused: stores alone have cells',
  'PowerNode.cells': 'refused: stores alone have cells',
  'Site.hallRoutes': 'held by the tests of cables: it needs links between halls',
  'Site.patching': 'held by its tests: it needs links between rows',
  'Site.spreadPartners': 'held by the tests of partners: it needs devices that stand in for each other',
  'GpuCluster.reserveUnits': 'fabrics keep them: held by the tests of growth',
  'Site.media': 'held by the tests of media: it needs links that the catalogue reaches not',
  'Site.assetsFile': 'a file: held by the tests of assets',
  'Site.lockFile': 'a file: held by the tests of the lock',
  'Site.console': 'the console of a synthesis: held by its test',
  'Site.addressPlan': 'pools that are carved: held by its test',
};

/** Constructs whose props lead to Terraform, NetBox or files, and not to the plan of the lab: each has tests of its own. */
const APART = [
  ...['AwsAccountChecks', 'AwsBucket', 'AwsGpuCluster', 'AwsGpuPool', 'AwsLustre', 'AwsRegion', 'AwsVpc', 'AwsZone'],
  ...['Costs', 'InferenceService'],
  ...['DirectConnect', 'InventoryEmbedded', 'InventoryNetbox', 'NetboxSharedObjects', 'Portfolio', 'SiteAdopt'],
];

/** Tables whose props are those of another one: they are seen to reach the plan there. */
const SAME_AS: Readonly<Record<string, string>> = {
  PowerNode: 'PowerSource',
  PowerConverter: 'PowerSource',
  ManagementNetwork: 'EthernetFabric',
  EthernetFabric: 'InfinibandFabric',
  ConvergedPair: 'InfinibandFabric',
  Hall: 'GpuCluster',
  Row: 'GpuCluster',
};

test('each prop of each table has a case, or a reason for none', () => {
  const lost = Object.entries(propTables()).flatMap(([construct, table]) => {
    if (APART.includes(construct)) return [];
    const also = SAME_AS[construct] ?? construct;
    const others = [also, SAME_AS[also] ?? also];
    // A former name is read as the present one: `former-props.test.ts`.
    const former = Object.values(table).map((row) => (typeof row === 'string' ? undefined : row.formerName));
    return Object.keys(table)
      .filter((prop) => !former.includes(prop))
      .filter((prop) => [construct, ...others].every((name) => !Object.hasOwn(VARIANTS[name] ?? {}, prop)))
      .filter((prop) => !Object.hasOwn(REASONS, prop) && !Object.hasOwn(REASONS, `${construct}.${prop}`))
      .map((prop) => `${construct}.${prop}`);
  });
  expect(lost).toEqual([]);
});

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

test('the library loads the constructs of AWS for their schema alone', () => {
  const folder = join(__dirname, '..', '..', 'src', 'constructs', 'aws');
  const loaded: string[] = [];
  jest.isolateModules(() => {
    for (const file of readdirSync(folder)) {
      const path = join(folder, file);
      jest.doMock(path, () => {
        loaded.push(file);
        return jest.requireActual<object>(path);
      });
    }
    const library = jest.requireActual<typeof lib>('cdktf-ai-factory');
    expect(loaded).toEqual([]);
    library.propsSchema();
    expect(loaded.length).toBeGreaterThan(5);
  });
  for (const file of readdirSync(folder)) jest.dontMock(join(folder, file));
});

test('each construct of a site has a table, and its schema lists every prop and refuses others', () => {
  const { $defs } = propsSchema() as { readonly $defs: Readonly<Record<string, Props>> };
  expect(Object.keys($defs)).toEqual(Object.keys(propTables()));
  expect($defs['RedundancyGroup']).toEqual({
    type: 'object',
    properties: {
      site: { $comment: 'left out, it is that of the site that the construct is created in' },
      scheme: { enum: ['N', 'N+1', '2N', '2N+1', '3N/2', '4N/3', 'block'] },
    },
    required: ['scheme'],
    additionalProperties: false,
  });
  for (const [name, table] of Object.entries(propTables())) {
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
  ['GpuCluster', 'figures', { tdp: kW(8), bogus: 1 }, "'figures' of cluster 'subject'"],
  ['InfinibandFabric', 'ufm', { server: SERVER, count: 1, portsEach: 1, bogus: 1 }, "'ufm' of fabric 'subject'"],
  ['InfinibandFabric', 'pods', { units: 1, bogus: 1 }, "'pods' of fabric 'subject'"],
  ['EthernetFabric', 'roce', { priority: 3, dscp: 26, bogus: 1 }, "'roce' of fabric 'subject'"],
])("fails for an unknown member of %s's '%s'", (construct, prop, value, owner) => {
  expect(() => program(construct, () => ({ [prop]: value }), {})).toThrow(
    `${owner}: there is no prop 'bogus'; take it away`,
  );
});
