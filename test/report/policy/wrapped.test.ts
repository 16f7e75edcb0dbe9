import fc from 'fast-check';
import { wrapped } from '../../../src/report/policy/policy-text';

test('lines after the first are indented as far as the first begins', () => {
  expect(wrapped('  found  ', 'one two three', 16)).toEqual(['  found  one two', '         three']);
});

test('a word that is too long stands on its own line, whole', () => {
  expect(wrapped('> ', 'a incomprehensibilities b', 10)).toEqual(['> a', '  incomprehensibilities', '  b']);
});

test('no word is lost and no line is too long', () => {
  const word = fc.stringMatching(/^[a-z]{1,12}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), fc.integer({ min: 20, max: 80 }), (words, width) => {
      const lines = wrapped('  - ', words.join(' '), width);
      expect(lines.join(' ').replace('-', '').trim().split(/\s+/)).toEqual(words);
      expect(lines.every(({ length }) => length <= width)).toBe(true);
    }),
  );
});
