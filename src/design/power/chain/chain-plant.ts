import { DesignError } from '../../../errors/design-error';
import type { LoopShortage, NodeChange } from '../../../model/power-node';
import { addTo } from '../../../units/present';

/** A cooling loop as the chain sees it. */
export interface PlantLoop {
  readonly name: string;
  /** Place of the loop that takes its heat. Absent: none. */
  readonly to?: number;
  /** Heat that no state changes, W. */
  readonly fixedWatts: number;
  /** Heat of what is in each power zone, W, by the place of the zone: none while nothing feeds it. */
  readonly zoneWatts: ReadonlyMap<number, number>;
  /** Flow that its loads ask for, ml/s. Absent: not known. */
  readonly flowMillilitresPerSecond?: number;
}

/** A group of units of cooling as the chain sees it. */
export interface PlantUnits {
  readonly name: string;
  /** Place of its loop. */
  readonly loop: number;
  readonly isPump: boolean;
  /** Heat that one takes, W; 0 for a pump. */
  readonly capacityWatts: number;
  /** Draw of one while it runs, W, beside what follows the heat. Absent: none is known. */
  readonly drawWatts?: number;
  /** Heat over draw. Absent: the draw does not follow the heat. */
  readonly coefficientOfPerformance?: number;
  /** Flow of one, ml/s. Absent: not known. */
  readonly flowMillilitresPerSecond?: number;
  readonly feeds: readonly PlantFeed[];
}

/** Units of a group that draw from the same nodes. */
export interface PlantFeed {
  readonly units: number;
  /** Places of nodes in order of preference. Absent: they hang on no node, and always run. */
  readonly sources?: readonly number[];
}

/** Units of cooling that draw from the chain, and the heat that they take. */
export interface ChainPlant {
  readonly loops: readonly PlantLoop[];
  /** Places of loops, each before the one that takes its heat. */
  readonly order: readonly number[];
  readonly units: readonly PlantUnits[];
  /** Loop that takes the losses of a node, by the place of the node. */
  readonly heatTo: ReadonlyMap<number, number>;
}

/** Draw of some units of a group, whole watts: of a chiller by the heat that each takes, of others in full while they run. */
export function unitsDraw(
  { coefficientOfPerformance, drawWatts = 0 }: Pick<PlantUnits, 'coefficientOfPerformance' | 'drawWatts'>,
  heatWattsEach: number,
  count: number,
): number {
  const byHeat =
    coefficientOfPerformance === undefined ? 0 : Math.round((heatWattsEach * count) / coefficientOfPerformance);
  return byHeat + count * drawWatts;
}

/** Heat that each of some units takes of a loop, whole watts: they share by capacity. */
export function heatOfEach(heatWatts: number, capacityWatts: number, allWatts: number): number {
  return allWatts > 0 ? Math.round((heatWatts * capacityWatts) / allWatts) : 0;
}

/** The chain below the plant: what the plant asks it and tells it. */
export interface PlantHost {
  /** Losses of a node, whole watts. */
  readonly lossOf: (node: number) => number;
  readonly firstLive: (sources: readonly number[]) => number;
  readonly isUnfed: (zone: number) => boolean;
  /** Sums the loads of nodes again, and of those above them. */
  readonly raise: (nodes: Set<number>) => void;
}

/** A feed of a group by its place among all feeds. */
interface PlacedFeed extends PlantFeed {
  readonly group: number;
}

/** What is out of the units of cooling beside what loses its nodes. */
export interface PlantOutage {
  /** Units that are out, by the place of their feed. */
  readonly units: ReadonlyMap<number, number>;
  /** Heat that is gone with what gave it, W, by the place of the loop. */
  readonly heat: ReadonlyMap<number, number>;
}

const NOTHING_OUT: PlantOutage = { units: new Map(), heat: new Map() };

/** Rounds after which heat and draw are said to have no balance. Each ends nearer to it by the losses over the performance, a few hundredths. */
const ROUNDS = 2_000;

/**
 * Draw of the units of cooling in a state of the chain.
 *
 * Method: from zero, heat of loops by what still draws → heat and draw of the units that run → loads and losses of nodes → heat, all whole watts, until no
 * watt changes. Every step rises with what it is made from, so that the rounds end at the least balance in whatever order they go. Loops whose heat or
 * draw can reach each other are one part; a state goes round the parts that it reaches, the others stay in balance. A unit takes at most its capacity,
 * or what it takes normally; heat that no unit takes still goes on to the loop below.
 */
