import { throughputs } from '../../../src/catalog/economics';
import type { CostsPlan } from '../../../src/model/costs-plan';
import type { ServicePlan } from '../../../src/model/service-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { evaluate } from '../../../src/policy/evaluate';
import { expectFinding, expectNothing, expectPassed, judge } from '../judge';
import { sitePlan } from '../site-plan-fixture';

const NEED = {
  peakRequests: 10,
  concurrent: 100,
  residentTokens: 1_000,
  gpusByThroughput: 16,
  gpusByMemory: 8,
  instances: 2,
  gpus: 16,
  binding: 'throughput',
  unknown: [],
} as const;

const SERVICE: ServicePlan = {
  name: 'chat',
  path: 'stack/chat',
  cluster: 'haein',
  model: 'ax-k1',
  level: { scenario: 'server', firstTokenSeconds: 1, speed: 40 },
  throughput: {
    model: 'ax-k1',
    gpu: 'b200',
    gpus: 8,
    tokensPerSecond: 9_600,
    counts: 'output',
    scenario: 'server',
    speed: 40,
    firstTokenSeconds: 1,
    source: 'own run',
    date: '2026-11-20',
    availability: 'own',
  },
  memory: {
    gpu: 'b200',
    gpus: 8,
    ranks: 8,
    weightBytesPerGpu: 75e9,
    activationBytes: 0,
    areActivationsStated: false,
    otherBytes: 3.7e9,
    budgetBytes: 100e9,
    kvLayout: 'latent and positions in FP8',
    kvBytesPerToken: 35_136,
    kvBytesPerSequence: 287_834_112,
    context: 8_192,
    sequences: 2_848,
    fits: true,
    unknown: [],
  },
  systems: 3,
  gpus: 24,
  instances: 3,
  racks: 3,
  domains: 3,
  clusterSystems: 4,
  trainingSystems: 1,
  supply: [{ systems: 3, gpus: 24, instances: 3 }],
  demand: [{ users: 1_000, need: NEED, instances: 3, systems: 3 }],
  watts: 50_000,
  isLeastDraw: false,
  losses: [{ of: 'instance', what: 'an instance', instancesLeft: 2 }],
  spareInstances: 1,
  asks: {},
  unknown: [],
};

const COSTS: CostsPlan = {
  name: 'money',
  path: 'stack/money',
  currency: 'USD',
  energyPrice: 0.13,
  tariff: 'flat',
  lives: { it: { book: 6, tax: 5, economic: 4 }, infrastructure: { book: 40, tax: 40, economic: 15 } },
  utilisation: 0.7,
  price: 4,
  interest: 0.1,
  marginFloor: 0.1,
  isLeastDraw: false,
  contract: { kilowatts: 100, leastBilledKilowatts: 30 },
  phases: [
    {
      gpus: 24,
      kilowatts: 30,
      itCapital: 1,
      infrastructureCapital: 1,
      megawattHours: 1,
      figures: {
        fixedPerHour: 2,
        energyFull: 0.3,
        energyIdle: 0.1,
        perSoldHour: 3.6,
        perSoldHourWithoutIdle: 3.5,
        perYear: 1,
        margin: 0.1,
      },
    },
  ],
  quarters: [],
  sensitivity: [],
  tokens: [],
  pricedLines: 1,
  openLines: 0,
  capital: [],
  unknown: [],
};

const serving = (changes: Partial<ServicePlan> = {}): SitePlan =>
  sitePlan({ economics: { services: [{ ...SERVICE, ...changes }] } });
const costing = (changes: Partial<CostsPlan> = {}): SitePlan =>
  sitePlan({ economics: { services: [], costs: { ...COSTS, ...changes } } });

test('a site that serves and sells nothing is judged by none of these rules', () => {
  expect(evaluate(sitePlan()).rules.filter(({ pack }) => pack === 'economics')).toEqual([]);
  expectNothing('economics/demand-above-supply', costing(), 'the site serves no model');
  expectNothing('economics/pue-on-all-in', serving(), 'the site has no costs');
});

describe('economics/model-does-not-fit', () => {
  const rule = 'economics/model-does-not-fit';
  test('passes where an instance holds one sequence', () => expectPassed(rule, serving()));

  test('fails where memory leaves less than one sequence', () => {
    const memory = { ...SERVICE.memory, budgetBytes: -1.9e9, fits: false } as ServicePlan['memory'];
    expectFinding(rule, serving(memory === undefined ? {} : { memory }), {
      severity: 'error',
      found: '0 B for KV cache on a GPU',
      limit: '274.5 MiB for one sequence of 8,192 tokens',
      arithmetic: 'weights 75 GB a GPU, activations taken as 0 B; -1.9 GB are left',
    });
  });

  test('is not known without the parameters of the model', () => {
    const memory = Object.fromEntries(Object.entries(SERVICE.memory ?? {}).filter(([name]) => name !== 'fits'));
    const unknown = [{ what: "the weights of 'gpt-oss-120b'", givenBy: "give 'weights' of the service" }];
    const { outcome } = judge(rule, serving({ memory: memory as never, unknown }));
    expect(outcome.indeterminate).toBe(1);
  });
});

