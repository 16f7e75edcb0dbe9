import type { FabricInput, FabricShape, HostGroup } from '../../model/fabric-plan';

/**
 * Leaves of a unit stand in columns. A column takes the same ports of every host: one rail (rail-optimised), every second
 * port of a dual-homed host (shared leaf), or all of them. Within a column hosts fill one leaf after the other.
 */
export interface GroupLayout {
  readonly group: HostGroup;
  /** From 1. */
  readonly firstUnit: number;
  /** Blocks of leaves of the groups before it that are built. */
  readonly builtBefore: number;
  readonly unitsPresent: number;
  readonly unitsReserved: number;
  /** Those of them that are declared as the group's own, else those present; the others are the fabric's, and may become a group of their own. */
  readonly unitsOwn: number;
  /** Units that share leaves, and hosts of such a block. */
  readonly leafUnits: number;
  readonly blockHosts: number;
  readonly linksPerRail: number;
  /** Leaf ports that a host takes in one plane. */
  readonly portsPerPlane: number;
  /** Leaf ports that a host takes in each column of one plane. */
  readonly strides: readonly number[];
  /** Rails that share a column, 1 where a column is no rail. */
  readonly railsTogether: number;
  /** Leaves of one block in one column. */
  readonly leavesPerColumn: number;
  /** Slots for which ports are kept. */
  readonly slots: number;
  /** Plane, column and place in its stride of each port of a host, in the order of `portNames`. */
  readonly ports: readonly PortPlace[];
}

/** Where a host's port goes. All from 0. */
interface PortPlace {
  readonly plane: number;
  readonly column: number;
  readonly index: number;
}

/** How columns are cut: one for each rail, one or two for all ports, or a single switch for everything. */
export type ColumnRule = 'rail' | 'shared' | 'single';

/** Column rule of a fabric of this shape. */
export function columnRule(shape: FabricShape, isSingleSwitch: boolean): ColumnRule {
  if (isSingleSwitch) return 'single';
  return shape === 'rail-optimised' ? 'rail' : 'shared';
}

/**
 * Lays out the groups one after the other, each in units of its own.
 *
 * @param input - the fabric
 * @param rule - how columns are cut
 * @param down - ports of a leaf that face hosts
 * @param leafUnits - most units of a group that share leaves where it does not say so itself: as many as fill the ports of a leaf
 */
export function layOutGroups(input: FabricInput, rule: ColumnRule, down: number, leafUnits = 1): GroupLayout[] {
  const planes = input.planes ?? 1;
  const units = groupUnits(input);
  let firstUnit = 1;
  let builtBefore = 0;
  return input.groups.map((group, at) => {
    const { present, reserved } = units[at] ?? { present: 0, reserved: 0 };
    // Units that a fabric keeps for nobody share no leaves: how many a group has of them must decide nothing.
    const sharing = group.reserveUnits ?? (input.reserveUnits === undefined ? reserved : 1);
    const linksPerRail = group.portNames.length / (group.rails * planes);
    const portsPerPlane = group.rails * linksPerRail;
    const together = rule === 'rail' ? Math.min(group.rails, input.railsPerLeaf ?? 1) : 1;
    const columns = columnCount(group, rule, linksPerRail, together);
    const strides = Array.from({ length: columns }, (_, column) =>
      rule === 'rail'
        ? linksPerRail * Math.min(together, group.rails - column * together)
        : Math.ceil((portsPerPlane - column) / columns),
    );
    const stride = strides[0] ?? 0;
    // Ports of several rails of a host stay on one leaf, so that a leaf takes whole hosts.
    const taken = together > 1 ? Math.max(1, Math.floor(down / stride)) * stride : down;
    const unitPorts = group.unitHosts * stride;
    const shared =
      rule === 'single' ? 1 : (group.leafUnits ?? sharedUnits(unitPorts, taken, Math.min(leafUnits, sharing)));
    const layout: GroupLayout = {
      group,
      firstUnit,
      builtBefore,
      unitsPresent: present,
      unitsReserved: reserved,
      unitsOwn: group.reserveUnits ?? present,
      leafUnits: shared,
      blockHosts: shared * group.unitHosts,
      linksPerRail,
      portsPerPlane,
      strides,
      railsTogether: together,
      leavesPerColumn:
        rule === 'shared' && input.passes ? input.passes.leaves : Math.ceil((shared * unitPorts) / taken),
      slots: reserved > present || isReserving(input, at) ? reserved * group.unitHosts : group.hosts.length,
      ports: portPlaces(group, rule, planes, { linksPerRail, columns, together }),
    };
    firstUnit += reserved;
    builtBefore += Math.ceil(present / shared);
    return layout;
  });
}

/** Units whose ports one leaf of a column takes whole, up to a number. */
function sharedUnits(unitPorts: number, down: number, most: number): number {
  return Math.max(1, Math.min(most, Math.floor(down / unitPorts)));
}

/**
 * Units of each group: those that have a slot, of a host or (under spines) of services, and those kept. What the fabric reserves beyond the groups goes to the last one.
 */
export function groupUnits(input: FabricInput): { present: number; reserved: number }[] {
  const units = input.groups.map((group) => {
    const held = input.tiers === 1 ? 0 : Math.max(0, ...(group.serviceSlots ?? []).map((slot) => slot + 1));
    const present = Math.ceil(Math.max(group.hosts.length, held) / group.unitHosts);
    return { present, reserved: Math.max(present, group.reserveUnits ?? 0) };
  });
  const last = units.at(-1);
  const total = units.reduce((sum, { reserved }) => sum + reserved, 0);
  if (last !== undefined) last.reserved += Math.max(0, (input.reserveUnits ?? 0) - total);
  return units;
}

