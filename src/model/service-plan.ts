import type { Scenario, Throughput } from '../catalog/economics';
import type { ModelSpec, WeightFormat } from '../catalog/models';

/** A figure that is not known. */
export interface Unknown {
  readonly what: string;
  /** The prop that settles it, as a remedy. */
  readonly givenBy: string;
}

/** Formats of weights: one for all, or one for experts, routed and shared, and another for the rest. */
export type Precision = WeightFormat | { readonly experts: WeightFormat; readonly rest: WeightFormat };

/** How the GPUs of one instance share a model. Ranks of each kind; their product, expert parallelism aside, is the number of GPUs. */
export interface Parallelism {
  /** Ranks that share each weight and, of grouped attention, the heads. */
  readonly tensor: number;
  /** Ranks of attention that each hold other sequences. */
  readonly data: number;
  /** Ranks that share the tokens of a sequence. Absent: 1. */
  readonly context?: number;
  /** Ranks over which the routed experts are spread, at most all GPUs. Absent: all of them. */
  readonly expert?: number;
}

/** What serves a model. Each takes its fraction of something else: the same 0.9 gives three answers. */
export interface ServingRuntime {
  readonly name: 'tensorrt-llm' | 'vllm' | 'sglang';
  /**
   * Of what is free after weights for TensorRT-LLM, of the total for vLLM, of what is free before loading for SGLang, which holds weights and KV cache in it.
   * Absent: 0.9 of the first two; SGLang works it out of the capacity and prints it.
   */
  readonly fraction?: number;
}

/** How the KV cache is kept. */
export interface KvLayout {
  readonly format: 'bf16' | 'fp8';
  /** Bytes a token and layer of a layout of its own, as a runtime with scales or with positions in BF16 has: 656 in one. */
  readonly bytesPerTokenAndLayer?: number;
  /** Name of that layout. */
  readonly name?: string;
}

/** Where the memory of a GPU goes, and what an instance holds. */
export interface MemoryPlan {
  /** Id of the GPU. */
  readonly gpu: string;
  /** GPUs of one instance. */
  readonly gpus: number;
  /** Ranks that hold sequences of their own. */
  readonly ranks: number;
  /** Weights of the model, B. Absent: not known. */
  readonly weightBytes?: number;
  /** Weights that one GPU holds, B. Absent: not known. */
  readonly weightBytesPerGpu?: number;
  /** Activations of a GPU, B, as stated or taken. */
  readonly activationBytes: number;
  /** Whether activations were stated; else they are taken as 0, and a real server holds less. */
  readonly areActivationsStated: boolean;
  /** Runtime beside weights, activations and collectives, B. */
  readonly otherBytes: number;
  /** Absent: no source has it for so many GPUs. */
  readonly collectiveBytes?: number;
  /** What is left for KV cache on a GPU, B; below 0 the model does not load. Absent: not known. */
  readonly budgetBytes?: number;
  /** Name of the layout that the KV bytes are of. */
  readonly kvLayout: string;
  /** Of one token on a GPU, B, of a sequence as long as the context. */
  readonly kvBytesPerToken: number;
  /** Of one sequence of the context on its GPU, B. */
  readonly kvBytesPerSequence: number;
  /** Whole tokens. Absent: not known. */
  readonly tokensPerGpu?: number;
  /** Of all ranks of data parallelism. Absent: not known. */
  readonly tokensPerInstance?: number;
  /** Tokens of the longest sequence that is served. */
  readonly context: number;
  /** Sequences of the context that an instance holds at once. Absent: not known. */
  readonly sequences?: number;
  /** Whether the model loads and holds one sequence of the context. Absent: not known. */
  readonly fits?: boolean;
  /** What is not known, and the prop that settles it. */
  readonly unknown: readonly Unknown[];
}

