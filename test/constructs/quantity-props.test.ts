import {
  CoolingLoop,
  Current,
  Duration,
  FailureStudy,
  Generator,
  Hall,
  HeatRejection,
  Phase,
  Power,
  PowerZone,
  Row,
  Site,
  Switchboard,
  TenantLoad,
  TransferSwitch,
  Ups,
  Utility,
  Voltage,
  Volume,
} from 'cdktf-ai-factory';
import type { NodeSupply } from 'cdktf-ai-factory/engines';
import { RACK, smallSite } from './small-site';

const rating = Power.megawatts(1);
const AC = { rating, powerFactor: 0.95 };

function generator(site: Site, props: object): unknown {
  return new Generator(site, 'gen', { ...AC, volts: Voltage.volts(415), ...props }).input;
}

test('a voltage is that of the bare number of volts', () => {
  const of = (volts: Voltage | number): unknown => new Utility(smallSite().site, 'grid', { ...AC, volts }).input;
  expect(of(Voltage.kilovolts(22.9))).toEqual(of(22_900));
});

describe('the curve of a store', () => {
  const of = (autonomyCurve: unknown): NodeSupply | undefined => {
    const { stack, site } = smallSite();
    const grid = new Utility(stack, 'grid', { site, rating: Power.megawatts(1), volts: 400, powerFactor: 0.95 });
    const supply = { autonomyCurve: autonomyCurve as never, endOfLifeShare: 0.9 };
    return new Ups(stack, 'ups', {
      site,
      rating: Power.kilowatts(500),
      volts: 400,
      powerFactor: 0.95,
      efficiency: 0.97,
      fedFrom: grid,
      supply,
    }).input.supply;
  };
  const point = (kilowatts: number, seconds: number): object => ({
    load: Power.kilowatts(kilowatts),
    time: Duration.seconds(seconds),
  });

  test('is points of load and time', () => {
    expect(of([point(400, 60), point(100, 480)])).toEqual({
      endOfLifeShare: 0.9,
      storedCurve: [
        { watts: 400_000, seconds: 60 },
        { watts: 100_000, seconds: 480 },
      ],
    });
  });

  test.each([
    [
      'is empty',
      [],
      "'autonomyCurve' is empty; give points such as { load: Power.kilowatts(100), time: Duration.minutes(5) }, or leave it out [power/invalid-supply]",
    ],
    ['lacks a time', [{ load: Power.kilowatts(400) }], "'time' is missing; give 'time' [props/missing]"],
    [
      'lasts longer at a higher load',
      [point(100, 60), point(400, 61)],
      "'supply.autonomyCurve' has 60 s at 100000 W and 61 s at 400000 W; give each load once, with seconds that do not rise with it [power/invalid-curve]",
    ],
    [
      'has a load twice',
      [point(100, 60), point(100, 50)],
      "'supply.autonomyCurve' has 60 s at 100000 W and 50 s at 100000 W; give each load once, with seconds that do not rise with it [power/invalid-curve]",
    ],
  ])('is refused where it %s', (_, curve, text) => {
    expect(() => of(curve)).toThrow(text);
  });
});

describe('the rating of a generator', () => {
  const of = (supply: object): unknown =>
    (generator(smallSite().site, { rating: Power.megawatts(1), supply }) as { supply: NodeSupply }).supply;

  test('is a basis and shares', () => {
    const supply = { ratingBasis: 'standby', deratingShare: 0.93, averageShare: 0.85 };
    expect(of(supply)).toEqual(supply);
  });

  test.each([
    [{ ratingBasis: 'peak' }, "'ratingBasis' is 'peak'"],
    [
      { deratingShare: 1.1 },
      "'supply' of power node 'gen': 'deratingShare' is 1.1; give a share above 0 and up to 1, such as 0.3",
    ],
    [
      { averageShare: 0 },
      "'supply' of power node 'gen': 'averageShare' is 0; give a share above 0 and up to 1, such as 0.3",
    ],
    [{ rechargeOnGenerators: 5 }, "'rechargeOnGenerators' is 5; give a Power, such as Power.kilowatts(14)"],
  ])('is refused as %j', (supply, text) => {
    expect(() => of(supply)).toThrow(text);
  });
});

