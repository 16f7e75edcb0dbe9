/** A Markdown table whose columns are padded to the same width, as formatters leave them. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map(escaped));
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

/** Text between backticks stays as it is, but for the bar, which would end the cell. */
function escaped(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replace(/[*_<]/g, '\\$&')))
    .join('')
    .replaceAll('|', '\\|');
}
