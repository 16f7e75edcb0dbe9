/** Ports with consecutive numbers at their ends as ranges, in the order given: `swp1`, `swp2`, `swp4` are `swp1-2` and `swp4`. */
export function portRanges(names: readonly string[]): string[] {
  const ranges: { readonly prefix: string; readonly from: number; to: number }[] = [];
  for (const name of names) {
    const [, prefix = name, digits = ''] = /^(.*?)(\d+)$/.exec(name) ?? [];
    const number = Number(digits);
    const last = ranges.at(-1);
    if (last?.prefix === prefix && last.to === number - 1) last.to = number;
    else ranges.push({ prefix, from: number, to: number });
  }
  return ranges.map(({ prefix, from, to }) => (from === to ? `${prefix}${from}` : `${prefix}${from}-${to}`));
}
