import { Consumption, Duration, type NodeSupplyProps, Volume } from 'cdktf-ai-factory';

import type { ConsumableInput } from '../../../src/model/shared-loss';
import { expectFinding, expectNothing, expectPassed, judge } from '../judge';
import { sitePlan } from '../site-plan-fixture';
import { chain2N } from '../supply/power-programs';

describe('continuity/consumable-short', () => {
  const rule = 'continuity/consumable-short';
  const nitrogen = (parts: Partial<ConsumableInput> = {}): ConsumableInput => ({
    name: 'n2',
    path: 'stack/n2',
    what: 'nitrogen',
    of: [{ kind: 'cooling-units', name: 'cdus' }],
    storeLitres: 200,
    litresPerDay: 100,
    requiredHours: 48,
    source: 'tank lorry by contract',
    ...parts,
  });
  const site = (...consumables: readonly ConsumableInput[]) => sitePlan({ consumables });

  // 200 L x 24 h / 100 L a day = 48 h.
  test('a store that lasts as long as it must passes', () => {
    expectPassed(rule, site(nitrogen()));
  });

  test('a store that lasts an hour less is an error with the litres that it lacks', () => {
    expectFinding(rule, site(nitrogen({ requiredHours: 49.2 })), {
      severity: 'error',
      path: 'stack/n2',
      object: "nitrogen 'n2' of 'cdus'",
      found: '48 h at hand',
      limit: '49.2 h until more comes (tank lorry by contract)',
      required: '205 L',
      shortfall: '5 L',
      arithmetic: '200 L x 24 h / 100 L a day = 48 h',
    });
  });

  test('what several do not state is not known once, with the props that settle it', () => {
    const { source, ...sourceless } = nitrogen();
    const { storeLitres, ...storeless } = nitrogen({ name: 'glycol', what: 'glycol' });
    expect([source, storeLitres]).toEqual(['tank lorry by contract', 200]);
    expectFinding(rule, site(sourceless, storeless, nitrogen({ name: 'n3' })), {
      outcome: 'indeterminate',
      object: "store of 'n2', 'glycol'",
      remedy: "give 'source' of 'n2'; 'store' of 'glycol'",
    });
  });

  test('a site that names none has nothing to judge', () => {
    expectNothing(rule, sitePlan(), "the site names no 'Consumable'");
  });
});

describe('continuity/fuel-short', () => {
  const rule = 'continuity/fuel-short';
  const gen = (supply: NodeSupplyProps) => chain2N({ gen: supply }).plan;
  const all: NodeSupplyProps = {
    fuel: Volume.litres(10_000),
    fuelConsumption: Consumption.litresPerKilowattHour(0.27),
    requiredFuel: Duration.hours(24),
    fuelSource: 'lorries of the depot',
  };

  test('generators that carry and do not state their fuel are not known once', () => {
    expectFinding(rule, gen({}), {
      outcome: 'indeterminate',
      object: "fuel of 'gen-A', 'gen-B'",
      remedy: "give 'fuel', 'fuelConsumption', 'requiredFuel', 'fuelSource' in 'supply' of each generator",
    });
    const { requiredFuel, ...rest } = all;
    expect(requiredFuel?.inHours).toBe(24);
    expectFinding(rule, gen(rest), { remedy: "give 'requiredFuel' in 'supply' of each generator" });
    const { fuelSource, ...alone } = all;
    expect(fuelSource).toBe('lorries of the depot');
    expectFinding(rule, gen(alone), {
      outcome: 'indeterminate',
      found: 'how long the fuel at hand lasts, how long it must last, or where more comes from',
      remedy: "give 'fuelSource' in 'supply' of each generator",
    });
  });

  test('those that state it are judged', () => {
    expect(judge(rule, gen(all)).findings).toEqual([]);
    const short = judge(rule, gen({ ...all, fuel: Volume.litres(1_000) })).findings;
    expect(short[0]?.limit).toBe('24 h until more comes (lorries of the depot)');
  });
});
