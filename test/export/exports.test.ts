import { parse } from 'csv-parse/sync';
import { planFabric } from '../../src/design/fabric/plan-fabric';
import { renderIbnetdiscover } from '../../src/export/fabric/ibnetdiscover';
import { fnvHash, infinibandGuids } from '../../src/export/fabric/ufm';
import { renderComputeGuids, renderPartitionsConf, renderRootGuids } from '../../src/export/fabric/opensm-files';
import { netboxCableLines } from '../../src/export/netbox/netbox-csv';
import { renderSlurmTopology } from '../../src/export/schedulers/scheduler-files';
import { renderSiteFiles } from '../../src/export/site/site-files';
import { renderPtmTopology } from '../../src/export/fabric/converged-exports';
import type { FabricPlan } from '../../src/model/fabric-plan';
import { computeFabric, REFERENCE, siteOf, SMALL } from '../report/site-fixture';

const site = siteOf(REFERENCE);
const small = siteOf(SMALL);
const guids = infinibandGuids(site);

function fabricOf(plan: typeof site, index: number): FabricPlan {
  return plan.fabrics[index]?.plan as FabricPlan;
}

const compute = fabricOf(site, 0);

describe('a hash', () => {
  // Test vectors of RFC 9923 for FNV-1a, 64 bits.
  test.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
  ])('of %j is %s', (text, hash) => {
    expect(fnvHash(text)).toBe(hash);
  });
});

describe('GUIDs', () => {
  test('are local placeholders that follow from the name, and differ', () => {
    expect(guids.ofSwitch('compute-leaf-su01-r1')).toBe(infinibandGuids(small).ofSwitch('compute-leaf-su01-r1'));
    const all = [
      ...compute.switches.map(({ name }) => guids.ofSwitch(name)),
      ...compute.endpoints.flatMap(({ name, portNames }) =>
        portNames.flatMap((_, port) => Object.values(guids.ofPort(compute, name, port)) as string[]),
      ),
    ];
    // 48 switches, and 1,016 + 4 adapters with a port each.
    expect(new Set(all).size).toBe(48 + 2 * 1_020);
    expect(all.every((guid) => /^02[0-9a-f]{14}$/.test(guid))).toBe(true);
  });

  test('come from the asset file where it has them', () => {
    const nicIds = ['b8ceof', '0123456789abcdef'];
    const assets = new Map(site.assets).set('haein-001', { device: 'haein-001', state: 'racked', nicIds });
    const known = infinibandGuids({ ...site, assets });
    expect(known.ofPort(compute, 'haein-001', 1)).toEqual({ node: '0123456789abcdef', port: '0123456789abcdef' });
    expect(known.ofPort(compute, 'haein-001', 0).node).toMatch(/^02/);
  });
});

describe('ibnetdiscover', () => {
  const text = renderIbnetdiscover(compute, guids);
  const blocks = text.trimEnd().split('\n\n').slice(1);

  test('has a block for each switch and each port of an endpoint', () => {
    expect(blocks.filter((block) => block.includes('\nSwitch\t'))).toHaveLength(48);
    expect(blocks.filter((block) => block.includes('\nCa\t'))).toHaveLength(1_020);
  });

  test('follows the grammar line by line', () => {
    const guid = '[0-9a-f]{16}';
    const lines = [
      '# .*',
      '',
      'vendid=0x[0-9a-f]+',
      'devid=0x[0-9a-f]+',
      `sysimgguid=0x${guid}`,
      `switchguid=0x${guid}\\(${guid}\\)`,
      `caguid=0x${guid}`,
      `Switch\\t64 "S-${guid}"\\t\\t# "[^"]+" enhanced port 0 lid 0 lmc 0`,
      `Ca\\t1 "H-${guid}"\\t\\t# "[^"]+"`,
      `\\[\\d+\\]\\t"S-${guid}"\\[\\d+\\]\\t\\t# "[^"]+" lid 0 4xNDR`,
      `\\[\\d+\\]\\t"H-${guid}"\\[1\\]\\(${guid}\\)\\t\\t# "[^"]+" lid 0 4xNDR`,
      `\\[1\\]\\(${guid}\\)\\t"S-${guid}"\\[\\d+\\]\\t\\t# lid 0 lmc 0 "[^"]+" lid 0 4xNDR`,
    ];
    const grammar = new RegExp(`^(?:${lines.join('|')})$`);
    expect(
      text
        .trimEnd()
        .split('\n')
        .filter((line) => !grammar.test(line)),
    ).toEqual([]);
  });

  test('says the same link at both of its ends', () => {
    const ends = new Set<string>();
    for (const block of blocks) {
      const own = /"([SH]-[0-9a-f]+)"/.exec(block)?.[1];
      for (const [, port, peer, peerPort] of block.matchAll(/^\[(\d+)\].*?"([SH]-[0-9a-f]+)"\[(\d+)\]/gm)) {
        ends.add(`${own}[${port}] ${peer}[${peerPort}]`);
      }
    }
    expect(ends.size).toBe(2 * compute.links.count);
    const lonely = [...ends].filter((end) => !ends.has(end.split(' ').reverse().join(' ')));
    expect(lonely).toEqual([]);
  });
});

