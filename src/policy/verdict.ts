/** What a rule says of one object, or of many that passed. */
export type Verdict = FailedVerdict | PassedVerdict | NotApplicableVerdict | IndeterminateVerdict;

/** How judging can end. */
export type Outcome = Verdict['outcome'];

/** What does not hold. All quantities are text with units. */
export interface Failure {
  /** Construct path of the owner. */
  readonly path: string;
  /** What is judged, as people call it: `power zone 'a', feed B`. */
  readonly object: string;
  /** What was found. */
  readonly found: string;
  /** What the rule allows. */
  readonly limit: string;
  /** What the design asks for. */
  readonly required?: string;
  /** What there is. */
  readonly available?: string;
  /** Required less available. */
  readonly shortfall?: string;
  /** How found and limit come about, with all numbers. */
  readonly arithmetic?: string;
  /** What to change, in the words of the props. */
  readonly remedy: string;
}

/** The object does not hold what the rule says. */
export interface FailedVerdict extends Failure {
  readonly outcome: 'failed';
}

/** So many objects hold it. */
export interface PassedVerdict {
  readonly outcome: 'passed';
  readonly count: number;
}

/** There is nothing that the rule could judge. */
export interface NotApplicableVerdict {
  readonly outcome: 'not-applicable';
  readonly reason: string;
}

/** What is missing for a judgement. */
export interface Unknown {
  /** Construct path of the owner. */
  readonly path: string;
  /** What could not be judged. */
  readonly object: string;
  /** What is not known. */
  readonly unknown: string;
  /** What would make it known: the prop to give, or the fact to find. */
  readonly givenBy: string;
}

/** The object cannot be judged yet. */
export interface IndeterminateVerdict extends Unknown {
  readonly outcome: 'indeterminate';
}

/** Verdict on an object that breaks the rule. */
export function failed(failure: Failure): FailedVerdict {
  return { outcome: 'failed', ...failure };
}

/** Verdict on `count` objects that hold the rule. */
export function passed(count: number): PassedVerdict {
  return { outcome: 'passed', count };
}

/** Verdict where there is nothing to judge. */
export function notApplicable(reason: string): NotApplicableVerdict {
  return { outcome: 'not-applicable', reason };
}

/** Verdict on an object of which too little is known. */
export function indeterminate(unknown: Unknown): IndeterminateVerdict {
  return { outcome: 'indeterminate', ...unknown };
}
