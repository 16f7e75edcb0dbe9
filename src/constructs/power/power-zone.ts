import { checkPowerZone } from '../../design/power/check-power-input';
import { DesignError } from '../../errors/design-error';
import type { Construct } from '../../host';
import {
  BUSWAY_CODES,
  type BuswayDevice,
  type PowerZoneInput,
  REDUNDANCY_SCHEMES,
  type RedundancyScheme,
} from '../../model/power-plan';
import type { RackFeedSpec, RackLoads } from '../../model/placement-plan';
import { Current, type Voltage } from '../../units/electricity';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import { listOf } from '../props/check-props';
import {
  FLAG,
  FORMERLY,
  nameOf,
  optional,
  type PropNames,
  type PropRule,
  quantityOr,
  renamed,
  required,
  SHARE,
  TAGS,
  TEXTS,
  WHOLE,
} from '../props/prop-rule';
import { fromNearest, type PlainProps, type ScopedProps, scopedProps } from '../props/scoped-props';
import { type Rack, RACKS, type Row, rowsBeside } from '../space/hall';
import { constructsIn, sameSiteErrors } from '../props/prop-values';
import type { Site } from '../site/site';
import { voltageOr } from '../site/node-supply';
import { OF_SITE, SiteConstruct } from '../site/site-construct';
import { nodeErrors, type PowerNode } from './power-node';

const BAD_RACK_FEED = { code: 'power/bad-rack-feed' };

const BREAKER = { ...BAD_RACK_FEED, number: { above: 0 }, remedy: 'give amperes above 0' };

const LOADS: readonly RackLoads[] = ['three-phase', 'line-to-neutral', 'line-to-line'];

const RACK_FEED_SPEC_NAMES: PropNames<RackFeedSpecProps> = {
  volts: required(voltageOr({ ...BAD_RACK_FEED, remedy: 'give volts above 0, such as 415' })),
  phases: required({ ...BAD_RACK_FEED, choices: [1, 3], remedy: 'give 1 or 3' }),
  powerFactor: required({ ...SHARE, ...BAD_RACK_FEED }),
  cords: required({ ...WHOLE, ...BAD_RACK_FEED }),
  ...renamed('breaker', 'breakerAmperes', Current, 'amperes', BREAKER),
  breakerSizes: optional({
    isList: true,
    each: quantityOr(Current, 'amperes', BREAKER),
    filled: { ...BAD_RACK_FEED, remedy: 'give the sizes that are in stock' },
  }),
  limitShare: optional({ ...SHARE, ...BAD_RACK_FEED, remedy: 'give a share above 0 and up to 1, such as 0.8' }),
  loads: optional({ ...BAD_RACK_FEED, choices: LOADS }),
  imbalanceLimit: optional({
    ...BAD_RACK_FEED,
    number: { least: 0, most: 1 },
    remedy: 'give a share from 0 to 1, such as 0.1',
  }),
};

const BUSWAY_NAMES: PropNames<BuswayProps> = {
  code: required({ choices: BUSWAY_CODES }),
  device: optional({ quantity: Power, isAboveZero: true }),
  share: optional({
    ...SHARE,
    code: 'power/invalid-share',
    remedy: 'give a share above 0 and up to 1, such as 0.8',
  }),
  listedFor100: optional(FLAG),
};

