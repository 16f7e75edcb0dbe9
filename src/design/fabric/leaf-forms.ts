import { type FabricInput, fabricProblem, type FabricSwitch } from '../../model/fabric-plan';
import { defaultDown, portSplit, type PortSplit, switchPorts, uplinksFor } from '../../model/switch-ports';
import { type ColumnRule, groupUnits, layOutGroups, leafServiceLinks } from './leaf-layout';

/**
 * Forms of one fabric: how many units share leaves, and how a leaf divides its ports. Small units fill the ports of a leaf together, uplinks follow the ports that are
 * used or kept, and more uplinks than needed are taken where they spread over fewer spines. Only what the user leaves open is chosen.
 */
export interface LeafForm {
  /** Most units of a group that share leaves. */
  readonly leafUnits: number;
  readonly split: PortSplit;
  /** Leaf with its cages divided between two ways to split them. Absent: all cages are split alike. */
  readonly leaf?: FabricSwitch;
}

/** What the ports of a leaf have to carry. */
interface LeafDemand {
  readonly rule: ColumnRule;
  /** Bit/s. */
  readonly hostRateBits: number;
  readonly trunkRateBits: number;
}

/** Forms to compare; the plain one, a unit with leaves of its own and half of the ports each way, stands first and says what is wrong where none can be built. */
export function leafForms(input: FabricInput, demand: LeafDemand): readonly LeafForm[] {
  if (input.trunkSplit !== undefined) return mixedForms(input, demand, input.trunkSplit);
  const forms = openForms(input, demand);
  const { uplinksFrom, leaf } = input;
  if (uplinksFrom === undefined) return forms;
  const { common, hasOwnUplinks } = switchPorts(leaf);
  const upBase = uplinksFrom - 1;
  const fitting = forms.filter(({ split: { down, up } }) => down <= upBase && upBase + up <= common);
  if (!hasOwnUplinks && fitting.length > 0) {
    return fitting.map(({ leafUnits, split }) => ({ leafUnits, split: { ...split, upBase } }));
  }
  const [first] = forms;
  const what = hasOwnUplinks
    ? `'uplinksFrom' is ${uplinksFrom}, and leaf '${leaf.id}' has uplinks of its own`
    : `'uplinksFrom' is ${uplinksFrom}, and ${first?.split.down} ports down and ${first?.split.up} up of the ${common} of leaf '${leaf.id}' do not fit around it`;
  throw fabricProblem(input, 'fabric/uplinks-from', {
    what,
    remedy: hasOwnUplinks ? "leave 'uplinksFrom' out" : "leave it out, or give 'downPerLeaf' and 'upPerLeaf' that fit",
    value: `${uplinksFrom}`,
  });
}

function openForms(input: FabricInput, demand: LeafDemand): readonly LeafForm[] {
  const plain: LeafForm = { leafUnits: 1, split: plainSplit(input, demand) };
  const { leaf, downPerLeaf, upPerLeaf, pods } = input;
  if ([downPerLeaf, upPerLeaf, pods, input.passes].some((given) => given !== undefined)) return [plain];
  const { hasOwnUplinks } = switchPorts(leaf);
  const half = defaultDown(leaf);
  const forms: LeafForm[] = [plain];
  for (let leafUnits = 1; leafUnits <= mostShared(input, demand.rule, half); leafUnits += 1) {
    if (hasOwnUplinks) {
      if (leafUnits > 1) forms.push({ leafUnits, split: plain.split });
      continue;
    }
    for (const split of splitsFor(input, demand, leafUnits)) {
      const isPlain = leafUnits === 1 && split.down === plain.split.down && split.up === plain.split.up;
      if (!isPlain) forms.push({ leafUnits, split });
    }
  }
  return forms;
}

/**
 * Forms of a leaf whose cages are split in one way for hosts and in another for spines: whole cages each way, those for spines last or from `uplinksFrom`, and no more
 * ports down than the uplinks carry where the props do not say so.
 */
