import { activeRating } from '../../design/power/chain/chain-graph';
import { type GroupMembers, groupMembers, presentLosses, standbyStates } from '../../design/power/chain/group-losses';
import { type ChainState, loadIn, type PowerChainPlan, type PowerNodePlan } from '../../model/power-node';
import type { ClusterPlan, SitePlan } from '../../model/site-plan';
import { addTo } from '../../units/present';
import { byFigure, inWords } from '../engine/in-words';
import { continuityPack } from '../continuity/continuity-pack';
import { ABOVE_AIR, notPlannedRule } from '../engine/rule';
import { chainLoadRules, chainWiringRules, chainWords } from '../power/chain-rules';
import { NO_CHAIN, whereLoadIsKnown } from '../power/cooling-load-rules';
import {
  above,
  defineRule,
  failed,
  indeterminate,
  judgeEach,
  notApplicable,
  type Rule,
  type Verdict,
} from '../engine/rule';
import { lossRules, maintenanceRules } from './maintenance-rules';
import { partnerRules } from './partner-rules';
import { placeRules } from './place-rules';

const groupScheme = defineRule({
  id: 'redundancy/group-scheme',
  severity: 'error',
  title:
    'a redundancy group survives what its scheme promises: its other members carry all within their limits for failures',
  why: {
    text: 'N+1 and block survive any one member, 2N either side, 2N+1 a side and one more, 3N/2 and 4N/3 one side of three or four; standby groups in each loss in which they carry, for a member may fail to start.',
    source: 'APC White Paper 75, UPS configurations',
  },
  check: ({ power: { chain } }) => {
    if (chain === undefined) return [notApplicable(NO_CHAIN)];
    const states = new Map(
      chain.states.filter(({ kind }) => kind === 'loss' || kind === 'group').map((state) => [key(state.out), state]),
    );
    const placeOf = new Map(chain.nodes.map(({ name }, place) => [name, place]));
    return judgeEach(
      promisingGroups(chain),
      (group) => judgeGroup(chain, group, { states, placeOf }),
      'no redundancy group of the site promises to survive a loss',
    );
  },
});

const overloadOnLoss = defineRule({
  id: 'redundancy/overload-on-loss',
  severity: 'error',
  title: 'the loss of one node or feed leaves every other node within its limit for failures',
  why: {
    text: 'When one of several sources is lost, the others carry its load at once and for as long as the repair takes.',
    source: 'APC White Paper 75, UPS configurations',
  },
  check: (plan) => {
    const { chain } = plan.power;
    if (chain === undefined) return [notApplicable(NO_CHAIN)];
    const overloads = overloadsOnLoss(chain);
    return judgeEach(
      whereLoadIsKnown(
        plan,
        chainWords.there(chain).filter((node) => !isSaid(node, overloads)),
        {
          nodeOf: ({ name }) => name,
          fails: ({ name }) => overloads.own.has(name),
        },
      ),
      (node) => {
        const states = overloads.own.get(node.name);
        return states === undefined ? undefined : overloadVerdict(plan, node, states);
      },
      'each node that a loss overloads is one of which power/node-overload or redundancy/group-scheme says so',
    );
  },
});

/** Rules about groups of nodes that stand in for each other, and about what a loss overloads. */
const groupRules: readonly Rule[] = [groupScheme, overloadOnLoss];

const plannedRules: readonly Rule[] = [...groupRules, ...lossRules, ...maintenanceRules];

const notPlanned = notPlannedRule({
  id: 'redundancy/chain-not-planned',
  domain: 'power chain',
  rules: [...chainLoadRules, ...chainWiringRules, ...plannedRules, ...continuityPack],
  isPlanned: ({ power }) => power.chain !== undefined,
  givenBy: "give the nodes from the utility to the busways, and 'sources' of the power zones",
  why: {
    text: 'What feeds the zones decides what a failure stops: without it nothing is known of any.',
    source: ABOVE_AIR,
  },
});

/** Share of the time in which more systems may be in repair than there are spares. */
const SHORT_SHARE = 0.05;

const HOURS_A_YEAR = 8_760;

