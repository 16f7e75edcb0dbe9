import { planCooling } from '../../src/design/cooling/plan-cooling';
import type { PhasePlan } from '../../src/model/phase';
import type { PowerNodeInput } from '../../src/model/power-node';
import { planPower } from '../../src/design/power/plan-power';
import type { SitePlan } from '../../src/model/site-plan';
import { airLoop, deschutes, facilityLoop, technologyLoop } from '../design/cooling/cooling-fixture';
import { node, utility } from '../design/power/chain/chain-fixtures';
import { SMALL, siteOf, type FixtureProps } from './site-fixture';

/** A path of one feed: a transformer, a generator behind it, a transfer switch and a switchboard of so many watts. */
function pathOf(name: string, feed: string, ratingWatts: number): PowerNodeInput[] {
  const parts = { feed, ratingWatts };
  return [
    node(`tx-${name}`, ['grid'], { ...parts, kind: 'transformer' }),
    node(`gen-${name}`, [], { ...parts, kind: 'generator' }),
    node(`ats-${name}`, [`tx-${name}`, `gen-${name}`], { ...parts, kind: 'transfer-switch', draws: 'first-live' }),
    node(`msb-${name}`, [`ats-${name}`], parts),
  ];
}

/** A site whose two zones hang on two paths of so many watts each: 9 nodes. */
export function chainSite(props: FixtureProps = SMALL, ratingWatts = 100_000): SitePlan {
  return onChain(siteOf(props), [utility('grid'), ...pathOf('A', 'A', ratingWatts), ...pathOf('B', 'B', ratingWatts)], {
    A: ['msb-A'],
    B: ['msb-B'],
  });
}

/** The same with `busways` busways on each path beside what feeds the zones: alike but for their names, or each of a rating of its own. */
export function largeChainSite(busways: number, ratingOf: (index: number) => number = () => 50_000): SitePlan {
  const extra = ['A', 'B'].flatMap((feed) =>
    Array.from({ length: busways }, (_, index) =>
      node(`bus-${feed}-${index + 1}`, [`msb-${feed}`], { kind: 'busway', feed, ratingWatts: ratingOf(index) }),
    ),
  );
  const nodes = [utility('grid'), ...pathOf('A', 'A', 100_000), ...pathOf('B', 'B', 100_000), ...extra];
  return onChain(siteOf(SMALL), nodes, { A: ['bus-A-1'], B: ['bus-B-1'] });
}

/** A site both feeds of which hang on one switchboard: its loss takes all racks. */
export function singleBoardSite(): SitePlan {
  const nodes = [utility('grid'), node('msb', ['grid'], { ratingWatts: 200_000 })];
  return onChain(siteOf(SMALL), nodes, { A: ['msb'], B: ['msb'] });
}

function onChain(
  site: SitePlan,
  powerNodes: readonly PowerNodeInput[],
  sources: Readonly<Record<string, readonly string[]>>,
): SitePlan {
  const { placement, devices } = site;
  const zones = site.power.zones.map((zone) => ({ ...zone, sources }));
  return { ...site, power: planPower({ zones, placement, devices, powerNodes }) };
}

/** A site with liquid and air loops on row A, and `more` further loops alike to the first. */
export function cooledSite(more = 0): SitePlan {
  const site = siteOf(SMALL);
  const extra = Array.from({ length: more }, (_, index) => `tcs-${index + 1}`);
  const cooling = planCooling({
    loops: [
      facilityLoop({ supplyMillicelsius: 26_000, riseMillicelsius: 8_000 }),
      technologyLoop({ rejectsTo: 'fws', riseMillicelsius: 10_000 }),
      airLoop({ rejectsTo: 'fws', supplyMillicelsius: 24_000, riseMillicelsius: 12_000 }),
      ...extra.map((name) => technologyLoop({ name, path: `stack/${name}`, rejectsTo: 'fws', rows: [] })),
    ],
    units: [
      deschutes(),
      deschutes({ name: 'walls', kind: 'fan-wall', loop: 'hall-air', count: 2, spare: 1, capacityWatts: 50_000 }),
      ...extra.map((name) => deschutes({ name: `cdus-${name}`, path: `stack/cdus-${name}`, loop: name, count: 2 })),
    ],
    placement: site.placement,
    devices: site.devices,
    basis: 'nameplate',
    tenantLoads: [],
  });
  return { ...site, cooling };
}

/** Two phases, the second with a transformer that must be ordered by 2026-06-15. */
export const PHASES: readonly PhasePlan[] = [
  {
    name: 'first',
    path: 'stack/first',
    date: '2027-11-30',
    contractWatts: 40_000_000,
    itWatts: 30_000_000,
    energisedWatts: 20_000_000,
    systems: 2,
    gpus: 16,
    racksUsed: 1,
    loadWatts: 25_000_000,
    purchases: [],
  },
  {
    name: 'last',
    path: 'stack/last',
    date: '2028-12-01',
    systems: 4,
    gpus: 32,
    racksUsed: 2,
    loadWatts: 50_000_000,
    purchases: [
      {
        name: "transformer 'tx-2'",
        path: 'stack/tx-2',
        leadTimeWeeks: 128,
        phase: 'last',
        lastOrderDate: '2026-06-15',
      },
      { name: "cluster 'haein'", path: 'stack/haein', leadTimeWeeks: 20, phase: 'last', lastOrderDate: '2028-07-14' },
    ],
  },
];
