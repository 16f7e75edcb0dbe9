import { DesignError } from '../errors/design-error';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * A day of the calendar, as `2026-12-31`. Such days sort as text.
 *
 * @param day - the text to check
 * @param owner - what carries the day, for the message
 * @param prop - name of the prop
 * @throws DesignError `policy/bad-date`
 */
export function calendarDay(day: string, owner: string, prop: string): string {
  const [, year = '', month = '', date = ''] = DAY.exec(day) ?? [];
  const days = daysOf(Number(year), Number(month));
  if (Number(date) >= 1 && Number(date) <= days) return day;
  throw new DesignError('policy/bad-date', {
    problem: `${owner}: '${prop}' is '${day}', which is no day of the calendar`,
    remedy: "write it as year-month-day, for example '2026-12-31'",
    object: owner,
    value: day,
  });
}

function daysOf(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeapYear ? 29 : (DAYS[month - 1] ?? 0);
}
