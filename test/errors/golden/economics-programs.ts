import { Duration } from 'cdktf-ai-factory';
import {
  Costs,
  type InferenceServiceProps,
  Money,
  readThroughputsCsv,
  throughputRatio,
  throughputs,
} from 'cdktf-ai-factory/economics';
import { served } from '../../support/served-site';
import type { Programs } from './program';

const serving = (service: Partial<InferenceServiceProps>): unknown => served({ service }).plan;

const MEASURED = {
  model: 'ax-k1',
  gpu: 'b200',
  gpus: 8,
  tokensPerSecond: 9_600,
  counts: 'output',
  scenario: 'server',
  source: 'a run of one own',
  date: '2026-11-20',
  availability: 'own',
} as const;

/** Programs about tokens and money that are refused. */
export const economicsPrograms: Programs = {
  'economics-utilisation-above-1': () => served({ costs: { utilisation: 1.2 } }),
  'economics-life-of-0': () => served({ costs: { itLife: { book: 6, tax: 5, economic: 0 } } }),
  'economics-no-rate': () =>
    served({
      costs: {
        capital: [
          { name: 'IT', part: 'it', amount: Money.krw(65_000_000), per: 'gpu', source: 'a quote', date: '2026-10' },
        ],
      },
    }).plan,
  'economics-bad-rate': () => served({ costs: { rate: '1380' } }),
  'economics-bad-range': () => served({ costs: { ranges: { utilisation: [0.5, 1.4] } } }).plan,
  'economics-no-such-range': () => served({ costs: { ranges: { power: [1, 2] } as never } }),
  'economics-bad-start': () => served({ costs: { start: '2027-02-30' } }),
  'economics-costs-twice': () => {
    const site = served();
    const { currency, itLife, infrastructureLife } = {
      currency: 'USD',
      itLife: { book: 6, tax: 5, economic: 5 },
      infrastructureLife: { book: 40, tax: 40, economic: 15 },
    } as const;
    new Costs(site, 'again', {
      currency,
      itLife,
      infrastructureLife,
      interest: 0.1,
      operationsShare: 0.03,
      tariff: { kind: 'flat', price: 0.13, source: 'a quote' },
      utilisation: 0.7,
    });
    return site.plan;
  },
  'economics-scenario-mismatch': () => serving({ throughput: { ...MEASURED, scenario: 'offline' } }),
  'economics-other-model-and-gpu': () => serving({ throughput: { ...MEASURED, model: 'deepseek-r1', gpu: 'b300' } }),
  'economics-rows-do-not-compare': () => {
    const [one, other] = ['server', 'offline'].map((scenario) =>
      throughputs().find((row) => row.scenario === scenario),
    );
    return one !== undefined && other !== undefined && throughputRatio(one, { ...other, model: one.model });
  },
  'economics-context-above-window': () => serving({ context: 200_000 }),
  'economics-bad-parallelism': () => serving({ parallelism: { tensor: 0, data: 8, expert: 9 } }),
  'economics-no-fraction': () => serving({ runtime: { name: 'sglang' } }),
  'economics-bad-demand': () =>
    serving({ demand: { users: 20_000, requests: -1, inputTokens: 0, outputTokens: 500, peakFactor: 0.5 } }),
  'economics-pool-too-large': () => serving({ systems: 5 }),
  'economics-bad-growth': () =>
    serving({
      growth: [
        { from: '2028-01-01', users: 1 },
        { from: '2027-01-01', users: 2 },
      ],
      burnIn: Duration.days(7),
    }),
  'economics-bad-measurements': () =>
    readThroughputsCsv(
      'model,gpu,gpus,tokens_per_second,counts,scenario,source,date\nax-k1,b200,0,fast,words,batch,,2026-02-30\n',
      'runs.csv',
    ),
  'economics-no-column': () => readThroughputsCsv('model,gpu\nax-k1,b200\n', 'runs.csv'),
};
