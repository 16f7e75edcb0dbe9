import type { Recharge, RideThrough } from '../../../model/continuity-plan';
import type { PowerChainPlan, PowerNodePlan } from '../../../model/power-node';
import { addTo, present } from '../../../units/present';
import { shareOf } from '../zones/load-group';
import type { Moment, MomentFlow } from './moment-flow';
import { ratingOf, type SupplyWalk } from './supply-walk';
import type { Gap, TransferWalk } from './transfer-walk';

/** Share of what a store holds when new that is left at the end of its life, where nobody states it. IEEE Std 450 and 1188: a battery is replaced at 80 % of its rated capacity. */
const END_OF_LIFE_SHARE = 0.8;

/** How long a store holds a load, s. */
export interface Hold {
  /** When new. */
  readonly seconds: number;
  /** Where it is found in proportion to the load and not by a curve of the vendor: it lasts no longer, and maybe shorter. */
  readonly isByProportion?: true;
  /** Where the load is above all loads of the vendor's curve: it lasts no longer. */
  readonly isAtMost?: true;
}

/**
 * How long a store holds a load when new, by its vendor's curve, else in proportion to its rating; undefined where neither is known. What it keeps to even out swings is not there,
 * and it keeps as much at the end of its life, when it holds less: so many seconds of a new one stand for it.
 */
export function holdOf(node: PowerNodePlan, loadWatts: number): Hold | undefined {
  const { storedCurve = [], storedSeconds, smoothing } = node.supply ?? {};
  const rating = ratingOf(node);
  const kept = (smoothing?.joules ?? 0) / loadWatts / endOfLifeShareOf(node);
  if (storedCurve.length > 0) {
    const { seconds, ...bound } = holdByCurve(storedCurve, loadWatts);
    return { seconds: Math.max(0, seconds - kept), ...bound };
  }
  if (storedSeconds === undefined) return undefined;
  const seconds = Math.max(0, (storedSeconds * rating) / loadWatts - kept);
  return loadWatts === rating ? { seconds } : { seconds, isByProportion: true };
}

/** Between two points of a curve seconds follow a power of the load; below the lowest load they are those of it. */
function holdByCurve(curve: readonly { readonly watts: number; readonly seconds: number }[], loadWatts: number): Hold {
  const points = [...curve].sort((left, right) => left.watts - right.watts);
  const above = points.findIndex(({ watts }) => watts >= loadWatts);
  const [low, high] = [points[above - 1], points[above]];
  if (high === undefined) return { seconds: points.at(-1)?.seconds ?? 0, isAtMost: true };
  if (low === undefined || high.watts === loadWatts || low.seconds === 0 || high.seconds === 0)
    return { seconds: high.seconds };
  const way = Math.log(loadWatts / low.watts) / Math.log(high.watts / low.watts);
  return { seconds: low.seconds * (high.seconds / low.seconds) ** way };
}

/** Share of what it holds when new that a store holds at the end of its life. */
export function endOfLifeShareOf({ supply }: PowerNodePlan): number {
  return supply?.endOfLifeShare ?? END_OF_LIFE_SHARE;
}

/** Every node above a store that charges, with what all stores behind it draw beside the load. */
export function rechargesOf(chain: PowerChainPlan, walk: SupplyWalk): Recharge[] {
  const stores = new Map(
    chain.nodes.flatMap(({ name, supply }) =>
      supply?.rechargeWatts === undefined ? [] : [[name, supply.rechargeWatts] as const],
    ),
  );
  return chargedNodes(walk, stores).map(({ node, ...charge }) => ({
    node: node.name,
    ...charge,
    limitWatts: node.limitWatts,
  }));
}

/** Nodes above stores that charge, in order of declaration. */
function chargedNodes(
  walk: SupplyWalk,
  charging: ReadonlyMap<string, number>,
): (Pick<Recharge, 'stores' | 'loadWatts' | 'rechargeWatts'> & { readonly node: PowerNodePlan })[] {
  const stores = new Map<string, string[]>();
  for (const name of charging.keys()) {
    for (const node of walk.upstreamOf(name)) {
      addTo(stores, node.name, name);
    }
  }
  const { nodes } = walk.chargeOf(charging);
  const placeOf = (name: string): number => walk.index.byName.get(name)?.place ?? 0;
  return [...stores]
    .sort(([left], [right]) => placeOf(left) - placeOf(right))
    .flatMap(([name, behind]) => {
      const node = walk.nodeNamed(name);
      const rechargeWatts = Math.round(nodes.get(name) ?? 0);
      return node === undefined ? [] : [{ node, stores: behind, loadWatts: walk.loadOf(name), rechargeWatts }];
    });
}

