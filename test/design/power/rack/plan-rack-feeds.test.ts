import * as fc from 'fast-check';
import type { DeviceInput, RackFeedSpec } from '../../../../src/model/placement-plan';
import { planPower } from '../../../../src/design/power/plan-power';
import type { PowerZoneInput } from '../../../../src/model/power-plan';
import { planRackFeeds, type RackFeed } from '../../../../src/design/power/rack/plan-rack-feeds';
import { sitePlan } from '../../../policy/site-plan-fixture';
import { device, placed, zone } from '../power-fixtures';

const SPEC: RackFeedSpec = {
  volts: 400,
  phases: 3,
  powerFactor: 1,
  cords: 1,
  breakerAmperes: [32, 63, 125],
  limitShare: 0.8,
  loads: 'three-phase',
};

function feedsOf(racks: readonly (readonly DeviceInput[])[], parts: Partial<PowerZoneInput> = {}) {
  const placement = placed(racks);
  const devices = racks.flat();
  const zones = [zone({ rackFeedSpec: SPEC, ...parts })];
  const [first] = planRackFeeds(sitePlan({ devices, placement, power: planPower({ zones, placement, devices }) }));
  return first;
}

const figures = (feeds: readonly RackFeed[] | undefined) =>
  (feeds ?? []).map(({ rack, feed, normalWatts, worstWatts }) => [rack, feed, normalWatts, worstWatts]);

describe('racks on the feeds of a zone', () => {
  // A DGX B200 of 14.3 kW with 5 + 1 supplies in turn over A and B: 7.15 kW on each, 14.3 kW on one when the other is out.
  test('carry half of their load on each of two feeds, and all of it after a loss', () => {
    const { feeds } = feedsOf([[device('a'), device('b')]]) ?? {};
    expect(figures(feeds)).toEqual([
      ['A01', 'A', 14_300, 28_600],
      ['A01', 'B', 14_300, 28_600],
    ]);
    // 28.6 kW / (sqrt(3) x 400 V) = 41.28 A; 63 A x 80 % = 50.4 A, 32 A x 80 % = 25.6 A.
    expect(feeds?.[0]?.worstAmperes).toBeCloseTo(41.281, 3);
    expect(feeds?.[0]?.normalAmperes).toBeCloseTo(20.64, 2);
    expect(feeds?.[0]?.breakerAmperes).toBe(63);
  });

  test('draw whole from one feed behind a static switch', () => {
    const { feeds } = feedsOf([[device('a')], [device('b')]], { rackFeed: 'static-switch' }) ?? {};
    expect(figures(feeds)).toEqual([
      ['A01', 'A', 14_300, 14_300],
      ['A01', 'B', 0, 14_300],
      ['A02', 'A', 0, 14_300],
      ['A02', 'B', 14_300, 14_300],
    ]);
  });

  test('carry the supplies that are named on each feed', () => {
    const uneven = device('a', { maxWatts: 12_000, psuFeeds: { A: 4, B: 2 } });
    expect(figures(feedsOf([[uneven]])?.feeds)).toEqual([
      ['A01', 'A', 8_000, 12_000],
      ['A01', 'B', 4_000, 12_000],
    ]);
  });

  test('share two cords alike, and have no breaker where none is large enough', () => {
    const twice = feedsOf([[device('a'), device('b')]], { rackFeedSpec: { ...SPEC, cords: 2 } })?.feeds[0];
    expect(twice?.worstAmperes).toBeCloseTo(20.64, 2);
    expect(twice?.breakerAmperes).toBe(32);
    const small = feedsOf([[device('a'), device('b')]], { rackFeedSpec: { ...SPEC, breakerAmperes: [32] } })?.feeds[0];
    expect(small?.breakerAmperes).toBeUndefined();
  });

  // 6 supplies, 3 on each feed: one on each line. 14.3 kW / 6 = 2,383 W a supply.
  test('put single-phase supplies on the lines in turn', () => {
    const byLine = feedsOf([[device('a')]], { rackFeedSpec: { ...SPEC, loads: 'line-to-neutral' } });
    expect(byLine?.feeds[0]?.legWatts).toEqual([2_383, 2_383, 2_383]);
    expect(byLine?.legWatts).toEqual({ A: [2_383, 2_383, 2_383], B: [2_383, 2_383, 2_383] });
  });

  // Two supplies, one on each feed: in rack 1 on line 1, in rack 2 on line 2, in rack 3 on line 3.
  test('begin each rack on the next line, so that a row of alike racks is in balance', () => {
    const pair = (name: string) => device(name, { maxWatts: 6_000, psus: { count: 2, needed: 1 } });
    const byLine = feedsOf([[pair('a')], [pair('b')], [pair('c')]], {
      rackFeedSpec: { ...SPEC, loads: 'line-to-line' },
    });
    expect(byLine?.feeds.filter(({ feed }) => feed === 'A').map(({ legWatts }) => legWatts)).toEqual([
      [3_000, 0, 0],
      [0, 3_000, 0],
      [0, 0, 3_000],
    ]);
    expect(byLine?.legWatts['A']).toEqual([3_000, 3_000, 3_000]);
  });

  // The plan of many racks calculates alike ones once: each must come out as it does alone, whatever stands before it.
  test('come out alike in a row and alone', () => {
    const kinds = [
      device('x', { maxWatts: 9_000 }),
      device('x', { maxWatts: 12_000, psuFeeds: { A: 4, B: 2 } }),
      device('x', { maxWatts: 12_000, psus: { count: 2, needed: 1 } }),
    ];
    const rackFeedSpec = { ...SPEC, loads: 'line-to-neutral' } as const;
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 14 }), (list) => {
        const racks = list.flatMap((kind, index) => {
          const one = kinds[kind];
          return one === undefined ? [] : [[{ ...one, name: `d${index}` }]];
        });
        const all = feedsOf(racks, { rackFeedSpec })?.feeds ?? [];
        racks.forEach((own, index) => {
          const alone = racks.map((_, other) => (other === index ? own : []));
          expect(all.slice(2 * index, 2 * index + 2)).toEqual(feedsOf(alone, { rackFeedSpec })?.feeds);
        });
      }),
      { numRuns: 30 },
    );
  });

  test('are left out where their zone does not say how they are connected, or nothing stands in them', () => {
    const placement = placed([[device('a')]]);
    const devices = [device('a')];
    const power = planPower({ zones: [zone()], placement, devices });
    expect(planRackFeeds(sitePlan({ devices, placement, power }))).toEqual([]);
    expect(feedsOf([[]])?.feeds).toEqual([]);
  });

  test('add up to the load of the rack on its feeds, whatever the supplies', () => {
    const count = fc.integer({ min: 1, max: 8 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(count, fc.integer({ min: 1, max: 20_000 })), { minLength: 1, maxLength: 5 }),
        (list) => {
          const rack = list.map(([psus, maxWatts], index) =>
            device(`d${index}`, { maxWatts, psus: { count: psus, needed: 1 } }),
          );
          const { feeds = [] } = feedsOf([rack], { rackFeedSpec: { ...SPEC, loads: 'line-to-neutral' } }) ?? {};
          const load = rack.reduce((sum, { maxWatts }) => sum + maxWatts, 0);
          const normal = feeds.reduce((sum, { normalWatts }) => sum + normalWatts, 0);
          expect(Math.abs(normal - load)).toBeLessThanOrEqual(1);
          for (const { worstWatts, normalWatts } of feeds) expect(worstWatts).toBeGreaterThanOrEqual(normalWatts);
        },
      ),
    );
  });
});
