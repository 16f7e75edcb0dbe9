import fc from 'fast-check';

import { DataRate, DataSize } from '../../src/units/data';
import { FlowRate } from '../../src/units/flow-rate';
import { Length, Mass, Temperature } from '../../src/units/dimensions';
import { Money } from '../../src/units/money';
import { Power } from '../../src/units/power';

const LARGEST = 2n ** 53n - 1n;
const amounts = fc.oneof(
  fc.bigInt({ min: 0n, max: LARGEST }),
  fc.bigInt({ min: 0n, max: 9_000n }).map((thousands) => thousands * 10n ** 9n),
);
const number = amounts.map(Number);

describe.each([
  ['Power', (n: number) => Power.watts(n), (text: string) => Power.parse(text)],
  ['DataRate', (n: number) => DataRate.bitsPerSecond(n), (text: string) => DataRate.parse(text)],
  ['DataSize', (n: number) => DataSize.bytes(n), (text: string) => DataSize.parse(text)],
  ['Length', (n: number) => Length.millimetres(n), (text: string) => Length.parse(text)],
  ['Mass', (n: number) => Mass.grams(n), (text: string) => Mass.parse(text)],
  ['FlowRate', (n: number) => FlowRate.millilitresPerMinute(n), (text: string) => FlowRate.parse(text)],
  ['Temperature', (n: number) => Temperature.parse(`-${n} degC`), (text: string) => Temperature.parse(text)],
  ['Money', (n: number) => Money.usd(-n).dividedBy(100), (text: string) => Money.parse(text)],
])('%s', (_name, of, parse) => {
  test('what it prints is read back as the same amount', () => {
    fc.assert(fc.property(number, (n) => expect(parse(of(n).toString())).toEqual(of(n))));
  });
});

describe('arithmetic', () => {
  test('minus takes back what plus gave', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [one, other] = [Power.watts(a), Power.watts(b)];
        expect(one.plus(other).minus(other)).toEqual(one);
        expect(one.plus(other)).toEqual(other.plus(one));
      }),
    );
  });

  test('a sum is exact and does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 20 }), (parts) => {
        const sizes = parts.map((part) => DataSize.bytes(Number(part)));
        const total = parts.reduce((sum, part) => sum + part, 0n);
        expect(DataSize.sum(sizes)).toEqual(DataSize.parse(`${total} B`));
        expect(DataSize.sum([...sizes].reverse())).toEqual(DataSize.sum(sizes));
      }),
    );
  });

  test('comparisons agree with each other', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [one, other] = [Length.millimetres(a), Length.millimetres(b)];
        expect(one.isLessThan(other)).toBe(a < b);
        expect(one.isGreaterThan(other)).toBe(a > b);
        expect(one.isAtMost(other)).toBe(a <= b);
        expect(one.isAtLeast(other)).toBe(a >= b);
        expect(one.equals(other)).toBe(a === b);
        expect(Math.sign(one.compareTo(other))).toBe(Math.sign(a - b));
        expect(Length.max(one, other)).toEqual(Length.millimetres(Math.max(a, b)));
        expect(Length.min(one, other)).toEqual(Length.millimetres(Math.min(a, b)));
      }),
    );
  });

  test('times a count is a sum, and over a count takes it back', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 200 }), (watts, count) => {
        const one = Power.watts(watts);
        expect(one.times(count)).toEqual(Power.sum(Array.from({ length: count }, () => one)));
        expect(one.times(count).dividedBy(count)).toEqual(one);
      }),
    );
  });

  test('a limit of 80 % is exact', () => {
    // 0.8 x 2.5 MW = 2 MW; 127 x 14.3 kW = 1,816.1 kW
    expect(Power.megawatts(2.5).times(0.8)).toEqual(Power.megawatts(2));
    expect(Power.kilowatts(14.3).times(127)).toEqual(Power.watts(1_816_100));
  });

  test('halves are rounded away from zero', () => {
    // 1 W x 2.5 = 2.5 W; 7 W / 2 = 3.5 W; 1.0005 kW = 1,000.5 W
    expect(Power.watts(1).times(2.5)).toEqual(Power.watts(3));
    expect(Power.watts(7).dividedBy(2)).toEqual(Power.watts(4));
    expect(Power.kilowatts(1.0005)).toEqual(Power.watts(1_001));
    expect(Money.krw(-1).times(0.5)).toEqual(Money.krw(-1));
    expect(Money.krw(7).dividedBy(-2)).toEqual(Money.krw(-4));
  });

  test('over a quantity of the same kind is a ratio', () => {
    expect(Power.megawatts(2).dividedBy(Power.megawatts(2.5))).toBe(0.8);
  });

  test('the sum of none is zero, and zero is at hand', () => {
    expect(Power.sum([])).toEqual(Power.ZERO);
    expect(Mass.ZERO.isZero()).toBe(true);
    expect(Mass.grams(1).isZero()).toBe(false);
  });

  test('a quantity cannot be changed', () => {
    expect(Object.isFrozen(Power.watts(1))).toBe(true);
    expect(Object.isFrozen(Money.krw(1))).toBe(true);
  });
});

