import { DataRate, DataSize } from '../../src/units/data';
import { FlowRate } from '../../src/units/flow-rate';
import { Length, Mass, Temperature } from '../../src/units/dimensions';
import { Money } from '../../src/units/money';
import { Power } from '../../src/units/power';

describe('printing', () => {
  test.each([
    [Power.ZERO, '0 W'],
    [Power.kilowatts(14.3), '14.3 kW'],
    [Power.watts(999), '999 W'],
    [Power.watts(1_816_000), '1.816 MW'],
    [Power.watts(1_816_100), '1,816.1 kW'], // in MW it would take a fourth decimal
    [Power.watts(2_500_001), '2,500.001 kW'],
    [Power.watts(1_000_000_001), '1,000,000.001 kW'],
    [Power.gigawatts(1.5), '1.5 GW'],
    [DataRate.gigabitsPerSecond(400), '400 Gb/s'],
    [DataRate.gigabytesPerSecond(500), '4 Tb/s'],
    [DataSize.terabytes(1_500), '1.5 PB'],
    [DataSize.tebibytes(2), '2 TiB'],
    [DataSize.bytes(1_500), '1.5 kB'],
    [Length.rackUnits(1), '44 mm'], // 44.45 mm, rounded once
    [Length.rackUnits(42), '1.867 m'], // 1,866.9 mm
    [Mass.kilograms(130.45), '130.45 kg'],
    [Temperature.celsius(-0.5), '-0.5 degC'],
    [Temperature.ZERO, '0 degC'],
    [FlowRate.litresPerMinute(1.5), '1.5 L/min'],
    [Money.krw(1_200), '1,200 KRW'],
    [Money.usd(12.5), '12.50 USD'],
    [Money.usd(-0.05), '-0.05 USD'],
  ])('prints %s', (quantity, text) => {
    expect(quantity.toString()).toBe(text);
  });

  test('prints in a unit of choice, rounded to three decimals', () => {
    expect(DataRate.terabitsPerSecond(4).formatIn('GB/s')).toBe('500 GB/s');
    expect(Length.metres(1).formatIn('ft')).toBe('3.281 ft');
    expect(Power.watts(1_816_100).formatIn('MW')).toBe('1.816 MW');
  });

  test('fails to print in a unit of something else', () => {
    expect(() => Power.watts(1).formatIn('Gb/s')).toThrow(
      "'Gb/s': 'Gb/s' is not a unit of power; use one of GW, MW, kW, W [units/unknown-unit]",
    );
  });
});

test('JSON holds base units', () => {
  const all = [Power.kilowatts(1), Length.metres(1), Temperature.celsius(27), Money.usd(1.5)];
  expect(JSON.parse(JSON.stringify(all))).toEqual([1_000, 1_000, 27_000, { currency: 'USD', minorUnits: 150 }]);
});

