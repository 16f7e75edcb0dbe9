import type { SitePlan } from '../../../model/site-plan';
import type { PeakShare } from '../../../model/placement-plan';
import { present } from '../../../units/present';
import { zoneCapacityWatts } from './capped-gain';

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
  const byName = new Map(devices.map((device) => [device.name, device]));
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
