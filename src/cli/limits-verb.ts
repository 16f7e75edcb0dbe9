import type { Command } from 'commander';

import { siteLimits } from '../policy/evaluate';
import { bindingText, LIMIT_HEADS, limitCells, nextLimitText } from '../report/limits/limits-text';
import { asUsage, type CliContext, UsageError } from './cli-context';
import { readPlan } from './read-plan';
import { textTable } from '../report/text-table';

/** Adds `aifactory limits`. */
export function addLimitsVerb(program: Command, context: CliContext): void {
  program
    .command('limits')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option('--cluster <name>', 'cluster whose systems are counted (default: the largest)')
    .option('--json', 'print JSON, as docs/schemas/limits.schema.json of the package describes it')
    .addHelpText(
      'after',
      `
'more systems' is a dry run: the site is planned with more systems, and the switches and blocks that come with them, until a rule fails that holds today or
an engine refuses; '-' where another level ends before, or where the end is no error. 'at the ratio of today' is what is left over what one more system takes.

Examples:
  $ aifactory limits --site cdktf.out/site/gasan/site.json
  $ aifactory limits --site cdktf.out/site/gasan/site.json --cluster haein --json`,
    )
    .action(({ site, cluster, json }: LimitsOptions) => {
      if (site === undefined) throw new UsageError("'--site' is missing", "name the 'site.json' of a synthesis");
      const plan = readPlan(site, context.cwd ?? process.cwd());
      const limits = asUsage(() => siteLimits(plan, cluster));
      if (json === true) {
        context.out(`${JSON.stringify(limits, undefined, 2)}\n`);
        return;
      }
      const table = textTable([[...LIMIT_HEADS], ...limitCells(limits.levels)], ALIGNMENTS);
      const binding = bindingText(limits);
      context.out(`${nextLimitText(limits)}\n\n${table}${binding === '' ? '' : `\n${binding}\n`}`);
    });
}

const ALIGNMENTS = ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'right', 'right'] as const;

interface LimitsOptions {
  /** Path of the plan. */
  readonly site?: string;
  /** Cluster whose systems are counted. */
  readonly cluster?: string;
  /** Whether to print JSON. */
  readonly json?: true;
}
