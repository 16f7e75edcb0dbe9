import type { DeviceInput, PowerShelves } from '../../../src/model/placement-plan';
import { planPower } from '../../../src/design/power/plan-power';
import type { PowerZoneInput } from '../../../src/model/power-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { placed, zone } from '../../design/power/power-fixtures';
import { expectFinding, expectNothing, expectPassed, judge } from '../judge';
import { device, sitePlan } from '../site-plan-fixture';

/** GB300: 8 shelves of 6 PSUs of 5.5 kW, 264 kW together, 132 kW on each of two feeds. */
const BARE: PowerShelves = { count: 8, suppliesEach: 6, supplyWatts: 5_500 };
const SHELVES: PowerShelves = { ...BARE, efficiency: 1 };

function site(maxWatts: number, parts: Partial<DeviceInput> = {}, zoneParts: Partial<PowerZoneInput> = {}): SitePlan {
  const rack = device('r1', { model: 'gb300-nvl72', maxWatts, shelves: SHELVES, ...parts });
  const placement = placed([[rack]]);
  const power = planPower({ zones: [zone(zoneParts)], placement, devices: [rack] });
  return sitePlan({ devices: [rack], placement, power });
}

describe.each([
  ['power/shelf-overload', 'all shelves live', 264_000, '8 shelves x 6 PSUs x 5.5 kW = 264 kW'],
  ['power/shelf-overload-on-supply-loss', 'one supply out', 258_500, '8 shelves x 6 PSUs x 5.5 kW - 5.5 kW = 258.5 kW'],
  ['power/shelf-overload-on-feed-loss', 'one feed out', 132_000, '4 shelves x 6 PSUs x 5.5 kW = 132 kW'],
  [
    'power/shelf-overload-on-feed-and-supply-loss',
    'one feed and one supply out',
    126_500,
    '4 shelves x 6 PSUs x 5.5 kW - 5.5 kW = 126.5 kW',
  ],
] as const)('%s', (rule, state, budget, arithmetic) => {
  test('a rack that draws all that its shelves give passes', () => {
    expectPassed(rule, site(budget));
  });

  test('a rack that draws half a kilowatt more fails', () => {
    expectFinding(rule, site(budget + 500), {
      object: `1 rack of model 'gb300-nvl72' in power zone 'zone-a', ${state}`,
      shortfall: '500 W',
      arithmetic: expect.stringContaining(arithmetic) as unknown as string,
    });
  });

  test('a site without shelves has nothing to judge', () => {
    const suffix = rule.includes('feed') ? ' in a zone that can lose a feed' : '';
    expectNothing(rule, sitePlan(), `no system is known to have power shelves${suffix}`);
  });
});

describe('power/shelf-overload-on-feed-loss', () => {
  const rule = 'power/shelf-overload-on-feed-loss';

  test('a GB300 at its nameplate does not run on four shelves: 142 kW x 97.5 % = 138.45 kW of 132 kW', () => {
    expectFinding(rule, site(142_000, { shelves: { ...SHELVES, efficiency: 0.975 } }), {
      severity: 'error',
      found: '138.45 kW of direct current by nameplate',
      limit: '132 kW',
      arithmetic: '142 kW x 97.5 % = 138.45 kW; 4 shelves x 6 PSUs x 5.5 kW = 132 kW; 138.45 kW - 132 kW = 6.45 kW',
    });
  });

  test('without an efficiency a draw above what is left is not judged', () => {
    expectFinding(rule, site(133_000, { shelves: BARE }), {
      outcome: 'indeterminate',
      found:
        'what of the 133 kW by nameplate at its input reaches the busbar; the shelves give 132 kW (4 shelves x 6 PSUs x 5.5 kW = 132 kW)',
      remedy: "give 'shelfEfficiency' of the cluster",
    });
  });

  test('shelves that are named on the feeds count by the fuller one, and a static switch loses none', () => {
    expectFinding(rule, site(100_000, { psuFeeds: { A: 5, B: 3 } }), { limit: '99 kW' });
    expectPassed(rule, site(264_000, {}, { rackFeed: 'static-switch' }));
  });

  test('N+1 in the shelf leaves five of six supplies: 110 kW on four shelves, whichever of them fails', () => {
    const shelves = { ...SHELVES, sparesEach: 1 };
    expectPassed('power/shelf-overload-on-feed-and-supply-loss', site(110_000, { shelves }));
    // What the shelves of one feed cannot give with all PSUs is said once, as an error.
    expectFinding('power/shelf-overload-on-feed-loss', site(111_000, { shelves }), {
      severity: 'error',
      limit: '110 kW',
    });
    expect(judge('power/shelf-overload-on-feed-and-supply-loss', site(111_000, { shelves })).findings).toEqual([]);
  });
});

test('shelves that give too little with all of them live are one finding, not four', () => {
  const all = [
    'power/shelf-overload',
    'power/shelf-overload-on-supply-loss',
    'power/shelf-overload-on-feed-loss',
    'power/shelf-overload-on-feed-and-supply-loss',
  ];
  const failing = (watts: number) => all.filter((rule) => judge(rule, site(watts)).findings.length > 0);
  expect(failing(264_500)).toEqual(['power/shelf-overload']);
  // With a supply out, and, beside it, with a feed out: neither state has less out than the other.
  expect(failing(264_000)).toEqual(['power/shelf-overload-on-supply-loss', 'power/shelf-overload-on-feed-loss']);
  expect(failing(132_000)).toEqual(['power/shelf-overload-on-feed-and-supply-loss']);
});
