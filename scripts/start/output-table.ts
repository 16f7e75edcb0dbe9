import { textTable } from '../../src/report/in-figures';
import type { OutputValue } from './apply-progress';

const WIDTH = 90;

/** Outputs of a stack as two columns, sorted by name. Long values go on in the next line. */
export function outputTable(outputs: Readonly<Record<string, OutputValue>>): string {
  const rows = Object.entries(outputs)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, output]) => wrapped(partsOf(output)).map((line, index) => [index === 0 ? name : '', line]));
  return textTable(rows, []);
}

/** Plain outputs of a stack, a number or a word each, in lines of about the same width; sorted by name. */
export function outputLines(outputs: Readonly<Record<string, OutputValue>>): readonly string[] {
  const plain = Object.entries(outputs)
    .filter(([, output]) => isPlain(output))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { value }]) => `${name} ${printed(value)}`);
  return plain.length === 0 ? [] : wrapped(plain);
}

/** Whether an output is a line by itself, and no secret. */
export function isPlain({ sensitive, value }: OutputValue): boolean {
  return !sensitive && (typeof value !== 'object' || value === null);
}

/** A value, or the members of an object, which read better without their punctuation. */
function partsOf({ sensitive, value }: OutputValue): readonly string[] {
  if (sensitive) return ['(sensitive)'];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [printed(value)];
  return Object.entries(value).map(([name, member]) => `${name} ${printed(member)}`);
}

function printed(value: unknown): string {
  if (Array.isArray(value)) return value.map(printed).join('/');
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** Parts with commas between, as many in a line as it takes. */
function wrapped(parts: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    if (line !== '' && line.length + part.length + 2 > WIDTH) {
      lines.push(`${line},`);
      line = '';
    }
    line = line === '' ? part : `${line}, ${part}`;
  }
  return [...lines, line];
}
