import { expectFinding, expectNothing, expectPassed, judge } from '../judge';
import { device } from '../site-plan-fixture';
import { hall, RACK, row, siteWithHalls, standing } from './layout-fixture';

const body = (parts: NonNullable<typeof RACK.body>): typeof RACK => ({ ...RACK, body: { ...RACK.body, ...parts } });

describe('space/floor-overload', () => {
  // 150 kg + 4 x 142.4 kg = 719.6 kg on 0.6 m x 1.2 m = 0.72 m2: 999.444 kg/m2, 999,445 g/m2 rounded up.
  const four = standing(['b1', 'b2', 'b3', 'b4'], { weightGrams: 569_600 });
  const floor = (floorGramsPerSquareMetre: number) => hall([row('A')], { floorGramsPerSquareMetre });

  test('a rack that the floor just bears passes', () => {
    expectPassed('space/floor-overload', siteWithHalls([floor(999_445)], [four]));
  });

  test('a rack above what the floor can carry fails', () => {
    expectFinding('space/floor-overload', siteWithHalls([floor(999_443)], [four, standing([], { name: 'A02' })]), {
      severity: 'error',
      path: 'stack/gasan',
      object: "hall 'hall-1': 1 rack, 'A01'",
      found: "'A01' loads its footprint by 999.444 kg/m2",
      limit: '999.443 kg/m2',
      arithmetic:
        '150 kg + 569.6 kg = 719.6 kg on 600 mm x 1.2 m = 0.72 m2; 999.444 kg/m2 - 999.443 kg/m2 = 0.001 kg/m2',
    });
  });

  // GB300 NVL72: 1,500 kg on 600 mm x 1,200 mm is 2,083 kg/m2; a slab of 20 kN/m2 bears 2,039 kg/m2, one of 30 kN/m2 3,059 kg/m2.
  test.each([
    [2_039_432, 1],
    [3_059_149, 0],
  ])('a rack of 1.5 t on a floor of %i g/m2 gives %i findings', (limit, count) => {
    const heavy = standing(['r1'], { limits: body({ weightGrams: 0 }), weightGrams: 1_500_000 });
    const { findings } = judge('space/floor-overload', siteWithHalls([floor(limit)], [heavy]));
    expect(findings.map(({ found }) => found)).toEqual(
      count === 0 ? [] : ["'A01' loads its footprint by 2,083.333 kg/m2"],
    );
  });

  test('a rack of unknown weight is not known, unless what is known is too much', () => {
    const bare = { ...RACK, body: { widthMillimetres: 600, depthMillimetres: 1_200 } };
    const plan = (limit: number) => siteWithHalls([floor(limit)], [{ ...four, limits: bare }]);
    expect(judge('space/floor-overload', plan(1_000_000)).findings).toMatchObject([
      { outcome: 'indeterminate', object: "hall 'hall-1': 1 rack, 'A01'" },
    ]);
    // 569.6 kg / 0.72 m2 = 791.1 kg/m2.
    expect(judge('space/floor-overload', plan(791_000)).findings).toMatchObject([{ outcome: 'failed' }]);
  });

  test('a device of unknown weight leaves its rack not known', () => {
    const { weightGrams, ...light } = device('b4');
    expect(weightGrams).toBe(142_400);
    const devices = [device('b1'), device('b2'), device('b3'), light];
    expect(
      judge('space/floor-overload', siteWithHalls([floor(2_000_000)], [four], devices)).outcome.indeterminate,
    ).toBe(1);
  });

  test('a hall without a limit is not judged', () => {
    expectNothing(
      'space/floor-overload',
      siteWithHalls([hall([row('A')])], [four]),
      "no hall states what its floor can carry ('floorLimit'), or has a rack of a tonne",
    );
  });

  test('a floor that nobody states is not known under racks of a tonne, and silent just below', () => {
    const of = (weightGrams: number) => [standing(['b1'], { limits: body({ weightGrams: 0 }), weightGrams })];
    const plan = (weightGrams: number) => siteWithHalls([hall([row('A')])], of(weightGrams));
    expect(judge('space/floor-overload', plan(999_999)).findings).toEqual([]);
    expectFinding('space/floor-overload', plan(1_000_000), {
      outcome: 'indeterminate',
      object: "hall 'hall-1', 1 rack of 1 t or more",
      found: 'what its floor can carry, under up to 1 t a rack',
      remedy: "give 'floorLimit' of the hall",
    });
  });
});

