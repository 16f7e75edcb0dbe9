import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import * as library from 'cdktf-ai-factory';
import * as aws from 'cdktf-ai-factory/aws';
import type * as catalog from 'cdktf-ai-factory/catalog';
import type * as dsx from 'cdktf-ai-factory/dsx';
import type * as economics from 'cdktf-ai-factory/economics';
import { Construct } from 'constructs';
import { temporaryFolder } from '../constructs/temporary-folder';
import { HOSTILE_TEXTS, IMPOSSIBLE_TEXTS } from '../support/hostile-texts';
import { exchange, type Leaf } from '../support/watched-library';
import type * as Watched from '../support/watched-library';

jest.mock('cdktf-ai-factory', () => mockWatched('cdktf-ai-factory'));
jest.mock('cdktf-ai-factory/aws', () => mockWatched('cdktf-ai-factory/aws'));
jest.mock('cdktf-ai-factory/catalog', () => mockWatched('cdktf-ai-factory/catalog'));
jest.mock('cdktf-ai-factory/dsx', () => mockWatched('cdktf-ai-factory/dsx'));
jest.mock('cdktf-ai-factory/economics', () => mockWatched('cdktf-ai-factory/economics'));

/** A module of the library as programs see it here. Named as Jest asks of what its mocks use. */
function mockWatched(name: string): object {
  const { watchedModule } = jest.requireActual<typeof Watched>('../support/watched-library');
  return watchedModule(jest.requireActual(name));
}

/** Of a rule of one's own an acknowledgement keeps the id alone; the site that takes the rule checks it. */
const NOT_KEPT = /^Policy\.acknowledge\(id\)\.(?!id$)/;

/** `npm run fuzz` hands texts of all kinds to every prop, and `npm test` one that no file takes to every third. */
const IS_LARGE = process.env['FUZZ_RUNS'] !== undefined;

const ROOT = join(__dirname, '..', '..');

/** A program that builds a site under an app. */
type Build = (app: App) => unknown;

/** Examples and stacks; what they do not use is built here. */
async function programs(): Promise<ReadonlyMap<string, Build>> {
  const found = new Map<string, Build>();
  for (const name of readdirSync(join(ROOT, 'examples')))
    found.set(name, await buildOf(join('examples', name, 'main.ts')));
  for (const name of ['ulsan-hybrid', 'gasan-haein-netbox'])
    found.set(name, await buildOf(join('stacks', `${name}.ts`)));
  found.set('the rest', theRest);
  return found;
}

async function buildOf(path: string): Promise<Build> {
  expect(existsSync(join(ROOT, path))).toBe(true);
  const [build] = Object.values((await import(join(ROOT, path))) as Readonly<Record<string, Build>>);
  if (build === undefined) throw new Error(`${path} exports nothing`);
  return build;
}

function theRest(app: App): void {
  const { AwsAccountChecks, AwsRegion } = watched<typeof aws>('cdktf-ai-factory/aws');
  const { systems } = watched<typeof catalog>('cdktf-ai-factory/catalog');
  const {
    Bess,
    CommonCause,
    Consumable,
    GpuCluster,
    Length,
    Milestone,
    Pdu,
    Portfolio,
    Power,
    PowerShelf,
    PowerZone,
    Rectifier,
    Rpp,
    Site,
  } = watchedLibrary();
  const { DataRate, StaticSwitch, TapOff, TrainingSwing, Utility } = watchedLibrary();
  const stack = new TerraformStack(app, 'rest');
  const rack = { model: '48 U rack', units: 48, power: Power.kilowatts(44) };
  const [rowPitch, rackPitch, riser] = [Length.metres(3), Length.millimetres(600), Length.metres(1)];
  const site = new Site(stack, 'rest', {
    halls: [{ name: 'hall-1', rack, rowPitch, rackPitch, riser, rows: [{ name: 'A', racks: 4 }] }],
    addressPools: [],
    cableSlack: Length.metres(1),
    lockFile: false,
  });
  const node = { site, volts: 400, rating: Power.megawatts(1), powerFactor: 1 };
  const fedFrom = new Utility(stack, 'grid', node);
  new CommonCause(stack, 'permit', { site, what: 'permit', of: [fedFrom] });
  const korea = new Portfolio(stack, 'korea', {
    from: '2027-01-01',
    until: '2028-12-31',
    sites: [{ name: 'southwest', blocks: [{ name: 'hall-1', itPower: Power.megawatts(20), handOver: '2027-06-01' }] }],
    points: ['exchange'],
    links: [
      {
        name: 'wave',
        from: 'exchange',
        to: 'southwest',
        route: Length.kilometres(300),
        rate: DataRate.gigabitsPerSecond(400),
        count: 2,
        routeGroups: ['honam'],
      },
    ],
    demands: [
      { name: 'sold', kind: 'inference', power: Power.megawatts(10), since: '2027-06-01', onlyAt: 'southwest' },
    ],
  });
  expect(korea.plan.shortfalls).toEqual([]);
  new Milestone(stack, 'energy', { site, kind: 'permit', source: 'the city', orders: [fedFrom] });
  new Consumable(stack, 'nitrogen', { site, what: 'nitrogen', of: [fedFrom] });
  for (const Node of [Bess, PowerShelf, Rectifier]) {
    new Node(stack, Node.name.toLowerCase(), { ...node, fedFrom, efficiency: 0.95 });
  }
  for (const Node of [Pdu, Rpp, StaticSwitch, TapOff]) new Node(stack, Node.name.toLowerCase(), { ...node, fedFrom });
  new PowerZone(stack, 'zone', { site, rating: Power.kilowatts(100), rows: ['A'], rackFeed: 'static-switch' });
  const cluster = new GpuCluster(stack, 'gpu', { site, system: systems.DGX_B200, count: 2 });
  const [low, high] = [Power.kilowatts(4), Power.kilowatts(14)];
  new TrainingSwing(stack, 'swing', { site, clusters: [cluster], low, high });
  const { PowerEnvelope } = watched<typeof dsx>('cdktf-ai-factory/dsx');
  new PowerEnvelope(stack, 'envelope', { site, members: [{ cluster, limit: high }], feedTag: 'feed-a' });
  moneyAndTokens(stack, site, cluster);
  const region = new AwsRegion(stack, 'seoul', { site, region: 'ap-northeast-2' });
  new AwsAccountChecks(stack, 'checks', { site, region, pools: [] });
}

