import { App, TerraformStack } from 'cdktf';
import * as lib from 'cdktf-ai-factory';
import { defineServer, defineStorageSystem, defineSystem, switches, systems, userFact } from 'cdktf-ai-factory/catalog';

const { DataRate, DataSize, Duration, FlowRate, Length, Mass, Power, Temperature, Voltage } = lib;

export const kW = (amount: number): lib.Power => Power.kilowatts(amount);
export const celsius = (amount: number): lib.Temperature => Temperature.celsius(amount);
const seconds = (amount: number): lib.Duration => Duration.seconds(amount);

const FACT = '2026-11';
const BLOCK = defineStorageSystem({
  id: 'block',
  model: 'flash block',
  manufacturer: 'supplier',
  heightU: userFact(2, 'offer', FACT),
  usableCapacity: userFact(DataSize.petabytes(1), 'offer', FACT),
  read: userFact(DataRate.gigabytesPerSecond(60), 'offer', FACT),
  write: userFact(DataRate.gigabytesPerSecond(30), 'offer', FACT),
  ports: userFact({ count: 4, rate: DataRate.gigabitsPerSecond(400) }, 'offer', FACT),
  psus: userFact({ count: 2, needed: 1 }, 'offer', FACT),
  maxPower: userFact(Power.watts(1_600), 'offer', FACT),
});
const MANAGER = defineServer({
  id: 'ufm',
  role: 'fabric-manager',
  model: 'UFM server',
  manufacturer: 'supplier',
  heightU: userFact(1, 'offer', FACT),
  maxPower: userFact(Power.watts(700), 'offer', FACT),
  psus: userFact({ count: 2, needed: 1 }, 'offer', FACT),
});

type Extra = Partial<lib.SiteProps>;
type HallExtra = Partial<NonNullable<lib.SiteProps['halls']>[number]>;

/** A hall of two rows and nothing in it. */
export function bare(extra: Extra = {}, hall: HallExtra = {}): lib.Site {
  const stack = new TerraformStack(new App({ outdir: 'lessons.out' }), 'lesson');
  return new lib.Site(stack, 'site', {
    halls: [
      {
        name: 'hall-1',
        rack: { model: '48 U rack', units: 48, power: kW(145) },
        rows: [
          { name: 'A', racks: 14 },
          { name: 'B', racks: 8 },
        ],
        ...hall,
      },
    ],
    addressPools: [
      { name: 'loopbacks', purpose: 'loopback', cidr: '10.9.0.0/23' },
      { name: 'oob', purpose: 'oob', cidr: '10.3.0.0/23' },
      { name: 'store', purpose: 'storage', cidr: '10.0.0.0/23' },
    ],
    lockFile: false,
    ...extra,
  });
}

/** The same with a power zone over both rows. */
export function place(extra: Extra = {}, hall: HallExtra = {}): lib.Site {
  const site = bare(extra, hall);
  new lib.PowerZone(site, 'zone', { rating: Power.megawatts(3), rows: ['A', 'B'], rackFeed: 'static-switch' });
  return site;
}

/** 32 systems of 8 GPUs. */
export function cluster(site: lib.Site, props: Partial<lib.GpuClusterProps> = {}): lib.GpuCluster {
  return new lib.GpuCluster(site, 'gpu', { system: systems.DGX_H100, count: 32, ...props });
}

/** Their compute fabric of Ethernet. */
export function ethernet(props: Partial<lib.EthernetFabricProps> = {}): lib.Site {
  const site = place();
  new lib.EthernetFabric(site, 'compute', {
    role: 'compute',
    hosts: [cluster(site)],
    switch: switches.SN5600,
    switchPower: kW(1.7),
    portRate: DataRate.gigabitsPerSecond(400),
    ...props,
  });
  return site;
}

