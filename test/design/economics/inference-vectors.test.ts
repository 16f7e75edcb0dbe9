import { SCENARIOS, type Throughput, throughputs } from '../../../src/catalog/economics';
import { defineModel, inferenceGpu, modelById, models } from '../../../src/catalog/models';
import { userFact } from '../../../src/catalog/fact';
import {
  kvBytesOfSequence,
  type MemoryInput,
  parametersOf,
  planMemory,
  weightBytesOf,
} from '../../../src/design/economics/memory';
import {
  decodeRoofline,
  dynamoReplicas,
  needOf,
  paretoFront,
  perGpu,
  prefillSeconds,
  throughputAt,
  throughputRatio,
} from '../../../src/design/economics/serving';

const axk1 = modelById('ax-k1');
const b200 = inferenceGpu('b200');

/** Eight ranks of attention, experts over all of them, as in the worked vectors of A.X K1. */
const EIGHT = { tensor: 1, data: 8, expert: 8 };

const memory = (changes: Partial<MemoryInput> = {}): MemoryInput => ({
  owner: 'vector',
  model: axk1,
  gpu: b200,
  precision: 'fp8',
  parallelism: EIGHT,
  runtime: { name: 'tensorrt-llm', fraction: 0.9 },
  kv: { format: 'fp8' },
  context: 8_192,
  activationBytes: 0,
  ...changes,
});

/** An object without the members that are undefined. */
const withoutUndefined = (members: object): object =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

describe('KV cache', () => {
  // E01: 2 x 80 layers x 8 heads x 128 x 2 B. E02: 2 x 126 x 8 x 128 x 1 B. E03: 61 x (512 + 64).
  test.each([
    ['llama-3.1-8b', 'bf16', 131_072],
    ['llama-3.1-70b', 'bf16', 327_680],
    ['llama-3.1-405b', 'fp8', 258_048],
    ['deepseek-r1', 'bf16', 70_272],
    ['ax-k1', 'fp8', 35_136],
    ['ax-k1', 'bf16', 70_272],
    ['kimi-k2', 'fp8', 35_136],
  ] as const)('of a token of %s in %s is %i B', (id, format, bytes) => {
    expect(kvBytesOfSequence(modelById(id), { format }, 1)).toBe(bytes);
  });

  test('of A.X K1 taken as heads of its own would be 25 times too much', () => {
    // E03: 2 x 61 x 64 heads x 112 dimensions as a wrong reading; the trap is 1,748,992 B.
    const wrong = 1_748_992;
    expect(Math.round(wrong / kvBytesOfSequence(axk1, { format: 'bf16' }, 1))).toBe(25);
  });

  test('of layers that slide holds their window alone', () => {
    // E04: 18 x 2 x 8 x 64 x 2 x 8192 = 301,989,888 and 18 x 2 x 8 x 64 x 2 x 128 = 4,718,592.
    const model = modelById('gpt-oss-120b');
    expect(kvBytesOfSequence(model, { format: 'bf16' }, 8_192)).toBe(301_989_888 + 4_718_592);
    expect(2 * 36 * 8 * 64 * 2 * 8_192).toBe(603_979_776);
  });

  test('of a layout of its own takes the bytes that are named', () => {
    expect(kvBytesOfSequence(axk1, { format: 'fp8', bytesPerTokenAndLayer: 656, name: 'scales' }, 2)).toBe(
      61 * 656 * 2,
    );
  });

  test('is divided by tensor parallelism down to one head a GPU, and a latent is not', () => {
    const llama = modelById('llama-3.1-70b');
    const of = (tensor: number): number => kvBytesOfSequence(llama, { format: 'bf16' }, 1, { tensor });
    expect([1, 2, 8, 16].map(of)).toEqual([327_680, 163_840, 40_960, 40_960]);
    expect(kvBytesOfSequence(axk1, { format: 'fp8' }, 1, { tensor: 8 })).toBe(35_136);
    expect(kvBytesOfSequence(axk1, { format: 'fp8' }, 1, { tensor: 8, context: 2 })).toBe(17_568);
  });
});

