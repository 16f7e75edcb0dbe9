import { present } from '../../src/units/present';

test('what is undefined is no member, and the others keep their order', () => {
  const members = present({ z: 1, left: undefined, a: 'x' });
  expect(Object.keys(members)).toEqual(['z', 'a']);
  expect('left' in members).toBe(false);
});

test('what is null, false, 0, empty or not a number is a member: only absent is not known', () => {
  const members = { none: null, no: false, zero: 0, empty: '', list: [], nan: Number.NaN };
  expect(present(members)).toEqual(members);
});

test('the object itself is left as it is, and what it inherits is not taken', () => {
  const members = Object.assign(Object.create({ inherited: 1 }) as object, { own: undefined as number | undefined });
  expect(present(members)).toEqual({});
  expect(Object.keys(members)).toEqual(['own']);
});
