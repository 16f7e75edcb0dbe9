import { acknowledgement } from '../../src/policy/acknowledgement';
import { defineRule } from '../../src/policy/engine/rule';

const good = { path: 'stack/zone-a', ruleId: 'power/zone-headroom', reason: 'ends in May', until: '2026-12-31' };
const owner = "acknowledgement of 'power/zone-headroom' for 'stack/zone-a'";

test('an acknowledgement that is complete comes back as it is', () => {
  expect(acknowledgement(good)).toEqual(good);
});

test('a rule of the user can be named where it is given', () => {
  const rule = defineRule({
    id: 'house/rule',
    severity: 'info',
    title: 'holds',
    why: { text: 'Because.', source: 'House' },
    check: () => [],
  });
  expect(acknowledgement({ ...good, ruleId: 'house/rule' }, [rule]).ruleId).toBe('house/rule');
});

test.each(['2024-02-29', '2000-02-29', '2026-04-30', '2026-12-31'])('%s is a day', (until) => {
  expect(acknowledgement({ ...good, until }).until).toBe(until);
});

describe('refusals', () => {
  test('fails without a reason', () => {
    expect(() => acknowledgement({ ...good, reason: ' ' })).toThrow(
      `${owner}: 'reason' is empty; say why the finding can be waived [policy/acknowledgement-without-reason]`,
    );
  });

  test('fails for a rule that is spelled wrong, with a hint', () => {
    expect(() => acknowledgement({ ...good, ruleId: 'power/zone-headrom' })).toThrow(
      "acknowledgement of 'power/zone-headrom' for 'stack/zone-a': there is no rule 'power/zone-headrom'; " +
        "did you mean 'power/zone-headroom'? [policy/unknown-rule]",
    );
  });

  test('fails for a rule that is like no other', () => {
    expect(() => acknowledgement({ ...good, ruleId: 'weather/rain' })).toThrow(
      "acknowledgement of 'weather/rain' for 'stack/zone-a': there is no rule 'weather/rain'; " +
        "take an id from the list of rules in 'docs/policies.md' [policy/unknown-rule]",
    );
  });

  test.each(['', '31.12.2026', '2026-13-01', '2026-00-10', '2026-04-31', '2026-02-29', '1900-02-29', '2026-1-1'])(
    "fails for the day '%s'",
    (until) => {
      expect(() => acknowledgement({ ...good, until })).toThrow(
        `${owner}: 'until' is '${until}', which is no day of the calendar; ` +
          "write it as year-month-day, for example '2026-12-31' [policy/bad-date]",
      );
    },
  );

  test('fails for all that is wrong at once', () => {
    expect(() => acknowledgement({ ...good, reason: '', until: 'soon' })).toThrow(/^2 problems \[design\/several\]/);
  });
});
