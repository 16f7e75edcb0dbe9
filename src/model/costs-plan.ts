import type { HourPrices, KepcoContract } from '../catalog/economics';
import type { BillLine } from './bill-plan';
import type { ServicePlan, Unknown } from './service-plan';

/** Currency of a model of costs. */
export type CostCurrency = 'USD' | 'KRW';

/** What something costs, where no line of the BOM has a price, and what it stands for. */
export interface CapitalInput {
  /** What it is, in words. */
  readonly name: string;
  /** Whose life it has. */
  readonly part: 'it' | 'infrastructure';
  /** Of one of `per`, in major units. */
  readonly amount: number;
  /** Currency of the amount. */
  readonly currency: CostCurrency;
  /** What it is the amount of. */
  readonly per: 'gpu' | 'rack' | 'it-kilowatt' | 'site';
  /** Where the figure is from. */
  readonly source: string;
  /** Day or month of the figure. */
  readonly date: string;
  /** Categories of the BOM that it holds, or `all`: their lines are not counted again. `unpriced`: every line without a price. */
  readonly covers: readonly BillLine['category'][] | 'all' | 'unpriced';
}

/** Lives of one thing, years: of the books, of tax, and as long as it earns. */
export interface LivesInput {
  /** Of the books. */
  readonly book: number;
  /** Of tax. */
  readonly tax: number;
  /** As long as it earns. */
  readonly economic: number;
}

/** What a kWh costs. Amounts in major units. */
export type TariffInput =
  | { readonly kind: 'flat'; readonly price: number; readonly currency: CostCurrency; readonly source: string }
  | {
      readonly kind: 'agreement';
      readonly price: number;
      /** Share of energy that the agreement brings, from 0 to 1. */
      readonly share: number;
      /** Price of the rest. */
      readonly rest: number;
      readonly currency: CostCurrency;
      readonly source: string;
    }
  | {
      readonly kind: 'kepco';
      readonly contract: KepcoContract;
      /** Absent: that of the site's supply. */
      readonly contractKilowatts?: number;
      /** Hours of a working day from November to February, which no source confirms. Absent: the year is not known. */
      readonly winterHours?: HourPrices;
    };

/** Inputs of which a low and a high value are carried through. */
export const RANGED = [
  'utilisation',
  'price',
  'energyPrice',
  'itCapital',
  'infrastructureCapital',
  'interest',
  'itYears',
  'operations',
] as const;

/** Name of an input with a range. */
export type Ranged = (typeof RANGED)[number];

/** What the money of a site is counted from, as plain data. */
export interface CostsInput {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Currency of all results. */
  readonly currency: CostCurrency;
  /** What one unit of a currency is worth on a day. Absent: all amounts are in one currency. */
  readonly rate?: {
    readonly from: CostCurrency;
    readonly to: CostCurrency;
    readonly rate: string;
    readonly date: string;
  };
  /** Prices of parts: what `readPricesCsv` gives. */
  readonly prices?: readonly {
    readonly where: string;
    readonly part?: string;
    readonly description?: string;
    readonly lengthMillimetres?: number;
    readonly supplier?: string;
    readonly currency: CostCurrency;
    readonly unitMinorUnits: number;
  }[];
  /** Figures for what no line of the BOM has a price for. */
  readonly capital: readonly CapitalInput[];
  /** Lives of IT and of what houses it. */
  readonly lives: { readonly it: LivesInput; readonly infrastructure: LivesInput };
  /** How the books and the tax office write off. */
  readonly depreciation: { readonly book: DepreciationName; readonly tax: DepreciationName };
  /** Interest a year, 0 to 1. */
  readonly interest: number;
  /** Operation a year as a share of all capital, energy aside. */
  readonly operationsShare: number;
  /** Share of the capital of IT that is left after its economic life. */
  readonly residual: number;
  /** What a kWh costs. */
  readonly tariff: TariffInput;
  /** Share of its planned draw that the site has while all GPUs are sold. */
  readonly loadFactor: number;
  /** Share of full draw that idle GPUs have. */
  readonly idleShare: number;
  /** All-in draw of a GPU, kW, in place of the plan's, and a PUE that is put on it. Absent: the plan's draw. */
  readonly power?: { readonly kilowattsPerGpu: number; readonly isAllIn: boolean; readonly pue?: number };
  /** Sold hours over all hours, above 0 and up to 1. */
  readonly utilisation: number;
  /** Price of a GPU-hour, in the currency. Absent: nothing is sold. */
  readonly price?: number;
  /** Greenhouse gas of a MWh. Absent: not counted. */
  readonly carbon?: { readonly tonnesPerMegawattHour: number; readonly source: string };
  /** Least share of the price that must be left. Absent: not judged. */
  readonly marginFloor?: number;
  /** Days from the date of a phase to the first sold hour. */
  readonly burnInDays: number;
  /** First day of a site without phases, `YYYY-MM-DD`. Absent: no quarters are counted. */
  readonly start?: string;
  /** Low and high values that are carried through. Absent: none. */
  readonly ranges?: Readonly<Partial<Record<Ranged, readonly [low: number, high: number]>>>;
  /** What is shed for some hours a year, kW. Absent: no cost of it. */
  readonly shed?: { readonly kilowatts: number; readonly hours: number };
}