describe('amounts beyond what a number holds exactly', () => {
  test('stay exact', () => {
    // 9 EB and one byte has 19 digits.
    const size = DataSize.exabytes(9).plus(DataSize.bytes(1));
    expect(size.toString()).toBe('9,000,000,000,000,000.001 kB');
    expect(size.minus(DataSize.exabytes(9))).toEqual(DataSize.bytes(1));
    expect(JSON.stringify([size, DataSize.exabytes(9)])).toBe('["9000000000000000001",9000000000000000000]');
  });

  test('fails beyond a signed 64-bit integer', () => {
    expect(() => DataSize.exabytes(10)).toThrow(
      '10 EB is above the largest data size that is kept exactly, 9,223,372,036,854,775.807 kB; ' +
        'check the unit, or split it up [units/too-large]',
    );
  });
});

describe('refusals', () => {
  test.each([
    ['NaN', Number.NaN],
    ['Infinity', Infinity],
    ['-Infinity', -Infinity],
  ])('fails for %s', (text, value) => {
    const message = `power: ${text} is not a finite number; pass a finite number [units/not-finite]`;
    expect(() => Power.watts(value)).toThrow(message);
    expect(() => Power.ZERO.times(value)).toThrow(message);
    expect(() => Power.ZERO.dividedBy(value)).toThrow(message);
  });

  test('fails below zero', () => {
    const advice = 'use an amount of 0 or more, and compare before subtracting [units/negative]';
    expect(() => Power.kilowatts(-3)).toThrow(`-3 kW is below zero, and a power cannot be; ${advice}`);
    expect(() => Power.parse('-3 kW')).toThrow(`-3 kW is below zero, and a power cannot be; ${advice}`);
    expect(() => Length.metres(1).minus(Length.metres(2))).toThrow(
      `1 m minus 2 m is below zero, and a length cannot be; ${advice}`,
    );
    expect(() => Mass.grams(5).times(-1)).toThrow(`5 g times -1 is below zero, and a mass cannot be; ${advice}`);
    expect(() => Mass.grams(5).dividedBy(-1)).toThrow(
      `5 g divided by -1 is below zero, and a mass cannot be; ${advice}`,
    );
  });

  test('fails to divide by nothing', () => {
    const message = '5 kW is divided by 0; divide by something above 0 [units/division-by-zero]';
    expect(() => Power.kilowatts(5).dividedBy(0)).toThrow(message);
    expect(() => Power.kilowatts(5).dividedBy(Power.ZERO)).toThrow(message);
  });

  test('fails for a sum that is too large', () => {
    expect(() => DataRate.sum([DataRate.petabitsPerSecond(9_000), DataRate.petabitsPerSecond(9_000)])).toThrow(
      'the sum is above the largest data rate that is kept exactly, 9,223,372,036,854,775.807 kb/s; ' +
        'check the unit, or split it up [units/too-large]',
    );
  });
});

describe('parse', () => {
  test.each([
    [Power.parse('14.3 kW'), Power.watts(14_300)],
    [Power.parse('1,816,100 W'), Power.megawatts(1.8161)],
    [Power.parse(' 2.5MW '), Power.kilowatts(2_500)],
    [DataRate.parse('400 Gb/s'), DataRate.gigabitsPerSecond(400)],
    [DataRate.parse('400Gbps'), DataRate.gigabitsPerSecond(400)],
    [DataRate.parse('50 GB/s'), DataRate.gigabitsPerSecond(400)],
    [DataSize.parse('1.5 PB'), DataSize.terabytes(1_500)],
    [DataSize.parse('2 TiB'), DataSize.bytes(2_199_023_255_552)],
    [Length.parse('50 m'), Length.metres(50)],
    [Length.parse('42 U'), Length.rackUnits(42)],
    [Mass.parse('130.45 kg'), Mass.grams(130_450)],
    [Temperature.parse('27 degC'), Temperature.celsius(27)],
    [Temperature.parse('-5.5 °C'), Temperature.celsius(-5.5)],
    [FlowRate.parse('1.5 L/min'), FlowRate.millilitresPerMinute(1_500)],
    [Money.parse('1200 KRW'), Money.krw(1_200)],
    [Money.parse('-1,200.50 USD'), Money.usd(-1_200.5)],
  ])('reads %s', (parsed, expected) => {
    expect(parsed).toEqual(expected);
  });

  test.each(['', 'kW', '14.3', '14,3 kW', '1,00 kW', '.5 kW', '--1 kW', '+1 kW', 'NaN kW', '1.2.3 kW'])(
    "fails for '%s'",
    (text) => {
      expect(() => Power.parse(text)).toThrow(/ is not a power; write .* \[units\/unreadable\]$/);
    },
  );

  test('fails without a unit and names those that exist', () => {
    expect(() => Power.parse('14.3')).toThrow(
      "'14.3' is not a power; write a number and a unit, such as '1.5 GW'; units are GW, MW, kW, W [units/unreadable]",
    );
  });

  test('fails for an unknown unit and hints at the right one', () => {
    expect(() => Power.parse('14.3 KW')).toThrow(
      "'14.3 KW': 'KW' is not a unit of power; did you mean 'kW'? Use one of GW, MW, kW, W [units/unknown-unit]",
    );
    expect(() => Power.parse('1e3 kW')).toThrow("'e3 kW' is not a unit of power");
    expect(() => Mass.parse('3 lb')).toThrow(
      "'3 lb': 'lb' is not a unit of mass; use one of t, kg, g [units/unknown-unit]",
    );
  });
});
