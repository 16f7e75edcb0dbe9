import fc from 'fast-check';

import { evaluate, exitCode } from '../../src/policy/evaluate';
import {
  defineRule,
  failed,
  indeterminate,
  notApplicable,
  passed,
  type Severity,
  type Verdict,
} from '../../src/policy/engine/rule';
import { powerZone, sitePlan, siteWithZone } from './site-plan-fixture';

const ruleOf = (id: string, verdicts: readonly Verdict[], severity: Severity = 'error') =>
  defineRule({ id, severity, title: `${id} holds`, why: { text: 'Because.', source: 'House' }, check: () => verdicts });
const broken = (path: string, object = path) =>
  failed({ path, object, found: '2 kW', limit: '1 kW', shortfall: '1 kW', remedy: 'remove it' });
const unknown = (path: string) =>
  indeterminate({ path, object: path, unknown: 'its weight', givenBy: "give 'weight'" });
const plan = sitePlan();
const waiver = { ruleId: 'house/a', reason: 'known', until: '2026-06-30' };

describe('a report', () => {
  const rules = [
    ruleOf('house/b', [broken('s/b'), broken('s/a', 'z'), broken('s/a', 'y'), passed(7)], 'warning'),
    ruleOf('house/a', [broken('s/z')]),
    ruleOf('house/c', [broken('s/a')], 'info'),
    ruleOf('house/d', [notApplicable('no such thing')]),
    ruleOf('house/e', []),
    ruleOf('house/f', [passed(3)]),
    ruleOf('house/g', [unknown('s/u')]),
  ];
  const report = evaluate(plan, { rules });

  test('sorts findings by severity, rule and object, whatever the path', () => {
    expect(report.findings.map(({ severity, ruleId, path, object }) => [severity, ruleId, path, object])).toEqual([
      ['error', 'house/a', 's/z', 's/z'],
      ['warning', 'house/b', 's/b', 's/b'],
      ['warning', 'house/b', 's/a', 'y'],
      ['warning', 'house/b', 's/a', 'z'],
      ['info', 'house/c', 's/a', 's/a'],
      ['info', 'house/g', 's/u', 's/u'],
    ]);
  });

  test('counts findings by severity and objects by outcome', () => {
    // Not applicable: house/d, house/e and the two rules about acknowledgements.
    expect(report.counts).toEqual({
      severities: { error: 1, warning: 3, info: 2 },
      outcomes: { passed: 10, failed: 5, indeterminate: 1, 'not-applicable': 4 },
      acknowledged: 0,
    });
  });

  test('what is not known of several objects, and the same settles, is one finding and counts once', () => {
    const other = indeterminate({ path: 's/z', object: 's/z', unknown: 'its place', givenBy: "give 'place'" });
    const many = ['s/d', 's/c', 's/b', 's/a'].map(unknown);
    const { findings, counts, rules: outcomes } = evaluate(plan, { rules: [ruleOf('house/g', [...many, other])] });
    expect(findings.map(({ path, object, objects }) => ({ path, object, objects }))).toEqual([
      {
        path: 's/a',
        object: 's/a; s/b; s/c and 1 more',
        objects: ['s/a', 's/b', 's/c', 's/d'].map((path) => ({ path, object: path })),
      },
      { path: 's/z', object: 's/z', objects: undefined },
    ]);
    expect([counts.outcomes.indeterminate, outcomes[0]?.indeterminate]).toEqual([2, 2]);
  });

  test('an object that is waived is not among those of one cause', () => {
    const rules = [ruleOf('house/a', ['s/a', 's/b', 's/c'].map(unknown))];
    const report = evaluate(plan, { rules, acknowledgements: [{ ...waiver, path: 's/a' }], asOf: '2026-01-01' });
    expect(report.findings.map(({ object }) => object)).toEqual(['s/b; s/c']);
    expect(report.acknowledged.map(({ object }) => object)).toEqual(['s/a']);
    expect(report.rules[0]).toMatchObject({ indeterminate: 1, acknowledged: 1 });
  });

  test('says of each rule how it ended', () => {
    expect(report.rules.map(({ id, result, reasons }) => [id, result, ...reasons])).toEqual([
      ['house/a', 'failed'],
      ['house/b', 'failed'],
      ['house/c', 'failed'],
      ['house/d', 'not-applicable', 'no such thing'],
      ['house/e', 'not-applicable', 'there is nothing to judge'],
      ['house/f', 'passed'],
      ['house/g', 'indeterminate'],
      ['policy/acknowledgement-expired', 'not-applicable', 'the site has no acknowledgements'],
      ['policy/acknowledgement-unused', 'not-applicable', 'the site has no acknowledgements'],
    ]);
  });

  test('is plain data that survives JSON', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  test('is the same whatever the order of the rules', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(rules, { minLength: rules.length }), (shuffled) => {
        expect(evaluate(plan, { rules: shuffled })).toEqual(report);
      }),
    );
  });

  test('judges by the rules of the library by default', () => {
    const { findings } = evaluate(siteWithZone(powerZone(2_100_000)));
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['power/zone-overload-on-feed-loss']);
  });
});

