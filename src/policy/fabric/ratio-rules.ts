import { switchPorts } from '../../design/fabric/switch-ports';
import type { FabricPlan, NetworkRole } from '../../model/fabric-plan';
import type { At } from '../../model/site-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed, type Verdict } from '../verdict';

/** Highest ratio of a tier, and how it is written. */
const LIMITS = { storage: { ratio: 4 / 3, text: '4:3' }, management: { ratio: 3, text: '3:1' } };

const oversubscribedStorage = defineRule({
  id: 'fabric/oversubscribed-storage',
  severity: 'warning',
  title: `a tier of a storage fabric is oversubscribed ${LIMITS.storage.text} at most`,
  why: {
    text: 'A checkpoint is written by all systems at once; the narrowest tier sets how long the GPUs wait for it.',
    source: 'NVIDIA DGX SuperPOD Reference Architecture, DGX H100: storage fabric about 4:3 on the side of the systems',
  },
  check: (plan) =>
    judgeEach(
      tiersOf(plan.fabrics, ['storage']),
      (tier) => ratioVerdict(tier, LIMITS.storage),
      'no storage fabric has more than one tier',
    ),
});

const oversubscribedManagement = defineRule({
  id: 'fabric/oversubscribed-management',
  severity: 'info',
  title: `a tier of an in-band or out-of-band network is oversubscribed ${LIMITS.management.text} at most`,
  why: {
    text: 'Images, logs and the start of many systems at once pass these networks; a narrow tier makes an install wait.',
    source: 'Convention of this library',
  },
  check: (plan) =>
    judgeEach(
      tiersOf(plan.fabrics, ['in-band', 'oob']),
      (tier) => ratioVerdict(tier, LIMITS.management),
      'no in-band or out-of-band network has more than one tier',
    ),
});

const mixedSpeeds = defineRule({
  id: 'fabric/mixed-speeds',
  severity: 'info',
  title: 'links of a fabric run at the full rate of the ports at both ends',
  why: {
    text: 'A port that runs below its rate is paid for and not used, and its optics must take both rates.',
    source: 'NVIDIA LinkX transceiver manuals: a splitter turns each 400G end into two of 200G',
  },
  check: (plan) => judgeEach(plan.fabrics, (fabric) => speedVerdict(fabric), 'the site has no fabric'),
});

/** Rules about rates and ratios. */
export const ratioRules: readonly Rule[] = [mixedSpeeds, oversubscribedManagement, oversubscribedStorage];

type Tier = At<FabricPlan> & { readonly ratio: FabricPlan['ratios'][number] };

function tiersOf(fabrics: readonly At<FabricPlan>[], roles: readonly NetworkRole[]): Tier[] {
  return fabrics
    .filter(({ plan }) => roles.includes(plan.role))
    .flatMap((fabric) => fabric.plan.ratios.map((ratio) => ({ ...fabric, ratio })));
}

function ratioVerdict({ path, plan, ratio: one }: Tier, limit: typeof LIMITS.storage): Verdict | undefined {
  const { tier, down, downRateBits, up, upRateBits, ratio } = one;
  if (ratio <= limit.ratio) return undefined;
  const [downBits, upBits] = [down * downRateBits, up * upRateBits];
  const needed = downBits / limit.ratio;
  return failed({
    path,
    object: `fabric '${plan.name}', ${tier} tier`,
    found: `${inWords.number(ratio)}:1`,
    limit: limit.text,
    required: inWords.bits(needed),
    available: inWords.bits(upBits),
    shortfall: inWords.bits(needed - upBits),
    arithmetic: `(${down} down x ${inWords.bits(downRateBits)}) / (${up} up x ${inWords.bits(upRateBits)}) = ${inWords.bits(downBits)} / ${inWords.bits(upBits)} = ${inWords.number(ratio)}`,
    remedy: `lower '${tier === 'leaf' ? 'downPerLeaf' : 'pods.oversubscription'}', or use faster uplinks`,
  });
}

function speedVerdict({ path, plan: fabric }: At<FabricPlan>): Verdict | undefined {
  const slow = slowPorts(fabric);
  const [first] = slow;
  if (first === undefined) return undefined;
  return failed({
    path,
    object: `fabric '${fabric.name}'`,
    found: slow.map(({ what, rateBits }) => `${what} at ${inWords.bits(rateBits)}`).join('; '),
    limit: slow.map(({ portBits }) => inWords.bits(portBits)).join('; '),
    arithmetic: slow
      .map(
        ({ rateBits, portBits }) =>
          `${inWords.bits(rateBits)} / ${inWords.bits(portBits)} = ${inWords.percent(rateBits / portBits)}`,
      )
      .join('; '),
    remedy: "set 'portRate' to what both ends give, or acknowledge it where ports wait for faster hosts",
  });
}

/** Kinds of port that run below their rate. */
function slowPorts({ switches, hostRateBits, trunkRateBits }: FabricPlan): {
  readonly what: string;
  readonly rateBits: number;
  readonly portBits: number;
}[] {
  const leaf = switches.find(({ tier }) => tier === 'leaf')?.model;
  const spine = switches.find(({ tier }) => tier === 'spine')?.model;
  const kinds = [
    { what: 'host ports of leaves', rateBits: hostRateBits, portBits: leaf?.portRateBits ?? 0 },
    ...(leaf === undefined || spine === undefined
      ? []
      : [
          { what: 'uplink ports of leaves', rateBits: trunkRateBits, portBits: switchPorts(leaf).uplinkRateBits },
          { what: 'ports of spines', rateBits: trunkRateBits, portBits: spine.portRateBits },
        ]),
  ];
  return kinds.filter(({ rateBits, portBits }) => rateBits < portBits);
}
