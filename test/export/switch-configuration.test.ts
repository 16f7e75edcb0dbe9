import { load } from 'js-yaml';

import { compareConfig } from '../../src/design/as-built/compare-config';
import { planFabric } from '../../src/design/fabric/plan-fabric';
import { readSwitchConfig } from '../../src/design/as-built/read-switch-config';
import { portRanges, renderNvue } from '../../src/export/switches/nvue';
import { renderSonic, renderSonicNotGiven } from '../../src/export/switches/sonic';
import type { FabricInSite } from '../../src/model/site-plan';
import { addressesOf, managementFabric, railFabric, withUnderlay } from './ethernet-site';
import { dgxFabric, QM9700 } from '../design/fabric/sample-fabrics';
import { expectGolden } from './golden-file';

const LOSSLESS = { priority: 3, dscp: 26 };
const rails = withUnderlay(railFabric(), { linkPool: 'links', railPool: 'rails', mtuBytes: 9_216, roce: LOSSLESS });
const plain = withUnderlay(managementFabric());
const watched = withUnderlay(railFabric(), {
  roce: LOSSLESS,
  pfcWatchdog: { pollMilliseconds: 200, polls: 3, restoreMilliseconds: 400 },
});
/** Everything that a management network can be told. */
const served = withUnderlay(managementFabric(), {
  mtuBytes: 9_216,
  gateways: ['bmc'],
  vrfs: [{ name: 'bmc', pools: ['bmc'], vni: 4_001, vlan: 4_001 }],
  bfd: { intervalMilliseconds: 300, multiplier: 3 },
  ntpServers: ['10.9.0.1', 'ntp.lab.example'],
  logServers: ['10.9.0.2', '2001:db8::2'],
});

function ofRelease(
  { underlay, ...rest }: Required<Omit<FabricInSite, 'repair'>>,
  switchRelease: string,
): Required<Omit<FabricInSite, 'repair'>> {
  return { ...rest, underlay: { ...underlay, switchRelease } };
}

function nvue({ plan, underlay }: Required<Omit<FabricInSite, 'repair'>>): Map<string, string> {
  return new Map(renderNvue(plan, underlay, { addresses: addressesOf(plan) }));
}

function sonic({ plan, underlay }: Required<Omit<FabricInSite, 'repair'>>): Map<string, string> {
  return new Map(renderSonic(plan, underlay, { addresses: addressesOf(plan) }));
}

/** Lines of the head of an NVUE file. */
function headOf(text = ''): string[] {
  const lines = text.split('\n');
  const head = lines.slice(0, lines.indexOf('- header:'));
  expect(head.every((line) => line.startsWith('# '))).toBe(true);
  return head.map((line) => line.slice(2));
}

interface NvueSet {
  readonly interface: Readonly<Record<string, unknown>>;
  readonly bridge?: unknown;
  readonly system: Readonly<Record<string, unknown>>;
  readonly service?: unknown;
  readonly qos?: unknown;
  readonly nve?: unknown;
  readonly router: { readonly bgp: { readonly 'autonomous-system': number } };
  readonly vrf: {
    readonly default: { readonly router: { readonly bgp: { readonly neighbor: Record<string, unknown> } } };
  };
}

function nvueSet(text: string | undefined): NvueSet {
  const [header, body] = load(text ?? '') as [{ header: unknown }, { set: NvueSet }];
  expect(header.header).toMatchObject({
    model: expect.stringMatching(/^SN/) as string,
    'nvue-api-version': 'nvue_v1',
    'rev-id': 1,
  });
  return body.set;
}

describe('ranges of ports', () => {
  test.each([
    [
      ['swp1', 'swp2', 'swp4'],
      ['swp1-2', 'swp4'],
    ],
    [
      ['swp1s0', 'swp1s1', 'swp2s0'],
      ['swp1s0-1', 'swp2s0'],
    ],
    [['swp9', 'swp10'], ['swp9-10']],
    [[], []],
  ])('of %j are %j', (names, ranges) => {
    expect(portRanges(names)).toEqual(ranges);
  });
});

