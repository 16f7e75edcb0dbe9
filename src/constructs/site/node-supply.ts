import { GRID_RETURNS, type GridReturn, type NodeSupply } from '../../model/continuity-plan';
import { Duration } from '../../units/duration';
import { Current, Energy, Voltage } from '../../units/electricity';
import { Power } from '../../units/power';
import { Consumption, Volume } from '../../units/flow-rate';
import {
  ABOVE_ZERO,
  FLAG,
  TEXT,
  FROM_ZERO,
  input,
  optional,
  type PropKind,
  type PropNames,
  type PropRule,
  type QuantityClass,
  quantityOr,
  renamed,
  required,
  SHARE,
  WHOLE,
} from '../props/prop-rule';
import { SET_NAMES, type SetProps, STORE_NAMES, type StoreProps } from './store-props';

/** A voltage above 0, or volts. */
export function voltageOr(refusal: PropKind): PropKind {
  return quantityOr(Voltage, 'volts', { ...ABOVE_ZERO, ...refusal });
}

const BAD_NODE_SUPPLY = { code: 'power/invalid-supply' };

const AMOUNT = { ...FROM_ZERO, ...BAD_NODE_SUPPLY, remedy: 'give a number of 0 or more' };

const RATE = { ...ABOVE_ZERO, ...BAD_NODE_SUPPLY, remedy: 'give a number above 0' };

const SUPPLY_SHARE = { ...SHARE, ...BAD_NODE_SUPPLY, remedy: 'give a share above 0 and up to 1, such as 0.3' };

/** Members whose engine holds them as bare numbers. */
type GridMembers =
  | 'storedCurve'
  | 'smoothing'
  | 'gridRideThrough'
  | 'separationSeconds'
  | `${string}Amperes`
  | `fuel${string}`
  | `${string}GeneratorsWatts`;

/** A quantity that its engine reads under another name, as a bare number. */
function read<N extends 'optional' | 'required'>(
  need: N,
  quantity: QuantityClass,
  readIn: string,
  readAs: string,
): PropRule<N> {
  return { need, ...BAD_NODE_SUPPLY, quantity, readIn, readAs };
}

/** What a store keeps to even out the swings of jobs. */
export interface StoreSmoothingProps {
  /** Most that it gives or takes for it; nothing where it evens out nothing. */
  readonly power: Power;
  /** Energy that it keeps for it. The rest of what it stores holds up IT in an outage. */
  readonly energy: Energy;
  /**
   * Time until it answers a change: what rises before goes through.
   *
   * @default - not known
   */
  readonly response?: Duration;
  /**
   * Share of that energy at which it is held while a job runs, from 0 to 1: so much it can give, and the rest it can take.
   *
   * @default - not known
   */
  readonly stateOfCharge?: number;
}

/** A dip or rise that is ridden through: down to `least`, or up to `most`, for a time. */
export interface RidePointProps {
  /**
   * Lowest voltage as a share of the nominal one, or lowest frequency in hertz.
   *
   * @default - the point says nothing of dips
   */
  readonly least?: number;
  /**
   * Highest voltage as a share of the nominal one, or highest frequency in hertz.
   *
   * @default - the point says nothing of rises
   */
  readonly most?: number;
  /** How long. */
  readonly time: Duration;
}

/** Dips that are counted. */
export interface DipCountProps {
  /** Dips. */
  readonly count: number;
  /** Time within which they are counted. */
  readonly within: Duration;
}

/** Curves and counts of dips that a grid asks to ride through. */
export interface RequiredRideThroughProps {
  /**
   * Voltage by time.
   *
   * @default - not known
   */
  readonly voltage?: readonly RidePointProps[];
  /**
   * Frequency by time.
   *
   * @default - not known
   */
  readonly frequency?: readonly RidePointProps[];
  /**
   * Of a store: dips after which it leaves the grid until it is reset. Of a grid: dips that all load rides through.
   *
   * @default - not known
   */
  readonly dips?: DipCountProps;
}

/** How a store stays on the grid in a disturbance. It is not how long IT stays up: on its battery no rack is lost, and the grid loses the load. */
export interface GridRideThroughProps extends RequiredRideThroughProps {
  /**
   * How it comes back to the grid.
   *
   * @default - not known
   */
  readonly returns?: GridReturn;
  /**
   * Time until it is back by itself.
   *
   * @default - not known
   */
  readonly returnAfter?: Duration;
}

