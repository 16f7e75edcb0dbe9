import {
  type DeviceInput,
  type LoadFigure,
  type PowerShelves,
  type RackFeedSpec,
  wattsOf,
} from '../../../model/placement-plan';

const SQRT_3 = Math.sqrt(3);

/**
 * Currents of the lines of one cord, A: one for a single-phase circuit, three for a three-phase one.
 *
 * Three-phase loads: I = P / (sqrt(3) V pf). Line to neutral: I = P / (V / sqrt(3) pf) of what is on the line. Line to line: the legs 1-2, 2-3 and 3-1
 * carry P / (V pf), and a line the sum of two currents 60 degrees apart: sqrt(a² + b² + a b), all of one power factor.
 *
 * @param legWatts - load of the cord on each leg: one entry for a single-phase circuit, three for a three-phase one
 */
export function lineAmperes(
  { volts, phases, powerFactor, loads }: Pick<RackFeedSpec, 'volts' | 'phases' | 'powerFactor' | 'loads'>,
  legWatts: readonly number[],
): number[] {
  const total = legWatts.reduce((sum, watts) => sum + watts, 0);
  if (phases === 1) return [total / (volts * powerFactor)];
  if (loads === 'three-phase') return [0, 1, 2].map(() => total / (SQRT_3 * volts * powerFactor));
  if (loads === 'line-to-neutral') return legWatts.map((watts) => watts / ((volts / SQRT_3) * powerFactor));
  const legs = legWatts.map((watts) => watts / (volts * powerFactor));
  return legs.map((leg, index) => {
    const before = legs[(index + legs.length - 1) % legs.length] ?? 0;
    return Math.sqrt(leg * leg + before * before + leg * before);
  });
}

/** Power that one cord may carry continuously with a breaker of a size, loads in balance, W. */
export function cordLimitWatts(
  { volts, phases, powerFactor, limitShare }: Pick<RackFeedSpec, 'volts' | 'phases' | 'powerFactor' | 'limitShare'>,
  breakerAmperes: number,
): number {
  return breakerAmperes * limitShare * volts * powerFactor * (phases === 3 ? SQRT_3 : 1);
}

/** What a rack asks of its shelves, W of direct current. */
export interface ShelfLoad {
  readonly watts: number;
  /** Whether it is the draw at the input, which only bounds it: the losses of the shelves are not known. */
  readonly isBound: boolean;
}

/**
 * Load of a device on its shelves by a figure: its input less the losses of the shelves, where their efficiency is stated. Without it, the design power
 * on the side of direct current for nameplate and TDP, and for other figures the draw at the input as a bound.
 */
export function shelfLoad(
  device: Pick<DeviceInput, 'maxWatts' | 'figures'>,
  { efficiency, designWatts }: PowerShelves,
  figure: LoadFigure,
): ShelfLoad {
  const input = wattsOf(device, figure);
  if (efficiency !== undefined) return { watts: Math.ceil(input * efficiency - 1e-6), isBound: false };
  if (designWatts !== undefined && (figure === 'nameplate' || figure === 'tdp'))
    return { watts: designWatts, isBound: false };
  return { watts: input, isBound: true };
}

/** What is out. */
export interface ShelvesOut {
  /** Shelves without a feed. */
  readonly shelves: number;
  /** Supplies that fail in one of the shelves that live. */
  readonly supplies: number;
}

/**
 * What shelves give together, W of direct current, with some of them and one of their PSUs out: of each shelf at most what its PSUs without the
 * spare ones give.
 */
export function shelfBudgetWatts(
  { count, suppliesEach, sparesEach = 0, supplyWatts }: PowerShelves,
  { shelves, supplies }: ShelvesOut,
): number {
  const live = count - shelves;
  if (live <= 0) return 0;
  const counted = suppliesEach - sparesEach;
  const lame = Math.max(Math.min(counted, suppliesEach - supplies), 0);
  return ((live - 1) * counted + lame) * supplyWatts;
}
