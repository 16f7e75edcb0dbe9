import { DataRate, DataSize } from '../../units/data';
import { Length } from '../../units/dimensions';
import { DEMAND_KINDS, type DemandKind } from '../../model/portfolio';
import { Duration } from '../../units/duration';
import { Power } from '../../units/power';
import { FLAG, optional, type PropNames, required, TEXT, TEXTS, WHOLE } from '../props/prop-rule';
import type { Site } from '../site/site';

const WHOLE_FROM_ZERO = { number: { least: 0, step: 1 } } as const;

const POWER = { quantity: Power, isAboveZero: true, readIn: 'inWatts' } as const;

const RATE = { quantity: DataRate, isAboveZero: true, readIn: 'inBitsPerSecond', readAs: 'bitsPerSecond' } as const;

const BURN_IN = { quantity: Duration, readIn: 'inDays', readAs: 'burnInDays' } as const;

/** A step of the power of a site. */
export interface PowerStepProps {
  /** First day, `YYYY-MM-DD`. */
  readonly date: string;
  /** Power for IT from that day on. */
  readonly power: Power;
  /** Contract, letter or person that it is from. */
  readonly source: string;
}

const POWER_STEP_NAMES: PropNames<PowerStepProps> = {
  date: required(TEXT),
  power: required({ quantity: Power, readIn: 'inWatts', readAs: 'watts' }),
  source: required(TEXT),
};

/** A block of racks that comes into service as one. */
export interface SupplyBlockProps {
  /** Unique in its site: a hall, or a phase of one. */
  readonly name: string;
  /** IT load that it is built for. */
  readonly itPower: Power;
  /**
   * GPUs in it.
   *
   * @default - not stated; needed where demand is counted in GPUs
   */
  readonly gpus?: number;
  /** Day of its hand-over, `YYYY-MM-DD`. */
  readonly handOver: string;
  /**
   * Burn-in after the hand-over, before it serves.
   *
   * @default - not stated, and counted as none
   */
  readonly burnIn?: Duration;
  /**
   * Day on which it goes out of service.
   *
   * @default - it stays
   */
  readonly out?: string;
}

const SUPPLY_BLOCK_NAMES: PropNames<SupplyBlockProps> = {
  name: required(TEXT),
  itPower: required({ ...POWER, readAs: 'itWatts' }),
  gpus: optional(WHOLE_FROM_ZERO),
  handOver: required(TEXT),
  burnIn: optional(BURN_IN),
  out: optional(TEXT),
};

/** A site of a portfolio: one of the program, or figures of one. */
export interface PortfolioSiteProps {
  /**
   * The site. Its phases are its blocks, with what each adds, and its purchases the orders.
   *
   * @default - `name` and `blocks`
   */
  readonly site?: Site;
  /**
   * Its name.
   *
   * @default - that of `site`
   */
  readonly name?: string;
  /**
   * Its power for IT by date.
   *
   * @default - `itPower` of the phases of `site`, or not stated
   */
  readonly power?: readonly PowerStepProps[];
  /**
   * What serves there.
   *
   * @default - the phases of `site`
   */
  readonly blocks?: readonly SupplyBlockProps[];
  /**
   * Burn-in of the blocks that are read of `site`.
   *
   * @default - not stated, and counted as none
   */
  readonly burnIn?: Duration;
}

/** Props of a site; engines read base units. */
export const PORTFOLIO_SITE_NAMES: PropNames<PortfolioSiteProps> = {
  site: optional({ object: { name: 'a Site', has: ['node', 'plan', 'addPart'] } }),
  name: optional(TEXT),
  power: optional({ of: POWER_STEP_NAMES, as: 'list' }),
  blocks: optional({ of: SUPPLY_BLOCK_NAMES, as: 'list' }),
  burnIn: optional(BURN_IN),
};

/** Links between two places. */
export interface PortfolioLinkProps {
  /** Unique in the portfolio. */
  readonly name: string;
  /** A site or a point. */
  readonly from: string;
  /** A site or a point. */
  readonly to: string;
  /** Length of its route, not of the line on a map. */
  readonly route: Length;
  /** Rate of one link in each direction. */
  readonly rate: DataRate;
  /** Number of such links. */
  readonly count: number;
  /**
   * Trenches, ducts and buildings that its route shares with others; an empty list where a survey says that it shares none.
   *
   * @default - not stated
   */
  readonly routeGroups?: readonly string[];
  /**
   * First day, `YYYY-MM-DD`.
   *
   * @default - from the start
   */
  readonly since?: string;
  /**
   * Day on which it ends.
   *
   * @default - it stays
   */
  readonly out?: string;
}

/** Props of a link; engines read base units. */
export const LINK_NAMES: PropNames<PortfolioLinkProps> = {
  name: required(TEXT),
  from: required(TEXT),
  to: required(TEXT),
  route: required({ quantity: Length, isAboveZero: true, readIn: 'inMetres', readAs: 'routeMetres' }),
  rate: required(RATE),
  count: required(WHOLE),
  routeGroups: optional(TEXTS),
  since: optional(TEXT),
  out: optional(TEXT),
};

