import type { Command } from 'commander';
import { catalogEntries } from '../catalog/catalog-entries';
import { spellingHint } from '../errors/spelling-hint';
import { entryData, entryText } from './catalog-entry-text';
import type { CliContext } from './cli-context';
import { textTable } from './text-table';
import { UsageError } from './usage-error';

/** Adds `aifactory catalog`. */
export function addCatalogVerb(program: Command, { out }: CliContext): void {
  program
    .command('catalog')
    .description('list the catalogue, or show every fact of one entry with its source')
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
