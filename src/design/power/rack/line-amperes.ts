import type { RackFeedSpec } from '../../../model/rack-feed';

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
