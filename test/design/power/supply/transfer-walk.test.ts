import { planLoads } from '../../../../src/design/site/plan-loads';
import { type Gap, longestGap, shortestGap } from '../../../../src/design/power/supply/transfer-walk';
import type { ContinuityPlan, RideThrough } from '../../../../src/model/continuity-plan';
import type { PowerNodeInput } from '../../../../src/model/power-node';
import type { ChainInput, PowerZoneInput } from '../../../../src/model/power-plan';
import { node, parallelZone, utility } from '../chain/chain-fixtures';
import { bareDevice, placed } from '../power-fixtures';

type Supply = NonNullable<PowerNodeInput['supply']>;

const tx = (name: string, fedFrom: readonly string[] = ['grid']): PowerNodeInput =>
  node(name, fedFrom, { kind: 'transformer', ratingWatts: 2_000_000 });
const gen = (name: string, supply: Supply = {}): PowerNodeInput =>
  node(name, [], { kind: 'generator', ratingWatts: 2_000_000, supply: { startSeconds: 30, stepShare: 1, ...supply } });
const ats = (name: string, fedFrom: readonly string[], transferSeconds = 2): PowerNodeInput =>
  node(name, fedFrom, {
    kind: 'transfer-switch',
    draws: 'first-live',
    ratingWatts: 2_000_000,
    supply: { transferSeconds },
  });
const ups = (name: string, fedFrom: readonly string[], ratingWatts: number, supply: Supply): PowerNodeInput =>
  node(name, fedFrom, { kind: 'ups', ratingWatts, supply });

/** Eight DGX H100 of 10.2 kW with 6 PSUs, of which 4 are needed: 81.6 kW. */
const IT = 81_600;

/** One device of some watts in one zone whose feeds draw from nodes. */
function plan(
  powerNodes: readonly PowerNodeInput[],
  feeds: readonly string[],
  watts = IT,
  more: ChainInput & {
    readonly zone?: Partial<PowerZoneInput>;
    readonly psus?: { count: number; needed: number; degradedFrom?: number };
  } = {},
): ContinuityPlan {
  const { zone, psus = { count: 6, needed: 3 }, ...chain } = more;
  const device = bareDevice('it', { maxWatts: watts, psus });
  const zones = [parallelZone('zone-a', feeds, { redundancy: feeds.length === 1 ? 'N' : '2N', ...zone })];
  const { continuity } = planLoads({
    zones,
    placement: placed([[device]]),
    devices: [device],
    powerNodes,
    ...chain,
  }).power;
  if (continuity === undefined) throw new Error('the site has a chain');
  return continuity;
}

function ridesOf({ rideThroughs }: ContinuityPlan, lost: string): readonly RideThrough[] {
  return rideThroughs.filter((ride) => ride.lost === lost && ride.alsoOut === undefined);
}

describe('every single loss is walked', () => {
  const path = (supply: Supply): PowerNodeInput[] => [
    utility('grid'),
    tx('tx-A'),
    gen('gen'),
    ats('ats', ['tx-A', 'gen']),
    ups('ups', ['ats'], 1_030_000, supply),
  ];

  test('a transformer is lost: 30 + 2 s to the generator, a UPS of 6 s, and 1.03 MW dark for 26 s', () => {
    const found = plan(path({ storedSeconds: 6, endOfLifeShare: 1 }), ['ups'], 1_030_000);
    expect(ridesOf(found, 'tx-A')).toEqual([
      {
        lost: 'tx-A',
        at: 'ats',
        store: 'ups',
        loadWatts: 1_030_000,
        storedSeconds: 6,
        heldSeconds: 6,
        endOfLifeShare: 1,
        gapSeconds: 32,
        lostWatts: 1_030_000,
      },
    ]);
    expect(found.transfers.map(({ lost, gapSeconds }) => [lost, gapSeconds])).toEqual([
      ['grid', 32],
      ['tx-A', 32],
    ]);
  });

  test('80 % of what it holds when new is left, unless it is stated', () => {
    expect(ridesOf(plan(path({ storedSeconds: 40 }), ['ups'], 1_030_000), 'tx-A')[0]).toMatchObject({
      storedSeconds: 40,
      endOfLifeShare: 0.8,
      heldSeconds: 32,
    });
    expect(ridesOf(plan(path({ storedSeconds: 40 }), ['ups'], 1_030_000), 'tx-A')[0]?.lostWatts).toBeUndefined();
    const short = plan(path({ storedSeconds: 39.9 }), ['ups'], 1_030_000);
    expect(ridesOf(short, 'tx-A')[0]).toMatchObject({ heldSeconds: 31.92, lostWatts: 1_030_000 });
  });

  test('the loss of what stands below all switches sets nothing going', () => {
    expect(ridesOf(plan(path({ storedSeconds: 40 }), ['ups'], 1_030_000), 'ups')).toEqual([]);
    expect(ridesOf(plan(path({ storedSeconds: 40 }), ['ups'], 1_030_000), 'gen')).toEqual([]);
  });
});

