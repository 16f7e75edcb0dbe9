import { addTo } from '../units/present'; /** Something that is there by the date of a phase. */
export interface Phased {
  readonly name: string;
  readonly phase?: string;
}

/** A phase of construction: a date by which things are there. Phases follow each other in order of date. */
export interface PhaseInput {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Day as `YYYY-MM-DD`. */
  readonly date: string;
  /** Power of the supply contract, W. Absent: not stated. */
  readonly contractWatts?: number;
  /** Power for IT, W. Absent: not stated. */
  readonly itWatts?: number;
  /** Power that the utility has energised, W. Absent: not stated. */
  readonly energisedWatts?: number;
}

/** Something bought that takes time to come. */
export interface PurchaseInput {
  /** Kind and name for people: `power node 'tx-1'`. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Weeks from order to delivery. */
  readonly leadTimeWeeks: number;
  /** Phase by whose date it is there. Absent: the first phase. */
  readonly phase?: string;
}

/** A purchase with the last day on which it can be ordered. */
export interface PurchasePlan extends PurchaseInput {
  /** Day as `YYYY-MM-DD`: the date of its phase less its lead time. */
  readonly lastOrderDate: string;
}

/** What must be reached before something else may start, in the terms of the field. `integrated-test` is the test of level 5. */
export const MILESTONE_KINDS = ['permit', 'inspection', 'energisation', 'integrated-test', 'insurer'] as const;

/** Kind of a milestone. */
export type MilestoneKind = (typeof MILESTONE_KINDS)[number];

/** What others grant, test or switch on, and what may not start before. */
export interface MilestoneInput {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** What it is. */
  readonly kind: MilestoneKind;
  /** Document or person that its day is from. */
  readonly source: string;
  /** Day on which it is to be reached, `YYYY-MM-DD`. Absent: it follows from the lead time, or is not known. */
  readonly date?: string;
  /** Weeks from the application to the milestone. Absent: not stated. */
  readonly leadTimeWeeks?: number;
  /** Day on which it was applied for, `YYYY-MM-DD`. Absent: it is not applied for yet. */
  readonly appliedOn?: string;
  /** Day on which it was reached, `YYYY-MM-DD`. Absent: nobody says that it was. */
  readonly reachedOn?: string;
  /** Names of phases that may not begin before it. */
  readonly phases: readonly string[];
  /** Halls and clusters that may not be handed over before it: by path, or by name. */
  readonly handOver: readonly NamedThing[];
  /** What may not be ordered before it. */
  readonly orders: readonly Required<NamedThing>[];
}

/** A construct by its path, or what is meant by a name alone. */
export interface NamedThing {
  readonly name: string;
  readonly path?: string;
}

/** What may not start before a milestone. */
export interface MilestoneGate {
  readonly what: 'phase' | 'hand-over' | 'order';
  /** In words: `phase 'first'`, `8 systems of cluster 'haein'`. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Phase that it is of. Absent: the site has none. */
  readonly phase?: string;
  /** Day on which it starts: the date of its phase, or the last day to order it. Absent: not stated. */
  readonly date?: string;
}

/** A milestone with its day. */
export interface MilestonePlan extends Omit<MilestoneInput, 'phases' | 'handOver' | 'orders'> {
  /** Day on which it was or will be reached: `reachedOn`, else `date`, else the day of application and the lead time. Absent: not known. */
  readonly day?: string;
  /** Last day to apply for what is not applied for: the first start that waits for it, less the lead time. Absent: no lead time, or no start is stated. */
  readonly lastApplication?: string;
  /** In order of their days, those without a day last. */
  readonly gates: readonly MilestoneGate[];
}

