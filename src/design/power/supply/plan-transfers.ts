import type { PowerNodePlan } from '../chain/power-chain-plan';
import type { PowerZonePlan } from '../power-plan';
import type { Interruption, LoadBlock, RideThrough, Transfer } from './continuity-plan';
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
 * Transfers to generators when a source is lost, stores that carry their load meanwhile, and feeds that nothing carries.
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
  const transfers = [...changesOf(before, after).values()].map((changes): Transfer => {
    const generators = changes[0]?.generators ?? [];
    const members = changes.flatMap(({ at }) => after.consumersOf(at.name).map((consumer) => ({ at, consumer })));
    const stepWatts = stepOf(generators);
    const blocks = blocksOf(
      members.map(({ consumer }) => consumer),
      stepWatts,
    );
    const { gapOf, unknown } = gapsOf(changes, generators, blocks.length);
    const blockOf = new Map(blocks.flatMap((block, index) => block.members.map((name) => [name, index] as const)));
    for (const { at, consumer } of members) {
      const gapSeconds = gapOf(blockOf.get(consumer.name) ?? 0);
      const where = { lost, at: at.name };
      for (const end of endsOf(consumer, after)) {
        if (typeof end === 'string') open.push({ ...where, ...splitFeed(end) });
        else rideThroughs.push(rideThrough(where, end, after, gapSeconds));
      }
    }
    const gapSeconds = gapOf(blocks.length - 1);
    return {
      lost,
      at: changes.map(({ at }) => at.name),
      generators: generators.map(({ name }) => name),
      loadWatts: blocks.reduce((sum, { loadWatts }) => sum + loadWatts, 0),
      blocks,
      ...(gapSeconds === undefined ? {} : { gapSeconds }),
      unknown,
    };
  });
  return { transfers, rideThroughs, interruptions: withOthers(open, zones, after) };
}

/** Switches that draw from generators now and did not before, by their generators. */
function changesOf(before: SupplyWalk, after: SupplyWalk): ReadonlyMap<string, readonly Change[]> {
  const changes = new Map<string, Change[]>();
  for (const at of after.nodes) {
    if (at.draws !== 'first-live' || after.feedersOf(at)[0] === before.feedersOf(at)[0]) continue;
    const generators = after.upstreamOf(at.name).filter(({ kind }) => kind === 'generator');
    if (generators.length === 0 || after.loadOf(at.name) === 0) continue;
    const key = generators
      .map(({ name }) => name)
      .sort()
      .join('\n');
    changes.set(key, [...(changes.get(key) ?? []), { at, generators }]);
  }
  return changes;
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
    ...(stepWatts === undefined ? {} : { stepWatts }),
  }));
}

/** Seconds until a block is carried, and what is not known of them. */
function gapsOf(
  changes: readonly Change[],
  generators: readonly PowerNodePlan[],
  blocks: number,
): { readonly gapOf: (block: number) => number | undefined; readonly unknown: readonly string[] } {
  const start = most(generators, 'startSeconds');
  const transfer = most(
    changes.map(({ at }) => at),
    'transferSeconds',
  );
  const step = blocks > 1 ? most(generators, 'stepSeconds') : { seconds: 0, unknown: [] };
  const unknown = [...start.unknown, ...transfer.unknown, ...step.unknown];
  return {
    unknown,
    gapOf: (block) => (unknown.length > 0 ? undefined : start.seconds + transfer.seconds + block * step.seconds),
  };
}

function most(
  nodes: readonly PowerNodePlan[],
  figure: 'startSeconds' | 'transferSeconds' | 'stepSeconds',
): { readonly seconds: number; readonly unknown: readonly string[] } {
  const unknown = nodes
    .filter(({ supply }) => supply?.[figure] === undefined)
    .map(({ name }) => `'${figure}' of '${name}'`);
  return { seconds: Math.max(0, ...nodes.map(({ supply }) => supply?.[figure] ?? 0)), unknown };
}

/** The first store on each way down from a consumer, or the feed (`<zone>/<feed>`) that has none above it. */
function endsOf(consumer: Consumer, walk: SupplyWalk): (PowerNodePlan | string)[] {
  const { node, name } = consumer;
  if (node === undefined) return [name];
  if (STORES.has(node.kind)) return [node];
  return walk.consumersOf(name).flatMap((next) => endsOf(next, walk));
}

function rideThrough(
  where: Pick<RideThrough, 'lost' | 'at'>,
  store: PowerNodePlan,
  walk: SupplyWalk,
  gapSeconds: number | undefined,
): RideThrough {
  const loadWatts = walk.loadOf(store.name);
  const stored = store.supply?.storedSeconds;
  return {
    ...where,
    store: store.name,
    loadWatts,
    ...(stored === undefined || loadWatts === 0 ? {} : { storedSeconds: (stored * ratingOf(store)) / loadWatts }),
    ...(gapSeconds === undefined ? {} : { gapSeconds }),
  };
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
