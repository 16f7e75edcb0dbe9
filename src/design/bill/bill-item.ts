import type { BillLine } from './bill-plan';

/** A line with the sentence that its gap makes: what is missing, and where it would come from. */
export interface BillItem {
  readonly line: Omit<BillLine, 'phase'>;
  readonly gap?: string;
}

/** Lines that are alike but for their quantity as one, in order of the first of each. */
export function mergeItems(items: readonly BillItem[]): BillItem[] {
  const merged = new Map<string, BillItem>();
  for (const item of items) {
    const { quantity, ...kind } = item.line;
    const key = JSON.stringify([kind.category, kind.description, kind.partNumber ?? '', kind.lengthMillimetres ?? -1]);
    const sum = (merged.get(key)?.line.quantity ?? 0) + quantity;
    merged.set(key, { ...(merged.get(key) ?? item), line: { ...kind, quantity: sum } });
  }
  return [...merged.values()];
}
