import { checkProps, type PropNames } from './check-props';
import { FABRIC_PROP_NAMES } from './fabric-prop-names';
import type { Construct } from '../host';
import type { RoceClass } from '../design/underlay/underlay-plan';
import type { DataSize } from '../units/data-size';
import { Fabric, type FabricUnderlay } from './fabric';
import type { FabricProps, FabricRole, FabricServersProps } from './fabric-props';

const NAMES: PropNames<EthernetFabricProps> = {
  ...FABRIC_PROP_NAMES,
  role: 'required',
  border: 'optional',
  asNumbers: 'optional',
  linkPool: 'optional',
  railPool: 'optional',
  mtu: 'optional',
  roce: 'optional',
  switchRelease: 'optional',
};

/** Properties of an `EthernetFabric`. */
export interface EthernetFabricProps extends FabricProps {
  /** What the fabric is for. */
  readonly role: FabricRole;
  /**
   * Border routers or gateways on leaf ports.
   *
   * @default - the fabric ends at its leaves
   */
  readonly border?: FabricServersProps;
  /**
   * How AS numbers are given to the switches: `by-tier` as RFC 7938 says, one a leaf, one for the spines of a pod and one for the
   * cores; `by-switch` one each.
   *
   * @default 'by-tier'
   */
  readonly asNumbers?: 'by-tier' | 'by-switch';
  /**
   * Pool of purpose `fabric-link` from which links between switches take pairs of addresses. A pool serves one fabric.
   *
   * @default - links have no addresses: BGP peers over interface names
   */
  readonly linkPool?: string;
  /**
   * Pool of purpose `rail` from which host links take pairs of addresses, one subnet a rail and plane. A pool serves one fabric.
   *
   * @default - host ports are not routed
   */
  readonly railPool?: string;
  /**
   * Largest packet of every port, for example `DataSize.bytes(9216)`.
   *
   * @default - what the switch's own system takes
   */
  readonly mtu?: DataSize;
  /**
   * Lossless class of RDMA traffic: its priority (0 to 7) and the code point (0 to 63) that marks it. Both must match the hosts.
   *
   * @default - no class is configured
   */
  readonly roce?: RoceClass;
  /**
   * Release of the switches' own system, as they print it: `Cumulus Linux 5.9.1`. NVUE files name it in their header.
   *
   * @default - the header names no release
   */
  readonly switchRelease?: string;
}

/** An Ethernet fabric: rail-optimised for compute, with shared leaves for storage and in-band traffic. Its switches speak BGP. */
export class EthernetFabric extends Fabric {
  public constructor(scope: Construct, id: string, props: EthernetFabricProps) {
    checkProps(`fabric '${id}'`, props, NAMES);
    super(scope, id, props, {
      kind: 'ethernet',
      role: props.role,
      shape: props.role === 'compute' ? undefined : 'shared-leaf',
      servers: props.border === undefined ? undefined : { ...props.border, label: 'border' },
      underlay: underlayOf(props),
    });
  }
}

function underlayOf({ asNumbers, linkPool, railPool, mtu, roce, switchRelease }: EthernetFabricProps): FabricUnderlay {
  return {
    ...(asNumbers === undefined ? {} : { asNumbers }),
    ...(linkPool === undefined ? {} : { linkPool }),
    ...(railPool === undefined ? {} : { railPool }),
    ...(mtu === undefined ? {} : { mtuBytes: mtu.inBytes }),
    ...(roce === undefined ? {} : { roce }),
    ...(switchRelease === undefined ? {} : { switchRelease }),
  };
}
