import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** A line of the script by column. */
export type ScriptRow = Record<string, string> & { test: string; object: string; quantity: string; expected: string };

/** A script as somebody fills it: what is expected, and yes; or what `cell` says. */
export function filledScript(
  text: string,
  cell: (row: ScriptRow) => string = ({ expected }) => (expected === '' ? 'yes' : expected),
): string {
  const rows = parse<ScriptRow>(text, { columns: true });
  return stringify(
    rows.map((row) => ({ ...row, measured: row.quantity === 'held' ? '' : cell(row) })),
    { header: true },
  );
}

/** Checks by level, all passed; or what `result` says. */
export function filledLevels(text: string, result: (row: Record<string, string>) => string = () => 'pass'): string {
  const rows = parse<Record<string, string>>(text, { columns: true });
  return stringify(
    rows.map((row) => ({ ...row, result: result(row), by: 'Kim', date: '2027-03-02' })),
    { header: true },
  );
}
