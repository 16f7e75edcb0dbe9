import { parse } from 'csv-parse/sync';

import { type OrderPlan, parseExchangeRate, type PriceEntry } from '../../../src/design/orders/order-plan';
import { planOrders } from '../../../src/design/orders/plan-orders';
import { readPricesCsv } from '../../../src/report/orders/orders-csv';
import { renderOrdersCsv } from '../../../src/report/orders/orders-csv';
import { renderOrdersXlsx } from '../../../src/report/orders/render-orders-xlsx';
import { twentySystems } from '../../design/orders/ordered-sites';

const SITE = twentySystems(true, { spares: [{ category: 'transceiver', rate: 0.02 }] });
const PRICES = readPricesCsv('part,unit_price,currency\nMFP7E10,120.50,USD\n', 'prices.csv');
const ORDERS = planOrders(SITE, { prices: PRICES, rate: parseExchangeRate('1USD=1380KRW@2026-11-01') });

function rowsOf(orders: OrderPlan): Record<string, string>[] {
  return parse(renderOrdersCsv(orders), { columns: true });
}

/** Values of each sheet by its name, row by row. */
async function sheetsOf(orders: OrderPlan): Promise<Map<string, unknown[][]>> {
  const { default: readXlsxFile } = await import('read-excel-file/node');
  const sheets = await readXlsxFile(Buffer.from(await renderOrdersXlsx(orders)));
  return new Map(sheets.map(({ sheet, data }) => [sheet, data as unknown[][]]));
}

