import fc from 'fast-check';

import { planPower } from '../../../../src/design/power/plan-power';
import { planLoads } from '../../../../src/design/site/plan-loads';
import { planContinuity } from '../../../../src/design/power/supply/plan-continuity';
import { type ContinuityPlan, type PowerSwingInput, swingFigures } from '../../../../src/model/continuity-plan';
import type { PowerNodeInput } from '../../../../src/model/power-node';
import { node, parallelZone, utility } from '../chain/chain-fixtures';
import { bareDevice, placed } from '../power-fixtures';

const GENERATOR = {
  startSeconds: 10,
  stepShare: 0.5,
  stepSeconds: 5,
  fuelLitres: 10_000,
  fuelLitresPerKilowattHour: 0.25,
};

/** Utility and one generator of 1 MW behind a transfer switch, UPS of 500 kW on each of two boards, one zone of one feed a board. */
function chain(parts: Readonly<Record<string, Partial<PowerNodeInput>>> = {}): PowerNodeInput[] {
  const nodes = [
    utility('grid'),
    node('gen', [], { kind: 'generator', supply: GENERATOR }),
    node('ats', ['grid', 'gen'], { kind: 'transfer-switch', draws: 'first-live', supply: { transferSeconds: 2 } }),
    node('ups-1', ['ats'], {
      kind: 'ups',
      ratingWatts: 500_000,
      supply: { storedSeconds: 60, rechargeWatts: 50_000, rechargeOnGeneratorsWatts: 0 },
    }),
    node('ups-2', ['ats'], {
      kind: 'ups',
      ratingWatts: 500_000,
      supply: { storedSeconds: 60, rechargeWatts: 50_000, rechargeOnGeneratorsWatts: 0 },
    }),
  ];
  return nodes.map((one) => ({ ...one, ...parts[one.name] }));
}

/** The plan where zone `a` hangs on ups-1 and zone `b` on ups-2, with so many watts each. */
function continuity(
  watts: readonly [number, number],
  nodes: readonly PowerNodeInput[] = chain(),
  swings: readonly PowerSwingInput[] = [],
  sources: readonly [string, string] = ['ups-1', 'ups-2'],
): ContinuityPlan {
  const devices = watts.map((maxWatts, index) =>
    bareDevice(`d-${index + 1}`, { maxWatts, kind: 'system', path: 'stack/haein' }),
  );
  const racks = devices.map((device, index) => ({
    ...placed([[device]], `zone-${index + 1}`).racks[0]!,
    name: `zone-${index + 1}-A01`,
  }));
  const placement = {
    racks,
    positions: new Map(devices.map(({ name }, index) => [name, { rack: racks[index]!.name, u: 1 }])),
    unplaced: [],
  };
  const zones = sources.map((source, index) => ({ ...parallelZone(`zone-${index + 1}`, [source]) }));
  const plan = planLoads({ zones, placement, devices, powerNodes: nodes, powerSwings: swings }).power.continuity;
  if (plan === undefined) throw new Error('the site has a chain');
  return plan;
}

test('loads come back in blocks within the step of the generators, and each store holds until its own block', () => {
  // A step of 0.5 x 1 MW = 500 kW takes 300 kW, and not 300 + 250 kW: the second board waits one step of 5 s. 10 + 2 = 12 s, then 17 s.
  const { transfers, rideThroughs, interruptions } = continuity([300_000, 250_000]);
  expect(transfers).toEqual([
    {
      lost: 'grid',
      at: ['ats'],
      generators: ['gen'],
      loadWatts: 550_000,
      blocks: [
        { members: ['ups-1'], loadWatts: 300_000, stepWatts: 500_000 },
        { members: ['ups-2'], loadWatts: 250_000, stepWatts: 500_000 },
      ],
      gapSeconds: 17,
      unknown: [],
    },
  ]);
  // 60 s at 500 kW are 100 s at 300 kW and 120 s at 250 kW.
  expect(rideThroughs.map(({ store, storedSeconds, gapSeconds }) => [store, storedSeconds, gapSeconds])).toEqual([
    ['ups-1', 100, 12],
    ['ups-2', 120, 17],
  ]);
  expect(interruptions).toEqual([]);
});

// 60 s x 500 kW = 30 MJ when new, 24 MJ at the end of its life, of which 10 MJ are kept for swings: 14 MJ / 300 kW = 46.7 s, which are 58.3 s x 80 %, and
// not 100 s x 80 %. With 24 MJ and more kept nothing is left for an outage.
test.each([
  [10_000_000, 58.3],
  [24_000_000, 0],
  [30_000_000, 0],
])('the energy that a store keeps for swings, %i J, is not there in an outage', (joules, seconds) => {
  const supply = { storedSeconds: 60, smoothing: { watts: 100_000, joules } };
  const { rideThroughs } = continuity([300_000, 250_000], chain({ 'ups-1': { supply } }));
  const { storedSeconds = Number.NaN } = rideThroughs.find(({ store }) => store === 'ups-1') ?? {};
  expect(storedSeconds).toBeCloseTo(seconds, 1);
});

