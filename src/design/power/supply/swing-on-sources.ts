import {
  type PowerSwingInput,
  type SmoothedSwing,
  type Smoothing,
  swingFigures,
  type SwingOnSource,
} from '../../../model/continuity-plan';
import type { DeviceInput } from '../../../model/placement-plan';
import { type ChainState, type PowerChainPlan, type PowerNodePlan, SOURCE_KINDS } from '../../../model/power-node';
import type { PowerPlan } from '../../../model/power-plan';
import { addTo, present } from '../../../units/present';
import { shareOf } from '../zones/load-group';
import { worstState } from '../chain/chain-graph';
import { ratingOf, SupplyWalk } from './supply-walk';

/** Power zone of a device by name; undefined where it is not known. */
export type ZoneOf = (device: string) => string | undefined;

/** Where systems that swing hang. */
interface SwingSite {
  readonly power: PowerPlan;
  readonly chain: PowerChainPlan;
  readonly devices: readonly DeviceInput[];
  readonly zoneOf: ZoneOf;
}

/** A swing as it comes out of a node, W and W/s: what is not known of stores at its worst and at its best. */
interface SwingFlow {
  /** Without any store. */
  readonly bare: number;
  readonly most: number;
  readonly least: number;
  readonly mostRamp: number;
  readonly unknown: readonly string[];
  readonly smoothedBy: readonly string[];
}

const NO_FLOW: SwingFlow = { bare: 0, most: 0, least: 0, mostRamp: 0, unknown: [], smoothedBy: [] };

/**
 * What swings ask of sources, and of stores that smooth.
 *
 * A swing reaches a source, or a store that states what it takes, in the proportion in which that carries the zones of the job. A store that smooths takes
 * what its power allows from its response on; what rises before, and what is above its power, goes on to what feeds it. A BESS that does not say whether it
 * smooths leaves all of it or nothing: which of the two is not known. A UPS that does not say so passes it on.
 */
export function swingsOnSources(
  swings: readonly PowerSwingInput[],
  site: SwingSite,
): { readonly swings: readonly SwingOnSource[]; readonly smoothed: readonly SmoothedSwing[] } {
  const walks = new Map<ChainState, SupplyWalk>();
  const walkOf = (state: ChainState): SupplyWalk => {
    const known = walks.get(state) ?? new SupplyWalk(site.chain, site.power.zones, state);
    walks.set(state, known);
    return known;
  };
  const systemsOf = new Map<string, DeviceInput[]>();
  for (const device of site.devices) {
    if (device.kind !== 'system') continue;
    addTo(systemsOf, device.path, device);
  }
  const found = swings.map((swing) => swingOnChain(swing, { ...site, systemsOf }, walkOf));
  return { swings: found.flatMap((each) => each.swings), smoothed: found.flatMap((each) => each.smoothed) };
}

/** The largest swing that systems without a stated one could make on supplies, plants and generators: from nothing to all that they draw. Each is named by the first system of its cluster. */
export function unstatedSwings(swings: readonly PowerSwingInput[], site: SwingSite): readonly SwingOnSource[] {
  const { nodes } = site.chain;
  const own = new Set(nodes.filter(({ kind }) => SOURCE_KINDS.has(kind)).map(({ name }) => name));
  if (own.size === 0) return [];
  const stated = new Set(swings.flatMap(({ clusters }) => clusters.map(({ path }) => path)));
  const most = new Map<string, { name: string; highWatts: number }>();
  for (const { name, kind, path, maxWatts } of site.devices) {
    if (kind !== 'system' || stated.has(path)) continue;
    const known = most.get(path);
    most.set(path, { name: known?.name ?? name, highWatts: Math.max(known?.highWatts ?? 0, maxWatts) });
  }
  const paths = new Map([...most].map(([path, { name }]) => [name, path]));
  const largest = [...most].map(([path, { name, highWatts }]): PowerSwingInput => {
    const clusters = [{ name: path, path, gpusPerSystem: 0 }];
    return { name, path, clusters, lowWatts: 0, highWatts };
  });
  return swingsOnSources(largest, site)
    .swings.filter(({ source }) => own.has(source))
    .map((swing) => ({ ...swing, path: paths.get(swing.swing) ?? '' }));
}