describe('the curve of a store', () => {
  const held = (loadWatts: number, storedCurve: Supply['storedCurve'] = CURVE): RideThrough | undefined =>
    ridesOf(
      plan(
        [utility('grid'), gen('gen'), ats('ats', ['grid', 'gen']), ups('ups', ['ats'], 500_000, { storedCurve })],
        ['ups'],
        loadWatts,
      ),
      'grid',
    )[0];
  const CURVE = [
    { watts: 400_000, seconds: 60 },
    { watts: 100_000, seconds: 480 },
  ];

  test('at a point it holds what the vendor says; between two, a power of the load', () => {
    expect(held(400_000)?.storedSeconds).toBe(60);
    // Four times the load, an eighth of the time: t = 480 x 2^-1.5 = 169.7 s at twice the load.
    expect(held(200_000)?.storedSeconds).toBeCloseTo(169.7, 1);
    expect(held(200_000)?.isByProportion).toBeUndefined();
  });

  test('below the lowest load it holds as long as there, and above the highest no longer', () => {
    expect(held(50_000)?.storedSeconds).toBe(480);
    expect(held(400_001)).toMatchObject({ storedSeconds: 60, isAtMost: true });
  });
});

describe('feeds are judged together', () => {
  /** Feed A on a UPS of 6 s at 100 kW, feed B straight from the switch; the generator takes 50 kW at once. */
  const uneven = (supply: Supply = { storedSeconds: 6 }): PowerNodeInput[] => [
    utility('grid'),
    node('gen', [], {
      kind: 'generator',
      ratingWatts: 100_000,
      supply: { startSeconds: 10, stepShare: 0.5, stepSeconds: 5 },
    }),
    ats('ats', ['grid', 'gen']),
    ups('ups', ['ats'], 100_000, supply),
    node('board', ['ats']),
  ];

  test('what one feed does not carry for 17 s is on the store of the other: 7.35 s, and not 14.7', () => {
    const found = plan(uneven(), ['ups', 'board']);
    const [ride] = ridesOf(found, 'grid');
    // 6 s x 100 / 81.6 kW = 7.353 s; of 40.8 kW it would be 14.7.
    expect(ride).toMatchObject({ loadWatts: 81_600, gapSeconds: 12 });
    expect(ride?.storedSeconds).toBeCloseTo(7.353, 3);
    // The zone is dark when the UPS is empty: 0.8 x 7.353 = 5.88 s.
    expect(ride?.heldSeconds).toBeCloseTo(5.882, 3);
    expect(ride?.lostWatts).toBe(81_600);
    expect(found.interruptions).toEqual([
      { lost: 'grid', at: 'ats', zone: 'zone-a', feed: 'board', hasOther: true, gapSeconds: 17 },
    ]);
  });

  test('a feed that comes back earlier takes its half again: the shares that a store uses add up', () => {
    // Feed A waits 20 s, feed B 8 s: 8 s at 80 kW and 12 s at 40 kW. 40 s at 40 kW are 20 s at 80: 8/20 + 12/40 = 0.7 used.
    const nodes = [
      utility('grid'),
      gen('gen-a', { startSeconds: 18 }),
      gen('gen-b', { startSeconds: 6 }),
      ats('ats-a', ['grid', 'gen-a']),
      ats('ats-b', ['grid', 'gen-b']),
      ups('ups', ['ats-a'], 40_000, { storedSeconds: 40, endOfLifeShare: 1 }),
      node('board', ['ats-b']),
    ];
    const [ride] = ridesOf(plan(nodes, ['ups', 'board'], 80_000), 'grid');
    // 20 s and 0.3 x 40 s more.
    expect(ride).toMatchObject({ loadWatts: 80_000, gapSeconds: 20, heldSeconds: 32 });
    expect(ride?.lostWatts).toBeUndefined();
  });

  test('a store that is empty leaves its load to the other, which may then be empty too', () => {
    const both = (second: number): ContinuityPlan =>
      plan(
        [
          utility('grid'),
          gen('gen', { startSeconds: 18 }),
          ats('ats', ['grid', 'gen']),
          ups('ups-a', ['ats'], 40_000, { storedSeconds: 10, endOfLifeShare: 1 }),
          ups('ups-b', ['ats'], 40_000, { storedSeconds: second, endOfLifeShare: 1 }),
        ],
        ['ups-a', 'ups-b'],
        80_000,
      );
    // ups-b: 10 s at 40 kW, then 10 s at 80 kW: 30 s at 40 kW.
    expect(ridesOf(both(30), 'grid').map(({ heldSeconds, lostWatts }) => [heldSeconds, lostWatts])).toEqual([
      [10, 0],
      [20, undefined],
    ]);
    expect(ridesOf(both(29), 'grid').map(({ heldSeconds, lostWatts }) => [heldSeconds, lostWatts])).toEqual([
      [10, 80_000],
      [19.5, 80_000],
    ]);
  });

  test('a feed that stays up with too few PSUs does not carry the zone', () => {
    const psus = { count: 6, needed: 5, degradedFrom: 4 };
    const supply = { storedSeconds: 600 };
    expect(plan(uneven(supply), ['ups', 'board'], IT, { psus }).interruptions).toEqual([
      { lost: 'grid', at: 'ats', zone: 'zone-a', feed: 'board', hasOther: false, lostWatts: IT, gapSeconds: 17 },
    ]);
  });

  test('what is lost for good too is no finding of a transfer', () => {
    // Feed A has no second source: it is dark for good, with its devices.
    const nodes = [utility('west'), utility('east'), node('a', ['west']), node('b', ['east'])];
    expect(plan(nodes, ['a', 'b'], IT, { psus: { count: 6, needed: 5, degradedFrom: 4 } }).interruptions).toEqual([]);
  });
});