describe('space/row-longer-than-hall', () => {
  test('a row as long as the hall passes', () => {
    expectPassed('space/row-longer-than-hall', siteWithHalls([hall([row('A')], { widthMillimetres: 6_000 })]));
  });

  test('a row longer than the hall fails', () => {
    expectFinding('space/row-longer-than-hall', siteWithHalls([hall([row('A')], { widthMillimetres: 5_999 })]), {
      severity: 'error',
      object: "row 'A' of hall 'hall-1'",
      found: '6 m long',
      shortfall: '1 mm',
      arithmetic: '10 racks x 600 mm = 6 m; 6 m - 5.999 m = 1 mm',
      remedy: "give the row at most 9 'racks', or correct 'width' of the hall",
    });
  });
});

describe('space/rack-wider-than-pitch', () => {
  test('a rack as wide as its position passes', () => {
    expectPassed('space/rack-wider-than-pitch', siteWithHalls([hall([row('A')])]));
  });

  test('a rack wider than its position fails', () => {
    expectFinding(
      'space/rack-wider-than-pitch',
      siteWithHalls([hall([row('A', { positions: [{ number: 3, rack: body({ widthMillimetres: 750 }) }] })])]),
      { found: 'a rack 750 mm wide', limit: '600 mm', arithmetic: '750 mm - 600 mm = 150 mm' },
    );
  });
});

describe('space/rack-above-door', () => {
  test('a rack as tall as the door passes', () => {
    expectPassed('space/rack-above-door', siteWithHalls([hall([row('A')], { doorMillimetres: 2_300 })]));
  });

  test('a rack taller than the door fails', () => {
    expectFinding('space/rack-above-door', siteWithHalls([hall([row('A')], { doorMillimetres: 2_200 })]), {
      severity: 'error',
      found: 'a rack 2.3 m tall',
      arithmetic: '2.3 m - 2.2 m = 100 mm',
    });
  });

  test('a rack of unknown height is not known', () => {
    const bare = { model: 'rack-48u', heightU: 48, budgetWatts: 60_000 };
    const plan = siteWithHalls([hall([row('A', { rack: bare })], { doorMillimetres: 2_200 })]);
    expectFinding('space/rack-above-door', plan, { outcome: 'indeterminate', found: 'the height of its racks' });
  });
});

describe('space/units-above-rack', () => {
  // 48 x 44.45 mm = 2,133.6 mm.
  test('48 U in 2,134 mm pass', () => {
    expectPassed(
      'space/units-above-rack',
      siteWithHalls([hall([row('A', { rack: body({ heightMillimetres: 2_134 }) })])]),
    );
  });

  test('48 U in 2,133 mm fail', () => {
    expectFinding(
      'space/units-above-rack',
      siteWithHalls([hall([row('A', { rack: body({ heightMillimetres: 2_133 }) })])]),
      {
        found: '48 U in 2.133 m',
        limit: '47 U',
        arithmetic: '48 U x 44.45 mm = 2,133.6 mm; 2,133.6 mm - 2,133 mm = 0.6 mm',
      },
    );
  });
});