test('each quantity of a supply is the bare number under its former name', () => {
  const quantities = {
    grid: { now: { contract: Power.megawatts(1) }, before: { contractWatts: 1_000_000 } },
    ups: {
      now: {
        autonomy: Duration.minutes(5),
        recharge: Power.kilowatts(50),
      },
      before: { storedSeconds: 300, rechargeWatts: 50_000 },
    },
    ats: { now: { transfer: Duration.milliseconds(500) }, before: { transferSeconds: 0.5 } },
    gen: {
      now: {
        start: Duration.seconds(10),
        stepInterval: Duration.seconds(5),
        requiredFuel: Duration.days(2),
        ramp: Power.kilowatts(20),
        step: Power.kilowatts(300),
      },
      before: {
        startSeconds: 10,
        stepSeconds: 5,
        requiredFuelHours: 48,
        rampWattsPerSecond: 20_000,
        stepWatts: 300_000,
      },
    },
  };
  const nodes = {
    grid: (site: Site, supply: object) => new Utility(site, 'grid', { ...AC, volts: 415, supply }).input,
    ups: (site: Site, supply: object) => {
      const fedFrom = new Utility(site, 'grid', { ...AC, volts: 415 });
      return new Ups(site, 'ups', { ...AC, volts: 415, efficiency: 0.97, fedFrom, supply }).input;
    },
    ats: (site: Site, supply: object) => {
      const fedFrom = new Utility(site, 'grid', { ...AC, volts: 415 });
      return new TransferSwitch(site, 'ats', { ...AC, volts: 415, fedFrom, supply }).input;
    },
    gen: (site: Site, supply: object) => generator(site, { supply: { stepShare: 0.3, fuelLitres: 13_000, ...supply } }),
  };
  for (const kind of ['grid', 'ups', 'ats', 'gen'] as const) {
    const { now, before } = quantities[kind];
    const of = (supply: object): unknown => nodes[kind](smallSite().site, supply);
    expect(of(now)).toEqual(of(before));
    expect(of(now)).toMatchObject({ supply: before });
  }
});

test('breakers of racks are currents', () => {
  const of = (breaker: object): unknown => {
    const rackFeedSpec = { phases: 3, powerFactor: 0.95, cords: 2, ...breaker } as never;
    return new PowerZone(smallSite().site, 'east', { rating, rows: ['A'], rackFeedSpec }).input.rackFeedSpec;
  };
  const volts = Voltage.volts(415);
  expect(of({ volts, breaker: Current.amperes(32) })).toEqual(of({ volts: 415, breakerAmperes: 32 }));
  expect(of({ volts, breakerSizes: [Current.amperes(63), Current.amperes(32)] })).toEqual(
    of({ volts: 415, breakerSizes: [63, 32] }),
  );
});

test('times of cooling are durations', () => {
  const { site } = smallSite();
  const loop = new CoolingLoop(site, 'fws', { kind: 'facility', hold: Duration.minutes(4), loss: Duration.minutes(1) });
  expect(loop.input).toMatchObject({ holdSeconds: 240, lossSeconds: 60 });
  const units = new HeatRejection(loop, 'chiller', {
    kind: 'chiller',
    capacity: Power.megawatts(1),
    restart: Duration.minutes(30),
    requiredWater: Duration.days(1),
  });
  expect(units.input).toMatchObject({ restartSeconds: 1_800, requiredWaterHours: 24 });
});

test('water, buffer and air of a loop are volumes, or bare numbers under their former names', () => {
  const of = (kind: 'air' | 'facility', props: object): unknown => {
    const { site } = smallSite();
    return new CoolingLoop(site, 'loop', { kind, ...(kind === 'air' ? { rows: ['A'] } : {}), ...props }).input;
  };
  const now = { water: Volume.cubicMetres(30), buffer: Volume.litres(500) };
  expect(of('facility', now)).toEqual(of('facility', { waterLitres: 30_000, bufferLitres: 500 }));
  expect(of('facility', now)).toMatchObject({ waterLitres: 30_000, bufferLitres: 500 });
  expect(of('air', { roomAir: Volume.litres(1_000_000) })).toEqual(of('air', { roomCubicMetres: 1_000 }));
  expect(() => of('facility', { buffer: Volume.ZERO })).toThrow(
    "cooling loop 'loop': 'buffer' is 0 mL; give more than nothing [cooling/bad-amount]",
  );
  expect(() => of('facility', { water: 30_000 })).toThrow(
    "cooling loop 'loop': 'water' is 30000; give a Volume, such as Volume.litres(10_000) [cooling/bad-amount]",
  );
});

test.each<readonly [object, string]>([
  [
    { supply: { start: Duration.seconds(10), startSeconds: 10 } },
    "'supply' of power node 'gen': both 'start' and 'startSeconds', its former name, are given; take 'startSeconds' away [props/given-twice]",
  ],
  [
    { supply: { start: 10 } },
    "'supply' of power node 'gen': 'start' is 10; give a Duration, such as Duration.minutes(5) [power/invalid-supply]",
  ],
  [
    { supply: { step: Power.ZERO } },
    "'supply' of power node 'gen': 'step' is 0 W; give more than nothing [power/invalid-supply]",
  ],
  [{ volts: Voltage.ZERO }, "power node 'gen': 'volts' is 0 mV; give a voltage above 0 [power/invalid-node]"],
  [{ volts: Power.watts(415) }, "power node 'gen': 'volts' is 415 W; give a voltage above 0 [power/invalid-node]"],
  [{ volts: 0 }, "power node 'gen': 'volts' is 0; give a voltage above 0 [power/invalid-node]"],
])('fails on %j', (props, message) => {
  expect(() => generator(smallSite().site, props)).toThrow(message);
});

