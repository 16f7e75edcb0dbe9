import type { Construct } from '../../host';
import type { RoceClass, RoceHosts } from '../../model/underlay-plan';
import { DataSize } from '../../units/data';
import { present } from '../../units/present';
import { scopedProps } from '../props/scoped-props';
import { FLAG, nameOf, optional, POOL_OF_SITE, type PropNames, required } from '../props/prop-rule';
import type { AddressPoolProps } from '../site/site-props';
import { Fabric, type FabricUnderlay } from './fabric';
import {
  FABRIC_PROP_NAMES,
  FABRIC_SERVERS_NAMES,
  fabricErrors,
  type FabricProps,
  type FabricRole,
  type FabricServersProps,
} from './fabric-props';
import {
  type PfcWatchdogProps,
  UNDERLAY_NAMES,
  underlayOf,
  type UnderlayProps,
  WATCHDOG_NAMES,
  watchdogOf,
} from './underlay-props';

const ROCE_NAMES: PropNames<RoceClass> = {
  priority: required({ number: { least: 0, most: 7, step: 1 }, code: 'underlay/bad-roce' }),
  dscp: required({ number: { least: 0, most: 63, step: 1 }, code: 'underlay/bad-roce' }),
};

const HOST_ROCE_NAMES: PropNames<RoceHostProps> = {
  priority: optional({ number: { least: 0, most: 7, step: 1 }, code: 'underlay/bad-roce' }),
  dscp: optional({ number: { least: 0, most: 63, step: 1 }, code: 'underlay/bad-roce' }),
  trust: optional({ choices: ['dscp', 'pcp'] }),
  isPfcOn: optional(FLAG),
  isEcnOn: optional(FLAG),
  mtu: optional({ quantity: DataSize, isAboveZero: true }),
};

/** Props of an Ethernet fabric. */
export const ETHERNET_FABRIC_NAMES: PropNames<EthernetFabricProps> = {
  ...FABRIC_PROP_NAMES,
  role: { need: 'required', choices: ['compute', 'storage', 'in-band'] },
  border: optional({ of: FABRIC_SERVERS_NAMES }),
  carriesRdma: optional(FLAG),
  ...UNDERLAY_NAMES,
  railPool: optional(POOL_OF_SITE),
  roce: optional({ of: ROCE_NAMES }),
  hostRoce: optional({ of: HOST_ROCE_NAMES }),
  pfcWatchdog: optional({ of: WATCHDOG_NAMES }),
};

/** What the adapters of hosts are set to for RDMA. Each is compared with the switches; `fabric/roce-settings` names those that nobody gave. */
export interface RoceHostProps {
  /**
   * Priority that they hold back (PFC), 0 to 7.
   *
   * @default - not known
   */
  readonly priority?: number;
  /**
   * Code point of their RDMA packets, 0 to 63.
   *
   * @default - not known
   */
  readonly dscp?: number;
  /**
   * By what they sort packets that arrive.
   *
   * @default - not known
   */
  readonly trust?: 'dscp' | 'pcp';
  /**
   * Whether they pause and are paused by priority (PFC).
   *
   * @default - not known
   */
  readonly isPfcOn?: boolean;
  /**
   * Whether they slow down when switches mark their packets (ECN, DCQCN).
   *
   * @default - not known
   */
  readonly isEcnOn?: boolean;
  /**
   * Largest packet that they send.
   *
   * @default - not known
   */
  readonly mtu?: DataSize;
}

/** Properties of an `EthernetFabric`. */
export interface EthernetFabricProps extends FabricProps, UnderlayProps {
  /** What the fabric is for. */
  readonly role: FabricRole;
  /**
   * Border routers or gateways on leaf ports.
   *
   * @default - the fabric ends at its leaves
   */
  readonly border?: FabricServersProps;
  /**
   * Pool of purpose `rail`, or its name, from which host links take pairs of addresses, one subnet a rail and plane. A pool serves one fabric.
   *
   * @default - host ports are not routed
   */
  readonly railPool?: AddressPoolProps | string;
  /**
   * Whether hosts use RDMA over it: it then needs a lossless class. A fabric of TCP alone says `false`.
   *
   * @default - a fabric of compute, and one that states `roce` or `hostRoce`, does; of one of storage it is not known
   */
  readonly carriesRdma?: boolean;
  /**
   * Lossless class of RDMA traffic: its priority (0 to 7) and the code point (0 to 63) that marks it. Both must match the hosts.
   *
   * @default - no class is configured
   */
  readonly roce?: RoceClass;
  /**
   * What the adapters of its hosts are set to for RDMA, so that it is compared with the switches.
   *
   * @default - not known
   */
  readonly hostRoce?: RoceHostProps;
  /**
   * Watch over queues that are held stopped for too long. Needs `roce`.
   *
   * @default - no queue is watched
   */
  readonly pfcWatchdog?: PfcWatchdogProps;
}

/** An Ethernet fabric: rail-optimised for compute, with shared leaves for storage and in-band traffic. Its switches speak BGP. */
export class EthernetFabric extends Fabric {
  public constructor(scope: Construct, id: string, given: EthernetFabricProps) {
    const owner = `fabric '${id}'`;
    const props = scopedProps(scope, owner, given, ETHERNET_FABRIC_NAMES, (props) =>
      fabricErrors(owner, props, 'ethernet'),
    );
    super(scope, id, props, {
      kind: 'ethernet',
      role: props.role,
      shape: props.role === 'compute' ? undefined : 'shared-leaf',
      servers: props.border === undefined ? undefined : { ...props.border, label: 'border' },
      underlay: chosenUnderlay(props),
    });
  }
}

/** What its switches are told, with what hosts of RDMA traffic add. */
function chosenUnderlay(props: EthernetFabricProps): FabricUnderlay {
  const { railPool, carriesRdma, roce, hostRoce, pfcWatchdog } = props;
  return {
    ...underlayOf(props),
    ...present({
      railPool: railPool === undefined ? undefined : nameOf(railPool),
      carriesRdma,
      roce,
      hostRoce: hostRoce === undefined ? undefined : hostsOf(hostRoce),
      pfcWatchdog: pfcWatchdog === undefined ? undefined : watchdogOf(pfcWatchdog),
    }),
  };
}

function hostsOf({ mtu, ...rest }: RoceHostProps): RoceHosts {
  return { ...rest, ...present({ mtuBytes: mtu?.inBytes }) };
}
