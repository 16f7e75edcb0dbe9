import type { FabricPlan } from '../model/fabric-plan';

/** Speed of a link, bit/s. */
export function linkRate({ links, hostRateBits, trunkRateBits }: FabricPlan, index: number): number {
  return links.tier[index] === 0 ? hostRateBits : trunkRateBits;
}
