/** `haein-007`: the number padded to at least `digits`, so that names sort and never change as a group grows. */
export function numberedName(prefix: string, number: number, digits: number): string {
  return `${prefix}-${String(number).padStart(digits, '0')}`;
}
