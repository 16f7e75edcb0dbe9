import { planStorage } from '../../../src/design/storage/plan-storage';
import type { StorageInput, StoragePlan } from '../../../src/model/storage-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { expectFinding, expectNothing, expectPassed, judge } from '../judge';
import { cluster, sitePlan, storageTier } from '../site-plan-fixture';

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

describe('what jobs of a cluster ask', () => {
  const clusters = [cluster(['b1', 'b2'], { name: 'gpu' })];
  const toldBy = (props: Partial<StorageInput>): SitePlan =>
    sitePlan({ clusters, storage: [{ path: 'stack/scratch', plan: sized(props) }] });
  const asked = { checkpoint: CHECKPOINT, metadataOperationsPerSecond: 50_000 };

  test('is not known where no tier that serves it is asked for checkpoints', () => {
    expectFinding('storage/checkpoint-short', toldBy({ blocks: 4 }), {
      outcome: 'indeterminate',
      object: "jobs of cluster 'gpu' on 'scratch'",
      found: 'what they write and ask: checkpoints, and in which time; operations on metadata',
      remedy: "give 'checkpoint' and 'metadataOperationsPerSecond' of a tier that serves the cluster",
    });
    expect(judge('storage/metadata-short', toldBy({ blocks: 4 })).findings).toEqual([]);
  });

  test('is not known of metadata where checkpoints are stated alone, and passes where both are', () => {
    expect(judge('storage/checkpoint-short', toldBy({ checkpoint: CHECKPOINT })).findings).toEqual([]);
    expectFinding('storage/metadata-short', toldBy({ checkpoint: CHECKPOINT }), {
      outcome: 'indeterminate',
      found: 'what they write and ask: operations on metadata',
      remedy: "give 'metadataOperationsPerSecond' of a tier that serves the cluster",
    });
    expectPassed('storage/metadata-short', toldBy(asked));
  });

  test('is nothing of one system, of another cluster, and of a copy', () => {
    const one = { clusters: [cluster(['b1'], { name: 'gpu' })] };
    expect(judge('storage/checkpoint-short', { ...toldBy({ blocks: 4 }), ...one }).findings).toEqual([]);
    expect(judge('storage/checkpoint-short', toldBy({ blocks: 4, serves: ['other'] })).findings).toEqual([]);
    const plan = { ...sized({ blocks: 4 }), copyOf: { kind: 'storage', name: 'home' } };
    const copy = sitePlan({ clusters, storage: [{ path: 'stack/scratch', plan }] });
    expect(judge('storage/checkpoint-short', copy).findings).toEqual([]);
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

  test('at twice the optimum it is still an info; a second more is the warning', () => {
    expectFinding('storage/checkpoint-interval-over-optimum', every(4_050_000), { severity: 'info' });
    expectPassed('storage/checkpoint-interval-far-over-optimum', every(4_050_000));
    expectPassed('storage/checkpoint-interval-over-optimum', every(4_051_000));
    expectFinding('storage/checkpoint-interval-far-over-optimum', every(4_051_000), {
      severity: 'warning',
      path: 'stack/scratch',
      object: "storage tier 'scratch', interval of its checkpoints",
      found: '4,001 s of work between two, 2 times the optimum',
      limit: '2,000 s',
      shortfall: '2,001 s',
      arithmetic: 'sqrt(2 x 50 s x 40,000 s) = 2,000 s; 4,051 s - 50 s of writing = 4,001 s',
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

// 3 h are 10,800 s; e^(-4/3) = 0.2636. One block writes 1 TB in 50 s; sqrt(2 x 50 s x 10,800 s) = 1,039.23 s.
describe('storage/checkpoint-interval-over-mtbf', () => {
  const HOUR = 3_600_000;
  const RULES = ['over-mtbf', 'far-over-optimum', 'over-optimum'].map((id) => `storage/checkpoint-interval-${id}`);
  const every = (intervalMilliseconds: number, sizeBytes = 1e12): SitePlan =>
    withTier(
      sized({ checkpoint: { sizeBytes, intervalMilliseconds, mostLostShare: 0.5, mtbfMilliseconds: 3 * HOUR } }),
    );

  test('an interval of the mean time between failures passes, and is far over the optimum', () => {
    expectPassed('storage/checkpoint-interval-over-mtbf', every(3 * HOUR));
    expectFinding('storage/checkpoint-interval-far-over-optimum', every(3 * HOUR), {
      found: '10,750 s of work between two, 10.34 times the optimum',
    });
  });

  test('4 h against 3 h is one error that says how many intervals end', () => {
    expectFinding('storage/checkpoint-interval-over-mtbf', every(4 * HOUR), {
      severity: 'error',
      path: 'stack/scratch',
      object: "storage tier 'scratch', interval of its checkpoints",
      found: '14,400 s between two',
      limit: '10,800 s between failures',
      required: '10,800 s at most',
      available: '14,400 s',
      shortfall: '3,600 s',
      arithmetic:
        '14,400 s / 10,800 s = 1.33; e^-1.33: 26.4 % of the intervals end with a checkpoint; sqrt(2 x 50 s x 10,800 s) = 1,039.23 s',
      remedy: "lower 'checkpoint.interval' to 1,089 s or less",
    });
    for (const rule of RULES.slice(1)) expectPassed(rule, every(4 * HOUR));
  });

  // 108 TB in 5,400 s: sqrt(2 x 5,400 s x 10,800 s) = 10,800 s, with the writing 16,200 s: above the mean time between failures.
  test('the remedy is never above the mean time between failures', () => {
    expectFinding('storage/checkpoint-interval-over-mtbf', every(3 * HOUR + 1_000, 108e12), {
      remedy: "lower 'checkpoint.interval' to 10,800 s or less",
    });
  });

  test('one finding at most, whatever the interval', () => {
    for (const minutes of [1, 15, 18, 19, 35, 36, 40, 179, 180, 181, 240, 359]) {
      const plan = every(minutes * 60_000);
      const failures = RULES.filter((rule) => judge(rule, plan).findings.length > 0);
      expect(failures.length).toBeLessThanOrEqual(1);
    }
  });

  test.each(RULES)('%s does not judge a tier without a mean time between failures', (rule) => {
    expectNothing(
      rule,
      withTier(sized({ checkpoint: { sizeBytes: 1e12, intervalMilliseconds: HOUR } })),
      "no storage tier has checkpoints with 'interval' and 'mtbf'",
    );
  });
});
