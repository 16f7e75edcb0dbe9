import { KEPCO_DEMAND, KEPCO_SURCHARGE, POWER_FUND } from '../../catalog/economics';
import { DesignError } from '../../errors/design-error';
import {
  type CostCurrency,
  type CostFigures,
  type CostsInput,
  type CostsPlan,
  perMillionTokens,
  type PhaseCost,
  type Ranged,
  type TariffInput,
  type TokenCost,
} from '../../model/costs-plan';
import type { ServicePlan, Unknown } from '../../model/service-plan';
import type { PlannedSite } from '../../model/site-plan';
import { present } from '../../units/present';
import { PRICE_DIGITS } from '../orders/order-plan';
import { planOrders } from '../orders/plan-orders';
import { drawOfSite } from '../power/plan-power';
import { barsOf, endsOf, quartersOf, type Stage } from './cash-flows';
import {
  billedKilowatts,
  carbonTonnes,
  checkUtilisation,
  type CostCase,
  costOf,
  kepcoBill,
  kepcoHours,
} from './finance';
import { perGpu } from './serving';

/** Categories of the BOM that house IT; all others are IT. */
const HOUSING: ReadonlySet<string> = new Set(['rack', 'panel', 'blank']);

/** Of a year without a leap day. */
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The money of a site: capital by lines of the BOM that have a price and by figures for the rest, energy by tariff, cost and return of a GPU-hour by phase, flows by
 * quarter, and what moves the result most.
 *
 * @throws DesignError `economics/no-rate`, `economics/bad-utilisation`, `economics/bad-life`, `economics/bad-range`, `orders/...`
 */
export function planCosts(input: CostsInput, site: PlannedSite, services: readonly ServicePlan[]): CostsPlan {
  checkUtilisation(input.utilisation);
  checkRanges(input);
  const unknown: Unknown[] = [];
  const { stages, pricedLines, openLines } = stagesOf(input, site, unknown);
  const last = stages.at(-1);
  const kilowatts = kilowattsOf(input, last);
  const tariff = tariffOf(input, site, kilowatts, unknown);
  const { power } = input;
  const isLeastDraw = power === undefined ? drawOfSite(site).isLeast : !power.isAllIn && power.pue === undefined;
  if (isLeastDraw) {
    const ofSite = "give 'pue' of the supply of the site, or its cooling loops";
    const givenBy = power === undefined ? ofSite : "give 'draw.pue', or the draw with network and facility ('isAllIn')";
    unknown.push({ what: 'the draw of cooling: the draw of the site is the least', givenBy });
  }
  if (last === undefined || last.gpus === 0)
    unknown.push({ what: 'the GPUs of the site', givenBy: 'give the site a GpuCluster' });
  const isCapitalKnown = openLines === 0;
  const caseOf = (stage: Stage, changes: Partial<CostCase> = {}): CostCase | undefined =>
    tariff.price === undefined || !isCapitalKnown || stage.gpus === 0
      ? undefined
      : costCase(input, stage, tariff.price, changes);
  const phases: PhaseCost[] = [];
  for (const stage of stages) phases.push(phaseCost(input, stage, caseOf(stage), phases.at(-1)));
  const whole = last === undefined ? undefined : caseOf(last);
  const figures = phases.at(-1)?.figures;
  const sensitivity = whole === undefined ? [] : barsOf(input, whole);
  const ends = whole === undefined || sensitivity.length === 0 ? undefined : endsOf(whole, sensitivity);
  const quarters =
    figures === undefined || tariff.price === undefined ? [] : quartersOf(input, stages, phases, tariff.price);
  if (figures !== undefined && quarters.length === 0) {
    unknown.push({ what: 'the first day of the site', givenBy: "give 'start' of the costs, or phases of the site" });
  }
  return {
    name: input.name,
    path: input.path,
    currency: input.currency,
    ...present({ rate: input.rate, energyPrice: tariff.price }),
    tariff: tariff.words,
    lives: input.lives,
    utilisation: input.utilisation,
    ...present({ price: input.price }),
    interest: input.interest,
    ...present({ marginFloor: input.marginFloor }),
    isLeastDraw,
    ...present({ power: input.power, contract: tariff.contract }),
    ...(input.tariff.kind === 'kepco' && tariff.contract === undefined ? { isContractOpen: true as const } : {}),
    phases,
    quarters,
    sensitivity,
    ...present({ cheapest: ends?.cheapest, dearest: ends?.dearest }),
    tokens: figures === undefined ? [] : tokenCosts(services, figures.perSoldHour),
    ...present({ shed: figures === undefined ? undefined : shedCost(input, figures, last) }),
    pricedLines,
    openLines,
    capital: input.capital,
    unknown,
  };
}

