import { CoolingLoop, GpuCluster, Hall, Power, PowerZone, type PowerZoneProps, Rack, Row } from 'cdktf-ai-factory';
import { Switchboard, Temperature, TenantLoad, Utility } from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';
import { loadBanks } from '../../src/design/commissioning/test-scope';
import { planImpact } from '../../src/design/shift/plan-impact';
import { renderSiteFiles } from '../../src/export/site/site-files';
import { HALL, type SmallSite, smallSite } from './small-site';

/** A hall of one row of 14 racks, A03 of which a column takes. */
const COLUMN = [
  { ...HALL, compartment: 'room', rows: [{ name: 'A', racks: 14, positions: { A03: { blockedBy: 'a column' } } }] },
];

const zone = ({ stack, site }: SmallSite, id: string, props: Partial<PowerZoneProps>): PowerZone =>
  new PowerZone(stack, id, { site, rating: Power.kilowatts(200), redundancy: 'N', ...props });

const zonesOf = ({ site }: SmallSite): Record<string, string> =>
  Object.fromEntries(site.plan.placement.racks.map((rack) => [rack.name, rack.zone]));

/**
 * Two busway runs of row A from two boards: A01 to A07 and A08 to A14. Eight systems of 10.2 kW a rack each, the last two racks are let for 40 kW, half of which
 * goes into liquid.
 */
function runs(): SmallSite {
  const small = smallSite({ halls: COLUMN });
  const { stack, site } = small;
  const grid = new Utility(stack, 'grid', { site, volts: 400, powerFactor: 1, rating: Power.megawatts(2) });
  for (const [id, racks] of Object.entries({ one: 'A01..A07', two: 'A08..A14' })) {
    const rating = Power.kilowatts(400);
    const board = new Switchboard(stack, `board-${id}`, { site, volts: 400, powerFactor: 1, rating, fedFrom: grid });
    zone(small, `run-${id}`, { racks: [racks], sources: { A: board } });
  }
  new GpuCluster(stack, 'gpu', { site, system: systems.DGX_H100, count: 8, systemsPerRack: 1 });
  const let2 = { racks: 2, positions: ['A13..A14'], power: Power.kilowatts(40), liquidShare: 0.5 };
  new TenantLoad(stack, 'guest', { site, ...let2 });
  for (const kind of ['technology', 'air'] as const) {
    new CoolingLoop(stack, kind, { site, kind, rows: ['A'], rise: Temperature.celsius(8) });
  }
  return small;
}

describe('a row of two busway runs, in part let', () => {
  let small: SmallSite;
  beforeAll(() => {
    small = runs();
  });

  test('each run has its racks and their load, tenants among it; a run passes what is blocked', () => {
    // Six racks of run one: 6 x 10.2 = 61.2 kW; two of run two: 20.4 kW, and 40 kW of the guest.
    const { zones } = small.site.plan.power;
    expect(
      zones.map(({ name, racks, loadWatts, tenantWatts }) => [name, racks.length, loadWatts, tenantWatts]),
    ).toEqual([
      ['run-one', 6, 61_200, undefined],
      ['run-two', 7, 60_400, 40_000],
    ]);
  });

  test('the loss of one board takes the racks of its run alone', () => {
    const states = small.site.plan.power.chain?.states ?? [];
    const lost = (board: string): readonly string[] =>
      states.find(({ kind, out }) => kind === 'loss' && out.includes(board))?.lostRacks ?? [];
    expect(lost('board-one')).toEqual(['A01', 'A02', 'A04', 'A05', 'A06', 'A07']);
    expect(lost('board-two')).toEqual(['A08', 'A09']);
  });

  test("a tenant's heat is that of the zone of its racks", () => {
    const sources = small.site.plan.cooling?.sources ?? [];
    expect(sources.filter(({ name }) => name.includes('@'))).toEqual([
      {
        name: 'guest@hall-1/A (run-two)',
        row: 'hall-1/A',
        zone: 'run-two',
        liquidWatts: 20_000,
        airWatts: 20_000,
        unstatedWatts: 0,
        technologyLoop: 'technology',
        airLoop: 'air',
      },
    ]);
  });

  test('load banks stand for each zone of the row by itself, those of the tenant among them', () => {
    const banks = loadBanks(small.site.plan).map(({ zone: of, racks, loadWatts, liquidWatts }) => [
      of,
      racks,
      loadWatts,
      liquidWatts,
    ]);
    // Six systems of 10.2 kW, two more, and two racks of 20 kW of which half goes into liquid.
    expect(banks).toEqual([
      ['run-one', 6, 61_200, 0],
      ['run-two', 2, 20_400, 0],
      ['run-two', 2, 40_000, 20_000],
    ]);
  });

  test('racks of a tenant that are out touch its block, and those of others do not', () => {
    const touched = (object: string): readonly string[] => planImpact(small.site.plan, { objects: [object] }).blocks;
    expect(['rack:A13', 'row:A', 'hall:hall-1', 'compartment:room', 'node:board-two'].map(touched)).toEqual(
      Array.from({ length: 5 }, () => ['guest']),
    );
    expect(['rack:A12', 'node:board-one', 'zone:run-one'].map(touched)).toEqual([[], [], []]);
  });

  test('schedules and drawings name the zone and the tenant of each rack', () => {
    const files = Object.fromEntries(renderSiteFiles(small.site.plan));
    const [head = '', ...lines] = (files['rack-schedule.csv'] ?? '').split('\n');
    const [rack, at] = ['rack', 'zone'].map((column) => head.split(',').indexOf(column));
    const cells = lines.filter((line) => line !== '').map((line) => line.split(','));
    expect(cells.map((cell) => `${cell[rack ?? 0] ?? ''} ${cell[at ?? 0] ?? ''}`)).toEqual([
      ...['A01', 'A02', 'A04', 'A05', 'A06', 'A07'].map((name) => `${name} run-one`),
      'A08 run-two',
      'A09 run-two',
    ]);
    expect(files['hall.svg']).toContain('run-one, run-two, in part let to guest');
    expect(files['hall.svg']).toContain('A13: let to guest');
    expect(files['halls/hall-1-zone.svg']).toContain('A13: let to guest, run-two');
    expect(files['power.svg']).toContain('Row A (A01..A02, A04..A07), hall-1');
    expect(files['power.svg']).toContain('Row A (A08..A14), hall-1');
    expect(files['power.svg']).toContain('2 racks in use, 2 let, 60.4 kW');
  });
});

