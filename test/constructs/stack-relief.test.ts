import { embeddedRelief, netboxRelief, type StackLoad } from '../../src/constructs/stacks/stack-relief';
import type { NetboxRecord } from '../../src/export/netbox/netbox-record';

/** A stack with so many racks in each row, and so much beside. */
function load(
  rows: Readonly<Record<string, number>>,
  more: Readonly<Record<string, number>> = {},
  others = 0,
): StackLoad {
  const rowOf = new Map<string, string>();
  const resources: StackLoad['resources'][number][] = [];
  for (const [row, count] of Object.entries(rows)) {
    for (let at = 0; at < count; at += 1) {
      rowOf.set(`${row}-${at}`, row);
      resources.push({ kind: 'rack', name: `${row}-${at}`, input: {} });
    }
  }
  for (const [kind, count] of Object.entries(more)) {
    for (let at = 0; at < count; at += 1) resources.push({ kind: kind as 'zone', name: `${at}`, input: {} });
  }
  return { resources, others, rowOf: (rack) => rowOf.get(rack) ?? '' };
}

const HALL =
  "give 'inventory: Inventory.embedded({ split: 'hall' })': racks come to further stacks, and none is destroyed";
const ROW =
  "give 'inventory: Inventory.embedded({ split: 'row' })': racks come to further stacks, and none is destroyed";

test.each<[string, StackLoad, string]>([
  ['two halls that fit one state each', load({ 'h1/A': 1_000, 'h2/A': 1_001 }), HALL],
  ['a hall beside zones', load({ 'h1/A': 900, 'h1/B': 600 }, { zone: 600 }), HALL],
  ['a hall that does not fit', load({ 'h1/A': 1_000, 'h1/B': 1_001 }), ROW],
  [
    'a row that does not fit',
    load({ 'h1/A': 2_001 }),
    "make two rows of row 'h1/A', which has 2,001 racks in use, and give 'inventory: Inventory.embedded({ split: 'row' })'",
  ],
  [
    'constructs alone',
    load({ 'h1/A': 10 }, { 'power-node': 1_900, zone: 100 }),
    "create some of its constructs in a further TerraformStack, for it holds 1,900 resources of kind 'power-node': the scope of a construct is its stack, and 'site' names its site",
  ],
  [
    'resources of the cloud',
    load({}, { zone: 10 }, 2_000),
    "create some of its constructs in a further TerraformStack, for it holds 2,000 resources of other constructs: the scope of a construct is its stack, and 'site' names its site",
  ],
])('%s: the remedy is one that helps', (_case, stack, relief) => {
  expect(embeddedRelief(stack)).toBe(relief);
});

const record = (domain: NetboxRecord['domain'], row?: string): NetboxRecord => ({
  model: 'cable',
  key: ['a'],
  level: 'cables',
  domain,
  fields: {},
  ...(row === undefined ? {} : { place: { hall: 'h1', row, number: 1, rack: `${row}01` } }),
});

test.each<[string, readonly NetboxRecord[], boolean, string]>([
  [
    'several rows',
    [record('devices', 'A'), record('devices', 'B')],
    false,
    "give the NetBox inventory 'split: 'row'', with the ids of what exists as 'imports'",
  ],
  [
    'cables of one row',
    [record('cables', 'N')],
    false,
    "name the row in 'rowsByRack: ['h1/N']', with the ids of what exists as 'imports'",
  ],
  [
    'cables of one rack',
    [record('cables', 'N')],
    true,
    "register no cables: 'level: 'interfaces'' of the NetBox inventory",
  ],
  [
    'devices of one row',
    [record('devices', 'A')],
    false,
    "make two rows of row 'h1/A', or register less with a lower 'level' of the NetBox inventory",
  ],
  ['what all rows share', [record('shared')], false, "register less with a lower 'level' of the NetBox inventory"],
])('NetBox, %s: the remedy is one that helps', (_case, records, isByRack, relief) => {
  expect(netboxRelief(records, isByRack)).toBe(relief);
});
