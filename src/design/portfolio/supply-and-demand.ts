import type {
  DemandInput,
  PortfolioInput,
  PortfolioOrder,
  PortfolioSiteInput,
  PowerStep,
  QuarterPlan,
  Remedy,
  Shortfall,
  SiteLossPlan,
  SupplyBlock,
} from '../../model/portfolio';
import type { SitePlan } from '../../model/site-plan';
import { present } from '../../units/present';
import { daysAfter, monthlyDays, weeksBefore, wholeMonths } from '../../model/phase';

/** What is served and what is not on a day. */
interface DayBalance {
  readonly day: string;
  /** By site, in the order of the sites. */
  readonly supply: readonly number[];
  readonly demand: number;
  readonly deficit: number;
  /** Sites whose own demand is not served. */
  readonly shortSites: readonly string[];
}

/** First day on which a block serves. */
export function servesFrom({ handOver, burnInDays = 0 }: Pick<SupplyBlock, 'handOver' | 'burnInDays'>): string {
  return daysAfter(handOver, burnInDays);
}

/** Power for IT of a site on a day, W. Undefined: no step is stated. */
function powerOn({ power }: PortfolioSiteInput, day: string): number | undefined {
  if (power.length === 0) return undefined;
  const past = power.filter(({ date }) => date <= day);
  return past.reduce((latest, step) => (step.date >= latest.date ? step : latest), { date: '', watts: 0 }).watts;
}

/**
 * What a site supplies on a day: the blocks that serve, as far as its power carries them. GPUs of blocks that the power does not carry whole are counted in proportion.
 */
export function supplyOn(site: PortfolioSiteInput, day: string, measure: PortfolioInput['measure']): number {
  const blocks = site.blocks.filter(
    (block) => servesFrom(block) <= day && (block.out === undefined || day < block.out),
  );
  const watts = blocks.reduce((sum, { itWatts }) => sum + itWatts, 0);
  const power = powerOn(site, day) ?? watts;
  if (measure === 'watts') return Math.min(power, watts);
  const gpus = blocks.reduce((sum, block) => sum + (block.gpus ?? 0), 0);
  return power >= watts ? gpus : Math.floor((gpus * power) / watts);
}

/** What is asked on a day. Growth comes each month, on the day of the month of the first. */
export function demandOn({ amount, monthlyGrowth = 0, since, out }: DemandInput, day: string): number {
  if (day < since || (out !== undefined && day >= out)) return 0;
  return Math.max(0, amount + monthlyGrowth * wholeMonths(since, day));
}

/** Days from the first to the last on which supply or demand may change, in order. */
export function turningDays({ from, until, sites, demands }: PortfolioInput): readonly string[] {
  const days = new Set([from]);
  const add = (day: string | undefined): void => {
    if (day !== undefined && day > from && day <= until) days.add(day);
  };
  for (const { power, blocks } of sites) {
    for (const { date } of power) add(date);
    for (const block of blocks) {
      add(servesFrom(block));
      add(block.out);
    }
  }
  for (const { since, out, monthlyGrowth = 0 } of demands) {
    add(since);
    add(out);
    if (monthlyGrowth === 0) continue;
    const end = out === undefined || out > until ? until : out;
    for (const day of monthlyDays(since, end)) add(day);
  }
  return [...days].sort();
}

/** Supply against demand on every day on which they change, and at the start of each quarter. */
export class Balance {
  private readonly days: readonly DayBalance[];

  public constructor(private readonly input: PortfolioInput) {
    const days = [...new Set([...turningDays(input), ...quarterStarts(input)])].sort();
    this.days = days.map((day) => this.on(day, input.demands));
  }

  /** By quarter, on the day of the largest deficit, else of the least margin. */
  public quarters(): readonly QuarterPlan[] {
    const worst = new Map<string, DayBalance>();
    for (const each of this.days) {
      const quarter = quarterOf(each.day);
      const known = worst.get(quarter);
      if (known === undefined || isWorse(each, known)) worst.set(quarter, each);
    }
    return [...worst].map(([quarter, { day, supply, demand, deficit }]) => ({
      quarter,
      day,
      supply: sum(supply),
      demand,
      deficit,
      bySite: this.input.sites.map(({ name }, index) => ({ site: name, supply: supply[index] ?? 0 })),
    }));
  }

