import type { FeedLoad, PowerZonePlan } from '../../model/power-plan';
import type { SitePlan } from '../../model/site-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed, type FailedVerdict } from '../verdict';
import { byFigure } from './by-figure';

const CONTINUOUS_LOAD = {
  text: 'A load of three hours or more takes at most 80 % of what a circuit is rated for; training is such a load.',
  source: 'NEC 210.20(A)',
};
const LOSS_OF_A_SOURCE = {
  text: 'When one of several parallel sources is lost, the others carry its load at once and for as long as the repair takes.',
  source: 'APC White Paper 75, UPS configurations',
};

/** Highest share of a rating that a continuous load may take. NEC 210.20(A) rates breakers at 125 % of it. */
export const CONTINUOUS_SHARE = 0.8;

const zoneOverload = defineRule({
  id: 'power/zone-overload',
  severity: 'error',
  title: 'each feed of a power zone carries at most its rating times the limit share',
  why: CONTINUOUS_LOAD,
  check: (plan) =>
    judgeEach(
      feedsOf(plan),
      ({ zone, feed }) => overload(plan, zone, feed.normalWatts, `power zone '${zone.name}', feed ${feed.feed}`),
      'the site has no power zone',
    ),
});

const zoneOverloadOnFeedLoss = defineRule({
  id: 'power/zone-overload-on-feed-loss',
  severity: 'error',
  title: 'each feed of a redundant power zone carries the load of the zone when one other feed is lost',
  why: LOSS_OF_A_SOURCE,
  check: (plan) =>
    judgeEach(
      feedsOf(plan).filter(({ zone }) => isRedundant(zone)),
      ({ zone, feed }) =>
        overload(plan, zone, feed.worstWatts, `power zone '${zone.name}', feed ${feed.feed} after a loss`),
      'no power zone promises to carry on when a feed is lost',
    ),
});

const limitShare = defineRule({
  id: 'power/limit-share',
  severity: 'warning',
  title: `a power zone plans with at most ${inWords.percent(CONTINUOUS_SHARE)} of its rating`,
  why: { ...CONTINUOUS_LOAD, text: `${CONTINUOUS_LOAD.text} A breaker listed for 100 % is exempt.` },
  check: (plan) =>
    judgeEach(
      plan.power.zones,
      (zone) => {
        if (zone.limitShare <= CONTINUOUS_SHARE) return undefined;
        const allowed = zone.ratingWatts * CONTINUOUS_SHARE;
        return failed({
          path: zone.path,
          object: `power zone '${zone.name}'`,
          found: `a limit of ${inWords.percent(zone.limitShare)} of the rating`,
          limit: inWords.percent(CONTINUOUS_SHARE),
          required: inWords.watts(zone.limitWatts),
          available: inWords.watts(allowed),
          shortfall: inWords.watts(zone.limitWatts - allowed),
          arithmetic: `${inWords.watts(zone.ratingWatts)} x ${inWords.percent(CONTINUOUS_SHARE)} = ${inWords.watts(allowed)}`,
          remedy: "lower 'limitShare', or acknowledge it for breakers that are listed for 100 %",
        });
      },
      'the site has no power zone',
    ),
});

/** Rules about what the feeds of a zone carry. */
export const zoneLoadRules: readonly Rule[] = [limitShare, zoneOverload, zoneOverloadOnFeedLoss];

/** Whether a zone promises to carry on when one feed is lost. */
export function isRedundant({ redundancy, feeds }: PowerZonePlan): boolean {
  return redundancy !== 'N' && feeds.length > 1;
}

function feedsOf(plan: SitePlan): { readonly zone: PowerZonePlan; readonly feed: FeedLoad }[] {
  return plan.power.zones.flatMap((zone) => zone.feedLoads.map((feed) => ({ zone, feed })));
}

function overload(
  { power }: SitePlan,
  zone: PowerZonePlan,
  loadWatts: number,
  object: string,
): FailedVerdict | undefined {
  if (loadWatts <= zone.limitWatts) return undefined;
  const over = loadWatts - zone.limitWatts;
  const [load, limit, shortfall] = [loadWatts, zone.limitWatts, over].map(inWords.watts);
  return failed({
    path: zone.path,
    object,
    found: `${load} ${byFigure(power)}`,
    limit: `${limit}`,
    required: `${load}`,
    available: `${limit}`,
    shortfall: `${shortfall}`,
    arithmetic: `${inWords.watts(zone.ratingWatts)} x ${inWords.percent(zone.limitShare)} = ${limit}; ${load} - ${limit} = ${shortfall}`,
    remedy: "move racks to another zone, or raise 'rating'",
  });
}
