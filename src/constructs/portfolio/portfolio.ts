import { join } from 'node:path';
import { planPortfolio } from '../../design/portfolio/plan-portfolio';
import { siteBlocks, siteOrders, sitePower } from '../../design/portfolio/supply-and-demand';
import { DesignError, DesignErrors } from '../../errors/design-error';
import { writeFolder } from '../../files/folder-writer';
import { Annotations, Construct, TerraformStack } from '../../host';
import type {
  DemandInput,
  PortfolioInput,
  PortfolioPlan,
  PortfolioSiteInput,
  SpanningJobInput,
  SupplyOption,
} from '../../model/portfolio';
import type * as portfolioFiles from '../../report/portfolio/portfolio-files';
import { terraformData } from '../../targets/terraform-text';
import { present } from '../../units/present';
import { checkProps } from '../props/check-props';
import { plainProps } from '../props/scoped-props';
import type { Site } from '../site/site';
import { SiteElement } from '../stacks/site-element';
import { FLAG, optional, type PropNames, required, SHARE, TEXT, TEXTS } from '../props/prop-rule';
import { REPLACEMENT_NAMES, type ReplacementProps } from './generation-props';
import {
  DEMAND_NAMES,
  type DemandProps,
  INGEST_NAMES,
  type IngestProps,
  JOB_NAMES,
  LINK_NAMES,
  OPTION_NAMES,
  PORTFOLIO_SITE_NAMES,
  type PortfolioLinkProps,
  type PortfolioSiteProps,
  type SpanningJobProps,
  type SupplyOptionProps,
} from './portfolio-props';

/** Properties of a `Portfolio`. */
export interface PortfolioProps {
  /** First day that is looked at, `YYYY-MM-DD`. */
  readonly from: string;
  /** Last day that is looked at, `YYYY-MM-DD`. */
  readonly until: string;
  /** Sites of the program, or figures of sites. */
  readonly sites: readonly PortfolioSiteProps[];
  /**
   * Places that are no sites: an exchange, a region of a cloud, a source of data.
   *
   * @default []
   */
  readonly points?: readonly string[];
  /**
   * What joins them.
   *
   * @default []
   */
  readonly links?: readonly PortfolioLinkProps[];
  /**
   * What is asked.
   *
   * @default []
   */
  readonly demands?: readonly DemandProps[];
  /**
   * Data that comes in.
   *
   * @default []
   */
  readonly ingests?: readonly IngestProps[];
  /**
   * Training over several sites.
   *
   * @default []
   */
  readonly jobs?: readonly SpanningJobProps[];
  /**
   * What can be ordered where supply falls short.
   *
   * @default - not stated
   */
  readonly options?: readonly SupplyOptionProps[];
  /**
   * Halls whose hardware is replaced.
   *
   * @default []
   */
  readonly replacements?: readonly ReplacementProps[];
  /**
   * Largest share of a link that is planned with, for overhead and bursts.
   *
   * @default 0.8
   */
  readonly linkShare?: number;
  /**
   * Day on which it is judged.
   *
   * @default - orders are not judged late
   */
  readonly asOf?: string;
  /**
   * Whether a shortfall, or data that does not come in time, stops the synthesis.
   *
   * @default false
   */
  readonly isStrict?: boolean;
}

/** Props of a portfolio. */
export const PORTFOLIO_NAMES: PropNames<PortfolioProps> = {
  from: required(TEXT),
  until: required(TEXT),
  sites: required({ of: PORTFOLIO_SITE_NAMES, as: 'list' }),
  points: optional(TEXTS),
  links: optional({ of: LINK_NAMES, as: 'list' }),
  demands: optional({ of: DEMAND_NAMES, as: 'list' }),
  ingests: optional({ of: INGEST_NAMES, as: 'list' }),
  jobs: optional({ of: JOB_NAMES, as: 'list' }),
  options: optional({ of: OPTION_NAMES, as: 'list' }),
  replacements: optional({ of: REPLACEMENT_NAMES, as: 'list' }),
  linkShare: optional(SHARE),
  asOf: optional(TEXT),
  isStrict: optional(FLAG),
};

