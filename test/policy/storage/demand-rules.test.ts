import { planStorage } from '../../../src/design/storage/plan-storage';
import type { StorageInput, StoragePlan } from '../../../src/model/storage-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { sitePlan, storageTier } from '../site-plan-fixture';

const BLOCK = { ...storageTier(1, {}).block, nodes: 1, files: 1e9, metadataOperationsPerSecond: 50_000 };
const CHECKPOINT = { sizeBytes: 6e12, writeWithinMilliseconds: 60_000, kept: 40 };

/** A tier of 100 TB, 40 GB/s and 20 GB/s a block, sized for what it is asked. */
function sized(props: Partial<StorageInput>): StoragePlan {
  return planStorage({ name: 'scratch', block: BLOCK, ...props }, (index) => `store-${index + 1}`);
}

const withTier = (plan: StoragePlan): SitePlan => sitePlan({ storage: [{ path: 'stack/scratch', plan }] });

/** The tier as a plan that was changed by hand would have it, with fewer blocks. */
function withBlocks(plan: StoragePlan, blocks: number): SitePlan {
  const { block } = plan;
  return withTier({
    ...plan,
    blocks,
    usableBytes: blocks * block.usableBytes,
    readBitsPerSecond: blocks * block.readBitsPerSecond,
    writeBitsPerSecond: blocks * block.writeBitsPerSecond,
    files: blocks * BLOCK.files,
    metadataOperationsPerSecond: blocks * BLOCK.metadataOperationsPerSecond,
  });
}

// 6 TB / 60 s = 100 GB/s = 5 blocks of 20 GB/s.
test('storage/checkpoint-short', () => {
  const tier = sized({ checkpoint: CHECKPOINT });
  expectPassed('storage/checkpoint-short', withTier(tier));
  expectFinding('storage/checkpoint-short', withBlocks(tier, 4), {
    severity: 'error',
    found: '80 GB/s',
    limit: '100 GB/s',
    shortfall: '20 GB/s',
    arithmetic: '4 x 20 GB/s = 80 GB/s; 100 GB/s - 80 GB/s = 20 GB/s',
    remedy: "raise 'blocks' from 4 to 5, or lower 'checkpoint'",
  });
});

// 40 x 6 TB = 240 TB = 3 blocks of 100 TB.
test('storage/kept-checkpoints-short', () => {
  const tier = sized({ checkpoint: CHECKPOINT });
  expectPassed('storage/kept-checkpoints-short', withBlocks(tier, 3));
  expectFinding('storage/kept-checkpoints-short', withBlocks(tier, 2), {
    severity: 'error',
    shortfall: '40 TB',
    arithmetic: '2 x 100 TB = 200 TB; 240 TB - 200 TB = 40 TB',
  });
});

// DGX H100, Table 6, 4 SU: better is 160 GB/s of reads (4 x 40) and 80 GB/s of writes (4 x 20).
test('storage/level-read-short and storage/level-write-short', () => {
  const tier = sized({ level: { grade: 'better', systems: 127 } });
  expect(tier.blocks).toBe(4);
  expectPassed('storage/level-read-short', withTier(tier));
  expectPassed('storage/level-write-short', withTier(tier));
  expectFinding('storage/level-read-short', withBlocks(tier, 3), {
    severity: 'error',
    arithmetic: '3 x 40 GB/s = 120 GB/s; 160 GB/s - 120 GB/s = 40 GB/s',
  });
  expectFinding('storage/level-write-short', withBlocks(tier, 3), {
    severity: 'error',
    arithmetic: '3 x 20 GB/s = 60 GB/s; 80 GB/s - 60 GB/s = 20 GB/s',
  });
});

test('storage/files-short', () => {
  const tier = sized({ files: 3e9 });
  expectPassed('storage/files-short', withTier(tier));
  expectFinding('storage/files-short', withBlocks(tier, 2), {
    severity: 'error',
    found: '2,000,000,000 files',
    limit: '3,000,000,000 files',
    shortfall: '1,000,000,000 files',
    remedy: "raise 'blocks' from 2 to 3, or lower 'files'",
  });
});

test('storage/metadata-short', () => {
  const tier = sized({ metadataOperationsPerSecond: 150_000 });
  expectPassed('storage/metadata-short', withTier(tier));
  expectFinding('storage/metadata-short', withBlocks(tier, 2), {
    severity: 'error',
    shortfall: '50,000 operations/s',
    arithmetic:
      '2 x 50,000 operations/s = 100,000 operations/s; 150,000 operations/s - 100,000 operations/s = 50,000 operations/s',
  });
});

test.each([
  ['storage/checkpoint-short', "no storage tier is asked for 'checkpoint'"],
  ['storage/kept-checkpoints-short', "no storage tier is asked for 'checkpoint.kept'"],
  ['storage/level-read-short', "no storage tier is asked for 'level'"],
  ['storage/level-write-short', "no storage tier is asked for 'level'"],
  ['storage/files-short', "no storage tier is asked for 'files'"],
  ['storage/metadata-short', "no storage tier is asked for 'metadataOperationsPerSecond'"],
])('%s does not judge what is not asked for', (rule, reason) => {
  expectNothing(rule, withTier(storageTier(1, {})), reason);
});

// One block writes 1 TB in 50 s; sqrt(2 x 50 s x 40,000 s) = 2,000 s of work, so an interval of 2,050 s.
describe('storage/checkpoint-interval-over-optimum', () => {
  const every = (intervalMilliseconds: number): SitePlan =>
    withTier(sized({ checkpoint: { sizeBytes: 1e12, intervalMilliseconds, mtbfMilliseconds: 40_000_000 } }));

  test('an interval of the optimum passes', () => {
    expectPassed('storage/checkpoint-interval-over-optimum', every(2_050_000));
  });

  test('a second more is an info with the arithmetic', () => {
    expectFinding('storage/checkpoint-interval-over-optimum', every(2_051_000), {
      severity: 'info',
      path: 'stack/scratch',
      object: "storage tier 'scratch', interval of its checkpoints",
      found: '2,001 s of work between two',
      limit: '2,000 s',
      shortfall: '1 s',
      arithmetic: 'sqrt(2 x 50 s x 40,000 s) = 2,000 s; 2,051 s - 50 s of writing = 2,001 s',
      remedy: "lower 'checkpoint.interval' to 2,050 s or less",
    });
  });

  test('checkpoints without a mean time between failures are not judged', () => {
    expectNothing(
      'storage/checkpoint-interval-over-optimum',
      withTier(sized({ checkpoint: { sizeBytes: 1e12, intervalMilliseconds: 3_600_000 } })),
      "no storage tier has checkpoints with 'interval' and 'mtbf'",
    );
  });
});
