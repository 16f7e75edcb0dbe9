import { planStorage } from '../../../src/design/storage/plan-storage';
import type { StorageInput, StoragePlan } from '../../../src/model/storage-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { expectFinding, expectNothing, expectPassed, judge } from '../judge';
import { cluster, sitePlan, storageTier } from '../site-plan-fixture';

const BLOCK = { ...storageTier(1, {}).block, nodes: 1, files: 1e9, metadataOperationsPerSecond: 50_000 };

/** A tier of 100 TB, 40 GB/s and 20 GB/s a block, sized for what it is asked. */
function sized(props: Partial<StorageInput>): StoragePlan {
  return planStorage({ name: 'scratch', block: BLOCK, ...props }, (index) => `store-${index + 1}`);
}

const withTier = (plan: StoragePlan): SitePlan => sitePlan({ storage: [{ path: 'stack/scratch', plan }] });

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

describe('storage/demand-not-stated', () => {
  const rule = 'storage/demand-not-stated';
  const clusters = [cluster(['b1', 'b2'], { name: 'gpu' })];
  const checkpoint = { sizeBytes: 6e12, writeWithinMilliseconds: 60_000, kept: 40 };
  const toldBy = (props: Partial<StorageInput>): SitePlan =>
    sitePlan({ clusters, storage: [{ path: 'stack/scratch', plan: sized(props) }] });

  test('is not known where no tier that serves it is asked for checkpoints', () => {
    expectFinding(rule, toldBy({ blocks: 4 }), {
      outcome: 'indeterminate',
      object: "jobs of cluster 'gpu' on 'scratch'",
      found: 'what they write and ask: checkpoints, and in which time; operations on metadata',
      remedy: "give 'checkpoint' and 'metadataOperationsPerSecond' of a tier that serves the cluster",
    });
  });

  test('is not known of metadata where checkpoints are stated alone', () => {
    expectFinding(rule, toldBy({ checkpoint }), {
      outcome: 'indeterminate',
      found: 'what they write and ask: operations on metadata',
      remedy: "give 'metadataOperationsPerSecond' of a tier that serves the cluster",
    });
  });

  test('passes where both are stated', () => {
    expectPassed(rule, toldBy({ checkpoint, metadataOperationsPerSecond: 50_000 }));
  });

  test('is nothing of one system, of another cluster, and of a copy', () => {
    const one = { clusters: [cluster(['b1'], { name: 'gpu' })] };
    expect(judge(rule, { ...toldBy({ blocks: 4 }), ...one }).findings).toEqual([]);
    expect(judge(rule, toldBy({ blocks: 4, serves: ['other'] })).findings).toEqual([]);
    const plan = { ...sized({ blocks: 4 }), copyOf: { kind: 'storage', name: 'home' } };
    const copy = sitePlan({ clusters, storage: [{ path: 'stack/scratch', plan }] });
    expect(judge(rule, copy).findings).toEqual([]);
  });
});