function mixedForms(input: FabricInput, demand: LeafDemand, trunk: NonNullable<FabricInput['trunkSplit']>): LeafForm[] {
  const { leaf, uplinksFrom, downPerLeaf, upPerLeaf } = input;
  const { cages, portsPerCage, lanes } = leaf;
  const before = uplinksFrom === undefined ? undefined : (uplinksFrom - 1) / portsPerCage;
  const most = Number.isInteger(before ?? 1) && before !== 0 ? cages - (before ?? 1) : 0;
  const asked = upPerLeaf === undefined ? undefined : Math.ceil(upPerLeaf / trunk.portsPerCage);
  const forms: LeafForm[] = [];
  for (let facing = asked ?? 1; facing <= Math.min(most, asked ?? most); facing += 1) {
    const own = before ?? cages - facing;
    const uplinks = {
      ports: (cages - own) * trunk.portsPerCage,
      rateBits: trunk.rateBits,
      portsPerCage: trunk.portsPerCage,
      ...(lanes !== undefined && { lanes }),
    };
    const mixed = { ...leaf, cages: own, uplinks };
    const up = upPerLeaf ?? facing * trunk.portsPerCage;
    const carried = Math.floor((up * demand.trunkRateBits) / demand.hostRateBits);
    const down = downPerLeaf ?? Math.min(own * portsPerCage, carried);
    if (down < 1 || down > own * portsPerCage) continue;
    const shared = downPerLeaf === undefined && upPerLeaf === undefined ? mostShared(input, demand.rule, down) : 1;
    for (let leafUnits = 1; leafUnits <= shared; leafUnits += 1) {
      forms.push({ leafUnits, split: portSplit(mixed, down, up), leaf: mixed });
    }
  }
  if (forms.length > 0) return forms;
  const cagesOf = `${cages} cages of leaf '${leaf.id}', ${portsPerCage} ports for hosts or ${trunk.portsPerCage} for spines each`;
  throw fabricProblem(input, 'fabric/trunk-split', {
    what: `${downPerLeaf ?? 1} ports down and ${upPerLeaf ?? 1} up${uplinksFrom === undefined ? '' : ` from port ${uplinksFrom}`} do not fit into the ${cagesOf}`,
    remedy:
      uplinksFrom === undefined
        ? "lower 'downPerLeaf' or 'upPerLeaf'"
        : `let uplinks begin with a cage: 'uplinksFrom' ${portsPerCage + 1} is the first port of the second`,
    value: `${downPerLeaf ?? 1} ports down, ${upPerLeaf ?? 1} up`,
    limit: `${cages} cages`,
  });
}

/** Split that the props give; half of the ports each way where they are silent. */
function plainSplit(input: FabricInput, { hostRateBits, trunkRateBits }: LeafDemand): PortSplit {
  const { leaf } = input;
  const ports = switchPorts(leaf);
  const room = ports.hasOwnUplinks ? ports.common : ports.common - (input.upPerLeaf ?? 0);
  const down = input.downPerLeaf ?? Math.min(defaultDown(leaf), room);
  return portSplit(leaf, down, input.upPerLeaf ?? uplinksFor(leaf, down, hostRateBits, trunkRateBits));
}

/** Most units of a group whose ports one leaf takes whole. */
function mostShared(input: FabricInput, rule: ColumnRule, down: number): number {
  const units = groupUnits(input);
  const most = layOutGroups(input, rule, down).map(({ group, strides }, at) =>
    Math.min(units[at]?.reserved ?? 0, Math.floor(down / (group.unitHosts * (strides[0] ?? 1)))),
  );
  return Math.max(1, ...most);
}

/** Splits without oversubscription: from the uplinks that the used and kept ports need to those for which the leaf has ports. */
function splitsFor(
  input: FabricInput,
  { rule, hostRateBits, trunkRateBits }: LeafDemand,
  leafUnits: number,
): PortSplit[] {
  const { leaf } = input;
  const { common } = switchPorts(leaf);
  const half = defaultDown(leaf);
  const used = usedDown(input, rule, half, leafUnits);
  const least = Math.ceil((used * hostRateBits) / trunkRateBits);
  const most = Math.min(common - used, uplinksFor(leaf, half, hostRateBits, trunkRateBits));
  return Array.from({ length: Math.max(0, most - least + 1) }, (_, more) => {
    const up = least + more;
    const carried = Math.floor((up * trunkRateBits) / hostRateBits);
    return portSplit(leaf, Math.min(half, carried, common - up), up);
  });
}

/** Ports of the fullest leaf that hosts, what is kept for them and services take. Hosts of a block spread evenly over the leaves of a column. */
function usedDown(input: FabricInput, rule: ColumnRule, half: number, leafUnits: number): number {
  const groups = layOutGroups(input, rule, half, leafUnits);
  const [first] = groups;
  const leaves = (input.planes ?? 1) * (first === undefined ? 1 : first.strides.length * first.leavesPerColumn);
  const links = leafServiceLinks(input, leaves);
  const byHosts = groups.map(({ group, strides, leavesPerColumn, unitsReserved, blockHosts, railsTogether }) => {
    const hosts = Math.min(blockHosts, unitsReserved * group.unitHosts);
    const [stride = 0] = strides;
    return railsTogether > 1
      ? Math.ceil(hosts / leavesPerColumn) * stride
      : Math.ceil((hosts * stride) / leavesPerColumn);
  });
  return Math.min(half, Math.max(...byHosts) + Math.ceil(links / leaves));
}
