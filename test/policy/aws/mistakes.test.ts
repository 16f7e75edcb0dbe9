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
  expect(named.filter((code) => !rules.has(code)).sort()).toEqual([
    'aws/addon-version',
    'aws/bad-tag',
    'aws/efa-driver',
    'aws/log-days',
    'aws/lustre-off-grid',
    'aws/macsec-on-lag',
    'aws/same-key',
    'aws/tag-case',
    'aws/too-many-tags',
    'aws/unknown-addon',
  ]);
});

test('all that an account refuses has a rule, a refusal or a default that holds it', () => {
  const [, table = ''] = /## What an account accepts\n([\s\S]*?)\n## /.exec(page) ?? [];
  const guards = [...table.matchAll(/^\| (?!Topic|-)(.+?) +\| .+? +\| (.+?) +\|$/gm)].map(([, topic, guard]) => ({
    topic,
    guard,
  }));
  expect(guards).toHaveLength(15);
  for (const { guard } of guards) expect(guard).toMatch(/`aws\/|default:/);
});

test('every rule about lines, clusters and their nodes that the deploy page names is in the pack', () => {
  const deploy = readFileSync(join(ROOT, 'docs', 'aws-hybrid-deploy.md'), 'utf8');
  const rules = new Set(defaultRules.map(({ id }) => id));
  const named = [...deploy.matchAll(/`(aws\/[a-z0-9-]+)`/g)].map(([, code = '']) => code);
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((code) => !rules.has(code))).toEqual([]);
});