/** What swings, disturbances of the grid, faults and a restart ask of a node. */
export interface GridProps {
  /**
   * What a store keeps to even out the swings of jobs.
   *
   * @default - a BESS: not known; a UPS passes swings on
   */
  readonly smoothing?: StoreSmoothingProps;
  /**
   * How a store stays on the grid when voltage or frequency leaves its band.
   *
   * @default - not known
   */
  readonly gridRideThrough?: GridRideThroughProps;
  /**
   * Time in which a switch separates a store that feeds back from a grid that sags.
   *
   * @default - no such switch states its time
   */
  readonly separation?: Duration;
  /**
   * Highest short-circuit current of a source at its voltage: the level of the grid at the point of supply.
   *
   * @default - without end; of a generator by its `impedance`
   */
  readonly shortCircuit?: Current;
  /**
   * Short-circuit current that the breakers of a node interrupt, or that it withstands.
   *
   * @default - not known, and not judged
   */
  readonly interrupting?: Current;
}

const TIME = { ...BAD_NODE_SUPPLY, quantity: Duration, isAboveZero: true, readIn: 'inSeconds' } as const;

const SMOOTHING_NAMES: PropNames<StoreSmoothingProps> = {
  power: read('required', Power, 'inWatts', 'watts'),
  energy: read('required', Energy, 'inJoules', 'joules'),
  response: read('optional', Duration, 'inSeconds', 'responseSeconds'),
  stateOfCharge: optional({
    ...BAD_NODE_SUPPLY,
    number: { least: 0, most: 1 },
    remedy: 'give a share from 0 to 1, such as 0.5',
  }),
};

const RIDE_POINT_NAMES: PropNames<RidePointProps> = {
  least: optional(AMOUNT),
  most: optional(AMOUNT),
  time: { need: 'required', ...TIME, readAs: 'seconds' },
};

const CURVE = optional({ of: RIDE_POINT_NAMES, as: 'list', called: 'point' });

/** Members of what a grid asks to ride through. */
export const REQUIRED_RIDE_THROUGH_NAMES: PropNames<RequiredRideThroughProps> = {
  voltage: CURVE,
  frequency: CURVE,
  dips: optional({
    of: {
      count: required({ ...WHOLE, ...BAD_NODE_SUPPLY }),
      within: { need: 'required', ...TIME, readAs: 'withinSeconds' },
    } satisfies PropNames<DipCountProps>,
  }),
};

const GRID_RIDE_THROUGH_NAMES: PropNames<GridRideThroughProps> = {
  ...REQUIRED_RIDE_THROUGH_NAMES,
  returns: optional({ ...BAD_NODE_SUPPLY, choices: GRID_RETURNS }),
  returnAfter: { need: 'optional', ...TIME, readAs: 'returnSeconds' },
};

/**
 * What a source or a store gives beside its rating: the figures of ride-through. The members whose names end in a unit are deprecated: each has a quantity beside
 * it that takes its place.
 */
export interface NodeSupplyProps extends Omit<NodeSupply, GridMembers>, GridProps, StoreProps, SetProps {
  /**
   * Supply contract of a utility or plant.
   *
   * @default - not known: it is not judged
   */
  readonly contract?: Power;
  /**
   * Former name of `contract`, in watts.
   *
   * @default - `contract`
   * @deprecated give `contract`
   */
  readonly contractWatts?: number;
  /**
   * How long a UPS or BESS carries its whole rating when new; at other loads in proportion, which passes with 15 % more than the gap.
   *
   * @default - by `autonomyCurve`, or not known
   */
  readonly autonomy?: Duration;
  /**
   * Former name of `autonomy`, in seconds.
   *
   * @default - `autonomy`
   * @deprecated give `autonomy`
   */
  readonly storedSeconds?: number;
  /**
   * Time from loss until a generator can take load.
   *
   * @default - not known
   */
  readonly start?: Duration;
  /**
   * Former name of `start`, in seconds.
   *
   * @default - `start`
   * @deprecated give `start`
   */
  readonly startSeconds?: number;
  /**
   * Time that a transfer takes, when its new source is ready.
   *
   * @default - not known
   */
  readonly transfer?: Duration;
  /**
   * Former name of `transfer`, in seconds.
   *
   * @default - `transfer`
   * @deprecated give `transfer`
   */
  readonly transferSeconds?: number;
  /**
   * Time between two steps of load.
   *
   * @default - not known
   */
  readonly stepInterval?: Duration;
  /**
   * Former name of `stepInterval`, in seconds.
   *
   * @default - `stepInterval`
   * @deprecated give `stepInterval`
   */
  readonly stepSeconds?: number;
  /**
   * How long the fuel at hand must last.
   *
   * @default - not asked for
   */
  readonly requiredFuel?: Duration;
  /**
   * Former name of `requiredFuel`, in hours.
   *
   * @default - `requiredFuel`
   * @deprecated give `requiredFuel`
   */
  readonly requiredFuelHours?: number;
  /**
   * Fuel at hand of a generator.
   *
   * @default - not known: how long it lasts is not judged
   */
  readonly fuel?: Volume;
  /**
   * Former name of `fuel`, in litres.
   *
   * @default - `fuel`
   * @deprecated give `fuel`
   */
  readonly fuelLitres?: number;
  /**
   * Fuel that a generator takes for a kilowatt-hour, by its data sheet.
   *
   * @default - not known: how long the fuel lasts is not judged
   */
  readonly fuelConsumption?: Consumption;
  /**
   * Former name of `fuelConsumption`, in litres per kilowatt-hour.
   *
   * @default - `fuelConsumption`
   * @deprecated give `fuelConsumption`
   */
  readonly fuelLitresPerKilowattHour?: number;
  /**
   * Where more fuel comes from until the fuel at hand is used up: a supplier with its hours, a pipe.
   *
   * @default - not known
   */
  readonly fuelSource?: string;
  /**
   * Largest change of load in a second that the source or its contract takes.
   *
   * @default - not known
   */
  readonly ramp?: Power;
  /**
   * Former name of `ramp`, in watts.
   *
   * @default - `ramp`
   * @deprecated give `ramp`
   */
  readonly rampWattsPerSecond?: number;
  /**
   * Largest step of load that the source or its contract takes.
   *
   * @default - `stepShare` of its rating, or not known
   */
  readonly step?: Power;
  /**
   * Former name of `step`, in watts.
   *
   * @default - `step`
   * @deprecated give `step`
   */
  readonly stepWatts?: number;
}

