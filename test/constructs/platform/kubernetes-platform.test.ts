import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { EthernetFabric, GpuCluster, Length, Power, PowerZone, Site } from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';
import { ClusterNetworks, ClusterOperators } from 'cdktf-ai-factory/tenancy';
import { providerProblems } from 'cdktf-ai-factory/testing';
import { loadAll } from 'js-yaml';
import type { KubernetesObject } from '../../../src/export/platform/custom-resources';
import { HELM_SCHEMA } from '../tenancy/provider-schemas';
import { RACK } from '../small-site';
import { temporaryFolder } from '../temporary-folder';

const CHART = { repository: 'https://charts.example.com', version: '26.4.1' };
const RAILS = Array.from({ length: 8 }, (_, rail) => `eth${rail}`);

/** Systems whose rails are routed, with operators and networks in stacks of their own. */
function lab(
  railInterfaces?: readonly string[],
  count = 33,
): { readonly app: App; readonly outdir: string; readonly site: Site } {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  const site = new Site(new TerraformStack(app, 'lab-stack'), 'lab', {
    halls: [
      {
        name: 'hall-1',
        rack: RACK,
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [{ name: 'A', racks: 20 }],
      },
    ],
    addressPools: [
      { name: 'loopbacks', purpose: 'loopback', cidr: '10.0.0.0/24' },
      { name: 'rails', purpose: 'rail', cidr: '10.3.0.0/16' },
    ],
    cableSlack: Length.metres(2),
    lockFile: false,
    console: 'quiet',
  });
  new PowerZone(site, 'zone-a', { rating: Power.kilowatts(1_000), rows: ['A'], rackFeed: 'static-switch' });
  const gpu = new GpuCluster(site, 'gpu', { system: systems.DGX_B200, count, spareSystems: 0 });
  new EthernetFabric(site, 'compute', {
    role: 'compute',
    hosts: [gpu],
    switch: switches.SN5600,
    switchPower: Power.watts(940),
    railPool: 'rails',
  });
  const operators = new ClusterOperators(new TerraformStack(app, 'operators'), 'operators', {
    gpuOperator: CHART,
    networkOperator: CHART,
    kueue: { ...CHART, version: '0.19.2' },
  });
  new ClusterNetworks(new TerraformStack(app, 'networks'), 'networks', {
    site,
    operators,
    imageRepository: 'registry.example.com/mellanox',
    namespaces: ['one', 'two'],
    ...(railInterfaces === undefined ? {} : { railInterfaces }),
  });
  return { app, outdir, site };
}

describe('operators and what they define', () => {
  const { app, outdir } = lab(RAILS);
  app.synth();
  const stackOf = (name: string): Record<string, Record<string, Record<string, Record<string, unknown>>>> =>
    JSON.parse(readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8')) as never;
  const objects = loadAll(readFileSync(join(outdir, 'platform/networks/plain.yaml'), 'utf8')) as KubernetesObject[];

  test('are releases in two stacks, by the arguments of the provider', () => {
    for (const name of ['operators', 'networks']) expect(providerProblems(stackOf(name), HELM_SCHEMA)).toEqual([]);
    const releases = stackOf('operators')['resource']?.['helm_release'] ?? {};
    expect(Object.keys(releases)).toEqual(['gpu-operator', 'kueue', 'network-operator']);
    expect(releases['gpu-operator']).toMatchObject({ depends_on: ['helm_release.network-operator'] });
    const [values = ''] = releases['gpu-operator']?.['values'] as string[];
    // One of both finds the features of nodes.
    expect(JSON.parse(values)).toMatchObject({ nfd: { enabled: false }, driver: { rdma: { enabled: true } } });
  });

  test('have a network a rail and namespace, with the pairs that the leaves have', () => {
    const named = (kind: string): readonly string[] =>
      objects.filter((each) => each.kind === kind).map(({ metadata }) => metadata.name);
    expect(named('HostDeviceNetwork')).toHaveLength(16);
    expect(named('HostDeviceNetwork')[0]).toBe('one-rail-1');
    expect(named('CIDRPool')).toEqual(Array.from({ length: 8 }, (_, rail) => `rail-${rail + 1}`));
    const pool = objects.find(({ metadata }) => metadata.name === 'rail-1')?.spec as {
      perNodeNetworkPrefix: number;
      staticAllocations: { nodeName: string; prefix: string; gateway: string }[];
    };
    expect(pool.perNodeNetworkPrefix).toBe(31);
    expect(pool.staticAllocations).toHaveLength(33);
    expect(new Set(pool.staticAllocations.map(({ prefix }) => prefix)).size).toBe(33);
    const folder = join(outdir, 'site/lab/exports/nvue/compute');
    const leaves = readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('');
    for (const { gateway } of pool.staticAllocations) expect(leaves).toContain(`${gateway}/31`);
    expect(named('PrometheusRule')).toEqual(['aifactory-plan']);
  });
});

test('rails that nobody names are one resource, and told', () => {
  const { app, outdir } = lab();
  app.synth();
  const text = readFileSync(join(outdir, 'platform/networks/plain.yaml'), 'utf8');
  expect(text).toContain('"resourceName": "rails"');
  expect(text).not.toContain('rail_1');
});

test('rails on one leaf have no pool each, which is told', () => {
  const { app, outdir } = lab(RAILS, 4);
  const told = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  app.synth();
  told.mockRestore();
  expect(readFileSync(join(outdir, 'platform/networks/plain.yaml'), 'utf8')).not.toContain('CIDRPool');
  const annotations = app.node.findAll().flatMap(({ node }) => node.metadata.map(({ data }) => String(data)));
  expect(annotations.join()).toContain('[platform/rails-without-pools]');
});

test('fails on names that are not as many as rails', () => {
  const { app } = lab(['eth0']);
  expect(() => app.synth()).toThrow("'railInterfaces' has 1 names, and the compute fabric 8 rails");
});

test('fails on the stack of the operators, and on that of the site', () => {
  const { app, site } = lab();
  const stack = new TerraformStack(app, 'both');
  const operators = new ClusterOperators(stack, 'more', { gpuOperator: CHART, networkOperator: CHART });
  const props = { site, operators, imageRepository: 'registry.example.com', namespaces: [] };
  expect(() => new ClusterNetworks(stack, 'a', props)).toThrow('as its operators; give it a stack of its own');
  expect(() => new ClusterNetworks(TerraformStack.of(site), 'b', props)).toThrow('as its site');
});
