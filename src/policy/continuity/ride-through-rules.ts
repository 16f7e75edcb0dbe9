import { activeRating } from '../../design/power/chain/chain-graph';
import { shareOf } from '../../design/power/zones/load-group';
import type { LoadBlock, RatingBasis } from '../../model/continuity-plan';
import type { PowerNodePlan } from '../../model/power-node';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { chainWords } from '../power/chain-rules';
import { whereLoadIsKnown } from '../power/cooling-load-rules';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';
import {
  alsoWords,
  areOut,
  BRIDGE,
  byKey,
  isStudied,
  judgeContinuity,
  lossWords,
  most,
  NO_TRANSFER,
  nodePath,
  storeRules,
} from './store-rules';
import { named } from '../../units/present';

const unbridged = defineRule({
  id: 'continuity/unbridged-transfer',
  severity: 'error',
  title: 'a transfer to another source leaves every zone a feed that stays up and carries it',
  why: BRIDGE,
  check: (plan) =>
    judgeContinuity(
      plan,
      ({ interruptions }) => byKey(interruptions.filter(isStudied), ({ zone }) => zone),
      (all) => {
        const open = all.filter(({ hasOther }) => !hasOther);
        const worst = most(open, ({ lostWatts = 0, gapSeconds = 0 }) => lostWatts * gapSeconds);
        if (worst === undefined) return undefined;
        const { at, zone, lostWatts, gapSeconds } = worst;
        const ofLoss = open.filter((each) => lossWords(each) === lossWords(worst));
        const feeds = ofLoss.map(({ feed }) => feed);
        const dark =
          lostWatts === undefined || gapSeconds === undefined
            ? ''
            : `: ${inWords.watts(lostWatts)} without power for ${inWords.number(gapSeconds, 1)} s`;
        const isAlone = feeds.length === (named(plan.power.zones, zone)?.feeds.length ?? 0);
        const others =
          isAlone || lostWatts === undefined ? 'no other feed stays up' : 'those that stay up carry too little';
        return failed({
          path: zonePath(plan, zone),
          object: `power zone '${zone}', feed${feeds.length === 1 ? '' : 's'} ${feeds.join(', ')}, ${lossWords(worst)}`,
          found: `no UPS or BESS between '${at}' and the racks, and ${others}${dark}`,
          limit: 'one feed that stays up, or a store on the way',
          ...alsoWords(open, worst),
          remedy: "put a 'Ups' or 'Bess' between the transfer switch and the zone",
        });
      },
      'no feed is interrupted by a transfer',
    ),
});