export class PlantFlow {
  /** Draw of each feed, W. */
  public readonly draws: Float64Array;
  /** Node that each feed draws from; below 0: none. */
  public readonly drawn: Int32Array;
  /** Heat of each loop, W. */
  public readonly heats: Float64Array;
  public readonly feeds: readonly PlacedFeed[];
  private readonly partOf: readonly number[];
  private readonly loopsOfPart = new Map<number, number[]>();
  private readonly groupsOf: readonly (readonly number[])[];
  private readonly feedsOfGroup: readonly (readonly number[])[];
  private readonly givers: readonly (readonly number[])[];
  private readonly nodesOf: readonly (readonly number[])[];
  private readonly each: Float64Array;
  private out = NOTHING_OUT;
  private normal:
    { readonly draws: Float64Array; readonly each: Float64Array; readonly shorts: readonly Short[] } | undefined;

  /**
   * @param plant - loops and units
   * @param above - places of all nodes at or above some nodes
   */
  public constructor(
    private readonly plant: ChainPlant,
    above: (nodes: readonly number[]) => ReadonlySet<number>,
  ) {
    const { loops, units, order, heatTo } = plant;
    this.feeds = units.flatMap(({ feeds }, group) => feeds.map((feed) => ({ ...feed, group })));
    this.draws = new Float64Array(this.feeds.length);
    this.drawn = new Int32Array(this.feeds.length).fill(-1);
    this.heats = new Float64Array(loops.length);
    this.each = new Float64Array(units.length);
    const lists = (): number[][] => loops.map(() => []);
    const [groupsOf, givers, nodesOf] = [lists(), lists(), lists()];
    units.forEach(({ loop }, group) => groupsOf[loop]?.push(group));
    loops.forEach(({ to }, loop) => (to === undefined ? 0 : givers[to]?.push(loop)));
    for (const [node, loop] of heatTo) nodesOf[loop]?.push(node);
    const feedsOfGroup: number[][] = units.map(() => []);
    this.feeds.forEach(({ group }, feed) => feedsOfGroup[group]?.push(feed));
    [this.groupsOf, this.givers, this.nodesOf, this.feedsOfGroup] = [groupsOf, givers, nodesOf, feedsOfGroup];
    this.partOf = partsOf(plant, above);
    for (const loop of order) {
      const part = this.partOf[loop] ?? 0;
      addTo(this.loopsOfPart, part, loop);
    }
  }

  /** All parts. */
  public get parts(): Iterable<number> {
    return this.loopsOfPart.keys();
  }

  /** Feeds that name each node. */
  public feedsByNode(nodes: number): readonly (readonly number[])[] {
    const byNode: number[][] = Array.from({ length: nodes }, () => []);
    this.feeds.forEach(({ sources }, feed) => {
      for (const node of new Set(sources)) byNode[node]?.push(feed);
    });
    return byNode;
  }

  /** Places of the feeds of a group of units, with the units on each. */
  public feedsOfUnits(name: string): readonly (readonly [feed: number, units: number])[] {
    const group = this.plant.units.findIndex((units) => units.name === name);
    return (this.feedsOfGroup[group] ?? []).map((feed) => [feed, this.feeds[feed]?.units ?? 0]);
  }

  /** Lets units and heat be out in the states from now on. */
  public lose(out: PlantOutage | undefined): void {
    this.out = out ?? NOTHING_OUT;
  }

  /** Parts of which something is out. */
  public partsOut(): readonly number[] {
    return [
      ...[...this.out.units.keys()].map((feed) => this.partOfFeed(feed)),
      ...[...this.out.heat.keys()].map((loop) => this.partOf[loop] ?? 0),
    ];
  }

  private unitsOf(feed: number): number {
    return (this.feeds[feed]?.units ?? 0) - (this.out.units.get(feed) ?? 0);
  }

  /** Part of the loop that takes the losses of a node. */
  public partOfNode(node: number): number | undefined {
    const loop = this.plant.heatTo.get(node);
    return loop === undefined ? undefined : this.partOf[loop];
  }

