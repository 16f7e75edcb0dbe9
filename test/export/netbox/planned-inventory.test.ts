import { App } from 'cdktf';
import { GpuCluster, InfinibandFabric, Mass, Power, Site, type SitePlan } from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';
import fc from 'fast-check';
import { convergedPair } from '../../../examples/converged-pair/main';
import { compareInventory } from '../../../src/design/as-built/compare-inventory';
import type { InventoryReport } from '../../../src/design/as-built/inventory';
import { readNetboxInventory, readNetboxLists } from '../../../src/design/as-built/netbox-objects';
import { plannedInventory } from '../../../src/export/netbox/planned-inventory';
import { gasanHaeinNetbox } from '../../../stacks/gasan-haein-netbox';
import { registered, type RestLists } from '../../cli/netbox-lists';
import { grownSite } from '../../constructs/grown-site';
import { HALL, smallSite, smallZone } from '../../constructs/small-site';
import { temporaryFolder } from '../../constructs/temporary-folder';

const patched = grownSite({
  outdir: temporaryFolder(),
  members: [{ name: 'alpha', count: 6 }],
  props: {
    patching: [
      {
        between: ['N', 'A'],
        panels: { model: '패널 24', heightU: 1, ports: 24, weight: Mass.kilograms(5) },
      },
    ],
  },
}).site.plan;

function rackScale(): SitePlan {
  const lab = smallSite({ halls: [{ ...HALL, rack: { model: '48 U rack', units: 48, power: Power.kilowatts(140) } }] });
  const { site, stack } = lab;
  smallZone(lab, { rating: Power.megawatts(1.4) });
  const gb = new GpuCluster(stack, 'gb', {
    site,
    system: systems.GB200_NVL72,
    systemPower: Power.kilowatts(132),
    count: 2,
  });
  new InfinibandFabric(stack, 'compute', {
    site,
    hosts: [gb],
    switch: switches.QM9700,
    switchPower: Power.watts(1_700),
  });
  return site.plan;
}

function haein(): SitePlan {
  const stack = gasanHaeinNetbox(new App({ outdir: temporaryFolder() }));
  return (stack.node.children.find((child) => child instanceof Site) as Site).plan;
}

function compared(plan: SitePlan, lists: RestLists): InventoryReport {
  const read = readNetboxLists(JSON.parse(JSON.stringify(lists)), 'netbox.json');
  return compareInventory(plannedInventory(plan), readNetboxInventory(read, 'netbox.json', plan.name), plan.name);
}

const SLUGS = { slugs: { '패널 24': 'panel-24' } };
const sites: Readonly<Record<string, () => SitePlan>> = {
  'patch panels and models with Korean names': () => patched,
  'trays in rack-scale systems': rackScale,
  'a converged pair': () => convergedPair(new App({ outdir: temporaryFolder() })).plan,
  Haein: haein,
};

test.each(Object.keys(sites))('a registered site with %s differs in nothing', (name) => {
  const plan = sites[name]?.() ?? patched;
  const report = compared(plan, registered(plan, SLUGS));
  expect(report.findings).toEqual([]);
  expect(report.counts.cables?.planned).toBeGreaterThan(0);
  expect(report.counts.devices?.planned).toBeGreaterThan(0);
});

test('PDUs that NetBox does not hold are not missed', () => {
  const lists = registered(patched, SLUGS);
  const results = lists.devices.results.filter(({ role }) => (role as { name: string }).name !== 'pdu');
  expect(results.length).toBeLessThan(lists.devices.count);
  expect(compared(patched, { ...lists, devices: { count: results.length, next: null, results } }).findings).toEqual([]);
});

test('any two cables whose far ends are exchanged are one swap, and a cable that is gone is missing', () => {
  const lists = registered(patched, SLUGS);
  const isLink = (cable: Record<string, unknown>): boolean =>
    JSON.stringify([cable['a_terminations'], cable['b_terminations']]).includes('dcim.interface') &&
    !JSON.stringify(cable).includes('power');
  const linked = lists.cables.results.map((cable, index) => ({ cable, index })).filter(({ cable }) => isLink(cable));
  const pick = fc.integer({ min: 0, max: linked.length - 1 });
  fc.assert(
    fc.property(pick, pick, pick, (one, other, gone) => {
      fc.pre(new Set([one, other, gone]).size === 3);
      const [a, b, c] = [one, other, gone].map((at) => linked[at]);
      if (a === undefined || b === undefined || c === undefined) throw new Error('three cables');
      const cables = [...lists.cables.results];
      cables[a.index] = { ...a.cable, b_terminations: b.cable['b_terminations'] };
      cables[b.index] = { ...b.cable, b_terminations: a.cable['b_terminations'] };
      const results = cables.filter((_, index) => index !== c.index);
      const { findings } = compared(patched, { ...lists, cables: { count: results.length, next: null, results } });
      const swap = findings.find(({ kind }) => kind === 'swapped');
      expect(findings.map(({ kind }) => kind).sort()).toEqual(['missing', 'swapped']);
      expect([swap?.name, swap?.partner?.name].sort()).toEqual([a.cable['label'], b.cable['label']].sort());
      expect(findings.find(({ kind }) => kind === 'missing')?.name).toBe(c.cable['label']);
    }),
    { numRuns: 40 },
  );
});
