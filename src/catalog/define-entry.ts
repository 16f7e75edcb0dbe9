import { DesignError } from '../errors/design-error';
import { Quantity } from '../units/quantity';
import { EntryCheck } from './entry-check';
import { missingMembers, type EntryKind } from './required-members';
import type { CatalogItem } from './shapes';

/** Further checks of one kind: consistency between its facts. */
export type KindCheck<S> = (check: EntryCheck, spec: S) => void;

/**
 * A checked and deeply frozen copy of an entry.
 *
 * @throws DesignError with everything that is wrong with it
 */
export function defineEntry<S extends CatalogItem>(kind: EntryKind, spec: S, more?: KindCheck<S>): S {
  if (typeof spec !== 'object' || (spec as S | null) === null) {
    throw new DesignError('catalog/missing-member', {
      problem: `a ${kind} is defined by nothing`,
      remedy: 'give an object with its members',
    });
  }
  const check = new EntryCheck(kind, spec.id);
  const missing = missingMembers(kind, spec);
  check.missing(missing);
  check.members(spec);
  if (missing.length === 0 && check.isComparable) more?.(check, spec);
  check.finish();
  return frozenCopy(spec);
}

/** Quantities are immutable already. */
function frozenCopy<T>(value: T): T;
function frozenCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Quantity) return value;
  if (Array.isArray(value)) return Object.freeze(value.map((item: unknown) => frozenCopy(item)));
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, frozenCopy(item)])));
}
