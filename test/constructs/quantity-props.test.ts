import {
  CoolingLoop,
  Current,
  Duration,
  Generator,
  HeatRejection,
  Power,
  PowerZone,
  type Site,
  Utility,
  Voltage,
} from 'cdktf-ai-factory';
import { smallSite } from './small-site';

const rating = Power.megawatts(1);
const AC = { rating, powerFactor: 0.95 };

function generator(site: Site, props: object): unknown {
  return new Generator(site, 'gen', { ...AC, volts: Voltage.volts(415), ...props }).input;
}

test('a voltage is that of the bare number of volts', () => {
  const of = (volts: Voltage | number): unknown => new Utility(smallSite().site, 'grid', { ...AC, volts }).input;
  expect(of(Voltage.kilovolts(22.9))).toEqual(of(22_900));
});

test('each quantity of a supply is the bare number under its former name', () => {
  const now = {
    contract: Power.megawatts(1),
    autonomy: Duration.minutes(5),
    recharge: Power.kilowatts(50),
    start: Duration.seconds(10),
    transfer: Duration.milliseconds(500),
    stepInterval: Duration.seconds(5),
    requiredFuel: Duration.days(2),
    ramp: Power.kilowatts(20),
    step: Power.kilowatts(300),
  };
  const before = {
    contractWatts: 1_000_000,
    storedSeconds: 300,
    rechargeWatts: 50_000,
    startSeconds: 10,
    transferSeconds: 0.5,
    stepSeconds: 5,
    requiredFuelHours: 48,
    rampWattsPerSecond: 20_000,
    stepWatts: 300_000,
  };
  const rest = { stepShare: 0.3, fuelLitres: 13_000 };
  expect(generator(smallSite().site, { supply: { ...now, ...rest } })).toEqual(
    generator(smallSite().site, { supply: { ...before, ...rest } }),
  );
  expect(generator(smallSite().site, { supply: now })).toMatchObject({ supply: before });
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
