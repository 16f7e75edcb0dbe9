import { DesignError, DesignErrors, textErrors, shortText } from '../errors/design-error';
import { present } from '../units/present';
import type { SourceId } from './sources';

/**
 * How far a fact can be trusted: `published` by the owner of the thing, `confirmed` in a primary source, `secondary` from a
 * third party, `derived` by arithmetic from other facts, stated by the `user`, or `assumed` until somebody knows it.
 */
export type FactStatus = 'published' | 'confirmed' | 'secondary' | 'derived' | 'user' | 'assumed';

/** Year and month, such as `2026-11`. */
export type YearMonth = `${number}-${number}`;

/** A value of the world, with where it is from. */
export interface Fact<T> {
  /** The value: a quantity, a count, a ratio from 0 to 1, or a small record of these. */
  readonly value: T;
  /** Id of a source in `sources`; free text where the status is `user`, and why it is so where it is `assumed`. */
  readonly source: string;
  /** How far it can be trusted. */
  readonly status: FactStatus;
  /** Month in which the source said so, or in which it was assumed. */
  readonly asOf: YearMonth;
  /** What the reader must know beside the value, such as what it excludes. */
  readonly note?: string;
  /** Who replaces an assumed value, and by when. Of the status `assumed` alone. */
  readonly replaced?: Replacement;
}

/** Who replaces an assumed value by a known one, and by when. */
export interface Replacement {
  /** Who replaces it: a person, a team or a firm. */
  readonly owner: string;
  /** Last day on which it may still be assumed, as `2027-03-31`. */
  readonly until: string;
}

/** Why a value is assumed, who replaces it and by when. */
export interface AssumptionReason extends Replacement {
  /** Why this value and no other, for whoever reads the site book. */
  readonly why: string;
}

/**
 * A fact that a user states.
 *
 * @param value - quantity, count or ratio
 * @param source - where it is from, in free words: "quote 4711 of the vendor"
 * @param asOf - month in which the source said so
 */
export function userFact<T>(value: T, source: string, asOf: YearMonth): Fact<T> {
  return { value, source, status: 'user', asOf };
}

/**
 * A fact that nobody knows yet: a value to plan with until its owner replaces it. It is marked in reports and drawings, listed in the site book, and a finding
 * once its day is over.
 *
 * @param value - quantity, count or ratio
 * @param reason - why it is assumed, who replaces it and by when
 * @param asOf - month in which it was assumed
 * @throws DesignError `catalog/bad-assumption`, `names/...` for a reason that is not whole
 */
export function assumedFact<T>(value: T, reason: AssumptionReason, asOf: YearMonth): Fact<T> {
  DesignErrors.throwAll(reasonErrors('an assumed fact', reason));
  const { why, owner, until } = reason;
  return { value, source: why, status: 'assumed', asOf, replaced: { owner, until } };
}

/** Some props that are assumed, and why. */
export class AssumedProps {
  public constructor(
    /** The props with the values that are assumed. */
    public readonly figures: Readonly<Record<string, unknown>>,
    /** Why, who and when. */
    public readonly reason: AssumptionReason,
  ) {}
}

/**
 * Props of a construct, or of an object in its props, that nobody knows yet: spread them into the others. They are marked and listed as assumed facts are.
 *
 * ```ts
 * new CoolingLoop(site, 'tcs', { kind: 'technology', ...assumed({ hold: Duration.seconds(60) }, { why, owner, until }) });
 * ```
 *
 * @param figures - the props, as they would be given
 * @param reason - why they are assumed, who replaces them and by when
 * @throws DesignError `catalog/bad-assumption`, `names/...` for a reason that is not whole
 */
export function assumed<P extends object>(figures: P, reason: AssumptionReason): P {
  const names = typeof figures === 'object' ? Object.keys(figures) : [];
  DesignErrors.throwAll(
    reasonErrors(`assumed props ${names.map((name) => `'${shortText(name)}'`).join(', ')}`, reason),
  );
  // A symbol of its own each time: two spreads into one object keep both marks, and no reader of props sees them.
  return {
    ...figures,
    [Symbol('assumed')]: new AssumedProps({ ...figures } as Readonly<Record<string, unknown>>, reason),
  };
}

/** What was spread into props by `assumed`. */
export function assumedIn(props: object): readonly AssumedProps[] {
  return Object.getOwnPropertySymbols(props).flatMap((symbol) => {
    const mark: unknown = (props as Readonly<Record<symbol, unknown>>)[symbol];
    return mark instanceof AssumedProps ? [mark] : [];
  });
}

/** What is wrong with the reason of an assumption. A program that runs without type-check may give anything. */
export function reasonErrors(object: string, reason: AssumptionReason): readonly DesignError[] {
  const given = ((reason as unknown) ?? {}) as Readonly<Record<string, unknown>>;
  const bad = (member: string, remedy: string): DesignError =>
    new DesignError('catalog/bad-assumption', {
      problem: `${object}: '${member}' is ${given[member] === undefined ? 'missing' : `'${shortText(wordOf(given[member]))}'`}`,
      remedy,
      object,
    });
  const isText = (member: string): boolean => {
    const text = given[member];
    return typeof text === 'string' && text.trim() !== '';
  };
  const texts = (['why', 'owner'] as const).filter((member) => typeof given[member] === 'string');
  return [
    ...(isText('why') ? [] : [bad('why', 'say why this value is assumed and no other')]),
    ...(isText('owner') ? [] : [bad('owner', 'say who replaces it: a person, a team or a firm')]),
    ...(isDay(given['until']) ? [] : [bad('until', "write the last day as year-month-day, for example '2027-03-31'")]),
    ...texts.flatMap((member) => textErrors(`${object}: '${member}'`, String(given[member]))),
  ];
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isDay(text: unknown): boolean {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Month of the catalogue: facts without a date of their own were read then. */
const CATALOG_MONTH: YearMonth = '2026-11';

/** Makes facts of one source. */
export type Cite = <const T>(value: T, note?: string) => Fact<T>;

/** Facts of one source and status, as many as needed. */
export function cite(
  source: SourceId,
  status: Exclude<FactStatus, 'user' | 'assumed'>,
  asOf: YearMonth = CATALOG_MONTH,
): Cite {
  return (value, note) => ({ value, source, status, asOf, ...present({ note }) });
}
