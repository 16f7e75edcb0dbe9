import { type FabricInput, fabricProblem, type FabricSwitch, type StandingPods } from '../../model/fabric-plan';
import { DataRate } from '../../units/data';
import { type LeafBlocks, reservedPlace } from './leaf-layout';
import { defaultDown, portSplit, type PortSplit, switchPorts, uplinksFor } from '../../model/switch-ports';
import {
  type CoreStructure,
  leastSpines,
  type PodDemand,
  type PodStructure,
  possiblePods,
  threeTierPods,
  twoTierSpines,
} from './three-tier-pods';

/** Spines and cores of one plane. With two tiers all leaves are one pod. */
export interface SpineLayout {
  /** Pods with those reserved. */
  readonly pods: number;
  readonly leavesPerPod: number;
  readonly spinesPerPod: number;
  /** Links from each leaf to each spine of its pod. */
  readonly leafLinks: number;
  /** Leaves for which a rail has room, where pods are made of rails. */
  readonly railLeaves?: number;
  readonly ports: PortSplit;
  /** Numbers (from 0) of the pods that are built, in order; a pod is built with its first leaf. */
  readonly builtPods: readonly number[];
  /** Absent with two tiers. */
  readonly cores?: CoreStructure;
  /** Speed between spines and cores, bit/s. */
  readonly coreRateBits: number;
}

/** What the spines of one plane stand above. */
interface BelowSpines {
  readonly tiers: 1 | 2 | 3;
  readonly leaves: LeafBlocks;
  /** Uplinks of a leaf. */
  readonly up: number;
  readonly trunkRateBits: number;
  /** Leaves of a pod, where the user gives its size. */
  readonly podLeaves: number | undefined;
  /** Whether a leaf takes one rail, so that pods may be made of rails. */
  readonly hasRails: boolean;
}

/**
 * Sizes spines and cores for all leaves, with those reserved.
 *
 * @throws DesignError `fabric/spine-needed`, `fabric/too-many-leaves`, `fabric/too-many-hosts`, `fabric/uneven-spines`,
 * `fabric/too-few-spines`, `fabric/uneven-cores`, `fabric/pod-too-large`
 */
export function layOutSpines(input: FabricInput, below: BelowSpines): SpineLayout {
  const { tiers, leaves, up } = below;
  checkSpineModel(input);
  const spine = input.spine ?? input.leaf;
  const core = input.core ?? spine;
  const coreRateBits = Math.min(switchPorts(spine).uplinkRateBits, core.portRateBits);
  const demand = { fabric: input.name, leaves: leaves.reserved, up, spines: input.spines };
  if (tiers < 3) {
    const radix = switchPorts(spine).common;
    const spines = twoTierSpines({ ...demand, radix, atLeast: leastSpines(input.role) });
    const ports = portSplit(spine, radix, 0);
    const pod = { pods: 1, leavesPerPod: leaves.reserved, spinesPerPod: spines, leafLinks: up / spines };
    return { ...pod, ports, builtPods: [0], coreRateBits };
  }
  const coreRadix = switchPorts(core).common;
  const structure =
    standingPods(input.standingPods, { spine, coreRadix, leaves, up }) ??
    podStructure(input, below, { ...demand, ...spinePorts(input, below, coreRateBits), coreRadix, cores: input.cores });
  const used = structure.cores.coresPerGroup * structure.cores.links;
  const builtPods = podsOf(leaves, structure);
  return { ...structure, ports: portSplit(spine, structure.spineDown, used), builtPods, coreRateBits };
}

/** Pods of rails where they are asked for, or take no more switches and no room was ever kept; else of units: a fabric that fills its reserve keeps its pods. */
function podStructure(input: FabricInput, { leaves, hasRails }: BelowSpines, demand: PodDemand): PodStructure {
  const by = input.pods?.by;
  const byRail = { ...demand, rails: { count: leaves.columns, leaves: leaves.inColumn } };
  if (by === 'rail') {
    if (hasRails) return threeTierPods(byRail);
    const what = "'pods.by' is 'rail', and no leaf of the fabric takes a rail of its own";
    throw fabricProblem(input, 'fabric/bad-pods', { what, remedy: "leave 'pods.by' out, or give hosts with rails" });
  }
  const byUnit = threeTierPods(demand);
  const isOpen =
    by === undefined && demand.pod === undefined && demand.spines === undefined && demand.cores === undefined;
  const keepsRoom = (input.reserveUnits ?? 0) > 0 || input.groups.some(({ reserveUnits = 0 }) => reserveUnits > 0);
  if (!isOpen || !hasRails || keepsRoom || leaves.built < leaves.reserved) return byUnit;
  const rails = possiblePods(byRail);
  return rails !== undefined && switchesOf(rails) <= switchesOf(byUnit) ? rails : byUnit;
}