function swingOnChain(
  swing: PowerSwingInput,
  {
    power: { zones, loadWatts: siteWatts },
    chain,
    systemsOf,
    zoneOf,
  }: SwingSite & { readonly systemsOf: ReadonlyMap<string, readonly DeviceInput[]> },
  walkOf: (state: ChainState) => SupplyWalk,
): { readonly swings: readonly SwingOnSource[]; readonly smoothed: readonly SmoothedSwing[] } {
  const gpusOf = new Map(swing.clusters.map(({ path, gpusPerSystem }) => [path, gpusPerSystem]));
  const systems = [...gpusOf.keys()].flatMap((path) => systemsOf.get(path) ?? []);
  const gpus = systems.reduce((sum, { path }) => sum + (gpusOf.get(path) ?? 0), 0);
  if (systems.length === 0 || siteWatts === 0) return { swings: [], smoothed: [] };
  const figures = swingFigures(swing, systems.length, gpus);
  // What of the whole swing each watt of a zone stands for; a zone without load has none.
  const counts = new Map<string, number>();
  for (const { name } of systems) {
    const zone = zoneOf(name);
    if (zone !== undefined) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  }
  const placed = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const everywhere = (systems.length - placed) / systems.length / siteWatts;
  const shares = new Map(
    zones.flatMap(({ name, loadWatts }) =>
      loadWatts === 0 ? [] : [[name, (counts.get(name) ?? 0) / systems.length / loadWatts + everywhere] as const],
    ),
  );
  const flows = new Map<ChainState, SwingWalk>();
  const flowOf = (state: ChainState): SwingWalk => {
    const known = flows.get(state) ?? new SwingWalk(walkOf(state), figures, (zone) => shares.get(zone) ?? everywhere);
    flows.set(state, known);
    return known;
  };
  const stores = chain.nodes.flatMap((node, place) => (isStore(node) ? [{ node, place }] : []));
  const smoothing = stores.filter(({ node }) => node.kind === 'bess' || node.supply?.smoothing !== undefined);
  // Where stores change what goes on, a source may see most of a swing where it does not carry most: without one of them, or where one has most to take.
  const others = smoothing.flatMap(({ node, place }) => [lossOf(chain, node.name), worstState(chain, place)]);
  const above = everywhere > 0 ? undefined : nodesAbove(chain, zones, shares);
  const swings = chain.nodes.flatMap((node, place): SwingOnSource[] => {
    if (above?.has(node.name) === false || (node.fedFrom.length > 0 && !isStore(node))) return [];
    const limits = sourceLimits(node);
    if (node.fedFrom.length > 0 && Object.keys(limits).length === 0) return [];
    const states = [worstState(chain, place), ...others].filter((state) => state !== undefined);
    const [first, ...rest] = states.map((state) => ({ state, flow: flowOf(state).flow(node.name) }));
    if (first === undefined) return [];
    const worst = rest.reduce((top, each) => (each.flow.most > top.flow.most ? each : top), first);
    const { most, least, mostRamp, unknown, smoothedBy, bare } = worst.flow;
    if (bare === 0) return [];
    return [
      {
        swing: swing.name,
        source: node.name,
        state: nameOf(worst.state),
        stepWatts: Math.round(most),
        ...(unknown.length === 0 ? {} : { leastStepWatts: Math.round(least), unknown }),
        ...(smoothedBy.length === 0 ? {} : { smoothedBy }),
        ...(figures.rampWattsPerSecond === undefined ? {} : { rampWattsPerSecond: Math.round(mostRamp) }),
        ...limits,
      },
    ];
  });
  const smoothed = stores.flatMap(({ node, place }): SmoothedSwing[] => {
    const state = worstState(chain, place);
    if (node.supply?.smoothing === undefined || state === undefined) return [];
    return smoothedSwing(swing.name, node, { ...node.supply.smoothing, state }, flowOf(state));
  });
  return { swings, smoothed };
}

