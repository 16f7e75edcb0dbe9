import { isMembers, kindOf, macOf, member, textOf } from '../../../src/design/as-built/discovered-fabric';

test.each<[unknown, string | undefined]>([
  ['a', 'a'],
  ['', undefined],
  [5, '5'],
  [0, '0'],
  [true, undefined],
  [null, undefined],
  [undefined, undefined],
  [{ value: 'a' }, 'a'],
  [{ value: 7 }, '7'],
  [{ other: 'a' }, undefined],
  [[{ value: 'a' }, { value: 'b' }], 'a'],
  [[], undefined],
])('the text of %j is %j', (value, text) => {
  expect(textOf(value)).toBe(text);
});

test('members are those of an object, or of the first of a list', () => {
  expect([member({ a: 1 }, 'a'), member([{ a: 1 }, { a: 2 }], 'a'), member('a', 'length'), member([], 'a')]).toEqual([
    1,
    1,
    undefined,
    undefined,
  ]);
  expect([{}, [], null, 'a'].map(isMembers)).toEqual([true, false, false, false]);
});

test('values are named by their kind', () => {
  expect([[], {}, 'a'.repeat(61), 5, null].map(kindOf)).toEqual([
    'a list',
    'an object',
    `the text '${'a'.repeat(60)}'`,
    '5',
    'null',
  ]);
});

test.each([
  ['0C:42:A1:03:00:0F', '0c:42:a1:03:00:0f'],
  ['0c:42:a1:03:00', undefined],
  ['0c:42:a1:03:00:0f:11', undefined],
  ['0c:42:a1:03:00:0g', undefined],
  [undefined, undefined],
])('the MAC of %s is %s', (text, mac) => {
  expect(macOf(text)).toBe(mac);
});
