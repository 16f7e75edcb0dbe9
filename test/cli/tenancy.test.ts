import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { renderSiteJson } from '../../src/report/site/site-json';
import { temporaryFolder } from '../constructs/temporary-folder';
import { gasanPlan } from '../design/orders/ordered-sites';
import { commandsOf } from './console-page';
import { run } from './run-in-process';

const PAGE = 'tenancy.md';
const PATH = join(__dirname, '../../docs', PAGE);
const TENANTS = /```yaml\n([^]*?)```/.exec(readFileSync(PATH, 'utf8'))?.[1] ?? '';
const cwd = temporaryFolder();
writeFileSync(join(cwd, 'site.json'), renderSiteJson(gasanPlan()));
writeFileSync(join(cwd, 'tenants.yaml'), TENANTS);
const SACCT = /```text\n(JobID[^]*?)```/.exec(readFileSync(PATH, 'utf8'))?.[1] ?? '';
writeFileSync(join(cwd, 'sacct.txt'), SACCT);

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

test('files of a day are written, and again the same', async () => {
  const command = 'tenancy --site site.json --tenancy tenants.yaml --on 2027-03-03 --before 2027-02-28 --out';
  await run(`${command} a`, { cwd });
  await run(`${command} b`, { cwd });
  const files = readdirSync(join(cwd, 'a'), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(cwd.length + 3))
    .sort();
  expect(files).toEqual([
    'kubernetes/nodes.sh',
    'kubernetes/tenants.yaml',
    'nodes.csv',
    'slurm/accounts.sh',
    'slurm/gres.conf',
    'slurm/nodes.conf',
    'slurm/partitions.conf',
    'slurm/reservations.scontrol',
    'slurm/states.scontrol',
    'tenancy.json',
    'ufm/members.json',
    'ufm/partitions.json',
    'ufm/removed.csv',
    'watch/plan.prom',
    'watch/rules.yaml',
  ]);
  for (const file of files) expect(readFileSync(join(cwd, 'a', file))).toEqual(readFileSync(join(cwd, 'b', file)));
  const { steps } = load(readFileSync(join(cwd, 'a/ufm/members.json'), 'utf8')) as {
    steps: { action: string; tenant: string }[];
  };
  // The 64 nodes of the tenant that leaves, in two fabrics: all removals, then their proof; nothing is added, for its follower is kept apart otherwise.
  expect(steps.map(({ action }) => action)).toEqual([
    ...Array<string>(128).fill('remove'),
    ...Array<string>(128).fill('verify'),
  ]);
  const documents = loadAll(readFileSync(join(cwd, 'a/kubernetes/tenants.yaml'), 'utf8')) as { kind: string }[];
  expect(documents.map(({ kind }) => kind)).toEqual([
    ...['Topology', 'Namespace', 'ResourceQuota', 'ResourceFlavor', 'ClusterQueue', 'LocalQueue'],
  ]);
  // One node is proven: 8 GPUs of 256.
  expect(JSON.stringify(documents)).toContain('"nominalQuota":8');
  expect(readFileSync(join(cwd, 'a/slurm/partitions.conf'), 'utf8')).toContain(
    'PartitionName=research Nodes=haein-[065-096] AllowAccounts=research',
  );
  expect(readFileSync(join(cwd, 'a/slurm/accounts.sh'), 'utf8')).toContain(
    'modify account where name=rental set GrpTRES=gres/gpu=0',
  );
});

test('sold, held and free GPUs by day', async () => {
  const { out } = await run('tenancy --site site.json --tenancy tenants.yaml --on 2026-12-15 --until 2027-03-05', {
    cwd,
  });
  expect(out).toBe(
    [
      'day,closed_gpus,free_gpus,held_gpus,leased_gpus,sanitising_gpus',
      // 64 and 32 of 127 nodes leased, 8 held, 23 free; of the 64 that end one is proven a day later, and let to another on the next.
      '2026-12-15,0,184,64,768,0',
      '2027-01-01,0,248,0,768,0',
      '2027-03-01,512,248,0,256,0',
      '2027-03-02,504,248,0,256,8',
      '2027-03-03,504,248,0,264,0',
      '',
    ].join('\n'),
  );
});

