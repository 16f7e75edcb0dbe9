import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderSiteJson } from '../../src/report/site/site-json';
import { served } from '../support/served-site';
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
  ['tokens --system gb300-nvl72 --model ax-k1 --count 1.5', 'whole number'],
  ['tokens --system gb300-nvl72 --model ax-k1 --count 0', 'whole number'],
  ['tokens --system gb300-nvl72 --model ax-k1 --tensor 0', 'whole number'],
  ['tokens --system gb300-nvl72 --model ax-k1 --batch 0', 'whole number'],
  ['tokens --system gb300-nvl72 --model ax-k1 --efficiency 1.5', 'above 0 and up to 1'],
  ['tokens --system gb300-nvl72 --model ax-k1 --efficiency 0', 'above 0 and up to 1'],
  ['tokens --system gb300-nvl72 --model ax-k1 --requests 20', "'--users'"],
  ['tokens --system gb300-nvl72 --model ax-k1 --per-gpu 1200', "'--users'"],
  ['tokens --system gb300-nvl72 --model llama-3.1-405b --context 10000000', '131072'],
  [COST.replace('--utilisation 0.7', '--utilisation 1.2'), '1.2'],
  [COST.replace('--it-years 5', '--it-years 0'), 'years'],
  [COST.replace('--price 3.3', '--price -1'), '-1'],
  [`${COST} --currency EUR`, 'EUR'],
])('%s is refused in words', async (command, word) => {
  const { err, code } = await run(command, { cwd });
  expect([code, err]).toEqual([2, expect.stringContaining(word)]);
});

test('a roofline of FP8 is not given for weights of 4 bits', async () => {
  const { out } = await run('tokens --system gb300-nvl72 --model ax-k1 --precision nvfp4', { cwd });
  expect(out).toContain("estimate: not known of 'ax-k1' with weights in nvfp4");
  expect(out).not.toContain('at most');
});

const DEMAND =
  '--users 20000 --requests 20 --input 1500 --output 500 --peak 3 --first-token 0.5 --speed 40 --max-load 0.75';
const RUNS = [
  'model,gpu,gpus,tokens_per_second,counts,scenario,precision,input_tokens,output_tokens,speed,first_token_s,source,date',
  'ax-k1,gb300,8,9600,output,server,fp8,1500,500,40,0.5,a run of one own,2026-11-20',
  'ax-k1,gb300,8,12000,total,offline,fp8,1500,500,,,a run of one own,2026-11-20',
].join('\n');

test('runs of ones own count for a demand', async () => {
  writeFileSync(join(cwd, 'runs.csv'), `${RUNS}\n`);
  const command = `tokens --system gb300-nvl72 --model ax-k1 ${DEMAND} --measured runs.csv`;
  const { out } = await run(command, { cwd });
  // 20,000 x 20 / 86,400 x 3 = 13.89 requests a second x 500 = 6,944 tok/s; / (1,200 x 0.75) = 7.7 GPUs.
  expect(out).toMatch(/GPUs by throughput +8\n/);
  expect(out).toMatch(/server +8 +1,200 .*a run of one own, own\n/);
  expect(out).toMatch(/offline +8 +1,500 total /);
  // Weights of another format say nothing of these.
  const other = await run(`${command} --precision bf16`, { cwd });
  expect(other.out).toContain('the throughput was measured with weights in fp8, and bf16 is served');
  expect(other.out).toMatch(/GPUs by throughput +not known\n/);
  const none = await run(command.replace('gb300-nvl72', 'dgx-b200'), { cwd });
  expect([none.code, none.err]).toEqual([2, expect.stringContaining("no run of 'ax-k1' on 'b200'")]);
  const both = await run(`${command} --per-gpu 1200`, { cwd });
  expect([both.code, both.err]).toEqual([2, expect.stringContaining('give one of them')]);
});

test('an option beside the Costs of a program that changes nothing is refused', async () => {
  const { plan } = served();
  writeFileSync(join(cwd, 'served.json'), renderSiteJson(plan));
  expect((await run('cost --site served.json', { cwd })).code).toBe(0);
  const { code, err } = await run('cost --site served.json --price 3.3', { cwd });
  expect([code, err]).toEqual([2, expect.stringContaining("'--price' changes nothing of the Costs of 'lab'")]);
});
