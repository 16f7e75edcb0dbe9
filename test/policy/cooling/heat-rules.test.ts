import type { SitePlan } from '../../../src/model/site-plan';
import {
  airLoop,
  deschutes,
  facilityLoop,
  GB300_COOLING,
  racksOf,
  technologyLoop,
} from '../../design/cooling/cooling-fixture';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { sitePlan } from '../site-plan-fixture';
import { cooledPlan } from './cooled-plan';

const LIQUID = { watts: 100_000, cooling: { liquidShare: 1 } };
const GB300 = { watts: 142_000, cooling: GB300_COOLING };

describe('cooling/unserved-liquid', () => {
  test('holds where the row is on a technology loop', () => {
    expectPassed('cooling/unserved-liquid', cooledPlan({ loops: [technologyLoop()], racks: racksOf('A', 2, LIQUID) }));
  });

  test('is broken by a row that is on none', () => {
    const racks = [...racksOf('A', 1, LIQUID), ...racksOf('B', 2, { ...LIQUID, row: 'hall-1/B' })];
    expectFinding('cooling/unserved-liquid', cooledPlan({ loops: [technologyLoop()], racks }), {
      object: "row 'hall-1/B' with 'B01', 'B02'",
      found: '200 kW into liquid that no loop takes',
      severity: 'error',
    });
  });
});

describe('cooling/unserved-air', () => {
  test('holds where the row is on a loop of air', () => {
    expectPassed('cooling/unserved-air', cooledPlan({ loops: [airLoop()], racks: racksOf('A', 2, GB300) }));
  });

  test('is broken by racks on liquid alone: 26 kW of each GB300 go into air', () => {
    expectFinding('cooling/unserved-air', cooledPlan({ loops: [technologyLoop()], racks: racksOf('A', 2, GB300) }), {
      object: "row 'hall-1/A' with 'A01', 'A02'",
      found: '52 kW into air that no loop takes',
    });
  });
});

describe('cooling/split-unknown', () => {
  const plan = (parts: object): SitePlan =>
    cooledPlan({ loops: [airLoop()], racks: racksOf('A', 1, { watts: 120_000, ...parts }) });

  test('has nothing to say where every system states its split', () => {
    expectNothing('cooling/split-unknown', plan({ cooling: { liquidShare: 0 } }), 'every system states its split');
  });

  test('is broken by a system that states none', () => {
    expectFinding('cooling/split-unknown', plan({}), {
      object: "1 system of model 'gb300-nvl72'",
      found: '120 kW counted as heat into air',
      severity: 'warning',
    });
  });
});

describe('cooling/heat-short', () => {
  const plan = (watts: number): SitePlan =>
    cooledPlan({
      loops: [technologyLoop()],
      units: [deschutes({ count: 2 })],
      racks: racksOf('A', 1, { ...LIQUID, watts }),
    });

  test('holds at what the units take', () => {
    expectPassed('cooling/heat-short', plan(4_000_000));
  });

  test('is broken one watt above', () => {
    expectFinding('cooling/heat-short', plan(4_000_001), {
      object: "cooling loop 'tcs'",
      shortfall: '1 W',
      arithmetic: '2 x 2 MW = 4 MW; 4,000.001 kW - 4 MW = 1 W',
    });
  });

  test('is broken by a loop without units', () => {
    expectFinding('cooling/heat-short', cooledPlan({ loops: [technologyLoop()], racks: racksOf('A', 1, LIQUID) }), {
      arithmetic: 'no unit takes heat; 100 kW - 0 W = 100 kW',
    });
  });
});

describe('cooling/rejection-short', () => {
  // 1 MW of racks and two units of 74 kW: 1,148 kW.
  const plan = (capacityWatts: number): SitePlan =>
    cooledPlan({
      loops: [technologyLoop({ rejectsTo: 'fws' }), facilityLoop()],
      units: [
        deschutes(),
        deschutes({ name: 'coolers', kind: 'dry-cooler', loop: 'fws', count: 1, spare: 0, capacityWatts }),
      ],
      racks: racksOf('A', 10, LIQUID),
    });

  test('holds where racks and the draw of units are taken', () => {
    expectPassed('cooling/rejection-short', plan(1_148_000));
  });

  test('is broken where the draw of units was forgotten', () => {
    expectFinding('cooling/rejection-short', plan(1_147_999), {
      object: "cooling loop 'fws'",
      found: '1.148 MW of heat',
      shortfall: '1 W',
    });
  });
});

describe('cooling/no-rejection', () => {
  test('holds where a facility loop takes the heat', () => {
    const loops = [technologyLoop({ rejectsTo: 'fws' }), facilityLoop()];
    expectPassed('cooling/no-rejection', cooledPlan({ loops, racks: racksOf('A', 1, LIQUID) }));
  });

  test('is broken where none does', () => {
    expectFinding('cooling/no-rejection', cooledPlan({ loops: [technologyLoop()], racks: racksOf('A', 1, LIQUID) }), {
      found: '100 kW that go nowhere',
      severity: 'warning',
    });
  });
});

describe('cooling/rack-air-heat', () => {
  const plan = (maxAirWatts: number): SitePlan =>
    cooledPlan({ loops: [airLoop()], racks: racksOf('A', 1, GB300) }, { maxAirWatts });

  test('holds at the limit', () => {
    expectPassed('cooling/rack-air-heat', plan(26_000));
  });

  test('is broken one watt above, with what is stated for neither', () => {
    expectFinding('cooling/rack-air-heat', plan(25_999), {
      object: "rack 'A01'",
      found: '26 kW into air',
      arithmetic: '26 kW - 25.999 kW = 1 W; 6.7 kW of it are stated for neither liquid nor air',
    });
  });

  test('has nothing to say where no position states a limit', () => {
    expectNothing(
      'cooling/rack-air-heat',
      cooledPlan({ loops: [airLoop()], racks: racksOf('A', 1, GB300) }),
      'no rack position states how much heat it may give to air',
    );
  });
});

describe('space/rack-density', () => {
  const dense = racksOf('A', 1, GB300);

  test('holds for a rack of 142 kW whose liquid a loop takes', () => {
    expectPassed('space/rack-density', cooledPlan({ loops: [technologyLoop()], racks: dense }));
  });

  test('is broken where none takes it', () => {
    expectFinding('space/rack-density', cooledPlan({ loops: [airLoop()], racks: dense }), {
      found: "1 rack above it; the densest, 'A01', draws 142 kW",
    });
  });
});

test.each(['unserved-liquid', 'unserved-air', 'heat-short', 'rejection-short', 'no-rejection', 'rack-air-heat'])(
  'cooling/%s does not apply to a site without cooling',
  (rule) => {
    expectNothing(`cooling/${rule}`, sitePlan(), 'the site names no cooling loop');
  },
);
