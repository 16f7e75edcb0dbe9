import { type DeviceInput, type LoadFigure, wattsOf } from '../../../model/placement-plan';
import { PowerShelves } from '../../../model/rack-feed';

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
 * What shelves give together, W of direct current, with some of them and one of their supplies out: of each shelf at most what its supplies without the
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
