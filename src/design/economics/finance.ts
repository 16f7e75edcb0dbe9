import {
  KOREAN_RATES,
  MACRS,
  type KepcoContract,
  type HourPrices,
  KEPCO_DEMAND,
  KEPCO_HOURS,
} from '../../catalog/economics';
import { DesignError } from '../../errors/design-error';
import type { CostFigures } from '../../model/costs-plan';

const HOURS_A_YEAR = 8_760;

function refuse(code: string, problem: string, remedy: string, value?: string): DesignError {
  return new DesignError(`economics/${code}`, { problem, remedy, ...(value === undefined ? {} : { value }) });
}

/**
 * Share of an amount that is paid each year so that it is paid back with interest after a life (capital recovery factor).
 *
 * @param interest - a year, 0 for none
 * @param years - above 0
 * @throws DesignError `economics/bad-life`, `economics/bad-interest`
 */
export function recoveryFactor(interest: number, years: number): number {
  checkLife('the life', years);
  if (!(interest >= 0 && interest <= 1)) {
    throw refuse(
      'bad-interest',
      `the interest is ${interest}`,
      'give a share a year from 0 to 1, such as 0.1',
      `${interest}`,
    );
  }
  return interest === 0 ? 1 / years : interest / (1 - (1 + interest) ** -years);
}

/** @throws DesignError `economics/bad-life` */
export function checkLife(object: string, years: number): void {
  if (years > 0 && years <= 100) return;
  throw refuse('bad-life', `${object} is ${years} years`, 'give a number of years above 0 and up to 100', `${years}`);
}

/** @throws DesignError `economics/bad-utilisation` */
export function checkUtilisation(utilisation: number): void {
  if (utilisation > 0 && utilisation <= 1) return;
  throw refuse(
    'bad-utilisation',
    `the utilisation is ${utilisation}`,
    'give sold hours over all hours, above 0 and up to 1',
    `${utilisation}`,
  );
}

/** What one GPU, or a whole site, costs and earns; money in one currency. */
export interface CostCase {
  /** GPUs that the amounts are of. */
  readonly gpus: number;
  /** Capital of IT and of what houses it. */
  readonly itCapital: number;
  readonly infrastructureCapital: number;
  /** Economic lives, years. */
  readonly itYears: number;
  readonly infrastructureYears: number;
  /** Interest a year. */
  readonly interest: number;
  /** Operation a year, energy aside. */
  readonly operations: number;
  /** All-in draw at full load, kW: network and facility included, so that no PUE comes on top. */
  readonly kilowatts: number;
  /** Share of it that idle GPUs draw. */
  readonly idleShare: number;
  /** Of a kWh. */
  readonly energyPrice: number;
  /** Sold hours over all hours. */
  readonly utilisation: number;
  /** Price of a GPU-hour. Absent: nothing is sold. */
  readonly price?: number;
  /** Share of the capital of IT that is left after its life. */
  readonly residual: number;
}

/**
 * Cost of a GPU-hour from capital, lives, interest, operation and energy, and what comes back at a price.
 *
 * Flows are of whole years over the life of IT; the residual value is in the last.
 *
 * @throws DesignError `economics/bad-life`, `economics/bad-interest`, `economics/bad-utilisation`
 */
export function costOf(input: CostCase): CostFigures {
  const { gpus, itCapital, infrastructureCapital, itYears, interest, operations, utilisation, price, residual } = input;
  checkUtilisation(utilisation);
  const annual =
    itCapital * recoveryFactor(interest, itYears) +
    infrastructureCapital * recoveryFactor(interest, input.infrastructureYears) +
    operations;
  const fixed = annual / HOURS_A_YEAR / gpus;
  const full = (input.kilowatts * input.energyPrice) / gpus;
  const idle = full * input.idleShare;
  const mixed = utilisation * full + (1 - utilisation) * idle;
  const costs = {
    fixedPerHour: fixed,
    energyFull: full,
    energyIdle: idle,
    perSoldHour: (fixed + mixed) / utilisation,
    perSoldHourWithoutIdle: fixed / utilisation + full,
    perYear: (fixed + mixed) * HOURS_A_YEAR * gpus,
  };
  if (price === undefined) return costs;
  const revenue = price * utilisation * HOURS_A_YEAR * gpus;
  const cash = revenue - mixed * HOURS_A_YEAR * gpus - operations;
  const years = Math.max(1, Math.round(itYears));
  const flows = [-(itCapital + infrastructureCapital), ...Array.from({ length: years }, () => cash)];
  flows[years] = (flows[years] ?? 0) + residual * itCapital;
  const breakEven = breakEvenUtilisation({ fixed, full, idle, price });
  const rate = internalRate(flows);
  const payback = paybackYears(itCapital + infrastructureCapital, cash);
  return {
    ...costs,
    ...(breakEven === undefined ? {} : { breakEven }),
    revenue,
    cash,
    margin: 1 - costs.perSoldHour / price,
    presentValue: presentValue(flows, interest),
    ...(rate === undefined ? {} : { internalRate: rate }),
    ...(payback === undefined ? {} : { paybackYears: payback }),
  };
}

