import { assert, constantFrom, array, integer, property, record, type Arbitrary } from 'fast-check';
import { planGenerations, racksOf } from '../../../src/design/portfolio/plan-generation';
import { planPortfolio } from '../../../src/design/portfolio/plan-portfolio';
import { LinkGraph } from '../../../src/design/portfolio/link-graph';
import { daysAfter, monthsAfter, wholeMonths } from '../../../src/model/phase';
import type { PortfolioInput, PortfolioLink } from '../../../src/model/portfolio';

const MW = 1_000_000;
const GBPS = 1e9;

const EMPTY: PortfolioInput = {
  name: 'korea',
  from: '2027-10-01',
  until: '2028-12-31',
  measure: 'watts',
  sites: [],
  links: [],
  demands: [],
  ingests: [],
  jobs: [],
  options: [],
  linkShare: 1,
};

const TWO_HALLS: PortfolioInput = {
  ...EMPTY,
  sites: [
    {
      name: 'southwest',
      power: [],
      blocks: [
        { name: 'hall-1', itWatts: 20 * MW, handOver: '2027-11-01', burnInDays: 0 },
        { name: 'hall-2', itWatts: 40 * MW, handOver: '2028-06-01', burnInDays: 0 },
      ],
    },
  ],
  demands: [{ name: 'sold', kind: 'inference', amount: 10 * MW, monthlyGrowth: 4 * MW, since: '2027-11-01' }],
};

const link = (name: string, from: string, to: string, more: Partial<PortfolioLink> = {}): PortfolioLink => ({
  name,
  from,
  to,
  routeMetres: 10_000,
  bitsPerSecond: 400 * GBPS,
  count: 1,
  routeGroups: [],
  ...more,
});

