import { pairPorts, type PairPorts } from '../../design/shift/gpu-ports';
import { type FabricPlan, gpuRails } from '../../model/fabric-plan';
import { type ClusterPlan, gpusOfHost, type SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, type FailedVerdict, indeterminate, judgeEach, type Rule } from '../engine/rule';
import { lossVerdict, pairLossVerdict } from './resilience-rules';

const jobStops = defineRule({
  id: 'fabric/job-stops',
  severity: 'info',
  title: 'no loss of one leaf takes a GPU of a job off its compute fabric, and of no core off a pair of cores',
  why: {
    text: 'A GPU has the port beside it: without its leaf it is off, whatever bandwidth its host has left. Collectives then end with an error, and the job starts again without these GPUs.',
    source: 'Qian et al., Alibaba HPN, SIGCOMM 2024: with one top-of-rack switch its loss stops the training',
  },
  check: (plan) =>
    judgeEach(
      [...computeNetworks(plan).filter((network) => promiseOf(network) === undefined), ...unstatedPairs(plan)],
      (network) => {
        if ('unknown' in network) return indeterminate(network);
        if (network.worst === undefined) return undefined;
        return failed({
          ...stopWords(network, network.worst),
          remedy: `${network.second}; or let jobs stop, with 'spareSystems' of the cluster for them, and acknowledge this`,
        });
      },
      'no compute fabric or pair of cores has several hosts with GPUs, or one is a finding of fabric/leaf-loss or fabric/job-promise',
    ),
});

const jobPromise = defineRule({
  id: 'fabric/job-promise',
  severity: 'warning',
  title: 'jobs keep what is promised when a leaf of their compute fabric, or a core of their pair, is lost',
  why: {
    text: 'Jobs that are promised to run on need each GPU on two leaves. Jobs that start again at full size need a spare system for each one that lost a GPU.',
    source:
      'Qian et al., Alibaba HPN, SIGCOMM 2024: dual top-of-rack switches; promises as the props of the cluster state them',
  },
  check: (plan) =>
    judgeEach(
      [
        ...computeNetworks(plan).filter(({ clusters }) => clusters.some(isPromised)),
        ...unstatedPairs(plan).filter(({ clusters }) => clusters.some(isPromised)),
      ],
      (network) => {
        if ('unknown' in network) return indeterminate(network);
        const missed = promiseOf(network);
        if (missed === undefined || network.worst === undefined) return undefined;
        return failed({ ...stopWords(network, network.worst), ...missed });
      },
      "no cluster of a compute fabric or of a pair of cores states 'isLeafLossSurvived' or 'spareSystems'",
    ),
});

/** Rules about the jobs on what a failure takes. */
export const jobRules: readonly Rule[] = [jobStops, jobPromise];

function isPromised({ isLeafLossSurvived, spareSystems }: ClusterPlan): boolean {
  return isLeafLossSurvived === true || spareSystems !== undefined;
}

/** What the loss of one leaf, or of one core, does to GPUs: those whose ports all end on it. */
interface SwitchStop {
  readonly name: string;
  /** Systems of each cluster with a GPU off. */
  readonly systems: Map<string, Set<string>>;
  /** Hosts with a GPU off, and GPUs that are off, in all. */
  hosts: number;
  gpus: number;
  /** Rails of a host, and those of them that are off, where most are. */
  rails: number;
  railsOff: number;
}

/** A compute fabric, or a pair of cores that carries the traffic of GPUs. */
interface ComputeNetwork {
  readonly path: string;
  /** `fabric 'compute'`. */
  readonly object: string;
  /** What the switches at its hosts are called. */
  readonly switchWords: readonly [one: string, many: string];
  readonly switches: number;
  /** What gives each GPU a second one. */
  readonly second: string;
  /** Clusters with hosts on it. */
  readonly clusters: readonly ClusterPlan[];
  /** The switch that takes most GPUs off. Absent: none takes any. */
  readonly worst?: SwitchStop;
  /** Switches that take a GPU off. */
  readonly stops: number;
}

/** Networks of GPUs with several hosts of clusters. One whose hosts lose too much bandwidth with a switch is a finding already. */
function computeNetworks(plan: SitePlan): readonly ComputeNetwork[] {
  return [...computeFabrics(plan), ...computePairs(plan)];
}

function withStops(network: Omit<ComputeNetwork, 'worst' | 'stops'>, stops: readonly SwitchStop[]): ComputeNetwork {
  const [first] = stops;
  if (first === undefined) return { ...network, stops: 0 };
  const worst = stops.reduce((top, one) => (one.gpus > top.gpus ? one : top), first);
  return { ...network, worst, stops: stops.length };
}

