import type { PoolPurpose } from '../design/addressing/address-plan';
import type { DeviceKind } from '../design/placement/placement-plan';
import type { CableMedia } from '../design/cabling/cable-media';
import type { Rule } from '../policy/rule';
import type { Length } from '../units/length';
import type { Mass } from '../units/mass';
import type { Power } from '../units/power';
import type { Inventory } from './inventory';
import type { PatchingProps } from './patching-props';

/** Rack positions that are alike: what one of them holds at most. */
export interface RackProps {
  /** Model, as the bill of materials names it. */
  readonly model: string;
  /** Height in rack units, for example 48. */
  readonly units: number;
  /** Power that one rack may draw. */
  readonly power: Power;
  /**
   * Weight of what may stand in it.
   *
   * @default - weight is reported, not judged
   */
  readonly maxLoad?: Mass;
}

/** A row of racks. */
export interface RowProps {
  /** Letters, digits and hyphens, beginning with a letter: racks are named after it (`A01`). */
  readonly name: string;
  /** Number of rack positions. */
  readonly racks: number;
  /**
   * Kinds of device that stand here.
   *
   * @default - every kind
   */
  readonly accepts?: readonly DeviceKind[];
  /**
   * Rack of this row where it differs from the hall's.
   *
   * @default - the hall's `rack`
   */
  readonly rack?: RackProps;
}

/** A hall with its rows, from front to back. */
export interface HallProps {
  /** Unique in the site. */
  readonly name: string;
  /** Rack of each position, where its row names no other. */
  readonly rack: RackProps;
  /** Rows from front to back. */
  readonly rows: readonly RowProps[];
  /** Distance between the fronts of neighbouring rows. */
  readonly rowPitch: Length;
  /** Distance between the centres of neighbouring racks. */
  readonly rackPitch: Length;
  /** Height that a cable climbs from the top of a rack to the tray, at each end. */
  readonly riser: Length;
}

/** A way of cables between two halls, from tray to tray. */
export interface HallRouteProps {
  /** The two halls, in any order. */
  readonly halls: readonly [string, string];
  /** Length of the tray between them. */
  readonly length: Length;
}

/** A block of addresses. */
export interface AddressPoolProps {
  /** Unique in the site. */
  readonly name: string;
  /** Interfaces that take their addresses here. */
  readonly purpose: PoolPurpose;
  /** For example `10.20.0.0/22`. */
  readonly cidr: string;
  /**
   * VLAN of the block.
   *
   * @default - untagged
   */
  readonly vlan?: number;
  /**
   * Tenant it belongs to, for purpose `tenant`.
   *
   * @default - the operator's own
   */
  readonly tenant?: string;
}

/** How findings are judged. */
export interface PolicyProps {
  /**
   * Rules beside the built-in ones.
   *
   * @default - the built-in rules alone
   */
  readonly rules?: readonly Rule[];
  /**
   * Whether what cannot be judged stops a synthesis as an error does.
   *
   * @default false
   */
  readonly isStrict?: boolean;
  /**
   * Day of judgement as `YYYY-MM-DD`, against which the end dates of acknowledgements count. The clock is never read.
   *
   * @default - acknowledgements are refused
   */
  readonly asOf?: string;
}

/** Properties of a `Site`. */
export interface SiteProps {
  /** Halls with their rows of racks. */
  readonly halls: readonly HallProps[];
  /** Blocks that addresses are given out from; none for a site without addresses. */
  readonly addressPools: readonly AddressPoolProps[];
  /**
   * Tenants whose partitions and pools the site keeps apart.
   *
   * @default - one operator, no tenants
   */
  readonly tenants?: readonly string[];
  /**
   * Where the plan is registered.
   *
   * @default Inventory.embedded()
   */
  readonly inventory?: Inventory;
  /**
   * Cable media beside the catalogue's: what the catalogue lacks, as patch cords for 1 Gb/s.
   *
   * @default - the catalogue's
   */
  readonly media?: readonly CableMedia[];
  /** Slack that each routed cable gets. Published figures for it do not exist: it is the project's own. */
  readonly cableSlack: Length;
  /**
   * Steps in which fibres are ordered.
   *
   * @default Length.metres(1)
   */
  readonly cableStep?: Length;
  /**
   * Ways of cables between halls.
   *
   * @default - no link runs between halls; one that would is refused
   */
  readonly hallRoutes?: readonly HallRouteProps[];
  /**
   * Pairs of rows between which fibre passes patch panels: one in each row, and a trunk between. Copper never does.
   *
   * @default - every cable runs from device to device
   */
  readonly patching?: readonly PatchingProps[];
  /**
   * First AS number of the site's switches, of the private range.
   *
   * @default 4200000000
   */
  readonly asNumberBase?: number;
  /**
   * Path of the asset file (CSV), beside the program.
   *
   * @default - every device is planned
   */
  readonly assetsFile?: string;
  /**
   * Path of the file that remembers places, addresses and numbers; `false` keeps nothing.
   *
   * @default - `<name>.lock.json` in the folder from which the program runs
   */
  readonly lockFile?: string | false;
  /**
   * How findings are judged.
   *
   * @default - the built-in rules, not strict
   */
  readonly policy?: PolicyProps;
  /**
   * Phase that the bill of materials names.
   *
   * @default '1'
   */
  readonly phase?: string;
  /**
   * Tags of every resource of the site.
   *
   * @default - untagged
   */
  readonly tags?: Readonly<Record<string, string>>;
}
