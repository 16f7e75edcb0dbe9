import type { FabricPlan } from '../../model/fabric-plan';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, judgeEach, type Rule } from '../engine/rule';

const NO_INFINIBAND = 'the site has no InfiniBand fabric';

const noSubnetManager = defineRule({
  id: 'fabric/no-subnet-manager',
  severity: 'warning',
  title: 'an InfiniBand fabric has an appliance that manages its subnet',
  why: {
    text: 'Without a subnet manager no port of the fabric comes up; the reference architectures run it on appliances of its own.',
    source: 'NVIDIA DGX SuperPOD Reference Architecture, DGX H100 and B200: UFM on leaf ports',
  },
  check: (plan) =>
    judgeEach(
      infinibandOf(plan),
      ({ path, fabric, managers }) => {
        if (managers.length > 0) return undefined;
        return failed({
          path,
          object: `fabric '${fabric.name}'`,
          found: '0 subnet managers',
          limit: 'at least 1',
          required: '1 subnet manager',
          available: '0 subnet managers',
          shortfall: '1 subnet manager',
          arithmetic: `0 devices of kind 'ufm' for ${inWords.count(fabric.switches.length, 'switch', 'switches')}`,
          remedy: "add management appliances ('ufm'), or acknowledge it where a switch runs the subnet manager",
        });
      },
      NO_INFINIBAND,
    ),
});

const singleSubnetManager = defineRule({
  id: 'fabric/single-subnet-manager',
  severity: 'warning',
  title: 'the subnet manager of an InfiniBand fabric has a standby',
  why: {
    text: 'When the only subnet manager is down, no port that fails or returns is routed.',
    source: 'NVIDIA DGX SuperPOD Reference Architecture, DGX H100: four UFM links',
  },
  check: (plan) =>
    judgeEach(
      infinibandOf(plan).filter(({ managers }) => managers.length > 0),
      ({ path, fabric, managers }) => {
        if (managers.length > 1) return undefined;
        return failed({
          path,
          object: `fabric '${fabric.name}'`,
          found: `1 subnet manager, ${inWords.names(managers)}`,
          limit: 'at least 2',
          required: '2 subnet managers',
          available: '1 subnet manager',
          shortfall: '1 subnet manager',
          arithmetic: '2 - 1 = 1',
          remedy: "add a second management appliance ('ufm')",
        });
      },
      'no InfiniBand fabric has a subnet manager of its own',
    ),
});

const managerOnLeaf = defineRule({
  id: 'fabric/manager-on-leaf',
  severity: 'warning',
  title: 'a subnet manager takes no leaf port where switches have a port for it',
  why: {
    text: 'Each Quantum-X800 switch has a port of its own for its manager; on a leaf port it takes the place of a host.',
    source: 'NVIDIA Quantum-X800 switch systems hardware user manual: FNM port',
  },
  check: (plan) =>
    judgeEach(
      infinibandOf(plan).filter(({ hasOwnPort }) => hasOwnPort),
      ({ path, fabric, onLeaves }) => {
        if (onLeaves.length === 0) return undefined;
        const links = fabric.endpoints.reduce(
          (sum, { name, portNames }) => sum + (onLeaves.includes(name) ? portNames.length : 0),
          0,
        );
        return failed({
          path,
          object: `fabric '${fabric.name}'`,
          found: `${inWords.count(links, 'leaf port')} of ${inWords.names(onLeaves)}`,
          limit: '0 leaf ports',
          required: '0 ports',
          available: inWords.count(links, 'port'),
          arithmetic: `${inWords.count(onLeaves.length, 'appliance')} with ${inWords.count(links, 'link')} on leaves`,
          remedy: "leave 'ufm' out of the fabric and connect the appliances to the switches' own management ports",
        });
      },
      'no InfiniBand fabric has switches with a management port of their own',
    ),
});

/** Rules about subnet managers. */
export const subnetManagerRules: readonly Rule[] = [managerOnLeaf, noSubnetManager, singleSubnetManager];

interface ManagedFabric {
  readonly path: string;
  readonly fabric: FabricPlan;
  /** Names of the appliances that serve it. */
  readonly managers: readonly string[];
  /** Those of them on its leaf ports. */
  readonly onLeaves: readonly string[];
  /** Whether its switches have a port of their own for them. */
  readonly hasOwnPort: boolean;
}

/**
 * InfiniBand fabrics with the appliances that serve them: those on its leaf ports. Switches whose management has a port of
 * its own (XDR) need no leaf port: there the appliances of the site count.
 */
function infinibandOf(plan: SitePlan): ManagedFabric[] {
  const appliances = new Set(plan.devices.filter(({ kind }) => kind === 'ufm').map(({ name }) => name));
  return plan.fabrics
    .filter(({ plan: { kind } }) => kind === 'infiniband')
    .map(({ path, plan: fabric }) => {
      const hasOwnPort = fabric.switches.some(({ model }) => model.portNaming === 'xdr');
      const onLeaves = fabric.endpoints.map(({ name }) => name).filter((name) => appliances.has(name));
      return { path, fabric, managers: hasOwnPort ? [...appliances] : onLeaves, onLeaves, hasOwnPort };
    });
}
