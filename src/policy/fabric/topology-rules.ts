import type { FabricPlan } from '../../model/fabric-plan';
import type { At } from '../../model/site-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed, type Verdict } from '../verdict';
import { type UplinkSpread, uplinkSpreads } from './uplink-spread';

/** Highest share of a leaf's uplinks that the loss of one switch above may take: compute, and all other fabrics. */
const LOSS_SHARE = { compute: 0.25, other: 0.5 };

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

/** Rules about the shape of a fabric. */
export const topologyRules: readonly Rule[] = [oversubscribed, spineLoss, unevenUplinks];

function tiersOf(fabric: At<FabricPlan>): (At<FabricPlan> & { readonly ratio: FabricPlan['ratios'][number] })[] {
  return fabric.plan.ratios.map((ratio) => ({ ...fabric, ratio }));
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
