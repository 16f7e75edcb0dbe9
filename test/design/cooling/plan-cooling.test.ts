import {
  airLoop,
  cooled,
  deschutes,
  facilityLoop,
  GB300_COOLING,
  loopOf,
  racksOf,
  technologyLoop,
  unitsOf,
} from './cooling-fixture';

const AT_DESIGN = { watts: 135_300, cooling: GB300_COOLING };
const WITH_FLOW = { ...AT_DESIGN, cooling: { ...GB300_COOLING, flowMillilitresPerSecondPerKilowatt: 25 } };

describe('heat', () => {
  // 116 + 19.3 = 135.3 kW: at that draw each goes where its vendor says.
  test('a GB300 rack at 135.3 kW gives 116 kW to liquid and 19.3 kW to air', () => {
    const plan = cooled({ loops: [technologyLoop(), airLoop()], racks: racksOf('A', 1, AT_DESIGN) });
    expect(plan.sources).toEqual([
      {
        name: 'A01',
        row: 'hall-1/A',
        liquidWatts: 116_000,
        airWatts: 19_300,
        unstatedWatts: 0,
        technologyLoop: 'tcs',
        airLoop: 'hall-air',
      },
    ]);
    expect([loopOf(plan, 'tcs').heatWatts, loopOf(plan, 'hall-air').heatWatts]).toEqual([116_000, 19_300]);
  });

  // 142 - 116 - 19.3 = 6.7 kW that no statement covers: nothing catches it, so the air does.
  test('what a rack draws beyond its stated heats goes into air', () => {
    const plan = cooled({ loops: [], racks: racksOf('A', 1, { watts: 142_000, cooling: GB300_COOLING }) });
    expect(plan.sources[0]).toMatchObject({ liquidWatts: 116_000, airWatts: 26_000, unstatedWatts: 6_700 });
    expect([plan.unservedLiquid, plan.unservedAir]).toEqual([['A01'], ['A01']]);
  });

  // 40.8 kW idle x 116 / 135.3 = 34.98 kW.
  test('below its stated heats a rack gives to each in their proportion', () => {
    const plan = cooled({ racks: racksOf('A', 1, { watts: 40_800, cooling: GB300_COOLING }) });
    expect(plan.sources[0]).toMatchObject({ liquidWatts: 34_980, airWatts: 5_820, unstatedWatts: 0 });
  });

  test('a system that states no split gives all to air, and is named', () => {
    const plan = cooled({ racks: racksOf('A', 2, { watts: 120_000 }) });
    expect(plan.unknownSplits).toEqual([{ model: 'gb300-nvl72', devices: 2, watts: 240_000 }]);
    expect([plan.liquidWatts, plan.airWatts]).toEqual([0, 240_000]);
  });

  test.each([
    ['an air and a technology loop', [airLoop(), technologyLoop()]],
    ['a technology and an air loop', [technologyLoop(), airLoop()]],
  ])('%s of another row take nothing of a rack', (_what, loops) => {
    const plan = cooled({
      loops: loops.map((loop) => ({ ...loop, rows: ['hall-1/B'] })),
      racks: racksOf('A', 1, AT_DESIGN),
    });
    expect(plan.sources).toEqual([
      { name: 'A01', row: 'hall-1/A', liquidWatts: 116_000, airWatts: 19_300, unstatedWatts: 0 },
    ]);
    expect(plan.loops.map(({ heatWatts, racks }) => [heatWatts, racks])).toEqual([
      [0, []],
      [0, []],
    ]);
  });

  // 10 MW over rows of 2 and 1 racks: 6,666,667 and 3,333,333 W, of which 80 % goes into liquid.
  test('a tenant block gives its heat by rack positions and its liquid share', () => {
    const racks = [...racksOf('A', 2, { watts: 0 }), ...racksOf('B', 1, { watts: 0, row: 'hall-1/B' })];
    const plan = cooled({
      racks,
      loops: [technologyLoop()],
      tenantLoads: [
        {
          name: 'leased',
          path: 'stack/leased',
          racks: 3,
          rows: ['hall-1/A', 'hall-1/B'],
          loadWatts: 10_000_000,
          liquidShare: 0.8,
        },
      ],
    });
    expect(plan.sources.map(({ name, liquidWatts, airWatts }) => [name, liquidWatts, airWatts])).toEqual([
      ['leased@hall-1/A', 5_333_334, 1_333_333],
      ['leased@hall-1/B', 2_666_666, 666_667],
    ]);
    expect(loopOf(plan, 'tcs')).toMatchObject({ heatWatts: 5_333_334, unknownFlowDevices: 1 });
    expect(plan.unservedLiquid).toEqual(['leased@hall-1/B']);
  });
});