/** Props of a power zone. */
export const POWER_ZONE_NAMES: PropNames<PowerZoneProps> = {
  site: OF_SITE,
  rating: required({
    quantity: Power,
    isAboveZero: true,
    code: 'power/no-rating',
    remedy: 'give the power that one feed can carry',
  }),
  rows: { ...rowsBeside('racks'), filled: { code: 'power/no-rows', remedy: 'name the rows that it feeds' } },
  racks: { ...RACKS, filled: { code: 'power/no-racks', remedy: 'name the racks that it feeds' } },
  feeds: optional(TEXTS),
  redundancy: optional({ choices: REDUNDANCY_SCHEMES }),
  limitShare: optional({
    ...SHARE,
    code: 'power/invalid-share',
    remedy: 'give a share above 0 and up to 1, such as 0.8',
  }),
  rackFeed: optional({ choices: ['split', 'static-switch'] }),
  rackFeedSpec: optional({ of: RACK_FEED_SPEC_NAMES }),
  busway: optional({ of: BUSWAY_NAMES }),
  sources: optional({ isMap: true }),
  tags: optional(TAGS),
  formerly: optional(FORMERLY),
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
   * Rows of the site that it feeds whole, or their names: `A`, or `hall-2/A` where several halls have a row of that name.
   *
   * @default - the row that it is created in; none where `racks` is given
   */
  readonly rows?: readonly (Row | string)[];
  /**
   * Racks that it feeds in rows which it does not feed whole, or their names: `A03`, `hall-2/A03`, or a run of one row such as that of a busway: `A01..A08`, which
   * `Row.run(1, 8)` gives. All racks of such a row must be in a zone.
   *
   * @default - its rows alone
   */
  readonly racks?: readonly (Rack | string)[];
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
   * @default 0.8; 1 for a busway run, whose device has a share of its own
   * @see NEC 210.20(A): a load of three hours or more takes at most 80 % of a breaker that is not listed for 100 %
   */
  readonly limitShare?: number;
  /**
   * How PSUs meet the feeds: in turn over them, or all behind a static switch in the rack.
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
   * That the zone is a busway run, and what protects each feed of it. The run carries the smaller of its `rating` and the share of its device.
   *
   * @default - it is none, and its limit is `rating` times `limitShare`
   */
  readonly busway?: BuswayProps;
  /**
   * Nodes of the power chain, or their names, that each feed draws from, by the feed's name: from the first of them that lives.
   *
   * @default - the chain begins at the feeds
   */
  readonly sources?: Readonly<Record<string, PowerNode | string | readonly (PowerNode | string)[]>>;
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

/** A power zone: the feeds that some rows or racks of a site share, with their rating and redundancy. */
export class PowerZone extends SiteConstruct {
  /** What the power engine is told. */
  public readonly input: PowerZoneInput;

  public constructor(scope: Construct, id: string, given: PowerZoneProps) {
    const owner = `power zone '${id}'`;
    const props = scopedProps(scope, owner, given, POWER_ZONE_NAMES, (props) => zoneErrors(owner, id, props));
    super(scope, id, { site: props.site, kind: 'zone', tags: props.tags, formerly: props.formerly });
    this.input = zoneInput(this.node.path, id, props);
    const racks = props.racks === undefined ? undefined : [...props.racks];
    const rows = props.rows === undefined && racks !== undefined ? undefined : [...(props.rows ?? [])];
    const contribution = { zones: [this.input], zoneRows: [rows ?? []], zoneRacks: [racks ?? []] };
    props.site.addPart({ path: this.node.path, contribution: () => contribution });
    const { redundancy, feeds } = this.input;
    this.addSummary({ rating: props.rating.toString(), feeds, redundancy, ...present({ rows, racks }) });
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

function sourceNames(sources: NonNullable<PowerZoneProps['sources']>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(sources).map(([feed, nodes]) => [feed, listOf(nodes).map(nameOf)]));
}

function zoneInput(path: string, name: string, props: PowerZoneProps): PowerZoneInput {
  const { rating, redundancy = '2N', rackFeed = 'split', sources, busway } = props;
  const { limitShare = busway === undefined ? 0.8 : 1 } = props;
  return {
    name,
    path,
    ratingWatts: rating.inWatts,
    feeds: props.feeds ?? (sources === undefined ? DEFAULT_FEEDS[redundancy] : Object.keys(sources)),
    redundancy,
    limitShare,
    rackFeed,
    ...present({
      rackFeedSpec:
        props.rackFeedSpec === undefined
          ? undefined
          : rackFeedSpec(props.rackFeedSpec as PlainProps<RackFeedSpecProps>, props.limitShare ?? 0.8),
      busway: busway === undefined ? undefined : buswayDevice(busway),
      sources: sources === undefined ? undefined : sourceNames(sources),
    }),
  };
}

/** What is wrong with a zone beside what its table says. */
function zoneErrors(owner: string, id: string, props: ScopedProps<PowerZoneProps>): readonly DesignError[] {
  const { sources: given = {}, redundancy = '2N', rackFeedSpec: spec, site } = props;
  const sources = Object.values(given).flatMap(listOf);
  const wrong = nodeErrors(owner, 'sources', sources);
  const errors = [
    ...wrong,
    ...(wrong.length > 0 ? [] : sameSiteErrors(owner, site, { sources: constructsIn(sources) })),
  ];
  if (props.busway !== undefined) errors.push(...buswayErrors(owner, props.busway));
  if (spec !== undefined) errors.push(...breakerErrors(owner, spec as PlainProps<RackFeedSpecProps>));
  if (wrong.length > 0 || !REDUNDANCY_SCHEMES.includes(redundancy)) return errors;
  // What the table refuses is not said again in the words of the engine.
  const others = checkPowerZone(zoneInput('', id, props));
  return [...errors, ...others.filter(({ code }) => code === 'power/feed-count' || code === 'power/duplicate-feed')];
}

/** What protects each feed of a busway run. */
export interface BuswayProps {
  /** Code by which the device is loaded. */
  readonly code: BuswayDevice['code'];
  /**
   * What the protective device of a feed is rated for.
   *
   * @default - not known, and so is the limit of the run
   */
  readonly device?: Power;
  /**
   * Share of the device that a continuous load may take, from 0 to 1.
   *
   * @default - by NEC 0.8, or 1 for a device that is listed for 100 %; by IEC and KEC not known, and so is the limit of the run
   * @see NEC 215.3: a feeder's device is rated for 125 % of its continuous load, unless it is listed for operation at 100 % of its rating
   */
  readonly share?: number;
  /**
   * By NEC, whether the device is listed for operation at 100 % of its rating.
   *
   * @default false
   */
  readonly listedFor100?: boolean;
}

/** What NEC lets a continuous load take of a device that is not listed for 100 %. */
const NEC_SHARE = 0.8;

function buswayDevice({ code, device, share, listedFor100 = false }: BuswayProps): BuswayDevice {
  const byCode = code === 'NEC' ? (listedFor100 ? 1 : NEC_SHARE) : undefined;
  return { code, ...present({ deviceWatts: device?.inWatts, share: share ?? byCode }) };
}

/** What a busway run says that its code does not know: `power/bad-busway`. */
function buswayErrors(owner: string, { code, share = 0, listedFor100 = false }: BuswayProps): readonly DesignError[] {
  const refused = (problem: string, remedy: string): DesignError[] => [
    new DesignError('power/bad-busway', { problem: `${owner}: 'busway' ${problem}`, remedy, object: owner }),
  ];
  if (listedFor100 && code !== 'NEC') {
    return refused(
      `has 'listedFor100' by ${code}`,
      "give 'share' as the vendor of the device states it; the listing is one of NEC",
    );
  }
  if (code === 'NEC' && !listedFor100 && share > NEC_SHARE) {
    return refused(
      `has a 'share' of ${share}, and NEC lets a continuous load take 0.8`,
      "lower 'share', or say 'listedFor100' for a device that is so listed",
    );
  }
  return [];
}

/** What connects each rack of a zone to each of its feeds: cords with a breaker each. */
export interface RackFeedSpecProps {
  /** Voltage between lines, or of the one phase: 415, 400, 208 V. A bare number is deprecated: it is volts. */
  readonly volts: Voltage | number;
  /** Phases of the circuit. */
  readonly phases: 1 | 3;
  /** Power factor of the racks, above 0 and up to 1. Published design values are 0.99 for racks with a DC busbar and 0.95 for AC servers. */
  readonly powerFactor: number;
  /** Cords of one rack on one feed; they share its load alike. */
  readonly cords: number;
  /**
   * Breaker of each cord.
   *
   * @default - chosen from `breakerSizes`
   */
  readonly breaker?: Current;
  /**
   * Former name of `breaker`, in amperes.
   *
   * @default - `breaker`
   * @deprecated give `breaker`
   */
  readonly breakerAmperes?: number;
  /**
   * Sizes from which the breaker is chosen: the smallest that carries the worst load. One of the two is given. Bare numbers are deprecated: they are amperes.
   *
   * @default - `breaker` alone
   */
  readonly breakerSizes?: readonly (Current | number)[];
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

/** What is wrong with the breakers of a `rackFeedSpec`: `power/bad-rack-feed`. */
function breakerErrors(
  owner: string,
  { breaker, breakerSizes }: PlainProps<RackFeedSpecProps>,
): readonly DesignError[] {
  const refused = (problem: string, remedy: string): DesignError =>
    new DesignError('power/bad-rack-feed', { problem: `${owner}: 'rackFeedSpec' ${problem}`, remedy, object: owner });
  if ((breaker === undefined) === (breakerSizes === undefined)) {
    return [
      refused(
        breakerSizes === undefined ? 'has no breaker' : "has both 'breaker' and 'breakerSizes'",
        "give the size as 'breaker', or the sizes to choose from as 'breakerSizes'",
      ),
    ];
  }
  return [];
}

/** The connection of racks as the engines take it, breakers from the smallest. */
function rackFeedSpec(props: PlainProps<RackFeedSpecProps>, zoneLimitShare: number): RackFeedSpec {
  const { volts, phases, powerFactor, cords, breaker, breakerSizes = [], loads, imbalanceLimit } = props;
  const sizes = (breaker === undefined ? breakerSizes : [breaker]).map(({ inAmperes }) => inAmperes);
  return {
    volts: volts.inVolts,
    phases,
    powerFactor,
    cords,
    breakerAmperes: sizes.sort((a, b) => a - b),
    limitShare: props.limitShare ?? zoneLimitShare,
    loads: loads ?? 'three-phase',
    ...present({ imbalanceLimit }),
  };
}