/** An amount in the currency of the costs. @throws DesignError `economics/no-rate` */
export function converted(
  amount: number,
  from: CostCurrency,
  { name, currency, rate }: Pick<CostsInput, 'name' | 'currency' | 'rate'>,
): number {
  if (from === currency) return amount;
  if (rate?.from === from && rate.to === currency) return amount * Number(rate.rate);
  if (rate?.to === from && rate.from === currency) return amount / Number(rate.rate);
  throw new DesignError('economics/no-rate', {
    problem: `costs '${name}': an amount is in ${from}, and the costs are in ${currency}`,
    remedy: `give 'rate', such as '1USD=1380KRW@2026-11-01'`,
    object: name,
  });
}

/** Inputs whose range has ends of its own, with the words for them. */
const RANGE_ENDS: Readonly<Partial<Record<Ranged, readonly [(value: number) => boolean, string]>>> = {
  utilisation: [(value) => value > 0 && value <= 1, 'give shares above 0 and up to 1'],
  interest: [(value) => value <= 1, 'give shares a year from 0 to 1'],
  itYears: [(value) => value > 0 && value <= 100, 'give years above 0 and up to 100'],
};

function checkRanges({ name, ranges = {}, price }: CostsInput): void {
  for (const [key, [low, high]] of Object.entries(ranges)) {
    const refuse = (problem: string, remedy: string): DesignError =>
      new DesignError('economics/bad-range', { problem: `costs '${name}': ${problem}`, remedy, object: name });
    const words = `the range of '${key}' is from ${low} to ${high}`;
    if (!(Number.isFinite(low) && Number.isFinite(high) && low >= 0 && low <= high)) {
      throw refuse(words, 'give the lower figure first, none below 0');
    }
    const [isRight, remedy] = RANGE_ENDS[key as Ranged] ?? [];
    if (isRight !== undefined && !(isRight(low) && isRight(high))) throw refuse(words, remedy ?? '');
    if (key === 'price' && price === undefined) {
      throw refuse("'ranges' vary 'price', and there is none", "give 'price', or leave its range out");
    }
  }
}

function costCase(input: CostsInput, stage: Stage, energyPrice: number, changes: Partial<CostCase>): CostCase {
  const { lives, interest, operationsShare, idleShare, utilisation, price, residual } = input;
  return {
    gpus: stage.gpus,
    itCapital: stage.it,
    infrastructureCapital: stage.infrastructure,
    itYears: lives.it.economic,
    infrastructureYears: lives.infrastructure.economic,
    interest,
    operations: (stage.it + stage.infrastructure) * operationsShare,
    kilowatts: kilowattsOf(input, stage),
    idleShare,
    energyPrice,
    utilisation,
    ...present({ price }),
    residual,
    ...changes,
  };
}

/** Draw while all GPUs are sold, kW: all-in of the plan, or what is stated of a GPU. */
function kilowattsOf({ power, loadFactor }: CostsInput, stage: Stage | undefined): number {
  if (stage === undefined) return 0;
  if (power === undefined) return (stage.watts / 1_000) * loadFactor;
  return stage.gpus * power.kilowattsPerGpu * (power.pue ?? 1) * loadFactor;
}