describe('units', () => {
  // 10 x 116 kW = 1,160 kW at 1.5 L/min a kW = 1,740 L/min, below 500 GPM = 1,892.7: one. 11 ask for 1,914 L/min: two, though one takes the heat.
  test.each([
    [10, 29_000, { byHeat: 1, byFlow: 1 }, 2],
    [11, 31_900, { byHeat: 1, byFlow: 2 }, 3],
    [18, 52_200, { byHeat: 2, byFlow: 2 }, 3],
  ])('%i racks at 1.5 L/min a kW: flow decides before heat', (racks, flow, needed, units) => {
    const plan = cooled({ loops: [technologyLoop()], units: [deschutes()], racks: racksOf('A', racks, WITH_FLOW) });
    expect(loopOf(plan, 'tcs').flowMillilitresPerSecond).toBe(flow);
    expect(unitsOf(plan, 'cdus')).toMatchObject({ needed, units });
    expect(plan.losses).toEqual([
      { units: 'cdus', loop: 'tcs', shortWatts: 0, shortMillilitresPerSecond: 0, lostRacks: [] },
    ]);
  });

  // PG25 at 10 K: 116 kW / (1.02 x 3.95 x 10) = 2.8791 l/s = 172.7 L/min.
  test('heat without a flow of its own flows by the rise of the loop', () => {
    const plan = cooled({
      loops: [technologyLoop({ riseMillicelsius: 10_000, supplyMillicelsius: 40_000 })],
      racks: racksOf('A', 1, AT_DESIGN),
    });
    expect(loopOf(plan, 'tcs')).toMatchObject({
      flowMillilitresPerSecond: 2_879,
      flowKnownWatts: 116_000,
      unknownFlowDevices: 0,
      returnMillicelsius: 50_000,
    });
  });

  // 17 x 116 = 1,972 kW: one carries it; of two, one lost, the other carries all. With one alone nothing is left.
  test('loss of the only unit loses every rack of its loop', () => {
    const plan = cooled({
      loops: [technologyLoop()],
      units: [deschutes({ count: 1 })],
      racks: racksOf('A', 17, AT_DESIGN),
    });
    expect(plan.losses[0]).toMatchObject({ shortWatts: 1_972_000 });
    expect(plan.losses[0]?.lostRacks).toHaveLength(17);
    expect(unitsOf(plan, 'cdus')).toMatchObject({ heatWattsEach: 1_972_000, heatWattsAfterLoss: 0 });
  });

  // 3,000 kW: two of 1 MW, one of them spare, are good for 1 MW; the other 2 MW take one Deschutes and its spare.
  test('a group without a count takes what the firm others leave', () => {
    const plan = cooled({
      loops: [technologyLoop()],
      units: [deschutes(), deschutes({ name: 'old', count: 2, capacityWatts: 1_000_000 })],
      racks: racksOf('A', 3, { watts: 1_000_000, cooling: { liquidShare: 1 } }),
    });
    expect(unitsOf(plan, 'cdus')).toMatchObject({ needed: { byHeat: 1, byFlow: 0 }, units: 2 });
    // 3 MW x 2 / 6 and x 1 / 6.
    expect([unitsOf(plan, 'cdus').heatWattsEach, unitsOf(plan, 'old').heatWattsEach]).toEqual([1_000_000, 500_000]);
  });

  test('the first watt takes a unit, and none takes none', () => {
    const of = (watts: number) =>
      cooled({
        loops: [technologyLoop()],
        units: [deschutes()],
        racks: racksOf('A', 1, { watts, cooling: { liquidShare: 1 } }),
      });
    expect(unitsOf(of(1), 'cdus')).toMatchObject({ needed: { byHeat: 1, byFlow: 0 }, units: 2 });
    expect(unitsOf(of(0), 'cdus')).toMatchObject({ needed: { byHeat: 0, byFlow: 0 }, units: 0 });
  });

  test('pumps carry the flow beside the units that take the heat', () => {
    const plan = cooled({
      loops: [technologyLoop({ riseMillicelsius: 10_000 })],
      units: [
        deschutes({ flowMillilitresPerSecond: 40_000 }),
        { name: 'pumps', path: 'stack/pumps', kind: 'pump', loop: 'tcs', spare: 1, flowMillilitresPerSecond: 1_000 },
      ],
      racks: racksOf('A', 1, AT_DESIGN),
    });
    // 2,879 ml/s: three pumps of 1,000 and a spare one move 4,000, less than the two other units.
    expect(unitsOf(plan, 'pumps')).toMatchObject({ units: 4, needed: { byHeat: 0, byFlow: 3 }, heatWattsEach: 0 });
    expect(loopOf(plan, 'tcs').flowCapacityMillilitresPerSecond).toBe(4_000);
  });
});

