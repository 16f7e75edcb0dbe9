import type { Construct } from '../host';
import { DesignError } from '../errors/design-error';
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
    if (props.switch.kind !== 'ethernet') {
      throw new DesignError('fabric/wrong-switch', {
        problem: `fabric '${id}': '${props.switch.id}' is an InfiniBand switch`,
        remedy: 'take an Ethernet switch such as switches.SN5600, or use InfinibandFabric',
        object: props.switch.id,
      });
    }
    super(scope, id, props, {
      kind: 'ethernet',
      role: props.role,
      shape: props.role === 'compute' ? undefined : 'shared-leaf',
      servers: props.border === undefined ? undefined : { ...props.border, label: 'border' },
    });
  }
}
