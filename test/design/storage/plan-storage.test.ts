import fc from 'fast-check';
import { planStorage, storageLevel, type StorageLevel } from '../../../src/design/storage/plan-storage';
import type { StorageBlock, StorageInput, StorageGrade } from '../../../src/model/storage-plan';

const GB_PER_S = 8_000_000_000;
const TB = 1_000_000_000_000;

/** 100 TB, reads 40 GB/s, writes 20 GB/s, two nodes. */
const BLOCK: StorageBlock = {
  id: 'box',
  usableBytes: 100 * TB,
  readBitsPerSecond: 40 * GB_PER_S,
  writeBitsPerSecond: 20 * GB_PER_S,
  nodes: 2,
};

function input(props: Partial<StorageInput> = {}): StorageInput {
  return { name: 'scratch', block: BLOCK, ...props };
}

const nodeNames = (index: number): string => `scratch-${index + 1}`;

function messageOf(props: Partial<StorageInput>): string {
  try {
    planStorage(input(props), nodeNames);
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
  return 'nothing thrown';
}

test.each([
  // 1 PB / 100 TB = 10 blocks; 500 / 40 = 12.5, so 13; 250 / 20 = 12.5, so 13.
  [{ capacityBytes: 1_000 * TB }, 10, 'capacity'],
  [{ capacityBytes: 1_000 * TB + 1 }, 11, 'capacity'],
  [{ readBitsPerSecond: 500 * GB_PER_S }, 13, 'read'],
  [{ writeBitsPerSecond: 250 * GB_PER_S }, 13, 'write'],
  [{ capacityBytes: 1_000 * TB, readBitsPerSecond: 500 * GB_PER_S, writeBitsPerSecond: 250 * GB_PER_S }, 13, 'read'],
  [{ capacityBytes: 1_300 * TB, readBitsPerSecond: 500 * GB_PER_S }, 13, 'capacity'],
  [{ capacityBytes: 1 }, 1, 'capacity'],
  [{ capacityBytes: 1_000 * TB, blocks: 10 }, 10, 'override'],
  [{ capacityBytes: 1_000 * TB, blocks: 12 }, 12, 'override'],
  [{ blocks: 3 }, 3, 'override'],
] as const)('%j takes %i blocks, decided by %s', (demand, blocks, decidedBy) => {
  expect(planStorage(input(demand), nodeNames)).toMatchObject({ blocks, decidedBy });
});

test('the plan says what the blocks give, what was asked for, and which nodes they are', () => {
  expect(planStorage(input({ capacityBytes: 150 * TB, writeBitsPerSecond: GB_PER_S }), nodeNames)).toEqual({
    name: 'scratch',
    block: BLOCK,
    blocks: 2,
    decidedBy: 'capacity',
    usableBytes: 200 * TB,
    readBitsPerSecond: 80 * GB_PER_S,
    writeBitsPerSecond: 40 * GB_PER_S,
    demand: { capacityBytes: 150 * TB, writeBitsPerSecond: GB_PER_S },
    needs: [
      {
        demand: 'capacity',
        asked: 150 * TB,
        ofBlock: 100 * TB,
        blocks: 2,
        because: 'capacity: 150 TB / 100 TB a block, rounded up, is 2',
      },
      {
        demand: 'write',
        asked: GB_PER_S,
        ofBlock: 20 * GB_PER_S,
        blocks: 1,
        because: 'write: 1 GB/s / 20 GB/s a block, rounded up, is 1',
      },
    ],
    nodes: ['scratch-1', 'scratch-2', 'scratch-3', 'scratch-4'],
  });
});

test('every demand is met, and one block fewer would miss one', () => {
  const amount = fc.integer({ min: 1, max: 1_000_000_000 });
  const demand = fc.integer({ min: 1, max: 1_000_000_000_000 });
  fc.assert(
    fc.property(fc.tuple(amount, amount, amount), fc.tuple(demand, demand, demand), (block, asked) => {
      // Amounts are scaled so that no case takes more blocks than a tier may have.
      const [usableBytes, readBitsPerSecond, writeBitsPerSecond] = block.map((each) => each * 1_000 + 10_000_000) as [
        number,
        number,
        number,
      ];
      const [capacityBytes, read, write] = asked;
      const plan = planStorage(
        {
          name: 'scratch',
          block: { id: 'box', usableBytes, readBitsPerSecond, writeBitsPerSecond, nodes: 1 },
          capacityBytes,
          readBitsPerSecond: read,
          writeBitsPerSecond: write,
        },
        nodeNames,
      );
      const isMetBy = (blocks: number): boolean =>
        blocks * usableBytes >= capacityBytes &&
        blocks * readBitsPerSecond >= read &&
        blocks * writeBitsPerSecond >= write;
      expect([isMetBy(plan.blocks), isMetBy(plan.blocks - 1)]).toEqual([true, false]);
      expect(plan.nodes).toHaveLength(plan.blocks);
    }),
  );
});

test('a count is exact where numbers are beyond 2^53', () => {
  // 2^60 bytes / 2^50 a block is 1,024; a block less than 2^50 by 2^2 takes one more.
  const block = { ...BLOCK, usableBytes: 2 ** 50 };
  expect(planStorage(input({ block, capacityBytes: 2 ** 60 }), nodeNames).blocks).toBe(1_024);
  const smaller = { ...BLOCK, usableBytes: 2 ** 50 - 4 };
  expect(planStorage(input({ block: smaller, capacityBytes: 2 ** 60 }), nodeNames).blocks).toBe(1_025);
});

test('a larger tier keeps the nodes of a smaller one', () => {
  const nodesOf = (tb: number): readonly string[] => planStorage(input({ capacityBytes: tb * TB }), nodeNames).nodes;
  expect(nodesOf(900).slice(0, 10)).toEqual(nodesOf(500));
});

test('fails on fewer blocks than the demands take, with the arithmetic', () => {
  expect(messageOf({ blocks: 12, capacityBytes: 1_000 * TB, readBitsPerSecond: 500 * GB_PER_S })).toBe(
    "storage 'scratch': 'blocks' is 12, and the demands take 13 (read: 500 GB/s / 40 GB/s a block, rounded up, is 13); " +
      "set 'blocks' to 13 or more, or leave it out [storage/override-too-small]",
  );
  expect(messageOf({ blocks: 9, capacityBytes: 1_000 * TB })).toBe(
    "storage 'scratch': 'blocks' is 9, and the demands take 10 (capacity: 1 PB / 100 TB a block, rounded up, is 10); " +
      "set 'blocks' to 10 or more, or leave it out [storage/override-too-small]",
  );
});

test('fails without any demand', () => {
  expect(messageOf({})).toBe(
    "storage 'scratch' has nothing to meet; ask for 'capacityBytes', 'readBitsPerSecond' or 'writeBitsPerSecond', or set 'blocks' [storage/no-demand]",
  );
});

test('fails on a block that gives nothing of what is asked for', () => {
  const empty = { ...BLOCK, usableBytes: 0, readBitsPerSecond: 0 };
  expect(messageOf({ block: empty, readBitsPerSecond: 1 })).toBe(
    "storage 'scratch' asks for 'readBitsPerSecond', and 'readBitsPerSecond' of its block 'box' is 0; " +
      "give the block's 'readBitsPerSecond', or take another block [storage/empty-block]",
  );
  expect(messageOf({ block: empty, capacityBytes: 1 })).toBe(
    "storage 'scratch' asks for 'capacityBytes', and 'usableBytes' of its block 'box' is 0; " +
      "give the block's 'usableBytes', or take another block [storage/empty-block]",
  );
  expect(messageOf({ block: empty, writeBitsPerSecond: 1 })).toBe('nothing thrown');
});

test('fails on more nodes than a tier has', () => {
  expect(messageOf({ block: { ...BLOCK, usableBytes: 1 }, capacityBytes: 1_000_000 })).toBe(
    "storage 'scratch': 1000000 blocks of 2 nodes are 2000000 nodes; " +
      "check the demands and block 'box'; a tier has at most 100000 nodes [storage/too-many-nodes]",
  );
});

test('fails on numbers that are not whole or too small, all at once', () => {
  const block = { ...BLOCK, usableBytes: NaN, readBitsPerSecond: -1, writeBitsPerSecond: 0.5, nodes: 0 };
  expect(
    messageOf({ block, capacityBytes: 0, readBitsPerSecond: NaN, writeBitsPerSecond: -1, blocks: 1.5 }).split('\n'),
  ).toEqual([
    '8 problems [design/several]',
    "- storage 'scratch': block 'box': 'usableBytes' is NaN; give a whole number of 0 or more [storage/invalid-number]",
    "- storage 'scratch': block 'box': 'readBitsPerSecond' is -1; give a whole number of 0 or more [storage/invalid-number]",
    "- storage 'scratch': block 'box': 'writeBitsPerSecond' is 0.5; give a whole number of 0 or more [storage/invalid-number]",
    "- storage 'scratch': block 'box': 'nodes' is 0; give a whole number of 1 or more [storage/invalid-number]",
    "- storage 'scratch': 'capacityBytes' is 0; give a whole number of 1 or more [storage/invalid-number]",
    "- storage 'scratch': 'readBitsPerSecond' is NaN; give a whole number of 1 or more [storage/invalid-number]",
    "- storage 'scratch': 'writeBitsPerSecond' is -1; give a whole number of 1 or more [storage/invalid-number]",
    "- storage 'scratch': 'blocks' is 1.5; give a whole number of 1 or more [storage/invalid-number]",
  ]);
});

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
