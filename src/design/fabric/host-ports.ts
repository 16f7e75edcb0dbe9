import type { HostLayout } from './fabric-layout';
import { leafInBlock, type LeafBlock } from './leaf-block';
import type { GroupLayout } from './leaf-layout';

/** Told of a host port and its leaf port: slot and port from 0, leaf among all leaves from 0, leaf port from 1. */
export type HostPortVisitor = (group: GroupLayout, slot: number, port: number, leaf: number, leafPort: number) => void;

/**
 * Visits the leaf port of every port of every slot whose leaf is built, whether a host is there or not: groups in order,
 * slots in order, ports in order. The slot alone decides: unit and place in the unit by division, leaf and port from there.
 */
export function eachHostPort(layout: HostLayout, visit: HostPortVisitor): void {
  const columns = Math.max(...layout.groups.map(({ strides }) => strides.length));
  const bases = new Array<number>(columns).fill(0);
  for (const group of layout.groups) {
    const isSingle = layout.spines === undefined;
    const slots = isSingle ? group.slots : group.unitsPresent * group.group.unitHosts;
    for (let slot = 0; slot < slots; slot += 1) visitSlot(layout, group, slot, bases, visit);
    if (isSingle) group.strides.forEach((stride, column) => (bases[column] = (bases[column] ?? 0) + slots * stride));
  }
}

function visitSlot(
  layout: HostLayout,
  group: GroupLayout,
  slot: number,
  bases: readonly number[],
  visit: HostPortVisitor,
): void {
  const { unitHosts } = group.group;
  const isSingle = layout.spines === undefined;
  const block = layout.leaves.blocks[isSingle ? 0 : group.builtBefore + Math.floor(slot / unitHosts)];
  if (block === undefined) return;
  const place = isSingle ? slot : slot % unitHosts;
  group.ports.forEach(({ plane, column, index }, port) => {
    const inColumn = (bases[column] ?? 0) + place * (group.strides[column] ?? 0) + index;
    const leaf = plane * layout.leaves.built + leafOf(layout, block, column, inColumn);
    visit(group, slot, port, leaf, (inColumn % layout.leafPorts.down) + 1);
  });
}

function leafOf(layout: HostLayout, block: LeafBlock, column: number, inColumn: number): number {
  const number = Math.floor(inColumn / layout.leafPorts.down);
  return block.builtOffset + leafInBlock(layout.rule, block, column, number);
}
