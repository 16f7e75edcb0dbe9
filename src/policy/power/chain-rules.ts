import { activeRating, deratingOf, plateRating } from '../../design/power/chain/chain-graph';
import { shareOf } from '../../design/power/zones/load-group';
import type { ChainState, PowerChainPlan, PowerNodePlan } from '../../model/power-node';
import type { PowerZonePlan } from '../../model/power-plan';
import type { SitePlan } from '../../model/site-plan';
import { byFigure, inWords } from '../engine/in-words';
import { above, defineRule, failed, judgeEach, type Rule } from '../engine/rule';
import { coolingLoadRules, LOAD_NOT_KNOWN, NO_CHAIN, whereLoadIsKnown } from './cooling-load-rules';

/** Limits of a node, and the words for them. */
export const chainWords = {
  /** What a node may carry while something is out, W. */
  failureLimit: (node: PowerNodePlan): number => shareOf(activeRating(node), node.failureLimitShare),

  /** How a limit comes about: `1 MVA x 0.95 = 950 kW; 950 kW x 80 % = 760 kW`. */
  limit: (node: PowerNodePlan, share: number): string => {
    const { ratingWatts, ratingVoltAmperes, powerFactor } = node;
    const rating = activeRating(node);
    const [plate, derating] = [plateRating(node), deratingOf(node) ?? 1];
    const of = `${inWords.watts(rating)} x ${inWords.percent(share)} = ${inWords.watts(shareOf(rating, share))}`;
    const limit =
      derating === 1
        ? of
        : `${inWords.watts(plate)} x ${inWords.percent(derating)} ('deratingShare') = ${inWords.watts(rating)}; ${of}`;
    if (ratingVoltAmperes === undefined || plate === ratingWatts) return limit;
    return `${voltAmperes(ratingVoltAmperes)} x ${powerFactor} = ${inWords.watts(plate)}; ${limit}`;
  },

  /** The nodes of a chain that are there. */
  there: ({ nodes, absent = [] }: PowerChainPlan): readonly PowerNodePlan[] => {
    const gone = new Set(absent);
    return nodes.filter(({ name }) => !gone.has(name));
  },

  /** What is out in a state: `'ups-1' and 'ups-2'`. */
  out: ({ out }: Pick<ChainState, 'out'>): string => {
    const names = out.map((name) => `'${name}'`);
    return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
  },

  /** Apparent power. */
  voltAmperes: (amount: number): string => voltAmperes(amount),

  /** The rating as a node has it. */
  rating: ({ ratingWatts, ratingVoltAmperes }: PowerNodePlan): string =>
    ratingWatts === undefined ? voltAmperes(ratingVoltAmperes ?? 0) : inWords.watts(ratingWatts),
};

function voltAmperes(amount: number): string {
  return inWords.watts(amount).replace(/W$/, 'VA');
}

const nodeOverload = defineRule({
  id: 'power/node-overload',
  severity: 'error',
  title: 'each node of the power chain carries at most its rating times the limit share',
  why: {
    text: 'A load of three hours or more takes at most 80 % of what a breaker is rated for; what is no breaker carries its rating, and no more.',
    source: 'NEC 210.20(A); ratings as given with the nodes',
  },
  check: (plan) =>
    judgeEach(
      whereLoadIsKnown(plan, plan.power.chain === undefined ? [] : chainWords.there(plan.power.chain), {
        nodeOf: ({ name }) => name,
        fails: ({ loadWatts, limitWatts }) => loadWatts > limitWatts,
      }),
      (node) => {
        const { power } = plan;
        const { loadWatts, limitWatts } = node;
        if (loadWatts <= limitWatts) return undefined;
        const figures = above(loadWatts, limitWatts, inWords.watts);
        return failed({
          path: node.path,
          object: `power node '${node.name}'`,
          ...figures,
          found: `${figures.found} ${byFigure(power)}, ${inWords.percent(loadWatts / activeRating(node))} of its rating${worseThen(node)}`,
          arithmetic: `${chainWords.limit(node, node.limitShare)}; ${figures.arithmetic}`,
          remedy: "move a load to another node, add one beside it, or raise 'rating'",
        });
      },
      plan.power.chain === undefined ? NO_CHAIN : LOAD_NOT_KNOWN,
    ),
});

