import type { CountedTokens, Throughput } from '../../catalog/economics';
import type { InferenceGpu, ModelSpec } from '../../catalog/models';
import { WEIGHT_BYTES } from '../../catalog/models';
import { DesignError, DesignErrors } from '../../errors/design-error';
import { present } from '../../units/present';
import type { KvLayout, MemoryPlan, ServiceDemand, ServiceLevel, ServiceNeed, Unknown } from '../../model/service-plan';
import { kvBytesOfSequence, parametersOf } from './memory';

const SECONDS_A_DAY = 86_400;

/** What GPUs are counted from. */
export interface NeedInput {
  /** In words of a message: `inference service 'chat'`. */
  readonly owner: string;
  /** What is served. */
  readonly model: ModelSpec;
  /** What is asked of it. */
  readonly demand: ServiceDemand;
  /** What a user is promised. */
  readonly level: ServiceLevel;
  /** Memory of an instance. */
  readonly memory: Pick<MemoryPlan, 'gpu' | 'gpus' | 'tokensPerInstance'>;
  /** Absent: no figure of this model is known. */
  readonly throughput?: Throughput;
  /** Format in which its weights are served. Absent: of two formats, or not asked. */
  readonly precision?: string;
  /** Share of its throughput that a GPU is loaded with at most, above 0 and up to 1. */
  readonly maxLoad: number;
  /** How far lengths of requests may differ from those of the throughput, at least 1. Absent: they must be the same. */
  readonly lengthFactor?: number;
}

/** Tokens a second of one GPU: of all GPUs of a run, those of prefill and of decode alike. */
export function perGpu({ tokensPerSecond, gpus }: Pick<Throughput, 'tokensPerSecond' | 'gpus'>): number {
  return tokensPerSecond / gpus;
}

/**
 * GPUs for a demand: by throughput and by memory, the larger of both up to whole instances.
 *
 * Sequences in flight follow from Little's law: the peak rate times the time of a request.
 *
 * @throws DesignError `economics/scenario-mismatch`, `economics/other-model`, `economics/other-gpu`, `economics/bad-demand`
 */
export function needOf(input: NeedInput): ServiceNeed {
  checkNeed(input);
  const { demand, level, memory, throughput, maxLoad } = input;
  const { users, requests, inputTokens, outputTokens, peakFactor } = demand;
  const peakRequests = ((users * requests) / SECONDS_A_DAY) * peakFactor;
  const concurrent = peakRequests * (level.firstTokenSeconds + outputTokens / level.speed);
  const residentTokens = concurrent * (inputTokens + outputTokens / 2);
  const { tokensPerInstance: held } = memory;
  const unknown: Unknown[] = [...throughputDoubts(input)];
  if (held === undefined) unknown.push({ what: 'the tokens that an instance holds', givenBy: 'see its memory' });
  else if (held === 0)
    unknown.push({ what: 'GPUs by memory: the model does not fit', givenBy: 'give larger instances' });
  const byMemory = held === undefined || held === 0 ? undefined : ceiling(residentTokens / held) * memory.gpus;
  const peakTokens = throughput === undefined ? undefined : peakRequests * countedTokens(throughput.counts, demand);
  const isThroughputKnown = throughput !== undefined && throughputDoubts(input).length === 0;
  const byThroughput =
    peakTokens === undefined || !isThroughputKnown ? undefined : ceiling(peakTokens / (perGpu(throughput) * maxLoad));
  const known = byMemory === undefined || byThroughput === undefined ? undefined : Math.max(byMemory, byThroughput);
  const instances = known === undefined ? undefined : ceiling(known / memory.gpus);
  return {
    peakRequests,
    concurrent,
    residentTokens,
    ...present({ peakTokens, gpusByThroughput: byThroughput, gpusByMemory: byMemory, instances }),
    ...(instances === undefined ? {} : { gpus: instances * memory.gpus }),
    ...(byMemory === undefined || byThroughput === undefined
      ? {}
      : { binding: byMemory > byThroughput ? ('memory' as const) : ('throughput' as const) }),
    unknown,
  };
}

/** Rounds up what is not whole; what the last bits of a product add is no GPU more. */
export function ceiling(amount: number): number {
  const near = Math.round(amount);
  return Math.abs(amount - near) <= Math.abs(amount) * 1e-12 ? near : Math.ceil(amount);
}

function countedTokens(counts: CountedTokens, { inputTokens, outputTokens, cacheHits = 0 }: ServiceDemand): number {
  const asked = inputTokens * (1 - cacheHits);
  if (counts === 'output') return outputTokens;
  return counts === 'input' ? asked : asked + outputTokens;
}