/** Method of depreciation, as the engine names it. */
export type DepreciationName = 'straight' | 'declining-korea' | 'macrs-5' | 'macrs-15';

/** What a GPU-hour costs and brings, of a phase or of a case. Money in the currency of the plan, not rounded. */
export interface CostFigures {
  /** Of an hour of the clock: capital and operation. */
  readonly fixedPerHour: number;
  /** Of an hour of the clock at full load, and idle. */
  readonly energyFull: number;
  readonly energyIdle: number;
  /** Of a sold hour: fixed cost and energy of idle hours shared out to it, and its own energy. */
  readonly perSoldHour: number;
  /** The same as worked vectors and papers have it: idle hours draw nothing. */
  readonly perSoldHourWithoutIdle: number;
  readonly perYear: number;
  /** Share of hours that must be sold; above 1: it loses at any load. Absent: no price, or energy alone costs more than it. */
  readonly breakEven?: number;
  /** Absent: nothing is sold. */
  readonly revenue?: number;
  /** Revenue less energy and operation of a year. */
  readonly cash?: number;
  /** Share of the price of a sold hour that is left. */
  readonly margin?: number;
  readonly presentValue?: number;
  /** Absent: no rate balances the flows. */
  readonly internalRate?: number;
  readonly paybackYears?: number;
}

/** The site as it is by the date of a phase. */
export interface PhaseCost {
  /** Absent: the site has no phases. */
  readonly phase?: string;
  readonly date?: string;
  readonly gpus: number;
  readonly kilowatts: number;
  readonly itCapital: number;
  readonly infrastructureCapital: number;
  /** Absent: a figure is not known. */
  readonly figures?: CostFigures;
  readonly megawattHours: number;
  readonly carbonTonnes?: number;
  /**
   * What a day costs by which it is late, of what it adds to the phases before it: capital that stands, and what would have been earned. Two readings, never added.
   * Absent: a figure is not known.
   */
  readonly lateDay?: { readonly standing: number; readonly notEarned?: number };
}

/** A quarter of the life of a site. */
export interface QuarterCost {
  /** First day. */
  readonly from: string;
  readonly gpus: number;
  readonly capital: number;
  readonly bookCharge: number;
  readonly taxCharge: number;
  readonly operations: number;
  readonly energy: number;
  readonly revenue: number;
  /** Revenue less energy, operation and capital. */
  readonly cash: number;
  readonly cashSoFar: number;
}

/** What one input moves. */
export interface SensitivityBar {
  readonly input: Ranged;
  readonly low: number;
  readonly base: number;
  readonly high: number;
  /** Cost of a sold GPU-hour with the input at its low and its high value. */
  readonly costAtLow: number;
  readonly costAtHigh: number;
  /** Absent: nothing is sold. */
  readonly valueAtLow?: number;
  readonly valueAtHigh?: number;
}

/** One cost a million tokens of a served model: three readings of one cost, never added. */
export interface TokenCost {
  readonly service: string;
  readonly perGpuSecond: number;
  readonly counts: 'output' | 'input' | 'total';
  readonly perMillion: number;
  readonly perMillionTotal?: number;
  readonly perMillionInput?: number;
  readonly perMillionOutput?: number;
}

