import fc from 'fast-check';
import { inWords } from '../../../src/policy/engine/in-words';

test.each([
  [0, '0'],
  [999, '999'],
  [1_000, '1,000'],
  [1_234_567.891, '1,234,567.89'],
  [-12_345, '-12,345'],
  [0.005, '0.01'],
])('%d is written %s', (amount, text) => {
  expect(inWords.number(amount)).toBe(text);
});

// Half of a base unit is rounded up, less than half down.
test.each([
  ['watts', ['1 W', '2 W']],
  ['bytes', ['1 B', '2 B']],
  ['bits', ['1 b/s', '2 b/s']],
  ['millimetres', ['1 mm', '2 mm']],
  ['grams', ['1 g', '2 g']],
] as const)('%s are rounded to the nearest', (unit, texts) => {
  expect([inWords[unit](1.4), inWords[unit](1.5)]).toEqual(texts);
});

test.each([
  [3, "'a', 'a', 'a'"],
  [4, "'a', 'a', 'a' and 1 more"],
  [1_003, "'a', 'a', 'a' and 1,000 more"],
])('of %i names three are written, and how many more there are', (count, text) => {
  expect(inWords.names(Array.from({ length: count }, () => 'a'))).toBe(text);
});

test('commas change nothing about a whole number', () => {
  fc.assert(
    fc.property(fc.integer(), (amount) => {
      expect(Number(inWords.number(amount).replaceAll(',', ''))).toBe(amount);
    }),
  );
});

test('one of a thing has no plural', () => {
  expect([0, 1, 2].map((count) => inWords.count(count, 'switch', 'switches'))).toEqual([
    '0 switches',
    '1 switch',
    '2 switches',
  ]);
});

test('of many names three are shown', () => {
  expect(inWords.names(['a', 'b', 'c'])).toBe("'a', 'b', 'c'");
  expect(inWords.names(['a', 'b', 'c', 'd', 'e'])).toBe("'a', 'b', 'c' and 2 more");
});

test('quantities carry their units', () => {
  expect([
    inWords.watts(14_300),
    inWords.bits(400e9),
    inWords.bytesPerSecond(320e9),
    inWords.bytes(100e12),
    inWords.millimetres(2_500),
    inWords.grams(142_400),
    inWords.percent(0.125),
  ]).toEqual(['14.3 kW', '400 Gb/s', '40 GB/s', '100 TB', '2.5 m', '142.4 kg', '12.5 %']);
});
