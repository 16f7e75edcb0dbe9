import type { PatchWay } from '../../model/cabling-plan';
import type { ModelFacts } from '../../model/bill-plan';

/** What the bill says of patch panels, by their model. */
export function panelModels(ways: readonly PatchWay[]): [string, ModelFacts][] {
  return ways.map(({ panel: { model, partNumber } }) => [
    model,
    { description: model, category: 'panel', ...(partNumber === undefined ? {} : { partNumber }) },
  ]);
}
