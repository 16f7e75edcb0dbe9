import type {
  MemoryPlan,
  PoolDemand,
  PoolLoss,
  PoolSupply,
  ServiceInput,
  ServicePlan,
  Unknown,
} from '../../model/service-plan';
import { weeksAfter } from '../../model/phase';
import type { ClusterPlan, PlannedSite } from '../../model/site-plan';
import { present } from '../../units/present';
import { DesignError, spellingHint } from '../../errors/design-error';
import { drawOfSite } from '../power/plan-power';
import { planMemory } from './memory';
import { needOf, perGpu } from './serving';

/** Systems of a pool with where they stand and when they come. */
interface Pool {
  readonly cluster: ClusterPlan;
  readonly systems: readonly PlannedSite['devices'][number][];
  readonly gpusPerSystem: number;
}

/**
 * A served model against the site: what its demand needs and what there is, by date; what a loss leaves; what it asks of storage and front end.
 *
 * The pool is the first systems of its cluster, by their names, that no service before it has: no system serves twice. Systems serve from the date of their phase and the days of burn-in on. An instance lies within a
 * system where it fits into one, else over whole systems.
 *
 * @param input - the service
 * @param site - the planned site
 * @param before - services that take their systems first
 * @throws DesignError `economics/unknown-cluster`, `economics/pool-too-large`, and those of `planMemory` and `needOf`
 */
export function planService(input: ServiceInput, site: PlannedSite, before: readonly ServicePlan[] = []): ServicePlan {
  const owner = `inference service '${input.name}'`;
  const taken = before.reduce((sum, { cluster, systems }) => sum + (cluster === input.cluster ? systems : 0), 0);
  const pool = poolOf(owner, input, site, taken);
  const gpus = pool.systems.length * pool.gpusPerSystem;
  const unknown: Unknown[] = [];
  const memory = memoryOf(owner, input);
  if (memory === undefined) {
    unknown.push({
      what: `the memory of the GPU of '${pool.cluster.systemModel}'`,
      givenBy: "give 'gpu' of the service: a GPU of the catalogue, or its memory",
    });
  } else unknown.push(...memory.unknown);
  const instancesOf = (systems: number): number =>
    memory === undefined ? 0 : instancesIn(systems, pool.gpusPerSystem, memory.gpus);
  const instances = instancesOf(pool.systems.length);
  const supply = supplyOf(input, pool, site, instancesOf);
  const demand = memory === undefined ? [] : demandOf(owner, input, memory, pool);
  const draw = drawOfPool(pool, site);
  const rates = ratesOf(input, memory, instances, draw.watts);
  const short = memory === undefined ? undefined : shortOf(demand, supply);
  const needed = demand.map(({ need }) => need);
  unknown.push(...uniqueUnknown(needed.flatMap((need) => need.unknown)));
  const placed = pool.systems.map(({ name }) => site.placement.positions.get(name)?.rack);
  return {
    name: input.name,
    path: input.path,
    cluster: input.cluster,
    model: input.model.id,
    level: input.level,
    ...present({ throughput: input.throughput, memory }),
    systems: pool.systems.length,
    gpus,
    instances,
    racks: new Set(placed.filter((rack) => rack !== undefined)).size,
    domains: pool.systems.length,
    clusterSystems: pool.cluster.hosts.length,
    ...present({ trainingSystems: input.trainingSystems }),
    supply,
    demand,
    ...present({ short, runsOut: memory === undefined ? undefined : runsOutOf(input, memory, instances) }),
    ...draw,
    ...rates,
    losses: memory === undefined ? [] : lossesOf(input, pool, site, { memory, instances, instancesOf }),
    spareInstances: input.spareInstances,
    asks: asksOf(input, memory, instances, pool, site, needed.at(-1)),
    unknown: uniqueUnknown(unknown),
  };
}

function uniqueUnknown(all: readonly Unknown[]): readonly Unknown[] {
  return [...new Map(all.map((one) => [one.what, one])).values()];
}

