import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from '../src/files/file-writer';
import { App } from 'cdktf';
import type { Construct } from 'constructs';

import { Site } from '../src/constructs/site/site';
import type { SitePlan } from '../src/model/site-plan';
import { renderNvue } from '../src/export/switches/nvue';
import { renderSonic } from '../src/export/switches/sonic';

const load = createRequire(__filename);
const ROOT = join(__dirname, '..');

/** A program that builds sites under an app. */
interface Program {
  readonly name: string;
  readonly file: string;
  /** Name of the function that builds them. Default: the only one that it exports. */
  readonly build?: string;
}

/** Programs of examples and stacks, by name. A stack's function is named after its file and takes an app alone; what stacks share does not. */
export function programs(): Program[] {
  const examples = readdirSync(join(ROOT, 'examples')).map((name) => ({
    name,
    file: join(ROOT, 'examples', name, 'main.ts'),
  }));
  const stacks = readdirSync(join(ROOT, 'stacks'))
    .filter((file) => file.endsWith('.ts') && file !== 'main.ts')
    .map((file) => file.replace(/\.ts$/, ''))
    .map((name) => ({
      name,
      file: join(ROOT, 'stacks', `${name}.ts`),
      build: name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
    }));
  return [...examples, ...stacks].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Plans of the sites of a program. */
export function sitesOf({ file, build }: Program): SitePlan[] {
  const exported = load(file) as Readonly<Record<string, unknown>>;
  const run = build === undefined ? Object.values(exported)[0] : exported[build];
  if (typeof run !== 'function' || run.length !== 1) return [];
  const outdir = mkdtempSync(join(tmpdir(), 'switch-files-'));
  try {
    const app = new App({ outdir });
    (run as (app: Construct) => unknown)(app);
    return app.node.findAll().flatMap((node) => (node instanceof Site ? [node.plan] : []));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Files of all switches of a site by path: NVUE for each release, `nvue/<release>/...`, and SONiC. */
export function switchFiles(
  { fabrics, addresses }: Pick<SitePlan, 'fabrics' | 'addresses'>,
  releases: readonly string[],
): Map<string, string> {
  const files = new Map<string, string>();
  for (const { plan, underlay } of fabrics) {
    if (underlay === undefined) continue;
    for (const release of releases) {
      for (const [name, text] of renderNvue(plan, { ...underlay, switchRelease: release }, { addresses })) {
        files.set(join('nvue', release, plan.name, `${name}.yaml`), text);
      }
    }
    for (const [name, text] of renderSonic(plan, underlay, { addresses })) {
      files.set(join('sonic', plan.name, `${name}.json`), text);
    }
  }
  return files;
}

/** Writes the files of every example and stack below a folder, `<folder>/<program>/...`. */
export function writeSwitchFiles(folder: string, releases: readonly string[]): number {
  let count = 0;
  for (const program of programs()) {
    for (const plan of sitesOf(program)) {
      const files = [...switchFiles(plan, releases)];
      writeFiles(files.map(([path, text]) => [join(folder, program.name, path), text] as const));
      count += files.length;
    }
  }
  return count;
}

if (require.main === module) {
  const [folder, ...releases] = process.argv.slice(2);
  if (folder === undefined || releases.length === 0) {
    console.error('usage: ts-node -T scripts/switch-files.ts <folder> <release> ...');
    process.exitCode = 2;
  } else {
    console.log(`wrote ${writeSwitchFiles(folder, releases)} files of switches`);
  }
}
