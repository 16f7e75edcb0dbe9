import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderSiteJson } from '../../src/report/site/site-json';
import { temporaryFolder } from '../constructs/temporary-folder';
import { twentySystems } from '../design/orders/ordered-sites';
import { run, type CliRun } from './run-in-process';

const SITE = renderSiteJson(twentySystems(false));

function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const cwd = temporaryFolder();
  for (const [name, content] of Object.entries({ 'site.json': SITE, ...files }))
    writeFileSync(join(cwd, name), content);
  return cwd;
}

const order = (options: string, cwd = folderWith()): Promise<CliRun> =>
  run(`order --site site.json${options}`, { cwd });

test('prints CSV, or the plan as JSON', async () => {
  const { code, out } = await order('');
  expect([code, out.split('\n')[0]]).toEqual([
    0,
    'supplier,phase,phase_date,last_order_date,category,part_number,description,length_m,unit,quantity,spares,order_quantity,unit_price,currency,amount,assumed',
  ]);
  const json = await order(' --json --supplier NVIDIA');
  const { groups } = JSON.parse(json.out) as { groups: { supplier: string }[] };
  expect(groups.map(({ supplier }) => supplier)).toEqual(['NVIDIA']);
});

test('writes a workbook and CSV, each whole', async () => {
  const cwd = folderWith({ 'prices.csv': 'part,unit_price,currency\nMFP7E10,120.50,USD\n' });
  const { code, out, err } = await order(
    ' --prices prices.csv --rate 1USD=1380KRW@2026-11-01 --csv rfq/order.csv --xlsx rfq/order.xlsx',
    cwd,
  );
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(
    /^wrote rfq\/order\.csv and rfq\/order\.xlsx: \d+ lines, 3 suppliers and phases, \d+ lines with a price\n$/,
  );
  expect(readdirSync(join(cwd, 'rfq')).sort()).toEqual(['order.csv', 'order.xlsx']);
  expect(readFileSync(join(cwd, 'rfq/order.xlsx')).subarray(0, 2).toString()).toBe('PK');
});

test('tells what stands in each compartment as a table, CSV or JSON', async () => {
  const cwd = folderWith({ 'prices.csv': 'part,unit_price,currency\nMFP7E10,120.50,USD\n' });
  const table = await order(' --prices prices.csv --by-compartment', cwd);
  expect([table.code, table.err]).toEqual([0, '']);
  expect(table.out).toMatch(
    /^value at risk of site 'lab' by compartment\n\ncompartment +USD +pieces +unpriced pieces +in no BOM\nhall-1 +[\d,.]+ USD/,
  );
  const file = await order(' --prices prices.csv --by-compartment --csv value.csv', cwd);
  expect(file.out).toBe('wrote value.csv: 1 place\n');
  expect(readFileSync(join(cwd, 'value.csv'), 'utf8')).toContain(
    'compartment,hall-1,system,,"HGX B200, 10 U, air-cooled",,1,20,,unpriced,\n',
  );
  const json = await order(' --by-compartment --json', cwd);
  expect((JSON.parse(json.out) as { places: { name: string }[] }).places.map(({ name }) => name)).toEqual(['hall-1']);
});

test('writes neither file where one of them cannot be written', async () => {
  const cwd = folderWith();
  mkdirSync(join(cwd, 'taken'));
  const { code, err } = await order(' --csv order.csv --xlsx taken', cwd);
  expect([code, err]).toEqual([
    2,
    "error: the file 'taken' cannot be written: it is a folder (EISDIR)\n  remedy: give the path of a file [files/not-written]\n",
  ]);
  expect(existsSync(join(cwd, 'order.csv'))).toBe(false);
  expect(readdirSync(cwd).sort()).toEqual(['site.json', 'taken']);
});

test.each([
  ['order --site gone.json', "the file 'gone.json' cannot be read", "name the 'site.json' of a synthesis"],
  [
    'order --site site.json --prices gone.csv',
    "there is no file 'gone.csv'",
    'give the path of a file that is there, from the folder of the command',
  ],
  [
    'order --site site.json --rate 1380',
    "'1380' is no rate between KRW and USD",
    "write it as '1USD=1380KRW@2026-11-01' [orders/bad-rate]",
  ],
  [
    'order --site site.json --supplier NVIDA',
    "no line of the BOM is of supplier 'NVIDA'",
    "did you mean 'NVIDIA'? [orders/unknown-supplier]",
  ],
  [
    'order --site site.json --phase later',
    "no line of the BOM is of phase 'later'",
    "give one of '1' [orders/unknown-phase]",
  ],
  [
    'order --site site.json --by-compartment --xlsx a.xlsx',
    "'--by-compartment' writes no workbook",
    "give '--csv' for a table, or leave '--xlsx' out",
  ],
  ['order --site site.json --csv a --xlsx a', "'--csv' and '--xlsx' name the same file", 'give each a file of its own'],
])('fails for %s', async (line, problem, remedy) => {
  const { code, out, err } = await run(line, { cwd: folderWith() });
  expect([code, out, err]).toEqual([2, '', `error: ${problem}\n  remedy: ${remedy}\n`]);
});

// '가' in CP949 is B0 A1, which no UTF-8 begins with; UTF-16 begins with FF FE.
test.each([
  ['CP949 (EUC-KR)', 'CP949', Uint8Array.of(0xb0, 0xa1, 0x0a)],
  ['UTF-16', 'UTF-16', Uint8Array.of(0xff, 0xfe, 0x70, 0x00)],
])('fails for prices in %s', async (encoding, iconv, bytes) => {
  const { code, err } = await order(' --prices prices.csv', folderWith({ 'prices.csv': bytes }));
  expect([code, err]).toEqual([
    2,
    `error: the file 'prices.csv' is not in UTF-8, but in ${encoding}\n  remedy: save it as 'CSV UTF-8', or convert it: 'iconv -f ${iconv} -t UTF-8 prices.csv'\n`,
  ]);
});

test('fails with all wrong prices at once, and writes nothing', async () => {
  const cwd = folderWith({ 'prices.csv': 'part,unit_price,currency\nMFP7E11,1,USD\nMFP7E10,1.555,USD\n' });
  const bad = await order(' --prices prices.csv --csv order.csv', cwd);
  expect([bad.code, bad.err]).toEqual([
    2,
    "error: line 3 of 'prices.csv': '1.555' is no price in USD\n  remedy: write it as '1250.00', with two decimals at most [orders/bad-price]\n",
  ]);
  writeFileSync(join(cwd, 'prices.csv'), 'part,unit_price,currency\nMFP7E11,1,USD\nMFP7E12,1.50,USD\n');
  const unknown = await order(' --prices prices.csv --csv order.csv', cwd);
  expect(unknown.code).toBe(2);
  expect(unknown.err).toMatch(
    /^error: 2 problems \[design\/several\]\n- line 2 .*\n- line 3 .*\n {2}remedy: correct the prices and run it again; nothing was written\n$/,
  );
  expect(existsSync(join(cwd, 'order.csv'))).toBe(false);
});
