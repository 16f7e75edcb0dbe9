import { Duration } from '../../src/units/duration';
import { ApparentPower, Current, Energy, Frequency, Voltage } from '../../src/units/electricity';
import { Power } from '../../src/units/power';

test.each([
  [Voltage.ZERO, '0 mV'],
  [Voltage.volts(415), '415 V'],
  [Voltage.volts(22_900), '22.9 kV'],
  [Voltage.kilovolts(154), '154 kV'],
  [Voltage.volts(0.5), '500 mV'],
])('prints the voltage %s', (voltage, text) => {
  expect(voltage.toString()).toBe(text);
  expect(Voltage.parse(text).equals(voltage)).toBe(true);
});

test.each([
  [Current.ZERO, '0 mA'],
  [Current.amperes(63), '63 A'],
  [Current.amperes(1_250), '1.25 kA'],
  [Current.kiloamperes(4), '4 kA'],
])('prints the current %s', (current, text) => {
  expect(current.toString()).toBe(text);
  expect(Current.parse(text).equals(current)).toBe(true);
});

test.each([
  [Energy.ZERO, '0 J'],
  [Energy.joules(3_600), '1 Wh'],
  [Energy.kilowattHours(1.5), '1.5 kWh'],
  [Energy.megawattHours(40), '40 MWh'],
  [Energy.gigawattHours(2), '2 GWh'],
  [Energy.joules(100), '100 J'], // in watt-hours it would take more than three decimals
])('prints the energy %s', (energy, text) => {
  expect(energy.toString()).toBe(text);
  expect(Energy.parse(text).equals(energy)).toBe(true);
});

test('each factory has its accessor', () => {
  expect(Voltage.kilovolts(0.4).inVolts).toBe(400);
  expect(Voltage.volts(400).inKilovolts).toBe(0.4);
  expect(Current.kiloamperes(1.6).inAmperes).toBe(1_600);
  expect(Current.amperes(1_600).inKiloamperes).toBe(1.6);
  expect(Energy.gigawattHours(1).inMegawattHours).toBe(1_000);
  expect(Energy.megawattHours(1).inKilowattHours).toBe(1_000);
  expect(Energy.kilowattHours(1).inJoules).toBe(3_600_000);
  expect(Energy.kilowattHours(500_000).inGigawattHours).toBe(0.5);
});

test('energy is power in a time, and lasts a time at a power', () => {
  expect(Energy.of(Power.megawatts(2), Duration.minutes(15)).inKilowattHours).toBe(500);
  expect(Energy.kilowattHours(500).timeAt(Power.megawatts(2)).inMinutes).toBe(15);
});

test('quantities compare and sort', () => {
  expect(Voltage.volts(400).isLessThan(Voltage.kilovolts(22.9))).toBe(true);
  expect([Current.amperes(63), Current.amperes(32)].sort((a, b) => a.compareTo(b)).map(String)).toEqual([
    '32 A',
    '63 A',
  ]);
  expect(Energy.sum([Energy.joules(1), Energy.joules(2)]).inJoules).toBe(3);
});

test('kinds do not mix, and none is below zero', () => {
  expect(() => Voltage.volts(1).plus(Current.amperes(1) as never)).toThrow(
    '1 V and 1 A are not quantities of one kind; give a Voltage [units/mixed-kinds]',
  );
  expect(() => Voltage.volts(-1)).toThrow('units/negative');
  expect(() => Current.amperes(Number.NaN)).toThrow('units/not-finite');
  expect(() => Energy.joules(1).timeAt(Power.ZERO)).toThrow('units/division-by-zero');
});

test.each([
  [ApparentPower.megavoltAmperes(2.5), '2.5 MVA'],
  [ApparentPower.kilovoltAmperes(500), '500 kVA'],
  [ApparentPower.voltAmperes(1), '1 VA'],
])('prints the apparent power %s', (power, text) => {
  expect(power.toString()).toBe(text);
  expect(ApparentPower.parse(text).equals(power)).toBe(true);
});

test('apparent power and frequency have an accessor for each factory', () => {
  expect(ApparentPower.megavoltAmperes(1).inKilovoltAmperes).toBe(1_000);
  expect(ApparentPower.kilovoltAmperes(1).inVoltAmperes).toBe(1_000);
  expect(ApparentPower.voltAmperes(1_000_000).inMegavoltAmperes).toBe(1);
  expect(Frequency.hertz(59.5).inHertz).toBe(59.5);
  expect(Frequency.hertz(59.5).toString()).toBe('59.5 Hz');
});
