import * as fc from 'fast-check';

import { addSpares, type PhasedLine, spareErrors } from '../../../src/design/bill/spares';
import type { BillLine, SpareInput } from '../../../src/model/bill-plan';
import { renderBillCsv } from '../../../src/report/schedules';
import { twentySystems } from '../orders/ordered-sites';

function line(part: string, quantity: number, more: Partial<BillLine> = {}, phase = 0): PhasedLine {
  return {
    line: { category: 'fibre', partNumber: part, description: 'fibre', quantity, unit: 'each', phase: '1', ...more },
    phase,
  };
}

const sparesOf = (lines: readonly PhasedLine[], ...spares: readonly SpareInput[]): (number | undefined)[] =>
  addSpares(lines, spares, new Map([['qm9700', { description: 'QM9700', category: 'switch' }]])).map(
    ({ spares: count }) => count,
  );

// 2 % of 64 + 36 + 1 = 101 pieces is 2.02, so 3; line by line it would be 2 + 1 + 1 = 4. The longest serves in place of any.
test('a rate is rounded up once over all lengths of a part, and the spares are of the longest', () => {
  const lines = [3_000, 9_000, 6_000].map((lengthMillimetres, index) =>
    line('MFP7E10', [64, 36, 1][index] ?? 0, { lengthMillimetres }),
  );
  expect(sparesOf(lines, { part: 'MFP7E10', rate: 0.02 })).toEqual([undefined, 3, undefined]);
});

// 7 % of 100 is 7, whatever binary makes of 0.07.
test('a rate that comes out whole is not rounded up', () => {
  expect(sparesOf([line('A', 100)], { part: 'A', rate: 0.07 })).toEqual([7]);
});

// 10 % of 8 is 0.8, so 1 with the first phase; 10 % of 20 is 2, so 1 more with the second.
test('each phase brings the spares that its pieces add', () => {
  expect(sparesOf([line('A', 8), line('A', 12, {}, 1)], { part: 'A', rate: 0.1 })).toEqual([1, 1]);
  expect(sparesOf([line('A', 8), line('A', 12, {}, 1)], { part: 'A', count: 5 })).toEqual([5, undefined]);
});

test('the narrowest that names a line counts: part, then model, then category', () => {
  const lines = [line('A', 10), line('B', 10, { description: 'QM9700' }), line('C', 10)];
  const all: SpareInput[] = [
    { category: 'fibre', count: 1 },
    { model: 'qm9700', count: 2 },
    { part: 'A', count: 3 },
  ];
  expect(sparesOf(lines, ...all)).toEqual([3, 2, 1]);
  expect(sparesOf(lines, ...[...all].reverse())).toEqual([3, 2, 1]);
});

test('spares are the rate of all pieces rounded up, however they fall on lengths and phases', () => {
  const piece = fc.record({
    quantity: fc.integer({ min: 1, max: 5_000 }),
    lengthMillimetres: fc.integer({ min: 1, max: 30_000 }),
    phase: fc.integer({ min: 0, max: 4 }),
  });
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1 }), fc.integer({ min: 1, max: 100 }), (pieces, percent) => {
      const lines = pieces.map(({ quantity, phase, ...rest }) => line('A', quantity, rest, phase));
      const total = pieces.reduce((sum, { quantity }) => sum + quantity, 0);
      const spares = sparesOf(lines, { category: 'fibre', rate: percent / 100 });
      // In whole numbers: ceil(percent x total / 100).
      expect(spares.reduce((sum = 0, count = 0) => sum + count, 0)).toBe(Math.floor((percent * total + 99) / 100));
      expect(spares.every((count) => count === undefined || count > 0)).toBe(true);
    }),
  );
});

test('fails for spares of nothing that the BOM has', () => {
  const spares = (): unknown => sparesOf([line('MFP7E10', 4)], { part: 'MFP7E01', count: 1 });
  expect(spares).toThrow(
    "'spares' name part 'MFP7E01', which is not in the BOM; did you mean 'MFP7E10'? [bill/unknown-spare]",
  );
});

