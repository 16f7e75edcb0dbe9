import { DesignError } from '../../errors/design-error';
import type { DeviceInput } from '../../model/placement-plan';
import { type ChainState, loadsIn, type PowerChainPlan, SOURCE_KINDS } from '../../model/power-node';
import type { PowerZonePlan } from '../../model/power-plan';
import type { SitePlan } from '../../model/site-plan';
import type { EdgeFlow, LossWitness, SingleLossClaim } from './certificate';

/** What carries a state: who lives, and what flows over each edge. */
interface StateFlows {
  readonly edges: ReadonlyMap<string, EdgeFlow>;
}

/**
 * The claim that no loss of one node or feed darkens more racks than the worst does, with the edges that carry each. Loads are those of the plan's states; here they are
 * only divided over the nodes that they come from, as the plan divides them.
 *
 * @throws DesignError `certificate/cannot-prove` where the site has no chain, or a state overloads a node
 */
export function proveLosses(site: SitePlan): SingleLossClaim {
  const { chain } = site.power;
  if (chain === undefined) throw cannot('single-loss', 'the site has no power chain', 'give zones their sources');
  const prover = new LossProver(site, chain);
  const [normal, ...rest] = chain.states;
  if (normal === undefined) throw new Error('a chain has its normal state');
  const base = prover.flows(normal);
  const losses = rest
    .filter(({ kind }) => kind === 'loss')
    .map((state) => prover.witness(state, base))
    .sort((left, right) => (left.out < right.out ? -1 : 1));
  return {
    claim: 'single-loss',
    racks: losses.reduce((most, { dark }) => Math.max(most, dark.length), 0),
    normal: [...base.edges.values()],
    losses,
  };
}

class LossProver {
  private readonly places: ReadonlyMap<string, number>;
  private readonly devices: ReadonlyMap<string, DeviceInput>;

  public constructor(
    private readonly site: SitePlan,
    private readonly chain: PowerChainPlan,
  ) {
    this.places = new Map(chain.nodes.map(({ name }, index) => [name, index]));
    this.devices = new Map(site.devices.map((device) => [device.name, device]));
  }

  public witness(state: ChainState, base: StateFlows): LossWitness {
    const [out = ''] = state.out;
    const [over] = state.overloads;
    if (over !== undefined) {
      throw cannot('single-loss', `the loss of '${out}' overloads '${over.node}'`, 'mend what the plan finds first');
    }
    const { edges } = this.flows(state);
    const changed = [...edges].filter(([key, edge]) => base.edges.get(key)?.[2] !== edge[2]).map(([, edge]) => edge);
    for (const [key, [from, to]] of base.edges) if (!edges.has(key)) changed.push([from, to, 0]);
    return { out, dark: this.dark(state), edges: changed };
  }

  /** Edges of a state: of each node with a load to those that feed it, and of feeds and units to the node that they draw from. */
  public flows(state: ChainState): StateFlows {
    const loads = loadsIn(this.chain, state);
    const out = new Set(state.out);
    const alive = this.alive(out);
    const edges = new Map<string, EdgeFlow>();
    const put = (from: number | string, to: number, watts: number): void => {
      if (watts > 0) edges.set(`${from}>${to}`, [from, to, watts]);
    };
    this.chain.nodes.forEach((node, index) => {
      const watts = loads[index] ?? 0;
      if (watts === 0 || node.fedFrom.length === 0) return;
      const parents = node.fedFrom.flatMap((name) => {
        const place = this.places.get(name);
        return place !== undefined && alive[place] === true ? [place] : [];
      });
      const input = Math.round(watts / node.efficiency);
      const [first] = parents;
      if (node.draws === 'first-live') {
        if (first !== undefined) put(index, first, input);
        return;
      }
      const ratings = parents.map((place) => this.rating(place));
      const all = ratings.reduce((sum, each) => sum + each, 0);
      parents.forEach((place, at) => {
        put(index, place, Math.round((input * (ratings[at] ?? 0)) / all));
      });
    });
    this.units(state, alive, put);
    this.feeds(state, alive, put);
    return { edges };
  }