const spareSystems = defineRule({
  id: 'redundancy/spare-systems',
  severity: 'warning',
  title: `a cluster of several systems keeps spare ones: at most ${inWords.percent(SHORT_SHARE)} of the time more are in repair`,
  why: {
    text: 'A job that takes all systems of a cluster waits for the repair of each that fails. Failures come one by one, so that the number in repair is spread as Poisson says.',
    source:
      'Llama 3 (2024), section 3.3.4: 419 unexpected stops in 54 days on 16,384 GPUs. 5 % is a convention of this library',
  },
  check: ({ clusters }) =>
    judgeEach(
      clusters.filter(({ hosts }) => hosts.length > 1),
      (cluster) => spareVerdict(cluster),
      'no cluster has several systems',
    ),
});

/** Rules about what the power chain survives (the loss of each node, of several, and maintenance), partners that stand together, and spare systems. */
export const redundancyPack: readonly Rule[] = [
  ...plannedRules,
  ...partnerRules,
  ...placeRules,
  spareSystems,
  notPlanned,
];

function spareVerdict({
  name,
  path,
  hosts,
  spareSystems: spare,
  mtbfSeconds,
  repairSeconds,
}: ClusterPlan): Verdict | undefined {
  const object = `cluster '${name}' of ${inWords.count(hosts.length, 'system')}`;
  const jobs = hosts.length - (spare ?? 0);
  const mtbf = mtbfSeconds === undefined ? undefined : inWords.number(mtbfSeconds / 3_600, 1);
  const stops =
    mtbfSeconds === undefined
      ? undefined
      : `${inWords.count(jobs, 'system')} x 24 h / ${mtbf ?? ''} h = ${inWords.number((jobs * 86_400) / mtbfSeconds)} stops a day`;
  const missing = [
    ...(spare === undefined ? ["'spareSystems'"] : []),
    ...(mtbfSeconds === undefined ? ["'systemMtbf'"] : []),
    ...(repairSeconds === undefined ? ["'systemRepair'"] : []),
  ];
  const known = stops === undefined ? '' : `; a job of ${stops}`;
  if (spare === 0 && missing.length > 0) {
    return failed({
      path,
      object,
      found: '0 spare systems',
      limit: 'at least 1 spare system',
      arithmetic: `a job of ${stops ?? inWords.count(jobs, 'system')} waits for the repair of each system that fails`,
      remedy: `keep 'spareSystems' of the cluster, or show by ${missing.join(' and ')} that none is needed`,
    });
  }
  if (spare === undefined || mtbfSeconds === undefined || repairSeconds === undefined) {
    return indeterminate({
      path,
      object,
      unknown: `how long it is without a spare system when one fails${known}`,
      givenBy: `${missing.join(', ')} of the cluster`,
    });
  }
  const repairing = (hosts.length * repairSeconds) / mtbfSeconds;
  const share = shareAbove(repairing, spare);
  if (share <= SHORT_SHARE) return undefined;
  let enough = spare + 1;
  while (shareAbove(repairing, enough) > SHORT_SHARE) enough += 1;
  return failed({
    path,
    object,
    found: `more than ${inWords.count(spare, 'system')} in repair for ${inWords.number(share * HOURS_A_YEAR, 0)} h a year`,
    limit: `${inWords.number(SHORT_SHARE * HOURS_A_YEAR, 0)} h a year (${inWords.percent(SHORT_SHARE)})`,
    required: inWords.count(enough, 'spare system'),
    available: inWords.count(spare, 'spare system'),
    shortfall: inWords.count(enough - spare, 'spare system'),
    arithmetic: `${stops ?? ''}; ${inWords.count(hosts.length, 'system')} x ${inWords.number(repairSeconds / 3_600, 1)} h / ${mtbf ?? ''} h = ${inWords.number(repairing)} in repair on average; more than ${spare} for ${inWords.percent(share)} of ${inWords.number(HOURS_A_YEAR)} h (Poisson)`,
    remedy: `raise 'spareSystems' to ${enough}, or shorten the repair ('systemRepair')`,
  });
}

/** Share of the time in which a number that is spread as Poisson says is above a bound. In logarithms, for the first term of a large mean is no number. */
function shareAbove(mean: number, bound: number): number {
  let log = -mean;
  let within = Math.exp(log);
  for (let count = 1; count <= bound; count += 1) {
    log += Math.log(mean / count);
    within += Math.exp(log);
  }
  return Math.max(0, 1 - within);
}

