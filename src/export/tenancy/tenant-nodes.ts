import type { TenancyPlan } from '../../design/tenancy/plan-tenancy';
import type { NodeState } from '../../design/tenancy/tenancy-book';
import type { SitePlan } from '../../model/site-plan';

/** Hosts of what is let as one, by its name: the trays of a rack, which schedulers and fabrics know, or the node itself. */
export type HostsByNode = (node: string) => readonly string[];

/** Tells the hosts of a node. */
export function hostsByNode({ clusters }: Pick<SitePlan, 'clusters'>): HostsByNode {
  const trays = new Map(
    clusters.flatMap(({ scaleUpDomains = [] }) => scaleUpDomains.map(({ name, hosts }) => [name, hosts])),
  );
  return (node) => trays.get(node) ?? [node];
}

/** Nodes that work of a tenant may run on: what is held or not proven is not among them. */
export function leased({ nodes }: TenancyPlan, tenant: string): readonly NodeState[] {
  return nodes.filter((node) => node.use === 'leased' && node.tenant === tenant);
}

/** GPUs of nodes. */
export function gpusOf(nodes: readonly NodeState[]): number {
  return nodes.reduce((sum, { gpus }) => sum + gpus, 0);
}