/** Share of hours at which the price pays fixed cost and energy, idle energy included; undefined where a sold hour does not even pay its own energy. */
export function breakEvenUtilisation({
  fixed,
  full,
  idle,
  price,
}: Readonly<Record<'fixed' | 'full' | 'idle' | 'price', number>>): number | undefined {
  const perSold = price - (full - idle);
  return perSold <= 0 ? undefined : (fixed + idle) / perSold;
}

/** Value today of flows at the ends of years 0, 1, 2 and so on. */
export function presentValue(flows: readonly number[], interest: number): number {
  return flows.reduce((sum, flow, year) => sum + flow / (1 + interest) ** year, 0);
}

/** Rate at which the present value of flows is nothing, from -99 % to 1,000 %; undefined where none is, as for flows that never turn. */
export function internalRate(flows: readonly number[]): number | undefined {
  let [low, high] = [-0.99, 10];
  const at = (rate: number): number => presentValue(flows, rate);
  if (flows.length === 0 || at(low) * at(high) > 0 || at(low) === at(high)) return undefined;
  const isFalling = at(low) > 0;
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (at(middle) > 0 === isFalling) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Years until equal flows have paid an amount, interest aside; undefined where they never do. */
export function paybackYears(amount: number, cash: number): number | undefined {
  return cash > 0 ? amount / cash : undefined;
}

/** Tokens a second of a MW, and joules a token, of a GPU with its all-in draw. */
export function tokensOfPower(
  perGpu: number,
  kilowattsPerGpu: number,
): { perMegawatt: number; joulesPerToken: number } {
  return { perMegawatt: (perGpu * 1_000) / kilowattsPerGpu, joulesPerToken: (kilowattsPerGpu * 1_000) / perGpu };
}

/** Revenue of a MW and year at a price of a million tokens. */
export function revenueOfMegawatt(tokensPerMegawatt: number, utilisation: number, pricePerMillion: number): number {
  return ((tokensPerMegawatt * 3_600 * HOURS_A_YEAR * utilisation) / 1e6) * pricePerMillion;
}

/** How an amount is written off. `declining-korea`: by the printed rate, with the 5 % rule; `macrs-5`, `macrs-15`: by the tables of half-year convention. */
export const DEPRECIATION_METHODS = ['straight', 'declining-korea', 'macrs-5', 'macrs-15'] as const;

/** Method of depreciation. */
export type DepreciationMethod = (typeof DEPRECIATION_METHODS)[number];

/**
 * Charges of each year; together the amount, less what is left of it by straight line.
 *
 * The Korean form charges the balance times the printed rate, and the rest in the year in which the balance falls to 5 % of the amount or less. The smaller of 5 % and
 * KRW 1,000, which stays on the books, is left out.
 *
 * @param method - how it is written off
 * @param amount - what was paid
 * @param years - life
 * @param residual - share that is left, by straight line alone
 * @throws DesignError `economics/bad-life`
 * @see Enforcement Decree of the Corporate Tax Act, article 26; IRS Publication 946
 */
export function depreciation(
  method: DepreciationMethod,
  amount: number,
  years: number,
  residual = 0,
): readonly number[] {
  checkLife('the life', years);
  if (method === 'macrs-5' || method === 'macrs-15') {
    return MACRS.value[method === 'macrs-5' ? '5' : '15'].map((percent) => (amount * percent) / 100);
  }
  if (method === 'straight') {
    const whole = Math.floor(years);
    const each = (amount * (1 - residual)) / years;
    const part = years - whole;
    return [...Array.from({ length: whole }, () => each), ...(part > 0 ? [each * part] : [])];
  }
  const rate = decliningRate(years);
  const charges: number[] = [];
  let balance = amount;
  // The rate is rounded up, so that the balance is at 5 % or less in the last year of the life.
  for (let year = 1; balance > 0 && year <= 200; year += 1) {
    const charge = balance * rate;
    const isLast = balance - charge <= amount * 0.05;
    charges.push(isLast ? balance : charge);
    balance = isLast ? 0 : balance - charge;
  }
  return charges;
}

/** The printed rate of a life; of one that is not printed `1 - 0.05^(1/n)`, rounded up in the third decimal. */
export function decliningRate(years: number): number {
  return KOREAN_RATES.value[years] ?? Math.ceil(1_000 * (1 - 0.05 ** (1 / years))) / 1_000;
}

/** A month of electricity by a contract of KEPCO. */
export interface KepcoMonth {
  readonly contract: KepcoContract;
  readonly month: number;
  readonly days: number;
  /** Days that are light load all day, as holidays are. Absent: none, which costs most. */
  readonly lightDays?: number;
  /** Days of spring and autumn whose hours from 11 to 14 cost half: weekends and holidays. Absent: none. */
  readonly halfPriceDays?: number;
  /** Draw, kW, the same all day. */
  readonly kilowatts: number;
  /** Demand that is billed, kW: `billedKilowatts`. */
  readonly billedKilowatts: number;
  /** Hours of light, middle and peak load of a working day of this month. */
  readonly hours: HourPrices;
  /** Climate and fuel, KRW a kWh. */
  readonly surcharge: number;
  /** Shares of all that is before them. */
  readonly fund: number;
  readonly vat: number;
}

/** A bill in KRW. */
export interface KepcoBill {
  readonly kilowattHours: number;
  readonly base: number;
  readonly energy: number;
  readonly surcharge: number;
  readonly fund: number;
  readonly vat: number;
  readonly total: number;
}

/** Season of a month by KEPCO: summer from June to August, winter from November to February. */
export function seasonOf(month: number): 'summer' | 'between' | 'winter' {
  if (month >= 6 && month <= 8) return 'summer';
  return month >= 11 || month <= 2 ? 'winter' : 'between';
}

/** Hours of a working day by month; undefined in winter, whose windows no source confirms, where none are given. */
export function kepcoHours(month: number, winterHours?: HourPrices): HourPrices | undefined {
  return seasonOf(month) === 'winter' ? winterHours : KEPCO_HOURS.value;
}

/** The bill of a month at a draw that is the same all day. Levy and tax are both on the amount before them. */
export function kepcoBill(input: KepcoMonth): KepcoBill {
  const { contract, month, days, lightDays = 0, halfPriceDays = 0, kilowatts, hours } = input;
  const prices = contract[seasonOf(month)];
  const working = days - lightDays;
  const [light, middle, peak] = hours;
  const kilowattHours = kilowatts * 24 * days;
  const full = working * (light * prices[0] + middle * prices[1] + peak * prices[2]) + lightDays * 24 * prices[0];
  // From 11 to 14 it is middle load on a working day, light load on a holiday; the half that is given back is that of light load, the least.
  const half = seasonOf(month) === 'between' ? halfPriceDays * 3 * prices[0] * 0.5 : 0;
  const energy = kilowatts * (full - half);
  const base = contract.base * input.billedKilowatts;
  const surcharge = kilowattHours * input.surcharge;
  const net = base + energy + surcharge;
  const [fund, vat] = [net * input.fund, net * input.vat];
  return { kilowattHours, base, energy, surcharge, fund, vat, total: net + fund + vat };
}

/**
 * Demand that a month is billed for, kW: the highest in middle and peak hours of this month and of July, August, September, December, January and February among the
 * last twelve, not below 30 % of the contract. These months are not the seasons of the energy price.
 *
 * @param contractKilowatts - of the contract
 * @param month - from 1
 * @param peaks - highest demand of each of the last twelve months in middle and peak hours, kW, by month from 1; months without one count for nothing
 */
export function billedKilowatts(contractKilowatts: number, month: number, peaks: ReadonlyMap<number, number>): number {
  const { months, floor } = KEPCO_DEMAND.value;
  const counted = [...new Set([month, ...months])].map((each) => peaks.get(each) ?? 0);
  return Math.max(contractKilowatts * floor, ...counted);
}

/** Greenhouse gas of energy, t: of metered energy of the utility, which holds the PUE already. */
export function carbonTonnes(megawattHours: number, tonnesPerMegawattHour: number): number {
  return megawattHours * tonnesPerMegawattHour;
}
