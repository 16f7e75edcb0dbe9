import type { Construct } from '../../host';
import type { EnergyTargetInput } from '../../model/cooling-plan';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import { scopedProps } from '../props/scoped-props';
import { FROM_ZERO, optional, type PropNames, TAGS } from '../props/prop-rule';
import type { Site } from '../site/site';
import { OF_SITE, SiteConstruct } from '../site/site-construct';

const BAD = { code: 'cooling/bad-amount' };

/** Props of `EnergyTarget`. */
export const ENERGY_TARGET_NAMES: PropNames<EnergyTargetProps> = {
  site: OF_SITE,
  pue: optional({ number: { least: 1 }, ...BAD }),
  wue: optional({ ...FROM_ZERO, ...BAD }),
  otherPower: optional({ quantity: Power, ...BAD }),
  electricalLossShare: optional({
    number: { least: 0, below: 1 },
    ...BAD,
    remedy: 'give a share of at least 0 and below 1, such as 0.04',
  }),
  tags: optional(TAGS),
};

/** Properties of an `EnergyTarget`. */
export interface EnergyTargetProps {
  /**
   * Site it belongs to. One site has one target.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /**
   * Highest facility power over IT power.
   *
   * @default - not asked for
   */
  readonly pue?: number;
  /**
   * Most site water, litres for a kilowatt-hour of IT.
   *
   * @default - not asked for
   */
  readonly wue?: number;
  /**
   * Draw of the building beside IT, cooling and losses: light, offices, security.
   *
   * @default - nothing is counted
   */
  readonly otherPower?: Power;
  /**
   * Share of the power at the meter that is lost on the way, from 0 to below 1, for a site without power nodes. The losses of a power chain go before it.
   *
   * @default - without power nodes PUE is not known
   */
  readonly electricalLossShare?: number;
  /**
   * Tags of its resource, over the site's.
   *
   * @default - the site's
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What a site aims for in energy and water, and what it draws beside IT and cooling. */
export class EnergyTarget extends SiteConstruct {
  /** What the cooling engine is told. */
  public readonly input: EnergyTargetInput;

  /** @throws DesignError `cooling/bad-amount` */
  public constructor(scope: Construct, id: string, given: EnergyTargetProps) {
    const owner = `energy target '${id}'`;
    const props = scopedProps(scope, owner, given, ENERGY_TARGET_NAMES);
    const { pue, wue, otherPower, electricalLossShare } = props;
    super(scope, id, { site: props.site, kind: 'energy-target', tags: props.tags });
    this.input = {
      name: id,
      path: this.node.path,
      otherWatts: otherPower?.inWatts ?? 0,
      ...present({ pue, wue, electricalLossShare }),
    };
    props.site.addPart({ path: this.node.path, contribution: () => ({ energyTarget: this.input }) });
    this.addSummary({ pue: pue ?? 'not asked for', wue: wue ?? 'not asked for' });
  }
}
