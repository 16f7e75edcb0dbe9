import type { CoolingLoopPlan, CoolingPlan, CoolingStop, CoolingUnitsPlan } from '../../model/cooling-plan';
import {
  type MechanicalLoadPlan,
  type PowerChainPlan,
  type PowerNodeInput,
  type PowerNodePlan,
  liveNodes,
} from '../../model/power-node';
import { present } from '../../units/present';
import type { PlacementPlan } from '../../model/placement-plan';
import type { PowerZoneInput } from '../../model/power-plan';
import type { ChainPlant, PlantFeed, PlantLoop, PlantUnits } from '../power/chain/chain-plant';
import { unitsByFeed } from './size-units';

/** A loop that lacks units for a time, or for good. */
interface Lack {
  readonly lost: string;
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
 * Loops to racks that lack cooling when a node is lost, with how long they lack it and what holds them meanwhile.
 *
 * Units are out until their power is back (start and transfer) and they have started again, or for good. What a loop holds, it holds at all of its heat; at
 * a part that is not taken, longer in proportion. A loop to racks holds on its own after the loops below it have given what they hold. The liquid and the
 * air share of a rack are two loops, each with its clock. Water that no pump moves holds nothing, unless seconds are stated.
 */
export function coolingStops(chain: PowerChainPlan, { loops }: Pick<CoolingPlan, 'loops'>): readonly CoolingStop[] {
  const byName = new Map(loops.map((loop) => [loop.name, loop]));
  const lacks = [...lastingLacks(chain, byName), ...passingLacks(mechanicalStops(chain), byName)];
  return lacks.flatMap((lack) =>
    loops
      .filter(({ kind, heatWatts }) => kind !== 'facility' && heatWatts > 0)
      .flatMap((loop): CoolingStop[] => {
        const way = wayDown(loop, lack.loop, byName);
        if (way === undefined) return [];
        const { lost, isLasting, outSeconds, unknown, heatWatts, shortWatts, stopped } = lack;
        const holds = way.map((each) => holdWhile(each, stopped));
        const held = holds.reduce((sum, { seconds }) => sum + seconds, 0);
        return [
          {
            lost,
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

/** Loops that units are missing of in a settled state. */
function lastingLacks(chain: PowerChainPlan, byName: ReadonlyMap<string, CoolingLoopPlan>): readonly Lack[] {
  return chain.states
    .filter(({ kind, out }) => kind === 'loss' && out.length === 1)
    .flatMap(({ out: [lost = ''], shortLoops = [] }) =>
      shortLoops.flatMap(({ loop: name, heatWatts, shortWatts, shortMillilitresPerSecond: flow }): Lack[] => {
        const loop = byName.get(name);
        const isNode = chain.nodes.some((node) => node.name === lost);
        if (loop === undefined || !isNode || heatWatts === 0) return [];
        const short = flow > 0 && shortWatts === 0 ? heatWatts : shortWatts;
        return [{ lost, loop, heatWatts, shortWatts: short, isLasting: true, unknown: [], stopped: [] }];
      }),
    );
}

/** Loops that lack what units took which stop and start again. */
function passingLacks(stops: readonly MechanicalStop[], byName: ReadonlyMap<string, CoolingLoopPlan>): readonly Lack[] {
  const byLoss = new Map<string, MechanicalStop[]>();
  for (const stop of stops) {
    const known = byLoss.get(stop.lost);
    if (known === undefined) byLoss.set(stop.lost, [stop]);
    else known.push(stop);
  }
  return [...byLoss].flatMap(([lost, stopped]) => {
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
          ...{ lost, loop, heatWatts: loop.heatWatts, shortWatts, isLasting: false, unknown, stopped },
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

/** Units of cooling that stop when a node is lost. */
export interface MechanicalStop {
  /** Node that is lost. */
  readonly lost: string;
  readonly load: MechanicalLoadPlan;
  /** Seconds until power is back: start and transfer. Absent: not known, or it does not come back. */
  readonly gapSeconds?: number;
  /** Whether no node feeds them any more. */
  readonly isLasting: boolean;
  /** What is not known of the gap, in words of the props. */
  readonly unknown: readonly string[];
}

const STORES: ReadonlySet<PowerNodePlan['kind']> = new Set(['ups', 'bess']);

/** How long something has no power. */
interface Gap {
  readonly seconds: number;
  readonly unknown: readonly string[];
}

/**
 * Units of cooling that the loss of each single node stops, for good or until their power comes back from another source. A store between holds them; a
 * static switch between sources that live does not stop them.
 */
export function mechanicalStops(chain: PowerChainPlan): readonly MechanicalStop[] {
  const { mechanical = [], nodes, absent = [] } = chain;
  const loads = mechanical.filter(({ count }) => count > 0);
  if (loads.length === 0) return [];
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const above = new Set(loads.flatMap(({ fedFrom }) => fedFrom));
  for (const name of above) for (const feeder of byName.get(name)?.fedFrom ?? []) above.add(feeder);
  const before = new Supply(byName, new Set(absent));
  return nodes
    .filter(({ name }) => above.has(name) && before.isLive(name))
    .flatMap(({ name: lost }) => {
      const after = new Supply(byName, new Set([...absent, lost]));
      return loads.flatMap((load): MechanicalStop[] => {
        const [was, now] = [before.first(load.fedFrom), after.first(load.fedFrom)];
        if (was === undefined) return [];
        if (now === undefined) return [{ lost, load, isLasting: true, unknown: [] }];
        const gap = after.gapOf(now, before) ?? (now === was ? undefined : after.startOf(now));
        if (gap === undefined) return [];
        const seconds = gap.unknown.length > 0 ? {} : { gapSeconds: gap.seconds };
        return [{ lost, load, isLasting: false, unknown: gap.unknown, ...seconds }];
      });
    });
}

/** What lives while some nodes are out, and how long power fails on the way to it. */
class Supply {
  public readonly isLive: (name: string) => boolean;

  public constructor(
    private readonly byName: ReadonlyMap<string, PowerNodePlan>,
    out: ReadonlySet<string>,
  ) {
    this.isLive = liveNodes((name) => byName.get(name), out);
  }

  public first(names: readonly string[]): string | undefined {
    return names.find((name) => this.isLive(name));
  }

  /** How long a node that lives has no power when the state changes from another; undefined: it has it all along. */
  public gapOf(name: string, before: Supply): Gap | undefined {
    const node = this.byName.get(name);
    if (node === undefined || STORES.has(node.kind) || node.fedFrom.length === 0) return undefined;
    if (node.draws === 'first-live') {
      const [was, now] = [before.first(node.fedFrom), this.first(node.fedFrom)];
      if (now === undefined) return undefined;
      if (was === now) return this.gapOf(now, before);
      const start = this.startOf(now);
      if (node.kind === 'static-switch' && start.seconds === 0 && start.unknown.length === 0) return undefined;
      const transfer = node.kind === 'static-switch' ? 0 : node.supply?.transferSeconds;
      return {
        seconds: start.seconds + (transfer ?? 0),
        unknown: [...start.unknown, ...(transfer === undefined ? [`'transfer' of '${name}'`] : [])],
      };
    }
    const gaps: Gap[] = [];
    for (const feeder of node.fedFrom) {
      if (!this.isLive(feeder) || !before.isLive(feeder)) continue;
      const gap = this.gapOf(feeder, before);
      if (gap === undefined) return undefined;
      gaps.push(gap);
    }
    return gaps.length === 0 ? undefined : longestGap(gaps);
  }

  /** Seconds until generators that stood by carry a node, none where a store is between. */
  public startOf(name: string): Gap {
    const node = this.byName.get(name);
    if (node === undefined || STORES.has(node.kind)) return { seconds: 0, unknown: [] };
    if (node.kind === 'generator' && node.loadWatts === 0) {
      const { startSeconds } = node.supply ?? {};
      return { seconds: startSeconds ?? 0, unknown: startSeconds === undefined ? [`'start' of '${name}'`] : [] };
    }
    const living = node.fedFrom.filter((feeder) => this.isLive(feeder));
    return longestGap(
      (node.draws === 'first-live' ? living.slice(0, 1) : living).map((feeder) => this.startOf(feeder)),
    );
  }
}

/** The longest of several gaps; one that is not known leaves it not known. */
function longestGap(gaps: readonly Gap[]): Gap {
  return {
    seconds: gaps.reduce((most, { seconds }) => Math.max(most, seconds), 0),
    unknown: [...new Set(gaps.flatMap(({ unknown }) => unknown))],
  };
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
  for (const { name, row, liquidWatts, airWatts, technologyLoop, airLoop } of sources) {
    const zone = placeOfZone.get(zoneOf.get(name) ?? zoneOf.get(row) ?? '') ?? OFF_CHAIN;
    add(technologyLoop, zone, liquidWatts);
    add(airLoop, zone, airWatts);
  }
  return heat;
}
