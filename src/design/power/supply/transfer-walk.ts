import type { LoadBlock, NodeSupply } from '../../../model/continuity-plan';
import type { MechanicalLoadPlan, PowerNodePlan } from '../../../model/power-node';
import { addTo, present } from '../../../units/present';
import { blocksOf, edgeKey, stepOf, type SupplyIndex, type SupplyWalk } from './supply-walk';

/** Kinds of node that carry their load from what they store. */
export const STORES: ReadonlySet<PowerNodePlan['kind']> = new Set(['ups', 'bess']);

/** How long something has no power: `seconds`, or at least so long where something is not known. */
export interface Gap {
  readonly seconds: number;
  /** What is not known of it, in words of the props. */
  readonly unknown: readonly string[];
  /** Switch that changes over. Absent: none. */
  readonly at?: string;
}

const NONE: Gap = { seconds: 0, unknown: [] };

/** Whether there is no gap at all. */
export function isNone({ seconds, unknown }: Gap): boolean {
  return seconds === 0 && unknown.length === 0;
}

/** The longest of several gaps; one that is not known leaves it not known. */
export function longestGap(gaps: readonly Gap[]): Gap {
  const longest = gaps.reduce<Gap | undefined>(
    (most, gap) => (most === undefined || gap.seconds > most.seconds ? gap : most),
    undefined,
  );
  const at = longest?.at ?? gaps.find((gap) => gap.at !== undefined)?.at;
  return {
    seconds: longest?.seconds ?? 0,
    unknown: unique(gaps.flatMap(({ unknown }) => unknown)),
    ...present({ at }),
  };
}

/** The shortest of several gaps; one that is not known, and may be shorter than all others, leaves it not known. */
export function shortestGap(gaps: readonly Gap[]): Gap {
  const known = gaps.filter(({ unknown }) => unknown.length === 0);
  const best = known.reduce<Gap | undefined>(
    (least, gap) => (least === undefined || gap.seconds < least.seconds ? gap : least),
    undefined,
  );
  const open = gaps.filter(({ seconds, unknown }) => unknown.length > 0 && seconds < (best?.seconds ?? Infinity));
  if (open.length === 0) return best ?? NONE;
  const [{ at } = NONE] = open;
  const seconds = Math.min(...open.map((gap) => gap.seconds));
  return { seconds, unknown: unique(open.flatMap(({ unknown }) => unknown)), ...present({ at }) };
}

function sum(first: Gap, then: Gap): Gap {
  const at = first.at ?? then.at;
  return {
    seconds: first.seconds + then.seconds,
    unknown: unique([...first.unknown, ...then.unknown]),
    ...present({ at }),
  };
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}

/** Switches that change over to the same generators, with the blocks in which their loads are taken up; or one that waits for its own transfer alone. */
export interface WalkedTransfer {
  readonly at: readonly PowerNodePlan[];
  readonly generators: readonly PowerNodePlan[];
  readonly loadWatts: number;
  readonly blocks: readonly LoadBlock[];
  /** Until the last block is carried. */
  readonly gap: Gap;
}

/** A store that must carry its load for a time. */
export interface Bridge {
  readonly store: PowerNodePlan;
  readonly gap: Gap;
}

/** A feed of a zone, or units of cooling, that have no power for a time. */
export interface DarkConsumer<T> {
  readonly consumer: T;
  readonly gap: Gap;
}

/** Nodes at or below some nodes, in order of declaration. */
export function reachedFrom(index: SupplyIndex, names: readonly string[]): readonly PowerNodePlan[] {
  const reached = new Set(names);
  for (const name of reached) for (const node of index.belowOf(name).nodes) reached.add(node.name);
  return [...reached]
    .map((name) => index.byName.get(name))
    .filter((each) => each !== undefined)
    .sort((left, right) => left.place - right.place)
    .map(({ node }) => node);
}

/**
 * What has no power for a time when the chain goes from one state to another, and for how long.
 *
 * A generator that stood by has none for its start. A switch that draws from another node than before waits for that and for its own transfer; it takes the
 * first of its nodes that has power, and a static switch between nodes that have it does not break. What draws in parallel is up with any feeder that is up
 * all along, else with the slowest. What hangs on switches that change over to the same generators is taken up in blocks, in order of declaration, each
 * within the largest step of the generators together. Of switches one behind another the first takes the load, and their times add up. A store ends a gap:
 * it carries its load meanwhile, and so does one above a switch on the way that has lost its source.
 */