/** Systems in row A, and their fabric with two managers in as many racks of row B. */
export function managers(racks: number): lib.Site {
  const rows = [
    { name: 'A', racks: 14, accepts: ['system' as const] },
    { name: 'B', racks, accepts: ['switch' as const, 'ufm' as const] },
  ];
  const site = place({}, { rows });
  new lib.InfinibandFabric(site, 'compute', {
    hosts: [cluster(site, { count: 31 })],
    switch: switches.QM9700,
    switchPower: kW(1.7),
    ufm: { server: MANAGER, count: 2, portsEach: 1 },
  });
  return site;
}

/** Systems, their fabric, and the network to repair it. */
export function managed(props?: Partial<lib.ManagementNetworkProps>): lib.Site {
  const site = place();
  const gpu = cluster(site);
  const compute = new lib.InfinibandFabric(site, 'compute', {
    hosts: [gpu],
    switch: switches.QM9700,
    switchPower: kW(1.7),
  });
  if (props !== undefined) {
    new lib.ManagementNetwork(site, 'oob', {
      manages: [gpu, compute],
      switch: switches.SN2201,
      switchPower: Power.watts(100),
      ...props,
    });
  }
  return site;
}

/** Two networks to repair: the first leaves over the second. */
export function repairedOver(wayOut: string): lib.Site {
  const site = managed({ wayOut: 'second', repairServices: [{ name: 'name servers', network: 'oob' }] });
  new lib.ManagementNetwork(site, 'second', {
    manages: [new lib.GpuCluster(site, 'lab', { system: systems.DGX_H100, count: 2 })],
    switch: switches.SN2201,
    switchPower: Power.watts(100),
    wayOut,
    repairServices: [{ name: 'name servers', network: 'second' }],
  });
  return site;
}

/** A chain of two ways. */
export interface Chain {
  readonly site: lib.Site;
  readonly utility: lib.Utility;
  readonly a: Way;
  readonly b: Way;
}

interface Way {
  readonly ats: lib.TransferSwitch;
  readonly ups: lib.Ups;
  readonly board: lib.Switchboard;
}

/** What of a chain differs. */
interface ChainProps {
  readonly site?: Extra;
  readonly transformer?: Partial<lib.PowerConverterProps>;
  readonly store?: lib.NodeSupplyProps;
  readonly stores?: readonly [Partial<lib.PowerConverterProps>, Partial<lib.PowerConverterProps>];
  readonly source?: lib.NodeSupplyProps;
  readonly start?: lib.Duration;
  /** Steps in which the two ways are switched on after an outage. */
  readonly steps?: readonly [number, number];
  readonly swing?: Partial<lib.TrainingSwingProps>;
}

/** Utility, and a transformer, a generator, a switch, a UPS and a board for each feed of 32 systems: 326.4 kW. */
export function chain2N(props: ChainProps = {}, more: (chain: Chain) => void = () => undefined): lib.Site {
  const site = bare({ ...props.site }, {});
  const ac = { volts: Voltage.volts(415), powerFactor: 0.95 };
  const utility = new lib.Utility(site, 'utility', { ...ac, rating: Power.megawatts(2), supply: { ...props.source } });
  const way = (feed: 'A' | 'B', at: 0 | 1): Way => {
    const common = { ...ac, feed, rating: kW(900) };
    const transformer = { ...common, efficiency: 0.99, fedFrom: utility, ...props.transformer };
    const tx = new lib.Transformer(site, `tx-${feed}`, transformer);
    const start = { start: props.start ?? seconds(15), stepShare: 1, stepInterval: seconds(5) };
    const gen = new lib.Generator(site, `gen-${feed}`, { ...common, supply: start });
    const ats = new lib.TransferSwitch(site, `ats-${feed}`, {
      ...common,
      fedFrom: [tx, gen],
      supply: { transfer: seconds(2) },
    });
    const store = { autonomy: seconds(300), ...props.store };
    const own = { ...common, rating: kW(800), efficiency: 0.97, fedFrom: ats, supply: store, ...props.stores?.[at] };
    const ups = new lib.Ups(site, `ups-${feed}`, own);
    const step = props.steps?.[at];
    const supply = step === undefined ? {} : { supply: { restartStep: step } };
    return { ats, ups, board: new lib.Switchboard(site, `board-${feed}`, { ...common, fedFrom: ups, ...supply }) };
  };
  const [a, b] = [way('A', 0), way('B', 1)];
  const zone = new lib.PowerZone(site, 'zone', {
    rating: kW(750),
    rows: ['A', 'B'],
    rackFeed: 'static-switch',
    sources: { A: a.board, B: b.board },
  });
  const gpu = cluster(site, { powerZones: [zone] });
  if (props.swing !== undefined) {
    new lib.TrainingSwing(site, 'job', {
      clusters: [gpu],
      low: kW(3),
      high: kW(10.2),
      rise: seconds(1),
      ...props.swing,
    });
  }
  more({ site, utility, a, b });
  return site;
}

