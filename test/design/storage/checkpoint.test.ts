import fc from 'fast-check';

import { planStorage } from '../../../src/design/storage/plan-storage';
import type { CheckpointInput, CheckpointPlan, StoragePlan } from '../../../src/model/storage-plan';

const TB = 1e12;
const GB_PER_S = 8e9;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Blocks of 100 TB that write 20 GB/s. */
function tier(checkpoint: CheckpointInput, blocks?: number): StoragePlan {
  return planStorage(
    {
      name: 'scratch',
      block: {
        id: 'box',
        usableBytes: 100 * TB,
        readBitsPerSecond: 40 * GB_PER_S,
        writeBitsPerSecond: 20 * GB_PER_S,
        nodes: 1,
      },
      checkpoint,
      ...(blocks === undefined ? {} : { blocks }),
    },
    (index) => `scratch-${index + 1}`,
  );
}

function checkpoint(input: CheckpointInput, blocks?: number): CheckpointPlan {
  const { checkpoint: plan } = tier(input, blocks);
  if (plan === undefined) throw new Error('no checkpoint in the plan');
  return plan;
}

/** 405 x 10^9 parameters x 14 B = 5.67 TB. */
const MODEL = { modelParameters: 405e9, bytesPerParameter: 14 };

test('a checkpoint sizes the tier by its size and time', () => {
  // 5.67 TB / 60 s = 94.5 GB/s; 94.5 / 20 = 4.7, so 5 blocks, which write it in 5,670 GB / 100 GB/s = 56.7 s.
  const plan = tier({ ...MODEL, writeWithinMilliseconds: MINUTE });
  expect([plan.blocks, plan.decidedBy]).toEqual([5, 'checkpoint']);
  expect(plan.checkpoint).toEqual({
    sizeBytes: 5.67 * TB,
    sizeBecause: '405,000,000,000 parameters x 14 B = 5.67 TB',
    withinMilliseconds: MINUTE,
    limitedBy: 'writeWithin',
    withinBecause: "'writeWithin' 1 min",
    demandBitsPerSecond: 94.5 * GB_PER_S,
    writeSeconds: 56.7,
  });
  expect(plan.needs?.map(({ because }) => because)).toEqual([
    "checkpoint: 405,000,000,000 parameters x 14 B = 5.67 TB within 'writeWithin' 1 min = 94.5 GB/s / 20 GB/s a block, rounded up, is 5",
  ]);
});

test.each([
  // 10 % of 10 min is 1 min, less than 2 min.
  [
    { writeWithinMilliseconds: 2 * MINUTE, intervalMilliseconds: 10 * MINUTE, mostLostShare: 0.1 },
    'mostLostShare',
    MINUTE,
  ],
  [{ writeWithinMilliseconds: MINUTE, intervalMilliseconds: 10 * MINUTE, mostLostShare: 0.1 }, 'writeWithin', MINUTE],
  [{ intervalMilliseconds: 10 * MINUTE }, 'interval', 10 * MINUTE],
  [{ intervalMilliseconds: 5 * MINUTE, mostLostShare: 0.07 }, 'mostLostShare', 21_000],
] as const)('the shortest time of %j is that of %s', (times, limitedBy, withinMilliseconds) => {
  expect(checkpoint({ sizeBytes: TB, ...times })).toMatchObject({ limitedBy, withinMilliseconds });
});

test('the share of time that is lost and the interval of Young and Daly follow from the blocks', () => {
  // 1 TB in 50 s on one block; of 1,000 s that is 5 %. sqrt(2 x 50 s x 40,000 s) = sqrt(4,000,000) = 2,000 s.
  const input = { sizeBytes: TB, intervalMilliseconds: 1_000_000, mtbfMilliseconds: 40_000_000 };
  expect(checkpoint(input)).toMatchObject({
    writeSeconds: 50,
    intervalSeconds: 1_000,
    lostShare: 0.05,
    mtbfSeconds: 40_000,
    youngDalySeconds: 2_000,
  });
  // Four blocks write in a quarter of the time, and the best interval is half as long.
  expect(checkpoint(input, 4)).toMatchObject({ writeSeconds: 12.5, lostShare: 0.0125, youngDalySeconds: 1_000 });
});