/** What is asked of a service. */
export interface ServiceDemand {
  /** Users a day. */
  readonly users: number;
  /** Requests of one of them a day. */
  readonly requests: number;
  /** Mean tokens of a request and of its answer. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Peak over mean of a day, at least 1. */
  readonly peakFactor: number;
  /** Share of input tokens that a cache answers, from 0 to 1. Absent: none is counted. */
  readonly cacheHits?: number;
}

/** What a user is promised. */
export interface ServiceLevel {
  readonly scenario: Scenario;
  /** Longest time to the first token, s. */
  readonly firstTokenSeconds: number;
  /** Output tokens a second that one user sees at least. */
  readonly speed: number;
}

/** What is needed for a demand. */
export interface ServiceNeed {
  /** Requests a second at the peak. */
  readonly peakRequests: number;
  /** Sequences in flight at the peak. */
  readonly concurrent: number;
  /** Tokens of sequences in flight, each half way through its answer. */
  readonly residentTokens: number;
  /** Tokens a second at the peak, of the kind that the throughput counts. Absent: there is no throughput. */
  readonly peakTokens?: number;
  /** Absent: not known, and `unknown` says why. */
  readonly gpusByThroughput?: number;
  readonly gpusByMemory?: number;
  /** Whole instances for the larger of both. Absent: one of them is not known. */
  readonly instances?: number;
  readonly gpus?: number;
  /** What asks for more of them. */
  readonly binding?: 'throughput' | 'memory';
  readonly unknown: readonly Unknown[];
}

/** A model that is served by a part of a cluster, as plain data. */
export interface ServiceInput {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Name of the cluster. */
  readonly cluster: string;
  /** Systems of the pool, the first of the cluster. Absent: all. */
  readonly systems?: number;
  /** What is served. */
  readonly model: ModelSpec;
  /** GPU of the pool. Absent: the catalogue has no memory of it. */
  readonly gpu?: { readonly id: string; readonly memoryBytes: number };
  /** Format of its weights. */
  readonly precision: Precision;
  /** How the GPUs of an instance share it. */
  readonly parallelism: Parallelism;
  /** Server, with its rule of memory. */
  readonly runtime: ServingRuntime;
  /** Layout of the KV cache. */
  readonly kv: KvLayout;
  /** Tokens of the longest sequence that is served. */
  readonly context: number;
  /** Activations of a GPU, B. Absent: taken as 0, which is said. */
  readonly activationBytes?: number;
  /** Weights of the whole model, B. Absent: by the model. */
  readonly weightBytes?: number;
  /** Buffers of collectives of a GPU, B. Absent: known for 1, 2, 4 and 8 GPUs. */
  readonly collectiveBytes?: number;
  /** What a user is promised. */
  readonly level: ServiceLevel;
  /** What is asked of it. */
  readonly demand: ServiceDemand;
  /** Users from a day on, `YYYY-MM-DD`, in order of date. Absent: as `demand` says from the first day. */
  readonly growth?: readonly { readonly from: string; readonly users: number }[];
  /** What its GPUs give. Absent: not known. */
  readonly throughput?: Throughput;
  /** Share of its throughput that a GPU is loaded with at most. */
  readonly maxLoad: number;
  /** How far lengths of requests may differ from those of the throughput. Absent: not at all. */
  readonly lengthFactor?: number;
  /** Instances beside those that the demand needs. */
  readonly spareInstances: number;
  /** Days from the date of a phase to the first served request: acceptance and burn-in. */
  readonly burnInDays: number;
  /** Systems of the cluster that train at the same time. Absent: not stated. */
  readonly trainingSystems?: number;
  /** Losses after which the promised demand is still met. */
  readonly survives: readonly ('instance' | 'rack' | 'feed')[];
  /** Longest time in which all instances load their weights, s. Absent: not stated. */
  readonly loadSeconds?: number;
  /** Bytes of one token on the wire, in and out: text with its frame. Absent: not stated. */
  readonly bytesPerToken?: number;
}

