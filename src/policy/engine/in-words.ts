import { DesignError } from '../../errors/design-error';
import { isCalendarDay } from '../../model/phase';
import { DataRate, DataSize } from '../../units/data';
import { Energy } from '../../units/electricity';
import { Length, Mass } from '../../units/dimensions';
import { Power } from '../../units/power';
import type { LoadFigure } from '../../model/placement-plan';
import type { PowerPlan } from '../../model/power-plan';

const SHOWN_NAMES = 3;

const BITS_PER_BYTE = 8;

const BYTES_PER_GIGABYTE = 1_000_000_000;

/** Quantities of a plan as text for people, with units. */
export const inWords = {
  watts: (amount: number): string => Power.watts(Math.round(amount)).toString(),
  joules: (amount: number): string => Energy.joules(Math.round(amount)).toString(),
  bytes: (amount: number): string => DataSize.bytes(Math.round(amount)).toString(),
  /** Network rates, in bits. */
  bits: (amount: number): string => DataRate.bitsPerSecond(Math.round(amount)).toString(),
  /** Storage rates, in gigabytes, as their vendors print them. */
  bytesPerSecond: (bits: number): string => `${number(bits / BITS_PER_BYTE / BYTES_PER_GIGABYTE, 3)} GB/s`,
  millimetres: (amount: number): string => Length.millimetres(Math.round(amount)).toString(),
  grams: (amount: number): string => Mass.grams(Math.round(amount)).toString(),
  /** A share from 0 to 1, with one decimal at most. */
  percent: (share: number): string => `${number(share * 100, 1)} %`,
  number,
  /** `1 rack`, `12 racks`; a plural that is not made with an s is given. */
  count: (amount: number, one: string, many = `${one}s`): string => `${number(amount)} ${amount === 1 ? one : many}`,
  /** The first names, and how many more there are. */
  names: (names: readonly string[]): string => {
    const shown = names.slice(0, SHOWN_NAMES).map((name) => `'${name}'`);
    const more = names.length - shown.length;
    return `${shown.join(', ')}${more > 0 ? ` and ${number(more)} more` : ''}`;
  },
};

/** A number with commas between thousands, rounded to `decimals`. */
function number(amount: number, decimals = 2): string {
  const factor = 10 ** decimals;
  const [whole = '', rest] = String(Math.round(amount * factor) / factor).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return rest === undefined ? grouped : `${grouped}.${rest}`;
}

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

const WORDS: Readonly<Record<LoadFigure, string>> = {
  nameplate: 'by nameplate',
  peak: 'by peak (EDPp)',
  tdp: 'by TDP',
  capped: 'by cap',
  measured: 'as measured',
  idle: 'at idle',
};

/** By which figure the loads of a plan are calculated, to follow a load in a message: `by nameplate`. */
export function byFigure({ basis }: Pick<PowerPlan, 'basis'>): string {
  return WORDS[basis];
}
