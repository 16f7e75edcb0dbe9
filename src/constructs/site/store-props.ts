import { Duration } from '../../units/duration';
import { Power } from '../../units/power';
import { optional, type PropNames, required, SHARE } from '../props/prop-rule';

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
}

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
};
