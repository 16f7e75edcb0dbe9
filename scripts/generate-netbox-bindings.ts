import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFile } from '../src/files/file-writer';
import { writeFolder } from '../src/files/folder-writer';
import { NETBOX_PROVIDER, prunedSchema, type SchemaDump } from './netbox-schema';

const root = join(__dirname, '..');
/** The stored schema: `terraform providers schema -json`, pruned. */
const SCHEMA = join(root, 'src/testing/schemas/netbox-5.7.0.json');
/** Where the bindings are committed. */
const TARGET = join(root, 'src/targets/netbox/generated');

interface Generator {
  readonly TerraformProviderGenerator: new (code: unknown, schema: unknown) => { generate(target: unknown): void };
  readonly CodeMaker: new () => { save(folder: string): Promise<unknown> };
  readonly TerraformProviderConstraint: new (constraint: string) => unknown;
}

interface Targets {
  readonly ConstructsMakerProviderTarget: new (constraint: unknown, language: unknown) => unknown;
  readonly LANGUAGES: readonly unknown[];
}

/** Texts of all generated files by their path below `src/targets/netbox/generated`. */
export async function netboxBindings(): Promise<Map<string, string>> {
  process.env['CHECKPOINT_DISABLE'] = '1';
  const generator = (await import('@cdktf/provider-generator')) as unknown as Generator;
  const targets = (await import('@cdktf/commons')) as unknown as Targets;
  const dump = JSON.parse(readFileSync(SCHEMA, 'utf8')) as SchemaDump;
  const schema = {
    ...dump,
    provider_versions: { [`registry.terraform.io/${NETBOX_PROVIDER.source}`]: NETBOX_PROVIDER.version },
  };
  const code = new generator.CodeMaker();
  const constraint = new generator.TerraformProviderConstraint(`${NETBOX_PROVIDER.source}@${NETBOX_PROVIDER.version}`);
  new generator.TerraformProviderGenerator(code, schema).generate(
    new targets.ConstructsMakerProviderTarget(constraint, targets.LANGUAGES[0]),
  );
  const folder = mkdtempSync(join(tmpdir(), 'aifactory-bindings-'));
  try {
    await code.save(folder);
    const made = join(folder, 'providers', 'netbox');
    const files = readdirSync(made, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => file.endsWith('/index.ts'))
      .sort();
    return new Map(
      files.map((file) => [file.replace(/\/index\.ts$/, '.ts'), banner(readFileSync(join(made, file), 'utf8'))]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Generated code is held to the compiler of its generator, not to this project's stricter switches. */
function banner(text: string): string {
  return `// @ts-nocheck\n${text.trimEnd()}\n`;
}

async function main(): Promise<void> {
  const [dumpFile] = process.argv.slice(2);
  if (dumpFile !== undefined) {
    const dump = JSON.parse(readFileSync(dumpFile, 'utf8')) as SchemaDump;
    writeFile(SCHEMA, `${JSON.stringify(prunedSchema(dump))}\n`);
  }
  if (!existsSync(SCHEMA))
    throw new Error(`give a dump of 'terraform providers schema -json': '${SCHEMA}' is not there`);
  const files = await netboxBindings();
  writeFolder(TARGET, files);
  process.stdout.write(`${files.size} files\n`);
}

if (require.main === module) void main();