/** Nodes that can carry some of a swing in any state: those that the feeds of its zones name, and all above them. */
function nodesAbove(
  { nodes }: PowerChainPlan,
  zones: PowerPlan['zones'],
  shares: ReadonlyMap<string, number>,
): ReadonlySet<string> {
  const byName = nodesByName(nodes);
  const above = new Set<string>();
  for (const { name, sources = {} } of zones) {
    if ((shares.get(name) ?? 0) > 0) for (const node of Object.values(sources).flat()) above.add(node);
  }
  for (const name of above) for (const feeder of byName.get(name)?.fedFrom ?? []) above.add(feeder);
  return above;
}

function smoothedSwing(
  swing: string,
  { name }: PowerNodePlan,
  { watts, joules, stateOfCharge, state }: Smoothing & { readonly state: ChainState },
  walk: SwingWalk,
): SmoothedSwing[] {
  const { most, bare } = walk.flow(name);
  const takenWatts = Math.round(Math.min(watts, most));
  if (takenWatts === 0) return [];
  const followWattsPerSecond = walk.followOf(name, bare);
  return [
    {
      swing,
      store: name,
      state: nameOf(state),
      takenWatts,
      ...present({
        followWattsPerSecond,
        neededJoules:
          followWattsPerSecond === undefined ? undefined : Math.ceil(takenWatts ** 2 / (2 * followWattsPerSecond)),
      }),
      joules,
      ...present({ stateOfCharge }),
    },
  ];
}

/** A swing in one state of the chain. */
class SwingWalk {
  private readonly known = new Map<string, SwingFlow>();

  public constructor(
    private readonly walk: SupplyWalk,
    private readonly figures: ReturnType<typeof swingFigures>,
    private readonly shareOfZone: (zone: string) => number,
  ) {}

  /** What of the swing comes out of a node. */
  public flow(name: string): SwingFlow {
    const before = this.known.get(name);
    if (before !== undefined) return before;
    const flows = this.walk.consumersOf(name).map(({ name: other, node, zone = '', loadWatts }): SwingFlow => {
      // What swings are systems of a zone; units of cooling follow them slowly.
      if (node === undefined) return zone === '' ? NO_FLOW : this.ofFeed(loadWatts * this.shareOfZone(zone));
      const out = this.walk.loadOf(other);
      return out === 0 ? NO_FLOW : times(this.drawn(node), loadWatts / out);
    });
    const sum = flows.reduce(add, NO_FLOW);
    this.known.set(name, sum);
    return sum;
  }

  /** How fast the sources above a store follow for its part of the swing, W/s; undefined where one does not say. */
  public followOf(store: string, bare: number): number | undefined {
    const sources = this.walk.upstreamOf(store).filter(({ fedFrom }) => fedFrom.length === 0);
    const ramps = sources.map(({ supply }) => supply?.rampWattsPerSecond ?? Number.NaN);
    const all = sources.reduce((sum, { name }) => sum + this.flow(name).bare, 0);
    const ramp = ramps.reduce((sum, each) => sum + each, 0);
    return Number.isNaN(ramp) || all === 0 ? undefined : Math.round(ramp * Math.min(1, bare / all));
  }

  private ofFeed(share: number): SwingFlow {
    const bare = this.figures.stepWatts * share;
    const ramp = (this.figures.rampWattsPerSecond ?? 0) * share;
    return { ...NO_FLOW, bare, most: bare, least: bare, mostRamp: ramp };
  }

