import type { DesignCountry, DesignRedundancy, SystemFigures } from './design-figures';

/** A form of a site: how many systems stand in a full hall. */
export interface DesignForm {
  /** Systems of a full hall. */
  readonly hallSystems: number;
  /** Power zones of a full hall, beside that of its network. */
  readonly hallZones: number;
  readonly halls: number;
  /** Systems of the whole site, by dry runs of its halls. */
  readonly systems: number;
}

/** What stops one system more. */
export interface DesignBinding {
  /** Rule that fails first. */
  readonly rule: string;
  readonly what: string;
  /** Power of the contract that is left, W. */
  readonly leftWatts: number;
  /** What one more system draws at the supply, with all that comes with it, W. */
  readonly nextWatts: number;
  /** Systems of the last hall. */
  readonly lastHall: number;
}

/** What the next of something adds. */
export interface DesignNext {
  /** Systems that a megawatt of contract more takes. */
  readonly systemsPerMegawatt: number;
  /** GPUs of these. */
  readonly gpusPerMegawatt: number;
  /** Systems of one more row, and what they draw at the supply, W. */
  readonly rowSystems: number;
  readonly rowWatts: number;
  /** Systems that one more leaf of each rail connects: a scalable unit; and its leaves. */
  readonly unitSystems: number;
}

/** A site that was designed. */
export interface DesignAnswer {
  /** The site file, YAML. */
  readonly siteFile: string;
  readonly system: string;
  readonly country: DesignCountry;
  readonly redundancy: DesignRedundancy;
  readonly contractWatts: number;
  /** What it draws at the supply on the hottest day, W. */
  readonly drawWatts: number;
  /** What its racks draw, W. */
  readonly itWatts: number;
  readonly systems: number;
  readonly gpus: number;
  readonly racks: number;
  readonly switches: number;
  /** Systems of each hall. */
  readonly halls: readonly number[];
  readonly form: DesignForm;
  /** The form that was second. Absent: there was none. */
  readonly runnerUp?: DesignForm;
  readonly binding: DesignBinding;
  readonly next: DesignNext;
  /** Findings of the plan that are warnings, and what is not known. */
  readonly warnings: number;
  readonly notKnown: number;
  /** What of the country and the system no source states; what is assumed of the site stands in its file. */
  readonly assumed: readonly string[];
  /** How often a site was planned. */
  readonly dryRuns: number;
}

/** What the next megawatt, row and unit add. */
export function nextStep(
  system: SystemFigures,
  { rowRacks, wattsEach }: { readonly rowRacks: number; readonly wattsEach: number },
): DesignNext {
  const systems = 1e6 / wattsEach;
  const rowSystems = rowRacks * system.perRack;
  return {
    systemsPerMegawatt: Math.round(systems * 100) / 100,
    gpusPerMegawatt: Math.floor(systems * system.gpus),
    rowSystems,
    rowWatts: Math.round(rowSystems * wattsEach),
    unitSystems: system.unit,
  };
}
