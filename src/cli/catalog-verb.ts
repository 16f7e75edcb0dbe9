import type { Command } from 'commander';

import { catalogEntries, type CatalogEntry } from '../catalog/catalog-entries';
import type { Fact } from '../catalog/fact';
import { sources } from '../catalog/sources';
import { spellingHint } from '../errors/spelling-hint';
import { Quantity } from '../units/quantity';
import { type CliContext, UsageError } from './cli-context';
import { count } from '../report/in-figures';
import { textTable } from '../report/text-table';

/** Adds `aifactory catalog`. */
export function addCatalogVerb(program: Command, { out }: CliContext): void {
  program
    .command('catalog')
    .argument('[id]', 'entry, such as dgx-b200; without it all are listed')
    .option('--json', 'print JSON; quantities are in base units: W, bit/s, B, mm, g')
    .addHelpText(
      'after',
      `
Examples:
  $ aifactory catalog
  $ aifactory catalog dgx-b200
  $ aifactory catalog qm9700 --json`,
    )
    .action((id: string | undefined, { json }: { readonly json?: true }) => {
      out(id === undefined ? catalogList(json === true) : catalogEntry(id, json === true));
    });
}

function catalogList(isJson: boolean): string {
  const rows = catalogEntries().map(({ kind, item: { id, model, manufacturer } }) => ({
    kind,
    id,
    model,
    manufacturer,
  }));
  if (isJson) return `${JSON.stringify(rows, undefined, 2)}\n`;
  const cells = rows.map(({ kind, id, model, manufacturer }) => [kind, id, model, manufacturer]);
  return textTable([['kind', 'id', 'model', 'manufacturer'], ...cells], []);
}

/** Ids are unique within a kind alone: all entries of the name are shown. */
function catalogEntry(id: string, isJson: boolean): string {
  const found = catalogEntries().filter(({ item }) => item.id === id);
  if (found.length > 0) {
    if (!isJson) return found.map(entryText).join('\n');
    return `${JSON.stringify(found.length === 1 ? found.map(entryData)[0] : found.map(entryData), undefined, 2)}\n`;
  }
  const hint = spellingHint(
    id,
    catalogEntries().map(({ item }) => item.id),
  );
  throw new UsageError(
    `the catalogue has no entry '${id}'`,
    hint === undefined ? "see 'aifactory catalog' for all of them" : `did you mean '${hint}'?`,
  );
}

/** An entry for people: its facts with source, status and date, then the sources. */
function entryText({ kind, item }: CatalogEntry): string {
  const facts = Object.entries(item).filter((member): member is [string, Fact<unknown>] => isFact(member[1]));
  const rows = facts.map(([name, { value, source, status, asOf, note }]) => [
    inWords(name),
    printed(value),
    status,
    asOf,
    source,
    note ?? '',
  ]);
  const plain = Object.entries(item).filter(
    ([name, value]) => !isFact(value) && !['id', 'model', 'manufacturer'].includes(name),
  );
  const head = `${item.id}: ${item.manufacturer} ${item.model} (${kind})\n`;
  const ids = [...new Set(facts.map(([, { source }]) => source))];
  return [
    head,
    '\n',
    textTable(
      plain.map(([name, value]) => [inWords(name), printed(value)]),
      [],
    ),
    plain.length === 0 ? '' : '\n',
    textTable([['fact', 'value', 'status', 'as of', 'source', ''], ...rows], []),
    '\nSources\n',
    textTable(
      ids.map((id) => [`  ${id}`, sourceText(id)]),
      [],
    ),
  ].join('');
}

/** An entry as plain data: facts keep source, status and date, and have their value as text beside the one in base units. */
function entryData({ kind, item }: CatalogEntry): Readonly<Record<string, unknown>> {
  const members = Object.entries(item).map(([name, value]): [string, unknown] => [
    name,
    isFact(value) ? { ...value, text: printed(value.value) } : value,
  ]);
  return { kind, item: Object.fromEntries(members) };
}

function isFact(value: unknown): value is Fact<unknown> {
  return typeof value === 'object' && value !== null && 'value' in value && 'status' in value && 'source' in value;
}

function sourceText(id: string): string {
  const source = Object.entries(sources).find(([known]) => known === id)?.[1];
  return source === undefined ? id : `${source.title}; ${source.where}`;
}

/** `maxPower` as `max power`; an abbreviation stays whole. */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/ u$/, ' U');
}

function printed(value: unknown): string {
  if (value instanceof Quantity) return value.toString();
  if (typeof value === 'number') return count(value);
  if (Array.isArray(value)) return value.map(printed).join('; ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, member]) => `${inWords(name)} ${printed(member)}`)
      .join(', ');
  }
  return String(value);
}
