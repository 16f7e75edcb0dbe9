import { cordLimitWatts } from '../../design/power/rack/rack-feed-spec';
import { planRackFeeds, type RackFeed, type ZoneRackFeeds } from '../../design/power/rack/plan-rack-feeds';
import type { RackFeedSpec } from '../../model/rack-feed';
import type { SitePlan } from '../../model/site-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed, indeterminate, type Verdict } from '../verdict';
import { byFigure } from './by-figure';
import { isRedundant } from './zone-load-rules';

const NO_SPEC = "no power zone says how its racks are connected ('rackFeedSpec')";
const CONTINUOUS_LOAD = {
  text: 'A load of three hours or more takes at most 80 % of its breaker, and a cord carries the load of a lost feed for as long as the repair takes.',
  source: 'NEC 210.20(A)',
};

const rackBreaker = defineRule({
  id: 'power/rack-breaker',
  severity: 'error',
  title: 'the breaker of each cord of a rack carries its highest load, normally and while one other feed is out',
  why: CONTINUOUS_LOAD,
  check: (plan) =>
    judgeEach(
      rackFeedsOf(plan).flatMap((zone) => zone.feeds.map((feed) => ({ zone, feed }))),
      ({ zone, feed }) => (feed.breakerAmperes === undefined ? overBreaker(plan, zone, feed) : undefined),
      NO_SPEC,
    ),
});

const rackBudgetOnFeedLoss = defineRule({
  id: 'power/rack-budget-on-feed-loss',
  severity: 'warning',
  title: 'the cords that a rack keeps when a feed is lost carry the power that the rack may draw',
  why: {
    text: 'A rack that may be filled to its budget needs cords that carry it when a feed is lost; else the budget holds only while all feeds live.',
    source: 'NEC 210.20(A); budget of the rack as given with its row',
  },
  check: (plan) => {
    const zones = rackFeedsOf(plan).flatMap((each) => {
      const zone = plan.power.zones.find(({ name }) => name === each.zone);
      return zone !== undefined && isRedundant(zone) ? [{ each, zone }] : [];
    });
    const racks = new Map(plan.placement.racks.map((rack) => [rack.name, rack]));
    return judgeEach(
      zones.flatMap(({ each, zone }) =>
        [...new Set(each.feeds.map(({ rack }) => rack))].map((rack) => ({ each, zone, rack: racks.get(rack) })),
      ),
      ({ each, zone, rack }) => {
        const largest = each.spec.breakerAmperes.at(-1) ?? 0;
        // A switch moves a rack whole to one feed; else all feeds that live share it.
        const feeds = zone.rackFeed === 'static-switch' ? 1 : zone.feeds.length - 1;
        const cord = cordLimitWatts(each.spec, largest);
        const left = feeds * each.spec.cords * cord;
        const budget = rack?.limits.budgetWatts ?? 0;
        if (budget <= left + 1e-6) return undefined;
        return failed({
          path: each.path,
          object: `rack '${rack?.name ?? ''}'`,
          found: `a budget of ${inWords.watts(budget)}`,
          limit: inWords.watts(left),
          required: inWords.watts(budget),
          available: inWords.watts(left),
          shortfall: inWords.watts(budget - left),
          arithmetic: `${inWords.count(feeds, 'feed')} x ${inWords.count(each.spec.cords, 'cord')} x ${cordInWords(each.spec, largest)}; ${inWords.watts(budget)} - ${inWords.watts(left)} = ${inWords.watts(budget - left)}`,
          remedy: "lower 'power' of the rack, or give 'rackFeedSpec' more cords or larger breakers",
        });
      },
      `${NO_SPEC} and can lose a feed`,
    );
  },
});

const phaseImbalance = defineRule({
  id: 'power/phase-imbalance',
  severity: 'warning',
  title: 'the lines of each feed of a power zone are loaded alike, within the limit that it states',
  why: {
    text: 'The heaviest line decides what a three-phase source carries, and an uneven one loads the neutral.',
    source: 'DMTF Redfish, Circuit.UnbalancedCurrentPercent; the limit is stated by the user',
  },
  check: (plan) =>
    judgeEach(
      rackFeedsOf(plan).flatMap((zone) => Object.entries(zone.legWatts).map(([feed, legs]) => ({ zone, feed, legs }))),
      ({ zone, feed, legs }) => judgeLines(plan, zone, feed, legs),
      'no power zone has single-phase loads on three lines',
    ),
});

