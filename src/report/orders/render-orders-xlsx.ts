import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

import {
  minorUnitsText,
  type OrderAmount,
  type OrderGroup,
  type OrderLine,
  type OrderPlan,
  type OrderTotals,
  PRICE_DIGITS,
  type PriceCurrency,
} from '../../design/orders/order-plan';
import { ORDER_COLUMNS, type OrderColumn } from './orders-csv';

/** Day that the archive states of its files, as local time so that every time zone writes the same: the first that ZIP knows, and noon for safety. */
const ZIP_DAY = '1980-01-02T12:00:00';

/** Table of the texts of all cells in the archive. */
const TEXTS = 'xl/sharedStrings.xml';

/** Stands before a text that the writer would take for a member of every object, such as `constructor`, until the texts are in the archive. */
const GUARD = '\ue000';

const GUARDED = /(<t[^>]*>)\ue000/g;

const LONGEST_SHEET_NAME = 31;

const WIDTHS: Readonly<Partial<Record<OrderColumn, number>>> = {
  supplier: 22,
  part_number: 22,
  description: 44,
  last_order_date: 16,
  unit_price: 16,
  amount: 18,
};

/** A cell; texts are never formulas. */
type Cell =
  | { readonly type: StringConstructor; readonly value: string; readonly fontWeight?: 'bold' }
  | { readonly type: NumberConstructor; readonly value: number; readonly format: string }
  | null;

/**
 * Writes orders as a workbook: a summary, then a sheet for each supplier and phase. Numbers are numbers, days are texts as `2027-11-30`. The same plan gives
 * the same bytes: no clock and no name of a user goes in.
 */
export async function renderOrdersXlsx(plan: OrderPlan): Promise<Uint8Array> {
  // Loaded where it is needed: every other verb starts without it.
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const names = sheetNames(plan.groups);
  const sheets = [
    {
      sheet: 'Summary',
      data: summary(plan, names),
      columns: [{ width: 34 }, { width: 12 }, { width: 14 }, { width: 16 }],
    },
    ...plan.groups.map((group, index) => ({
      sheet: names[index] ?? '',
      data: groupSheet(group, plan),
      columns: ORDER_COLUMNS.map((column) => ({ width: WIDTHS[column] ?? 13 })),
      stickyRowsCount: 1,
    })),
  ];
  const book = await writeXlsxFile(
    sheets.map((sheet) => ({ ...sheet, data: sheet.data.map((row) => [...row]) })),
  ).toBuffer();
  return finished(book);
}

/** The archive again, without guards, with a day of its own in place of that on which it was written, and its files in order of their names. */
function finished(book: Uint8Array): Uint8Array {
  const files = Object.entries(unzipSync(book)).sort(([a], [b]) => (a < b ? -1 : 1));
  const zippable: Zippable = Object.fromEntries(
    files.map(([name, content]) => [name, [name === TEXTS ? unguarded(content) : content, { mtime: ZIP_DAY }]]),
  );
  return zipSync(zippable, { mtime: ZIP_DAY, level: 6 });
}

function unguarded(texts: Uint8Array): Uint8Array {
  return strToU8(strFromU8(texts).replace(GUARDED, '$1'));
}

/** Names of sheets: a spreadsheet takes 31 characters without `\ / ? * [ ] :`, and tells no upper from lower case. */
function sheetNames(groups: readonly OrderGroup[]): string[] {
  const taken = new Set(['summary', 'history']);
  return groups.map(({ supplier, phase }) => {
    const whole = `${supplier === '' ? 'no supplier' : supplier}, ${phase}`.replace(/[\\/?*[\]:\p{Cc}]/gu, ' ');
    const base = whole.replace(/^'+/, '').slice(0, LONGEST_SHEET_NAME).replace(/'+$/, '').trim();
    let name = base;
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) {
      const end = ` (${number})`;
      name = `${base.slice(0, LONGEST_SHEET_NAME - end.length)}${end}`;
    }
    taken.add(name.toLowerCase());
    return name;
  });
}

