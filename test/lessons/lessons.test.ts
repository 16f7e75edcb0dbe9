import { defaultRules } from '../../src/policy/rule-packs';
import { countsOf, type LessonOutcome, lessons, outcomeOf } from './lessons';

/** Codes of errors that refuse a program. */
const REFUSALS = ['props/unknown'];

const found: (readonly [point: number, outcome: LessonOutcome])[] = [];

test.each(lessons)('$point: $year $incident: $cause', ({ point, rule, outcome, build, sound }) => {
  expect([...defaultRules.map(({ id }) => id), ...REFUSALS]).toContain(rule);
  const said = outcomeOf(build, rule);
  found.push([point, said]);
  expect({ cause: said, sound: outcomeOf(sound, rule) }).toEqual({ cause: outcome, sound: 'missed' });
});

test('counts of the table: every kind of cause is caught', () => {
  expect(countsOf(found)).toEqual({ caught: 28, 'not known': 0, missed: 0 });
});
