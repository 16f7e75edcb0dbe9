import type { CustomValues } from './inventory';
import type { InventoryCounts, InventoryFinding } from './inventory-report';

/** What became of the objects of one list. */
export interface PartOutcome {
  readonly counts: InventoryCounts;
  readonly findings: readonly InventoryFinding[];
}

/** A finding about a field whose values differ; none where they are alike. */
export function fieldFinding(
  of: Pick<InventoryFinding, 'object' | 'name'>,
  field: string,
  planned: string | undefined,
  found: string | undefined,
): InventoryFinding[] {
  if (planned === found) return [];
  return [
    {
      kind: 'differs',
      ...of,
      field,
      ...(planned !== undefined && { planned }),
      ...(found !== undefined && { found }),
    },
  ];
}

/** Findings about custom fields whose values differ; fields that NetBox does not define at all are told once, and not here. */
export function customFindings(
  of: Pick<InventoryFinding, 'object' | 'name'>,
  planned: CustomValues | undefined,
  found: CustomValues | undefined,
): InventoryFinding[] {
  if (planned === undefined || found === undefined) return [];
  return Object.entries(planned).flatMap(([name, value]) => {
    const is = Object.hasOwn(found, name) ? found[name] : value;
    return fieldFinding(of, `custom field ${name}`, value, is === '' ? undefined : is);
  });
}

/** Order of what no plan has an order for. */
export function byObjectName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
}
