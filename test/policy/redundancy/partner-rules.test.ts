import type { DeviceInput, HallInput, PartnerSet, RackPlan, RowInput } from '../../../src/model/placement-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { device, rack, sitePlan } from '../site-plan-fixture';

const MANAGERS: PartnerSet = {
  set: 'compute/ufm',
  kind: 'manager',
  of: "fabric 'compute'",
  mostPerRack: 1,
  mostLost: 1,
};

interface Given {
  /** Names of the managers in each rack: `A01` and `A02` of row A, `B01` of row B, a zone a row. */
  readonly in: Readonly<Record<string, readonly string[]>>;
  readonly partners?: Partial<PartnerSet>;
  readonly rows?: Readonly<Record<string, Partial<RowInput>>>;
  readonly racks?: Readonly<Record<string, Partial<RackPlan>>>;
  readonly sample?: Partial<DeviceInput>;
}

function siteOf({ in: standing, partners = {}, rows = {}, racks = {}, sample = {} }: Given): SitePlan {
  const all = Object.entries(standing).map(([name, members]) =>
    rack(members, { name, row: name.charAt(0), zone: `zone-${name.charAt(0)}`, ...racks[name] }),
  );
  const rowNames = [...new Set(all.map(({ row }) => row))];
  const hall = {
    name: 'hall-1',
    rows: rowNames.map((name) => ({ name, racks: 2, zone: `zone-${name}`, ...rows[name] })),
  } as unknown as HallInput;
  const placed = all.flatMap((one) => one.devices.map(({ name, u }) => [name, { rack: one.name, u }] as const));
  return sitePlan({
    halls: [hall],
    devices: placed.map(([name]) =>
      device(name, {
        kind: 'ufm',
        unit: 'compute/ufm',
        path: 'stack/compute',
        partners: { ...MANAGERS, ...partners },
        ...sample,
      }),
    ),
    placement: { racks: all, positions: new Map(placed), unplaced: [] },
  });
}

describe('redundancy/partners-in-one-rack', () => {
  const rule = 'redundancy/partners-in-one-rack';

  test('two in two racks pass', () => {
    expectPassed(rule, siteOf({ in: { A01: ['m-1'], A02: ['m-2'] } }));
  });

  test('two in one rack fail while another rack takes one', () => {
    expectFinding(rule, siteOf({ in: { A01: ['m-1', 'm-2'], A02: [] } }), {
      severity: 'warning',
      path: 'stack/compute',
      object: "managers of fabric 'compute'",
      found: "m-1 and m-2 both stand in rack A01: its loss leaves fabric 'compute' without a manager",
      limit: '1 of 2 in one rack',
      arithmetic: '2 of 2 in rack A01; 2 - 1 = 1 too many',
    });
  });

  test('where one rack alone takes them, that is what the finding says', () => {
    expectFinding(rule, siteOf({ in: { A01: ['m-1', 'm-2'], B01: [] }, rows: { B: { accepts: ['switch'] } } }), {
      path: 'stack/gasan',
      object: "rack 'A01'",
      found:
        "the only rack that takes managers of fabric 'compute': its loss leaves fabric 'compute' without a manager",
      arithmetic: '2 of 2 managers in 1 rack',
    });
  });

  test('as many as one loss may take pass', () => {
    expectPassed(rule, siteOf({ in: { A01: ['m-1', 'm-2'], A02: [] }, partners: { mostLost: 2 } }));
  });

  test('three of four are more than half: they fail though no other rack has room', () => {
    const full = { usedU: 48 };
    expectFinding(rule, siteOf({ in: { A01: ['m-1', 'm-2', 'm-3'], A02: ['m-4'] }, racks: { A02: full } }), {
      found: "m-1, m-2 and m-3 stand in rack A01: its loss leaves fabric 'compute' with 1 of 4 managers",
      arithmetic: '3 of 4 in rack A01; 3 - 1 = 2 too many',
    });
  });

  // Two of four are half: judged only where a rack with fewer of them has room for one of 10 U, 14.3 kW and 142.4 kg.
  describe('half of them', () => {
    const half = (racks: Partial<RackPlan>, rows: Partial<RowInput> = {}): SitePlan =>
      siteOf({
        in: { A01: ['m-1', 'm-2'], A02: ['m-3', 'm-4'], B01: [] },
        racks: { B01: racks },
        rows: { B: rows },
      });
    const bare = { usedU: 38, loadWatts: 45_700, weightGrams: 857_600 };
    test.each<[string, Partial<RackPlan>, Partial<RowInput>, boolean]>([
      ['that just has room', bare, {}, true],
      ['with a unit too few', { ...bare, usedU: 39 }, {}, false],
      ['with a gap in it', { ...bare, gaps: [{ name: 'gap', u: 47, heightU: 1 }] }, {}, false],
      ['with a watt too few', { ...bare, loadWatts: 45_701 }, {}, false],
      ['with a gram too few', { ...bare, weightGrams: 857_601 }, {}, false],
      ['of another hall', { ...bare, hall: 'hall-2' }, {}, false],
      ['that is reserved for others', { ...bare, reservedFor: 'haein' }, {}, false],
      ['that is reserved for them', { ...bare, reservedFor: 'compute' }, {}, true],
      ['of a tenant', bare, { tenant: 'blue' }, false],
      ['of a row that does not take them', bare, { accepts: ['switch'] }, false],
    ])('in one rack beside a rack %s', (_, racks, rows, fails) => {
      if (fails) expectFinding(rule, half(racks, rows), { arithmetic: '2 of 4 in rack A01; 2 - 1 = 1 too many' });
      else expectPassed(rule, half(racks, rows));
    });

    test('where the other rack would have as many then', () => {
      expectPassed(
        rule,
        siteOf({ in: { A01: ['m-1', 'm-2'], A02: ['m-3'], B01: ['m-4'] }, racks: { B01: { usedU: 48 } } }),
      );
    });
  });

  test('one alone stands in for nobody', () => {
    expectNothing(rule, siteOf({ in: { A01: ['m-1'] } }), 'no devices of the site stand in for each other');
  });
});

