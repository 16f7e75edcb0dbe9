import { rulePacks } from '../../../src/policy/rule-packs';
import type { Verdict } from '../../../src/policy/engine/rule';
import type { SitePlan } from '../../../src/model/site-plan';
import { site, UNITS } from '../../design/site/cooled-chain';
import '../judge';
import { sitePlan } from '../site-plan-fixture';

const WIDE = { ratingWatts: 2_000_000, supply: { contractWatts: 1_341_500 } };

function judged(id: string, parts: Parameters<typeof site>[0]): readonly Verdict[] {
  const plan: SitePlan = sitePlan(site(parts));
  const rule = Object.values(rulePacks)
    .flat()
    .find((each) => each.id === id);
  return rule!.check(plan);
}

const offChain = UNITS.map(({ fedFrom: _, ...each }) => each);

test('a contract holds for cooling too: 1,341.5 kW pass, and a watt less does not', () => {
  expect(judged('power/contract-exceeded', { grid: WIDE })).toEqual([{ outcome: 'passed', count: 1 }]);
  const short = { ...WIDE, supply: { contractWatts: 1_341_499 } };
  expect(judged('power/contract-exceeded', { grid: short })).toMatchObject([
    { outcome: 'failed', found: '1,341.5 kW', shortfall: '1 W' },
  ]);
});

test('cooling on no node is one finding, and what sources carry never passes', () => {
  expect(judged('power/cooling-off-chain', { grid: WIDE, units: offChain })).toEqual([
    {
      outcome: 'indeterminate',
      path: 'site/crah',
      object: "load of 'grid', 'gen'",
      unknown:
        "which of them carry the 404 kW of cooling units 'crah', 'chillers', 'pumps': what they carry in all, their fuel and their steps are not judged",
      givenBy: "give 'fedFrom' of the units",
    },
  ]);
  expect(judged('power/contract-exceeded', { grid: WIDE, units: offChain })).toEqual([
    {
      outcome: 'not-applicable',
      reason: 'what sources and transformers carry is not known: power/cooling-off-chain says why',
    },
  ]);
  // Switch and UPS are judged; utility and generator are not.
  expect(judged('power/node-overload', { grid: WIDE, units: offChain })).toEqual([{ outcome: 'passed', count: 2 }]);
  // What fails with IT alone fails all the more.
  const small = { ratingWatts: 900_000 };
  expect(judged('power/node-overload', { grid: small, units: offChain })).toMatchObject([
    { outcome: 'failed', object: "power node 'grid'" },
    { outcome: 'passed', count: 2 },
  ]);
});

test('units on no node and losses without a place are one finding: power and cooling do not meet', () => {
  expect(judged('power/cooling-off-chain', { units: offChain, ups: {} })).toMatchObject([
    {
      unknown: expect.stringMatching(/are not judged; and which loop takes the .* that 'ups' lose$/) as string,
      givenBy: "give 'fedFrom' of the units, and 'heatTo' of the nodes: a cooling loop, or 'outside'",
    },
  ]);
  expect(judged('cooling/losses-placed', { units: offChain, ups: {} })).toEqual([
    { outcome: 'not-applicable', reason: 'power/cooling-off-chain says where heat of nodes is not known' },
  ]);
});

test('units on a node pass, and those whose draw is not known do not', () => {
  expect(judged('power/cooling-off-chain', {})).toEqual([{ outcome: 'passed', count: 3 }]);
  const silent = UNITS.map(({ drawWatts, ...each }) =>
    each.kind === 'pump' ? each : { ...each, drawWatts: drawWatts ?? 0 },
  );
  expect(judged('power/cooling-off-chain', { units: silent })).toMatchObject([
    { outcome: 'indeterminate', givenBy: "give 'power' of the units" },
    { outcome: 'passed', count: 2 },
  ]);
});

test('heat of losses passes where it is said to go, outside too', () => {
  expect(judged('cooling/losses-placed', {})).toEqual([{ outcome: 'passed', count: 1 }]);
  expect(judged('cooling/losses-placed', { ups: { heatTo: 'air' } })).toEqual([{ outcome: 'passed', count: 1 }]);
  expect(judged('cooling/losses-placed', { ups: {} })).toEqual([
    {
      outcome: 'indeterminate',
      path: 'site/ups',
      object: "losses of 'ups'",
      unknown: 'which cooling loop takes their 37.5 kW of heat',
      givenBy: "give 'heatTo' of the nodes: a cooling loop, or 'outside'",
    },
  ]);
});

describe('power/cooling-unfed', () => {
  const unfed = (absent: readonly string[]): readonly Verdict[] => {
    const { power, ...loads } = site({});
    const rule = Object.values(rulePacks)
      .flat()
      .find(({ id }) => id === 'power/cooling-unfed');
    return rule!.check(sitePlan({ ...loads, power: { ...power, chain: { ...power.chain!, absent } } }));
  };

  test('units behind a node that a source reaches pass', () => {
    expect(unfed(['gen'])).toEqual([{ outcome: 'passed', count: 3 }]);
  });

  test('units that stand before the nodes that feed them are an error', () => {
    expect(unfed(['grid', 'gen'])[0]).toMatchObject({
      outcome: 'failed',
      path: 'site/crah',
      arithmetic: "they draw from 'ats'; none of them is there with a source",
    });
  });
});
