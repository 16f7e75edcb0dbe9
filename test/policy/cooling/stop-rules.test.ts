import type { CoolingLoopInput, CoolingUnitsInput, SiteClimate } from '../../../src/model/cooling-plan';
import type { Verdict } from '../../../src/policy/engine/rule';
import { stopRules } from '../../../src/policy/cooling/stop-rules';
import { weatherRules } from '../../../src/policy/cooling/weather-rules';
import { LOOPS, site, UNITS } from '../../design/site/cooled-chain';
import '../judge';
import { sitePlan } from '../site-plan-fixture';

type Units = Partial<CoolingUnitsInput>;

/** Units with more of their own, and with more of each by name. */
function unitsWith(all: Units, each: Readonly<Record<string, Units>> = {}): readonly CoolingUnitsInput[] {
  return UNITS.map((one) => ({ ...one, ...all, ...each[one.name] }));
}

function loopsWith(each: Readonly<Record<string, Partial<CoolingLoopInput>>>): readonly CoolingLoopInput[] {
  return LOOPS.map((loop) => ({ ...loop, ...each[loop.name] }));
}

function judged(id: string, parts: Parameters<typeof site>[0] = {}, climate?: SiteClimate): readonly Verdict[] {
  const plan = sitePlan({ ...site(parts), ...(climate === undefined ? {} : { climate }) });
  return [...stopRules, ...weatherRules].find((rule) => rule.id === `cooling/${id}`)!.check(plan);
}

/** Transfer of 2 s after a start of 15 s. */
const ats = { supply: { transferSeconds: 2 } };

