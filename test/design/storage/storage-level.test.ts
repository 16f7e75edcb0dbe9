import { storageLevel } from '../../../src/design/storage/storage-level';
import type { StorageLevel } from '../../../src/design/storage/storage-level';
import type { StorageGrade } from '../../../src/model/storage-plan';

const GB_PER_S = 8_000_000_000;

function levelOf(nodes: number, read: number, write: number): StorageLevel {
  return storageLevel(nodes, { readBitsPerSecond: read * GB_PER_S, writeBitsPerSecond: write * GB_PER_S });
}

// Reference architecture of DGX H100, Table 6: good / better / best in GB/s.
test.each([
  [1, '1 node', [4, 8, 40], [2, 4, 20]],
  [32, '1 SU', [15, 40, 125], [7, 20, 62]],
  [128, '4 SU', [60, 160, 500], [30, 80, 250]],
] as const)('%i systems (%s) are graded by reads of %j and writes of %j GB/s', (nodes, scope, reads, writes) => {
  const grades: StorageGrade[] = ['below-good', 'good', 'better', 'best'];
  reads.forEach((read, index) => {
    const write = writes[index]!;
    const least = (at: number) => ({
      readBitsPerSecond: reads[at]! * GB_PER_S,
      writeBitsPerSecond: writes[at]! * GB_PER_S,
    });
    expect(levelOf(nodes, read, write)).toEqual({
      grade: grades[index + 1],
      read: grades[index + 1],
      write: grades[index + 1],
      scope,
      scopeNodes: nodes,
      isPublishedScope: true,
      least: { good: least(0), better: least(1), best: least(2) },
    });
    const bit = { readBitsPerSecond: read * GB_PER_S - 1, writeBitsPerSecond: write * GB_PER_S };
    expect(storageLevel(nodes, bit)).toMatchObject({
      grade: grades[index],
      read: grades[index],
      write: grades[index + 1],
    });
  });
});

test('the lower grade of reads and writes counts', () => {
  expect(levelOf(32, 125, 7)).toMatchObject({ grade: 'good', read: 'best', write: 'good' });
  expect(levelOf(32, 0, 62)).toMatchObject({ grade: 'below-good', read: 'below-good', write: 'best' });
});

// 5 x 5 < 1 x 32 <= 6 x 6, and 63 x 63 < 32 x 128 = 64 x 64.
test.each([
  [5, '1 node'],
  [6, '1 SU'],
  [31, '1 SU'],
  [63, '1 SU'],
  [64, '4 SU'],
  [127, '4 SU'],
  [1_000, '4 SU'],
])('%i systems take the row of %s, and say so', (nodes, scope) => {
  expect(levelOf(nodes, 40, 20)).toMatchObject({ scope, isPublishedScope: false });
});

test('fails on numbers that are not whole', () => {
  expect(() => storageLevel(0, { readBitsPerSecond: NaN, writeBitsPerSecond: -1 })).toThrow(
    new Error(
      [
        '3 problems [design/several]',
        "- storage level: 'nodes' is 0; give a whole number of 1 or more [storage/invalid-number]",
        "- storage level: 'readBitsPerSecond' is NaN; give a whole number of 0 or more [storage/invalid-number]",
        "- storage level: 'writeBitsPerSecond' is -1; give a whole number of 0 or more [storage/invalid-number]",
      ].join('\n'),
    ),
  );
});