/** Why a throughput says nothing of a demand: lengths, hits of the cache and speed that differ, or that it does not state. */
function throughputDoubts({
  throughput,
  demand,
  level,
  lengthFactor = 1,
  model,
  precision,
}: NeedInput): readonly Unknown[] {
  if (throughput === undefined) {
    return [
      {
        what: `the throughput of '${model.id}'`,
        givenBy: "give 'throughput': a measurement of your own, or a row of the catalogue",
      },
    ];
  }
  const doubts: Unknown[] = [];
  const doubt = (what: string, givenBy: string): void => void doubts.push({ what, givenBy });
  for (const [name, own, asked] of [
    ['inputTokens', throughput.inputTokens, demand.inputTokens],
    ['outputTokens', throughput.outputTokens, demand.outputTokens],
  ] as const) {
    if (own === undefined) {
      doubt(`the throughput states no '${name}'`, `give a throughput that was measured at about ${asked} tokens`);
    } else if (Math.max(own / asked, asked / own) > lengthFactor) {
      const remedy = `give a throughput of such lengths, or a 'lengthFactor' of at least ${factorText(own, asked)}`;
      doubt(`the throughput has '${name}' ${own}, and the demand ${asked}`, remedy);
    }
  }
  const hits = [throughput.cacheHits ?? 0, demand.cacheHits ?? 0] as const;
  const missed = hits.map((share) => 1 - share);
  const [least, most] = [Math.min(...missed), Math.max(...missed)];
  if (most > least * lengthFactor) {
    doubt(
      `the throughput has 'cacheHits' ${hits[0]}, and the demand ${hits[1]}`,
      'give a throughput that was measured with such hits',
    );
  }
  if (precision !== undefined && throughput.precision !== undefined && throughput.precision !== precision) {
    doubt(
      `the throughput was measured with weights in ${throughput.precision}, and ${precision} is served`,
      `give a throughput with weights in ${precision}`,
    );
  }
  if (throughput.speed !== undefined && throughput.speed < level.speed) {
    doubt(
      `the throughput was measured at ${throughput.speed} tok/s a user, and the level promises ${level.speed}`,
      'give a throughput at that speed or above',
    );
  }
  return doubts;
}

function factorText(one: number, other: number): string {
  return String(Math.ceil(Math.max(one / other, other / one) * 100) / 100);
}

/** Words of the whole demand that are no number, or none in their range. */
function checkNeed({ owner, demand, level, throughput, model, memory, maxLoad, lengthFactor }: NeedInput): void {
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string): void => {
    errors.push(new DesignError(`economics/${code}`, { problem: `${owner}: ${problem}`, remedy, object: owner }));
  };
  const figures = {
    users: demand.users,
    requests: demand.requests,
    inputTokens: demand.inputTokens,
    outputTokens: demand.outputTokens,
    firstTokenSeconds: level.firstTokenSeconds,
    speed: level.speed,
  };
  for (const [name, value] of Object.entries(figures)) {
    // Nobody may come; a request of no tokens, or one that is answered at once, is a slip.
    const mayBeNone = name === 'users' || name === 'requests';
    if (Number.isFinite(value) && (mayBeNone ? value >= 0 : value > 0)) continue;
    refuse('bad-demand', `'${name}' is ${value}`, `give a finite number ${mayBeNone ? 'of at least' : 'above'} 0`);
  }
  if (!(demand.peakFactor >= 1 && demand.peakFactor <= 1_000)) {
    refuse('bad-demand', `'peakFactor' is ${demand.peakFactor}`, 'give the peak over the mean, at least 1');
  }
  if (!(maxLoad > 0 && maxLoad <= 1))
    refuse('bad-demand', `'maxLoad' is ${maxLoad}`, 'give a share above 0 and up to 1');
  const { cacheHits = 0 } = demand;
  if (!(cacheHits >= 0 && cacheHits < 1)) {
    refuse('bad-demand', `'cacheHits' is ${cacheHits}`, 'give a share from 0 to below 1');
  }
  if (lengthFactor !== undefined && !(lengthFactor >= 1 && lengthFactor <= 100)) {
    refuse('bad-demand', `'lengthFactor' is ${lengthFactor}`, 'give a factor from 1 to 100');
  }
  if (throughput !== undefined) {
    if (throughput.scenario !== level.scenario) {
      refuse(
        'scenario-mismatch',
        `the throughput is of the scenario '${throughput.scenario}', and the level asks for '${level.scenario}'`,
        `give a throughput of '${level.scenario}': rows of other scenarios say nothing of it`,
      );
    }
    if (throughput.model !== model.id) {
      refuse('other-model', `the throughput is of '${throughput.model}', and '${model.id}' is served`, OWN_ROW);
    }
    if (throughput.gpu !== memory.gpu) {
      refuse('other-gpu', `the throughput is of '${throughput.gpu}', and the pool has '${memory.gpu}'`, OWN_ROW);
    }
  }
  DesignErrors.throwAll(errors);
}

