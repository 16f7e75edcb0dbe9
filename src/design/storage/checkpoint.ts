import { CheckpointInput, CheckpointLimit, CheckpointPlan } from '../../model/storage-plan';
import { amountText } from './amount-text';

/** Demand of checkpoints, before the tier is sized. */
export type CheckpointDemand = Omit<
  CheckpointPlan,
  'writeSeconds' | 'intervalSeconds' | 'lostShare' | 'mtbfSeconds' | 'youngDalySeconds'
>;

const MILLISECONDS = 1_000;

const BITS = 8;

/** What checkpoints ask of a tier. The input is checked. */
export function checkpointDemand(input: CheckpointInput): CheckpointDemand {
  const { kept } = input;
  const size = sizeOf(input);
  const limit = checkpointTime(input);
  return {
    sizeBytes: size.bytes,
    sizeBecause: size.because,
    withinMilliseconds: limit.milliseconds,
    limitedBy: limit.by,
    withinBecause: limit.because,
    demandBitsPerSecond: rateFor(size.bytes, limit.milliseconds),
    ...(kept === undefined ? {} : { kept, keptBytes: kept * size.bytes }),
  };
}

/**
 * What checkpoints cost with a tier of this write rate.
 *
 * The best interval is that of Young and Daly, `sqrt(2 * delta * MTBF)` for a checkpoint that is written in delta: it holds where delta is small against
 * the mean time between failures, and counts the work from the end of one checkpoint to the start of the next.
 *
 * @see https://doi.org/10.1016/j.future.2004.11.016
 */
export function planCheckpoint(
  demand: CheckpointDemand,
  { intervalMilliseconds, mtbfMilliseconds }: CheckpointInput,
  writeBitsPerSecond: number,
): CheckpointPlan {
  const writeSeconds = (demand.sizeBytes * BITS) / writeBitsPerSecond;
  const plan: CheckpointPlan = { ...demand, writeSeconds };
  const intervalSeconds = intervalMilliseconds === undefined ? undefined : intervalMilliseconds / MILLISECONDS;
  const mtbfSeconds = mtbfMilliseconds === undefined ? undefined : mtbfMilliseconds / MILLISECONDS;
  return {
    ...plan,
    ...(intervalSeconds === undefined ? {} : { intervalSeconds, lostShare: writeSeconds / intervalSeconds }),
    ...(mtbfSeconds === undefined
      ? {}
      : { mtbfSeconds, youngDalySeconds: youngDalySeconds(writeSeconds, mtbfSeconds) }),
  };
}

/** Best work between two checkpoints by Young and Daly, first order: `sqrt(2 * delta * MTBF)`. */
export function youngDalySeconds(writeSeconds: number, mtbfSeconds: number): number {
  return Math.sqrt(2 * writeSeconds * mtbfSeconds);
}

/** Bytes of one checkpoint. */
export function checkpointBytes({ sizeBytes, modelParameters = 0, bytesPerParameter = 0 }: CheckpointInput): number {
  // Rounded away from binary dust first: 2.1 B x 10^12 are 2.1 TB and not a byte more.
  return sizeBytes ?? Math.ceil(Number((modelParameters * bytesPerParameter).toPrecision(15)));
}

function sizeOf(input: CheckpointInput): { readonly bytes: number; readonly because: string } {
  const bytes = checkpointBytes(input);
  const { sizeBytes, modelParameters = 0, bytesPerParameter = 0 } = input;
  return {
    bytes,
    because:
      sizeBytes === undefined
        ? `${amountText.count(modelParameters)} parameters x ${amountText.count(bytesPerParameter)} B = ${amountText.bytes(bytes)}`
        : amountText.bytes(bytes),
  };
}

/** Longest time in which a checkpoint may be written, and what sets it. */
interface CheckpointTime {
  readonly by: CheckpointLimit;
  readonly milliseconds: number;
  readonly because: string;
}

/** The shortest of the times that are allowed; of equal ones the first. At least one is given. */
export function checkpointTime(input: CheckpointInput): CheckpointTime {
  const { writeWithinMilliseconds, intervalMilliseconds, mostLostShare } = input;
  const limits: CheckpointTime[] = [];
  if (writeWithinMilliseconds !== undefined) {
    const because = `'writeWithin' ${amountText.milliseconds(writeWithinMilliseconds)}`;
    limits.push({ by: 'writeWithin', milliseconds: writeWithinMilliseconds, because });
  }
  if (intervalMilliseconds !== undefined) {
    const interval = amountText.milliseconds(intervalMilliseconds);
    if (mostLostShare === undefined) {
      limits.push({ by: 'interval', milliseconds: intervalMilliseconds, because: `'interval' ${interval}` });
    } else {
      // Rounded away from binary dust first: 0.07 x 300,000 ms are 21,000 ms and not 20,999.
      const milliseconds = Math.floor(Number((intervalMilliseconds * mostLostShare).toPrecision(12)));
      const because = `${amountText.percent(mostLostShare)} of 'interval' ${interval} = ${amountText.milliseconds(milliseconds)}`;
      limits.push({ by: 'mostLostShare', milliseconds, because });
    }
  }
  return limits.reduce((least, limit) => (limit.milliseconds < least.milliseconds ? limit : least));
}

/** Least rate that carries so many bytes in the time, whole bit/s. */
function rateFor(bytes: number, milliseconds: number): number {
  const [bits, time] = [BigInt(bytes) * BigInt(BITS * MILLISECONDS), BigInt(milliseconds)];
  return Number((bits + time - 1n) / time);
}
