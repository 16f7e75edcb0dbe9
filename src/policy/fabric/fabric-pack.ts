import { railsPerLeaf } from '../../design/fabric/size-fabric';
import { type FabricPlan, LOSS_SHARE } from '../../model/fabric-plan';
import { networkLinks } from '../../model/site-links';
import { portsBefore } from '../../model/switch-ports';
import type { At, SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';
import { capacityRules, ratioRules } from './capacity-rules';
import { roceRules } from './roce-rules';
import { jobRules } from './job-rules';
import { resilienceRules, type UplinkSpread, uplinkSpreads } from './resilience-rules';
import { repairRules, subnetManagerRules } from './subnet-manager-rules';

const oversubscribed = defineRule({
  id: 'fabric/oversubscribed-compute',
  severity: 'error',
  title: 'every tier of a compute fabric is non-blocking',
  why: {
    text: 'Collectives of a training job use all links at once; a tier with less rate up than down sets the pace of all.',
    source: 'NVIDIA DGX SuperPOD Reference Architecture, DGX H100 and B200: leaves with 32 ports down and 32 up',
  },
  check: (plan) =>
    judgeEach(
      plan.fabrics.filter((fabric) => fabric.plan.role === 'compute').flatMap(tiersOf),
      ({ path, plan: { name }, ratio: { tier, down, downRateBits, up, upRateBits, ratio } }) => {
        if (ratio <= 1) return undefined;
        const [downBits, upBits] = [down * downRateBits, up * upRateBits];
        return failed({
          path,
          object: `fabric '${name}', ${tier} tier`,
          found: `${inWords.number(ratio)}:1`,
          limit: '1:1',
          required: inWords.bits(downBits),
          available: inWords.bits(upBits),
          shortfall: inWords.bits(downBits - upBits),
          arithmetic: `(${down} down x ${inWords.bits(downRateBits)}) / (${up} up x ${inWords.bits(upRateBits)}) = ${inWords.bits(downBits)} / ${inWords.bits(upBits)} = ${inWords.number(ratio)}`,
          remedy: `lower '${tier === 'leaf' ? 'downPerLeaf' : 'spines'}', or acknowledge it where jobs stay below this tier`,
        });
      },
      'no compute fabric has more than one tier',
    ),
});

const spineLoss = defineRule({
  id: 'fabric/spine-loss',
  severity: 'warning',
  title: `the loss of one spine or core takes at most ${inWords.percent(LOSS_SHARE.compute)} of a switch's uplinks in a compute fabric, ${inWords.percent(LOSS_SHARE.other)} in others`,
  why: {
    text: 'A job that runs across the fabric goes on at the rate that is left; with few spines one failure takes a large part of it.',
    source:
      'NVIDIA DGX SuperPOD Reference Architecture, DGX H100, Table 4: 4 spines with 8 leaves, the smallest table entry',
  },
  check: (plan) =>
    judgeEach(
      plan.fabrics.filter((fabric) => fabric.plan.tiers > 1),
      ({ path, plan: fabric }) => {
        const allowed = fabric.role === 'compute' ? LOSS_SHARE.compute : LOSS_SHARE.other;
        const worst = uplinkSpreads(fabric).reduce<UplinkSpread | undefined>(
          (top, one) => (top === undefined || one.most / one.uplinks > top.most / top.uplinks ? one : top),
          undefined,
        );
        if (worst === undefined || worst.most / worst.uplinks <= allowed) return undefined;
        const share = worst.most / worst.uplinks;
        return failed({
          path,
          object: `fabric '${fabric.name}', switch '${nameOf(fabric, worst.lower)}' without '${nameOf(fabric, worst.fullest)}'`,
          found: `loses ${inWords.percent(share)} of its uplinks`,
          limit: inWords.percent(allowed),
          arithmetic: `${worst.most} of ${inWords.count(worst.uplinks, 'uplink')} = ${inWords.percent(share)}, over ${inWords.count(worst.reached, 'switch', 'switches')} above`,
          remedy: "raise 'spines' (or 'cores'), so that the uplinks spread over more switches",
        });
      },
      'no fabric has more than one tier',
    ),
});

const unevenUplinks = defineRule({
  id: 'fabric/uneven-uplinks',
  severity: 'error',
  title: 'every switch of a tier has the same whole number of links to each switch above it',
  why: {
    text: 'Routing of fat trees needs port groups of one size; uneven ones leave links unused and make hot spots.',
    source: 'OpenSM, doc/current-routing.txt, fat-tree routing',
  },
  check: (plan) =>
    judgeEach(
      plan.fabrics.filter((fabric) => fabric.plan.tiers > 1),
      (fabric) => unevenVerdict(fabric),
      'no fabric has more than one tier',
    ),
});

const chassisRatio = defineRule({
  id: 'fabric/chassis-ratio',
  severity: 'error',
  title: 'a chassis in a compute fabric carries inside it what its ports bring',
  why: {
    text: 'Line cards of a chassis meet over fabric cards. Where these carry less than all ports bring, collectives run at their pace, whatever the links outside are.',
    source:
      'NVIDIA DGX SuperPOD Reference Architecture, DGX H100 and B200: a compute fabric is non-blocking; the ratio as the switch is defined',
  },
  check: (plan) =>
    judgeEach(
      plan.fabrics.filter(({ plan: { role } }) => role === 'compute').flatMap(chassisOf),
      ({ path, plan: { name }, model, count }) => {
        const object = `fabric '${name}', ${inWords.count(count, 'switch', 'switches')} '${model.id}'`;
        const ratio = model.chassis?.ratio;
        if (ratio === undefined) {
          const unknown = 'what its fabric cards carry of what its ports bring';
          return indeterminate({ path, object, unknown, givenBy: "state 'chassisRatio' where the switch is defined" });
        }
        if (ratio <= 1) return undefined;
        const brought = portsBefore(model) * model.portRateBits;
        return failed({
          path,
          object,
          found: `${inWords.number(ratio)}:1 inside`,
          limit: '1:1',
          required: inWords.bits(brought),
          available: inWords.bits(brought / ratio),
          shortfall: inWords.bits(brought - brought / ratio),
          arithmetic: `${portsBefore(model)} ports x ${inWords.bits(model.portRateBits)} / ${inWords.number(ratio)} = ${inWords.bits(brought / ratio)}`,
          remedy:
            'take more fabric cards or a chassis without this ratio, or acknowledge it where jobs stay on one line card',
        });
      },
      'no compute fabric has a chassis',
    ),
});

/** Rules about the shape of a fabric. */
const topologyRules: readonly Rule[] = [chassisRatio, oversubscribed, spineLoss, unevenUplinks];

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
    const onCores = coreDevices(plan);
    return judgeEach(
      plan.clusters.filter(({ hosts }) => hosts.length > 1),
      ({ path, name, hosts, fabrics, scaleUpDomains = [] }) => {
        const own = fabrics.filter((fabric) => compute.has(fabric));
        // Of a system that is a rack its trays are cabled.
        const cabled = scaleUpDomains.length === 0 ? hosts : scaleUpDomains.flatMap((domain) => domain.hosts);
        if (own.length > 0 || cabled.every((host) => onCores.has(host))) return undefined;
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

/** Devices with a link that carries data to a pair of cores, which is the network of all its devices. */
function coreDevices(plan: SitePlan): ReadonlySet<string> {
  return new Set(
    (plan.converged ?? []).flatMap((pair) =>
      [...networkLinks(pair).links()].flatMap(({ joins, isOutOfBand, a }) =>
        joins === 'endpoint' && !isOutOfBand ? [a.device] : [],
      ),
    ),
  );
}

const mixedRails = defineRule({
  id: 'fabric/mixed-rails',
  severity: 'error',
  title: 'a leaf of a rail-optimised fabric carries the ports of one rail, or of those that are asked to share it',
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

/** Rules about how hosts meet leaves. */
const endpointRules: readonly Rule[] = [clusterWithoutCompute, mixedRails, singleLeaf];

/** Rules about the networks between systems. */
export const fabricPack: readonly Rule[] = [
  ...topologyRules,
  ...endpointRules,
  ...capacityRules,
  ...ratioRules,
  ...resilienceRules,
  ...jobRules,
  ...subnetManagerRules,
  ...repairRules,
  ...roceRules,
];

function tiersOf(fabric: At<FabricPlan>): (At<FabricPlan> & { readonly ratio: FabricPlan['ratios'][number] })[] {
  return fabric.plan.ratios.map((ratio) => ({ ...fabric, ratio }));
}

/** Models of a fabric that are chassis, once each. */
function chassisOf(
  fabric: At<FabricPlan>,
): (At<FabricPlan> & { readonly model: FabricPlan['switches'][number]['model']; readonly count: number })[] {
  const byId = new Map<string, { readonly model: FabricPlan['switches'][number]['model']; count: number }>();
  for (const { model } of fabric.plan.switches) {
    if (model.chassis === undefined) continue;
    const known = byId.get(model.id) ?? { model, count: 0 };
    known.count += 1;
    byId.set(model.id, known);
  }
  return [...byId.values()].map((each) => ({ ...fabric, ...each }));
}

function unevenVerdict({ path, plan: fabric }: At<FabricPlan>): Verdict | undefined {
  const spreads = uplinkSpreads(fabric);
  const widest = new Map<string, number>();
  for (const { lower, reached } of spreads) {
    const key = tierKey(fabric, lower);
    widest.set(key, Math.max(widest.get(key) ?? 0, reached));
  }
  const uneven = spreads.filter(
    ({ lower, least, most, reached }) => least !== most || reached !== widest.get(tierKey(fabric, lower)),
  );
  const [first] = uneven;
  if (first === undefined) return undefined;
  const reach = widest.get(tierKey(fabric, first.lower)) ?? first.reached;
  const found = first.least === first.most ? `${first.most}` : `${first.least} to ${first.most}`;
  return failed({
    path,
    object: `fabric '${fabric.name}', ${inWords.count(uneven.length, 'switch', 'switches')}: ${inWords.names(uneven.map(({ lower }) => nameOf(fabric, lower)))}`,
    found: `${found} links to each of ${inWords.count(first.reached, 'switch', 'switches')} above`,
    limit: `one number of links to each of ${inWords.count(reach, 'switch', 'switches')}`,
    arithmetic: `'${nameOf(fabric, first.lower)}': ${inWords.count(first.uplinks, 'uplink')} / ${inWords.count(reach, 'switch', 'switches')} = ${inWords.number(first.uplinks / reach)}`,
    remedy: "choose 'spines' (or 'cores') so that the uplinks of a switch divide by it",
  });
}

/** Switches that must be alike: those of one tier, and plane. */
function tierKey(fabric: FabricPlan, index: number): string {
  const one = fabric.switches[index];
  return `${one?.tier ?? ''} ${one?.plane ?? ''}`;
}

function nameOf(fabric: FabricPlan, index: number): string {
  return fabric.switches[index]?.name ?? String(index);
}

function isDualHomed({ portNames }: { readonly portNames: readonly string[] }): boolean {
  return portNames.length > 1;
}

function isRailed(fabric: FabricPlan): boolean {
  return fabric.rails > 1 && railsPerLeaf(fabric) < fabric.rails;
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
  const together = railsPerLeaf(fabric);
  const columnOf = (rail: number): number => Math.ceil(rail / together);
  for (let row = 0; row < links.count && links.tier[row] === 0; row += 1) {
    const endpoint = endpoints[links.aNode[row] ?? 0];
    if (endpoint?.group === undefined) continue;
    const port = links.aPort[row] ?? 0;
    const rail = 1 + Math.floor((port * fabric.rails) / endpoint.portNames.length);
    const leaf = links.bNode[row] ?? 0;
    const before = railOf[leaf] ?? 0;
    if (before === 0) railOf[leaf] = rail;
    else if (columnOf(before) !== columnOf(rail) && !mixed.has(leaf)) {
      mixed.set(leaf, `rail ${rail} of '${endpoint.name}' beside rail ${before}`);
    }
  }
  if (mixed.size === 0) return undefined;
  const names = [...mixed.keys()].map((leaf) => switches[leaf]?.name ?? String(leaf));
  return failed({
    path,
    object: `fabric '${fabric.name}', ${inWords.count(mixed.size, 'leaf', 'leaves')}: ${inWords.names(names)}`,
    found: [...mixed.values()][0] ?? '',
    limit: together === 1 ? '1 rail a leaf' : `${together} rails a leaf that follow each other`,
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