describe('parameters', () => {
  // E05 and E06: routed 60 x 192 x 44,040,192 and 58 x 256 x 44,040,192.
  test.each([
    ['ax-k1', 507_343_011_840, 518_983_063_808, 32_779_344_128],
    ['deepseek-r1', 653_908_770_816, 671_026_419_200, 37_552_297_472],
    ['kimi-k2', 1_014_686_023_680, 1_026_408_232_448, 32_861_500_928],
    ['llama-3.1-8b', 0, 8_030_261_248, 8_030_261_248],
    ['llama-3.1-70b', 0, 70_553_706_496, 70_553_706_496],
    ['llama-3.1-405b', 0, 405_853_388_800, 405_853_388_800],
  ])('of %s: %i routed of %i, %i active', (id, routed, total, active) => {
    const parts = parametersOf(modelById(id));
    expect(parts?.routed).toBe(routed);
    expect((parts?.routed ?? 0) + (parts?.shared ?? 0) + (parts?.rest ?? 0)).toBe(total);
    expect(parts?.active).toBe(active);
  });

  test('of gpt-oss are not known, since its shape is not whole', () => {
    expect(parametersOf(modelById('gpt-oss-120b'))).toBeUndefined();
  });

  // E08: 304.862, 1,037.97 and 518.983 GB.
  test.each([
    [{ experts: 'nvfp4', rest: 'bf16' }, 304_862_081_536],
    ['bf16', 1_037_966_127_616],
    ['fp8', 518_983_063_808],
  ] as const)('of A.X K1 in %j take %i B', (precision, bytes) => {
    const parts = parametersOf(axk1);
    expect(parts).toBeDefined();
    if (parts === undefined) return;
    const { routed, other } = weightBytesOf(parts, precision);
    expect(routed + other).toBe(bytes);
  });
});

