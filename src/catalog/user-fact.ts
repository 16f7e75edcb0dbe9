import type { Fact, YearMonth } from './fact';

/**
 * A fact that a user states.
 *
 * @param value - quantity, count or ratio
 * @param source - where it is from, in free words: "quote 4711 of the maker"
 * @param asOf - month in which the source said so
 */
export function userFact<T>(value: T, source: string, asOf: YearMonth): Fact<T> {
  return { value, source, status: 'user', asOf };
}
