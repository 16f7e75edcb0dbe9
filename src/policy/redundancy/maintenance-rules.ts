import { activeRating } from '../../design/power/chain/chain-graph';
import { type ChainState, loadsIn, onlyWay, type PowerChainPlan, type PowerNodePlan } from '../../model/power-node';
import type { SitePlan } from '../../model/site-plan';
import { addTo } from '../../units/present';
import { inWords } from '../engine/in-words';
import { chainWords } from '../power/chain-rules';
import { NO_CHAIN } from '../power/cooling-load-rules';
import { isRedundant } from '../power/zone-load-rules';
import { sharedVerdict } from './place-rules';
import {
  defineRule,
  failed,
  indeterminate,
  judgeEach,
  notApplicable,
  passed,
  type Rule,
  type Verdict,
} from '../engine/rule';

const concurrentlyMaintainable = defineRule({
  id: 'redundancy/concurrently-maintainable',
  severity: 'warning',
  title:
    'each node can be taken out for maintenance: all devices run in full, and every other node keeps its limit for continuous load',
  why: {
    text: 'Maintenance takes hours: what is left carries a continuous load, not that of an emergency.',
    source:
      'Uptime Institute Tier Standard, Tier III: concurrently maintainable; NEC 210.20(A) for three hours or more',
  },
  check: (plan) => {
    const { chain } = plan.power;
    if (chain === undefined) return [notApplicable(NO_CHAIN)];
    const saidOfLoss = lossSayer(plan);
    const verdicts: Verdict[] = [];
    const unknown: NodeLoss[] = [];
    const overloads = new Map<string, Maintained[]>();
    let held = 0;
    for (const loss of nodeLosses(chain)) {
      const over = highest(chain, loss.state, ({ limitWatts }) => limitWatts);
      // What stops devices here stops them when the node fails: that is said of its loss.
      if (over === undefined && saidOfLoss(loss)) continue;
      const verdict = maintained(loss, over);
      if (verdict !== undefined) verdicts.push(verdict);
      else if (over !== undefined) {
        const { name } = over.node;
        // What is above its limit for failures, or for the normal state, is an error of another rule.
        if (isOverloaded(over.node)) continue;
        addTo(overloads, name, { loss, over });
      } else if (loss.state.devices.indeterminate > loss.normal.devices.indeterminate) unknown.push(loss);
      else held += 1;
    }
    verdicts.push(...[...overloads.values()].map(overloadedMeanwhile));
    const [first] = unknown;
    if (first !== undefined) {
      verdicts.push(
        indeterminate({
          path: first.node.path,
          object: `maintenance of ${inWords.names(unknown.map(({ node }) => node.name))}`,
          unknown: `what ${inWords.count(first.state.devices.indeterminate - first.normal.devices.indeterminate, 'device')} with fewer PSUs than they need do`,
          givenBy: "define the model with its 'psus' and 'degradedFrom', or feed racks through a static switch",
        }),
      );
    }
    if (held > 0) verdicts.push(passed(held));
    return verdicts.length > 0 ? verdicts : [notApplicable(SAID_OF_LOSSES)];
  },
});

const SAID_OF_LOSSES =
  'each loss overloads a node of which power/node-overload, redundancy/overload-on-loss or redundancy/group-scheme says so, or stands on the one way of a zone, of which power/single-feed does';

/** A test for losses that stop racks of zones of one feed alone, on whose one way the node stands: `power/single-feed` says so. */
function lossSayer(plan: SitePlan): (loss: NodeLoss) => boolean {
  const isSaid = zoneSayer(plan);
  const zoneOf = new Map(plan.power.zones.flatMap(({ name, racks }) => racks.map((rack) => [rack, name] as const)));
  return ({ node, state, normal }) => {
    if (state.devices.down <= normal.devices.down || state.devices.degraded > normal.devices.degraded) return false;
    return lostBy(state, normal).every((rack) => isSaid(zoneOf.get(rack) ?? '', node.name));
  };
}

