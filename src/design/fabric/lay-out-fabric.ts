import { DesignError } from '../../errors/design-error';
import { type FabricInput, fabricProblem, type FabricShape, type HostGroup } from '../../model/fabric-plan';
import type { FabricLayout, HostLayout } from './allocate-links';
import { checkFabricInput } from './check-fabric-input';
import {
  columnRule,
  type GroupLayout,
  groupUnits,
  layOutGroups,
  leafServiceLinks,
  type LeafBlocks,
  singleBlock,
  unitBlocks,
} from './leaf-layout';
import { type LeafForm, leafForms } from './leaf-forms';
import { claimServicePorts, servicePorts, withServiceSlots } from './service-ports';
import { layOutSpines } from './spine-layout';
import { leastSpines, twoTierSpines } from './three-tier-pods';
import { portSplit, switchPorts } from '../../model/switch-ports';

/**
 * Decides tiers, leaves, spines, cores and their port splits. The number of tiers is the least that reaches every host: one
 * where a single switch a plane takes every link, two as long as the spines have a port for every leaf, else three.
 *
 * @throws DesignError one of the `fabric/...` codes, `DesignErrors` where several props are wrong
 */
export function layOutFabric(given: FabricInput): FabricLayout {
  checkFabricInput(given);
  const input = withTrunkSpine(given);
  const asked = layOutHosts(withServiceSlots(input));
  const claimed = claimServicePorts(input, asked);
  const layout = claimed === undefined ? asked : layOutHosts(withServiceSlots(claimed));
  return { ...layout, servicePorts: servicePorts(layout) };
}

/** Spines of the leaf's kind have all cages split as the leaf's that face them. */
function withTrunkSpine(input: FabricInput): FabricInput {
  const { leaf, spine, trunkSplit } = input;
  if (trunkSplit === undefined || spine !== undefined) return input;
  return { ...input, spine: spineLike(leaf, trunkSplit) };
}

/** Ports for fabric managers are taken on leaves alone. */
function spineLike(
  { managerPorts: _leafOnly, ...model }: FabricInput['leaf'],
  { portsPerCage, rateBits }: NonNullable<FabricInput['trunkSplit']>,
): FabricInput['leaf'] {
  return { ...model, portsPerCage, portRateBits: rateBits };
}

function layOutHosts(input: FabricInput): HostLayout {
  const shape = input.shape ?? defaultShape(input);
  const planes = input.planes ?? 1;
  const hostRateBits = input.hostRateBits ?? input.leaf.portRateBits;
  const upper = input.spine ?? input.leaf;
  const trunkRateBits = Math.min(
    input.trunkSplit?.rateBits ?? switchPorts(input.leaf).uplinkRateBits,
    upper.portRateBits,
  );
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
  const form = cheapestForm(input, { ...base, rails, rule: columnRule(shape, false) }, () => true);
  if (form === undefined) throw new Error(`fabric '${input.name}' has no form`);
  return form;
}

/** What does not depend on the form of a fabric. */
type Base = Omit<HostLayout, 'tiers' | 'leafPorts' | 'groups' | 'leaves' | 'spines'>;

/**
 * The cheapest form in which a fabric under spines can be built, of those that are wanted. A form is laid out no further than shows that it costs more than one that is
 * found already. Undefined where none is wanted.
 *
 * @throws DesignError why the plain form cannot be built, where none can
 */
function cheapestForm(
  input: FabricInput,
  base: Base,
  isWanted: (layout: HostLayout) => boolean,
): HostLayout | undefined {
  const radix = switchPorts(input.spine ?? input.leaf).common;
  let best: { readonly layout: HostLayout; readonly cost: readonly number[] } | undefined;
  let [refused, built] = [undefined as unknown, 0];
  for (const form of leafForms(input, base)) {
    const formed = form.leaf === undefined ? input : { ...input, leaf: form.leaf };
    const groups = layOutGroups(formed, base.rule, form.split.down, form.leafUnits);
    const leaves = unitBlocks(groups);
    const uplinks = leaves.reserved * form.split.up;
    const least = [0, base.planes * (leaves.reserved + Math.ceil(uplinks / radix)), base.planes * uplinks];
    if (best !== undefined && compareCosts(least, best.cost) > 0) continue;
    try {
      const layout = layOutForm(formed, base, form, groups, leaves);
      built += 1;
      if (!isWanted(layout)) continue;
      const cost = formCost(layout);
      if (best === undefined || compareCosts(cost, best.cost) < 0) best = { layout, cost };
    } catch (error) {
      if (!(error instanceof DesignError)) throw error;
      refused ??= error;
    }
  }
  if (built === 0) throw refused;
  return best?.layout;
}

