import type { PowerZonePlan } from '../../model/power-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed } from '../verdict';
import { byFigure } from './by-figure';
import { isRedundant } from './zone-load-rules';

/** Share of a zone's limit that stays free for what is added later. */
const HEADROOM_SHARE = 0.05;
/** Highest difference between two feeds of a zone, as a share of their mean. */
const IMBALANCE_SHARE = 0.1;

const zoneHeadroom = defineRule({
  id: 'power/zone-headroom',
  severity: 'warning',
  title: `a power zone keeps at least ${inWords.percent(HEADROOM_SHARE)} of its limit free`,
  why: {
    text: 'A zone that is planned to the last watt has no room for a spare, a repair or an update that draws more.',
    source:
      'Convention of this library; gap between peak and rating of 7 to 16 % in a cluster: Fan, Weber, Barroso, ISCA 2007',
  },
  check: (plan) =>
    judgeEach(
      plan.power.zones.filter((zone) => decidingLoad(zone) <= zone.limitWatts),
      (zone) => {
        const load = decidingLoad(zone);
        const free = zone.limitWatts - load;
        const needed = zone.limitWatts * HEADROOM_SHARE;
        if (free >= needed) return undefined;
        return failed({
          path: zone.path,
          object: `power zone '${zone.name}'`,
          found: `${inWords.watts(free)} free ${byFigure(plan.power)}, ${inWords.percent(free / zone.limitWatts)} of the limit`,
          limit: `${inWords.percent(HEADROOM_SHARE)} of the limit`,
          required: inWords.watts(needed),
          available: inWords.watts(free),
          shortfall: inWords.watts(needed - free),
          arithmetic: `${inWords.watts(zone.limitWatts)} - ${inWords.watts(load)} = ${inWords.watts(free)}; ${inWords.watts(zone.limitWatts)} x ${inWords.percent(HEADROOM_SHARE)} = ${inWords.watts(needed)}`,
          remedy: "move a rack to another zone, or raise 'rating'",
        });
      },
      'no power zone is within its limit',
    ),
});

const feedsUnbalanced = defineRule({
  id: 'power/feeds-unbalanced',
  severity: 'warning',
  title: `the feeds of a power zone differ by at most ${inWords.percent(IMBALANCE_SHARE)} of their mean`,
  why: {
    text: 'Sources share a load only as evenly as it is connected; the fullest one decides what the zone can carry.',
    source: 'Convention of this library',
  },
  check: (plan) =>
    judgeEach(
      plan.power.zones.filter((zone) => zone.feedLoads.length > 1 && zone.loadWatts > 0),
      (zone) => {
        const sorted = [...zone.feedLoads].sort((left, right) => left.normalWatts - right.normalWatts);
        const [least, most] = [sorted[0], sorted[sorted.length - 1]];
        if (least === undefined || most === undefined) return undefined;
        const mean = sorted.reduce((sum, { normalWatts }) => sum + normalWatts, 0) / sorted.length;
        const apart = most.normalWatts - least.normalWatts;
        if (apart <= mean * IMBALANCE_SHARE) return undefined;
        return failed({
          path: zone.path,
          object: `power zone '${zone.name}'`,
          found: `feed ${most.feed} carries ${inWords.watts(most.normalWatts)}, feed ${least.feed} ${inWords.watts(least.normalWatts)} ${byFigure(plan.power)}`,
          limit: `${inWords.watts(mean * IMBALANCE_SHARE)} apart`,
          arithmetic: `${inWords.watts(most.normalWatts)} - ${inWords.watts(least.normalWatts)} = ${inWords.watts(apart)}; mean ${inWords.watts(mean)} x ${inWords.percent(IMBALANCE_SHARE)} = ${inWords.watts(mean * IMBALANCE_SHARE)}`,
          remedy: "use devices whose supplies divide by the number of feeds, or set 'rackFeed' to 'static-switch'",
        });
      },
      'no power zone has several feeds with a load',
    ),
});

const singleFeed = defineRule({
  id: 'power/single-feed',
  severity: 'warning',
  title: 'a power zone has at least two feeds',
  why: {
    text: 'With one feed no part of the chain can be maintained while the systems run.',
    source:
      'NVIDIA DGX SuperPOD Reference Architecture, DGX GB200: concurrently maintainable, no single point of failure',
  },
  check: (plan) =>
    judgeEach(
      plan.power.zones,
      (zone) => {
        if (zone.feeds.length > 1) return undefined;
        return failed({
          path: zone.path,
          object: `power zone '${zone.name}'`,
          found: inWords.count(zone.feeds.length, 'feed'),
          limit: 'at least 2 feeds',
          required: '2 feeds',
          available: inWords.count(zone.feeds.length, 'feed'),
          shortfall: inWords.count(2 - zone.feeds.length, 'feed'),
          arithmetic: `2 - ${zone.feeds.length} = ${2 - zone.feeds.length}; ${inWords.watts(zone.loadWatts)} ${byFigure(plan.power)} go down with the feed`,
          remedy: "add a feed and choose a 'redundancy' of 2N, or acknowledge it for load that may stop",
        });
      },
      'the site has no power zone',
    ),
});

/** Rules about what a zone keeps in hand. */
export const zoneMarginRules: readonly Rule[] = [feedsUnbalanced, singleFeed, zoneHeadroom];

/** Load of the fullest feed: after a loss where the zone promises to carry on, else in normal operation. */
function decidingLoad(zone: PowerZonePlan): number {
  const loads = zone.feedLoads.map((feed) => (isRedundant(zone) ? feed.worstWatts : feed.normalWatts));
  return loads.reduce((most, load) => Math.max(most, load), 0);
}
