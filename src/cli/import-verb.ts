import { factText, type ImportedType, importDeviceType } from '../report/catalog/import-device-type';
import type { YearMonth } from '../catalog/fact';
import { textTable } from '../report/in-figures';
import { asUsage, type CliContext } from './cli-context';
import { readUtf8 } from './read-plan';

/** Flags of `aifactory catalog import`. */
export interface ImportFlags {
  readonly commit: string;
  readonly asOf: string;
  readonly path?: string;
  readonly json?: true;
}

/** Does `aifactory catalog import`. */
export function importFile(
  file: string,
  { commit, asOf, path = file, json }: ImportFlags,
  { out, cwd = process.cwd() }: CliContext,
): void {
  const text = readUtf8(file, cwd);
  const found = asUsage(() => importDeviceType(text, { path, commit, asOf: asOf as YearMonth }));
  out(json === true ? `${JSON.stringify(found, undefined, 2)}\n` : importText(found));
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
