import { withoutField } from '../../design/power/without-field';
import type { ContinuityPlan, NodeSupply } from '../../../src/model/continuity-plan';
import type { PowerNodePlan } from '../../../src/model/power-node';
import type { SitePlan } from '../../../src/model/site-plan';
import { node } from '../../design/power/chain/chain-fixtures';
import { expectFinding, expectNothing, expectPassed, judge } from '../judge';
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

function grid(supply: NodeSupply, powerFactor = 0.98): PowerNodePlan {
  const input = { ...node('grid', [], { kind: 'utility', path: 'stack/grid', powerFactor }), supply };
  return { ...input, loadWatts: 0, inputWatts: 0, loadAmperes: 0, limitWatts: 0, worst: { loadWatts: 0, out: [] } };
}

function site(parts: Partial<ContinuityPlan>, nodes: readonly PowerNodePlan[] = []): SitePlan {
  const zones = [powerZone(0, { name: 'east', path: 'stack/east' })];
  const chain = { nodes, groups: [], states: [], sourceWatts: 0, lossWatts: 0 };
  return sitePlan({ power: { basis: 'nameplate', zones, loadWatts: 0, chain, continuity: { ...NONE, ...parts } } });
}

describe('continuity/ride-through-short', () => {
  const ride = { lost: 'grid', at: 'ats', store: 'ups-1', loadWatts: 400_000, gapSeconds: 17 };

  test('passes for a store that lasts to the second', () => {
    expectPassed('continuity/ride-through-short', site({ rideThroughs: [{ ...ride, storedSeconds: 17 }] }));
  });

  test('fails a tenth of a second short', () => {
    expectFinding('continuity/ride-through-short', site({ rideThroughs: [{ ...ride, storedSeconds: 16.9 }] }), {
      severity: 'error',
      object: "store 'ups-1' at 400 kW, when 'grid' is lost",
      found: '16.9 s stored',
      limit: '17 s until its block is carried again',
      shortfall: '0.1 s',
    });
  });

  test('is not known where the store does not say what it holds', () => {
    expectFinding('continuity/ride-through-short', site({ rideThroughs: [ride] }), {
      outcome: 'indeterminate',
      found: 'how long it carries its load',
    });
  });

  // 9 s at 800 kW are 44.1 s at 163.2 kW, and 35.3 s at the end of its life; the generator takes the load after 38 + 2 s.
  const aged = {
    ...ride,
    loadWatts: 163_200,
    storedSeconds: (9 * 800) / 163.2,
    endOfLifeShare: 0.8,
    isByProportion: true,
    gapSeconds: 40,
    lostWatts: 163_200,
  } as const;

  test('judges a store by what is left at the end of its life, and says how long what is dark', () => {
    expectFinding('continuity/ride-through-short', site({ rideThroughs: [aged] }), {
      severity: 'error',
      object: "store 'ups-1' at 163.2 kW, when 'grid' is lost",
      found: '35.3 s at 80 % of new: 163.2 kW without power for 4.7 s',
      limit: '40 s until its block is carried again',
      required: '40 s',
      available: '35.3 s',
      shortfall: '4.7 s',
      arithmetic: "start, transfer at 'ats' and steps 40 s - 35.3 s = 4.7 s; 44.1 s when new x 80 % = 35.3 s",
      remedy: "store more ('autonomy', 'autonomyCurve'), start faster, or put the store into an earlier block",
    });
  });

  // 46 s are 15 % above 40 s.
  test('seconds in proportion to the load pass with 15 % more than the gap, and are not known with less', () => {
    const open = withoutField(aged, 'lostWatts');
    const of = (heldSeconds: number): SitePlan => site({ rideThroughs: [{ ...open, heldSeconds }] });
    expectPassed('continuity/ride-through-short', of(46));
    expectFinding('continuity/ride-through-short', of(45.9), {
      outcome: 'indeterminate',
      found:
        'whether it lasts for 40 s: 45.9 s at 80 % of new in proportion to its load are the most that it can, and less than 15 % above',
    });
    const byCurve = withoutField(open, 'isByProportion');
    expectPassed('continuity/ride-through-short', site({ rideThroughs: [{ ...byCurve, heldSeconds: 40 }] }));
  });

  test('a load above all of the curve never passes, and fails where the curve is too short', () => {
    const open = withoutField(withoutField(aged, 'lostWatts'), 'isByProportion');
    const of = (storedSeconds: number): SitePlan =>
      site({ rideThroughs: [{ ...open, storedSeconds, isAtMost: true as const }] });
    expectFinding('continuity/ride-through-short', of(500), {
      outcome: 'indeterminate',
      found: "how long it carries a load above all of its 'autonomyCurve', for 40 s",
    });
    expectFinding('continuity/ride-through-short', of(49), { outcome: 'failed', found: '39.2 s at 80 % of new' });
  });

  test('one store is one finding, that of the loss in which it is shortest', () => {
    const other = { ...aged, lost: 'tx-A', heldSeconds: 36 };
    expectFinding('continuity/ride-through-short', site({ rideThroughs: [other, aged] }), {
      object: "store 'ups-1' at 163.2 kW, when 'grid' is lost",
      arithmetic:
        "start, transfer at 'ats' and steps 40 s - 35.3 s = 4.7 s; 44.1 s when new x 80 % = 35.3 s; the same 1 time more: when 'tx-A' is lost",
    });
  });

  test('is a warning where other feeds carry all', () => {
    const carried = site({ rideThroughs: [{ ...aged, lostWatts: 0 }] });
    expectPassed('continuity/ride-through-short', carried);
    expectFinding('continuity/store-runs-out', carried, {
      severity: 'warning',
      found: '35.3 s at 80 % of new: its feed is dark for 4.7 s, and the others carry all',
    });
    const lasts = withoutField({ ...aged, heldSeconds: 46 }, 'lostWatts');
    expectPassed('continuity/store-runs-out', site({ rideThroughs: [lasts] }));
  });

  test('is a warning of its own where another UPS is out, and no study promises it', () => {
    const out = { ...aged, alsoOut: ['ups-2'], isUnstudied: true } as const;
    expectNothing(
      'continuity/ride-through-short',
      site({ rideThroughs: [out] }),
      'no loss of a node is followed by a transfer',
    );
    expectFinding('continuity/ride-through-in-maintenance', site({ rideThroughs: [out] }), {
      severity: 'warning',
      object: "store 'ups-1' at 163.2 kW, when 'grid' is lost while 'ups-2' is out",
    });
    expectPassed('continuity/ride-through-in-maintenance', site({ rideThroughs: [{ ...out, heldSeconds: 46 }] }));
  });

  test('a store that is too short with all in service is no warning besides, and what is not known is said once', () => {
    const out = { ...aged, alsoOut: ['ups-2'], isUnstudied: true } as const;
    const all = site({ rideThroughs: [aged, { ...aged, lost: 'tx-A', lostWatts: 0 }, out] });
    for (const rule of ['continuity/store-runs-out', 'continuity/ride-through-in-maintenance']) {
      expect(judge(rule, all).findings).toEqual([]);
    }
    const silent = site({ rideThroughs: [ride, { ...ride, alsoOut: ['ups-2'], isUnstudied: true }] });
    expect(judge('continuity/ride-through-in-maintenance', silent).findings).toEqual([]);
  });

  test('has nothing to judge in a site without nodes', () => {
    expectNothing('continuity/ride-through-short', sitePlan(), 'the site names no node of its power chain');
  });
});

