import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { TerraformStack } from 'cdktf';
import * as library from 'cdktf-ai-factory';
import { GpuCluster, type PowerZone, type Site } from 'cdktf-ai-factory';
import { systems } from '../../src/catalog/systems';
import { smallSite } from './small-site';

const page = readFileSync(join(__dirname, '../../docs/power-chain.md'), 'utf8');

type Chain = (stack: TerraformStack, site: Site) => PowerZone;

/** The function of the page, made by its own code. */
function chainOfPage(): Chain {
  const code = /```ts\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const exported: { chain?: Chain } = {};
  // The page's own code, read from the repository.
  new Function('exports', 'require', outputText)(exported, () => library);
  if (exported.chain === undefined) throw new Error('the page exports no chain');
  return exported.chain;
}

test('the worked example of the page about the power chain has the loads and seconds that the page gives', () => {
  const { stack, site } = smallSite();
  const zone = chainOfPage()(stack, site);
  new GpuCluster(stack, 'gpu', { site, system: systems.DGX_B200, count: 2, powerZones: [zone] });
  const { chain, continuity } = site.plan.power;
  const loads = (out: string): Readonly<Record<string, number | undefined>> => {
    const state = chain?.states.find((each) => each.out.join('+') === out);
    return Object.fromEntries((chain?.nodes ?? []).map(({ name }, place) => [name, state?.loadWatts[place]]));
  };
  // 14,300 + 14,300 / 0.96 = 29,195.8; 28,600 / 0.96 = 29,791.7.
  expect(loads('')).toEqual({ grid: 29_196, gen: 0, ats: 29_196, ups: 14_300, board: 14_300 });
  expect(loads('zone-a/B')).toMatchObject({ ats: 29_792, ups: 28_600, board: 0 });
  expect(loads('grid')).toMatchObject({ grid: 0, gen: 29_196 });
  expect(continuity?.transfers).toEqual([
    {
      lost: 'grid',
      at: ['ats'],
      generators: ['gen'],
      loadWatts: 29_196,
      blocks: [
        { members: ['ups'], loadWatts: 14_896, stepWatts: 20_000 },
        { members: ['board'], loadWatts: 14_300, stepWatts: 20_000 },
      ],
      gapSeconds: 17,
      unknown: [],
    },
  ]);
  expect(continuity?.rideThroughs[0]).toMatchObject({ store: 'ups', gapSeconds: 12 });
  // 60 s x 50 / 28.6 kW, for feed B is dark until 17 s; 80 % of it at the end of its life.
  expect(continuity?.rideThroughs[0]?.storedSeconds).toBeCloseTo(104.9, 1);
  expect(continuity?.rideThroughs[0]?.heldSeconds).toBeCloseTo(83.9, 1);
  expect(continuity?.interruptions).toEqual([
    { lost: 'grid', at: 'ats', zone: 'zone-a', feed: 'B', hasOther: true, gapSeconds: 17 },
  ]);
});
