import { type ChainState, type PowerChainPlan, type PowerNodeInput, SOURCE_KINDS } from '../../../model/power-node';
import { textOrder } from '../../text';
import { shareOf, type ZoneState, type ZoneStates } from '../zones/load-group';
import type { ZoneFlow } from './chain-walk';

/** The nodes of a chain by their places in the list, with what feeds each. */
export interface ChainGraph {
  readonly nodes: readonly PowerNodeInput[];
  readonly placeOf: ReadonlyMap<string, number>;
  /** Places of the nodes that feed each node, in order of preference. */
  readonly feeders: readonly (readonly number[])[];
  /** Places in an order in which whatever feeds a node comes before it: by the longest way from a source, then by name. */
  readonly order: readonly number[];
  /** Active power of each rating, W. */
  readonly ratings: readonly number[];
}

/** The graph of nodes that `checkChain` let pass. */
export function chainGraph(nodes: readonly PowerNodeInput[]): ChainGraph {
  const known = GRAPHS.get(nodes) ?? { ...nodeOrder(nodes), ratings: nodes.map(activeRating) };
  GRAPHS.set(nodes, known);
  return known;
}

/** Phases of a site have the nodes of the whole. */
const GRAPHS = new WeakMap<readonly PowerNodeInput[], ChainGraph>();

/** A graph without its ratings. Names that are not there are left out, and nodes of a cycle, and below one, are not in `order`. */
export function nodeOrder(nodes: readonly PowerNodeInput[]): Omit<ChainGraph, 'ratings'> {
  const placeOf = new Map(nodes.map(({ name }, place) => [name, place]));
  const feeders = nodes.map(({ fedFrom }) =>
    fedFrom.map((name) => placeOf.get(name)).filter((place) => place !== undefined),
  );
  return { nodes, placeOf, feeders, order: orderOf(nodes, feeders) };
}

/** Active power that the plate of a node says, W: the lower of its rating in watts and that in volt-amperes by its power factor, whole and rounded down. */
export function plateRating({ ratingWatts, ratingVoltAmperes, powerFactor }: PowerNodeInput): number {
  const apparent = ratingVoltAmperes === undefined ? Infinity : shareOf(ratingVoltAmperes, powerFactor);
  return Math.min(ratingWatts ?? Infinity, apparent);
}

/** Active power that a node is rated for where it stands, W: of a generator what its derating leaves. */
export function activeRating(node: PowerNodeInput): number {
  const share = deratingOf(node);
  return share === undefined ? plateRating(node) : shareOf(plateRating(node), share);
}

/** Share of the rating of a generator that is left at its site; undefined where it states none. */
export function deratingOf({ kind, supply }: Pick<PowerNodeInput, 'kind' | 'supply'>): number | undefined {
  return kind === 'generator' ? supply?.deratingShare : undefined;
}

/** Whether a node gives power without being fed. */
export function isSource({ kind }: Pick<PowerNodeInput, 'kind'>): boolean {
  return SOURCE_KINDS.has(kind);
}

/** Method: Kahn, then by depth and name, so that sums in this order are the same however the nodes were declared. */
function orderOf(nodes: readonly PowerNodeInput[], feeders: readonly (readonly number[])[]): number[] {
  const fed: number[][] = feeders.map(() => []);
  feeders.forEach((list, place) => list.forEach((feeder) => fed[feeder]?.push(place)));
  const waiting = feeders.map((list) => list.length);
  const depths = feeders.map(() => 0);
  const order = feeders.flatMap((list, place) => (list.length === 0 ? [place] : []));
  for (let next = 0; next < order.length; next += 1) {
    const at = order[next] ?? -1;
    for (const place of fed[at] ?? []) {
      depths[place] = Math.max(depths[place] ?? 0, (depths[at] ?? 0) + 1);
      const left = (waiting[place] ?? 0) - 1;
      waiting[place] = left;
      if (left === 0) order.push(place);
    }
  }
  const name = (place: number): string => nodes[place]?.name ?? '';
  return order.sort((a, b) => (depths[a] ?? 0) - (depths[b] ?? 0) || textOrder(name(a), name(b)));
}

