import type { PlacementPlan, Unplaced } from '../../../src/model/placement-plan';
import { expectFinding, expectNothing, expectPassed, judge } from '../judge';
import { device, names, rack, sitePlan, siteWithRacks } from '../site-plan-fixture';

describe('space/unplaced', () => {
  test('a device with a place passes', () => {
    expectPassed('space/unplaced', siteWithRacks([rack(['b1'])]));
  });

  test('devices without a place are one finding for their owner and reason', () => {
    const plan = siteWithRacks(
      [rack(['b1'])],
      names('b', 5).map((name) => device(name)),
    );
    const unplaced = names('b', 5).map((name): Unplaced => ({
      device: name,
      reason: 'power',
      detail: `${name}: full`,
    }));
    const { findings, outcome } = judge('space/unplaced', { ...plan, placement: { ...plan.placement, unplaced } });
    // 5 x 10 U = 50 U; 48 - 10 = 38 U free.
    expect(findings).toHaveLength(1);
    expect(outcome.passed).toBe(0);
    expect(findings[0]).toMatchObject({
      severity: 'error',
      path: 'stack/haein',
      object: "5 devices 'b-1', 'b-2', 'b-3' and 2 more",
      found: 'no place; b-1: full',
      required: '50 U',
      available: '38 U free in 1 rack',
      shortfall: '12 U',
      remedy: "add 'racks' to a row, or raise 'power' of the racks",
    });
  });
});

describe('space/displaced', () => {
  const lock = { ...sitePlan().lock, positions: { b1: { rack: 'A01', u: 1 } } };

  test('a device at the place of the lock passes', () => {
    expectPassed('space/displaced', { ...siteWithRacks([rack(['b1'])]), lock });
  });

  test('a device that moved is a warning', () => {
    const plan = siteWithRacks([rack(['b1'], { name: 'A02' })]);
    const displaced: PlacementPlan['displaced'] = [{ device: 'b1', reason: 'power', detail: "rack 'A01' is full" }];
    expectFinding(
      'space/displaced',
      { ...plan, lock, placement: { ...plan.placement, displaced } },
      {
        severity: 'warning',
        path: 'stack/haein',
        object: "device 'b1'",
        found: "rack 'A02', U 1",
        limit: 'the place of the lock',
        arithmetic: "rack 'A01' is full",
      },
    );
  });

  test('a lock without places has nothing to judge', () => {
    expectNothing('space/displaced', siteWithRacks([rack(['b1'])]), 'the lock remembers no place');
  });
});

describe('space/unit-spread', () => {
  const second = (row: string) => rack(['b2'], { name: `${row}02`, row });

  test('a unit in one row passes', () => {
    expectPassed('space/unit-spread', siteWithRacks([rack(['b1']), second('A')]));
  });

  test('a unit in two rows is a warning', () => {
    expectFinding('space/unit-spread', siteWithRacks([rack(['b1']), second('B')]), {
      severity: 'warning',
      object: "1 unit of 1: 'haein/su-01'",
      found: "2 systems of 'haein/su-01' in rows 'hall-1/A', 'hall-1/B'",
      limit: '1 row',
      arithmetic: '2 rows - 1 row = 1 too many',
    });
  });

  test('switches of a unit may stand elsewhere', () => {
    const devices = [device('b1'), device('b2', { kind: 'switch' })];
    expectPassed('space/unit-spread', siteWithRacks([rack(['b1']), second('B')], devices));
  });
});

describe('space/rack-overweight', () => {
  test('a rack at its load limit passes', () => {
    expectPassed('space/rack-overweight', siteWithRacks([rack(['b1'], { weightGrams: 1_000_000 })]));
  });

  test('a rack above its load limit fails', () => {
    expectFinding('space/rack-overweight', siteWithRacks([rack(['b1', 'b2'], { weightGrams: 1_000_500 })]), {
      severity: 'error',
      found: '1,000.5 kg by the weights that are known',
      limit: '1 t',
      shortfall: '500 g',
      arithmetic: '2 devices weigh 1,000.5 kg; 1,000.5 kg - 1 t = 500 g',
    });
  });

  test('a rack without a limit is not judged', () => {
    const limits = { model: 'rack-48u', heightU: 48, budgetWatts: 60_000 };
    const plan = siteWithRacks([rack(['b1'], { limits })]);
    expectNothing('space/rack-overweight', plan, 'no rack with devices has a load limit');
    expectNothing('space/weight-unknown', plan, 'no rack with devices has a load limit');
  });
});

describe('space/weight-unknown', () => {
  test('a model of known weight passes', () => {
    expectPassed('space/weight-unknown', siteWithRacks([rack(['b1', 'b2'])]));
  });

  test('a model of unknown weight leaves its racks not known', () => {
    const { weightGrams, ...light } = device('b2', { model: 'sn5640', kind: 'switch' });
    expect(weightGrams).toBe(142_400);
    expectFinding('space/weight-unknown', siteWithRacks([rack(['b1', 'b2'])], [device('b1'), light]), {
      outcome: 'indeterminate',
      object: "model 'sn5640': 1 device, 'b2'",
      found: 'its weight, and so that of 1 rack with a load limit',
      remedy: "define the model with its 'weight' and the source of it",
    });
  });
});

describe('space/hall-full', () => {
  test('a hall with an empty rack passes', () => {
    expectPassed('space/hall-full', siteWithRacks([rack(['b1']), rack([], { name: 'A02' })]));
  });

  test('a hall without an empty rack is an info', () => {
    expectFinding('space/hall-full', siteWithRacks([rack(['b1']), rack(['b2'], { name: 'A02' })]), {
      severity: 'info',
      object: "hall 'hall-1'",
      found: 'no free rack of 2; 76 of 96 U free',
      arithmetic: '2 racks - 2 in use = 0',
    });
  });
});

describe('space/rack-density', () => {
  test('a hall of racks of 56 kW passes', () => {
    expectPassed('space/rack-density', siteWithRacks([rack(['b1'], { loadWatts: 56_000 })]));
  });

  test('a hall with racks above 56 kW is an info about the densest', () => {
    const racks = [56_100, 57_200].map((loadWatts, index) =>
      rack([`b${index}`], { name: `A0${index + 1}`, loadWatts }),
    );
    expectFinding('space/rack-density', siteWithRacks(racks), {
      severity: 'info',
      object: "hall 'hall-1'",
      found: "2 racks above it; the densest, 'A02', draws 57.2 kW",
      limit: '56 kW',
      arithmetic: '57.2 kW - 56 kW = 1.2 kW',
    });
  });
});
