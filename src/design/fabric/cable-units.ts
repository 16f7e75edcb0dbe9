import type { FabricCounts } from '../../model/fabric-plan';

/** Cables of a fabric in the unit that a document counts. */
export interface CableUnits {
  readonly hosts: number;
  readonly leafSpine: number;
  readonly spineCore: number;
}

/**
 * Counts of a fabric's links in cables of `linksPerCable` links, rounded up: documents differ in what they count as one cable.
 *
 * @param counts - counts of a plan or a sizing
 * @param linksPerCable - 1 where one 400G link is one cable (DGX H100, B200), 2 where a cable is an 800G unit of two (DGX B300 twin plane)
 */
export function cableUnits(counts: FabricCounts, linksPerCable: number): CableUnits {
  return {
    hosts: Math.ceil((counts.hostLinks + counts.serviceLinks) / linksPerCable),
    leafSpine: Math.ceil(counts.leafSpineLinks / linksPerCable),
    spineCore: Math.ceil(counts.spineCoreLinks / linksPerCable),
  };
}
