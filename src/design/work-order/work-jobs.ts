import type { FeedLoss } from '../../model/power-plan';
import { present } from '../../units/present';
import { holdersOf, isSamePiece } from './network-model';
import {
  type DeviceAt,
  type DeviceChange,
  fatalFeeds,
  type FeedChange,
  type RackChange,
  type SiteDifference,
} from './site-difference';
import { type FeedExposure, placeText, type WorkCable, type WorkPlace } from './work-order-plan';
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
    const to = present({ to: after === undefined ? undefined : placeText(after.place) });
    state.step(job, { kind: 'device-out', name, place: from.place, from: placeText(from.place), ...to }, () => {
      state.setDevice(from, false);
      if (after === undefined) state.forget(name);
    });
  }

  /** Puts a device in: into its place, cables in, switched on, back to work. */
  public putIn({ name, before }: DeviceChange, to: DeviceAt): void {
    const { state } = this;
    const job = `device ${name}`;
    const from = present({ from: before === undefined ? undefined : placeText(before.place) });
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
    const feeds = present({ feeds: zone === undefined ? undefined : { zone: zone.name, names: zone.feeds } });
    state.step(job, { kind: 'feed-off', name, place, ...feeds }, () => {
      if (kind !== 'system') state.setOff(name, true);
    });
  }

  private startUp(job: string, { device: { name, kind }, place, zone }: DeviceAt): void {
    const { state } = this;
    if (kind === 'panel') return;
    const feeds = present({ feeds: zone === undefined ? undefined : { zone: zone.name, names: zone.feeds } });
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

/** Cables on their way from one state to the other. */
export class CableJobs {
  /** Cables of the state after that come in on the way, by label. */
  public readonly wanted = new Map<string, WorkCable>();
  /** Labels of cables of the state before that go out on the way. */
  public readonly unwanted = new Set<string>();
  private readonly wantedAt = new Map<string, Set<string>>();

  public constructor(
    private readonly state: WorkState,
    private readonly difference: SiteDifference,
  ) {
    for (const { name: label, before, after } of difference.cables) {
      if (before !== undefined) this.unwanted.add(label);
      if (after !== undefined) this.want(after);
    }
    for (const { name } of difference.devices.values()) {
      for (const label of state.cablesOf(name)) {
        this.unwanted.add(label);
        const next = difference.cablesAfter.get(label);
        if (next !== undefined) this.want(next);
      }
    }
  }

  /** Whether all cables of a device are in. */
  public isWhole(device: string): boolean {
    const labels = this.wantedAt.get(device);
    if (labels === undefined) return true;
    for (const label of labels) if (this.isWanted(label)) return false;
    return true;
  }

  /** Whether a cable must still come in. */
  public isWanted(label: string): boolean {
    const cable = this.wanted.get(label);
    return cable !== undefined && this.state.cables.get(label) !== cable;
  }

  /** Whether a cable must still go out. */
  public isUnwanted(label: string): boolean {
    const cable = this.state.cables.get(label);
    return this.unwanted.has(label) && cable !== undefined && cable !== this.wanted.get(label);
  }

  /** Whether both ends stand where they shall, and no other cable is in the ports. */
  public canPlug(cable: WorkCable): boolean {
    return holdersOf(cable).every((holder) => this.isInPlace(holder)) && this.state.blockersOf(cable).length === 0;
  }

  /** Takes a cable out. */
  public take(job: string, label: string): void {
    const cable = this.state.cables.get(label);
    if (cable === undefined) return;
    const facts = { kind: 'cable-out' as const, name: label, place: placeOf(cable), cable, ...this.kept(label) };
    this.state.step(job, facts, () => this.state.takeCable(cable));
  }

  /** Puts a cable in. */
  public plug(job: string, cable: WorkCable): void {
    const { label } = cable;
    const facts = { kind: 'cable-in' as const, name: label, place: placeOf(cable), cable, ...this.kept(label) };
    this.state.step(job, facts, () => this.state.plugCable(cable));
  }

  /** Whether nothing but cables that wait for each other's ports keeps a cable from its own. */
  public isInRing(cable: WorkCable): boolean {
    return (
      this.isUnwanted(cable.label) &&
      this.ringOf(cable).every(
        (each) =>
          holdersOf(each).every((holder) => this.isInPlace(holder)) &&
          this.state.blockersOf(each).every((label) => this.isWanted(label)),
      )
    );
  }

  /** Takes a cable out, and puts in what waits for its ports, as far as one follows from the other. */
  public turnRing(job: string, start: WorkCable): void {
    const ring = this.ringOf(start);
    this.take(job, start.label);
    for (let isTurning = true; isTurning;) {
      isTurning = false;
      for (const cable of ring) {
        if (!this.isWanted(cable.label) || !this.canPlug(cable)) continue;
        this.take(job, cable.label);
        this.plug(job, cable);
        isTurning = true;
      }
    }
  }

  /** Takes all cables of a device out. */
  public takeAll(job: string, device: string): void {
    for (const label of [...this.state.cablesOf(device)]) this.take(job, label);
  }

  /** Puts in all cables of a device that can go in. */
  public plugAll(job: string, device: string): void {
    for (const label of this.wantedAt.get(device) ?? []) {
      const cable = this.wanted.get(label);
      if (cable !== undefined && !this.state.cables.has(label) && this.canPlug(cable)) this.plug(job, cable);
    }
  }

  /** Whether a device stands where it shall. */
  public isInPlace(device: string): boolean {
    return !this.difference.devices.has(device) || this.state.arrived.has(device);
  }

  /** Cables that stand in a cable's way to its ports, those in their way and so on; itself last. */
  private ringOf(start: WorkCable): WorkCable[] {
    const found = new Map([[start.label, start]]);
    for (const cable of found.values()) {
      for (const label of this.state.blockersOf(cable)) {
        const next = this.wanted.get(label);
        if (next !== undefined && this.isWanted(label)) found.set(label, next);
      }
    }
    return [...found.values()].reverse();
  }

  private kept(label: string): { isKept?: true } {
    const [from, to] = [this.difference.cablesBefore.get(label), this.difference.cablesAfter.get(label)];
    return from !== undefined && to !== undefined && isSamePiece(from, to) ? { isKept: true } : {};
  }

  private want(cable: WorkCable): void {
    if (this.wanted.has(cable.label)) return;
    this.wanted.set(cable.label, cable);
    for (const holder of holdersOf(cable)) {
      const labels = this.wantedAt.get(holder);
      if (labels === undefined) this.wantedAt.set(holder, new Set([cable.label]));
      else labels.add(cable.label);
    }
  }
}

/** Where the lower end is. */
function placeOf({ links }: WorkCable): WorkPlace {
  const [first] = links;
  const { hall = '', row = '', rack = '', u = 0 } = first?.a ?? {};
  return { hall, row, rack, u };
}
