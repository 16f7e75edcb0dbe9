import { textErrors } from '../../src/errors/design-error';
import { nameErrors, type NameKind } from '../../src/design/names';
import { HOSTILE_TEXTS, IMPOSSIBLE_TEXTS } from '../support/hostile-texts';

const message = (kind: NameKind, name: string): string[] =>
  nameErrors('thing', kind, name).map((error) => error.message);

test.each([
  ['devices', 'haein'],
  ['devices', 'Compute_1'],
  ['devices', 'x'.repeat(54)],
  ['resource', '가산-1호기'],
  ['hall', 'hall 1'],
  ['hall', '1호기'],
  ['tenant', 'SK-telecom.2'],
  ['label', 'A'],
  ['label', 'UPS #1 (left)'],
] as const)('%s may be named %j', (kind, name) => {
  expect(nameErrors('thing', kind, name)).toEqual([]);
});

test.each([
  [
    'devices',
    'a b',
    "thing: 'a b' cannot name a node of Slurm and a host in DNS; use letters a to z, digits, '-' and '_', beginning with a letter or digit [names/not-taken]",
  ],
  [
    'devices',
    '가산',
    "thing: '가산' cannot name a node of Slurm and a host in DNS; use letters a to z, digits, '-' and '_', beginning with a letter or digit [names/not-taken]",
  ],
  [
    'devices',
    'x'.repeat(55),
    "thing: the name 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… (55 characters)' has 55 characters, and a node of Slurm and a host in DNS takes 54 with what is added to it; give it a shorter name [names/too-long]",
  ],
  [
    'resource',
    'a.b',
    "thing: 'a.b' cannot name a resource of Terraform; use letters, digits, '-' and '_', beginning with a letter or digit [names/not-taken]",
  ],
  [
    'hall',
    '../x',
    "thing: '../x' cannot name a file and an object of NetBox; use letters, digits, inner spaces, '-', '_' and '.', beginning with a letter or digit [names/not-taken]",
  ],
  [
    'tenant',
    'a\nb',
    "thing: 'a\\nb' cannot name a partition of OpenSM; use letters, digits, '-', '_' and '.', beginning with a letter or digit [names/not-taken]",
  ],
  [
    'label',
    '=1',
    "thing: '=1' cannot name a label and an object of NetBox; use letters, digits, inner spaces and '-_./:+()#', beginning with a letter or digit [names/not-taken]",
  ],
] as const)('fails where %s is named %j', (kind, name, expected) => {
  expect(message(kind, name)).toEqual([expected]);
});

/** Texts that are names to every reader. */
const GOOD = new Set(['2e5', 'CON', 'constructor', 'toString']);

test.each(HOSTILE_TEXTS.filter((text) => !GOOD.has(text)))('fails where devices are named after %j', (text) => {
  expect(nameErrors('thing', 'devices', text)).toHaveLength(1);
});

test.each(IMPOSSIBLE_TEXTS)('fails on a name and a text with %s', (_, text) => {
  for (const kind of ['devices', 'resource', 'hall', 'tenant', 'label'] as const) {
    expect(nameErrors('thing', kind, text)).toHaveLength(1);
  }
  expect(textErrors('thing', text)).toHaveLength(1);
});

test('a text may have lines, and what Terraform, a spreadsheet or a page would run', () => {
  expect(
    HOSTILE_TEXTS.filter((text) => !/[^\P{Cc}\n\r\t]/u.test(text)).flatMap((text) => textErrors('tag', text)),
  ).toEqual([]);
});

test('fails on what is no text, and says what it is', () => {
  expect(textErrors("'tags.a' of site 'lab'", 'a\u0000b').map(({ message: text }) => text)).toEqual([
    "'tags.a' of site 'lab': 'a\\u0000b' holds \\u0000, which is no character of a text; take it out: files and programs would drop it or stop there [names/bad-text]",
  ]);
  expect(textErrors('tag', 'x'.repeat(3_000)).map(({ message: text }) => text)).toEqual([
    `tag: '${'x'.repeat(40)}… (3000 characters)' has 3000 characters; shorten it: 1000 at most [names/text-too-long]`,
  ]);
});

test('fails on a name whose letters are in parts, for Terraform and NetBox keep them whole', () => {
  const parts = '가산'.normalize('NFD');
  expect(message('resource', parts)).toEqual([
    `thing: '${parts}' holds letters in parts, as file names of macOS do, and Terraform and NetBox keep them whole; type the name again, or give it as 'name.normalize()' [names/letters-in-parts]`,
  ]);
  expect(message('resource', '가산')).toEqual([]);
});
