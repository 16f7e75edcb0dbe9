import type * as Library from 'cdktf-ai-factory';
import type * as Aws from 'cdktf-ai-factory/aws';
import type { Site } from 'cdktf-ai-factory';
import { type App, TerraformStack, Testing } from 'cdktf';
import { renderSiteFiles } from '../../src/export/site/site-files';
import { renderSarif } from '../../src/report/policy/policy-files';
import { PROGRAMS, withProgram } from '../support/changed-programs';
import { laidOut, type Layout, relocatedLibrary } from '../support/relocated-library';

jest.mock('cdktf-ai-factory', () => relocatedLibrary(jest.requireActual<typeof Library>('cdktf-ai-factory')));
jest.mock('cdktf-ai-factory/aws', () => relocatedLibrary(jest.requireActual<typeof Aws>('cdktf-ai-factory/aws')));

jest.setTimeout(120_000);

interface Made {
  /** Stacks, each as Terraform reads it, without the metadata of cdktf and the moves of what another layout had. */
  readonly stacks: ReadonlyMap<string, string>;
  /** Files of the site; of those that show paths, what is beside them. */
  readonly files: ReadonlyMap<string, string>;
  readonly lock: string;
  readonly findings: string;
  readonly fingerprints: readonly string[];
  readonly paths: ReadonlySet<string>;
}

interface Sarif {
  readonly runs: readonly [
    { readonly results: readonly { readonly partialFingerprints: Readonly<Record<string, string>> }[] },
  ];
}

function madeBy(site: Site, app: App): Made {
  const { plan, evaluation } = site;
  const { results } = (JSON.parse(renderSarif(evaluation)) as Sarif).runs[0];
  const stacks = app.node.children.filter((child): child is TerraformStack => TerraformStack.isStack(child));
  return {
    stacks: new Map(stacks.map((stack) => [stack.node.id, terraformOf(stack)])),
    files: new Map([...renderSiteFiles(plan, evaluation)].map(([name, text]) => [name, withoutPaths(name, text)])),
    lock: JSON.stringify(plan.lock),
    findings: JSON.stringify([evaluation.findings, evaluation.acknowledged], pathless),
    fingerprints: results.map(({ partialFingerprints }) => partialFingerprints['ruleObject/v2'] ?? ''),
    paths: new Set(site.node.root.node.findAll().map(({ node }) => node.path)),
  };
}

function terraformOf(stack: TerraformStack): string {
  const { moved, ...rest } = JSON.parse(Testing.synth(stack)) as Record<string, unknown>;
  // What an embedded inventory moves is not moved from paths.
  const own = ((moved ?? []) as readonly { readonly from: string }[]).filter(({ from }) => !from.startsWith('aws_'));
  return JSON.stringify({ ...rest, own }, (key, value: unknown) => (key === '//' ? undefined : value), 1);
}

/** Leaves the paths of constructs out, and the digest that is made of them. */
function pathless(key: string, value: unknown): unknown {
  return key === 'path' || key === 'digest' ? undefined : value;
}

function withoutPaths(name: string, text: string): string {
  if (name === 'index.html') return text.replace(/(class="path">)[^<]*/g, '$1');
  // The data of the book is JSON that a page takes: findings have their paths, as in `index.html`.
  const [, data] = name === 'book/data/site.js' ? (/^bookData\("site", ([\s\S]*)\);\n$/.exec(text) ?? []) : [];
  if (data !== undefined) return JSON.stringify(JSON.parse(data), pathless);
  return name === 'site.json' ? JSON.stringify(JSON.parse(text), pathless) : text;
}

test.each(PROGRAMS)(
  '%s gives the same bytes wherever its constructs are created, but for their paths',
  async (name) => {
    const run = (layout: Layout): Promise<Made> => laidOut(layout, () => withProgram(name, {}, madeBy));
    const flat = await run('flat');
    const nested = await run('nested');
    expect(nested.paths).not.toEqual(flat.paths);
    expect([...nested.stacks.keys()]).toEqual([...flat.stacks.keys()]);
    for (const [stack, text] of flat.stacks) {
      if (nested.stacks.get(stack) !== text) expect(nested.stacks.get(stack)).toBe(text);
    }
    expect([...nested.files.keys()]).toEqual([...flat.files.keys()]);
    expect([...flat.files].flatMap(([file, text]) => (nested.files.get(file) === text ? [] : [file]))).toEqual([]);
    expect(nested.lock === flat.lock).toBe(true);
    expect(nested.findings === flat.findings).toBe(true);
    expect(nested.fingerprints).toEqual(flat.fingerprints);
  },
);