describe('NVUE', () => {
  test('has a document a switch, byte for byte as it was accepted', () => {
    expect([...nvue(rails).keys()]).toEqual(rails.plan.switches.map(({ name }) => name));
    expectGolden('nvue-rail-leaf.yaml', nvue(rails).get('compute-leaf-su01-r1-p1') ?? '');
    expectGolden('nvue-management-leaf.yaml', nvue(plain).get('oob-leaf-su01-1') ?? '');
    expectGolden('nvue-rail-leaf-5.14.yaml', nvue(ofRelease(rails, '5.14')).get('compute-leaf-su01-r1-p1') ?? '');
    expectGolden('nvue-gateway-leaf.yaml', nvue(served).get('oob-leaf-su01-1') ?? '');
  });

  test('names both ends of a link as neighbours of each other', () => {
    const leaf = nvueSet(nvue(plain).get('oob-leaf-su01-1'));
    const spine = nvueSet(nvue(plain).get('oob-spine-01'));
    const { neighbor } = leaf.vrf.default.router.bgp;
    const evpn = { 'l2vpn-evpn': { state: 'enabled' } };
    const over = { 'address-family': evpn, type: 'unnumbered' };
    // Two uplinks of the leaf, ports 13 and 14.
    expect(neighbor).toEqual({
      swp13: { ...over, 'remote-as': spine.router.bgp['autonomous-system'] },
      swp14: { ...over, 'remote-as': spine.router.bgp['autonomous-system'] },
    });
    expect(spine.vrf.default.router.bgp.neighbor['swp1']).toEqual({
      ...over,
      'remote-as': leaf.router.bgp['autonomous-system'],
    });
  });

  test('carries VLANs between leaves over VXLAN, whose tunnels end on leaves alone', () => {
    const leaf = nvueSet(nvue(plain).get('oob-leaf-su02-1'));
    expect(leaf.nve).toEqual({ vxlan: { state: 'enabled', source: { address: '10.0.0.2' } } });
    expect(leaf.bridge).toEqual({ domain: { br_default: { vlan: { 100: { vni: { 100: {} } } } } } });
    const spine = nvueSet(nvue(plain).get('oob-spine-01'));
    expect(spine).toMatchObject({ evpn: { state: 'enabled' } });
    expect(Object.keys(spine)).not.toContain('nve');
    expect(nvue(rails).get('compute-leaf-su01-r1-p1')).not.toContain('evpn');
  });

  test('needs no overlay where one leaf has all hosts', () => {
    const alone = withUnderlay(managementFabric(4, 1));
    expect(alone.underlay.vlans).toHaveLength(1);
    expect(nvue(alone).get('oob-leaf-1')).not.toMatch(/evpn|vni/);
  });

  test('says nothing of packets and lossless classes that nobody chose', () => {
    expect(JSON.stringify(nvueSet(nvue(plain).get('oob-leaf-su01-1')))).not.toMatch(/mtu|qos/);
  });
});

/** What the head of every file ends with. */
const NEVER = [
  '- the management port and its address',
  '- users, their passwords and keys',
  '- name servers, SNMP, telemetry, access lists and time zone',
];

