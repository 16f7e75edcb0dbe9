import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import { isCalendarDay, monthlyDays, wholeMonths } from '../../model/phase';
import type {
  FlowPlan,
  FlowVerdict,
  IngestInput,
  PortfolioGap,
  PortfolioInput,
  PortfolioPlan,
  SpanningJobInput,
} from '../../model/portfolio';
import { present } from '../../units/present';
import { LinkGraph, type LostLinks } from './link-graph';
import { textOrder } from '../text';
import { planGenerations } from './plan-generation';
import { Balance } from './supply-and-demand';

const BITS = 8;

/** More years than a plan of power and halls has: above it a date is a slip. */
const MOST_MONTHS = 12 * 40;

/**
 * Judges sites together: supply against demand by quarter with every shortfall and what to order when, the loss of each site, data that comes in, and training over sites by
 * its slowest cut.
 *
 * @throws DesignError `portfolio/bad-date`, `portfolio/bad-horizon`, `portfolio/bad-number`, `portfolio/duplicate-name`, `portfolio/unknown-place`,
 * `portfolio/same-place`, `portfolio/gpus-not-stated`; all at once
 */
export function planPortfolio(input: PortfolioInput): PortfolioPlan {
  checkPortfolio(input);
  const balance = new Balance(input);
  const { name, measure, from, until, asOf } = input;
  const orders = input.sites.flatMap((site) =>
    (site.orders ?? []).map((order) => ({
      ...order,
      site: site.name,
      ...present({ isLate: asOf === undefined ? undefined : order.lastOrderDate < asOf }),
    })),
  );
  const flows = new Flows(input);
  return {
    name,
    measure,
    from,
    until,
    quarters: balance.quarters(),
    shortfalls: balance.shortfalls(),
    siteLosses: balance.siteLosses(),
    flows: [...input.ingests.map((each) => flows.ingest(each)), ...input.jobs.map((each) => flows.job(each))],
    orders: orders.sort((left, right) => textOrder(left.lastOrderDate, right.lastOrderDate)),
    replacements: (input.replacements ?? []).flatMap(({ hall, generations }) => planGenerations(hall, generations)),
    gaps: gapsOf(input),
  };
}

/** Ways of data over the links of a portfolio. */
class Flows {
  private readonly places: readonly string[];
  private readonly graphs = new Map<string, LinkGraph>();

  public constructor(private readonly input: PortfolioInput) {
    this.places = [...input.sites.map(({ name }) => name), ...(input.points ?? [])];
  }

  /** An ingest on the day on which it fits worst. */
  public ingest({ name, from, to, bytes, withinSeconds, since, monthlyGrowth = 0 }: IngestInput): FlowPlan {
    const plans = this.days(since, monthlyGrowth !== 0).map((day) => {
      const grown = Math.max(0, bytes + monthlyGrowth * wholeMonths(since, day));
      const needed = (grown * BITS) / withinSeconds;
      const flow = this.flow(day, needed, [from, to]);
      const seconds = (rate: number | undefined): number | undefined =>
        rate === undefined || rate === 0 ? undefined : (grown * BITS) / rate;
      const whole = seconds(flow.bitsPerSecond);
      const lost = seconds(flow.oneLinkLost?.bitsPerSecond);
      return {
        ...flow,
        name,
        kind: 'ingest' as const,
        ...present({ seconds: whole, secondsLinkLost: lost }),
        ...this.trip(day, [from, to]),
      };
    });
    return worstOf(plans);
  }

  /** A training job on the day on which its slowest cut is slowest. */
  public job({ name, sites, since, bitsPerSecond, roundTripMicroseconds }: SpanningJobInput): FlowPlan {
    const plans = this.days(since, false).map((day) => {
      const flow = this.flow(day, bitsPerSecond, sites);
      const trip = this.trip(day, sites);
      const isFar =
        roundTripMicroseconds !== undefined &&
        trip.roundTripMicroseconds !== undefined &&
        trip.roundTripMicroseconds > roundTripMicroseconds;
      const verdict = isFar && flow.verdict !== 'cut-off' ? ('too-slow' as const) : flow.verdict;
      return { ...flow, ...trip, name, kind: 'job' as const, verdict };
    });
    return worstOf(plans);
  }

