import type { SitePlan } from '../model/site-plan';
import type { Verdict } from './verdict';

/** Severities, gravest first. */
export const SEVERITIES = ['error', 'warning', 'info'] as const;

/** How grave a failure is: an error stops a synthesis. */
export type Severity = (typeof SEVERITIES)[number];

/** Why a rule is there. */
export interface RuleReason {
  /** One sentence. */
  readonly text: string;
  /** Document, measurement or address that it rests on. */
  readonly source: string;
}

/** A rule without its check: what reports and lists need. */
export interface RuleInfo {
  /** `<pack>/<what is wrong>`; it never changes its meaning. */
  readonly id: string;
  readonly severity: Severity;
  /** What must hold. */
  readonly title: string;
  readonly why: RuleReason;
  /** Pack that the rule belongs to: the part of the id before the slash. */
  readonly pack: string;
}

/** A rule: data and one pure function over a site's plan. Make it with `defineRule`. */
export interface Rule extends RuleInfo {
  /** Verdicts on every object that the rule concerns. */
  check(plan: SitePlan): readonly Verdict[];
}