describe('NVUE by release', () => {
  const leafOf = (site: Required<Omit<FabricInSite, 'repair'>>, release: string): NvueSet =>
    nvueSet(nvue(ofRelease(site, release)).get('oob-leaf-su01-1'));

  test.each(['5.6', '5.14', 'Cumulus Linux 5.9.1', 'cumulus linux 5.14.0'])(
    '%s turns things on by enable',
    (release) => {
      const text = nvue(ofRelease(rails, release)).get('compute-leaf-su01-r1-p1') ?? '';
      expect(text).toContain("enable: 'on'");
      expect(text).not.toMatch(/state: enabled|ipv4:|ipv6:/);
    },
  );

  test.each(['5.15', '5.16.1', '5.18', 'Cumulus Linux 5.17.0'])('%s has states, and one tree a family', (release) => {
    const text = nvue(ofRelease(rails, release)).get('compute-leaf-su01-r1-p1') ?? '';
    expect(text).toContain('state: enabled');
    expect(text).not.toMatch(/enable: |^ +ip:/m);
  });

  test('all read back alike, as what exists', () => {
    const read = (release: string): unknown =>
      readSwitchConfig(load(nvue(ofRelease(rails, release)).get('compute-leaf-su01-r1-p1') ?? ''), 'leaf.yaml');
    expect(read('5.18')).toEqual(read('5.14'));
    expect(read('5.18')).toMatchObject({ device: 'compute-leaf-su01-r1-p1', format: 'nvue' });
  });

  test('the newest is the default, and the head says so', () => {
    const [text, newest] = [plain, ofRelease(plain, '5.18')].map((site) => nvue(site).get('oob-leaf-su01-1') ?? '');
    expect(headOf(text)[0]).toBe("For Cumulus Linux 5.18, the newest known ('switchRelease' is not given).");
    expect(headOf(newest)[0]).toBe('For Cumulus Linux 5.18.');
    expect(nvueSet(text)).toEqual(nvueSet(newest));
  });

  test.each([
    [
      '5.12',
      { service: { ntp: { mgmt: expect.anything() as unknown }, syslog: { mgmt: expect.anything() as unknown } } },
    ],
    [
      '5.13',
      { service: { ntp: { mgmt: expect.anything() as unknown } }, system: { syslog: expect.anything() as unknown } },
    ],
    ['5.15', { system: { ntp: { vrf: 'mgmt', state: 'enabled' }, syslog: expect.anything() as unknown } }],
  ])('servers of time and logs stand where %s has them', (release, tree) => {
    const set = leafOf(served, release);
    expect(set).toMatchObject(tree);
    expect(set.service === undefined).toBe(release === '5.15');
  });

  test.each([
    ['5.14', { enable: 'on', 'detect-multiplier': 3, 'min-rx-interval': 300, 'min-tx-interval': 300 }],
    ['5.15', { profile: 'fabric' }],
  ])('sessions are watched as %s does it', (release, bfd) => {
    const { neighbor } = leafOf(served, release).vrf.default.router.bgp;
    expect(Object.values(neighbor)).toEqual([expect.objectContaining({ bfd }), expect.objectContaining({ bfd })]);
  });

  test('a gateway is the same on every leaf that has host ports in its VLAN, and on no spine', () => {
    const files = nvue(served);
    const gateways = ['oob-leaf-su01-1', 'oob-leaf-su02-1', 'oob-spine-01'].map(
      (name) => nvueSet(files.get(name)).interface['vlan100'],
    );
    const gateway = {
      ipv4: { address: { '10.1.0.1/24': {} } },
      vrf: 'bmc',
      link: { 'mac-address': '00:00:5e:00:01:01', state: { up: {} } },
      type: 'svi',
      vlan: 100,
    };
    expect(gateways).toEqual([gateway, gateway, undefined]);
    expect(leafOf(served, '5.14').interface['vlan100']).toMatchObject({
      ip: { address: { '10.1.0.1/24': {} }, vrf: 'bmc' },
    });
  });

  test('queues that are held stopped are watched on every port', () => {
    const set = nvueSet(nvue(watched).get('compute-leaf-su01-r1-p1'));
    expect(set.qos).toMatchObject({ 'pfc-watchdog': { 'polling-interval': 200, robustness: 3 } });
    const ports = Object.entries(set.interface).filter(([name]) => /^swp\d+s/.test(name));
    expect(ports.length).toBeGreaterThan(0);
    for (const [, port] of ports) expect(port).toMatchObject({ qos: { 'pfc-watchdog': { state: 'enable' } } });
  });

  test('routes of IPv6 are announced and exchanged where links have addresses of it', () => {
    const { plan, underlay } = rails;
    const links = { pool: 'links', cidr: '2001:db8::/64', pairsPerSwitch: 16 };
    const text = nvue({ ...rails, underlay: { ...underlay, links } }).get('compute-leaf-su01-r1-p1');
    const { bgp } = nvueSet(text).vrf.default.router;
    expect(bgp).toMatchObject({ 'address-family': { 'ipv4-unicast': {}, 'ipv6-unicast': { state: 'enabled' } } });
    expect(Object.keys(bgp.neighbor)).toEqual(['2001:db8::', '2001:db8::2', '2001:db8::20', '2001:db8::22']);
    expect(Object.values(bgp.neighbor)[0]).toMatchObject({
      'address-family': { 'ipv6-unicast': { state: 'enabled' } },
    });
    expect(plan.switches.length).toBeGreaterThan(0);
  });
});

