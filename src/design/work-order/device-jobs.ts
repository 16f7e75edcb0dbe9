import type { FeedLoss } from '../../model/power-plan';
import type { CableJobs } from './cable-jobs';
import { type DeviceAt, type DeviceChange, fatalFeeds, type FeedChange, type RackChange } from './site-difference';
import type { FeedExposure, WorkPlace } from './work-order-plan';
import { placeText } from './work-places';
import type { WorkState } from './work-state';

/** What is done to a device, a rack or a feed as one piece of work. */
export class DeviceJobs {
  public constructor(
    private readonly state: WorkState,
    private readonly cables: CableJobs,
  ) {}

  /** Takes a device out: drained, switched off, cables out, out of its place. */
  public takeOut({ name, after }: DeviceChange, from: DeviceAt): void {
    const { state } = this;
    const job = `device ${name}`;
    this.shutDown(job, from);
    this.cables.takeAll(job, name);
    const to = after === undefined ? {} : { to: placeText(after.place) };
    state.step(job, { kind: 'device-out', name, place: from.place, from: placeText(from.place), ...to }, () => {
      state.setDevice(from, false);
      if (after === undefined) state.forget(name);
    });
  }

  /** Puts a device in: into its place, cables in, switched on, back to work. */
  public putIn({ name, before }: DeviceChange, to: DeviceAt): void {
    const { state } = this;
    const job = `device ${name}`;
    const from = before === undefined ? {} : { from: placeText(before.place) };
    state.step(job, { kind: 'device-in', name, place: to.place, ...from, to: placeText(to.place) }, () => {
      state.setDevice(to, true);
      if (to.device.kind === 'system') state.setDrained(name, true);
      else if (to.device.kind !== 'panel') state.setOff(name, true);
    });
    this.cables.plugAll(job, name);
    this.startUp(job, to);
  }

  /** Moves the feeds of a rack to another zone, one by one; what would not run on the others is shut down first. */
  public changeRack({ rack, place, before, after, devices }: RackChange): void {
    const { state } = this;
    const job = `rack ${rack}`;
    const stopped = devices
      .filter((device) => fatalFeeds(device, before).length + fatalFeeds(device, after).length > 0)
      .map((device): DeviceAt => ({ device, place, zone: before }));
    for (const at of stopped) this.shutDown(job, at);
    const isStopped = new Set(stopped.map(({ device }) => device.name));
    const running = devices.filter(({ name }) => !isStopped.has(name)).map(({ name }) => name);
    const count = Math.max(before.feeds.length, after.feeds.length);
    for (let index = 0; index < count; index += 1) {
      const [from, to] = [before.feeds[index], after.feeds[index]];
      const key = `${rack} ${index}`;
      if (from !== undefined) {
        const exposure = this.exposureOf({ zone: before.name, feed: from, rack }, running);
        const feeds = { zone: before.name, names: [from] };
        state.step(job, { kind: 'feed-off', name: rack, place, feeds }, () => state.expose(key, exposure));
      }
      if (to !== undefined) {
        const feeds = { zone: after.name, names: [to] };
        state.step(job, { kind: 'feed-on', name: rack, place, feeds }, () => state.expose(key, undefined));
      } else {
        state.expose(key, undefined);
      }
    }
    for (const { device } of stopped) this.startUp(job, { device, place, zone: after });
  }

  /** Takes a feed of a whole zone off and on again. */
  public changeFeed(change: FeedChange, devices: readonly string[]): void {
    const { state } = this;
    const { zone, feed, place } = change;
    const job = `zone ${zone.name}`;
    const feeds = { zone: zone.name, names: [feed] };
    const key = `${zone.name} ${feed} `;
    const exposure = this.exposureOf({ zone: zone.name, feed }, devices);
    state.step(job, { kind: 'feed-off', name: zone.name, place, feeds }, () => state.expose(key, exposure));
    const isFatal = ({ lost, survival }: FeedLoss): boolean =>
      lost === feed && (survival === 'down' || survival === 'indeterminate');
    if (zone.feeds.length === 1 || zone.losses.some(isFatal)) {
      state.breakPromise({ promise: 'feeds', feed: change, excess: 1 });
    }
    state.step(job, { kind: 'feed-on', name: zone.name, place, feeds }, () => state.expose(key, undefined));
  }

  /** Puts a system back to work as soon as all its cables are in. */
  public returnIfWhole(job: string, device: string, place: WorkPlace): void {
    const { state } = this;
    if (!state.drained.has(device) || !this.cables.isInPlace(device) || !this.cables.isWhole(device)) return;
    state.step(job, { kind: 'return', name: device, place }, () => state.setDrained(device, false));
  }

  private shutDown(job: string, { device: { name, kind }, place, zone }: DeviceAt): void {
    const { state } = this;
    if (kind === 'panel') return;
    if (kind === 'system' && !state.drained.has(name)) {
      state.step(job, { kind: 'drain', name, place }, () => state.setDrained(name, true));
    }
    const feeds = zone === undefined ? {} : { feeds: { zone: zone.name, names: zone.feeds } };
    state.step(job, { kind: 'feed-off', name, place, ...feeds }, () => {
      if (kind !== 'system') state.setOff(name, true);
    });
  }

  private startUp(job: string, { device: { name, kind }, place, zone }: DeviceAt): void {
    const { state } = this;
    if (kind === 'panel') return;
    const feeds = zone === undefined ? {} : { feeds: { zone: zone.name, names: zone.feeds } };
    state.step(job, { kind: 'feed-on', name, place, ...feeds }, () => {
      if (kind !== 'system') state.setOff(name, false);
    });
    this.returnIfWhole(job, name, place);
  }

  private exposureOf(at: Pick<FeedExposure, 'zone' | 'feed' | 'rack'>, devices: readonly string[]): FeedExposure {
    const owners = devices.map((name) => this.state.ownerOf(name)).filter(({ gpus }) => gpus > 0);
    return {
      ...at,
      devices: devices.length,
      gpus: owners.reduce((sum, { gpus }) => sum + gpus, 0),
      owners: [...new Set(owners.map(({ cluster }) => cluster))].sort(),
      tenants: [...new Set(owners.flatMap(({ tenants }) => tenants))].sort(),
    };
  }
}
