import {
  mergeDiscovered,
  type DiscoveredFabric,
  type DiscoveredLink,
} from '../../../src/design/as-built/discovered-fabric';
import { parseIbnetdiscover } from '../../../src/design/as-built/parse-discovered';
import type { FabricPlan } from '../../../src/model/fabric-plan';
import { infinibandGuids } from '../../../src/export/fabric/ufm';
import { renderIbnetdiscover } from '../../../src/export/fabric/ibnetdiscover';

/** What a tool would print of a fabric that stands as planned, all planes. */
export function dumpOf(plan: FabricPlan): string[] {
  const guids = infinibandGuids({ fabrics: [{ path: '', plan }], assets: new Map() });
  return Array.from({ length: plan.planes }, (_, plane) => renderIbnetdiscover(plan, guids, plane + 1));
}

/** The same, read back. */
export function standing(plan: FabricPlan): DiscoveredFabric {
  return mergeDiscovered(dumpOf(plan).map((text) => parseIbnetdiscover(text)));
}

/** A dump with other links. */
export function withLinks(found: DiscoveredFabric, links: readonly DiscoveredLink[]): DiscoveredFabric {
  return { ...found, links };
}