const blockTooLarge = defineRule({
  id: 'continuity/block-too-large',
  severity: 'error',
  title: 'each block of load that generators take up is within their largest step',
  why: {
    text: 'A generator that takes too much at once falls in speed and trips; load is put on it block by block.',
    source: "Largest step of each generator as given in its 'supply'",
  },
  check: (plan) =>
    judgeContinuity(
      plan,
      ({ transfers }) =>
        byKey(
          whereLoadIsKnown(
            plan,
            transfers
              .filter(isStudied)
              .flatMap((transfer) => transfer.blocks.map((block, index) => ({ transfer, block, index }))),
            {
              nodeOf: ({ transfer }) => transfer.generators[0] ?? '',
              fails: ({ block }) => block.stepWatts === undefined || stepOf(block) > block.stepWatts,
            },
          ),
          ({ block }) => block.members.join('\n'),
        ),
      (blocks) => {
        const worst =
          blocks.find(({ block }) => block.stepWatts === undefined) ??
          most(blocks, ({ block }) => stepOf(block) - (block.stepWatts ?? Infinity));
        if (worst === undefined) return undefined;
        const { transfer, block, index } = worst;
        const { loadWatts, rechargeWatts = 0, stepWatts, members } = block;
        const taken = stepOf(block);
        const path = nodePath(plan, transfer.at[0] ?? '');
        const while_ =
          transfer.alsoOut === undefined ? '' : ` while ${inWords.names(transfer.alsoOut)} ${areOut(transfer.alsoOut)}`;
        const object = `block ${index + 1} (${inWords.names(members)}) after the loss of '${transfer.lost}'${while_}`;
        if (stepWatts === undefined) {
          return indeterminate({
            path,
            object: `${object} on ${inWords.names(transfer.generators)}`,
            unknown: 'the largest step that the generators take',
            givenBy: "give 'stepShare' in the 'supply' of each generator",
          });
        }
        if (taken <= stepWatts) return undefined;
        const charge =
          rechargeWatts === 0
            ? ''
            : `${inWords.watts(loadWatts)} + ${inWords.watts(rechargeWatts)} to charge = ${inWords.watts(taken)}; `;
        return failed({
          path,
          object,
          found: inWords.watts(taken),
          limit: inWords.watts(stepWatts),
          required: inWords.watts(taken),
          available: inWords.watts(stepWatts),
          shortfall: inWords.watts(taken - stepWatts),
          arithmetic: `${charge}${inWords.watts(taken)} - ${inWords.watts(stepWatts)}, the step of ${inWords.count(transfer.generators.length, 'generator')} together, = ${inWords.watts(taken - stepWatts)}`,
          remedy:
            rechargeWatts === 0
              ? 'divide what hangs on the transfer switch, or add generators'
              : "divide what hangs on the transfer switch, lower 'rechargeOnGenerators' of the stores, or add generators",
        });
      },
      NO_TRANSFER,
    ),
});

/** What a block puts on the generators at once, W. */
function stepOf({ loadWatts, rechargeWatts = 0 }: LoadBlock): number {
  return loadWatts + rechargeWatts;
}

const rechargeOverload = defineRule({
  id: 'continuity/recharge-overload',
  severity: 'error',
  title: 'every node carries its load while the stores behind it charge again',
  why: {
    text: 'After an outage all stores charge at once, on top of a load that has come back; on generators they charge as soon as these carry it.',
    source: "Power of recharge as given in 'supply' of each store",
  },
  check: (plan) => [
    ...judgeContinuity(
      plan,
      ({ recharges }) =>
        byKey(
          whereLoadIsKnown(plan, recharges, {
            nodeOf: ({ node }) => node,
            fails: ({ loadWatts, rechargeWatts, limitWatts }) => loadWatts + rechargeWatts > limitWatts,
          }),
          ({ node }) => node,
        ),
      (rows) => {
        // A node that its load alone is too much for is a finding of that.
        const own = rows.filter(({ loadWatts, limitWatts }) => loadWatts <= limitWatts);
        const worst = most(own, ({ loadWatts, rechargeWatts, limitWatts }) => loadWatts + rechargeWatts - limitWatts);
        if (worst === undefined) return undefined;
        const { lost, node, stores, loadWatts, rechargeWatts, limitWatts } = worst;
        const sum = loadWatts + rechargeWatts;
        if (sum <= limitWatts) return undefined;
        return failed({
          path: nodePath(plan, node),
          object: `node '${node}' while ${inWords.names(stores)} charge${lost === undefined ? '' : `, after the loss of '${lost}'`}`,
          found: inWords.watts(sum),
          limit: inWords.watts(limitWatts),
          required: inWords.watts(sum),
          available: inWords.watts(limitWatts),
          shortfall: inWords.watts(sum - limitWatts),
          arithmetic: `${inWords.watts(loadWatts)} + ${inWords.watts(rechargeWatts)} = ${inWords.watts(sum)}`,
          remedy:
            lost === undefined
              ? "lower 'recharge' of the stores, or raise the rating of the node"
              : "lower 'recharge' of the stores, or 'rechargeOnGenerators' where generators carry them, or raise the rating of the node",
        });
      },
      'no store states the power at which it charges',
    ),
    ...rechargeUnknown(plan),
  ],
});

