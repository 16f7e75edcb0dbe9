import { App, TerraformStack } from 'cdktf';
import {
  Busway,
  Generator,
  GpuCluster,
  Length,
  Phase,
  Power,
  PowerZone,
  RedundancyGroup,
  Site,
  Switchboard,
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
const ZONES = 3;
const RACKS_A_ROW = 84;

/** A phase by its number: two a year. */
function phaseOf(stack: TerraformStack, site: Site, number: number): Phase {
  const date = `${2027 + Math.floor(number / 2)}-${number % 2 === 0 ? '01' : '07'}-01`;
  return new Phase(stack, `phase-${number + 1}`, { site, date });
}

/** One side of a block: transformer, generator, transfer switch, three UPS of N+1 and a switchboard. */
function sideOf(
  stack: TerraformStack,
  site: Site,
  name: string,
  feed: string,
  utility: PowerNode,
  phase: Phase,
): PowerNode {
  const common = { site, volts: Voltage.volts(415), powerFactor: 0.95, feed, phase, rating: Power.megawatts(20) };
  const transformer = new Transformer(stack, `${name}-tx`, { ...common, efficiency: 0.99, fedFrom: utility });
  const generator = new Generator(stack, `${name}-gen`, common);
  const transfer = new TransferSwitch(stack, `${name}-ats`, { ...common, fedFrom: [transformer, generator] });
  const group = new RedundancyGroup(stack, `${name}-ups`, { site, scheme: 'N+1' });
  const ups = [1, 2, 3].map(
    (number) => new Ups(stack, `${name}-ups-${number}`, { ...common, group, efficiency: 0.97, fedFrom: transfer }),
  );
  return new Switchboard(stack, `${name}-msb`, { ...common, fedFrom: ups });
}

/** 20 phases, each of 252 racks in 3 zones behind 14 nodes: 5,040 racks, 400 nodes of the chain beside the utility. */
function siteOf(): Site {
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
          rating: Power.megawatts(6),
          fedFrom: sides[index] ?? [],
        });
      return new PowerZone(stack, row(number, zone).toLowerCase(), {
        site,
        rating: Power.megawatts(6),
        rows: [row(number, zone)],
        rackFeed: 'static-switch',
        sources: { A: busway('A', 0), B: busway('B', 1) },
      });
    });
    const count = ZONES * RACKS_A_ROW * 4;
    new GpuCluster(stack, `gpu-${number + 1}`, { site, system: systems.DGX_H100, count, powerZones, phase });
  }
  return site;
}

/** All single failures of the chain in each of 20 phases: planned again and judged. */
export function benchPowerChain(): void {
  const site = siteOf();
  const { plan } = site;
  const nodes = plan.power.chain?.nodes.length ?? 0;
  const begin = process.hrtime.bigint();
  const { findings } = evaluate(plan, { rules: [...rulePacks.power, ...rulePacks.redundancy] });
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  console.log(
    `power chain of ${nodes} nodes, ${plan.totals.racksUsed} racks: all single failures in ${PHASES} phases judged in ${seconds.toFixed(2)} s, ${findings.length} findings`,
  );
}

if (require.main === module) benchPowerChain();
