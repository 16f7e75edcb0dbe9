import { recordId, refTo, type NetboxRecord, type NetboxRef } from '../../../src/export/netbox/netbox-record';
import { checkNetboxImports, readNetboxImports } from '../../../src/targets/netbox/netbox-imports';

function record(ref: NetboxRef, fields: NetboxRecord['fields'] = {}): readonly [string, NetboxRecord] {
  return [recordId(ref), { ...ref, fields, level: 'racks', domain: 'devices' }];
}

const RECORDS = new Map([
  ...Array.from({ length: 7 }, (_, index) => record(refTo('rack', `row-a-${index + 1}`))),
  record(refTo('location', 'hall-1', 'A'), { name: 'hall-1 row A', slug: 'hall-1-row-a' }),
  record(refTo('device', 'haein-001'), { name: 'haein-001' }),
]);

const FILE = "'aifactory ids' writes the whole file";

test.each([
  ['device,haein-01,7', 'device haein-01', "did you mean 'device haein-001'?"],
  ['location,hall-1 row A,7', 'location hall-1 row A', "did you mean 'location hall-1 | A'?"],
  ['location,hall-1-row-a,7', 'location hall-1-row-a', "did you mean 'location hall-1 | A'?"],
  [
    'rack,Z9,7',
    'rack Z9',
    `keys of rack are 'row-a-1', 'row-a-2', 'row-a-3', 'row-a-4', 'row-a-5' and 2 more; ${FILE}`,
  ],
  ['location,west,7', 'location west', `keys of location are 'hall-1 | A'; ${FILE}`],
  [
    'cable,compute/haein-001:ib0,7',
    'cable compute/haein-001:ib0',
    `take the line away, or raise the level of the inventory, which registers device, location, rack; ${FILE}`,
  ],
])('fails on the line %s with the right keys', (line, object, remedy) => {
  expect(() =>
    checkNetboxImports(readNetboxImports(`model,key,id\n${line}\n`), RECORDS, { stackOf: () => 'lab' }),
  ).toThrow(
    `the file of ids names '${object}', which the inventory does not register; ${remedy} [netbox/unknown-import]`,
  );
});

test('fails on a file of another site in a moment: twenty lines are told the right keys', () => {
  const lines = Array.from({ length: 30_000 }, (_, index) => `rack,other-rack-${index},${index + 1}`);
  const imports = readNetboxImports(['model,key,id', ...lines].join('\n'));
  expect(() => checkNetboxImports(imports, RECORDS, { stackOf: () => 'lab' })).toThrow(
    "the file of ids names 'rack other-rack-29999', which the inventory does not register; take the line away, or correct it as the ones above [netbox/unknown-import]",
  );
});
