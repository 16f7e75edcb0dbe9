import { PhaseOrder } from '../design/phases/phase-order';
import { phaseView } from '../design/phases/phase-view';
import type { SitePlan } from '../design/site/site-plan';
import type { Rule } from './rule';
import type { Verdict } from './verdict';

/** A site by the date of one of its phases. */
export interface PhaseState {
  readonly phase: string;
  readonly plan: SitePlan;
}

/** A verdict, and the phases in which it holds. */
export interface PhasedVerdict {
  readonly verdict: Verdict;
  readonly phases: readonly string[];
}

/** The states to judge: one a phase, the last of them the whole site; a site without phases is one state without a name. */
export function phaseStates(plan: SitePlan): readonly PhaseState[] {
  const { phases = [] } = plan;
  if (phases.length === 0) return [{ phase: '', plan }];
  const order = new PhaseOrder(phases);
  return order.phases.map(({ name }, number) => ({ phase: name, plan: phaseView(plan, order, number) }));
}

/**
 * What a rule says of every state. What failed or is not known comes once, with the phases in which it is so; passes and reasons are those of the last
 * state, the whole site.
 */
export function verdictsOver(rule: Rule, states: readonly PhaseState[]): readonly PhasedVerdict[] {
  const found = new Map<string, { readonly verdict: Verdict; readonly phases: string[] }>();
  const rest: PhasedVerdict[] = [];
  states.forEach(({ phase, plan }, number) => {
    for (const verdict of rule.check(plan)) {
      if (verdict.outcome === 'passed' || verdict.outcome === 'not-applicable') {
        if (number === states.length - 1) rest.push({ verdict, phases: [] });
        continue;
      }
      const key = JSON.stringify(verdict);
      const known = found.get(key) ?? { verdict, phases: [] };
      found.set(key, known);
      if (phase !== '') known.phases.push(phase);
    }
  });
  return [...found.values(), ...rest];
}
