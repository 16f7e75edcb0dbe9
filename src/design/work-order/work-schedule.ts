import { DesignError } from '../../errors/design-error';
import type { SitePlan } from '../../model/site-plan';
import type { DeviceChange, FeedChange, RackChange, SiteDifference } from './site-difference';
import { CableJobs, DeviceJobs } from './work-jobs';
import { SitePlaces } from '../../model/site-cables';
import { walkingOrder, type WorkPlace } from './work-order-plan';
import type { WorkState } from './work-state';

const NOWHERE: WorkPlace = { hall: '', row: '', rack: '', u: 0 };

/**
 * Strings jobs together. What only adds comes first (make before break), then cables that change their port, then feeds, then devices one by one, then what
 * goes; within each, as one walks. A job that would break a promise waits for the others; where nothing else is left, what blocks itself in a ring is
 * taken out first, then a system that loses too much is drained; where that breaks a promise too, the first job is done all the same, and its breach stands in the order.
 */
export class WorkSchedule {
  private readonly cables: CableJobs;
  private readonly jobs: DeviceJobs;
  private readonly devices = new Map<string, DeviceChange>();
  private readonly racks = new Map<string, RackChange>();
  private readonly feeds: FeedChange[];
  /** Devices that were taken out to break a ring, and are not in again. */
  private readonly halfOut = new Set<string>();
  private wanted: string[];
  private unwanted: string[];
  private mode: 'plain' | 'drain' | 'forced' = 'plain';
  private readonly places: SitePlaces;