/** Stores that generators take up and that do not say what they draw to charge: one verdict for all. */
function rechargeUnknown(plan: SitePlan): readonly Verdict[] {
  const { continuity, chain } = plan.power;
  if (continuity === undefined || chain === undefined) return [];
  const onSets = new Set(
    continuity.transfers.filter(({ generators }) => generators.length > 0).map(({ lost }) => lost),
  );
  const taken = new Set(
    continuity.rideThroughs.filter((ride) => isStudied(ride) && onSets.has(ride.lost)).map(({ store }) => store),
  );
  const silent = chain.nodes.filter(
    ({ name, supply = {} }) =>
      taken.has(name) && supply.rechargeWatts === undefined && supply.rechargeOnGeneratorsWatts !== 0,
  );
  const [first] = silent;
  if (first === undefined) return [];
  return [
    indeterminate({
      path: first.path,
      object: `recharge of ${inWords.names(silent.map(({ name }) => name))} on generators`,
      unknown: 'what they draw to charge after a gap, beside their load',
      givenBy: "give 'recharge' in their 'supply', and 'rechargeOnGenerators' where it differs",
    }),
  ];
}

/** Hours in a year for which a standby rating holds. */
const STANDBY_HOURS = 200;
/** Share of its rating that a set may carry on average of 24 h, by what its rating stands for. */
const AVERAGE_SHARES: Readonly<Record<RatingBasis, number>> = {
  standby: 0.7,
  prime: 0.7,
  continuous: 1,
  'data-centre-continuous': 1,
};

const SETS = {
  text: 'A rating holds for so many hours and so high an average: a set on standby that runs for weeks, or at its plate all day, wears out or trips.',
  source:
    'ISO 8528-1: standby 200 h a year and 70 % on average of 24 h, prime 70 %, continuous 100 %; Cummins Power topic 6240 and its paper on data centre continuous ratings (looked up 2026-12)',
};
const NO_SETS = 'the site names no generator';

const setHours = defineRule({
  id: 'continuity/set-hours',
  severity: 'error',
  title: 'a generator of a standby rating runs no longer than that rating holds',
  why: SETS,
  check: (plan) =>
    judgeEach(
      setsOf(plan).filter(({ supply }) => supply?.ratingBasis !== undefined),
      ({ name, path, supply = {}, loadWatts }) => {
        const { ratingBasis, requiredFuelHours = 0 } = supply;
        if (ratingBasis !== 'standby') return undefined;
        const common = {
          path,
          limit: `${STANDBY_HOURS} h a year of a standby rating`,
          remedy: "take a set whose 'ratingBasis' is 'prime', 'continuous' or 'data-centre-continuous'",
        };
        if (loadWatts > 0) {
          const object = `generator '${name}' in the normal state`;
          return failed({ ...common, object, found: `${inWords.watts(loadWatts)} all year` });
        }
        if (requiredFuelHours <= STANDBY_HOURS) return undefined;
        const hours = `${inWords.number(requiredFuelHours, 1)} h`;
        const over = `${inWords.number(requiredFuelHours - STANDBY_HOURS, 1)} h`;
        return failed({
          ...common,
          object: `generator '${name}'`,
          found: `${hours} in one outage by 'requiredFuel'`,
          shortfall: over,
          arithmetic: `${hours} - ${STANDBY_HOURS} h = ${over}`,
        });
      },
      "no generator states its 'ratingBasis'",
    ),
});

const setAverage = defineRule({
  id: 'continuity/set-average',
  severity: 'warning',
  title: 'a generator carries no more than its rating allows on average of 24 h',
  why: SETS,
  check: (plan) =>
    judgeEach(
      byKey(
        whereLoadIsKnown(
          plan,
          setsOf(plan).filter((set) => averageLimit(set) !== undefined),
          { nodeOf: ({ name }) => name, fails: (set) => carriedBy(set) > (averageLimit(set) ?? Infinity) },
        ),
        ({ group, name }) => (group === undefined ? `/${name}` : group),
      ),
      averageVerdict,
      "no generator states its 'ratingBasis'",
    ),
});

