import type { FabricInput, FabricShape, HostGroup } from '../../model/fabric-plan';

/**
 * Leaves of a unit stand in columns. A column takes the same ports of every host: one rail (rail-optimised), every second
 * port of a dual-homed host (shared leaf), or all of them. Within a column hosts fill one leaf after the other.
 */
export interface GroupLayout {
  readonly group: HostGroup;
  /** From 1. */
  readonly firstUnit: number;
  /** Units of the groups before it that are built. */
  readonly builtBefore: number;
  readonly unitsPresent: number;
  readonly unitsReserved: number;
  readonly linksPerRail: number;
  /** Leaf ports that a host takes in one plane. */
  readonly portsPerPlane: number;
  /** Leaf ports that a host takes in each column of one plane. */
  readonly strides: readonly number[];
  /** Leaves of one unit in one column. */
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

/** Lays out the groups one after the other, each in units of its own. */
export function layOutGroups(input: FabricInput, rule: ColumnRule, down: number): GroupLayout[] {
  const planes = input.planes ?? 1;
  const units = groupUnits(input);
  let firstUnit = 1;
  let builtBefore = 0;
  return input.groups.map((group, at) => {
    const { present, reserved } = units[at] ?? { present: 0, reserved: 0 };
    const linksPerRail = group.portNames.length / (group.rails * planes);
    const portsPerPlane = group.rails * linksPerRail;
    const columns = columnCount(group, rule, linksPerRail);
    const strides = Array.from({ length: columns }, (_, column) => strideOf(rule, portsPerPlane, columns, column));
    const layout: GroupLayout = {
      group,
      firstUnit,
      builtBefore,
      unitsPresent: present,
      unitsReserved: reserved,
      linksPerRail,
      portsPerPlane,
      strides,
      leavesPerColumn: Math.ceil((group.unitHosts * (strides[0] ?? 0)) / down),
      slots: reserved > present || isReserving(input, at) ? reserved * group.unitHosts : group.hosts.length,
      ports: portPlaces(group, rule, planes, linksPerRail, columns),
    };
    firstUnit += reserved;
    builtBefore += present;
    return layout;
  });
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

function columnCount(group: HostGroup, rule: ColumnRule, linksPerRail: number): number {
  if (rule === 'rail') return group.rails;
  return rule === 'shared' ? Math.min(2, linksPerRail) : 1;
}

function strideOf(rule: ColumnRule, portsPerPlane: number, columns: number, column: number): number {
  return rule === 'rail' ? portsPerPlane / columns : Math.ceil((portsPerPlane - column) / columns);
}

function portPlaces(
  group: HostGroup,
  rule: ColumnRule,
  planes: number,
  linksPerRail: number,
  columns: number,
): PortPlace[] {
  return group.portNames.map((_, port) => {
    const rail = Math.floor(port / (planes * linksPerRail));
    const plane = Math.floor(port / linksPerRail) % planes;
    const link = port % linksPerRail;
    if (rule === 'rail') return { plane, column: rail, index: link };
    const inPlane = rail * linksPerRail + link;
    return { plane, column: inPlane % columns, index: Math.floor(inPlane / columns) };
  });
}

/** Leaves of one unit (or, with one tier, of the fabric) in each plane. */
export interface LeafBlock {
  /** Scalable unit from 1; absent with one tier. */
  readonly unit?: number;
  readonly columns: number;
  readonly leavesPerColumn: number;
  /** Leaves in each plane. */
  readonly leaves: number;
  /** Leaves of the plane before it, counting only those that are built. */
  readonly builtOffset: number;
  /** Leaves of the plane before it, counting reserved ones: decides the spine ports. */
  readonly reservedOffset: number;
}

/** All leaves of a plane. */
export interface LeafBlocks {
  /** Blocks that are built, in the order of their units. */
  readonly blocks: readonly LeafBlock[];
  /** Leaves of a plane that are built, and with those reserved. */
  readonly built: number;
  readonly reserved: number;
}

/** Blocks of a fabric with spines: one a unit. */
export function unitBlocks(groups: readonly GroupLayout[]): LeafBlocks {
  const blocks: LeafBlock[] = [];
  let built = 0;
  let reserved = 0;
  for (const { firstUnit, unitsPresent, unitsReserved, strides, leavesPerColumn } of groups) {
    const leaves = strides.length * leavesPerColumn;
    for (let at = 0; at < unitsPresent; at += 1) {
      const offsets = { builtOffset: built + at * leaves, reservedOffset: reserved + at * leaves };
      blocks.push({ unit: firstUnit + at, columns: strides.length, leavesPerColumn, leaves, ...offsets });
    }
    built += unitsPresent * leaves;
    reserved += unitsReserved * leaves;
  }
  return { blocks, built, reserved };
}

/** The one block of a fabric without spines: one leaf a column, which all groups share. */
export function singleBlock(groups: readonly GroupLayout[]): LeafBlocks {
  const columns = Math.max(...groups.map(({ strides }) => strides.length));
  const block = { columns, leavesPerColumn: 1, leaves: columns, builtOffset: 0, reservedOffset: 0 };
  return { blocks: [block], built: columns, reserved: columns };
}

/** Number of a leaf in its block from its column and its place in the column; all from 0. Rails stay together, shared leaves stand in turn. */
export function leafInBlock(rule: ColumnRule, block: LeafBlock, column: number, place: number): number {
  return rule === 'rail' ? column * block.leavesPerColumn + place : place * block.columns + column;
}
