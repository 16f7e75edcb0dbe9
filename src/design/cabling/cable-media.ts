import type { CableChoice } from './cabling-plan';

/**
 * One way to build links of a rate: a copper cable, or a fibre with its transceivers.
 *
 * Copper joins whole cages: a cable takes `linksPerCable` links between `aCages` cages below and `bCages` above, no fewer.
 * Fibre and twisted pair take one link each.
 */
export interface CableMedia extends CableChoice {
  /** Speed of a link that it carries, bit/s. */
  readonly rateBits: number;
  /** `endpoint` for links between endpoints and leaves, `switch` for links between switches. Default: both. */
  readonly joins?: 'endpoint' | 'switch';
  /** Host groups and services, by name, whose links it is for; none between switches. Default: any link of its rate. */
  readonly endpoints?: readonly string[];
  /** Longest that works, mm. */
  readonly reachMillimetres: number;
  /** Lengths on sale, mm. Default: any multiple of the site's length step. */
  readonly lengthsMillimetres?: readonly number[];
  /** Cages that one copper cable ends in, below and above. Default: 1 each. */
  readonly aCages?: number;
  readonly bCages?: number;
  /** Price of one cable with its share of the transceivers, in minor units of the site's currency: counts only where every rival has one. */
  readonly priceMinor?: number;
}

/** Whether a medium joins whole cages by fixed ends. */
export function isCopper({ medium }: Pick<CableMedia, 'medium'>): boolean {
  return medium === 'passive-copper' || medium === 'active-copper';
}

/** Whether a medium needs a transceiver at each end. */
export function isFibre({ medium }: Pick<CableMedia, 'medium'>): boolean {
  return medium === 'multimode' || medium === 'single-mode';
}
