import type { PowerChainPlan } from './chain/power-chain-plan';
import type { ContinuityPlan } from './supply/continuity-plan';
import type { LoadFigure } from './load-figure';
import type { RackFeedSpec } from './rack/rack-feed-spec';
import type { TenantLoadInput } from './tenant-load';

/**
 * Redundancy of a zone's sources. `N`: one path; `N+1`: parallel sources behind one path, of which one may be lost; `2N`: two paths, each able to carry all;
 * `3N/2` and `4N/3`: three or four paths over which each device's supplies are spread, of which one may be lost.
 */
export const REDUNDANCY_SCHEMES = ['N', 'N+1', '2N', '3N/2', '4N/3'] as const;

/** Redundancy of a zone's sources. */
export type RedundancyScheme = (typeof REDUNDANCY_SCHEMES)[number];

/** A power zone: sources of one rating that share its racks. */
export interface PowerZoneInput {
  readonly name: string;
  readonly path: string;
  /** What one feed can carry, W. */
  readonly ratingWatts: number;
  /** Feed names, for example `A` and `B`. */
  readonly feeds: readonly string[];
  readonly redundancy: RedundancyScheme;
  /** Share of the rating that a continuous load may take, 0 to 1. */
  readonly limitShare: number;
  /** How a device's power supplies meet the feeds: `split` in turn over the feeds, or all behind a rack's `static-switch`, which moves them whole. */
  readonly rackFeed: 'split' | 'static-switch';
  /** Nodes of the power chain that feed each feed, by the feed's name, in order of preference. Absent: the feeds are where the chain begins. */
  readonly sources?: Readonly<Record<string, readonly string[]>>;
  /** What connects each rack to each feed. Absent: cords, breakers and lines are not planned. */
  readonly rackFeedSpec?: RackFeedSpec;
}

/** What a device does when a feed is lost: by healthy supplies against those needed. */
export type DeviceSurvival = 'full' | 'degraded' | 'down' | 'indeterminate';

/** Load of a feed. Watts. */
export interface FeedLoad {
  readonly feed: string;
  readonly normalWatts: number;
  /** Highest load when one other feed of the zone is lost. */
  readonly worstWatts: number;
}

/** Devices of one model after a feed is lost. */
export interface FeedLoss {
  readonly lost: string;
  readonly model: string;
  readonly devices: number;
  readonly survival: DeviceSurvival;
  /** Supplies that stay healthy, of those needed. */
  readonly healthyPsus?: number;
  readonly neededPsus?: number;
}

/** A zone with its loads. */
export interface PowerZonePlan extends PowerZoneInput {
  /** Rating times limit share. */
  readonly limitWatts: number;
  /** Load of all racks, W, tenants' blocks among them. */
  readonly loadWatts: number;
  /** Part of `loadWatts` that tenants' blocks draw, alike from all feeds that live. Absent: none. */
  readonly tenantWatts?: number;
  readonly racks: readonly string[];
  readonly feedLoads: readonly FeedLoad[];
  readonly losses: readonly FeedLoss[];
}

/** Power of a site. The load is the sum of the devices' draw by the figure of `basis`. */
export interface PowerPlan {
  readonly basis: LoadFigure;
  readonly zones: readonly PowerZonePlan[];
  readonly loadWatts: number;
  /** Chain above the feeds of zones. Absent: the site names no node. */
  readonly chain?: PowerChainPlan;
  /** How it comes through the loss of a source, and what swings of its jobs ask of the sources. Absent: the site names no node. */
  readonly continuity?: ContinuityPlan;
  /** Blocks of others in the site, in order of declaration. Absent: none. */
  readonly tenantLoads?: readonly TenantLoadInput[];
}
