import type { FabricPlan } from '../../model/fabric-plan';
import { railsPerLeaf } from '../../design/fabric/size-fabric';
import type { At } from '../../model/site-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed, type Verdict } from '../verdict';

const mixedRails = defineRule({
  id: 'fabric/mixed-rails',
  severity: 'error',
  title: 'a leaf of a rail-optimised fabric carries the ports of one rail',
  why: {
    text: 'Traffic between GPUs of one rail stays on one leaf only where the leaf carries that rail of every system.',
    source: 'NVIDIA DGX SuperPOD Reference Architecture, DGX H100 and B200, rail-optimised fabric',
  },
  check: (plan) =>
    judgeEach(
      plan.fabrics.filter(({ plan: fabric }) => isRailed(fabric)),
      (fabric) => mixedVerdict(fabric),
      withoutRails(plan.fabrics),
    ),
});

const singleLeaf = defineRule({
  id: 'fabric/single-leaf',
  severity: 'error',
  title: 'the ports of a dual-homed host end on different leaves',
  why: {
    text: 'Two ports on one leaf go down together; the second port then protects from nothing.',
    source: 'NVIDIA DGX SuperPOD Reference Architecture, DGX H100: storage network, two links a node',
  },
  check: (plan) =>
    judgeEach(
      plan.fabrics.filter(({ plan: fabric }) => fabric.shape === 'shared-leaf' && fabric.endpoints.some(isDualHomed)),
      (fabric) => singleLeafVerdict(fabric),
      'no host has several ports in a fabric of shared leaves',
    ),
});

const clusterWithoutCompute = defineRule({
  id: 'fabric/cluster-without-compute',
  severity: 'warning',
  title: 'a cluster of several systems is on a compute fabric',
  why: {
    text: 'Jobs of more than one system need a network between the GPUs.',
    source: 'NVIDIA DGX SuperPOD Reference Architecture, network fabrics',
  },
  check: (plan) => {
    const compute = new Set(
      plan.fabrics.filter(({ plan: { role } }) => role === 'compute').map((one) => one.plan.name),
    );
    return judgeEach(
      plan.clusters.filter(({ hosts }) => hosts.length > 1),
      ({ path, name, hosts, fabrics }) => {
        const own = fabrics.filter((fabric) => compute.has(fabric));
        if (own.length > 0) return undefined;
        return failed({
          path,
          object: `cluster '${name}' of ${inWords.count(hosts.length, 'system')}`,
          found: fabrics.length === 0 ? 'no fabric' : `fabrics ${inWords.names(fabrics)}, none for compute`,
          limit: 'at least 1 compute fabric',
          required: '1 compute fabric',
          available: '0 compute fabrics',
          shortfall: '1 compute fabric',
          arithmetic: `${inWords.count(own.length, 'compute fabric')} for ${inWords.count(hosts.length, 'system')}`,
          remedy: "add the cluster to the 'hosts' of a compute fabric",
        });
      },
      'no cluster has several systems',
    );
  },
});

/** Rules about how hosts meet leaves. */
export const endpointRules: readonly Rule[] = [clusterWithoutCompute, mixedRails, singleLeaf];

function isDualHomed({ portNames }: { readonly portNames: readonly string[] }): boolean {
  return portNames.length > 1;
}

function isRailed(fabric: FabricPlan): boolean {
  return fabric.rails > 1 && railsPerLeaf(fabric) === 1;
}

/** Why no leaf is judged: one switch for everything mixes rails by design, for all traffic stays on it. */
function withoutRails(fabrics: readonly At<FabricPlan>[]): string {
  const single = fabrics.filter(({ plan: { shape, rails } }) => shape === 'rail-optimised' && rails > 1);
  if (single.length === 0) return 'no fabric has a leaf for each rail';
  const names = inWords.names(single.map(({ plan: { name } }) => name));
  return `the one switch a plane of ${names} carries all rails, so that no fabric has a leaf for each rail`;
}

function mixedVerdict({ path, plan: fabric }: At<FabricPlan>): Verdict | undefined {
  const { links, endpoints, switches } = fabric;
  const railOf = new Uint16Array(switches.length);
  const mixed = new Map<number, string>();
  for (let row = 0; row < links.count && links.tier[row] === 0; row += 1) {
    const endpoint = endpoints[links.aNode[row] ?? 0];
    if (endpoint?.group === undefined) continue;
    const port = links.aPort[row] ?? 0;
    const rail = 1 + Math.floor((port * fabric.rails) / endpoint.portNames.length);
    const leaf = links.bNode[row] ?? 0;
    const before = railOf[leaf] ?? 0;
    if (before === 0) railOf[leaf] = rail;
    else if (before !== rail && !mixed.has(leaf)) {
      mixed.set(leaf, `rail ${rail} of '${endpoint.name}' beside rail ${before}`);
    }
  }
  if (mixed.size === 0) return undefined;
  const names = [...mixed.keys()].map((leaf) => switches[leaf]?.name ?? String(leaf));
  return failed({
    path,
    object: `fabric '${fabric.name}', ${inWords.count(mixed.size, 'leaf', 'leaves')}: ${inWords.names(names)}`,
    found: [...mixed.values()][0] ?? '',
    limit: '1 rail a leaf',
    arithmetic: `rail of a port = 1 + floor(port x ${fabric.rails} rails / ports of the host); ${mixed.size} of ${inWords.count(fabric.counts.leaf, 'leaf', 'leaves')} mix rails`,
    remedy: "give each rail leaves of its own: let 'unitSystems' and 'downPerLeaf' match",
  });
}

/** Hosts are judged by the links that they have, in the order of the table: those of one host stand together. */
function singleLeafVerdict({ path, plan: fabric }: At<FabricPlan>): Verdict | undefined {
  const { links, endpoints, switches } = fabric;
  const leafOf = new Int32Array(endpoints.length).fill(-1);
  const hasTwo = new Uint8Array(endpoints.length);
  for (let row = 0; row < links.count; row += 1) {
    if (links.tier[row] !== 0) continue;
    const [host, leaf] = [links.aNode[row] ?? 0, links.bNode[row] ?? 0];
    if (leafOf[host] === -1) leafOf[host] = leaf;
    else if (leafOf[host] !== leaf) hasTwo[host] = 1;
  }
  const single = endpoints.flatMap((endpoint, host) => (isDualHomed(endpoint) && hasTwo[host] === 0 ? [host] : []));
  const [first] = single;
  if (first === undefined) return undefined;
  const ports = endpoints[first]?.portNames.length ?? 0;
  const dual = endpoints.filter(isDualHomed).length;
  return failed({
    path,
    object: `fabric '${fabric.name}', ${inWords.count(single.length, 'host')}: ${inWords.names(single.map((host) => endpoints[host]?.name ?? ''))}`,
    found: `all ${ports} ports of a host on leaf '${switches[leafOf[first] ?? 0]?.name ?? ''}'`,
    limit: 'at least 2 leaves a host',
    required: '2 leaves',
    available: '1 leaf',
    shortfall: '1 leaf',
    arithmetic: `${single.length} of ${inWords.count(dual, 'dual-homed host')} end on 1 leaf`,
    remedy: "give a unit at least two leaves: lower 'downPerLeaf'",
  });
}
