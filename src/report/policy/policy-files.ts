import { daysBetween } from '../../model/phase';
import type * as xmlbuilder from 'xmlbuilder2';

import type {
  AcknowledgedFinding,
  Finding,
  PolicyReport,
  ReportedWaiver,
  RuleOutcome,
  Severity,
} from '../../policy/engine/rule';
import { present } from '../../units/present';
import { type CsvRow, peopleCsv } from '../csv';
import { counted, textTable } from '../in-figures';
import { findingFacts, findingLine, inPhases, reachOf, renderPolicyText } from './policy-text';

/** Files of a policy report by name: `policy.txt`, `policy.json`, `policy.sarif` and `policy.xml` (JUnit). */
export function policyFiles(report: PolicyReport): ReadonlyMap<string, string> {
  return new Map([
    ['policy.json', renderPolicyJson(report)],
    ['policy.sarif', renderSarif(report)],
    ['policy.txt', renderPolicyText(report)],
    ['policy.xml', renderJunit(report)],
  ]);
}

/** Version of the form of `policy.json`; it rises when a field changes its meaning or goes. */
const POLICY_JSON_VERSION = 1;

/** The report as JSON, keys sorted, by `docs/schemas/policy-report.schema.json`. */
export function renderPolicyJson(report: PolicyReport): string {
  return `${JSON.stringify(sorted({ schemaVersion: POLICY_JSON_VERSION, ...report }), undefined, 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

interface TestCase {
  readonly rule: RuleOutcome;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly message: string;
  /** One line a finding. */
  readonly lines: readonly string[];
}

/**
 * The report as JUnit XML: a suite for each pack, a case for each rule. A case fails where `exitCode` would: by errors.
 * Each suite says as a property how many figures of the site are assumed. Warnings and infos stand in the output of a case that passes; what is not known, waived or without an object is skipped.
 */
export function renderJunit(report: PolicyReport): string {
  const cases = report.rules.map((rule) => caseOf(rule, report));
  const { assumed = 0 } = report.counts;
  const packs = [...new Set(cases.map(({ rule }) => rule.pack))].sort();
  // Written at the end of a synthesis alone; its document model is a hundred modules.
  const { create } = require('xmlbuilder2') as typeof xmlbuilder;
  const root = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '?' }).ele('testsuites', {
    name: `policies of site '${report.site}'`,
    ...totals(cases),
  });
  for (const pack of packs) {
    const own = cases.filter(({ rule }) => rule.pack === pack);
    const suite = root.ele('testsuite', { name: pack, ...totals(own), errors: '0' });
    if (assumed > 0) suite.ele('properties').ele('property', { name: 'assumed', value: String(assumed) });
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
  const waived = acknowledged.filter(({ ruleId }) => ruleId === rule.id);
  const lines = [...own.map(lineOf), ...waived.map((finding) => `acknowledged: ${findingLine(finding)}`)];
  const errors = own.filter(({ severity }) => severity === 'error').length;
  if (errors > 0)
    return { rule, status: 'failed', message: `${rule.title}: ${errors} ${errors === 1 ? 'error' : 'errors'}`, lines };
  if (rule.result === 'not-applicable') return { rule, status: 'skipped', message: rule.reasons.join('; '), lines };
  if (rule.result === 'indeterminate') return { rule, status: 'skipped', message: `${own.length} not known`, lines };
  if (rule.result === 'acknowledged') {
    const message = waived.map(({ acknowledgement: { reason, until } }) => `${reason} (until ${until})`);
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

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** How to write SARIF. */
interface SarifOptions {
  /**
   * File that findings are shown at, as a path from the root of the repository. Some viewers ignore results without a file.
   *
   * @default - findings have a construct path alone
   */
  readonly artifact?: string;
}

/**
 * The report as SARIF 2.1.0: one run, every rule with its help, findings at construct paths, waived ones suppressed.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif(report: PolicyReport, options: SarifOptions = {}): string {
  const indexOf = new Map(report.rules.map(({ id }, index) => [id, index]));
  const seen = new Map<string, number>();
  const { assumed = 0 } = report.counts;
  const resultOf = (finding: Finding | AcknowledgedFinding): object => ({
    ruleId: finding.ruleId,
    ruleIndex: indexOf.get(finding.ruleId) ?? -1,
    ...weight(finding, report.isStrict),
    message: { text: `${finding.object}${inPhases(finding)}: ${findingFacts(finding)}; ${finding.remedy}` },
    locations: [location(finding, options)],
    partialFingerprints: { 'ruleObject/v2': identityOf(finding, seen) },
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
        ...(assumed > 0 ? { properties: { assumed } } : {}),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** What a result is known by from one report to the next: rule and object, whatever the path; a number where several of one object fail. */
function identityOf({ ruleId, object }: Finding, seen: Map<string, number>): string {
  const name = `${ruleId} | ${object}`;
  const number = (seen.get(name) ?? 0) + 1;
  seen.set(name, number);
  return number === 1 ? name : `${name} | ${number}`;
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
    ...present({
      physicalLocation:
        artifact === undefined
          ? undefined
          : { artifactLocation: { uri: encodeURI(artifact) }, region: { startLine: 1 } },
    }),
    logicalLocations: [{ name: path.split('/').at(-1) ?? path, fullyQualifiedName: path, kind: 'resource' }],
  };
}

function suppressions(finding: Finding | AcknowledgedFinding): object {
  if (!('acknowledgement' in finding)) return {};
  const { reason, until } = finding.acknowledgement;
  return {
    suppressions: [
      { kind: 'external', status: 'accepted', justification: `${reason} (until ${until}, ${reachOf(finding)})` },
    ],
  };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** What a waiver is on a day: ended, about to end, of no use since it meets no finding, or in force. */
export type WaiverState = 'expired' | 'soon' | 'unused' | 'in force';

/** A waiver on a day. */
export interface ListedWaiver extends ReportedWaiver {
  readonly state: WaiverState;
  /** Days until its last day; below 0 after it. */
  readonly daysLeft: number;
}

/**
 * Waivers on a day, those that have ended first, then by their end.
 *
 * @param waivers - of a policy report
 * @param at - the day, `YYYY-MM-DD`
 * @param soonDays - days before its end from which on a waiver ends soon
 */
export function listWaivers(waivers: readonly ReportedWaiver[], at: string, soonDays: number): readonly ListedWaiver[] {
  return waivers
    .map((waiver): ListedWaiver => {
      const daysLeft = daysBetween(at, waiver.until);
      const open = daysLeft <= soonDays ? 'soon' : 'in force';
      return { ...waiver, state: daysLeft < 0 ? 'expired' : waiver.meets === 0 ? 'unused' : open, daysLeft };
    })
    .sort((left, right) => left.daysLeft - right.daysLeft);
}

const HEADS = ['state', 'until', 'days_left', 'owner', 'rule', 'findings', 'path', 'reason'];

function rowOf(waiver: ListedWaiver, nobody: string): CsvRow {
  const { state, until, daysLeft, owner = nobody, ruleId, meets, path, reason, andBelow } = waiver;
  return [state, until, daysLeft, owner, ruleId, meets, andBelow === true ? `${path} and below` : path, reason];
}

/** Waivers as a table for an audit; an owner whom nobody names is an empty cell. */
export function renderWaiversCsv(waivers: readonly ListedWaiver[]): string {
  return peopleCsv([HEADS, ...waivers.map((waiver) => rowOf(waiver, ''))]);
}

/** Waivers of a site for people. */
export function renderWaiversText(site: string, at: string, waivers: readonly ListedWaiver[]): string {
  const count = (state: WaiverState): number => waivers.filter((one) => one.state === state).length;
  const nameless = waivers.filter(({ owner }) => owner === undefined).length;
  const head = `site ${site} on ${at}: ${counted(waivers.length, 'waiver')}, ${count('expired')} expired, ${count('soon')} to end soon, ${count('unused')} without a finding, ${nameless} without an owner\n`;
  if (waivers.length === 0) return head;
  const rows = waivers.map((waiver) => rowOf(waiver, 'not stated').map(String));
  return `${head}\n${textTable(
    [HEADS.map((name) => name.replace('_', ' ')), ...rows],
    HEADS.map((name) => (name === 'days_left' || name === 'findings' ? 'right' : 'left')),
  )}`;
}