/** What of the cooling of a hall differs. */
interface PlantProps {
  readonly air?: Partial<lib.CoolingLoopProps>;
  readonly water?: Partial<lib.CoolingLoopProps>;
  readonly fans?: Partial<lib.AirHandlersProps>;
  readonly chillers?: Partial<lib.HeatRejectionProps>;
}

/** Room units on chilled water, and chillers on the air outdoors. */
export function plant(
  { site }: Pick<Chain, 'site'>,
  props: PlantProps = {},
): { readonly water: lib.CoolingLoop; readonly chillers: lib.HeatRejection } {
  const loop = { kind: 'facility' as const, supply: celsius(16), rise: celsius(8) };
  const water = new lib.CoolingLoop(site, 'water', { ...loop, ...props.water });
  const air = new lib.CoolingLoop(site, 'air', {
    kind: 'air',
    halls: ['hall-1'],
    rejectsTo: water,
    supply: celsius(22),
    rise: celsius(12),
    ...props.air,
  });
  new lib.AirHandlers(site, 'fans', {
    loop: air,
    kind: 'crah',
    capacity: kW(120),
    airflow: FlowRate.cubicMetresPerHour(36_000),
    approach: celsius(6),
    power: kW(5),
    ...props.fans,
  });
  const own = { loop: water, kind: 'chiller' as const, capacity: kW(120), coefficientOfPerformance: 4 };
  return { water, chillers: new lib.HeatRejection(site, 'chillers', { ...own, ...props.chillers }) };
}

/** A hall whose units are fed from both ways, four of eight on each, so that one way is enough. */
export function fedPlant(props: PlantProps, chain: ChainProps = {}): lib.Site {
  return chain2N(chain, ({ site, a, b }) => {
    const units = { count: 8, spare: 4, fedFrom: { A: a.board, B: b.board } };
    const outside = { count: 8, spare: 4, fedFrom: { A: a.ats, B: b.ats }, restart: Duration.minutes(30) };
    plant(
      { site },
      {
        air: { hold: seconds(60) },
        water: { hold: Duration.minutes(40), ...props.water },
        fans: { ...units, ...props.fans },
        chillers: { ...outside, ...props.chillers },
      },
    );
  });
}

/** All fans of a hall on the board of one way. */
export function fansOnOneBoard(): lib.Site {
  return chain2N({}, ({ site, a }) => void plant({ site }, { fans: { count: 8, spare: 4, fedFrom: a.board } }));
}

/** Chillers that stand outdoors, in a given climate. */
export function outdoors(climate: lib.SiteProps['climate'], chillers: Partial<lib.HeatRejectionProps> = {}): lib.Site {
  return chain2N({ site: climate === undefined ? {} : { climate } }, ({ site }) => void plant({ site }, { chillers }));
}

/** Chillers and more of them that share a signal of valves, all of them or the second half. */
export function sharedSignal(isOfAll: boolean): lib.Site {
  return chain2N({}, ({ site }) => {
    const { water, chillers: first } = plant({ site }, { chillers: { count: 4, spare: 0 } });
    const second = new lib.HeatRejection(site, 'more', {
      loop: water,
      kind: 'chiller',
      capacity: kW(120),
      coefficientOfPerformance: 4,
      count: 4,
      spare: 4,
    });
    new lib.CommonCause(site, 'signal', { what: 'signal of valves', of: isOfAll ? [first, second] : [second] });
  });
}

