import { planPower } from '../../../src/design/power/plan-power';
import type { DeviceInput } from '../../../src/model/placement-plan';
import type { PowerPlan, PowerZoneInput, PowerZonePlan } from '../../../src/model/power-plan';
import { bareDevice, device, placed, zone } from './power-fixtures';

function planOf(zoneInput: PowerZoneInput, ...racks: DeviceInput[][]): PowerPlan {
  return planPower({ zones: [zoneInput], placement: placed(racks), devices: racks.flat() });
}

function zoneOf(zoneInput: PowerZoneInput, ...racks: DeviceInput[][]): PowerZonePlan {
  return planOf(zoneInput, ...racks).zones[0]!;
}

describe('a zone of 2N with split supplies', () => {
  test('shares 127 DGX B200 between its feeds, and carries all on one when the other is lost', () => {
    // 127 x 14.3 kW = 1,816.1 kW; half of it is 908.05 kW.
    const devices = Array.from({ length: 127 }, (_, index) => device(`n${index}`));
    const plan = planOf(zone(), devices.slice(0, 100), devices.slice(100));
    expect(plan.basis).toBe('nameplate');
    expect(plan.loadWatts).toBe(1_816_100);
    expect(plan.zones[0]).toEqual({
      ...zone(),
      limitWatts: 2_000_000,
      loadWatts: 1_816_100,
      racks: ['A01', 'A02'],
      feedLoads: [
        { feed: 'A', normalWatts: 908_050, worstWatts: 1_816_100 },
        { feed: 'B', normalWatts: 908_050, worstWatts: 1_816_100 },
      ],
      losses: [
        // 6 supplies, 3 on each feed; 5 are needed, and the vendor does not say what 3 do.
        { lost: 'A', model: 'dgx-b200', devices: 127, survival: 'indeterminate', healthyPsus: 3, neededPsus: 5 },
        { lost: 'B', model: 'dgx-b200', devices: 127, survival: 'indeterminate', healthyPsus: 3, neededPsus: 5 },
      ],
    });
  });

  test('takes supplies in turn, so that a feed with more of them carries more', () => {
    // 5 supplies of 1,000 W together: A has 3, B has 2. One supply: all on A.
    const five = device('five', { maxWatts: 1_000, psus: { count: 5, needed: 2 }, model: 'five' });
    const single = device('single', { maxWatts: 70, psus: { count: 1, needed: 1 }, model: 'single' });
    const plan = zoneOf(zone(), [five, single]);
    // Loss of B: A carries 1,070 W; loss of A: the single one goes out, B carries 1,000 W.
    expect(plan.feedLoads).toEqual([
      { feed: 'A', normalWatts: 670, worstWatts: 1_070 },
      { feed: 'B', normalWatts: 400, worstWatts: 1_000 },
    ]);
    expect(plan.losses).toEqual([
      { lost: 'A', model: 'five', devices: 1, survival: 'full', healthyPsus: 2, neededPsus: 2 },
      { lost: 'A', model: 'single', devices: 1, survival: 'down', healthyPsus: 0, neededPsus: 1 },
      { lost: 'B', model: 'five', devices: 1, survival: 'full', healthyPsus: 3, neededPsus: 2 },
      { lost: 'B', model: 'single', devices: 1, survival: 'full', healthyPsus: 1, neededPsus: 1 },
    ]);
  });

  test('loses no watt by rounding', () => {
    // 3 x 1 W and 2 of 3 PSUs on A: 2 W and 1 W. Alone, 1 W is 2/3 and 1/3 W: the larger remainder gets it.
    const psus = { count: 3, needed: 2 };
    const one = (name: string): DeviceInput => device(name, { maxWatts: 1, psus });
    expect(zoneOf(zone(), [one('a'), one('b'), one('c')]).feedLoads.map(({ normalWatts }) => normalWatts)).toEqual([
      2, 1,
    ]);
    expect(zoneOf(zone(), [one('a')]).feedLoads.map(({ normalWatts }) => normalWatts)).toEqual([1, 0]);
    // 14,300 W x 1/2 + 1 W x 2/3 = 7,150.67 and 7,150.33.
    expect(zoneOf(zone(), [one('a'), device('b')]).feedLoads.map(({ normalWatts }) => normalWatts)).toEqual([
      7_151, 7_150,
    ]);
  });

  test('tells devices that keep running slower from those that stop', () => {
    // DGX H100: 4 of 6 needed, 3 degraded, fewer down. Of 6 supplies 3 stay.
    const h100 = device('h100', {
      model: 'dgx-h100',
      maxWatts: 10_200,
      psus: { count: 6, needed: 4, degradedFrom: 3 },
    });
    const strict = device('strict', { model: 'strict', psus: { count: 6, needed: 5, degradedFrom: 4 } });
    const bare = bareDevice('bare', { model: 'unknown' });
    const { losses } = zoneOf(zone(), [h100, strict, bare]);
    expect(losses.slice(0, 3)).toEqual([
      { lost: 'A', model: 'dgx-h100', devices: 1, survival: 'degraded', healthyPsus: 3, neededPsus: 4 },
      { lost: 'A', model: 'strict', devices: 1, survival: 'down', healthyPsus: 3, neededPsus: 5 },
      { lost: 'A', model: 'unknown', devices: 1, survival: 'indeterminate' },
    ]);
  });

  test('keeps models apart that have different supplies under one name', () => {
    const losses = zoneOf(zone(), [device('a'), device('b', { psus: { count: 10, needed: 5 } }), device('c')]).losses;
    expect(losses.filter(({ lost }) => lost === 'B')).toEqual([
      { lost: 'B', model: 'dgx-b200', devices: 1, survival: 'full', healthyPsus: 5, neededPsus: 5 },
      { lost: 'B', model: 'dgx-b200', devices: 2, survival: 'indeterminate', healthyPsus: 3, neededPsus: 5 },
    ]);
  });
});

