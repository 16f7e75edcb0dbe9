import { fillTemplate, LABEL_WORDS, parseTemplate } from '../../../src/design/labels/label-maker';

const WORDS = ['rack', 'u', 'port'] as const;

test('a template keeps its texts around the words', () => {
  const template = parseTemplate('scheme', 'x{rack}-{u}:{port}y', WORDS);
  expect(fillTemplate(template, { rack: 'A01', u: '07', port: '1/1' })).toBe('xA01-07:1/1y');
});

test.each([
  ['{rak}', "scheme '{rak}' has '{rak}', which it cannot hold; did you mean '{rack}'? [labels/bad-scheme]"],
  ['{feed}', "scheme '{feed}' has '{feed}', which it cannot hold; use {rack}, {u}, {port} [labels/bad-scheme]"],
  ['{}', "scheme '{}' has '{}', which it cannot hold; use {rack}, {u}, {port} [labels/bad-scheme]"],
  ['{rack', "scheme '{rack' has a brace without its twin; write words as in {rack}, {u}, {port} [labels/bad-scheme]"],
  ['rack', "scheme 'rack' is the same for all; use {rack}, {u}, {port} [labels/bad-scheme]"],
  ['', "scheme '' is the same for all; use {rack}, {u}, {port} [labels/bad-scheme]"],
  ['{rack}\n', "scheme '{rack}\\n' has a control character; write it on one line [labels/bad-scheme]"],
  [
    `{rack}${'x'.repeat(200)}`,
    `scheme '{rack}${'x'.repeat(200)}' is too long; keep it to 200 characters at most [labels/bad-scheme]`,
  ],
])('fails for %j', (template, text) => {
  expect(() => parseTemplate('scheme', template, WORDS)).toThrow(text);
});

test('a template of 200 characters is the longest', () => {
  const longest = `{rack}${'x'.repeat(194)}`;
  expect(longest).toHaveLength(200);
  expect(parseTemplate('scheme', longest, WORDS).words).toEqual(['rack']);
});

test('fails for a template of 201 characters', () => {
  const long = `{rack}${'x'.repeat(195)}`;
  expect(() => parseTemplate('scheme', long, WORDS)).toThrow(
    `scheme '${long}' is too long; keep it to 200 characters at most [labels/bad-scheme]`,
  );
});

test('feeds alone have a feed, and cables alone a port', () => {
  const having = (word: string): string[] =>
    Object.entries(LABEL_WORDS).flatMap(([kind, words]) => ((words as readonly string[]).includes(word) ? [kind] : []));
  expect([having('feed'), having('port')]).toEqual([['feeds'], ['cables']]);
});
