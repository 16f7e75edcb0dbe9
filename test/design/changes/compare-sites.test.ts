import { compareSites } from '../../../src/design/changes/compare-sites';
import type { LimitLevel, LimitsPlan } from '../../../src/design/limits/limits-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { siteOf, SMALL } from '../../report/site-fixture';

const BEFORE = siteOf(SMALL);
const AFTER = siteOf({ ...SMALL, systems: 5 });
const levels = (...names: readonly string[]): LimitsPlan => ({
  site: 'gasan',
  levels: names.map((level, at): LimitLevel => ({ domain: 'power', level, rows: [], moreSystems: at }) as LimitLevel),
});
const NONE = (): LimitsPlan => levels();

test('the same site changes nothing', () => {
  const { totals, ...rest } = compareSites(BEFORE, BEFORE, NONE);
  expect(totals.every(({ before, after }) => before === after)).toBe(true);
  expect(rest).toEqual({
    site: 'gasan',
    loads: [],
    limits: [],
    devicesAdded: [],
    devicesRemoved: [],
    cables: [],
    moves: { places: [], cables: [], addresses: [], asNumbers: [], partitions: [] },
    bill: [],
  });
});

// A fifth system: 14.3 kW, 8 compute links and one of management.
test('one system more has its load, cables and line of the BOM', () => {
  const { totals, loads, devicesAdded, devicesRemoved, cables, bill } = compareSites(BEFORE, AFTER, NONE);
  expect(totals.filter(({ before, after }) => before !== after)).toEqual(
    [
      { name: 'systems', before: 4, after: 5, unit: 'systems' },
      { name: 'gpus', before: 32, after: 40, unit: 'GPUs' },
      { name: 'racksUsed', before: BEFORE.totals.racksUsed, after: AFTER.totals.racksUsed, unit: 'racks' },
      { name: 'cables', before: BEFORE.totals.cables, after: AFTER.totals.cables, unit: 'cables' },
      { name: 'loadWatts', before: BEFORE.totals.loadWatts, after: BEFORE.totals.loadWatts + 14_300, unit: 'W' },
    ].filter(({ before, after }) => before !== after),
  );
  expect(loads.reduce((sum, { before, after }) => sum + after - before, 0)).toBe(14_300);
  expect([devicesAdded, devicesRemoved]).toEqual([['haein-005'], []]);
  expect(cables).toEqual([
    { fabric: 'compute', added: 8, removed: 0, moved: 0 },
    { fabric: 'oob', added: 1, removed: 0, moved: 0 },
  ]);
  expect(bill).toEqual([{ name: 'system: DGX B200', before: 4, after: 5, unit: 'pieces' }]);
});

test('the way back takes the same away', () => {
  const { devicesAdded, devicesRemoved, cables } = compareSites(AFTER, BEFORE, NONE);
  expect([devicesAdded, devicesRemoved]).toEqual([[], ['haein-005']]);
  expect(cables).toEqual([
    { fabric: 'compute', added: 0, removed: 8, moved: 0 },
    { fabric: 'oob', added: 0, removed: 1, moved: 0 },
  ]);
});

test('a cable whose end changes is moved, and a fabric that goes is told without links too', () => {
  const [compute, oob] = BEFORE.fabrics as [SitePlan['fabrics'][0], SitePlan['fabrics'][0]];
  const bPort = Uint16Array.from(compute.plan.links.bPort);
  bPort[0] = 31;
  const links = { ...compute.plan.links, bPort };
  const moved = { ...BEFORE, fabrics: [{ ...compute, plan: { ...compute.plan, links } }, oob] };
  expect(compareSites(BEFORE, moved, NONE).cables).toEqual([{ fabric: 'compute', added: 0, removed: 0, moved: 1 }]);
  const empty = { ...oob.plan, links: { ...oob.plan.links, count: 0 } };
  const bare = { ...BEFORE, fabrics: [compute, { ...oob, plan: empty }] };
  expect(compareSites(bare, { ...BEFORE, fabrics: [compute] }, NONE).cables).toEqual([
    { fabric: 'oob', added: 0, removed: 0, moved: 0 },
  ]);
});

test('lines of the BOM are known by part, length and unit, and alike ones are added', () => {
  const [line] = BEFORE.bill.lines;
  const bill = (...parts: readonly object[]): SitePlan => ({
    ...BEFORE,
    bill: { gaps: [], lines: parts.map((part) => ({ ...line!, quantity: 1, ...part })) },
  });
  const named = (plan: SitePlan): unknown =>
    compareSites(bill(), plan, NONE).bill.map(({ name, before, after }) => [name, before, after]);
  expect(named(bill({}, {}, { partNumber: 'P' }, { lengthMillimetres: 1_500 }, { unit: 'm' }))).toEqual([
    ['system: DGX B200', 0, 2],
    ['system: DGX B200 (P)', 0, 1],
    ['system: DGX B200, 1.5 m', 0, 1],
    ['system: DGX B200, in metres', 0, 1],
  ]);
});

test('limits of both states are told, those of now in their order, then those that are gone', () => {
  const limitsOf = (plan: SitePlan): LimitsPlan =>
    plan === BEFORE ? levels('a', 'gone', 'b') : levels('b', 'new', 'a');
  const { limits } = compareSites(BEFORE, AFTER, limitsOf);
  expect(limits.map(({ level, before, after }) => [level, before?.moreSystems, after?.moreSystems])).toEqual([
    ['b', 2, 0],
    ['new', undefined, 1],
    ['a', 0, 2],
    ['gone', 1, undefined],
  ]);
});
