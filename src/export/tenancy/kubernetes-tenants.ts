import type { TenancyPlan } from '../../design/tenancy/plan-tenancy';
import type { NodeState } from '../../design/tenancy/tenancy-book';
import type { Tenancy, TenancyTenant } from '../../design/tenancy/tenancy';
import { DesignError, DesignErrors } from '../../errors/design-error';
import type { SitePlan } from '../../model/site-plan';
import { present } from '../../units/present';
import { shellText } from '../machine-text';
import { checkObjects, isObjectName, type KubernetesObject } from '../platform/custom-resources';
import { kueueTopology } from '../schedulers/scheduler-files';
import { gpusOf, type HostsByNode, hostsByNode, leased } from './tenant-nodes';

/** Name of the resource that Kubernetes counts GPUs by. */
const GPU = 'nvidia.com/gpu';

/** Label that a node has for its tenant or pool, and a namespace too. */
const TENANT_LABEL = 'aifactory.example.com/tenant';

const KUEUE = 'kueue.x-k8s.io/v1beta2';

/** Prefix of what belongs to a pool: no namespace of a tenant may have the name. */
const POOL_PREFIX = 'pool-';

/**
 * What makes a tenancy true in Kubernetes: a namespace with its quota by tenant, Kueue's topologies, and by tenant and pool a flavour with its queues. A flavour takes nodes
 * by their label, so that no tenant is placed on another's nodes. Tenants of a pool borrow of each other in its cohort.
 *
 * @throws DesignError `export/no-namespace`, `export/object-name`, `export/object-refused`, `export/object-twice`; all of a kind at once
 * @see https://kueue.sigs.k8s.io/docs/reference/kueue.v1beta2/
 */
export function kubernetesTenants(site: SitePlan, tenancy: Tenancy, plan: TenancyPlan): readonly KubernetesObject[] {
  const tenants = tenancy.tenants.filter(({ isolation }) => isolation.includes('namespace'));
  checkNamespaces(tenants, tenancy);
  const topologies = new Map<string, KubernetesObject>();
  const topologyOf = (nodes: readonly NodeState[]): string | undefined => {
    const [cluster, ...others] = new Set(nodes.map((node) => node.cluster));
    if (cluster === undefined || others.length > 0) return undefined;
    const names = site.clusters.find(({ name }) => name === cluster)?.fabrics ?? [];
    const fabric = site.fabrics.find(({ plan: own }) => own.role === 'compute' && names.includes(own.name));
    if (fabric === undefined) return undefined;
    topologies.set(fabric.plan.name, kueueTopology(fabric.plan, site));
    return fabric.plan.name;
  };
  const flavor = (name: string, label: string, nodes: readonly NodeState[]): KubernetesObject => ({
    apiVersion: KUEUE,
    kind: 'ResourceFlavor',
    metadata: { name },
    spec: { nodeLabels: { [TENANT_LABEL]: label }, ...present({ topologyName: topologyOf(nodes) }) },
  });
  const own = tenants.flatMap((tenant) => {
    const { name, namespace = '' } = tenant;
    const nodes = leased(plan, name);
    const shares = (plan.pools ?? []).flatMap((pool) =>
      pool.shares.filter((share) => share.tenant === name).map((share) => ({ pool: pool.pool, share })),
    );
    const labels = { [TENANT_LABEL]: namespace };
    const ceiling = gpusOf(nodes) + shares.reduce((sum, { share }) => sum + share.ceiling, 0);
    return [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } },
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'gpus', namespace },
        spec: { hard: { [`requests.${GPU}`]: String(ceiling) } },
      },
      ...(tenant.leases.length === 0
        ? []
        : [
            flavor(namespace, namespace, nodes),
            clusterQueue(namespace, labels, { flavor: namespace, nominalQuota: gpusOf(nodes) }),
            localQueue('default', namespace, namespace),
          ]),
      ...shares.flatMap(({ pool, share }) => {
        const queue = `${namespace}-${pool}`;
        const { guaranteed, burst, lends, weight } = share;
        return [
          clusterQueue(queue, labels, {
            flavor: `${POOL_PREFIX}${pool}`,
            nominalQuota: guaranteed,
            cohort: `${POOL_PREFIX}${pool}`,
            weight,
            ...present({ borrowingLimit: burst, lendingLimit: lends }),
          }),
          localQueue(tenant.leases.length === 0 && shares.length === 1 ? 'default' : pool, namespace, queue),
        ];
      }),
    ];
  });
  const shared = (plan.pools ?? [])
    .filter(({ pool }) => tenants.some(({ shares = [] }) => shares.some((share) => share.pool === pool)))
    .flatMap(({ pool, rest }) => {
      const name = `${POOL_PREFIX}${pool}`;
      const nodes = plan.nodes.filter((node) => node.use === 'shared' && node.pool === pool);
      return [
        {
          apiVersion: KUEUE,
          kind: 'Cohort',
          metadata: { name },
          spec: rest === 0 ? {} : { resourceGroups: [groupOf({ flavor: name, nominalQuota: rest })] },
        },
        flavor(name, name, nodes),
      ];
    });
  const objects: readonly KubernetesObject[] = [...topologies.values(), ...shared, ...own];
  checkObjects(objects);
  return objects;
}

interface Quota {
  readonly flavor: string;
  readonly nominalQuota: number;
  readonly borrowingLimit?: number;
  readonly lendingLimit?: number;
}

