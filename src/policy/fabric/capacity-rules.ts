import { twoTierSpines } from '../../design/fabric/three-tier-pods';
import type { ConvergedInSite } from '../../model/core-pair';
import { switchPorts } from '../../model/switch-ports';
import type { FabricPlan, NetworkRole, SwitchTier } from '../../model/fabric-plan';
import type { At } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, judgeEach, type Rule, type Verdict } from '../engine/rule';

/** Local identifiers of one subnet for ports and switches: 0x0001 to 0xBFFF; the rest is for multicast. */
const UNICAST_LIDS = 0xbfff;

/** Partition keys of 15 bits, without 0 and the default partition 0x7fff. */
const PARTITION_KEYS = 2 ** 15 - 2;

const noSpareLeafPort = defineRule({
  id: 'fabric/no-spare-leaf-port',
  severity: 'info',
  title: 'a fabric keeps at least one leaf port for a host or a service free',
  why: {
    text: 'A free port takes a spare system, a service or the link of a port that has failed without a new leaf.',
    source: 'Convention of this library',
  },
  check: (plan) =>
    judgeEach(
      plan.fabrics,
      ({ path, plan: { name, counts, downPerLeaf } }) => {
        if (counts.freeLeafDownPorts > 0) return undefined;
        const used = counts.hostLinks + counts.serviceLinks - (counts.managerLinks ?? 0);
        return failed({
          path,
          object: `fabric '${name}'`,
          found: `0 free of ${inWords.count(counts.leaf * downPerLeaf, 'leaf port')}`,
          limit: 'at least 1 free port',
          required: '1 port',
          available: '0 ports',
          shortfall: '1 port',
          arithmetic: `${counts.leaf} leaves x ${downPerLeaf} ports - ${inWords.number(used)} links = ${counts.freeLeafDownPorts}`,
          remedy: "leave out one host, or lower 'downPerLeaf' so that one more leaf is used",
        });
      },
      'the site has no fabric',
    ),
});

const reserveShort = defineRule({
  id: 'fabric/reserve-short',
  severity: 'warning',
  title: 'the switches above the leaves have free ports for the units that a fabric is reserved for',
  why: {
    text: 'A fabric that is to grow needs its final number of spines and cores from the first day: added later, they move cables.',
    source: 'Reserve of the fabric as given in its props',
  },
  check: (plan) =>
    judgeEach(
      plan.fabrics.filter(({ plan: fabric }) => fabric.tiers > 1 && fabric.reserveUnits > fabric.counts.units),
      ({ path, plan: fabric }) => {
        const { links, free, kind } = topPorts(fabric);
        const { units } = fabric.counts;
        const { leafUnits = 1 } = fabric;
        // Units that share leaves share their uplinks: those of the last leaves that stand ask for none.
        const blocks = Math.ceil(units / leafUnits);
        const missing = Math.ceil(fabric.reserveUnits / leafUnits) - blocks;
        const perUnit = Math.ceil(links / Math.max(blocks, 1));
        const needed = missing * perUnit;
        if (free >= needed) return undefined;
        return failed({
          path,
          object: `fabric '${fabric.name}'`,
          found: inWords.count(free, `free ${kind} port`),
          limit: inWords.count(needed, `free ${kind} port`),
          required: inWords.count(needed, 'port'),
          available: inWords.count(free, 'port'),
          shortfall: inWords.count(needed - free, 'port'),
          arithmetic:
            leafUnits === 1
              ? `(${fabric.reserveUnits} units reserved - ${units} present) x ${perUnit} uplinks a unit = ${inWords.number(needed)}`
              : `${missing} more ${missing === 1 ? 'group' : 'groups'} of ${leafUnits} units x ${perUnit} uplinks = ${inWords.number(needed)}`,
          remedy: `raise '${kind}s', or lower 'reserveUnits'`,
        });
      },
      'no fabric is reserved for more units than it has',
    ),
});

