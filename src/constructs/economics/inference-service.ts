import type { Throughput } from '../../catalog/economics';
import {
  gpuNamed,
  inferenceGpu,
  type InferenceGpu,
  modelById,
  type ModelSpec,
  WEIGHT_BYTES,
} from '../../catalog/models';
import { planService } from '../../design/economics/services';
import { DesignError } from '../../errors/design-error';
import { Construct } from '../../host';
import { isCalendarDay } from '../../model/phase';
import type {
  KvLayout,
  Parallelism,
  Precision,
  ServiceDemand,
  ServiceInput,
  ServiceLevel,
  ServingRuntime,
} from '../../model/service-plan';
import { DataSize, TokenRate } from '../../units/data';
import { Duration } from '../../units/duration';
import { present } from '../../units/present';
import { GpuCluster } from '../cluster/gpu-cluster';
import { listOf } from '../props/check-props';
import { optional, type PropNames, required, TEXT } from '../props/prop-rule';
import { scopedProps } from '../props/scoped-props';
import type { Site } from '../site/site';
import { OF_SITE } from '../site/site-construct';

const LOSSES = ['instance', 'rack', 'feed'] as const;
const COUNT = { number: { least: 1, most: 1_000_000, step: 1 } };
const FROM_NONE = { number: { least: 0, most: 1_000_000, step: 1 } };
const FORMATS = Object.keys(WEIGHT_BYTES);
const SHARE = { number: { above: 0, most: 1 } };

const PARALLEL_NAMES: PropNames<Parallelism> = {
  tensor: required(COUNT),
  data: required(COUNT),
  context: optional(COUNT),
  expert: optional(COUNT),
};

const RUNTIME_NAMES: PropNames<ServingRuntime> = {
  name: required({ choices: ['tensorrt-llm', 'vllm', 'sglang'] }),
  fraction: optional(SHARE),
};

const KV_NAMES: PropNames<KvLayout> = {
  format: required({ choices: ['bf16', 'fp8'] }),
  bytesPerTokenAndLayer: optional({ number: { above: 0, most: 1_000_000 } }),
  name: optional(TEXT),
};

/** What a user is promised. */
export interface ServiceLevelProps {
  /** Scenario of the promise, in the words of MLPerf: `offline`, `server`, `interactive`. */
  readonly scenario: ServiceLevel['scenario'];
  /** Longest time to the first token. */
  readonly firstToken: Duration;
  /** Output tokens a second that one user sees at least. */
  readonly speed: TokenRate;
}

const LEVEL_NAMES: PropNames<ServiceLevelProps> = {
  scenario: required({ choices: ['offline', 'server', 'interactive'] }),
  firstToken: required({ quantity: Duration, isAboveZero: true }),
  speed: required({ quantity: TokenRate, isAboveZero: true }),
};

const DEMAND_NAMES: PropNames<ServiceDemand> = {
  users: required({ number: { least: 0, most: 1e11 } }),
  requests: required({ number: { least: 0, most: 1e9 } }),
  inputTokens: required({ number: { above: 0, most: 1e8 } }),
  outputTokens: required({ number: { above: 0, most: 1e8 } }),
  peakFactor: required({ number: { least: 1, most: 1_000 } }),
  cacheHits: optional({ number: { least: 0, below: 1 } }),
};

/** Users from a day on. */
export interface GrowthProps {
  /** First day, as `2027-01-01`. */
  readonly from: string;
  /** Users a day from then on. */
  readonly users: number;
}

const GROWTH_NAMES: PropNames<GrowthProps> = {
  from: required(TEXT),
  users: required({ number: { least: 0, most: 1e11 } }),
};

/** How a site file names an entry of the catalogue of models. */
const ID_NAMES: PropNames<{ readonly id: string }> = { id: required(TEXT) };