  /** Times in which demand is above supply, in order. */
  public shortfalls(): readonly Shortfall[] {
    const found: Shortfall[] = [];
    let open: DayBalance[] = [];
    const close = (until?: string): void => {
      const [first] = open;
      if (first === undefined) return;
      const worst = open.reduce((most, each) => (each.deficit > most.deficit ? each : most), first);
      found.push({
        from: first.day,
        ...present({ until }),
        deficit: worst.deficit,
        worstDay: worst.day,
        sites: [...new Set(open.flatMap(({ shortSites }) => shortSites))],
        remedies: this.remedies(first.day, worst.deficit),
      });
      open = [];
    };
    for (const each of this.days) {
      if (each.deficit > 0) open.push(each);
      else close(each.day);
    }
    close();
    return found;
  }

  /** What the loss of each site leaves of the demand that must go on: any other site can take it, whatever site it is bound to. */
  public siteLosses(): readonly SiteLossPlan[] {
    const kept = this.input.demands.filter(({ survivesSite }) => survivesSite === true);
    if (kept.length === 0) return [];
    return this.input.sites.map(({ name }) => {
      const demands = kept.map((demand) => {
        const { onlyAt, ...free } = demand;
        return onlyAt === undefined || onlyAt === name ? free : demand;
      });
      let deficit = 0;
      let firstDay: string | undefined;
      for (const { day } of this.days) {
        const short = this.on(day, demands, name).deficit;
        if (short > 0) firstDay ??= day;
        deficit = Math.max(deficit, short);
      }
      return { site: name, deficit, ...present({ firstDay }) };
    });
  }

  /** Demand of a site is served there first; what is free takes what is left anywhere. */
  private on(day: string, demands: readonly DemandInput[], lost?: string): DayBalance {
    const { sites, measure } = this.input;
    const supply = sites.map((site) => (site.name === lost ? 0 : supplyOn(site, day, measure)));
    const bound = new Map<string, number>();
    let free = 0;
    for (const demand of demands) {
      const asked = demandOn(demand, day);
      const { onlyAt } = demand;
      if (onlyAt === undefined) free += asked;
      else bound.set(onlyAt, (bound.get(onlyAt) ?? 0) + asked);
    }
    const shortSites: string[] = [];
    let deficit = 0;
    let left = 0;
    sites.forEach(({ name }, index) => {
      const rest = (supply[index] ?? 0) - (bound.get(name) ?? 0);
      if (rest < 0) shortSites.push(name);
      deficit += Math.max(0, -rest);
      left += Math.max(0, rest);
    });
    deficit += Math.max(0, free - left);
    return { day, supply, demand: free + sum([...bound.values()]), deficit, shortSites };
  }

  private remedies(day: string, deficit: number): readonly Remedy[] {
    const { options, asOf } = this.input;
    return options.map(({ name, adds, leadTimeWeeks, burnInDays = 0 }) => {
      const orderBy = weeksBefore(daysAfter(day, -burnInDays), leadTimeWeeks);
      const isLate = asOf === undefined ? undefined : orderBy < asOf;
      return { option: name, count: Math.ceil(deficit / adds), orderBy, ...present({ isLate }) };
    });
  }
}

function isWorse(left: DayBalance, right: DayBalance): boolean {
  if (left.deficit !== right.deficit) return left.deficit > right.deficit;
  return sum(left.supply) - left.demand < sum(right.supply) - right.demand;
}

function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** First day of each quarter within the horizon. */
function quarterStarts({ from, until }: PortfolioInput): readonly string[] {
  const month = 3 * Math.floor((Number(from.slice(5, 7)) - 1) / 3) + 1;
  const first = `${from.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
  return monthlyDays(first, until, 3).filter((start) => start >= from);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}

/** Blocks of a planned site: what each phase adds, handed over on the day of the phase. */
export function siteBlocks({ phases = [] }: SitePlan, burnInDays?: number): readonly SupplyBlock[] {
  return phases.flatMap(({ name, date, gpus, loadWatts }, index) => {
    const before = phases[index - 1] ?? { gpus: 0, loadWatts: 0 };
    const itWatts = loadWatts - before.loadWatts;
    if (itWatts <= 0) return [];
    return [{ name, handOver: date, itWatts, gpus: Math.max(0, gpus - before.gpus), ...present({ burnInDays }) }];
  });
}

/** Power for IT of a planned site: what its phases state. Empty where none does. */
export function sitePower({ phases = [], name }: SitePlan): readonly PowerStep[] {
  return phases.flatMap(({ name: phase, date, itWatts }) =>
    itWatts === undefined ? [] : [{ date, watts: itWatts, source: `phase '${phase}' of site '${name}'` }],
  );
}

/** What the phases of a planned site buy, with the last day to order each. */
export function siteOrders({ phases = [] }: SitePlan): readonly PortfolioOrder[] {
  return phases.flatMap(({ purchases }) => purchases.map(({ name, lastOrderDate }) => ({ name, lastOrderDate })));
}
