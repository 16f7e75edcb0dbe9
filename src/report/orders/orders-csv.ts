import {
  isPriceCurrency,
  minorUnitsText,
  type OrderGroup,
  type OrderLine,
  type OrderPlan,
  type OrderPrice,
  PRICE_DIGITS,
  type OrderAmount,
  type PriceEntry,
  type UnbilledThing,
  type ValueAtRisk,
  type ValuePlace,
} from '../../design/orders/order-plan';
import { DesignError, DesignErrors, spellingHint, visibleText } from '../../errors/design-error';
import { Money } from '../../units/money';
import { assumedCsv, csvCell, type CsvRecord, peopleCsv, readCsv } from '../csv';
import { count, counted, metres, textTable } from '../in-figures';

/**
 * Writes orders as CSV (quoted as RFC 4180 says), a line a line of the BOM, by supplier and phase; what is not known is empty. A value that a spreadsheet
 * would take for a formula gets an apostrophe in front. At a rate the amount in its currency follows, with the rate and its day; last what is assumed of the models, where something is.
 */
export function renderOrdersCsv({ groups, rate }: OrderPlan): string {
  const header =
    rate === undefined ? ORDER_COLUMNS : [...ORDER_COLUMNS, `amount_${rate.to.toLowerCase()}`, 'rate', 'rate_date'];
  const rateCells = (line: OrderLine): string[] =>
    rate === undefined ? [] : [converted(line, rate.to), `1 ${rate.from} = ${rate.rate} ${rate.to}`, rate.date];
  const rows = groups.flatMap((group) => group.lines.map((line) => [...lineCells(group, line), ...rateCells(line)]));
  const marks = groups.flatMap(({ lines }) => lines.map(({ assumed = [] }) => assumed.join(' ')));
  return assumedCsv(header, rows, marks);
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

function converted({ price }: { readonly price?: OrderPrice | undefined }, currency: 'KRW' | 'USD'): string {
  return price?.convertedMinorUnits === undefined ? '' : minorUnitsText(price.convertedMinorUnits, currency);
}

/** Words for what stands in no compartment. */
const PLACES: Readonly<Record<Exclude<ValuePlace, 'compartment'>, string>> = {
  between: 'between compartments',
  nowhere: 'in no rack',
  spares: 'spares',
  unnamed: 'no compartment named',
};

const UNBILLED: Readonly<Record<UnbilledThing['kind'], string>> = {
  'power-node': 'power node',
  'cooling-units': 'cooling units',
  tenant: 'racks of a tenant',
};

/** Columns of a value by compartment, in this order. */
const VALUE_COLUMNS = [
  'place',
  'compartment',
  'category',
  'part_number',
  'description',
  'length_m',
  'phase',
  'pieces',
  'unit_price',
  'currency',
  'amount',
] as const;

/**
 * Writes what stands in each compartment as CSV, a line a line of the BOM and place; what has no price has an empty one. Power nodes, units of cooling and racks of
 * tenants, which are in no BOM, follow the lines of their place with `unpriced` for a currency.
 */
export function renderValueCsv({ places, rate }: ValueAtRisk): string {
  const atRate = rate === undefined ? [] : [`amount_${rate.to.toLowerCase()}`];
  const rows = places.flatMap(({ place, name, lines, unbilled }) => [
    ...lines.map(({ line, pieces, price }) => [
      place,
      name,
      line.category,
      line.partNumber ?? '',
      line.description,
      line.lengthMillimetres === undefined ? '' : metres(line.lengthMillimetres),
      line.phase,
      pieces,
      ...(price === undefined
        ? ['', 'unpriced', '']
        : [
            minorUnitsText(price.unitMinorUnits, price.currency),
            price.currency,
            minorUnitsText(price.amountMinorUnits, price.currency),
          ]),
      ...atRate.map(() => (rate === undefined ? '' : converted({ price }, rate.to))),
    ]),
    ...unbilled.map(({ kind, name: thing, pieces }) => [
      place,
      name,
      UNBILLED[kind],
      '',
      thing,
      '',
      '',
      pieces,
      '',
      'unpriced',
      '',
      ...atRate.map(() => ''),
    ]),
  ]);
  return peopleCsv([[...VALUE_COLUMNS, ...atRate], ...rows]);
}

/** A table of what stands in each compartment, for people: sums are of what has a price, and `unpriced` says how much has none. */
export function renderValueText({ site, places, rate }: ValueAtRisk): string {
  const currencies = (['KRW', 'USD'] as const).filter((currency) =>
    places.some(({ amounts }) => amounts.some((amount) => amount.currency === currency)),
  );
  const cell = (amount: OrderAmount | undefined): string =>
    amount === undefined
      ? '-'
      : Money.of(amount.currency, amount.minorUnits / 10 ** PRICE_DIGITS[amount.currency]).toString();
  const head = [
    'compartment',
    ...currencies,
    ...(rate === undefined ? [] : [`at ${rate.rate}`]),
    'pieces',
    'unpriced pieces',
    'in no BOM',
  ];
  const rows = places.map(({ place, name, amounts, converted: sum, pieces, unpricedPieces, unbilled }) => [
    place === 'compartment' ? visibleText(name) : PLACES[place],
    ...currencies.map((currency) => cell(amounts.find((amount) => amount.currency === currency))),
    ...(rate === undefined ? [] : [cell(pieces === unpricedPieces ? undefined : sum)]),
    count(pieces),
    count(unpricedPieces),
    unbilledText(unbilled),
  ]);
  const alignments = head.map((_, index) => (index === 0 || index === head.length - 1 ? 'left' : 'right'));
  const dated = rate === undefined ? [] : [`1 ${rate.from} = ${rate.rate} ${rate.to} of ${rate.date}`];
  const isLow = places.some(({ unpricedPieces, unbilled }) => unpricedPieces + unbilled.length > 0);
  return [
    `value at risk of site '${visibleText(site)}' by compartment`,
    '',
    textTable([head, ...rows], alignments).trimEnd(),
    '',
    ...dated,
    ...(isLow ? ['sums are lower bounds where pieces have no price, or things are in no BOM'] : []),
    'cables whose ends stand in several compartments count in none of them',
    '',
  ].join('\n');
}

function unbilledText(things: readonly UnbilledThing[]): string {
  const kinds = Object.keys(UNBILLED) as UnbilledThing['kind'][];
  return kinds
    .flatMap((kind) => {
      const pieces = things.filter((thing) => thing.kind === kind).reduce((sum, thing) => sum + thing.pieces, 0);
      if (pieces === 0) return [];
      if (kind === 'power-node') return [counted(pieces, 'power node')];
      return [
        kind === 'tenant' ? counted(pieces, 'rack of tenants', 'racks of tenants') : counted(pieces, 'cooling unit'),
      ];
    })
    .join(', ');
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

/** Columns of a price file. Those of an order are read too, so that a supplier can fill in the file that it got. */
const COLUMNS = ['part', 'part_number', 'description', 'length_m', 'supplier', 'unit_price', 'currency'] as const;

type Column = (typeof COLUMNS)[number];

const KNOWN: readonly string[] = [...COLUMNS, ...ORDER_COLUMNS, 'assumed'];

/** More lines than any BOM has: a file above it is another one. */
const MOST_LINES = 100_000;
const MOST_ERRORS = 20;
const HEADER = 'part,description,length_m,supplier,unit_price,currency';
const PRICE = /^(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d+))?$/;
const LENGTH = /^\d{1,6}(?:\.\d{1,3})?$/;

/**
 * Reads prices: a header, then a line a part. `unit_price`, `currency` and one of `part`, `part_number` and `description` are required; a line without a price
 * is left out. Columns may come in any order.
 *
 * @param text - the file
 * @param file - its name, for messages
 * @throws DesignError `orders/bad-csv`, `orders/missing-column`, `orders/unknown-column`, `orders/column-twice`, `orders/bad-row`, `orders/bad-price`,
 * `orders/bad-currency`, `orders/bad-length`, `orders/no-part`, `orders/too-many-lines`, all of a kind at once
 */
export function readPricesCsv(text: string, file: string): PriceEntry[] {
  const [header, ...rows] = readRows(text, file);
  const columns = header?.cells ?? [];
  DesignErrors.throwAll(headerErrors(columns, file));
  const errors: DesignError[] = [];
  const entries: PriceEntry[] = [];
  for (const { cells: record, line } of rows) {
    const where = `line ${line} of '${file}'`;
    const entry = record.length === columns.length ? readRow(columns, record, where) : rowError(record, columns, where);
    if (entry instanceof DesignError) errors.push(entry);
    else if (entry !== undefined) entries.push(entry);
    if (errors.length === MOST_ERRORS) break;
  }
  DesignErrors.throwAll(errors);
  return entries;
}

function readRows(text: string, file: string): readonly CsvRecord[] {
  const rows: CsvRecord[] = [];
  const notCsv = (line: string): DesignError =>
    new DesignError('orders/bad-csv', {
      problem: `${line} of '${file}' is not CSV: a quote is not closed, or stands within a value`,
      remedy: 'put the whole value in quotes, and write a quote inside it twice',
    });
  readCsv(text, notCsv, (row) => {
    if (rows.length > MOST_LINES) {
      throw new DesignError('orders/too-many-lines', {
        problem: `'${file}' has more than 100,000 lines`,
        remedy: 'give the prices of the parts in the BOM alone',
        limit: `${MOST_LINES}`,
      });
    }
    rows.push(row);
  });
  return rows;
}

function headerErrors(columns: readonly string[], file: string): DesignError[] {
  const place = `line 1 of '${file}'`;
  const needs: readonly (readonly [string, readonly Column[]])[] = [
    ["'part' or 'description'", ['part', 'part_number', 'description']],
    ["'unit_price'", ['unit_price']],
    ["'currency'", ['currency']],
  ];
  const missing = needs
    .filter(([, names]) => !names.some((name) => columns.includes(name)))
    .map(
      ([words]) =>
        new DesignError('orders/missing-column', {
          problem: `${place}: column ${words} is missing`,
          remedy: `begin the file with a header such as '${HEADER}'`,
        }),
    );
  const unknown = columns
    .filter((column) => !KNOWN.includes(column) && !/^(amount|rate)_/.test(column))
    .slice(0, MOST_ERRORS)
    .map((column) => {
      const hint = spellingHint(column, KNOWN);
      return new DesignError('orders/unknown-column', {
        problem: `${place}: column '${column}' is unknown`,
        remedy: hint === undefined ? `use the columns ${COLUMNS.join(', ')}` : `did you mean '${hint}'?`,
        object: column,
      });
    });
  const twice = KNOWN.filter((name) => columns.indexOf(name) !== columns.lastIndexOf(name)).map(
    (name) =>
      new DesignError('orders/column-twice', {
        problem: `${place}: column '${name}' stands there twice`,
        remedy: 'keep one of them',
        object: name,
      }),
  );
  return [...missing, ...unknown, ...twice];
}

function readRow(
  columns: readonly string[],
  record: readonly string[],
  where: string,
): PriceEntry | DesignError | undefined {
  const cell = (column: Column): string => record[columns.indexOf(column)] ?? '';
  const text = cell('unit_price');
  if (text === '') return undefined;
  const part = csvCell(cell('part') === '' ? cell('part_number') : cell('part'));
  const description = csvCell(cell('description'));
  if (part === '' && description === '') {
    return new DesignError('orders/no-part', {
      problem: `${where} has a price of nothing`,
      remedy: "fill the column 'part' or 'description'",
    });
  }
  const currency = cell('currency');
  if (!isPriceCurrency(currency)) {
    const remedy = "write 'KRW' or 'USD'; other currencies are converted first";
    return new DesignError('orders/bad-currency', {
      problem: `${where}: currency '${currency}' is unknown`,
      remedy,
      value: currency,
    });
  }
  const [, whole, decimals = ''] = PRICE.exec(text) ?? [];
  const digits = PRICE_DIGITS[currency];
  if (whole === undefined || decimals.length > digits) {
    const form = digits === 0 ? "'1250000', without decimals" : "'1250.00', with two decimals at most";
    const problem = `${where}: '${text}' is no price in ${currency}`;
    return new DesignError('orders/bad-price', { problem, remedy: `write it as ${form}`, value: text });
  }
  const length = cell('length_m');
  if (length !== '' && !LENGTH.test(length)) {
    const problem = `${where}: '${length}' is no length in metres`;
    return new DesignError('orders/bad-length', {
      problem,
      remedy: "write it as '12' or '1.5', or leave it empty",
      value: length,
    });
  }
  const supplier = csvCell(cell('supplier'));
  return {
    where,
    ...(part === '' ? { description } : { part }),
    ...(length === '' ? {} : { lengthMillimetres: Math.round(Number(length) * 1_000) }),
    ...(supplier === '' ? {} : { supplier }),
    currency,
    unitMinorUnits: Number(whole.replaceAll(',', '') + decimals.padEnd(digits, '0')),
  };
}

function rowError(record: readonly string[], columns: readonly string[], where: string): DesignError {
  return new DesignError('orders/bad-row', {
    problem: `${where} has ${record.length} values under ${columns.length} columns`,
    remedy: 'give each column one value, which may be empty, and put a value with a comma in quotes',
    value: `${record.length}`,
    limit: `${columns.length}`,
  });
}