function switchesOf({ pods, spinesPerPod, cores }: PodStructure): number {
  return pods * spinesPerPod + cores.count;
}

/** Ports of a spine: half of them each way, or as the user's pods ask for. */
function spinePorts(
  { spine, leaf, pods }: FabricInput,
  { podLeaves, trunkRateBits }: BelowSpines,
  coreRateBits: number,
): Pick<PodDemand, 'spineDown' | 'spineUp' | 'pod'> {
  const model = spine ?? leaf;
  const ports = switchPorts(model);
  const spineDown = defaultDown(model);
  const spineUp = uplinksFor(model, spineDown, trunkRateBits, coreRateBits);
  if (podLeaves === undefined) return { spineDown, spineUp };
  const most = ports.hasOwnUplinks ? { down: ports.common, up: ports.uplinks } : { ports: ports.common };
  const perDown = trunkRateBits / (coreRateBits * (pods?.oversubscription ?? 1));
  return { spineDown, spineUp, pod: { leaves: podLeaves, upPerDown: perDown, most } };
}

/** A leaf whose uplinks are faster than its host ports is no spine for its own kind. */
function checkSpineModel(input: FabricInput): void {
  const { leaf, spine } = input;
  const { hasOwnUplinks, uplinkRateBits } = switchPorts(leaf);
  if (spine !== undefined || !hasOwnUplinks || uplinkRateBits <= leaf.portRateBits) return;
  const value = DataRate.bitsPerSecond(leaf.portRateBits).toString();
  const limit = DataRate.bitsPerSecond(uplinkRateBits).toString();
  const what = `the hosts need more than one leaf '${leaf.id}', whose uplinks run at ${limit} and whose other ports at ${value}`;
  const remedy = `give a 'spineSwitch' with ports of ${limit}`;
  throw fabricProblem(input, 'fabric/spine-needed', { what, remedy, value, limit });
}

function podsOf(leaves: LeafBlocks, { leavesPerPod, railLeaves }: PodStructure): number[] {
  const pods = new Set<number>();
  for (const block of leaves.blocks) {
    if (railLeaves !== undefined) {
      for (let leaf = 0; leaf < block.leaves; leaf += 1) {
        pods.add(Math.floor(reservedPlace(block, leaf, railLeaves) / leavesPerPod));
      }
      continue;
    }
    const last = Math.floor((block.reservedOffset + block.leaves - 1) / leavesPerPod);
    for (let pod = Math.floor(block.reservedOffset / leavesPerPod); pod <= last; pod += 1) pods.add(pod);
  }
  return [...pods].sort((a, b) => a - b);
}

/** What standing pods have to carry in one plane. */
interface StandingDemand {
  readonly spine: FabricSwitch;
  readonly coreRadix: number;
  /** Leaves, and uplinks of each. */
  readonly leaves: LeafBlocks;
  readonly up: number;
}

/** The structure of pods that stand; undefined where there are none, or where they no longer carry the leaves on these switches. */
function standingPods(pods: StandingPods | undefined, demand: StandingDemand): PodStructure | undefined {
  if (pods === undefined) return undefined;
  const { spinesPerPod, leavesPerPod, spineDown, spinesPerGroup, coresPerGroup, coreLinks } = pods;
  const { railLeaves } = pods;
  const leafLinks = demand.up / spinesPerPod;
  const groups = spinesPerPod / spinesPerGroup;
  const spineUp = coresPerGroup * coreLinks;
  const counts = [
    pods.pods,
    leavesPerPod,
    spinesPerPod,
    spineDown,
    spinesPerGroup,
    coresPerGroup,
    coreLinks,
    leafLinks,
  ];
  const isEven = [...counts, groups].every((count) => Number.isSafeInteger(count) && count >= 1);
  const ports = switchPorts(demand.spine);
  const isInSpine = ports.hasOwnUplinks
    ? spineDown <= ports.common && spineUp <= ports.uplinks
    : spineDown + spineUp <= ports.common;
  const isInCore = pods.pods * spinesPerGroup * coreLinks <= demand.coreRadix;
  const { reserved, columns, inColumn } = demand.leaves;
  const places = railLeaves === undefined ? reserved : columns * railLeaves;
  const isLargeEnough =
    places <= pods.pods * leavesPerPod && leavesPerPod * leafLinks <= spineDown && inColumn <= (railLeaves ?? Infinity);
  if (!isEven || !isInSpine || !isInCore || !isLargeEnough) return undefined;
  const cores = { count: groups * coresPerGroup, coresPerGroup, spinesPerGroup, links: coreLinks };
  const structure = { pods: pods.pods, leavesPerPod, spinesPerPod, leafLinks, spineDown, spineUp, cores };
  return railLeaves === undefined ? structure : { ...structure, railLeaves };
}
