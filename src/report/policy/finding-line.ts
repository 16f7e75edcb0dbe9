import { oneLine } from '../../errors/visible-text';
import type { Finding } from '../../policy/policy-report';

/** A finding in one line, for the output of a synthesis: object, values, arithmetic, remedy, rule. */
export function findingLine(finding: Finding): string {
  const { object, path, remedy, ruleId } = finding;
  return oneLine(`${object} at '${path}'${inPhases(finding)}: ${findingFacts(finding)}; ${remedy} [${ruleId}]`);
}

/** The phases of a finding, to follow its object; nothing for a site without phases. */
export function inPhases({ phases = [] }: Finding): string {
  return phases.length === 0 ? '' : ` in ${phases.length === 1 ? 'phase' : 'phases'} ${phases.join(', ')}`;
}

/** What was found, with limit, shortfall and arithmetic. */
export function findingFacts({ outcome, found, limit, shortfall, arithmetic }: Finding): string {
  if (outcome === 'indeterminate') return `not known: ${found}`;
  const facts = [
    found,
    ...(limit === undefined ? [] : [`limit ${limit}`]),
    ...(shortfall === undefined ? [] : [`short by ${shortfall}`]),
  ].join(', ');
  return arithmetic === undefined ? facts : `${facts} (${arithmetic})`;
}
