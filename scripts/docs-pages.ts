import { renderCatalog } from '../src/report/catalog-page';
import { renderRuleList } from '../src/report/policy/rule-list';

/** A page of the documentation that is printed from the program itself. */
export interface DocsPage {
  /** File relative to the root of the project. */
  readonly path: string;
  /** Text of the page. */
  readonly render: () => string;
}

/** Pages that `npm run docs` writes; a test compares each with its file. */
export const docsPages: readonly DocsPage[] = [
  { path: 'docs/catalog.md', render: renderCatalog },
  { path: 'docs/policies.md', render: renderRuleList },
];
