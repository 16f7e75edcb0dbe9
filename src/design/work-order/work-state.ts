import type { SitePlan } from '../../model/site-plan';
import {
  holdersOf,
  linkOfCable,
  type NetworkEndpoint,
  networkModel,
  type NetworkModel,
  ownersOf,
  portsOf,
} from './network-model';
import { NetworkState, type OverLoss, ServiceGroups, type Shortage } from './network-state';
import type { DeviceAt, FeedChange, SiteDifference } from './site-difference';
import type { FeedExposure, WorkCable, WorkLoss, WorkStep, WorkStepKind } from './work-order-plan';

/** A step before its number, window and losses are known. */
export type StepFacts = Omit<WorkStep, 'number' | 'window' | 'job' | 'during' | 'after'>;

/** Kinds of step that take something out of work: what is lost is lost from their beginning. */
const TAKING: ReadonlySet<WorkStepKind> = new Set<WorkStepKind>(['drain', 'feed-off', 'cable-out', 'device-out']);

/** By how much a share may pass another and still be equal. */
const ROUNDING = 1e-9;

/** Ends a job that breaks a promise. */
const STOP = new Error('a promise is broken');

/** A promise that a step breaks, with what its finding says. */
export interface BrokenPromise {
  readonly promise: 'bandwidth' | 'feeds' | 'group';
  readonly step: number;
  /** How far it is broken, to compare breaches of one promise. */
  readonly excess: number;
  readonly over?: OverLoss;
  readonly group?: { readonly name: string; readonly members: readonly string[] };
  readonly feed?: FeedChange;
}

/** The site while people work on it: what is where, which port holds which cable, what is off. Every change can be taken back. */
export class WorkState {
  public readonly steps: WorkStep[] = [];
  /** Label of the cable in each port. */
  public readonly ports = new Map<string, string>();
  /** Cables that are in, by label. */
  public readonly cables = new Map<string, WorkCable>();
  public readonly network: NetworkState;
  /** Systems that do no work. */
  public readonly drained = new Set<string>();
  /** Devices of other kinds that are off or out. */
  public readonly off = new Set<string>();
  /** Devices that were put into their place of the state after. */
  public readonly arrived = new Set<string>();
  /** Promises that steps broke, in order. */
  public readonly broken: BrokenPromise[] = [];
  private mostExcess = Infinity;
  private readonly groups: ServiceGroups;
  /** Devices of the state before: what is new is not lost while it is not yet at work. */
  private readonly standing: ReadonlySet<string>;
  private readonly units = new Map<string, string>();
  private readonly exposures = new Map<string, FeedExposure>();
  private readonly cablesAt = new Map<string, Set<string>>();
  private readonly undos: (() => void)[] = [];
  private readonly model: NetworkModel;
  private readonly owners: ReturnType<typeof ownersOf>;
  private loss: WorkLoss | undefined;

  public constructor(before: SitePlan, after: SitePlan, difference: SiteDifference, mostLostShare: number | undefined) {
    this.model = networkModel(before, after);
    this.owners = ownersOf([after, before]);
    this.groups = new ServiceGroups(before, after);
    this.standing = new Set(before.placement.positions.keys());
    const { standing } = this;
    for (const rack of before.placement.racks) {
      for (const { name, u, heightU } of rack.devices) {
        for (let unit = u; unit < u + heightU; unit += 1) this.units.set(`${rack.name} ${unit}`, name);
      }
    }
    for (const label of difference.cablesAfter.keys()) if (label.includes('#')) this.setNeed(label);
    for (const label of difference.cablesBefore.keys()) if (label.includes('#')) this.setNeed(label);
    for (const [label, cable] of difference.cablesBefore) {
      this.cables.set(label, cable);
      for (const port of portsOf(cable)) this.ports.set(port, label);
      for (const holder of holdersOf(cable)) this.cablesOf(holder).add(label);
      for (const link of this.linksOf(cable, 'before')) link.have += 1;
    }
    const fresh = new Set([...difference.devices.values()].filter((change) => change.after).map(({ name }) => name));
    this.network = new NetworkState(this.model, fresh, (name) => standing.has(name), mostLostShare);
  }

