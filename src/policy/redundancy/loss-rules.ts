import type { ChainState, PowerNodePlan } from '../../model/power-node';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import { byFigure } from '../power/by-figure';
import { chainWords, NO_CHAIN } from '../power/chain-words';
import type { Rule } from '../rule';
import { failed } from '../verdict';
import { lostBy, nodeLosses, promisedRacks } from './node-loss';

const SHARED_LOAD = {
  text: 'When one of several sources is lost, the others carry its load at once and for as long as the repair takes.',
  source: 'APC White Paper 75, UPS configurations',
};
const NO_SINGLE_POINT = {
  text: 'A site for these systems is concurrently maintainable and has no single point of failure.',
  source: 'NVIDIA DGX SuperPOD Reference Architecture, DGX GB200: Uptime Tier 3, TIA-942-B Rated 3 or EN 50600 class 3',
};

const overloadOnLoss = defineRule({
  id: 'redundancy/overload-on-loss',
  severity: 'error',
  title: 'the loss of one node or feed leaves every other node within its limit for failures',
  why: SHARED_LOAD,
  check: ({ power }) =>
    judgeEach(
      power.chain === undefined ? [] : chainWords.there(power.chain),
      (node) => {
        const limitWatts = chainWords.failureLimit(node);
        const { worst } = node;
        if (worst.loadWatts <= limitWatts || worst.out.length === 0) return undefined;
        const losses = power.chain?.states.filter(
          ({ kind, overloads }) => kind === 'loss' && has(overloads, node),
        ).length;
        const [load, limit, over] = [worst.loadWatts, limitWatts, worst.loadWatts - limitWatts].map(inWords.watts);
        return failed({
          path: node.path,
          object: `power node '${node.name}' without ${chainWords.out(worst)}`,
          found: `${load} ${byFigure(power)}; it is above its limit in ${inWords.count(losses ?? 0, 'loss', 'losses')}`,
          limit: `${limit}`,
          required: `${load}`,
          available: `${limit}`,
          shortfall: `${over}`,
          arithmetic: `${chainWords.limit(node, node.failureLimitShare)}; ${inWords.watts(node.loadWatts)} normally, ${load} then; ${load} - ${limit} = ${over}`,
          remedy: "take load off it, add a node beside it, or raise 'rating' or 'failureLimitShare'",
        });
      },
      NO_CHAIN,
    ),
});

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
            'give the zone a feed by a way that does not pass this node, or devices with supplies enough on each feed',
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
    return judgeEach(
      nodeLosses(plan.power.chain),
      ({ node, state, normal }) => {
        const zones = state.unfedZones.filter(
          (zone) => !normal.unfedZones.includes(zone) && (loads.get(zone) ?? 0) > 0,
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

/** Rules about the loss of one node. */
export const lossRules: readonly Rule[] = [overloadOnLoss, racksLostOnLoss, singlePointOfFailure];

function has(overloads: ChainState['overloads'], { name }: PowerNodePlan): boolean {
  return overloads.some(({ node }) => node === name);
}

function fedInWords({ unfedZones }: ChainState): string {
  return unfedZones.length === 0
    ? 'feeds are left, and carry too few of their supplies, or more than their rating'
    : `no feed is left of ${inWords.names(unfedZones)}`;
}
