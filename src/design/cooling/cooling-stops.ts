import type { CoolingLoopPlan, CoolingPlan, CoolingStop, CoolingUnitsPlan } from '../../model/cooling-plan';
import type { ChainState, MechanicalLoadPlan, PowerChainPlan, PowerNodeInput } from '../../model/power-node';
import { addTo, present } from '../../units/present';
import type { PlacementPlan } from '../../model/placement-plan';
import type { PowerZoneInput } from '../../model/power-plan';
import type { ChainPlant, PlantFeed, PlantLoop, PlantUnits } from '../power/chain/chain-plant';
import type { MechanicalStop } from '../power/supply/transfers-plan';
import type { Gap } from '../power/supply/transfer-walk';
import { unitsByFeed } from './size-units';

/** A loop that lacks units for a time, or for good. */
interface Lack extends Pick<MechanicalStop, 'lost' | 'alsoOut' | 'beside'> {
  readonly loop: CoolingLoopPlan;
  readonly heatWatts: number;
  readonly shortWatts: number;
  /** Absent: not known, or for good. */
  readonly outSeconds?: number;
  readonly isLasting: boolean;
  readonly unknown: readonly string[];
  /** Units that are out meanwhile. */
  readonly stopped: readonly MechanicalStop[];
}

/**
 * Loops to racks that lack cooling when a node is lost, or several, with how long they lack it and what holds them meanwhile.
 *
 * Units are out until their power is back (start, transfer and steps of load) and they have started again, or for good. What a loop holds, it holds at all of its heat; at
 * a part that is not taken, longer in proportion. A loop to racks holds on its own after the loops below it have given what they hold. The liquid and the
 * air share of a rack are two loops, each with its clock. Water that no pump moves holds nothing, unless seconds are stated.
 */
export function coolingStops(
  chain: PowerChainPlan,
  { loops }: Pick<CoolingPlan, 'loops'>,
  stops: readonly MechanicalStop[],
): readonly CoolingStop[] {
  const byName = new Map(loops.map((loop) => [loop.name, loop]));
  const lacks = [...lastingLacks(chain, byName), ...passingLacks(stops, byName)];
  return lacks.flatMap((lack) =>
    loops
      .filter(({ kind, heatWatts }) => kind !== 'facility' && heatWatts > 0)
      .flatMap((loop): CoolingStop[] => {
        const way = wayDown(loop, lack.loop, byName);
        if (way === undefined) return [];
        const { lost, alsoOut, beside, isLasting, outSeconds, unknown, heatWatts, shortWatts, stopped } = lack;
        const holds = way.map((each) => holdWhile(each, stopped));
        const held = holds.reduce((sum, { seconds }) => sum + seconds, 0);
        return [
          {
            lost,
            ...present({ alsoOut, beside }),
            loop: loop.name,
            at: lack.loop.name,
            shortWatts,
            isLasting,
            holdSeconds: shortWatts === 0 ? held : (held * heatWatts) / shortWatts,
            ...present({ outSeconds, lossSeconds: loop.lossSeconds }),
            unknown: [...unknown, ...holds.flatMap((hold) => hold.unknown)],
          },
        ];
      }),
  );
}

/** What a loop holds while some units are out. */
function holdWhile(loop: CoolingLoopPlan, stopped: readonly MechanicalStop[]): Gap {
  const { name, kind, units, holdSeconds, heldSeconds, riseMillicelsius: rise } = loop;
  if (holdSeconds !== undefined) return { seconds: holdSeconds, unknown: [] };
  if (heldSeconds === undefined) {
    const hasStore = [loop.waterLitres, loop.bufferLitres, loop.roomCubicMetres].some((each) => each !== undefined);
    const prop = hasStore && rise === undefined ? 'rise' : 'hold';
    return { seconds: 0, unknown: [`'${prop}' of cooling loop '${name}'`] };
  }
  if (kind === 'air') return { seconds: heldSeconds, unknown: [] };
  const pumps = units.filter((each) => each.kind === 'pump' && each.units > 0);
  const movers = pumps.length > 0 ? pumps : units.filter((each) => each.kind === 'cdu' && each.units > 0);
  if (movers.length === 0)
    return { seconds: 0, unknown: [`the pumps of cooling loop '${name}', which move its water`] };
  const running = movers.reduce((sum, each) => sum + each.units - unitsOut(stopped, each.name), 0);
  return { seconds: running > 0 ? heldSeconds : 0, unknown: [] };
}

/** Units of a group that are out. */
function unitsOut(stopped: readonly MechanicalStop[], name: string): number {
  return stopped.reduce((sum, { load }) => (load.units === name ? sum + load.count : sum), 0);
}

