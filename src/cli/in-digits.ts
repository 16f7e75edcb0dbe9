/** A number for people: commas between thousands, three decimals at most. */
export function inDigits(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 3 });
}

/** A count with its word: `1 system`, `2 systems`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${inDigits(count)} ${count === 1 ? one : many}`;
}
