import type { FabricCounts, FabricInput, FabricPlan, TierRatio } from '../../model/fabric-plan';
import { allocateLinks, type FabricLayout } from './allocate-links';
import { layOutFabric } from './lay-out-fabric';
import { portsBefore, switchPorts } from '../../model/switch-ports';

/** What a fabric takes, without its links. */
export type FabricSizing = Omit<FabricPlan, 'endpoints' | 'switches' | 'links'>;

/**
 * Sizes a fabric: a dry run of the allocator that counts the ports it would take.
 *
 * @throws DesignError one of the `fabric/...` codes, `DesignErrors` where several props are wrong
 */
export function sizeFabric(input: FabricInput): FabricSizing {
  return sizeLayout(layOutFabric(input));
}

/** Sizes what is already laid out. */
export function sizeLayout(layout: FabricLayout): FabricSizing {
  const { input } = layout;
  const counts = countLayout(layout);
  const ratios = ratiosOf(layout);
  return {
    name: input.name,
    kind: input.kind,
    role: input.role,
    shape: layout.shape,
    tiers: layout.tiers,
    planes: layout.planes,
    rails: layout.rails,
    hostRateBits: layout.hostRateBits,
    trunkRateBits: layout.trunkRateBits,
    downPerLeaf: layout.leafPorts.down,
    upPerLeaf: layout.leafPorts.up,
    reserveUnits: layout.reserveUnits,
    ...sharedLeaves(layout),
    ...sharedRails(layout),
    counts,
    ratios,
    ...podsOf(layout),
    bisectionBits: Math.round(
      (counts.hostLinks / 2) * layout.hostRateBits * carriedShare(ratios) * insideShare(layout),
    ),
  };
}

function sharedLeaves({ spines, groups }: FabricLayout): Pick<FabricPlan, 'leafUnits'> {
  const leafUnits = Math.max(...groups.map((group) => group.leafUnits));
  return spines === undefined || leafUnits === 1 ? {} : { leafUnits };
}

function sharedRails({ rule, input }: FabricLayout): Pick<FabricPlan, 'railsPerLeaf'> {
  const { railsPerLeaf = 1 } = input;
  return rule !== 'rail' || railsPerLeaf === 1 ? {} : { railsPerLeaf };
}

function podsOf({ spines, leafPorts, hostRateBits, trunkRateBits, planes }: FabricLayout): Pick<FabricPlan, 'pods'> {
  if (spines?.cores === undefined) return {};
  const { leavesPerPod, spinesPerPod, builtPods } = spines;
  const perLeaf = Math.min(leafPorts.down * hostRateBits, leafPorts.up * trunkRateBits);
  const bisectionBits = Math.round((planes * leavesPerPod * perLeaf) / 2);
  return { pods: { count: builtPods.length, leavesPerPod, spinesPerPod, bisectionBits } };
}

/** Share of the host rate that passes every tier: what a spine has above its leaves counts for what they bring, so the ratios multiply. */
function carriedShare(ratios: readonly TierRatio[]): number {
  let [product, share] = [1, 1];
  for (const { ratio } of ratios) {
    product *= ratio;
    share = Math.min(share, 1 / product);
  }
  return share;
}

/** Share that passes inside the switches on the way up, where they are chassis with a stated ratio. */
function insideShare({ input, tiers }: FabricLayout): number {
  const { leaf, spine = leaf, core = spine } = input;
  const passed = [leaf, spine, core].slice(0, tiers);
  return passed.reduce((share, { chassis }) => share / Math.max(1, chassis?.ratio ?? 1), 1);
}

function countLayout(layout: FabricLayout): FabricCounts {
  const { input, planes, spines } = layout;
  const links = [0, 0, 0];
  allocateLinks(layout, (tier) => (links[tier] = (links[tier] ?? 0) + 1));
  const [edge = 0, leafSpineLinks = 0, spineCoreLinks = 0] = links;
  const leaf = planes * layout.leaves.built;
  const spine = spines === undefined ? 0 : planes * spines.builtPods.length * spines.spinesPerPod;
  const core = planes * (spines?.cores?.count ?? 0);
  const managerLinks = layout.servicePorts.filter(({ port }) => port > portsBefore(input.leaf)).length;
  const serviceLinks = (input.services ?? []).reduce((sum, { portNames }) => sum + portNames.length, 0);
  const spinePorts = portsOf(input.spine ?? input.leaf, spines?.cores !== undefined);
  const corePorts = portsOf(input.core ?? input.spine ?? input.leaf, false);
  return {
    hosts: input.groups.reduce((sum, { hosts }) => sum + hosts.filter((host) => host !== '').length, 0),
    units: layout.groups.reduce((sum, { unitsPresent }) => sum + unitsPresent, 0),
    leaf,
    spine,
    core,
    hostLinks: edge - serviceLinks,
    serviceLinks,
    ...(managerLinks > 0 && { managerLinks }),
    leafSpineLinks,
    spineCoreLinks,
    freeLeafDownPorts: leaf * (layout.leafPorts.down - (input.passes?.keptFree?.length ?? 0)) - edge + managerLinks,
    freeSpinePorts: spine * spinePorts - leafSpineLinks - spineCoreLinks,
    freeCorePorts: core * corePorts - spineCoreLinks,
  };
}

function portsOf(model: Parameters<typeof switchPorts>[0], hasTierAbove: boolean): number {
  const ports = switchPorts(model);
  return ports.common + (hasTierAbove && ports.hasOwnUplinks ? ports.uplinks : 0);
}

function ratiosOf({ spines, leafPorts, hostRateBits, trunkRateBits }: FabricLayout): TierRatio[] {
  if (spines === undefined) return [];
  const leaf = ratioOf('leaf', leafPorts.down, hostRateBits, leafPorts.up, trunkRateBits);
  if (spines.cores === undefined) return [leaf];
  const down = spines.leavesPerPod * spines.leafLinks;
  return [leaf, ratioOf('spine', down, trunkRateBits, spines.ports.up, spines.coreRateBits)];
}

function ratioOf(
  tier: 'leaf' | 'spine',
  down: number,
  downRateBits: number,
  up: number,
  upRateBits: number,
): TierRatio {
  return { tier, down, downRateBits, up, upRateBits, ratio: (down * downRateBits) / (up * upRateBits) };
}

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

/**
 * Rails that one leaf carries: one where a rail-optimised fabric has leaves for each rail; all of them on shared leaves, and on the one switch
 * of a plane that takes every host.
 */
export function railsPerLeaf({
  shape,
  rails,
  planes,
  counts,
  railsPerLeaf: asked = 1,
}: Pick<FabricSizing, 'shape' | 'rails' | 'planes' | 'counts' | 'railsPerLeaf'>): number {
  return shape === 'rail-optimised' && counts.leaf > planes ? asked : rails;
}
