import { type BuswayProps, GpuCluster, type GpuClusterProps, Power, PowerZone, type SiteProps } from 'cdktf-ai-factory';
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

describe('a busway run', () => {
  /** Ten DGX H100 (102 kW) on one run of row A, and the verdict of its rule. */
  function run(rating: number, busway: BuswayProps): { readonly limit: number | undefined; readonly told: unknown } {
    const small = smallSite({ halls: [{ ...HALL, rows: [{ name: 'A', racks: 10 }] }] });
    const { stack, site } = small;
    new PowerZone(stack, 'run-a', { site, rating: Power.kilowatts(rating), rows: ['A'], busway });
    new GpuCluster(stack, 'lab-gpu', { site, system: systems.DGX_H100, count: 10 });
    const own = site.evaluation.findings.filter(({ ruleId }) => ruleId === 'power/busway-overload');
    expect(site.evaluation.findings.filter(({ ruleId }) => ruleId.startsWith('power/zone-overload'))).toEqual([]);
    const told = own.map(({ outcome, arithmetic, found, remedy }) => [outcome, arithmetic, found, remedy]);
    return { limit: site.plan.power.zones[0]?.limitWatts, told };
  }

  const kW = Power.kilowatts;

  test('carries the smaller of its rating and the share of its device', () => {
    // 127.5 kW x 80 % = 102 kW; 127.4 kW x 80 % = 101.92 kW.
    expect(run(200, { code: 'NEC', device: kW(127.5) })).toEqual({ limit: 102_000, told: [] });
    const over = run(200, { code: 'NEC', device: kW(127.4) });
    expect(over.limit).toBe(101_920);
    expect(JSON.stringify(over.told)).toContain(
      'smaller of 200 kW x 100 % and 127.4 kW x 80 %: 101.92 kW; 102 kW - 101.92 kW = 80 W',
    );
    expect(run(102, { code: 'NEC', device: kW(250) })).toEqual({ limit: 102_000, told: [] });
    expect(run(101.9, { code: 'NEC', device: kW(250) }).told).not.toEqual([]);
    expect(run(200, { code: 'NEC', device: kW(102), listedFor100: true })).toEqual({ limit: 102_000, told: [] });
    expect(run(200, { code: 'IEC', device: kW(120), share: 0.85 })).toEqual({ limit: 102_000, told: [] });
  });

  test('is not known without the device, or by IEC and KEC without a share', () => {
    const unknown = (busway: BuswayProps): string => JSON.stringify(run(200, busway).told);
    expect(unknown({ code: 'NEC' })).toContain("give 'device' of 'busway'");
    expect(unknown({ code: 'KEC', device: kW(500) })).toContain("give 'share' of 'busway'");
    expect(unknown({ code: 'IEC', device: kW(500) })).toContain('may take by IEC');
    expect(unknown({ code: 'KEC', device: kW(101) })).toContain('101 kW x 100 %');
  });

  test('refuses what its code does not know', () => {
    expect(() => run(200, { code: 'IEC', listedFor100: true })).toThrow(
      "power zone 'run-a': 'busway' has 'listedFor100' by IEC; give 'share' as the vendor of the device states it; the listing is one of NEC [power/bad-busway]",
    );
    expect(() => run(200, { code: 'NEC', share: 0.9 })).toThrow(
      "power zone 'run-a': 'busway' has a 'share' of 0.9, and NEC lets a continuous load take 0.8; lower 'share', or say 'listedFor100' for a device that is so listed [power/bad-busway]",
    );
  });
});
