import { type GroupMembers, groupMembers, presentLosses, standbyStates } from '../../design/power/chain/group-losses';
import { type ChainState, loadIn, type PowerChainPlan, type PowerNodePlan } from '../../model/power-node';
import { inWords } from '../engine/in-words';
import { continuityPack } from '../continuity/continuity-pack';
import { ABOVE_AIR, notPlannedRule } from '../engine/not-planned';
import { chainLoadRules, chainWiringRules, chainWords } from '../power/chain-rules';
import { NO_CHAIN } from '../power/cooling-load-rules';
import { defineRule, failed, judgeEach, notApplicable, type Rule, type Verdict } from '../engine/rule';
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

/** Rules about groups of nodes that stand in for each other. */
const groupRules: readonly Rule[] = [groupScheme];

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

/** Rules about what the power chain survives (the loss of each node, of several, and maintenance), and about partners that stand together. */
export const redundancyPack: readonly Rule[] = [...plannedRules, ...partnerRules, ...placeRules, notPlanned];

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
  let worst: Broken | undefined;
  const normal = chain.states[0];
  const carrying = [...(normal === undefined ? [] : [normal]), ...standbyStates(group, chain.states, placeOf)];
  for (const members of presentLosses(group, absent)) {
    for (const before of carrying) {
      const state = states.get(key([...before.out, ...members].sort()));
      const broken = state === undefined ? undefined : brokenBy(chain, { state, before, members }, places);
      if (broken !== undefined && (worst === undefined || excess(broken) > excess(worst))) worst = broken;
    }
  }
  return worst === undefined ? undefined : failure(chain, group, worst, places);
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

function failure(chain: PowerChainPlan, group: GroupMembers, broken: Broken, places: Placed): Verdict {
  const { state, before, members, node, loadWatts, limitWatts } = broken;
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
  const [count, most] = [inWords.count(left.length, 'member'), inWords.watts(sum(limits))];
  const loadOf = (of: ChainState, among: Placed): string =>
    inWords.watts(sum(among.map(({ place }) => loadIn(chain, of, place))));
  const groupWords = isStandby
    ? `the ${count} left carry ${loadOf(state, left)}, and their limits together are ${most}`
    : `the group carries ${loadOf(before, places)} normally, and the limits of the ${count} left are ${most}`;
  if (node === undefined) {
    return failed({
      ...common,
      found: `no feed is left of ${inWords.names(state.unfedZones)}`,
      limit: 'the other members carry all',
      arithmetic: groupWords,
      remedy: 'let what the group feeds draw from its other members too',
    });
  }
  const [load, limit, over] = [loadWatts, limitWatts, loadWatts - limitWatts].map(inWords.watts);
  return failed({
    ...common,
    found: `'${node.name}' carries ${load}`,
    limit: `${limit}`,
    required: `${load}`,
    available: `${limit}`,
    shortfall: `${over}`,
    arithmetic: `${chainWords.limit(node, node.failureLimitShare)}; ${load} - ${limit} = ${over}; ${groupWords}`,
  });
}

function key(names: readonly string[]): string {
  return JSON.stringify(names);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