test('fails for a store that keeps more for swings than it holds when new', () => {
  const keeping = (joules: number) => (): unknown =>
    continuity(
      [300_000, 250_000],
      chain({ 'ups-1': { supply: { storedSeconds: 60, smoothing: { watts: 1, joules } } } }),
    );
  expect(keeping(30_000_000)).not.toThrow();
  expect(keeping(30_000_001)).toThrow('power/invalid-supply');
  expect(keeping(36_000_000)).toThrow(
    "power node 'ups-1': 'supply.smoothing' keeps 10 kWh, and it holds 8.333 kWh when new; lower 'energy', or raise 'autonomy' or its curve [power/invalid-supply]",
  );
});

test('loads that fit one step come back together', () => {
  const [transfer] = continuity([250_000, 250_000]).transfers;
  expect(transfer?.blocks.map(({ members }) => members)).toEqual([['ups-1', 'ups-2']]);
  expect(transfer?.gapSeconds).toBe(12);
});

test('a feed without a store on the way is interrupted', () => {
  const { interruptions } = continuity([200_000, 200_000], chain(), [], ['ats', 'ups-2']);
  expect(interruptions).toEqual([
    { lost: 'grid', at: 'ats', zone: 'zone-1', feed: 'ats', hasOther: false, lostWatts: 200_000, gapSeconds: 12 },
  ]);
});

test('what a generator does not state is named, and the gap stays unknown', () => {
  const [transfer] = continuity(
    [200_000, 200_000],
    chain({ gen: { supply: { stepShare: 0.5 } }, ats: { supply: {} } }),
  ).transfers;
  expect(transfer?.gapSeconds).toBeUndefined();
  expect(transfer?.unknown).toEqual(["'start' of 'gen'", "'transfer' of 'ats'"]);
});

// 10,000 L at 500 kW x 0.25 L/kWh = 125 L/h: 80 h.
test('fuel lasts by the highest load that a loss puts on the generator', () => {
  expect(continuity([300_000, 200_000]).fuel).toEqual([
    { generator: 'gen', loadWatts: 500_000, fuelLitres: 10_000, hours: 80 },
  ]);
});

test('stores that charge again load every node above them', () => {
  const { recharges } = continuity([300_000, 200_000]);
  expect(recharges.filter(({ lost }) => lost === undefined)).toEqual([
    { node: 'grid', stores: ['ups-1', 'ups-2'], loadWatts: 500_000, rechargeWatts: 100_000, limitWatts: 10_000_000 },
    { node: 'ats', stores: ['ups-1', 'ups-2'], loadWatts: 500_000, rechargeWatts: 100_000, limitWatts: 1_000_000 },
  ]);
});

test('a plant of turbines loses one: the rest carry its load in one step', () => {
  const plant = { grid: { kind: 'plant', ratingWatts: 900_000, supply: { turbines: 3, stepShare: 0.3 } } } as const;
  const [loss] = continuity([300_000, 240_000], chain(plant)).turbineLosses;
  // Two of three turbines of 300 kW carry 600 kW; each goes from 180 to 270 kW, a step of 90 of 300 kW = 0.3 = 540 / (2 x 900).
  expect(loss).toEqual({
    plant: 'grid',
    turbines: 3,
    loadWatts: 540_000,
    leftWatts: 600_000,
    stepShare: 0.3,
    mostStepShare: 0.3,
  });
});

const SWING: PowerSwingInput = {
  name: 'training',
  path: 'stack/training',
  clusters: [{ name: 'haein', path: 'stack/haein', gpusPerSystem: 72 }],
  lowWatts: 40_800,
  highWatts: 142_000,
  riseSeconds: 2,
};

// GB300: 142 kW at the top, 40.8 kW idle; smoothed 90 % and 20 W/s a GPU.
test('smoothing lifts the bottom and slows the ramp', () => {
  expect(swingFigures(SWING, 10, 720)).toEqual({ stepWatts: 1_012_000, rampWattsPerSecond: 506_000 });
  const smoothing = { floorShare: 0.9, rampWattsPerSecondPerGpu: 20 };
  // 142 - 127.8 = 14.2 kW a rack; 720 x 20 W/s.
  expect(swingFigures({ ...SWING, smoothing }, 10, 720)).toEqual({ stepWatts: 142_000, rampWattsPerSecond: 14_400 });
});

