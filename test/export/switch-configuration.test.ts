import { load } from 'js-yaml';

import type { FabricInSite } from '../../src/design/site/site-plan';
import { renderNvue } from '../../src/export/nvue';
import { portRanges } from '../../src/export/port-ranges';
import { renderSonic } from '../../src/export/sonic';
import { addressesOf, managementFabric, railFabric, withUnderlay } from './ethernet-site';
import { expectGolden } from './golden-file';

const LOSSLESS = { priority: 3, dscp: 26 };
const rails = withUnderlay(railFabric(), { linkPool: 'links', railPool: 'rails', mtuBytes: 9_216, roce: LOSSLESS });
const plain = withUnderlay(managementFabric());

function nvue({ plan, underlay }: Required<FabricInSite>): Map<string, string> {
  return new Map(renderNvue(plan, underlay, { addresses: addressesOf(plan) }));
}

function sonic({ plan, underlay }: Required<FabricInSite>): Map<string, string> {
  return new Map(renderSonic(plan, underlay, { addresses: addressesOf(plan) }));
}

interface NvueSet {
  readonly interface: Readonly<Record<string, unknown>>;
  readonly bridge?: unknown;
  readonly nve?: unknown;
  readonly router: { readonly bgp: { readonly 'autonomous-system': number } };
  readonly vrf: {
    readonly default: { readonly router: { readonly bgp: { readonly neighbor: Record<string, unknown> } } };
  };
}

function nvueSet(text: string | undefined): NvueSet {
  const [header, body] = load(text ?? '') as [{ header: unknown }, { set: NvueSet }];
  expect(header.header).toEqual({
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
  });

  test('names both ends of a link as neighbours of each other', () => {
    const leaf = nvueSet(nvue(plain).get('oob-leaf-su01-1'));
    const spine = nvueSet(nvue(plain).get('oob-spine-01'));
    const { neighbor } = leaf.vrf.default.router.bgp;
    const evpn = { 'l2vpn-evpn': { enable: 'on' } };
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
    expect(leaf.nve).toEqual({ vxlan: { enable: 'on', source: { address: '10.0.0.2' } } });
    expect(leaf.bridge).toEqual({ domain: { br_default: { vlan: { 100: { vni: { 100: {} } } } } } });
    const spine = nvueSet(nvue(plain).get('oob-spine-01'));
    expect(spine).toMatchObject({ evpn: { enable: 'on' } });
    expect(Object.keys(spine)).not.toContain('nve');
    expect(nvue(rails).get('compute-leaf-su01-r1-p1')).not.toContain('evpn');
  });

  test('needs no overlay where one leaf has all hosts', () => {
    const alone = withUnderlay(managementFabric(4, 1));
    expect(alone.underlay.vlans).toHaveLength(1);
    expect(nvue(alone).get('oob-leaf-su01-1') ?? nvue(alone).get('oob-leaf-1')).not.toMatch(/evpn|vni/);
  });

  test('says nothing of packets and lossless classes that nobody chose', () => {
    const text = nvue(plain).get('oob-leaf-su01-1') ?? '';
    expect(text).not.toMatch(/mtu|qos/);
  });
});

describe('SONiC', () => {
  test('has a file a switch, byte for byte as it was accepted', () => {
    expect([...sonic(rails).keys()]).toEqual(rails.plan.switches.map(({ name }) => name));
    expectGolden('sonic-rail-leaf.json', sonic(rails).get('compute-leaf-su01-r1-p1') ?? '');
    expectGolden('sonic-management-leaf.json', sonic(plain).get('oob-leaf-su01-1') ?? '');
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
