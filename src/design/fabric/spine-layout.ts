import { DataRate } from '../../units/data-rate';
import type { FabricInput } from './fabric-input';
import { fabricProblem } from './fabric-problem';
import type { LeafBlocks } from './leaf-block';
import { defaultDown, portSplit, switchPorts, uplinksFor, type PortSplit } from './switch-ports';
import { threeTierPods, type CoreStructure } from './three-tier-pods';
import { twoTierSpines } from './two-tier-spines';

/** Spines and cores of one plane. With two tiers all leaves are one pod. */
export interface SpineLayout {
  /** Pods with those reserved. */
  readonly pods: number;
  readonly leavesPerPod: number;
  readonly spinesPerPod: number;
  /** Links from each leaf to each spine of its pod. */
  readonly leafLinks: number;
  readonly ports: PortSplit;
  /** Numbers (from 0) of the pods that are built, in order; a pod is built with its first leaf. */
  readonly builtPods: readonly number[];
  /** Absent with two tiers. */
  readonly cores?: CoreStructure;
  /** Speed between spines and cores, bit/s. */
  readonly coreRateBits: number;
}

/**
 * Sizes spines and cores for all leaves, with those reserved.
 *
 * @throws DesignError `fabric/spine-needed`, `fabric/too-many-leaves`, `fabric/too-many-hosts`, `fabric/uneven-spines`,
 * `fabric/too-few-spines`, `fabric/uneven-cores`
 */
export function layOutSpines(
  input: FabricInput,
  tiers: 1 | 2 | 3,
  leaves: LeafBlocks,
  up: number,
  trunkRateBits: number,
): SpineLayout {
  checkSpineModel(input);
  const spine = input.spine ?? input.leaf;
  const core = input.core ?? spine;
  const coreRateBits = Math.min(switchPorts(spine).uplinkRateBits, core.portRateBits);
  const demand = { fabric: input.name, leaves: leaves.reserved, up, spines: input.spines };
  if (tiers < 3) {
    const radix = switchPorts(spine).common;
    const spines = twoTierSpines({ ...demand, radix });
    const ports = portSplit(spine, radix, 0);
    const pod = { pods: 1, leavesPerPod: leaves.reserved, spinesPerPod: spines, leafLinks: up / spines };
    return { ...pod, ports, builtPods: [0], coreRateBits };
  }
  const spineDown = defaultDown(spine);
  const spineUp = uplinksFor(spine, spineDown, trunkRateBits, coreRateBits);
  const coreRadix = switchPorts(core).common;
  const structure = threeTierPods({ ...demand, spineDown, spineUp, coreRadix, cores: input.cores });
  const used = structure.cores.coresPerGroup * structure.cores.links;
  const builtPods = podsOf(leaves, structure.leavesPerPod);
  return { ...structure, ports: portSplit(spine, spineDown, used), builtPods, coreRateBits };
}

/** A leaf whose uplinks are faster than its host ports is no spine for its own kind. */
function checkSpineModel(input: FabricInput): void {
  const { leaf, spine } = input;
  const { hasOwnUplinks, uplinkRateBits } = switchPorts(leaf);
  if (spine !== undefined || !hasOwnUplinks || uplinkRateBits <= leaf.portRateBits) return;
  const value = DataRate.bitsPerSecond(leaf.portRateBits).toString();
  const limit = DataRate.bitsPerSecond(uplinkRateBits).toString();
  const what = `the hosts need more than one leaf '${leaf.id}', whose uplinks run at ${limit} and whose other ports at ${value}`;
  const remedy = `give a spine with ports of ${limit}`;
  throw fabricProblem(input, 'fabric/spine-needed', { what, remedy, value, limit });
}

function podsOf(leaves: LeafBlocks, leavesPerPod: number): number[] {
  const pods = new Set<number>();
  for (const block of leaves.blocks) {
    const last = Math.floor((block.reservedOffset + block.leaves - 1) / leavesPerPod);
    for (let pod = Math.floor(block.reservedOffset / leavesPerPod); pod <= last; pod += 1) pods.add(pod);
  }
  return [...pods];
}
