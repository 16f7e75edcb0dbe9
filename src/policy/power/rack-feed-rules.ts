import { planRackFeeds, type RackFeed, type ZoneRackFeeds } from '../../design/power/rack/plan-rack-feeds';
import { cordLimitWatts, shelfBudgetWatts, shelfLoad } from '../../design/power/rack/plan-rack-feeds';
import { suppliesByFeed } from '../../design/power/zones/load-group';
import type { DeviceInput, PowerShelves, RackFeedSpec } from '../../model/placement-plan';
import type { PowerZonePlan } from '../../model/power-plan';
import type { SitePlan } from '../../model/site-plan';
import { byFigure, inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Severity, type Verdict } from '../engine/rule';
import { isRedundant } from './zone-load-rules';
import { named } from '../../units/present';

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
  check: (plan) => {
    const silent = zonesWithoutSpec(plan);
    const verdicts = judgeEach(
      rackFeedsOf(plan).flatMap((zone) => zone.feeds.map((feed) => ({ zone, feed }))),
      ({ zone, feed }) => (feed.breakerAmperes === undefined ? overBreaker(plan, zone, feed) : undefined),
      NO_SPEC,
    );
    return [...verdicts.filter(({ outcome }) => outcome !== 'not-applicable' || silent.length === 0), ...silent];
  },
});

/** Zones with load whose cords and breakers nobody states. */
function zonesWithoutSpec({ power: { zones }, placement }: SitePlan): readonly Verdict[] {
  const loaded = new Map<string, number>();
  for (const { zone, loadWatts } of placement.racks) {
    if (loadWatts > 0) loaded.set(zone, (loaded.get(zone) ?? 0) + 1);
  }
  return zones.flatMap(({ name, path, rackFeedSpec }) => {
    const racks = loaded.get(name) ?? 0;
    if (rackFeedSpec !== undefined || racks === 0) return [];
    return [
      indeterminate({
        path,
        object: `${inWords.count(racks, 'rack')} of power zone '${name}'`,
        unknown: 'whether their cords and breakers carry them, normally and without a feed',
        givenBy: "give 'rackFeedSpec' of the zone: volts, phases, cords and breakers of a rack",
      }),
    ];
  });
}

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
      const zone = named(plan.power.zones, each.zone);
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
    remedy: "spread devices over the racks of the zone, so that each feed's PSUs divide by three",
  });
}

const NO_SHELVES = 'no system is known to have power shelves';

const BUDGET = {
  text: 'A rack draws from its shelves together; what those that live cannot give, the rack cannot take.',
  source: 'NVIDIA Mission Control, power shelves (GB200: 8 shelves of 6 PSUs of 5.5 kW); NVIDIA Enterprise RA NVL72',
};

/** Shelves that are out, and supplies of one that lives, in a state of a rack. */
interface ShelfState {
  readonly words: string;
  readonly losesFeed: boolean;
  readonly supplies: number;
}

/** Racks with shelves that are alike and fed alike. */
interface ShelfGroup {
  readonly zone: PowerZonePlan;
  readonly first: DeviceInput;
  readonly shelves: PowerShelves;
  devices: number;
}

/** The four rules ask for the groups of the same plan. */
const groupsByPlan = new WeakMap<SitePlan, readonly ShelfGroup[]>();

/** Rules about what power shelves give, in the normal state and with a feed or a supply out. */
export const shelfRules: readonly Rule[] = [
  shelfRule('power/shelf-overload', 'error', 'the power shelves of a rack give what it draws', {
    words: 'all shelves live',
    losesFeed: false,
    supplies: 0,
  }),
  shelfRule(
    'power/shelf-overload-on-supply-loss',
    'error',
    'the power shelves of a rack give what it draws when one of their PSUs is out',
    { words: 'one supply out', losesFeed: false, supplies: 1 },
  ),
  shelfRule(
    'power/shelf-overload-on-feed-loss',
    'error',
    'the power shelves that a rack keeps when a feed is lost give what it draws',
    { words: 'one feed out', losesFeed: true, supplies: 0 },
  ),
  shelfRule(
    'power/shelf-overload-on-feed-and-supply-loss',
    'warning',
    'the power shelves that a rack keeps when a feed is lost give what it draws with one of their PSUs out as well',
    { words: 'one feed and one supply out', losesFeed: true, supplies: 1 },
  ),
];

