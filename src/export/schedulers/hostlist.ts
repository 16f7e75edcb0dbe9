/** A name in its parts: what is before the number at its end, and the number as written. */
interface NumberedName {
  readonly prefix: string;
  readonly digits: string;
}

/**
 * Names as a Slurm hostlist expression: `gpu[001-003,005],login`. Names of one prefix and one width of number share brackets;
 * the order is that of first appearance, numbers ascend.
 *
 * @see https://slurm.schedmd.com/topology.conf.html
 */
export function hostlist(names: readonly string[]): string {
  const groups = new Map<string, NumberedName[]>();
  for (const name of names) {
    const parts = partsOf(name);
    const key = parts.digits === '' ? name : `${parts.prefix}\n${parts.digits.length}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [parts]);
    else known.push(parts);
  }
  return [...groups.values()].map(expression).join(',');
}

/** Numbers of more than nine digits are no numbering, but part of a name. */
function partsOf(name: string): NumberedName {
  const digits = /\d{1,9}$/.exec(name)?.[0] ?? '';
  return { prefix: name.slice(0, name.length - digits.length), digits };
}

function expression(members: readonly NumberedName[]): string {
  const [first] = members;
  if (first === undefined) return '';
  if (first.digits === '') return first.prefix;
  const width = first.digits.length;
  const numbers = [...new Set(members.map(({ digits }) => Number(digits)))].sort((a, b) => a - b);
  const [only, second] = numbers;
  if (only !== undefined && second === undefined) return `${first.prefix}${padded(only, width)}`;
  const ranges: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last?.to === number - 1) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  const text = ranges.map(({ from, to }) =>
    from === to ? padded(from, width) : `${padded(from, width)}-${padded(to, width)}`,
  );
  return `${first.prefix}[${text.join(',')}]`;
}

function padded(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
