import { addTo } from '../../../units/present';
import type { Flow, Outage, StandingFlow, ZoneFlow } from '../chain/chain-walk';
import type { OpenChain } from '../chain/plan-chain';
import type { PowerNodePlan } from '../../../model/power-node';

/** Loads while something has no power. */
export interface Moment {
  readonly loadOf: (store: PowerNodePlan) => number;
  /** What is down of each zone, W. */
  readonly down: ReadonlyMap<string, number>;
}

/** What has no power at a moment, by name, and stores that hold. */
interface Dark {
  readonly nodes: readonly string[];
  readonly feeds: readonly string[];
  readonly held: readonly string[];
}

/** The chain while things change over. */
export class MomentFlow {
  private readonly zoneOf: ReadonlyMap<string, readonly [zone: number, feed: number]>;

  public constructor(private readonly open: OpenChain) {
    this.zoneOf = new Map(
      open.zones.flatMap(({ name, states }, zone) =>
        states.zone.feeds.map((feed, index) => [`${name}/${feed}`, [zone, index] as const] as const),
      ),
    );
  }

  private placesOf(names: readonly string[]): number[] {
    const { placeOf } = this.open.graph;
    return names.map((name) => placeOf.get(name)).filter((place) => place !== undefined);
  }

  /** Loads that are not those of the loss of a node while a store is out beside it, rising by place; and draws that are not those of the normal state. */
  public bothOut(lost: string, store: string): Pick<Flow, 'changed' | 'draws'> {
    const { flow } = this.open;
    const standing = flow.standing(this.placesOf([lost]));
    const { changed, draws } = flow.beside({ nodes: this.placesOf([store]), feeds: new Map() });
    return {
      changed: changed
        .filter(([place, watts]) => watts !== Math.round(standing.loads[place] ?? 0))
        .sort(([left], [right]) => left - right),
      draws,
    };
  }

  private outage({ nodes, feeds, held }: Dark): Outage {
    const out = new Map<number, number[]>();
    for (const name of [...nodes, ...feeds]) {
      const [zone, feed] = this.zoneOf.get(name) ?? [];
      if (zone === undefined || feed === undefined) continue;
      addTo(out, zone, feed);
    }
    return { nodes: this.placesOf(nodes), feeds: out, held: new Set(this.placesOf(held)) };
  }

  /**
   * Loads and what is down at a moment.
   *
   * @param dark - what has no power
   * @param lost - a node that is out for good, from whose loss the chain is walked on
   */
  public at(dark: Dark, lost: string): Moment {
    const { graph, flow, zones } = this.open;
    const outage = this.outage(dark);
    const [place] = this.placesOf([lost]);
    const standing = place === undefined || !outage.nodes.includes(place) ? undefined : flow.standing([place]);
    const isOn = standing !== undefined && [...(outage.held ?? [])].every((held) => standing.live[held] === 1);
    const { changed, zones: flows } = isOn ? flow.beside(outage) : flow.without(outage);
    const before = isOn ? standing.loads : flow.normal.loads;
    const loads = new Map(changed);
    const down = new Map(isOn ? this.downIn(standing) : []);
    for (const [number, zoneFlow] of flows) {
      const watts = downWatts(zones[number], zoneFlow);
      const { name = '' } = zones[number] ?? {};
      if (watts > 0) down.set(name, watts);
      else down.delete(name);
    }
    return {
      loadOf: ({ name }) => {
        const at = graph.placeOf.get(name) ?? -1;
        return loads.get(at) ?? Math.round(before[at] ?? 0);
      },
      down,
    };
  }

  private lastDown: readonly [StandingFlow, ReadonlyMap<string, number>] | undefined;

  /** What is down of each zone that a standing state changes, W. */
  private downIn(standing: StandingFlow): ReadonlyMap<string, number> {
    if (this.lastDown?.[0] === standing) return this.lastDown[1];
    const down = new Map<string, number>();
    for (const [number, zoneFlow] of standing.flow.zones) {
      const watts = downWatts(this.open.zones[number], zoneFlow);
      if (watts > 0) down.set(this.open.zones[number]?.name ?? '', watts);
    }
    this.lastDown = [standing, down];
    return down;
  }
}

function downWatts(zone: OpenChain['zones'][number] | undefined, { lost, state }: ZoneFlow): number {
  if (zone === undefined) return 0;
  const { groups, tenantWatts, feeds } = zone.states.zone;
  return groups.reduce(
    (sum, { watts }, index) => (state.outcomes[index]?.survival === 'down' ? sum + watts : sum),
    lost.length === feeds.length ? tenantWatts : 0,
  );
}