describe('memory of an instance', () => {
  test('E07: A.X K1 in FP8 on 8 x B200, TensorRT-LLM', () => {
    const plan = planMemory(memory());
    // 507,343,011,840 / 8 + 11,640,051,968; with 3,758,096,384 + 411,041,792 that is 79,227,066,624.
    expect(plan.weightBytesPerGpu).toBe(75_057_928_448);
    expect(Math.floor(plan.budgetBytes ?? 0)).toBe(102_641_815_526);
    expect(plan).toMatchObject({ gpus: 8, tokensPerGpu: 2_921_272, tokensPerInstance: 23_370_176, sequences: 2_848 });
    expect(planMemory(memory({ context: 131_072 })).sequences).toBe(176);
  });

  test('the same 0.9 of the total leaves less: 94.7 of 102.6 GB', () => {
    const budget = planMemory(memory({ runtime: { name: 'vllm', fraction: 0.9 } })).budgetBytes ?? 0;
    expect(Math.round(budget / 1e8) / 10).toBe(94.7);
  });

  test('SGLang holds weights and KV cache in its fraction', () => {
    // 193,273,528,320 x 0.88 - 75,057,928,448
    const plan = planMemory(memory({ runtime: { name: 'sglang', fraction: 0.88 } }));
    expect(plan.budgetBytes).toBeCloseTo(95_022_776_473.6, 0);
    const busy = planMemory(memory({ runtime: { name: 'sglang', fraction: 0.88 }, activationBytes: 8e9 }));
    expect(busy.budgetBytes).toBe(plan.budgetBytes);
  });

  test('E08: A.X K1 with NVFP4 experts on 4 x B200', () => {
    const parallelism = { tensor: 1, data: 4, expert: 4 };
    const plan = planMemory(memory({ precision: { experts: 'nvfp4', rest: 'bf16' }, parallelism }));
    expect(plan.weightBytesPerGpu).toBe(90_826_748_416);
    expect(Math.floor(plan.budgetBytes ?? 0)).toBe(88_449_877_555);
    expect(plan).toMatchObject({ tokensPerGpu: 2_517_357, tokensPerInstance: 10_069_428 });
  });

  test('E09: A.X K1 on H100 by both rules, and on H200', () => {
    const vllm = { name: 'vllm', fraction: 0.9 } as const;
    const h100 = planMemory(memory({ gpu: inferenceGpu('h100'), runtime: vllm }));
    expect(Math.round(h100.budgetBytes ?? 0)).toBe(-1_917_655_296);
    expect(h100).toMatchObject({ fits: false, sequences: 0, tokensPerGpu: 0 });
    const free = planMemory(memory({ gpu: inferenceGpu('h100') }));
    expect(free).toMatchObject({ tokensPerGpu: 170_908, fits: true });
    const h200 = planMemory(memory({ gpu: inferenceGpu('h200'), runtime: vllm }));
    expect(Math.round(h200.budgetBytes ?? 0)).toBe(57_030_770_842);
    expect(h200).toMatchObject({ tokensPerGpu: 1_623_143, tokensPerInstance: 12_985_144 });
  });

  test('says what activations were taken as, and what is not known', () => {
    const silent = { ...memory(), activationBytes: undefined };
    expect(planMemory(withoutUndefined(silent) as MemoryInput)).toMatchObject({
      activationBytes: 0,
      areActivationsStated: false,
    });
    const large = planMemory(memory({ parallelism: { tensor: 1, data: 16 } }));
    expect(large.fits).toBeUndefined();
    expect(large.unknown).toEqual([
      {
        what: 'the buffers of collectives of 16 GPUs',
        givenBy: "give 'collectiveMemory' of the service, as its runtime prints it",
      },
    ]);
    const oss = planMemory(memory({ model: modelById('gpt-oss-120b') }));
    expect(oss.unknown.map(({ what }) => what)).toEqual(["the weights of 'gpt-oss-120b'"]);
    // 60 GB over 8 ranks of attention are held whole by each of them.
    const stated = planMemory(memory({ model: modelById('gpt-oss-120b'), weightBytes: 60e9 }));
    expect(stated.weightBytesPerGpu).toBe(60e9);
    expect((stated.tokensPerGpu ?? 0) % 8_192).toBe(0);
  });

  test.each<[string, Partial<MemoryInput>, string]>([
    [
      'a context above the trained window',
      { context: 200_000 },
      "vector: 'context' is 200000 tokens, and 'ax-k1' is trained or extended to 131072; give at most 131072 [economics/context-above-window]",
    ],
    [
      'SGLang without its fraction',
      { runtime: { name: 'sglang' } },
      "vector: SGLang works its fraction out of the capacity, and 'fraction' is missing; give 'fraction' as the log of the server prints it (mem_fraction_static) [economics/no-fraction]",
    ],
    [
      'a fraction above 1',
      { runtime: { name: 'vllm', fraction: 1.2 } },
      "vector: 'fraction' is 1.2; give a number above 0 and up to 1 [economics/bad-fraction]",
    ],
    [
      'no context',
      { context: 0 },
      "vector: 'context' is 0 tokens; give a whole number of at least 1 [economics/bad-context]",
    ],
    [
      'half a rank',
      { parallelism: { tensor: 0.5, data: 8 } },
      "vector: 'tensor' is 0.5; give a whole number of at least 1 [economics/bad-parallelism]",
    ],
    [
      'experts over more GPUs than there are',
      { parallelism: { tensor: 1, data: 8, expert: 16 } },
      "vector: 'expert' is 16, and an instance has 8 GPUs; give at most 8 [economics/bad-parallelism]",
    ],
  ])('fails for %s', (_, changes, message) => {
    expect(() => planMemory(memory(changes))).toThrow(message);
  });
});

describe('rooflines', () => {
  test('E10: decode of A.X K1 on 8 x B200', () => {
    const roof = decodeRoofline({
      model: axk1,
      gpu: b200,
      format: 'fp8',
      expert: 8,
      tensor: 1,
      batch: 64,
      context: 8_192,
      kv: { format: 'fp8' },
      efficiency: 0.8,
    });
    expect((roof?.stepSeconds ?? 0) * 1_000).toBeCloseTo(15.1752, 4);
    expect(roof?.speed).toBeCloseTo(65.8969, 3);
    expect(roof?.tokensPerSecondPerGpu).toBeCloseTo(4_217.4, 1);
    expect(roof?.bound).toBe('memory');
  });

  test('E11: decode of one sequence of Llama 3.1 70B on two H100', () => {
    const roof = decodeRoofline({
      model: modelById('llama-3.1-70b'),
      gpu: inferenceGpu('h100'),
      format: 'fp8',
      expert: 1,
      tensor: 2,
      batch: 1,
      context: 0,
      kv: { format: 'fp8' },
      efficiency: 0.8,
    });
    expect((roof?.stepSeconds ?? 0) * 1_000).toBeCloseTo(13.163, 3);
    expect(roof?.speed).toBeCloseTo(75.9705, 3);
  });

  test('E12: prefill of 8,192 tokens of A.X K1', () => {
    const seconds = prefillSeconds(axk1, { inputTokens: 8_192, gpus: 8, flops: 4.5e15, efficiency: 0.4 }) ?? 0;
    expect(seconds).toBeCloseTo(0.0431177, 6);
    expect(8_192 / seconds / 8).toBeCloseTo(23_749, 0);
  });

  test('of a model whose parameters are not known is not known', () => {
    expect(
      prefillSeconds(modelById('gpt-oss-120b'), { inputTokens: 1, gpus: 1, flops: 1, efficiency: 1 }),
    ).toBeUndefined();
  });
});

