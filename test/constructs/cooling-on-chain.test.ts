import { App, TerraformStack } from 'cdktf';
import {
  PowerZone,
  CoolingLoop,
  CoolingPumps,
  FlowRate,
  HeatRejection,
  Length,
  Power,
  Site,
  Switchboard,
  Ups,
  Utility,
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
