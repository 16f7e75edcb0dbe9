import type { BillLine } from '../../../src/model/bill-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { siteCableRows } from '../../../src/model/site-cables';

/** Cables of the cable schedule by part and length; those that nothing reaches, or that have no place, are in no BOM. */
export function scheduledCables(plan: SitePlan): Map<string, number> {
  const scheduled = new Map<string, number>();
  const seen = new Set<string>();
  for (const { cable, part, lengthMillimetres, medium } of siteCableRows(plan)) {
    if (seen.has(cable) || medium === 'unplaced' || medium === 'unreached') continue;
    seen.add(cable);
    add(scheduled, `${part ?? ''} ${lengthMillimetres}`, 1);
  }
  return scheduled;
}

/** Cables and fibres that are bought, by part and length. */
export function boughtCables(
  lines: readonly Pick<BillLine, 'category' | 'partNumber' | 'lengthMillimetres' | 'quantity'>[],
): Map<string, number> {
  const bought = new Map<string, number>();
  for (const { category, partNumber = '', lengthMillimetres = 0, quantity } of lines) {
    if (category === 'cable' || category === 'fibre') add(bought, `${partNumber} ${lengthMillimetres}`, quantity);
  }
  return bought;
}

function add(sums: Map<string, number>, key: string, quantity: number): void {
  sums.set(key, (sums.get(key) ?? 0) + quantity);
}