describe('the Pareto front', () => {
  const points = [
    [20, 12_000],
    [40, 9_000],
    [50, 4_000],
    [60, 5_000],
    [80, 2_000],
  ] as const;

  test('E15: leaves out what a faster point beats, and gives 7,000 at 50', () => {
    expect(paretoFront(points).map(([speed]) => speed)).toEqual([20, 40, 60, 80]);
    expect(throughputAt(points, 50)).toBeCloseTo(7_000, 9);
  });

  test('says nothing outside of what was measured, and the points themselves', () => {
    expect([19, 81].map((speed) => throughputAt(points, speed))).toEqual([undefined, undefined]);
    expect(throughputAt(points, 40)).toBe(9_000);
    expect(throughputAt(points, 80)).toBeCloseTo(2_000, 9);
    expect(throughputAt([[10, 5]], 10)).toBe(5);
    // Two points are joined by a line.
    expect(
      throughputAt(
        [
          [10, 5],
          [20, 3],
        ],
        15,
      ),
    ).toBe(4);
  });
});

const measured: Throughput = {
  model: 'ax-k1',
  gpu: 'gb300',
  gpus: 8,
  tokensPerSecond: 9_600,
  counts: 'output',
  scenario: 'server',
  inputTokens: 1_500,
  outputTokens: 500,
  speed: 40,
  source: 'a run of one own',
  date: '2026-11-20',
  availability: 'own',
};

const DEMAND = { users: 5_000_000, requests: 20, inputTokens: 1_500, outputTokens: 500, peakFactor: 3 };

const need = (changes: Partial<Parameters<typeof needOf>[0]> = {}): Parameters<typeof needOf>[0] => ({
  owner: 'vector',
  model: axk1,
  demand: DEMAND,
  level: { scenario: 'server', firstTokenSeconds: 0.5, speed: 40 },
  memory: { gpu: 'gb300', gpus: 8, tokensPerInstance: 44_833_320 },
  throughput: measured,
  maxLoad: 0.75,
  ...changes,
});