test('load banks of a site without cooling go by the figure of its loads, and name tenants too', () => {
  const small = smallSite({ halls: COLUMN, loadFigure: 'capped' });
  const { stack, site } = small;
  zone(small, 'one', { racks: ['A01..A07'] });
  zone(small, 'two', { racks: ['A08..A14'] });
  const powerCap = Power.kilowatts(8);
  new GpuCluster(stack, 'gpu', { site, system: systems.DGX_H100, count: 2, systemsPerRack: 1, powerCap });
  // Three racks over two zones, of 10 kW each.
  const { racks, positions } = { racks: 3, positions: ['A07', 'A13..A14'] };
  new TenantLoad(stack, 'guest', { site, racks, positions, power: Power.kilowatts(30), liquidShare: 0 });
  const banks = loadBanks(site.plan);
  expect(banks.map(({ zone: of, racks: many, loadWatts, unknown }) => [of, many, loadWatts, unknown?.length])).toEqual([
    ['one', 3, 26_000, 1],
    ['two', 2, 20_000, 1],
  ]);
  expect(banks.reduce((sum, { loadWatts }) => sum + loadWatts, 0)).toBe(site.plan.power.loadWatts);
});

test('a device of a zone stands in racks of it, and a place in another is refused', () => {
  const small = smallSite();
  const { stack, site } = small;
  zone(small, 'one', { racks: ['A01..A07'] });
  const two = zone(small, 'two', { racks: ['A08..A14'] });
  const places = { 'gpu-001': { rack: 'A02' } };
  new GpuCluster(stack, 'gpu', { site, system: systems.DGX_H100, count: 2, powerZones: [two], places });
  expect(site.plan.placement.positions.get('gpu-002')?.rack).toBe('A08');
  expect(site.plan.placement.unplaced.map(({ detail }) => detail)).toEqual(["rack A02 is in zone 'one', not in 'two'"]);
});

test('racks are named by a construct, by a run of their row, by their hall; the row of the scope is not meant then', () => {
  const small = smallSite({ halls: [HALL] });
  const { stack, site } = small;
  const hall = new Hall(stack, 'hall-2', { site, rack: HALL.rack });
  const row = new Row(hall, 'A', { racks: 4 });
  const special = new Rack(row, 'A04', { units: 42 });
  zone(small, 'rest', { rows: ['hall-1/A'] });
  new PowerZone(row, 'run', { rating: Power.kilowatts(200), racks: [row.run(1, 2)] });
  new PowerZone(row, 'ends', { rating: Power.kilowatts(200), racks: [special, 'hall-2-A03'] });
  const own = Object.entries(zonesOf(small)).filter(([name]) => name.startsWith('hall-2'));
  expect(own.map(([, name]) => name)).toEqual(['run', 'run', 'ends', 'ends']);
});