/** The same in the state after a loss. */
export function chargedRows(after: SupplyWalk, { charging }: TransferWalk, lost: string): readonly Recharge[] {
  return chargedNodes(after, charging).map(({ node, ...charge }) => ({
    lost,
    node: node.name,
    ...charge,
    limitWatts: shareOf(ratingOf(node), node.failureLimitShare),
  }));
}

/** Of each node the row in which it carries most. */
export function worstRecharges(all: readonly Recharge[]): readonly Recharge[] {
  const worst = new Map<string, Recharge>();
  for (const each of all) {
    const known = worst.get(each.node);
    if (known === undefined || each.loadWatts + each.rechargeWatts > known.loadWatts + known.rechargeWatts) {
      worst.set(each.node, each);
    }
  }
  return [...worst.values()];
}

/** What a store does through a transfer. */
export interface Ride {
  readonly store: PowerNodePlan;
  readonly gap: Gap;
  /** Highest load that it carries meanwhile, W. */
  readonly loadWatts: number;
  /** Seconds until it is empty at the end of its life, along what it carries. Absent: not known. */
  readonly heldSeconds?: number;
}

/** What happens until all has settled. */
export interface Rides {
  readonly rides: readonly Ride[];
  /** What zones lose while nothing but transfers is on, beside what they lose when all has settled, W by zone. Absent: not calculated. */
  readonly darkWatts?: ReadonlyMap<string, number>;
  /** What all lose beside that while stores have run out, W. Absent: not calculated. */
  readonly emptyWatts?: number;
}

/** A store while it holds. */
interface Battery {
  readonly store: PowerNodePlan;
  readonly gap: Gap;
  readonly endSeconds: number;
  /** Share of what it holds that is used. */
  used: number;
  loadWatts: number;
  /** Seconds that it holds its load of the moment at the end of its life; Infinity where it is not known, or carries nothing. */
  holdSeconds: number;
  isKnown: boolean;
  /** When it is empty: while something is still on, or where it came through, by what it carried last. */
  emptyAt: number | undefined;
  hasRunOut: boolean;
}

const FOR_EVER: Gap = { seconds: Infinity, unknown: [] };
/** Parts of a second below which two moments are one. */
const MOMENT = 1e-6;

/**
 * What stores carry from a loss until all has settled, moment by moment: what is dark for a transfer is carried by the other feeds as long, and a store that
 * runs out leaves its load to them too. Where loads change, the shares of what it holds that a store uses add up.
 *
 * Without `flow` each store carries what it does when all has settled.
 *
 * @param walk - what has no power, and for how long
 * @param outage - the node that is lost, and all nodes and feeds that are out for good
 * @param after - the settled state
 * @param flow - the chain while things change over
 */
