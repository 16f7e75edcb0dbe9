import type { ContinuityPlan, NodeSupply, Recharge } from '../../../src/model/continuity-plan';
import type { PowerNodePlan } from '../../../src/model/power-node';
import type { SitePlan } from '../../../src/model/site-plan';
import { node } from '../../design/power/chain/chain-fixtures';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { powerZone, sitePlan } from '../site-plan-fixture';

const NONE: ContinuityPlan = {
  transfers: [],
  rideThroughs: [],
  interruptions: [],
  fuel: [],
  recharges: [],
  turbineLosses: [],
  swings: [],
  swingInputs: [],
};

function set(name: string, supply: NodeSupply, worstWatts: number, loadWatts = 0): PowerNodePlan {
  const input = node(name, [], { kind: 'generator', path: `stack/${name}`, ratingWatts: 1_000_000 });
  const worst = { loadWatts: worstWatts, out: ['grid'] };
  return { ...input, supply, loadWatts, inputWatts: 0, loadAmperes: 0, limitWatts: 1_000_000, worst };
}

function site(nodes: readonly PowerNodePlan[], parts: Partial<ContinuityPlan> = {}): SitePlan {
  const zones = [powerZone(0, { name: 'east', path: 'stack/east' })];
  const chain = { nodes, groups: [], states: [], sourceWatts: 0, lossWatts: 0 };
  return sitePlan({ power: { basis: 'nameplate', zones, loadWatts: 0, chain, continuity: { ...NONE, ...parts } } });
}

describe('continuity/set-hours', () => {
  const rule = 'continuity/set-hours';

  test('a standby rating holds for 200 h', () => {
    expectPassed(rule, site([set('gen', { ratingBasis: 'standby', requiredFuelHours: 200 }, 700_000)]));
    expectFinding(rule, site([set('gen', { ratingBasis: 'standby', requiredFuelHours: 200.5 }, 700_000)]), {
      severity: 'error',
      path: 'stack/gen',
      object: "generator 'gen'",
      found: "200.5 h in one outage by 'requiredFuel'",
      limit: '200 h a year of a standby rating',
      shortfall: '0.5 h',
      arithmetic: '200.5 h - 200 h = 0.5 h',
      remedy: "take a set whose 'ratingBasis' is 'prime', 'continuous' or 'data-centre-continuous'",
    });
  });

  test('it does not carry in the normal state', () => {
    expectFinding(rule, site([set('gen', { ratingBasis: 'standby' }, 700_000, 1)]), {
      object: "generator 'gen' in the normal state",
      found: '1 W all year',
    });
  });

  test.each(['prime', 'continuous', 'data-centre-continuous'] as const)('%s runs without end', (ratingBasis) => {
    expectPassed(rule, site([set('gen', { ratingBasis, requiredFuelHours: 8_760 }, 700_000, 700_000)]));
  });
});

describe('continuity/set-average', () => {
  const rule = 'continuity/set-average';

  test.each(['standby', 'prime'] as const)('%s carries 70 %% on average', (ratingBasis) => {
    expectPassed(rule, site([set('gen', { ratingBasis }, 700_000)]));
    expectFinding(rule, site([set('gen', { ratingBasis }, 710_000)]), {
      severity: 'warning',
      object: "generator 'gen' at the highest load that it carries",
      found: '710 kW, 71 % of its rating',
      limit: `700 kW on average of 24 h, 70 % of a ${ratingBasis} rating`,
      shortfall: '10 kW',
      arithmetic: '1 MW x 70 % = 700 kW; 710 kW - 700 kW = 10 kW',
    });
  });

  test('sets of one group are one finding, by the one that is furthest above', () => {
    const sets = [710_000, 720_000].map((watts, index) => ({
      ...set(`gen-${index + 1}`, { ratingBasis: 'prime' }, watts),
      group: 'sets',
    }));
    expectFinding(rule, site(sets), {
      object: "generator 'gen-2' at the highest load that it carries",
      found: "720 kW, 72 % of its rating; too much too: 'gen-1'",
    });
  });

  test('by the derated rating: 90 % of 1 MW, of which 70 % are 630 kW', () => {
    expectPassed(rule, site([set('gen', { ratingBasis: 'prime', deratingShare: 0.9 }, 630_000)]));
    expectFinding(rule, site([set('gen', { ratingBasis: 'prime', deratingShare: 0.9 }, 640_000)]), {
      limit: '630 kW on average of 24 h, 70 % of a prime rating',
      arithmetic: '900 kW x 70 % = 630 kW; 640 kW - 630 kW = 10 kW',
    });
  });

  test('the vendor may allow more', () => {
    const supply: NodeSupply = { ratingBasis: 'standby', averageShare: 0.85 };
    expectPassed(rule, site([set('gen', supply, 850_000)]));
    expectFinding(rule, site([set('gen', supply, 860_000)]), {
      limit: "850 kW on average of 24 h, 85 % by 'averageShare'",
    });
  });

  test('continuous sets carry all of it, and an overload is a finding of its own', () => {
    expectPassed(rule, site([set('gen', { ratingBasis: 'data-centre-continuous' }, 1_000_000)]));
    expectPassed(rule, site([set('gen', { ratingBasis: 'standby' }, 1_000_001)]));
    expectNothing(rule, site([set('gen', {}, 1_000_000)]), "no generator states its 'ratingBasis'");
  });
});

