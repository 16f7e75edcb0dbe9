import {
  type MechanicalLoadPlan,
  type PowerChainPlan,
  type PowerNodePlan,
  SOURCE_KINDS,
} from '../../../model/power-node';

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
  private readonly live = new Map<string, boolean>();

  public constructor(
    private readonly byName: ReadonlyMap<string, PowerNodePlan>,
    private readonly out: ReadonlySet<string>,
  ) {}

  public isLive(name: string): boolean {
    const known = this.live.get(name);
    if (known !== undefined) return known;
    const node = this.byName.get(name);
    this.live.set(name, false);
    const lives =
      node !== undefined &&
      !this.out.has(name) &&
      (SOURCE_KINDS.has(node.kind) || node.fedFrom.some((feeder) => this.isLive(feeder)));
    this.live.set(name, lives);
    return lives;
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
        unknown: [...start.unknown, ...(transfer === undefined ? [`'transferSeconds' of '${name}'`] : [])],
      };
    }
    let longest: Gap | undefined;
    for (const feeder of node.fedFrom) {
      if (!this.isLive(feeder) || !before.isLive(feeder)) continue;
      const gap = this.gapOf(feeder, before);
      if (gap === undefined) return undefined;
      if (longest === undefined || gap.seconds > longest.seconds) longest = gap;
    }
    return longest;
  }

  /** Seconds until generators that stood by carry a node, none where a store is between. */
  public startOf(name: string): Gap {
    const node = this.byName.get(name);
    if (node === undefined || STORES.has(node.kind)) return { seconds: 0, unknown: [] };
    if (node.kind === 'generator' && node.loadWatts === 0) {
      const { startSeconds } = node.supply ?? {};
      return { seconds: startSeconds ?? 0, unknown: startSeconds === undefined ? [`'startSeconds' of '${name}'`] : [] };
    }
    const living = node.fedFrom.filter((feeder) => this.isLive(feeder));
    const gaps = (node.draws === 'first-live' ? living.slice(0, 1) : living).map((feeder) => this.startOf(feeder));
    return gaps.reduce((most, gap) => (gap.seconds >= most.seconds ? gap : most), { seconds: 0, unknown: [] });
  }
}
