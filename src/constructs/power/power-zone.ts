import { checkPowerZone } from '../../design/power/check-power-input';
import { DesignError, DesignErrors } from '../../errors/design-error';
import type { Construct } from '../../host';
import { type PowerZoneInput, REDUNDANCY_SCHEMES, type RedundancyScheme } from '../../model/power-plan';
import type { RackFeedSpec, RackLoads } from '../../model/placement-plan';
import type { Power } from '../../units/power';
import { present } from '../../units/present';
import { collected, listOf } from '../props/check-props';
import type { PropNames, PropRule } from '../props/prop-rule';
import { checkSameSite } from '../props/check-same-site';
import { fromNearest, scopedProps } from '../props/scoped-props';
import { ROWS_OF_SCOPE } from '../space/hall';
import type { Site } from '../site/site';
import { OF_SITE, SiteConstruct } from '../site/site-construct';
import { checkPowerNodes, type PowerNode } from './power-node';

const RACK_FEED_SPEC_NAMES: PropNames<RackFeedSpecProps> = {
  volts: 'required',
  phases: 'required',
  powerFactor: 'required',
  cords: 'required',
  breakerAmperes: 'optional',
  breakerSizes: { need: 'optional', isList: true },
  limitShare: 'optional',
  loads: 'optional',
  imbalanceLimit: 'optional',
};

/** Props of a power zone. */
export const POWER_ZONE_NAMES: PropNames<PowerZoneProps> = {
  site: OF_SITE,
  rating: 'required',
  rows: ROWS_OF_SCOPE,
  feeds: { need: 'optional', isList: true },
  redundancy: 'optional',
  limitShare: 'optional',
  rackFeed: 'optional',
  rackFeedSpec: { need: 'optional', of: RACK_FEED_SPEC_NAMES },
  sources: 'optional',
  tags: 'optional',
  formerly: 'optional',
};

/** Properties of a `PowerZone`. */
export interface PowerZoneProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /** What one feed can carry. */
  readonly rating: Power;
  /**
   * Rows of the site that it feeds: `A`, or `hall-2/A` where several halls have a row of that name.
   *
   * @default - the row that it is created in
   */
  readonly rows?: readonly string[];
  /**
   * Names of its feeds.
   *
   * @default - those of `sources`; without them `A` for redundancy `N`, `A` to `C` for `3N/2`, `A` to `D` for `4N/3`, and `A` and `B` for the others
   */
  readonly feeds?: readonly string[];
  /**
   * Redundancy of the feeds.
   *
   * @default '2N'
   */
  readonly redundancy?: RedundancyScheme;
  /**
   * Share of the rating that a continuous load may take, from 0 to 1.
   *
   * @default 0.8
   * @see NEC 210.20(A): a load of three hours or more takes at most 80 % of a breaker that is not listed for 100 %
   */
  readonly limitShare?: number;
  /**
   * How power supplies meet the feeds: in turn over them, or all behind a static switch in the rack.
   *
   * @default 'split'
   */
  readonly rackFeed?: 'split' | 'static-switch';
  /**
   * What connects each rack to each feed: cords, breakers and lines.
   *
   * @default - cords, breakers and lines are not planned
   */
  readonly rackFeedSpec?: RackFeedSpecProps;
  /**
   * Nodes of the power chain that each feed draws from, by the feed's name: from the first of them that lives.
   *
   * @default - the chain begins at the feeds
   */
  readonly sources?: Readonly<Record<string, PowerNode | readonly PowerNode[]>>;
  /**
   * Tags of its resource, over the site's.
   *
   * @default - the site's
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Name that it had when it was last planned. Its places, ports, addresses and numbers, and its objects in the inventory, are then kept under the new one.
   *
   * @default - it had no other name
   */
  readonly formerly?: string;
}

/** A power zone: the feeds that some rows of a site share, with their rating and redundancy. */
export class PowerZone extends SiteConstruct {
  /** What the power engine is told. */
  public readonly input: PowerZoneInput;

