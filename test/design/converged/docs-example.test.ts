import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { planConvergedPair } from '../../../src/design/converged/plan-converged-pair';
import { renderWireMapCsv } from '../../../src/export/wire-map-csv';

const page = readFileSync(join(__dirname, '../../../docs/converged-pair.md'), 'utf8');

/** First block of a language on the page. */
function block(language: string): string {
  return page.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? '';
}

/** What a program of the page prints. */
function run(program: string): string {
  const { outputText } = transpileModule(program, {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
  });
  const lines: string[] = [];
  const modules: Record<string, unknown> = { 'cdktf-ai-factory': { planConvergedPair, renderWireMapCsv } };
  new Function('require', 'exports', 'console', outputText)(
    (name: string) => modules[name],
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
