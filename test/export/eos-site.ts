import { planFabric } from '../../src/design/fabric/plan-fabric';
import type { FabricPlan } from '../../src/model/fabric-plan';
import type { SitePlan } from '../../src/model/site-plan';
import type { UnderlayOptions, UnderlayPlan } from '../../src/model/underlay-plan';
import { addressesOf, managementFabric, SPLIT_SWITCH, withUnderlay } from './ethernet-site';

/** A fabric of EOS switches with what its files are made of. */
export interface EosSite {
  readonly plan: FabricPlan;
  readonly underlay: UnderlayPlan;
  readonly addresses: SitePlan['addresses'];
}

/** Compute fabric of two rails and two planes on EOS switches of eight cages: 8 hosts in two units. */
export function eosSite(options: UnderlayOptions = {}): EosSite {
  const plan = planFabric({
    name: 'compute',
    kind: 'ethernet',
    role: 'compute',
    planes: 2,
    groups: [
      {
        name: 'gpu',
        hosts: Array.from({ length: 8 }, (_, at) => `gpu-${at + 1}`),
        unitHosts: 4,
        rails: 2,
        portNames: ['r0-p0', 'r0-p1', 'r1-p0', 'r1-p1'],
        portCages: [0, 0, 1, 1],
      },
    ],
    leaf: { ...SPLIT_SWITCH, id: 'arista-eight', portNaming: 'eos' },
    downPerLeaf: 4,
    upPerLeaf: 4,
    spines: 2,
    tiers: 2,
  });
  const { underlay } = withUnderlay(plan, options);
  return { plan, underlay, addresses: addressesOf(plan) };
}

/** A network of EOS switches whose VLAN of host ports reaches all leaves: with a gateway, a routing table of its own and the lossless class. */
export function eosOverlaySite(options: UnderlayOptions = {}): EosSite {
  const before = managementFabric();
  const plan: FabricPlan = {
    ...before,
    switches: before.switches.map((each) => ({ ...each, model: { ...each.model, portNaming: 'eos' } })),
  };
  const { underlay } = withUnderlay(plan, {
    gateways: ['bmc'],
    vrfs: [{ name: 'front', pools: ['bmc'], vni: 4_001 }],
    roce: { priority: 3, dscp: 26 },
    pfcWatchdog: { pollMilliseconds: 200, polls: 3, restoreMilliseconds: 400 },
    ...options,
  });
  return { plan, underlay, addresses: addressesOf(plan) };
}
