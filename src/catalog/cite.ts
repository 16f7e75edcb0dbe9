import type { Fact, FactStatus, YearMonth } from './fact';
import type { SourceId } from './sources';

/** Month of the catalogue: facts without a date of their own were read then. */
const CATALOG_MONTH: YearMonth = '2026-11';

/** Makes facts of one source. */
export type Cite = <const T>(value: T, note?: string) => Fact<T>;

/** Facts of one source and status, as many as needed. */
export function cite(source: SourceId, status: Exclude<FactStatus, 'user'>, asOf: YearMonth = CATALOG_MONTH): Cite {
  return (value, note) => ({ value, source, status, asOf, ...(note === undefined ? {} : { note }) });
}
