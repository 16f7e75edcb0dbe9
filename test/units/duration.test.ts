import { Duration } from '../../src/units/duration';

test.each([
  [Duration.ZERO, '0 ms'],
  [Duration.milliseconds(1), '1 ms'],
  [Duration.seconds(90), '1.5 min'],
  [Duration.seconds(100), '100 s'], // in minutes it would take more than three decimals
  [Duration.minutes(61), '61 min'],
  [Duration.hours(36), '1.5 d'],
  [Duration.days(45), '45 d'],
])('prints %s', (duration, text) => {
  expect(duration.toString()).toBe(text);
  expect(Duration.parse(text).equals(duration)).toBe(true);
});

test('each factory has its accessor', () => {
  expect(Duration.days(2).inHours).toBe(48);
  expect(Duration.hours(2).inMinutes).toBe(120);
  expect(Duration.minutes(1.5).inSeconds).toBe(90);
  expect(Duration.seconds(1.5).inMilliseconds).toBe(1_500);
  expect(Duration.milliseconds(86_400_000).inDays).toBe(1);
});

test('other spellings of units are read', () => {
  expect(Duration.parse('2 hours').inMinutes).toBe(120);
  expect(Duration.parse('3 days').inHours).toBe(72);
});

test('fails on a duration below zero', () => {
  expect(() => Duration.hours(-1)).toThrow(
    '-1 h is below zero, and a duration cannot be; use an amount of 0 or more, and compare before subtracting [units/negative]',
  );
});
