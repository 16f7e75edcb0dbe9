import { Duration, GpuCluster, Phase, type Site } from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';
import {
  Costs,
  type CostsProps,
  InferenceService,
  type InferenceServiceProps,
  modelById,
  Money,
  TokenRate,
} from 'cdktf-ai-factory/economics';
import { smallSite, smallZone } from '../constructs/small-site';

/** How a site of a test differs from the one that serves and sells. */
export interface ServedCase {
  readonly service?: Partial<InferenceServiceProps>;
  readonly costs?: Partial<CostsProps>;
  /** A second service of the same cluster. */
  readonly second?: Partial<InferenceServiceProps>;
  readonly isPhased?: true;
}

/** Four DGX B200 that serve A.X K1, with the costs of their site. */
export function served({ service, second, costs, isPhased }: ServedCase = {}): Site {
  const lab = smallSite();
  const { site } = lab;
  const zone = smallZone(lab);
  const phases =
    isPhased === true
      ? [new Phase(site, 'first', { date: '2027-01-01' }), new Phase(site, 'second', { date: '2028-01-01' })]
      : [];
  const cluster = new GpuCluster(site, 'gpu', {
    system: systems.DGX_B200,
    count: 4,
    powerZones: [zone],
    ...(phases.length === 0
      ? {}
      : {
          deliveries: [
            { phase: 'first', systems: 2 },
            { phase: 'second', systems: 2 },
          ],
        }),
  });
  const chat: InferenceServiceProps = {
    cluster,
    model: modelById('ax-k1'),
    precision: 'fp8',
    parallelism: { tensor: 1, data: 8 },
    runtime: { name: 'tensorrt-llm' },
    kv: { format: 'fp8' },
    context: 8_192,
    level: { scenario: 'server', firstToken: Duration.seconds(0.5), speed: TokenRate.tokensPerSecond(40) },
    demand: { users: 20_000, requests: 20, inputTokens: 1_500, outputTokens: 500, peakFactor: 3 },
    throughput: {
      model: 'ax-k1',
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
    },
    maxLoad: 0.75,
    spareInstances: 1,
    survives: ['instance', 'rack'],
  };
  new InferenceService(site, 'chat', { ...chat, ...service });
  if (second !== undefined) new InferenceService(site, 'code', { ...chat, ...second });
  new Costs(site, 'money', {
    currency: 'USD',
    capital: [
      {
        name: 'IT',
        part: 'it',
        amount: Money.usd(47_222),
        per: 'gpu',
        source: 'a rack estimate',
        date: '2026-10',
        covers: 'all',
      },
      {
        name: 'housing',
        part: 'infrastructure',
        amount: Money.usd(10_000),
        per: 'it-kilowatt',
        source: 'press',
        date: '2026-10',
      },
    ],
    itLife: { book: 6, tax: 5, economic: 5 },
    infrastructureLife: { book: 40, tax: 40, economic: 15 },
    interest: 0.1,
    operationsShare: 0.03,
    tariff: { kind: 'flat', price: 0.13, source: 'a quote' },
    utilisation: 0.7,
    price: 4,
    ranges: { utilisation: [0.5, 0.9], energyPrice: [0.1, 0.2], price: [3, 5] },
    ...(isPhased === true ? {} : { start: '2027-01-01' }),
    ...costs,
  });
  return site;
}
