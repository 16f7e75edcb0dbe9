import { DesignError, DesignErrors } from '../../../errors/design-error';

/** What a cap is judged from. */
export interface CapInput {
  /** Power that the systems may take together, W. */
  readonly limitWatts: number;
  /** Draw of one system without a cap, W. */
  readonly systemWatts: number;
  /** Draw of one system under the cap, W. */
  readonly cappedWatts: number;
  readonly gpusPerSystem: number;
  /** Work of a system under the cap over that without, above 0 and up to 1. Default: not known, and the work of all is left out. */
  readonly performance?: number;
}

/** What a cap gives in a power-limited site. */
export interface CappedGain {
  readonly systems: number;
  readonly cappedSystems: number;
  readonly gpusGained: number;
  /** GPUs gained for each megawatt of the limit. */
  readonly gpusGainedPerMegawatt: number;
  /** Power that is left over without and with the cap, W. */
  readonly spareWatts: number;
  readonly cappedSpareWatts: number;
  /** Work of all capped systems over that of all uncapped ones. Absent: `performance` is not known, or no system runs without a cap. */
  readonly workRatio?: number;
}

const WATTS_PER_MEGAWATT = 1_000_000;

/**
 * What a cap of each system gives where power is what runs out: more systems under the same limit. Whole systems only, on both sides.
 *
 * @throws DesignError `power/bad-cap`
 */
export function cappedGain(input: CapInput): CappedGain {
  checkCap(input);
  const { limitWatts, systemWatts, cappedWatts, gpusPerSystem, performance } = input;
  const systems = Math.floor(limitWatts / systemWatts);
  const cappedSystems = Math.floor(limitWatts / cappedWatts);
  const gpusGained = (cappedSystems - systems) * gpusPerSystem;
  return {
    systems,
    cappedSystems,
    gpusGained,
    gpusGainedPerMegawatt: gpusGained / (limitWatts / WATTS_PER_MEGAWATT),
    spareWatts: limitWatts - systems * systemWatts,
    cappedSpareWatts: limitWatts - cappedSystems * cappedWatts,
    ...(performance === undefined || systems === 0 ? {} : { workRatio: (cappedSystems * performance) / systems }),
  };
}

function checkCap({ limitWatts, systemWatts, cappedWatts, gpusPerSystem, performance }: CapInput): void {
  const errors: DesignError[] = [];
  const refuse = (problem: string, remedy: string): void => {
    errors.push(new DesignError('power/bad-cap', { problem: `gain of a cap: ${problem}`, remedy }));
  };
  for (const [name, value] of Object.entries({ limitWatts, systemWatts, cappedWatts, gpusPerSystem })) {
    if (!Number.isSafeInteger(value) || value < 1) refuse(`'${name}' is ${value}`, 'give a whole number of at least 1');
  }
  if (cappedWatts > systemWatts) {
    refuse(`'cappedWatts' of ${cappedWatts} is above 'systemWatts' of ${systemWatts}`, 'give a cap below the draw');
  }
  if (performance !== undefined && !(performance > 0 && performance <= 1)) {
    refuse(`'performance' is ${performance}`, 'give a share above 0 and up to 1, such as 0.97');
  }
  DesignErrors.throwAll(errors);
}