describe('supply against demand', () => {
  test('60 MW sold in steps: 10 + 4 a month passes 20 MW in the third month, and 60 MW in the thirteenth', () => {
    // Month m asks 10 + 4 m: 22 in m = 3 (2028-02-01), 26, 30, 34 in m = 6 (2028-05-01); hall 2 comes on 2028-06-01; 62 in m = 13 (2028-12-01).
    const { shortfalls } = planPortfolio(TWO_HALLS);
    expect(shortfalls.map(({ from, until, deficit, worstDay }) => [from, until, deficit / MW, worstDay])).toEqual([
      ['2028-02-01', '2028-06-01', 14, '2028-05-01'],
      ['2028-12-01', undefined, 2, '2028-12-01'],
    ]);
  });

  test('a quarter shows its worst day', () => {
    const { quarters } = planPortfolio(TWO_HALLS);
    expect(quarters.map(({ quarter, day, deficit }) => [quarter, day, deficit / MW])).toEqual([
      // Before the hall is handed over nothing is asked and nothing serves: the margin of 0 is the least.
      ['2027-Q4', '2027-10-01', 0],
      ['2028-Q1', '2028-03-01', 6],
      ['2028-Q2', '2028-05-01', 14],
      ['2028-Q3', '2028-09-01', 0],
      ['2028-Q4', '2028-12-01', 2],
    ]);
  });

  test('supply counts from hand-over and burn-in, and no further than the power that is there', () => {
    const [site] = TWO_HALLS.sites;
    const late = planPortfolio({
      ...TWO_HALLS,
      sites: [
        {
          name: 'southwest',
          power: [
            { date: '2027-11-01', watts: 15 * MW, source: 'letter' },
            { date: '2028-04-01', watts: 60 * MW, source: 'contract' },
          ],
          blocks: (site?.blocks ?? []).map((block) => ({ ...block, burnInDays: 30 })),
        },
      ],
    });
    // Nothing serves until 2027-12-01 (30 days): 10 MW lack in November. Then 15 MW of power stand against 14, 18 in m = 2 (2028-01-01).
    expect(late.shortfalls.map(({ from, until }) => [from, until])).toEqual([
      ['2027-11-01', '2027-12-01'],
      ['2028-01-01', '2028-07-01'],
      ['2028-12-01', undefined],
    ]);
  });

  test('GPUs that the power does not carry whole are counted in proportion', () => {
    const { quarters } = planPortfolio({
      ...EMPTY,
      measure: 'gpus',
      sites: [
        {
          name: 'a',
          power: [{ date: '2027-01-01', watts: 15 * MW, source: 'letter' }],
          blocks: [{ name: 'h', itWatts: 20 * MW, gpus: 10_001, handOver: '2027-01-01', burnInDays: 0 }],
        },
      ],
    });
    // floor(10,001 x 15 / 20) = floor(7,500.75)
    expect(quarters[0]?.supply).toBe(7_500);
  });

  test('a demand of one site is not served by another', () => {
    const two = {
      ...EMPTY,
      sites: ['a', 'b'].map((name) => ({
        name,
        power: [],
        blocks: [{ name: 'h', itWatts: 10 * MW, handOver: '2027-01-01', burnInDays: 0 }],
      })),
      demands: [
        {
          name: 'bound',
          kind: 'training' as const,
          amount: 12 * MW,
          since: '2027-10-01',
          onlyAt: 'a',
          survivesSite: true,
        },
        { name: 'free', kind: 'inference' as const, amount: 9 * MW, since: '2027-10-01', survivesSite: false },
      ],
    };
    const plan = planPortfolio(two);
    // a: 12 of 10, so 2 lack; b has 10 for the 9 that are free. In sum 21 of 20 would say 1.
    expect(plan.shortfalls).toMatchObject([{ deficit: 2 * MW, sites: ['a'] }]);
    // Site a lost: its 12 go to the 10 of b. Site b lost: 12 stay at a, which has 10.
    expect(plan.siteLosses).toEqual([
      { site: 'a', deficit: 2 * MW, firstDay: '2027-10-01' },
      { site: 'b', deficit: 2 * MW, firstDay: '2027-10-01' },
    ]);
  });

  test('what covers a shortfall is ordered before it, by its lead time and burn-in', () => {
    const { shortfalls } = planPortfolio({
      ...TWO_HALLS,
      options: [
        { name: 'module', adds: 5 * MW, leadTimeWeeks: 40, burnInDays: 14, source: 'offer' },
        { name: 'leased hall', adds: 20 * MW, leadTimeWeeks: 8, burnInDays: 14, source: 'offer' },
      ],
      asOf: '2027-06-01',
    });
    // 14 MW lack: three of 5 MW. 2028-02-01 less 14 days is 2028-01-18; less 280 days 2027-04-13; less 56 days 2027-11-23.
    expect(shortfalls[0]?.remedies).toEqual([
      { option: 'module', count: 3, orderBy: '2027-04-13', isLate: true },
      { option: 'leased hall', count: 1, orderBy: '2027-11-23', isLate: false },
    ]);
  });

  test('a plain walk over every day finds the same days', () => {
    const month = integer({ min: 0, max: 14 }).map((months) => monthsAfter('2027-10-01', months));
    const blocks = array(
      record({ mw: integer({ min: 1, max: 40 }), handOver: month, burn: integer({ min: 0, max: 40 }) }),
      { minLength: 1, maxLength: 4 },
    );
    const demands = array(
      record({
        mw: integer({ min: 0, max: 30 }),
        growth: integer({ min: 0, max: 5 }),
        since: month,
        site: constantFrom('a', 'b', undefined),
      }),
      { maxLength: 4 },
    );
    assert(
      property(blocks, blocks, demands, (ofA, ofB, asked) => {
        const input: PortfolioInput = {
          ...EMPTY,
          sites: [ofA, ofB].map((list, site) => ({
            name: 'ab'.charAt(site),
            power: [],
            blocks: list.map(({ mw, handOver, burn }, index) => ({
              name: `h${index}`,
              itWatts: mw,
              handOver,
              burnInDays: burn,
            })),
          })),
          demands: asked.map(({ mw, growth, since, site }, index) => ({
            name: `d${index}`,
            kind: 'other',
            amount: mw,
            monthlyGrowth: growth,
            since,
            ...(site === undefined ? {} : { onlyAt: site }),
          })),
        };
        const short: string[] = [];
        for (let day = EMPTY.from; day <= EMPTY.until; day = daysAfter(day, 1)) {
          const served = (list: typeof ofA): number =>
            list.filter(({ handOver, burn }) => daysAfter(handOver, burn) <= day).reduce((sum, { mw }) => sum + mw, 0);
          const wants = (site: string | undefined): number =>
            asked
              .filter((each) => each.site === site && each.since <= day)
              .reduce((sum, { mw, growth, since }) => sum + mw + growth * wholeMonths(since, day), 0);
          const [a, b] = [served(ofA) - wants('a'), served(ofB) - wants('b')];
          if (a < 0 || b < 0 || Math.max(0, a) + Math.max(0, b) < wants(undefined)) short.push(day);
        }
        const { shortfalls } = planPortfolio(input);
        const found: string[] = [];
        for (const { from, until } of shortfalls) {
          for (let day = from; day < (until ?? daysAfter(EMPTY.until, 1)); day = daysAfter(day, 1)) found.push(day);
        }
        expect(found).toEqual(short);
      }),
      { numRuns: 60, seed: 11 },
    );
  });
});