describe('continuity/unbridged-transfer', () => {
  const open = { lost: 'grid', at: 'ats', zone: 'east', feed: 'A' };

  test('passes where another feed stays up', () => {
    expectPassed('continuity/unbridged-transfer', site({ interruptions: [{ ...open, hasOther: true }] }));
  });

  test('fails where those that stay up carry too little, one finding a zone', () => {
    const dark = { ...open, feed: 'B', hasOther: false, lostWatts: 81_600, gapSeconds: 17 };
    expectFinding(
      'continuity/unbridged-transfer',
      site({ interruptions: [dark, { ...dark, lost: 'tx-B' }, { ...open, hasOther: true }] }),
      {
        object: "power zone 'east', feed B, when 'grid' is lost",
        found:
          "no UPS or BESS between 'ats' and the racks, and those that stay up carry too little: 81.6 kW without power for 17 s",
        arithmetic: "the same 1 time more: when 'tx-B' is lost",
      },
    );
  });

  test('fails where none does', () => {
    expectFinding('continuity/unbridged-transfer', site({ interruptions: [{ ...open, hasOther: false }] }), {
      path: 'stack/east',
      object: "power zone 'east', feed A, when 'grid' is lost",
    });
  });
});

describe('continuity/block-too-large', () => {
  const transfer = (loadWatts: number, stepWatts?: number): Partial<ContinuityPlan> => {
    const block = { members: ['ups-1'], loadWatts, ...(stepWatts === undefined ? {} : { stepWatts }) };
    return { transfers: [{ lost: 'grid', at: ['ats'], generators: ['gen'], loadWatts, blocks: [block], unknown: [] }] };
  };

  test('passes at the step', () => {
    expectPassed('continuity/block-too-large', site(transfer(500_000, 500_000)));
  });

  test('fails a watt above it', () => {
    expectFinding('continuity/block-too-large', site(transfer(500_001, 500_000)), {
      object: "block 1 ('ups-1') after the loss of 'grid'",
      shortfall: '1 W',
    });
  });

  test('is not known without the step', () => {
    expectFinding('continuity/block-too-large', site(transfer(500_000)), { outcome: 'indeterminate' });
  });
});

