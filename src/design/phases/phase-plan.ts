import type { PhaseInput, PurchaseInput } from './phase-input';

/** A purchase with the last day on which it can be ordered. */
export interface PurchasePlan extends PurchaseInput {
  /** Day as `YYYY-MM-DD`: the date of its phase less its lead time. */
  readonly lastOrderDate: string;
}

/** A phase with what is there by its date. */
export interface PhasePlan extends PhaseInput {
  readonly systems: number;
  readonly gpus: number;
  readonly racksUsed: number;
  /** Load of devices and tenants by the figure of the site, W. */
  readonly loadWatts: number;
  /** In order of their last order date. */
  readonly purchases: readonly PurchasePlan[];
}