/** What is asked of the portfolio: power, or GPUs. All demands and options of one portfolio are counted in the same. */
export interface DemandProps {
  /** Unique in the portfolio. */
  readonly name: string;
  /** What it is for. */
  readonly kind: DemandKind;
  /**
   * IT power that it asks.
   *
   * @default - `gpus`
   */
  readonly power?: Power;
  /**
   * What is added to `power` each month after the first day.
   *
   * @default - nothing
   */
  readonly monthlyPower?: Power;
  /**
   * GPUs that it asks.
   *
   * @default - `power`
   */
  readonly gpus?: number;
  /**
   * What is added to `gpus` each month after the first day.
   *
   * @default 0
   */
  readonly monthlyGpus?: number;
  /** First day, `YYYY-MM-DD`. */
  readonly since: string;
  /**
   * Day on which it ends.
   *
   * @default - it stays
   */
  readonly out?: string;
  /**
   * Site that alone can serve it.
   *
   * @default - any can
   */
  readonly onlyAt?: string;
  /**
   * Whether it must go on when a site is lost.
   *
   * @default - not stated, and not judged
   */
  readonly survivesSite?: boolean;
}

/** Props of a demand; engines read base units. */
export const DEMAND_NAMES: PropNames<DemandProps> = {
  name: required(TEXT),
  kind: required({ choices: DEMAND_KINDS }),
  power: optional({ ...POWER, readAs: 'watts' }),
  monthlyPower: optional({ quantity: Power, readIn: 'inWatts', readAs: 'monthlyWatts' }),
  gpus: optional(WHOLE_FROM_ZERO),
  monthlyGpus: optional(WHOLE_FROM_ZERO),
  since: required(TEXT),
  out: optional(TEXT),
  onlyAt: optional(TEXT),
  survivesSite: optional(FLAG),
};

/** Data that comes to a site again and again. */
export interface IngestProps {
  /** Unique in the portfolio, among its jobs too. */
  readonly name: string;
  /** A site or a point. */
  readonly from: string;
  /** Site that takes it. */
  readonly to: string;
  /** One delivery. */
  readonly volume: DataSize;
  /** Time in which a delivery must be there. */
  readonly within: Duration;
  /** Day of the first delivery, `YYYY-MM-DD`. */
  readonly since: string;
  /**
   * What a delivery grows by each month.
   *
   * @default - nothing
   */
  readonly monthlyVolume?: DataSize;
}

/** Props of an ingest; engines read base units. */
export const INGEST_NAMES: PropNames<IngestProps> = {
  name: required(TEXT),
  from: required(TEXT),
  to: required(TEXT),
  volume: required({ quantity: DataSize, isAboveZero: true, readIn: 'inBytes', readAs: 'bytes' }),
  within: required({ quantity: Duration, isAboveZero: true, readIn: 'inSeconds', readAs: 'withinSeconds' }),
  since: required(TEXT),
  monthlyVolume: optional({ quantity: DataSize, readIn: 'inBytes', readAs: 'monthlyGrowth' }),
};

/** A training job that runs over several sites. */
export interface SpanningJobProps {
  /** Unique in the portfolio, among its ingests too. */
  readonly name: string;
  /** Two sites or more. */
  readonly sites: readonly string[];
  /** First day, `YYYY-MM-DD`. */
  readonly since: string;
  /**
   * Rate that it needs over any cut between its sites.
   *
   * @default - not stated, and not judged
   */
  readonly rate?: DataRate;
  /**
   * Longest round trip that it stands.
   *
   * @default - not stated, and not judged
   */
  readonly roundTrip?: Duration;
}

/** Props of a job; engines read base units. */
export const JOB_NAMES: PropNames<SpanningJobProps> = {
  name: required(TEXT),
  sites: required(TEXTS),
  since: required(TEXT),
  rate: optional(RATE),
  roundTrip: optional({ quantity: Duration, isAboveZero: true, readIn: 'inSeconds', readAs: 'roundTripSeconds' }),
};

/** What can be ordered where supply falls short. */
export interface SupplyOptionProps {
  /** Unique in the portfolio. */
  readonly name: string;
  /**
   * IT power that one adds.
   *
   * @default - `gpus`
   */
  readonly power?: Power;
  /**
   * GPUs that one adds.
   *
   * @default - `power`
   */
  readonly gpus?: number;
  /** From order to hand-over. */
  readonly leadTime: Duration;
  /**
   * Burn-in after the hand-over, before it serves.
   *
   * @default - not stated, and counted as none
   */
  readonly burnIn?: Duration;
  /** Offer or person that it is from. */
  readonly source: string;
}

/** Props of an option; engines read base units. */
export const OPTION_NAMES: PropNames<SupplyOptionProps> = {
  name: required(TEXT),
  power: optional({ ...POWER, readAs: 'watts' }),
  gpus: optional(WHOLE),
  leadTime: required({ quantity: Duration, readIn: 'inWeeks', readAs: 'leadTimeWeeks' }),
  burnIn: optional(BURN_IN),
  source: required(TEXT),
};
