import type { FabricInput, FabricPlan, LinkTable } from '../../model/fabric-plan';
import { allocateLinks, type FabricLayout } from './allocate-links';
import { checkSwitchNames } from './check-fabric-input';
import { layOutFabric } from './lay-out-fabric';
import { listEndpoints, listSwitches } from './allocate-links';
import { sizeLayout } from './size-fabric';

/**
 * Plans a fabric: every switch, every link, every port. A host's slot decides its ports, so a fabric that grows within
 * `reserveUnits` moves no cable.
 *
 * @throws DesignError one of the `fabric/...` codes, `DesignErrors` where several props are wrong
 * @see https://docs.nvidia.com/dgx-superpod/reference-architecture-scalable-infrastructure-b200/latest/network-fabrics.html
 */
export function planFabric(input: FabricInput): FabricPlan {
  const layout = layOutFabric(input);
  const sizing = sizeLayout(layout);
  const { hostLinks, serviceLinks, leafSpineLinks, spineCoreLinks } = sizing.counts;
  const endpoints = listEndpoints(layout);
  const switches = listSwitches(layout);
  checkSwitchNames(input.name, endpoints, switches);
  const links = fillLinks(layout, hostLinks + serviceLinks + leafSpineLinks + spineCoreLinks);
  return { ...sizing, endpoints, switches, links };
}

function fillLinks(layout: FabricLayout, count: number): LinkTable {
  const tier = new Uint8Array(count);
  const aNode = new Uint32Array(count);
  const aPort = new Uint16Array(count);
  const bNode = new Uint32Array(count);
  const bPort = new Uint16Array(count);
  let row = 0;
  allocateLinks(layout, (...link) => {
    [tier[row], aNode[row], aPort[row], bNode[row], bPort[row]] = link;
    row += 1;
  });
  return { count, tier, aNode, aPort, bNode, bPort };
}
