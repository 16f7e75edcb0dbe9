import { parse } from 'csv-parse/sync';
import { create } from 'xmlbuilder2';
import { fabricGraph, renderFabricDot, renderFabricMermaid } from '../../src/export/fabric/fabric-graph';
import { renderIbdiagnetTopo } from '../../src/export/fabric/opensm-files';
import { infinibandGuids, type InfinibandGuids } from '../../src/export/fabric/ufm';
import { renderUfmCables, renderUfmDot, renderUfmTopoconfig } from '../../src/export/fabric/ufm';
import { renderNcclTopology } from '../../src/export/schedulers/scheduler-files';
import type { FabricPlan } from '../../src/model/fabric-plan';
import { computeFabric, REFERENCE, siteOf, SMALL } from '../report/site-fixture';
import { managementFabric, railFabric } from './ethernet-site';
import { expectGolden } from './golden-file';

const site = siteOf(REFERENCE);
const small = siteOf(SMALL);
const compute = site.fabrics[0]?.plan as FabricPlan;
const smallCompute = small.fabrics[0]?.plan as FabricPlan;

describe('the topology file of ibdiagnet', () => {
  const text = renderIbdiagnetTopo(compute);
  const blocks = text.trimEnd().split('\n\n');

  test('has a block a switch, and each link at both of its ends', () => {
    expect(blocks).toHaveLength(48);
    const ends = new Set<string>();
    for (const block of blocks) {
      const [head = '', ...ports] = block.split('\n');
      const own = head.split(' ')[1] ?? '';
      for (const line of ports) {
        const [, port, peer, peerPort] =
          /^(P\d+) -4x-100G-> (?:MQM9700|HCA_\d+) (\S+) (P\d+|mlx5_\d+\/P1)$/.exec(line) ?? [];
        ends.add(`${own} ${port} ${peer} ${peerPort}`);
      }
    }
    // 1,016 + 4 links of endpoints are seen from the leaf alone, 1,024 between switches from both ends.
    expect(ends.size).toBe(1_020 + 2 * 1_024);
    const lonely = [...ends].filter((end) => {
      const [own, port, peer, peerPort] = end.split(' ');
      return peerPort?.startsWith('P') === true && !ends.has(`${peer} ${peerPort} ${own} ${port}`);
    });
    expect(lonely).toEqual([]);
  });

  test('is what was accepted', () => {
    expectGolden('ibdiagnet.topo', renderIbdiagnetTopo(smallCompute));
  });
});

describe('UFM', () => {
  test('has a sheet of links for InfiniBand, with places', () => {
    const text = renderUfmCables(smallCompute, small);
    expectGolden('ufm-infiniband.csv', text);
    expect(parse(text)).toHaveLength(1 + smallCompute.links.count);
  });

  test('has a sheet of links for Ethernet, with what each end is', () => {
    const fabric = managementFabric();
    const rows: Record<string, string>[] = parse(renderUfmCables(fabric, site), { columns: true });
    expect(rows).toHaveLength(fabric.links.count);
    expect(rows[0]).toEqual({
      'A-Node Name': 'gpu-001',
      'A-Type': 'Host',
      'A-Port': 'bmc',
      'Z-Node Name': 'oob-leaf-su01-1',
      'Z-Type': 'Switch',
      'Z-Port': 'swp1',
    });
    expect(rows.at(-1)).toMatchObject({ 'A-Type': 'Switch', 'Z-Type': 'Switch', 'Z-Node Name': 'oob-spine-01' });
  });

  test('has a graph of Ethernet with the role of each switch and a line a link', () => {
    const fabric = managementFabric(2);
    expectGolden('ufm.dot', renderUfmDot(fabric));
    const links = [...renderUfmDot(railFabric()).matchAll(/^ {2}"[^"]+":"[^"]+" -- "[^"]+":"[^"]+"$/gm)];
    expect(links).toHaveLength(railFabric().links.count);
  });

  test('has no static topology until the asset file knows every GUID', () => {
    expect(renderUfmTopoconfig(smallCompute, infinibandGuids(small))).toBeUndefined();
  });

  test('has a line an end once all GUIDs are known', () => {
    const known: InfinibandGuids = {
      ofSwitch: () => 'b8599f0300000001',
      ofPort: (_, endpoint, port) => {
        const guid = `b8599f03000${endpoint.slice(-2)}00${port}`;
        return { node: guid, port: guid };
      },
    };
    const lines = (renderUfmTopoconfig(smallCompute, known) ?? '').trimEnd().split('\n');
    expect(lines).toHaveLength(2 * smallCompute.links.count);
    expect(lines.slice(0, 2)).toEqual([
      '0xb8599f0300001000,1,0xb8599f0300000001,1,Any,Active',
      '0xb8599f0300000001,1,0xb8599f0300001000,1,Any,Active',
    ]);
  });
});

describe('a graph', () => {
  test('keeps every link, whether switches are grouped or not', () => {
    for (const fabric of [railFabric(), compute, computeFabric(2_048)]) {
      for (const isGrouped of [false, true]) {
        const { nodes, edges } = fabricGraph(fabric, isGrouped);
        expect(edges.reduce((sum, { links }) => sum + links, 0)).toBe(fabric.links.count);
        const names = new Set(nodes.map(({ name }) => name));
        expect(edges.filter(({ lower, upper }) => !names.has(lower) || !names.has(upper))).toEqual([]);
        expect(nodes.reduce((sum, { count }) => sum + count, 0)).toBe(fabric.switches.length + fabric.endpoints.length);
      }
    }
  });

  test('is drawn whole for Graphviz and Mermaid while it is small', () => {
    expectGolden('fabric.dot', renderFabricDot(managementFabric()));
    expectGolden('fabric.mmd', renderFabricMermaid(managementFabric()));
  });

  test('shows groups above 200 switches, and in Mermaid above 500 edges', () => {
    // 48 switches are drawn one by one; their 32 x 16 pairs of leaf and spine are too many edges for Mermaid.
    expect(renderFabricDot(compute)).toContain('"compute-leaf-su01-r1"');
    expect(renderFabricMermaid(compute)).toContain('["compute-leaf-su01 (8)"]');
    // 2,048 hosts take 512 leaves.
    expect(renderFabricDot(computeFabric(2_048))).not.toContain('compute-leaf-su01-r1');
  });
});

describe('NCCL', () => {
  test('has the adapters of a host with their rates, and nothing that a plan does not know', () => {
    const text = renderNcclTopology(smallCompute, { name: 'haein' }) ?? '';
    expectGolden('nccl.xml', text);
    expect(create(text).end({ prettyPrint: true })).toBe(text.trimEnd());
    expect(renderNcclTopology(smallCompute, { name: 'other' })).toBeUndefined();
  });
});
