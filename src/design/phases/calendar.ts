const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAY_MILLISECONDS = 86_400_000;
const DAYS_OF_WEEK = 7;

/** Whether a text is a day of the calendar, as `2026-12-31`. Such days sort as text. */
export function isCalendarDay(text: string): boolean {
  const [, year = '', month = '', date = ''] = DAY.exec(text) ?? [];
  return Number(date) >= 1 && Number(date) <= daysOf(Number(year), Number(month));
}

/** The day that lies so many weeks before another, both as `YYYY-MM-DD`. Parts of a week count as whole days, rounded up. */
export function weeksBefore(day: string, weeks: number): string {
  const days = Math.ceil(weeks * DAYS_OF_WEEK);
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MILLISECONDS).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

function daysOf(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeapYear ? 29 : (DAYS[month - 1] ?? 0);
}