/** A site with a hall of its own, whose rows are constructs. */
function hallOf(name: string): { readonly site: Site; readonly hall: Hall; readonly row: Row } {
  const { stack } = smallSite();
  const site = new Site(stack, name, { lockFile: false });
  const hall = new Hall(site, 'hall-1', { rack: RACK });
  return { site, hall, row: new Row(hall, 'A', { racks: 14 }) };
}

test('rows and halls are the constructs or their names', () => {
  const of = (isNamed: boolean): readonly unknown[] => {
    const { site, hall, row } = hallOf('plant');
    const rows = isNamed ? ['hall-1/A'] : [row];
    const zone = new PowerZone(site, 'east', { rating, rows });
    const loop = new CoolingLoop(site, 'air', { kind: 'air', halls: isNamed ? ['hall-1'] : [hall] });
    const tcs = new CoolingLoop(site, 'tcs', { kind: 'technology', rows });
    const tenant = new TenantLoad(site, 'north', { rows, racks: 14, power: rating, liquidShare: 0 });
    return [zone.input, loop.input, tcs.input, tenant.input, site.plan.power];
  };
  expect(of(false)).toEqual(of(true));
});

test('a row of another site is refused, and what is no row', () => {
  const { site } = hallOf('plant');
  const { row } = hallOf('other');
  expect(() => new PowerZone(site, 'east', { rating, rows: [row] })).toThrow(
    "power zone 'east': 'rows' has 'lab-stack/other/hall-1/A', which is of site 'lab-stack/other', and not of 'lab-stack/plant'; give constructs of one site [site/other-site]",
  );
  expect(() => new PowerZone(site, 'west', { rating, rows: [site as never] })).toThrow(
    "power zone 'west': 'rows[0]' is an object; give a Row, or its name [props/wrong-kind]",
  );
});

test('phases and power nodes are the constructs or their names, also where they are made later', () => {
  const of = (isNamed: boolean): readonly unknown[] => {
    const { site } = smallSite();
    const make = (): { grid: Utility; phase: Phase } => ({
      grid: new Utility(site, 'grid', { ...AC, volts: Voltage.volts(415) }),
      phase: new Phase(site, 'second', { date: '2027-06-01' }),
    });
    const before = isNamed ? undefined : make();
    const [grid, phase] = [before?.grid ?? 'grid', before?.phase ?? 'second'];
    const board = new Switchboard(site, 'board', { ...AC, volts: Voltage.volts(415), fedFrom: grid, phase });
    const sources = { A: [isNamed ? 'board' : board, grid], B: grid };
    const zone = new PowerZone(site, 'east', { rating, rows: ['A'], sources });
    const tenant = new TenantLoad(site, 'north', { rows: ['A'], racks: 2, power: rating, liquidShare: 0, phase });
    const study = new FailureStudy(site, 'works', { maintenance: [isNamed ? 'board' : board] });
    if (isNamed) make();
    const { chain } = site.plan.power;
    return [board.input, zone.input, tenant.input, study.node.id, chain?.states.length, site.plan.phases];
  };
  expect(of(true)).toEqual(of(false));
});

test.each<readonly [string, (site: Site) => unknown, string]>([
  [
    'phase',
    (site) => new TenantLoad(site, 'north', { rows: ['A'], racks: 2, power: rating, liquidShare: 0, phase: 'secnd' }),
    "is of phase 'secnd', which the site does not have; did you mean 'second'? [phases/unknown-phase]",
  ],
  [
    'power node',
    (site) => new Switchboard(site, 'board', { ...AC, volts: Voltage.volts(415), fedFrom: 'grids' }),
    "power node 'board': 'fedFrom' names 'grids', which is no power node of the site; did you mean 'grid'? [power/unknown-node]",
  ],
])('a name that no %s has is refused when the site is planned', (_, make, message) => {
  const { site } = smallSite();
  new Utility(site, 'grid', { ...AC, volts: Voltage.volts(415) });
  new Phase(site, 'second', { date: '2027-06-01' });
  new PowerZone(site, 'east', { rating, rows: ['A'] });
  make(site);
  expect(() => site.plan).toThrow(message);
});
