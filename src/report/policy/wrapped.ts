import { oneLine } from '../../errors/visible-text';

/** Breaks text at spaces so that no line is longer than `width`, save for longer words; lines after the first are indented. */
export function wrapped(first: string, text: string, width: number): string[] {
  const indent = ' '.repeat(first.length);
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of oneLine(text.replace(/\s+/g, ' '))
    .split(' ')
    .filter((part) => part !== '')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line.trimEnd()];
}
