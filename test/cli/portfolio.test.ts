import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { filesOfPortfolio } from '../../src/report/portfolio/portfolio-files';
import { koreaPortfolio } from '../../stacks/korea-portfolio';
import { temporaryFolder } from '../constructs/temporary-folder';
import { commandsOf } from './console-page';
import { run } from './run-in-process';

const PAGE = 'portfolio.md';
const PATH = join(__dirname, '../../docs', PAGE);
const cwd = temporaryFolder();
const { plan } = koreaPortfolio(new App({ outdir: temporaryFolder() }));
const JSON_TEXT = filesOfPortfolio(plan).get('portfolio.json') ?? '';
writeFileSync(join(cwd, 'portfolio.json'), JSON_TEXT);

test('the page shows what the command prints', async () => {
  for (const { command, output } of commandsOf(PAGE)) {
    const { out, code } = await run(command, { cwd });
    expect(code).toBe(1);
    if (process.env['UPDATE_GOLDEN'] === undefined) expect(out).toBe(output);
    else {
      const block = `$ aifactory ${command}\n`;
      writeFileSync(
        PATH,
        readFileSync(PATH, 'utf8').replace(block + output, () => block + out),
      );
    }
  }
});

test('quarters as CSV, and all of it as JSON', async () => {
  const { out } = await run('portfolio portfolio.json --csv', { cwd });
  expect(out.split('\n').slice(0, 2)).toEqual([
    'quarter,worst_day,supply_gpus,demand_gpus,lacking_gpus,gasan_gpus,ulsan_gpus,southwest_gpus,dsx-gigawatt_gpus',
    '2027-Q1,2027-03-01,1016,3400,2384,1016,0,0,0',
  ]);
  const json = await run('portfolio portfolio.json --json', { cwd });
  expect(JSON.parse(json.out)).toEqual(JSON.parse(JSON_TEXT));
});

test('orders are late by the day that is asked, and no others', async () => {
  const late = async (day: string): Promise<number> => {
    const { out } = await run(`portfolio portfolio.json --as-of ${day}`, { cwd });
    return out.split('has passed').length - 1;
  };
  expect(await late('2020-01-01')).toBe(0);
  expect(await late('2040-01-01')).toBeGreaterThan(await late('2027-01-15'));
});

test('a portfolio that is carried ends with 0', async () => {
  writeFileSync(join(cwd, 'held.json'), JSON.stringify({ version: 1, ...plan, shortfalls: [] }));
  const { out, code } = await run('portfolio held.json', { cwd });
  expect(code).toBe(0);
  expect(out).toContain('supply carries what is asked on every day');
});

test.each([
  ['portfolio nowhere.json', "there is no file 'nowhere.json'"],
  ['portfolio broken.json', "'broken.json' is no JSON"],
  ['portfolio other.json', "'other.json':"],
  ['portfolio portfolio.json --as-of 2027-02-30', 'no day of the calendar'],
  ['portfolio portfolio.json --csv --json', "'--csv' and '--json' are given"],
])('fails: %s', async (command, text) => {
  writeFileSync(join(cwd, 'broken.json'), '{');
  writeFileSync(join(cwd, 'other.json'), '{"version":1,"quarters":[null]}');
  const { err, code } = await run(command, { cwd });
  expect([code, err]).toEqual([2, expect.stringContaining(text)]);
});
