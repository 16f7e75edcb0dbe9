import { planStorage, referenceSystems } from '../../../src/design/storage/plan-storage';
import type { StorageBlock, StorageInput, StoragePlan } from '../../../src/model/storage-plan';

const GB_PER_S = 8e9;

const BLOCK: StorageBlock = {
  id: 'box',
  usableBytes: 100e12,
  readBitsPerSecond: 40 * GB_PER_S,
  writeBitsPerSecond: 20 * GB_PER_S,
  nodes: 1,
  files: 1e9,
  metadataOperationsPerSecond: 50_000,
};

function plan(props: Partial<StorageInput>): StoragePlan {
  return planStorage({ name: 'scratch', block: BLOCK, ...props }, (index) => `scratch-${index + 1}`);
}

test.each([
  // 5 x 10^9 / 10^9 = 5; 120,000 / 50,000 = 2.4, so 3.
  [{ files: 5e9 }, 5, 'files', 'files: 5,000,000,000 files / 1,000,000,000 files a block, rounded up, is 5'],
  [{ files: 5e9 + 1 }, 6, 'files', 'files: 5,000,000,001 files / 1,000,000,000 files a block, rounded up, is 6'],
  [
    { metadataOperationsPerSecond: 120_000 },
    3,
    'metadata',
    'metadata: 120,000 operations/s / 50,000 operations/s a block, rounded up, is 3',
  ],
] as const)('%j takes %i blocks, decided by %s', (demand, blocks, decidedBy, because) => {
  const tier = plan(demand);
  expect([tier.blocks, tier.decidedBy, tier.needs?.[0]?.because]).toEqual([blocks, decidedBy, because]);
});

test('a tier states the files and operations that its blocks give', () => {
  expect(plan({ blocks: 3 })).toMatchObject({ files: 3e9, metadataOperationsPerSecond: 150_000, demand: {} });
  expect(plan({ blocks: 3 })).not.toHaveProperty('needs');
});

// DGX H100, Table 6: 32 systems, best: 125 GB/s read and 62 GB/s write; 125 / 40 = 3.1, so 4; 62 / 20 = 3.1, so 4.
test('a published level sizes the tier by the row of the nearest size', () => {
  const tier = plan({ level: { grade: 'best', systems: 33 } });
  expect([tier.blocks, tier.decidedBy]).toEqual([4, 'level-read']);
  expect(tier.level).toEqual({
    grade: 'best',
    systems: 33,
    scope: '1 SU',
    scopeNodes: 32,
    isPublishedScope: false,
    readBitsPerSecond: 125 * GB_PER_S,
    writeBitsPerSecond: 62 * GB_PER_S,
  });
  expect(tier.needs?.map(({ because }) => because)).toEqual([
    "level-read: level 'best' of 32 systems = 125 GB/s / 40 GB/s a block, rounded up, is 4",
    "level-write: level 'best' of 32 systems = 62 GB/s / 20 GB/s a block, rounded up, is 4",
  ]);
});

test.each([
  [8, 1],
  [9, 2],
  [72, 9],
  [1_016, 127],
])('%i GPUs are %i systems of the table', (gpus, systems) => {
  expect(referenceSystems(gpus)).toBe(systems);
});

function messageOf(props: Partial<StorageInput>): string {
  try {
    plan(props);
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
  return 'nothing thrown';
}

test('fails on a demand of which the block says nothing', () => {
  const silent: StorageBlock = { id: 'box', usableBytes: 1, readBitsPerSecond: 1, writeBitsPerSecond: 1, nodes: 1 };
  expect(messageOf({ block: silent, files: 1, metadataOperationsPerSecond: 1 }).split('\n')).toEqual([
    '2 problems [design/several]',
    "- storage 'scratch' asks for 'files', and its block 'box' does not state 'files'; state 'files' of the block with its source, or leave 'files' out [storage/block-fact-missing]",
    "- storage 'scratch' asks for 'metadataOperationsPerSecond', and its block 'box' does not state 'metadataOperationsPerSecond'; state 'metadataOperationsPerSecond' of the block with its source, or leave 'metadataOperationsPerSecond' out [storage/block-fact-missing]",
  ]);
});

test('fails on data protection that tolerates the loss of all blocks', () => {
  expect(messageOf({ blocks: 4, tolerates: { blocks: 3 } })).toBe('nothing thrown');
  expect(messageOf({ blocks: 4, tolerates: { blocks: 4 } })).toBe(
    "storage 'scratch': 'tolerates.blocks' is 4, and it has no more than 4 blocks; lower 'tolerates.blocks' below the number of blocks, or set 'blocks' higher [storage/tolerates-all]",
  );
});
