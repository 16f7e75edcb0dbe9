import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defaultRules } from '../../../src/policy/rule-packs';

const ROOT = join(__dirname, '..', '..', '..');
const page = readFileSync(join(ROOT, 'docs', 'aws.md'), 'utf8');

/** Rows of the table of mistakes: number, mistake, what stops it. */
const rows = [...page.matchAll(/^\| +(\d+) \| (.+?) +\| (.+?) +\|$/gm)].map(
  ([, number = '', mistake = '', guard = '']) => ({
    number: Number(number),
    mistake,
    guard,
  }),
);

/** Codes that the library throws or finds. */
function codes(): ReadonlySet<string> {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(ROOT, 'src', file), 'utf8'));
  return new Set(sources.flatMap((text) => [...text.matchAll(/'(aws\/[a-z0-9-]+)'/g)].map(([, code = '']) => code)));
}

test('all eighteen reported mistakes have something that stops them', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 18 }, (_, index) => index + 1));
  for (const { guard } of rows) expect(guard).toMatch(/`aws\/|default:/);
});

test('every code of the page is one of the library, and every rule among them is in its pack', () => {
  const known = codes();
  const rules = new Set(defaultRules.map(({ id }) => id));
  const named = [...new Set([...page.matchAll(/`(aws\/[a-z0-9-]+)`/g)].map(([, code = '']) => code))];
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((code) => !known.has(code))).toEqual([]);
  expect(named.filter((code) => !rules.has(code)).sort()).toEqual(['aws/lustre-off-grid', 'aws/macsec-on-lag']);
});
