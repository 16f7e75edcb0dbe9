import { present } from '../units/present';
import { DesignError, spellingHint } from '../errors/design-error';
import { cite, type Fact } from './fact';
import { defineEntry } from './define-entry';
import type { CatalogItem } from './shapes';

/** Attention of which a group of query heads shares one key and one value; `slidingLayers` of its layers look back `window` tokens only. */
export interface GroupedAttention {
  readonly kind: 'grouped';
  readonly kvHeads: number;
  readonly headDim: number;
  readonly slidingLayers?: number;
  readonly window?: number;
}

/** Attention that keeps one latent vector a token, from which keys and values are made again. */
export interface LatentAttention {
  readonly kind: 'latent';
  readonly kvLoraRank: number;
  readonly qLoraRank: number;
  /** Dimensions of a head with and without position. */
  readonly ropeDim: number;
  readonly plainDim: number;
  readonly valueDim: number;
}

/** Experts of the layers that are not dense. */
export interface ModelExperts {
  readonly routed: number;
  readonly topK: number;
  /** Layers without experts. Absent: none. */
  readonly denseLayers?: number;
  /** Experts that every token passes. Absent: none. */
  readonly shared?: number;
  /** Inner width of one expert. */
  readonly ffn?: number;
  /** Whether a norm follows each block of experts. */
  readonly hasNormAfter?: true;
}

/** What the configuration of a model says of its shape. */
export interface ModelShape {
  readonly layers: number;
  readonly attention: GroupedAttention | LatentAttention;
  readonly experts?: ModelExperts;
  readonly hidden?: number;
  readonly heads?: number;
  /** Inner width of a dense layer. */
  readonly ffn?: number;
  readonly vocabulary?: number;
}

/** Parameters by component: routed experts are spread over the ranks of expert parallelism, everything else over those of tensor parallelism. */
export interface ModelParameters {
  /** Of all routed experts; 0 of a dense model. */
  readonly routed: number;
  readonly shared: number;
  readonly rest: number;
  /** That one token passes, shared experts and the rest included. */
  readonly active: number;
}

/** A language model that is served. */
export interface ModelSpec extends CatalogItem {
  readonly shape: Fact<ModelShape>;
  /** Longest context that it is trained or extended to, tokens. Absent: no source states it. */
  readonly trainedContext?: Fact<number>;
  /** Absent: they follow from the shape, or are not known. */
  readonly parameters?: Fact<ModelParameters>;
}

/** Formats of weights, with their bytes a parameter: scales of the four-bit formats are counted. */
export const WEIGHT_BYTES = { bf16: 2, fp8: 1, nvfp4: 0.5625, mxfp4: 0.53125 } as const;

/** Format of weights. */
export type WeightFormat = keyof typeof WEIGHT_BYTES;

/** A GPU as planners of inference take it. */
export interface InferenceGpu {
  readonly id: string;
  readonly memoryBytes: number;
  readonly bytesPerSecond: number;
  /** Dense rate by format, FLOP/s. */
  readonly flops: Readonly<Partial<Record<'bf16' | 'fp8' | 'fp4', number>>>;
  readonly watts: number;
}

/**
 * Checks a model of one's own, such as one whose configuration is at hand.
 *
 * @throws DesignError with everything that is wrong with it
 */
export function defineModel(spec: ModelSpec): ModelSpec {
  return defineEntry('language model', spec, (check, { shape, parameters }) => {
    const { layers, attention, experts } = shape.value;
    const { slidingLayers = 0, window } = attention.kind === 'grouped' ? attention : {};
    check.consistent(slidingLayers <= layers, `${slidingLayers} of ${layers} layers slide`, 'correct slidingLayers');
    check.consistent(
      slidingLayers === 0 || window !== undefined,
      `${slidingLayers} layers slide over no window`,
      "give 'window', in tokens",
    );
    const { routed = 1, topK = 1, denseLayers = 0 } = experts ?? {};
    check.consistent(topK <= routed, `a token passes ${topK} of ${routed} experts`, 'make topK at most routed');
    check.consistent(denseLayers <= layers, `${denseLayers} of ${layers} layers are dense`, 'correct denseLayers');
    const { active, ...parts } = parameters?.value ?? { active: 0, routed: 0, shared: 0, rest: 0 };
    const total = parts.routed + parts.shared + parts.rest;
    check.consistent(active <= total, `${active} of ${total} parameters are active`, 'correct parameters');
  });
}

const carried = cite('hf-configs', 'confirmed');
const ofTransformers = cite('hf-axk1', 'confirmed');
const copies = cite('hf-copies', 'secondary', '2026-12');
const scaled = cite('hf-axk1', 'derived');

const llama = (id: string, model: string, shape: Omit<ModelShape, 'attention' | 'vocabulary'>): ModelSpec =>
  defineModel({
    id,
    model,
    manufacturer: 'Meta',
    shape: carried({
      ...shape,
      attention: { kind: 'grouped', kvHeads: 8, headDim: 128 },
      vocabulary: 128_256,
    }),
    trainedContext: copies(131_072),
  });

const LATENT: LatentAttention = {
  kind: 'latent',
  kvLoraRank: 512,
  qLoraRank: 1_536,
  ropeDim: 64,
  plainDim: 128,
  valueDim: 128,
};

