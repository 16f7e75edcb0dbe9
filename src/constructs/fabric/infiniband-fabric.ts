import type { Construct } from '../../host';
import { scopedProps } from '../props/scoped-props';
import { optional, type PropNames } from '../props/prop-rule';
import { Fabric } from './fabric';
import {
  FABRIC_PROP_NAMES,
  FABRIC_SERVERS_NAMES,
  fabricErrors,
  type FabricProps,
  type FabricServersProps,
} from './fabric-props';

/** Props of an InfiniBand fabric. */
export const INFINIBAND_FABRIC_NAMES: PropNames<InfinibandFabricProps> = {
  ...FABRIC_PROP_NAMES,
  role: optional({ choices: ['compute', 'storage'] }),
  ufm: optional({ of: FABRIC_SERVERS_NAMES }),
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
   * Fabric managers. Their links take the ports that the switch has for them (`fabricManagerPorts`), a leaf each, and those of leaves beyond: such a port takes the place
   * of a host's. Four ports cost an NDR fabric of full units one system.
   *
   * @default - the fabric is managed from elsewhere
   * @see https://docs.nvidia.com/dgx-superpod/reference-architecture-scalable-infrastructure-b200/latest/network-fabrics.html
   */
  readonly ufm?: FabricServersProps;
}

/** An InfiniBand fabric: rail-optimised for compute, with shared leaves for storage. */
export class InfinibandFabric extends Fabric {
  public constructor(scope: Construct, id: string, given: InfinibandFabricProps) {
    const owner = `fabric '${id}'`;
    const props = scopedProps(scope, owner, given, INFINIBAND_FABRIC_NAMES, (props) =>
      fabricErrors(owner, props, 'infiniband'),
    );
    const role = props.role ?? 'compute';
    super(scope, id, props, {
      kind: 'infiniband',
      role,
      shape: role === 'compute' ? undefined : 'shared-leaf',
      servers: props.ufm === undefined ? undefined : { ...props.ufm, label: 'ufm' },
    });
  }
}
