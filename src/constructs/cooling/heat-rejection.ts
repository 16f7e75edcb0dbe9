import type { Construct } from '../../host';
import { Duration } from '../../units/duration';
import { type FlowRate, Consumption, Volume } from '../../units/flow-rate';
import { Power } from '../../units/power';
import { FROST_PROTECTIONS, type FrostProtection, type EnergyTargetInput } from '../../model/cooling-plan';
import { present } from '../../units/present';
import type { Temperature } from '../../units/dimensions';
import { scopedProps } from '../props/scoped-props';
import { ABOVE_ZERO, FROM_ZERO, optional, type PropNames, renamed, required, TAGS, TEXT } from '../props/prop-rule';
import { millicelsius, TEMPERATURE } from './cooling-loop';
import {
  APPROACH,
  CAPACITY,
  CoolingUnits,
  type CoolingUnitsProps,
  DRAW,
  FLOW,
  millilitresPerSecond,
  UNIT_NAMES,
  unitErrors,
} from './cooling-units';
import type { Site } from '../site/site';
import { OF_SITE, SiteConstruct } from '../site/site-construct';

/** Kinds of unit that take heat out of a facility loop. */
export type HeatRejectionKind = 'dry-cooler' | 'cooling-tower' | 'chiller' | 'heat-exchanger';

const KINDS: readonly HeatRejectionKind[] = ['dry-cooler', 'cooling-tower', 'chiller', 'heat-exchanger'];

const AMOUNT = { ...FROM_ZERO, code: 'cooling/bad-amount' };

/** Props of `HeatRejection`. */
export const HEAT_REJECTION_NAMES: PropNames<HeatRejectionProps> = {
  ...UNIT_NAMES,
  kind: required({ choices: KINDS }),
  capacity: required(CAPACITY),
  flow: optional(FLOW),
  approach: optional(APPROACH),
  outdoor: optional(TEMPERATURE),
  power: optional(DRAW),
  coefficientOfPerformance: optional({ ...ABOVE_ZERO, code: 'cooling/bad-amount' }),
  ...renamed('waterConsumption', 'waterLitresPerKilowattHour', Consumption, 'litresPerKilowattHour', AMOUNT),
  coldestOutdoor: optional(TEMPERATURE),
  frostProtection: optional({ choices: FROST_PROTECTIONS }),
  ...renamed('waterStore', 'waterStoreLitres', Volume, 'litres', AMOUNT),
  ...renamed('requiredWater', 'requiredWaterHours', Duration, 'hours', AMOUNT),
  waterSource: optional(TEXT),
};

/** Properties of `HeatRejection`. */
export interface HeatRejectionProps extends CoolingUnitsProps {
  /** Kind of unit. */
  readonly kind: HeatRejectionKind;
  /** Heat that one takes at the conditions of the site. */
  readonly capacity: Power;
  /**
   * Coolant that one passes.
   *
   * @default - not a limit that is known
   */
  readonly flow?: FlowRate;
  /**
   * Supply of its loop over the air outdoors, or over the supply of the loop that it rejects to.
   *
   * @default - the supply of its loop is known only where it is set
   */
  readonly approach?: Temperature;
  /**
   * Hottest air outdoors by which it is designed: dry bulb, or wet bulb for a tower.
   *
   * @default - not known
   */
  readonly outdoor?: Temperature;
  /**
   * Electrical draw of one while it runs, whatever heat it takes; beside the compressor where a performance is given.
   *
   * @default - PUE is not known, unless `coefficientOfPerformance` is given
   */
  readonly power?: Power;
  /**
   * Heat taken over the electrical draw of the compressor, of a chiller.
   *
   * @default - its draw does not follow the heat
   */
  readonly coefficientOfPerformance?: number;
  /**
   * Water that it evaporates for a kilowatt-hour of heat.
   *
   * @default - 0, but not known for a cooling tower
   */
  readonly waterConsumption?: Consumption;
  /**
   * Former name of `waterConsumption`, in litres per kilowatt-hour.
   *
   * @default - `waterConsumption`
   * @deprecated give `waterConsumption`
   */
  readonly waterLitresPerKilowattHour?: number;
  /**
   * Coldest air outdoors in which they run.
   *
   * @default - not known
   */
  readonly coldestOutdoor?: Temperature;
  /**
   * What keeps their water from freezing: glycol in the loop, heating of pipes and sumps, or a circuit that drains by itself.
   *
   * @default - nothing is stated: where it freezes, it is a finding
   */
  readonly frostProtection?: FrostProtection;
  /**
   * Water at hand on the site for all of them.
   *
   * @default - not known
   */
  readonly waterStore?: Volume;
  /**
   * Former name of `waterStore`, in litres.
   *
   * @default - `waterStore`
   * @deprecated give `waterStore`
   */
  readonly waterStoreLitres?: number;
  /**
   * How long the water at hand must last.
   *
   * @default - not asked for
   */
  readonly requiredWater?: Duration;
  /**
   * Former name of `requiredWater`, in hours.
   *
   * @default - `requiredWater`
   * @deprecated give `requiredWater`
   */
  readonly requiredWaterHours?: number;
  /**
   * Where more water comes from until the water at hand is used up: a second main, a well, a lorry.
   *
   * @default - not known
   */
  readonly waterSource?: string;
}

/** Dry coolers, towers, chillers or heat exchangers that take heat out of a facility loop. */
export class HeatRejection extends CoolingUnits {
  /** @throws DesignError `cooling/...` for props that are wrong in themselves */
  public constructor(scope: Construct, id: string, given: HeatRejectionProps) {
    const owner = `cooling units '${id}'`;
    const props = scopedProps(scope, owner, given, HEAT_REJECTION_NAMES, (props) =>
      KINDS.includes(props.kind) ? unitErrors(owner, props.kind, props.loop) : [],
    );
    const { kind, capacity, flow, approach, outdoor, power, coefficientOfPerformance: cop } = props;
    const water = props.waterConsumption?.inMillilitresPerKilowattHour;
    super(scope, id, kind, props, {
      capacityWatts: capacity.inWatts,
      ...present({
        flowMillilitresPerSecond: flow === undefined ? undefined : millilitresPerSecond(flow),
        approachMillicelsius: approach === undefined ? undefined : millicelsius(approach),
        outdoorMillicelsius: outdoor === undefined ? undefined : millicelsius(outdoor),
        drawWatts: power?.inWatts,
        coefficientOfPerformance: cop,
        waterMillilitresPerKilowattHour: water === undefined ? undefined : Math.round(water),
        coldestMillicelsius: props.coldestOutdoor === undefined ? undefined : millicelsius(props.coldestOutdoor),
        frostProtection: props.frostProtection,
        waterStoreLitres: props.waterStore?.inLitres,
        requiredWaterHours: props.requiredWater?.inHours,
        waterSource: props.waterSource,
      }),
    });
  }
}

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
