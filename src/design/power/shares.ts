/** A load that several parts of a system share, as exact fractions of one denominator. */
export interface Shares {
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;
}

/** The exact share of each weight in a total. */
export function shares(total: number, weights: readonly number[]): Shares {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return {
    numerators: weights.map((weight) => BigInt(total) * BigInt(weight)),
    denominator: BigInt(sum === 0 ? 1 : sum),
  };
}

/** Sums shares part by part, without rounding. */
export function addShares(a: Shares, b: Shares): Shares {
  if (a.denominator === b.denominator) {
    return { ...a, numerators: a.numerators.map((part, index) => part + (b.numerators[index] ?? 0n)) };
  }
  return {
    numerators: a.numerators.map((part, index) => part * b.denominator + (b.numerators[index] ?? 0n) * a.denominator),
    denominator: a.denominator * b.denominator,
  };
}

/** Whole parts whose sum is that of the shares, each less than 1 away from its share. The sum must be whole. */
export function roundTogether({ numerators, denominator }: Shares): number[] {
  const floors = numerators.map((part) => part / denominator);
  const total = numerators.reduce((sum, part) => sum + part, 0n);
  let rest = total / denominator - floors.reduce((sum, part) => sum + part, 0n);
  const byRemainder = numerators
    .map((part, index) => ({ index, remainder: part % denominator }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder) {
    if (rest === 0n) break;
    floors[index] = (floors[index] ?? 0n) + 1n;
    rest -= 1n;
  }
  return floors.map(Number);
}