/**
 * Current at a node's output, A, to a hundredth: P / (sqrt(3) x V x pf) for three phases with V between lines, P / (V x pf) for one, P / V for direct
 * current.
 */
export function nodeCurrent(
  loadWatts: number,
  { volts, current, phases, powerFactor }: Pick<PowerNodeInput, 'volts' | 'current' | 'phases' | 'powerFactor'>,
): number {
  const factor = current === 'dc' ? 1 : powerFactor * (phases === 3 ? Math.sqrt(3) : 1);
  return Math.round((loadWatts / (volts * factor)) * 100) / 100;
}

/** A zone as the chain sees it. */
export interface ChainZone {
  readonly name: string;
  /** States of its feeds. */
  readonly states: ZoneStates;
  /** Places of the nodes that each feed draws from, in order of preference. Absent: the chain begins at its feeds. */
  readonly sources?: readonly (readonly number[])[];
}

/** A feed of a zone that names a node among its sources. */
export interface DrawnFeed {
  readonly zone: number;
  readonly feed: number;
}

/** Feeds that name each node, in the order of the names of their zones, then of the feeds. */
export function drawnFeeds(zones: readonly ChainZone[], nodes: number): readonly (readonly DrawnFeed[])[] {
  const feeds: DrawnFeed[][] = Array.from({ length: nodes }, () => []);
  const byName = zones.map((zone, number) => ({ zone, number })).sort((a, b) => textOrder(a.zone.name, b.zone.name));
  for (const { zone, number } of byName) {
    zone.sources?.forEach((places, feed) => {
      for (const place of new Set(places)) feeds[place]?.push({ zone: number, feed });
    });
  }
  return feeds;
}

/** Whether no feed of a zone lives. */
export function isDark(zone: ChainZone | undefined, flow: ZoneFlow | undefined): boolean {
  return zone !== undefined && flow?.lost.length === zone.states.zone.feeds.length;
}

/** What a state does to the devices. */
export type DeviceEffects = Pick<ChainState, 'lostRacks' | 'lostWatts' | 'unfedZones' | 'devices'>;

type Effect = Omit<DeviceEffects, 'unfedZones'> & { readonly isUnfed: boolean };

/** Effects by the state of a zone, which phases share where the zone holds the same. */
const EFFECTS = new WeakMap<ZoneState, Effect>();

/** What states of a chain do to the devices of its zones; each combination of lost feeds is calculated once, and a state by its difference to the normal one. */
export class ZoneEffects {
  private readonly byFlow = new Map<ZoneFlow, Effect>();
  private readonly merged = new Map<string, readonly string[]>();
  private readonly base: Omit<DeviceEffects, 'unfedZones' | 'lostRacks'>;
  /** Places of zones that lose something in the normal state. */
  private readonly hit: readonly number[];

  public constructor(
    private readonly zones: readonly ChainZone[],
    private readonly normal: readonly ZoneFlow[],
  ) {
    const effects = normal.map((flow, number) => this.effectOf(number, flow));
    this.base = effects.reduce((sum, effect) => add(sum, effect, 1), NOTHING);
    this.hit = effects.flatMap((effect, number) => (isHarmless(effect) ? [] : [number]));
  }

  /**
   * The effects of a state on all zones.
   *
   * @param changed - state of each zone that is not in its normal one, by its place
   */
  public of(changed: ReadonlyMap<number, ZoneFlow>): DeviceEffects {
    let sum = this.base;
    const hit = [...this.hit];
    for (const [number, flow] of changed) {
      const before = this.normal[number];
      if (flow === before || before === undefined) continue;
      sum = add(add(sum, this.effectOf(number, before), -1), this.effectOf(number, flow), 1);
      if (!hit.includes(number)) hit.push(number);
    }
    const unfedZones: string[] = [];
    const lists: (readonly string[])[] = [];
    let key = '';
    for (const number of hit.sort((left, right) => left - right)) {
      const flow = changed.get(number) ?? this.normal[number];
      const zone = this.zones[number];
      if (flow === undefined || zone === undefined) continue;
      const { lostRacks, isUnfed } = this.effectOf(number, flow);
      if (isUnfed && !this.isNotThere(number)) unfedZones.push(zone.name);
      if (lostRacks.length === 0) continue;
      lists.push(lostRacks);
      key += `${number}:${flow.lost.join(' ')}|`;
    }
    return { lostRacks: this.merge(lists, key), unfedZones, ...sum };
  }

