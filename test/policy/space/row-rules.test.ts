import type { DeviceInput } from '../../../src/design/placement/placement-plan';
import type { SitePlan } from '../../../src/design/site/site-plan';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { device, names } from '../site-plan-fixture';
import { hall, row, siteWithHalls, standing, unitOf } from './layout-fixture';

describe('space/asymmetric-rows', () => {
  const rows = [row('A'), row('N', { accepts: ['switch'] }), row('B')];
  /** Units of two in row A, and as many in row B as given. */
  const filled = (inA: number, inB: number): SitePlan => {
    const side = (name: string, units: number): [string, string[], DeviceInput[]] => [
      name,
      names(name, 2 * units),
      Array.from({ length: units }, (_, unit) =>
        unitOf(`u/${name}${unit}`, [`${name}-${2 * unit + 1}`, `${name}-${2 * unit + 2}`]),
      ).flat(),
    ];
    const sides = [side('A', inA), side('B', inB)];
    return siteWithHalls(
      [hall(rows, { placement: 'symmetric' })],
      sides.map(([name, held]) => standing(held, { name: `${name}01`, row: name })),
      sides.flatMap(([, , devices]) => devices),
    );
  };

  test('rows that differ by one unit pass', () => {
    expectPassed('space/asymmetric-rows', filled(3, 2));
  });

  test('rows that differ by two units are a warning', () => {
    expectFinding('space/asymmetric-rows', filled(3, 1), {
      severity: 'warning',
      object: "rows 'A' and 'B' of hall 'hall-1'",
      found: '6 systems and 2 systems',
      limit: 'a difference of one unit, 2 systems',
      arithmetic: '6 - 2 = 4; 4 - 2 = 2 too many',
    });
  });

  test('a hall that is filled row by row is not judged', () => {
    expectNothing(
      'space/asymmetric-rows',
      { ...filled(3, 1), halls: [hall(rows)] },
      "no hall is to be filled symmetrically ('placement')",
    );
  });
});

describe('space/liquid-without-loop', () => {
  const liquid = device('r1', { cooling: { liquidShare: 0.87 } });
  const on = (isOnLoop: boolean | undefined, system: DeviceInput = liquid): SitePlan =>
    siteWithHalls(
      [
        hall([
          row('A', isOnLoop === undefined ? {} : { isOnLoop }),
          row('B', isOnLoop === undefined ? {} : { isOnLoop: true }),
        ]),
      ],
      [standing(['r1'])],
      [system],
    );

  test('a system in a row on a loop passes', () => {
    expectPassed('space/liquid-without-loop', on(true));
  });

  test('a system in a row without a loop fails', () => {
    expectFinding('space/liquid-without-loop', on(false), {
      severity: 'error',
      path: 'stack/haein',
      object: "row 'hall-1/A'",
      found: "1 system that needs liquid: 'r1'",
    });
  });

  test('a system cooled by air may stand anywhere', () => {
    expectNothing('space/liquid-without-loop', on(false, device('r1')), 'no system gives heat to liquid');
  });

  test('a site without loops is not judged', () => {
    expectNothing('space/liquid-without-loop', on(undefined), 'the site has no technology loop');
  });
});

describe('racks that are kept', () => {
  const kept = (reservedFor: string) => siteWithHalls([hall([row('A')])], [standing(['b1'], { reservedFor })]);

  test.each(['haein', 'haein/su-01'])('for %s hold a device of it', (name) => {
    expectPassed('space/reserved-for-another', kept(name));
    expectPassed('space/reserved-for-nobody', kept(name));
  });

  test('for another unit fail, and for a name that nothing bears are a warning', () => {
    expectFinding('space/reserved-for-another', kept('haein/su-02'), {
      severity: 'error',
      path: 'stack/haein',
      object: "rack 'A01', kept for 'haein/su-02'",
      found: "1 device of others: 'b1'",
      arithmetic: "1 device - 0 of 'haein/su-02' = 1",
    });
    expectFinding('space/reserved-for-nobody', kept('haien'), {
      severity: 'warning',
      object: "1 rack kept for 'haien': 'A01'",
      remedy: "did you mean 'haein'?",
    });
  });
});

describe('rows that a tenant takes', () => {
  const load = { name: 'guest', path: 'stack/guest', loadWatts: 900_000, liquidShare: 0.5 };
  const let_ = (racks: number, rows: readonly string[], held: readonly string[] = []): SitePlan => {
    const blocked = [{ number: 3, blockedBy: 'a column' }];
    const plan = siteWithHalls(
      [hall([row('A', { tenant: 'guest', positions: blocked }), row('B')])],
      [standing(held), standing(['b2'], { name: 'B01', row: 'B' })],
    );
    return { ...plan, power: { ...plan.power, tenantLoads: [{ ...load, racks, rows }] } };
  };

  // 10 positions less a column.
  test('with a position for each of its racks pass', () => {
    expectPassed('space/tenant-rows-short', let_(9, ['hall-1/A']));
    expectPassed('space/tenant-row-used', let_(9, ['A']));
  });

  test('with a position too few fail', () => {
    expectFinding('space/tenant-rows-short', let_(20, ['A', 'B']), {
      severity: 'error',
      path: 'stack/guest',
      object: "tenant load 'guest'",
      found: '20 racks in 2 rows with 19 positions',
      shortfall: '1 position',
      arithmetic: '9 + 10 = 19; 20 - 19 = 1',
    });
  });

  test('with a device of the site fail', () => {
    expectFinding('space/tenant-row-used', let_(9, ['A'], ['b1']), {
      severity: 'error',
      object: "row 'A' of hall 'hall-1', of tenant load 'guest'",
      found: "1 device: 'b1'",
    });
  });

  test('without rows are not known', () => {
    expectFinding('space/tenant-rows-short', let_(9, []), {
      outcome: 'indeterminate',
      found: 'where its 9 racks stand',
    });
  });
});