describe('loops', () => {
  const racks = racksOf('A', 10, AT_DESIGN);
  const loops = [technologyLoop({ rejectsTo: 'fws' }), airLoop({ rejectsTo: 'fws' }), facilityLoop()];

  // 1,160 + 193 kW of racks, and the pumps of two units at 74 kW.
  test('a facility loop takes the heat of its loops and of what their units draw', () => {
    const plan = cooled({ loops, units: [deschutes()], racks });
    expect(loopOf(plan, 'fws')).toMatchObject({ heatWatts: 1_501_000, takesFrom: ['tcs', 'hall-air'] });
    expect(loopOf(plan, 'fws').racks).toEqual(racks.map(({ name }) => name));
  });

  // Outdoors 35 degC, dry cooler 8 K above it, unit 3 K above that: 46 degC.
  test('temperatures rise from the outside to the racks', () => {
    const cooler = deschutes({
      name: 'coolers',
      kind: 'dry-cooler',
      loop: 'fws',
      outdoorMillicelsius: 35_000,
      approachMillicelsius: 8_000,
    });
    const plan = cooled({ loops, units: [deschutes(), cooler], racks });
    expect(loopOf(plan, 'fws').deliveredMillicelsius).toBe(43_000);
    expect(loopOf(plan, 'tcs').deliveredMillicelsius).toBe(46_000);
    expect(loopOf(plan, 'tcs').mostSupply).toEqual({
      millicelsius: 45_000,
      device: 'A01-system',
      model: 'gb300-nvl72',
    });
  });

  test('a set point below what its units reach is not delivered', () => {
    const plan = cooled({
      loops: [
        technologyLoop({ rejectsTo: 'fws', supplyMillicelsius: 25_000 }),
        facilityLoop({ supplyMillicelsius: 26_800 }),
      ],
      units: [deschutes()],
      racks,
    });
    expect(loopOf(plan, 'tcs')).toMatchObject({ reachableMillicelsius: 29_800, deliveredMillicelsius: 29_800 });
  });

  // 29,000 ml/s through 150 mm: 29e6 / (pi x 150^2 / 4) = 1,641 mm/s.
  test('velocity follows from flow and diameter', () => {
    const plan = cooled({
      loops: [technologyLoop({ pipeDiameterMillimetres: 150 })],
      racks: racksOf('A', 10, WITH_FLOW),
    });
    expect(loopOf(plan, 'tcs').velocityMillimetresPerSecond).toBe(1_641);
  });

  // 1,105 CFM = 0.5215 m3/s; 10.2 kW / (1.2 x 1.005 x 0.5215) = 16.2 K.
  test('the air of a DGX H100 rises by 16.2 K', () => {
    const plan = cooled({
      loops: [airLoop({ supplyMillicelsius: 24_000 })],
      racks: racksOf('A', 1, { watts: 10_200, cooling: { liquidShare: 0, airMillilitresPerSecond: 521_502 } }),
    });
    expect(loopOf(plan, 'hall-air').returnMillicelsius).toBe(40_218);
  });
});

