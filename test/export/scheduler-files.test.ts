import { load, loadAll } from 'js-yaml';

import type { Asset } from '../../src/model/asset';
import { renderKueueTopology } from '../../src/export/schedulers/scheduler-files';
import { blockSizes } from '../../src/export/schedulers/scheduler-tree';
import {
  renderSlurmDrain,
  renderSlurmTopology,
  renderSlurmTopologyYaml,
} from '../../src/export/schedulers/scheduler-files';
import { labelValue, renderNodeLabels, renderTopographModel } from '../../src/export/schedulers/topograph';
import { computeFabric } from '../report/site-fixture';
import { railFabric } from './ethernet-site';
import { expectGolden } from './golden-file';
import { clusterOf, domainsOf } from './scheduler-site';

const fabric = railFabric();
const hosts = fabric.endpoints.map(({ name }) => name);
const states = new Map<string, Asset>([
  ['gpu-002', { device: 'gpu-002', state: 'failed', since: '2026-10-01' }],
  ['gpu-007', { device: 'gpu-007', state: 'retired' }],
]);

describe('Slurm', () => {
  test('has a tree, and blocks where hosts share a scale-up domain', () => {
    expectGolden('slurm-topology.yaml', renderSlurmTopologyYaml(fabric, domainsOf(hosts)));
    const plain = load(renderSlurmTopologyYaml(fabric, clusterOf(hosts))) as { topology: string }[];
    expect(plain.map(({ topology }) => topology)).toEqual(['compute']);
  });

  test('keeps failed hosts in its tree and drains them; retired ones are left out', () => {
    const site = clusterOf(hosts, states);
    expect(renderSlurmTopology(fabric, site)).toBe(
      [
        '# Tree of fabric compute; needs TopologyPlugin=topology/tree in slurm.conf.',
        'SwitchName=compute-su01 Nodes=gpu-[001-004]',
        'SwitchName=compute-su02 Nodes=gpu-[005-006,008]',
        'SwitchName=compute-root Switches=compute-su[01-02]',
        '',
      ].join('\n'),
    );
    expect(renderSlurmDrain(site)).toBe(
      [
        'update NodeName=gpu-002 State=DRAIN Reason="failed since 2026-10-01"',
        'update NodeName=gpu-007 State=DRAIN Reason="retired"',
        '',
      ].join('\n'),
    );
    expect(renderSlurmDrain(clusterOf(hosts))).toBe('');
  });

  // N domains of 18: sizes 18, 36 .. up to the power of two that still fits into N.
  test.each([
    [1, [18]],
    [2, [18, 36]],
    [8, [18, 36, 72, 144]],
    [9, [18, 36, 72, 144]],
  ])('gives out blocks of %i domains by doubling', (count, sizes) => {
    const domain = { name: 'rack', hosts: Array.from({ length: 18 }, (_, index) => `tray-${index}`) };
    expect(blockSizes(Array.from({ length: count }, () => domain))).toEqual(sizes);
  });
});

describe('topograph', () => {
  test('has switches from the top and blocks of hosts, without failed and retired ones', () => {
    expectGolden('topograph-model.yaml', renderTopographModel(fabric, domainsOf(hosts, states)));
  });

  test('gives every switch one parent, and every host one block', () => {
    const { switches, blocks } = load(renderTopographModel(computeFabric(2_048), haein())) as {
      switches: Record<string, { switches?: string[] }>;
      blocks: { switch: string; nodes: string[] }[];
    };
    const children = Object.values(switches).flatMap((each) => each.switches ?? []);
    expect(new Set(children).size).toBe(children.length);
    expect(Object.keys(switches).filter((name) => !children.includes(name))).toEqual(['compute-root']);
    expect(blocks.map((block) => block.switch).filter((name) => !(name in switches))).toEqual([]);
    expect(blocks).toHaveLength(64);
  });

  test('labels every node that is fit for work', () => {
    const text = renderNodeLabels(fabric, domainsOf(hosts, states));
    expectGolden('node-labels.yaml', text);
    const nodes = loadAll(text) as { metadata: { name: string } }[];
    expect(nodes.map(({ metadata }) => metadata.name)).toEqual(hosts.filter((host) => !states.has(host)));
  });

  test('hashes values above 63 characters', () => {
    expect(labelValue('a'.repeat(63))).toBe('a'.repeat(63));
    expect(labelValue('a'.repeat(64))).toMatch(/^x[0-9a-f]{16}$/);
  });

  test('fails on nodes whose names no label holds', () => {
    const long = `gpu-${'0'.repeat(60)}`;
    const endpoints = fabric.endpoints.map((endpoint, index) => (index === 0 ? { ...endpoint, name: long } : endpoint));
    expect(() => renderNodeLabels({ ...fabric, endpoints }, clusterOf(hosts))).toThrow(
      `'${long}' has 64 characters, and Kubernetes takes names of 63; give the fabric or cluster that it is named after a shorter id [export/node-name-too-long]`,
    );
  });
});

describe('Kueue', () => {
  test('has a level a tier, the outermost first, and the node last', () => {
    expectGolden('kueue-topology.yaml', renderKueueTopology(fabric, clusterOf(hosts)));
  });

  test('has a level more where there are pods', () => {
    const { spec } = load(renderKueueTopology(computeFabric(8_128, { by: 'unit' }), haein(8_128))) as {
      spec: { levels: { nodeLabel: string }[] };
    };
    expect(spec.levels.map(({ nodeLabel }) => nodeLabel)).toEqual([
      'fabric.topograph.run/tier-2',
      'fabric.topograph.run/tier-1',
      'fabric.topograph.run/tier-0',
      'kubernetes.io/hostname',
    ]);
  });

  test('fails on a name that Kubernetes does not take', () => {
    expect(() => renderKueueTopology({ ...fabric, name: 'Compute_1' }, clusterOf(hosts))).toThrow(
      "fabric 'Compute_1' has a name that Kubernetes takes for no object; give it an id of small letters, digits and hyphens [export/object-name]",
    );
  });
});

function haein(count = 2_048): ReturnType<typeof clusterOf> {
  const hosts = computeFabric(count).endpoints.map(({ name }) => name);
  return clusterOf(hosts, new Map(), 'haein');
}
