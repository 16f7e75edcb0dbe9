import { fractionOf } from '../../units/scale';

/** A share of whole watts, rounded down; the share counts as the decimal that it prints as, so that 57 % of 100 W are 57 W. */
export function shareOf(watts: number, share: number): number {
  const { numerator, denominator } = fractionOf(String(share)) ?? { numerator: 0n, denominator: 1n };
  return Number((BigInt(watts) * numerator) / denominator);
}
