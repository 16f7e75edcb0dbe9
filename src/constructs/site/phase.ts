import { checkPhases } from '../../design/site/check-phases';
import type { Construct } from '../../host';
import type { PhaseInput } from '../../model/phase';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import { scopedProps } from '../props/scoped-props';
import { optional, type PropNames, required, TAGS, TEXT } from '../props/prop-rule';
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
