import { create } from 'xmlbuilder2';
import type { CurtailmentPlan } from '../../design/shift/plan-curtailment';
import { DesignError } from '../../errors/design-error';
import type { FabricPlan } from '../../model/fabric-plan';
import type { ClusterPlan, ScaleUpDomain, SitePlan } from '../../model/site-plan';
import { Power } from '../../units/power';
import { checkWords, commentText, scontrolText, shellText, SLURM_WORDS, yamlText } from '../machine-text';
import { hostlist } from './scheduler-tree';
import {
  blockSizes,
  checkNameLengths,
  type HostsOfSite,
  isFitForWork,
  isInState,
  scaleUpDomains,
  schedulerTree,
  SLURM_NAMES,
  type TreeSwitch,
} from './scheduler-tree';
import { TIER_LABEL } from './topograph';

/**
 * Writes Slurm's `topology.conf` (tree) of a fabric: a switch a scalable unit, one a pod where there are pods, and one above all. Retired
 * hosts are left out; failed ones stay, since Slurm drains them (`renderSlurmDrain`).
 *
 * @throws DesignError `export/slurm-name-too-long`, `export/name-not-taken`
 * @see https://slurm.schedmd.com/topology.conf.html
 */
export function renderSlurmTopology(fabric: FabricPlan, site: HostsOfSite): string {
  const lines = [`# Tree of fabric ${commentText(fabric.name)}; needs TopologyPlugin=topology/tree in slurm.conf.`];
  lines.push(...treeOf(fabric, site).map(switchLine));
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
  const switches = treeOf(fabric, site).map(switchEntry);
  const tree = { topology: fabric.name, cluster_default: true, tree: { switches } };
  return `---\n${yamlText([tree, ...blocksIn(fabric, site)])}`;
}

/**
 * Writes Slurm's topology of a site whose compute fabrics have hosts of their own each, as one Slurm over all of them takes it: one tree with a root a fabric, which
 * nothing joins, for no job may span them, and one default; blocks of each fabric where hosts share scale-up domains. Undefined for a site with less than two such
 * fabrics, and where a host is in several, for Slurm knows a node below one switch alone.
 *
 * @throws DesignError `export/slurm-name-too-long`, `export/name-not-taken`
 * @see https://slurm.schedmd.com/topology.html
 */
export function renderSlurmSite(
  site: Pick<SitePlan, 'name' | 'fabrics' | 'clusters' | 'assets'>,
): { readonly conf: string; readonly yaml: string } | undefined {
  const groups = new Set(site.clusters.map(({ name }) => name));
  const fabrics = site.fabrics
    .map(({ plan }) => plan)
    .filter(({ role, endpoints }) => role === 'compute' && endpoints.some(({ group = '' }) => groups.has(group)));
  const hosts = fabrics.flatMap(({ endpoints }) => endpoints.map(({ name }) => name));
  if (fabrics.length < 2 || new Set(hosts).size !== hosts.length) return undefined;
  const names = fabrics.map(({ name }) => commentText(name)).join(', ');
  const head = `# Trees of fabrics ${names}, which nothing joins; needs TopologyPlugin=topology/tree in slurm.conf.`;
  const switches = fabrics.flatMap((fabric) => treeOf(fabric, site));
  const conf = [head, ...switches.map(switchLine)];
  const tree = { topology: site.name, cluster_default: true, tree: { switches: switches.map(switchEntry) } };
  const blocks = fabrics.flatMap((fabric) => blocksIn(fabric, site));
  checkSlurmNames([site.name]);
  return { conf: `${conf.join('\n')}\n`, yaml: `---\n${yamlText([tree, ...blocks])}` };
}

function switchLine({ name, hosts, switches = [] }: TreeSwitch): string {
  const below = hosts === undefined ? `Switches=${hostlist(switches)}` : `Nodes=${hostlist(hosts)}`;
  return `SwitchName=${name} ${below}`;
}

function switchEntry({ name, hosts, switches = [] }: TreeSwitch): object {
  return { switch: name, ...(hosts === undefined ? { children: hostlist(switches) } : { nodes: hostlist(hosts) }) };
}

