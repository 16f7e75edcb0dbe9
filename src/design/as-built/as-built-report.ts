import type { CableEnd } from '../../model/cabling-plan';

/**
 * How a cable differs from the plan.
 *
 * `missing`: no link. `half-down`: no link, but another link of the same cage at the lower end is up. `swapped`: the far ends of two cables are exchanged.
 * `misplaced`: one end is in another port. `slow`: as planned, but slower. `extra`: a link that no plan asks for.
 */
export type AsBuiltKind = 'missing' | 'half-down' | 'swapped' | 'misplaced' | 'slow' | 'extra';

/** Both ends of a cable in the words of the hall. */
export interface CableEnds {
  readonly a: CableEnd;
  readonly b: CableEnd;
}

/** One cable, or two swapped ones, that are not as planned. */
export interface AsBuiltFinding {
  readonly kind: AsBuiltKind;
  readonly fabric: string;
  /** Label of the planned cable; of a link that no plan asks for, `<fabric>/<device>:<port>` of the end that the plan knows. */
  readonly label: string;
  /** Where it should go, lower end first. Absent: no plan asks for it. */
  readonly planned?: CableEnds;
  /** Where it goes; `a` is the end that is in its planned port. Absent: no link. */
  readonly found?: CableEnds;
  /** The other cable of a swap. */
  readonly partner?: { readonly label: string; readonly planned: CableEnds; readonly found: CableEnds };
  /** Rails of the two switches of a swap, where they differ. */
  readonly crossedRails?: readonly [number, number];
  /** Label of the link of the same cage that is up. */
  readonly mate?: string;
  readonly plannedRateBits?: number;
  readonly foundRateBits?: number;
  /** Width and speed as the tool printed them. */
  readonly speed?: string;
}

/** Cables of one fabric by what became of them: `planned` is the sum of the five below it. */
export interface AsBuiltCounts {
  readonly planned: number;
  /** In place and at least as fast as planned, or of unknown speed. */
  readonly asPlanned: number;
  /** Planned cables that a finding is about; two for a swap. */
  readonly differing: number;
  /** No link, and none expected yet: an end is not cabled or out of service by the asset file. */
  readonly notYet: number;
  /** No dump tells of either end. */
  readonly unseen: number;
  /** Outside of what was asked for. */
  readonly leftOut: number;
  /** Found links that no plan asks for, findings of kind `extra`. */
  readonly extra: number;
  /** Found links of ports that the model in the plan has not, such as that of an aggregation node. */
  readonly ignored: number;
}

/** What stands against what is planned, of one fabric. */
export interface AsBuiltReport {
  readonly fabric: string;
  /** Switches of the fabric that the dumps show. */
  readonly switchesShown: number;
  readonly counts: AsBuiltCounts;
  /** In the order of the plan's cables, then the extra ones by label. */
  readonly findings: readonly AsBuiltFinding[];
  /** Names in the dump that are no device of the site, sorted. */
  readonly strangers: readonly string[];
}

/** Whether every cable that was asked for and is expected is as planned. */
export function isAsPlanned({ findings }: AsBuiltReport): boolean {
  return findings.length === 0;
}