/** Members of the supply of a node. */
export const NODE_SUPPLY_NAMES: PropNames<NodeSupplyProps> = {
  ...input(renamed('contract', 'contractWatts', Power, 'watts', RATE)),
  ...input(renamed('autonomy', 'storedSeconds', Duration, 'seconds', AMOUNT)),
  ...STORE_NAMES,
  ...SET_NAMES,
  ...input(renamed('start', 'startSeconds', Duration, 'seconds', AMOUNT)),
  ...input(renamed('transfer', 'transferSeconds', Duration, 'seconds', AMOUNT)),
  ...input(renamed('stepInterval', 'stepSeconds', Duration, 'seconds', AMOUNT)),
  ...input(renamed('requiredFuel', 'requiredFuelHours', Duration, 'hours', AMOUNT)),
  ...input(renamed('ramp', 'rampWattsPerSecond', Power, 'watts', RATE)),
  ...input(renamed('step', 'stepWatts', Power, 'watts', RATE)),
  stepShare: optional(SUPPLY_SHARE),
  ...input(renamed('fuel', 'fuelLitres', Volume, 'litres', AMOUNT)),
  ...input(renamed('fuelConsumption', 'fuelLitresPerKilowattHour', Consumption, 'litresPerKilowattHour', RATE)),
  fuelSource: optional({ ...TEXT, ...BAD_NODE_SUPPLY }),
  leastPowerFactor: optional(SUPPLY_SHARE),
  mostVoltageDistortion: optional(SUPPLY_SHARE),
  voltageDistortion: optional(AMOUNT),
  smoothing: optional({ of: SMOOTHING_NAMES }),
  gridRideThrough: optional({ of: GRID_RIDE_THROUGH_NAMES }),
  feedsBack: optional({ ...FLAG, ...BAD_NODE_SUPPLY }),
  separation: read('optional', Duration, 'inSeconds', 'separationSeconds'),
  shortCircuit: { ...read('optional', Current, 'inAmperes', 'shortCircuitAmperes'), isAboveZero: true },
  impedance: optional(SUPPLY_SHARE),
  impedanceTolerance: optional({
    ...BAD_NODE_SUPPLY,
    number: { least: 0, below: 1 },
    remedy: 'give a share from 0 to below 1, such as 0.1',
  }),
  interrupting: { ...read('optional', Current, 'inAmperes', 'interruptingAmperes'), isAboveZero: true },
  restartStep: optional({ ...WHOLE, ...BAD_NODE_SUPPLY, remedy: 'give a whole number of 1 or more' }),
  inrush: optional(RATE),
  mostInrush: optional(RATE),
  turbines: optional({ ...WHOLE, ...BAD_NODE_SUPPLY, remedy: 'give a whole number of 1 or more' }),
};

/** The supply of a node as the engines take it, read by its table: its nested quantities are numbers by then. */
export function readSupply(supply: NodeSupplyProps | undefined): NodeSupply | undefined {
  return supply as NodeSupply | undefined;
}
