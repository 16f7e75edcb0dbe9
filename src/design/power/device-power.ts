import type { PeakShare } from './flexibility/peak-share';
import type { PowerShelves } from './rack/power-shelves';

/** What is known of a device's power beside its draw and its supplies. */
export interface DevicePower {
  /** Shelves that turn its input into direct current, of a system that is a whole rack. Default: not known, or it has none. */
  readonly shelves?: PowerShelves;
  /** Highest share of the nameplate that all devices of its kind draw together. Default: their whole nameplate. */
  readonly expectedPeak?: PeakShare;
  /** When it is shed, from 1; 1 sheds first. Default: it is never shed. */
  readonly shedPriority?: number;
}
