import { readHallFiles } from '../../../src/export/adopt/read-hall-files';

/** Header and lines as NetBox 4.6 exports its cables with all columns. */
const CABLES = `ID,Label,Termination A,Termination B,Status,Type,Device A,Device B,Rack A,Rack B
1,compute/haein-001:ib0,ib0,1/1,Planned,Direct Attach Copper (Passive),haein-001,compute-leaf-1,A01,A02
2,power/a01-pdu-a:inlet,inlet,A01 A,Planned,Power,a01-pdu-a,,A01,A01
3,power/haein-001:PSU1,PSU1,haein-001 PSU1,Planned,Power,haein-001,a01-pdu-a,A01,A01
`;

test("NetBox's export of cables is read without its power cords, one end of which may be at no device", () => {
  const { cables } = readHallFiles({ cables: { file: 'cables.csv', text: CABLES } });
  expect(cables.map(({ a, b }) => [a.device, a.port, b.device, b.port])).toEqual([
    ['haein-001', 'ib0', 'compute-leaf-1', '1/1'],
  ]);
});

test('power cords are told by the type of their end too, as files for bulk import have it', () => {
  const text = `side_a_device,side_a_type,side_a_name,side_b_device,side_b_name,label
haein-001,dcim.powerport,PSU1,,A01 A,power/haein-001:PSU1
haein-001,dcim.interface,ib0,leaf,1/1,compute/haein-001:ib0
`;
  expect(readHallFiles({ cables: { file: 'cables.csv', text } }).cables).toHaveLength(1);
});

test('fails on another cable that ends at no device', () => {
  const text = CABLES.replace(',Power,a01-pdu-a,', ',CAT6a,a01-pdu-a,');
  expect(() => readHallFiles({ cables: { file: 'cables.csv', text } })).toThrow(
    "line 3 of 'cables.csv': column 'b_device' is empty; give it a value, or take the line out [adopt/bad-row]",
  );
});