/** Loops that units are missing of in a settled state: the loss of one node, or of several where they lack more than without each of them. */
function lastingLacks(chain: PowerChainPlan, byName: ReadonlyMap<string, CoolingLoopPlan>): readonly Lack[] {
  const nodes = new Set(chain.nodes.map(({ name }) => name));
  const alone = new Map<string, number>();
  return chain.states
    .filter(({ kind, out: [first = ''] }) => kind !== 'normal' && nodes.has(first))
    .flatMap(({ kind, out, shortLoops = [] }) => {
      const [lost = '', ...alsoOut] = kind === 'maintenance' ? [...out].reverse() : out;
      return shortLoops.flatMap(({ loop: name, heatWatts, shortWatts, shortMillilitresPerSecond: flow }): Lack[] => {
        const loop = byName.get(name);
        if (loop === undefined || heatWatts === 0) return [];
        const short = flow > 0 && shortWatts === 0 ? heatWatts : shortWatts;
        if (alsoOut.length === 0) alone.set(`${name}\n${lost}`, short);
        else if (out.some((each) => (alone.get(`${name}\n${each}`) ?? 0) >= short)) return [];
        const also = alsoOut.length === 0 ? {} : { alsoOut, beside: besideOf(kind) };
        return [{ lost, ...also, loop, heatWatts, shortWatts: short, isLasting: true, unknown: [], stopped: [] }];
      });
    });
}

function besideOf(kind: ChainState['kind']): NonNullable<CoolingStop['beside']> {
  if (kind === 'maintenance') return kind;
  return kind === 'pair' ? 'study' : 'group';
}

/** Loops that lack what units took which stop and start again. */
function passingLacks(stops: readonly MechanicalStop[], byName: ReadonlyMap<string, CoolingLoopPlan>): readonly Lack[] {
  const byLoss = new Map<string, MechanicalStop[]>();
  for (const stop of stops) {
    const key = JSON.stringify([stop.lost, ...(stop.alsoOut ?? [])]);
    addTo(byLoss, key, stop);
  }
  return [...byLoss.values()].flatMap((worse) => {
    const [{ lost, alsoOut, beside } = { lost: '' }] = worse;
    const names = new Set(worse.map(({ load }) => load.name));
    // Of several nodes there is only what is worse than without the one: the rest is as without it.
    const same = alsoOut === undefined ? [] : (byLoss.get(JSON.stringify([lost])) ?? []);
    const stopped = [...worse, ...same.filter(({ load }) => !names.has(load.name))];
    if (stopped.every(({ isLasting }) => isLasting)) return [];
    return [...byName.values()].flatMap((loop): Lack[] => {
      const own = stopped.filter(({ load }) => loop.units.some(({ name }) => name === load.units));
      const passing = own.filter(({ isLasting }) => !isLasting);
      if (passing.length === 0 || loop.heatWatts === 0) return [];
      const shortWatts = shortOf(loop, own);
      if (shortWatts === 0) return [];
      const unknown = [
        ...new Set(
          passing.flatMap(({ unknown: gaps, load }) =>
            load.restartSeconds === undefined ? [...gaps, `'restart' of cooling units '${load.units}'`] : gaps,
          ),
        ),
      ];
      const outs = passing.map(({ gapSeconds = 0, load }) => gapSeconds + (load.restartSeconds ?? 0));
      const outSeconds = unknown.length === 0 ? Math.max(...outs) : undefined;
      return [
        {
          ...{
            lost,
            ...present({ alsoOut, beside }),
            loop,
            heatWatts: loop.heatWatts,
            shortWatts,
            isLasting: false,
            unknown,
            stopped,
          },
          ...present({ outSeconds }),
        },
      ];
    });
  });
}

/** Heat that a loop cannot take without the units that stop: all of it where none of its pumps runs. */
function shortOf({ units, heatWatts, capacityWatts }: CoolingLoopPlan, stopped: readonly MechanicalStop[]): number {
  const pumps = units.filter(({ kind }) => kind === 'pump');
  const running = pumps.reduce((sum, { units: count, name }) => sum + count - unitsOut(stopped, name), 0);
  if (pumps.length > 0 && running === 0) return heatWatts;
  const left = units.reduce(
    (sum, { name, capacityWatts: each = 0 }) => sum - unitsOut(stopped, name) * each,
    capacityWatts,
  );
  return Math.max(0, heatWatts - left);
}

/** Loops from one to another that takes its heat, both among them; undefined where it does not. */
function wayDown(
  from: CoolingLoopPlan,
  to: CoolingLoopPlan,
  byName: ReadonlyMap<string, CoolingLoopPlan>,
): readonly CoolingLoopPlan[] | undefined {
  const way: CoolingLoopPlan[] = [];
  for (let at: CoolingLoopPlan | undefined = from; at !== undefined; at = byName.get(at.rejectsTo ?? '')) {
    way.push(at);
    if (at.name === to.name) return way;
  }
  return undefined;
}

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
  for (const { name, row, zone: own, liquidWatts, airWatts, technologyLoop, airLoop } of sources) {
    const zone = placeOfZone.get(own ?? zoneOf.get(name) ?? zoneOf.get(row) ?? '') ?? OFF_CHAIN;
    add(technologyLoop, zone, liquidWatts);
    add(airLoop, zone, airWatts);
  }
  return heat;
}
