import { DesignError } from '../../errors/design-error';
import { wholeNumberError } from '../placement/whole-number';
import { amountText } from './amount-text';
import { checkpointBytes, checkpointTime } from './checkpoint';
import { type CheckpointInput } from '../../model/storage-plan';

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
