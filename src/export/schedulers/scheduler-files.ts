import { OUT_OF_WORK } from '../../model/asset';
import { create } from 'xmlbuilder2';
import type { CurtailmentPlan } from '../../design/shift/plan-curtailment';
import { DesignError } from '../../errors/design-error';
import type { FabricPlan } from '../../model/fabric-plan';
import type { ClusterPlan, ScaleUpDomain, SitePlan } from '../../model/site-plan';
import { Power } from '../../units/power';
import { addTo } from '../../units/present';
import { checkWords, commentText, scontrolText, shellText, SLURM_WORDS, yamlText } from '../machine-text';
import type { KubernetesObject } from '../platform/custom-resources';
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

/** Slurm's files of a site over all of its compute fabrics. */
export interface SlurmSiteFiles {
  /** `topology.conf`: one tree that has every host. */
  readonly conf: string;
  /** `topology.yaml`: the same as default, then a topology a fabric whose hosts are in another one too, and blocks. */
  readonly yaml: string;
  /** Commands of `scontrol` that put nodes into the topologies: dynamic nodes stand in no file. */
  readonly nodes: string;
}

/**
 * Writes Slurm's topology of a site with several compute fabrics, as one Slurm over all of them takes it, with one default. Where each has hosts of its own, it is one tree
 * with a root a fabric, which nothing joins, for no job may span them. Slurm knows a node below one switch of a topology alone: where hosts are in several fabrics, the
 * default has each below its first one, and every further fabric is a topology of its own, which a partition names. Blocks where hosts share scale-up domains.
 * Undefined for a site with less than two such fabrics.
 *
 * @throws DesignError `export/slurm-name-too-long`, `export/name-not-taken`
 * @see https://slurm.schedmd.com/topology.html
 */
export function renderSlurmSite(
  site: Pick<SitePlan, 'name' | 'fabrics' | 'clusters' | 'assets'>,
): SlurmSiteFiles | undefined {
  const groups = new Set(site.clusters.map(({ name }) => name));
  const fabrics = site.fabrics
    .map(({ plan }) => plan)
    .filter(({ role, endpoints }) => role === 'compute' && endpoints.some(({ group = '' }) => groups.has(group)));
  if (fabrics.length < 2) return undefined;
  const known = new Set<string>();
  const trees = fabrics.map((fabric) => {
    const isNew = new Set(fabric.endpoints.map(({ name }) => name).filter((name) => !known.has(name)));
    const isShared = isNew.size < fabric.endpoints.length;
    for (const name of isNew) known.add(name);
    return { fabric, isShared, own: treeOf(fabric, site, (host) => isNew.has(host)) };
  });
  const shared = trees
    .filter(({ isShared }) => isShared)
    .map(({ fabric }) => ({ fabric, switches: treeOf(fabric, site) }));
  const names = fabrics.map(({ name }) => commentText(name)).join(', ');
  const head = [
    `# Trees of fabrics ${names}, which nothing joins; needs TopologyPlugin=topology/tree in slurm.conf.`,
    ...(shared.length === 0
      ? []
      : [
          `# A host of several fabrics stands below the first of them; topology.yaml has all: ${shared.map(({ fabric }) => commentText(fabric.name)).join(', ')}.`,
        ]),
  ];
  const switches = trees.flatMap(({ own }) => own);
  const topologies = [
    { topology: site.name, cluster_default: true, tree: { switches: switches.map(switchEntry) } },
    ...shared.map((each) => ({ topology: each.fabric.name, tree: { switches: each.switches.map(switchEntry) } })),
  ];
  const blocks = domainsOf(fabrics, site);
  checkSlurmNames(topologies.map(({ topology }) => topology));
  const places = [
    { topology: site.name, units: switches },
    ...shared.map((each) => ({ topology: each.fabric.name, units: each.switches })),
    ...blocks.map(({ fabric, domains }) => ({ topology: `${fabric}-scale-up`, units: domains })),
  ];
  return {
    conf: `${[...head, ...switches.map(switchLine)].join('\n')}\n`,
    yaml: `---\n${yamlText([...topologies, ...blocks.map(({ fabric, domains }) => blocksOf(fabric, domains))])}`,
    nodes: nodeLines(places),
  };
}

/** A line for the nodes that stand in the same units of all topologies, in the order of the first of them. */
function nodeLines(
  places: readonly {
    readonly topology: string;
    readonly units: readonly { readonly name: string; readonly hosts?: readonly string[] }[];
  }[],
): string {
  const at = new Map<string, string[]>();
  for (const { topology, units } of places) {
    for (const { name, hosts = [] } of units) for (const host of hosts) addTo(at, host, `${topology}:${name}`);
  }
  const lines = new Map<string, string[]>();
  for (const [host, units] of at) addTo(lines, units.join(','), host);
  return [...lines].map(([units, hosts]) => `update NodeName=${hostlist(hosts)} Topology=${units}\n`).join('');
}

/** Scale-up domains of the hosts of each fabric, each domain once. */
function domainsOf(
  fabrics: readonly FabricPlan[],
  site: HostsOfSite,
): readonly { readonly fabric: string; readonly domains: readonly ScaleUpDomain[] }[] {
  const told = new Set<string>();
  return fabrics.flatMap((fabric) => {
    const reached = new Set(fabric.endpoints.map(({ name }) => name));
    const isListed = (host: string): boolean => reached.has(host) && !isInState(site, host, 'retired');
    const domains = scaleUpDomains(site, isListed).filter(({ name }) => !told.has(name));
    checkSlurmNames(domains.map(({ name }) => name));
    for (const { name } of domains) told.add(name);
    return domains.length === 0 ? [] : [{ fabric: fabric.name, domains }];
  });
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
  return domainsOf([fabric], site).map(({ domains }) => blocksOf(fabric.name, domains));
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
      if (state === undefined || !OUT_OF_WORK.includes(state)) return [];
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

function treeOf(
  fabric: FabricPlan,
  site: HostsOfSite,
  isAsked: (host: string) => boolean = () => true,
): readonly TreeSwitch[] {
  const groups = new Set(site.clusters.map(({ name }) => name));
  const { switches, above } = schedulerTree(
    fabric,
    (host, group) => groups.has(group) && isAsked(host) && !isInState(site, host, 'retired'),
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
  return yamlText(kueueTopology(fabric, site));
}

/** The same as an object. */
export function kueueTopology(fabric: FabricPlan, site: HostsOfSite): KubernetesObject {
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
  return {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'Topology',
    metadata: { name: fabric.name },
    spec: { levels: [...labels, 'kubernetes.io/hostname'].map((nodeLabel) => ({ nodeLabel })) },
  };
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
