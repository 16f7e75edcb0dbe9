import fc from 'fast-check';
import {
  DesignError,
  DesignErrors,
  spellingHint,
  characterCount,
  oneLine,
  shortText,
  visibleText,
} from '../../src/errors/design-error';
import { HOSTILE_TEXTS, IMPOSSIBLE_TEXTS } from '../support/hostile-texts';

const narrow = new DesignError('rack/too-narrow', { problem: "rack 'r1' is 600 mm wide", remedy: 'take a wider one' });
const heavy = new DesignError('rack/too-heavy', {
  problem: "rack 'r1' weighs 1.5 t",
  remedy: 'spread it',
  object: 'r1',
  value: '1.5 t',
  limit: '1.2 t',
});

test('a design error says what is wrong, what to change and its code', () => {
  expect(heavy).toBeInstanceOf(Error);
  expect(heavy.message).toBe("rack 'r1' weighs 1.5 t; spread it [rack/too-heavy]");
  expect({ ...heavy }).toMatchObject({ code: 'rack/too-heavy', object: 'r1', value: '1.5 t', limit: '1.2 t' });
});

test('parts that were not given are undefined', () => {
  expect([narrow.object, narrow.value, narrow.limit]).toEqual([undefined, undefined, undefined]);
});

test('no collected error throws nothing', () => {
  expect(() => DesignErrors.throwAll([])).not.toThrow();
});

test('fails with the error itself where only one was collected', () => {
  expect(() => DesignErrors.throwAll([narrow])).toThrow(narrow);
});

test('fails with all collected errors, one a line', () => {
  const several = new DesignErrors([narrow, heavy]);
  expect(() => DesignErrors.throwAll([narrow, heavy])).toThrow(several);
  expect(several.errors).toEqual([narrow, heavy]);
  expect(several.message).toBe(
    [
      '2 problems [design/several]',
      "- rack 'r1' is 600 mm wide; take a wider one [rack/too-narrow]",
      "- rack 'r1' weighs 1.5 t; spread it [rack/too-heavy]",
    ].join('\n'),
  );
});

const systems = ['dgx-h100', 'dgx-h200', 'dgx-b200', 'gb200-nvl72', 'qm9700'];

test.each([
  ['dgx-b20', 'dgx-b200'], // one letter left out
  ['DGX_B200', 'dgx-b200'], // another case, one letter replaced
  ['qm7900', 'qm9700'], // two letters swapped
  ['gb200', 'gb200-nvl72'], // the only one that starts so
])("'%s' hints at '%s'", (word, hint) => {
  expect(spellingHint(word, systems)).toBe(hint);
});

test.each(['dgx', 'mi300x', 'q', ''])("'%s' is close to none, or starts several", (word) => {
  expect(spellingHint(word, systems)).toBeUndefined();
});

test('the closest candidate wins', () => {
  expect(spellingHint('spine-11', ['spine-12', 'spine-111', 'spine-1'])).toBe('spine-12');
  expect(spellingHint('spines', ['spined-x', 'spine'])).toBe('spine');
});

test('a text of any length is compared with no name that it cannot be', () => {
  const names = Array.from({ length: 2_000 }, (_, index) => `dgx-${index}`);
  // By every pair of characters these would be 2 x 10^9 steps.
  expect(spellingHint('x'.repeat(200_000), names)).toBeUndefined();
});

const ACTED_ON = /[^\P{Cc}\n\t]|[\p{Cs}\u2028-\u202e\u2066-\u2069]/u;
const ALL = [...HOSTILE_TEXTS, ...IMPOSSIBLE_TEXTS.map(([, text]) => text)];

test.each(ALL)('a terminal shows %j and acts on none of it', (text) => {
  expect(visibleText(text)).not.toMatch(ACTED_ON);
  expect(oneLine(text)).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029]/u);
  expect(new DesignError('a/b', { problem: text, remedy: text }).message).not.toMatch(/[\p{Cc}\p{Cs}]/u);
});

test.each(ALL)('JSON on a terminal keeps its meaning with %j', (text) => {
  expect(JSON.parse(visibleText(JSON.stringify({ text }, undefined, 2)))).toEqual({ text });
});

test('text in the languages of the world stays as it is', () => {
  for (const text of ['가산-1호기', 'café', '\u{1f468}\u200d\u{1f469}', 'a\nb\tc'])
    expect(visibleText(text)).toBe(text);
});

test('a message shows the head of a text that nobody reads to its end', () => {
  expect(shortText('x'.repeat(3_000), 5)).toBe('xxxxx… (3000 characters)');
  expect(shortText('a\nb')).toBe('a\\nb');
});

test('characters are counted and cut as a list of them is, halves of characters too', () => {
  const units = fc.array(fc.constantFrom('a', '가', '\u{1f468}', '\ud83d', '\udc68', '\n'), { maxLength: 20 });
  fc.assert(
    fc.property(units, fc.nat(12), (parts, most) => {
      const text = parts.join('');
      const characters = Array.from(text);
      expect(characterCount(text)).toBe(characters.length);
      const cut = `${oneLine(characters.slice(0, most).join(''))}… (${characters.length} characters)`;
      expect(shortText(text, most)).toBe(characters.length <= most ? oneLine(text) : cut);
    }),
  );
});
