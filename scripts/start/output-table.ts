import { textTable } from '../../src/cli/text-table';
import type { OutputValue } from './apply-progress';

const WIDEST = 100;

/** Outputs of a stack as two columns, sorted by name. */
export function outputTable(outputs: Readonly<Record<string, OutputValue>>): string {
  const rows = Object.entries(outputs)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, output]) => [`  ${name}`, printed(output)]);
  return textTable(rows, []);
}

function printed({ sensitive, value }: OutputValue): string {
  if (sensitive) return '(sensitive)';
  const text = typeof value === 'string' ? value : inWords(value);
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}

/** An object of plain values reads better without its punctuation. */
function inWords(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value) ?? '';
  return Object.entries(value)
    .map(([name, member]) => `${name} ${typeof member === 'string' ? member : JSON.stringify(member)}`)
    .join(', ');
}
