import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { readHallFiles } from '../../src/export/adopt/read-hall-files';
import { readAssetsCsv, writeAssetsCsv } from '../../src/export/assets/asset-csv';
import { readCommissioningTable } from '../../src/report/commissioning/commissioning-tables';
import { csvCell, machineCsv, peopleCsv, separatorOf } from '../../src/report/csv';
import { readTable } from '../../src/report/shift/shift-tables';
import { HOSTILE_TEXTS } from '../support/hostile-texts';

/** What a spreadsheet runs. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const READ = { trim: true, relax_column_count: true };

describe.each(HOSTILE_TEXTS)('a cell that is %j', (text) => {
  test('is no formula in a table for people, and is read back as it was', () => {
    const rows = parse(peopleCsv([['a', text, 1, '', null, -5]]), READ);
    expect(rows).toHaveLength(1);
    expect(FORMULA.test(rows[0]?.[1] ?? '')).toBe(false);
    expect(csvCell(rows[0]?.[1] ?? '')).toBe(text);
    expect(rows[0]?.slice(2)).toEqual(['1', '', '', '-5']);
  });

  test('stands as it is in a table for a program', () => {
    expect(parse(machineCsv([['a', text]]), READ)).toEqual([['a', text]]);
  });

  test('is a serial that the asset file gives back', () => {
    const file = writeAssetsCsv([{ device: 'a', state: 'racked', serial: text, reason: text }]);
    expect(readAssetsCsv(file)).toEqual([expect.objectContaining({ device: 'a', serial: text, reason: text })]);
  });
});

/** Without control characters, which a hall file may not hold. */
const READABLE = HOSTILE_TEXTS.filter((text) => !/[^\P{Cc}\n\r\t]/u.test(text));

test.each(READABLE)('a hall gives back the rack and the port %j that our own files name', (text) => {
  const racks = peopleCsv([
    ['device', 'rack', 'u'],
    ['a', text, 3],
  ]);
  const cables = peopleCsv([
    ['a_device', 'a_port', 'b_device', 'b_port'],
    ['a', text, 'b', text],
  ]);
  const facts = readHallFiles({
    racks: { file: 'racks.csv', text: racks },
    cables: { file: 'cables.csv', text: cables },
  });
  expect(facts.devices[0]?.rack).toBe(text);
  expect([facts.cables[0]?.a.port, facts.cables[0]?.b.port]).toEqual([text, text]);
});

test('fails on a hall file with a character that is none', () => {
  const text = peopleCsv([
    ['device', 'rack', 'u'],
    ['a', 'A\u000001', 3],
  ]);
  expect(() => readHallFiles({ racks: { file: 'racks.csv', text } })).toThrow(
    "line 2 of 'racks.csv': column 'rack': 'A\\u000001' holds \\u0000, which is no character of a text; take it out: files and programs would drop it or stop there [adopt/bad-row]",
  );
});

describe('tables that people filled in a spreadsheet', () => {
  const SCRIPT =
    'step,test,when,object,quantity,expected,unit,measured,at,remark\n1,normal,before,utility,load,509.8,kW,509.8,,"tried twice, see log"\n';
  const parted = (separator: string): string =>
    stringify(parse(SCRIPT) as string[][], { delimiter: separator, quoted: true });

  test.each([',', ';', '\t'])('have the same cells, parted by %j', (separator) => {
    expect(separatorOf(parted(separator))).toBe(separator);
    expect(readCommissioningTable(parted(separator), 'script.csv')).toEqual(
      readCommissioningTable(SCRIPT, 'script.csv'),
    );
    const meters = ['time', 'kw'].join(separator) + '\n' + ['2027-03-02T09:00', '801'].join(separator) + '\n';
    const columns = { required: ['time', 'kw'], header: 'time,kw' } as const;
    const [row] = readTable(meters, 'meters.csv', columns);
    expect([row?.cell('time'), row?.cell('kw')]).toEqual(['2027-03-02T09:00', '801']);
  });

  test('a comma in the first line goes before any other', () => {
    expect(separatorOf('a,b;c\n1,2')).toBe(',');
    expect(separatorOf('\ufeffdevice\n1')).toBe(',');
    expect(separatorOf('')).toBe(',');
  });
});
