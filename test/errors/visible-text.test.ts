import { DesignError } from '../../src/errors/design-error';
import { oneLine, shortText, visibleText } from '../../src/errors/visible-text';
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
