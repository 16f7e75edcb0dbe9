import type { Command } from 'commander';

import { planLimits } from '../design/limits/plan-limits';
import { LIMIT_HEADS, limitCells, nextLimitText } from '../report/limits/limits-text';
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
A level is taken to grow as it stands: one more system loads each node of power and cooling in the proportion in which the site does now.

Examples:
  $ aifactory limits --site cdktf.out/site/gasan/site.json
  $ aifactory limits --site cdktf.out/site/gasan/site.json --cluster haein --json`,
    )
    .action(({ site, cluster, json }: LimitsOptions) => {
      if (site === undefined) throw new UsageError("'--site' is missing", "name the 'site.json' of a synthesis");
      const plan = readPlan(site, context.cwd ?? process.cwd());
      const limits = asUsage(() => planLimits(plan, cluster));
      if (json === true) {
        context.out(`${JSON.stringify(limits, undefined, 2)}\n`);
        return;
      }
      const table = textTable([[...LIMIT_HEADS], ...limitCells(limits.levels)], ALIGNMENTS);
      context.out(`${nextLimitText(limits)}\n\n${table}`);
    });
}

const ALIGNMENTS = ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'right'] as const;

interface LimitsOptions {
  /** Path of the plan. */
  readonly site?: string;
  /** Cluster whose systems are counted. */
  readonly cluster?: string;
  /** Whether to print JSON. */
  readonly json?: true;
}
