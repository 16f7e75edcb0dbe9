import { defaultRules } from '../../src/policy/rule-packs';
import { type LessonOutcome, lessons, outcomeOf } from './lessons';

test.each(lessons)('$year $incident: $cause', ({ rule, outcome, build, sound }) => {
  expect(defaultRules.map(({ id }) => id)).toContain(rule);
  expect({ cause: outcomeOf(build(), rule), sound: outcomeOf(sound(), rule) }).toEqual({
    cause: outcome,
    sound: 'missed',
  });
});

test('counts of the table', () => {
  const counts: Record<LessonOutcome, number> = { caught: 0, 'not known': 0, missed: 0 };
  for (const { outcome } of lessons) counts[outcome] += 1;
  expect(counts).toEqual({ caught: 9, 'not known': 3, missed: 0 });
});