function shelfRule(id: string, severity: Severity, title: string, state: ShelfState): Rule {
  return defineRule({
    id,
    severity,
    title,
    why: BUDGET,
    check: (plan) => {
      const groups = groupsOf(plan).filter(({ zone }) => !state.losesFeed || isRedundant(zone));
      const none = state.losesFeed ? `${NO_SHELVES} in a zone that can lose a feed` : NO_SHELVES;
      return judgeEach(
        groups.filter((group) => !isShortBefore(plan, group, state)),
        (group) => judgeShelves(plan, group, state),
        groups.length === 0 ? none : 'the same shelves give too little with less out already',
      );
    },
  });
}

/** Whether shelves give too little with less out already, or it is not known: that is said once, of the state with the least out. */
function isShortBefore(plan: SitePlan, group: ShelfGroup, { losesFeed, supplies }: ShelfState): boolean {
  const milder = [
    ...(losesFeed ? [{ losesFeed: false, supplies }] : []),
    ...(supplies > 0 ? [{ losesFeed, supplies: 0 }] : []),
    ...(losesFeed && supplies > 0 ? [{ losesFeed: false, supplies: 0 }] : []),
  ];
  return milder.some((state) => judgeShelves(plan, group, { ...state, words: '' }) !== undefined);
}

function judgeShelves(plan: SitePlan, group: ShelfGroup, state: ShelfState): Verdict | undefined {
  const { zone, first, shelves, devices } = group;
  const out = state.losesFeed ? mostShelvesLost(zone, first, shelves) : 0;
  const budget = shelfBudgetWatts(shelves, { shelves: out, supplies: state.supplies });
  const load = shelfLoad(first, shelves, plan.power.basis);
  if (load.watts <= budget) return undefined;
  const figure = byFigure(plan.power);
  const object = `${inWords.count(devices, 'rack')} of model '${first.model}' in power zone '${zone.name}', ${state.words}`;
  const live = shelves.count - out;
  const counted = shelves.suppliesEach - (shelves.sparesEach ?? 0);
  const printed = (shelves.sparesEach ?? 0) === 0 ? shelves.shelfWatts : undefined;
  const lost = live * (printed ?? counted * shelves.supplyWatts) - budget;
  const less = lost > 0 ? ` - ${inWords.watts(lost)}` : '';
  const each =
    printed === undefined
      ? `${inWords.count(counted, 'PSU', 'PSUs')} x ${inWords.watts(shelves.supplyWatts)}`
      : inWords.watts(printed);
  const arithmetic = `${inWords.count(live, 'shelf', 'shelves')} x ${each}${less} = ${inWords.watts(budget)}`;
  if (load.isBound) {
    return indeterminate({
      path: first.path,
      object,
      unknown: `what of the ${inWords.watts(load.watts)} ${figure} at its input reaches the busbar; the shelves give ${inWords.watts(budget)} (${arithmetic})`,
      givenBy: "give 'shelfEfficiency' of the cluster",
    });
  }
  const [found, limit, over] = [load.watts, budget, load.watts - budget].map(inWords.watts);
  return failed({
    path: first.path,
    object,
    found: `${found} of direct current ${figure}`,
    limit: `${limit}`,
    required: `${found}`,
    available: `${limit}`,
    shortfall: `${over}`,
    arithmetic: `${loadInWords(plan, first, shelves, load.watts)}${arithmetic}; ${found} - ${limit} = ${over}`,
    remedy:
      "hold the systems to a 'powerCap' and judge by it ('loadFigure'), or spread the shelves otherwise ('psuFeeds')",
  });
}