describe('what a file does not hold', () => {
  const GENERAL = [
    "- packet size of ports: 'mtu'",
    "- liveness of BGP sessions (BFD): 'bfd'",
    "- time servers: 'ntpServers'",
    "- log servers: 'logServers'",
  ];

  test('is in the head of the file, with the prop that gives it', () => {
    expect(headOf(nvue(plain).get('oob-leaf-su01-1')).slice(1)).toEqual([
      'Not in this file:',
      "- gateway of VLAN 100 (10.1.0.1): pool 'bmc' in 'gateways'",
      "- routing tables of VLANs: 'vrfs'",
      ...GENERAL,
      ...NEVER,
    ]);
    expect(headOf(nvue(served).get('oob-leaf-su01-1')).slice(2)).toEqual(NEVER);
    expect(headOf(nvue(withUnderlay(railFabric())).get('compute-leaf-su01-r1-p1')).slice(2)).toEqual([
      "- addresses of 4 host ports: 'railPool' of fabric 'compute'; they carry nothing",
      "- packet size of ports: 'mtu'",
      "- lossless class of RDMA traffic: 'roce'",
      "- PFC watchdog: 'pfcWatchdog'",
      ...GENERAL.slice(1),
      ...NEVER,
    ]);
  });

  test('is beside the files of SONiC, which take no comment', () => {
    const { plan, underlay } = served;
    const text = renderSonicNotGiven(plan, underlay, { addresses: addressesOf(plan) });
    expect(text.split('\n')).toEqual([
      'Not in the files of oob-leaf-su01-1, oob-leaf-su02-1, oob-spine-01:',
      '- subnets of VRFs as routes of EVPN, beside those of their hosts: no table of SONiC holds them',
      "- interval and multiplier of BFD: the switch's own, for no table of SONiC holds them",
      '- VRF of the management port, by which servers of time and logs are reached',
      '- hardware SKU, platform and MAC address',
      ...NEVER,
      '',
    ]);
  });

  test('names loopback and router ID where no pool gives them', () => {
    const { plan, underlay } = plain;
    const switches = underlay.switches.map(({ loopback: _, ...own }) => own);
    const text = nvue({ ...plain, plan, underlay: { ...underlay, switches } }).get('oob-leaf-su01-1');
    expect(headOf(text)).toContain(
      "- loopback, router ID and ends of tunnels: 'addressPools' has no pool of purpose 'loopback'",
    );
  });

  test('stays in its lines whatever a pool is called', () => {
    const { plan, underlay } = plain;
    const addresses = addressesOf(plan);
    const odd = 'b\nmc\u2028- set:';
    const pools = addresses.pools.map((pool) => (pool.name === 'bmc' ? { ...pool, name: odd } : pool));
    const entries = addresses.addresses.map((each) => (each.pool === 'bmc' ? { ...each, pool: odd } : each));
    const site = { addresses: { ...addresses, pools, addresses: entries } };
    const text = new Map(renderNvue(plan, underlay, site)).get('oob-leaf-su01-1');
    expect(headOf(text)).toContain("- gateway of VLAN 100 (10.1.0.1): pool 'b mc - set:' in 'gateways'");
  });
});

