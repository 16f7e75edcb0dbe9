import { App, TerraformStack } from 'cdktf';
import {
  Busway,
  GpuCluster,
  InfinibandFabric,
  Length,
  Phase,
  Power,
  PowerZone,
  Site,
  Utility,
  Voltage,
} from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';
import { planLimits } from 'cdktf-ai-factory/engines';
import { cool, sideOf } from './power-chain';

/** Halls of a gigawatt: 37,584 DGX B200, 300,672 GPUs. */
export const GIGAWATT_HALLS = 29;
const SYSTEMS_A_HALL = 1_296;
const ZONES_A_HALL = 5;
const ROWS_A_ZONE = 3;

/** What a site of so many halls takes: user CPU of its steps, s, and what it holds. */
export interface GigawattFigures {
  readonly gpus: number;
  readonly cables: number;
  readonly nodes: number;
  readonly findings: number;
  readonly planned: number;
  readonly judged: number;
  readonly limits?: number;
}

/** Halls that are unlike in rows and loads, each with a fabric, zones behind two sides, cooling on nodes, compartments and standby groups. */
function siteOf(halls: number, phases: number): Site {
  const stack = new TerraformStack(new App(), 'bench');
  const numbers = Array.from({ length: halls }, (_, index) => index);
  const zones = Array.from({ length: ZONES_A_HALL }, (_, index) => index);
  const rowsOf = (hall: number, zone: number): string[] =>
    Array.from({ length: ROWS_A_ZONE }, (_, index) => `H${hall + 1}Z${zone + 1}R${index + 1}`);
  const site = new Site(stack, 'bench', {
    halls: numbers.map((hall) => ({
      name: `hall-${hall + 1}`,
      rack: { model: '48 U rack', units: 48, power: Power.kilowatts(44 + (hall % 3)) },
      rowPitch: Length.metres(3),
      rackPitch: Length.millimetres(600),
      riser: Length.metres(1.5),
      rows: [
        ...zones.flatMap((zone) =>
          rowsOf(hall, zone).map((name) => ({ name, racks: 36 + (hall % 5), accepts: ['system' as const] })),
        ),
        { name: `H${hall + 1}N`, racks: 60, accepts: ['switch' as const] },
      ],
    })),
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
  });
  const dates = Array.from({ length: phases }, (_, index) => `${2027 + index}-01-01`);
  const all = dates.map((date, index) => new Phase(stack, `phase-${index + 1}`, { site, date }));
  const volts = Voltage.kilovolts(154);
  const utility = new Utility(stack, 'utility', { site, volts, powerFactor: 0.95, rating: Power.gigawatts(2) });
  for (const hall of numbers) {
    const name = `h${hall + 1}`;
    const phase = all[Math.floor((hall * phases) / halls)];
    const there = phase === undefined ? {} : { phase };
    const cooledBy: Parameters<typeof cool>[4][number][] = [];
    const powerZones = zones.map((zone) => {
      const rating = Power.megawatts(12);
      const sides = ['A', 'B'].map((feed) => sideOf(stack, site, `${name}-${zone + 1}${feed}`, feed, utility, phase));
      cooledBy.push(...sides);
      const [A, B] = ['A', 'B'].map(
        (feed, index) =>
          new Busway(stack, `${name}-z${zone + 1}-${feed}`, {
            ...{ site, volts: Voltage.volts(415), powerFactor: 0.95, feed, ...there, rating },
            fedFrom: sides[index] ?? [],
          }),
      );
      const rows = [...rowsOf(hall, zone), ...(zone === 0 ? [`H${hall + 1}N`] : [])];
      return new PowerZone(stack, `${name}-zone-${zone + 1}`, {
        ...{ site, rating, rows, rackFeed: 'static-switch' as const },
        sources: { A: A ?? [], B: B ?? [] },
      });
    });
    cool(stack, site, name, [...zones.flatMap((zone) => rowsOf(hall, zone)), `H${hall + 1}N`], cooledBy, phase);
    const count = SYSTEMS_A_HALL - 4 * (hall % 3);
    const cluster = new GpuCluster(stack, `gpu-${hall + 1}`, {
      ...{ site, system: systems.DGX_B200, count, powerZones, ...there },
    });
    new InfinibandFabric(stack, `compute-${hall + 1}`, {
      ...{ site, hosts: [cluster], switch: switches.QM9700, switchPower: Power.watts(1_700), powerZones },
    });
  }
  return site;
}

/** Plans and judges such a site, and finds what it runs out of first where that is asked for. */
export function gigawatt(halls: number, phases: number, hasLimits = false): GigawattFigures {
  const start = process.cpuUsage();
  const seconds = (): number => process.cpuUsage(start).user / 1e6;
  const site = siteOf(halls, phases);
  const { plan } = site;
  const planned = seconds();
  const { findings } = site.evaluation;
  const judged = seconds();
  const figures = {
    gpus: plan.totals.gpus,
    cables: plan.totals.cables,
    nodes: plan.power.chain?.nodes.length ?? 0,
    findings: findings.length,
    planned,
    judged,
  };
  if (!hasLimits) return figures;
  planLimits(plan);
  return { ...figures, limits: seconds() - judged };
}

if (require.main === module) {
  const [halls = GIGAWATT_HALLS, phases = 0] = process.argv.slice(2).map(Number);
  console.log(gigawatt(halls, phases), Math.round(process.resourceUsage().maxRSS / 1_024), 'MB');
}
