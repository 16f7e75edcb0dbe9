import type { CostsPlan } from '../../model/costs-plan';
import type { ServicePlan } from '../../model/service-plan';
import type { SitePlan } from '../../model/site-plan';
import { addTo } from '../../units/present';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';

const NO_SERVICE = 'the site serves no model';
const NO_COSTS = 'the site has no costs';

const OWN_LEVEL = 'The level and the demand as given in the props of the service';

/** The whole site is judged once: a service knows its dates itself, and a view of a phase carries the same part. */
const services = ({ economics }: SitePlan): readonly ServicePlan[] => economics?.services ?? [];

const costs = ({ economics }: SitePlan): readonly CostsPlan[] =>
  economics?.costs === undefined ? [] : [economics.costs];

const named = ({ name }: ServicePlan): string => `inference service '${name}'`;

const firstUnknown = ({ path, unknown }: ServicePlan, object: string): Verdict => {
  const [first] = unknown;
  return indeterminate({
    path,
    object,
    unknown: first?.what ?? 'what it needs',
    givenBy: first?.givenBy ?? "give 'throughput'",
  });
};

const modelDoesNotFit = defineRule({
  id: 'economics/model-does-not-fit',
  severity: 'error',
  title: 'weights and one sequence of the context fit into the memory of an instance',
  why: {
    text: 'A server whose memory leaves nothing for the KV cache does not start, or serves shorter sequences than promised.',
    source: 'NVIDIA aiconfigurator, memory budget; code of TensorRT-LLM, vLLM and SGLang',
  },
  check: (plan) =>
    judgeEach(
      services(plan),
      (service): Verdict | undefined => {
        const { memory, path } = service;
        const object = named(service);
        if (memory?.fits === undefined) return firstUnknown(service, object);
        if (memory.fits) return undefined;
        const { budgetBytes = 0, kvBytesPerSequence, weightBytesPerGpu = 0, context, activationBytes } = memory;
        return failed({
          path,
          object,
          found: `${inWords.bytes(Math.max(0, budgetBytes))} for KV cache on a GPU`,
          limit: `${inWords.bytes(kvBytesPerSequence)} for one sequence of ${inWords.number(context)} tokens`,
          arithmetic: `weights ${inWords.bytes(weightBytesPerGpu)} a GPU, activations taken as ${inWords.bytes(activationBytes)}; ${inWords.number(budgetBytes / 1e9)} GB are left`,
          remedy: "give more GPUs an instance ('parallelism'), a smaller 'precision', or a shorter 'context'",
        });
      },
      NO_SERVICE,
    ),
});

const demandAboveSupply = defineRule({
  id: 'economics/demand-above-supply',
  severity: 'error',
  title: 'a service has instances for its demand on every day',
  why: { text: 'Demand above what serves is refused or waits, and the level is broken for all.', source: OWN_LEVEL },
  check: (plan) =>
    judgeEach(
      services(plan),
      (service): Verdict | undefined => {
        const { short, path, demand } = service;
        const object = named(service);
        if (short !== undefined) {
          const { from, needed, available } = short;
          return failed({
            path,
            object,
            found: `${inWords.count(needed, 'instance')} needed from ${from === 'first-day' ? 'the first day' : from} on`,
            limit: `${inWords.count(available, 'instance')} that serve then`,
            shortfall: inWords.count(needed - available, 'instance'),
            arithmetic: `${needed} - ${available} = ${needed - available}, spares counted`,
            remedy: "give more systems, an earlier phase or less 'burnIn', or promise less",
          });
        }
        const isKnown = demand.length > 0 && demand.every(({ instances }) => instances !== undefined);
        return isKnown ? undefined : firstUnknown(service, object);
      },
      NO_SERVICE,
    ),
});

const levelOutOfReach = defineRule({
  id: 'economics/level-out-of-reach',
  severity: 'error',
  title: 'the throughput was measured at the promised speed and time to the first token',
  why: {
    text: 'A figure that was measured at a slower level promises users more than GPUs give at that figure.',
    source: `${OWN_LEVEL}; 99th percentiles of the run`,
  },
  check: (plan) =>
    judgeEach(
      services(plan),
      (service): Verdict | undefined => {
        const { throughput, level, path } = service;
        const object = named(service);
        if (throughput === undefined) return firstUnknown(service, object);
        const { firstTokenSeconds, tokenSeconds, speed } = throughput;
        const reached = speed ?? (tokenSeconds === undefined ? undefined : 1 / tokenSeconds);
        const isSlow = reached !== undefined && reached < level.speed;
        const isLate = firstTokenSeconds !== undefined && firstTokenSeconds > level.firstTokenSeconds;
        if (isSlow || isLate) {
          return failed({
            path,
            object,
            found: isSlow
              ? `${inWords.number(reached, 1)} tok/s a user`
              : `${inWords.number(firstTokenSeconds ?? 0, 3)} s to the first token`,
            limit: isSlow
              ? `${inWords.number(level.speed, 1)} tok/s a user, as promised`
              : `${inWords.number(level.firstTokenSeconds, 3)} s, as promised`,
            remedy: "give a 'throughput' that was measured at the level, or promise less in 'level'",
          });
        }
        if (reached !== undefined && firstTokenSeconds !== undefined) return undefined;
        const unknown = reached === undefined ? 'the speed that a user sees' : 'the time to the first token';
        const givenBy = "give a 'throughput' with 'speed' and 'firstTokenSeconds'";
        return indeterminate({ path, object, unknown: `${unknown} at the throughput`, givenBy });
      },
      NO_SERVICE,
    ),
});