function poolOf(owner: string, { cluster: name, systems }: ServiceInput, site: PlannedSite, taken: number): Pool {
  const cluster = site.clusters.find((one) => one.name === name);
  if (cluster === undefined) {
    const names = site.clusters.map((one) => one.name);
    const hint = spellingHint(name, names);
    throw new DesignError('economics/unknown-cluster', {
      problem: `${owner}: the site has no cluster '${name}'`,
      remedy:
        hint === undefined ? `name one of ${names.map((one) => `'${one}'`).join(', ')}` : `did you mean '${hint}'?`,
      object: owner,
    });
  }
  const all = cluster.hosts;
  if (systems !== undefined && systems > all.length) {
    throw new DesignError('economics/pool-too-large', {
      problem: `${owner}: 'systems' is ${systems}, and cluster '${name}' has ${all.length}`,
      remedy: `give at most ${all.length}, or leave it out for all of them`,
      object: owner,
      value: `${systems}`,
      limit: `${all.length}`,
    });
  }
  const count = systems ?? all.length;
  // Where services ask for more than there is, the last ones overlap, and the rule 'pool-counted-twice' says so.
  const start = Math.min(taken, all.length - count);
  const names = new Set(all.slice(start, start + count));
  const devices = site.devices.filter((device) => names.has(device.name));
  return { cluster, systems: devices, gpusPerSystem: cluster.gpusPerHost };
}

function memoryOf(owner: string, input: ServiceInput): MemoryPlan | undefined {
  const { gpu, model, precision, parallelism, runtime, kv, context } = input;
  if (gpu === undefined) return undefined;
  const { activationBytes, weightBytes, collectiveBytes } = input;
  return planMemory({
    owner,
    model,
    gpu,
    precision,
    parallelism,
    runtime,
    kv,
    context,
    ...present({ activationBytes, weightBytes, collectiveBytes }),
  });
}

/** Whole instances of so many systems: several in one, or one over several. */
export function instancesIn(systems: number, gpusPerSystem: number, gpusPerInstance: number): number {
  if (gpusPerInstance <= gpusPerSystem) return systems * Math.floor(gpusPerSystem / gpusPerInstance);
  return Math.floor(systems / Math.ceil(gpusPerInstance / gpusPerSystem));
}

/** Systems for so many instances. */
export function systemsFor(instances: number, gpusPerSystem: number, gpusPerInstance: number): number {
  if (gpusPerInstance <= gpusPerSystem) return Math.ceil(instances / Math.floor(gpusPerSystem / gpusPerInstance));
  return instances * Math.ceil(gpusPerInstance / gpusPerSystem);
}

function supplyOf(
  { burnInDays }: ServiceInput,
  { systems, gpusPerSystem }: Pool,
  { phases = [] }: PlannedSite,
  instancesOf: (systems: number) => number,
): readonly PoolSupply[] {
  const step = (count: number, from?: string): PoolSupply => ({
    ...present({ from }),
    systems: count,
    gpus: count * gpusPerSystem,
    instances: instancesOf(count),
  });
  if (phases.length === 0) return [step(systems.length)];
  const names = phases.map(({ name }) => name);
  const numbers = systems.map(({ phase }) => (phase === undefined ? 0 : Math.max(0, names.indexOf(phase))));
  const steps = phases.map(({ date }, number) =>
    step(numbers.filter((one) => one <= number).length, weeksAfter(date, burnInDays / 7)),
  );
  return steps.filter(({ systems: count }, index) => count > (steps[index - 1]?.systems ?? 0));
}

function demandOf(
  owner: string,
  input: ServiceInput,
  memory: MemoryPlan,
  { gpusPerSystem }: Pool,
): readonly PoolDemand[] {
  const { growth = [], demand, level, model, throughput, maxLoad, lengthFactor, spareInstances } = input;
  const first = growth.length === 0 ? [{ users: demand.users }] : [];
  return [...first, ...growth.map(({ from, users }) => ({ from, users }))].map((step): PoolDemand => {
    const asked = { ...demand, users: step.users };
    const need = needOf({
      owner,
      model,
      demand: asked,
      level,
      memory,
      maxLoad,
      ...present({ throughput, lengthFactor, precision: plainPrecision(input) }),
    });
    const instances = need.instances === undefined ? undefined : need.instances + spareInstances;
    const systems = instances === undefined ? undefined : systemsFor(instances, gpusPerSystem, memory.gpus);
    return { ...step, need, ...present({ instances, systems }) };
  });
}

