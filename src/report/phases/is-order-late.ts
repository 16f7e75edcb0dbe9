import type { PhasePlan, PurchasePlan } from '../../design/phases/phase-plan';

/** Whether the last day to order a purchase has passed while its phase is still to come. */
export function isOrderLate(
  { lastOrderDate }: Pick<PurchasePlan, 'lastOrderDate'>,
  { date }: Pick<PhasePlan, 'date'>,
  asOf: string | undefined,
): boolean {
  return asOf !== undefined && lastOrderDate < asOf && asOf < date;
}