describe('host ports whose pool has no VLAN', () => {
  /** The management network with one pool more, or with its pool changed. */
  const without = (hosts: number, tiers: 1 | 2): Required<Omit<FabricInSite, 'repair'>> => {
    const { plan, underlay } = withUnderlay(managementFabric(hosts, tiers));
    return { path: 'stack/oob', plan, underlay: { ...underlay, vlans: [] } };
  };
  const files = (
    { plan, underlay }: Required<Omit<FabricInSite, 'repair'>>,
    render: typeof renderNvue,
  ): Map<string, string> => {
    const addresses = addressesOf(plan);
    const pools = addresses.pools.map(({ vlan: _, ...pool }) => pool);
    return new Map(render(plan, underlay, { addresses: { ...addresses, pools } }));
  };

  test.each([
    ['one leaf', 4, 1, 'oob-leaf-1', 4],
    ['two leaves', 16, 2, 'oob-leaf-su01-1', 12],
  ] as const)('stand in the bridge of %s, and the head says how far they reach', (_, hosts, tiers, leaf, ports) => {
    const text = files(without(hosts, tiers), renderNvue).get(leaf);
    const set = nvueSet(text);
    expect(set.interface[`swp1-${ports}`]).toMatchObject({ bridge: { domain: { br_default: { access: 1 } } } });
    expect(set.bridge).toEqual({ domain: { br_default: { vlan: { 1: {} } } } });
    expect(headOf(text)).toContain(
      `- VLAN of ${ports} host ports: pool 'bmc' of 'addressPools' has no 'vlan'; they stand in the untagged VLAN 1 of this switch and reach no other leaf`,
    );
  });

  test('are in no VLAN of SONiC, which has no VLAN 1, and the list says so', () => {
    const site = without(16, 2);
    const text = files(site, renderSonic).get('oob-leaf-su01-1') ?? '';
    expect(text).not.toContain('Vlan');
    const { plan, underlay } = site;
    const addresses = addressesOf(plan);
    const pools = addresses.pools.filter(({ purpose }) => purpose !== 'oob');
    expect(renderSonicNotGiven(plan, underlay, { addresses: { ...addresses, pools } })).toContain(
      "- VLAN of 12 host ports: 'addressPools' has no pool of purpose 'oob' with a 'vlan'; they stand in no VLAN and carry nothing\n",
    );
  });

  test('take no VLAN of another pool', () => {
    const { plan, underlay } = plain;
    const addresses = addressesOf(plan);
    const more = { name: 'more', purpose: 'oob' as const, cidr: '10.8.0.0/24', capacity: 253, used: 1 };
    const entries = addresses.addresses.map((entry) =>
      entry.device === 'gpu-001' ? { ...entry, pool: 'more', address: '10.8.0.2/24' } : entry,
    );
    const site = { addresses: { ...addresses, pools: [...addresses.pools, more], addresses: entries } };
    const set = nvueSet(new Map(renderNvue(plan, underlay, site)).get('oob-leaf-su01-1'));
    expect(set.interface['swp1']).toMatchObject({ bridge: { domain: { br_default: { access: 1 } } } });
    expect(set.bridge).toEqual({ domain: { br_default: { vlan: { 1: {}, 100: { vni: { 100: {} } } } } } });
  });
});