describe('planes', () => {
  // One system of two rails on two planes: 2 rails x 2 planes = 4 ports; each plane has one switch.
  const twin = planFabric({
    name: 'twin',
    kind: 'infiniband',
    role: 'compute',
    planes: 2,
    groups: [
      {
        name: 'haein',
        hosts: ['haein-001'],
        unitHosts: 1,
        rails: 2,
        portNames: ['a', 'b', 'c', 'd'],
        portCages: [0, 0, 1, 1],
      },
    ],
    leaf: { id: 'q3400', cages: 72, portsPerCage: 2, portRateBits: 800e9, portNaming: 'xdr' },
    tiers: 1,
  });

  test.each([1, 2])('are subnets of their own: plane %i', (plane) => {
    const text = renderIbnetdiscover(twin, guids, plane);
    const switches = twin.switches.filter((each) => each.plane === plane).map(({ name }) => name);
    expect([...text.matchAll(/^Switch.*# "([^"]*)"/gm)].map(([, name]) => name)).toEqual(switches);
    expect([...text.matchAll(/^Ca/gm)]).toHaveLength(2);
    expect(text).toContain('4xXDR');
    expect(renderComputeGuids(twin, site, guids, plane).trimEnd().split('\n')).toHaveLength(2);
    expect(renderRootGuids(twin, guids, plane).trimEnd().split('\n')).toHaveLength(switches.length);
  });

  test('are drawn and written one by one', () => {
    const files = renderSiteFiles({ ...small, fabrics: [{ path: 'stack/twin', plan: twin }], cables: [] });
    expect([...files.keys()].filter((name) => name.endsWith('ibnetdiscover.txt'))).toEqual([
      'exports/infiniband/twin-plane-1/ibnetdiscover.txt',
      'exports/infiniband/twin-plane-2/ibnetdiscover.txt',
    ]);
  });
});

describe('OpenSM files', () => {
  test('name the spines as roots and the ports of systems as compute nodes', () => {
    const roots = renderRootGuids(compute, guids).trimEnd().split('\n');
    expect(roots).toHaveLength(16);
    expect(roots[0]).toBe(`0x${guids.ofSwitch('compute-spine-01')}`);
    const nodes = renderComputeGuids(compute, site, guids).trimEnd().split('\n');
    expect(nodes).toHaveLength(1_016);
    expect(nodes[0]).toBe(`0x${guids.ofPort(compute, 'haein-001', 0).port}`);
  });

  test('name the one switch of a fabric without spines as root', () => {
    expect(renderRootGuids(fabricOf(small, 0), guids)).toBe(`0x${guids.ofSwitch('compute-leaf-1')}\n`);
  });

  test('keep hosts of tenants limited in the default partition, and services full', () => {
    const fabric = fabricOf(small, 0);
    const lines = renderPartitionsConf(fabric, small, guids).trimEnd().split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'Default=0x7fff, ipoib : ALL=limited, ALL_SWITCHES=full, SELF=full ;',
      '# compute-ufm-01',
      `Default=0x7fff : 0x${guids.ofPort(fabric, 'compute-ufm-01', 0).port}=full, 0x${guids.ofPort(fabric, 'compute-ufm-01', 1).port}=full ;`,
    ]);
    expect(lines).toContain('blue=0x0001, ipoib : ALL_SWITCHES=full, SELF=full ;');
    expect(lines.filter((line) => line.startsWith('red=0x0002, ipoib : 0x'))).toHaveLength(4);
  });

  test('leave one open partition where there are no tenants', () => {
    const alone = { ...small, addresses: { ...small.addresses, partitions: [] } };
    expect(renderPartitionsConf(compute, alone, guids)).toBe('Default=0x7fff, ipoib : ALL=full, SELF=full ;\n');
  });
});

describe('Slurm topology', () => {
  test('has a switch a scalable unit below one above all', () => {
    expect(renderSlurmTopology(compute, site)).toBe(
      [
        '# Tree of fabric compute; needs TopologyPlugin=topology/tree in slurm.conf.',
        'SwitchName=compute-su01 Nodes=haein-[001-032]',
        'SwitchName=compute-su02 Nodes=haein-[033-064]',
        'SwitchName=compute-su03 Nodes=haein-[065-096]',
        'SwitchName=compute-su04 Nodes=haein-[097-127]',
        'SwitchName=compute-root Switches=compute-su[01-04]',
        '',
      ].join('\n'),
    );
  });

  test('has a level of pods under cores, with every unit below one pod', () => {
    const lines = renderSlurmTopology(computeFabric(8_128, { by: 'unit' }), site)
      .trimEnd()
      .split('\n');
    // 254 units of 8 leaves; a pod of 32 leaves holds 4 units: 63 full pods and one of 2.
    expect(lines.filter((line) => line.startsWith('SwitchName=compute-su'))).toHaveLength(254);
    expect(lines.filter((line) => line.startsWith('SwitchName=compute-pod'))).toHaveLength(64);
    expect(lines).toContain('SwitchName=compute-pod01 Switches=compute-su[01-04]');
    expect(lines.at(-1)).toBe('SwitchName=compute-root Switches=compute-pod[01-64]');
  });

  test('has no level of pods where pods are of rails: a unit has leaves in all of them', () => {
    const lines = renderSlurmTopology(computeFabric(8_128), site).trimEnd().split('\n');
    expect(lines.at(-1)).toBe('SwitchName=compute-root Switches=compute-su[01-99],compute-su[100-254]');
  });

  test('names hosts of clusters alone, and no root above a single unit', () => {
    expect(renderSlurmTopology(fabricOf(small, 0), small).split('\n').slice(1, -1)).toEqual([
      'SwitchName=compute-su01 Nodes=haein-[001-004]',
    ]);
    expect(
      renderSlurmTopology(compute, { ...site, clusters: [] })
        .split('\n')
        .slice(1, -1),
    ).toEqual([]);
  });

  test('fails on names above 64 characters, all at once', () => {
    const long = { ...computeFabric(32), name: 'c'.repeat(61) };
    expect(() => renderSlurmTopology(long, site)).toThrow(
      `'${'c'.repeat(61)}-su01' has 66 characters, and Slurm takes names of 64; give the fabric or cluster that it is named after a shorter id [export/slurm-name-too-long]`,
    );
    const units = { ...compute, name: 'c'.repeat(60) };
    expect(() => renderSlurmTopology(units, site)).toThrow(/^5 errors|-su01.*-root/s);
  });
});

describe('PTM topology', () => {
  test('has a line a link, with names quoted', () => {
    const lines = renderPtmTopology(fabricOf(site, 1)).trimEnd().split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'graph "oob" {',
      '  LLDP=""',
      '  "haein-001":"bmc" -- "oob-leaf-su01-1":"swp1"',
    ]);
    // 127 hosts and 4 leaves x 4 uplinks.
    expect(lines).toHaveLength(2 + 127 + 16 + 1);
    expect(lines.at(-1)).toBe('}');
  });
});

