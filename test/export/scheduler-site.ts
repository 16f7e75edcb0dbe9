import type { SitePlan } from '../../src/model/site-plan';
import type { HostsOfSite } from '../../src/export/schedulers/scheduler-tree';

/** A cluster of hosts in the asset states given; all others are planned. */
export function clusterOf(hosts: readonly string[], states: SitePlan['assets'] = new Map(), name = 'gpu'): HostsOfSite {
  const cluster: SitePlan['clusters'][number] = {
    name,
    path: `stack/${name}`,
    system: 'dgx-b200',
    systemModel: 'DGX B200',
    hosts,
    gpusPerHost: 8,
    unitHosts: 4,
    fabrics: ['compute'],
    zones: [],
    tenants: [],
  };
  return { clusters: [cluster], assets: states };
}

/** The same with two scale-up domains of as many hosts each. */
export function domainsOf(hosts: readonly string[], states?: SitePlan['assets']): HostsOfSite {
  const half = hosts.length / 2;
  const scaleUpDomains = [hosts.slice(0, half), hosts.slice(half)].map((members, index) => ({
    name: `gpu-rack-0${index + 1}`,
    hosts: members,
  }));
  const { clusters, assets } = clusterOf(hosts, states);
  return { clusters: clusters.map((cluster) => ({ ...cluster, scaleUpDomains })), assets };
}
