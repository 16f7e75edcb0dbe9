import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { commandsOf, gasanFolder, pageText, printed } from './console-page';
import { run } from './run-in-process';

const PAGE = 'impact.md';
const [booked = '', jobs = ''] = [...pageText(PAGE).matchAll(/```csv\n([\s\S]*?)```/g)].map(([, text]) => text ?? '');
const cwd = gasanFolder({
  'booked.csv': booked,
  'jobs.csv': jobs,
  'strange.csv': 'window,from,to,objects\nswap,2026-12-05T23:00,2026-12-05T22:00,A01\n',
  'columns.csv': 'window,form,to,objects\n',
});

test('the page shows what the command prints', async () => {
  const [shown] = commandsOf(PAGE);
  const text = await printed(shown?.command ?? '', cwd);
  if (process.env['UPDATE_GOLDEN'] !== undefined) {
    const path = join(__dirname, '../../docs', PAGE);
    const block = `$ aifactory ${shown?.command ?? ''}\n`;
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(block + (shown?.output ?? ''), () => block + text),
    );
    return;
  }
  expect(text).toBe(shown?.output);
});

test('JSON is as its schema says', async () => {
  const schema: unknown = JSON.parse(readFileSync(join(__dirname, '../../docs/schemas/impact.schema.json'), 'utf8'));
  const validate = new Ajv({ allErrors: true }).compile(schema as object);
  const objects = 'node:ups-a chillers pump-room-1 A01 scratch haein-001:compute-1/1 --site site.json --json';
  const { out } = await run(
    `impact ${objects} --from 2026-12-05 --to 2026-12-06 --windows booked.csv --jobs jobs.csv`,
    { cwd },
  );
  validate(JSON.parse(out));
  expect(validate.errors).toBeNull();
});

test.each([
  [
    '',
    "error: '<objects>' is missing\n  remedy: give the plan of the site and what is out, as in 'aifactory impact --help'\n",
  ],
  [
    'haein-01',
    "error: site 'gasan' has nothing that is called 'haein-01'\n  remedy: did you mean 'haein-001'? [shift/unknown-object]\n",
  ],
  ['node:upsa', "error: site 'gasan' has no node 'upsa'\n  remedy: did you mean 'ups-a'? [shift/unknown-object]\n"],
  [
    'hall-1',
    "error: 'hall-1' could be 'hall:hall-1', 'compartment:hall-1'\n  remedy: give one of them with its kind, or several [shift/ambiguous-object]\n",
  ],
  ['A01 --from 2026-12-05', "error: '--to' is missing\n  remedy: give both ends of the window\n"],
  [
    'A01 --from 2026-12-05 --to tomorrow',
    "error: '--from' and '--to': 'tomorrow' is no day and no time\n  remedy: write it as '2026-12-05T22:00', by the site's clock, or with a zone, as '2026-12-05T22:00+09:00' [shift/bad-time]\n",
  ],
  [
    'A01 --from 2026-12-05 --to 2026-12-06T00:00+09:00',
    "error: '--from' and '--to': one time says its zone, and another does not\n  remedy: give all times with their zone, or all by the clock of the site [shift/two-clocks]\n",
  ],
  [
    'A01 --windows booked.csv',
    "error: '--windows' is given without '--from' and '--to'\n  remedy: give the window that the others are compared with\n",
  ],
  [
    'A01 --from 2026-12-05 --to 2026-12-06 --windows strange.csv',
    "error: line 2 of 'strange.csv': it ends at 2026-12-05T22:00, and begins at 2026-12-05T23:00\n  remedy: let 'to' be after 'from' [shift/no-time]\n",
  ],
  ['A01 --from 2026-12-05 --to 2026-12-06 --windows columns.csv', ''],
])('fails for %s', async (line, text) => {
  const { code, err } = await run(`impact ${line === '' ? '' : `${line} `}--site site.json`, { cwd });
  expect(code).toBe(2);
  if (line.endsWith('columns.csv')) expect(err).toMatch(/column 'from' is missing[\s\S]*column 'form' is unknown/);
  else expect(err).toBe(text);
});
