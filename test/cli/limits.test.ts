import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { renderSiteJson } from '../../src/report/site/site-json';
import type { SitePlan } from '../../src/model/site-plan';
import { temporaryFolder } from '../constructs/temporary-folder';
import { siteOf } from '../report/site-fixture';
import { run, type CliRun } from './run-in-process';

const SITE = siteOf({ systems: 40, rows: 2, racksPerRow: 12 });

function limits(options = '', site: SitePlan = SITE): Promise<CliRun> {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'site.json'), renderSiteJson(site));
  return run(`limits --site site.json${options}`, { cwd });
}

test('the first line says what runs out, the table has it on top', async () => {
  const { code, out } = await limits();
  expect(code).toBe(0);
  const [first = '', , head = '', top = ''] = out.split('\n');
  expect(first).toMatch(/^\d+ more systems? fits? in cluster 'haein' of site 'gasan': |^no more system fits/);
  expect(head).toMatch(
    /^what runs out +tightest +used +of +share +left +more systems +more units +at the ratio of today$/,
  );
  expect(first).toContain(`${top.split(':')[0] ?? ''} (`);
  expect(out.trimEnd().split('\n').at(-1)).toMatch(/^with \d+ more systems?: .+ \[[a-z]+\/[a-z-]+\]$/);
});

test('JSON is as its schema says', async () => {
  const { out } = await limits(' --json');
  const schema: unknown = JSON.parse(readFileSync(join(__dirname, '../../docs/schemas/limits.schema.json'), 'utf8'));
  const validate = new Ajv({ allErrors: true }).compile(schema as object);
  validate(JSON.parse(out));
  expect(validate.errors).toBeNull();
});

test('fails without a plan', async () => {
  const { code, err } = await run('limits', { cwd: temporaryFolder() });
  expect([code, err]).toEqual([2, "error: '--site' is missing\n  remedy: name the 'site.json' of a synthesis\n"]);
});

test('fails for a cluster that is not there', async () => {
  const { code, err } = await limits(' --cluster haen');
  expect([code, err]).toEqual([
    2,
    "error: site 'gasan' has no cluster 'haen'\n  remedy: did you mean 'haein'? [limits/no-such-cluster]\n",
  ]);
});
