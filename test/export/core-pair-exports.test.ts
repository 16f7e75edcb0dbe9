import { App } from 'cdktf';
import { parse } from 'csv-parse/sync';

import { convergedPair } from '../../examples/converged-pair/main';
import { assetIds } from '../../src/design/as-built/name-map';
import { devicePorts } from '../../src/export/netbox/device-ports';
import { renderSiteFiles } from '../../src/export/site/site-files';
import type { Asset } from '../../src/model/asset';
import { idPorts } from '../../src/model/site-links';
import { expectFinding, expectPassed, judge } from '../policy/judge';

const site = convergedPair(new App()).plan;
const files = renderSiteFiles(site);
const wires = (site.converged ?? []).flatMap(({ cables }) => cables);

describe('a pair of cores is told to what checks cabling', () => {
  test('by PTM, a line a link', () => {
    const lines = (files.get('exports/ptm/core/topology.dot') ?? '')
      .split('\n')
      .filter((line) => line.includes(' -- '));
    expect(lines).toHaveLength(wires.length);
    expect(lines[0]).toBe('  "node-001":"B3220 PCIe Slot 1 Port 1" -- "core-01":"swp1s0"');
    expect(lines.filter((line) => line === '  "core-01":"swp28s0" -- "core-02":"swp28s0"')).toHaveLength(1);
  });

  test('by UFM, with what each end is', () => {
    const rows: Record<string, string>[] = parse(files.get('exports/ufm/core/point-to-point.csv') ?? '', {
      columns: true,
    });
    expect(rows).toHaveLength(wires.length);
    const types = new Map(rows.map((row) => [row['A-Node Name'], [row['A-Type'], row['Z-Type']]]));
    expect([types.get('node-001'), types.get('core-01'), types.get('oob-switch-01')]).toEqual([
      ['Host', 'Switch'],
      ['Switch', 'Switch'],
      ['Switch', 'Switch'],
    ]);
  });

  test('by NetBox, with the ports that are for management alone', () => {
    const ports = devicePorts(site, { interfaceTypes: {} }).get('node-001');
    expect([...(ports ?? [])].flatMap(([name, { isForManagement }]) => (isForManagement ? [name] : []))).toEqual([
      'OCP 3.0 NIC Port 1',
      'OCP 3.0 NIC Port 2',
      'B3220 PCIe Slot 1 BMC',
      'BMC',
    ]);
  });

  test('by ids of the asset file, which count over its ports without those for management', () => {
    expect(idPorts(site).get('node-001')).toHaveLength(6);
    const asset: Asset = { device: 'node-001', state: 'cabled', nicIds: ['44:38:39:00:00:01', '44:38:39:00:00:02'] };
    expect([...assetIds({ ...site, assets: new Map([['node-001', asset]]) })]).toEqual([
      ['44:38:39:00:00:01', { device: 'node-001', port: 'B3220 PCIe Slot 1 Port 1' }],
      ['44:38:39:00:00:02', { device: 'node-001', port: 'B3220 PCIe Slot 1 Port 2' }],
    ]);
  });
});

describe('a pair of cores is judged', () => {
  test('as the network of its clusters', () => {
    expectPassed('fabric/cluster-without-compute', site);
    const [pair] = site.converged ?? [];
    if (pair === undefined) throw new Error('the site has a pair');
    const one = { ...pair, cables: pair.cables.filter(({ a, kind }) => a.device !== 'node-007' || kind === 'oob') };
    expectFinding(
      'fabric/cluster-without-compute',
      { ...site, converged: [one] },
      { path: 'converged-pair/enterprise/zone-a/node' },
    );
  });

  test('by the state of its switches', () => {
    const assets = (state: Asset['state']): ReadonlyMap<string, Asset> =>
      new Map([['core-02', { device: 'core-02', state }]]);
    expectPassed('assets/failed-switches', { ...site, assets: assets('in-service') });
    expectFinding(
      'assets/failed-switches',
      { ...site, assets: assets('failed') },
      {
        object: "converged pair 'core': 'core-02'",
        found: '1 of 5 switches failed',
        path: 'converged-pair/enterprise/zone-a/core',
      },
    );
  });

  test('by the kinds of its fibre', () => {
    const [pair] = site.converged ?? [];
    if (pair === undefined) throw new Error('the site has a pair');
    expect(judge('cabling/fibre-mix', site).outcome.result).toBe('passed');
    const at = pair.choices?.findIndex(({ medium }) => medium === 'multimode') ?? -1;
    const choices = pair.choices?.map((choice, index) =>
      index === at ? { ...choice, medium: 'single-mode' as const } : choice,
    );
    const { findings } = judge('cabling/fibre-mix', { ...site, converged: [{ ...pair, ...(choices && { choices }) }] });
    expect(findings.map(({ object }) => object)).toEqual(["converged pair 'core'"]);
  });
});