const underHalfUsed = defineRule({
  id: 'fabric/under-half-used',
  severity: 'info',
  title: 'at least half of the ports of each tier of switches, and of the cages of a pair of cores, are used or kept',
  why: {
    text: 'A port that nobody uses is bought, powered and cooled. Fewer uplinks, units that share leaves, or switches with fewer ports carry the same hosts.',
    source: 'Convention of this library',
  },
  check: (plan) =>
    judgeEach(
      [
        ...plan.fabrics.filter(({ plan: { tiers } }) => tiers > 1).flatMap((fabric) => tierUses(fabric)),
        ...(plan.converged ?? []).map(cageUse),
      ],
      ({ path, object, used, of, noun, remedy }) => {
        if (2 * used >= of) return undefined;
        return failed({
          path,
          object,
          found: `${inWords.number(used)} of ${inWords.count(of, noun)} used or kept`,
          limit: `at least ${inWords.number(Math.ceil(of / 2))}`,
          arithmetic: `${inWords.number(used)} / ${inWords.number(of)} = ${inWords.percent(used / of)}`,
          remedy: remedy(),
        });
      },
      'no fabric has more than one tier, and the site has no pair of cores',
    ),
});

const lidBudget = defineRule({
  id: 'fabric/lid-budget',
  severity: 'error',
  title: `a plane of an InfiniBand fabric has at most ${inWords.number(UNICAST_LIDS)} host ports and switches`,
  why: {
    text: 'Each host port and each switch of a subnet takes one local identifier, of which 0x0001 to 0xBFFF are for single destinations.',
    source: 'InfiniBand Architecture Specification, volume 1, local identifiers',
  },
  check: (plan) =>
    judgeEach(
      plan.fabrics
        .filter(({ plan: { kind } }) => kind === 'infiniband')
        .flatMap(({ path, plan: fabric }) => planesOf(fabric).map((plane) => ({ path, fabric, ...plane }))),
      ({ path, fabric, plane, ports, switches }) => {
        const lids = ports + switches;
        if (lids <= UNICAST_LIDS) return undefined;
        return failed({
          path,
          object: `fabric '${fabric.name}', plane ${plane}`,
          found: `${inWords.number(lids)} identifiers`,
          limit: `${inWords.number(UNICAST_LIDS)} identifiers`,
          required: inWords.number(lids),
          available: inWords.number(UNICAST_LIDS),
          shortfall: inWords.number(lids - UNICAST_LIDS),
          arithmetic: `${inWords.count(ports, 'host port')} + ${inWords.count(switches, 'switch', 'switches')} = ${inWords.number(lids)}`,
          remedy: "use more 'planes', or several fabrics with routers between them",
        });
      },
      'the site has no InfiniBand fabric',
    ),
});

const pkeyBudget = defineRule({
  id: 'fabric/pkey-budget',
  severity: 'error',
  title: `an InfiniBand site has at most ${inWords.number(PARTITION_KEYS)} partitions beside the default one`,
  why: {
    text: 'A partition key has 15 bits that count, of which 0 and the default partition are taken.',
    source: 'OpenSM, partitions.conf: only the low 15 bits of a key count, 0x7fff always exists',
  },
  check: (plan) =>
    judgeEach(
      plan.fabrics.some(({ plan: { kind } }) => kind === 'infiniband') ? [plan.addresses.partitions.length] : [],
      (count) => {
        if (count <= PARTITION_KEYS) return undefined;
        return failed({
          path: plan.path,
          object: `site '${plan.name}'`,
          found: inWords.count(count, 'partition'),
          limit: inWords.count(PARTITION_KEYS, 'partition'),
          required: inWords.number(count),
          available: inWords.number(PARTITION_KEYS),
          shortfall: inWords.number(count - PARTITION_KEYS),
          arithmetic: `2^15 - 2 = ${inWords.number(PARTITION_KEYS)}`,
          remedy: 'let tenants share partitions, or give them sites with subnets of their own',
        });
      },
      'the site has no InfiniBand fabric',
    ),
});

/** Rules about what a fabric has room for. */
export const capacityRules: readonly Rule[] = [lidBudget, noSpareLeafPort, pkeyBudget, reserveShort, underHalfUsed];

/** Ports of the highest tier, which all units share: the spines of two tiers, the cores of three. */
function topPorts({ tiers, counts }: FabricPlan): { links: number; free: number; kind: 'spine' | 'core' } {
  return tiers === 3
    ? { links: counts.spineCoreLinks, free: counts.freeCorePorts, kind: 'core' }
    : { links: counts.leafSpineLinks, free: counts.freeSpinePorts, kind: 'spine' };
}

