import type { FabricPlan } from '../model/fabric-plan';
import { DataRate } from '../units/data-rate';
import { Power } from '../units/power';

/** A number with commas between thousands, three decimals at most. */
export function count(number: number): string {
  return number.toLocaleString('en-US', { maximumFractionDigits: 3 });
}

/** A count with its noun: `1 leaf`, `1,024 links`. */
export function counted(number: number, noun: string, plural = `${noun}s`): string {
  return `${count(number)} ${number === 1 ? noun : plural}`;
}

/** A share with no decimals, or with one where it would read as a bound that it does not meet: `98 %`, `99.6 %`. */
export function percent(share: number): string {
  const whole = Math.round(share * 100);
  const isBound = (whole === 100 || whole === 0) && share !== whole / 100;
  return `${isBound ? decimals(share * 100, 1) : String(whole)} %`;
}

/** A share with one decimal at most, for loads beside their limit: `80.1 %`. */
export function finePercent(share: number): string {
  return `${decimals(share * 100, 1)} %`;
}

/** A name with the word for what it is, unless it begins with the word: `zone north`, `zone-a`. */
export function titled(word: string, name: string): string {
  return name.toLowerCase().startsWith(word.toLowerCase()) ? name : `${word} ${name}`;
}

/** A load in the unit that suits it, rounded to one decimal in kW and three in MW. */
export function load(watts: number): string {
  const power = Power.watts(Math.round(watts));
  if (watts >= 1_000_000) return `${decimals(watts / 1_000_000, 3)} MW`;
  return watts >= 1_000 ? `${decimals(watts / 1_000, 1)} kW` : power.toString();
}

/** A data rate: `400 Gb/s`. */
export function rate(bits: number): string {
  return DataRate.bitsPerSecond(Math.round(bits)).toString();
}

/** A length in metres without needless zeros, for a column whose name says `m`. */
export function metres(millimetres: number): string {
  return plainDecimals(millimetres / 1_000, 3);
}

/** A ratio `2:1`, with two decimals at most. */
export function ratioToOne(ratio: number): string {
  return `${decimals(ratio, 2)}:1`;
}

/** A number with so many decimals at most, without needless zeros, with commas between thousands. */
export function decimals(value: number, most: number): string {
  const [whole = '', rest] = plainDecimals(value, most).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest === undefined ? '' : `.${rest}`}`;
}

/** The same without commas, for files that machines read. */
export function plainDecimals(value: number, most: number): string {
  const text = value.toFixed(most);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Speed of a link, bit/s. */
export function linkRate({ links, hostRateBits, trunkRateBits }: FabricPlan, index: number): number {
  return links.tier[index] === 0 ? hostRateBits : trunkRateBits;
}
