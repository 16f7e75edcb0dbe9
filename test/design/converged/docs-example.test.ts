import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import * as library from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';
import { smallSite, smallZone } from '../../constructs/small-site';

const page = readFileSync(join(__dirname, '../../../docs/converged-pair.md'), 'utf8');

/** A block of a language on the page, the first if not told. */
function block(language: string, place = 1): string {
  return page.split(`\`\`\`${language}\n`)[place]?.split('```')[0] ?? '';
}

/** What a program of the page prints. */
function run(program: string): string {
  const { outputText } = transpileModule(program, {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
  });
  const lines: string[] = [];
  new Function('require', 'exports', 'console', outputText)(
    () => library,
    {},
    {
      log: (line: string) => lines.push(line),
    },
  );
  return lines.map((line) => `${line}\n`).join('');
}

test('the example of the page prints what the page says', () => {
  expect(run(block('ts'))).toBe(block('text'));
  expect(block('text')).toContain('gpu: cages 3');
});

test('the pair of the page is taken by a site', () => {
  const lab = smallSite();
  smallZone(lab);
  const { stack, site } = lab;
  const cluster = new library.GpuCluster(stack, 'gpu', { site, system: systems.DGX_B200, count: 4, unitSystems: 4 });
  const names = { stack, site, cluster, switches, ...library };
  new Function(...Object.keys(names), block('ts', 2))(...Object.values(names));
  expect(site.plan.converged?.[0]?.plan.counts).toEqual({ gpu: 8, oob: 4 });
});
