import { fillTemplate, LABEL_WORDS, LabelMaker, parseTemplate } from '../../../src/design/labels/label-maker';

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

// {rack} is 6 characters.
test.each([194, 195])('a template is read up to its 200th character: 6 and %i', (rest) => {
  const template = `{rack}${'x'.repeat(rest)}`;
  const read = (): string => fillTemplate(parseTemplate('scheme', template, WORDS), { rack: '', u: '', port: '' });
  if (rest === 194) expect(read()).toBe('x'.repeat(194));
  else expect(read).toThrow(`scheme '${template}' is too long; keep it to 200 characters at most [labels/bad-scheme]`);
});

describe('the text of a QR code', () => {
  const maker = new LabelMaker(
    'racks',
    { name: 'gasan', placement: { racks: [], positions: new Map(), unplaced: [] } },
    {},
  );

  test('holds 300 characters', () => {
    const name = 'x'.repeat(300);
    expect(maker.label('A01', name, ['A01'], {})).toEqual({
      identifier: 'A01',
      name,
      qr: name,
      lines: ['A01'],
      fields: {},
    });
  });

  test('fails with one more', () => {
    const name = 'x'.repeat(301);
    expect(() => maker.label('A01', name, [], {})).toThrow(
      `the QR code of '${name}' would hold 301 characters; keep it at 300 at most: shorten its template [labels/qr-too-long]`,
    );
  });
});

test('feeds alone have a feed, and cables alone a port', () => {
  const having = (word: string): string[] =>
    Object.entries(LABEL_WORDS).flatMap(([kind, words]) => ((words as readonly string[]).includes(word) ? [kind] : []));
  expect([having('feed'), having('port')]).toEqual([['feeds'], ['cables']]);
});
