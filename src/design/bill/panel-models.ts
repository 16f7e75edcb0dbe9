import type { PatchWay } from '../cabling/patching-plan';
import type { ModelFacts } from './device-items';

/** What the bill says of patch panels, by their model. */
export function panelModels(ways: readonly PatchWay[]): [string, ModelFacts][] {
  return ways.map(({ panel: { model, partNumber } }) => [
    model,
    { description: model, category: 'panel', ...(partNumber === undefined ? {} : { partNumber }) },
  ]);
}
