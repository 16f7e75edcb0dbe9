import type { BookRackSet, BookSite } from '../book-data';
import { currentRoute } from './route';

/** The site with what is looked up by name, made once. */
export class SiteModel {
  public readonly deviceNamed: ReadonlyMap<string, number>;
  public readonly rackNamed: ReadonlyMap<string, number>;
  public readonly hallNamed: ReadonlyMap<string, number>;
  public readonly nodeNamed: ReadonlyMap<string, number>;
  /** Devices of each rack from the bottom up. */
  public readonly devicesIn: readonly (readonly number[])[];
  /** Racks of each hall. */
  public readonly racksIn: readonly (readonly number[])[];

  public constructor(public readonly site: BookSite) {
    const { devices, racks, halls, nodes } = site;
    this.deviceNamed = new Map(devices.name.map((name, index) => [name, index]));
    this.rackNamed = new Map(racks.name.map((name, index) => [name, index]));
    this.hallNamed = new Map(halls.map(({ name }, index) => [name, index]));
    this.nodeNamed = new Map(nodes.map(({ name }, index) => [name, index]));
    const devicesIn = racks.name.map((): number[] => []);
    for (const [device, rack] of devices.rack.entries()) devicesIn[rack]?.push(device);
    for (const own of devicesIn) own.sort((a, b) => (devices.u[a] ?? 0) - (devices.u[b] ?? 0));
    this.devicesIn = devicesIn;
    const racksIn = halls.map((): number[] => []);
    for (const [rack, hall] of racks.hall.entries()) racksIn[hall]?.push(rack);
    this.racksIn = racksIn;
  }

  /** The phase that is shown; a site without phases, or all of them, is shown whole. */
  public get phase(): number {
    const last = Math.max(0, this.site.phases.length - 1);
    const given = Number(currentRoute().params.get('phase') ?? last);
    return Number.isInteger(given) && given >= 0 && given <= last ? given : last;
  }

  /** Whether a device is there by the phase that is shown. */
  public isThere(device: number): boolean {
    const rack = this.site.devices.rack[device] ?? -1;
    const hall = this.site.halls[this.site.racks.hall[rack] ?? -1];
    return (this.site.devices.phase[device] ?? 0) <= this.phase && (hall?.phase ?? 0) <= this.phase;
  }

  /** Devices of a rack that are there by the phase that is shown, from the bottom up. */
  public standingIn(rack: number): readonly number[] {
    return (this.devicesIn[rack] ?? []).filter((device) => this.isThere(device));
  }

  /** Draw of a rack's devices by then, W. */
  public wattsOf(rack: number): number {
    return this.standingIn(rack).reduce((sum, device) => sum + (this.site.devices.watts[device] ?? 0), 0);
  }

  /** First phase in which something stands in a rack; undefined: nothing ever does. */
  public phaseOf(rack: number): number | undefined {
    const own = this.devicesIn[rack] ?? [];
    if (own.length === 0) return undefined;
    const hall = this.site.halls[this.site.racks.hall[rack] ?? -1]?.phase ?? 0;
    return Math.max(hall, Math.min(...own.map((device) => this.site.devices.phase[device] ?? 0)));
  }

  /** Hall of a device; -1: it stands nowhere. */
  public hallOf(device: number): number {
    return this.site.racks.hall[this.site.devices.rack[device] ?? -1] ?? -1;
  }

  /** The device that a name is of, or whose name it begins with: a tray has the name of its rack in front. -1: there is none. */
  public holderOf(name: string): number {
    for (let end = name.length; end > 0; end -= 1) {
      const found = this.deviceNamed.get(name.slice(0, end));
      if (found !== undefined) return found;
    }
    return -1;
  }
}

/** Places of the racks of a set. */
export function racksOf({ runs }: BookRackSet): number[] {
  const racks: number[] = [];
  for (let index = 0; index < runs.length; index += 2) {
    for (let rack = runs[index] ?? 0; rack <= (runs[index + 1] ?? -1); rack += 1) racks.push(rack);
  }
  return racks;
}

/** How many racks and rows of tenants a set has. */
export function sizeOf(set: BookRackSet): number {
  let size = set.others.length;
  for (let index = 0; index < set.runs.length; index += 2) {
    size += (set.runs[index + 1] ?? 0) - (set.runs[index] ?? 0) + 1;
  }
  return size;
}