/** Format of all weights; undefined where experts have another. */
function plainPrecision({ precision }: ServiceInput): string | undefined {
  return typeof precision === 'string' ? precision : undefined;
}

/** The first day on which a demand needs more instances than serve: demand and supply are steps by date. */
function shortOf(demand: readonly PoolDemand[], supply: readonly PoolSupply[]): ServicePlan['short'] {
  const days = [...new Set([...demand, ...supply].map(({ from = '' }) => from))].sort();
  const firstAsked = demand[0]?.from ?? '';
  const at = <T extends { readonly from?: string }>(steps: readonly T[], day: string): T | undefined =>
    steps.filter(({ from = '' }) => from <= day).at(-1);
  for (const day of days) {
    // A demand without a date is one of the first day on which anything serves.
    if (day < firstAsked || (day === '' && supply[0]?.from !== undefined)) continue;
    const needed = at(demand, day)?.instances;
    if (needed === undefined) continue;
    const available = at(supply, day)?.instances ?? 0;
    if (needed > available) return { from: day === '' ? 'first-day' : day, needed, available };
  }
  return undefined;
}

/** Users at which the whole pool is full, by throughput and by memory: the smaller runs out first. */
function runsOutOf(input: ServiceInput, memory: MemoryPlan, instances: number): ServicePlan['runsOut'] {
  const { spareInstances, throughput, maxLoad, demand } = input;
  const one = needOf({
    owner: input.name,
    model: input.model,
    demand: { ...demand, users: 1 },
    level: input.level,
    memory,
    maxLoad,
    ...present({ throughput, lengthFactor: input.lengthFactor, precision: plainPrecision(input) }),
  });
  const serving = Math.max(0, instances - spareInstances);
  const { peakTokens = 0, residentTokens } = one;
  if (throughput === undefined || memory.tokensPerInstance === undefined || one.gpusByThroughput === undefined) {
    return undefined;
  }
  if (!(peakTokens > 0) || !(residentTokens > 0)) return undefined;
  const byThroughput = Math.floor((serving * memory.gpus * perGpu(throughput) * maxLoad) / peakTokens);
  const byMemory = Math.floor((serving * memory.tokensPerInstance) / residentTokens);
  return byMemory < byThroughput ? { of: 'memory', users: byMemory } : { of: 'throughput', users: byThroughput };
}

/** Draw of the pool at the point of supply: its share of the load of IT, of what the site draws. */
function drawOfPool({ systems }: Pool, site: PlannedSite): Pick<ServicePlan, 'watts' | 'isLeastDraw'> {
  const draw = drawOfSite(site);
  const own = systems.reduce((sum, { maxWatts }) => sum + maxWatts, 0);
  const all = site.devices.reduce((sum, { maxWatts }) => sum + maxWatts, 0);
  return { watts: all === 0 ? 0 : (own / all) * draw.watts, isLeastDraw: draw.isLeast };
}

function ratesOf(
  { throughput, maxLoad }: ServiceInput,
  memory: MemoryPlan | undefined,
  instances: number,
  watts: number,
): Pick<ServicePlan, 'tokensPerSecond' | 'tokensPerMegawatt' | 'joulesPerToken'> {
  if (throughput === undefined || memory === undefined) return {};
  const tokensPerSecond = instances * memory.gpus * perGpu(throughput) * maxLoad;
  if (watts === 0 || tokensPerSecond === 0) return { tokensPerSecond };
  return {
    tokensPerSecond,
    tokensPerMegawatt: (tokensPerSecond / watts) * 1e6,
    joulesPerToken: watts / tokensPerSecond,
  };
}

