import { type CatalogEntry, type CatalogKind, catalogEntries } from '../../catalog/catalog-entries';
import type { Fact } from '../../catalog/fact';
import type { CatalogItem } from '../../catalog/shapes';
import { sources } from '../../catalog/sources';
import { DataRate } from '../../units/data';
import { Quantity } from '../../units/quantity';
import { markdownTable } from '../markup';

const TITLES: Readonly<Record<CatalogKind, string>> = {
  system: 'GPU systems',
  switch: 'Switches',
  nic: 'Network adapters',
  transceiver: 'Optical modules',
  fibre: 'Fibres',
  cable: 'Copper cables',
  'link-standard': 'Links by their standard',
  cdu: 'Coolant distribution units',
  pdu: 'Rack power distribution units',
  ups: 'Uninterruptible power supplies',
  generator: 'Generating sets',
  battery: 'Stores of electricity',
  chiller: 'Chillers',
  'fan-wall': 'Fan walls',
  'air-class': 'Classes of air',
  'coolant-class': 'Classes of coolant',
  'efficiency-class': 'Classes of energy and water efficiency',
  instance: 'AWS instance types',
};

const INTRODUCTION = [
  '# Catalogue',
  'Facts that the library knows, each with its source, how far it can be trusted, and its month. A number that no checkable',
  'source states is absent: give it in your program with `userFact` and the `define` function of its kind.',
].join('\n');

/** The catalogue as a page of Markdown: every fact with its source. */
export function renderCatalog(): string {
  const entries = catalogEntries();
  const sections = (Object.keys(TITLES) as CatalogKind[]).map((kind) =>
    section(
      TITLES[kind],
      entries.filter((entry) => entry.kind === kind),
    ),
  );
  return `${[INTRODUCTION.replace('\n', '\n\n'), ...sections, sourceSection(entries)].join('\n\n')}\n`;
}

function section(title: string, entries: readonly CatalogEntry[]): string {
  return [`## ${title}`, ...entries.map(({ item }) => entryText(item))].join('\n\n');
}

function entryText(item: CatalogItem): string {
  const { id, manufacturer, model, ...others } = item;
  const plain = Object.entries({ id, manufacturer, ...others }).filter(([, member]) => typeof member === 'string');
  const rows = factsOf(item).map(([key, fact]) => [
    `\`${key}\``,
    valueText(key, fact.value),
    `\`${fact.source}\``,
    fact.status,
    fact.asOf,
    fact.note ?? '',
  ]);
  return [
    `### ${model.replaceAll('_', '\\_')}`,
    plain.map(([key, member]) => `${key}: \`${member}\``).join(', '),
    markdownTable(['fact', 'value', 'source', 'status', 'as of', 'note'], rows),
  ].join('\n\n');
}

function sourceSection(entries: readonly CatalogEntry[]): string {
  const used = new Set(entries.flatMap(({ item }) => factsOf(item).map(([, fact]) => fact.source)));
  const rows = Object.entries(sources)
    .filter(([id]) => used.has(id))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { title, where }]) => [`\`${id}\``, title, `\`${where}\``]);
  return ['## Sources', markdownTable(['id', 'title', 'where'], rows)].join('\n\n');
}

function factsOf(item: CatalogItem): [string, Fact<unknown>][] {
  return Object.entries(item).filter((pair): pair is [string, Fact<unknown>] => typeof pair[1] === 'object');
}

function valueText(key: string, value: unknown): string {
  if (value instanceof DataRate && key.startsWith('nvlink')) return value.formatIn('TB/s');
  if (value instanceof Quantity) return value.toString();
  if (typeof value === 'number') return value.toLocaleString('en-US');
  if (Array.isArray(value)) return value.map((item: unknown) => valueText(key, item)).join('; ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, item]) => `${name} ${valueText(name, item)}`)
      .join(', ');
  }
  return String(value);
}