  /** Part of a feed. */
  public partOfFeed(feed: number): number {
    return this.partOf[this.plant.units[this.feeds[feed]?.group ?? 0]?.loop ?? 0] ?? 0;
  }

  /** Parts that take heat of a zone. */
  public partsOfZone(zone: number): readonly number[] {
    return this.plant.loops.flatMap(({ zoneWatts }, loop) =>
      (zoneWatts.get(zone) ?? 0) > 0 ? [this.partOf[loop] ?? 0] : [],
    );
  }

  /** Keeps the state as the normal one. */
  public keepNormal(): void {
    this.normal = {
      draws: this.draws.slice(),
      each: this.each.slice(),
      shorts: this.plant.loops.map((_, loop) => this.shortOf(loop)),
    };
  }

  /** Brings parts into balance from zero. */
  public settle(parts: ReadonlySet<number>, host: PlantHost): void {
    const loops = [...parts].sort((a, b) => a - b).flatMap((part) => this.loopsOfPart.get(part) ?? []);
    const nodes = new Set<number>();
    for (const loop of loops) {
      this.heats[loop] = 0;
      for (const group of this.groupsOf[loop] ?? []) {
        for (const feed of this.feedsOfGroup[group] ?? []) {
          const { sources } = this.feeds[feed] ?? {};
          const before = this.drawn[feed] ?? -1;
          const now = sources === undefined ? -1 : host.firstLive(sources);
          for (const place of [before, now]) if (place >= 0) nodes.add(place);
          this.drawn[feed] = now;
          this.draws[feed] = 0;
        }
      }
    }
    host.raise(nodes);
    for (let round = 0; round < ROUNDS; round += 1) {
      const moved = new Set<number>();
      let isSame = true;
      for (const loop of loops) if (this.balance(loop, host, moved)) isSame = false;
      if (isSame) return;
      host.raise(moved);
    }
    throw noBalance(this.plant, loops);
  }

  /** Heat of a loop and draw of its units again; whether a watt changed. */
  private balance(loop: number, host: PlantHost, moved: Set<number>): boolean {
    const heat = this.heatOf(loop, host);
    let isChanged = heat !== this.heats[loop];
    this.heats[loop] = heat;
    const capacity = this.capacityOf(loop);
    for (const group of this.groupsOf[loop] ?? []) {
      const units = this.plant.units[group];
      if (units === undefined) continue;
      const most = this.normal === undefined ? Infinity : Math.max(units.capacityWatts, this.normal.each[group] ?? 0);
      const each = Math.min(most, heatOfEach(heat, units.capacityWatts, capacity));
      this.each[group] = each;
      for (const feed of this.feedsOfGroup[group] ?? []) {
        const draw = this.runs(feed) ? unitsDraw(units, each, this.unitsOf(feed)) : 0;
        if (draw === this.draws[feed]) continue;
        isChanged = true;
        this.draws[feed] = draw;
        const place = this.drawn[feed] ?? -1;
        if (place >= 0) moved.add(place);
      }
    }
    return isChanged;
  }

  private heatOf(loop: number, host: PlantHost): number {
    const { fixedWatts = 0, zoneWatts } = this.plant.loops[loop] ?? {};
    let heat = fixedWatts;
    for (const [zone, watts] of zoneWatts ?? []) if (!host.isUnfed(zone)) heat += watts;
    heat -= this.out.heat.get(loop) ?? 0;
    for (const node of this.nodesOf[loop] ?? []) heat += host.lossOf(node);
    for (const giver of this.givers[loop] ?? []) {
      heat += this.heats[giver] ?? 0;
      for (const group of this.groupsOf[giver] ?? []) {
        for (const feed of this.feedsOfGroup[group] ?? []) heat += this.draws[feed] ?? 0;
      }
    }
    return heat;
  }

  private runs(feed: number): boolean {
    return this.feeds[feed]?.sources === undefined || (this.drawn[feed] ?? -1) >= 0;
  }

  private runningOf(group: number): number {
    let count = 0;
    for (const feed of this.feedsOfGroup[group] ?? []) if (this.runs(feed)) count += this.unitsOf(feed);
    return count;
  }

  private capacityOf(loop: number): number {
    let capacity = 0;
    for (const group of this.groupsOf[loop] ?? []) {
      capacity += this.runningOf(group) * (this.plant.units[group]?.capacityWatts ?? 0);
    }
    return capacity;
  }

