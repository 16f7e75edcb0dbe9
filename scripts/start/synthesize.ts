import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runCommand } from './run-command';
import { type StartContext, StartError } from './start-context';

/** A synthesized stack. */
export interface SynthesizedStack {
  readonly name: string;
  /** Folder with its Terraform code. */
  readonly folder: string;
  /** Names of the stacks that must be deployed before it. */
  readonly dependencies: readonly string[];
}

/** What came of running the program. */
export interface Synthesis {
  /** Folder of all output. */
  readonly outdir: string;
  /** By name; empty where the program failed. */
  readonly stacks: ReadonlyMap<string, SynthesizedStack>;
  /** What the program said, where it failed; else undefined. */
  readonly failure?: readonly string[];
}

interface ProgramSettings {
  readonly app: string;
  readonly output?: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

/** Folder into which the program writes. */
export function outdirOf(context: StartContext): string {
  return join(context.folder, readSettings(context).output ?? 'cdktf.out');
}

/**
 * Runs the program that `cdktf.json` names, as `cdktf synth` does but without the five seconds that its start takes.
 *
 * @param terraform - binary for what the program may ask of Terraform; undefined for none
 * @param app - command of another program than that of `cdktf.json`
 */
export async function synthesize(
  context: StartContext,
  terraform: string | undefined,
  app?: string,
): Promise<Synthesis> {
  const settings = { ...readSettings(context), ...(app === undefined ? {} : { app }) };
  const outdir = outdirOf(context);
  const { code, lines } = await runCommand(context, {
    command: settings.app,
    cwd: context.folder,
    env: {
      CDKTF_OUTDIR: relative(context.folder, outdir),
      ...(settings.context === undefined ? {} : { CDKTF_CONTEXT_JSON: JSON.stringify(settings.context) }),
      ...(terraform === undefined ? {} : { TERRAFORM_BINARY_NAME: terraform }),
    },
  });
  if (code !== 0) return { outdir, stacks: new Map(), failure: lines };
  return { outdir, stacks: readStacks(outdir) };
}

function readSettings({ folder }: StartContext): ProgramSettings {
  const file = join(folder, 'cdktf.json');
  if (!existsSync(file)) throw new StartError(`there is no ${file}`);
  return JSON.parse(readFileSync(file, 'utf8')) as ProgramSettings;
}

interface Manifest {
  readonly stacks: Readonly<
    Record<
      string,
      {
        readonly name: string;
        readonly workingDirectory: string;
        readonly dependencies: readonly string[];
        readonly annotations?: readonly { readonly level: string; readonly message: string }[];
      }
    >
  >;
}

function readStacks(outdir: string): ReadonlyMap<string, SynthesizedStack> {
  const { stacks } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as Manifest;
  const problems = Object.values(stacks).flatMap(({ annotations = [] }) =>
    annotations.filter(({ level }) => level === '@cdktf/error').map(({ message }) => message),
  );
  if (problems.length > 0) throw new StartError(problems.join('\n'));
  return new Map(
    Object.values(stacks).map(({ name, workingDirectory, dependencies }) => [
      name,
      { name, dependencies, folder: join(outdir, workingDirectory) },
    ]),
  );
}
