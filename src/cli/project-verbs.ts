import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import type { Command } from 'commander';

import type * as siteFile from '../constructs/site-file/site-file';
import { renderPolicySummary } from '../report/policy/policy-summary';
import type { CliContext } from './cli-context';

interface PlanFlags {
  readonly out: string;
  readonly check?: true;
  readonly quiet?: true;
}

/** Adds `aifactory plan`. */
export function addPlanVerb(
  program: Command,
  { out, err, cwd = process.cwd() }: CliContext,
  end: (code: 0 | 1) => void,
): void {
  program
    .command('plan')
    .argument('<file>', 'site file: YAML or JSON, as docs/schemas/site-file.schema.json of the package describes it')
    .option('--out <folder>', 'output folder', 'cdktf.out')
    .option('--check', 'judge the site and write nothing')
    .option('--quiet', 'do not say which step is under way')
    .addHelpText(
      'after',
      `
It writes what the synthesis of a program writes: stacks, drawings, schedules, exports, the evaluation and the lock.

Examples:
  $ aifactory plan site.yaml
  $ aifactory plan site.yaml --check`,
    )
    .action((file: string, { out: folder, check, quiet }: PlanFlags) => {
      const { planSiteFile } = require('../constructs/site-file/site-file') as typeof siteFile;
      // A check writes nothing, into a folder that is there.
      const output = check === true ? tmpdir() : resolve(cwd, folder);
      const say = (step: string): void => {
        if (quiet !== true) err(`${step}\n`);
      };
      const { site, report, write } = planSiteFile(resolve(cwd, file), output, say);
      if (check !== true) write();
      const isStopped = report.counts.severities.error > 0;
      const path = (name: string): string => relative(cwd, join(output, 'site', site, name));
      const files =
        check === true
          ? []
          : isStopped
            ? [['errors stop the synthesis; all findings', path('policy.txt')] as const]
            : [['site book', path('index.html')] as const];
      out(renderPolicySummary(report, { files }));
      end(isStopped ? 1 : 0);
    });
}
