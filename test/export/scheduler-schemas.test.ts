import Ajv from 'ajv';
import { load } from 'js-yaml';

import {
  renderKueueTopology,
  renderSlurmSite,
  renderSlurmTopologyYaml,
} from '../../src/export/schedulers/scheduler-files';
import { renderTopographModel } from '../../src/export/schedulers/topograph';
import { planFabric } from '../../src/design/fabric/plan-fabric';
import type { SitePlan } from '../../src/model/site-plan';
import { dgxFabric, group } from '../design/fabric/sample-fabrics';
import { computeFabric } from '../report/site-fixture';
import { railFabric } from './ethernet-site';
import published from './published-schemas.json';
import { clusterOf, domainsOf } from './scheduler-site';

type Schema = Readonly<Record<string, unknown>>;

const { kueueTopology, topographModel } = published;

/** The stored version of Kueue's resource as its definition has it; names that it does not know are pruned by the API, and no file may have one. */
const KUEUE_TOPOLOGY = closed({
  ...kueueTopology.schema,
  required: ['apiVersion', 'kind', 'metadata', 'spec'],
  properties: {
    ...kueueTopology.schema.properties,
    apiVersion: { const: `${kueueTopology.group}/${kueueTopology.version}` },
    kind: { const: kueueTopology.kind },
  },
}) as Schema;

/** With no members beside those that are listed. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const inner = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  return 'properties' in node && 'type' in node ? { ...inner, additionalProperties: false } : inner;
}

/** Members of each part of topograph's model, as its reader has them; a switch and blocks need the rest to be of use. */
const TOPOGRAPH_MODEL = {
  type: 'object',
  propertyNames: { enum: topographModel.members.Model },
  required: ['switches', 'blocks'],
  properties: {
    switches: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        propertyNames: { enum: topographModel.members.Switch },
        properties: { switches: { type: 'array', uniqueItems: true, items: { type: 'string' } } },
      },
    },
    blocks: {
      type: 'array',
      items: {
        type: 'object',
        propertyNames: { enum: topographModel.members.CapacityBlock },
        required: ['switch', 'nodes'],
        properties: {
          switch: { type: 'string' },
          nodes: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
          annotations: { type: 'object', additionalProperties: { type: 'string' } },
        },
      },
    },
  },
};

/**
 * Slurm's `topology.yaml`: topologies with a name, exactly one type each.
 *
 * @see https://slurm.schedmd.com/topology.yaml.html
 */
const SLURM_TOPOLOGIES = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['topology'],
    properties: {
      topology: { type: 'string', minLength: 1, maxLength: 64 },
      cluster_default: { type: 'boolean' },
      tree: {
        type: 'object',
        additionalProperties: false,
        required: ['switches'],
        properties: {
          switches: {
            type: 'array',
            minItems: 1,
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['switch'],
              oneOf: [{ required: ['children'] }, { required: ['nodes'] }],
              properties: {
                switch: { type: 'string', maxLength: 64 },
                children: { type: 'string', minLength: 1 },
                nodes: { type: 'string', minLength: 1 },
              },
            },
          },
        },
      },
      block: {
        type: 'object',
        additionalProperties: false,
        required: ['block_sizes', 'blocks'],
        properties: {
          block_sizes: { type: 'array', minItems: 1, items: { type: 'integer', minimum: 1 } },
          blocks: {
            type: 'array',
            minItems: 1,
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['block', 'nodes'],
              properties: { block: { type: 'string' }, nodes: { type: 'string', minLength: 1 } },
            },
          },
        },
      },
      flat: { const: true },
    },
    oneOf: [{ required: ['tree'] }, { required: ['block'] }, { required: ['flat'] }],
  },
};

function errorsOf(schema: object, text: string): unknown {
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
  validate(load(text));
  return validate.errors ?? [];
}

const FABRICS = [railFabric(), computeFabric(4), computeFabric(127), computeFabric(512)];

describe.each(FABRICS.map((fabric) => [fabric.endpoints.length, fabric] as const))(
  'what schedulers read of %i endpoints',
  (_, fabric) => {
    const hosts = fabric.endpoints.flatMap(({ name, group: own }) => (own === undefined ? [] : [name]));
    const own = fabric.endpoints.find(({ group: each }) => each !== undefined)?.group;
    const site = clusterOf(hosts, new Map(), own);

    test('is as the API of Kueue, the model of topograph and the manual of Slurm have it', () => {
      expect(errorsOf(KUEUE_TOPOLOGY, renderKueueTopology(fabric, site))).toEqual([]);
      expect(errorsOf(TOPOGRAPH_MODEL, renderTopographModel(fabric, site))).toEqual([]);
      expect(errorsOf(SLURM_TOPOLOGIES, renderSlurmTopologyYaml(fabric, site))).toEqual([]);
    });

    test('names each switch of topograph once as one below another, and no block of none', () => {
      const { switches, blocks } = load(renderTopographModel(fabric, site)) as {
        switches: Record<string, { switches?: string[] }>;
        blocks: { switch: string }[];
      };
      const below = Object.values(switches).flatMap((each) => each.switches ?? []);
      expect(new Set(below).size).toBe(below.length);
      for (const name of [...below, ...blocks.map((each) => each.switch)]) expect(switches).toHaveProperty([name]);
    });
  },
);