export class TransferWalk {
  public readonly transfers: readonly WalkedTransfer[];
  /** Power at which stores that carried their load charge in the state that follows, W by name. */
  public readonly charging: ReadonlyMap<string, number>;
  private readonly gaps = new Map<string, Gap>();
  /** Wait of each consumer of a switch for its block. */
  private readonly delays = new Map<string, Gap>();

  /**
   * @param before - the state that is left
   * @param after - the settled state that follows
   * @param reached - nodes at or below what is lost between the two, in order of declaration
   */
  public constructor(
    private readonly before: SupplyWalk,
    private readonly after: SupplyWalk,
    private readonly reached: readonly PowerNodePlan[],
  ) {
    const transfers = this.findTransfers(new Map());
    this.charging = this.findCharging();
    if (this.charging.size === 0 || transfers.every(({ generators }) => generators.length === 0)) {
      this.transfers = transfers;
      return;
    }
    this.gaps.clear();
    this.delays.clear();
    this.transfers = this.findTransfers(after.chargeOf(this.charging).edges);
  }

  private findCharging(): ReadonlyMap<string, number> {
    return new Map(
      this.bridges().flatMap(({ store: { name, supply } }): [string, number][] => {
        if (supply?.rechargeWatts === undefined || !this.after.isLive(name)) return [];
        const isOnSets = this.after.upstreamOf(name).some(({ kind }) => kind === 'generator');
        const watts = isOnSets ? (supply.rechargeOnGeneratorsWatts ?? supply.rechargeWatts) : supply.rechargeWatts;
        return watts === 0 ? [] : [[name, watts]];
      }),
    );
  }

  /** @param recharge - what charging stores draw from a node by each consumer */
  private findTransfers(recharge: ReadonlyMap<string, number>): readonly WalkedTransfer[] {
    const groups = changesOf(this.reached, this.before, this.after);
    const changed = new Set([...groups.values()].flatMap((changes) => changes.map(({ at }) => at.name)));
    const first = [...groups.values()]
      .map((changes) => changes.filter(({ at }) => !isBehind(at, changed, this.after)))
      .filter((changes) => changes.length > 0);
    return first.map((changes) => {
      const generators = changes[0]?.generators ?? [];
      const members = changes.flatMap(({ at }) =>
        this.after.consumersOf(at.name).map((consumer) => ({
          at: at.name,
          consumer: { ...consumer, ...present({ rechargeWatts: recharge.get(edgeKey(at.name, consumer.name)) }) },
        })),
      );
      const blocks = blocksOf(
        members.map(({ consumer }) => consumer),
        stepOf(generators),
      );
      const blockOf = new Map(blocks.flatMap((block, index) => block.members.map((name) => [name, index] as const)));
      const step = most(generators, 'stepInterval');
      const waitOf = (block: number): Gap =>
        block === 0 || generators.length === 0 ? NONE : { ...step, seconds: block * step.seconds };
      for (const { at, consumer } of members) {
        this.delays.set(edgeKey(at, consumer.name), waitOf(blockOf.get(consumer.name) ?? 0));
      }
      const start = most(generators, 'start');
      const own = changes.map(({ at }) => ownGap(at));
      return {
        at: changes.map(({ at }) => at),
        generators,
        loadWatts: blocks.reduce((total, block) => total + block.loadWatts, 0),
        blocks: generators.length > 0 ? blocks : [],
        gap: sum(sum(start, longestGap(own)), waitOf(blocks.length - 1)),
      };
    });
  }

  /** How long a node that lives has no power; of a store none. */
  public gapOf(name: string): Gap {
    const known = this.gaps.get(name);
    if (known !== undefined) return known;
    const gap = this.findGap(name);
    this.gaps.set(name, gap);
    return gap;
  }

  private findGap(name: string): Gap {
    const node = this.after.nodeNamed(name);
    if (node === undefined || STORES.has(node.kind)) return NONE;
    if (node.kind === 'generator') return this.before.loadOf(name) > 0 ? NONE : most([node], 'start');
    return this.heldAbove(node) === undefined ? this.inputGapOf(node) : NONE;
  }

