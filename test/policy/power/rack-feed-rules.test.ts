import type { DeviceInput, RackFeedSpec, RackLimits } from '../../../src/model/placement-plan';
import { planPower } from '../../../src/design/power/plan-power';
import type { PowerZoneInput } from '../../../src/model/power-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { device, placed, zone } from '../../design/power/power-fixtures';
import { withoutField } from '../../design/power/without-field';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { sitePlan } from '../site-plan-fixture';

/** A breaker of 50 A at 80 %: 40 A, which are 27,712.8 W on three phases of 400 V. */
const SPEC: RackFeedSpec = {
  volts: 400,
  phases: 3,
  powerFactor: 1,
  cords: 1,
  breakerAmperes: [50],
  limitShare: 0.8,
  loads: 'three-phase',
};

interface Parts extends Partial<PowerZoneInput> {
  readonly limits?: Partial<RackLimits>;
}

function site(racks: readonly (readonly DeviceInput[])[], { limits, ...parts }: Parts = {}): SitePlan {
  const plain = placed(racks);
  const placement = {
    ...plain,
    racks: plain.racks.map((rack) => ({ ...rack, limits: { ...rack.limits, ...limits } })),
  };
  const devices = racks.flat();
  const power = planPower({ zones: [zone({ rackFeedSpec: SPEC, ...parts })], placement, devices });
  return sitePlan({ devices, placement, power });
}

describe('power/rack-breaker', () => {
  test('a rack whose whole load is within one cord passes on both feeds', () => {
    expectPassed('power/rack-breaker', site([[device('a', { maxWatts: 27_712 })]]), 2);
  });

  test('a rack a few watts above it fails, with the arithmetic and the figure', () => {
    const plan = site([[device('a', { maxWatts: 28_000 })]], { redundancy: 'N', feeds: ['A'] });
    expectFinding('power/rack-breaker', plan, {
      severity: 'error',
      path: 'site/zone-a',
      object: "rack 'A01' on feed A of power zone 'zone-a'",
      found: '40.41 A in each cord by nameplate',
      limit: '40 A',
      shortfall: '0.41 A',
      arithmetic: '28 kW on 1 cord at 400 V, 3 phases, power factor 1 = 40.41 A; breaker of 50 A x 80 % = 40 A',
      remedy: "give 'rackFeedSpec' more cords or a larger breaker, or take a device out of the rack",
    });
  });

  test('a zone with load that says nothing of cords is not known', () => {
    const { power, ...plan } = site([[device('a', { maxWatts: 28_000 })], []]);
    const zones = power.zones.map((each) => withoutField(each, 'rackFeedSpec'));
    expectFinding(
      'power/rack-breaker',
      { ...plan, power: { ...power, zones } },
      {
        outcome: 'indeterminate',
        path: 'site/zone-a',
        object: "1 rack of power zone 'zone-a'",
        found: 'whether their cords and breakers carry them, normally and without a feed',
        remedy: "give 'rackFeedSpec' of the zone: volts, phases, cords and breakers of a rack",
      },
    );
  });

  test('a site without load has nothing to judge', () => {
    expectNothing('power/rack-breaker', sitePlan(), "no power zone says how its racks are connected ('rackFeedSpec')");
  });
});

describe('power/rack-budget-on-feed-loss', () => {
  test('a budget of one cord passes, a kilowatt more is a warning', () => {
    expectPassed('power/rack-budget-on-feed-loss', site([[device('a')]], { limits: { budgetWatts: 27_712 } }));
    expectFinding('power/rack-budget-on-feed-loss', site([[device('a')]], { limits: { budgetWatts: 28_713 } }), {
      severity: 'warning',
      object: "rack 'A01'",
      found: 'a budget of 28.713 kW',
      limit: '27.713 kW',
      shortfall: '1 kW',
      arithmetic: '1 feed x 1 cord x (50 A x 80 % x sqrt(3) x 400 V x 1 = 27.713 kW); 28.713 kW - 27.713 kW = 1 kW',
    });
  });

  test('three feeds keep two, and a zone of one feed promises nothing', () => {
    const parts = { redundancy: 'N+1', feeds: ['A', 'B', 'C'], limits: { budgetWatts: 55_000 } } as const;
    expectPassed('power/rack-budget-on-feed-loss', site([[device('a')]], parts));
    expectNothing(
      'power/rack-budget-on-feed-loss',
      site([[device('a')]], { redundancy: 'N', feeds: ['A'] }),
      "no power zone says how its racks are connected ('rackFeedSpec') and can lose a feed",
    );
  });
});

// Two supplies, one on each feed: rack 1 on line 1, rack 2 on line 2, rack 3 on line 3.
describe('power/phase-imbalance', () => {
  const noLimit: RackFeedSpec = { ...SPEC, loads: 'line-to-neutral' };
  const spec: RackFeedSpec = { ...noLimit, imbalanceLimit: 0.1 };
  const pair = (name: string, maxWatts: number) => device(name, { maxWatts, psus: { count: 2, needed: 1 } });
  const racks = (last: number) => [[pair('a', 20_000)], [pair('b', 20_000)], [pair('c', last)]];

  // 10, 10 and 8.4 kW: mean 9.467 kW, 8.4 kW is 11.3 % off. 10, 10 and 8.6 kW: mean 9.533 kW, 9.8 % off.
  test('lines within a tenth of their mean pass, a little more is a warning', () => {
    expectPassed('power/phase-imbalance', site(racks(17_200), { rackFeedSpec: spec }), 2);
    const oneFeed = { rackFeedSpec: spec, redundancy: 'N', feeds: ['A'] } as const;
    const single = (last: number) =>
      racks(last).map((rack) => rack.map((each) => ({ ...each, psus: { count: 1, needed: 1 } })));
    expectFinding('power/phase-imbalance', site(single(16_800), oneFeed), {
      severity: 'warning',
      object: "feed A of power zone 'zone-a'",
      found: '11.3 % off the mean by nameplate: L1 20 kW, L2 20 kW, L3 16.8 kW',
      limit: '10 %',
      arithmetic: 'mean 18.933 kW; most off it 2.133 kW / 18.933 kW = 11.3 %',
    });
  });

  test('without a limit the worst imbalance is named and not judged', () => {
    const plan = site([[pair('a', 20_000)]], { rackFeedSpec: noLimit, redundancy: 'N', feeds: ['A'] });
    expectFinding('power/phase-imbalance', plan, {
      outcome: 'indeterminate',
      found: 'how far its lines may be apart; the worst is 100 % off the mean (L1 10 kW, L2 10 kW, L3 0 W)',
      remedy: "give 'imbalanceLimit' in 'rackFeedSpec'",
    });
  });

  test('three-phase loads are in balance by themselves', () => {
    expectNothing(
      'power/phase-imbalance',
      site([[device('a')]]),
      'no power zone has single-phase loads on three lines',
    );
  });
});