describe('who changes over, and who does not', () => {
  test('a static switch goes to a source that lives, though its first one comes back', () => {
    const sts = node('sts', ['board-a', 'board-b'], { kind: 'static-switch', draws: 'first-live' });
    const nodes = [
      utility('west'),
      utility('east'),
      gen('gen'),
      ats('ats', ['west', 'gen']),
      node('board-a', ['ats']),
      node('board-b', ['east']),
      sts,
    ];
    const found = plan(nodes, ['sts']);
    expect(found.transfers.map(({ at }) => at)).toEqual([['ats']]);
    expect(found.interruptions).toEqual([]);
  });

  test('a transfer switch whose first source comes back after 32 s goes to one that lives in 2', () => {
    const nodes = [
      utility('west'),
      utility('east'),
      gen('gen'),
      ats('ats', ['west', 'gen']),
      node('board', ['ats']),
      ats('rack', ['board', 'east'], 2),
    ];
    expect(plan(nodes, ['rack']).interruptions).toMatchObject([
      { lost: 'west', gapSeconds: 2 },
      { lost: 'ats', gapSeconds: 2 },
      { lost: 'board', gapSeconds: 2 },
    ]);
  });

  test('a bus in parallel is up with the switch that is up, and waits for the slowest where none is', () => {
    const bus = (third: readonly string[]): PowerNodeInput[] => [
      utility('west'),
      utility('east'),
      gen('gen-1', { startSeconds: 10 }),
      gen('gen-2', { startSeconds: 15 }),
      ats('ats-1', ['west', 'gen-1']),
      ats('ats-2', [...third, 'gen-2']),
      node('bus', ['ats-1', 'ats-2']),
    ];
    expect(plan(bus(['east']), ['bus']).interruptions).toEqual([]);
    expect(plan(bus(['west']), ['bus']).interruptions).toMatchObject([{ lost: 'west', gapSeconds: 17 }]);
  });

  test('a board with a tie that nobody timed is not known', () => {
    const tie = node('board', ['tx-1', 'tx-2'], { draws: 'first-live' });
    const [ride] = [
      ...ridesOf(
        plan(
          [utility('grid'), tx('tx-1'), tx('tx-2'), tie, ups('ups', ['board'], 100_000, { storedSeconds: 60 })],
          ['ups'],
        ),
        'tx-1',
      ),
    ];
    expect(ride).toMatchObject({ store: 'ups', unknown: ["'transfer' of 'board'"] });
    expect((ride as RideThrough).gapSeconds).toBeUndefined();
  });

  test('a UPS on a way that is lost below it holds nothing above a switch', () => {
    // The busway between UPS and switch is lost: 8 s of the switch are dark.
    const nodes = [
      utility('grid'),
      ups('ups', ['grid'], 100_000, { storedSeconds: 60 }),
      node('busway', ['ups']),
      node('bypass', ['grid']),
      ats('ats', ['busway', 'bypass'], 8),
    ];
    expect(plan(nodes, ['ats']).interruptions).toMatchObject([
      { lost: 'ups', gapSeconds: 8 },
      { lost: 'busway', gapSeconds: 8, hasOther: false },
    ]);
  });
});