/** Props of an inference service. */
export const INFERENCE_SERVICE_NAMES: PropNames<InferenceServiceProps> = {
  site: OF_SITE,
  cluster: required({ object: { name: 'a GpuCluster', has: ['system', 'deviceNames'] }, isOfSite: true }),
  systems: optional({ count: 'economics/bad-pool' }),
  model: required({
    object: { name: "a language model, such as modelById('ax-k1')", has: ['shape'] },
    ways: { modelById: { of: ID_NAMES, make: ({ id }: { readonly id: string }) => modelById(id) } },
  }),
  gpu: optional({
    object: { name: "a GPU, such as inferenceGpu('b200')", has: ['memoryBytes', 'id'] },
    ways: { inferenceGpu: { of: ID_NAMES, make: ({ id }: { readonly id: string }) => inferenceGpu(id) } },
  }),
  precision: required({ oneOf: [{ choices: FORMATS }, { isMap: true, each: { choices: FORMATS } }] }),
  parallelism: required({ of: PARALLEL_NAMES }),
  runtime: required({ of: RUNTIME_NAMES }),
  kv: required({ of: KV_NAMES }),
  context: required(COUNT),
  activationMemory: optional({ quantity: DataSize }),
  weights: optional({ quantity: DataSize, isAboveZero: true }),
  collectiveMemory: optional({ quantity: DataSize }),
  level: required({ of: LEVEL_NAMES }),
  demand: required({ of: DEMAND_NAMES }),
  growth: optional({ of: GROWTH_NAMES, as: 'list' }),
  throughput: optional({ object: { name: 'a Throughput, such as a row of throughputs()', has: ['scenario', 'gpus'] } }),
  maxLoad: optional(SHARE),
  lengthFactor: optional({ number: { least: 1, most: 100 } }),
  spareInstances: optional(FROM_NONE),
  burnIn: optional({ quantity: Duration }),
  trainingSystems: optional(FROM_NONE),
  survives: optional({ isList: true, each: { choices: LOSSES } }),
  loadTime: optional({ quantity: Duration, isAboveZero: true }),
  bytesPerToken: optional({ number: { above: 0, most: 1_000_000 } }),
};

/** Properties of an `InferenceService`. */
export interface InferenceServiceProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /** Cluster whose systems serve. */
  readonly cluster: GpuCluster;
  /**
   * Systems of the pool: the first of the cluster that no service declared before has.
   *
   * @default - all of them
   */
  readonly systems?: number;
  /** Model that is served: of the catalogue (`modelById`), or by `defineModel`. */
  readonly model: ModelSpec;
  /**
   * GPU of the pool, with its memory.
   *
   * @default - that which the system names, where the catalogue has it
   */
  readonly gpu?: Pick<InferenceGpu, 'id' | 'memoryBytes'>;
  /** Format of the weights: one for all, or one for `experts` and one for the `rest`. */
  readonly precision: Precision;
  /** How the GPUs of an instance share the model. */
  readonly parallelism: Parallelism;
  /** Server, with its own rule of memory. */
  readonly runtime: ServingRuntime;
  /** Layout of the KV cache. */
  readonly kv: KvLayout;
  /** Tokens of the longest sequence that is served: at most the trained window of the model. */
  readonly context: number;
  /**
   * Activations of a GPU.
   *
   * @default - taken as 0, which reports say: a real server holds less
   */
  readonly activationMemory?: DataSize;
  /**
   * Weights of the whole model.
   *
   * @default - by the parameters of the model, where they are known
   */
  readonly weights?: DataSize;
  /**
   * Buffers of collectives of a GPU, as the runtime prints them.
   *
   * @default - known for instances of 1, 2, 4 and 8 GPUs
   */
  readonly collectiveMemory?: DataSize;
  /** What a user is promised. */
  readonly level: ServiceLevelProps;
  /** What is asked: users a day, their requests, tokens and peak. */
  readonly demand: ServiceDemand;
  /**
   * Users from days on, in order of date; they take the place of `demand.users`.
   *
   * @default - the demand stays as it is
   */
  readonly growth?: readonly GrowthProps[];
  /**
   * What its GPUs give: a measurement of your own, or a row of the catalogue, of the same model, GPU and scenario.
   *
   * @default - not known, and so is what follows from it
   */
  readonly throughput?: Throughput;
  /**
   * Share of its throughput that a GPU is loaded with at most.
   *
   * @default 1
   */
  readonly maxLoad?: number;
  /**
   * How far lengths of requests may differ from those of the throughput.
   *
   * @default 1
   */
  readonly lengthFactor?: number;
  /**
   * Instances beside those that the demand needs.
   *
   * @default 0
   */
  readonly spareInstances?: number;
  /**
   * Time from the date of a phase to the first request: acceptance and burn-in.
   *
   * @default - nothing
   */
  readonly burnIn?: Duration;
  /**
   * Systems of the same cluster that train at the same time: no system is counted twice.
   *
   * @default - not stated
   */
  readonly trainingSystems?: number;
  /**
   * Losses after which the demand is still met: `instance`, `rack`, `feed`.
   *
   * @default - none is promised
   */
  readonly survives?: readonly (typeof LOSSES)[number][];
  /**
   * Longest time in which all instances load their weights.
   *
   * @default - not stated: the time at what the storage gives is told
   */
  readonly loadTime?: Duration;
  /**
   * Bytes of one token on the wire, in and out.
   *
   * @default - not stated: what the front end carries is not known
   */
  readonly bytesPerToken?: number;
}

