import { TENANCY_SCHEMA } from '../src/design/tenancy/tenancy-file';
import { propsSchema, siteFileSchema } from '../src/constructs/prop-tables';
import { LOCK_SCHEMA } from '../src/design/lock/lock-schema';
import { renderCatalog } from '../src/report/catalog/catalog-page';
import { renderLessons } from '../test/lessons/lessons';
import { toothExamples } from '../test/policy/teeth';
import { renderBookApp } from './book-app';
import { renderLlms } from './llms-page';
import { renderNetworks } from './networks-page';
import { renderRuleList } from '../src/report/policy/policy-text';
import { renderPublicNames } from './public-names';
import { renderVerbPage } from './verb-page';

/** A page of the documentation that is printed from the program itself. */
export interface DocsPage {
  /** File relative to the root of the project. */
  readonly path: string;
  /** Text of the page. */
  readonly render: () => string;
}

/** Pages that `npm run docs` writes; a test compares each with its file. */
export const docsPages: readonly DocsPage[] = [
  { path: 'src/report/book-app/book-app-client.ts', render: renderBookApp },
  { path: 'docs/catalog.md', render: renderCatalog },
  { path: 'docs/llms.txt', render: renderLlms },
  { path: 'docs/lessons.md', render: renderLessons },
  { path: 'docs/networks.md', render: renderNetworks },
  { path: 'docs/policies.md', render: () => renderRuleList(undefined, toothExamples()) },
  { path: 'docs/public-names.md', render: renderPublicNames },
  { path: 'docs/commands.md', render: renderVerbPage },
  { path: 'docs/schemas/lock.schema.json', render: () => schemaText(LOCK_SCHEMA) },
  { path: 'docs/schemas/tenancy.schema.json', render: () => schemaText(TENANCY_SCHEMA) },
  { path: 'docs/schemas/props.schema.json', render: () => schemaText(propsSchema()) },
  { path: 'docs/schemas/site-file.schema.json', render: () => schemaText(siteFileSchema()) },
];

/** A schema as the other pages of schemas are written: a list takes one line where it fits. */
function schemaText(schema: unknown): string {
  const text = JSON.stringify(schema, undefined, 2);
  const lists = /^( *)("[^"]+": )?\[\n([^[\]{}]*?)\n *\](,?)$/gm;
  return `${text.replace(lists, (list, indent: string, key: string | undefined, items: string, comma: string) => {
    const line = `${indent}${key ?? ''}[${items.trim().replace(/\s*\n\s*/g, ' ')}]${comma}`;
    return line.length <= 120 ? line : list;
  })}\n`;
}
