import { planLoads } from '../../../src/design/site/plan-loads';
import type { CoolingLoopInput, CoolingUnitsInput } from '../../../src/model/cooling-plan';
import { loadsIn, type PowerNodeInput } from '../../../src/model/power-node';
import { node, stateOf } from '../power/chain/chain-fixtures';
import { bareDevice, placed, zone } from '../power/power-fixtures';

/** Loads of a site. */
export type Loads = ReturnType<typeof planLoads>;

const DIESEL = { fuelLitres: 13_000, fuelLitresPerKilowattHour: 0.27, startSeconds: 15 };

/** The air of a row, on water that chillers cool. */
export const LOOPS: readonly CoolingLoopInput[] = [
  { name: 'air', path: 'site/air', kind: 'air', rows: ['hall/A'], coolant: 'water', rejectsTo: 'water' },
  { name: 'water', path: 'site/water', kind: 'facility', rows: [], coolant: 'water' },
];

/** Fans of 54 kW and pumps of 32 kW; chillers draw a third of 954 kW, 318 kW: 404 kW in all. */
export const UNITS: readonly CoolingUnitsInput[] = [
  units('crah', 'air', { kind: 'crah', count: 10, capacityWatts: 120_000, drawWatts: 5_400 }),
  units('chillers', 'water', { kind: 'chiller', count: 10, capacityWatts: 120_000, coefficientOfPerformance: 3 }),
  units('pumps', 'water', { kind: 'pump', count: 2, flowMillilitresPerSecond: 50_000, drawWatts: 16_000 }),
];

function units(name: string, loop: string, parts: Partial<CoolingUnitsInput>): CoolingUnitsInput {
  return { name, path: `site/${name}`, kind: 'pump', loop, spare: 1, fedFrom: [['ats']], ...parts };
}

/** Utility and generator of 1,000 kW on one switch; 900 kW of IT behind a UPS of 96 %, cooling on the switch. */
export function site(
  parts: {
    readonly ups?: Partial<PowerNodeInput>;
    readonly grid?: Partial<PowerNodeInput>;
    readonly ats?: Partial<PowerNodeInput>;
    readonly units?: readonly CoolingUnitsInput[];
    readonly loops?: readonly CoolingLoopInput[];
    readonly isChecked?: boolean;
  } = {},
): Loads {
  const device = bareDevice('it', { maxWatts: 900_000, psus: { count: 6, needed: 3 } });
  return planLoads({
    zones: [
      zone({
        ratingWatts: 1_000_000,
        feeds: ['A'],
        redundancy: 'N',
        limitShare: 1,
        sources: { A: ['ups'] },
      }),
    ],
    placement: placed([[device]]),
    devices: [device],
    powerNodes: [
      node('grid', [], { kind: 'utility', ...parts.grid }),
      node('gen', [], { kind: 'generator', supply: DIESEL }),
      node('ats', ['grid', 'gen'], { kind: 'transfer-switch', draws: 'first-live', ...parts.ats }),
      node('ups', ['ats'], { kind: 'ups', efficiency: 0.96, ...(parts.ups ?? { heatTo: 'outside' }) }),
    ],
    coolingLoops: parts.loops ?? LOOPS,
    coolingUnits: parts.units ?? UNITS,
    ...(parts.isChecked !== undefined && { isChecked: parts.isChecked }),
  });
}

/** Load of each node in a state by name. */
export function loadsOf({ power: { chain } }: Loads, ...out: string[]): Readonly<Record<string, number>> {
  const loads = loadsIn(chain!, stateOf(chain!, ...out));
  return Object.fromEntries(chain!.nodes.map(({ name }, place) => [name, loads[place]!]));
}