describe('NetBox cables', () => {
  const rowsOf = (plan: typeof site): Record<string, string>[] =>
    parse([...netboxCableLines(plan)].join(''), { columns: true });

  test('have both ends, type, label and length', () => {
    const rows = rowsOf(site);
    expect(rows).toHaveLength(2_044 + 143);
    expect(rows[0]).toMatchObject({
      side_a_site: 'gasan',
      side_a_device: 'haein-001',
      side_a_type: 'dcim.interface',
      side_a_name: 'ib0',
      side_b_device: 'compute-leaf-su01-r1',
      side_b_name: '1/1',
      type: 'dac-passive',
      status: 'planned',
      label: 'compute/haein-001:ib0',
      length: '3',
      length_unit: 'm',
    });
    expect(rows[200]).toMatchObject({ type: 'smf-os2', length: '20' });
  });

  test('are connected once both of their devices are cabled', () => {
    const assets = new Map(small.assets);
    for (const device of ['haein-001', 'compute-leaf-1']) assets.set(device, { device, state: 'cabled' });
    const connected = rowsOf({ ...small, assets }).filter(({ status }) => status === 'connected');
    expect(connected.map(({ label }) => label)).toEqual(
      Array.from({ length: 8 }, (_, rail) => `compute/haein-001:ib${rail}`),
    );
  });
});
