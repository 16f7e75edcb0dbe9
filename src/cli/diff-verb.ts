import type { Command } from 'commander';
import { compareSites } from '../design/changes/compare-sites';
import type { SitePlan } from '../design/site/site-plan';
import { evaluate } from '../policy/evaluate';
import type { Finding } from '../policy/policy-report';
import { type FindingChanges, renderSiteChangesMarkdown } from '../report/limits/site-changes-markdown';
import type { CliContext } from './cli-context';
import { readTwoPlans } from './read-plan';

/** Adds `aifactory diff`. */
export function addDiffVerb(program: Command, context: CliContext): void {
  program
    .command('diff')
    .description(
      'write what a change does to a site, as Markdown for a review: totals, limits, loads, cables, bill, findings',
    )
    .argument('<before>', "plan before: the 'site.json' of a synthesis")
    .argument('<after>', "plan after: the 'site.json' of a later synthesis")
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Findings are judged by the rules of the library; acknowledgements are the program's and do not count here.

Examples:
  $ aifactory diff main/site.json cdktf.out/site/gasan/site.json
  $ aifactory diff main/site.json cdktf.out/site/gasan/site.json > review.md`,
    )
    .action((before: string, after: string, { json }: { readonly json?: true }) => {
      const [was, is] = readTwoPlans(before, after, context.cwd ?? process.cwd());
      const changes = compareSites(was, is);
      const findings = findingChanges(was, is);
      context.out(
        json === true
          ? `${JSON.stringify({ ...changes, findings }, undefined, 2)}\n`
          : renderSiteChangesMarkdown(changes, findings),
      );
    });
}

/** Errors and warnings that one plan has and the other has not; one and the same object of a rule is one finding, whatever its numbers. */
function findingChanges(before: SitePlan, after: SitePlan): FindingChanges {
  const [was, is] = [findingsOf(before), findingsOf(after)];
  return { come: missingFrom(is, was), gone: missingFrom(was, is) };
}

function findingsOf(plan: SitePlan): readonly Finding[] {
  const { asOf } = plan;
  return evaluate(plan, asOf === undefined ? {} : { asOf }).findings.filter(({ severity }) => severity !== 'info');
}

function missingFrom(findings: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  const key = ({ ruleId, path, object }: Finding): string => JSON.stringify([ruleId, path, object]);
  const known = new Set(others.map(key));
  return findings.filter((finding) => !known.has(key(finding)));
}
