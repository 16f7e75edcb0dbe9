import { type FabricPlan, gpuRails, LOSS_SHARE } from '../../model/fabric-plan';
import { type At, type ClusterPlan, gpusOfHost, type SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, type FailedVerdict, judgeEach, type Rule, type Verdict } from '../engine/rule';

const SECOND_PLANE = "give the fabric 'planes: 2', so that each GPU has ports on two leaves";

const leafLoss = defineRule({
  id: 'fabric/leaf-loss',
  severity: 'warning',
  title: `the loss of one leaf or cable takes at most ${inWords.percent(LOSS_SHARE.compute)} of a host's bandwidth in a compute fabric, ${inWords.percent(LOSS_SHARE.other)} in storage and in-band`,
  why: {
    text: 'A leaf fails, and is taken down for an upgrade; a job on its hosts goes on only with the bandwidth that is left. A cable takes no more than its leaf.',
    source: 'NVIDIA DGX SuperPOD Reference Architecture, DGX GB200: 4 rails, each with leaves of its own',
  },
  check: (plan) =>
    judgeEach(
      plan.fabrics.filter(({ plan: { role } }) => role !== 'oob'),
      (fabric) => lossVerdict(fabric),
      'the site has no fabric that carries data',
    ),
});

const planeOfOneSwitch = defineRule({
  id: 'fabric/plane-of-one-switch',
  severity: 'warning',
  title: 'each plane of a compute fabric has more than one switch',
  why: {
    text: 'Planes are there so that traffic goes on without one of them; a plane of one switch goes with it, and with each upgrade of it, for every host at once.',
    source:
      'NVIDIA Enterprise Reference Architecture, NVL72 AI Factory, multi-plane topology: each plane is a fabric of its own, and hosts go on over the other',
  },
  check: (plan) =>
    judgeEach(
      plan.fabrics.filter(({ plan: { role, planes } }) => role === 'compute' && planes > 1),
      ({ path, plan: { name, planes, switches, counts } }) => {
        if (switches.length > planes) return undefined;
        return failed({
          path,
          object: `fabric '${name}'`,
          found: `1 switch a plane, ${inWords.count(planes, 'plane')}`,
          limit: 'at least 2 switches a plane',
          required: '2 switches',
          available: '1 switch',
          shortfall: '1 switch',
          arithmetic: `${inWords.count(switches.length, 'switch', 'switches')} / ${planes} planes = 1; the loss of one takes 1 of ${planes} links of each of ${inWords.count(counts.hosts, 'host')}`,
          remedy: "give 'tiers: 2', or acknowledge that a switch takes its plane with it",
        });
      },
      'no compute fabric has several planes',
    ),
});

const uplinkParity = defineRule({
  id: 'fabric/uplink-parity',
  severity: 'error',
  title: 'all switches of a tier and plane have the same number of uplinks',
  why: {
    text: 'The leaf with the fewest uplinks sets the pace of collectives, which run over all of them at once.',
    source:
      'OpenSM, doc/current-routing.txt, fat-tree routing: all switches of a rank have equally many up port groups',
  },
  check: (plan) =>
    judgeEach(
      plan.fabrics.filter(({ plan: { tiers } }) => tiers > 1),
      (fabric) => parityVerdict(fabric),
      'no fabric has more than one tier',
    ),
});

const jobStops = defineRule({
  id: 'fabric/job-stops',
  severity: 'info',
  title: 'no loss of one leaf takes a GPU of a job off its compute fabric',
  why: {
    text: 'A GPU has the port beside it: without its leaf it is off, whatever bandwidth its host has left. Collectives then end with an error, and the job starts again without these GPUs.',
    source: 'Qian et al., Alibaba HPN, SIGCOMM 2024: with one top-of-rack switch its loss stops the training',
  },
  check: (plan) =>
    judgeEach(
      computeFabrics(plan).filter((fabric) => promiseOf(fabric) === undefined),
      (fabric) => {
        if (fabric.worst === undefined) return undefined;
        return failed({
          ...stopWords(fabric, fabric.worst),
          remedy: `${SECOND_PLANE}; or let jobs stop, with 'spareSystems' of the cluster for them, and acknowledge this`,
        });
      },
      'no compute fabric has several hosts with GPUs, or one is a finding of fabric/leaf-loss or fabric/job-promise',
    ),
});