describe('data between places', () => {
  const sites = ['gasan', 'ulsan', 'southwest'].map((name) => ({ name, power: [], blocks: [] }));

  test('20 PB over 4 x 400 Gb/s at 80 %: 125,000 s, and 166,667 s with one link lost', () => {
    const { flows } = planPortfolio({
      ...EMPTY,
      linkShare: 0.8,
      sites,
      points: ['source'],
      links: [link('wave', 'source', 'gasan', { count: 4 })],
      ingests: [
        { name: 'crawl', from: 'source', to: 'gasan', bytes: 20e15, withinSeconds: 40 * 3_600, since: '2028-01-01' },
      ],
    });
    expect(flows[0]?.seconds).toBe(125_000);
    expect(flows[0]?.secondsLinkLost).toBeCloseTo(166_666.67, 1);
    // 40 h hold 34.7 h and not 46.3 h.
    expect(flows[0]?.verdict).toBe('fits-whole');
  });

  test.each([
    [4, 'fits-whole'],
    [5, 'fits'],
  ])('1.1 Tb/s on %i x 400 Gb/s, at most 90 %% of a link: %s', (count, verdict) => {
    const { flows } = planPortfolio({
      ...EMPTY,
      linkShare: 0.9,
      sites,
      links: [link('wave', 'ulsan', 'gasan', { count })],
      jobs: [{ name: 'pretrain', sites: ['gasan', 'ulsan'], since: '2028-01-01', bitsPerSecond: 1.1e12 }],
    });
    expect(flows[0]?.verdict).toBe(verdict);
  });

  test.each([
    [10_000, 100],
    [100_000, 1_000],
  ])('a round trip over %i m of route takes %i us', (routeMetres, microseconds) => {
    const graph = new LinkGraph([link('a', 'gasan', 'ulsan', { routeMetres })], ['gasan', 'ulsan'], '2028-01-01', 1);
    expect(graph.roundTrip(['gasan', 'ulsan'])).toBe(microseconds);
  });

  test('a trench that two links share takes both, and a place on the way what passes it', () => {
    const input = {
      ...EMPTY,
      sites,
      links: [
        link('north', 'gasan', 'ulsan', { routeGroups: ['gyeongbu'] }),
        link('south', 'gasan', 'ulsan', { routeGroups: ['gyeongbu'] }),
      ],
      jobs: [{ name: 'both', sites: ['gasan', 'ulsan'], since: '2028-01-01', bitsPerSecond: 100 * GBPS }],
    };
    expect(planPortfolio(input).flows[0]).toMatchObject({
      verdict: 'fits-whole',
      routeLost: { route: 'gyeongbu', bitsPerSecond: 0 },
    });
    const around = {
      ...input,
      links: [
        link('east', 'gasan', 'southwest', { routeGroups: [] }),
        link('west', 'southwest', 'ulsan', { routeGroups: [], count: 2 }),
      ],
    };
    expect(planPortfolio(around).flows[0]).toMatchObject({
      placeLost: { place: 'southwest', bitsPerSecond: 0 },
      cut: ['east'],
    });
  });

  test('a job that states no rate is not judged, and one whose round trip is too long does not fit', () => {
    const input = { ...EMPTY, sites, links: [link('a', 'gasan', 'ulsan', { routeMetres: 400_000, count: 8 })] };
    const job = { name: 'far', sites: ['gasan', 'ulsan'], since: '2028-01-01' };
    expect(planPortfolio({ ...input, jobs: [job] }).flows[0]?.verdict).toBe('not-known');
    const far = { ...job, bitsPerSecond: 100 * GBPS, roundTripMicroseconds: 3_999 };
    expect(planPortfolio({ ...input, jobs: [far] }).flows[0]?.verdict).toBe('too-slow');
    expect(planPortfolio({ ...input, jobs: [{ ...far, roundTripMicroseconds: 4_000 }] }).flows[0]?.verdict).toBe(
      'fits',
    );
    expect(planPortfolio({ ...input, links: [], jobs: [far] }).flows[0]?.verdict).toBe('cut-off');
  });

  test('where a link does not say what its route shares, a fit is not known', () => {
    const silent: PortfolioLink = {
      name: 'a',
      from: 'gasan',
      to: 'ulsan',
      routeMetres: 10_000,
      bitsPerSecond: 400 * GBPS,
      count: 4,
    };
    const job = { name: 'two', sites: ['gasan', 'ulsan'], since: '2028-01-01', bitsPerSecond: 100 * GBPS };
    const verdict = (links: readonly PortfolioLink[]): unknown =>
      planPortfolio({ ...EMPTY, sites, links, jobs: [job] }).flows[0]?.verdict;
    expect(verdict([{ ...silent, routeGroups: [] }])).toBe('fits');
    expect(verdict([silent])).toBe('not-known');
    // What does not fit with a link lost does not fit, whatever the routes are.
    expect(verdict([{ ...silent, count: 1 }])).toBe('fits-whole');
  });

  test('an ingest that grows is judged on the day on which it fits worst', () => {
    const { flows } = planPortfolio({
      ...EMPTY,
      sites,
      links: [link('a', 'gasan', 'ulsan', { count: 2 })],
      ingests: [
        {
          name: 'logs',
          from: 'gasan',
          to: 'ulsan',
          bytes: 1e15,
          withinSeconds: 86_400,
          since: '2027-10-01',
          monthlyGrowth: 1e15,
        },
      ],
    });
    // 15 months later 15 PB a day: 15e15 x 8 / 86,400 s = 1.389 Tb/s on 0.8 Tb/s.
    expect(flows[0]).toMatchObject({ day: '2028-12-01', verdict: 'too-slow' });
  });

  test('the slowest cut is that of every way to part the places', () => {
    const places = ['a', 'b', 'c', 'd', 'e'];
    const place = constantFrom(...places);
    const links: Arbitrary<readonly [string, string, number][]> = array(
      record({ from: place, to: place, rate: integer({ min: 1, max: 9 }) })
        .filter(({ from, to }) => from !== to)
        .map(({ from, to, rate }): [string, string, number] => [from, to, rate]),
      { maxLength: 9 },
    );
    assert(
      property(links, (list) => {
        const graph = new LinkGraph(
          list.map(([from, to, bitsPerSecond], index) => link(`l${index}`, from, to, { bitsPerSecond })),
          places,
          '2028-01-01',
          1,
        );
        const ends = ['a', 'b', 'c'];
        let least = Infinity;
        for (let side = 0; side < 1 << places.length; side += 1) {
          const isIn = (name: string): boolean => ((side >> places.indexOf(name)) & 1) === 1;
          if (ends.every(isIn) || !ends.some(isIn)) continue;
          least = Math.min(
            least,
            list.filter(([from, to]) => isIn(from) !== isIn(to)).reduce((sum, [, , rate]) => sum + rate, 0),
          );
        }
        expect(graph.slowestCut(ends).bitsPerSecond).toBe(least);
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});

describe('generations of a hall', () => {
  const hall = { name: 'hall-1', itWatts: 10 * MW };
  const gb300 = { name: 'GB300', rackWatts: 142_000, gpusPerRack: 72, since: '2026-06-01', out: '2029-06-01' };
  const rubin = { name: 'VR NVL72', rackWatts: 227_000, gpusPerRack: 72, since: '2029-06-01' };

  test('10 MW hold 70 racks of GB300, 44 of Vera Rubin at 227 kW and 52 at 190 kW', () => {
    expect(racksOf(hall, gb300)).toMatchObject({ racks: 70, gpus: 5_040, bound: 'power', strandedWatts: 60_000 });
    expect(racksOf(hall, rubin)).toMatchObject({ racks: 44, gpus: 3_168 });
    expect(racksOf(hall, { ...rubin, rackWatts: 190_000 })).toMatchObject({ racks: 52, gpus: 3_744 });
  });

  test('the least of power, cooling, floor load and positions, and what is not stated', () => {
    const full = { ...hall, liquidWatts: 8 * MW, airWatts: 1.1 * MW, positions: 80, floorKilograms: 60_000 };
    const rack = { ...gb300, liquidShare: 0.85, rackKilograms: 1_580 };
    // power 70; liquid 8 MW / 120.7 kW = 66; air 1.1 MW / 21.3 kW = 51; places 80; floor 60 t / 1.58 t = 37.
    expect(racksOf(full, rack)).toMatchObject({
      racks: 37,
      bound: 'floor load',
      emptyPositions: 43,
      notStated: ['placePower', 'rackMass'],
      bounds: [
        { bound: 'power', racks: 70 },
        { bound: 'liquid cooling', racks: 66 },
        { bound: 'air cooling', racks: 51 },
        { bound: 'positions', racks: 80 },
        { bound: 'floor load', racks: 37 },
      ],
    });
    expect(racksOf({ ...full, placeWatts: 141_999 }, rack)).toMatchObject({ racks: 0, bound: 'feeds of a place' });
  });

  test('both at once while the old still runs', () => {
    const [change] = planGenerations({ ...hall, positions: 100 }, [{ ...gb300, out: '2029-12-01' }, rubin]);
    // 10 MW less 70 x 142 kW leave 60 kW, none of 227 kW.
    expect(change).toMatchObject({ together: { since: '2029-06-01', until: '2029-12-01' }, racksBeside: 0 });
    const [after] = planGenerations(hall, [gb300, rubin]);
    expect(after?.together).toBeUndefined();
    expect(after?.racksBeside).toBe(44);
  });

  test('a fabric serves again where it has the ports for all racks of the next generation', () => {
    const of = (links: number): unknown => {
      const fabric = { links: 72, bitsPerSecond: 800 * GBPS };
      const [change] = planGenerations(hall, [
        { ...gb300, fabric },
        { ...rubin, fabric: { ...fabric, links } },
      ]);
      return change?.reuse.find(({ part }) => part === 'fabric');
    };
    // 70 racks of 72 links are 5,040 ports; 44 racks of 114 take 5,016 of them, of 115 5,060.
    expect(of(114)).toEqual({
      part: 'fabric',
      verdict: 'reused',
      why: '5040 links of 800 Gb/s before, 5016 links of 800 Gb/s after',
    });
    expect(of(115)).toMatchObject({ verdict: 'replaced' });
  });

  test('replacing pays where new tokens with all capital cost less than running the old', () => {
    const of = (runningPerHour: number): unknown => {
      const [change] = planGenerations(hall, [
        { ...gb300, costs: { tokensPerSecond: 1_000, runningPerHour, soldPerHour: 3, currency: 'USD' } },
        { ...rubin, costs: { tokensPerSecond: 5_000, runningPerHour: 0.8, soldPerHour: 4, currency: 'USD' } },
      ]);
      return change?.value;
    };
    // 0.9 / 3.6 = 0.25 and 4 / 18 = 0.2222 a million; 0.9 x 5 = 4.5 an hour.
    expect(of(0.9)).toMatchObject({
      verdict: 'pays',
      standing: 0.25,
      why: "a million tokens cost 0.25 USD by energy and operation of 'GB300', 0.2222 USD with all capital of 'VR NVL72'; it pays while a sold GPU-hour of 'VR NVL72' costs less than 4.5 USD",
    });
    expect(of(0.7)).toMatchObject({ verdict: 'does-not-pay', paysBelow: 3.5 });
    expect(planGenerations(hall, [gb300, rubin])[0]?.value).toEqual({
      verdict: 'not-known',
      why: "not stated: 'costs' of 'GB300' and 'VR NVL72'",
    });
    const costs = { tokensPerSecond: 1, runningPerHour: 1, soldPerHour: 1 };
    expect(() =>
      planGenerations(hall, [
        { ...gb300, costs: { ...costs, currency: 'USD' } },
        { ...rubin, costs: { ...costs, currency: 'KRW' } },
      ]),
    ).toThrow('costs of its generations are in USD and KRW; give all of them in one currency [generation/currencies]');
    expect(() => planGenerations(hall, [{ ...gb300, out: gb300.since }, rubin])).toThrow(
      "give 'out' a day after 'since' [generation/order]",
    );
  });

  test('what is used again, with the figures', () => {
    const fabric = { links: 72, bitsPerSecond: 800 * GBPS, cable: 'OSFP MPO-12 SM' };
    const [change] = planGenerations({ ...hall, placeWatts: 150_000, rackKilograms: 2_000, supplyCelsius: 40 }, [
      { ...gb300, fabric },
      {
        ...rubin,
        liquidShare: 1,
        supplyCelsius: 45,
        rackKilograms: 2_100,
        fabric: { ...fabric, bitsPerSecond: 1_600 * GBPS },
      },
    ]);
    expect(change?.reuse.map(({ part, verdict }) => [part, verdict])).toEqual([
      ['power', 'replaced'],
      ['cooling', 'reused'],
      ['floor', 'replaced'],
      ['fabric', 'replaced'],
      ['cables', 'reused'],
    ]);
    const [silent] = planGenerations(hall, [gb300, rubin]);
    expect(new Set(silent?.reuse.map(({ verdict }) => verdict))).toEqual(new Set(['not-known']));
  });
});

test('days at the end of the calendar neither turn round nor run on for ever', () => {
  expect(daysAfter('9999-12-31', 14)).toBe('9999-12-31');
  const [site] = TWO_HALLS.sites;
  const late = { name: 'never', itWatts: 20 * MW, handOver: '9999-12-31', burnInDays: 14 };
  const plan = planPortfolio({
    ...TWO_HALLS,
    from: '9998-10-01',
    until: '9999-12-31',
    sites: [{ name: 'southwest', power: [], blocks: site === undefined ? [] : [late] }],
    demands: [{ name: 'sold', kind: 'inference', amount: MW, monthlyGrowth: MW, since: '9999-01-01' }],
    ingests: [],
  });
  expect(plan.quarters).toHaveLength(5);
  // What is handed over on the last day serves on that day alone, and not before.
  expect(plan.shortfalls).toMatchObject([{ from: '9999-01-01', until: '9999-12-31', deficit: 12 * MW }]);
});
