import { SUPPLY_LIMIT_KINDS, type SupplyLimit } from '../../../src/model/power-plan';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { sitePlan } from '../site-plan-fixture';
import { suppliedSite } from './supply-fixture';

const site = (limit: Partial<SupplyLimit>) =>
  suppliedSite(0, { limits: [{ kind: 'power-factor', unit: '', source: 'contract, clause 7', ...limit }] });

describe('supply/given-limit', () => {
  test('a value at its lower or upper limit passes', () => {
    expectPassed('supply/given-limit', site({ least: 0.95, value: 0.95 }));
    expectPassed('supply/given-limit', site({ kind: 'load-ramp', most: 5, unit: 'MW/min', value: 5 }));
  });

  test('a value below its lower limit fails with the source of the limit', () => {
    expectFinding('supply/given-limit', site({ least: 0.95, value: 0.949 }), {
      severity: 'error',
      object: "limit 'power-factor' of site 'gasan'",
      found: '0.949',
      limit: 'at least 0.95 (contract, clause 7)',
      shortfall: '0.001',
      arithmetic: '0.95 - 0.949 = 0.001',
    });
  });

  test('a value above its upper limit fails', () => {
    expectFinding('supply/given-limit', site({ kind: 'load-ramp', most: 5, unit: 'MW/min', value: 5.5 }), {
      found: '5.5 MW/min',
      limit: 'at most 5 MW/min (contract, clause 7)',
      arithmetic: '5.5 MW/min - 5 MW/min = 0.5 MW/min',
    });
  });

  test('a limit without a value is not judged', () => {
    expectFinding('supply/given-limit', site({ least: 0.95 }), {
      outcome: 'indeterminate',
      remedy: "give 'value' of the limit, from a study or a measurement",
    });
  });
});

describe('supply/limit-not-given', () => {
  test('every kind that is not given is listed in one finding', () => {
    const open = SUPPLY_LIMIT_KINDS.filter((kind) => kind !== 'power-factor');
    expectFinding('supply/limit-not-given', site({ least: 0.95, value: 1 }), {
      severity: 'info',
      outcome: 'indeterminate',
      object: "11 limits of the supply of site 'gasan'",
      found: `no limit is given, so it is not judged: ${open.join(', ')}`,
      remedy: "give each in 'supply.limits' with its source",
    });
  });

  test('a site that says nothing about its supply is left alone', () => {
    expectNothing('supply/limit-not-given', sitePlan(), 'the site states nothing about its supply');
  });
});