const contractExceeded = defineRule({
  id: 'power/contract-exceeded',
  severity: 'error',
  title:
    'a site draws from a supply at most what its contract says, normally and when another part of the chain is lost',
  why: {
    text: 'A supplier charges or cuts what is drawn above the contract, whatever the line could carry.',
    source: "Contract as given with the supply's 'contract'",
  },
  check: (plan) =>
    judgeEach(
      whereLoadIsKnown(plan, contractsOf(plan), {
        nodeOf: ({ node }) => node.name,
        fails: ({ node, contractWatts }) => Math.max(node.loadWatts, node.worst.loadWatts) > contractWatts,
      }),
      ({ node, contractWatts }) => {
        const isNormal = node.loadWatts > contractWatts;
        const loadWatts = isNormal ? node.loadWatts : node.worst.loadWatts;
        if (loadWatts <= contractWatts) return undefined;
        const [load, contract, over] = [loadWatts, contractWatts, loadWatts - contractWatts].map(inWords.watts);
        const when = isNormal ? 'in the normal state' : `without ${chainWords.out(node.worst)}`;
        return failed({
          path: node.path,
          object: `power node '${node.name}' ${when}`,
          found: `${load}`,
          limit: `${contract} by contract`,
          required: `${load}`,
          available: `${contract}`,
          shortfall: `${over}`,
          arithmetic: `load and losses behind it ${load}; ${load} - ${contract} = ${over}`,
          remedy: 'contract more power, or take load off the supply',
        });
      },
      contractsOf(plan).length === 0 ? 'no supply of the site states a contract' : LOAD_NOT_KNOWN,
    ),
});

/** What a node that is above its limit for failures before any loss carries after the worst one: redundancy/overload-on-loss leaves it to this rule. */
function worseThen(node: PowerNodePlan): string {
  const { loadWatts, worst } = node;
  if (loadWatts <= chainWords.failureLimit(node) || worst.loadWatts <= loadWatts) return '';
  return `; ${inWords.watts(worst.loadWatts)} (${inWords.percent(worst.loadWatts / activeRating(node))}) without ${chainWords.out(worst)}`;
}

/** Rules about what nodes of the chain carry normally. */
export const chainLoadRules: readonly Rule[] = [contractExceeded, nodeOverload];

function contractsOf({
  power: { chain },
}: SitePlan): { readonly node: PowerNodePlan; readonly contractWatts: number }[] {
  return (chain === undefined ? [] : chainWords.there(chain)).flatMap((node) => {
    const contractWatts = node.supply?.contractWatts;
    return contractWatts === undefined ? [] : [{ node, contractWatts }];
  });
}

const zoneUnfed = defineRule({
  id: 'power/zone-unfed',
  severity: 'error',
  title: 'in the normal state every power zone with a load has a feed that a source reaches',
  why: {
    text: 'Racks that stand before the nodes that feed them draw nothing.',
    source: 'Phases of the nodes and of the racks as given',
  },
  check: (plan) =>
    judgeEach(
      zonesOnChain(plan),
      (zone) => {
        if (zone.loadWatts === 0 || plan.power.chain?.states[0]?.unfedZones.includes(zone.name) !== true)
          return undefined;
        return failed({
          path: zone.path,
          object: `power zone '${zone.name}'`,
          found: `no feed that lives, for ${inWords.watts(zone.loadWatts)} in ${inWords.count(zone.racks.length, 'rack')}`,
          limit: 'a feed that a source reaches',
          arithmetic: `feeds ${inWords.names(zone.feeds)} draw from ${inWords.names(Object.values(zone.sources ?? {}).flat())}; none of them is there with a source`,
          remedy: "bring its nodes into an earlier 'phase', or its racks into a later one",
        });
      },
      NO_CHAIN,
    ),
});

const zoneOffChain = defineRule({
  id: 'power/zone-off-chain',
  severity: 'warning',
  title: 'on a site with a power chain every power zone draws from it',
  why: {
    text: 'What no node carries is missing in every load and every failure of the chain.',
    source: 'Convention of this library',
  },
  check: ({ power: { chain, zones } }) =>
    judgeEach(
      chain === undefined ? [] : zones,
      (zone) =>
        zone.sources === undefined
          ? failed({
              path: zone.path,
              object: `power zone '${zone.name}'`,
              found: `${inWords.watts(zone.loadWatts)} on no node of the chain`,
              limit: 'a node for each feed',
              remedy: "name the nodes that its feeds draw from in 'sources'",
            })
          : undefined,
      NO_CHAIN,
    ),
});

