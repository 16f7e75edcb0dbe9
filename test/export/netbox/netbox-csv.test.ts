import type { SitePlan } from 'cdktf-ai-factory';
import { parse } from 'csv-parse/sync';
import { renderNetboxCsv } from '../../../src/export/netbox/netbox-csv';
import { NETBOX_LEVELS, type NetboxInput } from '../../../src/export/netbox/netbox-record';
import { netboxRecords } from '../../../src/export/netbox/netbox-records';
import { grownSite } from '../../constructs/grown-site';
import { temporaryFolder } from '../../constructs/temporary-folder';

const INPUT: NetboxInput = {
  level: 'cables',
  siteName: 'Lab',
  siteSlug: 'lab',
  tags: ['factory', 'lab'],
  slugs: {},
  rackTypes: {},
  feed: { volts: 400, amperes: 63, phase: 'three-phase', supply: 'ac' },
  pdu: { manufacturer: 'Vendor', model: 'PDU' },
  interfaceTypes: {},
  models: new Map(),
};

const plan: SitePlan = grownSite({ outdir: temporaryFolder(), members: [{ name: 'alpha', count: 4 }] }).site.plan;
const records = netboxRecords(plan, INPUT);

function filesAt(level: (typeof NETBOX_LEVELS)[number], hasByteOrderMark = false): ReadonlyMap<string, string> {
  return renderNetboxCsv(records, { level, hasByteOrderMark });
}

function rowsOf(text: string | undefined): Record<string, string>[] {
  return parse(text ?? '', { columns: true, bom: true });
}

test('hold what is below the level, in the order in which NetBox takes them', () => {
  expect(Object.fromEntries(NETBOX_LEVELS.map((level) => [level, [...filesAt(level).keys()]]))).toEqual({
    racks: [
      '01-device-roles.csv',
      '02-device-types.csv',
      '03-devices.csv',
      '04-interfaces.csv',
      '05-power-ports.csv',
      '06-power-outlets.csv',
      '09-ip-addresses.csv',
      '10-cables.csv',
    ],
    devices: [
      '04-interfaces.csv',
      '05-power-ports.csv',
      '06-power-outlets.csv',
      '09-ip-addresses.csv',
      '10-cables.csv',
    ],
    interfaces: ['10-cables.csv'],
    cables: [],
  });
});

test('tags go by slug, for a name may hold the comma that parts them', () => {
  const tagged = netboxRecords(plan, { ...INPUT, tags: ['operator:Haein, Seoul', 'lab'] });
  const files = renderNetboxCsv(tagged, { level: 'racks', hasByteOrderMark: false });
  for (const [, text] of files) {
    for (const { tags } of rowsOf(text)) expect([undefined, '', 'operator-haein-seoul,lab']).toContain(tags);
  }
  expect(files.get('03-devices.csv')).toContain('operator-haein-seoul,lab');
});

test('a device stands in its rack and carries its fields', () => {
  const rows = rowsOf(filesAt('racks').get('03-devices.csv'));
  expect(rows).toHaveLength(records.filter(({ model }) => model === 'device').length);
  expect(rows.find(({ name }) => name === 'alpha-001')).toEqual({
    name: 'alpha-001',
    role: 'gpu-system',
    tenant: '',
    manufacturer: 'unknown',
    device_type: 'dgx-b200',
    serial: '',
    asset_tag: '',
    status: 'planned',
    site: 'Lab',
    location: 'hall-1 row A',
    rack: 'A01',
    position: '1',
    face: 'front',
    cf_scalable_unit: 'alpha/su-01',
    cf_rail: '',
    cf_as_number: '',
    cf_phase: '',
    tags: 'factory,lab',
  });
});

test('interfaces hold the ports of a switch only where its type was not registered', () => {
  const isPort = ({ device, name }: Record<string, string>): boolean =>
    device === 'compute-alpha-leaf-su01-r1' && name === '1/1';
  expect(rowsOf(filesAt('racks').get('04-interfaces.csv')).filter(isPort)).toEqual([
    { device: 'compute-alpha-leaf-su01-r1', name: '1/1', type: 'infiniband-ndr', mgmt_only: '', tags: 'factory,lab' },
  ]);
  expect(rowsOf(filesAt('devices').get('04-interfaces.csv')).filter(isPort)).toEqual([]);
});

test('addresses say which is the first of a device, and which is out of band', () => {
  const rows = rowsOf(filesAt('devices').get('09-ip-addresses.csv')).filter(({ device }) => device === 'alpha-001');
  expect(rows.map(({ interface: name, is_primary, is_oob }) => [name, is_primary, is_oob])).toEqual([
    ['bmc', '', 'true'],
    ['in-band', 'true', ''],
  ]);
});

test('cables name site, device and port of both ends; a feed is named by its panel', () => {
  const rows = rowsOf(filesAt('interfaces').get('10-cables.csv'));
  expect(rows.find(({ label }) => label === 'compute-alpha/alpha-001:compute-1/1')).toMatchObject({
    side_a_site: 'Lab',
    side_a_device: 'alpha-001',
    side_a_power_panel: '',
    side_a_type: 'dcim.interface',
    side_a_name: 'compute-1/1',
    side_b_device: 'compute-alpha-leaf-su01-r1',
    side_b_name: '1/1',
    type: 'mmf-om4',
    length_unit: 'm',
    cf_cable_id: 'compute-alpha/alpha-001:compute-1/1',
  });
  expect(rows.find(({ label }) => label === 'power/a01-pdu-a:inlet')).toMatchObject({
    side_a_device: 'a01-pdu-a',
    side_a_type: 'dcim.powerport',
    side_b_device: '',
    side_b_power_panel: 'zone-a A',
    side_b_type: 'dcim.powerfeed',
    side_b_name: 'A01 A',
  });
});

test('begin with a byte order mark where it is asked for, and are the same bytes each time', () => {
  const marked = filesAt('racks', true);
  for (const [file, text] of filesAt('racks')) expect(marked.get(file)).toBe(`\uFEFF${text}`);
  expect([...filesAt('racks', true)]).toEqual([...marked]);
});