/** How the load on the shelves comes about, where their efficiency is known. */
function loadInWords({ power }: SitePlan, device: DeviceInput, { efficiency }: PowerShelves, watts: number): string {
  if (efficiency === undefined) return '';
  const input = power.basis === 'nameplate' ? device.maxWatts : (device.figures?.[power.basis] ?? device.maxWatts);
  return `${inWords.watts(input)} x ${inWords.percent(efficiency)} = ${inWords.watts(watts)}; `;
}

/** Shelves on the fullest feed of a rack; none where a switch or a common bus moves the rack whole. */
function mostShelvesLost(zone: PowerZonePlan, { psuFeeds }: DeviceInput, { count }: PowerShelves): number {
  if (zone.rackFeed === 'static-switch' || zone.redundancy === 'N+1') return 0;
  const byFeed =
    psuFeeds === undefined ? suppliesByFeed(count, zone.feeds.length) : zone.feeds.map((feed) => psuFeeds[feed] ?? 0);
  return Math.max(...byFeed);
}

function groupsOf(plan: SitePlan): readonly ShelfGroup[] {
  const known = groupsByPlan.get(plan) ?? gatherGroups(plan);
  groupsByPlan.set(plan, known);
  return known;
}

function gatherGroups({ power, placement, devices }: SitePlan): readonly ShelfGroup[] {
  const withShelves = devices.filter(({ shelves }) => shelves !== undefined);
  if (withShelves.length === 0) return [];
  const zones = new Map(power.zones.map((zone) => [zone.name, zone]));
  const zoneOfRack = new Map(placement.racks.map(({ name, zone }) => [name, zones.get(zone)]));
  const groups = new Map<string, ShelfGroup>();
  for (const device of withShelves) {
    const { name, path, model, maxWatts, figures, shelves, psuFeeds } = device;
    const rack = placement.positions.get(name)?.rack;
    const zone = rack === undefined ? undefined : zoneOfRack.get(rack);
    if (shelves === undefined || zone === undefined) continue;
    const key = JSON.stringify([zone.name, path, model, maxWatts, figures, shelves, psuFeeds]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { zone, first: device, shelves, devices: 1 });
    else known.devices += 1;
  }
  return [...groups.values()];
}

const rackOverBudget = defineRule({
  id: 'power/rack-over-budget',
  severity: 'error',
  title: 'the devices of a rack draw at most its power budget',
  why: {
    text: 'Beyond its budget the breakers of a rack trip, and with it all that is in it. Placement keeps within it; a fixed or remembered place may not.',
    source: 'Budget of the rack as given with its row; load by the highest draw of each device',
  },
  check: (plan) =>
    judgeEach(
      plan.placement.racks.filter(({ devices }) => devices.length > 0),
      (rack) => {
        const { budgetWatts } = rack.limits;
        if (rack.loadWatts <= budgetWatts) return undefined;
        const [load, budget, over] = [rack.loadWatts, budgetWatts, rack.loadWatts - budgetWatts].map(inWords.watts);
        return failed({
          path: plan.path,
          object: `rack '${rack.name}' with ${inWords.names(rack.devices.map(({ name }) => name))}`,
          // Placement keeps racks within their budgets by nameplate, whatever the figure of the site.
          found: `${load} by nameplate`,
          limit: `${budget}`,
          required: `${load}`,
          available: `${budget}`,
          shortfall: `${over}`,
          arithmetic: `${inWords.count(rack.devices.length, 'device')} draw ${load}; ${load} - ${budget} = ${over}`,
          remedy: "take a device out of the rack ('places' or the lock), or raise 'power' of the rack",
        });
      },
      'no rack holds a device',
    ),
});

/** Rules about the power of single racks. */
export const rackPowerRules: readonly Rule[] = [rackOverBudget];
