import { App, TerraformStack } from 'cdktf';
import {
  AirHandlers,
  Busway,
  CoolingLoop,
  CoolingPumps,
  Duration,
  FlowRate,
  Generator,
  GpuCluster,
  HeatRejection,
  Length,
  Phase,
  Power,
  PowerZone,
  RedundancyGroup,
  Site,
  Switchboard,
  Temperature,
  TransferSwitch,
  Transformer,
  Ups,
  Utility,
  Voltage,
  type PowerNode,
} from 'cdktf-ai-factory';
import { evaluate, rulePacks } from 'cdktf-ai-factory/engines';
import { systems } from 'cdktf-ai-factory/catalog';

const PHASES = 20;
const ZONES = 2;
const RACKS_A_ROW = 126;

/** A phase by its number: two a year. */
function phaseOf(stack: TerraformStack, site: Site, number: number): Phase {
  const date = `${2027 + Math.floor(number / 2)}-${number % 2 === 0 ? '01' : '07'}-01`;
  return new Phase(stack, `phase-${number + 1}`, { site, date });
}

/** One side of a block: a transformer, and two generators of N+1 on a switchboard, behind a transfer switch; two UPS of N+1 with their stores, and a switchboard. */
export function sideOf(
  stack: TerraformStack,
  site: Site,
  name: string,
  feed: string,
  utility: PowerNode,
  phase: Phase | undefined,
): PowerNode {
  const there = phase === undefined ? {} : { phase };
  const common = { site, volts: Voltage.volts(415), powerFactor: 0.95, feed, ...there, rating: Power.megawatts(20) };
  const transformer = new Transformer(stack, `${name}-tx`, { ...common, efficiency: 0.99, fedFrom: utility });
  const start = { start: Duration.seconds(12), step: Power.megawatts(8), stepInterval: Duration.seconds(5) };
  const sets = new RedundancyGroup(stack, `${name}-gens`, { site, scheme: 'N+1' });
  const generators = [1, 2].map(
    (number) => new Generator(stack, `${name}-gen-${number}`, { ...common, group: sets, supply: start }),
  );
  const standby = new Switchboard(stack, `${name}-standby`, { ...common, fedFrom: generators });
  const transfer = new TransferSwitch(stack, `${name}-ats`, {
    ...common,
    fedFrom: [transformer, standby],
    supply: { transfer: Duration.seconds(2) },
  });
  const group = new RedundancyGroup(stack, `${name}-ups`, { site, scheme: 'N+1' });
  const store = { autonomy: Duration.minutes(5), recharge: Power.kilowatts(200) };
  const ups = [1, 2].map(
    (number) =>
      new Ups(stack, `${name}-ups-${number}`, {
        ...common,
        group,
        efficiency: 0.97,
        fedFrom: transfer,
        supply: store,
      }),
  );
  return new Switchboard(stack, `${name}-msb`, { ...common, fedFrom: ups });
}

/** Air of the rows of a phase on water of its own, both fed from both sides. */
export function cool(
  stack: TerraformStack,
  site: Site,
  name: string,
  rows: readonly string[],
  [a, b]: readonly PowerNode[],
  phase: Phase | undefined,
): void {
  const [rise, restart] = [Temperature.celsius(8), Duration.seconds(60)];
  const fedFrom = { A: a ?? [], B: b ?? [] };
  const there = phase === undefined ? {} : { phase };
  const all = { ...there, fedFrom, restart };
  const hold = Duration.minutes(5);
  const water = new CoolingLoop(stack, `${name}-water`, {
    ...{ site, kind: 'facility', supply: Temperature.celsius(16), rise, hold, ...there, sections: 2 },
  });
  const air = new CoolingLoop(stack, `${name}-air`, { site, kind: 'air', rows, rejectsTo: water, hold, ...there });
  const airflow = FlowRate.cubicMetresPerHour(100_000);
  const crah = {
    loop: air,
    kind: 'crah' as const,
    capacity: Power.kilowatts(400),
    airflow,
    power: Power.kilowatts(15),
  };
  new AirHandlers(stack, `${name}-crah`, {
    ...all,
    ...crah,
    spare: 28,
    compartment: [`${name}-plant-1`, `${name}-plant-2`],
  });
  const chiller = { loop: water, kind: 'chiller' as const, capacity: Power.megawatts(2), coefficientOfPerformance: 5 };
  new HeatRejection(stack, `${name}-chillers`, { ...all, ...chiller, spare: 6 });
  const flow = FlowRate.litresPerMinute(10_000);
  new CoolingPumps(stack, `${name}-pumps`, { ...all, loop: water, flow, power: Power.kilowatts(50), spare: 2 });
}

