import * as cdktf from 'cdktf';
import * as library from 'cdktf-ai-factory';
import * as aws from 'cdktf-ai-factory/aws';
import * as catalog from 'cdktf-ai-factory/catalog';
import { ModuleKind, transpileModule } from 'typescript';

/** The site of a program's text. */
export function programSite(text: string): library.Site {
  const { outputText } = transpileModule(text, { compilerOptions: { module: ModuleKind.CommonJS } });
  const modules: Readonly<Record<string, unknown>> = {
    cdktf,
    'cdktf-ai-factory': library,
    'cdktf-ai-factory/aws': aws,
    'cdktf-ai-factory/catalog': catalog,
  };
  const exported: { site?: library.Site } = {};
  const load = Object.assign((name: string): unknown => modules[name], { main: undefined });
  const program = new Function('exports', 'require', 'module', outputText) as (...given: readonly unknown[]) => void;
  program(exported, load, {});
  if (exported.site === undefined) throw new Error('the program exports no site');
  return exported.site;
}