function computeFabrics({ fabrics, clusters }: SitePlan): readonly ComputeNetwork[] {
  const byName = new Map(clusters.map((cluster) => [cluster.name, cluster]));
  return fabrics.flatMap((fabric) => {
    const { path, plan } = fabric;
    const { endpoints, role, name, counts } = plan;
    const groups = new Set(endpoints.flatMap(({ group }) => group ?? []));
    const own = [...groups].flatMap((group) => byName.get(group) ?? []).filter(({ gpusPerHost }) => gpusPerHost > 0);
    const hosts = endpoints.filter(({ group }) => own.some((cluster) => cluster.name === group)).length;
    if (role !== 'compute' || hosts < 2 || lossVerdict(fabric) !== undefined) return [];
    const network = {
      ...{ path, object: `fabric '${name}'`, switchWords: ['leaf', 'leaves'] as const, switches: counts.leaf },
      second: "give the fabric 'planes: 2', so that each GPU has ports on two leaves",
      clusters: own,
    };
    return [withStops(network, leafStops(plan, new Map(own.map((cluster) => [cluster.name, cluster]))))];
  });
}

/** Pairs of cores of which links say the rails of GPUs. */
function computePairs(plan: SitePlan): readonly ComputeNetwork[] {
  return pairsOf(plan, false).flatMap(({ pair, hosts, clusters }) => {
    if (hosts.length < 2 || pairLossVerdict(pair) !== undefined) return [];
    const stops = new Map<string, SwitchStop>();
    for (const host of hosts) addCoreStops(stops, host);
    const network = {
      ...{ path: pair.path, object: `core pair '${pair.plan.name}'`, switchWords: ['core', 'cores'] as const },
      ...{ switches: pair.plan.cores.length, clusters },
      second: "give each GPU ports on both cores ('ports' and 'rails' of its links)",
    };
    return [withStops(network, [...stops.values()])];
  });
}

/** Pairs of cores with hosts of which nothing says which GPUs are behind which port. */
function unstatedPairs(
  plan: SitePlan,
): readonly { path: string; object: string; unknown: string; givenBy: string; clusters: readonly ClusterPlan[] }[] {
  return pairsOf(plan, true).map(({ pair, clusters }) => ({
    path: pair.path,
    object: `core pair '${pair.plan.name}'`,
    unknown: 'which GPUs are behind which of its ports, and so what the loss of a core takes of them',
    givenBy: "'rails' of its links that carry their traffic",
    clusters,
  }));
}

interface RailedPair {
  readonly pair: NonNullable<SitePlan['converged']>[number];
  readonly hosts: readonly (PairPorts & { readonly cluster: string })[];
  readonly clusters: readonly ClusterPlan[];
}

function pairsOf(plan: SitePlan, isUnstated: boolean): readonly RailedPair[] {
  const { converged = [], clusters } = plan;
  if (converged.length === 0) return [];
  const clusterOf = new Map(clusters.flatMap((one) => one.hosts.map((host) => [host, one.name] as const)));
  const all = pairPorts(plan).filter((ports) => ports.isUnstated === isUnstated);
  return converged.flatMap((pair) => {
    const hosts = all
      .filter((one) => one.pair === pair.plan.name)
      .flatMap((one) => {
        const cluster = clusterOf.get(one.system);
        return cluster === undefined ? [] : [{ ...one, cluster }];
      });
    const own = new Set(hosts.map(({ cluster }) => cluster));
    return hosts.length === 0 ? [] : [{ pair, hosts, clusters: clusters.filter(({ name }) => own.has(name)) }];
  });
}

/** Rails of a host whose ports all end on one core. */
function addCoreStops(
  stops: Map<string, SwitchStop>,
  { system, gpus, links, cluster }: PairPorts & { readonly cluster: string },
): void {
  const rails = links.reduce((sum, link) => sum + link.rails, 0);
  const off = new Map<string, number>();
  for (const { rails: own, ports } of links) {
    const cores = Array.from({ length: own }, () => new Set<string>());
    ports.forEach(({ core }, port) => cores[Math.floor((port * own) / ports.length)]?.add(core));
    for (const [core, ...others] of cores)
      if (core !== undefined && others.length === 0) off.set(core, (off.get(core) ?? 0) + 1);
  }
  for (const [core, railsOff] of off) addStop(stops, core, { system, cluster, gpus, rails, railsOff });
}

