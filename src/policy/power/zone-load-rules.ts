import { onlyWay } from '../../model/power-node';
import type { FeedLoss, PowerZonePlan } from '../../model/power-plan';
import type { SitePlan } from '../../model/site-plan';
import { byFigure, inWords } from '../engine/in-words';
import {
  defineRule,
  failed,
  type FailedVerdict,
  indeterminate,
  judgeEach,
  type Rule,
  type Verdict,
} from '../engine/rule';

const CONTINUOUS_LOAD = {
  text: 'A load of three hours or more takes at most 80 % of what a circuit is rated for; training is such a load.',
  source: 'NEC 210.20(A)',
};

const LOSS_OF_A_SOURCE = {
  text: 'When one of several parallel sources is lost, the others carry its load at once and for as long as the repair takes.',
  source: 'APC White Paper 75, UPS configurations',
};

/** Highest share of a rating that a continuous load may take. NEC 210.20(A) rates breakers at 125 % of it. */
const CONTINUOUS_SHARE = 0.8;

const zoneOverload = defineRule({
  id: 'power/zone-overload',
  severity: 'error',
  title: 'each feed of a power zone carries at most its rating times the limit share',
  why: CONTINUOUS_LOAD,
  check: (plan) =>
    judgeEach(
      plan.power.zones.filter(({ busway }) => busway === undefined),
      (zone) => {
        const verdict = feedsOverload(plan, zone, 'normalWatts', '');
        const worst = Math.max(...zone.feedLoads.map(({ worstWatts }) => worstWatts));
        if (verdict === undefined || !isRedundant(zone)) return verdict;
        // What is short is what the worst state needs: less would come back as the next finding.
        const after = overload(plan, zone, worst, verdict.object);
        return { ...verdict, ...after, found: `${verdict.found}; ${inWords.watts(worst)} after the loss of a feed` };
      },
      'the site has no power zone',
    ),
});

