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
import { clusterOf, domainsOf } from './scheduler-site';

const NAME = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';

/**
 * What the API of Kueue takes as a Topology, v1beta2: 1 to 16 levels, each a label of at most 316 characters, each once.
 *
 * @see https://kueue.sigs.k8s.io/docs/reference/kueue.v1beta2/
 */
const KUEUE_TOPOLOGY = {
  type: 'object',
  additionalProperties: false,
  required: ['apiVersion', 'kind', 'metadata', 'spec'],
  properties: {
    apiVersion: { const: 'kueue.x-k8s.io/v1beta2' },
    kind: { const: 'Topology' },
    metadata: {
      type: 'object',
      required: ['name'],
      additionalProperties: false,
      properties: { name: { type: 'string', pattern: `^${NAME}$`, maxLength: 253 } },
    },
    spec: {
      type: 'object',
      additionalProperties: false,
      required: ['levels'],
      properties: {
        levels: {
          type: 'array',
          minItems: 1,
          maxItems: 16,
          uniqueItems: true,
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['nodeLabel'],
            properties: {
              nodeLabel: {
                type: 'string',
                minLength: 1,
                maxLength: 316,
                pattern: `^(${NAME}/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$`,
              },
            },
          },
        },
      },
    },
  },
};

/**
 * The model of topograph's simulation provider: switches with those below them, blocks of nodes.
 *
 * @see https://github.com/NVIDIA/topograph/tree/main/tests/models
 */
const TOPOGRAPH_MODEL = {
  type: 'object',
  additionalProperties: false,
  required: ['switches', 'blocks'],
  properties: {
    switches: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: {
          labels: { type: 'object' },
          switches: { type: 'array', uniqueItems: true, items: { type: 'string' } },
        },
      },
    },
    blocks: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
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