/** Share of a link that is planned with where nothing is stated. */
const LINK_SHARE = 0.8;

const MICROSECONDS = 1_000_000;

/** Props with quantities as the engine takes them, as their tables say. */
interface PlainPortfolio extends Omit<
  PortfolioInput,
  'name' | 'measure' | 'sites' | 'links' | 'demands' | 'ingests' | 'jobs' | 'options' | 'linkShare'
> {
  readonly links?: PortfolioInput['links'];
  readonly ingests?: PortfolioInput['ingests'];
  readonly linkShare?: number;
  readonly sites: readonly (Partial<PortfolioSiteInput> & { readonly site?: Site; readonly burnInDays?: number })[];
  readonly demands?: readonly (Omit<DemandInput, 'amount' | 'monthlyGrowth'> & Counted)[];
  readonly jobs?: readonly (Omit<SpanningJobInput, 'roundTripMicroseconds'> & { readonly roundTripSeconds?: number })[];
  readonly options?: readonly (Omit<SupplyOption, 'adds'> & Counted)[];
}

interface Counted {
  readonly name: string;
  readonly watts?: number;
  readonly monthlyWatts?: number;
  readonly gpus?: number;
  readonly monthlyGpus?: number;
}

/**
 * What the engine takes of the props of a portfolio. Sites of the program are planned by it.
 *
 * @throws DesignError `props/...`, `portfolio/no-site`, `portfolio/no-phases`, `portfolio/mixed-measure`; all at once
 */
export function portfolioInput(name: string, props: PortfolioProps): PortfolioInput {
  const owner = `portfolio '${name}'`;
  checkProps<PortfolioProps>(owner, props, PORTFOLIO_NAMES);
  const {
    sites,
    demands = [],
    options = [],
    jobs = [],
    links = [],
    ingests = [],
    ...plain
  } = plainProps(props, PORTFOLIO_NAMES) as unknown as PlainPortfolio;
  const errors: DesignError[] = [];
  const isInGpus = [...demands, ...options].some(({ gpus }) => gpus !== undefined);
  const counted = (what: string, { name: of, watts, monthlyWatts, gpus, monthlyGpus }: Counted): Amounts => {
    const isMixed = isInGpus ? watts !== undefined || monthlyWatts !== undefined : monthlyGpus !== undefined;
    const amount = isInGpus ? gpus : watts;
    if (isMixed || amount === undefined) errors.push(mixedMeasure(owner, `${what} '${of}'`, isInGpus));
    return { amount: amount ?? 0, ...present({ monthlyGrowth: isInGpus ? monthlyGpus : monthlyWatts }) };
  };
  const input = {
    ...plain,
    name,
    measure: isInGpus ? ('gpus' as const) : ('watts' as const),
    linkShare: plain.linkShare ?? LINK_SHARE,
    links,
    ingests,
    sites: sites.flatMap((site, index) => {
      const read = siteInput(owner, index, site);
      if (!(read instanceof DesignError)) return read;
      errors.push(read);
      return [];
    }),
    demands: demands.map(({ watts, monthlyWatts, gpus, monthlyGpus, ...demand }) => ({
      ...demand,
      ...counted('demand', { name: demand.name, ...present({ watts, monthlyWatts, gpus, monthlyGpus }) }),
    })),
    options: options.map(({ watts, gpus, ...option }) => ({
      ...option,
      adds: counted('option', { name: option.name, ...present({ watts, gpus }) }).amount,
    })),
    jobs: jobs.map(({ roundTripSeconds, ...job }) => ({
      ...job,
      ...present({
        roundTripMicroseconds: roundTripSeconds === undefined ? undefined : roundTripSeconds * MICROSECONDS,
      }),
    })),
  };
  DesignErrors.throwAll(errors);
  return input;
}

type Amounts = Pick<DemandInput, 'amount' | 'monthlyGrowth'>;

