import { shelfBudgetWatts, shelfLoad } from '../../design/power/rack/rack-feed-spec';
import { type PowerShelves } from '../../model/rack-feed';
import { suppliesByFeed } from '../../design/power/zones/load-group';
import type { DeviceInput } from '../../model/placement-plan';
import type { PowerZonePlan } from '../../model/power-plan';
import type { SitePlan } from '../../model/site-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule, Severity } from '../rule';
import { failed, indeterminate, type Verdict } from '../verdict';
import { byFigure } from './by-figure';
import { isRedundant } from './zone-load-rules';

const NO_SHELVES = 'no system is known to have power shelves';
const BUDGET = {
  text: 'A rack draws from its shelves together; what those that live cannot give, the rack cannot take.',
  source:
    'NVIDIA Mission Control, power shelves (GB200: 8 shelves of 6 supplies of 5.5 kW); NVIDIA Enterprise RA NVL72',
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
    'the power shelves of a rack give what it draws when one of their supplies is out',
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
    'the power shelves that a rack keeps when a feed is lost give what it draws with one of their supplies out as well',
    { words: 'one feed and one supply out', losesFeed: true, supplies: 1 },
  ),
];

function shelfRule(id: string, severity: Severity, title: string, state: ShelfState): Rule {
  return defineRule({
    id,
    severity,
    title,
    why: BUDGET,
    check: (plan) =>
      judgeEach(
        groupsOf(plan).filter(({ zone }) => !state.losesFeed || isRedundant(zone)),
        (group) => judgeShelves(plan, group, state),
        state.losesFeed ? `${NO_SHELVES} in a zone that can lose a feed` : NO_SHELVES,
      ),
  });
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
  const lost = live * counted * shelves.supplyWatts - budget;
  const less = lost > 0 ? ` - ${inWords.watts(lost)}` : '';
  const arithmetic = `${inWords.count(live, 'shelf', 'shelves')} x ${inWords.count(counted, 'supply', 'supplies')} x ${inWords.watts(shelves.supplyWatts)}${less} = ${inWords.watts(budget)}`;
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

/** The four rules ask for the groups of the same plan. */
const groupsByPlan = new WeakMap<SitePlan, readonly ShelfGroup[]>();

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