describe('continuity/set-rating-unknown', () => {
  const rule = 'continuity/set-rating-unknown';
  const stated: NodeSupply = { ratingBasis: 'prime', deratingShare: 1 };

  test('is one finding for all sets, with the props that are missing', () => {
    const sets = [
      set('gen-1', stated, 0),
      set('gen-2', { deratingShare: 1 }, 0),
      set('gen-3', { deratingShare: 1 }, 0),
    ];
    expectFinding(rule, site(sets), {
      outcome: 'indeterminate',
      object: "rating of 'gen-2', 'gen-3'",
      found: 'how long and how much they carry where they stand',
      remedy: "give 'ratingBasis' in 'supply' of each generator",
    });
    expectFinding(rule, site([set('gen-1', {}, 0)]), {
      remedy: "give 'ratingBasis' and 'deratingShare' in 'supply' of each generator",
    });
  });

  test('passes where all say it, and does not apply without sets', () => {
    expectPassed(rule, site([set('gen-1', stated, 0)]));
    expectNothing(rule, site([]), 'the site names no generator');
  });
});

describe('recharge on generators', () => {
  const rule = 'continuity/recharge-overload';
  const row: Recharge = {
    node: 'gen',
    stores: ['ups'],
    loadWatts: 900_000,
    rechargeWatts: 100_000,
    limitWatts: 1_000_000,
  };
  const gen = set('gen', {}, 900_000);

  test('just inside, and 1 kW too much', () => {
    expectPassed(rule, site([gen], { recharges: [{ ...row, lost: 'grid' }] }));
    expectFinding(rule, site([gen], { recharges: [{ ...row, lost: 'grid', rechargeWatts: 101_000 }] }), {
      severity: 'error',
      object: "node 'gen' while 'ups' charge, after the loss of 'grid'",
      found: '1.001 MW',
      limit: '1 MW',
      arithmetic: '900 kW + 101 kW = 1.001 MW',
      remedy:
        "lower 'recharge' of the stores, or 'rechargeOnGenerators' where generators carry them, or raise the rating of the node",
    });
  });

  test('a node that is too small in two states is one finding, and one that its load overloads none', () => {
    const rows = [
      { ...row, rechargeWatts: 101_000 },
      { ...row, lost: 'grid', rechargeWatts: 120_000 },
    ];
    expectFinding(rule, site([gen], { recharges: rows }), { found: '1.02 MW' });
    expectPassed(rule, site([gen], { recharges: [{ ...row, lost: 'grid', loadWatts: 1_000_001 }] }));
  });

  test('is not known once for all stores that do not state it', () => {
    const store = (name: string, supply: NodeSupply): PowerNodePlan => ({
      ...set(name, supply, 0),
      kind: 'ups',
    });
    const ride = { lost: 'grid', at: 'ats', loadWatts: 1, storedSeconds: 60 };
    const transfer = { lost: 'grid', at: ['ats'], generators: ['gen'], loadWatts: 1, blocks: [], unknown: [] };
    const rideThroughs = ['ups-1', 'ups-2', 'ups-3', 'ups-4'].map((each) => ({ ...ride, store: each }));
    const stores = [
      store('ups-1', {}),
      store('ups-2', {}),
      store('ups-3', { rechargeWatts: 1 }),
      store('ups-4', { rechargeOnGeneratorsWatts: 0 }),
    ];
    expectFinding(rule, site(stores, { rideThroughs, transfers: [transfer] }), {
      outcome: 'indeterminate',
      object: "recharge of 'ups-1', 'ups-2' on generators",
      found: 'what they draw to charge after a gap, beside their load',
      remedy: "give 'recharge' in their 'supply', and 'rechargeOnGenerators' where it differs",
    });
    expectNothing(
      rule,
      site(stores, { rideThroughs, transfers: [{ ...transfer, generators: [] }] }),
      'no store states the power at which it charges',
    );
  });
});

test('a block with its recharge is within the step', () => {
  const transfer = { lost: 'grid', at: ['ats'], generators: ['gen'], loadWatts: 400_000, unknown: [] };
  const block = { members: ['ups'], loadWatts: 400_000, rechargeWatts: 100_000 };
  const rule = 'continuity/block-too-large';
  const gen = set('gen', {}, 0);
  expectPassed(rule, site([gen], { transfers: [{ ...transfer, blocks: [{ ...block, stepWatts: 500_000 }] }] }));
  expectFinding(rule, site([gen], { transfers: [{ ...transfer, blocks: [{ ...block, stepWatts: 499_000 }] }] }), {
    found: '500 kW',
    limit: '499 kW',
    arithmetic: '400 kW + 100 kW to charge = 500 kW; 500 kW - 499 kW, the step of 1 generator together, = 1 kW',
    remedy: "divide what hangs on the transfer switch, lower 'rechargeOnGenerators' of the stores, or add generators",
  });
});