const jobPromise = defineRule({
  id: 'fabric/job-promise',
  severity: 'warning',
  title: 'jobs keep what is promised when a leaf of their compute fabric is lost',
  why: {
    text: 'Jobs that are promised to run on need each GPU on two leaves. Jobs that start again at full size need a spare system for each one that lost a GPU.',
    source:
      'Qian et al., Alibaba HPN, SIGCOMM 2024: dual top-of-rack switches; promises as the props of the cluster state them',
  },
  check: (plan) =>
    judgeEach(
      computeFabrics(plan).filter(({ clusters }) =>
        clusters.some(
          ({ isLeafLossSurvived, spareSystems }) => isLeafLossSurvived === true || spareSystems !== undefined,
        ),
      ),
      (fabric) => {
        const missed = promiseOf(fabric);
        if (missed === undefined || fabric.worst === undefined) return undefined;
        return failed({ ...stopWords(fabric, fabric.worst), ...missed });
      },
      "no cluster of a compute fabric states 'isLeafLossSurvived' or 'spareSystems'",
    ),
});

/** Rules about what a failure takes. */
export const resilienceRules: readonly Rule[] = [leafLoss, planeOfOneSwitch, uplinkParity, jobStops, jobPromise];

/** What the loss of one leaf does to GPUs: those whose ports all end on it. */
interface LeafStop {
  readonly leaf: number;
  /** Systems of each cluster with a GPU off. */
  readonly systems: Map<string, Set<string>>;
  /** Hosts with a GPU off, and GPUs that are off, in all. */
  hosts: number;
  gpus: number;
  /** Rails of a host, and those of them that are off, where most are. */
  rails: number;
  railsOff: number;
}

interface ComputeFabric extends At<FabricPlan> {
  /** Clusters with hosts on it. */
  readonly clusters: readonly ClusterPlan[];
  /** The leaf that takes most GPUs off. Absent: none takes any. */
  readonly worst?: LeafStop;
  /** Leaves that take a GPU off. */
  readonly leaves: number;
}

/** Compute fabrics with several hosts of clusters. One whose hosts lose too much bandwidth with a leaf is a finding already. */
function computeFabrics({ fabrics, clusters }: SitePlan): ComputeFabric[] {
  const byName = new Map(clusters.map((cluster) => [cluster.name, cluster]));
  return fabrics.flatMap((fabric) => {
    const { endpoints, role } = fabric.plan;
    const groups = new Set(endpoints.flatMap(({ group }) => group ?? []));
    const own = [...groups].flatMap((group) => byName.get(group) ?? []).filter(({ gpusPerHost }) => gpusPerHost > 0);
    const hosts = endpoints.filter(({ group }) => own.some(({ name }) => name === group)).length;
    if (role !== 'compute' || hosts < 2 || lossVerdict(fabric) !== undefined) return [];
    const stops = leafStops(fabric.plan, new Map(own.map((cluster) => [cluster.name, cluster])));
    const [first] = stops;
    if (first === undefined) return [{ ...fabric, clusters: own, leaves: 0 }];
    const worst = stops.reduce((top, one) => (one.gpus > top.gpus ? one : top), first);
    return [{ ...fabric, clusters: own, worst, leaves: stops.length }];
  });
}

/** Leaves without which a GPU has no port left, by index. Ports of a host are by rail, so that those of one GPU stand together. */
function leafStops({ links, endpoints, planes }: FabricPlan, clusters: ReadonlyMap<string, ClusterPlan>): LeafStop[] {
  const stops = new Map<number, LeafStop>();
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
    for (const [leaf, railsOff] of off) {
      const stop = stops.get(leaf) ?? {
        leaf,
        systems: new Map<string, Set<string>>(),
        hosts: 0,
        gpus: 0,
        rails,
        railsOff,
      };
      const systems = stop.systems.get(cluster.name) ?? new Set<string>();
      stop.systems.set(cluster.name, systems.add(endpoint.device ?? endpoint.name));
      stop.hosts += 1;
      stop.gpus += (railsOff * gpus) / rails;
      if (railsOff * stop.rails > stop.railsOff * rails) Object.assign(stop, { rails, railsOff });
      stops.set(leaf, stop);
    }
  }
  return [...stops.values()].sort((left, right) => left.leaf - right.leaf);
}

