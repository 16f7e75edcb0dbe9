import { present } from '../units/present';
import type { SourceId } from './sources';

/**
 * How far a fact can be trusted: `published` by the owner of the thing, `confirmed` in a primary source, `secondary` from a
 * third party, `derived` by arithmetic from other facts, or stated by the `user`.
 */
export type FactStatus = 'published' | 'confirmed' | 'secondary' | 'derived' | 'user';

/** Year and month, such as `2026-11`. */
export type YearMonth = `${number}-${number}`;

/** A value of the world, with where it is from. */
export interface Fact<T> {
  /** The value: a quantity, a count, a ratio from 0 to 1, or a small record of these. */
  readonly value: T;
  /** Id of a source in `sources`; free text where the status is `user`. */
  readonly source: string;
  /** How far it can be trusted. */
  readonly status: FactStatus;
  /** Month in which the source said so. */
  readonly asOf: YearMonth;
  /** What the reader must know beside the value, such as what it excludes. */
  readonly note?: string;
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

/** Month of the catalogue: facts without a date of their own were read then. */
const CATALOG_MONTH: YearMonth = '2026-11';

/** Makes facts of one source. */
export type Cite = <const T>(value: T, note?: string) => Fact<T>;

/** Facts of one source and status, as many as needed. */
export function cite(source: SourceId, status: Exclude<FactStatus, 'user'>, asOf: YearMonth = CATALOG_MONTH): Cite {
  return (value, note) => ({ value, source, status, asOf, ...present({ note }) });
}