describe('economics/demand-above-supply', () => {
  const rule = 'economics/demand-above-supply';
  test('passes where there are as many instances as needed', () => expectPassed(rule, serving()));

  test('fails from the first day on which there are fewer', () => {
    expectFinding(rule, serving({ short: { from: '2028-01-01', needed: 4, available: 3 } }), {
      found: '4 instances needed from 2028-01-01 on',
      limit: '3 instances that serve then',
      arithmetic: '4 - 3 = 1, spares counted',
    });
  });

  test('is not known where the need is not', () => {
    const demand = [{ users: 1_000, need: NEED }];
    const { findings } = judge(
      rule,
      serving({ demand, unknown: [{ what: 'the throughput', givenBy: "give 'throughput'" }] }),
    );
    expect(findings.map(({ outcome, found }) => [outcome, found])).toEqual([['indeterminate', 'the throughput']]);
  });
});

describe('economics/level-out-of-reach', () => {
  const rule = 'economics/level-out-of-reach';
  test('passes at the promised speed', () => expectPassed(rule, serving()));

  test('fails above it', () => {
    const level = { ...SERVICE.level, speed: 41 };
    expectFinding(rule, serving({ level }), { found: '40 tok/s a user', limit: '41 tok/s a user, as promised' });
    const late = { ...SERVICE.level, firstTokenSeconds: 0.9 };
    expectFinding(rule, serving({ level: late }), { found: '1 s to the first token' });
  });

  test('reads the speed of a published row from its time a token', () => {
    const row = throughputs().find(
      ({ model, scenario, gpu }) => model === 'deepseek-r1' && scenario === 'server' && gpu === 'b200',
    );
    // 61 to 80 ms a token are 12 to 16 tok/s.
    expect(judge(rule, serving(row === undefined ? {} : { throughput: row })).outcome.failed).toBe(1);
  });
});

describe('economics/loss-leaves-less', () => {
  const rule = 'economics/loss-leaves-less';
  test('passes where as many are left as the demand needs', () => expectPassed(rule, serving()));

  test('fails where fewer are', () => {
    const losses = [{ of: 'rack', what: "rack 'A01'", instancesLeft: 1 }] as const;
    expectFinding(rule, serving({ losses }), { found: '1 instance left', arithmetic: '3 - 2 = 1' });
  });

  test('is not known where the loss is not', () => {
    const losses = [{ of: 'feed', what: 'a feed' }] as const;
    expect(judge(rule, serving({ losses })).outcome.indeterminate).toBe(1);
  });
});

describe('economics/pool-counted-twice', () => {
  const rule = 'economics/pool-counted-twice';
  test('passes where all systems are counted once', () => expectPassed(rule, serving()));

  test('fails where two uses share one', () => {
    expectFinding(rule, serving({ trainingSystems: 2 }), { found: '5 systems', limit: '4 systems' });
  });
});

describe('economics/margin-below-floor', () => {
  const rule = 'economics/margin-below-floor';
  test('passes at the floor', () => expectPassed(rule, costing()));

  test('fails below it', () => {
    expectFinding(rule, costing({ marginFloor: 0.11 }), { found: '10 % of the price', limit: '11 %' });
  });

  test('is not known where the cost is not', () => {
    const phases = COSTS.phases.map(
      (phase) => Object.fromEntries(Object.entries(phase).filter(([name]) => name !== 'figures')) as never,
    );
    expect(judge(rule, costing({ phases })).outcome.indeterminate).toBe(1);
  });
});

describe('economics/life-outside-sources', () => {
  const rule = 'economics/life-outside-sources';
  test('passes from 3 to 6 years', () => expectPassed(rule, costing(), 3));

  test('fails for 7', () => {
    const lives = { ...COSTS.lives, it: { book: 7, tax: 5, economic: 4 } };
    expectFinding(rule, costing({ lives }), { found: '7 years', limit: '3 to 6 years' });
  });
});

describe('economics/pue-on-all-in', () => {
  const rule = 'economics/pue-on-all-in';
  const power = { kilowattsPerGpu: 2.1, isAllIn: true };
  test('passes without a PUE', () => expectPassed(rule, costing({ power })));

  test('fails with one', () => {
    expectFinding(rule, costing({ power: { ...power, pue: 1.25 } }), { found: '2.1 kW all-in x PUE 1.25 = 2.625 kW' });
  });
});

describe('economics/contract-not-used', () => {
  const rule = 'economics/contract-not-used';
  test('passes where 30 % of the contract are drawn', () => expectPassed(rule, costing()));

  test('fails below', () => {
    const contract = { kilowatts: 101, leastBilledKilowatts: 30.3 };
    expectFinding(rule, costing({ contract }), { found: '30 kW drawn', limit: '30.3 kW billed at least' });
  });

  test('is not known where the tariff bills a contract that nobody states', () => {
    const open = costing({ contract: undefined, isContractOpen: true } as never);
    expectFinding(rule, open, {
      outcome: 'indeterminate',
      remedy: "give 'contractPower' of the tariff, or of the supply",
    });
    expectNothing(rule, costing({ contract: undefined } as never), 'no costs have a contract of KEPCO');
  });
});
