import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import * as library from 'cdktf-ai-factory';
import { GpuCluster, InfinibandFabric, Power, PowerZone, Site } from 'cdktf-ai-factory';
import type { SiteProps } from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';
import { App, TerraformStack } from 'cdktf';

const page = readFileSync(join(__dirname, '../../../docs/cabling.md'), 'utf8');

/** The props of the page, made by its own code. */
function propsOfPage(): SiteProps {
  const code = /```ts\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const exported: { props?: SiteProps } = {};
  // The page's own code, read from the repository.

  new Function('exports', 'require', outputText)(exported, () => library);
  if (exported.props === undefined) throw new Error('the page exports no props');
  return exported.props;
}

test('the site of the page about cabling lays its fibres over panels within their budget', () => {
  const stack = new TerraformStack(new App(), 'stack');
  const site = new Site(stack, 'lab', propsOfPage());
  new PowerZone(stack, 'zone-a', {
    site,
    rating: Power.megawatts(1),
    rows: ['A', 'N'],
    rackFeed: 'static-switch',
  });
  const gpu = new GpuCluster(stack, 'gpu', { site, system: systems.DGX_B200, count: 6 });
  new InfinibandFabric(stack, 'compute', {
    site,
    hosts: [gpu],
    switch: switches.QM9700,
    switchPower: Power.watts(1_700),
  });
  // 6 systems of 8 compute ports: 48 links over panels of 24 ports, two in each row.
  expect(site.plan.cables[0]?.patched?.link).toHaveLength(48);
  expect(site.plan.devices.filter(({ kind }) => kind === 'panel').map(({ name }) => name)).toEqual([
    'panel-A-N-01',
    'panel-A-N-02',
    'panel-N-A-01',
    'panel-N-A-02',
  ]);
  const rule = site.evaluation.rules.find(({ id }) => id === 'cabling/over-loss-budget');
  expect(rule).toMatchObject({ result: 'passed', passed: 1 });
});
