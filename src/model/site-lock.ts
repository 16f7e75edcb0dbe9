import type { CarvedPool } from './address-plan';
import type { AdoptedSite } from './adopted-site';
import type { FabricInput, HostGroup } from './fabric-plan';
import type { Position } from './placement-plan';

/** Hosts that are alike, as a lock holds them: their names stand among the lock's slots. */
export type LockedGroup = Omit<HostGroup, 'hosts' | 'domains'>;

/** The shape of a fabric as it was planned last: with the slots of its groups it gives the same ports again. */
export interface LockedFabric extends Omit<FabricInput, 'groups'> {
  readonly groups: readonly LockedGroup[];
}

/** Slots by group. */
export type Slots = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What a site remembers from one synthesis to the next, as `<site>.lock.json` holds it. All maps are written sorted by key. */
export interface SiteLock {
  readonly version: 2;
  readonly site: string;
  /** Device name to its place. */
  readonly positions: Readonly<Record<string, Position>>;
  /** `<device>/<interface>` to its address with prefix length. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Device, or group of devices that share one (`compute-spine`), to its AS number. */
  readonly asNumbers: Readonly<Record<string, number>>;
  /** Tenant to its PKey. */
  readonly partitions: Readonly<Record<string, number>>;
  /** Cluster to the slot (from 0) of each of its hosts: slot decides scalable unit and switch port. */
  readonly slots: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Fabric to its shape as it was planned last. */
  readonly fabrics: Readonly<Record<string, LockedFabric>>;
  /**
   * What shares a stack (`row hall-1/A`, `zone zone-a`) to the names of its Terraform stacks: the one that holds it, then those that held it before and
   * still forget it.
   */
  readonly stacks: Readonly<Record<string, readonly string[]>>;
  /** Pools that were carved from the site's block, by name. Absent: none was. */
  readonly pools?: Readonly<Record<string, CarvedPool>>;
  /** What a running hall has otherwise than planned. Absent: no hall was adopted. */
  readonly adopted?: AdoptedSite;
}