/** Blocks of the scale-up domains of a fabric's hosts; none where there are no such domains. */
function blocksIn(fabric: FabricPlan, site: HostsOfSite): unknown[] {
  const reached = new Set(fabric.endpoints.map(({ name }) => name));
  const domains = scaleUpDomains(site, (host) => reached.has(host) && !isInState(site, host, 'retired'));
  checkSlurmNames(domains.map(({ name }) => name));
  return domains.length === 0 ? [] : [blocksOf(fabric.name, domains)];
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

const MEGA = 1_000_000;

/**
 * Writes what a plan knows of the adapters of a cluster's hosts in NCCL's topology format, for comparison with what a host finds itself
 * (`NCCL_TOPO_DUMP_FILE`): each port of the fabric with its rail as device number and its rate in Mbit/s. Bus ids, NUMA nodes and NVLinks are no part of a
 * plan and absent, so that NCCL cannot take the file in place of its own search.
 *
 * @returns undefined where no host of the cluster is in the fabric
 * @see https://github.com/NVIDIA/nccl/blob/master/src/graph/xml.h
 */
export function renderNcclTopology(fabric: FabricPlan, { name }: Pick<ClusterPlan, 'name'>): string | undefined {
  const host = fabric.endpoints.find(({ group }) => group === name);
  if (host === undefined) return undefined;
  const root = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '?' });
  root.com(commentText(` Adapters of a host of ${name} in fabric ${fabric.name} `).replace(/-(?=-)/g, '- '));
  const cpu = root.ele('system', { version: '1' }).ele('cpu', { numaid: '-1' });
  host.portNames.forEach((port, index) => {
    cpu.ele('nic').ele('net', { name: port, dev: `${index}`, speed: `${fabric.hostRateBits / MEGA}`, port: '1' });
  });
  return `${root.end({ prettyPrint: true })}\n`;
}

/** Commands that take systems out of work for a curtailment, and back: a line each, for a shell. */
export interface CurtailmentCommands {
  readonly slurm: readonly string[];
  readonly slurmReturn: readonly string[];
  readonly kubernetes: readonly string[];
  readonly kubernetesReturn: readonly string[];
}

/**
 * Commands for a shell that drain the systems of a curtailment in its order, and take them back in the other. Every name is in quotes; one that Slurm takes for
 * more than a name is refused, and one that is no node of Kubernetes is a comment there. What is held at a cap is a comment: no command of a scheduler does it.
 *
 * @throws DesignError `export/name-not-taken`
 * @see https://slurm.schedmd.com/scontrol.html
 * @see https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/
 */
export function curtailmentCommands({
  site,
  window,
  toWatts,
  steps,
}: Pick<CurtailmentPlan, 'site' | 'window' | 'toWatts' | 'steps'>): CurtailmentCommands {
  const drains = steps.filter(({ action }) => action === 'drain');
  const caps = steps.filter(({ action }) => action === 'cap');
  checkSlurmNames(drains.flatMap(({ hosts }) => hosts));
  const why = `curtailment of ${site} to ${Power.watts(toWatts).toString()} until ${window.to}`;
  const held = caps.map(
    ({ hosts, watts, devices }) =>
      `# hold ${commentText(hosts.join(' '))} at their cap, ${Power.watts(Math.round(watts / devices.length)).toString()} less each, by their power profile`,
  );
  const back = [...drains].reverse();
  const node = (act: string, host: string, more = ''): string =>
    OBJECT_NAME.test(host)
      ? `kubectl ${act} ${shellText(host)}${more}`
      : `# '${commentText(host)}' is no name of a node of Kubernetes`;
  return {
    slurm: [
      ...held,
      ...drains.map(
        ({ hosts }) => `scontrol update NodeName=${shellText(hostlist(hosts))} State=DRAIN Reason=${shellText(why)}`,
      ),
    ],
    slurmReturn: back.map(({ hosts }) => `scontrol update NodeName=${shellText(hostlist(hosts))} State=RESUME`),
    kubernetes: [
      ...held,
      ...drains.flatMap(({ hosts }) =>
        hosts.map((host) => node('drain', host, ' --ignore-daemonsets --delete-emptydir-data')),
      ),
    ],
    kubernetesReturn: back.flatMap(({ hosts }) => hosts.map((host) => node('uncordon', host))),
  };
}
