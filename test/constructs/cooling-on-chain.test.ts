import { App, TerraformStack } from 'cdktf';
import { siteDrawings } from '../../src/export/site/site-files';
import { planLimits } from '../../src/design/limits/plan-limits';
import {
  PowerZone,
  CoolingLoop,
  CoolingPumps,
  Duration,
  FlowRate,
  HeatRejection,
  Length,
  Power,
  Site,
  Switchboard,
  Ups,
  Utility,
  assumed,
} from 'cdktf-ai-factory';

function smallSite(): { readonly stack: TerraformStack; readonly site: Site } {
  const stack = new TerraformStack(new App(), 'chain');
  const site = new Site(stack, 'site', {
    halls: [
      {
        name: 'hall-1',
        rack: { model: '48 U rack', units: 48, power: Power.kilowatts(44) },
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [{ name: 'A', racks: 4 }],
      },
    ],
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
  });
  return { stack, site };
}

const ac = { volts: 400, powerFactor: 0.95, rating: Power.megawatts(1) };
const GUESS = { why: 'no design yet', owner: 'the mechanical designer', until: '2027-03-31' };
const pump = { flow: FlowRate.litresPerMinute(1_000), power: Power.kilowatts(10), count: 3 };

test('units name nodes, ids of nodes made later, nodes in order of preference, or feeds over which they are spread in turn', () => {
  const { stack, site } = smallSite();
  const water = new CoolingLoop(stack, 'water', { site, kind: 'facility' });
  new CoolingPumps(stack, 'by-feed', { ...pump, loop: water, fedFrom: { A: 'board-a', B: ['board-b', 'board-a'] } });
  new CoolingPumps(stack, 'in-order', { ...pump, loop: water, fedFrom: ['board-b', 'board-a'] });
  const grid = new Utility(stack, 'grid', { ...ac, site });
  const a = new Switchboard(stack, 'board-a', { ...ac, site, fedFrom: grid });
  new Ups(stack, 'board-b', { ...ac, site, fedFrom: grid, efficiency: 0.96, heatTo: water });
  new CoolingPumps(stack, 'on-one', { ...pump, loop: water, fedFrom: a });
  new PowerZone(stack, 'zone', { site, rating: Power.kilowatts(100), rows: ['A'], redundancy: 'N', sources: { A: a } });
  const { chain } = site.plan.power;
  expect(chain?.mechanical?.map(({ name, count, fedFrom, loadWatts }) => [name, count, fedFrom, loadWatts])).toEqual([
    ['by-feed/1', 2, ['board-a'], 20_000],
    ['by-feed/2', 1, ['board-b', 'board-a'], 10_000],
    ['in-order', 3, ['board-b', 'board-a'], 30_000],
    ['on-one', 3, ['board-a'], 30_000],
  ]);
  // 50 kW on the board, and 40 / 0.96 = 41.667 kW to the UPS, whose 1,667 W warm the water.
  expect(chain?.nodes.map(({ loadWatts }) => loadWatts)).toEqual([91_667, 50_000, 40_000]);
  expect(site.plan.cooling?.loops[0]).toMatchObject({ heatWatts: 1_667, nodeWatts: 1_667 });
});

function textsOf(svg = ''): string[] {
  return [...svg.matchAll(/<text[^>]*>(?:<title>[^<]*<\/title>)?([^<]*)<\/text>/g)].map(([, text = '']) =>
    text.replaceAll('&#39;', "'"),
  );
}

