import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** A row of a table. */
export type CsvRow = readonly (string | number | boolean | null | undefined)[];

/** What a spreadsheet takes for a formula, in half and in full width, behind any apostrophes that stand there already. */
const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** What is quoted beside commas and quotes: line ends of any kind, and spaces that a reader would trim. */
const OPTIONS = { quoted_match: /^\s|\s$|[\r\n\u2028\u2029]/ };

/**
 * A table for people (quoted as RFC 4180 says). A text that a spreadsheet would run as a formula gets an apostrophe in front, which `csvCell` takes away.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function peopleCsv(rows: readonly CsvRow[]): string {
  return stringify(
    rows.map((row) => row.map((cell) => (typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell))),
    OPTIONS,
  );
}

/** A table for people that ends with `assumed`, a cell a row, where one of them has something assumed. */
export function assumedCsv(head: CsvRow, rows: readonly CsvRow[], assumed: readonly string[]): string {
  if (assumed.every((cell) => cell === '')) return peopleCsv([head, ...rows]);
  return peopleCsv([[...head, 'assumed'], ...rows.map((row, index) => [...row, assumed[index] ?? ''])]);
}

/** A table for a program that takes every cell as it stands, such as the bulk import of NetBox. */
export function machineCsv(rows: readonly CsvRow[]): string {
  return stringify([...rows], OPTIONS);
}

/** A cell as it was before `peopleCsv` or a spreadsheet put an apostrophe in front of it. */
export function csvCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

/** A row as it was read, with the line on which it ends. */
export interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

/**
 * Reads a table of any width, with or without a byte order mark, a row at a time; empty lines are left out.
 *
 * @param text - the file
 * @param notCsv - error for a quote that is not closed, which is all that can be wrong with rows of any length; takes the words for its line
 * @param take - takes each row, the header first; what it throws ends the reading
 * @param separator - what parts its columns
 */
export function readCsv(
  text: string,
  notCsv: (line: string) => Error,
  take: (row: CsvRecord) => void,
  separator = ',',
): void {
  try {
    parse(text, {
      bom: true,
      delimiter: separator,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (cells: string[], { lines }) => {
        take({ cells, line: lines });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw notCsv(typeof error['lines'] === 'number' ? `line ${error['lines']}` : 'a line');
  }
}

/** What parts the columns of a table that people filled in a spreadsheet: semicolons or tabs where its first line has no comma, as regions with a decimal comma write it. */
export function separatorOf(text: string): string {
  const head = /[^\r\n]+/.exec(text)?.[0] ?? '';
  if (head.includes(',')) return ',';
  return [';', '\t'].find((each) => head.includes(each)) ?? ',';
}