  /** Labels of the cables that are in a device. */
  public cablesOf(device: string): Set<string> {
    const known = this.cablesAt.get(device);
    if (known !== undefined) return known;
    const made = new Set<string>();
    this.cablesAt.set(device, made);
    return made;
  }

  /** Whether a place is free, but for the device that shall take it. */
  public isFree({ device, place }: DeviceAt): boolean {
    for (let unit = place.u; unit < place.u + device.heightU; unit += 1) {
      const name = this.units.get(`${place.rack} ${unit}`);
      if (name !== undefined && name !== device.name) return false;
    }
    return true;
  }

  /** Labels of other cables in the ports that a cable wants. */
  public blockersOf(cable: WorkCable): string[] {
    const found = portsOf(cable).flatMap((port) => this.ports.get(port) ?? []);
    return [...new Set(found.filter((label) => label !== cable.label))];
  }

  public takeCable(cable: WorkCable): void {
    this.setCable(cable, false, 'before');
  }

  public plugCable(cable: WorkCable): void {
    this.setCable(cable, true, 'after');
  }

  public setDevice({ device: { name, heightU }, place }: DeviceAt, isThere: boolean): void {
    for (let unit = place.u; unit < place.u + heightU; unit += 1) {
      const key = `${place.rack} ${unit}`;
      const was = this.units.get(key);
      if (isThere) this.units.set(key, name);
      else this.units.delete(key);
      this.undos.push(() => (was === undefined ? this.units.delete(key) : this.units.set(key, was)));
    }
    if (isThere) this.toggle(this.arrived, name, true);
  }

  /** Takes a system out of work, or puts it back. */
  public setDrained(device: string, isDrained: boolean): void {
    this.toggle(this.drained, device, isDrained);
  }

  /** Switches a device that is no system off or on. */
  public setOff(device: string, isOff: boolean): void {
    this.toggle(this.off, device, isOff);
    this.network.changePower(device, !isOff);
    this.undos.push(() => this.network.changePower(device, isOff));
  }

  /** Strikes a device that is gone off the lists of what is drained and off. */
  public forget(device: string): void {
    this.toggle(this.drained, device, false);
    this.toggle(this.off, device, false);
  }

  public expose(key: string, exposure: FeedExposure | undefined): void {
    const was = this.exposures.get(key);
    if (exposure === undefined) this.exposures.delete(key);
    else this.exposures.set(key, exposure);
    this.undos.push(() => (was === undefined ? this.exposures.delete(key) : this.exposures.set(key, was)));
  }

  /** Writes a step down. @param change - what it does to the site */
  public step(job: string, facts: StepFacts, change: () => void = () => undefined): void {
    const before = this.lost();
    change();
    this.loss = undefined;
    const after = this.lost();
    const during = TAKING.has(facts.kind) ? after : before;
    this.steps.push({ number: this.steps.length + 1, window: 1, job, ...facts, during, after });
    this.undos.push(() => {
      this.steps.pop();
      this.loss = before;
    });
    if (TAKING.has(facts.kind)) this.judge(facts);
  }

  /** Does what `act` does until it breaks a promise further than `excess`, and gives that. */
  public doUntilBroken(act: () => void, excess: number): BrokenPromise | undefined {
    this.mostExcess = excess + ROUNDING;
    const first = this.broken.length;
    try {
      act();
      return undefined;
    } catch (error) {
      if (error !== STOP) throw error;
      return this.broken.slice(first).find((one) => one.excess > excess + ROUNDING);
    } finally {
      this.mostExcess = Infinity;
    }
  }

  /** Writes a broken promise down, as of the last step. */
  public breakPromise(promise: Omit<BrokenPromise, 'step'>): void {
    this.broken.push({ ...promise, step: this.steps.length });
    this.undos.push(() => this.broken.pop());
    if (promise.excess > this.mostExcess) throw STOP;
  }

