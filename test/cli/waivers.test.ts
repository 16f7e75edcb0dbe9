import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { evaluate } from '../../src/policy/evaluate';
import { renderPolicyJson } from '../../src/report/policy/policy-files';
import { gasanPlan } from '../design/orders/ordered-sites';
import { temporaryFolder } from '../constructs/temporary-folder';
import { commandsOf } from './console-page';
import { run } from './run-in-process';

const PAGE = 'waivers.md';
const PLAN = gasanPlan();
const cwd = temporaryFolder();
const report = evaluate(PLAN, {
  asOf: '2026-11-01',
  acknowledgements: [
    {
      ruleId: 'fabric/no-subnet-manager',
      path: 'gasan-haein/gasan/storage',
      reason: 'two leaves run it, one in standby',
      until: '2027-06-30',
      owner: 'fabric team',
    },
    {
      ruleId: 'fabric/no-subnet-manager',
      path: 'gasan-haein/gasan/compute',
      reason: 'managers were to come later',
      until: '2027-03-31',
    },
    {
      ruleId: 'storage/loss-not-stated',
      path: 'gasan-haein/gasan/scratch',
      reason: 'data protection is being chosen',
      until: '2027-05-31',
      owner: 'storage team',
    },
  ].filter(({ ruleId }) => ruleId !== 'storage/loss-not-stated'),
});
writeFileSync(join(cwd, 'policy.json'), renderPolicyJson(report));
writeFileSync(join(cwd, 'old.json'), JSON.stringify({ site: 'gasan', acknowledged: [{}] }));

test('the page shows what the command prints', async () => {
  const [shown] = commandsOf(PAGE);
  const { out, code } = await run(shown?.command ?? '', { cwd });
  if (process.env['UPDATE_GOLDEN'] !== undefined) {
    const path = join(__dirname, '../../docs', PAGE);
    const block = `$ aifactory ${shown?.command ?? ''}\n`;
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(block + (shown?.output ?? ''), () => block + out),
    );
    return;
  }
  expect([out, code]).toEqual([shown?.output, 1]);
});

test.each([
  ['2027-03-31', ['soon', 'in force']],
  ['2027-04-01', ['expired', 'in force']],
  ['2027-05-30', ['expired', 'in force']],
  ['2027-05-31', ['expired', 'soon']],
  ['2027-07-01', ['expired', 'expired']],
])('on %s the states are %j: the last day still counts', async (at, states) => {
  const { out } = await run(`waivers --policy policy.json --at ${at} --json`, { cwd });
  const { waivers } = JSON.parse(out) as { waivers: { state: string; meets: number; ruleId: string }[] };
  expect(waivers.map(({ state, meets }) => (meets === 0 && state !== 'expired' ? 'unused' : state))).toEqual(
    waivers.map(({ meets }, at) => (meets === 0 && states[at] !== 'expired' ? 'unused' : states[at])),
  );
});

test('JSON is as its schema says, CSV names an owner or none', async () => {
  const schema: unknown = JSON.parse(readFileSync(join(__dirname, '../../docs/schemas/waivers.schema.json'), 'utf8'));
  const validate = new Ajv({ allErrors: true }).compile(schema as object);
  validate(JSON.parse((await run('waivers --policy policy.json --json', { cwd })).out));
  expect(validate.errors).toBeNull();
  const { out } = await run('waivers --policy policy.json --csv', { cwd });
  expect(out.split('\n')[0]).toBe('state,until,days_left,owner,rule,findings,path,reason');
  expect(out).toContain(',fabric team,');
});

test.each([
  ['', "error: '--policy' is missing\n  remedy: name the 'policy.json' of a synthesis\n"],
  [
    '--policy policy.json --at 2027-02-30',
    "error: '--at' is '2027-02-30'\n  remedy: give a day of the calendar, as '2027-06-15'\n",
  ],
  ['--policy policy.json --soon x', "error: '--soon' is 'x'\n  remedy: give whole days from 0\n"],
  [
    '--policy old.json --at 2027-02-20',
    "error: 'old.json' is of an earlier version, which has no list of waivers\n  remedy: name the 'policy.json' of a synthesis with this version\n",
  ],
])('fails for %s', async (line, text) => {
  const { code, err } = await run(`waivers${line === '' ? '' : ` ${line}`}`, { cwd });
  expect([code, err]).toEqual([2, text]);
});
