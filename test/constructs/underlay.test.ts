import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import {
  DataSize,
  Duration,
  EthernetFabric,
  type EthernetFabricProps,
  GpuCluster,
  Length,
  ManagementNetwork,
  Power,
  PowerZone,
  Site,
  type SitePlan,
} from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';

import { switchesInUse } from '../../src/design/underlay/switches-in-use';
import { renderSiteFiles } from '../../src/export/site/site-files';
import { HALL } from './small-site';
import { temporaryFolder } from './temporary-folder';

/** What a run of the program differs in. */
interface Run {
  readonly systems: number;
  readonly fabric?: Partial<EthernetFabricProps>;
  readonly lockFile?: string | false;
}

/** A site of one cluster on a routed compute fabric. */
function routedSite({ systems: count, fabric = {}, lockFile = false }: Run): SitePlan {
  const app = new App({ outdir: temporaryFolder() });
  const stack = new TerraformStack(app, 'lab-stack');
  const site = new Site(stack, 'lab', {
    halls: [
      {
        ...HALL,
        rows: [
          { name: 'A', racks: 20, accepts: ['system'] },
          { name: 'N', racks: 6, accepts: ['switch'] },
        ],
      },
    ],
    addressPools: [
      { name: 'loopbacks', purpose: 'loopback', cidr: '10.1.0.0/24' },
      { name: 'links', purpose: 'fabric-link', cidr: '10.2.0.0/20' },
      { name: 'rails', purpose: 'rail', cidr: '10.3.0.0/20' },
    ],
    cableSlack: Length.metres(2),
    lockFile,
  });
  new PowerZone(stack, 'zone-a', { site, rating: Power.megawatts(2), rows: ['A', 'N'], rackFeed: 'static-switch' });
  const cluster = new GpuCluster(stack, 'alpha', { site, system: systems.DGX_B200, count, unitSystems: 4 });
  new EthernetFabric(stack, 'compute', {
    site,
    role: 'compute',
    hosts: [cluster],
    switch: switches.SN5600,
    switchPower: Power.kilowatts(2),
    downPerLeaf: 8,
    upPerLeaf: 8,
    tiers: 2,
    spines: 2,
    ...fabric,
  });
  if (lockFile !== false) app.synth();
  return site.plan;
}

/** Addresses of all routed ports. */
function portAddresses({ fabrics: [first] }: SitePlan): ReadonlyMap<string, string> {
  if (first?.underlay === undefined) throw new Error('the fabric has no underlay');
  const all = new Map<string, string>();
  for (const { plan, ports } of switchesInUse(first.plan, first.underlay, () => undefined)) {
    for (const { name, address } of ports) if (address !== undefined) all.set(`${plan.name} ${name}`, address);
  }
  return all;
}

