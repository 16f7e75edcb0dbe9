import { DesignError } from '../../errors/design-error';
import { NumberRange } from '../../model/address-block';

/** Numbers that names get, one each. */
export interface NumberingInput {
  readonly names: readonly string[];
  readonly first: number;
  readonly last: number;
  readonly locked: Readonly<Record<string, number>>;
  /** Code of the error when the numbers run out, and what they are in words. */
  readonly code: string;
  readonly what: string;
}

/**
 * Gives each name a number: what the lock holds stays, new ones come above the highest that it holds, then in gaps.
 * Names that stand there twice count once.
 *
 * @throws DesignError with the given code
 */
export function giveNumbers({ names, first, last, locked, code, what }: NumberingInput): Map<string, number> {
  const held = new Map(Object.entries(locked));
  const range = new NumberRange(BigInt(first), BigInt(last));
  for (const number of held.values()) if (range.contains(BigInt(number))) range.take(BigInt(number));
  const numbers = new Map<string, number>();
  for (const name of names) {
    if (numbers.has(name)) continue;
    const number = held.get(name) ?? range.takeAbove() ?? range.takeGap();
    if (number === undefined) {
      throw new DesignError(code, {
        problem: `there is no ${what} left for '${name}': all from ${first} to ${last} are taken`,
        remedy: "release names that are gone with 'aifactory lock release'",
        object: name,
        limit: `${last}`,
      });
    }
    numbers.set(name, Number(number));
  }
  return numbers;
}
