import type { Construct } from '../host';
import { DesignError } from '../errors/design-error';
import { Fabric } from './fabric';
import type { FabricProps, FabricServersProps } from './fabric-props';

/** Properties of an `InfinibandFabric`. */
export interface InfinibandFabricProps extends FabricProps {
  /**
   * What the fabric is for.
   *
   * @default 'compute'
   */
  readonly role?: 'compute' | 'storage';
  /**
   * Fabric managers on leaf ports: each port takes the place of a host's. Four ports cost an NDR fabric of full units one system.
   *
   * @default - the fabric is managed from elsewhere
   * @see https://docs.nvidia.com/dgx-superpod/reference-architecture-scalable-infrastructure-b200/latest/network-fabrics.html
   */
  readonly ufm?: FabricServersProps;
}

/** An InfiniBand fabric: rail-optimised for compute, with shared leaves for storage. */
export class InfinibandFabric extends Fabric {
  public constructor(scope: Construct, id: string, props: InfinibandFabricProps) {
    if (props.switch.kind !== 'infiniband') {
      throw new DesignError('fabric/wrong-switch', {
        problem: `fabric '${id}': '${props.switch.id}' is an Ethernet switch`,
        remedy: 'take an InfiniBand switch such as switches.QM9700, or use EthernetFabric',
        object: props.switch.id,
      });
    }
    const role = props.role ?? 'compute';
    super(scope, id, props, {
      kind: 'infiniband',
      role,
      shape: role === 'compute' ? undefined : 'shared-leaf',
      servers: props.ufm === undefined ? undefined : { ...props.ufm, label: 'ufm' },
    });
  }
}
