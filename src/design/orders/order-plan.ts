import { DesignError } from '../../errors/design-error';
import type { BillLine } from '../../model/bill-plan';
import { isCalendarDay } from '../../model/phase';
import { rackPlaces, unitsIn } from '../../model/shared-loss';
import type { SitePlan } from '../../model/site-plan';
import { addTo } from '../../units/present';

/** A price as its file states it. */
export interface PriceEntry {
  /** Where it stands, for messages: `line 4 of 'prices.csv'`. */
  readonly where: string;
  /** Part number. Absent: `description` names what it is for. */
  readonly part?: string;
  readonly description?: string;
  /** Length that it holds for, mm. Absent: all lengths that have no price of their own. */
  readonly lengthMillimetres?: number;
  /** Who sells it. Absent: the manufacturer. */
  readonly supplier?: string;
  readonly currency: PriceCurrency;
  /** Price of one piece in minor units: won, cents. */
  readonly unitMinorUnits: number;
}

/** What a line costs. */
export interface OrderPrice {
  readonly currency: PriceCurrency;
  readonly unitMinorUnits: number;
  /** Of the quantity and its spares. */
  readonly amountMinorUnits: number;
  /** The amount on the other side of the rate, rounded once. Absent: no rate is given. */
  readonly convertedMinorUnits?: number;
}

/** A line of a request for quotation: a line of the BOM with its supplier. */
export interface OrderLine extends Omit<BillLine, 'spares'> {
  readonly spares: number;
  /** Quantity and spares. */
  readonly ordered: number;
  /** Absent: no price is given. */
  readonly price?: OrderPrice;
}

/** Sum of one currency. */
export interface OrderAmount {
  readonly currency: PriceCurrency;
  readonly minorUnits: number;
}

/** Counts and sums of lines. */
export interface OrderTotals {
  readonly lines: number;
  readonly quantity: number;
  readonly spares: number;
  /** Lines with a price. The sums are of these alone. */
  readonly pricedLines: number;
  /** By currency, KRW first. */
  readonly amounts: readonly OrderAmount[];
  /** All of them on the other side of the rate. Absent: no rate is given. */
  readonly converted?: OrderAmount;
}

/** What is asked of one supplier for one phase. */
export interface OrderGroup {
  /** Empty: no manufacturer is known, and no price names a supplier. */
  readonly supplier: string;
  readonly phase: string;
  /** Day by which it is there. Absent: the site has no phases. */
  readonly phaseDate?: string;
  /** Earliest of its lines. Absent: no lead time is stated. */
  readonly lastOrderDate?: string;
  /** In the order of the BOM. */
  readonly lines: readonly OrderLine[];
  readonly totals: OrderTotals;
}

/** Requests for quotation of a site: together the whole BOM. */
export interface OrderPlan {
  /** Name of the site. */
  readonly site: string;
  /** Absent: sums stay in their currencies. */
  readonly rate?: ExchangeRate;
  /** By supplier, those without one last, then by date of the phase. */
  readonly groups: readonly OrderGroup[];
  /** Sums of all groups, by currency. */
  readonly totals: OrderTotals;
}

/** A line of the BOM as far as it stands in one place: all of its pieces there. */
export interface PlacedLine {
  readonly line: Omit<BillLine, 'quantity' | 'spares'>;
  readonly pieces: number;
  /** Of these pieces. Absent: no price is given. */
  readonly price?: OrderPrice;
}

/** Something that stands in a place and is in no line of the BOM, so that no price file can price it. */
export interface UnbilledThing {
  readonly kind: 'power-node' | 'cooling-units' | 'tenant';
  readonly name: string;
  /** Pieces there: units of a group. */
  readonly pieces: number;
}

/**
 * What a value is of: a compartment, cables between several, what stands in no rack, spares, whose place nobody states, or nodes and units that name no compartment.
 */
export type ValuePlace = 'compartment' | 'between' | 'nowhere' | 'spares' | 'unnamed';

/** Value that stands in one place. */
export interface PlaceValue {
  readonly place: ValuePlace;
  /** Of a compartment; empty of all others. */
  readonly name: string;
  /** In the order of the BOM. */
  readonly lines: readonly PlacedLine[];
  /** Never 0: what they are worth is not known. */
  readonly unbilled: readonly UnbilledThing[];
  /** Pieces of lines, and those of them without a price. */
  readonly pieces: number;
  readonly unpricedPieces: number;
  /** Sums of what has a price, by currency, KRW first. */
  readonly amounts: readonly OrderAmount[];
  /** All of them on the other side of the rate. Absent: no rate is given. */
  readonly converted?: OrderAmount;
}

/** Value at risk of a site: what its BOM is worth, by compartment. */
export interface ValueAtRisk {
  /** Name of the site. */
  readonly site: string;
  /** Absent: sums stay in their currencies. */
  readonly rate?: ExchangeRate;
  /** Compartments in order of placement, then those without racks, then all others. Only those that hold something. */
  readonly places: readonly PlaceValue[];
}

