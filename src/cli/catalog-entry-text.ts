import type { CatalogEntry } from '../catalog/catalog-entries';
import type { Fact } from '../catalog/fact';
import { sources } from '../catalog/sources';
import { Quantity } from '../units/quantity';
import { inDigits } from './in-digits';
import { textTable } from './text-table';

/** An entry for people: its facts with source, status and date, then the sources. */
export function entryText({ kind, item }: CatalogEntry): string {
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
export function entryData({ kind, item }: CatalogEntry): Readonly<Record<string, unknown>> {
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
  if (typeof value === 'number') return inDigits(value);
  if (Array.isArray(value)) return value.map(printed).join('; ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, member]) => `${inWords(name)} ${printed(member)}`)
      .join(', ');
  }
  return String(value);
}