/** What a form costs, in the order in which it counts: a rule of losses that fails, switches, links between them; then what it gives up. */
function formCost({ input, planes, leaves, leafPorts, spines, groups }: HostLayout): readonly number[] {
  const spineCount = (spines?.pods ?? 0) * (spines?.spinesPerPod ?? 0);
  const cores = spines?.cores?.count ?? 0;
  const isFragile = spines !== undefined && spines.spinesPerPod < leastSpines(input.role);
  return [
    isFragile ? 1 : 0,
    planes * (leaves.reserved + spineCount + cores),
    planes * (leaves.reserved * leafPorts.up + (spines?.cores === undefined ? 0 : spineCount * spines.ports.up)),
    Math.max(...groups.map(({ leafUnits }) => leafUnits)),
    -leafPorts.down,
  ];
}

/** Order of two costs. */
function compareCosts(left: readonly number[], right: readonly number[]): number {
  const at = left.findIndex((value, index) => value !== right[index]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

/**
 * The form that a fabric would have if not its own: with fewer spines where only the loss of one asks for more, else the next in cost. Undefined where there is no other,
 * as with one tier.
 *
 * @throws DesignError as `layOutFabric`
 */
export function runnerUpLayout(input: FabricInput): FabricLayout | undefined {
  const own = layOutFabric(input);
  if (own.spines === undefined) return undefined;
  const fewer = fewerSpines(own);
  if (fewer !== undefined) return layOutFabric({ ...withForm(input, own), spines: fewer });
  const { shape, planes, rails, rule, hostRateBits, trunkRateBits, reserveUnits } = own;
  const base = { input: own.input, shape, planes, rails, rule, hostRateBits, trunkRateBits, reserveUnits };
  const isOther = ({ leaves, leafPorts, spines }: HostLayout): boolean =>
    leaves.reserved !== own.leaves.reserved ||
    leafPorts.up !== own.leafPorts.up ||
    spines?.spinesPerPod !== own.spines?.spinesPerPod;
  const other = cheapestForm(withServiceSlots(withTrunkSpine(input)), base, isOther);
  return other === undefined ? undefined : layOutFabric(withForm(input, other));
}

/** The least even count of spines of two tiers, where it is below the chosen one. */
function fewerSpines({ tiers, leaves, leafPorts, spines, input }: FabricLayout): number | undefined {
  if (tiers !== 2 || spines === undefined || input.spines !== undefined) return undefined;
  const radix = switchPorts(input.spine ?? input.leaf).common;
  const least = twoTierSpines({ fabric: input.name, leaves: leaves.reserved, up: leafPorts.up, radix });
  return least < spines.spinesPerPod ? least : undefined;
}

/** An input that asks for the form of a layout. */
function withForm(input: FabricInput, { leafPorts, groups }: HostLayout): FabricInput {
  return { ...input, downPerLeaf: leafPorts.down, upPerLeaf: leafPorts.up, groups: withLeafUnits(input, groups) };
}

/** Groups that ask for the units that share leaves in a layout. */
export function withLeafUnits({ groups }: FabricInput, layouts: readonly GroupLayout[]): readonly HostGroup[] {
  const shared = new Map(layouts.map(({ group, leafUnits }) => [group.name, leafUnits]));
  return groups.map((group) => ({ ...group, leafUnits: shared.get(group.name) ?? 1 }));
}

function layOutForm(
  input: FabricInput,
  base: Base,
  { split: leafPorts }: LeafForm,
  groups: readonly GroupLayout[],
  leaves: LeafBlocks,
): HostLayout {
  const { common } = switchPorts(input.spine ?? input.leaf);
  const tiers =
    input.tiers ?? (input.cores !== undefined || input.pods !== undefined || leaves.reserved > common ? 3 : 2);
  const spines = layOutSpines(input, {
    tiers,
    leaves,
    up: leafPorts.up,
    trunkRateBits: base.trunkRateBits,
    podLeaves: podLeaves(input, groups),
    hasRails: base.rule === 'rail',
  });
  return { ...base, input, tiers, leafPorts, groups, leaves, spines };
}

function defaultShape(input: FabricInput): FabricShape {
  return input.groups.some((group) => group.rails > 1) ? 'rail-optimised' : 'shared-leaf';
}

function asksForSpines({ spines, cores, upPerLeaf, uplinksFrom, pods, passes }: FabricInput): boolean {
  return (
    pods !== undefined ||
    passes !== undefined ||
    uplinksFrom !== undefined ||
    spines !== undefined ||
    cores !== undefined ||
    upPerLeaf !== undefined
  );
}

/** Whether one switch a plane takes every link, with slots and services; a dual-homed host needs two. */
function fitsOneSwitch(input: FabricInput, shape: FabricShape, groups: readonly GroupLayout[]): boolean {
  if (shape === 'shared-leaf' && groups.some((group) => group.linksPerRail > 1)) return false;
  const perPlane = groups.reduce((sum, group) => sum + group.slots * group.portsPerPlane, 0);
  const planes = input.planes ?? 1;
  const ports = input.downPerLeaf ?? switchPorts(input.leaf).common;
  return perPlane <= ports && leafServiceLinks(input, planes) <= planes * (ports - perPlane);
}

/**
 * Units of the final size.
 *
 * @throws DesignError `fabric/reserve-too-small`
 */
function checkReserve(input: FabricInput): number {
  const units = groupUnits(input).reduce((sum, { reserved }) => sum + reserved, 0);
  const limit = input.reserveUnits ?? units;
  if (units <= limit) return units;
  const last = input.groups.at(-1);
  const slots = input.groups.reduce((sum, group) => sum + group.hosts.length, 0);
  throw new DesignError('fabric/reserve-too-small', {
    problem: `fabric '${input.name}': ${slots} hosts take ${units} units of ${last?.unitHosts}, and 'reserveUnits' keeps ${limit}`,
    remedy: `use ${fewerHosts(input, units - limit)}, or set 'reserveUnits' to ${units}, which may move cables between leaves and spines`,
    object: input.name,
    value: `${units} units`,
    limit: `${limit} units`,
  });
}

function fewerHosts(input: FabricInput, unitsOver: number): string {
  const [only] = input.groups;
  if (only === undefined || input.groups.length > 1) return `${unitsOver} ${unitsOver === 1 ? 'unit' : 'units'} fewer`;
  return `${(input.reserveUnits ?? 0) * only.unitHosts} hosts`;
}

/**
 * Checks that the leaves of a fabric without spines, one a column, take every host.
 *
 * @throws DesignError `fabric/too-many-hosts`
 */
function checkSingleTier(input: FabricInput, groups: readonly GroupLayout[], down: number): void {
  const columns = Math.max(...groups.map(({ strides }) => strides.length));
  for (let column = 0; column < columns; column += 1) {
    const taken = groups.reduce((sum, { slots, strides }) => sum + slots * (strides[column] ?? 0), 0);
    if (taken <= down) continue;
    const what = columns === 1 ? 'one switch' : 'each of its leaves';
    throw new DesignError('fabric/too-many-hosts', {
      problem: `fabric '${input.name}': with one tier ${what} a plane takes ${down} host links, and the hosts bring ${taken}`,
      remedy: "use fewer hosts, a leaf with more ports, or 'tiers: 2'",
      object: input.name,
      value: `${taken} links`,
      limit: `${down} links`,
    });
  }
}

/**
 * Leaves of one pod in one plane, where the user says how large a pod is: pods begin with a unit, so all units have equally many leaves.
 *
 * @throws DesignError `fabric/uneven-pods`
 */
function podLeaves(input: FabricInput, groups: readonly GroupLayout[]): number | undefined {
  const { pods } = input;
  if (pods === undefined || (pods.units === undefined && pods.hosts === undefined)) return undefined;
  const sizes = groups.map(({ group, strides, leavesPerColumn }) => {
    const leaves = strides.length * leavesPerColumn;
    return { name: group.name, leaves, pod: leaves * (pods.units ?? (pods.hosts ?? 0) / group.unitHosts) };
  });
  const [first] = sizes;
  const other = sizes.find(({ pod, leaves }) => pod !== first?.pod || leaves !== first.leaves);
  if (first === undefined || other === undefined) return first?.pod;
  throw fabricProblem(input, 'fabric/uneven-pods', {
    what: `a unit of group '${first.name}' has ${inWords(first.leaves)} a plane and one of '${other.name}' ${other.leaves}, so that a pod has no one size`,
    remedy: "give each group its own fabric, units with equally many leaves, or leave 'pods' out",
    value: inWords(other.leaves),
    limit: inWords(first.leaves),
  });
}

function inWords(leaves: number): string {
  return `${leaves} ${leaves === 1 ? 'leaf' : 'leaves'}`;
}
