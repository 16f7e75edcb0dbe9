import type { Construct } from '../../host';
import { checkProps, type PropNames } from '../props/check-props';
import { Fabric } from './fabric';
import { FABRIC_PROP_NAMES, type FabricProps, type FabricServersProps } from './fabric-props';

const NAMES: PropNames<InfinibandFabricProps> = {
  ...FABRIC_PROP_NAMES,
  role: 'optional',
  ufm: 'optional',
};

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
    checkProps(`fabric '${id}'`, props, NAMES);
    const role = props.role ?? 'compute';
    super(scope, id, props, {
      kind: 'infiniband',
      role,
      shape: role === 'compute' ? undefined : 'shared-leaf',
      servers: props.ufm === undefined ? undefined : { ...props.ufm, label: 'ufm' },
    });
  }
}
