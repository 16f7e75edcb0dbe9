import type { FabricPlan } from '../../model/fabric-plan';
import type { ScaleUpDomain } from '../../model/site-plan';
import { checkWords, commentText, scontrolText, SLURM_WORDS, yamlText } from '../machine-text';
import { hostlist } from './hostlist';
import {
  blockSizes,
  checkNameLengths,
  type HostsOfSite,
  isInState,
  scaleUpDomains,
  schedulerTree,
  SLURM_NAMES,
  type TreeSwitch,
} from './scheduler-tree';

/**
 * Writes Slurm's `topology.conf` (tree) of a fabric: a switch a scalable unit, one a pod where there are pods, and one above all. Retired
 * hosts are left out; failed ones stay, since Slurm drains them (`renderSlurmDrain`).
 *
 * @throws DesignError `export/slurm-name-too-long`, `export/name-not-taken`
 * @see https://slurm.schedmd.com/topology.conf.html
 */
export function renderSlurmTopology(fabric: FabricPlan, site: HostsOfSite): string {
  const lines = [`# Tree of fabric ${commentText(fabric.name)}; needs TopologyPlugin=topology/tree in slurm.conf.`];
  for (const { name, hosts, switches = [] } of treeOf(fabric, site)) {
    const below = hosts === undefined ? `Switches=${hostlist(switches)}` : `Nodes=${hostlist(hosts)}`;
    lines.push(`SwitchName=${name} ${below}`);
  }
  return `${lines.join('\n')}\n`;
}

/**
 * Writes Slurm's `topology.yaml`, which takes the place of `topology.conf` where Slurm reads it: the tree of a fabric as default, and
 * blocks where hosts share scale-up domains.
 *
 * @throws DesignError `export/slurm-name-too-long`, `export/name-not-taken`
 * @see https://slurm.schedmd.com/topology.yaml.html
 */
export function renderSlurmTopologyYaml(fabric: FabricPlan, site: HostsOfSite): string {
  const switches = treeOf(fabric, site).map(({ name, hosts, switches: below = [] }) => ({
    switch: name,
    ...(hosts === undefined ? { children: hostlist(below) } : { nodes: hostlist(hosts) }),
  }));
  const tree = { topology: fabric.name, cluster_default: true, tree: { switches } };
  const reached = new Set(fabric.endpoints.map(({ name }) => name));
  const domains = scaleUpDomains(site, (host) => reached.has(host) && !isInState(site, host, 'retired'));
  checkSlurmNames(domains.map(({ name }) => name));
  return `---\n${yamlText([tree, ...(domains.length === 0 ? [] : [blocksOf(fabric.name, domains)])])}`;
}

/**
 * Writes commands for `scontrol` that drain the drained, failed and retired hosts, each with its reason, of all clusters; empty where there are none.
 *
 * @see https://slurm.schedmd.com/scontrol.html
 */
export function renderSlurmDrain(site: HostsOfSite): string {
  return site.clusters
    .flatMap(({ hosts }) => hosts)
    .flatMap((host) => {
      const { state, since, reason } = site.assets.get(host) ?? {};
      if (state !== 'drained' && state !== 'failed' && state !== 'retired') return [];
      const begun = since === undefined ? state : `${state} since ${since}`;
      checkSlurmNames([host]);
      const why = reason === undefined ? begun : `${begun}: ${reason}`;
      return [`update NodeName=${host} State=DRAIN Reason=${scontrolText(why)}\n`];
    })
    .join('');
}

function blocksOf(fabric: string, domains: readonly ScaleUpDomain[]): unknown {
  return {
    topology: `${fabric}-scale-up`,
    block: {
      block_sizes: blockSizes(domains),
      blocks: domains.map(({ name, hosts }) => ({ block: name, nodes: hostlist(hosts) })),
    },
  };
}

function treeOf(fabric: FabricPlan, site: HostsOfSite): readonly TreeSwitch[] {
  const groups = new Set(site.clusters.map(({ name }) => name));
  const { switches, above } = schedulerTree(
    fabric,
    (host, group) => groups.has(group) && !isInState(site, host, 'retired'),
  );
  checkSlurmNames([...switches.map(({ name }) => name), ...above.keys()]);
  return switches;
}

function checkSlurmNames(names: readonly string[]): void {
  checkNameLengths(names, SLURM_NAMES);
  checkWords(names, SLURM_WORDS);
}