describe('the underlay of an Ethernet fabric', () => {
  test('is unnumbered, with one AS number for all spines, where nothing is chosen', () => {
    const plan = routedSite({ systems: 4 });
    expect(portAddresses(plan).size).toBe(0);
    const spines = plan.addresses.asNumbers.filter(({ device }) => device.includes('spine'));
    expect(spines.map(({ group }) => group)).toEqual(['compute-spine', 'compute-spine']);
    expect(new Set(spines.map(({ asNumber }) => asNumber)).size).toBe(1);
    expect(plan.lock.asNumbers).toHaveProperty('compute-spine', spines[0]?.asNumber);
    expect(plan.lock.asNumbers).not.toHaveProperty('compute-spine-01');
  });

  test('gives each switch an AS number of its own where that is chosen', () => {
    const { asNumbers } = routedSite({ systems: 4, fabric: { asNumbers: 'by-switch' } }).addresses;
    expect(new Set(asNumbers.map(({ asNumber }) => asNumber)).size).toBe(asNumbers.length);
  });

  test('takes pools, packet size and lossless class from its props', () => {
    const roce = { priority: 3, dscp: 26 };
    const fabric = { linkPool: 'links', railPool: 'rails', mtu: DataSize.bytes(9_216), roce };
    const plan = routedSite({ systems: 4, fabric });
    expect(plan.fabrics[0]?.underlay).toMatchObject({ links: { pool: 'links' }, mtuBytes: 9_216, roce });
    // 8 rails of one plane; 4 systems have 32 host links, two addresses each.
    expect(plan.fabrics[0]?.underlay?.rails).toHaveLength(8);
    expect(plan.addresses.pools.map(({ name, used }) => [name, used]).at(-1)).toEqual(['rails', 64]);
  });

  test('names the release of the switches in the header of NVUE files, and none where none is stated', () => {
    const headerOf = (fabric: Partial<EthernetFabricProps>): string => {
      const plan = routedSite({ systems: 4, fabric });
      const files = [...renderSiteFiles(plan)].filter(([path]) => path.includes('nvue/'));
      expect(files.length).toBeGreaterThan(0);
      const headers = files.map(([, text]) => text.slice(text.indexOf('- header:'), text.indexOf('- set:')));
      expect(new Set(headers)).toHaveProperty('size', 1);
      const header = (files[0]?.[1] ?? '').split('- set:')[0] ?? '';
      return header.replaceAll(/^#.*\n/gm, '');
    };
    const plain = '- header:\n    model: SN5600\n    nvue-api-version: nvue_v1\n    rev-id: 1.0\n';
    expect(headerOf({})).toBe(plain);
    expect(headerOf({ switchRelease: 'Cumulus Linux 5.9.1' })).toBe(`${plain}    version: "Cumulus Linux 5.9.1"\n`);
  });

  test('takes what switches are told from its props, on fabrics and management networks alike', () => {
    const app = new App({ outdir: temporaryFolder() });
    const stack = new TerraformStack(app, 'lab-stack');
    const rows = [
      { name: 'A', racks: 20, accepts: ['system' as const] },
      { name: 'N', racks: 6, accepts: ['switch' as const] },
    ];
    const site = new Site(stack, 'lab', {
      halls: [{ ...HALL, rows }],
      addressPools: [
        { name: 'loopbacks', purpose: 'loopback', cidr: '10.1.0.0/24' },
        { name: 'bmc', purpose: 'oob', cidr: '10.4.0.0/22', vlan: 100 },
      ],
      cableSlack: Length.metres(2),
      lockFile: false,
    });
    new PowerZone(stack, 'zone-a', { site, rating: Power.megawatts(2), rows: ['A', 'N'], rackFeed: 'static-switch' });
    const cluster = new GpuCluster(stack, 'alpha', { site, system: systems.DGX_B200, count: 4, unitSystems: 4 });
    const servers = { ntpServers: ['10.9.0.1'], logServers: ['log.lab.example'] };
    const compute = new EthernetFabric(stack, 'compute', {
      site,
      role: 'compute',
      hosts: [cluster],
      switch: switches.SN5600,
      switchPower: Power.kilowatts(2),
      roce: { priority: 3, dscp: 26 },
      pfcWatchdog: { poll: Duration.milliseconds(200), polls: 3, restore: Duration.seconds(1) },
      bfd: { interval: Duration.milliseconds(300), multiplier: 3 },
      ...servers,
    });
    new ManagementNetwork(stack, 'management', {
      site,
      manages: [cluster, compute],
      switch: switches.SN2201,
      switchPower: Power.watts(200),
      mtu: DataSize.bytes(1_500),
      switchRelease: '5.14',
      gateways: ['bmc'],
      gatewayMac: '02:00:00:00:00:AA',
      vrfs: [{ name: 'bmc', pools: ['bmc'], vni: 4_001, vlan: 4_001 }],
      managementVrf: 'default',
      ...servers,
    });
    const [first, second] = site.plan.fabrics.map(({ underlay }) => underlay);
    expect(first).toMatchObject({
      pfcWatchdog: { pollMilliseconds: 200, polls: 3, restoreMilliseconds: 1_000 },
      bfd: { intervalMilliseconds: 300, multiplier: 3 },
      managementVrf: 'mgmt',
      ...servers,
    });
    expect(second).toMatchObject({
      mtuBytes: 1_500,
      switchRelease: '5.14',
      gateways: [{ pool: 'bmc', vlan: 100, address: '10.4.0.1/22', vrf: 'bmc' }],
      gatewayMac: '02:00:00:00:00:aa',
      vrfs: [{ name: 'bmc', vni: 4_001, vlan: 4_001 }],
      managementVrf: 'default',
      ...servers,
    });
  });

  test.each<[string, object, string]>([
    [
      'a member of a VRF that does not exist',
      { vrfs: [{ name: 'a', pools: [], vrf: 1 }] },
      "entry of 'vrfs' of fabric 'compute': there is no prop 'vrf'; take it away; there are 'name', 'pools', 'vni', 'vlan' [props/unknown]",
    ],
    [
      'a BFD without a multiplier',
      { bfd: { interval: Duration.seconds(1) } },
      "'bfd' of fabric 'compute': 'multiplier' is missing; give 'multiplier' [props/missing]",
    ],
    [
      'a watchdog without its looks',
      { pfcWatchdog: { poll: Duration.seconds(1) } },
      "'pfcWatchdog' of fabric 'compute': 'polls' is missing; give 'polls' [props/missing]",
    ],
  ])('fails on %s', (_, fabric, message) => {
    expect(() => routedSite({ systems: 4, fabric })).toThrow(new Error(message));
  });

  test('moves no address when the cluster grows, with the lock or without it', () => {
    const fabric = { linkPool: 'links', railPool: 'rails' };
    for (const lockFile of [false, join(temporaryFolder(), 'lab.lock.json')] as const) {
      const before = portAddresses(routedSite({ systems: 4, fabric, lockFile }));
      const after = portAddresses(routedSite({ systems: 8, fabric, lockFile }));
      expect(after.size).toBeGreaterThan(before.size);
      expect([...before].filter(([port, address]) => after.get(port) !== address)).toEqual([]);
    }
  });

  test('fails on a pool that is not there, in the words of the prop', () => {
    expect(() => routedSite({ systems: 4, fabric: { railPool: 'rail' } })).toThrow(
      "fabric 'compute': 'railPool' names pool 'rail', which is not there; did you mean 'rails'? [underlay/unknown-pool]",
    );
  });
});
