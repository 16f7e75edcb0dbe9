import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import type { Site } from '../../src/constructs/site/site';
import type { SitePlan } from '../../src/model/site-plan';
import { renderSiteJson } from '../../src/report/site/site-json';
import { gasanHaein } from '../../stacks/gasan-haein';
import { temporaryFolder } from '../constructs/temporary-folder';
import { withPlaces, withSwappedLinks } from '../design/work-order/site-changes';
import { run, type CliRun } from './run-in-process';

const HAEIN = (gasanHaein(new App({ outdir: temporaryFolder() })).node.findChild('gasan') as Site).plan;
/** Links 0 and 16 are rail 1 of haein-001 and haein-003. */
const SWAPPED = withSwappedLinks(HAEIN, 'compute', 0, 16);
const LEAVES = leavesSwapped();

function leavesSwapped(): SitePlan {
  const [one, other] = ['compute-leaf-su01-r1', 'compute-leaf-su01-r2'].map((name) =>
    HAEIN.placement.positions.get(name),
  );
  if (one === undefined || other === undefined) throw new Error('the site has these leaves');
  return withPlaces(HAEIN, [
    ['compute-leaf-su01-r1', other.rack, other.u],
    ['compute-leaf-su01-r2', one.rack, one.u],
  ]);
}

const FOLDER = temporaryFolder();
for (const [name, plan] of Object.entries({ site: HAEIN, swapped: SWAPPED, leaves: LEAVES })) {
  writeFileSync(join(FOLDER, `${name}.json`), renderSiteJson(plan));
}

function diff(rest: string): Promise<CliRun> {
  return run(`diff site.json ${rest}`, { cwd: FOLDER });
}

test('docs/work-orders.md shows what the command prints', async () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'work-orders.md'), 'utf8');
  const [, line = '', output = ''] = /^```console\n\$ aifactory (.*)\n([^`]*)^```/m.exec(page) ?? [];
  const { code, out, err } = await run(line, { cwd: FOLDER });
  expect([code, err]).toEqual([0, '']);
  expect(out).toBe(output);
});

test('CSV has a row a step', async () => {
  const { code, out } = await diff('swapped.json --work-order --csv');
  expect(code).toBe(0);
  const rows = out.trimEnd().split('\n');
  expect(rows).toHaveLength(5);
  expect(rows[0]).toBe(
    'step,window,job,kind,hall,row,rack,u,name,from,to,a_end,b_end,medium,length_m,part_number,zone,feeds,what,lost_meanwhile,lost_after',
  );
  expect(rows[1]).toContain('1,1,cables of haein-001,cable-out,hall-1,A,A01,1,compute/haein-001:compute-1/1,,,');
});

test('JSON is the plan of the order', async () => {
  const { out } = await diff('swapped.json --work-order --json');
  expect(JSON.parse(out)).toMatchObject({ site: 'gasan', isAllowed: true, windows: [{ firstStep: 1, lastStep: 4 }] });
});

test('nothing is to be done between two plans that are alike', async () => {
  const { code, out } = await diff('site.json --work-order');
  expect([code, out]).toEqual([0, '# Work order of site gasan\n\nNothing is to be done.\n']);
});

test('fails with 1 and writes no order where none keeps the promises', async () => {
  const { code, out, err } = await diff('leaves.json --work-order');
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(
    /^no order keeps the promises of the design\nerror: work-order\/bandwidth: step \d+ \(device compute-leaf-su01-r\d\): haein's 'haein-001' loses 25 % of its bandwidth in 'compute'; .* most: 12.5 % \(.* = 25 % > 12.5 %\)\n {2}remedy: split the change /,
  );
});

test('writes the order with the breach on top where it is accepted', async () => {
  const { code, out } = await diff('leaves.json --work-order --accept bandwidth');
  expect(code).toBe(0);
  expect(out).toMatch(/\n## Accepted breaches\n\n- `work-order\/bandwidth`: step \d+ /);
});

test.each([
  ['--most-lost 10', "'--most-lost' is given without '--work-order'", "add '--work-order'"],
  ['--work-order --most-lost 101', "'--most-lost' is '101'", 'give a number from 0 to 100'],
  ['--work-order --most-lost x', "'--most-lost' is 'x'", 'give a number from 0 to 100'],
  ['--work-order --accept all', "'--accept' is 'all'", "give one or more of 'bandwidth', 'feeds', 'group', 'window'"],
  [
    '--work-order --window-minutes 60',
    "'--step-minutes' is missing",
    'give minutes of a window and of a step, or neither for one window',
  ],
  ['--work-order --window-minutes 0 --step-minutes 5', "'--window-minutes' is '0'", 'give minutes above 0'],
  ['--work-order --csv --json', "'--csv' and '--json' are both given", 'give one of them'],
])('fails with 2 for %s', async (options, problem, remedy) => {
  const { code, out, err } = await diff(`swapped.json ${options}`);
  expect([code, out, err]).toEqual([2, '', `error: ${problem}\n  remedy: ${remedy}\n`]);
});
