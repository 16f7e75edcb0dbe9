import type { Finding } from '../../policy/policy-report';

/** A finding in one line, for the output of a synthesis: object, values, arithmetic, remedy, rule. */
export function findingLine(finding: Finding): string {
  const { object, path, remedy, ruleId } = finding;
  return `${object} at '${path}': ${findingFacts(finding)}; ${remedy} [${ruleId}]`;
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