function groupOf({ flavor, ...quota }: Quota): object {
  return { coveredResources: [GPU], flavors: [{ name: flavor, resources: [{ name: GPU, ...quota }] }] };
}

function clusterQueue(
  name: string,
  labels: Readonly<Record<string, string>>,
  { cohort, weight, ...quota }: Quota & { readonly cohort?: string; readonly weight?: number },
): KubernetesObject {
  const inCohort =
    cohort === undefined
      ? {}
      : {
          cohortName: cohort,
          // Who lends gets back what is guaranteed to it as soon as it asks.
          preemption: { reclaimWithinCohort: 'Any', withinClusterQueue: 'LowerPriority' },
          fairSharing: { weight: String(weight ?? 1) },
        };
  return {
    apiVersion: KUEUE,
    kind: 'ClusterQueue',
    metadata: { name },
    // Without a selector a queue admits nothing, and no error says so.
    spec: { namespaceSelector: { matchLabels: labels }, ...inCohort, resourceGroups: [groupOf(quota)] },
  };
}

function localQueue(name: string, namespace: string, queue: string): KubernetesObject {
  return { apiVersion: KUEUE, kind: 'LocalQueue', metadata: { name, namespace }, spec: { clusterQueue: queue } };
}

/** Namespaces of Kubernetes itself: a quota or a label of a tenant on them would be one of the cluster. */
const OWN_NAMESPACE = /^(?:default|kube-.*)$/;

function checkNamespaces(tenants: readonly TenancyTenant[], { pools = [] }: Tenancy): void {
  const ofPools = new Set(pools.map(({ name }) => `${POOL_PREFIX}${name}`));
  const wrongOf = (namespace: string | undefined): string | undefined => {
    if (namespace === undefined) return 'is kept apart by its namespace, and none is stated';
    if (!isObjectName(namespace)) return `has '${namespace}', which is no name of a namespace`;
    if (ofPools.has(namespace)) return `has '${namespace}', which is the name of the queue of a pool`;
    return OWN_NAMESPACE.test(namespace) ? `has '${namespace}', which is a namespace of Kubernetes itself` : undefined;
  };
  DesignErrors.throwAll(
    tenants.flatMap(({ name, namespace }) => {
      const wrong = wrongOf(namespace);
      if (wrong === undefined) return [];
      return new DesignError('export/no-namespace', {
        problem: `tenant '${name}' ${wrong}`,
        remedy: "give 'namespace' of its own: small letters, digits and '-', 63 characters at most",
        object: name,
      });
    }),
  );
}

/**
 * Commands that give each node the label of its tenant or pool, and take those out of work that no tenant may use. A node that was closed on the day before and is not now
 * comes back, and so does one that changes hands, which is drained first; what others have cordoned stays so.
 *
 * @throws DesignError `export/object-name`
 */
export function nodeCommands(site: SitePlan, tenancy: Tenancy, plan: TenancyPlan, before?: TenancyPlan): string {
  const hostsOf = hostsByNode(site);
  const namespaces = new Map(tenancy.tenants.map(({ name, namespace }) => [name, namespace]));
  const wasClosed = new Set((before?.nodes ?? []).filter(isClosed).map(({ node }) => node));
  const labelOf = ({ use, pool = '', tenant = '' }: NodeState): string | undefined => {
    if (use === 'shared') return `${POOL_PREFIX}${pool}`;
    return use === 'leased' ? namespaces.get(tenant) : undefined;
  };
  const was = new Map((before?.nodes ?? []).map((state) => [state.node, labelOf(state)]));
  // Work of who had a node goes before the label of who gets it comes.
  const left = new Set(
    plan.nodes
      .filter(
        (state) => was.get(state.node) !== undefined && was.get(state.node) !== labelOf(state) && !isClosed(state),
      )
      .map(({ node }) => node),
  );
  const drain = (host: string): string => `kubectl drain ${shellText(host)} --ignore-daemonsets --delete-emptydir-data`;
  const first = plan.nodes.flatMap(({ node }) => (left.has(node) ? hostsOf(node).map(drain) : []));
  const lines = plan.nodes.flatMap((state) => {
    const label = labelOf(state);
    return hostsOf(state.node).flatMap((host) => [
      label === undefined
        ? `kubectl label node ${shellText(host)} ${TENANT_LABEL}-`
        : `kubectl label --overwrite node ${shellText(host)} ${TENANT_LABEL}=${shellText(label)}`,
      ...(isClosed(state) ? [drain(host)] : []),
      ...(!isClosed(state) && (wasClosed.has(state.node) || left.has(state.node))
        ? [`kubectl uncordon ${shellText(host)}`]
        : []),
    ]);
  });
  checkHosts(plan.nodes, hostsOf);
  return `#!/bin/sh\nset -e\n${[...first, ...lines].join('\n')}\n`;
}

function isClosed({ use }: NodeState): boolean {
  return use === 'closed' || use === 'sanitising' || use === 'out';
}

function checkHosts(nodes: readonly NodeState[], hostsOf: HostsByNode): void {
  const wrong = nodes.flatMap(({ node }) => hostsOf(node)).filter((host) => !isObjectName(host));
  DesignErrors.throwAll(
    wrong.map(
      (host) =>
        new DesignError('export/object-name', {
          problem: `host '${host}' has a name that Kubernetes takes for no node`,
          remedy: 'give its cluster an id of small letters, digits and hyphens',
          object: host,
        }),
    ),
  );
}