/** What a site serves, and what it costs. */
function moneyAndTokens(stack: TerraformStack, site: library.Site, cluster: library.GpuCluster): void {
  const { Costs, InferenceService, modelById, Money, TokenRate } =
    watched<typeof economics>('cdktf-ai-factory/economics');
  const { Duration } = watchedLibrary();
  new InferenceService(stack, 'chat', {
    ...{ site, cluster, model: modelById('llama-3.1-405b'), precision: 'fp8', parallelism: { tensor: 8, data: 1 } },
    ...{ runtime: { name: 'vllm' }, kv: { format: 'fp8', name: 'paged' }, context: 8_192 },
    level: { scenario: 'server', firstToken: Duration.seconds(0.5), speed: TokenRate.tokensPerSecond(40) },
    demand: { users: 2_000, requests: 20, inputTokens: 1_500, outputTokens: 500, peakFactor: 3 },
    growth: [{ from: '2028-01-01', users: 9_000 }],
  });
  const [amount, per, part, date] = [Money.usd(40_000), 'gpu', 'it', '2026-10'] as const;
  new Costs(stack, 'money', {
    ...{ site, currency: 'USD', interest: 0.1, operationsShare: 0.03, utilisation: 0.7, start: '2027-01-01' },
    capital: [{ name: 'IT', source: 'an estimate', covers: 'all', amount, per, part, date }],
    itLife: { book: 6, tax: 5, economic: 5 },
    infrastructureLife: { book: 40, tax: 40, economic: 15 },
    tariff: { kind: 'flat', price: 0.13, source: 'a quote' },
    carbon: { tonnesPerMegawattHour: 0.4, source: 'a ministry' },
  });
}

/** The library as programs see it here. */
function watchedLibrary(): typeof library {
  return watched('cdktf-ai-factory');
}

function watched<T extends object>(name: string): T {
  return jest.requireMock<T>(name);
}

let all: ReadonlyMap<string, Build>;
beforeAll(async () => {
  process.env['NETBOX_API_TOKEN'] = 'token';
  all = await programs();
});

/** Runs a program; what it throws, if anything. */
function failure(build: Build, target: number, text: string): unknown {
  Object.assign(exchange, { leaves: [], target, text });
  try {
    build(new App({ outdir: temporaryFolder() }));
    return undefined;
  } catch (error) {
    return error;
  }
}

test('every construct of the library is one that these programs build', () => {
  const built = new Set<string>();
  for (const build of all.values()) {
    expect(failure(build, -1, '')).toBeUndefined();
    for (const leaf of exchange.leaves) built.add(leaf.replace(/\W.*/, ''));
  }
  const constructs = Object.entries({ ...library, ...aws }).flatMap(([name, value]) =>
    typeof value === 'function' && (value as { prototype?: unknown }).prototype instanceof Construct ? [name] : [],
  );
  // A check is a block of Terraform that a program writes itself.
  const abstract = ['AwsConstruct', 'CoolingUnits', 'Fabric', 'PowerNode', 'TerraformCheck'];
  expect(constructs.filter((name) => !built.has(name) && !abstract.includes(name))).toEqual([]);
});

test('a text that no file takes is refused in words wherever a prop takes texts, and none ends in a fault', () => {
  const done = new Set<Leaf>();
  const faults: string[] = [];
  for (const [name, build] of all) {
    failure(build, -1, '');
    exchange.leaves.forEach((leaf, index) => {
      if (done.has(leaf) || NOT_KEPT.test(leaf)) return;
      done.add(leaf);
      if (!IS_LARGE && done.size % 3 !== 0) return;
      const wanted = IS_LARGE
        ? [
            ...IMPOSSIBLE_TEXTS.map(([, text]) => text),
            ...['', '__proto__', 'constructor'],
            // Each text meets every ninth prop.
            ...HOSTILE_TEXTS.filter((_, at) => at % 9 === done.size % 9),
          ]
        : [IMPOSSIBLE_TEXTS[done.size % IMPOSSIBLE_TEXTS.length]?.[1] ?? ''];
      for (const text of wanted) {
        const error = failure(build, index, text);
        const isImpossible = IMPOSSIBLE_TEXTS.some(([, one]) => one === text);
        if (error instanceof library.DesignError || (error === undefined && !isImpossible)) continue;
        faults.push(
          `${name}: ${leaf} ${JSON.stringify(text.slice(0, 20))}: ${error === undefined ? 'taken' : String(error)}`,
        );
      }
    });
  }
  expect(faults).toEqual([]);
}, 3_600_000);
