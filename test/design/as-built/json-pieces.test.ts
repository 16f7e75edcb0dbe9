import fc from 'fast-check';

import { JsonPieces } from '../../../src/design/as-built/json-pieces';
import { jsonIn } from '../../../src/design/as-built/tool-text';

function apart(text: string): {
  readonly values: unknown[];
  readonly notes: readonly string[];
  readonly isWhole: boolean;
} {
  const values: unknown[] = [];
  const pieces = new JsonPieces((value) => values.push(value));
  for (const line of text.split('\n')) pieces.take(line);
  return { values, notes: pieces.notes, isWhole: pieces.isWhole };
}

const OBJECTS = [{ a: '}{"[' }, { b: [1, { c: '\\"' }] }, {}];

test.each([
  ['a line each', OBJECTS.map((each) => JSON.stringify(each)).join('\n')],
  ['printed over lines', OBJECTS.map((each) => JSON.stringify(each, undefined, 2)).join('\n')],
  ['a list', JSON.stringify(OBJECTS)],
  ['a list over lines', `${JSON.stringify(OBJECTS, undefined, 1)}\n`],
  ['a list whose commas begin lines', `[\n${OBJECTS.map((each) => JSON.stringify(each)).join('\n,')}\n]`],
])('%s: each object by itself', (_name, text) => {
  expect(apart(text)).toEqual({ values: OBJECTS, notes: [], isWhole: true });
});

test('notes stand before, between and behind', () => {
  expect(apart('srun: job 7\n{"a":1}\n  done [1]\n[2] x\n{"b":2} \nend')).toEqual({
    values: [{ a: 1 }, { b: 2 }],
    notes: ['srun: job 7', 'done [1]', '[2] x', 'end'],
    isWhole: true,
  });
});

test.each([
  ['cut off within an object', '{"a":1}\n{"b":'],
  ['cut off within a list', '[{"a":1},\n{"b":2}'],
  ['a text over two lines', '{"a":"x\ny"}'],
  ['no JSON within brackets', '{a: 1}'],
  ['a list of other things', '[{"a":1}, 2]'],
])('%s is not whole', (_name, text) => {
  expect(apart(text).isWhole).toBe(false);
});

test('what is taken apart is what is read as a whole', () => {
  const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(objects, fc.constantFrom(undefined, 1, 2), fc.boolean(), (values, indent, isList) => {
      const text = isList
        ? JSON.stringify(values, undefined, indent)
        : values.map((value) => JSON.stringify(value, undefined, indent)).join('\n');
      const { values: found, isWhole } = apart(text);
      expect(isWhole).toBe(true);
      expect(found).toEqual(
        (jsonIn(text)?.values ?? []).flatMap(({ value }) => (isList ? (value as unknown[]) : [value])),
      );
    }),
    { numRuns: 200 },
  );
});
