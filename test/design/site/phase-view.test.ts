import { phaseView, planPhases } from '../../../src/design/site/phase-view';
import { PhaseOrder } from '../../../src/model/phase';
import type { SitePlan } from '../../../src/model/site-plan';
import { siteOf } from '../../report/site-fixture';

const PHASES = new PhaseOrder([
  { name: 'last', path: 'stack/last', date: '2029-02-28' },
  { name: 'first', path: 'stack/first', date: '2027-11-30' },
]);
/** 4 systems, of which the last two come in the second phase. */
const SITE = late(siteOf({ systems: 4, rows: 2, racksPerRow: 3 }), ['haein-003', 'haein-004']);

function late(site: SitePlan, names: readonly string[]): SitePlan {
  const devices = site.devices.map((device) => (names.includes(device.name) ? { ...device, phase: 'last' } : device));
  return { ...site, devices };
}

test('phases stand in order of date wherever they are declared', () => {
  expect(PHASES.phases.map(({ name }) => name)).toEqual(['first', 'last']);
});

test('a phase holds what is there by its date, with its loads calculated again', () => {
  const view = phaseView(SITE, PHASES, 0);
  expect(view.clusters.map(({ hosts }) => hosts)).toEqual([['haein-001', 'haein-002']]);
  expect(view.totals).toMatchObject({ systems: 2, gpus: 16 });
  // Two systems of 14.3 kW less.
  expect(view.power.loadWatts).toBe(SITE.power.loadWatts - 2 * 14_300);
  expect(view.placement.positions.has('haein-003')).toBe(false);
});

test('the last phase is the whole site', () => {
  const view = phaseView(SITE, PHASES, 1);
  expect(view).toEqual(SITE);
});

test('racks count what is in them in the phase', () => {
  const of = (site: SitePlan): number[] => [
    site.placement.racks.reduce((sum, { loadWatts }) => sum + loadWatts, 0),
    site.placement.racks.reduce((sum, { usedU }) => sum + usedU, 0),
  ];
  const [allWatts = 0, allU = 0] = of(SITE);
  expect(of(phaseView(SITE, PHASES, 0))).toEqual([allWatts - 2 * 14_300, allU - 2 * 10]);
});

test('the report of phases gives counts and last order dates, the earliest first', () => {
  const purchases = [
    { name: "transformer 'tx-2'", path: 'stack/tx-2', leadTimeWeeks: 52, phase: 'last' },
    { name: "transformer 'tx-1'", path: 'stack/tx-1', leadTimeWeeks: 128 },
    { name: "cluster 'haein'", path: 'stack/haein', leadTimeWeeks: 20 },
  ];
  const report = planPhases(SITE, PHASES, purchases);
  expect(report.map(({ name, systems, gpus }) => [name, systems, gpus])).toEqual([
    ['first', 2, 16],
    ['last', 4, 32],
  ]);
  expect(report.map((phase) => phase.purchases.map(({ name, lastOrderDate }) => [name, lastOrderDate]))).toEqual([
    [
      ["transformer 'tx-1'", '2025-06-17'],
      ["cluster 'haein'", '2027-07-13'],
    ],
    [["transformer 'tx-2'", '2028-03-01']],
  ]);
});