const lossTogether = defineRule({
  id: 'redundancy/loss-together',
  severity: 'error',
  title: 'sets of things that a study names can be lost together: no rack is lost, and no other node overloaded',
  why: {
    text: 'What fails together, by a fire, a flood or a common cable way, counts as one failure.',
    source: 'Uptime Institute Tier Standard, Tier IV: compartmentalised',
  },
  check: (plan) => {
    const { chain } = plan.power;
    const pairs = chain?.states.filter(({ kind }) => kind === 'pair') ?? [];
    const sets = (plan.losses ?? []).filter(({ kind }) => kind === 'study');
    return judgeEach(
      [...pairs, ...sets],
      (lost) => {
        if ('things' in lost) return sharedVerdict(plan, lost, `loss together, by failure study '${lost.name}'`);
        return chain === undefined ? undefined : harmed(chain, lost, pathOf(chain, lost, 'together'));
      },
      'no failure study names things that are lost together',
    );
  },
});

const lossInMaintenance = defineRule({
  id: 'redundancy/loss-in-maintenance',
  severity: 'warning',
  title: 'while a node that a study names is maintained, the loss of any other stops no rack and overloads no node',
  why: {
    text: 'A site that is fault tolerant stays so while one path is maintained.',
    source: 'Uptime Institute Tier Standard, Tier IV: N+1 after any fault',
  },
  check: ({ power: { chain } }) => {
    const maintained = new Map<string, ChainState[]>();
    for (const state of chain?.states.filter(({ kind }) => kind === 'maintenance') ?? []) {
      const name = state.out[0] ?? '';
      addTo(maintained, name, state);
    }
    return judgeEach(
      maintained.values(),
      (states) => {
        if (chain === undefined) return undefined;
        const bad = states.filter((state) => isHarmed(chain, state));
        const worst = bad.reduce<ChainState | undefined>(
          (most, state) => (most === undefined || state.lostWatts > most.lostWatts ? state : most),
          undefined,
        );
        if (worst === undefined) return undefined;
        const verdict = harmed(chain, worst, pathOf(chain, worst, 'maintenance'));
        return verdict === undefined
          ? undefined
          : {
              ...verdict,
              object: `maintenance of power node '${worst.out[0] ?? ''}' while '${worst.out[1] ?? ''}' is lost`,
              found: `${verdict.found}; ${inWords.number(bad.length)} of ${inWords.count(states.length, 'loss', 'losses')} meanwhile do harm`,
            };
      },
      'no failure study names nodes for maintenance',
    );
  },
});

/** Rules about nodes that are taken out on purpose, and about several that are out at once. */
export const maintenanceRules: readonly Rule[] = [concurrentlyMaintainable, lossInMaintenance, lossTogether];

/** A node that is out for maintenance, and what carries too much for hours meanwhile. */
interface Maintained {
  readonly loss: NodeLoss;
  readonly over: Over;
}

/** Maintenance that takes devices down or slows them. */
function maintained({ node, state, normal }: NodeLoss, over: Over | undefined): Verdict | undefined {
  const down = state.devices.down - normal.devices.down;
  const degraded = state.devices.degraded - normal.devices.degraded;
  if (down <= 0 && degraded <= 0) return undefined;
  const words = [
    ...(down > 0 ? [`${inWords.count(down, 'device')} down`] : []),
    ...(degraded > 0 ? [`${inWords.count(degraded, 'device')} at reduced performance`] : []),
    ...(over === undefined ? [] : [`'${over.node.name}' carries ${inWords.watts(over.loadWatts)}`]),
  ];
  return failed({
    path: node.path,
    object: `maintenance of power node '${node.name}'`,
    found: words.join(', '),
    limit: over === undefined ? 'all devices in full' : `${inWords.watts(over.node.limitWatts)} on '${over.node.name}'`,
    arithmetic: arithmeticOf(state, normal, over, over?.node.limitShare ?? 1),
    remedy: 'bring a second way past it, or take load off what carries on',
  });
}

/** One node that carries too much while others are maintained: one finding, with the worst of them. */
function overloadedMeanwhile(found: readonly Maintained[]): Verdict {
  const byLoad = [...found].sort((left, right) => right.over.loadWatts - left.over.loadWatts);
  const [{ loss, over }] = byLoad as [Maintained, ...Maintained[]];
  const others = byLoad.map((one) => one.loss.node.name);
  const many = others.length > 1 ? `; above its limit while one of ${inWords.names(others)} is maintained` : '';
  return failed({
    path: over.node.path,
    object: `power node '${over.node.name}' during maintenance of power node '${loss.node.name}'`,
    found: `it carries ${inWords.watts(over.loadWatts)}, ${inWords.percent(over.loadWatts / activeRating(over.node))} of its rating${many}`,
    limit: inWords.watts(over.limitWatts),
    arithmetic: arithmeticOf(loss.state, loss.normal, over, over.node.limitShare),
    remedy: "take load off it, raise 'rating', or bring another way past what is maintained",
  });
}

