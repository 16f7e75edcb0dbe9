import { load } from 'js-yaml';
import { renderEos } from '../../src/export/switches/eos';
import { renderNvue } from '../../src/export/switches/nvue';
import { switchPortName } from '../../src/model/switch-ports';
import { eosSite } from './eos-site';

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
  expect(text).toContain("# - lossless class of 'roce'\n");
  expect(text).toContain("# - log servers: 'logServers'\n");
  expect(inputsOf(options).get('compute-leaf-su01-r1-p1')!.ntp).toEqual({
    vrf: 'MGMT',
    servers: [{ name: '10.9.0.1' }],
  });
});