test('a row whose racks one zone names is as one that it names itself', () => {
  const halls = (props: Partial<PowerZoneProps>): unknown => {
    const small = smallSite();
    zone(small, 'one', props);
    return small.site.plan.halls;
  };
  expect(halls({ racks: ['A01..A14'] })).toEqual(halls({ rows: ['A'] }));
});

test('fails for racks that are not there, that two zones feed, and that none feeds, all at once', () => {
  const small = smallSite({ halls: COLUMN });
  zone(small, 'one', { racks: ['A01..A05', 'A03', 'A15', 'A09..A08'] });
  zone(small, 'two', { racks: ['A05..A07'] });
  expect(() => small.site.plan).toThrow(
    [
      '5 problems [design/several]',
      "- power zone 'one' feeds rack 'A03', where no rack stands: a column; take it away [power/unknown-rack]",
      "- power zone 'one' feeds rack 'A15', which site 'lab' does not have; row 'A' has racks 'A01' to 'A14' [power/unknown-rack]",
      "- power zone 'one' feeds racks 'A09..A08', of which the last comes before the first; name the lower end first [power/unknown-rack]",
      "- rack 'hall-1/A05' is fed by power zones 'one' and 'two'; name it once, in the 'racks' of one of them [power/rack-in-two-zones]",
      "- racks 'A08', 'A09', 'A10', 'A11', 'A12', 'A13', 'A14' of row 'A' of hall 'hall-1' are in no power zone; name them in the 'racks' of a PowerZone [power/rack-without-zone]",
    ].join('\n'),
  );
});

test('fails for a rack of a row that is fed whole', () => {
  const small = smallSite();
  zone(small, 'all', { rows: ['A'] });
  zone(small, 'two', { racks: ['A05'] });
  expect(() => small.site.plan).toThrow(
    "rack 'hall-1/A05' is fed by power zones 'all', which feeds row 'hall-1/A' whole, and 'two'; name the racks of the row in 'racks' alone, each once [power/rack-in-two-zones]",
  );
});

test('fails without rows and racks, and for none of either', () => {
  const small = smallSite();
  expect(() => zone(small, 'z', {})).toThrow(
    "power zone 'z': 'rows' is missing; create it in its row, or give 'rows' [props/missing]",
  );
  expect(() => zone(small, 'z', { racks: [] })).toThrow(
    "power zone 'z': 'racks' is empty; name the racks that it feeds [power/no-racks]",
  );
});

test('fails for racks that two tenants take, that a tenant takes with its row, or that are fewer than it has', () => {
  const small = smallSite({ halls: [{ ...HALL, rows: [...HALL.rows, { name: 'B', racks: 2 }] }] });
  const { stack, site } = small;
  zone(small, 'all', { rows: ['A', 'B'] });
  const block = { site, power: Power.kilowatts(10), liquidShare: 0 };
  new TenantLoad(stack, 'one', { ...block, racks: 3, rows: ['B'], positions: ['A01', 'B01', 'C01'] });
  new TenantLoad(stack, 'two', { ...block, racks: 1, positions: ['A01'] });
  expect(() => site.plan).toThrow(
    [
      '3 problems [design/several]',
      "- rack 'hall-1/B01' is taken twice by tenant load 'one'; name it once, by its row or by itself [space/rack-let-twice]",
      "- tenant load 'one' takes rack 'C01', which site 'lab' does not have; did you mean 'A01'? [space/unknown-rack]",
      "- rack 'hall-1/A01' is taken by tenant loads 'one' and 'two'; name it once, by its row or by itself [space/rack-let-twice]",
    ].join('\n'),
  );
  const other = smallSite();
  zone(other, 'all', { rows: ['A'] });
  const positions = ['A01', 'A03..A04'];
  new TenantLoad(other.stack, 'three', { ...block, site: other.site, racks: 4, positions });
  expect(() => other.site.plan).toThrow(
    "tenant load 'three' has 4 racks, and its positions 'hall-1/A01', 'hall-1/A03..A04' hold 3; name further rows in 'rows', or racks in 'positions', or lower 'racks' [space/tenant-too-large]",
  );
});

test('devices that stand in racks of a tenant are an error', () => {
  const small = smallSite();
  const { stack, site } = small;
  zone(small, 'all', { rows: ['A'] });
  new TenantLoad(stack, 'guest', { site, racks: 1, positions: ['A02'], power: Power.kilowatts(10), liquidShare: 0 });
  const places = { 'gpu-001': { rack: 'A02' } };
  new GpuCluster(stack, 'gpu', { site, system: systems.DGX_H100, count: 1, places });
  const found = site.evaluation.findings.filter(({ ruleId }) => ruleId === 'space/tenant-row-used');
  expect(found.map(({ object }) => object)).toEqual(["rack 'A02' of row 'A' of hall 'hall-1', of tenant load 'guest'"]);
});