  private trip(day: string, places: readonly string[]): { readonly roundTripMicroseconds?: number } {
    return present({ roundTripMicroseconds: this.graph(day).roundTrip(places) });
  }

  private flow(day: string, needed: number | undefined, ends: readonly string[]): Omit<FlowPlan, 'name' | 'kind'> {
    const graph = this.graph(day);
    const rate = (lost: LostLinks): number => graph.slowestCut(ends, lost).bitsPerSecond;
    const whole = graph.slowestCut(ends);
    // What is not in the slowest cut can be lost and still slow another way, so that each is tried.
    const oneLinkLost = slowest(graph.names.map((link) => ({ link, bitsPerSecond: rate({ link }) })));
    const routeLost = slowest(graph.routes.map((route) => ({ route, bitsPerSecond: rate({ route }) })));
    const between = this.places.filter((place) => !ends.includes(place));
    const placeLost = slowest(between.map((place) => ({ place, bitsPerSecond: rate({ place }) })));
    const least = Math.min(
      oneLinkLost?.bitsPerSecond ?? 0,
      routeLost?.bitsPerSecond ?? Infinity,
      placeLost?.bitsPerSecond ?? Infinity,
    );
    return {
      day,
      ...present({ neededBitsPerSecond: needed }),
      bitsPerSecond: whole.bitsPerSecond,
      oneLinkLost,
      routeLost,
      placeLost,
      cut: whole.links,
      verdict: verdictOf(needed, whole.bitsPerSecond, least, graph.areRoutesStated),
    };
  }

  /** Days from the first on which links change, or the delivery grows. */
  private days(since: string, isGrowing: boolean): readonly string[] {
    const { from, until, links } = this.input;
    const start = since > from ? since : from;
    const days = new Set([start]);
    for (const { since: first, out } of links) {
      for (const day of [first, out]) if (day !== undefined && day > start && day <= until) days.add(day);
    }
    if (isGrowing) for (const day of monthlyDays(since, until)) if (day >= start) days.add(day);
    return [...days].sort();
  }

  private graph(day: string): LinkGraph {
    const known = this.graphs.get(day);
    if (known !== undefined) return known;
    const graph = new LinkGraph(this.input.links, this.places, day, this.input.linkShare);
    this.graphs.set(day, graph);
    return graph;
  }
}

const VERDICTS: readonly FlowVerdict[] = ['cut-off', 'too-slow', 'fits-whole', 'not-known', 'fits'];

function verdictOf(needed: number | undefined, whole: number, least: number, areRoutesStated: boolean): FlowVerdict {
  if (whole === 0) return 'cut-off';
  if (needed === undefined) return 'not-known';
  if (needed > whole) return 'too-slow';
  if (needed > least) return 'fits-whole';
  return areRoutesStated ? 'fits' : 'not-known';
}

/** The worst verdict; of those the one with the least to spare, and of those the first. */
function worstOf(plans: readonly FlowPlan[]): FlowPlan {
  const rank = ({ verdict }: FlowPlan): number => VERDICTS.indexOf(verdict);
  const spare = ({ bitsPerSecond, neededBitsPerSecond = 0 }: FlowPlan): number => bitsPerSecond - neededBitsPerSecond;
  return plans.reduce((worst, each) => {
    if (rank(each) !== rank(worst)) return rank(each) < rank(worst) ? each : worst;
    return spare(each) < spare(worst) ? each : worst;
  });
}

function slowest<T extends { readonly bitsPerSecond: number }>(all: readonly T[]): T | undefined {
  return all.reduce<T | undefined>(
    (least, each) => (least === undefined || each.bitsPerSecond < least.bitsPerSecond ? each : least),
    undefined,
  );
}

