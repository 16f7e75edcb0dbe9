import {
  type GroupedAttention,
  type InferenceGpu,
  type ModelParameters,
  type ModelSpec,
  WEIGHT_BYTES,
} from '../../catalog/models';
import { DesignError, DesignErrors } from '../../errors/design-error';
import type { KvLayout, MemoryPlan, Parallelism, Precision, ServingRuntime, Unknown } from '../../model/service-plan';
import { present } from '../../units/present';

/** What an instance is planned from. */
export interface MemoryInput {
  /** In words of a message: `inference service 'chat'`. */
  readonly owner: string;
  /** What is served. */
  readonly model: ModelSpec;
  /** GPU of the instance. */
  readonly gpu: Pick<InferenceGpu, 'id' | 'memoryBytes'>;
  /** Format of its weights. */
  readonly precision: Precision;
  /** How its GPUs share it. */
  readonly parallelism: Parallelism;
  /** Server, with its rule of memory. */
  readonly runtime: ServingRuntime;
  /** Layout of the KV cache. */
  readonly kv: KvLayout;
  /** Tokens of the longest sequence that is served. */
  readonly context: number;
  /** Activations a GPU, B. Absent: taken as 0, which the result says. */
  readonly activationBytes?: number;
  /** Weights of the whole model, B, of one whose parameters are not known. Absent: they follow from the model. */
  readonly weightBytes?: number;
  /** Buffers of collectives a GPU, B. Absent: those of 1, 2, 4 and 8 GPUs are known. */
  readonly collectiveBytes?: number;
}

/** Runtime of an engine beside weights, B, and buffers of collectives by GPUs. @see https://github.com/ai-dynamo/aiconfigurator */
const OTHER_BYTES = 3_758_096_384;
const COLLECTIVE_BYTES: ReadonlyMap<number, number> = new Map([
  [1, 0],
  [2, 358_612_992],
  [4, 411_041_792],
  [8, 411_041_792],
]);

const KV_BYTES = { bf16: 2, fp8: 1 } as const;

/** Parameters by component, from what is stated or from the shape; undefined where the shape is not whole. */
export function parametersOf({ shape, parameters }: ModelSpec): ModelParameters | undefined {
  if (parameters !== undefined) return parameters.value;
  const { layers, attention, experts, hidden, heads, ffn, vocabulary } = shape.value;
  if (hidden === undefined || heads === undefined || ffn === undefined || vocabulary === undefined) return undefined;
  const norms = 2 * hidden * layers + hidden;
  const ends = 2 * vocabulary * hidden;
  const attentionEach =
    attention.kind === 'grouped'
      ? 2 * hidden * attention.headDim * (heads + attention.kvHeads)
      : hidden * attention.qLoraRank +
        attention.qLoraRank +
        attention.qLoraRank * heads * (attention.plainDim + attention.ropeDim) +
        hidden * (attention.kvLoraRank + attention.ropeDim) +
        attention.kvLoraRank +
        attention.kvLoraRank * heads * (attention.plainDim + attention.valueDim) +
        heads * attention.valueDim * hidden;
  const { denseLayers = 0, routed: count = 0, topK = 0, shared: sharedCount = 0 } = experts ?? {};
  const dense = experts === undefined ? layers : denseLayers;
  const mixed = layers - dense;
  if (experts !== undefined && experts.ffn === undefined) return undefined;
  const expert = 3 * hidden * (experts?.ffn ?? 0);
  const router = hidden * count + count;
  const after = experts?.hasNormAfter === true ? hidden * mixed : 0;
  const rest = ends + norms + after + layers * attentionEach + dense * 3 * hidden * ffn + mixed * router;
  const shared = mixed * sharedCount * expert;
  return { routed: mixed * count * expert, shared, rest, active: rest + shared + mixed * topK * expert };
}

/** Bytes of all weights by component. */
export function weightBytesOf(parameters: ModelParameters, precision: Precision): { routed: number; other: number } {
  const { experts, rest } = typeof precision === 'string' ? { experts: precision, rest: precision } : precision;
  return {
    routed: parameters.routed * WEIGHT_BYTES[experts],
    other: parameters.shared * WEIGHT_BYTES[experts] + parameters.rest * WEIGHT_BYTES[rest],
  };
}