test.each([
  [{ rate: 0.1 }, "'spares[0]' names nothing; give one of 'part', 'model' and 'category' [bill/bad-spare]"],
  [
    { part: 'A', model: 'B', count: 1 },
    "'spares[0]' gives 'part' and 'model'; give one of 'part', 'model' and 'category' [bill/bad-spare]",
  ],
  [{ part: 'A' }, "'spares[0]' says not how many; give one of 'rate', 'count' and 'failures' [bill/bad-spare]"],
  [
    { part: 'A', rate: 0.1, count: 1 },
    "'spares[0]' gives 'rate' and 'count'; give one of 'rate', 'count' and 'failures' [bill/bad-spare]",
  ],
  [
    { part: 'A', rate: 2 },
    "'spares[0]' has a rate of 2; give spares a piece, above 0 and up to 1, such as 0.02 [bill/bad-spare]",
  ],
  [
    { part: 'A', rate: 0 },
    "'spares[0]' has a rate of 0; give spares a piece, above 0 and up to 1, such as 0.02 [bill/bad-spare]",
  ],
  [
    { part: 'A', count: 1.5 },
    "'spares[0]' has a count of 1.5; give a whole number from 0 to 1,000,000 [bill/bad-spare]",
  ],
  [
    { category: 'fiber', count: 1 },
    "'spares[0]' is of category 'fiber', which no BOM has; did you mean 'fibre'? [bill/bad-spare]",
  ],
  [{ part: 'A', cuont: 1, count: 1 }, "'spares[0]' has no prop 'cuont'; did you mean 'count'? [bill/bad-spare]"],
])('fails for %j', (spare, text) => {
  expect(spareErrors("site 'lab'", [spare as SpareInput]).map(({ message }) => message)).toEqual([
    `site 'lab': ${text}`,
  ]);
});

test('fails for spares of one thing twice', () => {
  const spare: SpareInput = { part: 'A', count: 1 };
  expect(spareErrors("site 'lab'", [spare, spare]).map(({ message }) => message)).toEqual([
    "site 'lab': 'spares[1]' names part 'A' again; keep one of them [bill/spare-twice]",
  ]);
});

describe('a site', () => {
  test('without spares keeps the bytes of its bill, and has a column for them else', () => {
    const plain = renderBillCsv(twentySystems(false));
    const spared = renderBillCsv(twentySystems(false, { spares: [{ category: 'transceiver', rate: 0.02 }] }));
    expect(plain).not.toContain('spares');
    const rows = spared.split('\n').map((row) => row.split(','));
    const at = rows[0]?.indexOf('spares') ?? 0;
    expect(rows[0]?.[at]).toBe('spares');
    // Without the new column it is the same; what is assumed comes after it.
    const fromEnd = (rows[0]?.length ?? 0) - at;
    expect(rows.map((row) => row.filter((_, index) => index !== row.length - fromEnd).join(',')).join('\n')).toBe(
      plain,
    );
  });
});

describe('phases in the BOM', () => {
  const phased = twentySystems(true);
  const whole = twentySystems(false);
  const quantities = (lines: readonly BillLine[]): Map<string, number> => {
    const sums = new Map<string, number>();
    for (const { category, description, partNumber, lengthMillimetres, quantity } of lines) {
      const key = JSON.stringify([category, description, partNumber, lengthMillimetres]);
      sums.set(key, (sums.get(key) ?? 0) + quantity);
    }
    return sums;
  };

  test('buy together what a site without phases buys', () => {
    expect(quantities(phased.bill.lines)).toEqual(quantities(whole.bill.lines));
  });

  // Of 20 systems 8 come first: 8 x 8 = 64 of 160 links to leaves, and all links between switches. Cords: 6 a system.
  // 2027-11-30 - 20 weeks = 2027-07-13, 2029-02-28 - 20 weeks = 2028-10-11; the fabric has 30 weeks: 2027-05-04 and 2028-08-02.
  test('bring each device with its phase and each cable with the later of its ends, with last order dates', () => {
    const of = (category: string, phase: string): BillLine[] =>
      phased.bill.lines.filter((line) => line.category === category && line.phase === phase);
    expect(of('system', 'first')).toMatchObject([{ quantity: 8, lastOrderDate: '2027-07-13' }]);
    expect(of('system', 'second')).toMatchObject([{ quantity: 12, lastOrderDate: '2028-10-11' }]);
    expect(of('switch', 'second')).toEqual([]);
    const count = (lines: readonly BillLine[]): number => lines.reduce((sum, { quantity }) => sum + quantity, 0);
    expect(count([...of('fibre', 'second'), ...of('cable', 'second')])).toBe(96);
    expect(new Set(of('fibre', 'first').map(({ lastOrderDate }) => lastOrderDate))).toEqual(new Set(['2027-05-04']));
    expect(new Set(of('fibre', 'second').map(({ lastOrderDate }) => lastOrderDate))).toEqual(new Set(['2028-08-02']));
    expect(whole.bill.lines.every((line) => !('lastOrderDate' in line))).toBe(true);
  });
});