function isReserving(input: FabricInput, at: number): boolean {
  const isLast = at === input.groups.length - 1;
  return input.groups[at]?.reserveUnits !== undefined || (isLast && input.reserveUnits !== undefined);
}

function columnCount(group: HostGroup, rule: ColumnRule, linksPerRail: number, together: number): number {
  if (rule === 'rail') return Math.ceil(group.rails / together);
  return rule === 'shared' ? Math.min(2, linksPerRail) : 1;
}

function portPlaces(
  group: HostGroup,
  rule: ColumnRule,
  planes: number,
  {
    linksPerRail,
    columns,
    together,
  }: { readonly linksPerRail: number; readonly columns: number; readonly together: number },
): PortPlace[] {
  return group.portNames.map((_, port) => {
    const rail = Math.floor(port / (planes * linksPerRail));
    const plane = Math.floor(port / linksPerRail) % planes;
    const link = port % linksPerRail;
    if (rule === 'rail') {
      return { plane, column: Math.floor(rail / together), index: (rail % together) * linksPerRail + link };
    }
    const inPlane = rail * linksPerRail + link;
    return { plane, column: inPlane % columns, index: Math.floor(inPlane / columns) };
  });
}

/** Leaves of one unit, or of the few that share them (or, with one tier, of the fabric) in each plane. */
export interface LeafBlock {
  /** Scalable unit from 1, the first where several share the leaves; absent with one tier. */
  readonly unit?: number;
  readonly columns: number;
  /** Rails of its hosts. */
  readonly rails: number;
  readonly leavesPerColumn: number;
  /** Leaves in each plane. */
  readonly leaves: number;
  /** Leaves of the plane before it, counting only those that are built. */
  readonly builtOffset: number;
  /** Leaves of the plane before it, counting reserved ones: decides the spine ports. */
  readonly reservedOffset: number;
  /** Leaves of each column before it, counting reserved ones. */
  readonly columnOffset: number;
}

/** All leaves of a plane. */
export interface LeafBlocks {
  /** Blocks that are built, in the order of their units. */
  readonly blocks: readonly LeafBlock[];
  /** Leaves of a plane that are built, and with those reserved. */
  readonly built: number;
  readonly reserved: number;
  /** Most columns of a group, and leaves of a column with those reserved. */
  readonly columns: number;
  readonly inColumn: number;
}

/** Blocks of a fabric with spines: one a unit, or for the few units that share leaves. A unit that the fabric keeps beside its groups has a block for itself: whose it will be is open. */
export function unitBlocks(groups: readonly GroupLayout[]): LeafBlocks {
  const blocks: LeafBlock[] = [];
  let built = 0;
  let [reserved, inColumn] = [0, 0];
  for (const {
    group,
    firstUnit,
    unitsPresent,
    unitsReserved,
    unitsOwn,
    leafUnits,
    strides,
    leavesPerColumn,
  } of groups) {
    const { rails } = group;
    const leaves = strides.length * leavesPerColumn;
    const present = Math.ceil(unitsPresent / leafUnits);
    for (let at = 0; at < present; at += 1) {
      const offsets = {
        builtOffset: built + at * leaves,
        reservedOffset: reserved + at * leaves,
        columnOffset: inColumn + at * leavesPerColumn,
      };
      const unit = firstUnit + at * leafUnits;
      blocks.push({ unit, columns: strides.length, rails, leavesPerColumn, leaves, ...offsets });
    }
    built += present * leaves;
    const kept = leafUnits === 1 ? unitsReserved : Math.ceil(unitsOwn / leafUnits) + unitsReserved - unitsOwn;
    reserved += leaves * kept;
    inColumn += leavesPerColumn * kept;
  }
  const columns = Math.max(...groups.map(({ strides }) => strides.length));
  return { blocks, built, reserved, columns, inColumn };
}

/** The one block of a fabric without spines: one leaf a column, which all groups share. */
export function singleBlock(groups: readonly GroupLayout[]): LeafBlocks {
  const columns = Math.max(...groups.map(({ strides }) => strides.length));
  const rails = Math.max(...groups.map(({ group }) => group.rails));
  const offsets = { builtOffset: 0, reservedOffset: 0, columnOffset: 0 };
  return {
    blocks: [{ columns, rails, leavesPerColumn: 1, leaves: columns, ...offsets }],
    built: columns,
    reserved: columns,
    columns,
    inColumn: 1,
  };
}

/**
 * Place of a leaf among all of its plane, those reserved included, which decides pod and spine ports: by unit, or by rail where each rail has room for `railLeaves`.
 *
 * @param block - leaves of its unit
 * @param inBlock - number of the leaf in its block, from 0
 * @param railLeaves - leaves for which a rail has room
 */
export function reservedPlace(block: LeafBlock, inBlock: number, railLeaves: number | undefined): number {
  if (railLeaves === undefined) return block.reservedOffset + inBlock;
  const column = Math.floor(inBlock / block.leavesPerColumn);
  return column * railLeaves + block.columnOffset + (inBlock % block.leavesPerColumn);
}

/** Number of a leaf in its block from its column and its place in the column; all from 0. Rails stay together, shared leaves stand in turn. */
export function leafInBlock(rule: ColumnRule, block: LeafBlock, column: number, place: number): number {
  return rule === 'rail' ? column * block.leavesPerColumn + place : place * block.columns + column;
}

/** Links of services that take ports of hosts: those of fabric managers do not, as far as so many leaves keep ports for them. */
export function leafServiceLinks({ services = [], leaf }: FabricInput, leaves: number): number {
  const linksOf = (isManager: boolean): number =>
    services.reduce((sum, each) => sum + ((each.isManager ?? false) === isManager ? each.portNames.length : 0), 0);
  return linksOf(false) + Math.max(0, linksOf(true) - leaves * (leaf.managerPorts ?? 0));
}
