import { secondsBetween } from '../../model/phase';
import { addTo, present } from '../../units/present';
import type { ImpactWindow } from './plan-impact';

/** What a meter read. */
export interface MeterSample {
  readonly time: string;
  readonly watts: number;
  /** Absent: there is one meter. */
  readonly meter?: string;
}

/** A span in which the meters say nothing. */
export interface MeterGap extends ImpactWindow {
  readonly why: string;
}

/** What meters say of a curtailment. */
export interface CurtailmentProof {
  /** `held`: every reading of the window is at or below the figure, and no part of it is unread. */
  readonly outcome: 'held' | 'not held' | 'not known';
  /** Readings within the window, all meters together. */
  readonly readings: number;
  /** Seconds of the window that were read; those of them above the figure. */
  readonly readSeconds: number;
  readonly aboveSeconds: number;
  /** First reading from which on the figure is held to the end of the window. Absent: it never is. */
  readonly heldFrom?: string;
  /** Highest reading, and by how much it is above the figure; below it the number is negative. Absent: there is none. */
  readonly worst?: { readonly time: string; readonly watts: number; readonly aboveWatts: number };
  /** Mean of what was read, W, each reading for the time to the next. Absent: there is none. */
  readonly meanWatts?: number;
  readonly gaps: readonly MeterGap[];
}

/** A reading stands until the next one; more than this times the usual time between two of them later, it stands for nothing. */
const MOST_SPACINGS = 2;

/**
 * Whether a site held a figure over a window, by its meters: readings of one time are summed over all meters, and stand until the next. Times at which a meter is
 * missing, the beginning and the end of the window where nothing is read, and gaps of more than twice the usual time between readings are not known.
 */
export function proofOf(
  samples: readonly MeterSample[],
  toWatts: number,
  { from, to }: ImpactWindow,
): CurtailmentProof {
  const meters = new Set(samples.map(({ meter = '' }) => meter));
  const byTime = new Map<string, MeterSample[]>();
  for (const sample of samples) addTo(byTime, sample.time, sample);
  const all = [...byTime].sort(([left], [right]) => (left < right ? -1 : 1));
  const spacing = median(all.slice(1).map(([time], at) => secondsBetween(all[at]?.[0] ?? time, time)));
  const isWhole = (list: readonly MeterSample[]): boolean =>
    new Set(list.map(({ meter = '' }) => meter)).size === meters.size;
  const hasMissing = all.some(([, list]) => !isWhole(list));
  const spans = all.flatMap(([time, list], at) => {
    if (!isWhole(list)) return [];
    const next = all[at + 1]?.[0] ?? to;
    const end = secondsBetween(time, next) > MOST_SPACINGS * spacing ? time : next;
    const watts = list.reduce((sum, one) => sum + one.watts, 0);
    return [{ time, watts, begin: time < from ? from : time, end: end > to ? to : end }];
  });
  const inside = spans.filter(({ time, begin, end }) => begin < end || (time >= from && time < to));
  const seconds = (of: readonly (typeof inside)[number][]): number =>
    of.reduce((sum, { begin, end }) => sum + (begin < end ? secondsBetween(begin, end) : 0), 0);
  const above = inside.filter(({ watts }) => watts > toWatts);
  const readSeconds = seconds(inside);
  const gaps = gapsOf(inside, { from, to }, hasMissing);
  const highest = inside.reduce<(typeof inside)[number] | undefined>(
    (most, one) => (most === undefined || one.watts > most.watts ? one : most),
    undefined,
  );
  const lastAbove = inside.reduce((last, { watts }, at) => (watts > toWatts ? at : last), -1);
  const heldFrom = inside[lastAbove + 1]?.begin;
  const energy = inside.reduce(
    (sum, { watts, begin, end }) => sum + (begin < end ? watts * secondsBetween(begin, end) : 0),
    0,
  );
  return {
    outcome: above.length > 0 ? 'not held' : gaps.length > 0 || inside.length === 0 ? 'not known' : 'held',
    readings: inside.length,
    readSeconds,
    aboveSeconds: seconds(above),
    ...present({ heldFrom }),
    ...(highest === undefined
      ? {}
      : { worst: { time: highest.time, watts: highest.watts, aboveWatts: highest.watts - toWatts } }),
    ...(readSeconds === 0 ? {} : { meanWatts: Math.round(energy / readSeconds) }),
    gaps,
  };
}

function gapsOf(
  inside: readonly { readonly begin: string; readonly end: string }[],
  { from, to }: ImpactWindow,
  hasMissing: boolean,
): readonly MeterGap[] {
  const why = hasMissing ? 'no reading of all meters' : 'no reading';
  const gaps: MeterGap[] = [];
  let read = from;
  for (const { begin, end } of inside) {
    if (begin > read) gaps.push({ from: read, to: begin, why });
    if (end > read) read = end;
  }
  if (read < to) gaps.push({ from: read, to, why });
  return gaps;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