/** 20 phases, each of 252 racks in 2 zones behind 20 nodes: 5,040 racks, 400 nodes of the chain beside the utility. */
export function siteOf(isCooled: boolean): Site {
  const stack = new TerraformStack(new App(), 'bench');
  const row = (phase: number, zone: number): string => `P${phase + 1}Z${zone + 1}`;
  const numbers = Array.from({ length: PHASES }, (_, index) => index);
  const zones = Array.from({ length: ZONES }, (_, index) => index);
  const site = new Site(stack, 'bench', {
    halls: [
      {
        name: 'hall',
        rack: { model: '48 U rack', units: 48, power: Power.kilowatts(44) },
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: numbers.flatMap((phase) => zones.map((zone) => ({ name: row(phase, zone), racks: RACKS_A_ROW }))),
      },
    ],
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
  });
  const utility = new Utility(stack, 'utility', {
    site,
    volts: Voltage.kilovolts(154),
    powerFactor: 0.95,
    rating: Power.gigawatts(2),
  });
  for (const number of numbers) {
    const phase = phaseOf(stack, site, number);
    const sides = ['A', 'B'].map((feed) => sideOf(stack, site, `p${number + 1}-${feed}`, feed, utility, phase));
    const powerZones = zones.map((zone) => {
      const busway = (feed: string, index: number): Busway =>
        new Busway(stack, `p${number + 1}-z${zone + 1}-${feed}`, {
          site,
          volts: Voltage.volts(415),
          powerFactor: 0.95,
          feed,
          phase,
          rating: Power.megawatts(8),
          fedFrom: sides[index] ?? [],
        });
      return new PowerZone(stack, row(number, zone).toLowerCase(), {
        site,
        rating: Power.megawatts(8),
        rows: [row(number, zone)],
        rackFeed: 'static-switch',
        sources: { A: busway('A', 0), B: busway('B', 1) },
      });
    });
    const rows = zones.map((zone) => row(number, zone));
    if (isCooled) cool(stack, site, `p${number + 1}`, rows, sides, phase);
    const count = ZONES * RACKS_A_ROW * 4;
    new GpuCluster(stack, `gpu-${number + 1}`, { site, system: systems.DGX_H100, count, powerZones, phase });
  }
  return site;
}

/** All single failures of the chain in each of 20 phases: planned again and judged. */
export function benchPowerChain(): void {
  const { plan } = siteOf(false);
  const nodes = plan.power.chain?.nodes.length ?? 0;
  const begin = process.hrtime.bigint();
  const { findings } = evaluate(plan, { rules: [...rulePacks.power, ...rulePacks.redundancy] });
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  console.log(
    `power chain of ${nodes} nodes, ${plan.totals.racksUsed} racks: all single failures in ${PHASES} phases judged in ${seconds.toFixed(2)} s, ${findings.length} findings`,
  );
  benchCooledChain();
}

/** The same with cooling that draws from the chain, compartments and loops, beside stores and standby groups: user CPU of planning and judging all of it, s. */
export function cooledChainSeconds(): { readonly planned: number; readonly judged: number; readonly what: string } {
  const site = siteOf(true);
  const before = process.cpuUsage();
  const { plan } = site;
  const planned = process.cpuUsage(before).user / 1e6;
  const { redundancy, cooling, continuity, power } = rulePacks;
  const { findings } = evaluate(plan, { rules: [...power, ...redundancy, ...cooling, ...continuity] });
  const judged = process.cpuUsage(before).user / 1e6;
  const { states = [], nodes = [], mechanical = [] } = plan.power.chain ?? {};
  const what = `${nodes.length} nodes, ${mechanical.length} feeds of cooling units, ${plan.totals.racksUsed} racks, ${PHASES} phases: ${states.length} states and ${plan.losses?.length ?? 0} shared losses of the whole, ${findings.length} findings`;
  return { planned, judged, what };
}

function benchCooledChain(): void {
  const { planned, judged, what } = cooledChainSeconds();
  console.log(
    `power and cooling as one graph, ${what}; planned in ${planned.toFixed(2)} s, with judging ${judged.toFixed(2)} s of user CPU`,
  );
}

if (require.main === module) benchPowerChain();
