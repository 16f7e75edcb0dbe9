import { acknowledgementRules } from '../../policy/acknowledgement-rules';
import { SEVERITIES, type RuleInfo } from '../../policy/rule';
import { defaultRules } from '../../policy/rule-packs';

/** The page `docs/policies.md`: every rule by pack, with severity, what must hold, why, and the source. */
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
    lines.push('', `## ${pack}`, '', '| rule | severity | what must hold | why | source |', '|---|---|---|---|---|');
    for (const { id, severity, title, why } of rules.filter((rule) => rule.pack === pack)) {
      lines.push(`| ${[`\`${id}\``, severity, title, why.text, why.source].map(cell).join(' | ')} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
