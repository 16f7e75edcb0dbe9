import type { PeakShare } from '../model/placement-plan';
import type { Power } from '../units/power';
import type { PropNames } from './check-props';

/** Draws of one system beside its nameplate, at its input. Each is also known by the cluster's catalogue entry where that states it. */
export interface PowerFiguresProps {
  /**
   * Short peak of the electrical design point (EDPp); it may be above the nameplate.
   *
   * @default - by the catalogue's peak of direct current and `shelfEfficiency`, or not known
   */
  readonly peak?: Power;
  /**
   * Thermal design power.
   *
   * @default - by the catalogue's design power of direct current and `shelfEfficiency`, or not known
   */
  readonly tdp?: Power;
  /**
   * Draw as measured under load.
   *
   * @default - the catalogue's measured draw, else its typical one, or not known
   */
  readonly measured?: Power;
  /**
   * Draw at rest.
   *
   * @default - not known
   */
  readonly idle?: Power;
}

/** Props of a `GpuCluster` about power beside the draw of a system. */
export interface GpuPowerProps {
  /**
   * Draws of one system by other figures than its nameplate.
   *
   * @default - what the catalogue states
   */
  readonly figures?: PowerFiguresProps;
  /**
   * Cap that each system is held to, as by a power profile (Max-Q): its figure `capped`. The circuits still count its nameplate, save where the site's
   * `loadFigure` is `capped`.
   *
   * @default - systems are not capped
   */
  readonly powerCap?: Power;
  /**
   * Output over input of the power shelves of a system that is a whole rack: it turns its figures of direct current into draws at the input.
   *
   * @default - not known: figures of direct current are not converted
   */
  readonly shelfEfficiency?: number;
  /**
   * Supplies of each power shelf that are held in reserve: 1 for N+1 in the shelf.
   *
   * @default 0
   */
  readonly shelfSpares?: number;
  /**
   * Supplies (or power shelves) of one system on each feed of its zone, by the feed's name: `{ A: 3, B: 3 }`. Together they are all that it has.
   *
   * @default - in turn over the feeds
   */
  readonly psuFeeds?: Readonly<Record<string, number>>;
  /**
   * Highest share of the nameplate that all systems of the cluster draw together, with its source: `peakShares.POLCA_TRAINING`, or one's own meters.
   *
   * @default - the whole nameplate
   */
  readonly expectedPeak?: PeakShare;
  /**
   * When its systems are shed in demand response: 1 sheds first.
   *
   * @default - they are never shed
   */
  readonly shedPriority?: number;
}

/** Names of the props of `PowerFiguresProps`. */
export const POWER_FIGURE_NAMES: PropNames<PowerFiguresProps> = {
  peak: 'optional',
  tdp: 'optional',
  measured: 'optional',
  idle: 'optional',
};

/** Names of the props of `GpuPowerProps`. */
export const GPU_POWER_NAMES: PropNames<GpuPowerProps> = {
  figures: 'optional',
  powerCap: 'optional',
  shelfEfficiency: 'optional',
  shelfSpares: 'optional',
  psuFeeds: 'optional',
  expectedPeak: 'optional',
  shedPriority: 'optional',
};
