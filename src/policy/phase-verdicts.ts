import { PhaseOrder } from '../model/phase';
import { phaseView } from '../design/site/phase-view';
import type { SitePlan } from '../model/site-plan';
import type { Rule } from './rule';
import type { Verdict } from './verdict';

/** A site by the date of one of its phases. */
export interface PhaseState {
  readonly phase: string;
  /** Whether it is the whole site. */
  readonly isLast: boolean;
  readonly plan: SitePlan;
}

/** A verdict, and the phases in which it holds. */
export interface PhasedVerdict {
  readonly verdict: Verdict;
  readonly phases: readonly string[];
}

/** The states to judge: one a phase, the last of them the whole site; a site without phases is one state without a name. Each is made when it is asked for. */
export function* phaseStates(plan: SitePlan): Generator<PhaseState, void> {
  const { phases = [] } = plan;
  if (phases.length === 0) yield { phase: '', isLast: true, plan };
  const order = new PhaseOrder(phases);
  for (const [number, { name }] of order.phases.entries()) {
    yield { phase: name, isLast: number === order.phases.length - 1, plan: phaseView(plan, order, number) };
  }
}

/**
 * What rules say of a site in all its states, a list a rule. What failed or is not known comes once, with the phases in which it is so; passes and reasons
 * are those of the last state, the whole site. One state is held at a time.
 */
export function verdictsOver(rules: readonly Rule[], plan: SitePlan): readonly (readonly PhasedVerdict[])[] {
  const gathered = rules.map((rule) => new GatheredVerdicts(rule));
  for (const state of phaseStates(plan)) for (const verdicts of gathered) verdicts.judge(state);
  return gathered.map((verdicts) => verdicts.all());
}

/** What one rule says of one state after the other. */
class GatheredVerdicts {
  private readonly found = new Map<string, { readonly verdict: Verdict; readonly phases: string[] }>();
  private readonly rest: PhasedVerdict[] = [];

  public constructor(private readonly rule: Rule) {}

  public judge({ phase, isLast, plan }: PhaseState): void {
    for (const verdict of this.rule.check(plan)) {
      if (verdict.outcome === 'passed' || verdict.outcome === 'not-applicable') {
        if (isLast) this.rest.push({ verdict, phases: [] });
        continue;
      }
      const key = JSON.stringify(verdict);
      const known = this.found.get(key) ?? { verdict, phases: [] };
      this.found.set(key, known);
      if (phase !== '') known.phases.push(phase);
    }
  }

  public all(): readonly PhasedVerdict[] {
    return [...this.found.values(), ...this.rest];
  }
}