/** Whether a node is above its limit in the normal state, or above that for failures after the loss of one other. */
function isOverloaded(node: PowerNodePlan): boolean {
  return node.loadWatts > node.limitWatts || node.worst.loadWatts > chainWords.failureLimit(node);
}

interface Over {
  readonly node: PowerNodePlan;
  readonly loadWatts: number;
  readonly limitWatts: number;
}

/** The node that a state brings furthest above a limit which it keeps normally, or keeps less. */
function highest(chain: PowerChainPlan, state: ChainState, limitOf: (node: PowerNodePlan) => number): Over | undefined {
  let most: Over | undefined;
  for (const [place, loadWatts] of state.changedWatts ?? [...loadsIn(chain, state).entries()]) {
    const node = chain.nodes[place];
    if (node === undefined || loadWatts <= node.loadWatts) continue;
    const limitWatts = limitOf(node);
    if (loadWatts <= limitWatts) continue;
    if (most === undefined || loadWatts - limitWatts > most.loadWatts - most.limitWatts)
      most = { node, loadWatts, limitWatts };
  }
  return most;
}

function isHarmed(chain: PowerChainPlan, state: ChainState): boolean {
  const normal = chain.states[0] ?? state;
  return (
    lostBy(state, normal).length > 0 ||
    state.lostWatts > normal.lostWatts ||
    highest(chain, state, chainWords.failureLimit) !== undefined
  );
}

function harmed(chain: PowerChainPlan, state: ChainState, path: string): ReturnType<typeof failed> | undefined {
  if (!isHarmed(chain, state)) return undefined;
  const normal = chain.states[0] ?? state;
  const racks = lostBy(state, normal);
  const over = highest(chain, state, chainWords.failureLimit);
  const words = [
    ...(racks.length > 0 ? [`${inWords.count(racks.length, 'rack')} lost: ${inWords.names(racks)}`] : []),
    ...(racks.length === 0 && state.lostWatts > normal.lostWatts
      ? [`${inWords.watts(state.lostWatts - normal.lostWatts)} of tenants lost`]
      : []),
    ...(over === undefined ? [] : [`'${over.node.name}' carries ${inWords.watts(over.loadWatts)}`]),
  ];
  return failed({
    path,
    object: `loss of power nodes ${chainWords.out(state)} together`,
    found: words.join(', '),
    limit: over === undefined ? 'no rack lost' : `${inWords.watts(over.limitWatts)} on '${over.node.name}'`,
    arithmetic: arithmeticOf(state, normal, over, over?.node.failureLimitShare ?? 1),
    remedy: 'part their ways, bring another way past them, or take load off what carries on',
  });
}

function arithmeticOf(state: ChainState, normal: ChainState, over: Over | undefined, share: number): string {
  const down = `${inWords.watts(state.lostWatts - normal.lostWatts)} of devices down`;
  if (over === undefined) return down;
  const { node, loadWatts, limitWatts } = over;
  const [load, limit, above] = [loadWatts, limitWatts, loadWatts - limitWatts].map(inWords.watts);
  const most = `${chainWords.limit(node, share)}; ${load} - ${limit} = ${above}`;
  return state.lostWatts > normal.lostWatts ? `${down}; ${most}` : most;
}

/** Path of the study that names what is out. */
function pathOf(
  { studies = [], nodes }: PowerChainPlan,
  { out }: ChainState,
  field: 'together' | 'maintenance',
): string {
  const study = studies.find((one) =>
    field === 'maintenance'
      ? one.maintenance.includes(out[0] ?? '')
      : one.together.some((set) => out.every((name) => set.includes(name))),
  );
  return study?.path ?? nodes[0]?.path ?? '';
}

/** The loss of one node of the chain, beside the normal state. */
interface NodeLoss {
  readonly node: PowerNodePlan;
  readonly state: ChainState;
  readonly normal: ChainState;
}

/** The loss of each node that is there, in order of declaration. */
function nodeLosses(chain: PowerChainPlan | undefined): readonly NodeLoss[] {
  const normal = chain?.states[0];
  if (chain === undefined || normal === undefined) return [];
  const byName = new Map(chain.nodes.map((node) => [node.name, node]));
  return chain.states.flatMap((state) => {
    const node = state.kind === 'loss' ? byName.get(state.out[0] ?? '') : undefined;
    return node === undefined ? [] : [{ node, state, normal }];
  });
}