/** Sets of one group carry too much together: one finding, by the one that is furthest above its share. */
function averageVerdict(sets: readonly PowerNodePlan[]): Verdict | undefined {
  // What is above the rating itself is a finding of that.
  const bad = sets.filter((set) => carriedBy(set) > (averageLimit(set) ?? 0) && carriedBy(set) <= activeRating(set));
  const worst = most(bad, (set) => carriedBy(set) - (averageLimit(set) ?? 0));
  if (worst === undefined) return undefined;
  const { path, supply: { ratingBasis, averageShare } = {} } = worst;
  const [carried, limit, rating] = [carriedBy(worst), averageLimit(worst) ?? 0, activeRating(worst)];
  const share = inWords.percent(limit / rating);
  const by = averageShare === undefined ? `of a ${ratingBasis ?? ''} rating` : "by 'averageShare'";
  const others = bad.filter((set) => set !== worst).map(({ name }) => name);
  return failed({
    path,
    object: `generator '${worst.name}' at the highest load that it carries`,
    found: `${inWords.watts(carried)}, ${inWords.percent(carried / rating)} of its rating${others.length === 0 ? '' : `; too much too: ${inWords.names(others)}`}`,
    limit: `${inWords.watts(limit)} on average of 24 h, ${share} ${by}`,
    required: inWords.watts(carried),
    available: inWords.watts(limit),
    shortfall: inWords.watts(carried - limit),
    arithmetic: `${inWords.watts(rating)} x ${share} = ${inWords.watts(limit)}; ${inWords.watts(carried)} - ${inWords.watts(limit)} = ${inWords.watts(carried - limit)}`,
    remedy: "add a set, take one of another 'ratingBasis', or give 'averageShare' of its vendor",
  });
}

const setUnknown = defineRule({
  id: 'continuity/set-rating-unknown',
  severity: 'warning',
  title: 'generators say what their rating stands for, and what of it is left at their site',
  why: SETS,
  check: (plan) => {
    const sets = setsOf(plan);
    return judgeEach(
      sets.length === 0 ? [] : [sets],
      () => {
        const open = sets.filter(
          ({ supply: { ratingBasis, deratingShare } = {} }) => ratingBasis === undefined || deratingShare === undefined,
        );
        const [first] = open;
        if (first === undefined) return undefined;
        const silent = (['ratingBasis', 'deratingShare'] as const).filter((prop) =>
          open.some(({ supply }) => supply?.[prop] === undefined),
        );
        return indeterminate({
          path: first.path,
          object: `rating of ${inWords.names(open.map(({ name }) => name))}`,
          unknown: 'how long and how much they carry where they stand',
          givenBy: `give ${silent.map((prop) => `'${prop}'`).join(' and ')} in 'supply' of each generator`,
        });
      },
      NO_SETS,
    );
  },
});

function setsOf({ power: { chain } }: SitePlan): readonly PowerNodePlan[] {
  return chain === undefined ? [] : chainWords.there(chain).filter(({ kind }) => kind === 'generator');
}

/** Highest load of a node in any state, W. */
function carriedBy({ loadWatts, worst }: PowerNodePlan): number {
  return Math.max(loadWatts, worst.loadWatts);
}

/** What a generator may carry on average of 24 h, W; undefined where it states neither its basis nor a share. */
function averageLimit(node: PowerNodePlan): number | undefined {
  const { ratingBasis, averageShare } = node.supply ?? {};
  const share = averageShare ?? (ratingBasis === undefined ? undefined : AVERAGE_SHARES[ratingBasis]);
  return share === undefined ? undefined : shareOf(activeRating(node), share);
}

/** Rules about the loss of a source: stores, generators, fuel. */
export const rideThroughRules: readonly Rule[] = [
  ...storeRules,
  unbridged,
  blockTooLarge,
  rechargeOverload,
  setHours,
  setAverage,
  setUnknown,
];

function zonePath({ path, power }: SitePlan, name: string): string {
  return named(power.zones, name)?.path ?? path;
}
