import type { SitePlan } from '../../model/site-plan';

/** Devices of one kind that stand in for each other, such as the managers of a fabric or the blocks of a tier. */
interface ServiceGroup {
  readonly name: string;
  readonly members: readonly string[];
}

/** Groups of services of which one at least must run: servers, managers and storage of one unit. Switches are judged by bandwidth. */
export class ServiceGroups {
  private readonly groupOf = new Map<string, ServiceGroup>();

  public constructor(before: SitePlan, after: SitePlan) {
    const stays = new Set(after.placement.positions.keys());
    const groups = new Map<string, { name: string; members: string[] }>();
    for (const { name, kind, unit } of before.devices) {
      if (kind === 'system' || kind === 'switch' || kind === 'panel') continue;
      if (!stays.has(name) || !before.placement.positions.has(name)) continue;
      const key = `${kind} of ${unit}`;
      const group = groups.get(key) ?? { name: key, members: [] };
      groups.set(key, group);
      group.members.push(name);
      this.groupOf.set(name, group);
    }
  }

  /** The group of a device if it has several members and all of them are off. */
  public allOff(device: string, off: ReadonlySet<string>): ServiceGroup | undefined {
    const group = this.groupOf.get(device);
    if (group === undefined || group.members.length < 2) return undefined;
    return group.members.every((name) => off.has(name)) ? group : undefined;
  }
}
