import type { DeviceInput } from '../../../src/model/placement-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { names } from '../site-plan-fixture';
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

describe('racks that are kept', () => {
  const kept = (reservedFor: string) => siteWithHalls([hall([row('A')])], [standing(['b1'], { reservedFor })]);

  test.each(['haein', 'haein/su-01'])('for %s hold a device of it', (name) => {
    expectPassed('space/reserved-for-another', kept(name));
    expectPassed('space/reserved-for-nobody', kept(name));
  });

  test('for another unit fail, and for a name that nothing has are a warning', () => {
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

describe('space/tenant-row-used', () => {
  const let_ = (held: readonly string[]): SitePlan =>
    siteWithHalls(
      [hall([row('A', { tenant: 'guest' }), row('B')])],
      [standing(held), standing(['b2'], { name: 'B01', row: 'B' })],
    );

  test('a row of a tenant without a device of the site passes', () => {
    expectPassed('space/tenant-row-used', let_([]));
  });

  test('a row of a tenant with a device of the site fails', () => {
    expectFinding('space/tenant-row-used', let_(['b1']), {
      severity: 'error',
      path: 'stack/haein',
      object: "row 'A' of hall 'hall-1', of tenant load 'guest'",
      found: "1 device: 'b1'",
      arithmetic: '1 - 0 = 1 too many',
    });
  });

  test('a site without tenants is not judged', () => {
    expectNothing('space/tenant-row-used', siteWithHalls([hall([row('A')])]), 'no tenant load takes a row');
  });
});
