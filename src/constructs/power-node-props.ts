import type { NodeSupply } from '../model/continuity-plan';
import type { Power } from '../units/power';
import type { PropNames } from './check-props';
import type { PowerNode } from './power-node';
import type { PurchaseProps } from './purchase';
import type { RedundancyGroup } from './redundancy-group';
import type { Site } from './site';

/** How a node's output is wired. */
export type NodeWiring = 'three-phase' | 'single-phase' | 'dc';

/** Properties of a source: a `Utility`, a `PowerPlant` or a `Generator`. */
export interface PowerSourceProps extends PurchaseProps {
  /** Site it belongs to. */
  readonly site: Site;
  /**
   * Active power that it can carry at its output.
   *
   * @default - given by `voltAmperes`; one of the two must be given
   */
  readonly rating?: Power;
  /**
   * Apparent power that it can carry at its output, VA. With `rating` too, the lower of the two counts.
   *
   * @default - given by `rating`
   */
  readonly voltAmperes?: number;
  /** Voltage at its output, V: between lines, from line to neutral of a single phase, or between the poles of direct current. */
  readonly volts: number;
  /**
   * How its output is wired.
   *
   * @default - `dc` of a `Rectifier` and a `PowerShelf`, `three-phase` of all others
   */
  readonly wiring?: NodeWiring;
  /**
   * Power factor of what it carries, above 0 and up to 1. Must be given for alternating current.
   *
   * @default - 1 for direct current
   */
  readonly powerFactor?: number;
  /**
   * Share of the rating that a continuous load may take, above 0 and up to 1.
   *
   * @default - 0.8 for what is a circuit with a breaker (switchboard, busway, RPP, PDU, tap-off), 1 for all others
   * @see NEC 210.20(A): a load of three hours or more takes at most 80 % of a breaker that is not listed for 100 %
   */
  readonly limitShare?: number;
  /**
   * Share of the rating that it may take while something else is out, up to 2 for an emergency rating.
   *
   * @default - `limitShare`
   */
  readonly failureLimitShare?: number;
  /**
   * Feed that it belongs to, such as `A`.
   *
   * @default - it serves all feeds
   */
  readonly feed?: string;
  /**
   * Group of nodes that stand in for each other.
   *
   * @default - it stands alone
   */
  readonly group?: RedundancyGroup;
  /**
   * What it stores, starts and transfers with, and its contract.
   *
   * @default - not known, and not judged
   */
  readonly supply?: NodeSupply;
  /**
   * Tags of its resource, over the site's.
   *
   * @default - the site's
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Properties of a node that other nodes feed. */
export interface PowerNodeProps extends PowerSourceProps {
  /** Nodes that feed it, in order of preference. */
  readonly fedFrom: PowerNode | readonly PowerNode[];
  /**
   * Output over input, above 0 and up to 1.
   *
   * @default 1
   */
  readonly efficiency?: number;
  /**
   * Whether it draws from all of `fedFrom` that live, in proportion to their ratings, or whole from the first that lives.
   *
   * @default - `first-live` of a `TransferSwitch` and a `StaticSwitch`, `parallel` of all others
   */
  readonly draws?: 'parallel' | 'first-live';
}

/** Properties of a node that converts what it passes on, and loses some of it. */
export interface PowerConverterProps extends PowerNodeProps {
  /** Output over input, above 0 and up to 1. */
  readonly efficiency: number;
}

/** Names of the props of a source. */
export const POWER_SOURCE_PROP_NAMES: PropNames<PowerSourceProps> = {
  site: 'required',
  rating: 'optional',
  voltAmperes: 'optional',
  volts: 'required',
  wiring: 'optional',
  powerFactor: 'optional',
  limitShare: 'optional',
  failureLimitShare: 'optional',
  feed: 'optional',
  group: 'optional',
  supply: 'optional',
  phase: 'optional',
  leadTimeWeeks: 'optional',
  tags: 'optional',
};

/** Names of the props of a node that others feed. */
export const POWER_NODE_PROP_NAMES: PropNames<PowerNodeProps> = {
  ...POWER_SOURCE_PROP_NAMES,
  fedFrom: 'required',
  efficiency: 'optional',
  draws: 'optional',
};

/** Names of the props of a converter. */
export const POWER_CONVERTER_PROP_NAMES: PropNames<PowerConverterProps> = {
  ...POWER_NODE_PROP_NAMES,
  efficiency: 'required',
};
