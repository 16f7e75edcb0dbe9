import type { AisleKind, DeviceKind, PlacementOrder } from '../../model/placement-plan';
import { FloorLoad, Length, Mass } from '../../units/dimensions';
import { Power } from '../../units/power';
import { FORMERLY, optional, type PropNames, required, TEXT, WHOLE } from '../props/prop-rule';

/** Rack positions that are alike: what one of them holds at most, and its body. */
export interface RackProps {
  /** Model, as the BOM names it. */
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
  /**
   * Heat that one rack may give to the air of its hall.
   *
   * @default - heat into air is reported, not judged by rack
   */
  readonly maxAirHeat?: Power;
  /**
   * Weight of the empty rack with what is built into it.
   *
   * @default - the load on the floor is not known
   */
  readonly weight?: Mass;
  /**
   * Width of its footprint, along the row.
   *
   * @default - the load on the floor is not known
   */
  readonly width?: Length;
  /**
   * Depth of its footprint, across the row.
   *
   * @default - the load on the floor and the widths of aisles are not known
   */
  readonly depth?: Length;
  /**
   * Height of its body.
   *
   * @default - not judged against doors
   */
  readonly height?: Length;
  /**
   * Free room that its front needs, for air and for people.
   *
   * @default - the aisle at its front is not judged
   */
  readonly frontClearance?: Length;
  /**
   * Free room that its rear needs, for air and for people.
   *
   * @default - the aisle at its rear is not judged
   */
  readonly rearClearance?: Length;
}

/** What differs at one rack position. */
export interface RackPositionProps extends Partial<RackProps> {
  /**
   * Why no rack stands there, for example `a column`.
   *
   * @default - a rack stands there
   */
  readonly blockedBy?: string;
  /**
   * Unit, or cluster, fabric or tier, that the position is kept for: `haein/su-02`, `haein`. It takes this position before all others.
   *
   * @default - what the row is kept for
   */
  readonly reservedFor?: string;
  /**
   * Room or compartment that it stands in: what burns or floods there is lost together.
   *
   * @default - its row's
   */
  readonly compartment?: string;
}

/** What a row of racks is, beside its name. */
export interface RowLayoutProps {
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
  /**
   * Wall of the hall that the fronts of its racks look to.
   *
   * @default - the two sides of its aisles are not judged
   */
  readonly facing?: 'front' | 'back';
  /**
   * Distance of the middle of this row from that of the row in front.
   *
   * @default - by its place and the hall's `rowPitch`: rows keep the place that the lock holds for them, and new ones follow at the back
   */
  readonly at?: Length;
  /**
   * Unit, or cluster, fabric or tier, that its racks are kept for: `haein/su-02`, `haein`.
   *
   * @default - they take any
   */
  readonly reservedFor?: string;
  /**
   * Room or compartment that it stands in: what burns or floods there is lost together.
   *
   * @default - its hall's
   */
  readonly compartment?: string;
  /**
   * Name that the row had before: it keeps its place, and what is in it, under its new name.
   *
   * @default - another name is another row
   */
  readonly formerly?: string;
}

/** A row of racks. */
export interface RowProps extends RowLayoutProps {
  /** Letters, digits and hyphens, beginning with a letter: racks are named after it (`A01`). */
  readonly name: string;
  /**
   * Positions that differ from the others, by the name of the rack: `A03`.
   *
   * @default - all are alike
   */
  readonly positions?: Readonly<Record<string, RackPositionProps>>;
}

/** What a hall is, beside its name and its rows. */
export interface HallLayoutProps {
  /** Rack of each position, where its row names no other. */
  readonly rack: RackProps;
  /**
   * Distance between the middles of neighbouring rows: from front to front, where they look the same way.
   *
   * @default Length.metres(3), assumed: the plan says so
   */
  readonly rowPitch?: Length;
  /**
   * Distance between the centres of neighbouring racks.
   *
   * @default - `width` of the hall's rack where it is given, else 600 mm, assumed: the plan says so
   */
  readonly rackPitch?: Length;
  /**
   * Height that a cable climbs from the top of a rack to the tray, at each end.
   *
   * @default Length.metres(1.5), assumed: the plan says so
   */
  readonly riser?: Length;
  /**
   * Clear room along the rows.
   *
   * @default - not judged
   */
  readonly width?: Length;
  /**
   * Clear room across the rows, from the front wall to the back wall.
   *
   * @default - not judged
   */
  readonly depth?: Length;
  /**
   * What the floor can carry under a rack, as its structural engineer states it.
   *
   * @default - not judged
   */
  readonly floorLimit?: FloorLoad;
  /**
   * Clear height of the lowest door on the way in.
   *
   * @default - not judged
   */
  readonly doorHeight?: Length;
  /**
   * Aisles that are closed off.
   *
   * @default - all are open
   */
  readonly containment?: AisleKind;
  /**
   * Row that a new scalable unit takes: the first with room; both rows of a mirrored pair alike, from the outside in; or the one nearest to a
   * row of switches.
   *
   * @default 'first-fit'
   */
  readonly placement?: PlacementOrder;
  /**
   * Room or compartment that it is in: what burns or floods there is lost together.
   *
   * @default - it is one of its own, by its name
   */
  readonly compartment?: string;
  /**
   * Name that the hall had before: its rows keep their places, and what is in them, under its new name.
   *
   * @default - another name is another hall, but for the only one of a site
   */
  readonly formerly?: string;
}

