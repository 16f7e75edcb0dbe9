import { spellingHint } from '../../src/errors/spelling-hint';

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