function lossesOf(
  { survives }: ServiceInput,
  { systems, cluster, gpusPerSystem }: Pool,
  { placement, power }: PlannedSite,
  known: { readonly memory: MemoryPlan; readonly instances: number; readonly instancesOf: (systems: number) => number },
): readonly PoolLoss[] {
  const { memory, instances, instancesOf } = known;
  const left = (lost: number): number => {
    if (memory.gpus <= gpusPerSystem) return instancesOf(systems.length - lost);
    // An instance over several systems is lost with any of them: as many as are hit at worst, all others stay whole.
    return Math.max(0, instances - lost);
  };
  return survives.map((of): PoolLoss => {
    if (of === 'instance') return { of, what: 'an instance', instancesLeft: Math.max(0, instances - 1) };
    if (of === 'rack') {
      const inRack = new Map<string, number>();
      for (const { name } of systems) {
        const rack = placement.positions.get(name)?.rack;
        if (rack !== undefined) inRack.set(rack, (inRack.get(rack) ?? 0) + 1);
      }
      const worst = [...inRack].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0];
      if (worst === undefined) return { of, what: 'a rack' };
      return { of, what: `rack '${worst[0]}'`, instancesLeft: left(worst[1]) };
    }
    const names = new Set(systems.map(({ name }) => name));
    const racksOf = new Map(placement.racks.map((rack) => [rack.name, rack]));
    let worst: { what: string; lost: number } | undefined;
    let fed = 0;
    for (const { name, racks, losses } of power.zones) {
      const inZone = racks
        .flatMap((rack) => racksOf.get(rack)?.devices ?? [])
        .filter((device) => names.has(device.name)).length;
      if (inZone === 0) continue;
      fed += inZone;
      for (const loss of losses.filter(({ model }) => model === cluster.system)) {
        if (loss.survival === 'indeterminate') return { of, what: `feed ${loss.lost} of power zone '${name}'` };
        if (loss.survival === 'full') continue;
        // Which of the devices of a model belong to the pool is not told: as many as there may be.
        const lost = Math.min(inZone, loss.devices);
        if (worst === undefined || lost > worst.lost)
          worst = { what: `feed ${loss.lost} of power zone '${name}'`, lost };
      }
    }
    // Of systems in no zone nobody knows what feeds them.
    if (fed < systems.length) return { of, what: 'a feed' };
    return worst === undefined
      ? { of, what: 'any one feed', instancesLeft: instances }
      : { of, what: worst.what, instancesLeft: left(worst.lost) };
  });
}

/** What a service asks of the site: weights on storage and the time to load them, requests and answers on the front end. */
function asksOf(
  { loadSeconds, bytesPerToken, demand }: ServiceInput,
  memory: MemoryPlan | undefined,
  instances: number,
  { cluster, systems }: Pool,
  { storage, fabrics }: PlannedSite,
  need: PoolDemand['need'] | undefined,
): ServicePlan['asks'] {
  const weights = memory?.weightBytes;
  const tiers = storage.filter(({ plan: { serves } }) => serves === undefined || serves.includes(cluster.name));
  const readBits = Math.max(0, ...tiers.map(({ plan: { readBitsPerSecond } }) => readBitsPerSecond));
  const allBits = weights === undefined ? undefined : weights * 8 * instances;
  const front = fabrics.filter(({ plan }) => plan.role === 'in-band' && cluster.fabrics.includes(plan.name));
  const hosts = new Set(hostsOf(cluster, systems));
  const lefts = front.map(({ plan }) => {
    // With one link of a host lost, by the hosts' own links.
    const own = plan.endpoints.filter(({ name }) => hosts.has(name));
    return own.reduce((sum, { portNames }) => sum + Math.max(0, portNames.length - 1) * plan.hostRateBits, 0);
  });
  const tokens = need === undefined ? undefined : need.peakRequests * (demand.inputTokens + demand.outputTokens);
  return {
    ...present({
      storageBytes: weights,
      loadBits: allBits === undefined || loadSeconds === undefined ? undefined : allBits / loadSeconds,
      loadSeconds: allBits === undefined || readBits === 0 ? undefined : allBits / readBits,
      frontEndBits: tokens === undefined || bytesPerToken === undefined ? undefined : tokens * bytesPerToken * 8,
      frontEndLeftBits: lefts.length === 0 ? undefined : Math.min(...lefts),
    }),
  };
}

function hostsOf({ hosts, scaleUpDomains }: ClusterPlan, systems: Pool['systems']): readonly string[] {
  const names = new Set(systems.map(({ name }) => name));
  if (scaleUpDomains === undefined) return hosts.filter((host) => names.has(host));
  return scaleUpDomains.filter(({ name }) => names.has(name)).flatMap((domain) => domain.hosts);
}
