import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { commandsOf, gasanFolder, pageText } from './console-page';
import { run } from './run-in-process';

const PAGE = 'curtail.md';
const [order = '', supply = ''] = [...pageText(PAGE).matchAll(/```csv\n([\s\S]*?)```/g)].map(([, text]) => text ?? '');
const cwd = gasanFolder({
  'order.csv': order,
  'supply.csv': supply,
  'twice.csv': 'time,kw\n2026-12-05T18:00,1\n2026-12-05T18:00,2\n',
  'priority.csv': 'priority,objects\nfirst,A01\n',
});

test('the page shows what the command prints', async () => {
  const [shown] = commandsOf(PAGE);
  const { out, err, code } = await run(shown?.command ?? '', { cwd });
  if (process.env['UPDATE_GOLDEN'] !== undefined) {
    const path = join(__dirname, '../../docs', PAGE);
    const block = `$ aifactory ${shown?.command ?? ''}\n`;
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(block + (shown?.output ?? ''), () => block + err + out),
    );
    return;
  }
  expect([err, out, code]).toEqual(['', shown?.output, 1]);
});

test('JSON is as its schema says', async () => {
  const schema: unknown = JSON.parse(readFileSync(join(__dirname, '../../docs/schemas/curtail.schema.json'), 'utf8'));
  const validate = new Ajv({ allErrors: true }).compile(schema as object);
  const { out } = await run(`${commandsOf(PAGE)[0]?.command ?? ''} --json`, { cwd });
  validate(JSON.parse(out));
  expect(validate.errors).toBeNull();
});

const TIME = '--from 2026-12-05T18:00 --until 2026-12-05T20:00';

test.each([
  [
    '',
    "error: '--to' and '--from' and '--until' are missing\n  remedy: give the plan, the figure and the time, as in 'aifactory curtail --help'\n",
  ],
  [
    `--to 60 ${TIME}`,
    "error: '--to': '60' is no power above 0\n  remedy: write it with its unit, such as '60MW' or '850 kW' [shift/bad-power]\n",
  ],
  [
    `--to 2MW ${TIME} --by luck`,
    "error: '--by' is 'luck'\n  remedy: give 'caps' or 'drains', or leave it out for both\n",
  ],
  [
    `--to 9MW ${TIME} --meters twice.csv`,
    "error: line 3 of 'twice.csv': meter '' is read twice at 2026-12-05T18:00\n  remedy: give one number for each meter and time, and leave empty what was not read [shift/bad-reading]\n",
  ],
  [
    `--to 2MW ${TIME} --order priority.csv`,
    "error: line 2 of 'priority.csv': priority is 'first'\n  remedy: give a whole number from 1; 1 is shed first [shift/bad-priority]\n",
  ],
])('fails for %s', async (line, text) => {
  const { code, err } = await run(`curtail ${line === '' ? '' : `${line} `}--site site.json`, { cwd });
  expect([code, err]).toEqual([2, text]);
});
