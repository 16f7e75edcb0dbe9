import { DesignError } from '../errors/design-error';
import type { Fact } from './fact';
import type { CatalogItem } from './shapes';

/** Names of the members of `S` that are facts. */
export type FactKey<S> = {
  [K in keyof S]-?: NonNullable<S[K]> extends Fact<unknown> ? K : never;
}[keyof S] &
  string;

/** Type of the value of a fact. */
export type FactValue<S, K extends keyof S> = NonNullable<S[K]> extends Fact<infer T> ? T : never;

/**
 * The value of a fact that a calculation cannot do without: `requireFact(system, 'maxPower')`.
 *
 * @throws DesignError `catalog/missing-fact` where the entry has none, because no source states it
 */
export function requireFact<S extends CatalogItem, K extends FactKey<S>>(item: S, key: K): FactValue<S, K> {
  const fact = item[key] as Fact<FactValue<S, K>> | undefined;
  if (fact !== undefined) return fact.value;
  throw new DesignError('catalog/missing-fact', {
    problem: `'${item.id}' has no '${key}': no source states it`,
    remedy: `define it anew with ${key}: userFact(value, source, 'YYYY-MM')`,
    object: item.id,
  });
}