/**
 * KV cache of one sequence on one GPU, B. Tensor parallelism divides heads of grouped attention, down to one a GPU; a latent is whole on each of its ranks, and
 * context parallelism divides either. Layers that slide keep their window alone.
 */
export function kvBytesOfSequence(
  { shape }: Pick<ModelSpec, 'shape'>,
  { format, bytesPerTokenAndLayer }: KvLayout,
  tokens: number,
  { tensor = 1, context = 1 }: Partial<Parallelism> = {},
): number {
  const { layers, attention } = shape.value;
  if (bytesPerTokenAndLayer !== undefined && attention.kind === 'latent') {
    return (layers * bytesPerTokenAndLayer * tokens) / context;
  }
  if (attention.kind === 'latent') {
    return (layers * (attention.kvLoraRank + attention.ropeDim) * KV_BYTES[format] * tokens) / context;
  }
  const perLayer = bytesPerTokenAndLayer ?? groupedBytes(attention, format, tensor);
  const { slidingLayers = 0, window = tokens } = attention;
  const full = layers - slidingLayers;
  return (perLayer * (full * tokens + slidingLayers * Math.min(tokens, window))) / context;
}

function groupedBytes({ kvHeads, headDim }: GroupedAttention, format: KvLayout['format'], tensor: number): number {
  return 2 * Math.ceil(kvHeads / tensor) * headDim * KV_BYTES[format];
}

/**
 * Memory of an instance: weights and KV cache by the rule of its runtime, and the sequences that it holds.
 *
 * A GPU is rounded down first, then multiplied by ranks of data parallelism.
 *
 * @throws DesignError `economics/context-above-window`, `economics/bad-parallelism`, `economics/bad-fraction`, `economics/no-fraction`
 * @see https://github.com/ai-dynamo/aiconfigurator
 */
export function planMemory(input: MemoryInput): MemoryPlan {
  checkMemory(input);
  const { model, gpu, parallelism, runtime, kv, context } = input;
  const { tensor, data, context: parts = 1 } = parallelism;
  const gpus = tensor * data * parts;
  const weights = weightsOf(input, gpus);
  const collectiveBytes = input.collectiveBytes ?? COLLECTIVE_BYTES.get(gpus);
  const activationBytes = input.activationBytes ?? 0;
  const unknown: Unknown[] = [];
  if (weights === undefined) {
    unknown.push({ what: `the weights of '${model.id}'`, givenBy: "give 'weights' of the service" });
  }
  if (collectiveBytes === undefined) {
    const what = `the buffers of collectives of ${gpus} GPUs`;
    unknown.push({ what, givenBy: "give 'collectiveMemory' of the service, as its runtime prints it" });
  }
  const perSequence = kvBytesOfSequence(model, kv, context, parallelism);
  const perToken = perSequence / context;
  const budget =
    weights === undefined || collectiveBytes === undefined
      ? undefined
      : budgetOf(runtime, gpu.memoryBytes, {
          weights: weights.perGpu,
          apart: activationBytes + OTHER_BYTES + collectiveBytes,
        });
  const held = budget === undefined ? undefined : holds(input, Math.max(0, budget), perSequence);
  return {
    gpu: gpu.id,
    gpus,
    ranks: data,
    ...present({ weightBytes: weights?.all, weightBytesPerGpu: weights?.perGpu }),
    activationBytes,
    areActivationsStated: input.activationBytes !== undefined,
    otherBytes: OTHER_BYTES,
    ...present({ collectiveBytes, budgetBytes: budget }),
    kvLayout: layoutName(input),
    kvBytesPerToken: perToken,
    kvBytesPerSequence: perSequence,
    ...held,
    context,
    ...(held === undefined ? {} : { fits: held.sequences >= 1 }),
    unknown,
  };
}

