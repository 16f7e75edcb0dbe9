import { App } from 'cdktf';
import { twentyMegawattStart } from '../../../examples/twenty-megawatt-start/main';
import { mergeAssets, withAssets } from '../../../src/design/assets/merge-assets';
import { bootFiles } from '../../../src/export/boot/boot-files';
import type { Asset } from '../../../src/model/asset';
import { temporaryFolder } from '../../constructs/temporary-folder';
import { gasanPlan } from '../../design/orders/ordered-sites';

const PLAN = gasanPlan();

function withMacs(count: number, more: Partial<Asset> = {}): ReturnType<typeof gasanPlan> {
  const hosts = PLAN.clusters[0]?.hosts.slice(0, count) ?? [];
  const assets = hosts.map((device, index): [string, Asset] => [
    device,
    {
      device,
      state: 'racked',
      serial: `S${index}`,
      bmcMac: `aa:bb:cc:00:00:${String(index).padStart(2, '0')}`,
      ...more,
    },
  ]);
  return withAssets(PLAN, new Map([...PLAN.assets, ...assets]));
}

test('a site without MACs has none of these files', () => {
  expect(bootFiles(PLAN).size).toBe(0);
});

test('a reservation a board, in the network of its pool, and a name', () => {
  const files = bootFiles(withMacs(2));
  const kea = JSON.parse(files.get('boot/kea-dhcp4.json') ?? '') as {
    Dhcp4: { subnet4: { subnet: string; reservations: object[] }[] };
  };
  const [subnet] = kea.Dhcp4.subnet4;
  const bmc = PLAN.addresses.addresses.find(({ device, interface: port }) => device === 'haein-001' && port === 'bmc');
  expect(subnet?.subnet).toBe('10.64.4.0/22');
  expect(subnet?.reservations).toHaveLength(2);
  expect(subnet?.reservations[0]).toEqual({
    'hw-address': 'aa:bb:cc:00:00:00',
    'ip-address': bmc?.address.split('/')[0],
    hostname: 'haein-001-bmc',
  });
  const conf = files.get('boot/dnsmasq.conf') ?? '';
  expect(conf).toContain('dhcp-range=set:pool1,10.64.4.0,static,255.255.252.0\n');
  expect(conf).toContain(`dhcp-host=aa:bb:cc:00:00:00,${bmc?.address.split('/')[0] ?? ''},haein-001-bmc\n`);
  expect(files.get('boot/missing.txt')).toContain('haein-003: no MAC of the board in the asset file: no reservation');
});

test('machines that NICo expects have no secret, and say what is to be filled in', () => {
  const machines = (plan: typeof PLAN): { expected_machines_count: number; expected_machines: object[] } =>
    JSON.parse(bootFiles(plan).get('nico/expected_machines.json') ?? '') as never;
  expect(machines(withMacs(1)).expected_machines).toMatchObject([
    { bmc_password: 'PLACEHOLDER', chassis_serial_number: 'S0', metadata: { name: 'haein-001' } },
  ]);
  const [device = ''] = PLAN.clusters[0]?.hosts ?? [];
  const unknown: Asset = { device, state: 'racked', bmcMac: 'aa:bb:cc:00:00:01' };
  const plan = withAssets(PLAN, new Map([...PLAN.assets, [device, unknown]]));
  expect(machines(plan)).toMatchObject({
    expected_machines_count: 1,
    expected_machines: [{ chassis_serial_number: 'FILL-IN' }],
  });
  expect(bootFiles(plan).get('boot/missing.txt')).toContain('haein-001: no serial number in the asset file');
});

test('a board that was replaced asks with its new MAC', () => {
  const before = bootFiles(withMacs(2));
  const after = bootFiles(withMacs(2, { bmcMac: 'aa:bb:cc:11:11:11' }));
  expect(after.get('boot/kea-dhcp4.json')).not.toBe(before.get('boot/kea-dhcp4.json'));
  expect(after.get('boot/dnsmasq.conf')).toContain('aa:bb:cc:11:11:11');
});

test('a board with an address of IPv6 alone is told, for DHCPv4 gives it none', () => {
  const plan = withMacs(2);
  const addresses = plan.addresses.addresses.map((entry) =>
    entry.device === 'haein-001' && entry.interface === 'bmc' ? { ...entry, address: 'fd00::1/64' } : entry,
  );
  const files = bootFiles({ ...plan, addresses: { ...plan.addresses, addresses } });
  expect(files.get('boot/kea-dhcp4.json')).not.toContain('haein-001');
  expect(files.get('boot/missing.txt')).toContain('haein-001: an address of IPv6 alone: no reservation');
  expect(files.get('boot/missing.txt')).not.toContain('haein-002: an address');
});

describe('trays of a rack', () => {
  const rack = twentyMegawattStart(new App({ outdir: temporaryFolder() })).plan;
  const [, second = ''] = rack.clusters[0]?.scaleUpDomains?.[0]?.hosts ?? [];
  const records = [
    {
      line: 2,
      device: second,
      serial: 'T2',
      assetTag: '',
      bmcMac: 'aa:bb:cc:00:00:02',
      nicIds: '',
      state: 'racked',
      since: '',
    },
    {
      line: 3,
      device: 'gb300-001',
      serial: 'R1',
      assetTag: '',
      bmcMac: 'aa:bb:cc:00:00:09',
      nicIds: '',
      state: 'racked',
      since: '',
    },
  ];
  const trays = rack.clusters.flatMap(({ scaleUpDomains = [] }) => scaleUpDomains.flatMap(({ hosts }) => hosts));
  const assets = mergeAssets(records, { devices: rack.devices.map(({ name }) => name), trays });

  test('are machines, and their rack is none', () => {
    const files = bootFiles({ ...rack, assets });
    const { expected_machines: machines } = JSON.parse(files.get('nico/expected_machines.json') ?? '') as {
      expected_machines: { bmc_mac_address: string; rack_id: string; metadata: { name: string } }[];
    };
    expect(machines.map(({ metadata, bmc_mac_address: mac }) => [metadata.name, mac])).toEqual([
      [second, 'aa:bb:cc:00:00:02'],
    ]);
    expect(files.get('boot/missing.txt')).toContain(`${second}: a MAC of its board, and no address for it`);
    // NICo takes the file for the whole set: trays that it has not are told.
    expect(files.get('boot/missing.txt')).toMatch(/^gb300-001: 17 of its 18 trays have no MAC/m);
    expect(machines[0]?.rack_id).toBe(rack.placement.positions.get('gb300-001')?.rack);
  });

  test('stand in the asset file beside their rack, those that it names alone', () => {
    expect(assets.get(second)).toMatchObject({ serial: 'T2', state: 'racked' });
    expect([...assets.keys()].filter((name) => trays.includes(name))).toEqual([second]);
    expect(() => mergeAssets(records, { devices: rack.devices.map(({ name }) => name) })).toThrow(second);
  });
});
