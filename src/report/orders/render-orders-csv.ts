import { minorUnitsText, type OrderGroup, type OrderLine, type OrderPlan } from '../../design/orders/order-plan';
import { peopleCsv } from '../csv';
import { metres } from '../in-figures';

/**
 * Writes orders as CSV (quoted as RFC 4180 says), a line a line of the BOM, by supplier and phase; what is not known is empty. A value that a spreadsheet
 * would take for a formula gets an apostrophe in front. At a rate the amount in its currency follows, with the rate and its day.
 */
export function renderOrdersCsv({ groups, rate }: OrderPlan): string {
  const header =
    rate === undefined ? ORDER_COLUMNS : [...ORDER_COLUMNS, `amount_${rate.to.toLowerCase()}`, 'rate', 'rate_date'];
  const rateCells = (line: OrderLine): string[] =>
    rate === undefined ? [] : [converted(line, rate.to), `1 ${rate.from} = ${rate.rate} ${rate.to}`, rate.date];
  const rows = groups.flatMap((group) => group.lines.map((line) => [...lineCells(group, line), ...rateCells(line)]));
  return peopleCsv([header, ...rows]);
}

function lineCells({ supplier, phase, phaseDate = '' }: OrderGroup, line: OrderLine): (string | number)[] {
  const { category, partNumber = '', description, lengthMillimetres, unit, quantity, spares, ordered, price } = line;
  return [
    supplier,
    phase,
    phaseDate,
    line.lastOrderDate ?? '',
    category,
    partNumber,
    description,
    lengthMillimetres === undefined ? '' : metres(lengthMillimetres),
    unit,
    quantity,
    spares,
    ordered,
    ...(price === undefined
      ? ['', '', '']
      : [
          minorUnitsText(price.unitMinorUnits, price.currency),
          price.currency,
          minorUnitsText(price.amountMinorUnits, price.currency),
        ]),
  ];
}

function converted({ price }: OrderLine, currency: 'KRW' | 'USD'): string {
  return price?.convertedMinorUnits === undefined ? '' : minorUnitsText(price.convertedMinorUnits, currency);
}

/** Columns of an order as CSV and in each sheet, in this order. */
export const ORDER_COLUMNS = [
  'supplier',
  'phase',
  'phase_date',
  'last_order_date',
  'category',
  'part_number',
  'description',
  'length_m',
  'unit',
  'quantity',
  'spares',
  'order_quantity',
  'unit_price',
  'currency',
  'amount',
] as const;

/** Column of an order. */
export type OrderColumn = (typeof ORDER_COLUMNS)[number];