/** Three rules ask for the same racks of a plan, which never changes. */
const PLANNED = new WeakMap<SitePlan, readonly ZoneRackFeeds[]>();

function rackFeedsOf(plan: SitePlan): readonly ZoneRackFeeds[] {
  const known = PLANNED.get(plan);
  if (known !== undefined) return known;
  const planned = planRackFeeds(plan);
  PLANNED.set(plan, planned);
  return planned;
}

/** Rules about cords, breakers and lines of racks. */
export const rackFeedRules: readonly Rule[] = [phaseImbalance, rackBreaker, rackBudgetOnFeedLoss];

function overBreaker({ power }: SitePlan, { path, zone, spec }: ZoneRackFeeds, feed: RackFeed): Verdict {
  const largest = spec.breakerAmperes.at(-1) ?? 0;
  const limit = largest * spec.limitShare;
  const amperes = (value: number): string => `${inWords.number(value)} A`;
  const lines = spec.phases === 3 && spec.loads !== 'three-phase' ? ', on its heaviest line' : '';
  return failed({
    path,
    object: `rack '${feed.rack}' on feed ${feed.feed} of power zone '${zone}'`,
    found: `${amperes(feed.worstAmperes)} in each cord ${byFigure(power)}${lines}`,
    limit: amperes(limit),
    required: amperes(feed.worstAmperes),
    available: amperes(limit),
    shortfall: amperes(feed.worstAmperes - limit),
    arithmetic: `${inWords.watts(feed.worstWatts)} on ${inWords.count(spec.cords, 'cord')} at ${inWords.number(spec.volts)} V, ${inWords.count(spec.phases, 'phase')}, power factor ${inWords.number(spec.powerFactor)} = ${amperes(feed.worstAmperes)}; breaker of ${amperes(largest)} x ${inWords.percent(spec.limitShare)} = ${amperes(limit)}`,
    remedy: "give 'rackFeedSpec' more cords or a larger breaker, or take a device out of the rack",
  });
}

function cordInWords(spec: RackFeedSpec, breaker: number): string {
  const root = spec.phases === 3 ? 'sqrt(3) x ' : '';
  return `(${inWords.number(breaker)} A x ${inWords.percent(spec.limitShare)} x ${root}${inWords.number(spec.volts)} V x ${inWords.number(spec.powerFactor)} = ${inWords.watts(cordLimitWatts(spec, breaker))})`;
}

function judgeLines(
  { power }: SitePlan,
  zone: ZoneRackFeeds,
  feed: string,
  legs: readonly number[],
): Verdict | undefined {
  const total = legs.reduce((sum, watts) => sum + watts, 0);
  if (total === 0) return undefined;
  const mean = total / legs.length;
  const imbalance = Math.max(...legs.map((watts) => Math.abs(watts - mean))) / mean;
  const object = `feed ${feed} of power zone '${zone.zone}'`;
  const loads = legs.map((watts, index) => `L${index + 1} ${inWords.watts(watts)}`).join(', ');
  const { imbalanceLimit } = zone.spec;
  if (imbalanceLimit === undefined) {
    return indeterminate({
      path: zone.path,
      object,
      unknown: `how far its lines may be apart; the worst is ${inWords.percent(imbalance)} off the mean (${loads})`,
      givenBy: "give 'imbalanceLimit' in 'rackFeedSpec'",
    });
  }
  if (imbalance <= imbalanceLimit + 1e-9) return undefined;
  return failed({
    path: zone.path,
    object,
    found: `${inWords.percent(imbalance)} off the mean ${byFigure(power)}: ${loads}`,
    limit: inWords.percent(imbalanceLimit),
    arithmetic: `mean ${inWords.watts(mean)}; most off it ${inWords.watts(mean * imbalance)} / ${inWords.watts(mean)} = ${inWords.percent(imbalance)}`,
    remedy: "spread devices over the racks of the zone, so that each feed's supplies divide by three",
  });
}