const OWN_ROW = 'give one of the same model and GPU, or leave it out: what follows from it is then not known';

/**
 * How much faster one throughput is than another: rows of one model, one scenario and one kind of tokens alone.
 *
 * @throws DesignError `economics/scenario-mismatch`
 */
export function throughputRatio(one: Throughput, other: Throughput): number {
  const differs = (['model', 'scenario', 'counts'] as const).find((member) => one[member] !== other[member]);
  if (differs !== undefined) {
    throw new DesignError('economics/scenario-mismatch', {
      problem: `a throughput of ${differs} '${one[differs]}' is compared with one of '${other[differs]}'`,
      remedy: 'compare rows of one model, one scenario and one kind of tokens',
    });
  }
  return perGpu(one) / perGpu(other);
}

/** A measured point: output tokens a second that one user sees, and tokens a second of one GPU. */
export type ServingPoint = readonly [speed: number, perGpu: number];

/** Points that no faster one equals or beats, by speed. */
export function paretoFront(points: readonly ServingPoint[]): readonly ServingPoint[] {
  const front: ServingPoint[] = [];
  for (const point of [...points].sort((a, b) => b[0] - a[0] || b[1] - a[1])) {
    const best = front.at(-1);
    if (best === undefined || point[1] > best[1]) front.push(point);
  }
  return front.reverse();
}

/**
 * Tokens a second of one GPU at a speed of a user: a monotone cubic (Steffen) through the Pareto front; undefined outside of what was measured.
 *
 * @see M. Steffen, A simple method for monotonic interpolation in one dimension, Astronomy and Astrophysics 239 (1990)
 */
export function throughputAt(points: readonly ServingPoint[], speed: number): number | undefined {
  const front = paretoFront(points);
  const at = front.findIndex(
    ([x], index) => index < front.length - 1 && speed >= x && speed <= (front[index + 1]?.[0] ?? x),
  );
  if (front.length === 1 && front[0]?.[0] === speed) return front[0][1];
  const [from, to] = [front[at], front[at + 1]];
  if (from === undefined || to === undefined) return undefined;
  const slopes = steffenSlopes(front);
  const [m0, m1] = [slopes[at] ?? 0, slopes[at + 1] ?? 0];
  const width = to[0] - from[0];
  const secant = (to[1] - from[1]) / width;
  const t = speed - from[0];
  const [cubic, square] = [(m0 + m1 - 2 * secant) / width ** 2, (3 * secant - 2 * m0 - m1) / width];
  return Math.max(0, ((cubic * t + square) * t + m0) * t + from[1]);
}

function steffenSlopes(points: readonly ServingPoint[]): readonly number[] {
  const widths = points.slice(1).map(([x], index) => x - (points[index]?.[0] ?? x));
  const secants = points.slice(1).map(([, y], index) => (y - (points[index]?.[1] ?? y)) / (widths[index] ?? 1));
  const inner = points.map((_, index) => {
    const [s0, s1, h0, h1] = [secants[index - 1], secants[index], widths[index - 1], widths[index]];
    if (s0 === undefined || s1 === undefined || h0 === undefined || h1 === undefined) return 0;
    const p = (s0 * h1 + s1 * h0) / (h0 + h1);
    return (Math.sign(s0) + Math.sign(s1)) * Math.min(Math.abs(s0), Math.abs(s1), 0.5 * Math.abs(p));
  });
  const last = points.length - 1;
  const [first = 0, end = 0] = [secants[0], secants[last - 1]];
  const edge = (secant: number, next: number): number => (last === 1 ? secant : (3 * secant - next) / 2);
  return inner.map((slope, index) => {
    if (index === 0) return edge(first, inner[1] ?? first);
    return index === last ? edge(end, inner[last - 1] ?? end) : slope;
  });
}