describe('when the utility is lost', () => {
  const restart = unitsWith({ restartSeconds: 1_800 }, { crah: { restartSeconds: 0 }, pumps: { restartSeconds: 0 } });

  test('units that two nodes feed stop once: a loop lacks no more than its heat, and holds as long as with one', () => {
    const parts = (fedFrom: readonly string[]) => ({
      ats,
      loops: loopsWith({ air: { holdSeconds: 17 }, water: { holdSeconds: 100 } }),
      units: unitsWith({ restartSeconds: 200 }, { chillers: { fedFrom: [fedFrom] }, pumps: { fedFrom: [['ups']] } }),
    });
    const lacks = (fedFrom: readonly string[]) =>
      (site(parts(fedFrom)).cooling?.stops ?? [])
        .filter(({ lost, at }) => lost === 'grid' && at === 'water')
        .map(({ shortWatts, holdSeconds }) => [shortWatts, holdSeconds]);
    expect(lacks(['ats'])).toEqual([[954_000, 117]]);
    expect(lacks(['ats', 'grid'])).toEqual([[954_000, 117]]);
  });

  test('racks stop where cooling is out for longer than air and water hold, and live where it is not', () => {
    const loops = (water: number) => loopsWith({ air: { holdSeconds: 17 }, water: { holdSeconds: water } });
    // 15 + 2 + 1,800 = 1,817 s, of which the air holds 17.
    const short = judged('stopped-on-loss', { ats, units: restart, loops: loops(1_799) });
    expect(short).toMatchObject([
      {
        outcome: 'failed',
        object: "racks of cooling loop 'air' when 'grid' is lost",
      },
    ]);
    const both = (water: number) => stopsOf('grid', { ats, units: restart, loops: loops(water) });
    expect(both(1_799)).toEqual([
      ['air', 17, 17],
      ['water', 1_817, 1_816],
    ]);
    expect(both(1_800)[1]).toEqual(['water', 1_817, 1_817]);
  });

  // Water: 30,000 L x 0.997 kg/L x 4.18 kJ/(kg K) x 8 K / 954 kW = 1,048.4 s. Air: 1,000 m3 x 1.2 kg/m3 x 1.005 kJ/(kg K) x 12 K / 900 kW = 16.08 s.
  describe('what holds follows from litres and from the air of the room', () => {
    const stores = (water: Partial<CoolingLoopInput>) =>
      loopsWith({
        air: { roomCubicMetres: 1_000, riseMillicelsius: 12_000 },
        water: { riseMillicelsius: 8_000, ...water },
      });
    const onUps = (restartSeconds: number) =>
      unitsWith({ restartSeconds }, { crah: { restartSeconds: 0 }, pumps: { fedFrom: [['ups']], restartSeconds: 0 } });
    const parts = (restartSeconds: number, water: Partial<CoolingLoopInput>) => ({
      ats,
      units: onUps(restartSeconds),
      loops: stores(water),
    });

    test('buffer and water of the supply side together, and the air by itself', () => {
      const loops = site(parts(1_000, { waterLitres: 10_000, bufferLitres: 20_000 })).cooling?.loops;
      expect(loops?.map(({ name, heldSeconds }) => [name, heldSeconds])).toEqual([
        ['air', 16],
        ['water', 1_048],
      ]);
    });

    test('racks live where start, transfer and restart are held, and not where they take a second more', () => {
      const buffer = { bufferLitres: 30_000 };
      expect(stopsOf('grid', parts(1_047, buffer))).toContainEqual(['water', 1_064, 1_064]);
      // One of two pumps, each enough, is on the UPS: 17 s of the air, and 1,048 s of the water against 17 s and the restart.
      const loops = loopsWith({ air: { holdSeconds: 17 }, water: { riseMillicelsius: 8_000, ...buffer } });
      const water = (restartSeconds: number) =>
        judged('stopped-on-loss', {
          ats,
          loops,
          units: unitsWith(
            { restartSeconds },
            { crah: { restartSeconds: 0 }, pumps: { fedFrom: [['ups'], ['ats']], restartSeconds: 0 } },
          ),
        });
      expect(water(1_048)).toEqual([{ outcome: 'passed', count: 1 }]);
      expect(water(1_049)).toMatchObject([{ outcome: 'failed' }]);
    });

    test('seconds that are stated go before litres', () => {
      const stop = stopsOf('grid', parts(1_800, { bufferLitres: 30_000, holdSeconds: 240 }));
      expect(stop).toContainEqual(['water', 1_817, 256]);
    });

    test('water that no pump moves holds nothing, and pumps that nobody states are not known', () => {
      const stopped = { ...parts(10, { bufferLitres: 30_000 }), units: unitsWith({ restartSeconds: 10 }) };
      expect(stopsOf('grid', stopped)).toContainEqual(['water', 27, 16]);
      const units = onUps(10).filter(({ kind }) => kind !== 'pump');
      const open = site({ ...stopped, units }).cooling?.stops?.find(
        ({ lost, at }) => lost === 'grid' && at === 'water',
      );
      expect(open?.unknown).toEqual(["the pumps of cooling loop 'water', which move its water"]);
    });

    test('without a difference of supply and return litres hold nothing that is known', () => {
      const units = onUps(10);
      const loops = loopsWith({ air: { holdSeconds: 16 }, water: { bufferLitres: 30_000 } });
      const stop = site({ ats, units, loops }).cooling?.stops?.find(
        ({ lost, at }) => lost === 'grid' && at === 'water',
      );
      expect(stop?.unknown).toEqual(["'rise' of cooling loop 'water'"]);
    });
  });

  test('without seconds it is not known', () => {
    const plan = site({ ats, units: UNITS });
    const stop = plan.cooling?.stops?.find(({ lost }) => lost === 'grid');
    expect(stop?.unknown).toEqual(["'restart' of cooling units 'crah'", "'hold' of cooling loop 'air'"]);
  });

  test('units behind a store go on, and those on the way of a static switch between live sources', () => {
    expect(stopsOf('grid', { ats, units: unitsWith({ fedFrom: [['ups']] }) })).toEqual([]);
  });
});

/** Loop that lacks units, seconds out and seconds held, for one loss. */
function stopsOf(lost: string, parts: Parameters<typeof site>[0]): readonly (readonly unknown[])[] {
  return (site(parts).cooling?.stops ?? [])
    .filter((stop) => stop.lost === lost)
    .map(({ at, outSeconds, holdSeconds }) => [at, outSeconds, holdSeconds]);
}

test('racks throttle first, and stop after the seconds of their loop', () => {
  const spread = unitsWith({ fedFrom: [['ats']], restartSeconds: 100 });
  const parts = (lossSeconds: number) => ({
    ats,
    units: spread,
    loops: loopsWith({ air: { holdSeconds: 60, lossSeconds }, water: { holdSeconds: 60 } }),
  });
  expect(judged('throttled-on-loss', parts(57))).toMatchObject([
    { outcome: 'failed', object: "racks of cooling loop 'air' when 'grid' is lost" },
  ]);
  expect(judged('throttled-on-loss', parts(56))).toEqual([{ outcome: 'passed', count: 1 }]);
  // How long the units take to start is not known: told once, and passed by neither.
  const open = { ...parts(57), units: unitsWith({ fedFrom: [['ats']] }) };
  expect(judged('stopped-on-loss', open)).toMatchObject([
    {
      outcome: 'indeterminate',
      object: "racks of cooling loop 'air' when one of 'grid' is lost",
      unknown: "whether cooling is back in time: 'restart' of cooling units 'crah'",
    },
  ]);
  expect(judged('throttled-on-loss', open)).toMatchObject([{ outcome: 'not-applicable' }]);
  // One time alone is missing, of one loss: it is named all the same.
  const one = spread.map(({ restartSeconds, ...each }) =>
    each.name === 'crah' ? each : { ...each, ...(restartSeconds !== undefined && { restartSeconds }) },
  );
  expect(judged('stopped-on-loss', { ...parts(57), units: one })).toMatchObject([
    { outcome: 'indeterminate', object: "racks of cooling loop 'air' when one of 'grid' is lost" },
  ]);
});

