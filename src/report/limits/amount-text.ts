import { DataRate } from '../../units/data-rate';
import { DataSize } from '../../units/data-size';
import { Power } from '../../units/power';
import { count, decimals } from '../in-figures';

const MILLILITRES_A_SECOND_PER_LITRE_A_MINUTE = 1_000 / 60;
const MILLILITRES_PER_CUBIC_METRE = 1_000_000;

/** An amount of a limit row for people, in the unit of its row. */
export function amountText(amount: number, unit: string): string {
  const sign = amount < 0 ? '-' : '';
  const size = Math.round(Math.abs(amount));
  if (unit === 'W') return sign + Power.watts(size).toString();
  if (unit === 'VA') return sign + Power.watts(size).toString().replace(/W$/, 'VA');
  if (unit === 'B') return sign + DataSize.bytes(size).toString();
  if (unit === 'bit/s') return sign + DataRate.bitsPerSecond(size).formatIn('GB/s');
  if (unit === 'ml/s' && size >= MILLILITRES_PER_CUBIC_METRE)
    return `${sign}${decimals(size / MILLILITRES_PER_CUBIC_METRE, 2)} m3/s`;
  if (unit === 'ml/s') return `${sign}${count(Math.round(size / MILLILITRES_A_SECOND_PER_LITRE_A_MINUTE))} L/min`;
  return `${sign}${count(size)} ${unit}`;
}