/** Three generators as N+1 behind one bus, of a rating each, for 336.5 kW. */
export function sets(rating: lib.Power): lib.Site {
  const site = bare({}, {});
  const ac = { volts: Voltage.volts(415), powerFactor: 0.95 };
  const grid = new lib.Utility(site, 'grid', { ...ac, rating: Power.megawatts(1) });
  const group = new lib.RedundancyGroup(site, 'sets', { scheme: 'N+1' });
  const supply = { start: seconds(10), stepShare: 1, stepInterval: seconds(5) };
  const fedFrom = [1, 2, 3].map((n) => new lib.Generator(site, `set-${n}`, { ...ac, group, rating, supply }));
  const bus = new lib.Switchboard(site, 'bus', {
    ...ac,
    rating: Power.megawatts(1),
    limitShare: 1,
    fedFrom,
    draws: 'parallel',
  });
  const way = (feed: string): lib.Ups => {
    const ats = new lib.TransferSwitch(site, `ats-${feed}`, {
      ...ac,
      feed,
      rating: kW(900),
      fedFrom: [grid, bus],
      supply: { transfer: seconds(2) },
    });
    const store = { autonomy: seconds(600) };
    return new lib.Ups(site, `ups-${feed}`, {
      ...{ ...ac, feed, rating: kW(800), efficiency: 0.97, fedFrom: ats, supply: store },
    });
  };
  const zone = new lib.PowerZone(site, 'zone', {
    rating: kW(750),
    rows: ['A', 'B'],
    rackFeed: 'static-switch',
    sources: { A: way('A'), B: way('B') },
  });
  cluster(site, { powerZones: [zone] });
  return site;
}

/** Turbines with a store between them and a job that swings. */
export function turbines(smoothing?: lib.Power): lib.Site {
  const site = bare({}, {});
  const ac = { volts: Voltage.volts(13_800), powerFactor: 0.95 };
  const source = new lib.PowerPlant(site, 'turbines', {
    ...{ ...ac, rating: kW(400), supply: { turbines: 4, stepShare: 0.25, ramp: kW(20) } },
  });
  const power =
    smoothing === undefined
      ? {}
      : {
          smoothing: {
            power: smoothing,
            energy: lib.Energy.kilowattHours(100),
            response: seconds(0.02),
            stateOfCharge: 0.5,
          },
        };
  const store = new lib.Bess(site, 'store', {
    ...{ ...ac, rating: kW(400), efficiency: 0.95, fedFrom: source },
    supply: { autonomy: Duration.hours(2), ...power },
  });
  const tx = new lib.Transformer(site, 'tx', {
    ...{ volts: Voltage.volts(415), powerFactor: 0.95, rating: kW(900), efficiency: 0.99, fedFrom: store },
  });
  const zone = new lib.PowerZone(site, 'zone', {
    ...{ rating: kW(750), rows: ['A', 'B'], redundancy: 'N' as const, sources: { A: tx } },
  });
  const gpu = cluster(site, { powerZones: [zone] });
  new lib.TrainingSwing(site, 'job', { clusters: [gpu], low: kW(3), high: kW(10.2), rise: seconds(1) });
  return site;
}

/** Panels between rows, with their ends. */
export function patched(panels: Partial<lib.PatchingProps['panels']>): lib.Site {
  const site = place(
    {
      patching: [
        {
          between: ['A', 'B'],
          panels: { model: 'panel', heightU: 1, ports: 24, polarity: 'B', polish: 'APC', ...panels },
          multimode: { polarity: 'B', polish: 'APC', cordPolarity: 'B', cordPolish: 'APC', transceiverPolish: 'APC' },
        },
      ],
    },
    {
      rack: { model: '48 U rack', units: 48, power: kW(44) },
      rows: [
        { name: 'A', racks: 8, accepts: ['system'] },
        { name: 'B', racks: 6, accepts: ['switch'] },
      ],
    },
  );
  new lib.InfinibandFabric(site, 'compute', { hosts: [cluster(site)], switch: switches.QM9700, switchPower: kW(1.7) });
  return site;
}

