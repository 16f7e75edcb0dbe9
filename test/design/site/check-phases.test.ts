import { checkPhases, type PhasesInput } from '../../../src/design/site/check-phases';
import type { PhaseInput } from '../../../src/model/phase';

const FIRST: PhaseInput = { name: 'first', path: 'stack/first', date: '2027-11-30' };
const LAST: PhaseInput = { name: 'last', path: 'stack/last', date: '2029-02-28' };

function check(parts: Partial<PhasesInput>): () => void {
  return () => {
    checkPhases({ phases: [FIRST, LAST], purchases: [], phased: {}, ...parts });
  };
}

test('phases in any order are taken', () => {
  expect(
    check({ phases: [LAST, FIRST], phased: { device: [{ name: 'haein-001', phase: 'last' }, { name: 'a' }] } }),
  ).not.toThrow();
});

test('fails for a date that is no day', () => {
  expect(check({ phases: [{ ...FIRST, date: '2027-11-31' }] })).toThrow(
    "phase 'first': 'date' is '2027-11-31', which is no day of the calendar; write it as year-month-day, for example '2027-11-30' [phases/bad-date]",
  );
});

test('fails for two phases of one name', () => {
  expect(check({ phases: [FIRST, { ...LAST, name: 'first' }] })).toThrow(
    "more than one phase is named 'first'; give each phase a name of its own [phases/duplicate-name]",
  );
});

test('fails for two phases of one date', () => {
  expect(check({ phases: [FIRST, { ...LAST, date: FIRST.date }] })).toThrow(
    "phases 'first' and 'last' have the same date, 2027-11-30; give each phase a day of its own, or make one of them [phases/same-date]",
  );
});

test('fails for a power of nothing', () => {
  expect(check({ phases: [{ ...FIRST, contractWatts: 0 }] })).toThrow(
    "phase 'first': 'contractPower' is 0 W; give a power above 0, or leave it out where it is not stated [phases/bad-power]",
  );
});

test.each([
  [1, undefined],
  [0, 'energisedPower'],
  [-1, 'energisedPower'],
])('a power of %d W is taken, or told by its prop', (watts, prop) => {
  const run = check({ phases: [{ ...FIRST, contractWatts: 1, itWatts: 1, energisedWatts: watts }] });
  if (prop === undefined) expect(run).not.toThrow();
  else expect(run).toThrow(`phase 'first': '${prop}' is ${watts} W`);
});

test.each([0, 1, 1_040])('takes a lead time of %d weeks', (leadTimeWeeks) => {
  expect(check({ purchases: [{ name: "transformer 'tx-1'", path: 'stack/tx-1', leadTimeWeeks }] })).not.toThrow();
});

test.each([Number.NaN, -1, 1_041])('fails for a lead time of %d weeks', (leadTimeWeeks) => {
  expect(check({ purchases: [{ name: "transformer 'tx-1'", path: 'stack/tx-1', leadTimeWeeks }] })).toThrow(
    `transformer 'tx-1': a lead time of ${leadTimeWeeks} weeks; give weeks from 0 to 1040 [phases/bad-lead-time]`,
  );
});

test('fails once for a phase that many devices name and the site does not have', () => {
  const device = ['haein-001', 'haein-002'].map((name) => ({ name, phase: 'lst' }));
  expect(check({ phased: { device } })).toThrow(
    "device 'haein-001' is of phase 'lst', which the site does not have; did you mean 'last'? [phases/unknown-phase]",
  );
});

test('fails for a phase where the site has none', () => {
  expect(check({ phases: [], phased: { hall: [{ name: 'hall-1', phase: 'first' }] } })).toThrow(
    "hall 'hall-1' is of phase 'first', which the site does not have; name a phase of the site; the site has none [phases/unknown-phase]",
  );
});

test('a purchase may be of a phase, and names one that there is', () => {
  const purchase = { name: 'tx-1', path: 'stack/tx-1', leadTimeWeeks: 1 };
  expect(check({ purchases: [{ ...purchase, phase: 'first' }] })).not.toThrow();
  expect(check({ purchases: [{ ...purchase, phase: 'nowhere' }] })).toThrow(
    "purchase 'tx-1' is of phase 'nowhere', which the site does not have; name a phase of the site; there are 'first', 'last'",
  );
});