/** What is promised to jobs of a fabric and missed. */
function promiseOf({
  clusters,
  worst,
}: ComputeFabric): { readonly limit: string; readonly remedy: string } | undefined {
  if (worst === undefined) return undefined;
  const hit = clusters.filter(({ name }) => worst.systems.has(name));
  const promised = hit.find(({ isLeafLossSurvived }) => isLeafLossSurvived === true);
  if (promised !== undefined) {
    return {
      limit: `jobs of cluster '${promised.name}' run on ('isLeafLossSurvived')`,
      remedy: `${SECOND_PLANE}, or take 'isLeafLossSurvived' away`,
    };
  }
  const lostOf = ({ name }: ClusterPlan): number => worst.systems.get(name)?.size ?? 0;
  const short = hit.find((cluster) => cluster.spareSystems !== undefined && cluster.spareSystems < lostOf(cluster));
  if (short === undefined) return undefined;
  const lost = lostOf(short);
  return {
    limit: `${inWords.count(short.spareSystems ?? 0, 'spare system')} of cluster '${short.name}', ${lost} needed for jobs of full size`,
    remedy: `${SECOND_PLANE}; or raise 'spareSystems' of the cluster to ${lost}; or acknowledge it where jobs start again with fewer rails`,
  };
}

function stopWords(
  { path, plan: fabric, leaves }: ComputeFabric,
  stop: LeafStop,
): Omit<FailedVerdict, 'outcome' | 'remedy'> {
  const { leaf, hosts, gpus, rails, railsOff } = stop;
  const each = gpus / hosts;
  const name = fabric.switches[leaf]?.name ?? '';
  const kept = rails - railsOff;
  const off = `${Number.isInteger(each) ? inWords.count(each, 'GPU') : 'some GPUs'} of each of ${inWords.count(hosts, 'host')} ${each === 1 ? 'is' : 'are'} off`;
  return {
    path,
    object: `fabric '${fabric.name}'`,
    found: `loss of leaf '${name}': ${off}: running jobs stop, restart ${kept === 0 ? 'without these hosts' : `at ${kept} of ${rails} rails`}`,
    limit: '0 GPUs off without a leaf',
    arithmetic: `${inWords.count(gpus, 'GPU')} of ${inWords.count(hosts, 'host')} end on '${name}' alone; ${inWords.count(leaves, 'leaf', 'leaves')} of ${inWords.count(fabric.counts.leaf, 'leaf', 'leaves')} have such GPUs`,
  };
}

interface Loss {
  readonly host: number;
  readonly leaf: number;
  readonly lost: number;
  readonly of: number;
}

function lossVerdict({ path, plan: fabric }: At<FabricPlan>): Verdict | undefined {
  const allowed = fabric.role === 'compute' ? LOSS_SHARE.compute : LOSS_SHARE.other;
  const over = hostLosses(fabric).filter(({ lost, of }) => lost / of > allowed);
  const [first] = over;
  if (first === undefined) return undefined;
  const worst = over.reduce((top, one) => (one.lost / one.of > top.lost / top.of ? one : top), first);
  const share = worst.lost / worst.of;
  const cable = 1 / worst.of;
  return failed({
    path,
    object: `fabric '${fabric.name}', ${inWords.count(over.length, 'host')}: ${inWords.names(over.map(({ host }) => fabric.endpoints[host]?.name ?? ''))}`,
    found: `loses ${inWords.percent(share)} without leaf '${fabric.switches[worst.leaf]?.name ?? ''}'`,
    limit: inWords.percent(allowed),
    arithmetic: `${worst.lost} of ${inWords.count(worst.of, 'link')} x ${inWords.bits(fabric.hostRateBits)} = ${inWords.percent(share)}; one cable takes 1 of ${worst.of} = ${inWords.percent(cable)}`,
    remedy: 'give a host more ports, or let them end on more leaves',
  });
}

/** The leaf that takes most of each host, where hosts are those of groups. Links of one host stand together in the table. */
function hostLosses({ links, endpoints }: FabricPlan): Loss[] {
  const losses: Loss[] = [];
  let row = 0;
  while (row < links.count && links.tier[row] === 0) {
    const host = links.aNode[row] ?? 0;
    const onLeaf = new Map<number, number>();
    let of = 0;
    for (; row < links.count && links.tier[row] === 0 && links.aNode[row] === host; row += 1, of += 1) {
      const leaf = links.bNode[row] ?? 0;
      onLeaf.set(leaf, (onLeaf.get(leaf) ?? 0) + 1);
    }
    if (endpoints[host]?.group === undefined) continue;
    const [leaf, lost] = [...onLeaf].reduce((top, one) => (one[1] > top[1] ? one : top), [0, 0]);
    losses.push({ host, leaf, lost, of });
  }
  return losses;
}

