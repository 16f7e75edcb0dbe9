import type { AdoptedSite } from '../adopt/adopted-site';
import type { LockedFabric } from './locked-fabric';
import type { Position } from '../placement/placement-plan';

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
  /** What a running hall has otherwise than planned. Absent: no hall was adopted. */
  readonly adopted?: AdoptedSite;
}
