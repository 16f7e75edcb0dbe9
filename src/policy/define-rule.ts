import { DesignError, DesignErrors } from '../errors/design-error';
import { type Rule, SEVERITIES } from './rule';

const RULE_ID = /^([a-z][a-z0-9-]*)\/[a-z][a-z0-9-]*$/;
const RESERVED_PACK = 'policy';

/**
 * A rule that is checked and whose pack is the first part of its id.
 *
 * @throws DesignError `policy/bad-rule-id`, `policy/reserved-rule-id`, `policy/bad-severity`, `policy/rule-without-text`
 */
export function defineRule(rule: Omit<Rule, 'pack'>): Rule {
  const { id, severity, title, why, check } = rule;
  const pack = RULE_ID.exec(id)?.[1] ?? '';
  const problems: DesignError[] = [];
  if (pack === '') {
    problems.push(
      new DesignError('policy/bad-rule-id', {
        problem: `rule '${id}': the id is not of the form 'pack/what-is-wrong' in small letters, digits and hyphens`,
        remedy: "write it like 'power/zone-overload'",
        object: id,
      }),
    );
  }
  if (pack === RESERVED_PACK) {
    problems.push(
      new DesignError('policy/reserved-rule-id', {
        problem: `rule '${id}': ids that begin with 'policy/' are kept for findings about acknowledgements`,
        remedy: 'choose another first part',
        object: id,
      }),
    );
  }
  if (!SEVERITIES.includes(severity)) {
    problems.push(
      new DesignError('policy/bad-severity', {
        problem: `rule '${id}': severity '${severity}' is not known`,
        remedy: `use one of ${SEVERITIES.join(', ')}`,
        object: id,
        value: severity,
      }),
    );
  }
  for (const [name, text] of [
    ['title', title],
    ['why.text', why.text],
    ['why.source', why.source],
  ] as const) {
    if (text.trim() !== '') continue;
    problems.push(
      new DesignError('policy/rule-without-text', {
        problem: `rule '${id}': '${name}' is empty`,
        remedy: 'say what must hold, why, and on what source it rests',
        object: id,
      }),
    );
  }
  DesignErrors.throwAll(problems);
  return { id, severity, title, why, pack, check: (plan) => check(plan) };
}
