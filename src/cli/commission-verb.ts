import type { Command } from 'commander';

import { DEFAULT_TOLERANCE } from '../design/commissioning/integrated-tests';
import { judgeCommissioning } from '../design/commissioning/judge-commissioning';
import { type CommissioningPlan, planCommissioning } from '../design/commissioning/plan-commissioning';
import { writeFiles } from '../files/file-writer';
import {
  joinedLines,
  readCommissioningTable,
  renderLevelsCsv,
  renderLoadBanksCsv,
  renderLoadStepsCsv,
  renderPunchCsv,
  renderScriptCsv,
} from '../report/commissioning/commissioning-tables';
import {
  commissioningPlanText,
  commissioningReportText,
  renderCommissioningPage,
} from '../report/commissioning/render-commissioning-plan';
import { present } from '../units/present';
import { asUsage, type CliContext, percentOf, UsageError } from './cli-context';
import { readFound, readPlan } from './read-plan';

interface CommissionFlags {
  readonly site?: string;
  readonly out?: string;
  readonly read?: readonly string[];
  readonly tolerance?: number;
  readonly meterError?: number;
  readonly json?: true;
}

/** Adds `aifactory commission`. */
export function addCommissionVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('commission')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option(
      '--out <folder>',
      'write script.csv, load-banks.csv, load-steps.csv, levels.csv, punch-list.csv and script.html',
    )
    .option('--read <files...>', 'tables that came back: the script, the checks by level, the punch list')
    .option(
      '--tolerance <percent>',
      `how far a reading may be from the plan (default: ${DEFAULT_TOLERANCE * 100})`,
      percentOf,
    )
    .option('--meter-error <percent>', 'error of the meters, for losses (default: not known)', percentOf)
    .option('--json', 'print JSON, as docs/schemas/commission.schema.json of the package describes it')
    .addHelpText(
      'after',
      `
Tests are run one at a time in the whole site, each from the normal state and back. Fill 'measured' of the script, 'result', 'by' and 'date' of the checks.

Examples:
  $ aifactory commission --site site.json --out ist
  $ aifactory commission --site site.json --read ist/script.csv ist/levels.csv ist/punch-list.csv --meter-error 0.2`,
    )
    .action((flags: CommissionFlags) => {
      const { site: path, out, read, tolerance, meterError, json } = flags;
      if (path === undefined) throw new UsageError("'--site' is missing", "name the 'site.json' of a synthesis");
      if (out !== undefined && read !== undefined) {
        throw new UsageError(
          "'--out' and '--read' are both given",
          'write the script first, and read it when it is filled',
        );
      }
      const folder = context.cwd ?? process.cwd();
      const site = readPlan(path, folder);
      const plan = planCommissioning(site, tolerance);
      if (read === undefined) {
        if (out !== undefined) writeFiles(filesOf(plan, out), { folder });
        context.out(json === true ? jsonText({ plan }) : commissioningPlanText(plan));
        return;
      }
      const report = asUsage(
        () => {
          const tables = read.map((file) => readCommissioningTable(readFound(file, folder), file));
          return judgeCommissioning(site, plan, joinedLines(tables), present({ meterError }));
        },
        undefined,
        'correct the tables',
      );
      context.out(json === true ? jsonText({ report }) : commissioningReportText(report));
      end(report.halls.every(({ isReady }) => isReady) ? 0 : 1);
    });
}

/** Version of the JSON; it rises when a member changes its meaning or goes. */
const VERSION = 1;

function jsonText(members: object): string {
  return `${JSON.stringify({ version: VERSION, ...members }, undefined, 2)}\n`;
}

function filesOf(plan: CommissioningPlan, folder: string): [string, string][] {
  return [
    [`${folder}/script.csv`, renderScriptCsv(plan)],
    [`${folder}/load-banks.csv`, renderLoadBanksCsv(plan)],
    [`${folder}/load-steps.csv`, renderLoadStepsCsv(plan)],
    [`${folder}/levels.csv`, renderLevelsCsv(plan)],
    [`${folder}/punch-list.csv`, renderPunchCsv(plan.open)],
    [`${folder}/script.html`, renderCommissioningPage(plan)],
  ];
}
