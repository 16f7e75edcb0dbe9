import { DesignError, wholeNumberError } from '../../errors/design-error';
import type { CheckpointInput, CheckpointLimit, CheckpointPlan } from '../../model/storage-plan';
import { DataRate, DataSize } from '../../units/data';
import { Duration } from '../../units/duration';

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
function checkpointBytes({ sizeBytes, modelParameters = 0, bytesPerParameter = 0 }: CheckpointInput): number {
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
function checkpointTime(input: CheckpointInput): CheckpointTime {
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

/** More bytes than a number holds exactly. */
const MOST_BYTES = Number.MAX_SAFE_INTEGER;

/**
 * What is wrong with the checkpoints of a tier: `storage/invalid-number`, `storage/checkpoint-size`, `storage/checkpoint-time`,
 * `storage/checkpoint-over-interval`, `storage/checkpoint-over-mtbf`.
 *
 * @param owner - whose they are, in the words of a message: `storage 'scratch'`
 */
export function checkpointErrors(owner: string, input: CheckpointInput): readonly DesignError[] {
  const errors = numberErrors(`${owner}: checkpoint`, input);
  return errors.length > 0 ? errors : [...sizeErrors(owner, input), ...timeErrors(owner, input)];
}

function numberErrors(owner: string, input: CheckpointInput): readonly DesignError[] {
  const { bytesPerParameter, mostLostShare, ...whole } = input;
  const code = 'storage/invalid-number';
  const errors = Object.entries(whole).flatMap(([field, value]: [string, number | undefined]) => {
    const error = value === undefined ? undefined : wholeNumberError({ code, owner, field, value, least: 1 });
    return error === undefined ? [] : [error];
  });
  if (bytesPerParameter !== undefined && !(Number.isFinite(bytesPerParameter) && bytesPerParameter > 0)) {
    errors.push(
      new DesignError(code, {
        problem: `${owner}: 'bytesPerParameter' is ${String(bytesPerParameter)}`,
        remedy: 'give a number above 0',
        object: owner,
        value: String(bytesPerParameter),
        limit: '0',
      }),
    );
  }
  if (mostLostShare !== undefined && !(mostLostShare > 0 && mostLostShare <= 1)) {
    errors.push(
      new DesignError(code, {
        problem: `${owner}: 'mostLostShare' is ${String(mostLostShare)}`,
        remedy: 'give a share above 0 and up to 1, such as 0.05',
        object: owner,
        value: String(mostLostShare),
        limit: '1',
      }),
    );
  }
  return errors;
}

function sizeErrors(owner: string, input: CheckpointInput): readonly DesignError[] {
  const { sizeBytes, modelParameters, bytesPerParameter } = input;
  const remedy = "give 'size', or 'modelParameters' and 'bytesPerParameter'";
  const code = 'storage/checkpoint-size';
  const wrong = (problem: string): DesignError[] => [
    new DesignError(code, { problem: `${owner}: checkpoint: ${problem}`, remedy, object: owner }),
  ];
  const ofModel = [modelParameters, bytesPerParameter].filter((part) => part !== undefined).length;
  if (sizeBytes !== undefined && ofModel > 0) return wrong('its size is given twice, by itself and by the model');
  if (sizeBytes === undefined && ofModel < 2) return wrong('its size is not known');
  const bytes = checkpointBytes(input);
  const kept = input.kept ?? 1;
  if (bytes * kept <= MOST_BYTES) return [];
  return [
    new DesignError(code, {
      problem: `${owner}: checkpoint: ${kept} x ${bytes} B are more than is counted exactly, ${MOST_BYTES} B`,
      remedy: 'check its size and how many are kept',
      object: owner,
      value: `${bytes * kept} B`,
      limit: `${MOST_BYTES} B`,
    }),
  ];
}

function timeErrors(owner: string, input: CheckpointInput): readonly DesignError[] {
  const { writeWithinMilliseconds, intervalMilliseconds, mostLostShare, mtbfMilliseconds } = input;
  const wrong = (code: string, problem: string, remedy: string): DesignError =>
    new DesignError(code, { problem: `${owner}: checkpoint: ${problem}`, remedy, object: owner });
  const inWords = amountText.milliseconds;
  if (mostLostShare !== undefined && intervalMilliseconds === undefined) {
    return [
      wrong(
        'storage/checkpoint-time',
        "'mostLostShare' is a share of an interval that is not given",
        "give 'interval'",
      ),
    ];
  }
  if (writeWithinMilliseconds === undefined && intervalMilliseconds === undefined) {
    return [wrong('storage/checkpoint-time', 'the time to write one is not known', "give 'writeWithin' or 'interval'")];
  }
  const errors: DesignError[] = [];
  if (
    writeWithinMilliseconds !== undefined &&
    intervalMilliseconds !== undefined &&
    writeWithinMilliseconds > intervalMilliseconds
  ) {
    errors.push(
      wrong(
        'storage/checkpoint-over-interval',
        `'writeWithin' is ${inWords(writeWithinMilliseconds)}, and the next one starts after ${inWords(intervalMilliseconds)}`,
        "lower 'writeWithin' to the interval or less, or raise 'interval'",
      ),
    );
  }
  if (intervalMilliseconds !== undefined && mostLostShare !== undefined && intervalMilliseconds * mostLostShare < 1) {
    errors.push(
      wrong(
        'storage/checkpoint-time',
        `${amountText.percent(mostLostShare)} of ${inWords(intervalMilliseconds)} is less than 1 ms`,
        "raise 'mostLostShare' or 'interval'",
      ),
    );
  }
  const { milliseconds: longest } = checkpointTime(input);
  if (mtbfMilliseconds !== undefined && longest >= mtbfMilliseconds && errors.length === 0) {
    errors.push(
      wrong(
        'storage/checkpoint-over-mtbf',
        `it may take ${inWords(longest)}, and the job fails every ${inWords(mtbfMilliseconds)} in the mean: it would seldom be finished`,
        "lower 'writeWithin' or 'interval' below 'mtbf'",
      ),
    );
  }
  return errors;
}

/** Amounts of a storage plan as text for people. */
export const amountText = {
  bytes: (amount: number): string => DataSize.bytes(amount).toString(),
  /** In gigabytes, as vendors of storage print rates. */
  rate: (bitsPerSecond: number): string => DataRate.bitsPerSecond(bitsPerSecond).formatIn('GB/s'),
  milliseconds: (amount: number): string => Duration.milliseconds(amount).toString(),
  files: (amount: number): string => `${grouped(amount)} files`,
  operations: (amount: number): string => `${grouped(amount)} operations/s`,
  count: grouped,
  percent: (share: number): string => `${grouped(share * 100)} %`,
};

/** Commas between thousands; three decimals at most. */
function grouped(amount: number): string {
  const [whole = '', decimals] = String(Math.round(amount * 1_000) / 1_000).split('.');
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? digits : `${digits}.${decimals}`;
}