test('kept checkpoints take capacity', () => {
  // 50 x 5.67 TB = 283.5 TB; / 100 TB = 3 blocks, of which one would write in the time.
  const plan = tier({ ...MODEL, intervalMilliseconds: HOUR, kept: 50 });
  expect([plan.blocks, plan.decidedBy]).toEqual([3, 'kept-checkpoints']);
  expect(plan.needs?.[1]?.because).toBe('kept-checkpoints: 50 x 5.67 TB = 283.5 TB / 100 TB a block, rounded up, is 3');
});

test('bytes of a model are whole and free of binary dust', () => {
  const bytesOf = (modelParameters: number, bytesPerParameter: number): number =>
    checkpoint({ modelParameters, bytesPerParameter, intervalMilliseconds: HOUR }).sizeBytes;
  expect(bytesOf(1e12, 2.1)).toBe(2.1e12);
  expect(bytesOf(3, 2.5)).toBe(8);
});

test('the tier writes every checkpoint within its time, and one block fewer would not', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.integer({ min: 1_000, max: 100_000_000 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      (gigabytes, interval, mostLostShare) => {
        const sizeBytes = gigabytes * 1e9;
        const plan = tier({ sizeBytes, intervalMilliseconds: interval, mostLostShare });
        const { withinMilliseconds = 0, writeSeconds = 0, lostShare = 0 } = plan.checkpoint ?? {};
        const secondsWith = (blocks: number): number => sizeBytes / (blocks * 20e9);
        expect(writeSeconds).toBeLessThanOrEqual((withinMilliseconds / 1_000) * (1 + 1e-9));
        expect(lostShare).toBeLessThanOrEqual(mostLostShare * (1 + 1e-9));
        expect(plan.blocks === 1 || secondsWith(plan.blocks - 1) > withinMilliseconds / 1_000).toBe(true);
      },
    ),
  );
});

function messageOf(input: CheckpointInput, blocks?: number): string {
  try {
    tier(input, blocks);
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
  return 'nothing thrown';
}

test('fails on numbers of a checkpoint that are wrong, all at once', () => {
  expect(
    messageOf({ sizeBytes: 0.5, writeWithinMilliseconds: 0, bytesPerParameter: Number.NaN, mostLostShare: 1.01 }).split(
      '\n',
    ),
  ).toEqual([
    '4 problems [design/several]',
    "- storage 'scratch': checkpoint: 'sizeBytes' is 0.5; give a whole number of 1 or more [storage/invalid-number]",
    "- storage 'scratch': checkpoint: 'writeWithinMilliseconds' is 0; give a whole number of 1 or more [storage/invalid-number]",
    "- storage 'scratch': checkpoint: 'bytesPerParameter' is NaN; give a number above 0 [storage/invalid-number]",
    "- storage 'scratch': checkpoint: 'mostLostShare' is 1.01; give a share above 0 and up to 1, such as 0.05 [storage/invalid-number]",
  ]);
});

test('fails on a share of the interval that is less than a millisecond', () => {
  expect(messageOf({ sizeBytes: 1, intervalMilliseconds: 10, mostLostShare: 0.05 })).toBe(
    "storage 'scratch': checkpoint: 5 % of 10 ms is less than 1 ms; raise 'mostLostShare' or 'interval' [storage/checkpoint-time]",
  );
});

test('a checkpoint that is written within the interval to the millisecond is accepted', () => {
  const times = { writeWithinMilliseconds: HOUR, intervalMilliseconds: HOUR };
  expect(messageOf({ sizeBytes: TB, ...times, mtbfMilliseconds: HOUR + 1 })).toBe('nothing thrown');
  expect(messageOf({ sizeBytes: TB, ...times, mtbfMilliseconds: HOUR })).toContain('[storage/checkpoint-over-mtbf]');
  expect(messageOf({ sizeBytes: TB, ...times, writeWithinMilliseconds: HOUR + 1 })).toContain(
    '[storage/checkpoint-over-interval]',
  );
});

test('a share of an interval above the mean time between failures is accepted where the writing is shorter', () => {
  const times = { intervalMilliseconds: 30 * MINUTE, mtbfMilliseconds: 20 * MINUTE };
  expect(messageOf({ sizeBytes: TB, ...times, mostLostShare: 0.1 })).toBe('nothing thrown');
  expect(messageOf({ sizeBytes: TB, ...times })).toBe(
    "storage 'scratch': checkpoint: it may take 30 min, and the job fails every 20 min in the mean: it would seldom be finished; lower 'writeWithin' or 'interval' below 'mtbf' [storage/checkpoint-over-mtbf]",
  );
});
