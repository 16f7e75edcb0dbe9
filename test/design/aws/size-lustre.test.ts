import fc from 'fast-check';
import { onLustreGrid, sizeLustre } from '../../../src/design/aws/size-lustre';
import { LUSTRE_RATES } from '../../../src/model/aws-plan';

const TIB = 1_099_511_627_776;
const GIGABYTES = 8e9;

// Published: 1,200 GiB or multiples of 2,400; with EFA multiples of 38,400 (125), 19,200 (250), 9,600 (500) and 4,800 (1,000).
test.each([
  [1, 125, false, 1_200],
  [1_200, 125, false, 1_200],
  [1_201, 125, false, 2_400],
  [2_401, 1_000, false, 4_800],
  [1, 125, true, 38_400],
  [1, 250, true, 19_200],
  [1, 500, true, 9_600],
  [1, 1_000, true, 4_800],
  [4_801, 1_000, true, 9_600],
  [38_401, 125, true, 76_800],
] as const)('%i GiB at %i MB/s a TiB, EFA %s, is %i GiB', (gibibytes, rate, hasEfa, expected) => {
  expect(onLustreGrid(gibibytes, rate, hasEfa)).toBe(expected);
});

// 40 GB/s / 1,000 MB/s = 40 TiB; 60 TiB = 61,440 GiB is more, and 13 x 4,800 = 62,400. At 500 MB/s it would be 80 TiB: 9 x 9,600 = 86,400.
test('a system with EFA for 60 TiB and 40 GB/s takes the rate that needs least storage', () => {
  expect(
    sizeLustre({ name: 'a', capacityBytes: 60 * TIB, rateBitsPerSecond: 40 * GIGABYTES, hasEfa: true }),
  ).toMatchObject({ storageGibibytes: 62_400, perTebibyte: 1_000, stepGibibytes: 4_800 });
});

// 10 TiB = 10,240 GiB: 12,000 on the grid at every rate, so the lowest.
test('of rates that need the same storage the lowest is taken', () => {
  expect(sizeLustre({ name: 'a', capacityBytes: 10 * TIB, hasEfa: false })).toMatchObject({
    storageGibibytes: 12_000,
    perTebibyte: 125,
    // 12,000 / 1,024 x 125 MB/s = 1,464.84 MB/s
    rateBitsPerSecond: 11_718_750_000,
  });
});

test('whatever is asked for is met, on the grid, and one step less would not meet it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 1, max: 400 }),
      fc.boolean(),
      fc.constantFrom(...LUSTRE_RATES),
      (tebibytes, gigabytes, hasEfa, perTebibyte) => {
        const demand = { capacityBytes: tebibytes * TIB, rateBitsPerSecond: gigabytes * GIGABYTES };
        const sizing = sizeLustre({ name: 'a', ...demand, hasEfa, perTebibyte });
        const meets = (gibibytes: number): boolean =>
          gibibytes * 2 ** 30 >= demand.capacityBytes &&
          (gibibytes / 1_024) * perTebibyte * 8e6 >= demand.rateBitsPerSecond;
        expect(meets(sizing.storageGibibytes)).toBe(true);
        expect(onLustreGrid(sizing.storageGibibytes, perTebibyte, hasEfa)).toBe(sizing.storageGibibytes);
        const less = sizing.storageGibibytes - sizing.stepGibibytes;
        if (less > 0) expect(meets(less)).toBe(false);
      },
    ),
  );
});

// 4,800 GiB with EFA is on the grid at 1,000 MB/s a TiB alone; 38,400 at every rate, and at 250 it gives 37.5 x 250 = 9,375 MB/s.
test('storage by hand has the lowest rate that it can have and that meets the demand', () => {
  expect(sizeLustre({ name: 'a', storageGibibytes: 4_800, hasEfa: true })).toMatchObject({ perTebibyte: 1_000 });
  const by = (gigabytes: number): number =>
    sizeLustre({ name: 'a', storageGibibytes: 38_400, rateBitsPerSecond: gigabytes * GIGABYTES, hasEfa: true })
      .perTebibyte;
  expect([4.6, 4.7, 9.3, 9.4, 37.5, 38].map(by)).toEqual([125, 250, 250, 500, 1_000, 1_000]);
});

test('fails where nothing is asked for', () => {
  expect(() => sizeLustre({ name: 'a', hasEfa: true })).toThrow(
    "Lustre 'a' has nothing to meet; ask for 'capacity' or 'rate', or set 'storage' [aws/lustre-no-demand]",
  );
});

test('fails on storage beside the grid', () => {
  expect(() => sizeLustre({ name: 'a', storageGibibytes: 10_000, perTebibyte: 500, hasEfa: true })).toThrow(
    "Lustre 'a': 'storage' is 10000 GiB, and with EFA at 500 MB/s a TiB it comes in multiples of 9600 GiB; give 19200 GiB, or leave it out [aws/lustre-off-grid]",
  );
  expect(() => sizeLustre({ name: 'a', storageGibibytes: 3_600, perTebibyte: 125, hasEfa: false })).toThrow(
    "Lustre 'a': 'storage' is 3600 GiB, and it comes as 1200 GiB or in multiples of 2400 GiB; give 4800 GiB, or leave it out [aws/lustre-off-grid]",
  );
});

test('fails on a rate that is not on offer', () => {
  expect(() => sizeLustre({ name: 'a', capacityBytes: TIB, perTebibyte: 300 as 250, hasEfa: false })).toThrow(
    "Lustre 'a': 'perTebibyte' is 300; give one of 125, 250, 500, 1000 MB/s a TiB [aws/lustre-bad-rate]",
  );
});