/** Adds a host of which some rails end on one switch alone. */
function addStop<K>(
  stops: Map<K, SwitchStop>,
  key: K,
  one: { system: string; cluster: string; gpus: number; rails: number; railsOff: number },
  name = String(key),
): void {
  const { system, cluster, gpus, rails, railsOff } = one;
  const stop = stops.get(key) ?? { name, systems: new Map<string, Set<string>>(), hosts: 0, gpus: 0, rails, railsOff };
  stops.set(key, stop);
  stop.systems.set(cluster, (stop.systems.get(cluster) ?? new Set<string>()).add(system));
  stop.hosts += 1;
  stop.gpus += (railsOff * gpus) / rails;
  if (railsOff * stop.rails > stop.railsOff * rails) Object.assign(stop, { rails, railsOff });
}

/** Leaves without which a GPU has no port left, by index. Ports of a host are by rail, so that those of one GPU stand together. */
function leafStops(
  { links, endpoints, planes, switches }: FabricPlan,
  clusters: ReadonlyMap<string, ClusterPlan>,
): SwitchStop[] {
  const stops = new Map<number, SwitchStop>();
  let row = 0;
  while (row < links.count && links.tier[row] === 0) {
    const host = links.aNode[row] ?? 0;
    const start = row;
    while (row < links.count && links.tier[row] === 0 && links.aNode[row] === host) row += 1;
    const endpoint = endpoints[host];
    const cluster = clusters.get(endpoint?.group ?? '');
    if (endpoint === undefined || cluster === undefined) continue;
    const [ports, gpus] = [endpoint.portNames.length, gpusOfHost(cluster)];
    const rails = gpuRails(planes, ports, gpus);
    const leafOf = new Array<number | undefined>(rails).fill(undefined);
    const isSplit = new Uint8Array(rails);
    for (let at = start; at < row; at += 1) {
      const rail = Math.floor(((links.aPort[at] ?? 0) * rails) / ports);
      const leaf = links.bNode[at];
      if (leafOf[rail] !== undefined && leafOf[rail] !== leaf) isSplit[rail] = 1;
      leafOf[rail] = leaf;
    }
    const off = new Map<number, number>();
    leafOf.forEach((leaf, rail) => {
      if (leaf !== undefined && isSplit[rail] === 0) off.set(leaf, (off.get(leaf) ?? 0) + 1);
    });
    const system = endpoint.device ?? endpoint.name;
    for (const [leaf, railsOff] of off) {
      addStop(stops, leaf, { system, cluster: cluster.name, gpus, rails, railsOff }, switches[leaf]?.name);
    }
  }
  return [...stops].sort(([left], [right]) => left - right).map(([, stop]) => stop);
}

/** What is promised to jobs of a network and missed. */
function promiseOf({
  clusters,
  worst,
  second,
}: ComputeNetwork): { readonly limit: string; readonly remedy: string } | undefined {
  if (worst === undefined) return undefined;
  const hit = clusters.filter(({ name }) => worst.systems.has(name));
  const promised = hit.find(({ isLeafLossSurvived }) => isLeafLossSurvived === true);
  if (promised !== undefined) {
    return {
      limit: `jobs of cluster '${promised.name}' run on ('isLeafLossSurvived')`,
      remedy: `${second}, or take 'isLeafLossSurvived' away`,
    };
  }
  const lostOf = ({ name }: ClusterPlan): number => worst.systems.get(name)?.size ?? 0;
  const short = hit.find((cluster) => cluster.spareSystems !== undefined && cluster.spareSystems < lostOf(cluster));
  if (short === undefined) return undefined;
  const lost = lostOf(short);
  return {
    limit: `${inWords.count(short.spareSystems ?? 0, 'spare system')} of cluster '${short.name}', ${lost} needed for jobs of full size`,
    remedy: `${second}; or raise 'spareSystems' of the cluster to ${lost}; or acknowledge it where jobs start again with fewer rails`,
  };
}

function stopWords(
  { path, object, switchWords: [one, many], switches, stops }: ComputeNetwork,
  stop: SwitchStop,
): Omit<FailedVerdict, 'outcome' | 'remedy'> {
  const { name, hosts, gpus, rails, railsOff } = stop;
  const each = gpus / hosts;
  const kept = rails - railsOff;
  const off = `${Number.isInteger(each) ? inWords.count(each, 'GPU') : 'some GPUs'} of each of ${inWords.count(hosts, 'host')} ${each === 1 ? 'is' : 'are'} off`;
  return {
    path,
    object,
    found: `loss of ${one} '${name}': ${off}: running jobs stop, restart ${kept === 0 ? 'without these hosts' : `at ${kept} of ${rails} rails`}`,
    limit: `0 GPUs off without a ${one}`,
    arithmetic: `${inWords.count(gpus, 'GPU')} of ${inWords.count(hosts, 'host')} end on '${name}' alone; ${inWords.count(stops, one, many)} of ${inWords.count(switches, one, many)} have such GPUs`,
  };
}
