import { cableRows } from '../design/cabling/cable-rows';
import type { CableRow } from '../design/cabling/cabling-plan';
import type { SitePlan } from '../design/site/site-plan';

/** What the cable schedule of a site is made from. */
export type CabledSite = Pick<SitePlan, 'cables' | 'fabrics' | 'placement'>;

/** Rows of the cable schedule of a whole site, made one by one: fabrics in the order of the plan. */
export function* siteCableRows({ cables, fabrics, placement }: CabledSite): Generator<CableRow> {
  const tables = new Map(cables.map((table) => [table.fabric, table]));
  for (const { plan } of fabrics) {
    const table = tables.get(plan.name);
    if (table !== undefined) yield* cableRows(plan, table, placement);
  }
}
