import { planAddresses } from '../../src/design/addressing/plan-addresses';
import { planFabric } from '../../src/design/fabric/plan-fabric';
import { asNumberWants, planUnderlay } from '../../src/design/underlay/plan-underlay';
import type { AddressWant, PoolInput } from '../../src/model/address-plan';
import type { FabricInput, FabricPlan, FabricSwitch } from '../../src/model/fabric-plan';
import type { FabricInSite, SitePlan } from '../../src/model/site-plan';
import type { UnderlayOptions } from '../../src/model/underlay-plan';

/** Eight cages of eight lanes, two ports of 400G each. */
export const SPLIT_SWITCH: FabricSwitch = {
  id: 'sn5610',
  cages: 8,
  portsPerCage: 2,
  portRateBits: 400e9,
  lanes: 8,
  portNaming: 'cumulus',
};

/** Twelve ports of 1G and two uplinks of 100G. */
const MANAGEMENT_SWITCH: FabricSwitch = {
  id: 'sn2201',
  cages: 12,
  portsPerCage: 1,
  portRateBits: 1e9,
  lanes: 1,
  uplinks: { ports: 2, rateBits: 100e9, lanes: 4 },
  portNaming: 'cumulus',
};

const POOLS: readonly PoolInput[] = [
  { name: 'loopbacks', purpose: 'loopback', cidr: '10.0.0.0/24' },
  { name: 'bmc', purpose: 'oob', cidr: '10.1.0.0/24', vlan: 100 },
  { name: 'links', purpose: 'fabric-link', cidr: '10.2.0.0/24' },
  { name: 'rails', purpose: 'rail', cidr: '10.3.0.0/23' },
];

/** Compute fabric of two rails and two planes: 8 hosts in two units, 8 leaves, 4 spines. */
export function railFabric(hosts = 8): FabricPlan {
  return planFabric({
    name: 'compute',
    kind: 'ethernet',
    role: 'compute',
    planes: 2,
    groups: [
      {
        name: 'gpu',
        hosts: hostNames(hosts),
        unitHosts: 4,
        rails: 2,
        portNames: ['rail0-p0', 'rail0-p1', 'rail1-p0', 'rail1-p1'],
        portCages: [0, 0, 1, 1],
      },
    ],
    leaf: SPLIT_SWITCH,
    downPerLeaf: 4,
    spines: 2,
    tiers: 2,
  });
}

/** Management network of the same hosts: two leaves, one spine. */
export function managementFabric(hosts = 16, tiers: 1 | 2 = 2): FabricPlan {
  const group = { name: 'gpu', hosts: hostNames(hosts), unitHosts: 12, rails: 1, portNames: ['bmc'], portCages: [0] };
  const input: FabricInput = {
    name: 'oob',
    kind: 'ethernet',
    role: 'oob',
    groups: [group],
    leaf: MANAGEMENT_SWITCH,
    tiers,
    ...(tiers === 1
      ? {}
      : { spine: { ...SPLIT_SWITCH, id: 'sn4600c', portsPerCage: 1, portRateBits: 100e9, lanes: 4 }, spines: 1 }),
  };
  return planFabric(input);
}

/** Addresses of fabrics: loopbacks of their switches, and `bmc` of their hosts. */
export function addressesOf(...fabrics: readonly FabricPlan[]): SitePlan['addresses'] {
  const wants: AddressWant[] = fabrics.flatMap(({ switches, role, endpoints }) => [
    ...switches.map(({ name }) => ({ device: name, interface: 'lo', purpose: 'loopback' as const })),
    ...(role === 'oob'
      ? endpoints.map(({ name }) => ({ device: name, interface: 'bmc', purpose: 'oob' as const }))
      : []),
  ]);
  return planAddresses({ pools: POOLS, wants, asNumberFor: fabrics.flatMap(asNumberWants), tenants: [] });
}

/** A fabric with its underlay. */
export function withUnderlay(plan: FabricPlan, options: UnderlayOptions = {}): Required<Omit<FabricInSite, 'repair'>> {
  return {
    path: `stack/${plan.name}`,
    plan,
    underlay: planUnderlay({ fabric: plan, addresses: addressesOf(plan), options }),
  };
}

function hostNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `gpu-${String(index + 1).padStart(3, '0')}`);
}
