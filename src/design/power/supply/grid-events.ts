import type { GridReturn, RequiredRideThrough, RidePoint } from '../../../model/continuity-plan';
import type { ChainState, PowerChainPlan, PowerNodePlan } from '../../../model/power-node';
import type { PowerZonePlan } from '../../../model/power-plan';
import { nodeOrder } from '../chain/chain-graph';
import { ratedVoltAmperes } from '../chain/short-circuit';
import { shareOf } from '../zones/load-group';
import { worstState } from '../chain/chain-graph';
import { ratingOf, SupplyWalk } from './supply-walk';

/** Loads and nodes of a site. */
interface Supplied {
  readonly chain: PowerChainPlan;
  readonly zones: readonly PowerZonePlan[];
}

/** Largest load that one disturbance takes off a supply, though no rack is lost: its stores go to their batteries at once. */
export interface LoadDrop {
  readonly supply: string;
  readonly watts: number;
  /** Stores that leave it, in order of declaration. */
  readonly stores: readonly string[];
  /** How the load comes back: by hand where one store does. Absent: not known of one. */
  readonly returns?: GridReturn;
}

/**
 * Load that leaves each utility and plant in a disturbance: what their stores draw in the normal state, of all but those whose curves cover what the grid asks
 * to ride through. Deeper dips than it asks for may take those too.
 */
export function loadDrops({ chain, zones }: Supplied, required: RequiredRideThrough | undefined): readonly LoadDrop[] {
  const [normal] = chain.states;
  if (normal === undefined) return [];
  const walk = new SupplyWalk(chain, zones, normal);
  const stores = chain.nodes.filter(({ kind }) => kind === 'ups' || kind === 'bess');
  const leaving = new Set(stores.filter((store) => !staysOn(store, required)).map(({ name }) => name));
  return chain.nodes.flatMap(({ name, kind }): LoadDrop[] => {
    if ((kind !== 'utility' && kind !== 'plant') || walk.loadOf(name) === 0) return [];
    const drawn = storesBehind(walk, name);
    const gone = stores.filter((store) => leaving.has(store.name) && (drawn.get(store.name) ?? 0) > 0);
    const watts = Math.round(gone.reduce((sum, store) => sum + (drawn.get(store.name) ?? 0), 0));
    const ways = gone.map(({ supply }) => supply?.gridRideThrough?.returns);
    const returns = ways.includes('by-hand') ? 'by-hand' : ways.includes(undefined) ? undefined : 'by-itself';
    const names = gone.map((store) => store.name);
    return [{ supply: name, watts, stores: names, ...(returns === undefined || gone.length === 0 ? {} : { returns }) }];
  });
}

/** What the first stores on the ways down draw of a source, W. */
function storesBehind(walk: SupplyWalk, source: string): ReadonlyMap<string, number> {
  const drawn = new Map<string, number>();
  const known = new Map<string, ReadonlyMap<string, number>>();
  const behind = (name: string): ReadonlyMap<string, number> => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = new Map<string, number>();
    for (const { name: other, node, loadWatts } of walk.consumersOf(name)) {
      if (node === undefined) continue;
      if (node.kind === 'ups' || node.kind === 'bess') {
        found.set(other, (found.get(other) ?? 0) + loadWatts);
        continue;
      }
      const out = walk.loadOf(other);
      if (out === 0) continue;
      for (const [store, watts] of behind(other)) found.set(store, (found.get(store) ?? 0) + (watts * loadWatts) / out);
    }
    known.set(name, found);
    return found;
  };
  for (const [store, watts] of behind(source)) drawn.set(store, watts);
  return drawn;
}

function staysOn({ supply }: PowerNodePlan, required: RequiredRideThrough | undefined): boolean {
  const own = supply?.gridRideThrough;
  if (required === undefined || own === undefined) return false;
  const { voltage = [], frequency = [], dips } = required;
  if (dips !== undefined && (own.dips === undefined || own.dips.count <= dips.count)) return false;
  return notCovered(voltage, own.voltage).length === 0 && notCovered(frequency, own.frequency).length === 0;
}

/** Points of a curve that a node must ride through and leaves the grid at: none of its own goes as far for as long. */
export function notCovered(required: readonly RidePoint[], own: readonly RidePoint[] = []): readonly RidePoint[] {
  const covers = ({ least, most, seconds }: RidePoint): boolean =>
    (least === undefined || own.some((point) => (point.least ?? Infinity) <= least && point.seconds >= seconds)) &&
    (most === undefined || own.some((point) => (point.most ?? -Infinity) >= most && point.seconds >= seconds));
  return required.filter((point) => !covers(point));
}