/** What DeepSeek-R1, Kimi-K2 and A.X K1 have alike. */
const latentShape = (heads: number, vocabulary: number, experts: ModelExperts): ModelShape => ({
  layers: 61,
  attention: LATENT,
  hidden: 7_168,
  heads,
  ffn: 18_432,
  vocabulary,
  experts: { shared: 1, ffn: 2_048, ...experts },
});

/** Models of the catalogue. A throughput of another model says nothing of them. */
export const models: readonly ModelSpec[] = Object.freeze([
  llama('llama-3.1-8b', 'Llama 3.1 8B', { layers: 32, hidden: 4_096, heads: 32, ffn: 14_336 }),
  llama('llama-3.1-70b', 'Llama 3.1 70B', { layers: 80, hidden: 8_192, heads: 64, ffn: 28_672 }),
  llama('llama-3.1-405b', 'Llama 3.1 405B', { layers: 126, hidden: 16_384, heads: 128, ffn: 53_248 }),
  defineModel({
    id: 'gpt-oss-120b',
    model: 'gpt-oss-120b',
    manufacturer: 'OpenAI',
    shape: carried({
      layers: 36,
      attention: { kind: 'grouped', kvHeads: 8, headDim: 64, slidingLayers: 18, window: 128 },
      experts: { routed: 128, topK: 4 },
    }),
    trainedContext: copies(131_072, 'YaRN x32 from 4,096'),
  }),
  defineModel({
    id: 'deepseek-r1',
    model: 'DeepSeek-R1',
    manufacturer: 'DeepSeek',
    shape: carried(latentShape(128, 129_280, { routed: 256, topK: 8, denseLayers: 3 })),
    trainedContext: copies(163_840, 'YaRN x40 from 4,096'),
  }),
  defineModel({
    id: 'kimi-k2',
    model: 'Kimi-K2',
    manufacturer: 'Moonshot AI',
    shape: carried(latentShape(64, 163_840, { routed: 384, topK: 8, denseLayers: 1 })),
    trainedContext: copies(131_072, 'YaRN x32 from 4,096'),
  }),
  defineModel({
    id: 'ax-k1',
    model: 'A.X K1 519B',
    manufacturer: 'SK Telecom',
    shape: ofTransformers(
      latentShape(64, 163_840, { routed: 192, topK: 8, denseLayers: 1, hasNormAfter: true }),
      'as DeepSeek-V3, with one more norm after each block of experts',
    ),
    trainedContext: scaled(131_072, 'YaRN x4 from 32,768'),
  }),
]);

/** A model of the catalogue. @throws DesignError `catalog/unknown-model` */
export function modelById(id: string): ModelSpec {
  return found('model', id, models);
}

const GIB = 2 ** 30;
const TERA = 1e12;

/** Memory, bandwidth, TFLOPS in BF16, FP8 and FP4, and W of each. Capacities differ from others' tables: 180 GiB of B200 here, 180 GB there. */
const GPU_ROWS: readonly (readonly [string, number, number, number, number, number | undefined, number])[] = [
  ['h100', 80 * GIB, 3.35, 989, 1_978, undefined, 700],
  ['h200', 141 * GIB, 4.8, 989, 1_978, undefined, 700],
  ['b200', 180 * GIB, 7.7, 2_250, 4_500, 9_000, 1_000],
  ['b300', 288_400_343_040, 7.75, 2_250, 4_500, 14_000, 1_100],
  ['gb200', 198_674_743_296, 8, 2_500, 5_000, 10_000, 1_200],
  ['gb300', 298_013_687_808, 8, 2_500, 5_000, 15_000, 1_400],
];

const ofPlanner = cite('aic', 'confirmed');

/** GPUs with what the planner of their vendor takes of them: inputs, not claims of a data sheet. */
export const inferenceGpus: readonly Fact<InferenceGpu>[] = Object.freeze(
  GPU_ROWS.map(([id, memoryBytes, bandwidth, bf16, fp8, fp4, watts]) =>
    Object.freeze(
      ofPlanner<InferenceGpu>({
        id,
        memoryBytes,
        bytesPerSecond: bandwidth * TERA,
        flops: present({ bf16: bf16 * TERA, fp8: fp8 * TERA, fp4: fp4 === undefined ? undefined : fp4 * TERA }),
        watts,
      }),
    ),
  ),
);

/** A GPU of the catalogue. @throws DesignError `catalog/unknown-gpu` */
export function inferenceGpu(id: string): InferenceGpu {
  return found(
    'gpu',
    id,
    inferenceGpus.map(({ value }) => value),
  );
}

/** The GPU that a text names, such as the GPU of a system: `b200` of `NVIDIA B200`; undefined where it names several or none of the catalogue. */
export function gpuNamed(text: string): InferenceGpu | undefined {
  const words = text.toLowerCase().split(/[^a-z0-9]+/);
  const [gpu, ...others] = inferenceGpus.map(({ value }) => value).filter(({ id }) => words.includes(id));
  return others.length === 0 ? gpu : undefined;
}

function found<T extends { readonly id: string }>(kind: 'model' | 'gpu', id: string, all: readonly T[]): T {
  const entry = all.find((each) => each.id === id);
  if (entry !== undefined) return entry;
  const ids = all.map((each) => each.id);
  const hint = spellingHint(id, ids);
  throw new DesignError(`catalog/unknown-${kind}`, {
    problem: `no ${kind === 'gpu' ? 'GPU' : 'model'} of the catalogue is called '${id}'`,
    remedy: hint === undefined ? `use one of ${ids.join(', ')}` : `did you mean '${hint}'?`,
    object: id,
  });
}