/** Ports of one tier, or cages of a pair of cores, and those of them that have a link or are kept for one. */
interface SwitchUse {
  readonly path: string;
  readonly object: string;
  readonly used: number;
  readonly of: number;
  readonly noun: string;
  readonly remedy: () => string;
}

/** Cages of a pair of cores: those of its runs, with what is dark for their sake, and those that are reserved. Both cores are alike. */
function cageUse({ path, plan: { name, cores } }: ConvergedInSite): SwitchUse {
  const cages = cores.flatMap((core) => core.cages);
  return {
    path,
    object: `core pair '${name}', 2 cores`,
    used: cages.filter(({ use }) => use !== 'free').length,
    of: cages.length,
    noun: 'cage',
    remedy: () =>
      "use a core switch with fewer cages, or keep them for what is to come with 'keepDevices' or 'reservedCages'",
  };
}

/** Uses of the tiers of a fabric. What is reserved grows as the units do; a leaf is built with its units. */
function tierUses({ path, plan: fabric }: At<FabricPlan>): SwitchUse[] {
  const { counts, reserveUnits } = fabric;
  const grown = Math.max(1, reserveUnits / Math.max(1, counts.units));
  const used: Readonly<Record<SwitchTier, number>> = {
    leaf: counts.hostLinks + counts.serviceLinks - (counts.managerLinks ?? 0) + counts.leafSpineLinks,
    spine: (counts.leafSpineLinks + counts.spineCoreLinks) * grown,
    core: counts.spineCoreLinks * grown,
  };
  return (['leaf', 'spine', 'core'] as const).flatMap((tier) => {
    const switches = counts[tier];
    const model = fabric.switches.find((one) => one.tier === tier)?.model;
    if (switches === 0 || model === undefined) return [];
    const { common, uplinks, hasOwnUplinks } = switchPorts(model);
    const ports = switches * (common + (tier === 'leaf' && hasOwnUplinks ? uplinks : 0));
    return [
      {
        path,
        object: `fabric '${fabric.name}', ${inWords.count(switches, tier, tier === 'leaf' ? 'leaves' : `${tier}s`)}`,
        used: Math.min(ports, Math.round(used[tier])),
        of: ports,
        noun: 'port',
        remedy: () => underUseRemedy(fabric, tier),
      },
    ];
  });
}

/** Where an odd number of uplinks spreads over many spines, the next even one below that takes fewer is named. */
function underUseRemedy({ name, tiers, planes, counts, upPerLeaf, switches }: FabricPlan, tier: SwitchTier): string {
  const model = switches.find((one) => one.tier === 'spine')?.model;
  const rest = tier === 'leaf' ? 'use a leaf with fewer ports' : `use a ${tier} with fewer ports`;
  if (tiers !== 2 || tier !== 'spine' || model === undefined) {
    return `leave 'upPerLeaf', 'downPerLeaf' and 'spines' out, so that the fewest switches are taken; or ${rest}`;
  }
  const [leaves, spines, radix] = [counts.leaf / planes, counts.spine / planes, switchPorts(model).common];
  const lower = upPerLeaf - (upPerLeaf % 2 === 0 ? 2 : 1);
  const fewer = lower > 0 ? twoTierSpines({ fabric: name, leaves, up: lower, radix }) : spines;
  if (fewer >= spines) return `leave 'spines' out, so that the fewest are taken; or ${rest}`;
  return `give 'upPerLeaf: ${lower}', which spreads over ${fewer * planes} spines and not ${spines * planes}; leave 'spines' out; or ${rest}`;
}

function planesOf({ links, switches, planes }: FabricPlan): { plane: number; ports: number; switches: number }[] {
  const ports = new Uint32Array(planes + 1);
  const own = new Uint32Array(planes + 1);
  for (const { plane } of switches) own[plane] = (own[plane] ?? 0) + 1;
  const planeOf = Uint16Array.from(switches, ({ plane }) => plane);
  for (let row = 0; row < links.count; row += 1) {
    if (links.tier[row] !== 0) continue;
    const plane = planeOf[links.bNode[row] ?? 0] ?? 1;
    ports[plane] = (ports[plane] ?? 0) + 1;
  }
  return Array.from({ length: planes }, (_, index) => ({
    plane: index + 1,
    ports: ports[index + 1] ?? 0,
    switches: own[index + 1] ?? 0,
  }));
}

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
