import { DataRate } from '../../units/data-rate';
import { DataSize } from '../../units/data-size';
import { Duration } from '../../units/duration';

/** Amounts of a storage plan as text for people. */
export const amountText = {
  bytes: (amount: number): string => DataSize.bytes(amount).toString(),
  /** In gigabytes, as makers of storage print rates. */
  rate: (bitsPerSecond: number): string => DataRate.bitsPerSecond(bitsPerSecond).formatIn('GB/s'),
  milliseconds: (amount: number): string => Duration.milliseconds(amount).toString(),
  files: (amount: number): string => `${grouped(amount)} files`,
  operations: (amount: number): string => `${grouped(amount)} operations/s`,
  count: grouped,
  percent: (share: number): string => `${grouped(share * 100)} %`,
};

/** Commas between thousands; three decimals at most. */
function grouped(amount: number): string {
  const [whole = '', decimals] = String(Math.round(amount * 1_000) / 1_000).split('.');
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? digits : `${digits}.${decimals}`;
}
