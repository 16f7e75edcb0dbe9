import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..', '..', 'src');

/** How a child ended, and what it printed. */
export interface ChildRun {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
}

/**
 * Compiles the writer alone into a folder, so that a process that uses it starts in a twentieth of a second.
 *
 * @returns path of its module
 */
export function transpiledWriter(folder: string): string {
  const files = readdirSync(join(ROOT, 'files')).map((name) => `files/${name}`);
  const errors = [...readdirSync(join(ROOT, 'errors')).map((name) => `errors/${name}`), 'units/present.ts'];
  for (const file of [...files, ...errors]) {
    const { outputText } = ts.transpileModule(readFileSync(join(ROOT, file), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const target = join(folder, 'compiled', file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
  return join(folder, 'compiled', 'files');
}

/** Runs a script of the folder to its end. */
export function runChild(script: string, args: readonly string[], command = [process.execPath]): ChildRun {
  const [program = '', ...before] = command;
  const { status, signal, stdout, stderr } = spawnSync(program, [...before, script, ...args], { encoding: 'utf8' });
  return { code: status, signal, out: `${stdout}${stderr}` };
}

/** Starts a script; the promise is kept when it ends. */
export async function startChild(script: string, args: readonly string[]): Promise<ChildRun> {
  return await new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args]);
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (out += piece.toString()));
    child.on('close', (code, signal) => {
      resolve({ code, signal, out });
    });
  });
}
