import { App, TerraformStack } from 'cdktf';
import {
  Bess,
  Duration,
  Generator,
  GpuCluster,
  Length,
  Power,
  PowerPlant,
  PowerZone,
  Site,
  type NodeSupplyProps,
  type SiteProps,
  Switchboard,
  TrainingSwing,
  TransferSwitch,
  Transformer,
  Ups,
  Utility,
} from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';

const kW = (amount: number): Power => Power.kilowatts(amount);

interface Program {
  readonly stack: TerraformStack;
  readonly site: Site;
}

/** One hall with a row of 14 racks. */
function start(props: Partial<SiteProps> = {}): Program {
  const stack = new TerraformStack(new App({ outdir: '/nonexistent' }), 'lab');
  const site = new Site(stack, 'site', {
    halls: [
      {
        name: 'hall-1',
        rack: { model: '48 U rack', units: 48, power: kW(44) },
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [{ name: 'A', racks: 14, accepts: ['system', 'switch', 'server', 'storage'] }],
      },
    ],
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
    ...props,
  });
  return { stack, site };
}

/** 32 DGX H100, 326.4 kW. */
function gpus({ stack, site }: Program, zone: PowerZone, rise?: Duration): GpuCluster {
  const cluster = new GpuCluster(stack, 'gpu', { site, system: systems.DGX_H100, count: 32, powerZones: [zone] });
  if (rise !== undefined) {
    new TrainingSwing(stack, 'job', { site, clusters: [cluster], low: kW(3), high: kW(10.2), rise });
  }
  return cluster;
}

/** Four turbines of 400 kW together carry a job behind a transformer, and behind a store where `store` gives its supply. */
export function turbines(
  store?: NodeSupplyProps,
  { rise = Duration.seconds(1), plant = {}, isStated = true } = {} as {
    readonly rise?: Duration;
    readonly plant?: NodeSupplyProps;
    readonly isStated?: boolean;
  },
): Site {
  const program = start();
  const { stack, site } = program;
  const ac = { site, volts: 13_800, powerFactor: 0.95, rating: kW(400) };
  const source = new PowerPlant(stack, 'turbines', {
    ...ac,
    supply: { turbines: 4, stepShare: 0.25, ramp: kW(20), ...plant },
  });
  const above =
    store === undefined
      ? source
      : new Bess(stack, 'megapack', { ...ac, efficiency: 0.95, fedFrom: source, supply: store });
  const fedFrom = new Transformer(stack, 'tx', {
    ...ac,
    rating: kW(900),
    volts: 415,
    efficiency: 0.99,
    fedFrom: above,
  });
  const zone = new PowerZone(stack, 'zone-a', {
    site,
    rating: kW(750),
    rows: ['A'],
    redundancy: 'N',
    sources: { A: fedFrom },
  });
  gpus(program, zone, isStated ? rise : undefined);
  return site;
}

/** Supplies of the nodes of a 2N chain, by what they are. */
export interface ChainSupplies {
  readonly site?: Partial<SiteProps>;
  readonly utility?: NodeSupplyProps;
  readonly tx?: NodeSupplyProps;
  readonly gen?: NodeSupplyProps;
  readonly ats?: NodeSupplyProps;
  readonly ups?: NodeSupplyProps;
  readonly board?: NodeSupplyProps;
  /** In which time a job on all systems rises. Absent: no job is stated. */
  readonly rise?: Duration;
  /** Of each board alone, over `board`. */
  readonly boards?: Readonly<Record<'A' | 'B', NodeSupplyProps>>;
}

/** A 2N chain at 415 V: one utility of 22.9 kV and 2 MW, on each side a transformer, a generator behind a transfer switch, a UPS and a board; 32 DGX H100. */
export function chain2N(supplies: ChainSupplies = {}): Site {
  const program = start(supplies.site);
  const { stack, site } = program;
  const ac = { site, volts: 415, powerFactor: 0.95, rating: kW(900) };
  const utility = new Utility(stack, 'utility', {
    ...ac,
    volts: 22_900,
    rating: Power.megawatts(2),
    supply: supplies.utility ?? {},
  });
  const side = (feed: 'A' | 'B'): Switchboard => {
    const tx = new Transformer(stack, `tx-${feed}`, {
      ...ac,
      feed,
      efficiency: 0.99,
      fedFrom: utility,
      supply: supplies.tx ?? {},
    });
    const gen = new Generator(stack, `gen-${feed}`, {
      ...ac,
      feed,
      supply: { start: Duration.seconds(15), stepShare: 1, stepInterval: Duration.seconds(5), ...supplies.gen },
    });
    const ats = new TransferSwitch(stack, `ats-${feed}`, {
      ...ac,
      feed,
      fedFrom: [tx, gen],
      supply: { transfer: Duration.seconds(2), ...supplies.ats },
    });
    const ups = new Ups(stack, `ups-${feed}`, {
      ...ac,
      rating: kW(800),
      feed,
      efficiency: 0.97,
      fedFrom: ats,
      supply: { autonomy: Duration.seconds(300), ...supplies.ups },
    });
    return new Switchboard(stack, `msb-${feed}`, {
      ...ac,
      feed,
      fedFrom: ups,
      supply: { ...supplies.board, ...supplies.boards?.[feed] },
    });
  };
  const sources = { A: side('A'), B: side('B') };
  const zone = new PowerZone(stack, 'zone-a', {
    site,
    rating: kW(750),
    rows: ['A'],
    rackFeed: 'static-switch',
    sources,
  });
  gpus(program, zone, supplies.rise);
  return site;
}
