import type { LimitsPlan } from '../../design/limits/limits-plan';
import type { Outcome, RuleInfo, Severity } from './rule';

/** Something that does not hold, or that cannot be judged. Plain data. */
export interface Finding {
  readonly ruleId: string;
  readonly pack: string;
  /** What it counts as: the rule's severity; where it could not be judged `info`, or `error` in strict mode. */
  readonly severity: Severity;
  readonly outcome: 'failed' | 'indeterminate';
  /** What should hold: the rule's title. */
  readonly title: string;
  /** Construct path of the owner. */
  readonly path: string;
  readonly object: string;
  /** All objects of which the same is not known and that the same settles, where they are several: one finding a cause. Absent: `object` alone. */
  readonly objects?: readonly { readonly path: string; readonly object: string }[];
  /** What was found, or what is not known. */
  readonly found: string;
  /** What the rule allows; absent where it could not be judged. */
  readonly limit?: string;
  readonly required?: string;
  readonly available?: string;
  readonly shortfall?: string;
  readonly arithmetic?: string;
  readonly remedy: string;
  /** Phases in which it is so, in order of date. Absent: the site has no phases. */
  readonly phases?: readonly string[];
}

/** A finding that someone waived for a time. It does not count. */
export interface AcknowledgedFinding extends Finding {
  readonly acknowledgement: {
    /** Path that was acknowledged: that of the finding, or above it where it covers what is below. */
    readonly path: string;
    readonly reason: string;
    /** Last day on which it holds. */
    readonly until: string;
    /** It covers what is below its path too. Absent: that construct alone. */
    readonly andBelow?: true;
    /** Findings that it covers in all. Absent: of one construct alone. */
    readonly covers?: number;
  };
}

/** An acknowledgement as it stands in a report, whether or not it meets a finding. */
export interface ReportedWaiver {
  readonly ruleId: string;
  /** Construct path. */
  readonly path: string;
  readonly reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly until: string;
  /** Who answers for it. Absent: nobody is named. */
  readonly owner?: string;
  /** It covers what is below its path too. Absent: that construct alone. */
  readonly andBelow?: true;
  /** Findings that it meets, whether or not it has ended. */
  readonly meets: number;
}

/** How a rule ended: the gravest of its objects; `acknowledged` where all that failed is waived. */
export type RuleResult = Outcome | 'acknowledged';

/** A rule and what came of it. The counts are of objects. */
export interface RuleOutcome extends RuleInfo {
  readonly result: RuleResult;
  readonly passed: number;
  readonly failed: number;
  readonly indeterminate: number;
  readonly acknowledged: number;
  /** Why there was nothing to judge; empty where something was judged. */
  readonly reasons: readonly string[];
}

/** Counts of a report. */
export interface PolicyCounts {
  /** Findings that count, by severity. */
  readonly severities: Readonly<Record<Severity, number>>;
  /** Judged objects by outcome, and rules that had nothing to judge. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Findings that someone waived. */
  readonly acknowledged: number;
  /** Figures of the site that are assumed, by which the others were judged. Absent: none is. */
  readonly assumed?: number;
}

/** All that the rules say of a site. Plain data: it can be written as JSON as it is. */
export interface PolicyReport {
  readonly site: string;
  readonly path: string;
  /** Day on which acknowledgements were judged. */
  readonly asOf?: string;
  /** Whether what could not be judged counts as an error. */
  readonly isStrict: boolean;
  readonly counts: PolicyCounts;
  /** Sorted by id. */
  readonly rules: readonly RuleOutcome[];
  /** Findings that count, sorted by severity, rule, object and what was found. */
  readonly findings: readonly Finding[];
  /** What the site runs out of, the first on top. Absent: not asked for. */
  readonly limits?: LimitsPlan;
  /** Sorted likewise. */
  readonly acknowledged: readonly AcknowledgedFinding[];
  /** Acknowledgements, by rule, path and end. Absent: the site has none. */
  readonly waivers?: readonly ReportedWaiver[];
}