  public constructor(scope: Construct, id: string, given: PowerZoneProps) {
    const owner = `power zone '${id}'`;
    const props = scopedProps(scope, owner, given, POWER_ZONE_NAMES, (props) => [
      ...collected(() => {
        checkChoices(id, props);
      }),
      ...(props.rackFeedSpec === undefined ? [] : rackFeedSpecErrors(owner, props.rackFeedSpec)),
    ]);
    if ((props.sources as unknown) === null) checkPowerNodes(`power zone '${id}'`, 'sources', [null]);
    const sources = Object.values(props.sources ?? {}).flatMap(listOf);
    checkPowerNodes(`power zone '${id}'`, 'sources', sources);
    checkSameSite(`power zone '${id}'`, props.site, { sources });
    super(scope, id, { site: props.site, kind: 'zone', tags: props.tags, formerly: props.formerly });
    const redundancy = props.redundancy ?? '2N';
    this.input = {
      name: id,
      path: this.node.path,
      ratingWatts: props.rating.inWatts,
      feeds: props.feeds ?? feedNames(props.sources, redundancy),
      redundancy,
      limitShare: props.limitShare ?? 0.8,
      rackFeed: props.rackFeed ?? 'split',
      ...present({
        rackFeedSpec:
          props.rackFeedSpec === undefined ? undefined : rackFeedSpec(props.rackFeedSpec, props.limitShare ?? 0.8),
        sources: props.sources === undefined ? undefined : sourceNames(props.sources),
      }),
    };
    checkZone(this.input, props);
    const rows = [...(props.rows ?? [])];
    props.site.addPart({ path: this.node.path, contribution: () => ({ zones: [this.input], zoneRows: [rows] }) });
    this.addSummary({ rating: props.rating.toString(), feeds: this.input.feeds, redundancy, rows });
  }
}

/** The zone that a construct is created in, as a list of zones. */
export const ZONE_OF_SCOPE = fromNearest(PowerZone, 'power zone', (zone) => [zone]);

/** Zones whose rows may hold the devices of a construct: given, or the zone that it is created in. */
export const ZONES_OF_SCOPE: PropRule<'optional'> = {
  need: 'optional',
  isList: true,
  isOfSite: true,
  implied: ZONE_OF_SCOPE,
};

/** Feeds of a zone that names none itself. */
const DEFAULT_FEEDS: Readonly<Record<RedundancyScheme, readonly string[]>> = {
  N: ['A'],
  'N+1': ['A', 'B'],
  '2N': ['A', 'B'],
  '3N/2': ['A', 'B', 'C'],
  '4N/3': ['A', 'B', 'C', 'D'],
};

function feedNames(sources: PowerZoneProps['sources'], redundancy: RedundancyScheme): readonly string[] {
  return sources === undefined ? DEFAULT_FEEDS[redundancy] : Object.keys(sources);
}

function sourceNames(sources: NonNullable<PowerZoneProps['sources']>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(sources).map(([feed, nodes]) => [feed, listOf(nodes).map(({ node }) => node.id)]),
  );
}

function checkZone(input: PowerZoneInput, { rows = [], rating }: PowerZoneProps): void {
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string): void => {
    errors.push(
      new DesignError(code, { problem: `power zone '${input.name}': ${problem}`, remedy, object: input.name }),
    );
  };
  if (rows.length === 0) refuse('power/no-rows', "'rows' is empty", 'name the rows that it feeds');
  if (rating.inWatts === 0) refuse('power/no-rating', "'rating' is 0 W", 'give the power that one feed can carry');
  // A rating that is nothing was refused above, in the words of the props.
  const others = checkPowerZone(input).filter(({ code }) => code !== 'power/invalid-number');
  DesignErrors.throwAll([...errors, ...others]);
}

/** A program that runs without type-check may hold a word that is none of the choices. */
function checkChoices(id: string, { redundancy = '2N', rackFeed = 'split' }: PowerZoneProps): void {
  const choices = {
    redundancy: [redundancy, REDUNDANCY_SCHEMES],
    rackFeed: [rackFeed, ['split', 'static-switch']],
  } as const;
  DesignErrors.throwAll(
    Object.entries(choices).flatMap(([prop, [value, allowed]]) =>
      (allowed as readonly string[]).includes(value)
        ? []
        : [
            new DesignError('props/no-such-choice', {
              problem: `power zone '${id}': '${prop}' is '${value}'`,
              remedy: `choose ${allowed.map((one) => `'${one}'`).join(' or ')}`,
              object: id,
              value,
            }),
          ],
    ),
  );
}

