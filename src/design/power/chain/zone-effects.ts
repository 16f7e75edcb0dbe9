import type { ChainZone, ZoneFlow } from './chain-graph';
import type { ChainState } from '../../../model/power-node';

/** What a state does to the devices. */
export type DeviceEffects = Pick<ChainState, 'lostRacks' | 'lostWatts' | 'unfedZones' | 'devices'>;

type Effect = Omit<DeviceEffects, 'unfedZones'> & { readonly isUnfed: boolean };

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
    const effect = effectOf(this.zones[number], flow);
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
