import type { ColumnRule, GroupLayout } from './leaf-layout';

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