  public mark(): number {
    return this.undos.length;
  }

  /** Takes back all that came after a mark. */
  public undo(mark: number): void {
    while (this.undos.length > mark) this.undos.pop()?.();
  }

  public overLoss(): OverLoss | undefined {
    return this.network.overLoss(this.isInService);
  }

  /** Endpoints in service that are short of bandwidth now. */
  public shortages(): readonly Shortage[] {
    return this.network.shortages(this.isInService);
  }

  /** What is lost now. */
  public lost(): WorkLoss {
    return (this.loss ??= this.lostNow());
  }

  /** The same, where something was changed beside the steps. */
  public lostNow(): WorkLoss {
    return {
      bandwidth: this.network.losses(this.isInService),
      drained: this.drainedByOwner(),
      feeds: [...this.exposures.values()],
      devicesOut: [...this.off].filter((name) => this.standing.has(name)).sort(),
    };
  }

  /** Owner of the GPUs of a system. */
  public ownerOf(system: string): {
    readonly cluster: string;
    readonly tenants: readonly string[];
    readonly gpus: number;
  } {
    return this.owners.get(system) ?? { cluster: 'services', tenants: [], gpus: 0 };
  }

  private judge({ kind, name }: StepFacts): void {
    const over = this.overLoss();
    if (over !== undefined) this.breakPromise({ promise: 'bandwidth', over, excess: over.lostShare - over.limitShare });
    const group = kind === 'feed-off' ? this.groups.allOff(name, this.off) : undefined;
    if (group !== undefined) this.breakPromise({ promise: 'group', group, excess: 1 });
  }

  private readonly isInService = ({ name, device }: NetworkEndpoint): boolean =>
    !this.drained.has(device) && !this.drained.has(name) && !this.off.has(device);

  private drainedByOwner(): WorkLoss['drained'] {
    const groups = new Map<string, { owner: string; tenants: readonly string[]; systems: string[]; gpus: number }>();
    for (const system of [...this.drained].sort()) {
      if (!this.standing.has(system)) continue;
      const { cluster, tenants, gpus } = this.ownerOf(system);
      const group = groups.get(cluster) ?? { owner: cluster, tenants, systems: [], gpus: 0 };
      groups.set(cluster, group);
      group.systems.push(system);
      group.gpus += gpus;
    }
    return [...groups.values()];
  }

  private setCable(cable: WorkCable, isIn: boolean, state: 'before' | 'after'): void {
    const { label } = cable;
    const holders = holdersOf(cable);
    const links = this.linksOf(cable, state);
    const set = (plugged: boolean): void => {
      if (plugged) this.cables.set(label, cable);
      else this.cables.delete(label);
      for (const port of portsOf(cable)) {
        if (plugged) this.ports.set(port, label);
        else this.ports.delete(port);
      }
      for (const holder of holders) {
        if (plugged) this.cablesOf(holder).add(label);
        else this.cablesOf(holder).delete(label);
      }
      for (const link of links) this.network.changeLink(link, plugged ? 1 : -1);
    };
    set(isIn);
    this.undos.push(() => set(!isIn));
  }

  private linksOf(
    { links }: WorkCable,
    state: 'before' | 'after',
  ): NonNullable<ReturnType<NetworkModel['before']['get']>>[] {
    return links.flatMap(({ label }) => this.model[state].get(linkOfCable(label)) ?? []);
  }

  private setNeed(label: string): void {
    for (const state of ['before', 'after'] as const) {
      const link = this.model[state].get(linkOfCable(label));
      if (link !== undefined) link.need = 3;
    }
  }

  private toggle(set: Set<string>, name: string, isIn: boolean): void {
    const was = set.has(name);
    if (isIn) set.add(name);
    else set.delete(name);
    this.undos.push(() => (was ? set.add(name) : set.delete(name)));
  }
}
