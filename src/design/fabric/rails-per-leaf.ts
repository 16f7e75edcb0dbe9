import type { FabricSizing } from './size-fabric';

/**
 * Rails that one leaf carries: one where a rail-optimised fabric has leaves for each rail; all of them on shared leaves, and on the one switch
 * of a plane that takes every host.
 */
export function railsPerLeaf({
  shape,
  rails,
  planes,
  counts,
}: Pick<FabricSizing, 'shape' | 'rails' | 'planes' | 'counts'>): number {
  return shape === 'rail-optimised' && counts.leaf > planes ? 1 : rails;
}
