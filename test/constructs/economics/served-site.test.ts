import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Duration, Power } from 'cdktf-ai-factory';
import { type CostsProps, Money } from 'cdktf-ai-factory/economics';
import { served, type ServedCase } from '../../support/served-site';
import { parseSiteJson, renderSiteJson } from '../../../src/report/site/site-json';
import { costText, renderQuartersCsv } from '../../../src/report/economics/economics-text';

test('a service has its need, its supply and what a loss leaves', () => {
  const [service] = served().plan.economics?.services ?? [];
  // 20,000 x 20 / 86,400 x 3 = 13.889 requests a second, x 500 = 6,944.4 tok/s; / (1,200 x 0.75) = 7.7 GPUs, one instance of 8 and a spare.
  expect(service).toMatchObject({
    systems: 4,
    gpus: 32,
    instances: 4,
    clusterSystems: 4,
    demand: [
      { users: 20_000, need: { gpusByThroughput: 8, instances: 1, binding: 'throughput' }, instances: 2, systems: 2 },
    ],
    tokensPerSecond: 28_800,
  });
  expect(service?.short).toBeUndefined();
  // (4 - 1) x 8 x 1,200 x 0.75 = 21,600 tok/s for 0.000347 tok/s a user.
  expect(service?.runsOut).toEqual({ of: 'throughput', users: 62_208 });
  expect(service?.losses.map(({ of, instancesLeft }) => [of, instancesLeft])).toEqual([
    ['instance', 3],
    ['rack', expect.any(Number)],
  ]);
  expect(service?.asks.storageBytes).toBe(518_983_063_808);
});

test('demand that grows past the pool has its first day, deliveries and burn-in counted', () => {
  const growth = [
    { from: '2027-02-01', users: 20_000 },
    { from: '2028-01-15', users: 60_000 },
    { from: '2029-01-01', users: 90_000 },
  ];
  const grown = served({ isPhased: true, service: { growth, burnIn: Duration.days(28) } }).plan.economics?.services[0];
  expect(grown?.supply.map(({ from, instances }) => [from, instances])).toEqual([
    ['2027-01-29', 2],
    ['2028-01-29', 4],
  ]);
  // 60,000 users need 3 instances and a spare from 2028-01-15 on; the second phase serves from 2028-01-29.
  expect(grown?.short).toEqual({ from: '2028-01-15', needed: 4, available: 2 });
});

test('two services of one cluster have systems of their own, and the second has those that come later', () => {
  const growth = [{ from: '2027-02-01', users: 20_000 }];
  const site = served({
    isPhased: true,
    service: { systems: 2, growth, spareInstances: 0 },
    second: { systems: 2, growth, spareInstances: 0 },
  });
  const services = site.plan.economics?.services ?? [];
  // Each needs one instance; the first two systems come on 2027-01-01, the others on 2028-01-01.
  expect(
    services.map(({ name, supply, short }) => [name, supply.map(({ from, instances }) => [from, instances]), short]),
  ).toEqual([
    ['chat', [['2027-01-01', 2]], undefined],
    ['code', [['2028-01-01', 2]], { from: '2027-02-01', needed: 1, available: 0 }],
  ]);
});

test('a late day of a phase costs what the phase adds, not all that stands', () => {
  const { phases = [] } = served({ isPhased: true }).plan.economics?.costs ?? {};
  const [first, second] = phases;
  // Both add 16 GPUs; draw a GPU, and so what houses it, differs by what is there besides.
  expect([first?.gpus, second?.gpus]).toEqual([16, 32]);
  const standing = ({ figures, gpus = 0 }: Partial<NonNullable<typeof first>> = {}): number =>
    (figures?.fixedPerHour ?? 0) * 24 * gpus;
  expect(first?.lateDay?.standing).toBeCloseTo(standing(first), 6);
  expect(second?.lateDay?.standing).toBeCloseTo(standing(second) - standing(first), 6);
  expect(second?.lateDay?.notEarned).toBeCloseTo(first?.lateDay?.notEarned ?? 0, 0);
  expect(costText('lab', served({ isPhased: true }).plan.economics?.costs as never)).toContain(
    'a day by which a phase comes late, USD: two readings, never added',
  );
});

test('what shedding costs a year is told', () => {
  const costs = served({ costs: { shed: { power: Power.kilowatts(10), hours: 100 } } }).plan.economics?.costs;
  expect(costText('lab', costs as never)).toMatch(/shedding 10 kW for 100 h a year costs [\d,]+ USD a year/);
});