/** Currencies of prices, with the decimals of their minor unit (ISO 4217). */
export const PRICE_DIGITS = { KRW: 0, USD: 2 } as const;

/** ISO 4217 code of a price. */
export type PriceCurrency = keyof typeof PRICE_DIGITS;

/** What one unit of a currency is worth on a day. */
export interface ExchangeRate {
  readonly from: PriceCurrency;
  readonly to: PriceCurrency;
  /** Major units of `to` for one of `from`, as a decimal text: `1380.5`. */
  readonly rate: string;
  /** Day as `YYYY-MM-DD`. */
  readonly date: string;
}

const RATE = /^1\s?([A-Z]{3})=(\d{1,9}(?:\.\d{1,9})?)\s?([A-Z]{3})(?:@(.*))?$/;

const EXAMPLE = "write it as '1USD=1380KRW@2026-11-01'";

/** Whether a text is the code of a currency that prices may have. */
export function isPriceCurrency(code: string): code is PriceCurrency {
  return Object.hasOwn(PRICE_DIGITS, code);
}

/**
 * Reads a rate such as `1USD=1380KRW@2026-11-01`. It is always dated: no rate holds for ever.
 *
 * @throws DesignError `orders/bad-rate`, `orders/bad-rate-date`
 */
export function parseExchangeRate(text: string): ExchangeRate {
  const [, from = '', rate = '', to = '', date] = RATE.exec(text.trim()) ?? [];
  if (!isPriceCurrency(from) || !isPriceCurrency(to) || from === to || !(Number(rate) > 0)) {
    throw new DesignError('orders/bad-rate', {
      problem: `'${text}' is no rate between KRW and USD`,
      remedy: EXAMPLE,
      value: text,
    });
  }
  if (date === undefined || !isCalendarDay(date)) {
    const problem = date === undefined ? 'has no date' : `is of '${date}', which is no day of the calendar`;
    throw new DesignError('orders/bad-rate-date', {
      problem: `rate '${text}' ${problem}`,
      remedy: EXAMPLE,
      value: date ?? '',
    });
  }
  return { from, to, rate, date };
}

/** Minor units of one currency in those of the other side of a rate, rounded once, halves up; what is of that side already stays. Exact in between. */
export function convertMinorUnits(
  minorUnits: number,
  currency: PriceCurrency,
  { from, to, rate }: ExchangeRate,
): number {
  if (currency === to) return minorUnits;
  const [whole = '0', decimals = ''] = rate.split('.');
  const numerator = BigInt(minorUnits) * BigInt(whole + decimals) * 10n ** BigInt(PRICE_DIGITS[to]);
  const denominator = 10n ** BigInt(decimals.length + PRICE_DIGITS[from]);
  return Number((2n * numerator + denominator) / (2n * denominator));
}

/** Minor units as a plain decimal for machines: `1250.00`. */
export function minorUnitsText(minorUnits: number, currency: PriceCurrency): string {
  const digits = PRICE_DIGITS[currency];
  if (digits === 0) return String(minorUnits);
  const padded = String(minorUnits).padStart(digits + 1, '0');
  return `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

/** Key of what names no compartment: no compartment has an empty name. */
export const UNNAMED = '';

/** What stands in each compartment and is in no line of a BOM. */
export function unbilledThings(
  plan: Pick<SitePlan, 'power' | 'cooling' | 'halls'>,
): ReadonlyMap<string, readonly UnbilledThing[]> {
  const { power, cooling, halls } = plan;
  const found = new Map<string, UnbilledThing[]>();
  const absent = new Set(power.chain?.absent);
  const nodes = (power.chain?.nodes ?? []).filter(({ name }) => !absent.has(name));
  for (const { name, compartment = UNNAMED } of nodes)
    addTo(found, compartment, { kind: 'power-node', name, pieces: 1 });
  for (const { name, units, compartments = [] } of (cooling?.loops ?? []).flatMap((loop) => loop.units)) {
    for (const place of compartments.length === 0 ? [UNNAMED] : new Set(compartments)) {
      const pieces = place === UNNAMED ? units : unitsIn(compartments, place, units).length;
      if (pieces > 0) addTo(found, place, { kind: 'cooling-units', name, pieces });
    }
  }
  const placeOf = rackPlaces(halls);
  for (const { name, rows, places = [] } of power.tenantLoads ?? []) {
    const racks = rows.flatMap((of) => {
      const hall = halls.find((each) => of.startsWith(`${each.name}/`));
      const row = hall?.rows.find((each) => of === `${hall.name}/${each.name}`);
      return Array.from({ length: row?.racks ?? 0 }, (_, at) => ({
        hall: hall?.name ?? '',
        row: row?.name ?? '',
        number: at + 1,
      }));
    });
    const pieces = new Map<string, number>();
    for (const rack of [...racks, ...places]) pieces.set(placeOf(rack), (pieces.get(placeOf(rack)) ?? 0) + 1);
    for (const [place, count] of pieces) addTo(found, place, { kind: 'tenant', name, pieces: count });
  }
  return found;
}
