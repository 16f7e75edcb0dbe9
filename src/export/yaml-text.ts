import { dump } from 'js-yaml';

/** Values as YAML, in their own order; a list with one document a value where there are several. Ends with a newline. */
export function yamlText(...documents: readonly unknown[]): string {
  return documents.map((value) => dump(value, { lineWidth: -1, noRefs: true })).join('---\n');
}
