import type { LimitLevel } from '../limits/limits-plan';
import type { SiteMoves } from '../site/check-moves';
import type { SiteTotals } from '../../model/site-plan';

/** An amount before and after a change. */
export interface Change {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  /** Unit of both, `W` or a count's noun. */
  readonly unit: string;
}

/** A level of limits before and after. Absent: it was not there, or is not any more. */
export interface LimitChange {
  readonly domain: LimitLevel['domain'];
  readonly level: string;
  readonly before?: LimitLevel;
  readonly after?: LimitLevel;
}

/** Cables of one fabric, or of a converged pair: by label. */
export interface CableChange {
  readonly fabric: string;
  readonly added: number;
  readonly removed: number;
  readonly moved: number;
}

/** What a change of the program does to a site. */
export interface SiteChanges {
  readonly site: string;
  readonly totals: readonly (Change & { readonly name: keyof SiteTotals })[];
  /** Load of each zone and node of the power chain that changes, W. */
  readonly loads: readonly Change[];
  readonly limits: readonly LimitChange[];
  readonly devicesAdded: readonly string[];
  readonly devicesRemoved: readonly string[];
  readonly cables: readonly CableChange[];
  readonly moves: SiteMoves;
  /** Lines of the bill whose quantity changes. */
  readonly bill: readonly Change[];
}
