import type { Command } from 'commander';

import { factText, type ImportedType, importDeviceType } from '../report/catalog/import-device-type';
import type { YearMonth } from '../catalog/fact';
import { textTable } from '../report/in-figures';
import { asUsage, type CliContext } from './cli-context';
import { readUtf8 } from './read-plan';

interface ImportFlags {
  readonly commit: string;
  readonly asOf: string;
  readonly path?: string;
  readonly json?: true;
}

/** Adds `aifactory catalog import`. */
export function addCatalogImport(catalog: Command, { out, cwd = process.cwd() }: CliContext): void {
  catalog
    .command('import')
    .description(
      "read a device type or rack type of NetBox's library, or a platform.json of SONiC: what it states, and what to look at",
    )
    .argument('<file>', 'the file')
    .requiredOption('--commit <id>', 'commit at which it was read: 7 to 40 hex digits')
    .requiredOption('--as-of <month>', 'month in which it was read, such as 2026-11')
    .option('--path <path>', 'path in its repository, where it is another than <file>')
    .option('--json', 'print JSON; quantities are in base units')
    .addHelpText(
      'after',
      `
Facts are 'secondary', with path and commit. What the catalogue has stays as it is; nothing is written.

Examples:
  $ aifactory catalog import SN2201.yml --path device-types/Mellanox/SN2201.yml --commit c516504ff3d2 --as-of 2026-11`,
    )
    .action((file: string, { commit, asOf, path = file, json }: ImportFlags) => {
      const text = readUtf8(file, cwd);
      const found = asUsage(() => importDeviceType(text, { path, commit, asOf: asOf as YearMonth }));
      out(json === true ? `${JSON.stringify(found, undefined, 2)}\n` : importText(found));
    });
}

function importText({ form, manufacturer, model, entry, facts, kept, ports, doubts, left }: ImportedType): string {
  const head = `${manufacturer} ${model} (${form}): ${entry === undefined ? 'the catalogue has no such model' : `'${entry}' of the catalogue`}`;
  const section = (title: string, rows: readonly (readonly string[])[]): string =>
    rows.length === 0
      ? ''
      : `\n${title}\n${textTable(
          rows.map((row) => ['', ...row]),
          [],
        )}`;
  return [
    `${head}\n`,
    section(
      'Taken',
      Object.entries(facts).map(([name, fact]) => [name, factText(fact), fact.status, fact.asOf, fact.source]),
    ),
    section(
      'Kept as the catalogue has it',
      kept.map(({ fact, own, file, differs }) => [
        fact,
        own,
        differs ? `the file has ${file}` : 'the file has the same',
      ]),
    ),
    section(
      'Ports',
      ports.map(({ type, count, first, last }) => [String(count), type, count === 1 ? first : `${first} to ${last}`]),
    ),
    section(
      'Look at',
      doubts.map((doubt) => [doubt]),
    ),
    left.length === 0 ? '' : `\nNot read: ${left.join(', ')}\n`,
  ].join('');
}