  private units(
    state: ChainState,
    alive: readonly boolean[],
    put: (from: string, to: number, watts: number) => void,
  ): void {
    const changed = new Map(state.changedDraws);
    (this.chain.mechanical ?? []).forEach(({ name, fedFrom, loadWatts }, index) => {
      const to = fedFrom.map((each) => this.places.get(each) ?? -1).find((place) => alive[place] === true);
      if (to !== undefined) put(`unit ${name}`, to, changed.get(index) ?? loadWatts);
    });
  }

  private feeds(
    state: ChainState,
    alive: readonly boolean[],
    put: (from: string, to: number, watts: number) => void,
  ): void {
    for (const zone of this.site.power.zones) {
      const live = liveFeeds(zone, state, (name) => alive[this.places.get(name) ?? -1] === true);
      for (const { feed, source } of live) {
        const to = this.places.get(source);
        if (to !== undefined) put(`feed ${zone.name}/${feed}`, to, feedWatts(zone, feed, live.length));
      }
    }
  }

  private rating(place: number): number {
    const node = this.chain.nodes[place];
    if (node === undefined) return 0;
    return node.ratingWatts ?? (node.ratingVoltAmperes ?? 0) * node.powerFactor;
  }

  /** Which nodes have power in a state. */
  private alive(out: ReadonlySet<string>): readonly boolean[] {
    const { nodes } = this.chain;
    const known: (boolean | undefined)[] = nodes.map(() => undefined);
    const isAlive = (index: number): boolean => {
      const found = known[index];
      if (found !== undefined) return found;
      const node = nodes[index];
      const value =
        node !== undefined &&
        !out.has(node.name) &&
        (SOURCE_KINDS.has(node.kind) || node.fedFrom.some((name) => isAlive(this.places.get(name) ?? -1)));
      known[index] = value;
      return value;
    };
    return nodes.map((_, index) => isAlive(index));
  }

  /** Racks that are dark: as the plan has them, and those whose supplies a checker cannot count as enough. */
  private dark(state: ChainState): readonly string[] {
    const dark = new Set(state.lostRacks);
    const alive = this.alive(new Set(state.out));
    const racks = new Map(this.site.placement.racks.map((rack) => [rack.name, rack]));
    for (const zone of this.site.power.zones) {
      const live = liveFeeds(zone, state, (name) => alive[this.places.get(name) ?? -1] === true).length;
      if (live === zone.feeds.length || live === 0 || zone.rackFeed === 'static-switch') continue;
      for (const name of zone.racks) {
        const isShort = (racks.get(name)?.devices ?? []).some(({ name: device }) => {
          const psus = this.devices.get(device)?.psus;
          return psus === undefined || Math.floor((psus.count * live) / zone.feeds.length) < psus.needed;
        });
        if (isShort) dark.add(name);
      }
    }
    return [...dark].sort();
  }
}

/** Feeds of a zone that live, each with the node that it draws from. */
function liveFeeds(
  { name, feeds, sources = {} }: PowerZonePlan,
  { out }: ChainState,
  isAlive: (node: string) => boolean,
): readonly { readonly feed: string; readonly source: string }[] {
  return feeds.flatMap((feed) => {
    const source = out.includes(`${name}/${feed}`) ? undefined : (sources[feed] ?? []).find(isAlive);
    return source === undefined ? [] : [{ feed, source }];
  });
}

/** What one feed of a zone carries where so many live: its own share where all do, all where it is alone, the worst where it is one of several. */
function feedWatts({ feeds, feedLoads, loadWatts }: PowerZonePlan, feed: string, live: number): number {
  const own = feedLoads.find((each) => each.feed === feed);
  if (live === feeds.length) return own?.normalWatts ?? 0;
  return live === 1 ? loadWatts : (own?.worstWatts ?? loadWatts);
}

/** Why a claim is not proven. */
export function cannot(claim: string, why: string, remedy: string): DesignError {
  return new DesignError('certificate/cannot-prove', { problem: `claim '${claim}': ${why}`, remedy });
}
