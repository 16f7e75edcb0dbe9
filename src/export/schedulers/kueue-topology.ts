import { DesignError } from '../../errors/design-error';
import type { FabricPlan } from '../../model/fabric-plan';
import { yamlText } from '../machine-text';
import { type HostsOfSite, isFitForWork, schedulerTree } from './scheduler-tree';
import { TIER_LABEL } from './topograph';

/** What Kubernetes takes as the name of an object: a subdomain of RFC 1123. */
const OBJECT_NAME = /^[a-z0-9]([-a-z0-9]{0,251}[a-z0-9])?$/;

/**
 * Writes Kueue's `Topology` of a fabric: the label of each tier of switches, outermost first, then the node. The labels are those of
 * `renderNodeLabels`.
 *
 * @throws DesignError `export/object-name`
 * @see https://kueue.sigs.k8s.io/docs/concepts/topology_aware_scheduling/
 */
export function renderKueueTopology(fabric: FabricPlan, site: HostsOfSite): string {
  if (!OBJECT_NAME.test(fabric.name)) {
    throw new DesignError('export/object-name', {
      problem: `fabric '${fabric.name}' has a name that Kubernetes takes for no object`,
      remedy: 'give it an id of small letters, digits and hyphens',
      object: fabric.name,
    });
  }
  const groups = new Set(site.clusters.map(({ name }) => name));
  const { levels } = schedulerTree(fabric, (host, group) => groups.has(group) && isFitForWork(site, host));
  const labels = Array.from({ length: levels }, (_, tier) => `${TIER_LABEL}${levels - 1 - tier}`);
  return yamlText({
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'Topology',
    metadata: { name: fabric.name },
    spec: { levels: [...labels, 'kubernetes.io/hostname'].map((nodeLabel) => ({ nodeLabel })) },
  });
}