const nodeFeedsNothing = defineRule({
  id: 'power/node-feeds-nothing',
  severity: 'warning',
  title: 'every node of the power chain feeds another node or a power zone',
  why: {
    text: "A node that nothing draws from is bought for nothing, or missing in the 'fedFrom' or 'sources' of another.",
    source: 'Convention of this library',
  },
  check: ({ power: { chain, zones } }) => {
    const drawn = new Set([
      ...(chain?.nodes.flatMap(({ fedFrom }) => fedFrom) ?? []),
      ...zones.flatMap(({ sources }) => Object.values(sources ?? {}).flat()),
      ...(chain?.mechanical?.flatMap(({ fedFrom }) => fedFrom) ?? []),
    ]);
    return judgeEach(
      chain === undefined ? [] : chainWords.there(chain),
      (node) =>
        drawn.has(node.name)
          ? undefined
          : failed({
              path: node.path,
              object: `power node '${node.name}'`,
              found: 'nothing draws from it',
              limit: 'a node or a zone that draws from it',
              remedy: "name it in 'fedFrom' of a node or in 'sources' of a zone, or take it away",
            }),
      NO_CHAIN,
    );
  },
});

const crossedFeeds = defineRule({
  id: 'power/crossed-feeds',
  severity: 'warning',
  title: 'a feed of a power zone draws from nodes of that feed alone, up to the first switch between two',
  why: {
    text: 'Two paths that share a node are one path when it fails.',
    source: 'APC White Paper 75, UPS configurations: system + system',
  },
  check: (plan) =>
    judgeEach(
      feedsOf(plan),
      ({ byName, zone, feed }) => {
        const wrong = foreignNode(byName, zone, feed);
        if (wrong === undefined) return undefined;
        return failed({
          path: zone.path,
          object: `power zone '${zone.name}', feed ${feed}`,
          found: `it draws from '${wrong.name}' of feed ${wrong.feed ?? ''}`,
          limit: `nodes of feed ${feed}`,
          remedy: "correct 'sources' of the zone, or 'fedFrom' or 'feed' on the way",
        });
      },
      'no power zone draws from nodes of two feeds',
    ),
});

/** Rules about how the chain and the zones hang together. */
export const chainWiringRules: readonly Rule[] = [
  ...coolingLoadRules,
  crossedFeeds,
  nodeFeedsNothing,
  zoneOffChain,
  zoneUnfed,
];

function zonesOnChain({ power: { chain, zones } }: SitePlan): readonly PowerZonePlan[] {
  return chain === undefined ? [] : zones.filter(({ sources }) => sources !== undefined);
}

interface ChainFeed {
  readonly byName: ReadonlyMap<string, PowerNodePlan>;
  readonly zone: PowerZonePlan;
  readonly feed: string;
}

/** Feeds of zones that have the name of a feed of the chain. */
function feedsOf(plan: SitePlan): ChainFeed[] {
  const { chain } = plan.power;
  if (chain === undefined) return [];
  const named = new Set(chain.nodes.map(({ feed }) => feed));
  const byName = new Map(chain.nodes.map((node) => [node.name, node]));
  return zonesOnChain(plan).flatMap((zone) =>
    zone.feeds.filter((feed) => named.has(feed)).map((feed) => ({ byName, zone, feed })),
  );
}

/** The first node of another feed on the way up; a switch that draws from the first of several ends the way. */
function foreignNode(
  byName: ReadonlyMap<string, PowerNodePlan>,
  { sources }: PowerZonePlan,
  feed: string,
): PowerNodePlan | undefined {
  const way = [...(sources?.[feed] ?? [])];
  const seen = new Set<string>(way);
  for (const name of way) {
    const node = byName.get(name);
    if (node === undefined) continue;
    if (node.feed !== undefined && node.feed !== feed) return node;
    if (node.draws === 'first-live' && node.fedFrom.length > 1) continue;
    for (const feeder of node.fedFrom.filter((one) => !seen.has(one))) {
      seen.add(feeder);
      way.push(feeder);
    }
  }
  return undefined;
}