/** Systems that serve from a day on. */
export interface PoolSupply {
  /** `YYYY-MM-DD`: date of the phase and burn-in. Absent: from the first day. */
  readonly from?: string;
  readonly systems: number;
  readonly gpus: number;
  /** Whole instances, none across two NVLink domains where it fits into one. */
  readonly instances: number;
}

/** What a demand asks from a day on. */
export interface PoolDemand {
  readonly from?: string;
  readonly users: number;
  readonly need: ServiceNeed;
  /** Instances with spares. Absent: not known. */
  readonly instances?: number;
  /** Systems that hold them. Absent: not known. */
  readonly systems?: number;
}

/** What a loss leaves of a pool. */
export interface PoolLoss {
  readonly of: 'instance' | 'rack' | 'feed';
  /** In words: `rack 'A01'`, `feed A of power zone 'east'`. */
  readonly what: string;
  /** Absent: not known. */
  readonly instancesLeft?: number;
}

/** A served model with what it needs, what there is, and what it asks of the site. */
export interface ServicePlan {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Name of its cluster. */
  readonly cluster: string;
  /** Catalogue id of the model. */
  readonly model: string;
  /** What a user is promised. */
  readonly level: ServiceLevel;
  /** What its GPUs give. Absent: not known. */
  readonly throughput?: Throughput;
  /** Absent: the GPU is not known. */
  readonly memory?: MemoryPlan;
  /** Systems of the pool when all are there. */
  readonly systems: number;
  /** GPUs of the pool. */
  readonly gpus: number;
  /** Whole instances of the pool. */
  readonly instances: number;
  /** Racks that its systems stand in. */
  readonly racks: number;
  /** Scale-up domains (NVLink) that its systems make. */
  readonly domains: number;
  /** Systems of the whole cluster. */
  readonly clusterSystems: number;
  /** Systems of the cluster that train at the same time. Absent: not stated. */
  readonly trainingSystems?: number;
  /** What serves, by date. */
  readonly supply: readonly PoolSupply[];
  /** What is asked, by date. Empty: the GPU is not known. */
  readonly demand: readonly PoolDemand[];
  /** First day on which the demand needs more than there is; `first-day` where it does so from the start. Absent: none, or not known. */
  readonly short?: { readonly from: string; readonly needed: number; readonly available: number };
  /** What a growing number of users runs out of first, and at how many. Absent: not known. */
  readonly runsOut?: { readonly of: 'throughput' | 'memory'; readonly users: number };
  /** Of all instances at the load limit, tokens a second of the kind that the throughput counts. Absent: not known. */
  readonly tokensPerSecond?: number;
  /** Draw of the pool at the point of supply, W. */
  readonly watts: number;
  /** Whether that is the least that it draws, for want of a PUE. */
  readonly isLeastDraw: boolean;
  /** Tokens a second of a MW at the point of supply. Absent: not known. */
  readonly tokensPerMegawatt?: number;
  /** Absent: not known. */
  readonly joulesPerToken?: number;
  /** What each promised loss leaves. */
  readonly losses: readonly PoolLoss[];
  /** Instances beside those that the demand needs. */
  readonly spareInstances: number;
  /** What it asks of the site. */
  readonly asks: {
    /** Weights on storage, B. Absent: not known. */
    readonly storageBytes?: number;
    /** Read rate with which all instances load at once in the stated time, bit/s. Absent: not known. */
    readonly loadBits?: number;
    /** Time to load all at once at what the storage gives, s. Absent: no storage serves the cluster, or not known. */
    readonly loadSeconds?: number;
    /** Of requests and answers at the peak, bit/s. Absent: not known. */
    readonly frontEndBits?: number;
    /** What the front-end links of the pool carry with one link of each system lost, bit/s. Absent: no such fabric. */
    readonly frontEndLeftBits?: number;
  };
  /** What is not known, and the prop that settles it. */
  readonly unknown: readonly Unknown[];
}