describe('several nodes out', () => {
  const two = (storedSeconds: number): PowerNodeInput[] => [
    utility('grid'),
    gen('gen', { startSeconds: 10 }),
    ats('ats', ['grid', 'gen']),
    ups('ups-a', ['ats'], 100_000, { storedSeconds, endOfLifeShare: 1 }),
    ups('ups-b', ['ats'], 100_000, { storedSeconds, endOfLifeShare: 1 }),
  ];
  const severalOf = ({ rideThroughs }: ContinuityPlan): unknown =>
    rideThroughs
      .filter(({ alsoOut }) => alsoOut !== undefined)
      .map(({ lost, alsoOut, store, loadWatts, isUnstudied, lostWatts }) => ({
        lost,
        alsoOut,
        store,
        loadWatts,
        isUnstudied,
        lostWatts,
      }));

  test('one UPS of two is out while the utility is lost: the other carries all', () => {
    // 81.6 kW for 12 s: 9.792 s at 100 kW. With both UPS it is 40.8 kW, and 4.896 s.
    const out = (store: string, lostWatts?: number): object => ({
      lost: 'grid',
      alsoOut: [store === 'ups-a' ? 'ups-b' : 'ups-a'],
      store,
      loadWatts: 81_600,
      isUnstudied: true,
      lostWatts,
    });
    expect(severalOf(plan(two(9.8), ['ups-a', 'ups-b']))).toEqual([out('ups-b'), out('ups-a')]);
    expect(severalOf(plan(two(9.79), ['ups-a', 'ups-b']))).toEqual([out('ups-b', IT), out('ups-a', IT)]);
  });

  test('a study that names it for maintenance promises it', () => {
    const powerStudies = [{ name: 's', path: 'site/s', together: [], maintenance: ['ups-a', 'ups-b'] }];
    expect(severalOf(plan(two(9.79), ['ups-a', 'ups-b'], IT, { powerStudies }))).toMatchObject([
      { lost: 'grid', alsoOut: ['ups-a'], store: 'ups-b', lostWatts: IT },
      { lost: 'grid', alsoOut: ['ups-b'], store: 'ups-a', lostWatts: IT },
    ]);
  });

  test('a set of a standby group that does not start leaves smaller steps to the others', () => {
    const sets = [1, 2, 3].map((number) => ({
      ...gen(`gen-${number}`, { startSeconds: 10, stepShare: 0.5, stepSeconds: 5 }),
      ratingWatts: 60_000,
      group: 'gens',
    }));
    const nodes = [
      utility('grid'),
      ...sets,
      node('bus', ['gen-1', 'gen-2', 'gen-3']),
      ats('ats', ['grid', 'bus']),
      ups('ups-a', ['ats'], 100_000, { storedSeconds: 20, endOfLifeShare: 1 }),
      ups('ups-b', ['ats'], 100_000, { storedSeconds: 20, endOfLifeShare: 1 }),
    ];
    const powerGroups = [{ name: 'gens', path: 'site/gens', scheme: 'N+1' as const }];
    const found = plan(nodes, ['ups-a', 'ups-b'], IT, { powerGroups });
    // Three sets take 90 kW at once, two 60: the second UPS waits a step.
    expect(
      found.transfers
        .filter(({ isUnstudied }) => isUnstudied !== true)
        .map(({ lost, alsoOut, blocks, gapSeconds }) => [lost, alsoOut, blocks.length, gapSeconds]),
    ).toEqual([
      ['grid', undefined, 1, 12],
      ['grid', ['gen-1'], 2, 17],
      ['grid', ['gen-2'], 2, 17],
      ['grid', ['gen-3'], 2, 17],
    ]);
  });
});

describe('gaps are put together', () => {
  const gap = (seconds: number, unknown: readonly string[] = [], at?: string): Gap => ({
    seconds,
    unknown,
    ...(at === undefined ? {} : { at }),
  });

  test('the longest one counts, with its switch; none is none', () => {
    expect(longestGap([])).toEqual(gap(0));
    expect(longestGap([gap(2, [], 'a'), gap(9, [], 'b'), gap(9, [], 'c')])).toEqual(gap(9, [], 'b'));
    expect(longestGap([gap(2, [], 'a'), gap(9)])).toEqual(gap(9, [], 'a'));
  });

  test('one that is not known leaves the longest not known, however long the others are', () => {
    expect(longestGap([gap(40), gap(2, ["'start' of 'gen'"])])).toEqual(gap(40, ["'start' of 'gen'"]));
    expect(longestGap([gap(1, ['x']), gap(2, ['x', 'y'])])).toEqual(gap(2, ['x', 'y']));
  });

  test('of the shortest only one that may be shorter leaves it not known', () => {
    expect(shortestGap([gap(2), gap(3, ['x'])])).toEqual(gap(2));
    expect(shortestGap([gap(2), gap(1, ['x'])])).toEqual(gap(1, ['x']));
    expect(shortestGap([gap(4, ['x']), gap(1, ['y'])])).toEqual(gap(1, ['x', 'y']));
  });
});
