import { oneLine } from '../errors/visible-text';

/** A Markdown table whose columns are padded to the same width, as formatters leave them. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map(cellText));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => (row[column] ?? '').length)));
  const lines = cells.map((row) => line(widths.map((width, column) => padded(row[column] ?? '', width))));
  return [lines[0], line(widths.map((width) => '-'.repeat(width))), ...lines.slice(1)].join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function padded(text: string, width: number): string {
  return `${text}${' '.repeat(width - text.length)}`;
}

/**
 * The one way by which text reaches Markdown: on one line, and shown as it is. Code between single backticks stays code.
 *
 * @see https://spec.commonmark.org/0.31.2/#backslash-escapes
 */
export function markdownText(text: string): string {
  return inlineText(text).replace(/^\s*(?:[#>+=-]|\d+[.)])/, (start) => `${start.slice(0, -1)}\\${start.slice(-1)}`);
}

/** Text that begins no line. */
function inlineText(text: string): string {
  return oneLine(text.replace(/[\r\n\u2028\u2029]+/g, ' '))
    .split(/((?<!`)`[^`]+`(?!`))/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(ACTIVE, '\\$&')))
    .join('');
}

/** What Markdown acts on within a line; a bracket where it would end the text of a link. */
const ACTIVE = /\\(?=[!-/:-@[-`{-~])|[*_<`~]|\](?=[([:])|&(?=#?\w+;)/g;

/** The bar would end the cell, even within code. */
function cellText(text: string): string {
  return inlineText(text).replaceAll('|', '\\|');
}