function holds(
  { kv, model, parallelism, context }: MemoryInput,
  budget: number,
  perSequence: number,
): { tokensPerGpu: number; tokensPerInstance: number; sequences: number } {
  const { attention } = model.shape.value;
  const isSliding = attention.kind === 'grouped' && (attention.slidingLayers ?? 0) > 0;
  // Tokens of layers that slide depend on the length of their sequence: those of whole sequences are counted.
  const perRank = isSliding
    ? Math.floor(budget / perSequence) * context
    : Math.floor(budget / kvBytesOfSequence(model, kv, 1, parallelism));
  return {
    tokensPerGpu: perRank,
    tokensPerInstance: perRank * parallelism.data,
    sequences: Math.floor(perRank / context) * parallelism.data,
  };
}

/** What each runtime leaves for KV cache, B a GPU. */
function budgetOf(
  { name, fraction = 0.9 }: ServingRuntime,
  capacity: number,
  { weights, apart }: { readonly weights: number; readonly apart: number },
): number {
  if (name === 'tensorrt-llm') return (capacity - weights - apart) * fraction;
  if (name === 'vllm') return capacity * fraction - weights - apart;
  // Activations and graphs live outside of SGLang's fraction. What is free before loading is taken as the capacity: contexts of the driver leave less.
  return capacity * fraction - weights;
}

function weightsOf(
  { model, precision, parallelism, weightBytes }: MemoryInput,
  gpus: number,
): { all: number; perGpu: number } | undefined {
  const { tensor, expert = gpus } = parallelism;
  const parameters = parametersOf(model);
  // Without components nobody knows what is spread over experts: each rank of data parallelism holds all, which is the most that it can be.
  if (weightBytes !== undefined) return { all: weightBytes, perGpu: weightBytes / tensor };
  if (parameters === undefined) return undefined;
  const { routed, other } = weightBytesOf(parameters, precision);
  return { all: routed + other, perGpu: routed / expert + other / tensor };
}

function layoutName({ kv, model }: MemoryInput): string {
  if (kv.name !== undefined) return kv.name;
  const format = kv.format.toUpperCase();
  if (kv.bytesPerTokenAndLayer !== undefined) return `${kv.bytesPerTokenAndLayer} B a token and layer`;
  return model.shape.value.attention.kind === 'latent'
    ? `latent and positions in ${format}`
    : `keys and values in ${format}`;
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1 && value <= 1_000_000;

function checkMemory({ owner, model, parallelism, runtime, context }: MemoryInput): void {
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string): void => {
    errors.push(new DesignError(`economics/${code}`, { problem: `${owner}: ${problem}`, remedy, object: owner }));
  };
  const { tensor, data, context: parts = 1, expert } = parallelism;
  for (const [name, ranks] of Object.entries({ tensor, data, context: parts, expert: expert ?? 1 })) {
    if (!isCount(ranks)) refuse('bad-parallelism', `'${name}' is ${ranks}`, 'give a whole number of at least 1');
  }
  const gpus = tensor * data * parts;
  if (expert !== undefined && expert > gpus) {
    refuse('bad-parallelism', `'expert' is ${expert}, and an instance has ${gpus} GPUs`, `give at most ${gpus}`);
  }
  const window = model.trainedContext?.value;
  if (!(Number.isSafeInteger(context) && context >= 1)) {
    refuse('bad-context', `'context' is ${context} tokens`, 'give a whole number of at least 1');
  } else if (window !== undefined && context > window) {
    refuse(
      'context-above-window',
      `'context' is ${context} tokens, and '${model.id}' is trained or extended to ${window}`,
      `give at most ${window}`,
    );
  }
  const { name, fraction } = runtime;
  if (fraction === undefined && name === 'sglang') {
    refuse(
      'no-fraction',
      "SGLang works its fraction out of the capacity, and 'fraction' is missing",
      "give 'fraction' as the log of the server prints it (mem_fraction_static)",
    );
  } else if (fraction !== undefined && !(fraction > 0 && fraction <= 1)) {
    refuse('bad-fraction', `'fraction' is ${fraction}`, 'give a number above 0 and up to 1');
  }
  DesignErrors.throwAll(errors);
}