/** A loss, and what a node then carries above its limit for failures. */
interface Overload {
  readonly out: readonly string[];
  readonly loadWatts: number;
}

/** Overloads of nodes by the loss of one node or feed: those of group-scheme, and all others by node. */
interface Overloads {
  readonly own: ReadonlyMap<string, readonly Overload[]>;
  /** The most that a node carries after the loss of another member of its group, which the scheme promises to survive, W. */
  readonly ofGroups: ReadonlyMap<string, number>;
}

function overloadsOnLoss(chain: PowerChainPlan): Overloads {
  const absent = new Set(chain.absent);
  const nodes = new Map(chain.nodes.map((node) => [node.name, node]));
  const promised = new Map<string, string>();
  for (const group of promisingGroups(chain)) {
    for (const [name, ...more] of presentLosses(group, absent)) {
      if (name !== undefined && more.length === 0) promised.set(name, group.name);
    }
  }
  const own = new Map<string, Overload[]>();
  const ofGroups = new Map<string, number>();
  for (const { kind, out, overloads } of chain.states) {
    if (kind !== 'loss') continue;
    const group = promised.get(out[0] ?? '');
    for (const { node: name, loadWatts } of overloads) {
      const node = nodes.get(name);
      if (node === undefined || loadWatts <= node.loadWatts) continue;
      if (group !== undefined && node.group === group) {
        ofGroups.set(name, Math.max(loadWatts, ofGroups.get(name) ?? 0));
        continue;
      }
      addTo(own, name, { out, loadWatts });
    }
  }
  return { own, ofGroups };
}

/** Whether another rule has the overload of a node: it is there before any loss, or its group promised to survive a loss that is no lighter. */
function isSaid(node: PowerNodePlan, { own, ofGroups }: Overloads): boolean {
  const isBefore = node.loadWatts > node.limitWatts && node.loadWatts > chainWords.failureLimit(node);
  if (isBefore) return true;
  const most = Math.max(...(own.get(node.name) ?? []).map(({ loadWatts }) => loadWatts), 0);
  return (ofGroups.get(node.name) ?? -1) >= most;
}

/** One node, with all losses that overload it and the worst of them. */
function overloadVerdict({ power }: SitePlan, node: PowerNodePlan, states: readonly Overload[]): Verdict | undefined {
  const byLoad = [...states].sort((left, right) => right.loadWatts - left.loadWatts);
  const [worst] = byLoad;
  if (worst === undefined) return undefined;
  const limitWatts = chainWords.failureLimit(node);
  const figures = above(worst.loadWatts, limitWatts, inWords.watts);
  const losses = inWords.names(byLoad.map(({ out }) => out.join(' and ')));
  return failed({
    path: node.path,
    object: `power node '${node.name}' without ${chainWords.out(worst)}`,
    ...figures,
    found: `${figures.found} ${byFigure(power)}, ${inWords.percent(worst.loadWatts / activeRating(node))} of its rating; above its limit in ${inWords.count(states.length, 'loss', 'losses')}: ${losses}`,
    arithmetic: `${chainWords.limit(node, node.failureLimitShare)}; ${inWords.watts(node.loadWatts)} normally, ${figures.found} then; ${figures.arithmetic}`,
    remedy: "take load off it, add a node beside it, or raise 'rating' or 'failureLimitShare'",
  });
}

function promisingGroups({ groups, nodes }: PowerChainPlan): readonly GroupMembers[] {
  return groupMembers(groups, nodes).filter(({ scheme }) => scheme !== 'N');
}

interface Broken {
  readonly state: ChainState;
  /** The state without the loss of members: normal, or one in which a standby group carries. */
  readonly before: ChainState;
  /** Members that are out. */
  readonly members: readonly string[];
  readonly node: PowerNodePlan | undefined;
  readonly loadWatts: number;
  readonly limitWatts: number;
}