/** The money of a site. */
export interface CostsPlan {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Currency of all amounts. */
  readonly currency: CostCurrency;
  /** What one unit of another currency is worth. Absent: all amounts are in one. */
  readonly rate?: CostsInput['rate'];
  /** Price of a kWh over a year, in the currency. Absent: not known. */
  readonly energyPrice?: number;
  /** Tariff in words, with its source. */
  readonly tariff: string;
  /** Lives of IT and of what houses it. */
  readonly lives: CostsInput['lives'];
  /** Sold hours over all hours. */
  readonly utilisation: number;
  /** Price of a GPU-hour. Absent: nothing is sold. */
  readonly price?: number;
  /** Interest a year. */
  readonly interest: number;
  /** Least share of the price that must be left. Absent: not judged. */
  readonly marginFloor?: number;
  /** Whether the draw is the least, for want of a PUE. */
  readonly isLeastDraw: boolean;
  /** Draw of a GPU in place of the plan. Absent: the plan has it. */
  readonly power?: CostsInput['power'];
  /** Contract of KEPCO with the least that it bills. Absent: another tariff, or no contract is stated. */
  readonly contract?: { readonly kilowatts: number; readonly leastBilledKilowatts: number };
  /** The tariff bills a contract, and none is stated. */
  readonly isContractOpen?: true;
  /** By date; the last is the whole site. */
  readonly phases: readonly PhaseCost[];
  /** From the first phase to the end of the economic life of the last. Empty: no first day, or a figure is not known. */
  readonly quarters: readonly QuarterCost[];
  /** By what moves the cost of a sold hour most. */
  readonly sensitivity: readonly SensitivityBar[];
  /** All inputs at the ends of their ranges that cost least, and most. Absent: no range is given, or a figure is not known. */
  readonly cheapest?: CostFigures;
  /** As `cheapest`, at the ends that cost most. */
  readonly dearest?: CostFigures;
  /** Of each served model with a throughput. */
  readonly tokens: readonly TokenCost[];
  /** What shedding costs a year. Absent: none is stated, or nothing is sold. */
  readonly shed?: { readonly kilowatts: number; readonly hours: number; readonly perYear: number };
  /** Lines of the BOM whose price counts. */
  readonly pricedLines: number;
  /** Lines with neither a price nor a figure that holds them. */
  readonly openLines: number;
  /** Figures that were given, as given. */
  readonly capital: readonly CapitalInput[];
  /** What is not known, and the prop that settles it. */
  readonly unknown: readonly Unknown[];
}

/** Inference and money of a site. */
export interface EconomicsPlan {
  /** Served models, in order of declaration. */
  readonly services: readonly ServicePlan[];
  /** Absent: no costs are asked for. */
  readonly costs?: CostsPlan;
}

/** The three readings of one cost: each divides the whole price of a GPU-hour by its own throughput, and they are never added. */
export function perMillionTokens(
  perGpuHour: number,
  perGpu: Readonly<Partial<Record<'total' | 'input' | 'output', number>>>,
): Readonly<Partial<Record<'total' | 'input' | 'output', number>>> {
  return Object.fromEntries(
    Object.entries(perGpu).map(([counts, rate]) => [counts, perGpuHour / ((rate * 3_600) / 1e6)]),
  );
}

/** Two generations of GPUs, by what they cost and give. */
export interface ReplacementInput {
  /** Of the standing one: energy and operation of a GPU-hour, since its capital is spent. */
  readonly standingPerHour: number;
  /** Output tokens a second of one standing GPU. */
  readonly standingPerGpu: number;
  /** Output tokens a second of one new GPU. */
  readonly nextPerGpu: number;
  /** Of the new one: a sold GPU-hour with all its capital. */
  readonly nextPerSoldHour: number;
}

/** Whether a new generation pays: where a million of its tokens, capital included, costs less than energy and operation of those of the standing one. */
export function replacementPays(input: ReplacementInput): {
  readonly pays: boolean;
  /** A million output tokens of each. */
  readonly standing: number;
  readonly next: number;
  /** A sold GPU-hour of the new one below which it pays. */
  readonly paysBelow: number;
} {
  const standing = perMillionTokens(input.standingPerHour, { output: input.standingPerGpu }).output ?? 0;
  const next = perMillionTokens(input.nextPerSoldHour, { output: input.nextPerGpu }).output ?? 0;
  const paysBelow = (input.standingPerHour * input.nextPerGpu) / input.standingPerGpu;
  return { pays: next < standing, standing, next, paysBelow };
}

/** What a GPU of a generation gives and costs, in one currency. */
export interface GenerationCosts {
  /** Output tokens a second of one GPU. */
  readonly tokensPerSecond: number;
  /** Energy and operation of a GPU-hour: what it costs once its capital is spent. */
  readonly runningPerHour: number;
  /** A sold GPU-hour with all its capital. */
  readonly soldPerHour: number;
  readonly currency: string;
}

/** Whether a replacement pays. */
export interface ReplacementValue {
  readonly verdict: 'pays' | 'does-not-pay' | 'not-known';
  /** A million output tokens of the old by energy and operation alone, and of the new with all its capital. Absent: not known. */
  readonly standing?: number;
  readonly next?: number;
  /** A sold GPU-hour of the new below which it pays. Absent: not known. */
  readonly paysBelow?: number;
  /** The figures, or what is not stated. */
  readonly why: string;
}