/** Racks of 1.36 t and more. */
export function heavy(floorLimit?: lib.FloorLoad): lib.Site {
  const body = { width: Length.millimetres(600), depth: Length.millimetres(1_200), weight: Mass.kilograms(140) };
  const rack = { model: 'MGX', units: 48, power: kW(145), ...body };
  const site = place({}, { rack, ...(floorLimit === undefined ? {} : { floorLimit }) });
  const system = defineSystem({ ...systems.GB300_NVL72, heightU: userFact(48, 'offer', FACT) });
  new lib.GpuCluster(site, 'nvl', { system, count: 8 });
  return site;
}

/** A tier that serves the systems. */
export function stored(props: Partial<lib.StorageTierProps>): lib.Site {
  const site = place();
  new lib.StorageTier(site, 'scratch', { system: BLOCK, serves: [cluster(site)], blocks: 4, ...props });
  return site;
}

/** A tier that writes the checkpoints of a model of 405 billion parameters, at one failure in 3 h. */
export function checkpointed(interval: lib.Duration): lib.Site {
  const checkpoint = { modelParameters: 405e9, bytesPerParameter: 14, interval, mostLostShare: 0.1, kept: 4 };
  const system = { ...BLOCK, metadataOperationsPerSecond: userFact(100_000, 'offer', FACT) };
  const asked = { system, blocks: 12, metadataOperationsPerSecond: 1_000 };
  return stored({ ...asked, checkpoint: { ...checkpoint, mtbf: Duration.hours(3) } });
}

/** A tier in row A and its copy in row B, which may be a compartment of its own. */
export function copied(compartment?: string): lib.Site {
  const of = compartment === undefined ? {} : { compartment };
  const rows = [
    { name: 'A', racks: 2 },
    { name: 'B', racks: 2, ...of },
  ];
  const site = bare({}, { rows });
  const [a, b] = ['A', 'B'].map(
    (row) => new lib.PowerZone(site, `zone-${row}`, { rating: kW(100), rows: [row], rackFeed: 'static-switch' }),
  );
  const tier = { system: BLOCK, serves: [], blocks: 2 };
  const primary = new lib.StorageTier(site, 'primary', { ...tier, powerZones: a === undefined ? [] : [a] });
  new lib.StorageTier(site, 'backup', { ...tier, powerZones: b === undefined ? [] : [b], copyOf: primary });
  return site;
}

/** Systems whose failures are known. */
export function spared(spareSystems?: number): lib.Site {
  const site = place();
  const spare = spareSystems === undefined ? {} : { spareSystems };
  cluster(site, { systemMtbf: Duration.hours(6_335), systemRepair: Duration.hours(48), ...spare });
  return site;
}

/** A zone whose racks hang on cords, or on what nobody states. */
export function corded(breaker?: lib.Current): lib.Site {
  const spec =
    breaker === undefined
      ? {}
      : {
          rackFeedSpec: {
            volts: Voltage.volts(415),
            phases: 3 as const,
            powerFactor: 0.95,
            cords: 1,
            breaker,
          },
        };
  const site = bare({}, {});
  new lib.PowerZone(site, 'zone', {
    ...{ rating: Power.megawatts(3), rows: ['A', 'B'], rackFeed: 'static-switch' as const, ...spec },
  });
  cluster(site, { systemsPerRack: 1 });
  return site;
}

/** A system of a cluster that is called so. */
export function namedCluster(name: string): lib.Site {
  const site = place();
  new lib.GpuCluster(site, name, { system: systems.DGX_H100, count: 1 });
  return site;
}