describe('a zone of 2N behind static switches', () => {
  const switched = zone({ rackFeed: 'static-switch', ratingWatts: 42_900 });

  test('feeds racks in turn, whole, and moves them whole', () => {
    const racks = [[device('a')], [device('b')], [device('c')]];
    const plan = zoneOf(switched, ...racks);
    // A01 and A03 on A: 28.6 kW; A02 on B: 14.3 kW; either alone 42.9 kW, just its rating.
    expect(plan.feedLoads).toEqual([
      { feed: 'A', normalWatts: 28_600, worstWatts: 42_900 },
      { feed: 'B', normalWatts: 14_300, worstWatts: 42_900 },
    ]);
    expect(plan.losses.map(({ survival, healthyPsus }) => [survival, healthyPsus])).toEqual([
      ['full', 6],
      ['full', 6],
    ]);
  });

  test('is down when the feed that is left passes its rating by a watt', () => {
    const { losses } = zoneOf(switched, [device('a')], [device('b')], [device('c', { maxWatts: 14_301 })]);
    expect(losses[0]).toEqual({
      lost: 'A',
      model: 'dgx-b200',
      devices: 3,
      survival: 'down',
      healthyPsus: 0,
      neededPsus: 5,
    });
  });
});

describe('a zone of N', () => {
  test('is down with its feed, whatever is known of the supplies', () => {
    const bare = bareDevice('bare', { model: 'a-bare' });
    const plan = zoneOf(zone({ feeds: ['A'], redundancy: 'N' }), [device('a'), bare]);
    expect(plan.feedLoads).toEqual([{ feed: 'A', normalWatts: 28_600, worstWatts: 28_600 }]);
    expect(plan.losses).toEqual([
      { lost: 'A', model: 'a-bare', devices: 1, survival: 'down' },
      { lost: 'A', model: 'dgx-b200', devices: 1, survival: 'down', healthyPsus: 0, neededPsus: 5 },
    ]);
  });
});

describe('a zone of N+1', () => {
  const parallel = zone({ feeds: ['U1', 'U2', 'U3', 'U4'], redundancy: 'N+1', ratingWatts: 500_000, limitShare: 1 });
  const load = (maxWatts: number): DeviceInput[] => [
    device('a', { maxWatts: 1_000_000 }),
    device('b', { maxWatts: maxWatts - 1_000_000 }),
  ];

  test('carries n/(n+1) of its sources through the loss of one, and not a watt more', () => {
    // 3 x 500 kW = 1.5 MW: 375 kW each, 500 kW each of three; all PSUs stay healthy.
    const within = zoneOf(parallel, load(1_500_000));
    expect(within.feedLoads[0]).toEqual({ feed: 'U1', normalWatts: 375_000, worstWatts: 500_000 });
    expect(within.losses[0]).toEqual({
      lost: 'U1',
      model: 'dgx-b200',
      devices: 2,
      survival: 'full',
      healthyPsus: 6,
      neededPsus: 5,
    });
    const beyond = zoneOf(parallel, load(1_500_001));
    expect(beyond.feedLoads.map(({ worstWatts }) => worstWatts)).toEqual([500_001, 500_001, 500_000, 500_000]);
    expect(beyond.losses[0]).toMatchObject({ survival: 'down', healthyPsus: 0 });
  });
});

describe('the limit', () => {
  test.each([
    [2_500_000, 0.8, 2_000_000],
    [100, 0.57, 57], // 0.57 * 100 is 56.99999999999999 in binary
    [99, 0.8, 79], // 79.2
    [500_001, 1, 500_001],
    [3, 1e-7, 0],
  ])('of %i W at a share of %d is %i W', (ratingWatts, limitShare, limitWatts) => {
    expect(zoneOf(zone({ ratingWatts, limitShare })).limitWatts).toBe(limitWatts);
  });

  test('tells a zone just at it from one a watt above', () => {
    const at = zoneOf(zone({ ratingWatts: 35_750 }), [device('a'), device('b')]);
    const above = zoneOf(zone({ ratingWatts: 35_750 }), [device('a'), device('b', { maxWatts: 14_301 })]);
    // 35,750 W x 0.8 = 28,600 W = 2 x 14,300 W.
    expect([at.limitWatts, at.feedLoads[0]?.worstWatts]).toEqual([28_600, 28_600]);
    expect([above.limitWatts, above.feedLoads[0]?.worstWatts]).toEqual([28_600, 28_601]);
  });
});

test('a zone without racks carries nothing', () => {
  expect(zoneOf(zone({ name: 'idle' }))).toMatchObject({ racks: [], loadWatts: 0, losses: [] });
});
