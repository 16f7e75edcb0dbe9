import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { adapterText } from '../design/commissioning/tool-output';
import { filledLevels, filledScript } from '../design/commissioning/filled-tables';
import { gasanFolder } from './console-page';
import { run, type CliRun } from './run-in-process';

const FOLDER = gasanFolder();
const PAGE = join(__dirname, '..', '..', 'docs', 'commission.md');

function commission(rest: string): Promise<CliRun> {
  return run(`commission --site site.json ${rest}`, { cwd: FOLDER });
}

function text(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}

function write(file: string, content: string): void {
  writeFileSync(join(FOLDER, file), content);
}

beforeAll(async () => {
  await commission('--out ist');
  write('good.csv', filledScript(text('ist/script.csv')));
  write('levels.csv', filledLevels(text('ist/levels.csv')));
  write('words.csv', 'device,serial\n');
  // A generator carries more than its band, a transfer takes too long, and one test was not run.
  const part = filledScript(text('ist/script.csv'), ({ test, object, quantity, expected }) => {
    if (test === 'loss/kepco' && object === 'set-1' && quantity === 'load') return '1.21 MW';
    if (test === 'loss/kepco' && quantity === 'transfer') return '41 s';
    if (test === 'unit/chillers') return '';
    if (test === 'normal' && object === 'ups-a' && quantity === 'input') return '1104.2';
    return expected === '' ? 'yes' : expected;
  });
  write('filled.csv', part);
});

test('docs/commission.md shows what the commands print', async () => {
  const page = readFileSync(PAGE, 'utf8');
  const blocks = [...page.matchAll(/^```console\n\$ aifactory (.*)\n([^`]*)^```/gm)];
  expect(blocks.length).toBeGreaterThan(1);
  let next = page;
  for (const [block = '', line = ''] of blocks) {
    const { out, err } = await run(line, { cwd: FOLDER });
    expect(err).toBe('');
    next = next.replace(block, () => `\`\`\`console\n$ aifactory ${line}\n${out}\`\`\``);
  }
  if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(PAGE, next);
  expect(next).toBe(readFileSync(PAGE, 'utf8'));
});

test('a hall is handed over when all came back as planned, and not before', async () => {
  const whole = await commission('--read good.csv levels.csv');
  expect(whole.err).toBe('');
  expect(whole.out).toContain('hall hall-1: may be handed over');
  expect(whole.code).toBe(0);
  const half = await commission('--read good.csv');
  expect(half.out).toContain("L1 of 'hall-1': 30 not shown of 30");
  expect(half.code).toBe(1);
});

test('prints JSON by its schema, before and after', async () => {
  const schema: unknown = JSON.parse(
    readFileSync(join(__dirname, '../../docs/schemas/commission.schema.json'), 'utf8'),
  );
  const isValid = new Ajv({ strict: false }).compile(schema as object);
  for (const rest of ['--json', '--read filled.csv levels.csv --json']) {
    const { out } = await commission(rest);
    expect(isValid(JSON.parse(out))).toBe(true);
  }
});

test('no unit is handed over before level 5 of its hall', async () => {
  write('ibstat-haein-033.txt', adapterText(10));
  const accept = (rest: string): Promise<CliRun> =>
    run(`accept --site site.json --unit su-02 --results ibstat-haein-033.txt --html page.html${rest}`, {
      cwd: FOLDER,
    });
  const late = await accept(' --commissioning filled.csv levels.csv --at 2027-03-02 --by Kim --to Lee');
  expect(late.out).toContain('commissioning of the hall: 0 passed, 1 failed');
  expect(late.out).toContain("L5 of 'hall-1': 1 failed, 1 not shown of 54");
  const page = text('page.html');
  expect(page).toContain('Not to be handed over: L5 of &#39;hall-1&#39;: 1 failed, 1 not shown of 54.');
  expect(page).toContain('Handed over: Kim, 2027-03-02');
  expect(page).toContain('256 GPUs on 32 hosts');
  const ready = await accept(' --commissioning good.csv levels.csv');
  expect(ready.out).toContain('commissioning of the hall: 1 passed, 0 failed');
  await accept('');
  expect(text('page.html')).toContain('Not to be handed over yet: L1 to L5 of hall-1 are not shown.');
});

test.each([
  ['--out ist --read good.csv', "'--out' and '--read' are both given"],
  ['--tolerance 0', "'0' is no percentage"],
  ['--read words.csv', "'words.csv' is no table of a commissioning"],
])('fails for %s', async (rest, problem) => {
  const { code, err } = await commission(rest);
  expect(code).toBe(2);
  expect(err).toContain(problem);
});