describe('continuity/fuel-short', () => {
  const fuel = { generator: 'gen', loadWatts: 500_000, fuelLitres: 6_000 };

  test('passes for 48 of 48 h', () => {
    expectPassed('continuity/fuel-short', site({ fuel: [{ ...fuel, hours: 48, requiredHours: 48 }] }));
  });

  // 6,000 L / 47.5 h = 126.3 L/h; 48 h take 6,063 L.
  test('fails for 47.5', () => {
    expectFinding('continuity/fuel-short', site({ fuel: [{ ...fuel, hours: 47.5, requiredHours: 48 }] }), {
      found: '47.5 h of fuel',
      required: '6,063 L',
      shortfall: '63 L',
    });
  });
});

describe('continuity/recharge-overload', () => {
  const recharge = { node: 'grid', stores: ['ups-1', 'ups-2'], loadWatts: 900_000, limitWatts: 1_000_000 };

  test('passes at the limit', () => {
    expectPassed('continuity/recharge-overload', site({ recharges: [{ ...recharge, rechargeWatts: 100_000 }] }));
  });

  test('fails above it', () => {
    expectFinding('continuity/recharge-overload', site({ recharges: [{ ...recharge, rechargeWatts: 101_000 }] }), {
      object: "node 'grid' while 'ups-1', 'ups-2' charge",
      arithmetic: '900 kW + 101 kW = 1.001 MW',
    });
  });
});

describe('continuity/turbine-loss', () => {
  const loss = {
    plant: 'grid',
    turbines: 3,
    loadWatts: 600_000,
    leftWatts: 600_000,
    stepShare: 0.3,
    mostStepShare: 0.3,
  };

  test('passes where the rest carry the load and take the step', () => {
    expectPassed('continuity/turbine-loss', site({ turbineLosses: [loss] }));
  });

  test('fails where they do not carry it', () => {
    expectFinding('continuity/turbine-loss', site({ turbineLosses: [{ ...loss, loadWatts: 601_000 }] }), {
      object: "plant 'grid' with 2 of 3 turbines",
      shortfall: '1 kW',
    });
  });

  test('fails where the step is too large', () => {
    expectFinding('continuity/turbine-loss', site({ turbineLosses: [{ ...loss, stepShare: 0.31 }] }), {
      found: "a step of 31 % of a turbine's rating on each",
      limit: '30 %',
    });
  });
});

describe('swings', () => {
  const swing = { swing: 'training', source: 'grid', state: 'normal', stepWatts: 200_000, rampWattsPerSecond: 50_000 };
  const limits = { mostStepWatts: 200_000, mostRampWattsPerSecond: 50_000 };

  test.each(['continuity/swing-step', 'continuity/swing-ramp'])('%s passes at the limit', (rule) => {
    expectPassed(rule, site({ swings: [{ ...swing, ...limits }] }));
  });

  test('continuity/swing-step fails above it', () => {
    expectFinding('continuity/swing-step', site({ swings: [{ ...swing, ...limits, stepWatts: 201_000 }] }), {
      object: "swing 'training' on 'grid' in the normal state",
      shortfall: '1 kW',
    });
  });

  test('continuity/swing-ramp fails above it', () => {
    expectFinding('continuity/swing-ramp', site({ swings: [{ ...swing, ...limits, rampWattsPerSecond: 51_000 }] }), {
      found: '51 kW/s',
      limit: '50 kW/s',
      shortfall: '1 kW/s',
    });
  });

  test.each(['continuity/swing-step', 'continuity/swing-ramp'])('%s is not known without a limit', (rule) => {
    expectFinding(rule, site({ swings: [swing] }), { outcome: 'indeterminate' });
  });
});

describe('quality of supply', () => {
  test('continuity/power-factor passes at the least', () => {
    expectPassed('continuity/power-factor', site({}, [grid({ leastPowerFactor: 0.98 })]));
  });

  test('continuity/power-factor fails below it', () => {
    expectFinding('continuity/power-factor', site({}, [grid({ leastPowerFactor: 0.98 }, 0.95)]), {
      path: 'stack/grid',
      found: 'a power factor of 0.95',
      shortfall: '0.03',
    });
  });

  test('continuity/voltage-distortion passes at the most', () => {
    expectPassed(
      'continuity/voltage-distortion',
      site({}, [grid({ mostVoltageDistortion: 0.015, voltageDistortion: 0.015 })]),
    );
  });

  test('continuity/voltage-distortion fails above it', () => {
    expectFinding(
      'continuity/voltage-distortion',
      site({}, [grid({ mostVoltageDistortion: 0.015, voltageDistortion: 0.02 })]),
      { found: '2 %', limit: '1.5 %', shortfall: '0.5 %' },
    );
  });

  test('continuity/voltage-distortion is not known before a study', () => {
    expectFinding('continuity/voltage-distortion', site({}, [grid({ mostVoltageDistortion: 0.015 })]), {
      outcome: 'indeterminate',
    });
  });
});