const zoneOverloadOnFeedLoss = defineRule({
  id: 'power/zone-overload-on-feed-loss',
  severity: 'error',
  title: 'each feed of a redundant power zone carries the load of the zone when one other feed is lost',
  why: LOSS_OF_A_SOURCE,
  check: (plan) => {
    const zones = plan.power.zones.filter((zone) => isRedundant(zone) && zone.busway === undefined);
    return judgeEach(
      // A feed that is too full before any loss is a finding of power/zone-overload, with what it carries after one.
      zones.filter((zone) => !isTooFull(zone)),
      (zone) => feedsOverload(plan, zone, 'worstWatts', ' after a loss'),
      zones.length === 0
        ? 'no power zone promises to carry on when a feed is lost'
        : 'the same zones are above their limit before a loss',
    );
  },
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
        if (zone.limitShare <= CONTINUOUS_SHARE || zone.busway !== undefined) return undefined;
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

const buswayOverload = defineRule({
  id: 'power/busway-overload',
  severity: 'error',
  title: 'each busway run carries at most the smaller of its rating and the share of its protective device',
  why: {
    text: 'The device opens before the run is full. How much of it a continuous load may take is a matter of the code and the device.',
    source: 'NEC 215.3 (80 %, or 100 % where so listed); by IEC and KEC as the vendor of the device states it',
  },
  check: (plan) =>
    judgeEach(
      plan.power.zones.flatMap((zone) => (zone.busway === undefined ? [] : { zone, busway: zone.busway })),
      ({ zone, busway: { code, deviceWatts, share } }) => {
        const object = `busway run '${zone.name}'`;
        const load = decidingLoad(zone);
        if (load > zone.limitWatts) return buswayTooFull(plan, zone, load);
        if (deviceWatts === undefined) {
          const unknown = 'the rating of its protective device';
          return indeterminate({ path: zone.path, object, unknown, givenBy: "give 'device' of 'busway'" });
        }
        if (share !== undefined) return undefined;
        const unknown = `the share of its protective device that a continuous load may take by ${code}`;
        return indeterminate({ path: zone.path, object, unknown, givenBy: "give 'share' of 'busway'" });
      },
      'no power zone is a busway run',
    ),
});

function buswayTooFull(plan: SitePlan, zone: PowerZonePlan, loadWatts: number): FailedVerdict | undefined {
  const { ratingWatts, limitShare: ownShare, limitWatts, busway: { deviceWatts, share = 1 } = {} } = zone;
  const verdict = overload(plan, zone, loadWatts, `busway run '${zone.name}'`);
  const sides = [
    `${inWords.watts(ratingWatts)} x ${inWords.percent(ownShare)}`,
    ...(deviceWatts === undefined ? [] : [`${inWords.watts(deviceWatts)} x ${inWords.percent(share)}`]),
  ];
  const [load, limit, over] = [loadWatts, limitWatts, loadWatts - limitWatts].map(inWords.watts);
  return (
    verdict && {
      ...verdict,
      arithmetic: `smaller of ${sides.join(' and ')}: ${limit}; ${load} - ${limit} = ${over}`,
      remedy: "move racks to another zone, or raise 'rating' and 'device' of 'busway'",
    }
  );
}

/** Rules about what the feeds of a zone carry. */
export const zoneLoadRules: readonly Rule[] = [buswayOverload, limitShare, zoneOverload, zoneOverloadOnFeedLoss];

/** Whether a zone promises to carry on when one feed is lost. */
export function isRedundant({ redundancy, feeds }: PowerZonePlan): boolean {
  return redundancy !== 'N' && feeds.length > 1;
}

/** Whether a feed of a zone is above its limit before any loss. */
function isTooFull({ feedLoads, limitWatts }: PowerZonePlan): boolean {
  return feedLoads.some(({ normalWatts }) => normalWatts > limitWatts);
}

/** The feeds of a zone that are above its limit in a state: one overload, by the fullest of them. */
function feedsOverload(
  plan: SitePlan,
  zone: PowerZonePlan,
  state: 'normalWatts' | 'worstWatts',
  when: string,
): FailedVerdict | undefined {
  const over = zone.feedLoads.filter((feed) => feed[state] > zone.limitWatts);
  const most = over.reduce((top, feed) => Math.max(top, feed[state]), 0);
  const feeds = `feed${over.length === 1 ? '' : 's'} ${over.map(({ feed }) => feed).join(', ')}`;
  const verdict = overload(plan, zone, most, `power zone '${zone.name}', ${feeds}${when}`);
  if (verdict === undefined || over.every((feed) => feed[state] === most)) return verdict;
  const each = over.map((feed) => `${feed.feed} ${inWords.watts(feed[state])}`).join(', ');
  return { ...verdict, found: `${verdict.found} at the most: ${each}` };
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
      plan.power.zones.filter((zone) => decidingLoad(zone) <= zone.limitWatts && isLimitKnown(zone)),
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
          remedy:
            zone.rackFeed === 'static-switch'
              ? 'load racks alike: behind static switches they draw from the feeds in turn, by their number in the row'
              : "use devices whose PSUs divide by the number of feeds, or set 'rackFeed' to 'static-switch'",
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
        const way = onlyWay(zone, plan.power.chain);
        const passed = way.length === 0 ? '' : `, over ${inWords.names(way)}: without one of them it stops`;
        return failed({
          path: zone.path,
          object: `power zone '${zone.name}'`,
          found: `${inWords.count(zone.feeds.length, 'feed')}${passed}`,
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

/** Whether all is stated that the limit of a zone hangs on. */
function isLimitKnown({ busway }: PowerZonePlan): boolean {
  return busway === undefined || (busway.deviceWatts !== undefined && busway.share !== undefined);
}

/** Load of the fullest feed: after a loss where the zone promises to carry on, else in normal operation. */
function decidingLoad(zone: PowerZonePlan): number {
  const loads = zone.feedLoads.map((feed) => (isRedundant(zone) ? feed.worstWatts : feed.normalWatts));
  return loads.reduce((most, load) => Math.max(most, load), 0);
}

interface Loss {
  /** By which figure loads are calculated, in words. */
  readonly figure: string;
  readonly zone: PowerZonePlan;
  readonly loss: FeedLoss;
}

const SUPPLIES_AS_STATE = {
  text: 'A device with fewer healthy PSUs than it needs runs at reduced performance or stops; how many it needs is stated by its vendor.',
  source: 'NVIDIA DGX H100/H200 User Guide (6 PSUs, 4 needed) and DGX B200 User Guide (5 + 1)',
};

const UNSTATED = "run outside the vendor's specification, or stop";

const NO_LOSS = 'no power zone has a second feed that could carry on';

const downOnFeedLoss = defineRule({
  id: 'power/down-on-feed-loss',
  severity: 'error',
  title: 'the loss of one feed leaves every device enough healthy PSUs to run',
  why: SUPPLIES_AS_STATE,
  check: (plan) =>
    judgeEach(
      lossesOf(plan),
      ({ zone, loss, figure }) => {
        if (loss.survival === 'down') return shortOfSupplies({ zone, loss, figure }, 'stop');
        if (loss.survival !== 'indeterminate') return undefined;
        // Fewer healthy PSUs than needed is a failure, even where the vendor is silent on what happens then.
        return loss.healthyPsus === undefined
          ? unknownSurvival(zone, loss)
          : shortOfSupplies({ zone, loss, figure }, UNSTATED);
      },
      NO_LOSS,
    ),
});

const degradedOnFeedLoss = defineRule({
  id: 'power/degraded-on-feed-loss',
  severity: 'warning',
  title: 'the loss of one feed leaves every device at full performance',
  why: SUPPLIES_AS_STATE,
  check: (plan) =>
    judgeEach(
      lossesOf(plan).filter(({ loss }) => loss.survival === 'full' || loss.survival === 'degraded'),
      (one) => (one.loss.survival === 'degraded' ? shortOfSupplies(one, 'run at reduced performance') : undefined),
      'no device is known to run on when a feed is lost',
    ),
});

/** Rules about what devices do when a feed is lost. */
export const feedLossRules: readonly Rule[] = [degradedOnFeedLoss, downOnFeedLoss];

function lossesOf(plan: SitePlan): Loss[] {
  return plan.power.zones
    .filter(({ feeds }) => feeds.length > 1)
    .flatMap((zone) => zone.losses.map((loss) => ({ zone, loss, figure: byFigure(plan.power) })));
}

function objectOf(zone: PowerZonePlan, { lost, model, devices }: FeedLoss): string {
  return `power zone '${zone.name}' without feed ${lost}: ${inWords.count(devices, 'device')} of model '${model}'`;
}

function shortOfSupplies({ zone, loss, figure }: Loss, effect: string): Verdict {
  const { healthyPsus, neededPsus } = loss;
  const common = {
    path: zone.path,
    object: objectOf(zone, loss),
    remedy:
      "put a static switch in front of the racks (set 'rackFeed' to 'static-switch'), or use devices with more PSUs",
  };
  if (healthyPsus === undefined || neededPsus === undefined) {
    return failed({ ...common, found: `they ${effect}, loads ${figure}`, limit: 'full performance' });
  }
  const short = neededPsus - healthyPsus;
  return failed({
    ...common,
    found: `${inWords.count(healthyPsus, 'PSU', 'PSUs')} left in each: they ${effect}`,
    limit: `${inWords.count(neededPsus, 'PSU', 'PSUs')} needed for full load`,
    required: inWords.count(neededPsus, 'PSU', 'PSUs'),
    available: inWords.count(healthyPsus, 'PSU', 'PSUs'),
    shortfall: inWords.count(short, 'PSU', 'PSUs'),
    arithmetic: `${neededPsus} needed - ${healthyPsus} healthy = ${short} short, in each of ${inWords.count(loss.devices, 'device')}; loads ${figure}`,
  });
}

function unknownSurvival(zone: PowerZonePlan, loss: FeedLoss): Verdict {
  return indeterminate({
    path: zone.path,
    object: objectOf(zone, loss),
    unknown: 'how many PSUs they have and need',
    givenBy: "define the model with its 'psus', 'count' and 'needed'",
  });
}