test('JSON of a time has its days too', async () => {
  const command = 'tenancy --site site.json --tenancy tenants.yaml --on 2026-12-15 --until 2027-03-05 --json';
  const { out } = await run(command, { cwd });
  expect((JSON.parse(out) as { days: object[] }).days).toHaveLength(5);
});

test.each([
  ['offer --site site.json --tenancy tenants.yaml --gpus 0 --from 2027-01-01', "'gpus' is 0"],
  ['offer --site site.json --tenancy tenants.yaml --gpus 8 --from 2027-02-30', 'no day of the calendar'],
  ['offer --site site.json --tenancy tenants.yaml --gpus 8 --from 2027-01-01 --isolation wall', "no kind 'wall'"],
  [
    'offer --site site.json --tenancy tenants.yaml --gpus 8 --from 2027-01-01 --cluster haien',
    'which the site does not have',
  ],
  ['tenancy --site site.json --tenancy tenants.yaml --on 2027-01-01 --until 2027', "'until' is '2027'"],
  ['tenancy --site site.json --tenancy tenants.yaml --on 2027-01-01 --until 2026-12-31', 'before 2027-01-01'],
  ['tenancy --site site.json --tenancy nowhere.yaml --on 2027-01-01', "there is no file 'nowhere.yaml'"],
  ['tenancy --site site.json --on 2027-01-01', "'--tenancy' is missing"],
])('%s is refused', async (command, words) => {
  const { err, code } = await run(command, { cwd });
  expect([code, err]).toEqual([2, expect.stringContaining(words)]);
});

test.each([
  ['an unknown member', TENANTS.replace('sanitisingDays', 'sanitizingDays'), 'sanitizingDays'],
  [
    'a node that is none',
    TENANTS.replace('haein-[097-104]', 'haein-[097-128]'),
    "'haein-128', which is no system of the site",
  ],
  ['a range that goes back', TENANTS.replace('haein-[097-104]', 'haein-[104-097]'), 'cannot be read as nodes'],
  ['a key of the default partition', TENANTS.replace('    account: rental', '    pkey: 32767'), "'pkey' is 32767"],
  ['one account for two', TENANTS.replace('account: research', 'account: rental'), 'both have the account rental'],
  ['text that is no YAML', `${TENANTS}\n  - [`, 'cannot be read'],
  ['another site', TENANTS.replace('site: gasan', 'site: ulsan'), "the tenancy is of site 'ulsan'"],
])('%s is refused', async (_, text, words) => {
  writeFileSync(join(cwd, 'wrong.yaml'), text);
  const { err, code } = await run('tenancy --site site.json --tenancy wrong.yaml --on 2027-01-01', { cwd });
  expect([code, err]).toEqual([2, expect.stringContaining(words)]);
});

test('jobs that run still are told, and counted to the moment that is given', async () => {
  writeFileSync(join(cwd, 'running.txt'), `${SACCT}103|research|2027-03-10T00:00:00|Unknown|gres/gpu=8\n`);
  const command = 'usage --site site.json --tenancy tenants.yaml --month 2027-03 --sacct running.txt';
  const open = await run(command, { cwd });
  expect([open.code, open.err]).toEqual([1, "not-known: 1 allocation runs still and is not counted; give '--now'\n"]);
  const { out, code } = await run(`${command} --now 2027-03-11T00:00:00`, { cwd });
  expect(code).toBe(0);
  // 6,144 and 3,072 of the page, and 8 for a day.
  expect(out).toContain('2027-03,research,190464.0000,9408.0000,181056.0000,0.0000');
});

test.each([
  ['usage --site site.json --tenancy tenants.yaml --month 2027-03', "'--sacct' and '--samples' are missing"],
  ['usage --site site.json --tenancy tenants.yaml --month 2027-13 --sacct sacct.txt', "'month' is '2027-13'"],
  ['usage --site site.json --tenancy tenants.yaml --month 2027-03 --sacct tenants.yaml', 'has no column JobID'],
  ['usage --site site.json --month 2027-03', "'--tenancy' is missing"],
])('fails on %s', async (command, message) => {
  const { err, code } = await run(command, { cwd });
  expect([code, err]).toEqual([2, expect.stringContaining(message)]);
});