function judgeGroup(
  chain: PowerChainPlan,
  group: GroupMembers,
  {
    states,
    placeOf,
  }: { readonly states: ReadonlyMap<string, ChainState>; readonly placeOf: ReadonlyMap<string, number> },
): Verdict | undefined {
  const absent = new Set(chain.absent);
  const places = group.members.flatMap(({ name }) => {
    const place = placeOf.get(name) ?? -1;
    const node = chain.nodes[place];
    return node === undefined ? [] : [{ node, place }];
  });
  const all: Broken[] = [];
  const normal = chain.states[0];
  const carrying = [...(normal === undefined ? [] : [normal]), ...standbyStates(group, chain.states, placeOf)];
  for (const members of presentLosses(group, absent)) {
    for (const before of carrying) {
      const state = states.get(key([...before.out, ...members].sort()));
      const broken = state === undefined ? undefined : brokenBy(chain, { state, before, members }, places);
      if (broken !== undefined) all.push(broken);
    }
  }
  return all.length === 0 ? undefined : failure(chain, group, all, places);
}

type Placed = readonly { readonly node: PowerNodePlan; readonly place: number }[];

/** The member that a loss brings furthest above its limit; without one, the loss of all feeds of a zone. */
function brokenBy(
  chain: PowerChainPlan,
  loss: Pick<Broken, 'state' | 'before' | 'members'>,
  places: Placed,
): Broken | undefined {
  const { state, before } = loss;
  let most: Broken | undefined;
  for (const { node, place } of places) {
    const loadWatts = loadIn(chain, state, place);
    const limitWatts = chainWords.failureLimit(node);
    const broken = { ...loss, node, loadWatts, limitWatts };
    if (loadWatts > limitWatts && (most === undefined || excess(broken) > excess(most))) most = broken;
  }
  if (most !== undefined) return most;
  const isUnfed = state.unfedZones.some((zone) => !before.unfedZones.includes(zone));
  return isUnfed ? { ...loss, node: undefined, loadWatts: 0, limitWatts: 0 } : undefined;
}

function excess({ node, loadWatts, limitWatts }: Broken): number {
  return node === undefined ? Infinity : loadWatts - limitWatts;
}

/** All losses that break the scheme, with the first of the worst. */
function failure(chain: PowerChainPlan, group: GroupMembers, all: readonly Broken[], places: Placed): Verdict {
  const worst = all.reduce((most, one) => (excess(one) > excess(most) ? one : most));
  const { state, before, members, node, loadWatts, limitWatts } = worst;
  const isStandby = before.kind !== 'normal';
  const out = chainWords.out({ out: members });
  const when = isStandby ? ` while ${chainWords.out(before)} ${before.out.length === 1 ? 'is' : 'are'} lost` : '';
  const left = places.filter((one) => !state.out.includes(one.node.name));
  const limits = left.map((one) => chainWords.failureLimit(one.node));
  const common = {
    path: group.path,
    object: `redundancy group '${group.name}' of ${group.scheme} without ${out}${when}`,
    remedy: "add a member, raise 'rating' of the members, or choose the 'scheme' that it keeps",
  };
  const losses = inWords.names(all.map((one) => [...one.members, ...one.before.out].join(' and ')));
  const others = all.length === 1 ? '' : `; broken in ${inWords.count(all.length, 'loss', 'losses')}: ${losses}`;
  const [count, most] = [inWords.count(left.length, 'member'), inWords.watts(sum(limits))];
  const loadOf = (of: ChainState, among: Placed): string =>
    inWords.watts(sum(among.map(({ place }) => loadIn(chain, of, place))));
  const groupWords = isStandby
    ? `the ${count} left carry ${loadOf(state, left)}, and their limits together are ${most}`
    : `the group carries ${loadOf(before, places)} normally, and the limits of the ${count} left are ${most}`;
  if (node === undefined) {
    return failed({
      ...common,
      found: `no feed is left of ${inWords.names(state.unfedZones)}${others}`,
      limit: 'the other members carry all',
      arithmetic: groupWords,
      remedy: 'let what the group feeds draw from its other members too',
    });
  }
  const figures = above(loadWatts, limitWatts, inWords.watts);
  return failed({
    ...common,
    ...figures,
    found: `'${node.name}' carries ${figures.found}, ${inWords.percent(loadWatts / activeRating(node))} of its rating${others}`,
    arithmetic: `${chainWords.limit(node, node.failureLimitShare)}; ${figures.arithmetic}; ${groupWords}`,
  });
}

function key(names: readonly string[]): string {
  return JSON.stringify(names);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
