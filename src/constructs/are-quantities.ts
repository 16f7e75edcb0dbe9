import type { Refuse } from './check-hall';

/** A class of quantities, as `Length`. */
export interface QuantityClass {
  readonly name: string;
  readonly prototype: object;
}

/**
 * Whether each prop that is given is of its kind; notes those that are not, as `props/wrong-kind`: a program that runs without type-check may
 * give a bare number, or a quantity of another kind.
 *
 * @param where - whose props they are, in the words of a message
 * @param props - props to check
 * @param kinds - class of each prop that is a quantity
 * @param refuse - takes what is wrong
 */
export function areQuantities<P extends object>(
  where: string,
  props: P,
  kinds: Readonly<Partial<Record<keyof P, QuantityClass>>>,
  refuse: Refuse,
): boolean {
  let areAll = true;
  for (const [prop, kind] of Object.entries(kinds) as [keyof P & string, QuantityClass][]) {
    const value: unknown = props[prop];
    if (value === undefined || isOf(kind, value)) continue;
    areAll = false;
    refuse('props/wrong-kind', `${where}: '${prop}' is ${shown(value)}`, `give a ${kind.name}`);
  }
  return areAll;
}

function isOf({ prototype }: QuantityClass, value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.prototype.isPrototypeOf.call(prototype, value);
}

function shown(value: unknown): string {
  return typeof value === 'object' && value?.toString === Object.prototype.toString
    ? 'an object'
    : `'${String(value)}'`;
}