/** What connects each rack of a zone to each of its feeds: cords with a breaker each. */
export interface RackFeedSpecProps {
  /** Voltage in volts between lines, or of the one phase: 415, 400, 208. */
  readonly volts: number;
  /** Phases of the circuit. */
  readonly phases: 1 | 3;
  /** Power factor of the racks, above 0 and up to 1. Published design values are 0.99 for racks with a DC busbar and 0.95 for AC servers. */
  readonly powerFactor: number;
  /** Cords of one rack on one feed; they share its load alike. */
  readonly cords: number;
  /**
   * Breaker of each cord in amperes.
   *
   * @default - chosen from `breakerSizes`
   */
  readonly breakerAmperes?: number;
  /**
   * Sizes in amperes from which the breaker is chosen: the smallest that carries the worst load. One of the two is given.
   *
   * @default - `breakerAmperes` alone
   */
  readonly breakerSizes?: readonly number[];
  /**
   * Share of a breaker's size that a continuous load may take, from 0 to 1.
   *
   * @default - the zone's `limitShare`
   */
  readonly limitShare?: number;
  /**
   * How supplies meet the lines of a three-phase circuit: three-phase each, or single-phase and put on the lines in turn.
   *
   * @default 'three-phase'
   */
  readonly loads?: RackLoads;
  /**
   * Most that a line may be away from the mean of the three, as a share of it, where supplies are single-phase.
   *
   * @default - the balance of the lines is not judged
   */
  readonly imbalanceLimit?: number;
}

const LOADS: readonly RackLoads[] = ['three-phase', 'line-to-neutral', 'line-to-line'];

/** What is wrong with the `rackFeedSpec` of a zone: `power/bad-rack-feed`. */
function rackFeedSpecErrors(owner: string, props: RackFeedSpecProps): readonly DesignError[] {
  const errors: DesignError[] = [];
  const refuse = (problem: string, remedy: string): void => {
    errors.push(
      new DesignError('power/bad-rack-feed', { problem: `${owner}: 'rackFeedSpec' ${problem}`, remedy, object: owner }),
    );
  };
  const { volts, phases, powerFactor, cords, breakerAmperes, breakerSizes, limitShare, loads, imbalanceLimit } = props;
  const isShare = (value: number): boolean => value > 0 && value <= 1;
  const isAmount = (value: number): boolean => value > 0 && Number.isFinite(value);
  if (!isAmount(volts)) refuse(`has 'volts' of ${volts}`, 'give volts above 0, such as 415');
  if (!([1, 3] as readonly number[]).includes(phases)) refuse(`has 'phases' of ${phases}`, 'give 1 or 3');
  if (!isShare(powerFactor)) refuse(`has 'powerFactor' of ${powerFactor}`, 'give a share above 0 and up to 1');
  if (!(Number.isInteger(cords) && cords >= 1)) refuse(`has 'cords' of ${cords}`, 'give a whole number of at least 1');
  if ((breakerAmperes === undefined) === (breakerSizes === undefined)) {
    refuse(
      breakerSizes === undefined ? 'has no breaker' : "has both 'breakerAmperes' and 'breakerSizes'",
      "give the size as 'breakerAmperes', or the sizes to choose from as 'breakerSizes'",
    );
  }
  const sizes = breakerSizes ?? (breakerAmperes === undefined ? [] : [breakerAmperes]);
  if (breakerSizes?.length === 0) refuse("has 'breakerSizes' that is empty", 'give the sizes that are in stock');
  for (const size of sizes.filter((one) => !isAmount(one))) {
    refuse(`has a breaker of ${size} A`, 'give amperes above 0');
  }
  if (limitShare !== undefined && !isShare(limitShare)) {
    refuse(`has 'limitShare' of ${limitShare}`, 'give a share above 0 and up to 1, such as 0.8');
  }
  if (loads !== undefined && !LOADS.includes(loads)) {
    refuse(`has 'loads' of '${loads}'`, `choose ${LOADS.map((one) => `'${one}'`).join(', ')}`);
  }
  if (imbalanceLimit !== undefined && !(imbalanceLimit >= 0 && imbalanceLimit <= 1)) {
    refuse(`has 'imbalanceLimit' of ${imbalanceLimit}`, 'give a share from 0 to 1, such as 0.1');
  }
  return errors;
}

/** The connection of racks as the engines take it, breakers from the smallest. */
function rackFeedSpec(props: RackFeedSpecProps, zoneLimitShare: number): RackFeedSpec {
  const { volts, phases, powerFactor, cords, breakerAmperes, breakerSizes = [], loads, imbalanceLimit } = props;
  return {
    volts,
    phases,
    powerFactor,
    cords,
    breakerAmperes: breakerAmperes === undefined ? [...breakerSizes].sort((a, b) => a - b) : [breakerAmperes],
    limitShare: props.limitShare ?? zoneLimitShare,
    loads: loads ?? 'three-phase',
    ...present({ imbalanceLimit }),
  };
}
