import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { App } from 'cdktf';
import type * as Library from 'cdktf-ai-factory';
import { siteFromText } from '../../src/constructs/site-file/site-file';
import type { ConvergedPairProps, GpuClusterProps, Site, SitePlan } from 'cdktf-ai-factory';
import type * as Gasan from '../../stacks/gasan-haein';
import type * as Ulsan from '../../stacks/ulsan-hybrid';

/** What a test changes in the props of a program's constructs. */
export interface ProgramChange {
  /** Systems more of the cluster of that name. */
  readonly more?: { readonly cluster: string; readonly systems: number };
  readonly pair?: (props: ConvergedPairProps) => ConvergedPairProps;
}

let change: ProgramChange = {};

/** The library with constructs that take the change of the moment: a test mocks `cdktf-ai-factory` with it. */
export function changedLibrary(library: typeof Library): typeof Library {
  class GpuCluster extends library.GpuCluster {
    public constructor(...[scope, id, props]: ConstructorParameters<typeof Library.GpuCluster>) {
      const { more } = change;
      const grown: GpuClusterProps =
        more?.cluster === id
          ? ({ ...props, count: (props as { count: number }).count + more.systems } as GpuClusterProps)
          : props;
      super(scope, id, grown);
    }
  }
  class ConvergedPair extends library.ConvergedPair {
    public constructor(...[scope, id, props]: ConstructorParameters<typeof Library.ConvergedPair>) {
      super(scope, id, change.pair?.(props) ?? props);
    }
  }
  return { ...library, GpuCluster, ConvergedPair };
}

const STACKS = join(__dirname, '..', '..', 'stacks');

const EXAMPLES = join(__dirname, '..', '..', 'examples');

const TEMPLATES = join(__dirname, '..', '..', 'templates');

/** Every program of this repository that makes a site: its examples and its stacks. The portfolio has none of its own. */
export const PROGRAMS: readonly string[] = [
  ...readdirSync(EXAMPLES).sort(),
  'stacks/gasan-haein',
  'stacks/ulsan-hybrid',
];

/** Its site files. */
export const SITE_FILES: readonly string[] = readdirSync(TEMPLATES)
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .map((name) => `templates/${basename(name, '.yaml')}`);

/** Runs a program with a change, and gives what `read` makes of its site; nothing is left behind. */
export async function withProgram<T>(
  name: string,
  changed: ProgramChange,
  read: (site: Site, app: App) => T,
): Promise<T> {
  const outdir = mkdtempSync(join(tmpdir(), 'aifactory-program-'));
  change = changed;
  try {
    const app = new App({ outdir });
    return read(await build(name, app), app);
  } finally {
    change = {};
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Plan of a program with a change. */
export function planOf(name: string, changed: ProgramChange = {}): Promise<SitePlan> {
  return withProgram(name, changed, ({ plan }) => plan);
}

/** Loaded when they are asked for: the library that they import is the changed one then. */
function ulsan(): Promise<typeof Ulsan> {
  return import(join(STACKS, 'ulsan-hybrid.ts')) as Promise<typeof Ulsan>;
}

function gasan(): Promise<typeof Gasan> {
  return import(join(STACKS, 'gasan-haein.ts')) as Promise<typeof Gasan>;
}

async function build(name: string, app: App): Promise<Site> {
  if (name === 'stacks/ulsan-hybrid') return (await ulsan()).ulsanHybrid(app, { lockFile: false });
  if (name === 'stacks/gasan-haein') {
    const site = (await gasan()).gasanHaein(app).node.children.find((child) => 'evaluation' in child);
    if (site === undefined) throw new Error(`${name} makes no site`);
    return site as Site;
  }
  if (name.startsWith('templates/')) return siteFile(join(TEMPLATES, `${name.slice('templates/'.length)}.yaml`), app);
  const program = (await import(join(EXAMPLES, name, 'main.ts'))) as Readonly<Record<string, (app: App) => Site>>;
  const [make, ...others] = Object.values(program);
  if (make === undefined || others.length > 0) throw new Error(`examples/${name} exports not one function`);
  return make(app);
}

/** A site file, with more systems of a cluster: its constructs are those of the library itself. */
function siteFile(path: string, app: App): Site {
  const { more } = change;
  const text = readFileSync(path, 'utf8').replace(
    new RegExp(`(  ${more?.cluster ?? ''}: \\{.*\\bcount: )(\\d+)`),
    (_, head: string, count: string) => `${head}${Number(count) + (more?.systems ?? 0)}`,
  );
  return siteFromText(app, text, { file: basename(path) });
}