test('costs have capital, a GPU-hour, quarters and what moves them', () => {
  const costs = served().plan.economics?.costs;
  expect(costs?.unknown.map(({ what }) => what)).toEqual(['the draw of cooling: the draw of the site is the least']);
  const whole = costs?.phases.at(-1);
  expect(whole).toMatchObject({ gpus: 32, itCapital: 32 * 47_222 });
  expect(costs?.quarters[0]).toMatchObject({ from: '2027-01-01', gpus: 32 });
  const book = (costs?.quarters ?? []).reduce((sum, { bookCharge }) => sum + bookCharge, 0);
  expect(book).toBeLessThanOrEqual((whole?.itCapital ?? 0) + (whole?.infrastructureCapital ?? 0));
  expect(costs?.sensitivity.map(({ input }) => input)).toEqual(['utilisation', 'price', 'energyPrice']);
  expect((costs?.cheapest?.perSoldHour ?? 0) < (costs?.dearest?.perSoldHour ?? 0)).toBe(true);
  expect(costs?.tokens[0]?.perMillionOutput).toBeCloseTo((whole?.figures?.perSoldHour ?? 0) / (1_200 * 0.0036), 9);
  expect(costText('lab', costs as never)).toContain('three readings of one cost, never added');
  expect(renderQuartersCsv(costs as never).split('\n')[0]).toContain('book_charge');
});

test('a draw of IT alone without a PUE is the least, and said so', () => {
  const drawn = (more: object): readonly string[] => {
    const costs = served({ costs: { draw: { perGpu: Power.kilowatts(1.5), isAllIn: false, ...more } } }).plan.economics
      ?.costs;
    return costs?.unknown.map(({ givenBy }) => givenBy) ?? [];
  };
  expect(drawn({})).toEqual(["give 'draw.pue', or the draw with network and facility ('isAllIn')"]);
  expect(drawn({ pue: 1.2 })).toEqual([]);
  expect(drawn({ isAllIn: true })).toEqual([]);
});

test('the plan of a site is read again as it was written', () => {
  const { plan } = served();
  expect(parseSiteJson(renderSiteJson(plan)).economics).toEqual(JSON.parse(JSON.stringify(plan.economics)));
});

test.each<[string, ServedCase, string]>([
  [
    'a utilisation of 1.2',
    { costs: { utilisation: 1.2 } },
    "costs 'money': 'utilisation' is 1.2; give sold hours over all hours, above 0 and up to 1 [economics/bad-utilisation]",
  ],
  ['a life of 0', { costs: { itLife: { book: 6, tax: 5, economic: 0 } } }, '[economics/bad-life]'],
  [
    'a growth that goes back',
    {
      service: {
        growth: [
          { from: '2028-01-01', users: 1 },
          { from: '2027-01-01', users: 2 },
        ],
      },
    },
    '[economics/bad-growth]',
  ],
])('fails for %s', (_, changes, message) => {
  expect(() => served(changes)).toThrow(message);
});

test.each<[string, Partial<CostsProps>, string]>([
  [
    'a life of 0',
    { ranges: { itYears: [0, 6] } },
    "the range of 'itYears' is from 0 to 6; give years above 0 and up to 100",
  ],
  ['an interest of 2', { ranges: { interest: [0.1, 2] } }, "the range of 'interest' is from 0.1 to 2"],
  ['ends in the wrong order', { ranges: { price: [5, 3] } }, 'give the lower figure first'],
  [
    'a price that is not there',
    { price: undefined, ranges: { price: [3, 5] } } as never,
    "'ranges' vary 'price', and there is none",
  ],
])('fails for a range of %s', (_, costs, message) => {
  expect(() => served({ costs }).plan).toThrow(message);
});

test('fails for an amount in another currency without a rate', () => {
  const capital = [
    { name: 'IT', part: 'it', amount: Money.krw(65_000_000), per: 'gpu', source: 's', date: '2026-10', covers: 'all' },
  ] as const;
  expect(() => served({ costs: { capital } }).plan).toThrow(
    "costs 'money': an amount is in KRW, and the costs are in USD; give 'rate', such as '1USD=1380KRW@2026-11-01' [economics/no-rate]",
  );
  const rated = served({ costs: { capital, rate: '1USD=1300KRW@2026-11-01' } }).plan.economics?.costs;
  expect(rated?.phases[0]?.itCapital).toBeCloseTo(32 * 50_000, 6);
});

test('nobody who does not ask loads models, throughputs or engines of money', () => {
  const root = join(__dirname, '..', '..', '..');
  const script =
    "require('./src/index'); console.log(JSON.stringify(Object.keys(require.cache).filter((name) => /src.(design|constructs).economics|catalog.(models|economics)/.test(name))))";
  const { stdout } = spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(JSON.parse(stdout)).toEqual([]);
});