test('each factory has its accessor', () => {
  expect(Power.watts(14_300).inKilowatts).toBe(14.3);
  expect(Power.gigawatts(1).inMegawatts).toBe(1_000);
  expect(Power.watts(5).inWatts).toBe(5);
  expect(Power.megawatts(5).inGigawatts).toBe(0.005);
  expect(DataRate.terabitsPerSecond(4).inGigabytesPerSecond).toBe(500);
  expect(DataRate.terabytesPerSecond(1.8).inTerabitsPerSecond).toBe(14.4);
  expect(DataRate.megabytesPerSecond(1).inMegabitsPerSecond).toBe(8);
  expect(DataRate.petabitsPerSecond(1).inBitsPerSecond).toBe(1e15);
  expect(DataRate.megabitsPerSecond(8).inMegabytesPerSecond).toBe(1);
  expect(DataRate.bitsPerSecond(8e12).inTerabytesPerSecond).toBe(1);
  expect(DataRate.gigabitsPerSecond(1e6).inPetabitsPerSecond).toBe(1);
  expect(DataRate.gigabitsPerSecond(8).inGigabitsPerSecond).toBe(8);
  expect(DataSize.pebibytes(1).inTebibytes).toBe(1_024);
  expect(DataSize.mebibytes(1_024).inGibibytes).toBe(1);
  expect(DataSize.gibibytes(1).inMebibytes).toBe(1_024);
  expect(DataSize.tebibytes(1_024).inPebibytes).toBe(1);
  expect(DataSize.exabytes(1).inPetabytes).toBe(1_000);
  expect(DataSize.petabytes(1_000).inExabytes).toBe(1);
  expect(DataSize.terabytes(1).inGigabytes).toBe(1_000);
  expect(DataSize.gigabytes(1_000).inTerabytes).toBe(1);
  expect(DataSize.megabytes(1).inBytes).toBe(1_000_000);
  expect(DataSize.bytes(500_000).inMegabytes).toBe(0.5);
  expect(Length.feet(1).inMillimetres).toBe(305); // 304.8 mm
  expect(Length.metres(2.54).inInches).toBe(100);
  expect(Length.inches(100).inCentimetres).toBe(254);
  expect(Length.centimetres(5).inMetres).toBe(0.05);
  expect(Length.kilometres(2).inKilometres).toBe(2);
  expect(Length.millimetres(889).inRackUnits).toBe(20); // 20 x 44.45 mm
  expect(Length.millimetres(3_048).inFeet).toBe(10);
  expect(Mass.tonnes(1.5).inKilograms).toBe(1_500);
  expect(Mass.kilograms(1).inGrams).toBe(1_000);
  expect(Mass.grams(1_500_000).inTonnes).toBe(1.5);
  expect(Temperature.celsius(26.8).inCelsius).toBe(26.8);
  expect(FlowRate.gallonsPerMinute(500).inLitresPerMinute).toBe(1_892.706); // 500 x 3.785411784 L
  expect(FlowRate.cubicMetresPerHour(6).inMillilitresPerMinute).toBe(100_000);
  expect(FlowRate.millilitresPerMinute(1_000_000).inCubicMetresPerHour).toBe(60);
  expect(FlowRate.litresPerMinute(3.785).inGallonsPerMinute).toBeCloseTo(1, 3);
  expect(FlowRate.cubicFeetPerMinute(1_105).inLitresPerMinute).toBe(31_290.115); // 1,105 x 28.316846592 L
  expect(FlowRate.litresPerMinute(28.317).inCubicFeetPerMinute).toBeCloseTo(1, 4);
});

describe('Money', () => {
  test('adds within a currency', () => {
    expect(Money.sum('USD', [Money.usd(0.1), Money.usd(0.2)])).toEqual(Money.usd(0.3));
    expect(Money.sum('KRW', [])).toEqual(Money.krw(0));
    expect([Money.usd(1.5).inMajorUnits, Money.usd(1.5).inMinorUnits]).toEqual([1.5, 150]);
    expect(Money.usd(1).equals(Money.of('USD', 1))).toBe(true);
    expect(Money.usd(0).equals(Money.krw(0))).toBe(false);
  });

  test('fails to mix currencies', () => {
    expect(() => Money.krw(1_200).plus(Money.usd(1))).toThrow(
      '1,200 KRW and 1.00 USD are in different currencies; convert one of them at a stated rate first ' +
        '[units/mixed-currencies]',
    );
    expect(() => Money.krw(1).isLessThan(Money.usd(1))).toThrow('[units/mixed-currencies]');
  });

  test('fails for an unknown currency', () => {
    const known = 'AUD, CAD, CHF, CNY, EUR, GBP, INR, JPY, KRW, SEK, SGD, TWD, USD';
    expect(() => Money.of('KWR', 1)).toThrow(
      `'KWR' is not a known currency; use one of ${known} [units/unknown-currency]`,
    );
    expect(() => Money.parse('5 usd')).toThrow(
      `'usd' is not a known currency; did you mean 'USD'? Use one of ${known} [units/unknown-currency]`,
    );
  });

  test('fails for a text without a currency', () => {
    expect(() => Money.parse('1200')).toThrow(
      "'1200' is not a sum of money; write a number and a currency, such as '1,200 KRW' [units/unreadable-money]",
    );
    expect(() => Money.parse('12 00 KRW')).toThrow(/\[units\//);
  });
});
