import { DataSize, Duration, GpuCluster, Power, type Site } from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';
import {
  Costs,
  type CostsProps,
  InferenceService,
  type InferenceServiceProps,
  inferenceGpu,
  kepcoContract,
  modelById,
  Money,
  type Throughput,
  TokenRate,
} from 'cdktf-ai-factory/economics';
import { propTables } from '../../../src/constructs/prop-tables';
import { smallSite, smallZone } from '../small-site';

/** A measurement of one's own. */
const RUN: Throughput = {
  model: 'llama-3.1-405b',
  gpu: 'b200',
  gpus: 8,
  tokensPerSecond: 9_600,
  counts: 'output',
  scenario: 'server',
  inputTokens: 1_500,
  outputTokens: 500,
  speed: 40,
  firstTokenSeconds: 0.5,
  source: 'a run of one own',
  date: '2026-11-20',
  availability: 'own',
};

const SERVICE: Omit<InferenceServiceProps, 'cluster'> = {
  model: modelById('llama-3.1-405b'),
  precision: 'fp8',
  parallelism: { tensor: 8, data: 1 },
  runtime: { name: 'vllm' },
  kv: { format: 'fp8' },
  context: 8_192,
  level: { scenario: 'server', firstToken: Duration.seconds(0.5), speed: TokenRate.tokensPerSecond(40) },
  demand: { users: 2_000, requests: 20, inputTokens: 1_500, outputTokens: 500, peakFactor: 3 },
  throughput: RUN,
};

const COSTS: CostsProps = {
  currency: 'USD',
  capital: [
    {
      name: 'IT',
      part: 'it',
      amount: Money.usd(40_000),
      per: 'gpu',
      source: 'an estimate',
      date: '2026-10',
      covers: 'all',
    },
    {
      name: 'hall',
      part: 'infrastructure',
      amount: Money.usd(9_000),
      per: 'it-kilowatt',
      source: 'press',
      date: '2026',
    },
  ],
  itLife: { book: 6, tax: 5, economic: 5 },
  infrastructureLife: { book: 40, tax: 40, economic: 15 },
  interest: 0.1,
  operationsShare: 0.03,
  tariff: { kind: 'flat', price: 0.13, source: 'a quote' },
  utilisation: 0.7,
  price: 4,
  start: '2027-01-01',
};

/** What money and tokens of a small site come to, as files have it. */
function economics(service: Partial<InferenceServiceProps> = {}, costs: Partial<CostsProps> = {}): string {
  const lab = smallSite();
  const site: Site = lab.site;
  const cluster = new GpuCluster(site, 'gpu', { system: systems.DGX_B200, count: 4, powerZones: [smallZone(lab)] });
  new InferenceService(site, 'chat', { ...SERVICE, cluster, ...service });
  new Costs(site, 'money', { ...COSTS, ...costs });
  return JSON.stringify(site.plan.economics);
}

const DRAW = { perGpu: Power.kilowatts(2), isAllIn: true };

/** What each prop of a service is set to. */
const OF_SERVICE: Readonly<Partial<Record<keyof InferenceServiceProps, Partial<InferenceServiceProps>>>> = {
  systems: { systems: 2 },
  model: { model: modelById('deepseek-r1'), throughput: { ...RUN, model: 'deepseek-r1' } },
  gpu: { gpu: inferenceGpu('b300'), throughput: { ...RUN, gpu: 'b300' } },
  precision: { precision: 'bf16' },
  parallelism: { parallelism: { tensor: 4, data: 1 } },
  runtime: { runtime: { name: 'vllm', fraction: 0.5 } },
  kv: { kv: { format: 'bf16' } },
  context: { context: 4_096 },
  activationMemory: { activationMemory: DataSize.gigabytes(4) },
  weights: { weights: DataSize.gigabytes(300) },
  collectiveMemory: { collectiveMemory: DataSize.gigabytes(2) },
  level: { level: { ...SERVICE.level, speed: TokenRate.tokensPerSecond(20) } },
  demand: { demand: { ...SERVICE.demand, users: 3_000 } },
  growth: { growth: [{ from: '2028-01-01', users: 9_000 }] },
  throughput: { throughput: { ...RUN, tokensPerSecond: 800 } },
  maxLoad: { maxLoad: 0.5 },
  spareInstances: { spareInstances: 1 },
  trainingSystems: { trainingSystems: 1 },
  survives: { survives: ['instance'] },
  loadTime: { loadTime: Duration.minutes(2) },
  bytesPerToken: { bytesPerToken: 4 },
};

/** What each prop of costs is set to. */
const OF_COSTS: Readonly<Partial<Record<keyof CostsProps, Partial<CostsProps>>>> = {
  currency: { currency: 'KRW', rate: '1USD=1380KRW@2026-11-01' },
  rate: { rate: '1USD=1380KRW@2026-11-01', currency: 'KRW' },
  capital: { capital: COSTS.capital?.slice(0, 1) ?? [] },
  itLife: { itLife: { book: 5, tax: 5, economic: 4 } },
  infrastructureLife: { infrastructureLife: { book: 30, tax: 40, economic: 20 } },
  bookMethod: { bookMethod: 'declining-korea' },
  taxMethod: { taxMethod: 'macrs-5' },
  interest: { interest: 0.08 },
  operationsShare: { operationsShare: 0.05 },
  residual: { residual: 0.1 },
  tariff: {
    tariff: { kind: 'kepco', contract: kepcoContract('industrial-b-hv-b-2') },
    currency: 'KRW',
    rate: '1USD=1380KRW@2026-11-01',
  },
  loadFactor: { loadFactor: 0.8 },
  idleShare: { idleShare: 0.5 },
  draw: { draw: DRAW },
  utilisation: { utilisation: 0.6 },
  price: { price: 5 },
  carbon: { carbon: { tonnesPerMegawattHour: 0.4, source: 'a ministry' } },
  marginFloor: { marginFloor: 0.2 },
  burnIn: { burnIn: Duration.weeks(4) },
  start: { start: '2028-01-01' },
  ranges: { ranges: { price: [3, 5] } },
  shed: { shed: { power: Power.kilowatts(10), hours: 100 } },
};

/** Props that have no case, and why. */
const REASONS: Readonly<Record<string, string>> = {
  site: 'the site is what the plan is of',
  cluster: 'the site has one cluster: another one is another service',
  lengthFactor: 'held below, beside a demand of other lengths',
  prices: 'entries of a file of prices: held by the tests of orders',
};

test('each prop of money and tokens has a case, or a reason for none', () => {
  const { InferenceService: service = {}, Costs: costs = {} } = propTables();
  // Days of deliveries, and so the burn-in of a service, are held by the tests of a served site in phases.
  const cases = { ...OF_SERVICE, ...OF_COSTS };
  const lost = [...Object.keys(service), ...Object.keys(costs)].filter(
    (prop) => !Object.hasOwn(cases, prop) && !Object.hasOwn(REASONS, prop),
  );
  expect(lost).toEqual([]);
});

const before = economics();

test.each(Object.entries(OF_SERVICE))("'%s' of a service reaches the plan", (_, props) => {
  expect(economics(props)).not.toBe(before);
});

test.each(Object.entries(OF_COSTS))("'%s' of costs reaches the plan", (_, props) => {
  expect(economics({}, props)).not.toBe(before);
});

test("'lengthFactor' of a service reaches the plan", () => {
  const demand = { ...SERVICE.demand, inputTokens: 3_000 };
  expect(economics({ demand, lengthFactor: 4 })).not.toBe(economics({ demand }));
});