test('drawings show units as loads of their nodes, losses as heat of where they go, and what is not known', () => {
  const { stack, site } = smallSite();
  const water = new CoolingLoop(stack, 'water', {
    site,
    kind: 'facility',
    ...assumed({ hold: Duration.seconds(90) }, GUESS),
  });
  const grid = new Utility(stack, 'grid', { ...ac, site });
  const a = new Switchboard(stack, 'board-a', { ...ac, site, fedFrom: grid });
  const b = new Ups(stack, 'ups-b', { ...ac, site, fedFrom: grid, efficiency: 0.96, heatTo: water });
  const c = new Ups(stack, 'ups-c', { ...ac, site, fedFrom: grid, efficiency: 0.8, heatTo: 'outside' });
  const d = new Ups(stack, 'ups-d', { ...ac, site, fedFrom: grid, efficiency: 0.5 });
  new CoolingPumps(stack, 'by-feed', { ...pump, loop: water, fedFrom: { A: a, B: [b, a] } });
  new CoolingPumps(stack, 'of-no-draw', { flow: pump.flow, count: 2, loop: water, fedFrom: c });
  new CoolingPumps(stack, 'outdoor', { ...pump, loop: water, fedFrom: c });
  new CoolingPumps(stack, 'of-d', { ...pump, loop: water, fedFrom: d });
  new CoolingPumps(stack, 'of-no-node', { ...pump, loop: water });
  new PowerZone(stack, 'zone', { site, rating: Power.kilowatts(100), rows: ['A'], redundancy: 'N', sources: { A: a } });
  const drawings = siteDrawings(site.plan, planLimits(site.plan));
  // 10 / 0.96 - 10 = 0.417 kW on UPS B; 30 / 0.8 - 30 = 7.5 kW on UPS C; 30 / 0.5 - 30 = 30 kW on UPS D. 20 + 10 + 30 + 30 = 90 kW of pumps.
  const oneLine = textsOf(drawings.get('one-line.svg'));
  expect(oneLine).toContain(
    'Cooling on the chain draws 90 kW. Fed from no node, and in none of these loads: of-no-node. Draw not known: of-no-draw.',
  );
  expect(oneLine).toEqual(
    expect.arrayContaining(['by-feed/1', 'draws 20 kW', 'from board-a', 'draw not known', 'from ups-c']),
  );
  expect(oneLine.filter((text) => text.includes(' of heat: '))).toEqual([
    '417 W of heat: to water',
    '7.5 kW of heat: outside the loops',
    '30 kW of heat: place not known',
  ]);
  const cooling = textsOf(drawings.get('cooling.svg'));
  expect(cooling).toContain(
    "Losses of power nodes: 417 W into loops, 7.5 kW outside the loops, 30 kW to where is not known ('heatTo').",
  );
  expect(cooling).toEqual(
    expect.arrayContaining([
      'water *',
      'facility loop, water, 0 racks, holds 90 s',
      'of its heat 417 W: losses of ups-b',
      'by-feed (pump)',
      'draws 30 kW, from board-a, ups-b',
      'draw not known, from ups-c',
      'draws 30 kW; what feeds them is not known',
      '* has assumed figures: its tooltip names them',
    ]),
  );
  expect(textsOf(drawings.get('failures.svg'))).toEqual(
    expect.arrayContaining([
      "Which failure stops these cooling units is not known, for they name no node in 'fedFrom': of-no-node.",
      'Lost together',
    ]),
  );
});

test('fails for what is no node, and for a node of another site', () => {
  const { stack, site } = smallSite();
  const water = new CoolingLoop(stack, 'water', { site, kind: 'facility' });
  const units = (id: string, fedFrom: unknown) => (): unknown =>
    new HeatRejection(stack, id, {
      loop: water,
      kind: 'dry-cooler',
      capacity: Power.kilowatts(1),
      fedFrom: fedFrom as string,
    });
  expect(units('a', site)).toThrow("cooling units 'a': 'fedFrom' has something, which is no power node");
  expect(units('b', null)).toThrow(
    "cooling units 'b': 'fedFrom' is null; give power nodes, or nodes by feed [props/wrong-kind]",
  );
  const other = smallSite();
  const node = new Utility(other.stack, 'grid', { ...ac, site: other.site });
  expect(units('c', [node])).toThrow("'fedFrom' has 'chain/grid', which is of site");
});
