import type { PowerNodePlan } from '../../../model/power-node';
import type { PowerZonePlan } from '../../../model/power-plan';
import type { Interruption, LoadBlock, NodeSupply, RideThrough, Transfer } from '../../../model/continuity-plan';
import { present } from '../../../units/present';
import { ratingOf, type Consumer, type SupplyWalk } from './supply-walk';

/** Kinds of node that carry their load from what they store. */
const STORES: ReadonlySet<PowerNodePlan['kind']> = new Set(['ups', 'bess']);

/** What the loss of one source sets going. */
export interface SourceLoss {
  readonly transfers: readonly Transfer[];
  readonly rideThroughs: readonly RideThrough[];
  readonly interruptions: readonly Interruption[];
}

interface Change {
  readonly at: PowerNodePlan;
  readonly generators: readonly PowerNodePlan[];
}

/**
 * Transfers when a source is lost, stores that carry their load meanwhile, and feeds that nothing carries.
 *
 * A switch changes over where it draws from another node than before, and generators that start stand behind that, with no store between; or, for a
 * transfer switch, any other source that lives: then it waits for its own transfer alone. A static switch between sources that live changes without a gap.
 * Of switches one behind another the first takes the load, and the transfers of those behind it are added for what hangs on them. A store above a switch,
 * on the way that was lost, carries what hangs on it as one below does.
 *
 * Loads of all switches that change over to the same generators are taken up one after the other, in order of declaration, each block within the
 * largest step of the generators together.
 *
 * @param lost - name of the source
 * @param before - the chain in its normal state
 * @param after - the chain without the source
 * @param zones - zones with their feeds
 */
export function planTransfers(
  lost: string,
  before: SupplyWalk,
  after: SupplyWalk,
  zones: readonly PowerZonePlan[],
): SourceLoss {
  const rideThroughs: RideThrough[] = [];
  const open: Omit<Interruption, 'hasOther'>[] = [];
  const found = changesOf(before, after);
  const changed = new Set([...found.values()].flatMap((changes) => changes.map(({ at }) => at.name)));
  const first = [...found.values()]
    .map((changes) => changes.filter(({ at }) => !isBehind(at, changed, after)))
    .filter((changes) => changes.length > 0);
  const transfers = first.map((changes): Transfer => {
    const generators = changes[0]?.generators ?? [];
    const members = changes.flatMap(({ at }) => after.consumersOf(at.name).map((consumer) => ({ at, consumer })));
    const stepWatts = stepOf(generators);
    const blocks = blocksOf(
      members.map(({ consumer }) => consumer),
      stepWatts,
    );
    const { gapOf, unknown } = gapsOf(changes, generators, blocks.length);
    const [takesBlocks, loadWatts] = [generators.length > 0, blocks.reduce((sum, block) => sum + block.loadWatts, 0)];
    const blockOf = new Map(blocks.flatMap((block, index) => block.members.map((name) => [name, index] as const)));
    for (const { at, consumer } of members) {
      const base = gapOf(blockOf.get(consumer.name) ?? 0);
      const where = { lost, at: at.name };
      for (const { end, extraSeconds } of endsOf(consumer, after, changed)) {
        const gapSeconds = base === undefined || extraSeconds === undefined ? undefined : base + extraSeconds;
        if (typeof end !== 'string') rideThroughs.push(rideThrough(where, end, after, gapSeconds));
        else if (!isBridgedAbove(at, before)) open.push({ ...where, ...splitFeed(end) });
      }
    }
    for (const { at } of changes) {
      const above = storeAbove(at, before);
      if (above !== undefined)
        rideThroughs.push(rideThrough({ lost, at: at.name }, above, before, gapOf(blocks.length - 1)));
    }
    const gapSeconds = gapOf(blocks.length - 1);
    return {
      lost,
      at: changes.map(({ at }) => at.name),
      generators: generators.map(({ name }) => name),
      loadWatts,
      blocks: takesBlocks ? blocks : [],
      ...present({ gapSeconds }),
      unknown,
    };
  });
  return { transfers, rideThroughs, interruptions: withOthers(open, zones, after) };
}

