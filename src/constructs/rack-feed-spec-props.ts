import type { RackFeedSpec, RackLoads } from '../model/rack-feed';
import { DesignError } from '../errors/design-error';
import { checkProps, type PropNames } from './check-props';

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

const NAMES: PropNames<RackFeedSpecProps> = {
  volts: 'required',
  phases: 'required',
  powerFactor: 'required',
  cords: 'required',
  breakerAmperes: 'optional',
  breakerSizes: 'optional',
  limitShare: 'optional',
  loads: 'optional',
  imbalanceLimit: 'optional',
};
const LOADS: readonly RackLoads[] = ['three-phase', 'line-to-neutral', 'line-to-line'];

/**
 * What is wrong with the `rackFeedSpec` of a zone: `power/bad-rack-feed`.
 *
 * @throws DesignError `props/missing`, `props/unknown` for slips in names
 */
export function rackFeedSpecErrors(owner: string, props: RackFeedSpecProps): readonly DesignError[] {
  checkProps(`'rackFeedSpec' of ${owner}`, props, NAMES);
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
export function rackFeedSpec(props: RackFeedSpecProps, zoneLimitShare: number): RackFeedSpec {
  const { volts, phases, powerFactor, cords, breakerAmperes, breakerSizes = [], loads, imbalanceLimit } = props;
  return {
    volts,
    phases,
    powerFactor,
    cords,
    breakerAmperes: breakerAmperes === undefined ? [...breakerSizes].sort((a, b) => a - b) : [breakerAmperes],
    limitShare: props.limitShare ?? zoneLimitShare,
    loads: loads ?? 'three-phase',
    ...(imbalanceLimit === undefined ? {} : { imbalanceLimit }),
  };
}
