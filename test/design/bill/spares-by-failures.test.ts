import { sparesByFailures, spareErrors } from '../../../src/design/bill/spares';
import type { SpareFailures, SpareInput } from '../../../src/model/bill-plan';
import { Duration } from '../../../src/units/duration';

const FAILURES: SpareFailures = {
  perYear: 0.05,
  turnaround: Duration.days(30),
  confidence: 0.95,
  source: 'RMA log of 2025',
};

/*
 * 127 systems, 5 % of them a year, 30 days away: 127 x 0.05 x 30 / 365 = 0.52192 are away at a moment.
 * P(0) = e^-0.52192 = 0.59338; P(1) = 0.59338 x 0.52192 = 0.30970; P(2) = 0.30970 x 0.52192 / 2 = 0.08082; P(3) = 0.08082 x 0.52192 / 3 = 0.01406.
 * Sums: 0.59338, 0.90308, 0.98390, 0.99796.
 */
test.each([
  [0.59, 0],
  [0.6, 1],
  [0.9, 1],
  [0.95, 2],
  [0.98, 2],
  [0.99, 3],
])('of 127 systems a confidence of %d takes %d spares', (confidence, spares) => {
  expect(sparesByFailures(127, { ...FAILURES, confidence })).toBe(spares);
});

// 10,000 transceivers, 1 % a year, 36.5 days: 10,000 x 0.01 x 0.1 = 10. P(<= 14) = 0.91654, P(<= 15) = 0.95126 (tables of the Poisson distribution, mean 10).
test('of a mean of ten, 15 are enough for 95 % and 14 for 91 %', () => {
  const failures = { ...FAILURES, perYear: 0.01, turnaround: Duration.hours(876) };
  expect(sparesByFailures(10_000, failures)).toBe(15);
  expect(sparesByFailures(10_000, { ...failures, confidence: 0.91 })).toBe(14);
});

// By the normal distribution, mean 2,000 and deviation 44.7: 2,000 + 1.645 x 44.7 = 2,074.
test('a mean whose exponential is 0 in binary is counted all the same', () => {
  const failures = { ...FAILURES, perYear: 20, turnaround: Duration.hours(876) };
  const spares = sparesByFailures(1_000, failures);
  expect(spares).toBeGreaterThanOrEqual(2_072);
  expect(spares).toBeLessThanOrEqual(2_076);
});

test('nothing of a kind takes no spare', () => {
  expect(sparesByFailures(0, FAILURES)).toBe(0);
});

test.each<[string, Partial<SpareFailures>, string]>([
  ['no failures', { perYear: 0 }, 'has failures of 0 a year'],
  ['a confidence of all', { confidence: 1 }, 'has a confidence of 1'],
  ['no turnaround', { turnaround: Duration.ZERO }, "has no 'turnaround' above 0"],
  ['no source', { source: ' ' }, "has no 'source' of its failures"],
])('fails for %s', (_, wrong, problem) => {
  const [error] = spareErrors("site 'gasan'", [{ category: 'system', failures: { ...FAILURES, ...wrong } }]);
  expect(error?.message).toContain(problem);
  expect(error?.code).toBe('bill/bad-spare');
});

test('fails for failures beside a rate', () => {
  const spare: SpareInput = { category: 'system', rate: 0.02, failures: FAILURES };
  expect(spareErrors("site 'gasan'", [spare]).map(({ message }) => message)).toEqual([
    "site 'gasan': 'spares[0]' gives 'rate' and 'failures'; give one of 'rate', 'count' and 'failures' [bill/bad-spare]",
  ]);
});