describe('SONiC', () => {
  test('watches queues on every port, with one figure for all', () => {
    const { PFC_WD: watch } = JSON.parse(sonic(watched).get('compute-leaf-su01-r1-p1') ?? '') as {
      PFC_WD: Readonly<Record<string, unknown>>;
    };
    const { GLOBAL: all, ...ports } = watch;
    expect(all).toEqual({ POLL_INTERVAL: '200' });
    expect(new Set(Object.values(ports).map((port) => JSON.stringify(port)))).toEqual(
      new Set([JSON.stringify({ action: 'drop', detection_time: '600', restoration_time: '400' })]),
    );
  });

  test('has a file a switch, byte for byte as it was accepted', () => {
    expect([...sonic(rails).keys()]).toEqual(rails.plan.switches.map(({ name }) => name));
    expectGolden('sonic-rail-leaf.json', sonic(rails).get('compute-leaf-su01-r1-p1') ?? '');
    expectGolden('sonic-management-leaf.json', sonic(plain).get('oob-leaf-su01-1') ?? '');
    expectGolden('sonic-gateway-leaf.json', sonic(served).get('oob-leaf-su01-1') ?? '');
  });

  test('gives every port lanes of its own, and is called after the first', () => {
    for (const text of sonic(rails).values()) {
      const { PORT: ports } = JSON.parse(text) as { PORT: Record<string, { lanes: string }> };
      const lanes = Object.values(ports).flatMap((port) => port.lanes.split(','));
      expect(new Set(lanes).size).toBe(lanes.length);
      expect(
        Object.entries(ports).filter(([name, port]) => name !== `Ethernet${port.lanes.split(',')[0] ?? ''}`),
      ).toEqual([]);
    }
  });

  test('leaves out switches whose lanes are not stated', () => {
    const plan = managementFabric();
    const bare = { id: 'sn4600c', cages: 64, portsPerCage: 1, portRateBits: 100e9, portNaming: 'cumulus' as const };
    const switches = plan.switches.map((each) => ({ ...each, model: bare }));
    expect(sonic({ ...plain, plan: { ...plan, switches } }).size).toBe(0);
  });
});

describe('cages that are split in two ways', () => {
  const input = dgxFabric(64, {
    kind: 'ethernet',
    leaf: { ...QM9700, id: 'sn5600', portsPerCage: 4, portRateBits: 200e9, lanes: 8, portNaming: 'cumulus' },
    trunkSplit: { portsPerCage: 2, rateBits: 400e9 },
  });
  const site = withUnderlay(planFabric(input));

  // 64 ports of 200G fill cages 1 to 16, 32 of 400G cages 17 to 32.
  test('are two runs of breakouts for Cumulus', () => {
    const text = nvue(site).get('compute-leaf-su01-r1') ?? '';
    const [, { set }] = load(text) as [unknown, { set: NvueSet }];
    expect(set.interface['swp1-16']).toEqual({ link: { breakout: { '4x': { 'lanes-per-port': '2' } } } });
    expect(set.interface['swp17-32']).toEqual({ link: { breakout: { '2x': { 'lanes-per-port': '4' } } } });
    expect(Object.keys(set.interface)).toContain('swp17s0-1');
  });

  test('are two modes for SONiC, each port on lanes of its own', () => {
    const config = JSON.parse(sonic(site).get('compute-leaf-su01-r1') ?? '') as {
      PORT: Record<string, { lanes: string }>;
      BREAKOUT_CFG: Record<string, { brkout_mode: string }>;
    };
    expect(config.BREAKOUT_CFG['Ethernet0']).toEqual({ brkout_mode: '4x200G' });
    expect(config.BREAKOUT_CFG['Ethernet128']).toEqual({ brkout_mode: '2x400G' });
    expect(Object.keys(config.BREAKOUT_CFG)).toHaveLength(32);
    const lanes = Object.values(config.PORT).flatMap((port) => port.lanes.split(','));
    expect(new Set(lanes).size).toBe(256);
    expect(lanes).toHaveLength(256);
  });

  test('are read back as planned', () => {
    const name = 'compute-leaf-su01-r1';
    const config = readSwitchConfig(load(nvue(site).get(name) ?? ''), 'leaf.yaml');
    expect(compareConfig(site.plan, name, config)).toMatchObject({ ports: 96, portsInFile: 96, drift: [] });
  });
});