/** A model that a cluster, or a part of it, serves to users: how much of it fits, for how many users it is enough, and until when. */
export class InferenceService extends Construct {
  /** What the engines are told. */
  public readonly input: ServiceInput;

  /** @throws DesignError `economics/...`, `props/...` */
  public constructor(scope: Construct, id: string, given: InferenceServiceProps) {
    const owner = `inference service '${id}'`;
    const props = scopedProps(scope, owner, given, INFERENCE_SERVICE_NAMES, (all) => [
      ...clusterErrors(owner, all.cluster),
      ...growthErrors(owner, all.growth ?? []),
    ]);
    super(scope, id);
    const { site, cluster, gpu = gpuNamed(cluster.system.gpuModel), level } = props;
    const { activationMemory, weights, collectiveMemory, burnIn, loadTime } = props;
    const { systems, growth, throughput, lengthFactor, trainingSystems, bytesPerToken } = props;
    this.input = {
      name: id,
      path: this.node.path,
      cluster: cluster.name,
      model: props.model,
      precision: props.precision,
      parallelism: props.parallelism,
      runtime: props.runtime,
      kv: props.kv,
      context: props.context,
      level: {
        scenario: level.scenario,
        firstTokenSeconds: level.firstToken.inSeconds,
        speed: level.speed.inTokensPerSecond,
      },
      demand: props.demand,
      maxLoad: props.maxLoad ?? 1,
      spareInstances: props.spareInstances ?? 0,
      burnInDays: burnIn?.inDays ?? 0,
      survives: props.survives ?? [],
      ...present({
        systems,
        gpu: gpu === undefined ? undefined : { id: gpu.id, memoryBytes: gpu.memoryBytes },
        activationBytes: activationMemory?.inBytes,
        weightBytes: weights?.inBytes,
        collectiveBytes: collectiveMemory?.inBytes,
        growth,
        throughput,
        lengthFactor,
        trainingSystems,
        loadSeconds: loadTime?.inSeconds,
        bytesPerToken,
      }),
    };
    const { input } = this;
    site.addPart({
      path: this.node.path,
      contribution: () => ({ economics: { service: (plan, before) => planService(input, plan, before) } }),
    });
  }
}

function clusterErrors(owner: string, cluster: unknown): readonly DesignError[] {
  if (cluster instanceof GpuCluster) return [];
  const problem = `${owner}: 'cluster' is no GpuCluster`;
  return [new DesignError('props/wrong-kind', { problem, remedy: 'give the cluster itself', object: owner })];
}

function growthErrors(owner: string, growth: readonly GrowthProps[]): readonly DesignError[] {
  return listOf(growth).flatMap(({ from }, index): readonly DesignError[] => {
    const before = growth[index - 1]?.from;
    if (isCalendarDay(from) && (before === undefined || before < from)) return [];
    const problem = `${owner}: 'growth[${index}].from' is '${from}'${before === undefined || !isCalendarDay(from) ? ', which is no day of the calendar' : `, and follows '${before}'`}`;
    const remedy = "write days as '2027-01-01', in their order";
    return [new DesignError('economics/bad-growth', { problem, remedy, object: owner, value: from })];
  });
}
