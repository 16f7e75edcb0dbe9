import type { LoadFigure } from '../model/placement-plan';
import type { SupplyLimit, SupplyRules } from '../model/power-plan';
import type { Power } from '../units/power';
import type { PropNames } from './check-props';

/** What is known of the point of supply beside its power. */
export interface SupplyPointProps {
  /**
   * Voltage in volts at which the utility supplies the site, for example 154_000.
   *
   * @default - the highest of the site's utility nodes, or not known
   */
  readonly volts?: number;
  /**
   * Circuits of the utility that share the site.
   *
   * @default - the number of the site's utility nodes, or not known
   */
  readonly circuits?: number;
  /**
   * Facility power over IT power, from a study or a meter: what the site draws is its IT load times it. Losses of the power chain are part of it.
   *
   * @default - by the plan of cooling, or not known
   */
  readonly pue?: number;
  /**
   * Points that the power-system impact assessment gave.
   *
   * @default - none is known
   */
  readonly assessmentPoints?: number;
  /**
   * Total harmonic distortion of the voltage at the point of supply by a study, from 0 to 1.
   *
   * @default - the highest of the site's utility nodes, or not known
   */
  readonly voltageDistortion?: number;
  /**
   * Frequencies in hertz between which all plant of the site keeps running, for example [59.5, 60.5].
   *
   * @default - not known
   */
  readonly frequencyRange?: readonly [least: number, most: number];
  /**
   * Limits of the contract or the grid code that no rule of the library knows, each with its source.
   *
   * @default - those that a supply often has are listed as not judged
   */
  readonly limits?: readonly SupplyLimit[];
}

/** Props of a `Site` about its loads and its supply. */
export interface SupplyProps {
  /**
   * Figure by which loads are reckoned and judged: a device that lacks it counts with its nameplate, and the report lists it.
   *
   * @default 'nameplate'
   */
  readonly loadFigure?: LoadFigure;
  /**
   * Rules by which the supply is judged: Korea's, or only what the site states against itself.
   *
   * @default 'neutral'
   */
  readonly supplyRules?: SupplyRules;
  /**
   * Power of the supply contract, for a site without phases: all that the site may draw, cooling and losses with it.
   *
   * @default - not stated: not judged
   */
  readonly contractPower?: Power;
  /**
   * Power for IT, for a site without phases: the inputs of all racks together.
   *
   * @default - not stated: not judged
   */
  readonly itPower?: Power;
  /**
   * Power that the utility has energised, for a site without phases: what may be drawn today, whatever the contract says.
   *
   * @default - not stated: not judged
   */
  readonly energisedPower?: Power;
  /**
   * What is known of the point of supply.
   *
   * @default - nothing beside the site's utility nodes
   */
  readonly supply?: SupplyPointProps;
}

/** Names of the props of `SupplyProps`. */
export const SUPPLY_PROP_NAMES: PropNames<SupplyProps> = {
  loadFigure: 'optional',
  supplyRules: 'optional',
  contractPower: 'optional',
  itPower: 'optional',
  energisedPower: 'optional',
  supply: 'optional',
};

/** Names of the props of `SupplyPointProps`. */
export const SUPPLY_POINT_NAMES: PropNames<SupplyPointProps> = {
  volts: 'optional',
  circuits: 'optional',
  pue: 'optional',
  assessmentPoints: 'optional',
  voltageDistortion: 'optional',
  frequencyRange: 'optional',
  limits: 'optional',
};

/** Names of the members of a limit at the point of supply. */
export const SUPPLY_LIMIT_NAMES: PropNames<SupplyLimit> = {
  kind: 'required',
  least: 'optional',
  most: 'optional',
  unit: 'required',
  value: 'optional',
  source: 'required',
};
