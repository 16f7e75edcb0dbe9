import type { PhasePlan } from '../../../src/model/phase';
import type { SitePlan } from '../../../src/model/site-plan';
import { evaluate } from '../../../src/policy/evaluate';
import { siteOf } from '../../report/site-fixture';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { sitePlan } from '../site-plan-fixture';

const FIRST: PhasePlan = {
  name: 'first',
  path: 'stack/first',
  date: '2027-11-30',
  systems: 10,
  gpus: 80,
  racksUsed: 4,
  loadWatts: 143_000,
  purchases: [],
};
const LAST: PhasePlan = { ...FIRST, name: 'last', path: 'stack/last', date: '2029-02-28', gpus: 160 };

describe('growth/assumption-overdue', () => {
  const assumption = {
    object: "cooling loop 'tcs'",
    path: 'stack/tcs',
    prop: 'hold',
    value: '1 min',
    why: 'no design yet',
    owner: 'the mechanical designer',
    until: '2026-12-31',
  };
  const site = (asOf: string): SitePlan => sitePlan({ asOf, assumptions: [assumption] });

  test('passes on its last day', () => {
    expectPassed('growth/assumption-overdue', site('2026-12-31'));
  });

  test('fails on the day after', () => {
    expectFinding('growth/assumption-overdue', site('2027-01-01'), {
      severity: 'warning',
      path: 'stack/tcs',
      arithmetic: '2027-01-01 is after 2026-12-31',
    });
  });
});

describe('growth/order-date-passed', () => {
  // 2027-11-30 less 20 weeks of 7 days.
  const purchases = [{ name: "cluster 'haein'", path: 'stack/haein', leadTimeWeeks: 20, lastOrderDate: '2027-07-13' }];
  const site = (asOf?: string): SitePlan =>
    sitePlan({ phases: [{ ...FIRST, purchases }], ...(asOf === undefined ? {} : { asOf }) });

  test('passes on the last day', () => {
    expectPassed('growth/order-date-passed', site('2027-07-13'));
  });

  test('fails on the day after', () => {
    expectFinding('growth/order-date-passed', site('2027-07-14'), {
      severity: 'error',
      path: 'stack/haein',
      object: "cluster 'haein' of phase 'first'",
      found: 'the last day to order was 2027-07-13',
      arithmetic: '2027-11-30 - 20 weeks = 2027-07-13, before 2027-07-14',
      phases: ['first'],
    });
  });

  test('what is there was ordered in time', () => {
    expectPassed('growth/order-date-passed', site('2027-11-30'));
  });

  test('is not known without an evaluation date', () => {
    expectFinding('growth/order-date-passed', site(), { outcome: 'indeterminate', found: 'the evaluation date' });
  });

  test('has nothing to judge where nothing has a lead time', () => {
    expectNothing('growth/order-date-passed', sitePlan(), 'nothing that a phase needs has a lead time');
  });
});

describe('growth/supply-falls', () => {
  test('passes for a supply that rises', () => {
    expectPassed(
      'growth/supply-falls',
      sitePlan({
        phases: [
          { ...FIRST, contractWatts: 41e6 },
          { ...LAST, contractWatts: 41e6 },
        ],
      }),
    );
  });

  test('fails for one that falls', () => {
    const phases = [
      { ...FIRST, contractWatts: 103e6 },
      { ...LAST, contractWatts: 41e6 },
    ];
    expectFinding('growth/supply-falls', sitePlan({ phases }), {
      object: "phase 'last'",
      found: "'contractPower' is 41 MW",
      limit: "103 MW of phase 'first'",
      arithmetic: '103 MW - 41 MW = 62 MW less',
      phases: ['last'],
    });
  });
});

describe('growth/empty-phase', () => {
  test('passes for one GPU more', () => {
    expectPassed('growth/empty-phase', sitePlan({ phases: [FIRST, { ...LAST, gpus: 81 }] }));
  });

  test('fails for a phase that brings nothing', () => {
    expectFinding('growth/empty-phase', sitePlan({ phases: [FIRST, { ...LAST, gpus: 80 }] }), {
      severity: 'warning',
      object: "phase 'last'",
      found: "80 GPUs and 143 kW, as in phase 'first'",
    });
  });

  test('has nothing to judge in a site of one phase', () => {
    expectNothing('growth/empty-phase', sitePlan({ phases: [FIRST] }), 'the site has one phase');
  });
});

describe('what is there when', () => {
  const whole = siteOf({ systems: 4, rows: 2, racksPerRow: 3 });
  const phases = [FIRST, LAST];

  function inPhase(of: (name: string) => boolean, parts: Partial<SitePlan> = {}): SitePlan {
    const devices = whole.devices.map((device) => (of(device.name) ? { ...device, phase: 'last' } : device));
    return { ...whole, phases, devices, ...parts };
  }

  test('growth/fabric-late passes for systems that come with their fabric', () => {
    expectPassed(
      'growth/fabric-late',
      inPhase((name) => name === 'haein-004'),
    );
  });

  test('growth/fabric-late fails for a fabric whose switches come later', () => {
    expectFinding(
      'growth/fabric-late',
      inPhase((name) => name.startsWith('compute-')),
      {
        object: "cluster 'haein'",
        found: "4 hosts without fabric 'compute'",
        phases: ['first'],
      },
    );
  });

  test('growth/hall-not-ready passes for a hall of the first day', () => {
    expectPassed(
      'growth/hall-not-ready',
      inPhase(() => false),
    );
  });

  test('growth/hall-not-ready fails for devices in a hall that comes later', () => {
    const [hall] = whole.halls;
    if (hall === undefined) throw new Error('the site has a hall');
    const { findings } = evaluate(inPhase(() => false, { halls: [{ ...hall, phase: 'last' }] }));
    const early = findings.filter(({ ruleId }) => ruleId === 'growth/hall-not-ready');
    expect(early.map(({ phases: when }) => when)).toEqual(early.map(() => ['first']));
    expect(early.map(({ object }) => object)).toContain("4 devices 'haein-001', 'haein-002', 'haein-003' and 1 more");
  });
});

describe('a site of no phases', () => {
  const none = 'the site has no phases';
  test.each(['growth/fabric-late', 'growth/supply-falls', 'growth/empty-phase'])('has nothing for %s', (rule) => {
    expectNothing(rule, siteOf({ systems: 4, rows: 2, racksPerRow: 3 }), none);
  });

  test('is told apart from one whose clusters are on no fabric', () => {
    expectNothing('growth/fabric-late', sitePlan({ phases: [FIRST] }), 'no cluster is on a fabric');
  });
});