describe('redundancy/partners-in-one-row', () => {
  const rule = 'redundancy/partners-in-one-row';
  const over = (spread: PartnerSet['over']): Partial<PartnerSet> => ({ ...(spread && { over: spread }) });

  test.each<[string, PartnerSet['over'], Given['in'], string | undefined]>([
    ['a row each', 'rows', { A01: ['m-1'], B01: ['m-2'] }, undefined],
    ['two racks of a row', 'rows', { A01: ['m-1'], A02: ['m-2'], B01: [] }, "row 'A' of hall 'hall-1'"],
    ['a zone each', 'zones', { A01: ['m-1'], B01: ['m-2'] }, undefined],
    ['two racks of a zone', 'zones', { A01: ['m-1'], A02: ['m-2'], B01: [] }, "power zone 'zone-A'"],
    ['half of four', 'rows', { A01: ['m-1'], A02: ['m-2'], B01: ['m-3', 'm-4'] }, undefined],
  ])('two in %s', (_, spread, standing, place) => {
    const plan = siteOf({ in: standing, partners: over(spread) });
    if (place === undefined) expectPassed(rule, plan);
    else {
      expectFinding(rule, plan, {
        found: `m-1 and m-2 both stand in ${place}: its loss leaves fabric 'compute' without a manager`,
        arithmetic: `2 of 2 in ${place}; 2 - 1 = 1 too many`,
      });
    }
  });

  test('three of four are too many', () => {
    const plan = siteOf({ in: { A01: ['m-1', 'm-2'], A02: ['m-3'], B01: ['m-4'] }, partners: over('rows') });
    expectFinding(rule, plan, {
      limit: '2 of 4 in one row',
      arithmetic: "3 of 4 in row 'A' of hall 'hall-1'; 3 - 2 = 1 too many",
    });
  });

  test('is asked for alone', () => {
    expectNothing(rule, siteOf({ in: { A01: ['m-1', 'm-2'] } }), "the site has no 'spreadPartners'");
  });
});