describe('the CSV', () => {
  test('has a row a line, with the amount on both sides of the rate', () => {
    const rows = rowsOf(ORDERS);
    expect(rows).toHaveLength(SITE.bill.lines.length);
    const fibre = rows.find(({ part_number: part, phase }) => part === 'MFP7E10' && phase === 'first');
    const pieces = Number(fibre?.['order_quantity']);
    expect(fibre).toMatchObject({
      supplier: 'NVIDIA',
      phase_date: '2027-11-30',
      last_order_date: '2027-05-04',
      unit_price: '120.50',
      currency: 'USD',
      amount: (120.5 * pieces).toFixed(2),
      amount_krw: String(Math.round(120.5 * pieces * 1_380)),
      rate: '1 USD = 1380 KRW',
      rate_date: '2026-11-01',
    });
    expect(rows.filter(({ unit_price: price }) => price === '').every(({ amount }) => amount === '')).toBe(true);
  });

  test('ends with what is assumed of the models, as the BOM does', () => {
    const assumed = new Map(rowsOf(ORDERS).map((row) => [row['description'], row['assumed']]));
    expect(Object.keys(rowsOf(ORDERS)[0] ?? {}).at(-1)).toBe('assumed');
    const lines = SITE.bill.lines.filter((line) => line.assumed !== undefined);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(assumed.get(line.description)).toBe(line.assumed?.join(' '));
  });

  test('is no formula wherever a name begins like one', () => {
    const [first, ...rest] = SITE.bill.lines;
    if (first === undefined) throw new Error('the BOM has lines');
    const lines = [
      { ...first, partNumber: '=1+1', description: '@SUM(A1)', manufacturer: '+82', phase: '-1' },
      ...rest,
    ];
    const csv = renderOrdersCsv(planOrders({ ...SITE, bill: { ...SITE.bill, lines } }));
    expect(csv).toContain("'+82,'-1,,");
    expect(csv).toContain(",'=1+1,'@SUM(A1),");
    // The file can be filled in and read back all the same.
    const filled = csv.replace(/('=1\+1,.*),,,,$/m, '$1,5,USD,,');
    expect(readPricesCsv(filled, 'rfq.csv')).toMatchObject([{ part: '=1+1', supplier: '+82', unitMinorUnits: 500 }]);
  });

  test('is read back as prices when a supplier has filled it in', () => {
    const rows = parse(renderOrdersCsv(planOrders(SITE)), { columns: true });
    const text = (rows as Record<string, string>[])
      .map((row) => ({ ...row, unit_price: '1.00', currency: 'USD' }))
      .map((row) =>
        Object.values(row)
          .map((value) => `"${value}"`)
          .join(','),
      );
    const header = renderOrdersCsv(planOrders(SITE)).split('\n')[0] ?? '';
    const prices = readPricesCsv([header, ...text].join('\n'), 'rfq.csv');
    const { totals } = planOrders(SITE, { prices });
    expect(totals.pricedLines).toBe(SITE.bill.lines.length);
    expect(totals.amounts).toEqual([{ currency: 'USD', minorUnits: 100 * (totals.quantity + totals.spares) }]);
  });
});

describe('the workbook', () => {
  test('holds what the CSV holds, a sheet for each supplier and phase', async () => {
    const sheets = await sheetsOf(ORDERS);
    const names = [...sheets.keys()];
    expect(names).toHaveLength(ORDERS.groups.length + 1);
    expect(names.slice(0, 3)).toEqual(['Summary', 'NVIDIA, first', 'NVIDIA, second']);
    const shown = (value: unknown): string => (value === null ? '' : String(value));
    const read = names.slice(1).flatMap((name) => (sheets.get(name) ?? []).slice(1).map((row) => row.map(shown)));
    const written = rowsOf(ORDERS).map(({ rate, rate_date: day, ...row }) => {
      expect([rate, day]).toEqual(['1 USD = 1380 KRW', '2026-11-01']);
      return Object.entries(row).map(([column, value]) =>
        /price|amount/.test(column) && value !== '' ? String(Number(value)) : value,
      );
    });
    expect(read).toEqual(written);
  });

  test('sums up on its first sheet', async () => {
    const rows = (await sheetsOf(ORDERS)).get('Summary') ?? [];
    const { lines, quantity, spares, pricedLines, amounts, converted } = ORDERS.totals;
    expect(rows[1]?.[0]).toBe('1 USD = 1380 KRW, 2026-11-01');
    expect(rows.at(-1)).toEqual([
      'total',
      null,
      null,
      null,
      lines,
      quantity,
      spares,
      pricedLines,
      null,
      (amounts[0]?.minorUnits ?? 0) / 100,
      converted?.minorUnits,
    ]);
    expect(spares).toBeGreaterThan(0);
  });

  test('is the same bytes each time', async () => {
    const [one, other] = [await renderOrdersXlsx(ORDERS), await renderOrdersXlsx(ORDERS)];
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
    expect(Buffer.from(one).includes('dcterms')).toBe(false);
  });

  test('names sheets as a spreadsheet takes them, each once', async () => {
    const { bill } = SITE;
    const suppliers = [
      "'a/b:c[d]?*\\",
      'a very long name of a supplier indeed, one',
      'a very long name of a supplier indeed, two',
      'HISTORY',
    ];
    const lines = bill.lines
      .slice(0, 4)
      .map((line, index) => ({ ...line, manufacturer: suppliers[index] ?? '', phase: '=1' }));
    const names = [...(await sheetsOf(planOrders({ ...SITE, bill: { ...bill, lines } }))).keys()];
    expect(names).toEqual([
      'Summary',
      'a b c d    , =1',
      'HISTORY, =1',
      'a very long name of a supplier',
      'a very long name of a suppl (2)',
    ]);
  });
});

describe('a price file', () => {
  const read = (...lines: readonly string[]): PriceEntry[] => readPricesCsv(`${lines.join('\n')}\n`, 'prices.csv');

  test('may have its columns in any order, a mark in front, and lines without a price', () => {
    expect(
      read(
        '\ufeffcurrency,unit_price,length_m,description,part',
        'KRW,"1,250,000",,system,',
        'USD,12.5,1.5,,ABC',
        'USD,,,,XYZ',
      ),
    ).toEqual([
      { where: "line 2 of 'prices.csv'", description: 'system', currency: 'KRW', unitMinorUnits: 1_250_000 },
      {
        where: "line 3 of 'prices.csv'",
        part: 'ABC',
        lengthMillimetres: 1_500,
        currency: 'USD',
        unitMinorUnits: 1_250,
      },
    ]);
  });

  const HEAD = 'part,description,length_m,unit_price,currency';
  test.each([
    [
      ['part,currency', 'A,USD'],
      "line 1 of 'prices.csv': column 'unit_price' is missing; begin the file with a header such as 'part,description,length_m,supplier,unit_price,currency' [orders/missing-column]",
    ],
    [
      ['unit_price,currency', '1,USD'],
      "line 1 of 'prices.csv': column 'part' or 'description' is missing; begin the file with a header such as 'part,description,length_m,supplier,unit_price,currency' [orders/missing-column]",
    ],
    [
      ['part,unit_price,currency,lenght_m', 'A,1,USD,1'],
      "line 1 of 'prices.csv': column 'lenght_m' is unknown; did you mean 'length_m'? [orders/unknown-column]",
    ],
    [
      ['part,part,unit_price,currency', 'A,A,1,USD'],
      "line 1 of 'prices.csv': column 'part' stands there twice; keep one of them [orders/column-twice]",
    ],
    [
      [HEAD, 'A,,,1'],
      "line 2 of 'prices.csv' has 4 values under 5 columns; give each column one value, which may be empty, and put a value with a comma in quotes [orders/bad-row]",
    ],
    [
      [HEAD, ',,,1,USD'],
      "line 2 of 'prices.csv' has a price of nothing; fill the column 'part' or 'description' [orders/no-part]",
    ],
    [
      [HEAD, 'A,,,1,EUR'],
      "line 2 of 'prices.csv': currency 'EUR' is unknown; write 'KRW' or 'USD'; other currencies are converted first [orders/bad-currency]",
    ],
    [
      [HEAD, 'A,,,-1,USD'],
      "line 2 of 'prices.csv': '-1' is no price in USD; write it as '1250.00', with two decimals at most [orders/bad-price]",
    ],
    [
      [HEAD, 'A,,,1.5,KRW'],
      "line 2 of 'prices.csv': '1.5' is no price in KRW; write it as '1250000', without decimals [orders/bad-price]",
    ],
    [
      [HEAD, 'A,,2m,1,USD'],
      "line 2 of 'prices.csv': '2m' is no length in metres; write it as '12' or '1.5', or leave it empty [orders/bad-length]",
    ],
    [
      [HEAD, 'A,"x,,1,USD'],
      "line 2 of 'prices.csv' is not CSV: a quote is not closed, or stands within a value; put the whole value in quotes, and write a quote inside it twice [orders/bad-csv]",
    ],
  ])('fails for %j', (lines, text) => {
    expect(() => read(...lines)).toThrow(text);
  });

  test('fails for a million lines without reading all of them', () => {
    expect(() => readPricesCsv(`${HEAD}\n${'A,,,1,USD\n'.repeat(1_000_000)}`, 'prices.csv')).toThrow(
      "'prices.csv' has more than 100,000 lines; give the prices of the parts in the BOM alone [orders/too-many-lines]",
    );
  });
});