  /** What a node asks of what feeds it, at its output: losses are not yet added. */
  private drawn(node: PowerNodePlan): SwingFlow {
    const flow = this.flow(node.name);
    const { smoothing } = node.supply ?? {};
    if (!isStore(node) || flow.bare === 0) return flow;
    if (smoothing === undefined) {
      if (node.kind !== 'bess' || flow.most === 0) return flow;
      return { ...flow, least: 0, unknown: [...flow.unknown, `'smoothing' in 'supply' of '${node.name}'`] };
    }
    const { watts, responseSeconds } = smoothing;
    const early = this.shareBefore(responseSeconds);
    const most = Math.max(flow.most - watts, flow.most * early.most);
    const least = Math.max(flow.least - watts, flow.least * early.least);
    const unknown =
      responseSeconds === undefined ? `'response' of 'smoothing' of '${node.name}'` : "'rise' of the swing";
    return {
      ...flow,
      most,
      least,
      // A ramp is the change in a second: what is left of a swing changes by no more than itself.
      mostRamp: Math.min(flow.mostRamp, most),
      unknown: early.most === early.least ? flow.unknown : [...flow.unknown, unknown],
      smoothedBy: watts > 0 ? [...flow.smoothedBy, node.name] : flow.smoothedBy,
    };
  }

  /** Share of a swing that rises before a store answers. */
  private shareBefore(responseSeconds: number | undefined): { readonly most: number; readonly least: number } {
    const { stepWatts, rampWattsPerSecond } = this.figures;
    if (responseSeconds === 0) return { most: 0, least: 0 };
    if (responseSeconds === undefined || rampWattsPerSecond === undefined) return { most: 1, least: 0 };
    if (stepWatts === 0) return { most: 0, least: 0 };
    const share = Math.min(1, (responseSeconds * rampWattsPerSecond) / stepWatts);
    return { most: share, least: share };
  }
}

function times(flow: SwingFlow, factor: number): SwingFlow {
  const { bare, most, least, mostRamp } = flow;
  return {
    ...flow,
    bare: bare * factor,
    most: most * factor,
    least: least * factor,
    mostRamp: mostRamp * factor,
  };
}

function add(one: SwingFlow, other: SwingFlow): SwingFlow {
  const both = (a: readonly string[], b: readonly string[]): readonly string[] =>
    a.length === 0 ? b : b.length === 0 ? a : [...new Set([...a, ...b])];
  return {
    bare: one.bare + other.bare,
    most: one.most + other.most,
    least: one.least + other.least,
    mostRamp: one.mostRamp + other.mostRamp,
    unknown: both(one.unknown, other.unknown),
    smoothedBy: both(one.smoothedBy, other.smoothedBy),
  };
}

function isStore({ kind }: PowerNodePlan): boolean {
  return kind === 'ups' || kind === 'bess';
}

function nameOf({ kind, out }: ChainState): string {
  return kind === 'normal' ? 'normal' : (out[0] ?? '');
}

const BY_NAME = new WeakMap<PowerChainPlan['nodes'], ReadonlyMap<string, PowerNodePlan>>();

function nodesByName(nodes: PowerChainPlan['nodes']): ReadonlyMap<string, PowerNodePlan> {
  const known = BY_NAME.get(nodes) ?? new Map(nodes.map((node) => [node.name, node]));
  BY_NAME.set(nodes, known);
  return known;
}

function lossOf({ states }: PowerChainPlan, name: string): ChainState | undefined {
  return states.find(({ kind, out }) => kind === 'loss' && out.length === 1 && out[0] === name);
}

function sourceLimits(node: PowerNodePlan): Pick<SwingOnSource, 'mostStepWatts' | 'mostRampWattsPerSecond'> {
  const { stepWatts, stepShare, rampWattsPerSecond } = node.supply ?? {};
  const byShare = stepShare === undefined ? Infinity : shareOf(ratingOf(node), stepShare);
  const mostStep = Math.min(stepWatts ?? Infinity, byShare);
  return {
    ...(mostStep === Infinity ? {} : { mostStepWatts: mostStep }),
    ...present({ mostRampWattsPerSecond: rampWattsPerSecond }),
  };
}