test('a loop whose chillers hang on no node is not passed', () => {
  const whole = unitsWith({ fedFrom: [['ats']], restartSeconds: 1 });
  const half = whole.map((each) =>
    each.kind === 'chiller'
      ? (Object.fromEntries(Object.entries(each).filter(([key]) => key !== 'fedFrom')) as typeof each)
      : each,
  );
  const parts = { ats, units: half, loops: loopsWith({ air: { holdSeconds: 9_000 }, water: { holdSeconds: 9_000 } }) };
  for (const id of ['stopped-on-loss', 'throttled-on-loss']) {
    expect(judged(id, parts)).toMatchObject([{ outcome: 'not-applicable' }]);
  }
});

test('a loop is lost whole, unless valves part it', () => {
  expect(judged('loop-loss')).toMatchObject([
    {
      outcome: 'failed',
      object: "loss of cooling loop 'water'",
      found: 'without it 1 rack has no cooling: one loop, no section that can be shut off',
    },
  ]);
  expect(judged('loop-loss', { loops: loopsWith({ water: { sections: 2 } }) })).toEqual([
    { outcome: 'passed', count: 1 },
  ]);
});

describe('the hottest day', () => {
  const climate = { percentile: '0.4 % of hours', source: 'KMA station 108' };
  const chillers = unitsWith({}, { chillers: { outdoorMillicelsius: 41_000 } });

  test('is within the design of chillers with what they warm themselves, or not', () => {
    const hot = (degrees: number) => ({
      ...climate,
      hottestDryBulbMillicelsius: degrees,
      recirculationMillicelsius: 2_000,
    });
    expect(judged('hotter-than-design', { units: chillers }, hot(39_000))).toEqual([{ outcome: 'passed', count: 1 }]);
    expect(judged('hotter-than-design', { units: chillers }, hot(39_100))).toMatchObject([
      {
        outcome: 'failed',
        found: '41.1 degC dry bulb (0.4 % of hours, KMA station 108)',
        limit: '41 degC by design',
      },
    ]);
  });

  test('passes nothing where the site does not state it, or what the units warm themselves', () => {
    expect(judged('hotter-than-design', { units: chillers })).toMatchObject([{ outcome: 'not-applicable' }]);
    const open = { ...climate, hottestDryBulbMillicelsius: 39_000 };
    expect(judged('hotter-than-design', { units: chillers }, open)).toMatchObject([
      { outcome: 'indeterminate', givenBy: "give 'recirculation' in 'climate' of the site" },
    ]);
    const hotter = { ...climate, hottestDryBulbMillicelsius: 41_100 };
    expect(judged('hotter-than-design', { units: chillers }, hotter)).toMatchObject([{ outcome: 'failed' }]);
  });

  test('is not known without the units or the site, in one finding', () => {
    expect(judged('hotter-than-design')).toMatchObject([{ outcome: 'not-applicable' }]);
    expect(judged('climate-unknown')).toMatchObject([
      {
        outcome: 'indeterminate',
        givenBy: "give 'hottestDryBulb', 'coldest' in 'climate' of the site, and 'outdoor' of 'chillers'",
      },
    ]);
    expect(judged('climate-unknown', { units: chillers })).toMatchObject([
      { outcome: 'indeterminate', givenBy: "give 'hottestDryBulb', 'coldest' in 'climate' of the site" },
    ]);
    const known = { ...climate, hottestDryBulbMillicelsius: 39_000 };
    expect(judged('hotter-than-design', {}, known)).toMatchObject([
      { outcome: 'indeterminate', givenBy: "give 'outdoor' of the units" },
    ]);
  });

  test('a site that states its hottest and its coldest day has said what units outdoors need', () => {
    const stated = { ...climate, hottestDryBulbMillicelsius: 39_000, coldestMillicelsius: -15_000 };
    expect(judged('climate-unknown', {}, stated)).toEqual([{ outcome: 'passed', count: 1 }]);
  });
});