/** A test for racks of zones that promise to carry on when a feed is lost. */
function promisedRacks({ power: { zones } }: SitePlan): ReadonlySet<string> {
  return new Set(zones.filter(isRedundant).flatMap(({ racks }) => racks));
}

/** Racks that a state loses and the normal one does not. */
function lostBy(state: ChainState, normal: ChainState): readonly string[] {
  if (state.lostRacks.length === 0) return [];
  const before = new Set(normal.lostRacks);
  return state.lostRacks.filter((rack) => !before.has(rack));
}

const NO_SINGLE_POINT = {
  text: 'A site for these systems is concurrently maintainable and has no single point of failure.',
  source: 'NVIDIA DGX SuperPOD Reference Architecture, DGX GB200: Uptime Tier 3, TIA-942-B Rated 3 or EN 50600 class 3',
};

const racksLostOnLoss = defineRule({
  id: 'redundancy/racks-lost-on-loss',
  severity: 'error',
  title: 'the loss of one node stops no rack of a zone that promises to carry on',
  why: NO_SINGLE_POINT,
  check: (plan) => {
    const promised = promisedRacks(plan);
    return judgeEach(
      promised.size === 0 ? [] : nodeLosses(plan.power.chain),
      ({ node, state, normal }) => {
        const racks = lostBy(state, normal).filter((rack) => promised.has(rack));
        if (racks.length === 0) return undefined;
        return failed({
          path: node.path,
          object: `loss of power node '${node.name}'`,
          found: `${inWords.count(racks.length, 'rack')} lost: ${inWords.names(racks)}`,
          limit: 'no rack lost',
          arithmetic: `${inWords.count(state.devices.down - normal.devices.down, 'device')} and ${inWords.watts(state.lostWatts - normal.lostWatts)} down; ${fedInWords(state)}`,
          remedy:
            'give the zone a feed by a way that does not pass this node, or devices with PSUs enough on each feed',
        });
      },
      plan.power.chain === undefined ? NO_CHAIN : 'no power zone promises to carry on when a feed is lost',
    );
  },
});

const singlePointOfFailure = defineRule({
  id: 'redundancy/single-point-of-failure',
  severity: 'warning',
  title: 'no node is one that all feeds of a power zone depend on',
  why: NO_SINGLE_POINT,
  check: (plan) => {
    const loads = new Map(plan.power.zones.map(({ name, loadWatts }) => [name, loadWatts]));
    const isSaid = zoneSayer(plan);
    return judgeEach(
      nodeLosses(plan.power.chain),
      ({ node, state, normal }) => {
        const zones = state.unfedZones.filter(
          (zone) => !normal.unfedZones.includes(zone) && (loads.get(zone) ?? 0) > 0 && !isSaid(zone, node.name),
        );
        if (zones.length === 0) return undefined;
        const watts = zones.map((zone) => loads.get(zone) ?? 0);
        return failed({
          path: node.path,
          object: `power node '${node.name}'`,
          found: `without it ${inWords.count(zones.length, 'power zone')} ${zones.length === 1 ? 'has' : 'have'} no feed: ${inWords.names(zones)}`,
          limit: 'a feed left in every zone',
          arithmetic: `${watts.map(inWords.watts).slice(0, 3).join(' + ')}${watts.length > 3 ? ' and more' : ''} = ${inWords.watts(watts.reduce((sum, one) => sum + one, 0))} down`,
          remedy: 'bring a second way past it: another source, a generator behind a transfer switch, or a second feed',
        });
      },
      NO_CHAIN,
    );
  },
});

/** A test for zones of one feed on whose one way a node stands: `power/single-feed` names both. */
function zoneSayer({ power: { zones, chain } }: SitePlan): (zone: string, node: string) => boolean {
  const ways = new Map(zones.map((zone) => [zone.name, new Set(onlyWay(zone, chain))]));
  return (zone, node) => ways.get(zone)?.has(node) === true;
}

/** Rules about the loss of one node. */
export const lossRules: readonly Rule[] = [racksLostOnLoss, singlePointOfFailure];

function fedInWords({ unfedZones }: ChainState): string {
  return unfedZones.length === 0
    ? 'feeds are left, and carry too few of their supplies, or more than their rating'
    : `no feed is left of ${inWords.names(unfedZones)}`;
}