/** Lengths of a hall that states none. They are assumed: no source sets them for all halls. */
export const HALL_DEFAULTS = {
  rowPitch: Length.metres(3),
  rackPitch: Length.millimetres(600),
  riser: Length.metres(1.5),
} as const satisfies Partial<HallLayoutProps>;

/** A hall with its rows, from front to back. */
export interface HallProps extends HallLayoutProps {
  /** Unique in the site. */
  readonly name: string;
  /** Rows from front to back, as they are declared first: a row that the lock knows keeps its place, a new one follows at the back. */
  readonly rows: readonly RowProps[];
  /**
   * Name of the phase by whose date it is ready. A `Phase` is created when the site has its props: it is named.
   *
   * @default - from the first day
   */
  readonly phase?: string;
}

/** Props of a rack. */
const UNITS = {
  ...WHOLE,
  code: 'site/bad-rack',
  remedy: 'give the height as a whole number of units, for example 48',
};

const RACK_POWER = {
  quantity: Power,
  isAboveZero: true,
  code: 'site/bad-rack',
  kindCode: 'props/wrong-kind',
  remedy: 'give the power that one rack may draw',
} as const;

const RACK_LENGTH = {
  quantity: Length,
  isAboveZero: true,
  code: 'site/bad-rack',
  kindCode: 'props/wrong-kind',
  remedy: 'give what the rack measures, or leave it out',
} as const;

const PITCH = {
  quantity: Length,
  isAboveZero: true,
  code: 'site/bad-pitch',
  kindCode: 'props/wrong-kind',
  remedy: 'give the distance between fronts',
} as const;

const OF_HALL = {
  isAboveZero: true,
  code: 'site/bad-hall',
  kindCode: 'props/wrong-kind',
  remedy: 'give what the hall has, or leave it out',
} as const;

const DEVICE_KINDS: readonly DeviceKind[] = ['system', 'switch', 'storage', 'server', 'ufm', 'panel'];

const RACK_NAMES: PropNames<RackProps> = {
  model: required(TEXT),
  units: required(UNITS),
  power: required(RACK_POWER),
  maxLoad: optional({ quantity: Mass }),
  maxAirHeat: optional({ quantity: Power }),
  weight: optional({ quantity: Mass }),
  width: optional(RACK_LENGTH),
  depth: optional(RACK_LENGTH),
  height: optional(RACK_LENGTH),
  frontClearance: optional({ quantity: Length }),
  rearClearance: optional({ quantity: Length }),
};

/** Props of one position. */
export const RACK_POSITION_NAMES: PropNames<RackPositionProps> = {
  ...RACK_NAMES,
  model: optional(TEXT),
  units: optional(UNITS),
  power: optional(RACK_POWER),
  blockedBy: optional({
    ...TEXT,
    code: 'site/bad-rack',
    remedy: "say what is in the way, for example 'a column'",
  }),
  reservedFor: optional({
    ...TEXT,
    code: 'site/bad-rack',
    remedy: "name a unit ('haein/su-02') or a cluster ('haein'), or leave it out",
  }),
  compartment: optional(TEXT),
};

/** Props of a hall beside its name and rows. */
export const HALL_LAYOUT_NAMES: PropNames<HallLayoutProps> = {
  rack: required({ of: RACK_NAMES, called: 'rack' }),
  rowPitch: optional(PITCH),
  rackPitch: optional(PITCH),
  riser: optional({ quantity: Length }),
  width: optional({ ...OF_HALL, quantity: Length }),
  depth: optional({ ...OF_HALL, quantity: Length }),
  floorLimit: optional({ ...OF_HALL, quantity: FloorLoad }),
  doorHeight: optional({ ...OF_HALL, quantity: Length }),
  containment: optional({ choices: ['cold-aisle', 'hot-aisle'] }),
  placement: optional({ choices: ['first-fit', 'symmetric', 'near-switches'] }),
  compartment: optional(TEXT),
  formerly: optional(FORMERLY),
};

/** Props of a row beside its name. */
export const ROW_LAYOUT_NAMES: PropNames<RowLayoutProps> = {
  racks: required({ ...WHOLE, code: 'space/invalid-number', remedy: 'give a whole number of at least 1' }),
  accepts: optional({ isList: true, each: { choices: DEVICE_KINDS } }),
  rack: optional({ of: RACK_NAMES, called: 'rack' }),
  facing: optional({ choices: ['front', 'back'] }),
  at: optional({ quantity: Length }),
  reservedFor: optional(TEXT),
  compartment: optional(TEXT),
  formerly: optional(FORMERLY),
};

const ROW_NAMES: PropNames<RowProps> = {
  name: required(TEXT),
  ...ROW_LAYOUT_NAMES,
  positions: optional({ of: RACK_POSITION_NAMES, as: 'map', called: 'position' }),
};

/** Props of a hall of a site. */
export const HALL_NAMES: PropNames<HallProps> = {
  name: required(TEXT),
  ...HALL_LAYOUT_NAMES,
  rows: required({
    of: ROW_NAMES,
    as: 'list',
    isList: true,
    called: 'row',
    filled: { code: 'site/no-rows', remedy: 'give the hall at least one row of racks' },
  }),
  phase: optional(TEXT),
};