/** What is not stated, with what it hides. */
function gapsOf({ sites, demands, jobs, links, measure, options }: PortfolioInput): readonly PortfolioGap[] {
  const gaps: PortfolioGap[] = [];
  const tell = (names: readonly string[], what: (names: string) => string, remedy: string): void => {
    if (names.length > 0) gaps.push({ what: what(names.map((name) => `'${name}'`).join(', ')), remedy });
  };
  tell(
    sites.filter(({ power, blocks }) => power.length === 0 && blocks.length > 0).map(({ name }) => name),
    (names) => `power by date of ${names}: what is built is counted as if it were all fed`,
    "give 'power': day, power for IT and source of each step",
  );
  tell(
    sites.flatMap(({ name, blocks }) =>
      blocks.filter(({ burnInDays }) => burnInDays === undefined).map((block) => `${name}/${block.name}`),
    ),
    (names) => `burn-in of ${names}: counted from the day of hand-over`,
    "give 'burnIn'",
  );
  tell(
    options.filter(({ burnInDays }) => burnInDays === undefined).map(({ name }) => name),
    (names) => `burn-in of what ${names} adds: the last day to order it is that of the hand-over alone`,
    "give 'burnIn'",
  );
  if (demands.length === 0) gaps.push({ what: 'demand: supply is held against nothing', remedy: "give 'demands'" });
  tell(
    demands.filter(({ survivesSite }) => survivesSite === undefined).map(({ name }) => name),
    (names) => `whether ${names} must go on when a site is lost: not judged for that`,
    "give 'survivesSite'",
  );
  tell(
    jobs.filter(({ bitsPerSecond }) => bitsPerSecond === undefined).map(({ name }) => name),
    (names) => `rate that ${names} needs between its sites: the slowest cut is printed and not judged`,
    "give 'rate'",
  );
  tell(
    jobs.filter(({ roundTripMicroseconds }) => roundTripMicroseconds === undefined).map(({ name }) => name),
    (names) => `longest round trip that ${names} stands: printed and not judged`,
    "give 'roundTrip'",
  );
  tell(
    links.filter(({ routeGroups }) => routeGroups === undefined).map(({ name }) => name),
    (names) => `what the routes of ${names} share with others: the loss of a trench or building is not judged for them`,
    "give 'routeGroups', an empty list where a survey says that it shares nothing",
  );
  if (options.length === 0 && demands.length > 0) {
    const unit = measure === 'watts' ? 'power' : 'GPUs';
    gaps.push({
      what: `what ${unit} can be ordered in what time: shortfalls have no last day to order`,
      remedy: "give 'options'",
    });
  }
  return gaps;
}