export function rideThrough(
  walk: TransferWalk,
  { lost, out }: { readonly lost: string; readonly out: readonly string[] },
  after: SupplyWalk,
  flow: MomentFlow | undefined,
): Rides {
  const byStore = new Map<string, Battery>();
  for (const { store, gap } of walk.bridges()) {
    if (!byStore.has(store.name)) byStore.set(store.name, battery(store, gap));
  }
  for (const store of walk.starved()) {
    if (!byStore.has(store.name)) byStore.set(store.name, battery(store, FOR_EVER));
  }
  const batteries = [...byStore.values()];
  const nodes = walk.darkNodes().map(({ consumer: { name }, gap }) => ({ name, endSeconds: endOf(gap) }));
  const feeds = walk.darkFeeds().map(({ consumer: { name }, gap }) => ({ name, endSeconds: endOf(gap) }));
  // Nothing changes over: all is as when it has settled.
  if (batteries.length + nodes.length + feeds.length === 0) {
    return { rides: [], ...(flow === undefined ? {} : { darkWatts: new Map(), emptyWatts: 0 }) };
  }
  const momentAt = (seconds: number): Moment => {
    const isDark = ({ endSeconds }: { readonly endSeconds: number }): boolean => endSeconds > seconds + MOMENT;
    const empty = batteries.filter(({ hasRunOut, endSeconds }) => hasRunOut && endSeconds > seconds + MOMENT);
    const held = batteries.filter(({ emptyAt }) => emptyAt === undefined);
    if (flow === undefined) {
      const loadOf = ({ name, loadWatts }: PowerNodePlan): number =>
        after.isLive(name) ? after.loadOf(name) : loadWatts;
      return { loadOf, down: new Map() };
    }
    const dark = {
      nodes: [...out, ...nodes.filter(isDark).map(({ name }) => name), ...empty.map(({ store }) => store.name)],
      feeds: feeds.filter(isDark).map(({ name }) => name),
      held: held.map(({ store }) => store.name),
    };
    return flow.at(dark, lost);
  };
  let first: Moment | undefined;
  let emptyWatts = 0;
  for (let now = 0; ;) {
    const moment = momentAt(now);
    first ??= moment;
    if (batteries.some(({ hasRunOut, endSeconds }) => hasRunOut && endSeconds < Infinity)) {
      emptyWatts = Math.max(emptyWatts, total(moment.down) - total(first.down));
    }
    const holding = batteries.filter(({ emptyAt, endSeconds }) => emptyAt === undefined && endSeconds > now + MOMENT);
    for (const each of holding) take(each, moment.loadOf(each.store));
    const isOpen = holding.some(({ endSeconds }) => endSeconds < Infinity);
    const next = Math.min(
      ...[...nodes, ...feeds, ...batteries].map(({ endSeconds }) => endSeconds).filter((end) => end > now + MOMENT),
      ...holding.map(({ used, holdSeconds }) => now + (1 - used) * holdSeconds),
    );
    if (!isOpen || next === Infinity) {
      for (const each of holding) if (each.gap !== FOR_EVER) finish(each, now);
      break;
    }
    for (const each of holding) {
      const emptyAt = now + (1 - each.used) * each.holdSeconds;
      if (emptyAt <= next + MOMENT && emptyAt < each.endSeconds - MOMENT) {
        each.emptyAt = emptyAt;
        each.hasRunOut = true;
      } else if (each.endSeconds <= next + MOMENT) finish(each, now);
      each.used += (next - now) / each.holdSeconds;
    }
    now = next;
  }
  const settled = first.down.size === 0 ? undefined : flow?.at({ nodes: out, feeds: [], held: [] }, lost).down;
  const darkWatts = new Map(
    [...first.down].flatMap(([zone, watts]) => {
      const more = watts - (settled?.get(zone) ?? 0);
      return more > 0 ? [[zone, more] as const] : [];
    }),
  );
  return {
    rides: batteries
      .filter(({ gap }) => gap !== FOR_EVER)
      .map(({ store, gap, loadWatts, isKnown, emptyAt }) => ({
        store,
        gap,
        loadWatts,
        ...(isKnown && emptyAt !== undefined && emptyAt < Infinity
          ? { heldSeconds: Math.round(emptyAt * 1e6) / 1e6 }
          : {}),
      })),
    ...(flow === undefined ? {} : { darkWatts, emptyWatts }),
  };
}

function battery(store: PowerNodePlan, gap: Gap): Battery {
  return {
    store,
    gap,
    endSeconds: endOf(gap),
    used: 0,
    loadWatts: 0,
    holdSeconds: Infinity,
    isKnown: true,
    emptyAt: undefined,
    hasRunOut: false,
  };
}

/** A gap that is not known has no end. */
function endOf({ seconds, unknown }: Gap): number {
  return unknown.length > 0 ? Infinity : seconds;
}

function take(each: Battery, loadWatts: number): void {
  const hold = loadWatts === 0 ? undefined : holdOf(each.store, loadWatts);
  each.loadWatts = Math.max(each.loadWatts, loadWatts);
  each.isKnown = each.isKnown && (loadWatts === 0 || hold !== undefined);
  each.holdSeconds = hold === undefined ? Infinity : hold.seconds * endOfLifeShareOf(each.store);
}

/** When a store that has come through would have been empty. */
function finish(each: Battery, now: number): void {
  each.emptyAt = now + (1 - each.used) * each.holdSeconds;
}

function total(watts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const each of watts.values()) sum += each;
  return sum;
}

/** A ride as the plan has it. */
export function recordOf({ store, gap, loadWatts, heldSeconds }: Ride): Omit<RideThrough, 'lost'> {
  const hold = loadWatts === 0 ? undefined : holdOf(store, loadWatts);
  return {
    at: gap.at ?? '',
    store: store.name,
    loadWatts,
    ...present({ storedSeconds: hold?.seconds, heldSeconds }),
    ...(hold === undefined ? {} : { endOfLifeShare: endOfLifeShareOf(store) }),
    ...present({ isByProportion: hold?.isByProportion, isAtMost: hold?.isAtMost }),
    ...(gap.unknown.length > 0 ? { unknown: gap.unknown } : { gapSeconds: gap.seconds }),
  };
}

/** What is down while a store that did not last is empty. */
export function emptyOf({ gap, heldSeconds }: Ride, { emptyWatts }: Rides): Pick<RideThrough, 'lostWatts'> {
  if (emptyWatts === undefined || heldSeconds === undefined || gap.unknown.length > 0) return {};
  return heldSeconds < gap.seconds ? { lostWatts: emptyWatts } : {};
}
