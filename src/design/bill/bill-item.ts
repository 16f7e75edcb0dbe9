import type { BillPhases } from './bill-phases';
import type { BillLine } from '../../model/bill-plan';

/** A line with the sentence that its gap makes: what is missing, and where it would come from. */
export interface BillItem {
  readonly line: Omit<BillLine, 'phase' | 'spares' | 'lastOrderDate'>;
  readonly gap?: string;
  /** Number of its phase. Absent: the site has no phases. */
  readonly phase?: number;
  /** Construct path of its owner, whose lead time it has. Absent: nobody states one. */
  readonly path?: string;
}

/** An item that stands for all that are alike. */
export interface MergedItem extends BillItem {
  /** Earliest of their last order dates. */
  readonly lastOrderDate?: string;
}

/** Lines that are alike but for their quantity as one, in order of the first of each. */
export function mergeItems(items: readonly BillItem[], phases?: BillPhases): MergedItem[] {
  const merged = new Map<string, MergedItem>();
  for (const item of items) {
    const { quantity, ...kind } = item.line;
    const key = JSON.stringify([
      kind.category,
      kind.description,
      kind.partNumber ?? '',
      kind.lengthMillimetres ?? -1,
      item.phase ?? 0,
    ]);
    const standing = merged.get(key);
    const sum = (standing?.line.quantity ?? 0) + quantity;
    const date = earliest(standing?.lastOrderDate, phases?.lastOrderDate(item.path ?? '', item.phase ?? 0));
    merged.set(key, {
      ...(standing ?? item),
      line: { ...kind, quantity: sum },
      ...(date === undefined ? {} : { lastOrderDate: date }),
    });
  }
  return [...merged.values()];
}

function earliest(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}