  /** How long nothing reaches a node that lives. */
  public inputGapOf(node: PowerNodePlan): Gap {
    const living = node.fedFrom.filter((feeder) => this.after.isLive(feeder));
    if (node.draws === 'first-live') {
      const [was] = this.before.feedersOf(node);
      return shortestGap(
        living.map((feeder) => {
          const edge = this.edgeGap(feeder, node.name);
          return feeder === was ? edge : sum(edge, ownGap(node));
        }),
      );
    }
    const edges = living.map((feeder) => this.edgeGap(feeder, node.name));
    return edges.some(isNone) ? NONE : longestGap(edges);
  }

  private edgeGap(feeder: string, consumer: string): Gap {
    const gap = this.gapOf(feeder);
    const delay = this.delays.get(edgeKey(feeder, consumer)) ?? NONE;
    const node = this.after.nodeNamed(feeder);
    const isHeld = node !== undefined && this.heldAbove(node) !== undefined;
    return isHeld || isNone(delay) ? gap : sum(gap, delay);
  }

  /** The store that still holds what a switch drew from, though it has lost its source. */
  private heldAbove(node: PowerNodePlan): PowerNodePlan | undefined {
    if (node.draws !== 'first-live') return undefined;
    const [was] = this.before.feedersOf(node);
    return was === undefined || this.after.isLive(was) ? undefined : this.heldBy(was);
  }

  private heldBy(name: string): PowerNodePlan | undefined {
    const node = this.after.nodeNamed(name);
    if (node === undefined || this.after.isOut(name)) return undefined;
    if (STORES.has(node.kind)) return node;
    for (const feeder of this.before.feedersOf(node)) {
      const store = this.heldBy(feeder);
      if (store !== undefined) return store;
    }
    return undefined;
  }

  /** Nodes that live and have no power for a time. */
  public darkNodes(): readonly DarkConsumer<PowerNodePlan>[] {
    return this.reached.flatMap((node) => {
      if (STORES.has(node.kind) || node.fedFrom.length === 0 || !this.after.isLive(node.name)) return [];
      const gap = this.gapOf(node.name);
      return isNone(gap) ? [] : [{ consumer: node, gap }];
    });
  }

  /** Feeds of zones that have no power for a time, in order of declaration of what they draw from. */
  public darkFeeds(): readonly DarkConsumer<{ readonly zone: string; readonly name: string }>[] {
    return this.consumersBelow(({ feeds }) => feeds)
      .filter(({ name }) => !this.after.isOut(name))
      .flatMap(({ zone, name, sources }) => {
        const gap = this.consumerGap(name, sources);
        return gap === undefined || isNone(gap) ? [] : [{ consumer: { zone, name }, gap }];
      });
  }

  /** Units of cooling that no node feeds for a time; those that none feeds any more have no gap. */
  public darkUnits(): readonly { readonly consumer: MechanicalLoadPlan; readonly gap?: Gap }[] {
    return this.consumersBelow(({ units }) => units)
      .sort((left, right) => left.place - right.place)
      .flatMap(({ load }) => {
        if (load.count === 0 || !load.fedFrom.some((name) => this.before.isLive(name))) return [];
        const gap = this.consumerGap(load.name, load.fedFrom);
        return gap !== undefined && isNone(gap) ? [] : [{ consumer: load, ...present({ gap }) }];
      });
  }

  private consumersBelow<T>(of: (below: ReturnType<SupplyIndex['belowOf']>) => readonly T[]): T[] {
    return [...new Set(this.reached.flatMap(({ name }) => of(this.after.index.belowOf(name))))];
  }

  /** Gap of what draws from the first node that lives; undefined where none does. */
  private consumerGap(name: string, sources: readonly string[]): Gap | undefined {
    const now = sources.find((source) => this.after.isLive(source));
    if (now === undefined) return undefined;
    const was = sources.find((source) => this.before.isLive(source));
    if (was !== undefined && was !== now && this.heldBy(was) !== undefined) return NONE;
    return this.edgeGap(now, name);
  }