/** What a roofline is drawn from. */
export interface RooflineInput {
  /** What is served. */
  readonly model: ModelSpec;
  /** GPU with its bandwidth and rates. */
  readonly gpu: InferenceGpu;
  /** Format of weights and of arithmetic. */
  readonly format: 'bf16' | 'fp8';
  /** Ranks that share the experts. */
  readonly expert: number;
  /** Ranks that share everything else. */
  readonly tensor: number;
  /** Sequences a GPU. */
  readonly batch: number;
  /** Tokens of each of them; 0 leaves the KV cache out. */
  readonly context: number;
  /** Layout of the KV cache. */
  readonly kv: KvLayout;
  /** Share of the bandwidth that is reached, above 0 and up to 1: aiconfigurator takes 0.8. */
  readonly efficiency: number;
  /** Latency of a step beside memory and arithmetic, s. */
  readonly latencySeconds?: number;
}

/** An upper bound of decode: an estimate, never a measurement. */
export interface Roofline {
  readonly stepSeconds: number;
  readonly speed: number;
  readonly tokensPerSecondPerGpu: number;
  readonly bound: 'memory' | 'arithmetic';
  readonly efficiency: number;
}

/**
 * Upper bound of one decode step: what must be read over the bandwidth, or what must be calculated. Undefined for a model whose parameters are not known.
 *
 * Experts that a step reads: `1 - (1 - topK / experts)^B` of them, B all sequences of the ranks that share them.
 */
export function decodeRoofline(input: RooflineInput): Roofline | undefined {
  const { model, gpu, format, expert, tensor, batch, context, kv, efficiency, latencySeconds = 0 } = input;
  const parameters = parametersOf(model);
  const flops = gpu.flops[format];
  if (parameters === undefined || flops === undefined) return undefined;
  const { topK = 1, routed = 1 } = model.shape.value.experts ?? {};
  const touched = 1 - (1 - topK / routed) ** (batch * expert);
  const bytes = WEIGHT_BYTES[format];
  const weights =
    ((parameters.routed * bytes) / expert) * touched + ((parameters.shared + parameters.rest) * bytes) / tensor;
  const cache = context === 0 ? 0 : batch * kvBytesOfSequence(model, kv, context, { tensor });
  const memory = (weights + cache) / (gpu.bytesPerSecond * efficiency);
  const arithmetic = (2 * parameters.active * batch) / (flops * tensor);
  const stepSeconds = Math.max(memory, arithmetic) + latencySeconds;
  return {
    stepSeconds,
    speed: 1 / stepSeconds,
    tokensPerSecondPerGpu: batch / stepSeconds / tensor,
    bound: memory >= arithmetic ? 'memory' : 'arithmetic',
    efficiency,
  };
}

/** Time of a prefill, s, at a share of the peak; undefined where parameters or the rate are not known. Attention is causal: its square term is halved. */
export function prefillSeconds(
  { shape, ...model }: ModelSpec,
  { inputTokens, gpus, flops, efficiency }: Readonly<Record<'inputTokens' | 'gpus' | 'flops' | 'efficiency', number>>,
): number | undefined {
  const parameters = parametersOf({ shape, ...model });
  const { attention, heads, layers } = shape.value;
  if (parameters === undefined || heads === undefined) return undefined;
  const dims =
    attention.kind === 'latent' ? attention.plainDim + attention.ropeDim + attention.valueDim : 2 * attention.headDim;
  const work = 2 * parameters.active * inputTokens + layers * inputTokens ** 2 * heads * dims;
  return work / (gpus * flops * efficiency);
}

/** What the planner of Dynamo 0.3 to 0.9 counts replicas from. */
export interface ReplicaInput {
  /** Requests of the next interval. */
  readonly requests: number;
  /** Length of the interval, s. */
  readonly intervalSeconds: number;
  /** Mean tokens of a request. */
  readonly inputTokens: number;
  /** Mean tokens of an answer. */
  readonly outputTokens: number;
  /** Throughput a GPU and GPUs an engine; actual over expected latency of prefill. That of decode is read at the target divided by its own correction. */
  readonly prefill: { readonly perGpu: number; readonly gpus: number; readonly correction: number };
  /** Throughput a GPU at the target, and GPUs an engine. */
  readonly decode: { readonly perGpu: number; readonly gpus: number };
}

/** Replicas of prefill and of decode by the rule of Dynamo 0.3 to 0.9. @see https://docs.nvidia.com/dynamo/ */
export function dynamoReplicas({ requests, intervalSeconds, prefill, decode, ...tokens }: ReplicaInput): {
  readonly prefill: number;
  readonly decode: number;
} {
  const asked = ((requests * tokens.inputTokens) / intervalSeconds) * Math.min(1, prefill.correction);
  const answered = (requests * tokens.outputTokens) / intervalSeconds;
  return {
    prefill: ceiling(asked / prefill.perGpu / prefill.gpus),
    decode: ceiling(answered / decode.perGpu / decode.gpus),
  };
}
