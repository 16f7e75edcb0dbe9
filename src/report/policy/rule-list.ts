import { acknowledgementRules } from '../../policy/engine/acknowledgement';
import { SEVERITIES, type RuleInfo } from '../../policy/engine/rule';
import { defaultRules } from '../../policy/rule-packs';
import { markdownTable } from '../markup';

/** The page `docs/policies.md`: every rule by pack, with its severity, what must hold, why, and the source. */
export function renderRuleList(rules: readonly RuleInfo[] = [...defaultRules, ...acknowledgementRules]): string {
  const packs = [...new Set(rules.map(({ pack }) => pack))];
  const counts = SEVERITIES.map(
    (severity) => `${rules.filter((rule) => rule.severity === severity).length} ${severity}`,
  );
  const lines = [
    '# Policies',
    '',
    'This page is printed from the rules. A finding of severity `error` stops a synthesis; the others do not.',
    'Every rule has one of four outcomes for each object: passed, failed, not applicable, or not known (an error in strict mode).',
    'A finding is borne for a time with `Policy.acknowledge(construct, ruleId, { reason, until })`.',
    '',
    `${rules.length} rules: ${counts.join(', ')}.`,
  ];
  for (const pack of packs) {
    const own = rules.filter((rule) => rule.pack === pack);
    const rows = own.map(({ id, severity, title }) => [`\`${id}\``, severity, title]);
    lines.push('', `## ${pack}`, '', markdownTable(['rule', 'severity', 'what must hold'], rows), '');
    for (const { id, why } of own) lines.push(`- \`${id}\`: ${why.text} Source: ${why.source}.`);
  }
  return `${lines.join('\n')}\n`;
}