/** Capital, GPUs and draw by the date of each phase; of a site without phases one stage. */
function stagesOf(
  input: CostsInput,
  site: PlannedSite,
  unknown: Unknown[],
): { readonly stages: readonly Stage[]; readonly pricedLines: number; readonly openLines: number } {
  const named = input.capital.flatMap(({ covers }) => covers);
  const covered = new Set<string>(named);
  const isAllCovered = covered.has('all');
  const orders = planOrders(site, { prices: input.prices ?? [] });
  const lines = orders.groups
    .flatMap((group) => group.lines)
    .filter(({ category }) => !isAllCovered && !covered.has(category));
  const priced = lines.filter(({ price }) => price !== undefined);
  const open = covered.has('unpriced') ? 0 : lines.length - priced.length;
  if (open > 0) {
    const what = `the price of ${open} lines of the BOM`;
    unknown.push({ what, givenBy: "give 'prices', or a figure of 'capital' that 'covers' their categories" });
  }
  const { phases = [] } = site;
  const first = phases[0]?.name;
  const byPhase = new Map<string | undefined, { it: number; infrastructure: number }>();
  for (const { price, phase, category } of priced) {
    if (price === undefined) continue;
    const key = phases.some(({ name }) => name === phase) ? phase : first;
    const sum = byPhase.get(key) ?? { it: 0, infrastructure: 0 };
    byPhase.set(key, sum);
    const amount = price.amountMinorUnits / 10 ** PRICE_DIGITS[price.currency];
    sum[HOUSING.has(category) ? 'infrastructure' : 'it'] += converted(amount, price.currency, input);
  }
  const { totals } = site;
  const draw = drawOfSite(site).watts;
  const views =
    phases.length === 0
      ? [{ gpus: totals.gpus, racks: totals.racksUsed, load: totals.loadWatts, watts: draw }]
      : phases.map(({ name, date, gpus, racksUsed, loadWatts, drawWatts }) => ({
          phase: name,
          date,
          gpus,
          racks: racksUsed,
          load: loadWatts,
          watts: drawWatts ?? loadWatts,
        }));
  let sum = { it: 0, infrastructure: 0 };
  const stages = views.map(({ racks, load, ...view }): Stage => {
    const lineSum = byPhase.get('phase' in view ? view.phase : undefined);
    sum = { it: sum.it + (lineSum?.it ?? 0), infrastructure: sum.infrastructure + (lineSum?.infrastructure ?? 0) };
    const figure = { it: 0, infrastructure: 0 };
    for (const { part, per, amount, currency } of input.capital) {
      const count = { gpu: view.gpus, rack: racks, 'it-kilowatt': load / 1_000, site: 1 }[per];
      figure[part] += converted(amount, currency, input) * count;
    }
    return { ...view, it: sum.it + figure.it, infrastructure: sum.infrastructure + figure.infrastructure };
  });
  return { stages, pricedLines: priced.length, openLines: open };
}

/** Price of a kWh over a year, in the currency of the costs, and the tariff in words. */
function tariffOf(
  input: CostsInput,
  { supply, phases }: PlannedSite,
  kilowatts: number,
  unknown: Unknown[],
): { readonly price?: number; readonly words: string; readonly contract?: CostsPlan['contract'] } {
  const { tariff } = input;
  if (tariff.kind === 'flat') {
    return { price: converted(tariff.price, tariff.currency, input), words: `flat, ${tariff.source}` };
  }
  if (tariff.kind === 'agreement') {
    const price = tariff.share * tariff.price + (1 - tariff.share) * tariff.rest;
    const words = `agreement for ${Math.round(tariff.share * 1_000) / 10} % of energy, ${tariff.source}`;
    return { price: converted(price, tariff.currency, input), words };
  }
  const contractWatts = phases?.at(-1)?.contractWatts ?? supply?.contractWatts;
  const contractKilowatts =
    tariff.contractKilowatts ?? (contractWatts === undefined ? undefined : contractWatts / 1_000);
  const words = `KEPCO ${tariff.contract.name}, as of 2026-06-01, all days as working days, without VAT`;
  const floor = KEPCO_DEMAND.value.floor;
  const contract =
    contractKilowatts === undefined
      ? undefined
      : { kilowatts: contractKilowatts, leastBilledKilowatts: contractKilowatts * floor };
  if (contractKilowatts === undefined) {
    unknown.push({ what: 'the contract with KEPCO', givenBy: "give 'contractPower' of the tariff, or of the supply" });
  }
  if (tariff.winterHours === undefined) {
    unknown.push({
      what: 'hours of light, middle and peak load from November to February',
      givenBy: "give 'winterHours' of the tariff: no source confirms them",
    });
  }
  const price = kepcoPrice(tariff, kilowatts, contractKilowatts);
  return {
    words,
    ...present({ contract, price: price === undefined ? undefined : converted(price, 'KRW', input) }),
  };
}

/** KRW a kWh over a year at a draw that is the same all day: base, energy, climate, fuel and levy; undefined where hours or the contract are not known. */
export function kepcoPrice(
  { contract, winterHours }: Extract<TariffInput, { readonly kind: 'kepco' }>,
  kilowatts: number,
  contractKilowatts: number | undefined,
): number | undefined {
  if (contractKilowatts === undefined || kilowatts <= 0) return undefined;
  const peaks = new Map(DAYS.map((_, index) => [index + 1, kilowatts]));
  let [krw, kilowattHours] = [0, 0];
  for (const [index, days] of DAYS.entries()) {
    const month = index + 1;
    const hours = kepcoHours(month, winterHours);
    if (hours === undefined) return undefined;
    const bill = kepcoBill({
      contract,
      month,
      days,
      kilowatts,
      billedKilowatts: billedKilowatts(contractKilowatts, month, peaks),
      hours,
      surcharge: KEPCO_SURCHARGE.value,
      fund: POWER_FUND.value,
      vat: 0,
    });
    krw += bill.total;
    kilowattHours += bill.kilowattHours;
  }
  return krw / kilowattHours;
}

