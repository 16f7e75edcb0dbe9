import { load } from 'js-yaml';
import { renderEos } from '../../src/export/switches/eos';
import { renderNvue } from '../../src/export/switches/nvue';
import { switchPortName } from '../../src/model/switch-ports';
import { eosOverlaySite, eosSite } from './eos-site';

interface Inputs {
  readonly hostname: string;
  readonly ethernet_interfaces: readonly Record<string, unknown>[];
  readonly router_bgp: Record<string, unknown>;
  readonly ntp?: object;
}

function inputsOf(...given: Parameters<typeof eosSite>): ReadonlyMap<string, Inputs> {
  const { plan, underlay, addresses } = eosSite(...given);
  return new Map([...renderEos(plan, underlay, { addresses })].map(([name, text]) => [name, load(text) as Inputs]));
}

test('ports are named by cage and first lane', () => {
  const { plan } = eosSite();
  const model = plan.switches[0]!.model;
  // A cage of eight lanes with two ports: lanes 1 to 4, and 5 to 8.
  expect([1, 2, 3, 16].map((port) => switchPortName(model, port))).toEqual([
    'Ethernet1/1',
    'Ethernet1/5',
    'Ethernet2/1',
    'Ethernet8/5',
  ]);
});

test('every switch has its file, and none of another system', () => {
  const { plan, underlay, addresses } = eosSite();
  expect([...inputsOf().keys()]).toEqual(plan.switches.map(({ name }) => name));
  expect([...renderNvue(plan, underlay, { addresses })]).toEqual([]);
});

test('a leaf peers over its uplinks without addresses, and uses all of them', () => {
  const leaf = inputsOf().get('compute-leaf-su01-r1-p1')!;
  expect(leaf.router_bgp).toMatchObject({
    maximum_paths: { paths: 4 },
    peer_groups: [{ name: 'FABRIC' }],
    redistribute: { connected: { enabled: true } },
  });
  // Four uplinks are the last of 16 ports.
  const peers = leaf.router_bgp['neighbor_interfaces'] as { name: string; remote_as: string }[];
  expect(peers.map(({ name }) => name)).toEqual(['Ethernet7/1', 'Ethernet7/5', 'Ethernet8/1', 'Ethernet8/5']);
  expect(new Set(peers.map(({ remote_as }) => remote_as)).size).toBe(1);
  expect(leaf.ethernet_interfaces.at(-1)).toEqual({
    name: 'Ethernet8/5',
    description: expect.stringMatching(/^compute-spine-.* Ethernet/) as string,
    shutdown: false,
    speed: '400g-4',
    ipv6_enable: true,
    switchport: { enabled: false },
  });
});

test('links with addresses peer by them', () => {
  const leaf = inputsOf({ linkPool: 'links' }).get('compute-leaf-su01-r1-p1')!;
  expect(leaf.router_bgp['neighbor_interfaces']).toBeUndefined();
  expect(leaf.router_bgp['neighbors']).toHaveLength(4);
});

test('the head says what the inputs do not hold', () => {
  const options = { roce: { priority: 3, dscp: 26 }, ntpServers: ['10.9.0.1'] };
  const { plan, underlay, addresses } = eosSite(options);
  const [, text] = [...renderEos(plan, underlay, { addresses })][0]!;
  expect(text).toContain('# - thresholds at which packets are marked (ECN), and shares of buffers: ');
  expect(text).toContain("# - log servers: 'logServers'\n");
  expect(inputsOf(options).get('compute-leaf-su01-r1-p1')!.ntp).toEqual({
    vrf: 'MGMT',
    servers: [{ name: '10.9.0.1' }],
  });
});

test('a link that is slower than its port has no speed, for its lanes have no source', () => {
  const { plan, underlay, addresses } = eosSite();
  const slower = { ...plan, hostRateBits: 200e9 };
  const [, text] = [...renderEos(slower, underlay, { addresses })][0]!;
  const { ethernet_interfaces: ports } = load(text) as Inputs;
  // Four host ports at 200G on ports of 400G, then four uplinks at 400G.
  expect(ports.map(({ speed }) => speed)).toEqual([
    ...Array.from({ length: 4 }),
    ...Array.from({ length: 4 }, () => '400g-4'),
  ]);
  expect(text).toContain('# - speed of 4 ports: no source states the lanes of a link of that rate in such a cage\n');
});

describe('VLANs that reach other leaves', () => {
  const { plan, underlay, addresses } = eosOverlaySite();
  const texts = new Map(renderEos(plan, underlay, { addresses }));
  const inputs = (name: string): Record<string, unknown> => load(texts.get(name) ?? '') as Record<string, unknown>;
  const leaf = inputs(plan.switches[0]!.name);
  const spine = inputs(plan.switches.at(-1)!.name);

  test('are carried by EVPN and VXLAN from loopback to loopback', () => {
    expect(leaf['vxlan_interface']).toEqual({
      vxlan1: {
        vxlan: {
          source_interface: 'Loopback0',
          udp_port: 4_789,
          vlans: [{ id: 100, vni: 100 }],
          vrfs: [{ name: 'front', vni: 4_001 }],
        },
      },
    });
    const bgp = leaf['router_bgp'] as Record<string, Record<string, unknown>[]>;
    const spines = plan.switches.filter(({ tier }) => tier === 'spine');
    expect(bgp['neighbors']).toEqual(
      spines.map(({ name }) => {
        const each = underlay.switches.find((one) => one.name === name);
        return {
          ip_address: each?.loopback?.split('/')[0],
          peer_group: 'EVPN',
          remote_as: `${each?.asNumber}`,
          description: name,
        };
      }),
    );
    expect(bgp['vrfs']).toMatchObject([{ name: 'front', redistribute: { connected: { enabled: true } } }]);
    expect(bgp['address_family_ipv4']).toMatchObject({
      peer_groups: [{ name: 'FABRIC' }, { name: 'EVPN', activate: false }],
    });
  });

  test('keep the leaf as next hop where a spine passes them on, and a spine has no tunnel', () => {
    const group = (bgp: unknown): unknown => (bgp as { peer_groups: unknown[] }).peer_groups.at(-1);
    expect(group(spine['router_bgp'])).toMatchObject({ name: 'EVPN', next_hop_unchanged: true });
    expect(group(leaf['router_bgp'])).not.toHaveProperty('next_hop_unchanged');
    expect(spine).not.toHaveProperty('vxlan_interface');
  });

  test('have one gateway on every leaf, in the routing table of their pool', () => {
    expect(leaf).toMatchObject({
      vrfs: [{ name: 'front', ip_routing: true }],
      ip_virtual_router_mac_address: '00:00:5e:00:01:01',
      vlan_interfaces: [{ name: 'Vlan100', vrf: 'front' }],
    });
  });

  test('have ports with the lossless class and its watch', () => {
    expect(leaf).toMatchObject({
      qos: { map: { dscp: ['26 to traffic-class 3'] } },
      priority_flow_control: {
        watchdog: { action: 'drop', timeout: '0.6', polling_interval: '0.2', recovery_time: '0.4' },
      },
    });
    const [port] = leaf['ethernet_interfaces'] as Record<string, unknown>[];
    expect(port).toMatchObject({
      qos: { trust: 'dscp' },
      priority_flow_control: { enabled: true, priorities: [{ priority: 3, no_drop: true }] },
    });
  });
});
