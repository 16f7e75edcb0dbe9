import type { BillLine } from '../../model/bill-plan';
import type { ExchangeRate, PriceCurrency } from './exchange-rate';

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

/** A line of a request for quotation: a line of the bill with its supplier. */
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
  /** In the order of the bill. */
  readonly lines: readonly OrderLine[];
  readonly totals: OrderTotals;
}

/** Requests for quotation of a site: together the whole bill of materials. */
export interface OrderPlan {
  readonly site: string;
  /** Absent: sums stay in their currencies. */
  readonly rate?: ExchangeRate;
  /** By supplier, those without one last, then by date of the phase. */
  readonly groups: readonly OrderGroup[];
  readonly totals: OrderTotals;
}
