import type { ConvergedInSite } from '../../model/core-pair';
import { type FabricPlan, LOSS_SHARE } from '../../model/fabric-plan';
import type { At } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, judgeEach, type Rule, type Verdict } from '../engine/rule';

const leafLoss = defineRule({
  id: 'fabric/leaf-loss',
  severity: 'warning',
  title: `the loss of one leaf or cable takes at most ${inWords.percent(LOSS_SHARE.compute)} of a host's bandwidth in a compute fabric, ${inWords.percent(LOSS_SHARE.other)} in storage and in-band and of a pair of cores`,
  why: {
    text: 'A leaf fails, and is taken down for an upgrade; a job on its hosts goes on only with the bandwidth that is left. A cable takes no more than its leaf.',
    source: 'NVIDIA DGX SuperPOD Reference Architecture, DGX GB200: 4 rails, each with leaves of its own',
  },
  check: (plan) =>
    judgeEach(
      [...plan.fabrics.filter(({ plan: { role } }) => role !== 'oob'), ...(plan.converged ?? [])],
      (network) => ('cables' in network ? pairLossVerdict(network) : lossVerdict(network)),
      'the site has no fabric or pair of cores that carries data',
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

/** Rules about what a failure takes. */
export const resilienceRules: readonly Rule[] = [leafLoss, planeOfOneSwitch, uplinkParity];

interface Loss {
  readonly host: number;
  readonly leaf: number;
  readonly lost: number;
  readonly of: number;
}

/** The loss of one leaf that takes too much of a host's bandwidth. Undefined: none does. */
export function lossVerdict({ path, plan: fabric }: At<FabricPlan>): Verdict | undefined {
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

/** Links of a kind from a device to both cores: what the loss of one core takes of them. Links of management carry no data. */
export function pairLossVerdict({ path, plan, switches, cables }: ConvergedInSite): Verdict | undefined {
  const cores = new Set<string>(plan.cores.map(({ name }) => name));
  const upper = new Set(switches);
  const links = new Map<string, { device: string; kind: string; rateBits: number; onCore: Map<string, number> }>();
  for (const { kind, a, b, rateBits } of cables) {
    if (upper.has(a.device) || !cores.has(b.device)) continue;
    const key = `${a.device}\n${kind}`;
    const own = links.get(key) ?? { device: a.device, kind, rateBits, onCore: new Map<string, number>() };
    links.set(key, own);
    own.onCore.set(b.device, (own.onCore.get(b.device) ?? 0) + 1);
  }
  const over = [...links.values()].flatMap((link) => {
    const of = [...link.onCore.values()].reduce((sum, count) => sum + count, 0);
    const [core, lost] = [...link.onCore].reduce((top, one) => (one[1] > top[1] ? one : top));
    return lost / of > LOSS_SHARE.other ? [{ ...link, core, lost, of }] : [];
  });
  const [first] = over;
  if (first === undefined) return undefined;
  const { device, kind, rateBits, core, lost, of } = over.reduce((top, one) =>
    one.lost / one.of > top.lost / top.of ? one : top,
  );
  const devices = [...new Set(over.map((link) => link.device))];
  return failed({
    path,
    object: `core pair '${plan.name}', ${inWords.count(devices.length, 'device')}: ${inWords.names(devices)}`,
    found: `'${device}' loses ${inWords.percent(lost / of)} of its links '${kind}' without core '${core}'`,
    limit: inWords.percent(LOSS_SHARE.other),
    arithmetic: `${lost} of ${inWords.count(of, 'link')} x ${inWords.bits(rateBits)} = ${inWords.percent(lost / of)}`,
    remedy: "give the device more ports, or let its links end on both cores alike ('cores')",
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
