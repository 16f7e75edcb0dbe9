import { isCalendarDay } from '../model/phase';
import { DesignError } from '../errors/design-error';

/**
 * A day of the calendar, as `2026-12-31`. Such days sort as text.
 *
 * @param day - the text to check
 * @param owner - what carries the day, for the message
 * @param prop - name of the prop
 * @throws DesignError `policy/bad-date`
 */
export function calendarDay(day: string, owner: string, prop: string): string {
  if (isCalendarDay(day)) return day;
  throw new DesignError('policy/bad-date', {
    problem: `${owner}: '${prop}' is '${day}', which is no day of the calendar`,
    remedy: "write it as year-month-day, for example '2026-12-31'",
    object: owner,
    value: day,
  });
}
