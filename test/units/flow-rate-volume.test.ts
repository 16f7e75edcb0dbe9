import { Attenuation } from '../../src/units/dimensions';
import { Duration } from '../../src/units/duration';
import { Consumption, Volume } from '../../src/units/flow-rate';

test.each([
  [Volume.cubicMetres(13), '13,000 L'],
  [Volume.litres(1.5), '1.5 L'],
  [Volume.millilitres(20), '20 mL'],
])('prints the volume %s', (volume, text) => {
  expect(volume.toString()).toBe(text);
  expect(Volume.parse(text).equals(volume)).toBe(true);
});

test('consumption, attenuation and weeks have an accessor for each factory', () => {
  expect(Consumption.litresPerKilowattHour(0.27).inLitresPerKilowattHour).toBe(0.27);
  expect(Consumption.litresPerKilowattHour(1.8).inMillilitresPerKilowattHour).toBe(1_800);
  expect(Consumption.millilitresPerKilowattHour(270).toString()).toBe('270 mL/kWh');
  expect(Attenuation.decibels(0.35).inDecibels).toBe(0.35);
  expect(Attenuation.decibels(0.35).toString()).toBe('0.35 dB');
  expect(Volume.cubicMetres(1).inLitres).toBe(1_000);
  expect(Volume.litres(1).inMillilitres).toBe(1_000);
  expect(Volume.millilitres(2_000_000).inCubicMetres).toBe(2);
  expect(Duration.weeks(2).inDays).toBe(14);
  expect(Duration.days(7).inWeeks).toBe(1);
  expect(Duration.weeks(2).toString()).toBe('14 d');
});