  public constructor(
    private readonly state: WorkState,
    private readonly difference: SiteDifference,
    private readonly before: SitePlan,
    after: SitePlan,
  ) {
    this.places = new SitePlaces(before);
    const rank = walkingOrder([after, before]);
    const walk = <T>(list: readonly T[], place: (item: T) => WorkPlace, name: (item: T) => string): T[] =>
      list
        .map((item) => ({ item, rank: rank(place(item)), name: name(item) }))
        .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))
        .map(({ item }) => item);
    this.cables = new CableJobs(state, difference);
    this.jobs = new DeviceJobs(state, this.cables);
    const cableAt = (label: string): WorkPlace =>
      (this.cables.wanted.get(label) ?? state.cables.get(label))?.links[0]?.a ?? NOWHERE;
    const placeOf = ({ before: was, after: is }: DeviceChange): WorkPlace => (was ?? is)?.place ?? NOWHERE;
    for (const change of walk([...difference.devices.values()], placeOf, ({ name }) => name)) {
      this.devices.set(change.name, change);
    }
    for (const change of walk(
      difference.racks,
      ({ place }) => place,
      ({ rack }) => rack,
    )) {
      this.racks.set(change.rack, change);
    }
    this.feeds = walk(
      difference.feeds,
      ({ place }) => place,
      ({ zone, feed }) => `${zone.name} ${feed}`,
    );
    this.wanted = walk([...this.cables.wanted.keys()], cableAt, (label) => label);
    const gone = [...this.cables.unwanted].filter((label) => !this.cables.wanted.has(label));
    this.unwanted = walk(gone, cableAt, (label) => label);
  }

  /**
   * Does all jobs.
   *
   * @throws DesignError `work-order/no-way` where a place or a port of the state after is taken by what stays
   */
  public run(): void {
    while (this.pass()) {
      // Each pass does one job at least, or all cables that can go in.
    }
    const [device] = this.devices.keys();
    const left = device ?? this.wanted.find((label) => this.cables.isWanted(label));
    if (left === undefined) return;
    throw new DesignError('work-order/no-way', {
      problem: `'${left}' cannot take its place or port of the plan after: something that stays is in it`,
      remedy: 'give two plans that were synthesized whole, in which no two things take one place or one port',
      object: left,
    });
  }

  private pass(): boolean {
    for (const mode of ['plain', 'drain', 'forced'] as const) {
      this.mode = mode;
      if (this.tryAll()) return true;
    }
    return false;
  }

  private get isForced(): boolean {
    return this.mode === 'forced';
  }

  private tryAll(): boolean {
    return (
      this.newDevices() ||
      this.cablesIn(false) ||
      this.cablesIn(true) ||
      this.rackFeeds() ||
      this.zoneFeeds() ||
      this.moves() ||
      this.removals() ||
      this.cablesOut() ||
      this.ringOfCables() ||
      this.ringOfDevices()
    );
  }

  /**
   * Does a job, and takes it back where it breaks a promise further than it is broken already. Where no other job is left, the one system that it takes
   * too much from is drained before it.
   */
  private attempt(job: string, act: () => void): boolean {
    const { state } = this;
    const over = state.overLoss();
    const excess = over === undefined ? 0 : over.lostShare - over.limitShare;
    const mark = state.mark();
    const all = (): void => {
      act();
      this.returnSystems();
    };
    if (this.isForced) {
      all();
      return true;
    }
    const found = state.doUntilBroken(all, excess);
    if (found === undefined) return true;
    state.undo(mark);
    const system = found.over?.endpoint;
    if (this.mode !== 'drain' || system === undefined || system.gpus === 0) return false;
    const name = system.device;
    state.step(job, { kind: 'drain', name, place: this.places.of(name) }, () => state.setDrained(name, true));
    const isKept = state.doUntilBroken(all, excess) === undefined;
    // The system must be back at the end: systems are drained for cables one by one.
    if (isKept && !state.drained.has(name)) return true;
    state.undo(mark);
    return false;
  }

  /** Systems that waited for a cable at another device's end, or were drained for a cable of their own. */
  private returnSystems(): void {
    for (const name of [...this.state.drained].sort()) {
      const change = this.difference.devices.get(name);
      const place = change === undefined ? this.places.of(name) : change.after?.place;
      if (place === undefined) continue;
      const last = this.state.steps[this.state.steps.length - 1]?.job ?? '';
      this.jobs.returnIfWhole(last === `cables of ${name}` ? last : `device ${name}`, name, place);
    }
  }

  private newDevices(): boolean {
    for (const change of this.devices.values()) {
      const { after, before, name } = change;
      const isOut = before === undefined || this.isHalfOut(name);
      if (!isOut || after === undefined || !this.canStand(change)) continue;
      if (this.attempt(`device ${name}`, () => this.jobs.putIn(change, after))) return this.devices.delete(name);
    }
    return false;
  }

  private moves(): boolean {
    for (const change of this.devices.values()) {
      const { before, after, name } = change;
      if (before === undefined || after === undefined || this.isHalfOut(name) || !this.canStand(change)) continue;
      const act = (): void => {
        this.jobs.takeOut(change, before);
        this.jobs.putIn(change, after);
      };
      if (this.attempt(`device ${name}`, act)) return this.devices.delete(name);
    }
    return false;
  }

  private removals(): boolean {
    for (const change of this.devices.values()) {
      const { before, after, name } = change;
      if (before === undefined || after !== undefined) continue;
      if (this.attempt(`device ${name}`, () => this.jobs.takeOut(change, before))) return this.devices.delete(name);
    }
    return false;
  }

  /** Cables whose ports are free: new ones, or those that only change their own port. */
  private cablesIn(isReplug: boolean): boolean {
    let isDone = false;
    const left: string[] = [];
    for (const label of this.wanted) {
      const cable = this.cables.wanted.get(label);
      if (cable === undefined || !this.cables.isWanted(label)) continue;
      const isIn = this.state.cables.has(label);
      if (isIn !== isReplug || (this.isForced && isDone) || !this.cables.canPlug(cable)) {
        left.push(label);
        continue;
      }
      const job = `cables of ${cable.links[0]?.a.device ?? ''}`;
      const act = (): void => {
        if (isIn) this.cables.take(job, label);
        this.cables.plug(job, cable);
      };
      if (this.attempt(job, act)) isDone = true;
      else left.push(label);
    }
    this.wanted = left;
    return isDone;
  }

  private cablesOut(): boolean {
    let isDone = false;
    const left: string[] = [];
    for (const label of this.unwanted) {
      if (!this.cables.isUnwanted(label)) continue;
      const job = `cables of ${this.state.cables.get(label)?.links[0]?.a.device ?? ''}`;
      if (!(this.isForced && isDone) && this.attempt(job, () => this.cables.take(job, label))) isDone = true;
      else left.push(label);
    }
    this.unwanted = left;
    return isDone;
  }

  private rackFeeds(): boolean {
    for (const change of this.racks.values()) {
      const isLeaving = [...this.devices.values()].some(({ before }) => before?.place.rack === change.rack);
      if (isLeaving && !this.isForced) continue;
      if (this.attempt(`rack ${change.rack}`, () => this.jobs.changeRack(change)))
        return this.racks.delete(change.rack);
    }
    return false;
  }

  private zoneFeeds(): boolean {
    return this.feeds.some((change, index) => {
      const isDone = this.attempt(`zone ${change.zone.name}`, () =>
        this.jobs.changeFeed(change, this.devicesOf(change)),
      );
      if (isDone) this.feeds.splice(index, 1);
      return isDone;
    });
  }

  /** Cables that wait for each other's ports: the first comes out, the others follow, and it goes in last. */
  private ringOfCables(): boolean {
    return this.wanted.some((label) => {
      const cable = this.cables.wanted.get(label);
      if (cable === undefined || !this.cables.isInRing(cable)) return false;
      const job = `cables of ${cable.links[0]?.a.device ?? ''}`;
      return this.attempt(job, () => this.cables.turnRing(job, cable));
    });
  }

  /** Devices that wait for each other's places: the first comes out. */
  private ringOfDevices(): boolean {
    for (const change of this.devices.values()) {
      const { before, after, name } = change;
      if (before === undefined || after === undefined || this.isHalfOut(name)) continue;
      if (this.attempt(`device ${name}`, () => this.jobs.takeOut(change, before))) {
        this.halfOut.add(name);
        return true;
      }
    }
    return false;
  }

  private isHalfOut(name: string): boolean {
    return this.halfOut.has(name);
  }

  private canStand({ after }: DeviceChange): boolean {
    return after !== undefined && this.state.isFree(after) && (this.isForced || !this.racks.has(after.place.rack));
  }

  private devicesOf({ zone }: FeedChange): string[] {
    const racks = new Set(zone.racks);
    return this.before.placement.racks.flatMap(({ name, devices }) =>
      racks.has(name) ? devices.map((each) => each.name) : [],
    );
  }
}