function parityVerdict({ path, plan: fabric }: At<FabricPlan>): Verdict | undefined {
  const spreads = uplinkSpreads(fabric);
  const most = new Map<string, number>();
  const keyOf = (lower: number): string => {
    const one = fabric.switches[lower];
    return `${one?.tier ?? ''} ${one?.plane ?? ''}`;
  };
  for (const { lower, uplinks } of spreads) most.set(keyOf(lower), Math.max(most.get(keyOf(lower)) ?? 0, uplinks));
  const short = spreads.filter(({ lower, uplinks }) => uplinks < (most.get(keyOf(lower)) ?? 0));
  const [first] = short;
  if (first === undefined) return undefined;
  const required = most.get(keyOf(first.lower)) ?? 0;
  const nameOf = (lower: number): string => fabric.switches[lower]?.name ?? '';
  return failed({
    path,
    object: `fabric '${fabric.name}', ${inWords.count(short.length, 'switch', 'switches')}: ${inWords.names(short.map(({ lower }) => nameOf(lower)))}`,
    found: inWords.count(first.uplinks, 'uplink'),
    limit: inWords.count(required, 'uplink'),
    required: inWords.count(required, 'uplink'),
    available: inWords.count(first.uplinks, 'uplink'),
    shortfall: inWords.count(required - first.uplinks, 'uplink'),
    arithmetic: `'${nameOf(first.lower)}': ${required} - ${first.uplinks} = ${required - first.uplinks}`,
    remedy: "give every leaf the same 'upPerLeaf'",
  });
}

/** How the uplinks of one switch spread over the switches above it. */
export interface UplinkSpread {
  /** Index of the lower switch. */
  readonly lower: number;
  readonly uplinks: number;
  /** Switches above that it reaches. */
  readonly reached: number;
  /** Fewest and most links to one of them. */
  readonly least: number;
  readonly most: number;
  /** Index of a switch above that has the most. */
  readonly fullest: number;
}

/** Spread of every switch with uplinks, by index of the switch. Linear in the links. */
export function uplinkSpreads({ links, switches }: FabricPlan): UplinkSpread[] {
  const starts = new Uint32Array(switches.length + 1);
  for (let row = 0; row < links.count; row += 1) {
    if (links.tier[row] !== 0) bump(starts, (links.aNode[row] ?? 0) + 1, 1);
  }
  for (let index = 0; index < switches.length; index += 1) bump(starts, index + 1, starts[index] ?? 0);
  const next = starts.slice();
  const uppers = new Uint32Array(starts[switches.length] ?? 0);
  for (let row = 0; row < links.count; row += 1) {
    if (links.tier[row] === 0) continue;
    const lower = links.aNode[row] ?? 0;
    uppers[next[lower] ?? 0] = links.bNode[row] ?? 0;
    bump(next, lower, 1);
  }
  const counts = new Uint32Array(switches.length);
  const spreads: UplinkSpread[] = [];
  for (let lower = 0; lower < switches.length; lower += 1) {
    const own = uppers.subarray(starts[lower], starts[lower + 1]);
    if (own.length > 0) spreads.push(spreadOf(lower, own, counts));
  }
  return spreads;
}

/** `counts` is all zero before and after. */
function spreadOf(lower: number, uppers: Uint32Array, counts: Uint32Array): UplinkSpread {
  let [reached, least, most, fullest] = [0, Infinity, 0, 0];
  for (let index = 0; index < uppers.length; index += 1) bump(counts, uppers[index] ?? 0, 1);
  for (let index = 0; index < uppers.length; index += 1) {
    const upper = uppers[index] ?? 0;
    const links = counts[upper] ?? 0;
    if (links === 0) continue;
    counts[upper] = 0;
    reached += 1;
    if (links < least) least = links;
    if (links > most) [most, fullest] = [links, upper];
  }
  return { lower, uplinks: uppers.length, reached, least, most, fullest };
}

function bump(counts: Uint32Array, index: number, by: number): void {
  counts[index] = (counts[index] ?? 0) + by;
}
