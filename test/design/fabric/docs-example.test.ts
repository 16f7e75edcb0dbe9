import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import * as library from 'cdktf-ai-factory';
import type { FabricSizing } from 'cdktf-ai-factory/engines';

const page = readFileSync(join(__dirname, '../../../docs/fabrics.md'), 'utf8');

/** The code of the page, run against the library. */
function examples(): Readonly<Record<string, FabricSizing>> {
  const code = /```ts\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const exported: Record<string, FabricSizing> = {};
  // The page's own code, read from the repository.

  new Function('exports', 'require', outputText)(exported, () => library);
  return exported;
}

describe('the page about fabrics', () => {
  const run = examples();

  test.each([
    ['railOptimised', 2, 24, 16, 0],
    ['dualHomed', 2, 4, 4, 0],
    ['dualToR', 2, 16, 8, 0],
    ['railOnly', 1, 8, 0, 0],
    ['railOnlyTree', 2, 512, 256, 0],
    ['slowHosts', 2, 4, 4, 0],
    ['pods', 3, 1_536, 128, 14],
  ])('says of %s: %i tiers, %i leaves, %i spines, %i cores', (name, tiers, leaf, spine, core) => {
    expect(run[name]).toMatchObject({ tiers, counts: { leaf, spine, core } });
  });

  test('says how 7:1 and the bisection of a pod come about', () => {
    expect(run['pods']?.ratios[1]).toMatchObject({ down: 192, up: 28 });
    expect(run['pods']?.pods?.bisectionBits).toBe(614_400_000_000_000);
  });

  test('says that hosts of 200G take half as many uplinks of 400G', () => {
    expect(run['slowHosts']).toMatchObject({ downPerLeaf: 32, upPerLeaf: 16, ratios: [{ ratio: 1 }] });
  });
});