test('levels of Kueue keep the rules that no schema says: each once, and the host last', () => {
  const rules = kueueTopology.schema.properties.spec.properties.levels['x-kubernetes-validations'];
  expect(rules.map(({ message }) => message).slice(1)).toEqual([
    'must be unique',
    'the kubernetes.io/hostname label can only be used at the lowest level of topology',
  ]);
  const fabric = computeFabric(512);
  const hosts = fabric.endpoints.flatMap(({ name, group: own }) => (own === undefined ? [] : [name]));
  const own = fabric.endpoints.find(({ group: each }) => each !== undefined)?.group;
  const topology = load(renderKueueTopology(fabric, clusterOf(hosts, new Map(), own))) as {
    spec: { levels: { nodeLabel: string }[] };
  };
  const labels = topology.spec.levels.map(({ nodeLabel }) => nodeLabel);
  expect(new Set(labels).size).toBe(labels.length);
  expect([-1, labels.length - 1]).toContain(labels.indexOf('kubernetes.io/hostname'));
});

test('a name that Kueue or topograph does not know is found', () => {
  const fabric = railFabric();
  const site = clusterOf(fabric.endpoints.map(({ name }) => name));
  expect(errorsOf(KUEUE_TOPOLOGY, renderKueueTopology(fabric, site).replace('nodeLabel', 'nodeLabels'))).not.toEqual(
    [],
  );
  expect(errorsOf(TOPOGRAPH_MODEL, renderTopographModel(fabric, site).replace('nodes:', 'hosts:'))).not.toEqual([]);
});

test('blocks of scale-up domains are as the manual of Slurm has them', () => {
  const fabric = railFabric();
  expect(
    errorsOf(SLURM_TOPOLOGIES, renderSlurmTopologyYaml(fabric, domainsOf(fabric.endpoints.map(({ name }) => name)))),
  ).toEqual([]);
});

describe('one Slurm over fabrics that share hosts', () => {
  const names = (count: number, first = 1): string[] =>
    Array.from({ length: count }, (_, at) => `gpu-${String(at + first).padStart(3, '0')}`);
  const fabricOf = (name: string, hosts: readonly string[]): SitePlan['fabrics'][number] => ({
    path: '',
    plan: planFabric(dgxFabric(1, { name, groups: [group(hosts.length, { name: 'gpu', hosts, unitHosts: 4 })] })),
  });
  const { clusters, assets } = clusterOf(names(12));
  const site = (fabrics: SitePlan['fabrics']): Parameters<typeof renderSlurmSite>[0] => ({
    name: 'gasan',
    fabrics,
    clusters,
    assets,
  });

  test('has one default with every host once, and a topology for the other fabric', () => {
    // Eight hosts are in the first, the last eight of twelve in the second: four in both.
    const files = renderSlurmSite(site([fabricOf('red', names(8)), fabricOf('blue', names(8, 5))]));
    expect(files?.conf.split('\n').filter((line) => line.includes('Nodes='))).toEqual([
      'SwitchName=red-su01 Nodes=gpu-[001-004]',
      'SwitchName=red-su02 Nodes=gpu-[005-008]',
      'SwitchName=blue-su02 Nodes=gpu-[009-012]',
    ]);
    expect(errorsOf(SLURM_TOPOLOGIES, files?.yaml ?? '')).toEqual([]);
    const topologies = load(files?.yaml ?? '') as { topology: string; cluster_default?: boolean }[];
    expect(topologies.map((each) => [each.topology, each.cluster_default])).toEqual([
      ['gasan', true],
      ['blue', undefined],
    ]);
    expect(files?.nodes).toBe(
      [
        'update NodeName=gpu-[001-004] Topology=gasan:red-su01',
        'update NodeName=gpu-[005-008] Topology=gasan:red-su02,blue:blue-su01',
        'update NodeName=gpu-[009-012] Topology=gasan:blue-su02,blue:blue-su02',
        '',
      ].join('\n'),
    );
  });

  test('has one tree alone where no host is in two', () => {
    const files = renderSlurmSite(site([fabricOf('red', names(4)), fabricOf('blue', names(8, 5))]));
    expect((load(files?.yaml ?? '') as unknown[]).length).toBe(1);
    expect(files?.conf).not.toContain('several fabrics');
  });
});
