import type { AssetState } from '../../model/asset';

/** States that may follow each state. What is installed may fail at any time; what failed comes back as far as it was taken down. */
export const NEXT_STATES: Readonly<Record<AssetState, readonly AssetState[]>> = {
  planned: ['ordered', 'delivered'],
  ordered: ['planned', 'delivered'],
  delivered: ['racked', 'failed', 'retired'],
  racked: ['delivered', 'cabled', 'failed', 'retired'],
  cabled: ['racked', 'accepted', 'failed', 'retired'],
  accepted: ['cabled', 'in-service', 'failed', 'retired'],
  'in-service': ['drained', 'failed'],
  drained: ['cabled', 'accepted', 'in-service', 'failed', 'retired'],
  failed: ['delivered', 'racked', 'cabled', 'accepted', 'drained', 'in-service', 'retired'],
  retired: ['planned', 'ordered', 'delivered'],
};

/** Whether hardware may go from one state to another. */
export function isAllowedStep(from: AssetState, to: AssetState): boolean {
  return NEXT_STATES[from].includes(to);
}