describe('strict mode', () => {
  const rules = [ruleOf('house/a', [unknown('s/u')], 'warning')];

  test('counts what is not known as an error', () => {
    const [lax, strict] = [false, true].map((isStrict) => evaluate(plan, { rules, isStrict }));
    expect([lax?.findings[0]?.severity, strict?.findings[0]?.severity]).toEqual(['info', 'error']);
    expect([lax, strict].map((report) => report && exitCode(report))).toEqual([0, 1]);
  });
});

describe('the exit code', () => {
  test.each([
    ['error', 1],
    ['warning', 0],
    ['info', 0],
  ] as const)('for a finding of severity %s is %i', (severity, code) => {
    expect(exitCode(evaluate(plan, { rules: [ruleOf('house/a', [broken('s')], severity)] }))).toBe(code);
  });
});

describe('an acknowledgement', () => {
  const rules = [ruleOf('house/a', [broken('s/zone'), broken('s/zone/rack'), broken('s/zone-2'), unknown('s/zone/x')])];
  const judgeOn = (asOf: string, path = 's/zone', andBelow = true) =>
    evaluate(plan, { rules, acknowledgements: [{ ...waiver, path, andBelow }], asOf });

  test('covers the construct that it names, and says what is below where it names none that failed', () => {
    const report = judgeOn('2026-06-30', 's/zone', false);
    expect(report.findings.map(({ path }) => path)).toEqual(['s/zone-2', 's/zone/rack', 's/zone/x']);
    expect(report.acknowledged.map(({ path, acknowledgement }) => [path, acknowledgement])).toEqual([
      ['s/zone', { path: 's/zone', reason: 'known', until: '2026-06-30' }],
    ]);
    const { findings } = judgeOn('2026-06-30', 's', false);
    expect(findings.find(({ ruleId }) => ruleId === 'policy/acknowledgement-unused')).toMatchObject({
      path: 's',
      found: '0 findings covered; 4 below it',
      remedy: "say 'andBelow: true' to cover what is below, or acknowledge each construct",
    });
  });

  test('covers with andBelow a construct and what is below it, on its last day too, and counts them', () => {
    const report = judgeOn('2026-06-30');
    expect(report.acknowledged[0]?.acknowledgement).toMatchObject({ andBelow: true, covers: 3 });
    expect(report.findings.map(({ path }) => path)).toEqual(['s/zone-2']);
    expect(report.acknowledged.map(({ path, acknowledgement }) => [path, acknowledgement.reason])).toEqual([
      ['s/zone', 'known'],
      ['s/zone/rack', 'known'],
      ['s/zone/x', 'known'],
    ]);
    expect(report.counts).toEqual({
      severities: { error: 1, warning: 0, info: 0 },
      outcomes: { passed: 2, failed: 1, indeterminate: 0, 'not-applicable': 0 },
      acknowledged: 3,
    });
  });

  test('lets a finding count again after its last day, and says so', () => {
    const report = judgeOn('2026-07-01');
    expect(report.acknowledged).toEqual([]);
    expect(report.findings.filter(({ ruleId }) => ruleId === 'house/a')).toHaveLength(4);
    expect(report.findings.find(({ ruleId }) => ruleId === 'policy/acknowledgement-expired')).toEqual({
      ruleId: 'policy/acknowledgement-expired',
      pack: 'policy',
      severity: 'warning',
      outcome: 'failed',
      title: 'an acknowledgement that covers a finding is within its date',
      path: 's/zone',
      object: "acknowledgement of 'house/a' (known)",
      found: 'ended on 2026-06-30; covers 3 findings',
      limit: 'judged as of 2026-07-01',
      arithmetic: '2026-07-01 is after 2026-06-30',
      remedy: "fix what it covers, or acknowledge it again with a later 'until'",
    });
  });

  test('that covers nothing is a warning', () => {
    const report = judgeOn('2026-06-30', 's/elsewhere');
    expect(report.findings.find(({ ruleId }) => ruleId === 'policy/acknowledgement-unused')).toMatchObject({
      severity: 'warning',
      path: 's/elsewhere',
      object: "acknowledgement of 'house/a' (known)",
      found: '0 findings covered',
      limit: 'at least 1 finding',
      remedy: "take the acknowledgement away, or correct its 'path'",
    });
  });

  test('of the whole tree covers everything', () => {
    expect(judgeOn('2026-06-30', '').findings).toEqual([]);
  });

  test('that is nearer to the finding wins, and one that is in date wins over an expired one', () => {
    const acknowledgements = [
      { ...waiver, path: 's', reason: 'far', andBelow: true },
      { ...waiver, path: 's/zone', reason: 'near', andBelow: true },
      { ...waiver, path: 's/zone/rack', reason: 'gone', until: '2026-01-01' },
    ];
    const report = evaluate(plan, { rules, acknowledgements, asOf: '2026-06-01' });
    expect(report.acknowledged.map(({ path, acknowledgement }) => [path, acknowledgement.reason])).toEqual([
      ['s/zone', 'near'],
      ['s/zone-2', 'far'],
      ['s/zone/rack', 'near'],
      ['s/zone/x', 'near'],
    ]);
    expect(report.findings.map(({ ruleId, path }) => [ruleId, path])).toEqual([
      ['policy/acknowledgement-expired', 's/zone/rack'],
    ]);
  });

  test('leaves a rule of which all is waived acknowledged, not passed', () => {
    expect(judgeOn('2026-06-30', '').rules[0]).toMatchObject({
      id: 'house/a',
      result: 'acknowledged',
      acknowledged: 4,
    });
  });
});

describe('refusals', () => {
  test('fails for acknowledgements without a day to judge them on', () => {
    expect(() => evaluate(plan, { acknowledgements: [{ ...waiver, path: 's' }] })).toThrow(
      "site 'gasan' has 1 acknowledgement, which ends on a date, and no day to judge it on; " +
        "give 'asOf' as year-month-day, for example '2026-12-31' [policy/no-as-of]",
    );
  });

  test('fails for a day that is none', () => {
    expect(() => evaluate(plan, { asOf: '2026-02-30' })).toThrow(
      "site 'gasan': 'asOf' is '2026-02-30', which is no day of the calendar; " +
        "write it as year-month-day, for example '2026-12-31' [policy/bad-date]",
    );
  });

  test('fails for two rules of one id', () => {
    expect(() => evaluate(plan, { rules: [ruleOf('house/a', []), ruleOf('house/a', [])] })).toThrow(
      "two rules are called 'house/a'; give one of them another id, or leave it out [policy/duplicate-rule]",
    );
  });
});
