import { dump } from 'js-yaml';

import { DesignError, DesignErrors, oneLine } from '../errors/design-error';

/** Text on one line without line ends of any kind, for formats whose lines are their records. */
function inOneLine(text: string): string {
  return oneLine(text.replace(/[\r\n\u2028\u2029]+/g, ' '));
}

/**
 * An id or label of Graphviz, PTM and UFM, in quotes.
 *
 * @see https://graphviz.org/doc/info/lang.html
 */
export function dotText(text: string): string {
  return `"${inOneLine(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/**
 * A label of Mermaid, in quotes: what it would read as markup or as an entity of its own becomes one.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
export function mermaidText(text: string): string {
  const plain = inOneLine(text).replace(/["#<>&`\\]/g, (found) =>
    found === '"' ? '#quot;' : `#${found.charCodeAt(0)};`,
  );
  return `"${plain}"`;
}

/** Text behind `#` in files of OpenSM, Slurm and `ibnetdiscover`, which ends with the line. */
export function commentText(text: string): string {
  return inOneLine(text);
}

/** The description of a node as InfiniBand tools print it, in quotes that they know no escape for. */
export function nodeDescription(text: string): string {
  return `"${inOneLine(text).replaceAll('"', "'")}"`;
}

/** A reason in a command of `scontrol`, in quotes that it knows no escape for. */
export function scontrolText(text: string): string {
  return `"${inOneLine(text).replaceAll('"', "'").replaceAll('\\', '/')}"`;
}

/** A word of a shell, in quotes that it takes nothing from; on one line. */
export function shellText(text: string): string {
  return `'${inOneLine(text).replaceAll("'", `'\\''`)}'`;
}

/** A reader that takes words alone: what it would read as more cannot be escaped there. */
interface WordReader {
  readonly name: string;
  readonly takes: RegExp;
}

/** Letters of any script, and what no format gives a meaning of its own. */
const WORD = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}._+-]*$/u;

/** Commas, brackets and spaces part the entries of a host list. */
export const SLURM_WORDS: WordReader = { name: 'Slurm', takes: WORD };

/** The same lists, as topograph takes them. */
export const HOST_LISTS: WordReader = { name: 'topograph', takes: WORD };

/** Commas, `=`, `:` and `;` part what a line of `partitions.conf` holds. */
export const OPENSM_WORDS: WordReader = { name: 'OpenSM', takes: WORD };

/** Spaces part the columns of a topology file. */
export const IBDIAGNET_WORDS: WordReader = { name: 'ibdiagnet', takes: WORD };

/**
 * Refuses names that a reader would take for something else, all at once.
 *
 * @throws DesignError `export/name-not-taken`
 */
export function checkWords(names: Iterable<string>, reader: WordReader): void {
  const wrong = [...new Set(names)].filter((name) => !reader.takes.test(name));
  DesignErrors.throwAll(
    wrong.map(
      (name) =>
        new DesignError('export/name-not-taken', {
          problem: `${reader.name} takes no name '${name}'`,
          remedy: "rename it with letters, digits, '-', '_' and '.'",
          object: name,
        }),
    ),
  );
}

/** Values as YAML, in their own order; a list with one document a value where there are several. Ends with a newline. */
export function yamlText(...documents: readonly unknown[]): string {
  return documents.map((value) => dump(value, { lineWidth: -1, noRefs: true })).join('---\n');
}
