import type { ZoneState } from '../zone-state';
import type { ChainZone, Flow } from './chain-flow';
import type { ChainState } from './power-chain-plan';

/** What a state does to the devices. */
export type DeviceEffects = Pick<ChainState, 'lostRacks' | 'lostWatts' | 'unfedZones' | 'devices'>;

type Effect = Omit<DeviceEffects, 'unfedZones'>;

/** What states of a chain do to the devices of its zones; each combination of lost feeds is reckoned once. */
export class ZoneEffects {
  private readonly byState = new Map<ZoneState, Effect>();
  private readonly merged = new Map<string, readonly string[]>();

  public constructor(private readonly zones: readonly ChainZone[]) {}

  /** The effects of a state on all zones. */
  public of({ zones: flows }: Flow): DeviceEffects {
    const devices = { full: 0, degraded: 0, down: 0, indeterminate: 0 };
    const lists: (readonly string[])[] = [];
    const keys: string[] = [];
    const unfedZones: string[] = [];
    let lostWatts = 0;
    flows.forEach(({ lost, state }, number) => {
      const zone = this.zones[number];
      if (zone === undefined) return;
      const effect = this.effectOf(zone, state, lost.length === zone.states.zone.feeds.length);
      devices.full += effect.devices.full;
      devices.degraded += effect.devices.degraded;
      devices.down += effect.devices.down;
      devices.indeterminate += effect.devices.indeterminate;
      lostWatts += effect.lostWatts;
      if (lost.length === zone.states.zone.feeds.length) unfedZones.push(zone.name);
      if (effect.lostRacks.length === 0) return;
      lists.push(effect.lostRacks);
      keys.push(`${number}:${lost.join(' ')}`);
    });
    return { lostRacks: this.merge(lists, keys.join('|')), lostWatts, unfedZones, devices };
  }

  private effectOf({ states }: ChainZone, state: ZoneState, isUnfed: boolean): Effect {
    const known = this.byState.get(state);
    if (known !== undefined) return known;
    const devices = { full: 0, degraded: 0, down: 0, indeterminate: 0 };
    const racks = new Set<string>();
    let lostWatts = isUnfed ? states.zone.tenantWatts : 0;
    states.zone.groups.forEach((group, index) => {
      const survival = state.outcomes[index]?.survival ?? 'indeterminate';
      devices[survival] += group.devices;
      if (survival !== 'down') return;
      lostWatts += group.watts;
      for (const rack of group.racks) racks.add(rack);
    });
    const effect = { devices, lostWatts, lostRacks: [...racks].sort() };
    this.byState.set(state, effect);
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
