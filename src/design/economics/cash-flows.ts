import type { CostFigures, CostsInput, PhaseCost, QuarterCost, Ranged, SensitivityBar } from '../../model/costs-plan';
import { RANGED } from '../../model/costs-plan';
import { weeksAfter } from '../../model/phase';
import { present } from '../../units/present';
import { type CostCase, costOf, depreciation } from './finance';

/** The site as it is by a phase: GPUs, draw at the point of supply and capital up to then. */
export interface Stage {
  readonly phase?: string;
  readonly date?: string;
  readonly gpus: number;
  readonly watts: number;
  readonly it: number;
  readonly infrastructure: number;
}

/** Capital, charges, energy, operation and revenue of each quarter, from the first phase to the end of the economic life of IT of the last. */
export function quartersOf(
  input: CostsInput,
  stages: readonly Stage[],
  phases: readonly PhaseCost[],
  energyPrice: number,
): readonly QuarterCost[] {
  const first = stages[0]?.date ?? input.start;
  const lastDay = stages.at(-1)?.date ?? input.start;
  if (first === undefined || lastDay === undefined) return [];
  const starts = quarterStarts(first, lastDay, input.lives.it.economic);
  const parts = stages.map((stage, index) => partOf(input, stage, stages[index - 1], first));
  let cashSoFar = 0;
  return starts.map((from, index): QuarterCost => {
    const next = starts[index + 1] ?? quarterAfter(from);
    // What serves from the first day of the quarter on counts; a stage that comes within it counts from the next.
    const serving = lastIndex(stages, ({ date = first }) => weeksAfter(date, input.burnInDays / 7) <= from);
    const built = lastIndex(stages, ({ date = first }) => date < next);
    const own = (figure: 'book' | 'tax'): number =>
      parts.reduce((sum, part) => sum + chargeOf(part[figure], quartersBetween(part.from, from)), 0);
    const capital = parts.reduce((sum, part) => sum + (part.from >= from && part.from < next ? part.capital : 0), 0);
    const running = phases[serving];
    const figures = running?.figures;
    const gpus = running?.gpus ?? 0;
    const share = input.utilisation + (1 - input.utilisation) * input.idleShare;
    const energy = ((running?.kilowatts ?? 0) * share * energyPrice * 8_760) / 4;
    const revenue = figures?.revenue === undefined ? 0 : figures.revenue / 4;
    const stage = stages[built];
    const operations = stage === undefined ? 0 : ((stage.it + stage.infrastructure) * input.operationsShare) / 4;
    const cash = revenue - energy - operations - capital;
    cashSoFar += cash;
    return {
      from,
      gpus,
      capital,
      bookCharge: own('book'),
      taxCharge: own('tax'),
      operations,
      energy,
      revenue,
      cash,
      cashSoFar,
    };
  });
}

/** What comes with a stage, with its charges by year. */
interface CapitalPart {
  readonly from: string;
  readonly capital: number;
  readonly book: readonly number[];
  readonly tax: readonly number[];
}

function partOf(input: CostsInput, stage: Stage, before: Stage | undefined, first: string): CapitalPart {
  const it = stage.it - (before?.it ?? 0);
  const infrastructure = stage.infrastructure - (before?.infrastructure ?? 0);
  const { lives, residual, depreciation: methods } = input;
  const charges = (kind: 'book' | 'tax'): readonly number[] => {
    const method = methods[kind];
    const ofIt = depreciation(method, it, lives.it[kind], method === 'straight' && kind === 'book' ? residual : 0);
    // Buildings and structures are written off by straight line alone.
    const ofHouse = depreciation('straight', infrastructure, lives.infrastructure[kind]);
    return Array.from(
      { length: Math.max(ofIt.length, ofHouse.length) },
      (_, year) => (ofIt[year] ?? 0) + (ofHouse[year] ?? 0),
    );
  };
  return { from: stage.date ?? first, capital: it + infrastructure, book: charges('book'), tax: charges('tax') };
}

/** Charge of one quarter of the year that it lies in. */
function chargeOf(years: readonly number[], quarter: number): number {
  return quarter < 0 ? 0 : (years[Math.floor(quarter / 4)] ?? 0) / 4;
}

function quarterStarts(first: string, last: string, years: number): readonly string[] {
  const start = startOfQuarter(first);
  const count = quartersBetween(start, last) + Math.ceil(years * 4);
  const starts: string[] = [];
  for (let day = start; starts.length <= count && starts.length < 400; day = quarterAfter(day)) starts.push(day);
  return starts;
}

function startOfQuarter(day: string): string {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
}

function quarterAfter(day: string): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) + 3];
  return month > 12 ? `${year + 1}-01-01` : `${year}-${String(month).padStart(2, '0')}-01`;
}

function quartersBetween(from: string, to: string): number {
  const number = (day: string): number => Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
  return number(to) - number(from);
}

/** What each input with a range moves: the cost of a sold hour, and the present value where something is sold. What moves most comes first. */
export function barsOf({ ranges = {} }: CostsInput, base: CostCase): readonly SensitivityBar[] {
  return RANGED.flatMap((input): SensitivityBar[] => {
    const range = ranges[input];
    const own = base[input];
    if (range === undefined || own === undefined) return [];
    const [low, high] = range;
    const [atLow, atHigh] = [costOf({ ...base, [input]: low }), costOf({ ...base, [input]: high })];
    return [
      {
        input,
        low,
        base: own,
        high,
        costAtLow: atLow.perSoldHour,
        costAtHigh: atHigh.perSoldHour,
        ...present({ valueAtLow: atLow.presentValue, valueAtHigh: atHigh.presentValue }),
      },
    ];
  }).sort((a, b) => span(b) - span(a) || RANGED.indexOf(a.input) - RANGED.indexOf(b.input));
}

/** How much a bar spans: of the present value where there is one, since a price moves no cost. */
function span({ costAtLow, costAtHigh, valueAtLow, valueAtHigh }: SensitivityBar): number {
  if (valueAtLow !== undefined && valueAtHigh !== undefined) return Math.abs(valueAtHigh - valueAtLow);
  return Math.abs(costAtHigh - costAtLow);
}

/** All inputs with a range at the ends that are best for the operator, and at those that are worst. */
export function endsOf(
  base: CostCase,
  bars: readonly SensitivityBar[],
): { readonly cheapest: CostFigures; readonly dearest: CostFigures } {
  const at = (isBest: boolean): CostFigures => {
    const changes = bars.map(({ input, low, high, costAtLow, costAtHigh, valueAtLow = 0, valueAtHigh = 0 }) => {
      const isLowBest = costAtLow === costAtHigh ? valueAtLow > valueAtHigh : costAtLow < costAtHigh;
      return [input, isLowBest === isBest ? low : high] satisfies [Ranged, number];
    });
    return costOf({ ...base, ...(Object.fromEntries(changes) as Partial<CostCase>) });
  };
  return { cheapest: at(true), dearest: at(false) };
}

/** Place of the last that holds; -1 where none does. */
function lastIndex<T>(all: readonly T[], holds: (one: T) => boolean): number {
  return all.reduce((last, one, index) => (holds(one) ? index : last), -1);
}
