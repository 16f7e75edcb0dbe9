import { GpuCluster, type GpuClusterProps, Power, PowerZone, type SiteProps } from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';
import { HALL, type SmallSite, smallSite } from './small-site';

const ROWS = [
  { name: 'A', racks: 10 },
  { name: 'B', racks: 10 },
];

/** Two 2N zones of 200 kW a feed, of which 80 % are usable: 160 kW. DGX H100 draw 10.2 kW. */
function twoZones(props: Partial<SiteProps>, cluster: Partial<GpuClusterProps> = {}): SmallSite {
  const small = smallSite({ halls: [{ ...HALL, rows: ROWS }], ...props });
  const { stack, site } = small;
  for (const row of ['A', 'B']) {
    new PowerZone(stack, `zone-${row.toLowerCase()}`, { site, rating: Power.kilowatts(200), rows: [row] });
  }
  new GpuCluster(stack, 'lab-gpu', { site, system: systems.DGX_H100, count: 16, ...cluster });
  return small;
}

const loads = ({ site }: SmallSite): readonly number[] => site.plan.power.zones.map(({ loadWatts }) => loadWatts);

test('no zone goes above its rating while another has room', () => {
  // 15 x 10.2 kW = 153 kW <= 160 kW; 16 x 10.2 kW = 163.2 kW.
  expect(loads(twoZones({}))).toEqual([153_000, 10_200]);
  expect(loads(twoZones({}, { count: 15 }))).toEqual([153_000, 0]);
});

test('a unit goes whole to a zone that takes it: 8 x 10.2 kW = 81.6 kW', () => {
  expect(loads(twoZones({}, { unitSystems: 8 }))).toEqual([81_600, 81_600]);
});

test("'zonePlacement' says which zone a new unit takes", () => {
  const units = { count: 6, unitSystems: 3 };
  expect(loads(twoZones({ zonePlacement: 'fill' }, units))).toEqual([61_200, 0]);
  expect(loads(twoZones({ zonePlacement: 'balance' }, units))).toEqual([30_600, 30_600]);
  expect(loads(twoZones({ zonePlacement: 'balance' }))).toEqual([81_600, 81_600]);
  expect(() => smallSite({ zonePlacement: 'even' as 'fill' })).toThrow(
    "site 'lab': 'zonePlacement' is 'even'; choose 'fill' or 'balance' [props/no-such-choice]",
  );
});
