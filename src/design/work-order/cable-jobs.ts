import type { SiteDifference } from './site-difference';
import { holdersOf, isSamePiece } from './work-cables';
import type { WorkCable, WorkPlace } from './work-order-plan';
import type { WorkState } from './work-state';

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
    for (const { label, before, after } of difference.cables) {
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