function summary({ site, rate, groups, totals }: OrderPlan, names: readonly string[]): Cell[][] {
  const currencies: readonly PriceCurrency[] = ['KRW', 'USD'];
  const sums = (one: OrderTotals): Cell[] => [
    ...currencies.map((currency) => money(one.amounts.find((amount) => amount.currency === currency))),
    ...(rate === undefined ? [] : [money(one.converted)]),
  ];
  const heads = [
    'sheet',
    'phase',
    'phase date',
    'last order date',
    'lines',
    'quantity',
    'spares',
    'priced lines',
    ...currencies,
  ];
  return [
    [bold(`Request for quotation, site ${site}`)],
    ...(rate === undefined ? [] : [[text(`1 ${rate.from} = ${rate.rate} ${rate.to}, ${rate.date}`)]]),
    [],
    [...heads, ...(rate === undefined ? [] : [`all in ${rate.to}`])].map(bold),
    ...groups.map((group, index) => [
      text(names[index] ?? ''),
      text(group.phase),
      text(group.phaseDate ?? ''),
      text(group.lastOrderDate ?? ''),
      ...counts(group.totals),
      ...sums(group.totals),
    ]),
    [bold('total'), null, null, null, ...counts(totals), ...sums(totals)],
  ];
}

function groupSheet(group: OrderGroup, { groups, rate }: OrderPlan): Cell[][] {
  const hasAssumed = groups.some(({ lines }) => lines.some(({ assumed }) => assumed !== undefined));
  const heads = [
    ...ORDER_COLUMNS,
    ...(rate === undefined ? [] : [`amount_${rate.to.toLowerCase()}`]),
    ...(hasAssumed ? ['assumed'] : []),
  ];
  return [
    heads.map(bold),
    ...group.lines.map((line) => [
      ...lineCells(group, line),
      ...(rate === undefined ? [] : [convertedCell(line, rate.to)]),
      ...(hasAssumed ? [text((line.assumed ?? []).join(' '))] : []),
    ]),
  ];
}

function lineCells({ supplier, phase, phaseDate = '' }: OrderGroup, line: OrderLine): Cell[] {
  const { category, partNumber = '', description, lengthMillimetres, unit, quantity, spares, ordered, price } = line;
  return [
    ...[supplier, phase, phaseDate, line.lastOrderDate ?? '', category, partNumber, description].map(text),
    lengthMillimetres === undefined ? null : { type: Number, value: lengthMillimetres / 1_000, format: '0.###' },
    text(unit),
    ...[quantity, spares, ordered].map(count),
    ...(price === undefined
      ? [null, null, null]
      : [
          money({ currency: price.currency, minorUnits: price.unitMinorUnits }),
          text(price.currency),
          money({ currency: price.currency, minorUnits: price.amountMinorUnits }),
        ]),
  ];
}

function convertedCell({ price }: OrderLine, currency: PriceCurrency): Cell {
  const minorUnits = price?.convertedMinorUnits;
  return minorUnits === undefined ? null : money({ currency, minorUnits });
}

function counts({ lines, quantity, spares, pricedLines }: OrderTotals): Cell[] {
  return [lines, quantity, spares, pricedLines].map(count);
}

function count(value: number): Cell {
  return { type: Number, value, format: '#,##0' };
}

function money(amount: OrderAmount | undefined): Cell {
  if (amount === undefined) return null;
  const format = PRICE_DIGITS[amount.currency] === 0 ? '#,##0' : '#,##0.00';
  return { type: Number, value: Number(minorUnitsText(amount.minorUnits, amount.currency)), format };
}

function text(value: string): Cell {
  if (value === '') return null;
  return { type: String, value: value in Object.prototype || value.startsWith(GUARD) ? `${GUARD}${value}` : value };
}

function bold(value: string): Cell {
  return { type: String, value, fontWeight: 'bold' };
}
