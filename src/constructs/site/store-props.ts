import { RATING_BASES, type RatingBasis } from '../../model/continuity-plan';
import { Duration } from '../../units/duration';
import { Power } from '../../units/power';
import { FROM_ZERO, input, optional, type PropNames, renamed, required, SHARE } from '../props/prop-rule';

const BAD = { code: 'power/invalid-supply' };

const PART = { ...SHARE, ...BAD, remedy: 'give a share above 0 and up to 1, such as 0.3' };

/** A point of the curve of a store. */
export interface AutonomyPointProps {
  /** Load at its output. */
  readonly load: Power;
  /** How long it carries this load when new. */
  readonly time: Duration;
}

/** Members of a point of the curve of a store; engines read `watts` and `seconds`. */
const AUTONOMY_POINT_NAMES: PropNames<AutonomyPointProps> = {
  load: required({ ...BAD, quantity: Power, isAboveZero: true, readIn: 'inWatts', readAs: 'watts' }),
  time: required({ ...BAD, quantity: Duration, readIn: 'inSeconds', readAs: 'seconds' }),
};

/** How long a store carries its load. */
export interface StoreProps {
  /**
   * How long a UPS or BESS carries loads when new, as its vendor gives them: two points or more. It goes before `autonomy`. Between two points seconds follow
   * a power of the load; below the lowest load they are those of it, and above the highest they are not known.
   *
   * @default - `autonomy`, in proportion to the load
   */
  readonly autonomyCurve?: readonly AutonomyPointProps[];
  /**
   * Share of what a UPS or BESS holds when new that is left at the end of its life, by which it is judged: 1 for what does not age, as a flywheel.
   *
   * @default 0.8
   * @see IEEE Std 450 and 1188: a battery is replaced at 80 % of its rated capacity
   */
  readonly endOfLifeShare?: number;
  /**
   * Power at which a store is charged again.
   *
   * @default - not known, and a finding where generators carry the store
   */
  readonly recharge?: Power;
  /**
   * Former name of `recharge`, in watts.
   *
   * @default - `recharge`
   * @deprecated give `recharge`
   */
  readonly rechargeWatts?: number;
  /**
   * Power at which a store is charged again while generators carry it: 0 where its charger waits for the grid.
   *
   * @default - `recharge`
   */
  readonly rechargeOnGenerators?: Power;
}

/** What the rating of a generator stands for, and what it may carry where it stands. */
export interface SetProps {
  /**
   * What the rating of a generator stands for: `standby` runs up to 200 h a year at 70 % on average of 24 h, `prime` without end at 70 %, `continuous` and
   * `data-centre-continuous` without end at 100 %.
   *
   * @default - not known, and a finding
   * @see ISO 8528-1
   */
  readonly ratingBasis?: RatingBasis;
  /**
   * Share of its rating that a generator carries at the height and on the hottest day of its site, by its data sheet: 1 where it carries all. It counts in all
   * that is said of its rating: limits, shares of a load, steps.
   *
   * @default - all, which is not known and a finding
   */
  readonly deratingShare?: number;
  /**
   * Share of its rating that a generator may carry on average of 24 h, by its vendor, where that is not what `ratingBasis` says.
   *
   * @default - by `ratingBasis`
   */
  readonly averageShare?: number;
}

/** Names of the props of a generator. */
export const SET_NAMES: PropNames<SetProps> = {
  ratingBasis: optional({ ...BAD, choices: RATING_BASES }),
  deratingShare: optional(PART),
  averageShare: optional(PART),
};

/** Names of the props of a store. */
export const STORE_NAMES: PropNames<StoreProps> = {
  autonomyCurve: optional({
    of: AUTONOMY_POINT_NAMES,
    as: 'list',
    isList: true,
    readAs: 'storedCurve',
    filled: {
      ...BAD,
      remedy: 'give points such as { load: Power.kilowatts(100), time: Duration.minutes(5) }, or leave it out',
    },
  }),
  endOfLifeShare: optional(PART),
  ...input(
    renamed('recharge', 'rechargeWatts', Power, 'watts', {
      ...FROM_ZERO,
      ...BAD,
      remedy: 'give a number of 0 or more',
    }),
  ),
  rechargeOnGenerators: {
    need: 'optional',
    ...BAD,
    quantity: Power,
    readIn: 'inWatts',
    readAs: 'rechargeOnGeneratorsWatts',
  },
};
