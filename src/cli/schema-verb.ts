import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';

import { spellingHint } from '../errors/spelling-hint';
import { type CliContext, UsageError } from './cli-context';

/** Sources and compiled files lie equally deep below the package. */
const FOLDER = join(__dirname, '..', '..', 'docs', 'schemas');

const ENDING = '.schema.json';

/** Adds `aifactory schema`. */
export function addSchemaVerb(program: Command, { out }: CliContext): void {
  program
    .command('schema [name]')
    .addHelpText(
      'after',
      `
Without a name it lists the schemas that there are.

Examples:
  $ aifactory schema
  $ aifactory schema props`,
    )
    .action((name?: string) => {
      const names = schemaNames();
      if (name === undefined) {
        out(`${names.join('\n')}\n`);
        return;
      }
      if (!names.includes(name)) {
        const hint = spellingHint(name, names);
        const remedy = hint === undefined ? `there are ${names.join(', ')}` : `did you mean '${hint}'?`;
        throw new UsageError(`there is no schema '${name}'`, remedy);
      }
      out(readFileSync(join(FOLDER, `${name}${ENDING}`), 'utf8'));
    });
}

function schemaNames(): readonly string[] {
  return readdirSync(FOLDER)
    .flatMap((file) => (file.endsWith(ENDING) ? [file.slice(0, -ENDING.length)] : []))
    .sort();
}
