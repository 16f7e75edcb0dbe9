import { DesignError, DesignErrors } from '../../../errors/design-error';
import { devicesByName, type PeakShare } from '../../../model/placement-plan';
import type { PowerZonePlan } from '../../../model/power-plan';
import type { SitePlan } from '../../../model/site-plan';
import { present } from '../../../units/present';

/** What a cap is judged from. */
export interface CapInput {
  /** Power that the systems may take together, W. */
  readonly limitWatts: number;
  /** Draw of one system without a cap, W. */
  readonly systemWatts: number;
  /** Draw of one system under the cap, W. */
  readonly cappedWatts: number;
  /** GPUs of one system. */
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

const POLCA = 'POLCA, ASPLOS 2024 (arXiv 2308.12908): one row of 40 DGX A100 servers, six weeks';

const GOOGLE =
  'Fan, Weber, Barroso: Power Provisioning for a Warehouse-sized Computer, ISCA 2007: a cluster of CPU servers';

/**
 * Published peaks of many systems over what was provisioned for them. Each holds for the machines that it was measured on; for others it is an
 * assumption to acknowledge, and one's own meters are better.
 */
export const peakShares = {
  /** 97 %: jobs of training peak together, so that next to nothing can be over-subscribed. */
  POLCA_TRAINING: { share: 0.97, source: `${POLCA}, training` },
  /** 79 %. */
  POLCA_INFERENCE: { share: 0.79, source: `${POLCA}, inference` },
  /** 93 %: the smaller end of the published gap of 7 to 16 %. */
  GOOGLE_CLUSTER_HIGH: { share: 0.93, source: `${GOOGLE}, gap of 7 %` },
  /** 84 %: the larger end of it. */
  GOOGLE_CLUSTER_LOW: { share: 0.84, source: `${GOOGLE}, gap of 16 %` },
} as const satisfies Readonly<Record<string, PeakShare>>;

/** What a zone is judged by: its limit and its scheme. */
type Capable = Pick<PowerZonePlan, 'feeds' | 'redundancy' | 'limitWatts'>;

/** Feeds of a zone that carry its load when it keeps its promise: one of redundancy N, else all but the one that may be lost. */
export function carryingFeeds({ feeds, redundancy }: Pick<Capable, 'feeds' | 'redundancy'>): number {
  return redundancy === 'N' ? 1 : Math.max(feeds.length - 1, 1);
}

/** Load that a zone may carry and keep its promise, W: the limits of the feeds that are left after a loss. */
export function zoneCapacityWatts(zone: Capable): number {
  return zone.limitWatts * carryingFeeds(zone);
}

/** Systems of one expected peak in a zone. */
export interface ExpectedPart {
  /** Draw by nameplate, W. */
  readonly nameplateWatts: number;
  /** Expected highest draw of all of them together, W, rounded up. */
  readonly expectedWatts: number;
  /** Absent: no peak is stated, and the nameplate stands. */
  readonly peak?: PeakShare;
}

/** A zone that may be promised more than it can carry, since not all peaks at once. */
export interface Oversubscription {
  readonly zone: string;
  /** Construct path. */
  readonly path: string;
  /** What it may carry and survive a loss, W. */
  readonly capacityWatts: number;
  readonly nameplateWatts: number;
  /** Nameplate over capacity; above 1 the zone is over-subscribed. */
  readonly ratio: number;
  /** Expected peak of all in the zone, W. */
  readonly expectedWatts: number;
  /** By peak, sorted by its source; what states no peak last. */
  readonly parts: readonly ExpectedPart[];
}

/**
 * What zones are promised by nameplate, against what they can carry and what is expected at the worst, in order of the zones.
 *
 * The expected peak is the sum of nameplate x stated share; what states none counts whole. A share of a group holds for all of it together, never for one
 * system. Tenants' blocks count at their own figure.
 */
export function oversubscription({ power, placement, devices }: SitePlan): Oversubscription[] {
  const byName = devicesByName(devices);
  const parts = new Map<string, Map<string, { peak: PeakShare | undefined; watts: number }>>();
  for (const rack of placement.racks) {
    const ofZone = parts.get(rack.zone) ?? new Map<string, { peak: PeakShare | undefined; watts: number }>();
    parts.set(rack.zone, ofZone);
    for (const { name } of rack.devices) {
      const device = byName.get(name);
      if (device === undefined || device.kind === 'panel') continue;
      const { maxWatts, expectedPeak } = device;
      const key = expectedPeak === undefined ? '' : `${expectedPeak.source}|${expectedPeak.share}`;
      const known = ofZone.get(key);
      if (known === undefined) ofZone.set(key, { peak: expectedPeak, watts: maxWatts });
      else known.watts += maxWatts;
    }
  }
  return power.zones.map((zone): Oversubscription => {
    const own = [...(parts.get(zone.name) ?? [])].sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1));
    const tenants = zone.tenantWatts ?? 0;
    const list = own.map(([, { peak, watts }]) => partOf(watts, peak));
    if (tenants > 0) list.push(partOf(tenants, undefined));
    const sum = (key: 'nameplateWatts' | 'expectedWatts'): number => list.reduce((total, part) => total + part[key], 0);
    const capacityWatts = zoneCapacityWatts(zone);
    const nameplateWatts = sum('nameplateWatts');
    return {
      zone: zone.name,
      path: zone.path,
      capacityWatts,
      nameplateWatts,
      ratio: nameplateWatts / capacityWatts,
      expectedWatts: sum('expectedWatts'),
      parts: list,
    };
  });
}

function partOf(nameplateWatts: number, peak: PeakShare | undefined): ExpectedPart {
  // A product such as 0.07 x 100 lies a little above the whole number that it is.
  const expectedWatts = peak === undefined ? nameplateWatts : Math.ceil(nameplateWatts * peak.share - 1e-6);
  return { nameplateWatts, expectedWatts, ...present({ peak }) };
}
