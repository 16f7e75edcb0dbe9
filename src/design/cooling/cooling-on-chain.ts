import type { CoolingLoopPlan, CoolingPlan, CoolingUnitsPlan } from '../../model/cooling-plan';
import type { PlacementPlan } from '../../model/placement-plan';
import type { MechanicalLoadPlan, PowerNodeInput } from '../../model/power-node';
import type { PowerZoneInput } from '../../model/power-plan';
import { present } from '../../units/present';
import type { ChainPlant, PlantFeed, PlantLoop, PlantUnits } from '../power/chain/chain-plant';
import { unitsByFeed } from './size-units';

/** What the cooling of a site is hung on its power chain from. */
export interface CoolingOnChain {
  /** Cooling without the heat of power nodes. */
  readonly cooling: Pick<CoolingPlan, 'loops' | 'sources'>;
  readonly loopOrder: readonly number[];
  readonly racks: PlacementPlan['racks'];
  readonly zones: readonly Pick<PowerZoneInput, 'name' | 'sources'>[];
  readonly nodes: readonly PowerNodeInput[];
}

/** Units of cooling as loads of a power chain, those that hang on no node last. @param placeOf - places of nodes by name */
export function plantOf(
  { cooling, loopOrder, racks, zones, nodes }: CoolingOnChain,
  placeOf: ReadonlyMap<string, number>,
): ChainPlant {
  const { loops } = cooling;
  const places = new Map(loops.map(({ name }, place) => [name, place]));
  const heat = heatByZone(cooling, racks, zones);
  const heatTo = new Map<number, number>();
  for (const node of nodes) {
    const [place, loop] = [placeOf.get(node.name), places.get(node.heatTo ?? '')];
    if (place !== undefined && loop !== undefined && node.efficiency < 1) heatTo.set(place, loop);
  }
  return {
    loops: loops.map((loop, place): PlantLoop => {
      const zoneWatts = heat[place] ?? new Map<number, number>();
      return {
        name: loop.name,
        fixedWatts: zoneWatts.get(OFF_CHAIN) ?? 0,
        zoneWatts: new Map([...zoneWatts].filter(([zone]) => zone !== OFF_CHAIN)),
        ...present({
          to: places.get(loop.rejectsTo ?? ''),
          flowMillilitresPerSecond: loop.flowKnownWatts === loop.heatWatts ? loop.flowMillilitresPerSecond : undefined,
        }),
      };
    }),
    order: loopOrder,
    units: unitsInOrder(loops).map(({ loop, units }): PlantUnits => ({
      name: units.name,
      loop: places.get(loop.name) ?? 0,
      isPump: units.kind === 'pump',
      capacityWatts: units.capacityWatts ?? 0,
      ...present({
        drawWatts: units.drawWatts,
        coefficientOfPerformance: units.coefficientOfPerformance,
        flowMillilitresPerSecond: loop.kind === 'air' ? units.airMillilitresPerSecond : units.flowMillilitresPerSecond,
      }),
      feeds: unitsByFeed(units, units.units).map((count, feed): PlantFeed => {
        const sources = units.fedFrom?.[feed]?.map((name) => placeOf.get(name)).filter((place) => place !== undefined);
        return { units: count, ...present({ sources }) };
      }),
    })),
    heatTo,
  };
}

/** The units on a chain, in the order of the feeds of their plant. */
export function mechanicalLoads(loops: readonly CoolingLoopPlan[]): readonly Omit<MechanicalLoadPlan, 'loadWatts'>[] {
  return unitsInOrder(loops).flatMap(({ units }) => {
    const { name, path, fedFrom = [], restartSeconds } = units;
    const counts = unitsByFeed(units, units.units);
    return fedFrom.map((nodes, feed) => ({
      name: fedFrom.length === 1 ? name : `${name}/${feed + 1}`,
      units: name,
      path,
      count: counts[feed] ?? 0,
      fedFrom: nodes,
      ...present({ restartSeconds }),
    }));
  });
}

/** Units that name nodes first. */
function unitsInOrder(loops: readonly CoolingLoopPlan[]): { loop: CoolingLoopPlan; units: CoolingUnitsPlan }[] {
  const all = loops.flatMap((loop) => loop.units.map((units) => ({ loop, units })));
  return [
    ...all.filter(({ units }) => units.fedFrom !== undefined),
    ...all.filter(({ units }) => units.fedFrom === undefined),
  ];
}

/** Key of heat in zones that no node of the chain feeds. */
const OFF_CHAIN = -1;

/** Heat that each loop takes from what is in each power zone, W, by the places of both. */
function heatByZone(
  { loops, sources }: CoolingOnChain['cooling'],
  racks: CoolingOnChain['racks'],
  zones: CoolingOnChain['zones'],
): readonly Map<number, number>[] {
  const places = new Map(loops.map(({ name }, place) => [name, place]));
  const placeOfZone = new Map(
    zones.map(({ name, sources: nodes }, place) => [name, nodes === undefined ? OFF_CHAIN : place]),
  );
  const zoneOf = new Map<string, string>();
  for (const { name, zone, hall, row } of racks) {
    zoneOf.set(name, zone);
    // A tenant's block is known by its rows.
    if (!zoneOf.has(`${hall}/${row}`)) zoneOf.set(`${hall}/${row}`, zone);
  }
  const heat = loops.map(() => new Map<number, number>());
  const add = (loop: string | undefined, zone: number, watts: number): void => {
    const byZone = heat[places.get(loop ?? '') ?? -1];
    if (watts > 0) byZone?.set(zone, (byZone.get(zone) ?? 0) + watts);
  };
  for (const { name, row, liquidWatts, airWatts, technologyLoop, airLoop } of sources) {
    const zone = placeOfZone.get(zoneOf.get(name) ?? zoneOf.get(row) ?? '') ?? OFF_CHAIN;
    add(technologyLoop, zone, liquidWatts);
    add(airLoop, zone, airWatts);
  }
  return heat;
}