/** What is switched on in one step after an outage. */
export interface RestartStep {
  /** From 1. */
  readonly step: number;
  readonly loadWatts: number;
  /** In-rush of all nodes that are switched on in it, VA. */
  readonly inrushVoltAmperes: number;
}

/** How the load of a source comes back after an outage. */
export interface Restart {
  readonly source: string;
  /** State in which it carries most: `normal`, or the node that is lost. */
  readonly state: string;
  readonly loadWatts: number;
  readonly steps: readonly RestartStep[];
  /** Largest step that it takes, W. Absent: not known. */
  readonly mostStepWatts?: number;
  /** In-rush that it takes, VA. Absent: not known. */
  readonly mostInrushVoltAmperes?: number;
  /** Transformers behind it whose in-rush is not known. */
  readonly withoutInrush: readonly string[];
}

/**
 * How the load of each utility and plant comes back after an outage, in the state of one loss in which it carries most: a node is switched on in its step,
 * but not before one that feeds it, and what names no step with what feeds it.
 */
export function restarts({ chain, zones }: Supplied): readonly Restart[] {
  const { order } = nodeOrder(chain.nodes);
  const walks = new Map<ChainState, SupplyWalk>();
  return chain.nodes.flatMap((source, place): Restart[] => {
    if (source.kind !== 'utility' && source.kind !== 'plant') return [];
    const state = worstState(chain, place);
    if (state === undefined) return [];
    const walk = walks.get(state) ?? new SupplyWalk(chain, zones, state);
    walks.set(state, walk);
    const { mostStepWatts, mostInrushVoltAmperes } = limitsOf(source);
    return [
      {
        source: source.name,
        state: state.kind === 'normal' ? 'normal' : (state.out[0] ?? ''),
        loadWatts: walk.loadOf(source.name),
        ...stepsOf(
          source,
          walk,
          order.flatMap((each) => chain.nodes[each] ?? []),
        ),
        ...(mostStepWatts === undefined ? {} : { mostStepWatts }),
        ...(mostInrushVoltAmperes === undefined ? {} : { mostInrushVoltAmperes }),
      },
    ];
  });
}

function stepsOf(
  source: PowerNodePlan,
  walk: SupplyWalk,
  ordered: readonly PowerNodePlan[],
): Pick<Restart, 'steps' | 'withoutInrush'> {
  // What of the source each watt at the output of a node stands for, and the step in which the node is on.
  const reached = new Map([[source.name, { factor: 1, step: 1 }]]);
  const loads = new Map<number, number>();
  const inrush = new Map<number, number>();
  const withoutInrush: string[] = [];
  const add = (to: Map<number, number>, step: number, amount: number): void => {
    to.set(step, (to.get(step) ?? 0) + amount);
  };
  for (const node of ordered) {
    const at = reached.get(node.name);
    if (at === undefined) continue;
    const own = node === source ? at.step : Math.max(at.step, node.supply?.restartStep ?? 1);
    if (node !== source) {
      const { inrush: times } = node.supply ?? {};
      if (times !== undefined) add(inrush, own, times * ratedVoltAmperes(node));
      else if (node.kind === 'transformer' || node.kind === 'substation') withoutInrush.push(node.name);
    }
    for (const { name, node: fed, loadWatts } of walk.consumersOf(node.name)) {
      const out = fed === undefined ? 0 : walk.loadOf(name);
      if (fed === undefined) add(loads, own, loadWatts * at.factor);
      else {
        const factor = out === 0 ? 0 : (at.factor * loadWatts) / out;
        const before = reached.get(name);
        reached.set(name, {
          factor: (before?.factor ?? 0) + factor,
          // It is on with the first that feeds it.
          step: Math.min(before?.step ?? Infinity, own),
        });
      }
    }
  }
  const steps = [...new Set([...loads.keys(), ...inrush.keys()])].sort((a, b) => a - b);
  return {
    steps: steps.map((step) => ({
      step,
      loadWatts: Math.round(loads.get(step) ?? 0),
      inrushVoltAmperes: Math.round(inrush.get(step) ?? 0),
    })),
    withoutInrush,
  };
}

function limitsOf(source: PowerNodePlan): Pick<Restart, 'mostStepWatts' | 'mostInrushVoltAmperes'> {
  const { stepWatts = Infinity, stepShare, mostInrush } = source.supply ?? {};
  const most = Math.min(stepWatts, stepShare === undefined ? Infinity : shareOf(ratingOf(source), stepShare));
  return {
    ...(most === Infinity ? {} : { mostStepWatts: most }),
    ...(mostInrush === undefined ? {} : { mostInrushVoltAmperes: Math.round(mostInrush * ratedVoltAmperes(source)) }),
  };
}
