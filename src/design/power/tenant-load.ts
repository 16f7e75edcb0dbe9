/**
 * A block of racks of somebody else in the site: known by its figures alone. It takes power, cooling, floor and phases, and has no devices.
 */
export interface TenantLoadInput {
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Rack positions that it takes: all of its rows together hold at least as many. */
  readonly racks: number;
  /** Rows that it takes whole, as `<hall>/<row>`; no device of the site stands there. */
  readonly rows: readonly string[];
  /** Draw of all its racks at their inputs, W. */
  readonly loadWatts: number;
  /** Share of its heat that goes into liquid, 0 to 1. */
  readonly liquidShare: number;
  /** Phase by whose date it is there. Absent: from the first day. */
  readonly phase?: string;
}