describe('space/aisle-too-narrow', () => {
  // Fronts look at each other: B is turned. 2,400 mm between the middles - 600 - 600 = 1,200 mm, which a front asks for.
  const cold = (parts: Parameters<typeof hall>[1] = {}) =>
    hall([row('A', { facing: 'back' }), row('B', { facing: 'front' })], parts);

  test('an aisle as wide as the fronts ask for passes', () => {
    expectPassed('space/aisle-too-narrow', siteWithHalls([cold()]));
  });

  test('an aisle narrower than the fronts ask for fails', () => {
    expectFinding('space/aisle-too-narrow', siteWithHalls([cold({ rowPitchMillimetres: 2_399 })]), {
      severity: 'error',
      object: "aisle between rows 'A' and 'B' of hall 'hall-1'",
      found: '1.199 m wide',
      limit: "1.2 m (the front of row 'A')",
      shortfall: '1 mm',
      arithmetic: '2.399 m between the middles - 600 mm - 600 mm of rack = 1.199 m; 1 mm short',
    });
  });

  test('rears ask for less, and a row may say itself where it stands', () => {
    // 2,100 - 600 - 600 = 900 mm, what a rear asks for.
    const hot = (at: number) => hall([row('A', { facing: 'front' }), row('B', { facing: 'back', yMillimetres: at })]);
    expectPassed('space/aisle-too-narrow', siteWithHalls([hot(2_100)]));
    expectFinding('space/aisle-too-narrow', siteWithHalls([hot(2_099)]), { limit: "900 mm (the rear of row 'A')" });
  });

  test('rows that do not say which way they look are judged where both sides agree', () => {
    const rows = [row('A'), row('B')];
    expectPassed('space/aisle-too-narrow', siteWithHalls([hall(rows)]));
    expectFinding('space/aisle-too-narrow', siteWithHalls([hall(rows, { rowPitchMillimetres: 2_399 })]), {
      outcome: 'indeterminate',
      found: 'which side of its racks each row turns to it',
    });
    expectFinding('space/aisle-too-narrow', siteWithHalls([hall(rows, { rowPitchMillimetres: 2_099 })]), {
      outcome: 'failed',
      found: '899 mm wide',
    });
  });

  // 2,400 - 600 - 600.5 = 1,199.5 mm, of which 1,199 count.
  test('half a millimetre too little fails', () => {
    const odd = row('B', { facing: 'front', rack: body({ depthMillimetres: 1_201 }) });
    expectFinding('space/aisle-too-narrow', siteWithHalls([hall([row('A', { facing: 'back' }), odd])]), {
      outcome: 'failed',
      found: '1.199 m wide',
      shortfall: '1 mm',
    });
  });

  test('rows that stand in each other fail', () => {
    expectFinding('space/aisle-too-narrow', siteWithHalls([cold({ rowPitchMillimetres: 1_000 })]), {
      found: 'rows that overlap by 200 mm',
      available: '0 mm',
    });
  });
});

describe('space/mixed-aisle', () => {
  const contained = (parts: Parameters<typeof row>[1] = {}) =>
    siteWithHalls([hall([row('A', { facing: 'front' }), row('B', parts)], { containment: 'hot-aisle' })]);

  test('two rears pass', () => {
    expectPassed('space/mixed-aisle', contained({ facing: 'back' }));
  });

  test('a rear and a front are a warning', () => {
    expectFinding('space/mixed-aisle', contained({ facing: 'front' }), {
      severity: 'warning',
      found: "the rear of row 'A' and the front of row 'B'",
      arithmetic: "row 'A' looks to the front wall, row 'B' to the front wall",
    });
  });

  test('rows in a closed aisle that do not say which way they look are not known', () => {
    expectFinding('space/mixed-aisle', contained(), { outcome: 'indeterminate' });
  });

  test('rows that say nothing are not judged', () => {
    expectNothing('space/mixed-aisle', siteWithHalls([hall([row('A'), row('B')])]), 'no row states which way it looks');
  });
});

describe('space/hall-too-shallow', () => {
  // A looks to the front wall, B to the back wall: 1,200 + 600 + 2,400 + 600 + 1,200 = 6,000 mm.
  const deep = (depthMillimetres: number) =>
    siteWithHalls([hall([row('A', { facing: 'front' }), row('B', { facing: 'back' })], { depthMillimetres })]);

  test('rows that just fit pass', () => {
    expectPassed('space/hall-too-shallow', deep(6_000));
  });

  // 1,200 + 600 + 2,400 + 600.5 + 1,200 = 6,000.5 mm, for which 6,001 are needed.
  test.each([
    [6_001, []],
    [6_000, ["rows 'A' to 'B' take 6.001 m"]],
  ])('racks of an odd depth in %i mm: half a millimetre counts as one', (depthMillimetres, found) => {
    const odd = row('B', { facing: 'back', rack: body({ depthMillimetres: 1_201 }) });
    const { findings } = judge(
      'space/hall-too-shallow',
      siteWithHalls([hall([row('A', { facing: 'front' }), odd], { depthMillimetres })]),
    );
    expect(findings.map((finding) => finding.found)).toEqual(found);
  });

  test('rows that do not fit fail', () => {
    expectFinding('space/hall-too-shallow', deep(5_990), {
      severity: 'error',
      found: "rows 'A' to 'B' take 6 m",
      shortfall: '10 mm',
      arithmetic: '1.2 m in front + 600 mm + 2.4 m between the middles + 600 mm + 1.2 m behind = 6 m',
    });
  });
});
