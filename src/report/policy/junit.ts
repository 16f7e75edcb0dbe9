import { create } from 'xmlbuilder2';
import type { Finding, PolicyReport, RuleOutcome } from '../../policy/policy-report';
import { findingLine } from './finding-line';

interface TestCase {
  readonly rule: RuleOutcome;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly message: string;
  /** One line a finding. */
  readonly lines: readonly string[];
}

/**
 * The report as JUnit XML: a suite for each pack, a case for each rule. A case fails where `exitCode` would: by errors.
 * Warnings and infos stand in the output of a case that passes; what is not known, borne or without an object is skipped.
 */
export function renderJunit(report: PolicyReport): string {
  const cases = report.rules.map((rule) => caseOf(rule, report));
  const packs = [...new Set(cases.map(({ rule }) => rule.pack))].sort();
  const root = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '?' }).ele('testsuites', {
    name: `policies of site '${report.site}'`,
    ...totals(cases),
  });
  for (const pack of packs) {
    const own = cases.filter(({ rule }) => rule.pack === pack);
    const suite = root.ele('testsuite', { name: pack, ...totals(own), errors: '0' });
    for (const { rule, status, message, lines } of own) {
      const element = suite.ele('testcase', { classname: pack, name: rule.id });
      if (status === 'skipped') element.ele('skipped', { message });
      if (status === 'failed') element.ele('failure', { message, type: rule.severity }).txt(lines.join('\n'));
      else if (lines.length > 0) element.ele('system-out').txt(lines.join('\n'));
    }
  }
  return `${root.end({ prettyPrint: true })}\n`;
}

function caseOf(rule: RuleOutcome, { findings, acknowledged }: PolicyReport): TestCase {
  const own = findings.filter(({ ruleId }) => ruleId === rule.id);
  const borne = acknowledged.filter(({ ruleId }) => ruleId === rule.id);
  const lines = [...own.map(lineOf), ...borne.map((finding) => `acknowledged: ${findingLine(finding)}`)];
  const errors = own.filter(({ severity }) => severity === 'error').length;
  if (errors > 0)
    return { rule, status: 'failed', message: `${rule.title}: ${errors} ${errors === 1 ? 'error' : 'errors'}`, lines };
  if (rule.result === 'not-applicable') return { rule, status: 'skipped', message: rule.reasons.join('; '), lines };
  if (rule.result === 'indeterminate') return { rule, status: 'skipped', message: `${own.length} not known`, lines };
  if (rule.result === 'acknowledged') {
    const message = borne.map(({ acknowledgement: { reason, until } }) => `${reason} (until ${until})`);
    return { rule, status: 'skipped', message: [...new Set(message)].join('; '), lines };
  }
  return { rule, status: 'passed', message: '', lines };
}

function lineOf(finding: Finding): string {
  return `${finding.severity}: ${findingLine(finding)}`;
}

function totals(cases: readonly TestCase[]): Record<string, string> {
  const count = (status: TestCase['status']): string => String(cases.filter((one) => one.status === status).length);
  return { tests: String(cases.length), failures: count('failed'), skipped: count('skipped') };
}
