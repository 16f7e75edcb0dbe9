import { type ScopedProps, scopedProps } from '../props/scoped-props';
import { named, nameOf, optional, type PropNames, required, TEXT } from '../props/prop-rule';
import type { RepairWays } from '../../model/fabric-plan';
import { present } from '../../units/present';
import { hostsBySlot } from '../../design/lock/stack-memory';
import type { Construct } from '../../host';
import { DataRate } from '../../units/data';
import { Fabric } from './fabric';
import type { FabricMember, ManagedMember, Membership } from '../cluster/fabric-member';
import { type FabricProps, SWITCHED_NAMES, switchErrors } from './fabric-props';
import { UNDERLAY_NAMES, underlayOf, type UnderlayProps } from './underlay-props';

/** A network of the site, or its name. */
export type NamedNetwork = string | { readonly node: { readonly id: string }; readonly plan: unknown };

/** What people and tools need to repair, and over which network it is reached. */
export interface RepairServiceProps {
  /** What it is: name servers, identity, management servers, a console of keys. */
  readonly name: string;
  /** Network over which it is reached from the out-of-band network: itself, or another one of the site, or its name. */
  readonly network: NamedNetwork;
}

/** How an out-of-band network is reached when the networks that it repairs are down. */
export interface RepairProps {
  /**
   * Way on which it leaves the site: `own-line`, `mobile`, `satellite`, `none`, or the network whose uplink it takes, by its construct or name.
   *
   * @default - not known: `fabric/way-to-repair` names it
   */
  readonly wayOut?: NamedNetwork;
  /**
   * What a repair needs beside the devices: name servers, identity, management servers.
   *
   * @default - not known: `fabric/way-to-repair` names it
   */
  readonly repairServices?: readonly RepairServiceProps[];
}

const NETWORK = named('a network of the site', ['plan']);

const SERVICE_NAMES: PropNames<RepairServiceProps> = { name: required(TEXT), network: required(NETWORK) };

/** Props of ways to repair. */
export const REPAIR_NAMES: PropNames<RepairProps> = {
  wayOut: optional(NETWORK),
  repairServices: optional({ of: SERVICE_NAMES, as: 'list', called: 'service' }),
};

/** Ways to repair by the names of networks. Nothing where nothing is stated. */
export function repairOf({ wayOut, repairServices }: RepairProps): RepairWays | undefined {
  if (wayOut === undefined && repairServices === undefined) return undefined;
  return present({
    wayOut: wayOut === undefined ? undefined : nameOf(wayOut),
    services: repairServices?.map(({ name, network }) => ({ name, network: nameOf(network) })),
  });
}

/** How management ports go to leaves. */
export interface PassesProps {
  /** Leaves that are filled together: the first device goes to the first of them, the next one to the second, and so on. */
  readonly leaves: number;
  /**
   * Ports of each leaf that stay free, from 1.
   *
   * @default - all ports are used
   */
  readonly keptFree?: readonly number[];
}

const PASSES_NAMES: PropNames<PassesProps> = {
  leaves: required({ count: 'fabric/bad-passes' }),
  keptFree: optional({ isList: true }),
};

/** Props of a management network. */
export const MANAGEMENT_NETWORK_NAMES: PropNames<ManagementNetworkProps> = {
  ...SWITCHED_NAMES,
  ...UNDERLAY_NAMES,
  ...REPAIR_NAMES,
  passes: optional({ of: PASSES_NAMES }),
  manages: required({
    isList: true,
    isOfSite: true,
    filled: {
      code: 'fabric/no-hosts',
      remedy: 'give the clusters, fabrics and storage tiers whose devices it reaches',
    },
  }),
};

/** Properties of a `ManagementNetwork`. */
export interface ManagementNetworkProps
  extends
    Omit<FabricProps, 'hosts' | 'portsPerHost' | 'planes' | 'railsPerLeaf' | 'reserveUnits'>,
    UnderlayProps,
    RepairProps {
  /** Constructs whose devices have a management port: clusters, fabrics, storage tiers. */
  readonly manages: readonly ManagedMember[];
  /**
   * Devices go to so many leaves in passes, with gaps where ports are kept free.
   *
   * @default - one leaf after the other is filled
   */
  readonly passes?: PassesProps;
}

/** The out-of-band network: one management port of every device, on leaves filled in order of declaration. */
export class ManagementNetwork extends Fabric {
  public constructor(scope: Construct, id: string, given: ManagementNetworkProps) {
    const props = scopedProps(scope, `management network '${id}'`, given, MANAGEMENT_NETWORK_NAMES, (props) =>
      switchErrors(`fabric '${id}'`, props, 'ethernet'),
    );
    super(
      scope,
      id,
      { ...props, hosts: [managedDevices(id, props)] },
      {
        kind: 'ethernet',
        role: 'oob',
        shape: 'shared-leaf',
        underlay: underlayOf(props),
        repair: repairOf(props),
        passes: props.passes,
      },
    );
  }
}

/** All managed devices as one group, so that each leaf is filled; the site's lock keeps the port of each. */
function managedDevices(
  id: string,
  { site, manages, switch: spec, downPerLeaf, passes }: ScopedProps<ManagementNetworkProps>,
): FabricMember {
  const domains = Object.assign({}, ...manages.map(({ trays }) => trays)) as Readonly<Record<string, string>>;
  const names = manages.flatMap(({ deviceNames, trays }) => (trays === undefined ? deviceNames : Object.keys(trays)));
  const group = `${id}-ports`;
  const slots = site.slotsFor(group, names);
  return {
    name: group,
    membership: (): Membership => ({
      group: {
        name: group,
        hosts: hostsBySlot(slots, names),
        unitHosts: (passes?.leaves ?? 1) * ((downPerLeaf ?? spec.cages.value) - (passes?.keptFree?.length ?? 0)),
        rails: 1,
        portNames: ['bmc'],
        portCages: [0],
        ...(Object.keys(domains).length === 0 ? {} : { domains }),
      },
      ports: { count: 1, rate: DataRate.gigabitsPerSecond(1), connector: 'RJ45' },
      slots,
    }),
  };
}