describe('demand', () => {
  test('E20 and E21: 5 M users ask for 1,930 GPUs by throughput and 16 by memory', () => {
    const { peakRequests, concurrent, residentTokens, ...rest } = needOf(need());
    expect(peakRequests).toBeCloseTo(3_472.222, 3);
    expect(concurrent).toBeCloseTo(45_138.9, 1);
    expect(Math.round(residentTokens)).toBe(78_993_056);
    // 1,930 GPUs are 241.25 instances of 8, so 242; 1,930 are 27 racks of 72.
    expect(rest).toMatchObject({ gpusByThroughput: 1_930, gpusByMemory: 16, instances: 242, binding: 'throughput' });
    expect(Math.ceil(1_930 / 72)).toBe(27);
  });

  test('E21: an instance of 8 GB300 holds 44,833,320 tokens', () => {
    const plan = planMemory(memory({ gpu: inferenceGpu('gb300') }));
    expect(plan).toMatchObject({ tokensPerGpu: 5_604_165, tokensPerInstance: 44_833_320 });
  });

  test('without a throughput is known by memory alone', () => {
    const without = withoutUndefined({ ...need(), throughput: undefined }) as Parameters<typeof needOf>[0];
    const { gpusByThroughput, gpusByMemory, instances, unknown } = needOf(without);
    expect([gpusByThroughput, gpusByMemory, instances]).toEqual([undefined, 16, undefined]);
    expect(unknown).toEqual([
      {
        what: "the throughput of 'ax-k1'",
        givenBy: "give 'throughput': a measurement of your own, or a row of the catalogue",
      },
    ]);
  });

  test.each<[string, Partial<Throughput>, string]>([
    ['other lengths', { outputTokens: 1_000 }, "the throughput has 'outputTokens' 1000, and the demand 500"],
    ['other hits', { cacheHits: 0.5 }, "the throughput has 'cacheHits' 0.5, and the demand 0"],
    ['a slower user', { speed: 20 }, 'the throughput was measured at 20 tok/s a user, and the level promises 40'],
  ])('that a throughput of %s does not answer is not known', (_, changes, what) => {
    const { gpusByThroughput, instances, unknown } = needOf(need({ throughput: { ...measured, ...changes } }));
    expect([gpusByThroughput, instances]).toEqual([undefined, undefined]);
    expect(unknown.map((each) => each.what)).toEqual([what]);
  });

  test('within a stated factor of lengths is known', () => {
    const throughput = { ...measured, outputTokens: 600 };
    expect(needOf(need({ throughput, lengthFactor: 1.2 })).gpusByThroughput).toBe(1_930);
    expect(needOf(need({ throughput, lengthFactor: 1.19 })).gpusByThroughput).toBeUndefined();
  });

  test.each<[string, Parameters<typeof needOf>[0], string]>([
    [
      'another scenario',
      need({ throughput: { ...measured, scenario: 'offline' } }),
      "vector: the throughput is of the scenario 'offline', and the level asks for 'server'; give a throughput of 'server': rows of other scenarios say nothing of it [economics/scenario-mismatch]",
    ],
    [
      'another model',
      need({ throughput: { ...measured, model: 'kimi-k2' } }),
      "vector: the throughput is of 'kimi-k2', and 'ax-k1' is served; give one of the same model and GPU, or leave it out: what follows from it is then not known [economics/other-model]",
    ],
    [
      'another GPU',
      need({ throughput: { ...measured, gpu: 'b200' } }),
      "vector: the throughput is of 'b200', and the pool has 'gb300'; give one of the same model and GPU, or leave it out: what follows from it is then not known [economics/other-gpu]",
    ],
    [
      'a peak below the mean',
      need({ demand: { ...DEMAND, peakFactor: 0.5 } }),
      "vector: 'peakFactor' is 0.5; give the peak over the mean, at least 1 [economics/bad-demand]",
    ],
    [
      'a load above 1',
      need({ maxLoad: 1.2 }),
      "vector: 'maxLoad' is 1.2; give a share above 0 and up to 1 [economics/bad-demand]",
    ],
    [
      'answers of no tokens',
      need({ demand: { ...DEMAND, outputTokens: 0 } }),
      "vector: 'outputTokens' is 0; give a finite number above 0 [economics/bad-demand]",
    ],
    [
      'users who are no number',
      need({ demand: { ...DEMAND, users: NaN } }),
      "vector: 'users' is NaN; give a finite number of at least 0 [economics/bad-demand]",
    ],
    [
      'hits of all',
      need({ demand: { ...DEMAND, cacheHits: 1 } }),
      "vector: 'cacheHits' is 1; give a share from 0 to below 1 [economics/bad-demand]",
    ],
    [
      'a factor below 1',
      need({ lengthFactor: 0.5 }),
      "vector: 'lengthFactor' is 0.5; give a factor from 1 to 100 [economics/bad-demand]",
    ],
  ])('fails for %s', (_, input, message) => {
    expect(() => needOf(input)).toThrow(message);
  });

  test('E22: replicas by the rule of Dynamo', () => {
    // 12,000 x 3,000 / 60 x 0.8 = 480,000; / 14,000 / 2 = 17.14. 12,000 x 300 / 60 / 1,800 / 4 = 8.33.
    const replicas = dynamoReplicas({
      requests: 12_000,
      intervalSeconds: 60,
      inputTokens: 3_000,
      outputTokens: 300,
      prefill: { perGpu: 14_000, gpus: 2, correction: 0.8 },
      decode: { perGpu: 1_800, gpus: 4 },
    });
    expect(replicas).toEqual({ prefill: 18, decode: 9 });
  });
});

