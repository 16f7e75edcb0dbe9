import type { Command } from 'commander';
import { compareSites } from '../design/changes/compare-sites';
import type { SitePlan } from '../model/site-plan';
import { evaluate } from '../policy/evaluate';
import type { Finding } from '../policy/policy-report';
import { type FindingChanges, renderSiteChangesMarkdown } from '../report/site/site-changes-markdown';
import type { CliContext } from './cli-context';
import { readTwoPlans } from './read-plan';
import { checkWorkOrderFlags, type WorkOrderFlags, workOrderOutput } from './work-order-output';

/**
 * Adds `aifactory diff`.
 *
 * @param program - the command line
 * @param context - where results go
 * @param end - takes the exit code of a work order: 0 written, 1 no order keeps the promises
 */
export function addDiffVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('diff')
    .description(
      'write what a change does to a site, as Markdown for a review: totals, limits, loads, cables, bill, findings',
    )
    .argument('<before>', "plan before: the 'site.json' of a synthesis")
    .argument('<after>', "plan after: the 'site.json' of a later synthesis")
    .option('--json', 'print JSON')
    .option('--work-order', 'print what people do, step by step, with what is lost at each step and whose GPUs')
    .option('--csv', 'work order as CSV')
    .option(
      '--most-lost <percent>',
      'most that an endpoint may lose of its bandwidth (default: what the loss of any one switch takes of it)',
    )
    .option('--accept <promise...>', 'promises that the work order may break: bandwidth, feeds, group, window')
    .option('--window-minutes <minutes>', 'length of a change window, with --step-minutes')
    .option('--step-minutes <minutes>', 'time of one step, with --window-minutes')
    .addHelpText(
      'after',
      `
Findings are judged by the rules of the library; acknowledgements are the program's and do not count here.

Exit codes: 0 written, 1 no work order keeps the promises of the design, 2 wrong usage or a file that cannot be read.

Examples:
  $ aifactory diff main/site.json cdktf.out/site/gasan/site.json
  $ aifactory diff main/site.json cdktf.out/site/gasan/site.json > review.md
  $ aifactory diff main/site.json cdktf.out/site/gasan/site.json --work-order > order.md`,
    )
    .action((before: string, after: string, flags: WorkOrderFlags) => {
      checkWorkOrderFlags(flags);
      const { json, workOrder } = flags;
      const [was, is] = readTwoPlans(before, after, context.cwd ?? process.cwd());
      if (workOrder === true) {
        const { out, err, code } = workOrderOutput(was, is, flags);
        if (out !== '') context.out(out);
        if (err !== '') context.err(err);
        end(code);
        return;
      }
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
