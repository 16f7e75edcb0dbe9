import type { MilestonePlan, PhasePlan } from '../../../src/model/phase';
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

/** The energisation of the first phase, which begins on 2027-11-30. */
function energised(parts: Partial<MilestonePlan>, asOf?: string): SitePlan {
  const milestone: MilestonePlan = {
    name: 'substation',
    path: 'stack/substation',
    kind: 'energisation',
    source: 'letter of the utility',
    gates: [{ what: 'phase', name: "phase 'first'", path: 'stack/first', phase: 'first', date: '2027-11-30' }],
    ...parts,
  };
  return sitePlan({ phases: [FIRST, LAST], milestones: [milestone], ...(asOf === undefined ? {} : { asOf }) });
}

describe('growth/before-milestone', () => {
  test('passes for a phase that begins on the day of its milestone', () => {
    expectPassed('growth/before-milestone', energised({ day: '2027-11-30' }));
  });

  test('fails for a phase that begins the day before', () => {
    expectFinding('growth/before-milestone', energised({ day: '2027-12-01' }), {
      severity: 'error',
      path: 'stack/first',
      object: "phase 'first' after energisation 'substation'",
      found: 'it begins on 2027-11-30',
      limit: "2027-12-01, the day of energisation 'substation' (letter of the utility)",
      arithmetic: '2027-11-30 is before 2027-12-01',
      phases: ['first', 'last'],
    });
  });

  test('judges what waits in the last phase there alone', () => {
    const gates: MilestonePlan['gates'] = [
      { what: 'hand-over', name: "hall 'hall-2'", path: 'stack/hall-2', phase: 'last', date: '2029-02-28' },
    ];
    expectFinding('growth/before-milestone', energised({ day: '2029-03-01', gates }), {
      found: 'it is handed over on 2029-02-28',
      phases: ['last'],
    });
  });

  // 2027-09-21 + 10 weeks of 7 days = 2027-11-30.
  test('passes for what can still be applied for, until its last day', () => {
    expectPassed('growth/before-milestone', energised({ leadTimeWeeks: 10 }, '2027-09-21'));
  });

  test('fails for what is applied for a day too late', () => {
    expectFinding('growth/before-milestone', energised({ leadTimeWeeks: 10 }, '2027-09-22'), {
      limit: '2027-12-01, if it is applied for on the evaluation date (letter of the utility)',
      arithmetic: '2027-09-22 + 10 weeks = 2027-12-01, after 2027-11-30',
    });
  });

  test.each([
    ['no day and no lead time', {}, undefined, "the day of energisation 'substation'"],
    ['a lead time and no evaluation date', { leadTimeWeeks: 10 }, undefined, 'the evaluation date'],
    [
      'a start without a day',
      { day: '2027-01-01', gates: [{ what: 'order', name: "'tx-1'", path: 'stack/tx-1' }] },
      undefined,
      "the day of 'tx-1'",
    ],
    [
      'a phase that has begun, and no word of the milestone',
      { day: '2027-11-30' },
      '2027-12-01',
      "whether energisation 'substation' was reached before 2027-11-30",
    ],
  ] as const)('is not known with %s', (_, parts, asOf, found) => {
    expectFinding('growth/before-milestone', energised(parts, asOf), { outcome: 'indeterminate', found });
  });

  test('passes for a phase that has begun after its milestone was reached', () => {
    expectPassed('growth/before-milestone', energised({ day: '2027-11-01', reachedOn: '2027-11-01' }, '2027-12-01'));
  });

  test('has nothing to judge without milestones', () => {
    expectNothing('growth/before-milestone', sitePlan({ phases: [FIRST] }), 'the site names no milestone');
  });
});

describe('growth/milestone-overdue', () => {
  test('passes on the day of the milestone', () => {
    expectPassed('growth/milestone-overdue', energised({ day: '2027-06-01' }, '2027-06-01'));
  });

  test('fails on the day after, without word of it', () => {
    expectFinding('growth/milestone-overdue', energised({ day: '2027-06-01' }, '2027-06-02'), {
      severity: 'warning',
      found: 'its day was 2027-06-01 (letter of the utility), and nobody says that it was reached',
      arithmetic: '2027-06-02 is after 2027-06-01',
    });
  });

  test('passes for one that was reached', () => {
    const reached = { day: '2027-06-05', reachedOn: '2027-06-05' };
    expectPassed('growth/milestone-overdue', energised(reached, '2027-06-05'));
  });

  test('fails for one that is said to be reached in the future', () => {
    expectFinding('growth/milestone-overdue', energised({ day: '2027-06-05', reachedOn: '2027-06-05' }, '2027-06-04'), {
      found: "'reachedOn' is 2027-06-05, which is still to come",
    });
  });

  test('is not known without an evaluation date', () => {
    expectFinding('growth/milestone-overdue', energised({ day: '2027-06-01' }), {
      outcome: 'indeterminate',
      found: 'the evaluation date',
    });
  });

  test('has nothing to judge where no milestone has a day', () => {
    expectNothing('growth/milestone-overdue', energised({}), 'no milestone has a day');
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
