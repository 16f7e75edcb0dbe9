import type { HostGroup, NetworkRole } from '../model/fabric-plan';
import type { PortGroup } from '../catalog/shapes';

/** What a fabric asks of each member. */
export interface MembershipRequest {
  /** The fabric in the words of a message: `fabric 'compute'`. */
  readonly owner: string;
  readonly role: NetworkRole;
  readonly planes: number;
  /** Ports a host that the user states; else the catalogue's. */
  readonly portsPerHost: number | undefined;
}

/** What a member answers: its hosts, and what their ports are. */
export interface Membership {
  readonly group: HostGroup;
  /** Its ports in the fabric. Absent where only their number is known. */
  readonly ports?: PortGroup;
  /** Slots of its hosts where the fabric, and no cluster or tier, keeps them. */
  readonly slots?: Readonly<Record<string, number>>;
}

/** A construct whose devices a fabric connects. */
export interface FabricMember {
  /** Its name in the site. */
  readonly name: string;
  /** Its hosts for a fabric of a role. */
  readonly membership: (request: MembershipRequest) => Membership;
}

/** A construct whose devices have a management port. */
export interface ManagedMember {
  /** Names of its devices. */
  readonly deviceNames: readonly string[];
  /** Trays with a management port of their own in place of the devices', and the device that holds each. */
  readonly trays?: Readonly<Record<string, string>> | undefined;
}
