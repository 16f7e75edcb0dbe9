import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import type { Site } from 'cdktf-ai-factory';
import { LABEL_KINDS } from '../../src/design/labels/labels';
import { planOrders, valueByCompartment } from '../../src/design/orders/plan-orders';
import { planLabels } from '../../src/report/labels/label-sheets';
import { rackPlaces } from '../../src/model/shared-loss';
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

  test('splits each line of its BOM over places, and devices over the compartments of their racks', async () => {
    const { plan } = await siteOf(name);
    const { places } = valueByCompartment(plan);
    const pieces = new Map<string, number>();
    const devices = new Map<string, number>();
    for (const { place, name: compartment, lines } of places) {
      for (const { line, pieces: count } of lines) {
        const key = JSON.stringify(line);
        if (place !== 'spares') pieces.set(key, (pieces.get(key) ?? 0) + count);
        if (['system', 'switch', 'storage', 'server', 'panel'].includes(line.category) && place !== 'spares')
          devices.set(compartment, (devices.get(compartment) ?? 0) + count);
      }
    }
    const billed = plan.bill.lines.map(({ spares: _spares, quantity, ...line }) => [JSON.stringify(line), quantity]);
    expect(Object.fromEntries(pieces)).toEqual(Object.fromEntries(billed));
    const placeOf = rackPlaces(plan.halls);
    const standing = new Map<string, number>();
    for (const rack of plan.placement.racks) {
      const place = placeOf(rack);
      if (rack.devices.length > 0) standing.set(place, (standing.get(place) ?? 0) + rack.devices.length);
    }
    const nowhere = plan.devices.filter((device) => !plan.placement.positions.has(device.name)).length;
    if (nowhere > 0) standing.set('', nowhere);
    expect(Object.fromEntries(devices)).toEqual(Object.fromEntries(standing));
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
