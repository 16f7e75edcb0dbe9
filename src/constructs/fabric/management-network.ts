import { type ScopedProps, scopedProps } from '../props/scoped-props';
import { type PropNames, required } from '../props/prop-rule';
import { hostsBySlot } from '../../design/lock/locked-fabric';
import type { Construct } from '../../host';
import { DataRate } from '../../units/data-rate';
import { Fabric } from './fabric';
import type { FabricMember, ManagedMember, Membership } from '../cluster/fabric-member';
import { type FabricProps, SWITCHED_NAMES, switchErrors } from './fabric-props';
import { UNDERLAY_NAMES, underlayOf, type UnderlayProps } from './underlay-props';

/** Props of a management network. */
export const MANAGEMENT_NETWORK_NAMES: PropNames<ManagementNetworkProps> = {
  ...SWITCHED_NAMES,
  ...UNDERLAY_NAMES,
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
  extends Omit<FabricProps, 'hosts' | 'portsPerHost' | 'planes' | 'reserveUnits'>, UnderlayProps {
  /** Constructs whose devices have a management port: clusters, fabrics, storage tiers. */
  readonly manages: readonly ManagedMember[];
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
      },
    );
  }
}

/** All managed devices as one group, so that each leaf is filled; the site's lock keeps the port of each. */
function managedDevices(
  id: string,
  { site, manages, switch: spec, downPerLeaf }: ScopedProps<ManagementNetworkProps>,
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
        unitHosts: downPerLeaf ?? spec.cages.value,
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
