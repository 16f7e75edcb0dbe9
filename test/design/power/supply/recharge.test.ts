import { planLoads } from '../../../../src/design/site/plan-loads';
import type { ContinuityPlan, NodeSupply } from '../../../../src/model/continuity-plan';
import type { PowerNodeInput } from '../../../../src/model/power-node';
import type { PowerPlan } from '../../../../src/model/power-plan';
import { node, parallelZone, utility } from '../chain/chain-fixtures';
import { bareDevice, placed } from '../power-fixtures';

const SETS = ['gen-1', 'gen-2'] as const;

function power(store: NodeSupply, set: NodeSupply = {}): PowerPlan {
  const supply = { startSeconds: 10, stepShare: 0.5, stepSeconds: 5, ...set };
  const nodes: PowerNodeInput[] = [
    utility('grid'),
    ...SETS.map((name) => node(name, [], { kind: 'generator', ratingWatts: 100_000, supply })),
    node('bus', SETS, { ratingWatts: 200_000 }),
    node('ats', ['grid', 'bus'], {
      kind: 'transfer-switch',
      draws: 'first-live',
      ratingWatts: 200_000,
      supply: { transferSeconds: 2 },
    }),
    node('tx', ['ats'], { kind: 'transformer', ratingWatts: 200_000, efficiency: 0.98 }),
    node('ups', ['tx'], {
      kind: 'ups',
      ratingWatts: 200_000,
      supply: { storedSeconds: 300, endOfLifeShare: 1, ...store },
    }),
  ];
  const device = bareDevice('it', { maxWatts: 98_000, psus: { count: 2, needed: 2 } });
  return planLoads({
    zones: [parallelZone('zone-a', ['ups'], { redundancy: 'N' })],
    placement: placed([[device]]),
    devices: [device],
    powerNodes: nodes,
  }).power;
}

function continuityOf(plan: PowerPlan): ContinuityPlan {
  if (plan.continuity === undefined) throw new Error('the site has a chain');
  return plan.continuity;
}

const afterGrid = (store: NodeSupply): ContinuityPlan['recharges'] =>
  continuityOf(power(store)).recharges.filter(({ lost }) => lost === 'grid');

// 98 kW of IT through a transformer of 98 % are 100 kW on the bus, 50 on each set. 9.8 kW to charge are 10 kW on the bus, 5 on each.
test('sets in parallel take their shares of what a store draws to charge, with the losses above it', () => {
  const row = (name: string, loadWatts: number, rechargeWatts: number, limitWatts = 200_000): unknown => ({
    lost: 'grid',
    node: name,
    stores: ['ups'],
    loadWatts,
    rechargeWatts,
    limitWatts,
  });
  expect(afterGrid({ rechargeWatts: 9_800 })).toEqual([
    row('gen-1', 50_000, 5_000, 100_000),
    row('gen-2', 50_000, 5_000, 100_000),
    row('bus', 100_000, 10_000),
    row('ats', 100_000, 10_000),
    row('tx', 98_000, 9_800),
  ]);
});

test('a charger that waits for the grid, or charges slower, puts that on generators', () => {
  expect(afterGrid({ rechargeWatts: 9_800, rechargeOnGeneratorsWatts: 0 })).toEqual([]);
  const slow = afterGrid({ rechargeWatts: 9_800, rechargeOnGeneratorsWatts: 4_900 });
  expect(slow.map(({ node: name, rechargeWatts }) => [name, rechargeWatts])).toEqual([
    ['gen-1', 2_500],
    ['gen-2', 2_500],
    ['bus', 5_000],
    ['ats', 5_000],
    ['tx', 4_900],
  ]);
  // When the grid is back it charges with all.
  const { recharges } = continuityOf(power({ rechargeWatts: 9_800, rechargeOnGeneratorsWatts: 0 }));
  expect(recharges.map(({ lost, node: name, rechargeWatts }) => [lost, name, rechargeWatts])).toEqual([
    [undefined, 'grid', 10_000],
    [undefined, 'ats', 10_000],
    [undefined, 'tx', 9_800],
  ]);
});

test('the block that takes up a store takes up its charger too', () => {
  const blocks = continuityOf(power({ rechargeWatts: 9_800 })).transfers.find(({ lost }) => lost === 'grid')?.blocks;
  // Both sets take steps of 50 kW: together 100 kW, which the load is and load and charger are above.
  expect(blocks).toEqual([{ members: ['tx'], loadWatts: 100_000, rechargeWatts: 10_000, stepWatts: 100_000 }]);
  const idle = continuityOf(power({ rechargeWatts: 0 })).transfers.find(({ lost }) => lost === 'grid')?.blocks;
  expect(idle).toEqual([{ members: ['tx'], loadWatts: 100_000, stepWatts: 100_000 }]);
});

describe('the derated rating is what carries', () => {
  test('in limits, overloads and steps', () => {
    const { chain, continuity } = power({}, { deratingShare: 0.49 });
    const sets = chain?.nodes.filter(({ kind }) => kind === 'generator') ?? [];
    expect(sets.map(({ limitWatts }) => limitWatts)).toEqual([49_000, 49_000]);
    const state = chain?.states.find(({ out }) => out.length === 1 && out[0] === 'grid');
    expect(state?.overloads.map(({ node: name }) => name)).toEqual(['gen-1', 'gen-2']);
    // Half of 49 kW a set.
    expect(continuity?.transfers.find(({ lost }) => lost === 'grid')?.blocks[0]?.stepWatts).toBe(49_000);
  });

  test('just enough is no overload', () => {
    const { chain } = power({}, { deratingShare: 0.5 });
    expect(chain?.states.flatMap(({ out, overloads }) => (out[0] === 'grid' ? overloads : []))).toEqual([]);
  });

  test('on any other node it is refused', () => {
    expect(() => power({ deratingShare: 0.9, ratingBasis: 'prime' })).toThrow(
      "power node 'ups': 'supply.deratingShare' is given for a ups, of which nothing reads it; give it for a generator, or leave it out",
    );
    expect(() => power({}, { ratingBasis: 'peak' as never })).toThrow(
      `power node 'gen-1': 'supply.ratingBasis' is "peak"; choose one of standby, prime, continuous, data-centre-continuous`,
    );
  });
});
