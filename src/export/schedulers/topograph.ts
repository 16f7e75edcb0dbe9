import type { FabricPlan } from '../../model/fabric-plan';
import { addTo, present } from '../../units/present';
import { fnvHash } from '../fabric/ufm';
import { checkWords, HOST_LISTS, yamlText } from '../machine-text';
import { hostlist } from './scheduler-tree';
import {
  checkNameLengths,
  type HostsOfSite,
  isFitForWork,
  NODE_NAMES,
  scaleUpDomains,
  schedulerTree,
  type SchedulerTree,
} from './scheduler-tree';

/** Label of a node with its switch of a tier, from 0 for the closest. */
export const TIER_LABEL = 'fabric.topograph.run/tier-';
const DOMAIN_LABEL = 'accelerator.topograph.run/domain';
const LONGEST_VALUE = 63;

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const LABEL_VALUE = /^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?$/;

/**
 * Writes the model of a fabric for topograph's simulation: switches from the top, and a block of hosts below each of the closest. A scale-up
 * domain is a block of its own, with its name as annotation. Drained, failed and retired hosts are left out.
 *
 * @throws DesignError `export/name-not-taken`
 * @see https://github.com/NVIDIA/topograph
 */
export function renderTopographModel(fabric: FabricPlan, site: HostsOfSite): string {
  const tree = treeOf(fabric, site);
  checkWords([...tree.switches.map(({ name }) => name), ...tree.above.keys()], HOST_LISTS);
  const switches = Object.fromEntries(
    [...tree.switches].reverse().map(({ name, switches: below }) => [name, present({ switches: below })]),
  );
  const domainOf = domainByHost(site);
  const blocks = tree.switches.flatMap(({ name, hosts = [] }) => {
    const byDomain = new Map<string | undefined, string[]>();
    for (const host of hosts) {
      const domain = domainOf.get(host);
      addTo(byDomain, domain, host);
    }
    return [...byDomain].map(([domain, members]) => ({
      switch: name,
      nodes: [hostlist(members)],
      ...present({ annotations: domain === undefined ? undefined : { [DOMAIN_LABEL]: domain } }),
    }));
  });
  return yamlText({ switches, blocks });
}

/**
 * Writes the labels that topograph gives to Kubernetes nodes, a manifest a node for `kubectl apply --server-side`: the switch of each tier, and the
 * scale-up domain. Drained, failed and retired hosts are left out. A value above 63 characters is hashed as topograph does it.
 *
 * @throws DesignError `export/node-name-too-long`
 * @see https://github.com/NVIDIA/topograph
 */
export function renderNodeLabels(fabric: FabricPlan, site: HostsOfSite): string {
  const { above } = treeOf(fabric, site);
  checkNameLengths(above.keys(), NODE_NAMES);
  const domainOf = domainByHost(site);
  const nodes = [...above].map(([name, chain]) => {
    const domain = domainOf.get(name);
    const labels = {
      ...Object.fromEntries(chain.map((each, tier) => [`${TIER_LABEL}${tier}`, labelValue(each)])),
      ...(domain === undefined ? {} : { [DOMAIN_LABEL]: labelValue(domain) }),
    };
    return { apiVersion: 'v1', kind: 'Node', metadata: { name, labels } };
  });
  return nodes.length === 0 ? '' : yamlText(...nodes);
}

/** A value as a label may hold it: one that is longer, or holds what a label does not take, is `x` and its hash. */
export function labelValue(text: string): string {
  return text.length > LONGEST_VALUE || !LABEL_VALUE.test(text) ? `x${fnvHash(text)}` : text;
}

function treeOf(fabric: FabricPlan, site: HostsOfSite): SchedulerTree {
  const groups = new Set(site.clusters.map(({ name }) => name));
  return schedulerTree(fabric, (host, group) => groups.has(group) && isFitForWork(site, host));
}

function domainByHost(site: HostsOfSite): ReadonlyMap<string, string> {
  const domains = scaleUpDomains(site, (host) => isFitForWork(site, host));
  return new Map(domains.flatMap(({ name, hosts }) => hosts.map((host) => [host, name] as const)));
}
