import { type PhaseOrder, type PhasePlan, type PurchaseInput, type PurchasePlan, weeksBefore } from '../../model/phase';
import type { PlannedSite } from '../../model/site-plan';
import { textOrder } from '../text-order';
import { phaseView } from './phase-view';

/**
 * What each phase brings the site to, and when its purchases must be ordered: the date of the phase less the lead time.
 *
 * @param plan - the whole site
 * @param order - its phases
 * @param purchases - what is bought; a purchase that names no phase is one of the first
 */
export function planPhases(
  plan: PlannedSite,
  order: PhaseOrder,
  purchases: readonly PurchaseInput[],
): readonly PhasePlan[] {
  return order.phases.map((phase, number) => {
    const { totals } = phaseView(plan, order, number);
    const { systems, gpus, racksUsed, loadWatts } = totals;
    return {
      ...phase,
      systems,
      gpus,
      racksUsed,
      loadWatts,
      purchases: purchases
        .filter((purchase) => order.numberOf(purchase) === number)
        .map((purchase): PurchasePlan => ({
          ...purchase,
          lastOrderDate: weeksBefore(phase.date, purchase.leadTimeWeeks),
        }))
        .sort((left, right) => textOrder(left.lastOrderDate, right.lastOrderDate) || textOrder(left.name, right.name)),
    };
  });
}
