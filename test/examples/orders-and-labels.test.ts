import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import type { Site } from 'cdktf-ai-factory';
import { LABEL_KINDS } from '../../src/design/labels/labels';
import { planOrders } from '../../src/design/orders/plan-orders';
import { planLabels } from '../../src/report/labels/label-sheets';
import { siteCableRows } from '../../src/model/site-cables';
import { temporaryFolder } from '../constructs/temporary-folder';
import { boughtCables, scheduledCables } from '../design/orders/cable-sums';

const EXAMPLES = join(__dirname, '..', '..', 'examples');

async function siteOf(name: string): Promise<Site> {
  const program = (await import(join(EXAMPLES, name, 'main.ts'))) as Readonly<Record<string, (app: App) => Site>>;
  const [build] = Object.values(program);
  if (build === undefined) throw new Error(`examples/${name} exports no function`);
  return build(new App({ outdir: temporaryFolder() }));
}

describe.each(readdirSync(EXAMPLES).sort())('the example %s', (name) => {
  test('orders what its bill and its cable schedule hold', async () => {
    const { plan } = await siteOf(name);
    const { groups, totals } = planOrders(plan);
    const lines = groups.flatMap((group) => group.lines);
    expect(totals.lines).toBe(plan.bill.lines.length);
    expect(totals.quantity).toBe(plan.bill.lines.reduce((sum, { quantity }) => sum + quantity, 0));
    expect(boughtCables(lines)).toEqual(scheduledCables(plan));
  });

  test('labels each thing once, and no two alike', async () => {
    const { plan } = await siteOf(name);
    for (const kind of LABEL_KINDS) {
      const { labels } = planLabels(plan, kind);
      expect(new Set(labels.map(({ identifier }) => identifier)).size).toBe(labels.length);
    }
    const cables = new Set([...siteCableRows(plan)].map(({ cable }) => cable));
    const { labels, unplaced } = planLabels(plan, 'cables');
    expect(new Set(labels.map((label) => label.name)).size).toBe(cables.size - unplaced);
    expect(labels.length).toBeGreaterThanOrEqual(2 * (cables.size - unplaced));
  });
});
