import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack, Testing } from 'cdktf';
import {
  DataRate,
  DataSize,
  type DesignError,
  Duration,
  GpuCluster,
  Length,
  Mass,
  Phase,
  Portfolio,
  Power,
  PowerZone,
  Site,
  Temperature,
  type PortfolioProps,
} from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';
import { TokenRate } from 'cdktf-ai-factory/economics';
import { portfolioInput } from '../../../src/constructs/portfolio/portfolio';
import { temporaryFolder } from '../temporary-folder';

const MW = (amount: number): Power => Power.megawatts(amount);

const PROPS: PortfolioProps = {
  from: '2027-10-01',
  until: '2028-12-31',
  sites: [
    {
      name: 'southwest',
      power: [{ date: '2027-11-01', power: MW(60), source: 'letter of the utility' }],
      blocks: [
        {
          name: 'hall-1',
          itPower: MW(20),
          gpus: 10_000,
          handOver: '2027-11-01',
          burnIn: Duration.days(14),
          out: '2034-01-01',
        },
        { name: 'hall-2', itPower: MW(40), gpus: 20_000, handOver: '2028-06-01', burnIn: Duration.days(14) },
      ],
    },
  ],
  points: ['exchange'],
  links: [
    {
      name: 'wave',
      from: 'exchange',
      to: 'southwest',
      route: Length.kilometres(320),
      rate: DataRate.gigabitsPerSecond(400),
      count: 4,
      routeGroups: ['honam'],
      since: '2027-10-01',
      out: '2035-01-01',
    },
  ],
  demands: [
    {
      name: 'sold',
      kind: 'inference',
      power: MW(10),
      monthlyPower: MW(4),
      since: '2027-11-01',
      out: '2030-01-01',
      onlyAt: 'southwest',
      survivesSite: false,
    },
  ],
  ingests: [
    {
      name: 'crawl',
      from: 'exchange',
      to: 'southwest',
      volume: DataSize.petabytes(20),
      within: Duration.hours(40),
      since: '2027-11-01',
      monthlyVolume: DataSize.petabytes(1),
    },
  ],
  options: [{ name: 'module', power: MW(5), leadTime: Duration.weeks(40), burnIn: Duration.days(14), source: 'offer' }],
  replacements: [
    {
      hall: {
        name: 'hall-1',
        itPower: MW(20),
        liquidCooling: MW(17),
        airCooling: MW(4),
        positions: 150,
        rackMass: Mass.kilograms(2_000),
        floorLoad: Mass.tonnes(300),
        placePower: Power.kilowatts(160),
        supplyTemperature: Temperature.celsius(40),
      },
      generations: [
        {
          name: 'GB300',
          rackPower: Power.kilowatts(142),
          gpus: 72,
          since: '2027-11-01',
          out: '2031-01-01',
          fabric: { links: 72, rate: DataRate.gigabitsPerSecond(800) },
          costs: { output: TokenRate.tokensPerSecond(1_000), running: 0.9, sold: 3, currency: 'USD' },
        },
        {
          name: 'next',
          rackPower: Power.kilowatts(227),
          gpus: 72,
          liquidShare: 0.9,
          rackMass: Mass.kilograms(1_900),
          supplyTemperature: Temperature.celsius(45),
          fabric: { links: 72, rate: DataRate.gigabitsPerSecond(1_600), cable: 'SMF' },
          costs: { output: TokenRate.tokensPerSecond(5_000), running: 0.8, sold: 4, currency: 'USD' },
          since: '2031-01-01',
        },
      ],
    },
  ],
  linkShare: 0.8,
  asOf: '2027-01-01',
};

function synthesized(props: PortfolioProps): { readonly outdir: string; readonly stack: string } {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'all');
  new Portfolio(stack, 'korea', props);
  app.synth();
  return { outdir, stack: readFileSync(join(outdir, 'stacks', 'all', 'cdk.tf.json'), 'utf8') };
}

/** Paths of all that is not an object, with a value in its place that differs. */
function changed(value: unknown, other: (leaf: unknown) => unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) {
    return value.flatMap((one: unknown, index) =>
      changed(one, other).map(([path, each]): [string, unknown] => [
        `[${index}]${path}`,
        value.map((old: unknown, at) => (at === index ? each : old)),
      ]),
    );
  }
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.entries(value).flatMap(([name, member]) =>
      changed(member, other).map(([path, each]): [string, unknown] => [`.${name}${path}`, { ...value, [name]: each }]),
    );
  }
  return [['', other(value)]];
}

test('the report of a program is written beside its stack, the same each time', () => {
  const { outdir, stack } = synthesized(PROPS);
  const folder = join(outdir, 'portfolio', 'korea');
  expect(readdirSync(folder).sort()).toEqual([
    'portfolio.json',
    'portfolio.md',
    'quarters.csv',
    'supply-and-demand.svg',
  ]);
  const text = readFileSync(join(folder, 'portfolio.md'), 'utf8');
  expect(text).toContain('First shortfall: 2027-11-01.');
  expect(text).toContain('Whether replacing pays: yes, a million tokens cost 0.25 USD by energy');
  expect(JSON.parse(stack)).toMatchObject({
    resource: { terraform_data: { 'portfolio-korea': { input: { flows: [{ name: 'crawl', verdict: 'too-slow' }] } } } },
  });
  expect(synthesized(PROPS).stack).toBe(stack);
});