function mixedMeasure(owner: string, what: string, isInGpus: boolean): DesignError {
  return new DesignError('portfolio/mixed-measure', {
    problem: isInGpus
      ? `${owner}: ${what} states power or no 'gpus', and others are counted in GPUs`
      : `${owner}: ${what} states neither 'power' nor 'gpus', or a growth in GPUs alone`,
    remedy: "count all demands and options of a portfolio in 'power', or all in 'gpus'",
    object: what,
  });
}

function siteInput(
  owner: string,
  index: number,
  { site, name, power, blocks, burnInDays }: PlainPortfolio['sites'][number],
): PortfolioSiteInput | DesignError {
  const called = name ?? site?.node.id;
  if (called === undefined || (site === undefined && blocks === undefined)) {
    const what = called === undefined ? `site ${index + 1}` : `site '${called}'`;
    return new DesignError('portfolio/no-site', {
      problem: `${owner}: ${what} is neither a site of the program nor the figures of one`,
      remedy: "give 'site', or 'name' and 'blocks'",
      object: called ?? owner,
    });
  }
  if (site === undefined) return { name: called, power: power ?? [], blocks: blocks ?? [] };
  if (blocks === undefined && (site.plan.phases ?? []).length === 0) {
    return new DesignError('portfolio/no-phases', {
      problem: `${owner}: site '${called}' has no phases, so that nothing says from when it serves`,
      remedy: "declare its phases, or give 'blocks' with their days of hand-over",
      object: called,
    });
  }
  return {
    name: called,
    power: power ?? sitePower(site.plan),
    blocks: blocks ?? siteBlocks(site.plan, burnInDays),
    orders: siteOrders(site.plan),
  };
}

/**
 * Several sites as one: power, halls and GPUs by date against what is asked of them, what joins them, and the hardware that follows. It stands in a stack of its own or in that of
 * any site; its report is written to `portfolio/<name>` of the output.
 */
export class Portfolio extends Construct {
  private planned: PortfolioPlan | undefined;
  private hasTold = false;

  /**
   * @param scope - a stack
   * @param id - name of the portfolio
   * @throws DesignError `props/...`
   */
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: PortfolioProps,
  ) {
    checkProps<PortfolioProps>(`portfolio '${id}'`, props, PORTFOLIO_NAMES);
    super(scope, id);
    new SiteElement(this, 'report', {
      terraform: () => this.terraform(),
      onSynthesize: (outdir) => {
        const { filesOfPortfolio } = require('../../report/portfolio/portfolio-files') as typeof portfolioFiles;
        writeFolder(join(outdir, 'portfolio', this.node.id), filesOfPortfolio(this.plan));
      },
    });
    TerraformStack.of(this).node.addValidation({ validate: () => this.told() });
  }

  /**
   * The portfolio, judged. It plans the sites that it names: what is declared of them later is refused.
   *
   * @throws DesignError `portfolio/...`, and those of the sites
   */
  public get plan(): PortfolioPlan {
    this.planned ??= planPortfolio(portfolioInput(this.node.id, this.props));
    return this.planned;
  }

  /** What does not fit: errors of a strict portfolio, warnings of any other. */
  private told(): string[] {
    const { problemsOfPortfolio } = require('../../report/portfolio/portfolio-files') as typeof portfolioFiles;
    const problems = problemsOfPortfolio(this.plan);
    if (this.props.isStrict === true) return [...problems];
    if (!this.hasTold) for (const problem of problems) Annotations.of(this).addWarning(problem);
    this.hasTold = true;
    return [];
  }

  private terraform(): Record<string, unknown> {
    const { from, until, shortfalls, gaps, flows } = this.plan;
    const input = {
      from,
      until,
      shortfalls: shortfalls.map(({ from: since, until: end, deficit }) => ({ since, deficit, ...present({ end }) })),
      flows: flows.map(({ name, verdict }) => ({ name, verdict })),
      not_known: gaps.length,
    };
    return { resource: { terraform_data: { [`portfolio-${this.node.id}`]: { input: terraformData(input) } } } };
  }
}