function checkPortfolio(input: PortfolioInput): void {
  const { name, from, until, sites, points = [], links, demands, ingests, jobs, options, measure, linkShare } = input;
  const errors: DesignError[] = [];
  const owner = `portfolio '${name}'`;
  const day = (of: string, prop: string, value: string | undefined): void => {
    if (value === undefined || isCalendarDay(value)) return;
    errors.push(
      new DesignError('portfolio/bad-date', {
        problem: `${of}: '${prop}' is '${value}', which is no day of the calendar`,
        remedy: "write it as year-month-day, for example '2028-06-01'",
        object: of,
        value,
      }),
    );
  };
  const number = (of: string, prop: string, value: number | undefined, least: number, most = Infinity): void => {
    if (value === undefined || (value >= least && value <= most)) return;
    const limit = most === Infinity ? `${least} or more` : `from ${least} to ${most}`;
    errors.push(
      new DesignError('portfolio/bad-number', {
        problem: `${of}: '${prop}' is ${value}`,
        remedy: `give a number ${most === Infinity ? 'of ' : ''}${limit}`,
        object: of,
        value: String(value),
        limit,
      }),
    );
  };
  const unique = (what: string, all: readonly { readonly name: string }[]): void => {
    const seen = new Set<string>();
    for (const each of all) {
      if (seen.has(each.name)) {
        errors.push(
          new DesignError('portfolio/duplicate-name', {
            problem: `${owner}: more than one ${what} is named '${each.name}'`,
            remedy: `give each ${what} a name of its own`,
            object: each.name,
          }),
        );
      }
      seen.add(each.name);
    }
  };
  const places = [...sites.map((site) => site.name), ...points];
  const known = (of: string, prop: string, place: string, candidates: readonly string[]): void => {
    if (candidates.includes(place)) return;
    const hint = spellingHint(place, candidates);
    errors.push(
      new DesignError('portfolio/unknown-place', {
        problem: `${of}: '${prop}' names '${place}', which is no ${candidates === places ? 'site or point' : 'site'} of the portfolio`,
        remedy:
          hint === undefined
            ? `name one of ${candidates.map((each) => `'${each}'`).join(', ')}`
            : `did you mean '${hint}'?`,
        object: of,
        value: place,
      }),
    );
  };
  day(owner, 'from', from);
  day(owner, 'until', until);
  day(owner, 'asOf', input.asOf);
  if (errors.length === 0 && (until < from || wholeMonths(from, until) > MOST_MONTHS)) {
    errors.push(
      new DesignError('portfolio/bad-horizon', {
        problem: `${owner}: it is looked at from ${from} until ${until}`,
        remedy: `give a last day after the first, at most ${MOST_MONTHS / 12} years later`,
        object: owner,
        value: `${from} to ${until}`,
        limit: `${MOST_MONTHS / 12} years`,
      }),
    );
  }
  number(owner, 'linkShare', linkShare, 0.01, 1);
  unique(
    'site or point',
    places.map((place) => ({ name: place })),
  );
  unique('link', links);
  unique('demand', demands);
  unique('ingest or job', [...ingests, ...jobs]);
  unique('option', options);
  const siteNames = sites.map((site) => site.name);
  for (const { name: site, power, blocks } of sites) {
    unique(`block of site '${site}'`, blocks);
    for (const step of power) {
      day(`site '${site}'`, 'power', step.date);
      number(`site '${site}'`, 'power', step.watts, 0);
    }
    for (const block of blocks) {
      const of = `block '${block.name}' of site '${site}'`;
      day(of, 'handOver', block.handOver);
      day(of, 'out', block.out);
      number(of, 'burnIn', block.burnInDays, 0, 3_650);
      number(of, 'itPower', block.itWatts, 1);
      if (measure === 'gpus' && block.gpus === undefined) {
        errors.push(
          new DesignError('portfolio/gpus-not-stated', {
            problem: `${of} does not say how many GPUs it has, and demand is counted in GPUs`,
            remedy: "give 'gpus', 0 where it has none, or state demand as power",
            object: of,
          }),
        );
      }
    }
  }
  for (const { name: link, routeMetres, count, bitsPerSecond, since, out, ...ends } of links) {
    const of = `link '${link}'`;
    known(of, 'from', ends.from, places);
    known(of, 'to', ends.to, places);
    if (ends.from === ends.to) errors.push(samePlace(of, ends.from));
    day(of, 'since', since);
    day(of, 'out', out);
    number(of, 'route', routeMetres, 1);
    number(of, 'rate', bitsPerSecond, 1);
    number(of, 'count', count, 1);
  }
  for (const { name: demand, amount, since, out, onlyAt } of demands) {
    const of = `demand '${demand}'`;
    number(of, 'amount', amount, 0);
    day(of, 'since', since);
    day(of, 'out', out);
    if (onlyAt !== undefined) known(of, 'onlyAt', onlyAt, siteNames);
  }
  for (const { name: ingest, bytes, withinSeconds, since, ...ends } of ingests) {
    const of = `ingest '${ingest}'`;
    known(of, 'from', ends.from, places);
    known(of, 'to', ends.to, siteNames);
    if (ends.from === ends.to) errors.push(samePlace(of, ends.from));
    day(of, 'since', since);
    number(of, 'volume', bytes, 1);
    number(of, 'within', withinSeconds, 1);
  }
  for (const { name: job, sites: of, since, bitsPerSecond } of jobs) {
    for (const site of of) known(`job '${job}'`, 'sites', site, siteNames);
    number(`job '${job}'`, 'sites', new Set(of).size, 2);
    day(`job '${job}'`, 'since', since);
    number(`job '${job}'`, 'rate', bitsPerSecond, 1);
  }
  for (const { name: option, adds, leadTimeWeeks, burnInDays } of options) {
    number(`option '${option}'`, 'adds', adds, 1);
    number(`option '${option}'`, 'leadTime', leadTimeWeeks, 0, 1_040);
    number(`option '${option}'`, 'burnIn', burnInDays, 0, 3_650);
  }
  DesignErrors.throwAll(errors);
}

function samePlace(of: string, place: string): DesignError {
  return new DesignError('portfolio/same-place', {
    problem: `${of}: both ends are '${place}'`,
    remedy: 'name two places',
    object: of,
    value: place,
  });
}