/** What stands before the first phase. */
const NOTHING_BEFORE = { gpus: 0 } as const;

/** What stands of a site: GPUs, and what they cost where that is known. */
type Standing = Pick<PhaseCost, 'gpus' | 'figures'>;

function phaseCost(
  input: CostsInput,
  stage: Stage,
  known: CostCase | undefined,
  before: Standing = NOTHING_BEFORE,
): PhaseCost {
  const { phase, date, gpus, it, infrastructure } = stage;
  const kilowatts = kilowattsOf(input, stage);
  const share = input.utilisation + (1 - input.utilisation) * input.idleShare;
  const megawattHours = (kilowatts / 1_000) * 8_760 * share;
  const figures: CostFigures | undefined = known === undefined ? undefined : costOf(known);
  const carbon = input.carbon;
  return {
    ...present({ phase, date }),
    gpus,
    kilowatts,
    itCapital: it,
    infrastructureCapital: infrastructure,
    ...present({ figures }),
    megawattHours,
    ...(carbon === undefined ? {} : { carbonTonnes: carbonTonnes(megawattHours, carbon.tonnesPerMegawattHour) }),
    ...present({ lateDay: figures === undefined ? undefined : lateDay(input, { gpus, figures }, before) }),
  };
}

/**
 * A day by which a phase comes late, of what it adds to the phases before it: what its capital and operation cost, and what its GPUs would have earned above their
 * energy. Undefined where those before have GPUs and no known cost.
 */
function lateDay(
  { utilisation, price }: CostsInput,
  now: Standing,
  before: Standing,
): NonNullable<PhaseCost['lateDay']> | undefined {
  if (before.gpus > 0 && before.figures === undefined) return undefined;
  const added = (hourly: (figures: CostFigures) => number): number => {
    const all = ({ gpus, figures }: Standing): number => (figures === undefined ? 0 : hourly(figures) * gpus);
    return (all(now) - all(before)) * 24;
  };
  const energy = (figures: CostFigures): number =>
    utilisation * figures.energyFull + (1 - utilisation) * figures.energyIdle;
  return {
    standing: added(({ fixedPerHour }) => fixedPerHour),
    ...(price === undefined ? {} : { notEarned: added((figures) => price * utilisation - energy(figures)) }),
  };
}

/** Cost a million tokens of each served model with a throughput, in the readings that its lengths allow. */
function tokenCosts(services: readonly ServicePlan[], perHour: number): readonly TokenCost[] {
  return services.flatMap(({ name, throughput }): TokenCost[] => {
    if (throughput === undefined) return [];
    const { counts, inputTokens, outputTokens } = throughput;
    const own = perGpu(throughput);
    const readings: Record<string, number> = { [counts]: own };
    if (inputTokens !== undefined && outputTokens !== undefined) {
      const tokens = { input: inputTokens, output: outputTokens, total: inputTokens + outputTokens };
      const requests = own / tokens[counts];
      for (const [kind, each] of Object.entries(tokens)) readings[kind] = requests * each;
    }
    const costs = perMillionTokens(perHour, readings);
    const [total, input, output] = [costs.total, costs.input, costs.output];
    return [
      {
        service: name,
        perGpuSecond: own,
        counts,
        perMillion: costs[counts] ?? 0,
        ...present({ perMillionTotal: total, perMillionInput: input, perMillionOutput: output }),
      },
    ];
  });
}

/** What shedding costs a year: hours not sold, less the energy that they would have taken. */
function shedCost(
  { shed, utilisation, price }: CostsInput,
  { energyFull }: CostFigures,
  stage: Stage | undefined,
): CostsPlan['shed'] {
  if (shed === undefined || price === undefined || stage === undefined || stage.watts === 0) return undefined;
  const gpus = Math.min(1, (shed.kilowatts * 1_000) / stage.watts) * stage.gpus;
  return { ...shed, perYear: gpus * shed.hours * utilisation * (price - energyFull) };
}
