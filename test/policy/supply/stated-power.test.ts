import type { PhasePlan } from '../../../src/model/phase';
import { supplyPack } from '../../../src/policy/supply/supply-pack';
import { expectFinding, expectNothing, expectPassed, judge } from '../judge';
import { awsSite, zone } from '../aws/aws-plan-fixture';
import { sitePlan } from '../site-plan-fixture';
import { suppliedSite } from './supply-fixture';

const MW = 1_000_000;

// 4 MW x PUE 1.25 = 5 MW.
describe.each([
  ['supply/contract-exceeded', 'contractWatts', "'contractPower'"],
  ['supply/energised-exceeded', 'energisedWatts', "'energisedPower'"],
] as const)('%s', (rule, key, prop) => {
  test('a site that draws all of it passes', () => {
    expectPassed(rule, suppliedSite(4 * MW, { [key]: 5 * MW, pue: 1.25 }));
  });

  test('a site that draws one kilowatt more fails, with the PUE counted once', () => {
    expectFinding(rule, suppliedSite(4 * MW, { [key]: 5 * MW - 1_000, pue: 1.25 }), {
      severity: 'error',
      object: `${prop} of site 'gasan'`,
      found: '5 MW by nameplate',
      limit: '4.999 MW',
      shortfall: '1 kW',
      arithmetic: '4 MW of IT by nameplate x PUE 1.25 as stated = 5 MW; 5 MW - 4.999 MW = 1 kW',
    });
  });

  test('without a PUE the load of IT is the least that the site draws: above the limit it fails, within it it is not judged', () => {
    expectFinding(rule, suppliedSite(4 * MW, { [key]: 4 * MW - 1_000 }), {
      outcome: 'failed',
      found: 'at least 4 MW by nameplate',
    });
    expectFinding(rule, suppliedSite(4 * MW, { [key]: 4 * MW }), {
      outcome: 'indeterminate',
      found:
        'the draw of the whole site: at least 4 MW of 4 MW (4 MW of IT by nameplate; losses and cooling not counted)',
      remedy: "give 'supply.peakRatio', or cooling units with their draw",
    });
  });

  test('a site that does not state it has nothing to judge', () => {
    expectNothing(rule, sitePlan(), `neither the site nor a phase states ${prop}`);
  });
});

test('the PUE of the plan of cooling counts where none is stated', () => {
  const cooling = {
    loops: [],
    losses: [],
    unservedLiquid: [],
    unservedAir: [],
    liquidWatts: 0,
    airWatts: 0,
    unknown: [],
  };
  const plan = suppliedSite(4 * MW, { contractWatts: 5 * MW }, { cooling: { ...cooling, pue: 1.2 } as never });
  expectPassed('supply/contract-exceeded', plan);
});

test('the draw of the power chain counts where no PUE is known, and is the least', () => {
  const chain = { nodes: [], groups: [], states: [], sourceWatts: 4_100_000, lossWatts: 100_000 };
  const power = { basis: 'measured' as const, zones: [], loadWatts: 4 * MW, chain };
  expectFinding('supply/contract-exceeded', suppliedSite(0, { contractWatts: 4_050_000 }, { power }), {
    found: 'at least 4.1 MW as measured',
    arithmetic:
      '4 MW of IT as measured and 100 kW of losses: 4.1 MW at the sources, cooling not counted; 4.1 MW - 4.05 MW = 50 kW',
  });
});

describe('supply/it-power-exceeded', () => {
  test('a load of all power for IT passes, whatever the PUE', () => {
    expectPassed('supply/it-power-exceeded', suppliedSite(4 * MW, { itWatts: 4 * MW, pue: 1.5 }));
  });

  test('one kilowatt more fails', () => {
    expectFinding('supply/it-power-exceeded', suppliedSite(4 * MW + 1_000, { itWatts: 4 * MW }), {
      severity: 'error',
      object: "power for IT of site 'gasan'",
      found: '4.001 MW by nameplate',
      limit: '4 MW for IT',
      shortfall: '1 kW',
    });
  });
});

describe('supply/figures-in-order', () => {
  const rule = 'supply/figures-in-order';

  // 4 MW x PUE 1.25 = 5 MW.
  test('figures that draw as much as the contract pass', () => {
    const plan = suppliedSite(0, { contractWatts: 5 * MW, itWatts: 4 * MW, energisedWatts: 5 * MW, pue: 1.25 });
    expectPassed(rule, plan, 2);
  });

  test('power for IT within the contract fails where cooling and losses take the site above it', () => {
    expectFinding(rule, suppliedSite(0, { contractWatts: 5 * MW, itWatts: 4 * MW + 1_000, pue: 1.25 }), {
      object: "'itPower' of site 'gasan'",
      found: '4.001 MW, for which the site draws 5,001.25 kW',
      limit: '5 MW of contract',
      arithmetic: '4.001 MW x PUE 1.25 = 5,001.25 kW; 5,001.25 kW - 5 MW = 1.25 kW',
    });
  });

  test('without a ratio what the site draws for its IT is not known', () => {
    expectFinding(rule, suppliedSite(0, { contractWatts: 5 * MW, itWatts: 5 * MW }), {
      outcome: 'indeterminate',
      found: 'what the site draws for 5 MW of IT, of 5 MW of contract',
    });
  });

  test('each figure above the contract fails on its own', () => {
    const plan = suppliedSite(0, { contractWatts: 5 * MW, itWatts: 5 * MW + 1_000, energisedWatts: 5 * MW + 2_000 });
    const { findings } = judge(rule, plan);
    expect(findings.map(({ object, arithmetic }) => [object, arithmetic])).toEqual([
      ["'energisedPower' of site 'gasan'", '5.002 MW - 5 MW = 2 kW'],
      ["'itPower' of site 'gasan'", '5.001 MW - 5 MW = 1 kW'],
    ]);
  });
});

test('a site with phases is judged by the figures of the last one, at its path', () => {
  const phase: PhasePlan = {
    name: 'one',
    path: 'stack/one',
    date: '2027-11-01',
    itWatts: 3 * MW,
    systems: 0,
    gpus: 0,
    racksUsed: 0,
    loadWatts: 0,
    purchases: [],
  };
  const rule = supplyPack.find(({ id }) => id === 'supply/it-power-exceeded');
  expect(rule?.check(suppliedSite(4 * MW, { itWatts: 5 * MW }, { phases: [phase] }))).toMatchObject([
    { outcome: 'failed', path: 'stack/one', limit: '3 MW for IT' },
  ]);
});

// (3 MW + 1 MW) x PUE 1.25 = 5 MW.
describe('a zone of AWS', () => {
  const supplied = suppliedSite(3 * MW, { contractWatts: 5 * MW - 1_000, pue: 1.25 });

  test('counts where its kind stands on the site', () => {
    const onSite = awsSite({ zones: [zone({ kind: 'dedicated', onSiteWatts: MW })] }, supplied);
    expectFinding('supply/contract-exceeded', onSite, {
      arithmetic:
        '(3 MW of IT by nameplate + 1 MW of AWS on the site) x PUE 1.25 as stated = 5 MW; 5 MW - 4.999 MW = 1 kW',
    });
  });

  test('draws nothing from the site where it stands elsewhere', () => {
    expectPassed('supply/contract-exceeded', awsSite({ zones: [zone()] }, supplied));
  });
});