/** A phase with what is there by its date. */
export interface PhasePlan extends PhaseInput {
  /** GPU systems that are there by its date. */
  readonly systems: number;
  /** GPUs that are there by its date. */
  readonly gpus: number;
  /** Racks with a device by its date. */
  readonly racksUsed: number;
  /** Load of devices and tenants by the figure of the site, W. */
  readonly loadWatts: number;
  /** Draw at the point of supply, W: with losses and cooling, as far as they are planned. Absent: of a plan of an earlier version. */
  readonly drawWatts?: number;
  /** In order of their last order date. */
  readonly purchases: readonly PurchasePlan[];
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const DAY_MILLISECONDS = 86_400_000;

/** Last day that is written with four digits of a year. */
export const LAST_DAY = '9999-12-31';

const DAYS_OF_WEEK = 7;

/** Whether a text is a day of the calendar, as `2026-12-31`. Such days sort as text. */
export function isCalendarDay(text: string): boolean {
  const [, year = '', month = '', date = ''] = DAY.exec(text) ?? [];
  return Number(date) >= 1 && Number(date) <= daysOf(Number(year), Number(month));
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * A moment in the one form that sorts as text: `2026-12-05T22:00` of the site's own clock, or `2026-12-05T13:00:00Z` where the text says its zone. A day is its
 * beginning. Undefined: it is none.
 */
export function momentOf(text: string): string | undefined {
  const [, day = '', hour = '00', minute = '00', second = '00', zone] = MOMENT.exec(text.trim()) ?? [];
  if (!isCalendarDay(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (zone === undefined) return `${day}T${hour}:${minute}${second === '00' ? '' : `:${second}`}`;
  const sure = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const at = Date.parse(`${day}T${hour}:${minute}:${second}${sure}`);
  return Number.isNaN(at) ? undefined : `${new Date(at).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length)}Z`;
}

/** Seconds from one moment to another, both of one form. */
export function secondsBetween(from: string, to: string): number {
  const at = (moment: string): number => Date.parse(moment.endsWith('Z') ? moment : `${moment}Z`);
  return (at(to) - at(from)) / 1_000;
}

/** The moment so many seconds after another, in its form; before it where they are below zero. */
export function secondsAfter(moment: string, seconds: number): string {
  const isZoned = moment.endsWith('Z');
  const at = new Date(Date.parse(isZoned ? moment : `${moment}Z`) + seconds * 1_000).toISOString();
  return momentOf(isZoned ? at : at.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length)) ?? moment;
}

/** The day that lies so many weeks before another, both as `YYYY-MM-DD`. Parts of a week count as whole days, rounded up. */
export function weeksBefore(day: string, weeks: number): string {
  return daysAfter(day, -Math.ceil(weeks * DAYS_OF_WEEK));
}

/** The day that lies so many weeks after another, as `weeksBefore` counts them. */
export function weeksAfter(day: string, weeks: number): string {
  return daysAfter(day, Math.ceil(weeks * DAYS_OF_WEEK));
}

/** The day so many months after another: on the same day of the month, or on the last where the month has none. */
export function monthsAfter(day: string, months: number): string {
  const month = Number(day.slice(5, 7)) - 1 + months;
  const year = Number(day.slice(0, 4)) + Math.floor(month / 12);
  const number = (((month % 12) + 12) % 12) + 1;
  const date = Math.min(Number(day.slice(8, 10)), daysOf(year, number));
  return `${String(year).padStart(4, '0')}-${String(number).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** The days every so many months after a day, itself the first, up to another one. */
export function monthlyDays(from: string, until: string, step = 1): readonly string[] {
  const count = from > until ? 0 : Math.floor(wholeMonths(from, until) / step) + 1;
  return Array.from({ length: count }, (_, index) => monthsAfter(from, index * step));
}

/** Whole months from one day to another that is not before it: the largest number that `monthsAfter` does not pass. */
export function wholeMonths(from: string, to: string): number {
  const months =
    12 * (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return monthsAfter(from, months) <= to ? months : months - 1;
}

/** Days from one day to another; below zero where it is before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MILLISECONDS);
}

/** The day so many days after another; before it where they are below zero. No day follows the last of the calendar, for it would sort before all others. */
export function daysAfter(day: string, days: number): string {
  const at = new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MILLISECONDS).toISOString();
  return at.startsWith('+') ? LAST_DAY : at.slice(0, 'YYYY-MM-DD'.length);
}

function daysOf(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeapYear ? 29 : (DAYS[month - 1] ?? 0);
}

/** Phases in order of their dates, and what is there by each of them. */
export class PhaseOrder {
  /** In order of date. */
  public readonly phases: readonly PhaseInput[];
  private readonly indexOf: ReadonlyMap<string, number>;

  public constructor(phases: readonly PhaseInput[]) {
    this.phases = [...phases].sort((left, right) => (left.date < right.date ? -1 : left.date > right.date ? 1 : 0));
    this.indexOf = new Map(this.phases.map(({ name }, index) => [name, index]));
  }

  /** Number of the phase by whose date a thing is there; 0 for one that names none: it is there from the first day. */
  public numberOf({ phase }: Omit<Phased, 'name'>): number {
    return phase === undefined ? 0 : (this.indexOf.get(phase) ?? 0);
  }

  /** A test for things that are there by the date of a phase, by its number. */
  public isThereBy(number: number): (thing: Omit<Phased, 'name'>) => boolean {
    return (thing) => this.numberOf(thing) <= number;
  }
}

/** Whether the last day to order a purchase has passed while its phase is still to come. */
export function isOrderLate(
  { lastOrderDate }: Pick<PurchasePlan, 'lastOrderDate'>,
  { date }: Pick<PhasePlan, 'date'>,
  asOf: string | undefined,
): boolean {
  return asOf !== undefined && lastOrderDate < asOf && asOf < date;
}

/** Purchases that are told as one: of one kind, with one lead time, for one phase. */
export interface PurchaseGroup extends Omit<PurchasePlan, 'path'> {
  /** Names of all of them, in their order. */
  readonly names: readonly string[];
}

/** Purchases of one phase whose kind, lead time and last order date are alike as one each, in order of the first of each. */
export function groupPurchases(purchases: readonly PurchasePlan[]): readonly PurchaseGroup[] {
  const groups = new Map<string, PurchasePlan[]>();
  for (const purchase of purchases) {
    const { name, leadTimeWeeks, lastOrderDate } = purchase;
    const [, kind] = KIND_AND_NAME.exec(name) ?? [];
    const key = JSON.stringify([kind === undefined ? name : kind, kind === undefined, leadTimeWeeks, lastOrderDate]);
    addTo(groups, key, purchase);
  }
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    return first === undefined ? [] : [{ ...first, name: groupName(members), names: members.map(({ name }) => name) }];
  });
}

/** `transformer 'tx-2'`: what it is, and its own name. */
const KIND_AND_NAME = /^([^']+) '(.*)'$/s;

/** Names that a group shows before it says how many more there are. */
const NAMES_SHOWN = 3;

function groupName(members: readonly PurchasePlan[]): string {
  const parts = members.map(({ name }) => KIND_AND_NAME.exec(name) ?? []);
  const [first] = members;
  if (members.length === 1 || first === undefined) return first?.name ?? '';
  const kind = parts[0]?.[1];
  if (kind === undefined) return `${members.length} x ${first.name}`;
  const names = parts.slice(0, NAMES_SHOWN).map((part) => part[2] ?? '');
  const rest = members.length - names.length;
  return `${members.length} x ${kind}: ${names.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}
