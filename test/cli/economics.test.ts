import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderSiteJson } from '../../src/report/site/site-json';
import { temporaryFolder } from '../constructs/temporary-folder';
import { gasanPlan } from '../design/orders/ordered-sites';
import { commandsOf } from './console-page';
import { run } from './run-in-process';

const PAGE = 'economics.md';
const PATH = join(__dirname, '../../docs', PAGE);
const cwd = temporaryFolder();
writeFileSync(join(cwd, 'site.json'), renderSiteJson(gasanPlan()));

const COST =
  'cost --site site.json --gpu-capital 47222 --kilowatt-capital 10000 --kwh 0.13 --interest 0.1 --it-years 5 --house-years 15 --operations 0.03 --utilisation 0.7 --price 3.3 --start 2025-08-01';

test('the page shows what the commands print', async () => {
  for (const { command, output } of commandsOf(PAGE)) {
    const { out } = await run(command, { cwd });
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

test('quarters are written, a row each', async () => {
  const { code, err } = await run(`${COST} --csv quarters.csv`, { cwd });
  expect([code, err]).toEqual([0, '']);
  const [head = '', ...rows] = readFileSync(join(cwd, 'quarters.csv'), 'utf8').trim().split('\n');
  expect(head.split(',').length).toBeGreaterThan(5);
  expect(rows.length).toBeGreaterThan(4);
});

test.each([
  ['tokens --system gb300-nvl73 --model ax-k1', 'gb300-nvl73'],
  ['tokens --system gb300-nvl72 --model ax-k2', 'ax-k2'],
  ['tokens --system gb300-nvl72 --model ax-k1 --precision fp7', 'fp7'],
  ['tokens --system gb300-nvl72 --model ax-k1 --context 0', 'context'],
  [COST.replace('--utilisation 0.7', '--utilisation 1.2'), '1.2'],
  [COST.replace('--it-years 5', '--it-years 0'), 'years'],
  [COST.replace('--price 3.3', '--price -1'), '-1'],
  [`${COST} --currency EUR`, 'EUR'],
])('%s is refused in words', async (command, word) => {
  const { err, code } = await run(command, { cwd });
  expect([code, err]).toEqual([2, expect.stringContaining(word)]);
});
