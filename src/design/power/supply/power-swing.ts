/** A cluster whose systems swing together. */
export interface SwingCluster {
  readonly name: string;
  /** Construct path, which its systems carry. */
  readonly path: string;
  readonly gpusPerSystem: number;
}

/** A job whose systems rise and fall together, as in synchronous training. All of it is given by the user, or by figures of the systems. */
export interface PowerSwingInput {
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Clusters whose systems run the job. */
  readonly clusters: readonly SwingCluster[];
  /** Draw of one system at the bottom and at the top of the swing, W. */
  readonly lowWatts: number;
  readonly highWatts: number;
  /** Seconds from bottom to top without smoothing. Absent: not known. */
  readonly riseSeconds?: number;
  /** Smoothing of the systems. Absent: off. */
  readonly smoothing?: {
    /** Share of the top below which a system does not fall while the job runs. */
    readonly floorShare: number;
    /** Fastest change of one GPU, W/s. */
    readonly rampWattsPerSecondPerGpu: number;
  };
}

/** Step and ramp of a swing at the inputs of its systems. */
export interface SwingFigures {
  readonly stepWatts: number;
  /** Absent: how fast it rises is not known. */
  readonly rampWattsPerSecond?: number;
}

/**
 * Step and ramp of so many systems that swing together. Smoothing lifts the bottom to its floor and slows the change to its ramp.
 *
 * @param swing - the job
 * @param systems - systems that run it
 * @param gpus - their GPUs
 */
export function swingFigures(swing: PowerSwingInput, systems: number, gpus: number): SwingFigures {
  const { lowWatts, highWatts, riseSeconds, smoothing } = swing;
  if (smoothing === undefined) {
    const stepWatts = systems * (highWatts - lowWatts);
    return {
      stepWatts,
      ...(riseSeconds === undefined ? {} : { rampWattsPerSecond: Math.round(stepWatts / riseSeconds) }),
    };
  }
  const bottom = Math.max(lowWatts, Math.round(highWatts * smoothing.floorShare));
  return {
    stepWatts: systems * Math.max(0, highWatts - bottom),
    rampWattsPerSecond: Math.round(gpus * smoothing.rampWattsPerSecondPerGpu),
  };
}
