import fc from 'fast-check';

import { DesignError } from '../../src/errors/design-error';
import { characterCount, oneLine, shortText, visibleText } from '../../src/errors/visible-text';
import { HOSTILE_TEXTS, IMPOSSIBLE_TEXTS } from '../support/hostile-texts';

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
