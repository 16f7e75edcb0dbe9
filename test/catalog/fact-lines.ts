import type { CatalogItem } from '../../src/catalog/shapes';
import { Quantity } from '../../src/units/quantity';

/** Every fact of an entry as a line: `maxPower 10.2 kW [nv-dgxh100] confirmed`, with the month where it is not 2026-11. */
export function factLines(item: CatalogItem): string[] {
  return Object.entries(item)
    .filter(([, member]) => typeof member === 'object')
    .map(([key, { value, source, status, asOf }]) => {
      const line = `${key} ${textOf(value)} [${source}] ${status}`;
      return asOf === '2026-11' ? line : `${line} ${asOf}`;
    });
}

function textOf(value: unknown): string {
  if (value instanceof Quantity) return value.toString();
  if (Array.isArray(value)) return value.map(textOf).join('; ');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(textOf).join(' / ');
  return String(value);
}