const lossLeavesLess = defineRule({
  id: 'economics/loss-leaves-less',
  severity: 'warning',
  title: 'after each promised loss enough instances are left for the demand',
  why: { text: 'A service that is promised through a loss needs its instances elsewhere.', source: OWN_LEVEL },
  check: (plan) =>
    judgeEach(
      services(plan).flatMap((service) => service.losses.map((loss) => ({ service, loss }))),
      ({ service, loss }): Verdict | undefined => {
        const needs = service.demand.map(({ need }) => need.instances);
        const object = `${named(service)} without ${loss.what}`;
        const { path } = service;
        if (needs.length === 0 || needs.includes(undefined)) return firstUnknown(service, object);
        const needed = Math.max(...needs.map((each) => each ?? 0));
        if (loss.instancesLeft === undefined) {
          const givenBy = "give 'psus' of the systems and power zones, so that the loss of a feed is known";
          return indeterminate({ path, object, unknown: 'what the loss leaves', givenBy });
        }
        if (loss.instancesLeft >= needed) return undefined;
        return failed({
          path,
          object,
          found: `${inWords.count(loss.instancesLeft, 'instance')} left`,
          limit: `${inWords.count(needed, 'instance')} that the demand needs`,
          arithmetic: `${service.instances} - ${service.instances - loss.instancesLeft} = ${loss.instancesLeft}`,
          remedy: "give 'spareInstances' and systems for them, in other racks and on other feeds",
        });
      },
      'no service promises anything through a loss',
    ),
});

const poolCountedTwice = defineRule({
  id: 'economics/pool-counted-twice',
  severity: 'error',
  title: 'services and training of one cluster count each system once',
  why: { text: 'A system that trains serves nobody at the same time.', source: 'Props of services as given' },
  check: (plan) => {
    const byCluster = new Map<string, ServicePlan[]>();
    for (const service of services(plan)) addTo(byCluster, service.cluster, service);
    return judgeEach(
      byCluster,
      ([cluster, pools]): Verdict | undefined => {
        const serving = pools.reduce((sum, { systems }) => sum + systems, 0);
        const training = Math.max(0, ...pools.map(({ trainingSystems = 0 }) => trainingSystems));
        const all = pools[0]?.clusterSystems ?? 0;
        if (serving + training <= all) return undefined;
        return failed({
          path: pools[0]?.path ?? plan.path,
          object: `cluster '${cluster}'`,
          found: inWords.count(serving + training, 'system'),
          limit: inWords.count(all, 'system'),
          arithmetic: `${serving} that serve + ${training} that train = ${serving + training}`,
          remedy: "give each service its 'systems', so that they fit beside 'trainingSystems'",
        });
      },
      NO_SERVICE,
    );
  },
});

const marginBelowFloor = defineRule({
  id: 'economics/margin-below-floor',
  severity: 'warning',
  title: 'the price of a GPU-hour leaves the stated margin',
  why: {
    text: 'Below its floor a site does not pay for its own replacement.',
    source: 'The floor as given in the costs',
  },
  check: (plan) =>
    judgeEach(
      costs(plan).filter(({ marginFloor }) => marginFloor !== undefined),
      ({ path, name, marginFloor = 0, phases, price, unknown, currency }): Verdict | undefined => {
        const figures = phases.at(-1)?.figures;
        const object = `costs '${name}'`;
        if (figures?.margin === undefined) {
          const [first] = unknown;
          const givenBy = first?.givenBy ?? "give 'price' of a GPU-hour";
          return indeterminate({ path, object, unknown: first?.what ?? 'the price of a GPU-hour', givenBy });
        }
        if (figures.margin >= marginFloor) return undefined;
        const cost = inWords.number(figures.perSoldHour, 4);
        return failed({
          path,
          object,
          found: `${inWords.percent(figures.margin)} of the price`,
          limit: inWords.percent(marginFloor),
          arithmetic: `1 - ${cost} / ${inWords.number(price ?? 0, 4)} ${currency} a GPU-hour = ${inWords.percent(figures.margin)}`,
          remedy: "raise 'price' or 'utilisation', or lower what moves the cost most",
        });
      },
      'no costs state a floor of the margin',
    ),
});

