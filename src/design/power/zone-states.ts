import { type ZoneLoads, type ZoneState, zoneState } from './zone-state';

/** States of one zone by the feeds that are out, each reckoned once. */
export class ZoneStates {
  private readonly known = new Map<string, ZoneState>();

  public constructor(public readonly zone: ZoneLoads) {}

  /** The zone while feeds are out. @param lost - their places in `feeds`, rising */
  public without(lost: readonly number[]): ZoneState {
    const key = lost.join(' ');
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const state = zoneState(this.zone, new Set(lost));
    this.known.set(key, state);
    return state;
  }
}
