import type { DeviceInput } from '../placement/placement-plan';
import type { LoadFigure } from './load-figure';

/** Draw of a device at its input by a figure, W; where that figure is not known, its nameplate stands for it. */
export function wattsOf({ maxWatts, figures }: Pick<DeviceInput, 'maxWatts' | 'figures'>, figure: LoadFigure): number {
  return figure === 'nameplate' ? maxWatts : (figures?.[figure] ?? maxWatts);
}

/** Whether a device's draw by a figure is its nameplate for want of that figure. */
export function isFallback({ figures }: Pick<DeviceInput, 'figures'>, figure: LoadFigure): boolean {
  return figure !== 'nameplate' && figures?.[figure] === undefined;
}