  /** Draws that differ from the normal state's, by the place of the feed. */
  public changedDraws(): readonly NodeChange[] {
    const changed: NodeChange[] = [];
    this.draws.forEach((watts, feed) => {
      if (watts !== this.normal?.draws[feed]) changed.push([feed, watts]);
    });
    return changed;
  }

  /** Loops of some parts whose units that run take less than in the normal state, and too little. Other parts are as they are normally. */
  public shortages(parts: ReadonlySet<number>): readonly LoopShortage[] {
    return this.plant.loops.flatMap(({ name }, loop): LoopShortage[] => {
      if (!parts.has(this.partOf[loop] ?? 0)) return [];
      const [short, before] = [this.shortOf(loop), this.normal?.shorts[loop]];
      if (short.watts <= (before?.watts ?? 0) && short.flow <= (before?.flow ?? 0)) return [];
      return [
        {
          loop: name,
          heatWatts: this.heats[loop] ?? 0,
          shortWatts: short.watts,
          shortMillilitresPerSecond: short.flow,
        },
      ];
    });
  }

  private shortOf(loop: number): Short {
    const { flowMillilitresPerSecond: asked } = this.plant.loops[loop] ?? {};
    const heat = this.heats[loop] ?? 0;
    const groups = (this.groupsOf[loop] ?? []).flatMap((group) => {
      const units = this.plant.units[group];
      return units === undefined ? [] : [{ units, count: this.runningOf(group) }];
    });
    const takes = groups.some(({ units }) => units.capacityWatts > 0);
    let watts = takes ? Math.max(0, heat - this.capacityOf(loop)) : 0;
    let flow = 0;
    for (const isPump of [true, false]) {
      const stage = groups.filter(({ units }) => units.isPump === isPump);
      if (stage.length === 0 || heat === 0) continue;
      if (asked === undefined || stage.some(({ units }) => units.flowMillilitresPerSecond === undefined)) {
        // However much it must move: without any pump it moves nothing.
        const has = stage.some(({ units: { feeds } }) => feeds.some(({ units }) => units > 0));
        if (isPump && has && stage.every(({ count }) => count === 0)) watts = heat;
        continue;
      }
      const moved = stage.reduce((sum, { units, count }) => sum + count * (units.flowMillilitresPerSecond ?? 0), 0);
      flow = Math.max(flow, asked - moved);
    }
    return { watts, flow };
  }
}

interface Short {
  readonly watts: number;
  readonly flow: number;
}

/** Part of each loop: loops that give heat to each other, or where a node that heats one carries units of the other. */
function partsOf(
  { loops, units, heatTo }: ChainPlant,
  above: (nodes: readonly number[]) => ReadonlySet<number>,
): readonly number[] {
  const parent = loops.map((_, loop) => loop);
  const root = (loop: number): number => {
    const up = parent[loop] ?? loop;
    return up === loop ? loop : root(up);
  };
  const join = (one: number, other: number): void => {
    const [low, high] = [root(one), root(other)].sort((a, b) => a - b);
    if (low !== undefined && high !== undefined) parent[high] = low;
  };
  loops.forEach(({ to }, loop) => {
    if (to !== undefined) join(loop, to);
  });
  if (heatTo.size > 0) {
    for (const { loop, feeds } of units) {
      for (const node of above(feeds.flatMap(({ sources = [] }) => sources))) {
        const heated = heatTo.get(node);
        if (heated !== undefined) join(loop, heated);
      }
    }
  }
  return loops.map((_, loop) => root(loop));
}

function noBalance({ loops, units }: ChainPlant, places: readonly number[]): DesignError {
  const names = (list: readonly string[]): string => list.map((name) => `'${name}'`).join(', ');
  const on = units.filter(({ loop }) => places.includes(loop)).map(({ name }) => name);
  return new DesignError('cooling/no-balance', {
    problem: `cooling loops ${names(places.map((place) => loops[place]?.name ?? ''))}: the draw of units ${names(on)} and the losses of the nodes that feed them raise each other without end`,
    remedy:
      "raise 'coefficientOfPerformance' of the units or 'efficiency' of the nodes, or let 'heatTo' of the nodes name another loop",
  });
}
