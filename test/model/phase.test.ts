import fc from 'fast-check';
import { isCalendarDay, weeksBefore } from '../../src/model/phase';

// 2027-11-30 less 128 weeks of 7 days: 896 days. 2027-11-30 is day 334 of its year; 334 + 365 (2026) + 197 (2025 from 17 June on) = 896.
test('an order date lies the weeks of the lead time before the phase', () => {
  expect(weeksBefore('2027-11-30', 128)).toBe('2025-06-17');
});

test('part of a week counts as whole days, rounded up', () => {
  expect(weeksBefore('2027-03-01', 0.5)).toBe('2027-02-25');
});

test.each(['2027-02-29', '2027-13-01', '2027-1-1', '', '2027-11-31', 'soon'])("'%s' is no day", (text) => {
  expect(isCalendarDay(text)).toBe(false);
});

test('the 29th of February is a day of leap years alone', () => {
  expect(['2028-02-29', '2000-02-29', '1900-02-29'].map(isCalendarDay)).toEqual([true, true, false]);
});

test('so many weeks before a day is a day, and lies exactly that far back', () => {
  const dates = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(dates, fc.integer({ min: 0, max: 1_040 }), (date, weeks) => {
      const day = date.toISOString().slice(0, 10);
      const before = weeksBefore(day, weeks);
      expect(isCalendarDay(before)).toBe(true);
      expect(Date.parse(day) - Date.parse(before)).toBe(weeks * 7 * 86_400_000);
    }),
  );
});
