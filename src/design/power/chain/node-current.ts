import type { PowerNodeInput } from '../../../model/power-node';

/**
 * Current at a node's output, A, to a hundredth: P / (sqrt(3) x V x pf) for three phases with V between lines, P / (V x pf) for one, P / V for direct
 * current.
 */
export function nodeCurrent(
  loadWatts: number,
  { volts, current, phases, powerFactor }: Pick<PowerNodeInput, 'volts' | 'current' | 'phases' | 'powerFactor'>,
): number {
  const factor = current === 'dc' ? 1 : powerFactor * (phases === 3 ? Math.sqrt(3) : 1);
  return Math.round((loadWatts / (volts * factor)) * 100) / 100;
}