/** Years over which firms write GPU systems off: 3 of a critic, 4 to 6 of filings. */
const LIFE_YEARS = { least: 3, most: 6 };

const lifeOutsideSources = defineRule({
  id: 'economics/life-outside-sources',
  severity: 'warning',
  title: 'the lives of IT are within those that sources have',
  why: {
    text: 'A life that nobody else takes makes a GPU-hour cheap on paper alone.',
    source:
      'Filings of Amazon (5), Alphabet, Microsoft, Oracle and CoreWeave (6), Meta (5.5), Nebius (4); a critic (3)',
  },
  check: (plan) =>
    judgeEach(
      costs(plan).flatMap(({ path, name, lives }) =>
        (['book', 'tax', 'economic'] as const).map((kind) => ({ path, name, kind, years: lives.it[kind] })),
      ),
      ({ path, name, kind, years }): Verdict | undefined =>
        years >= LIFE_YEARS.least && years <= LIFE_YEARS.most
          ? undefined
          : failed({
              path,
              object: `${kind} life of IT in costs '${name}'`,
              found: inWords.count(years, 'year'),
              limit: `${LIFE_YEARS.least} to ${LIFE_YEARS.most} years`,
              remedy: `give a life within them in 'itLife.${kind}', or acknowledge why it is another`,
            }),
      NO_COSTS,
    ),
});

const pueOnAllIn = defineRule({
  id: 'economics/pue-on-all-in',
  severity: 'error',
  title: 'a draw that holds the facility is not multiplied by a PUE',
  why: {
    text: 'All-in power holds network, cooling and losses: a PUE on top counts them twice.',
    source: 'SemiAnalysis InferenceX-app, constants: utility power a GPU',
  },
  check: (plan) =>
    judgeEach(
      costs(plan),
      ({ path, name, power }): Verdict | undefined => {
        const { isAllIn = false, pue, kilowattsPerGpu = 0 } = power ?? {};
        if (!isAllIn || pue === undefined || pue === 1) return undefined;
        return failed({
          path,
          object: `draw of a GPU in costs '${name}'`,
          found: `${inWords.number(kilowattsPerGpu, 3)} kW all-in x PUE ${inWords.number(pue, 3)} = ${inWords.number(kilowattsPerGpu * pue, 3)} kW`,
          limit: `${inWords.number(kilowattsPerGpu, 3)} kW`,
          remedy: "leave 'draw.pue' out, or give the draw of IT alone and 'isAllIn: false'",
        });
      },
      NO_COSTS,
    ),
});

const contractNotUsed = defineRule({
  id: 'economics/contract-not-used',
  severity: 'warning',
  title: 'the site draws at least what its contract bills',
  why: {
    text: 'The base charge is of 30 % of the contract at least, whether it is drawn or not.',
    source: 'KEPCO Terms of Supply, article 68, as restated by others',
  },
  check: (plan) =>
    judgeEach(
      costs(plan).filter(({ contract, isContractOpen }) => contract !== undefined || isContractOpen === true),
      ({ path, name, contract, phases }): Verdict | undefined => {
        const object = `contract of costs '${name}'`;
        if (contract === undefined) {
          const givenBy = "give 'contractPower' of the tariff, or of the supply";
          return indeterminate({ path, object, unknown: 'the contract with KEPCO', givenBy });
        }
        const drawn = phases.at(-1)?.kilowatts ?? 0;
        if (drawn >= contract.leastBilledKilowatts) return undefined;
        return failed({
          path,
          object,
          found: `${inWords.watts(drawn * 1_000)} drawn`,
          limit: `${inWords.watts(contract.leastBilledKilowatts * 1_000)} billed at least`,
          arithmetic: `30 % of ${inWords.watts(contract.kilowatts * 1_000)} = ${inWords.watts(contract.leastBilledKilowatts * 1_000)}`,
          remedy: 'contract less, or earlier phases',
        });
      },
      'no costs have a contract of KEPCO',
    ),
});

/** Rules about what a site serves, costs and earns. */
export const economicsPack: readonly Rule[] = [
  modelDoesNotFit,
  demandAboveSupply,
  levelOutOfReach,
  lossLeavesLess,
  poolCountedTwice,
  marginBelowFloor,
  lifeOutsideSources,
  pueOnAllIn,
  contractNotUsed,
];
