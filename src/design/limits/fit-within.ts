import { DesignError, DesignErrors } from '../../errors/design-error';

/** How many systems are to fit into what. */
export interface FitInput {
  /** Power of the whole site, W. */
  readonly siteWatts: number;
  /** Facility power over IT power, 1 or more. */
  readonly pue: number;
  /** IT power beside these systems, W: tenants, storage, networks. Default 0. */
  readonly otherWatts?: number;
  /** Draw of one system, W. */
  readonly systemWatts: number;
  readonly gpusPerSystem: number;
}

/** What fits. */
export interface Fit {
  /** Power for IT, W. */
  readonly itWatts: number;
  readonly systems: number;
  readonly gpus: number;
}

/**
 * How many systems a site's power takes: what PUE leaves for IT, less the rest of IT, by the draw of one system, rounded down.
 *
 * @throws DesignError `limits/bad-fit`
 */
export function fitWithin({ siteWatts, pue, otherWatts = 0, systemWatts, gpusPerSystem }: FitInput): Fit {
  DesignErrors.throwAll([
    ...refusal('siteWatts', siteWatts, siteWatts > 0, 'give a power above 0'),
    ...refusal('pue', pue, pue >= 1, 'give 1 or more: facility power over IT power'),
    ...refusal('otherWatts', otherWatts, otherWatts >= 0, 'give 0 or more'),
    ...refusal('systemWatts', systemWatts, systemWatts > 0, 'give a power above 0'),
    ...refusal('gpusPerSystem', gpusPerSystem, gpusPerSystem >= 1, 'give 1 or more'),
  ]);
  const itWatts = Math.floor(siteWatts / pue);
  const systems = Math.max(0, Math.floor((itWatts - otherWatts) / systemWatts));
  return { itWatts, systems, gpus: systems * gpusPerSystem };
}

function refusal(field: string, value: number, isGood: boolean, remedy: string): DesignError[] {
  if (isGood && Number.isFinite(value)) return [];
  return [
    new DesignError('limits/bad-fit', {
      problem: `systems within a power: '${field}' is ${value}`,
      remedy,
      object: field,
      value: String(value),
    }),
  ];
}
