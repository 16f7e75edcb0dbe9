import type { FabricPlan } from '../../design/fabric/fabric-plan';
import type { SitePlan } from '../../design/site/site-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed } from '../verdict';

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

/** Rules about subnet managers. */
export const subnetManagerRules: readonly Rule[] = [noSubnetManager, singleSubnetManager];

interface ManagedFabric {
  readonly path: string;
  readonly fabric: FabricPlan;
  /** Names of the appliances that serve it. */
  readonly managers: readonly string[];
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
      return { path, fabric, managers: hasOwnPort ? [...appliances] : onLeaves };
    });
}
