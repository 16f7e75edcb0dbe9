import type { FabricInput, FabricShape, FabricSwitch } from '../../model/fabric-plan';
import { checkFabricInput } from './check-fabric-input';
import type { FabricLayout, HostLayout } from './fabric-layout';
import { singleBlock, unitBlocks } from './leaf-block';
import { columnRule, layOutGroups, type GroupLayout } from './leaf-layout';
import { podLeaves } from './pod-leaves';
import { claimServicePorts } from './claim-service-ports';
import { servicePorts } from './service-ports';
import { withServiceSlots } from './service-slots';
import { layOutSpines } from './spine-layout';
import { checkReserve, checkSingleTier } from './check-capacity';
import { defaultDown, portSplit, switchPorts, uplinksFor, type PortSplit } from './switch-ports';

/**
 * Decides tiers, leaves, spines, cores and their port splits. The number of tiers is the least that reaches every host: one
 * where a single switch a plane takes every link, two as long as the spines have a port for every leaf, else three.
 *
 * @throws DesignError one of the `fabric/...` codes, `DesignErrors` where several props are wrong
 */
export function layOutFabric(input: FabricInput): FabricLayout {
  checkFabricInput(input);
  const asked = layOutHosts(withServiceSlots(input));
  const claimed = claimServicePorts(input, asked);
  const layout = claimed === undefined ? asked : layOutHosts(withServiceSlots(claimed));
  return { ...layout, servicePorts: servicePorts(layout) };
}

function layOutHosts(input: FabricInput): HostLayout {
  const shape = input.shape ?? defaultShape(input);
  const planes = input.planes ?? 1;
  const hostRateBits = input.hostRateBits ?? input.leaf.portRateBits;
  const spine = input.spine ?? input.leaf;
  const trunkRateBits = Math.min(switchPorts(input.leaf).uplinkRateBits, spine.portRateBits);
  const reserveUnits = checkReserve(input);
  const base = { input, shape, planes, hostRateBits, trunkRateBits, reserveUnits };
  const rails = Math.max(...input.groups.map((group) => group.rails));
  const single = layOutGroups(input, 'single', input.downPerLeaf ?? switchPorts(input.leaf).common);
  const isSingleSwitch = fitsOneSwitch(input, shape, single);
  if (input.tiers === 1 || (input.tiers === undefined && isSingleSwitch && !asksForSpines(input))) {
    const rule = columnRule(shape, isSingleSwitch);
    const down = input.downPerLeaf ?? switchPorts(input.leaf).common;
    const groups = isSingleSwitch ? single : layOutGroups(input, rule, down);
    checkSingleTier(input, groups, down);
    const leafPorts = portSplit(input.leaf, down, 0);
    return { ...base, tiers: 1, rails, rule, leafPorts, groups, leaves: singleBlock(groups) };
  }
  const rule = columnRule(shape, false);
  const leafPorts = splitLeaf(input.leaf, input, hostRateBits, trunkRateBits);
  const groups = layOutGroups(input, rule, leafPorts.down);
  const leaves = unitBlocks(groups);
  const tiers =
    input.tiers ??
    (input.cores !== undefined || input.pods !== undefined || leaves.reserved > switchPorts(spine).common ? 3 : 2);
  const spines = layOutSpines(input, {
    tiers,
    leaves,
    up: leafPorts.up,
    trunkRateBits,
    podLeaves: podLeaves(input, groups),
  });
  return { ...base, tiers, rails, rule, leafPorts, groups, leaves, spines };
}

function defaultShape(input: FabricInput): FabricShape {
  return input.groups.some((group) => group.rails > 1) ? 'rail-optimised' : 'shared-leaf';
}

function asksForSpines({ spines, cores, upPerLeaf, pods }: FabricInput): boolean {
  return pods !== undefined || spines !== undefined || cores !== undefined || upPerLeaf !== undefined;
}

function splitLeaf(leaf: FabricSwitch, input: FabricInput, hostRateBits: number, trunkRateBits: number): PortSplit {
  const ports = switchPorts(leaf);
  const room = ports.hasOwnUplinks ? ports.common : ports.common - (input.upPerLeaf ?? 0);
  const down = input.downPerLeaf ?? Math.min(defaultDown(leaf), room);
  const up = input.upPerLeaf ?? uplinksFor(leaf, down, hostRateBits, trunkRateBits);
  return portSplit(leaf, down, up);
}

/** Whether one switch a plane takes every link, with slots and services; a dual-homed host needs two. */
function fitsOneSwitch(input: FabricInput, shape: FabricShape, groups: readonly GroupLayout[]): boolean {
  if (shape === 'shared-leaf' && groups.some((group) => group.linksPerRail > 1)) return false;
  const perPlane = groups.reduce((sum, group) => sum + group.slots * group.portsPerPlane, 0);
  const services = (input.services ?? []).reduce((sum, service) => sum + service.portNames.length, 0);
  const ports = input.downPerLeaf ?? switchPorts(input.leaf).common;
  return perPlane <= ports && services <= (input.planes ?? 1) * (ports - perPlane);
}