describe('published throughputs', () => {
  const best = (model: string, scenario: string, gpu: string, gpus: number): number | undefined => {
    const row = throughputs().find(
      (one) => one.model === model && one.scenario === scenario && one.gpu === gpu && one.gpus === gpus,
    );
    return row === undefined ? undefined : Math.round(perGpu(row) * 10) / 10;
  };

  test('are 140 rows of v6.0 and three of the preview of v6.1', () => {
    const rows = throughputs();
    expect(rows.filter(({ source }) => source.startsWith('mlperf60'))).toHaveLength(140);
    expect(rows.filter(({ source }) => source.startsWith('mlperf61'))).toHaveLength(3);
    expect(new Set(rows.map(({ scenario }) => scenario))).toEqual(new Set(SCENARIOS));
    expect(rows.every(({ tokensPerSecond, gpus }) => tokensPerSecond > 0 && gpus >= 1)).toBe(true);
    expect(rows.filter(({ gpu, availability }) => gpu === 'vr-nvl72' && availability !== 'preview')).toEqual([]);
  });

  test.each([
    ['deepseek-r1', 'server', 'gb300', 72, 7_994.2],
    ['deepseek-r1', 'server', 'gb300', 288, 5_399.7],
    ['deepseek-r1', 'offline', 'b200', 8, 7_322.7],
    ['deepseek-r1', 'interactive', 'b300', 8, 616.8],
    ['gpt-oss-120b', 'server', 'gb300', 72, 15_232.9],
    ['gpt-oss-120b', 'offline', 'h200', 8, 3_585],
    ['llama-3.1-405b', 'interactive', 'gb300', 72, 255.1],
    ['llama-3.1-8b', 'server', 'rtx-pro-6000', 10, 5_963.3],
    ['llama2-70b-99', 'interactive', 'mi355x', 88, 8_926.4],
  ])('%s %s on %s x %i gives %d a GPU', (model, scenario, gpu, gpus, value) => {
    expect(best(model, scenario, gpu, gpus)).toBe(value);
  });

  test('E25: the preview of Vera Rubin against GB300', () => {
    const row = (scenario: string, gpu: string): Throughput => {
      const found = throughputs().find(
        (one) => one.model === 'deepseek-r1' && one.scenario === scenario && one.gpu === gpu && one.gpus === 72,
      );
      if (found === undefined) throw new Error(scenario);
      return found;
    };
    expect(perGpu(row('server', 'vr-nvl72'))).toBeCloseTo(16_331.8, 1);
    expect(perGpu(row('interactive', 'vr-nvl72'))).toBeCloseTo(9_065.97, 1);
    expect(throughputRatio(row('server', 'vr-nvl72'), row('server', 'gb300'))).toBeCloseTo(2.04297, 5);
    expect(throughputRatio(row('interactive', 'vr-nvl72'), row('interactive', 'gb300'))).toBeCloseTo(2.6044, 4);
    expect(perGpu(row('server', 'vr-nvl72')) / 2_300).toBeCloseTo(7.10079, 5);
    expect(perGpu(row('server', 'gb300')) / 1_400).toBeCloseTo(5.71012, 5);
    expect(() => throughputRatio(row('server', 'gb300'), row('offline', 'gb300'))).toThrow(
      "a throughput of scenario 'server' is compared with one of 'offline'; compare rows of one model, one scenario and one kind of tokens [economics/scenario-mismatch]",
    );
  });
});

describe('a model of one own', () => {
  test('is checked as others are', () => {
    expect(models.map(({ id }) => id)).toContain('ax-k1');
    const shape = { layers: 4, attention: { kind: 'grouped', kvHeads: 2, headDim: 64, slidingLayers: 6 } } as const;
    expect(() =>
      defineModel({ id: 'own', model: 'Own', manufacturer: 'Us', shape: userFact(shape, 'config.json', '2026-11') }),
    ).toThrow("language model 'own': 6 of 4 layers slide; correct slidingLayers [catalog/inconsistent]");
    expect(() => modelById('ax-k')).toThrow(
      "no model of the catalogue is called 'ax-k'; did you mean 'ax-k1'? [catalog/unknown-model]",
    );
    expect(() => inferenceGpu('b20')).toThrow('[catalog/unknown-gpu]');
  });
});
