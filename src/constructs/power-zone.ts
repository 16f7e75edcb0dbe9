import { checkPowerZone } from '../design/power/check-power-input';
import { DesignError, DesignErrors } from '../errors/design-error';
import type { Construct } from '../host';
import { type PowerZoneInput, REDUNDANCY_SCHEMES, type RedundancyScheme } from '../model/power-plan';
import type { Power } from '../units/power';
import { checkLists } from './check-lists';
import { checkProps, type PropNames } from './check-props';
import { checkSameSite } from './check-same-site';
import { listOf } from './list-of';
import { checkPowerNodes, type PowerNode } from './power-node';
import { rackFeedSpec, rackFeedSpecErrors, type RackFeedSpecProps } from './rack-feed-spec-props';
import type { Site } from './site';
import { SiteConstruct } from './site-construct';

const NAMES: PropNames<PowerZoneProps> = {
  site: 'required',
  rating: 'required',
  rows: 'required',
  feeds: 'optional',
  redundancy: 'optional',
  limitShare: 'optional',
  rackFeed: 'optional',
  rackFeedSpec: 'optional',
  sources: 'optional',
  tags: 'optional',
  formerly: 'optional',
};

/** Properties of a `PowerZone`. */
export interface PowerZoneProps {
  /** Site it belongs to. */
  readonly site: Site;
  /** What one feed can carry. */
  readonly rating: Power;
  /** Rows of the site that it feeds: `A`, or `hall-2/A` where several halls have a row of that name. */
  readonly rows: readonly string[];
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

  public constructor(scope: Construct, id: string, props: PowerZoneProps) {
    checkProps(`power zone '${id}'`, props, NAMES);
    checkLists(`power zone '${id}'`, { rows: props.rows, feeds: props.feeds });
    checkChoices(id, props);
    if (props.rackFeedSpec !== undefined)
      DesignErrors.throwAll(rackFeedSpecErrors(`power zone '${id}'`, props.rackFeedSpec));
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
      ...(props.rackFeedSpec === undefined
        ? {}
        : { rackFeedSpec: rackFeedSpec(props.rackFeedSpec, props.limitShare ?? 0.8) }),
      ...(props.sources === undefined ? {} : { sources: sourceNames(props.sources) }),
    };
    checkZone(this.input, props);
    const rows = [...props.rows];
    props.site.addPart({ path: this.node.path, contribution: () => ({ zones: [this.input], zoneRows: [rows] }) });
    this.addSummary({ rating: props.rating.toString(), feeds: this.input.feeds, redundancy, rows });
  }
}

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

function checkZone(input: PowerZoneInput, { rows, rating }: PowerZoneProps): void {
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
