import { checkMilestone, checkPhases } from '../../design/site/check-phases';
import { Construct } from '../../host';
import { MILESTONE_KINDS, type MilestoneInput, type MilestoneKind, type PhaseInput } from '../../model/phase';
import { Duration } from '../../units/duration';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import { scopedProps } from '../props/scoped-props';
import {
  nameOf,
  optional,
  PHASE_OF_SITE,
  type PropKind,
  type PropNames,
  required,
  TAGS,
  TEXT,
} from '../props/prop-rule';
import type { Site } from './site';
import { OF_SITE, SiteConstruct } from './site-construct';

/** A power of a phase. */
const POWER = {
  quantity: Power,
  isAboveZero: true,
  code: 'phases/bad-power',
  remedy: 'give a power above 0, or leave it out where it is not stated',
} as const;

/** Props of a phase. */
export const PHASE_NAMES: PropNames<PhaseProps> = {
  site: OF_SITE,
  date: required(TEXT),
  contractPower: optional(POWER),
  itPower: optional(POWER),
  energisedPower: optional(POWER),
  tags: optional(TAGS),
};

/** Properties of a `Phase`. */
export interface PhaseProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /** Day as `YYYY-MM-DD` by which all of the phase is there. Each phase of a site has a day of its own. */
  readonly date: string;
  /**
   * Power of the supply contract from that day on.
   *
   * @default - not stated: not judged
   */
  readonly contractPower?: Power;
  /**
   * Power for IT from that day on.
   *
   * @default - not stated: not judged
   */
  readonly itPower?: Power;
  /**
   * Power that the utility has energised by that day: what may be drawn, whatever the contract says.
   *
   * @default - not stated: not judged
   */
  readonly energisedPower?: Power;
  /**
   * Tags of its resource, over the site's.
   *
   * @default - the site's
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A phase of construction. What names it is there by its date; what names no phase is there from the first. Every rule judges the site in each phase.
 */
export class Phase extends SiteConstruct {
  /** What the engines are told. */
  public readonly input: PhaseInput;

  /** @throws DesignError `phases/bad-date`, `phases/bad-power` */
  public constructor(scope: Construct, id: string, given: PhaseProps) {
    const props = scopedProps(scope, `phase '${id}'`, given, PHASE_NAMES);
    super(scope, id, { site: props.site, kind: 'phase', tags: props.tags });
    const { date, contractPower, itPower, energisedPower } = props;
    this.input = {
      name: id,
      path: this.node.path,
      date,
      ...present({
        contractWatts: contractPower?.inWatts,
        itWatts: itPower?.inWatts,
        energisedWatts: energisedPower?.inWatts,
      }),
    };
    checkPhases({ phases: [this.input], purchases: [], phased: {} });
    props.site.addPart({ path: this.node.path, contribution: () => ({ phases: [this.input] }) });
    this.addSummary({ date });
  }
}

/** A hall or a cluster, or its name. */
const HANDED_OVER: PropKind = {
  isOfSite: true,
  remedy: 'give a hall or a cluster of the site, or its name',
  oneOf: [
    TEXT,
    { object: { name: 'a Hall', has: ['node', 'rack'] } },
    { object: { name: 'a hall of the site', has: ['name', 'rows'] } },
    { object: { name: 'a GpuCluster', has: ['node', 'system'] } },
  ],
};

/** Props of a milestone. */
export const MILESTONE_NAMES: PropNames<MilestoneProps> = {
  site: OF_SITE,
  kind: required({ choices: MILESTONE_KINDS }),
  source: required(TEXT),
  date: optional(TEXT),
  leadTime: optional({ quantity: Duration, between: [Duration.weeks(0), Duration.weeks(1_040)] }),
  appliedOn: optional(TEXT),
  reachedOn: optional(TEXT),
  phases: optional({ isList: true, each: PHASE_OF_SITE }),
  handOver: optional({ isList: true, each: HANDED_OVER }),
  orders: optional({ isList: true, each: { object: { name: 'a construct', has: ['node'] } }, isOfSite: true }),
};

/** Properties of a `Milestone`. */
export interface MilestoneProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /** What it is: `permit`, `inspection` of an authority, `energisation` by the utility, `integrated-test` (level 5), acceptance by the `insurer`. */
  readonly kind: MilestoneKind;
  /** Document or person that its day or lead time is from. */
  readonly source: string;
  /**
   * Day on which it is to be reached, `YYYY-MM-DD`. Either this or `leadTime`.
   *
   * @default - it follows from `leadTime`; without both it is not known
   */
  readonly date?: string;
  /**
   * Time from the application to the milestone. It counts from `appliedOn`; without that day it gives the last day to apply.
   *
   * @default - not stated
   */
  readonly leadTime?: Duration;
  /**
   * Day on which it was applied for, `YYYY-MM-DD`, beside `leadTime`.
   *
   * @default - it is not applied for yet
   */
  readonly appliedOn?: string;
  /**
   * Day on which it was reached, `YYYY-MM-DD`. A day that has passed is not one that was reached.
   *
   * @default - nobody says that it was
   */
  readonly reachedOn?: string;
  /**
   * Phases that may not begin before it, or their names.
   *
   * @default - no phase waits for it
   */
  readonly phases?: readonly (Phase | string)[];
  /**
   * Halls, and clusters whose units, that may not be handed over before it, or their names. They are there by the dates of their phases.
   *
   * @default - no hand-over waits for it
   */
  readonly handOver?: readonly (Construct | { readonly name: string } | string)[];
  /**
   * Constructs with a `leadTime` that may not be ordered before it.
   *
   * @default - no order waits for it
   */
  readonly orders?: readonly Construct[];
}

/** What others grant, test or switch on, such as a permit or the energisation, and what may not start before: phases, hand-overs and orders. */
export class Milestone extends Construct {
  /** Site it belongs to. */
  public readonly site: Site;
  /** What the engines are told. */
  public readonly input: MilestoneInput;

  /** @throws DesignError `milestones/bad-date`, `milestones/two-dates`, `milestones/no-lead-time`, `milestones/holds-nothing`, `site/other-site`, `site/duplicate-name` */
  public constructor(scope: Construct, id: string, given: MilestoneProps) {
    const props = scopedProps(scope, `milestone '${id}'`, given, MILESTONE_NAMES);
    super(scope, id);
    const { site, kind, source, date, leadTime, appliedOn, reachedOn, phases = [], handOver = [], orders = [] } = props;
    this.site = site;
    this.input = {
      name: id,
      path: this.node.path,
      kind,
      source,
      ...present({ date, leadTimeWeeks: leadTime?.inWeeks, appliedOn, reachedOn }),
      phases: phases.map(nameOf),
      handOver: handOver.map((thing) => ({
        name: nameOf(thing),
        ...(typeof thing === 'object' && 'node' in thing ? { path: thing.node.path } : {}),
      })),
      orders: orders.map(({ node }) => ({ name: node.id, path: node.path })),
    };
    checkMilestone(this.input);
    site.claimName('milestone', id, this.node.path);
    site.addPart({ path: this.node.path, contribution: () => ({ milestones: [this.input] }) });
  }
}
