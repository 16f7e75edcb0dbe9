import type { Construct } from '../host';
import { Fabric } from './fabric';
import type { FabricProps, FabricRole, FabricServersProps } from './fabric-props';

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
}

/** An Ethernet fabric: rail-optimised for compute, with shared leaves for storage and in-band traffic. Its switches speak BGP. */
export class EthernetFabric extends Fabric {
  public constructor(scope: Construct, id: string, props: EthernetFabricProps) {
    super(scope, id, props, {
      kind: 'ethernet',
      role: props.role,
      shape: props.role === 'compute' ? undefined : 'shared-leaf',
      servers: props.border === undefined ? undefined : { ...props.border, label: 'border' },
    });
  }
}
