import type { CheckpointInput } from '../../model/storage-plan';
import type { DataSize } from '../../units/data-size';
import type { Duration } from '../../units/duration';
import { present } from '../../units/present';

/**
 * Checkpoints of the largest training job of a `StorageTier`. The job waits while one is written. Give `size`, or `modelParameters` and `bytesPerParameter`;
 * and `writeWithin`, or `interval`, or both.
 */
export interface CheckpointProps {
  /**
   * Data of one checkpoint, of all ranks together.
   *
   * @default - `modelParameters` times `bytesPerParameter`
   */
  readonly size?: DataSize;
  /**
   * Parameters of the model; of a mixture of experts those of all experts, and not only the active ones.
   *
   * @default - `size` is given
   */
  readonly modelParameters?: number;
  /**
   * Bytes that a checkpoint keeps for each parameter: its weights, master weights and the state of the optimiser, each once. The training framework
   * decides it; gradients and activations are not kept.
   *
   * @default - `size` is given
   */
  readonly bytesPerParameter?: number;
  /**
   * Longest time in which one is written.
   *
   * @default - `mostLostShare` of `interval`, or the whole of `interval`
   */
  readonly writeWithin?: Duration;
  /**
   * Time from the start of one to the start of the next.
   *
   * @default - not known, and so is the share of time that is lost
   */
  readonly interval?: Duration;
  /**
   * Highest share of `interval` that may go into writing, above 0 and up to 1.
   *
   * @default - the share that `writeWithin` is of `interval`
   */
  readonly mostLostShare?: number;
  /**
   * Mean time between failures that stop the job, for the interval of Young and Daly.
   *
   * @default - that interval is not computed
   */
  readonly mtbf?: Duration;
  /**
   * Checkpoints that lie on the tier at once. Their space must fit into the capacity; it is not added to `capacity`, which counts all that is stored.
   *
   * @default - their space is not asked for
   */
  readonly kept?: number;
}

/** What the engine takes for the checkpoints of a tier. */
export function checkpointInput(props: CheckpointProps): CheckpointInput {
  const { size, modelParameters, bytesPerParameter, writeWithin, interval, mostLostShare, mtbf, kept } = props;
  return present({
    sizeBytes: size?.inBytes,
    modelParameters,
    bytesPerParameter,
    writeWithinMilliseconds: writeWithin?.inMilliseconds,
    intervalMilliseconds: interval?.inMilliseconds,
    mostLostShare,
    mtbfMilliseconds: mtbf?.inMilliseconds,
    kept,
  });
}
