import { checkPhases } from '../../design/site/check-phases';
import type { Construct } from '../../host';
import type { PhaseInput } from '../../model/phase';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import { type PropNames } from '../props/prop-rule';
import { scopedProps } from '../props/scoped-props';
import type { Site } from './site';
import { OF_SITE, SiteConstruct } from './site-construct';

/** Props of a phase. */
export const PHASE_NAMES: PropNames<PhaseProps> = {
  site: OF_SITE,
  date: 'required',
  contractPower: { need: 'optional', quantity: Power },
  itPower: { need: 'optional', quantity: Power },
  energisedPower: { need: 'optional', quantity: Power },
  tags: 'optional',
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
