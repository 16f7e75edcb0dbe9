import { parse } from 'csv-parse/sync';
import { readHallFiles } from '../../src/export/adopt/read-hall-files';
import { readAssetsCsv, writeAssetsCsv } from '../../src/export/assets/asset-csv';
import { csvCell, machineCsv, peopleCsv } from '../../src/report/csv';
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
