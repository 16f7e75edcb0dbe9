import type { PortGroup } from '../../catalog/shapes';
import { DesignError } from '../../errors/design-error';
import type { FabricKind, HostGroup, NetworkRole } from '../../model/fabric-plan';
import { present } from '../../units/present';

/** What a fabric asks of each member. */
export interface MembershipRequest {
  /** The fabric in the words of a message: `fabric 'compute'`. */
  readonly owner: string;
  readonly role: NetworkRole;
  /** What the fabric runs. Absent: only hosts are asked for. */
  readonly kind?: FabricKind;
  /** Links that each host has had in the fabric since it was planned first, by member. */
  readonly standingPorts?: Readonly<Record<string, number>>;
  readonly planes: number;
  /** Ports a host that the user states; else the catalogue's. */
  readonly portsPerHost: number | undefined;
}

/** What a member answers: its hosts, and what their ports are. */
export interface Membership {
  readonly group: HostGroup;
  /** Its ports in the fabric, with the planes of the form that they are bought in. Absent where only their number is known. */
  readonly ports?: PortGroup & { readonly planes?: number };
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

/** Hosts of a member with the ports that its entry in the catalogue states. */
interface HostPortsInput {
  readonly name: string;
  /** Device names by slot; an empty text is a gap. */
  readonly hosts: readonly string[];
  readonly unitHosts: number;
  /** Units that its fabrics keep for it. */
  readonly reserveUnits?: number | undefined;
  /** Device that holds each host, and hosts of each, where hosts are trays. */
  readonly domains?: { readonly holders: Readonly<Record<string, string>>; readonly hosts: number } | undefined;
  readonly rails: number;
  readonly ports: PortGroup | undefined;
  /** Model in the words of a message: `system 'dgx-b200'`. */
  readonly model: string;
}

/**
 * The membership of hosts that are alike.
 *
 * @throws DesignError `fabric/ports-unknown` where neither the catalogue nor the user says how many ports a host has
 * @throws DesignError `fabric/planes-do-not-divide`
 */
export function hostMembership(
  input: HostPortsInput,
  { owner, role, planes, portsPerHost }: MembershipRequest,
): Membership {
  const count = portsPerHost ?? input.ports?.count;
  if (count === undefined) {
    throw new DesignError('fabric/ports-unknown', {
      problem: `${owner}: ${input.model} states no ${role} ports`,
      remedy: "give 'portsPerHost', or define the model with its ports and their source",
      object: input.model,
    });
  }
  if (count % planes !== 0) {
    throw new DesignError('fabric/planes-do-not-divide', {
      problem: `${owner}: each host of '${input.name}' has ${count} ${role} ports, which do not spread evenly over ${planes} planes`,
      remedy: "choose 'planes' that divide the ports, or give 'portsPerHost'",
      object: input.name,
      value: `${count} ports`,
      limit: `${planes} planes`,
    });
  }
  const perCage = input.ports?.portsPerCage ?? 1;
  const isRailed = role === 'compute' && count % (input.rails * planes) === 0;
  const indexes = Array.from({ length: count }, (_, index) => index);
  const group: HostGroup = {
    name: input.name,
    hosts: input.hosts,
    unitHosts: input.unitHosts,
    rails: isRailed ? input.rails : 1,
    portNames: indexes.map((index) => portName(role, index, perCage)),
    portCages: indexes.map((index) => Math.floor(index / perCage)),
    ...(input.domains === undefined ? {} : { domains: input.domains.holders, domainHosts: input.domains.hosts }),
    ...present({ reserveUnits: input.reserveUnits }),
  };
  return { group, ...present({ ports: input.ports }) };
}

function portName(role: string, index: number, perCage: number): string {
  if (perCage === 1) return `${role}-${index + 1}`;
  return `${role}-${Math.floor(index / perCage) + 1}/${(index % perCage) + 1}`;
}