  /** Whether a zone has no feed even normally and carries nothing: it comes with a later phase. */
  private isNotThere(number: number): boolean {
    const zone = this.zones[number]?.states.zone;
    if (zone === undefined) return true;
    return zone.groups.length + zone.tenantWatts === 0 && this.normal[number]?.lost.length === zone.feeds.length;
  }

  private effectOf(number: number, flow: ZoneFlow): Effect {
    const known = this.byFlow.get(flow);
    if (known !== undefined) return known;
    const effect = EFFECTS.get(flow.state) ?? effectOf(this.zones[number], flow);
    EFFECTS.set(flow.state, effect);
    this.byFlow.set(flow, effect);
    return effect;
  }

  private merge(lists: readonly (readonly string[])[], key: string): readonly string[] {
    const [first, second] = lists;
    if (first === undefined) return [];
    if (second === undefined) return first;
    const known = this.merged.get(key);
    if (known !== undefined) return known;
    const all = lists.flat().sort();
    this.merged.set(key, all);
    return all;
  }
}

type Sums = Pick<Effect, 'devices' | 'lostWatts'>;

const NOTHING: Sums = { devices: { full: 0, degraded: 0, down: 0, indeterminate: 0 }, lostWatts: 0 };

function add(sum: Sums, { devices, lostWatts }: Sums, sign: 1 | -1): Sums {
  return {
    devices: {
      full: sum.devices.full + sign * devices.full,
      degraded: sum.devices.degraded + sign * devices.degraded,
      down: sum.devices.down + sign * devices.down,
      indeterminate: sum.devices.indeterminate + sign * devices.indeterminate,
    },
    lostWatts: sum.lostWatts + sign * lostWatts,
  };
}

function isHarmless({ lostRacks, isUnfed }: Effect): boolean {
  return lostRacks.length === 0 && !isUnfed;
}

function effectOf(zone: ChainZone | undefined, { lost, state }: ZoneFlow): Effect {
  const devices = { ...NOTHING.devices };
  if (zone === undefined) return { devices, lostWatts: 0, lostRacks: [], isUnfed: false };
  const { groups, tenantWatts, feeds } = zone.states.zone;
  const isUnfed = lost.length === feeds.length;
  const racks = new Set<string>();
  let lostWatts = isUnfed ? tenantWatts : 0;
  groups.forEach((group, index) => {
    const survival = state.outcomes[index]?.survival ?? 'indeterminate';
    devices[survival] += group.devices;
    if (survival !== 'down') return;
    lostWatts += group.watts;
    for (const rack of group.racks) racks.add(rack);
  });
  return { devices, lostWatts, lostRacks: [...racks].sort(), isUnfed };
}

const WORST = new WeakMap<PowerChainPlan, readonly (ChainState | undefined)[]>();

/** The state, normal or a loss, in which a node carries most; undefined for one that carries nothing. All nodes are gone through once. */
export function worstState(chain: PowerChainPlan, place: number): ChainState | undefined {
  const known = WORST.get(chain) ?? worstStates(chain);
  WORST.set(chain, known);
  return known[place];
}

function worstStates(chain: PowerChainPlan): readonly (ChainState | undefined)[] {
  const worst: (ChainState | undefined)[] = chain.nodes.map(() => undefined);
  const most = chain.nodes.map(() => 0);
  for (const state of chain.states) {
    if (state.kind !== 'normal' && state.kind !== 'loss') continue;
    for (const [place, loadWatts] of state.changedWatts ?? state.loadWatts.entries()) {
      if (loadWatts > (most[place] ?? 0)) [worst[place], most[place]] = [state, loadWatts];
    }
  }
  return worst;
}