test('each member of each prop reaches the input of the engine', () => {
  const plain = JSON.stringify(portfolioInput('korea', PROPS));
  const other = (leaf: unknown): unknown => {
    if (typeof leaf === 'number') return leaf < 1 ? leaf / 2 : leaf + 1;
    if (typeof leaf === 'boolean') return !leaf;
    if (leaf === 'USD') return 'KRW';
    if (typeof leaf === 'string') return leaf === 'inference' ? 'training' : `${leaf}-other`;
    return (leaf as { times(factor: number): unknown }).times(2);
  };
  const lost = changed(PROPS, (leaf) => (leaf instanceof Temperature ? Temperature.celsius(41) : other(leaf))).filter(
    ([, props]) => JSON.stringify(portfolioInput('korea', props as PortfolioProps)) === plain,
  );
  expect(lost.map(([path]) => path)).toEqual([]);
});

test('a site of the program gives its phases, its power and its orders', () => {
  const app = new App({ outdir: temporaryFolder() });
  const stack = new TerraformStack(app, 'site');
  const rack = { model: '48 U', units: 48, power: Power.kilowatts(50) };
  const site = new Site(stack, 'ulsan', { halls: [{ name: 'h', rack, rows: [{ name: 'A', racks: 8 }] }] });
  const first = new Phase(site, 'first', { date: '2027-11-01', itPower: Power.kilowatts(100) });
  const second = new Phase(site, 'second', { date: '2028-06-01', itPower: Power.kilowatts(200) });
  new PowerZone(site, 'zone', { rating: Power.kilowatts(400), rows: ['A'], feeds: ['A', 'B'], redundancy: '2N' });
  new GpuCluster(site, 'gpu', {
    system: systems.DGX_B200,
    count: 8,
    deliveries: [
      { phase: first, systems: 4 },
      { phase: second, systems: 4 },
    ],
    leadTime: Duration.weeks(20),
  });
  const portfolio = new Portfolio(stack, 'korea', {
    from: '2027-10-01',
    until: '2028-12-31',
    sites: [{ site, burnIn: Duration.days(7) }],
    demands: [{ name: 'sold', kind: 'training', gpus: 40, since: '2027-11-08' }],
  });
  // Four systems of 8 GPUs serve from 2027-11-08, eight from 2028-06-08: 40 asked of 32 and 64.
  expect(portfolio.plan.shortfalls).toMatchObject([{ from: '2027-11-08', until: '2028-06-08', deficit: 8 }]);
  expect(portfolio.plan.orders.map(({ site: of, lastOrderDate }) => [of, lastOrderDate])).toEqual(
    expect.arrayContaining([['ulsan', '2027-06-14']]),
  );
});

test('what does not fit is a warning, and an error of a strict portfolio', () => {
  const stack = (isStrict: boolean): TerraformStack => {
    const made = new TerraformStack(Testing.app(), 'all');
    new Portfolio(made, 'korea', { ...PROPS, isStrict });
    return made;
  };
  expect(() => Testing.synth(stack(false), true)).not.toThrow();
  expect(() => Testing.synth(stack(true), true)).toThrow(
    "portfolio 'korea': from 2027-11-01 until 2027-11-15 demand is above supply, by up to 10 MW on 2027-11-01",
  );
});

const wrong: readonly (readonly [string, Partial<PortfolioProps>, string])[] = [
  ['a day that is none', { from: '2027-02-30' }, 'portfolio/bad-date'],
  ['an end before the start', { until: '2027-09-30' }, 'portfolio/bad-horizon'],
  ['neither site nor figures', { sites: [{ name: 'a' }] }, 'portfolio/no-site'],
  [
    'two of one name',
    { demands: [PROPS.demands?.[0], PROPS.demands?.[0]] as PortfolioProps['demands'] & object },
    'portfolio/duplicate-name',
  ],
  ['a place that is none', { points: ['exchanges'] }, 'portfolio/unknown-place'],
  [
    'power beside GPUs',
    { options: [{ name: 'pod', gpus: 8, leadTime: Duration.weeks(1), source: 'offer' }] },
    'portfolio/mixed-measure',
  ],
  ['a share of links above 1', { linkShare: 1.1 }, 'props/out-of-range'],
  ['a prop that is none', { demand: [] } as unknown as Partial<PortfolioProps>, 'props/unknown'],
];

test.each(wrong)('%s is refused in words', (_, props, code) => {
  const make = (): unknown =>
    new Portfolio(new TerraformStack(Testing.app(), 'all'), 'korea', { ...PROPS, ...props }).plan;
  let error: DesignError | undefined;
  try {
    make();
  } catch (caught) {
    error = caught as DesignError;
  }
  expect(error?.message).toContain(`[${code}`);
});
