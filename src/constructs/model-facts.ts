import type { CatalogItem } from '../catalog/shapes';
import type { ModelFacts } from '../model/bill-plan';

/** What the bill of materials says of a model, under its id. */
export function modelFacts(item: CatalogItem, category: ModelFacts['category']): readonly [string, ModelFacts] {
  const { id, manufacturer, model, partNumber } = item;
  return [id, { manufacturer, description: model, category, ...(partNumber === undefined ? {} : { partNumber }) }];
}