  /** Stores that carry their load for a time: those that nothing reaches meanwhile, and those above a switch on the way that has lost its source. */
  public bridges(): readonly Bridge[] {
    const found: Bridge[] = [];
    for (const node of this.reached) {
      if (!this.after.isLive(node.name)) continue;
      if (STORES.has(node.kind)) {
        const gap = this.inputGapOf(node);
        if (!isNone(gap) && this.heldAbove(node) === undefined) found.push({ store: node, gap });
        continue;
      }
      const store = this.heldAbove(node);
      if (store === undefined) continue;
      const waits = this.after
        .consumersOf(node.name)
        .map(({ name }) => this.delays.get(edgeKey(node.name, name)) ?? NONE);
      const gap = sum(this.inputGapOf(node), longestGap(waits));
      if (!isNone(gap)) found.push({ store, gap });
    }
    return found;
  }

  /** Stores that have lost their source for good, and hold until they are empty. */
  public starved(): readonly PowerNodePlan[] {
    return this.reached.filter(
      ({ kind, name }) =>
        STORES.has(kind) && !this.after.isLive(name) && !this.after.isOut(name) && this.before.isLive(name),
    );
  }
}

interface Change {
  readonly at: PowerNodePlan;
  readonly generators: readonly PowerNodePlan[];
}

/** Whether any switch, feed or unit at or below some nodes draws from another node than before: else nothing has a gap. */
export function isAnyChanged(reached: readonly PowerNodePlan[], before: SupplyWalk, after: SupplyWalk): boolean {
  const isMoved = (sources: readonly string[]): boolean => {
    if (sources.length < 2) return false;
    const now = sources.find((name) => after.isLive(name));
    return now !== undefined && now !== sources.find((name) => before.isLive(name));
  };
  return reached.some((node) => {
    if (node.draws === 'first-live' && !after.isOut(node.name) && isMoved(node.fedFrom)) return true;
    const { feeds, units } = after.index.belowOf(node.name);
    return feeds.some(({ sources }) => isMoved(sources)) || units.some(({ load }) => isMoved(load.fedFrom));
  });
}

/** Switches that draw from another node than before, by the generators that they wait for; those that wait for none each alone. */
function changesOf(
  reached: readonly PowerNodePlan[],
  before: SupplyWalk,
  after: SupplyWalk,
): ReadonlyMap<string, readonly Change[]> {
  const changes = new Map<string, Change[]>();
  for (const at of reached) {
    if (at.draws !== 'first-live' || after.feedersOf(at)[0] === before.feedersOf(at)[0]) continue;
    if (after.loadOf(at.name) === 0) continue;
    const generators = unbridged(at, after).filter(
      ({ kind, name }) => kind === 'generator' && before.loadOf(name) === 0,
    );
    if (generators.length === 0 && at.kind === 'static-switch') continue;
    const names = generators.map(({ name }) => name).sort();
    const key = names.length === 0 ? `/${at.name}` : names.join('\n');
    addTo(changes, key, { at, generators });
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

/** What a switch needs for its own transfer. A static switch changes over within a fraction of a cycle. */
function ownGap(node: PowerNodePlan): Gap {
  if (node.kind === 'static-switch') return { ...NONE, at: node.name };
  return { ...most([node], 'transfer'), at: node.name };
}

/** The longest time of some nodes, and those that do not state it, by the prop that gives it. */
function most(nodes: readonly PowerNodePlan[], prop: TimeProp): Pick<Gap, 'seconds' | 'unknown'> {
  const stated = nodes.map(({ name, supply = {} }) => ({ name, seconds: TIMES[prop](supply) }));
  const unknown = stated.flatMap(({ name, seconds }) => (seconds === undefined ? [`'${prop}' of '${name}'`] : []));
  return { seconds: Math.max(0, ...stated.map(({ seconds = 0 }) => seconds)), unknown };
}

type TimeProp = 'start' | 'transfer' | 'stepInterval';

const TIMES: Readonly<Record<TimeProp, (supply: NodeSupply) => number | undefined>> = {
  start: ({ startSeconds }) => startSeconds,
  transfer: ({ transferSeconds }) => transferSeconds,
  stepInterval: ({ stepSeconds }) => stepSeconds,
};
