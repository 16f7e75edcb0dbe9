import type { NamedRows } from '../design/placement/check-placement-input';
import { spellingHint } from '../errors/spelling-hint';
import type { Refuse } from './check-hall';
import { rowsNamed } from './patch-ways';
import type { PatchingProps } from './patching-props';
import type { SiteProps } from './site-props';

/** Refuses ways over panels that are wrong in themselves: `cabling/unknown-row`, `cabling/bad-patching`. */
export function checkPatching(halls: readonly NamedRows[], patching: SiteProps['patching'] = [], refuse: Refuse): void {
  const known = new Set<string>();
  for (const props of patching) {
    const { between } = props;
    const what = `'patching' between '${between[0]}' and '${between[1]}'`;
    const rows = between.flatMap((label) => checkRow(halls, { what, label }, refuse));
    checkNumbers(props, what, refuse);
    const key = rows.map(({ hall, row }) => `${hall}/${row}`).sort();
    if (key.length < between.length) continue;
    if (key[0] === key[1]) refuse('cabling/bad-patching', `${what} names one row twice`, 'name two rows');
    else if (known.has(key.join(' '))) {
      refuse('cabling/bad-patching', `${what} is given twice`, 'give each pair of rows once');
    }
    known.add(key.join(' '));
  }
}

function checkRow(
  halls: readonly NamedRows[],
  { what, label }: { readonly what: string; readonly label: string },
  refuse: Refuse,
): ReturnType<typeof rowsNamed> {
  const found = rowsNamed(halls, label);
  if (found.length === 1) return found;
  if (found.length > 1) {
    const full = found.map(({ hall, row }) => `'${hall}/${row}'`).join(' or ');
    refuse('cabling/unknown-row', `${what}: ${found.length} halls have a row '${label}'`, `name it ${full}`);
    return [];
  }
  const hint = spellingHint(
    label,
    halls.flatMap(({ name, rows }) => rows.flatMap((row) => [row.name, `${name}/${row.name}`])),
  );
  const remedy = hint === undefined ? "name rows of 'halls', as 'A' or 'hall-1/A'" : `did you mean '${hint}'?`;
  refuse('cabling/unknown-row', `${what}: no hall has a row '${label}'`, remedy);
  return [];
}

function checkNumbers({ panels, multimode, singleMode }: PatchingProps, what: string, refuse: Refuse): void {
  for (const [name, value] of [
    ['panels.heightU', panels.heightU],
    ['panels.ports', panels.ports],
  ] as const) {
    if (Number.isInteger(value) && value >= 1) continue;
    refuse('cabling/bad-patching', `${what}: '${name}' is ${value}`, 'give a whole number of 1 or more');
  }
  for (const [fibre, props = {}] of [
    ['multimode', multimode],
    ['singleMode', singleMode],
  ] as const) {
    for (const key of ['maxLossDecibels', 'lossPerConnectionDecibels', 'lossPerKilometreDecibels'] as const) {
      const value = props[key] ?? 0;
      if (Number.isFinite(value) && value >= 0) continue;
      refuse('cabling/bad-patching', `${what}: '${fibre}.${key}' is ${value}`, 'give 0 dB or more');
    }
  }
}
