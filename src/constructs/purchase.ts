import type { PurchaseInput } from '../model/phase';
import type { Phase } from './phase';

/** Props of everything that is bought, comes late and belongs to a phase. */
export interface PurchaseProps {
  /**
   * Phase by whose date it is there.
   *
   * @default - from the first day
   */
  readonly phase?: Phase;
  /**
   * Weeks from order to delivery. The phase report gives the last day on which it can be ordered.
   *
   * @default - not stated: no date is given
   */
  readonly leadTimeWeeks?: number;
}

/** The purchase of a construct, for its contribution to the site; none without a lead time. */
export function purchaseOf(
  name: string,
  path: string,
  { phase, leadTimeWeeks }: PurchaseProps,
): readonly PurchaseInput[] {
  if (leadTimeWeeks === undefined) return [];
  return [{ name, path, leadTimeWeeks, ...phaseName(phase) }];
}

/** The name of a phase as the engines take it. */
export function phaseName(phase: Phase | undefined): { readonly phase?: string } {
  // A program that runs without type-check may give null for what it leaves out.
  return phase === undefined || (phase as unknown) === null ? {} : { phase: phase.node.id };
}
