import { isDeepStrictEqual } from 'node:util';
import type * as Library from 'cdktf-ai-factory';
import type { SitePlan } from 'cdktf-ai-factory';
import { compareSites } from '../../src/design/changes/compare-sites';
import { planLimits } from '../../src/design/limits/plan-limits';
import { checkMoves, hasMoves } from '../../src/design/site/renames';
import { planWorkOrder } from '../../src/design/work-order/plan-work-order';
import { plannedInventory } from '../../src/export/netbox/planned-inventory';
import { renderSiteFiles } from '../../src/export/site/site-files';
import { siteCableRows } from '../../src/model/site-cables';
import { siteNetworks } from '../../src/model/site-links';
import { evaluate } from '../../src/policy/evaluate';
import { parseSiteJson, renderSiteJson } from '../../src/report/site/site-json';
import { changedLibrary, planOf, PROGRAMS, SITE_FILES } from '../support/changed-programs';

jest.mock('cdktf-ai-factory', () => changedLibrary(jest.requireActual<typeof Library>('cdktf-ai-factory')));

jest.setTimeout(120_000);

/** Plans above it, in characters, are not judged twice: rules take a minute over them. */
const LARGE = 10_000_000;

/** Labels of the links of all networks. */
const linksOf = (plan: SitePlan): string[] =>
  siteNetworks(plan).flatMap(({ links }) => [...links()].map(({ label }) => label));

/** Rules that find an error. */
const errorsOf = (plan: SitePlan): string[] =>
  evaluate(plan).findings.flatMap(({ severity, ruleId }) => (severity === 'error' ? [ruleId] : []));

describe.each([...PROGRAMS, ...SITE_FILES])('%s', (name) => {
  let plan: SitePlan;
  let text: string;
  beforeAll(async () => {
    plan = await planOf(name);
    text = renderSiteJson(plan);
  });

  test('the same program twice gives the same bytes', async () => {
    expect(renderSiteJson(await planOf(name))).toBe(text);
  });

  test('a plan that is written and read is the same, and so are all files that are made of it', () => {
    const read = parseSiteJson(text);
    // The quick comparison first: what differs is told by the slow one.
    if (!isDeepStrictEqual(read, plan)) expect(read).toStrictEqual(plan);
    expect(renderSiteJson(read)).toBe(text);
    const [files, again] = [renderSiteFiles(plan), renderSiteFiles(read)];
    expect([...again.keys()]).toEqual([...files.keys()]);
    for (const [path, written] of files) if (again.get(path) !== written) expect(again.get(path)).toBe(written);
    expect(files.get('index.html')).toContain(plan.name);
    expect(planLimits(read)).toEqual(planLimits(plan));
    if (text.length > LARGE) return;
    expect(isDeepStrictEqual(evaluate(read).findings, evaluate(plan).findings)).toBe(true);
  });

  test('relock, diff and work order find nothing between it and itself', () => {
    const read = parseSiteJson(text);
    expect(hasMoves(checkMoves(plan, read))).toBe(false);
    const changes = compareSites(plan, read);
    expect([changes.cables, changes.devicesAdded, changes.devicesRemoved, changes.loads, changes.bill]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ]);
    expect(planWorkOrder(plan, read).steps).toEqual([]);
  });

  test('schedule, networks and NetBox hold the same cables', () => {
    const rows = [...siteCableRows(plan)];
    expect(new Set(rows.map(({ label }) => label.replace(/#\d$/, '')))).toEqual(new Set(linksOf(plan)));
    const inventory = plannedInventory(plan).cables.map(({ label }) => label);
    const placed = rows.filter(({ a, b }) => a.rack !== '' && b.rack !== '').map(({ cable }) => cable);
    expect(new Set(inventory)).toEqual(new Set(placed));
  });

  test('as many systems more as limits say that fit are built, placed and judged as before, and all readers tell the same of them', async () => {
    const { cluster, levels } = planLimits(plan);
    const more = Math.min(...levels.map(({ moreSystems = Infinity }) => moreSystems));
    if (cluster === undefined || more < 1) return;
    const grown = await planOf(name, { more: { cluster, systems: more } });
    const changes = compareSites(plan, grown);
    expect(grown.totals.systems).toBeGreaterThanOrEqual(plan.totals.systems + more);
    expect(errorsOf(grown)).toEqual(errorsOf(plan));
    expect(changes.devicesAdded).not.toEqual([]);
    expect(grown.placement.unplaced).toEqual(plan.placement.unplaced);
    const moved = checkMoves(plan, grown).cables;
    expect(changes.cables.reduce((sum, each) => sum + each.moved, 0)).toBe(
      moved.filter(({ after }) => after !== undefined).length,
    );
    const came = new Set(linksOf(grown)).size - new Set(linksOf(plan)).size;
    expect(changes.cables.reduce((sum, each) => sum + each.added - each.removed, 0)).toBe(came);
    const order = planWorkOrder(plan, grown, { accept: ['bandwidth', 'feeds', 'group', 'window'] });
    expect(order.steps.some(({ kind }) => kind === 'device-in')).toBe(true);
  });
});