/** Switches that draw from another node than before, by the generators that they wait for; those that wait for none each alone. */
function changesOf(before: SupplyWalk, after: SupplyWalk): ReadonlyMap<string, readonly Change[]> {
  const changes = new Map<string, Change[]>();
  for (const at of after.nodes) {
    if (at.draws !== 'first-live' || after.feedersOf(at)[0] === before.feedersOf(at)[0]) continue;
    const sources = unbridged(at, after);
    const generators = sources.filter(({ kind, name }) => kind === 'generator' && before.loadOf(name) === 0);
    if (after.loadOf(at.name) === 0) continue;
    if (generators.length === 0 && (at.kind !== 'transfer-switch' || sources.length === 0)) continue;
    const names = generators.map(({ name }) => name).sort();
    const key = names.length === 0 ? `/${at.name}` : names.join('\n');
    changes.set(key, [...(changes.get(key) ?? []), { at, generators }]);
  }
  return changes;
}

/** Nodes that a node draws from with no store between. */
function unbridged(at: PowerNodePlan, walk: SupplyWalk): readonly PowerNodePlan[] {
  const found = new Map<string, PowerNodePlan>();
  const waiting = [at];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const name of walk.feedersOf(node)) {
      const feeder = walk.nodeNamed(name);
      if (feeder === undefined || found.has(name) || STORES.has(feeder.kind)) continue;
      found.set(name, feeder);
      waiting.push(feeder);
    }
  }
  return [...found.values()];
}

/** Whether another switch that changes over stands above a switch, with no store between: that one takes its load. */
function isBehind(at: PowerNodePlan, changed: ReadonlySet<string>, after: SupplyWalk): boolean {
  return unbridged(at, after).some(({ name }) => changed.has(name));
}

/** The nearest store above a switch on the way that was lost. It has no source any more, and gives what it holds. */
function storeAbove(at: PowerNodePlan, before: SupplyWalk): PowerNodePlan | undefined {
  return before.upstreamOf(at.name).find(({ kind }) => STORES.has(kind));
}

function isBridgedAbove(at: PowerNodePlan, before: SupplyWalk): boolean {
  return storeAbove(at, before) !== undefined;
}

/** Largest step that generators take together, W; undefined where one does not say. */
function stepOf(generators: readonly PowerNodePlan[]): number | undefined {
  const steps = generators.map((node) =>
    node.supply?.stepShare === undefined ? Number.NaN : node.supply.stepShare * ratingOf(node),
  );
  const sum = steps.reduce((total, step) => total + step, 0);
  return Number.isNaN(sum) ? undefined : Math.round(sum);
}

/** Consumers in order, as many in one block as its step takes; one that is larger stands alone. */
function blocksOf(consumers: readonly Consumer[], stepWatts: number | undefined): LoadBlock[] {
  const blocks: { members: string[]; loadWatts: number }[] = [];
  for (const { name, loadWatts } of consumers) {
    const last = blocks.at(-1);
    if (last !== undefined && last.loadWatts + loadWatts <= (stepWatts ?? Infinity)) {
      last.members.push(name);
      last.loadWatts += loadWatts;
    } else blocks.push({ members: [name], loadWatts });
  }
  return blocks.map(({ members, loadWatts }) => ({
    members,
    loadWatts: Math.round(loadWatts),
    ...present({ stepWatts }),
  }));
}

/** Seconds until a block is carried, and what is not known of them. */
function gapsOf(
  changes: readonly Change[],
  generators: readonly PowerNodePlan[],
  blocks: number,
): { readonly gapOf: (block: number) => number | undefined; readonly unknown: readonly string[] } {
  const start = most(generators, 'start', (supply) => supply.startSeconds);
  const transfer = most(
    changes.map(({ at }) => at),
    'transfer',
    (supply) => supply.transferSeconds,
  );
  const step =
    blocks > 1 && generators.length > 0
      ? most(generators, 'stepInterval', (supply) => supply.stepSeconds)
      : { seconds: 0, unknown: [] };
  const unknown = [...start.unknown, ...transfer.unknown, ...step.unknown];
  return {
    unknown,
    gapOf: (block) => (unknown.length > 0 ? undefined : start.seconds + transfer.seconds + block * step.seconds),
  };
}

