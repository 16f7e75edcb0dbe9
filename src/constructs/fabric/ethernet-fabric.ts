import type { Construct } from '../../host';
import type { RoceClass } from '../../model/underlay-plan';
import { present } from '../../units/present';
import { scopedProps } from '../props/scoped-props';
import { optional, type PropNames, required, TEXT } from '../props/prop-rule';
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

/** Props of an Ethernet fabric. */
export const ETHERNET_FABRIC_NAMES: PropNames<EthernetFabricProps> = {
  ...FABRIC_PROP_NAMES,
  role: { need: 'required', choices: ['compute', 'storage', 'in-band'] },
  border: optional({ of: FABRIC_SERVERS_NAMES }),
  ...UNDERLAY_NAMES,
  railPool: optional(TEXT),
  roce: optional({ of: ROCE_NAMES }),
  pfcWatchdog: optional({ of: WATCHDOG_NAMES }),
};

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
   * Pool of purpose `rail` from which host links take pairs of addresses, one subnet a rail and plane. A pool serves one fabric.
   *
   * @default - host ports are not routed
   */
  readonly railPool?: string;
  /**
   * Lossless class of RDMA traffic: its priority (0 to 7) and the code point (0 to 63) that marks it. Both must match the hosts.
   *
   * @default - no class is configured
   */
  readonly roce?: RoceClass;
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
  const { railPool, roce, pfcWatchdog } = props;
  return {
    ...underlayOf(props),
    ...present({ railPool, roce, pfcWatchdog: pfcWatchdog === undefined ? undefined : watchdogOf(pfcWatchdog) }),
  };
}
