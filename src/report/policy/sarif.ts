import type { AcknowledgedFinding, Finding, PolicyReport, RuleOutcome } from '../../policy/policy-report';
import type { Severity } from '../../policy/rule';
import { findingFacts, inPhases } from './finding-line';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** How to write SARIF. */
export interface SarifOptions {
  /**
   * File that findings are shown at, as a path from the root of the repository. Some viewers ignore results without a file.
   *
   * @default - findings have a construct path alone
   */
  readonly artifact?: string;
}

/**
 * The report as SARIF 2.1.0: one run, every rule with its help, findings at construct paths, borne ones suppressed.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif(report: PolicyReport, options: SarifOptions = {}): string {
  const indexOf = new Map(report.rules.map(({ id }, index) => [id, index]));
  const resultOf = (finding: Finding | AcknowledgedFinding): object => ({
    ruleId: finding.ruleId,
    ruleIndex: indexOf.get(finding.ruleId) ?? -1,
    ...weight(finding, report.isStrict),
    message: { text: `${finding.object}${inPhases(finding)}: ${findingFacts(finding)}; ${finding.remedy}` },
    locations: [location(finding, options)],
    partialFingerprints: { 'rulePathObject/v1': [finding.ruleId, finding.path, finding.object].join(' | ') },
    ...suppressions(finding),
  });
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cdktf-ai-factory', rules: report.rules.map(descriptor) } },
        automationDetails: { id: `policy/${report.site}/` },
        results: [...report.findings, ...report.acknowledged].map(resultOf),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function descriptor({ id, severity, title, why, pack }: RuleOutcome): object {
  return {
    id,
    shortDescription: { text: sentence(title) },
    fullDescription: { text: why.text },
    help: {
      text: `${sentence(title)} ${why.text} Source: ${why.source}.`,
      markdown: `**${sentence(title)}**\n\n${why.text}\n\nSource: ${why.source}.`,
    },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [pack] },
  };
}

/** A kind other than `fail` goes with level `none` (SARIF 3.27.10). */
function weight({ outcome, severity }: Finding, isStrict: boolean): { kind: string; level: string } {
  return outcome === 'failed' || isStrict ? { kind: 'fail', level: LEVELS[severity] } : { kind: 'open', level: 'none' };
}

function location({ path }: Finding, { artifact }: SarifOptions): object {
  return {
    ...(artifact === undefined
      ? {}
      : { physicalLocation: { artifactLocation: { uri: encodeURI(artifact) }, region: { startLine: 1 } } }),
    logicalLocations: [{ name: path.split('/').at(-1) ?? path, fullyQualifiedName: path, kind: 'resource' }],
  };
}

function suppressions(finding: Finding | AcknowledgedFinding): object {
  if (!('acknowledgement' in finding)) return {};
  const { reason, until, path } = finding.acknowledgement;
  return {
    suppressions: [
      { kind: 'external', status: 'accepted', justification: `${reason} (until ${until}, for '${path}' and below)` },
    ],
  };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