test('the coldest day is within what units run in, and water is kept from frost', () => {
  const cold = { percentile: 'n = 20 years', source: 'KMA', coldestMillicelsius: -15_000 };
  const of = (parts: Units) => judged('colder-than-design', { units: unitsWith({}, { chillers: parts }) }, cold);
  expect(of({ coldestMillicelsius: -15_000, frostProtection: 'glycol' })).toEqual([{ outcome: 'passed', count: 1 }]);
  expect(of({ coldestMillicelsius: -14_000, frostProtection: 'glycol' })).toMatchObject([
    { outcome: 'failed', limit: '-14 degC by design' },
  ]);
  expect(of({ coldestMillicelsius: -20_000 })).toMatchObject([{ outcome: 'failed', limit: 'protection from frost' }]);
  expect(of({ frostProtection: 'drain' })).toMatchObject([{ outcome: 'indeterminate' }]);
});

test('water lasts as fuel does: 954 kW at 1.8 L/kWh are 1,717 L an hour', () => {
  const of = (parts: Units) =>
    judged('water-store', {
      units: unitsWith(
        {},
        { chillers: { waterMillilitresPerKilowattHour: 1_800, waterSource: 'a second main', ...parts } },
      ),
    });
  expect(of({ waterStoreLitres: 41_213, requiredWaterHours: 24 })).toEqual([{ outcome: 'passed', count: 1 }]);
  expect(of({ waterStoreLitres: 41_212, requiredWaterHours: 24 })).toMatchObject([
    { outcome: 'failed', found: '24 h of water', limit: '24 h until more comes (a second main)' },
  ]);
  expect(of({ waterStoreLitres: 41_212 })).toMatchObject([
    { outcome: 'indeterminate', givenBy: "give 'requiredWater' of the units" },
  ]);
});

// The hall air lives on units of two boards; a board each is carried by the other.
describe('several nodes out at once', () => {
  const half = (
    chain: NonNullable<ReturnType<typeof site>['cooling']>,
    beside?: 'group' | 'study' | 'maintenance',
  ) => ({
    ...chain,
    stops: [
      {
        lost: 'b-1',
        ...(beside === undefined ? {} : { alsoOut: ['b-2'], beside }),
        loop: 'air',
        at: 'water',
        shortWatts: 100_000,
        isLasting: true,
        holdSeconds: 60,
        unknown: [],
      },
    ],
  });
  const outcome = (id: string, beside?: 'group' | 'study' | 'maintenance') => {
    const loads = site({ ats });
    const plan = sitePlan({ ...loads, cooling: half(loads.cooling!, beside) });
    return stopRules.find((rule) => rule.id === `cooling/${id}`)!.check(plan)[0]?.outcome;
  };

  test('racks that stop are an error where one is lost, or where a study names them together', () => {
    for (const beside of [undefined, 'study'] as const) {
      expect(outcome('stopped-on-loss', beside)).toBe('failed');
      expect(outcome('stopped-on-further-loss', beside)).toBe('not-applicable');
    }
  });

  test('and a warning in maintenance, and where a group survives it for power', () => {
    for (const beside of ['maintenance', 'group'] as const) {
      expect(outcome('stopped-on-loss', beside)).toBe('passed');
      expect(outcome('stopped-on-further-loss', beside)).toBe('failed');
    }
    expect(stopRules.find(({ id }) => id === 'cooling/stopped-on-further-loss')?.severity).toBe('warning');
  });
});

test('water without a source is judged by its hours, and its source is not known', () => {
  const parts = { waterMillilitresPerKilowattHour: 1_800, waterStoreLitres: 41_213, requiredWaterHours: 24 };
  expect(judged('water-store', { units: unitsWith({}, { chillers: parts }) })).toMatchObject([
    { outcome: 'passed', count: 1 },
    { outcome: 'indeterminate', givenBy: "give 'waterSource' of the units" },
  ]);
});

test('water that two groups do not state is not known once', () => {
  const towers = ['crah', 'chillers'].map((name) => ({ [name]: { waterMillilitresPerKilowattHour: 1_800 } }));
  expect(
    judged('water-store', { units: unitsWith({}, Object.assign({}, ...towers) as Record<string, Units>) }),
  ).toEqual([
    {
      outcome: 'indeterminate',
      path: 'site/crah',
      object: "water of cooling units 'crah', 'chillers'",
      unknown: 'how long the water at hand lasts, how long it must last, or where more comes from',
      givenBy: "give 'waterStore', 'requiredWater', 'waterSource' of the units",
    },
  ]);
});
