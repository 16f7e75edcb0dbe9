import { defineRule, notApplicable, type Severity } from '../../../src/policy/engine/rule';

const good = {
  id: 'house/no-monday-moves',
  severity: 'warning',
  title: 'nothing moves on a Monday',
  why: { text: 'The crew is away.', source: 'House rules, section 3' },
  check: () => [notApplicable('there is no Monday')],
} as const;

test('a rule belongs to the pack that its id begins with', () => {
  expect(defineRule(good)).toMatchObject({ id: 'house/no-monday-moves', pack: 'house', severity: 'warning' });
});

describe('refusals', () => {
  test.each(['zone-overload', 'Power/zone', 'power/', 'power/zone/a', '1power/zone'])("fails for the id '%s'", (id) => {
    expect(() => defineRule({ ...good, id })).toThrow(
      `rule '${id}': the id is not of the form 'pack/what-is-wrong' in small letters, digits and hyphens; ` +
        "write it like 'power/zone-overload' [policy/bad-rule-id]",
    );
  });

  test('fails for an id of the reserved pack', () => {
    expect(() => defineRule({ ...good, id: 'policy/mine' })).toThrow(
      "rule 'policy/mine': ids that begin with 'policy/' are kept for findings about acknowledgements; " +
        'choose another first part [policy/reserved-rule-id]',
    );
  });

  test('fails for a severity that is not known', () => {
    expect(() => defineRule({ ...good, severity: 'fatal' as Severity })).toThrow(
      "rule 'house/no-monday-moves': severity 'fatal' is not known; use one of error, warning, info [policy/bad-severity]",
    );
  });

  test('fails for every text that is empty, all at once', () => {
    const line = (name: string) =>
      `- rule 'house/no-monday-moves': '${name}' is empty; say what must hold, why, and on what source it rests [policy/rule-without-text]`;
    expect(() => defineRule({ ...good, title: ' ', why: { text: '', source: '' } })).toThrow(
      ['3 problems [design/several]', line('title'), line('why.text'), line('why.source')].join('\n'),
    );
  });
});