test('a swing reaches each source in the proportion in which it carries the site, in its worst state', () => {
  const limits = { grid: { supply: { stepWatts: 200_000, rampWattsPerSecond: 50_000 } } };
  const { swings } = continuity([142_000, 142_000], chain(limits), [SWING]);
  expect(swings).toEqual([
    {
      swing: 'training',
      source: 'grid',
      state: 'normal',
      stepWatts: 202_400,
      rampWattsPerSecond: 101_200,
      mostStepWatts: 200_000,
      mostRampWattsPerSecond: 50_000,
    },
    {
      swing: 'training',
      source: 'gen',
      state: 'grid',
      stepWatts: 202_400,
      rampWattsPerSecond: 101_200,
      mostStepWatts: 500_000,
    },
  ]);
});

describe('chains that change over in other ways', () => {
  const ats = (name: string, fedFrom: readonly string[], transferSeconds = 2): PowerNodeInput =>
    node(name, fedFrom, { kind: 'transfer-switch', draws: 'first-live', supply: { transferSeconds } });
  const ups = (name: string, fedFrom: readonly string[], props: Partial<PowerNodeInput> = {}): PowerNodeInput =>
    node(name, fedFrom, { kind: 'ups', ratingWatts: 500_000, supply: { storedSeconds: 60 }, ...props });
  const gen = (name: string, supply = {}): PowerNodeInput =>
    node(name, [], { kind: 'generator', supply: { ...GENERATOR, ...supply } });
  const [west, east] = [utility('west'), utility('east')];

  test('a transfer switch between two utilities breaks for its own transfer, a static switch does not', () => {
    const nodes = [west, east, ats('ats', ['west', 'east'], 8), ups('ups', ['ats'])];
    const { transfers, rideThroughs, interruptions } = continuity([100_000, 50_000], nodes, [], ['ups', 'ats']);
    expect(transfers).toEqual([
      { lost: 'west', at: ['ats'], generators: [], loadWatts: 150_000, blocks: [], gapSeconds: 8, unknown: [] },
    ]);
    // 60 s x 500 / 100 kW, and 80 % of it at the end of its life.
    const aged = { endOfLifeShare: 0.8, heldSeconds: 240, isByProportion: true };
    expect(rideThroughs).toEqual([
      { lost: 'west', at: 'ats', store: 'ups', loadWatts: 100_000, storedSeconds: 300, gapSeconds: 8, ...aged },
    ]);
    expect(interruptions).toEqual([
      { lost: 'west', at: 'ats', zone: 'zone-2', feed: 'ats', hasOther: false, lostWatts: 50_000, gapSeconds: 8 },
    ]);
    const sts = node('ats', ['west', 'east'], { kind: 'static-switch', draws: 'first-live' });
    const still = continuity([100_000, 50_000], [west, east, sts, ups('ups', ['ats'])], [], ['ups', 'ats']);
    expect([still.transfers, still.rideThroughs, still.interruptions]).toEqual([[], [], []]);
  });

  test('of two transfer switches one behind the other the first takes the load, and what hangs on the second waits for both', () => {
    const nodes = [west, gen('gen'), ats('one', ['west', 'gen']), ats('two', ['west', 'one'], 3), ups('ups', ['two'])];
    const { transfers, rideThroughs } = continuity([100_000, 50_000], nodes, [], ['ups', 'one']);
    expect(transfers.map(({ at, loadWatts, gapSeconds }) => [at, loadWatts, gapSeconds])).toEqual([
      [['one'], 150_000, 12],
    ]);
    // 10 s start + 2 s at the first + 3 s at the second.
    expect(rideThroughs.map(({ store, gapSeconds }) => [store, gapSeconds])).toEqual([['ups', 15]]);
  });

  test('a static switch below UPS sees no gap: the UPS that it moves to stands between', () => {
    const sts = node('sts', ['ups-a', 'ups-b'], { kind: 'static-switch', draws: 'first-live' });
    const nodes = [west, gen('gen'), ats('ats', ['west', 'gen']), ups('ups-a', ['west']), ups('ups-b', ['ats']), sts];
    const { transfers, rideThroughs, interruptions } = continuity([100_000, 50_000], nodes, [], ['sts', 'sts']);
    expect(transfers.map(({ at, loadWatts }) => [at, loadWatts])).toEqual([[['ats'], 150_000]]);
    expect(rideThroughs.map(({ store }) => store)).toEqual(['ups-b']);
    expect(interruptions).toEqual([]);
  });

  test('a BESS above the transfer switch carries what hangs on it', () => {
    const bess = node('bess', ['west'], { kind: 'bess', supply: { storedSeconds: 30 } });
    const nodes = [west, gen('gen'), bess, ats('ats', ['bess', 'gen'])];
    const { rideThroughs, interruptions } = continuity([100_000, 150_000], nodes, [], ['ats', 'ats']);
    // 30 s x 1 MW / 250 kW.
    const aged = { endOfLifeShare: 0.8, heldSeconds: 96, isByProportion: true };
    expect(rideThroughs).toEqual([
      { lost: 'west', at: 'ats', store: 'bess', loadWatts: 250_000, storedSeconds: 120, gapSeconds: 12, ...aged },
    ]);
    // The loss of the BESS itself leaves them dark until the generator has started.
    expect(interruptions.map(({ lost, gapSeconds }) => [lost, gapSeconds])).toEqual([
      ['bess', 12],
      ['bess', 12],
    ]);
  });

  test('a UPS on two transfer switches puts its share on each', () => {
    const nodes = [west, gen('g-1'), gen('g-2'), ats('ats-1', ['west', 'g-1']), ats('ats-2', ['west', 'g-2'])];
    const { transfers } = continuity(
      [200_000, 100_000],
      [...nodes, ups('ups', ['ats-1', 'ats-2'])],
      [],
      ['ups', 'ups'],
    );
    expect(transfers.map(({ at, loadWatts }) => [at, loadWatts])).toEqual([
      [['ats-1'], 150_000],
      [['ats-2'], 150_000],
    ]);
  });

  test('generators that share a load are waited for until the slowest has started', () => {
    const bus = node('bus', ['g-1', 'g-2']);
    const nodes = [
      west,
      gen('g-1'),
      gen('g-2', { startSeconds: 14 }),
      bus,
      ats('ats', ['west', 'bus']),
      ups('ups', ['ats']),
    ];
    const [transfer] = continuity([200_000, 100_000], nodes, [], ['ups', 'ups']).transfers;
    expect([transfer?.generators, transfer?.gapSeconds]).toEqual([['g-1', 'g-2'], 16]);
  });

  test('a swing is put on a UPS that states what it takes, and on it alone of the stores', () => {
    const limited = ups('ups-1', ['west'], { supply: { stepWatts: 90_000 } });
    const { swings } = continuity(
      [142_000, 142_000],
      [west, limited, ups('ups-2', ['west'])],
      [SWING],
      ['ups-1', 'ups-2'],
    );
    expect(swings.map(({ source, stepWatts, mostStepWatts }) => [source, stepWatts, mostStepWatts])).toEqual([
      ['west', 202_400, undefined],
      ['ups-1', 101_200, 90_000],
    ]);
  });

  test('a swing reaches only the supply of the zone where its systems stand', () => {
    const devices = ['one', 'two'].map((name, index) =>
      bareDevice(name, { maxWatts: 142_000, kind: 'system', path: index === 0 ? 'stack/haein' : 'stack/other' }),
    );
    const racks = devices.map((device, index) => ({
      ...placed([[device]], `zone-${index + 1}`).racks[0]!,
      name: `rack-${index + 1}`,
    }));
    const placement = { racks, positions: new Map(), unplaced: [] };
    const zones = ['west', 'east'].map((source, index) => parallelZone(`zone-${index + 1}`, [source]));
    const power = planPower({ zones, placement, devices, powerNodes: [west, east] });
    const plan = planContinuity(power, devices, [SWING], (name) => (name === 'one' ? 'zone-1' : 'zone-2'));
    expect(plan?.swings.map(({ source, stepWatts }) => [source, stepWatts])).toEqual([['west', 101_200]]);
  });
});

test('a site without nodes has no continuity plan', () => {
  const power = planPower({ zones: [], placement: { racks: [], positions: new Map(), unplaced: [] }, devices: [] });
  expect(planContinuity(power, [], [])).toBeUndefined();
});

test('blocks keep order, lose no load, and none but a single member is above the step', () => {
  const watts = fc.integer({ min: 1_000, max: 600_000 });
  fc.assert(
    fc.property(watts, watts, fc.double({ min: 0.05, max: 1, noNaN: true }), (one, two, stepShare) => {
      const [transfer] = continuity([one, two], chain({ gen: { supply: { ...GENERATOR, stepShare } } })).transfers;
      const blocks = transfer?.blocks ?? [];
      expect(blocks.flatMap(({ members }) => members)).toEqual(['ups-1', 'ups-2']);
      expect(blocks.reduce((sum, { loadWatts }) => sum + loadWatts, 0)).toBe(one + two);
      for (const { members, loadWatts, stepWatts = 0 } of blocks) {
        if (members.length > 1) expect(loadWatts).toBeLessThanOrEqual(stepWatts);
      }
    }),
    { numRuns: 50 },
  );
});
