import { oneLine } from '../errors/visible-text';

/** How a column stands. */
type Alignment = 'left' | 'right';

/** Rows as lines with columns two spaces apart; no spaces at the end of a line. */
export function textTable(rows: readonly (readonly string[])[], alignments: readonly Alignment[]): string {
  const widths: number[] = [];
  const cells = rows.map((row) => row.map(oneLine));
  for (const row of cells) {
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  }
  return cells.map((row) => `${line(row, widths, alignments)}\n`).join('');
}

function line(row: readonly string[], widths: readonly number[], alignments: readonly Alignment[]): string {
  const cells = row.map((cell, column) => {
    const width = widths[column] ?? 0;
    return alignments[column] === 'right' ? cell.padStart(width) : cell.padEnd(width);
  });
  return cells.join('  ').trimEnd();
}