/** The longest time of some nodes, and those that do not state it, by the prop that gives it. */
function most(
  nodes: readonly PowerNodePlan[],
  prop: string,
  secondsOf: (supply: NodeSupply) => number | undefined,
): { readonly seconds: number; readonly unknown: readonly string[] } {
  const stated = nodes.map(({ name, supply = {} }) => ({ name, seconds: secondsOf(supply) }));
  const unknown = stated.flatMap(({ name, seconds }) => (seconds === undefined ? [`'${prop}' of '${name}'`] : []));
  return { seconds: Math.max(0, ...stated.map(({ seconds = 0 }) => seconds)), unknown };
}

/** The first store on each way down from a consumer, or the feed (`<zone>/<feed>`) that has none above it. */
function endsOf(consumer: Consumer, walk: SupplyWalk, changed: ReadonlySet<string>, waited?: number): readonly End[] {
  const { node, name } = consumer;
  const extraSeconds = waited ?? 0;
  // Units of cooling stop and start again: their clock is that of their loop.
  if (consumer.mechanical !== undefined) return [];
  if (node === undefined) return [{ end: name, extraSeconds }];
  if (STORES.has(node.kind)) return [{ end: node, extraSeconds }];
  const own = changed.has(name) ? node.supply?.transferSeconds : 0;
  const next = walk.consumersOf(name).flatMap((each) => endsOf(each, walk, changed, extraSeconds + (own ?? 0)));
  return own === undefined ? next.map(({ end }) => ({ end })) : next;
}

/** Where a way down ends: at a store, or at a feed. */
interface End {
  readonly end: PowerNodePlan | string;
  /** Transfers of switches on the way, s. Absent: not known. */
  readonly extraSeconds?: number;
}

function rideThrough(
  where: Pick<RideThrough, 'lost' | 'at'>,
  store: PowerNodePlan,
  walk: SupplyWalk,
  gapSeconds: number | undefined,
): RideThrough {
  const loadWatts = walk.loadOf(store.name);
  const stored = heldSeconds(store);
  return {
    ...where,
    store: store.name,
    loadWatts,
    ...(stored === undefined || loadWatts === 0 ? {} : { storedSeconds: (stored * ratingOf(store)) / loadWatts }),
    ...present({ gapSeconds }),
  };
}

/** Seconds that a store carries its whole rating in an outage: what it keeps to even out swings is not there then. */
function heldSeconds(store: PowerNodePlan): number | undefined {
  const { storedSeconds, smoothing } = store.supply ?? {};
  if (storedSeconds === undefined || smoothing === undefined) return storedSeconds;
  return Math.max(0, storedSeconds - smoothing.joules / ratingOf(store));
}

function splitFeed(name: string): { readonly zone: string; readonly feed: string } {
  const at = name.lastIndexOf('/');
  return { zone: name.slice(0, at), feed: name.slice(at + 1) };
}

/** Whether a zone keeps a feed that is neither interrupted nor dead. */
function withOthers(
  open: readonly Omit<Interruption, 'hasOther'>[],
  zones: readonly PowerZonePlan[],
  walk: SupplyWalk,
): Interruption[] {
  const broken = new Set(open.map(({ zone, feed }) => `${zone}/${feed}`));
  const byName = new Map(zones.map((zone) => [zone.name, zone]));
  return open.map((each) => {
    const zone = byName.get(each.zone);
    const isUp = (feed: string): boolean => {
      if (broken.has(`${each.zone}/${feed}`)) return false;
      const sources = zone?.sources?.[feed];
      return sources === undefined || sources.some((name) => walk.isLive(name));
    };
    return { ...each, hasOther: zone?.feeds.some(isUp) ?? false };
  });
}