describe('efficiency', () => {
  const racks = racksOf('A', 10, { watts: 100_000, cooling: { liquidShare: 1 } });
  const loops = [technologyLoop()];

  // IT 1,000 kW, losses 50 kW, two units of 30 kW, building 30 kW: 1,140 / 1,000 = 1.14. IT 100 kW at 1.14 takes 114 kW.
  test('PUE counts IT, losses, draws of cooling and the building once', () => {
    const plan = cooled({
      loops,
      racks,
      units: [deschutes({ drawWatts: 30_000 })],
      lossWatts: 50_000,
      target: { name: 'energy', path: 'stack/energy', otherWatts: 30_000 },
    });
    expect([plan.pue, plan.unknown]).toEqual([1.14, []]);
    expect((plan.pue ?? 0) * 100).toBeCloseTo(114, 9);
  });

  // One rack whose liquid, whose air, or both go nowhere.
  test.each([
    ['liquid', [airLoop()], { liquidShare: 1 }, ['A01'], []],
    ['air', [technologyLoop()], { liquidShare: 0 }, [], ['A01']],
    ['liquid and air', [], { liquidShare: 0.5 }, ['A01'], ['A01']],
  ])('one rack whose %s no loop takes leaves no figure', (_what, taken, cooling, liquid, air) => {
    const plan = cooled({ loops: taken, racks: racksOf('A', 1, { watts: 100_000, cooling }), lossWatts: 0 });
    expect([plan.unservedLiquid, plan.unservedAir]).toEqual([liquid, air]);
    expect([plan.unknown, plan.unknownWater]).toEqual([
      ['the cooling of heat that no loop takes'],
      ['the cooling of heat that no loop takes'],
    ]);
    expect(plan).not.toHaveProperty('pue');
    expect(plan).not.toHaveProperty('wue');
  });

  test('what is not known is said, and there is no figure', () => {
    const quiet = {
      name: 'cdus',
      path: 'stack/cdus',
      kind: 'cdu',
      loop: 'tcs',
      spare: 1,
      capacityWatts: 2_000_000,
    } as const;
    const plan = cooled({ loops, racks, units: [quiet] });
    expect(plan).not.toHaveProperty('pue');
    expect(plan.unknown).toEqual(['the losses of the power chain', "the draw of cooling units 'cdus'"]);
  });

  // 1,000 kW of IT and 60 kW of pumps into a tower that evaporates 1.8 L for each kWh of heat: 1,060 x 1.8 / 1,000 = 1.908.
  test('WUE counts the water of all heat that a tower takes', () => {
    const tower = deschutes({
      name: 'tower',
      kind: 'cooling-tower',
      loop: 'fws',
      waterMillilitresPerKilowattHour: 1_800,
    });
    const plan = cooled({
      loops: [technologyLoop({ rejectsTo: 'fws' }), facilityLoop()],
      racks,
      units: [deschutes({ drawWatts: 30_000 }), tower],
    });
    expect(plan.wue).toBeCloseTo(1.908, 9);
  });
});
