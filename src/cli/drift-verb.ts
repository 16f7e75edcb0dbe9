import type { Command } from 'commander';

import { writeFile } from '../files/file-writer';
import { driftCount, driftSummary, renderDriftJson, renderDriftText } from '../report/as-built/drift-report';
import { renderDriftSarif } from '../report/as-built/render-drift-sarif';
import { type CliContext, UsageError } from './cli-context';
import { type DriftOptions, driftRun } from './drift-run';

interface DriftFlags extends Partial<DriftOptions> {
  readonly json?: true;
  readonly sarif?: true;
  readonly output?: string;
}

/**
 * Adds `aifactory drift`.
 *
 * @param program - the command line
 * @param context - where results go
 * @param end - takes the exit code: 0 all as planned, 1 not
 */
export function addDriftVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('drift')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option(
      '--discovered <file...>',
      "what was found, of any kind: dumps of 'ibnetdiscover' or LLDP, NVUE's or SONiC's configuration, NetBox's lists or address, an asset file",
    )
    .option('--map <rule...>', "names: a table 'found,plan' by its path, or a rule such as 's/^(.*) HCA-.*$/$1/'")
    .option('--ports <file>', "table 'port,adapter' (default: adapters in the order of their names)")
    .option(
      '--device <name>',
      'device that wrote an LLDP file, or a rule for the name of the file (default: that name)',
    )
    .option('--netbox-site <slug>', 'slug of the site in NetBox (default: that of the plan, else its name)')
    .option(
      '--netbox-level <level>',
      'what NetBox holds: racks, devices, interfaces or cables (default: that of the plan)',
    )
    .option('--allow-plain-http', 'let the token of NetBox go over http to another machine')
    .option('--json', 'print JSON, as docs/schemas/drift.schema.json of the package describes it')
    .option('--sarif', 'print SARIF 2.1.0')
    .option('--output <file>', 'write the report to a file, whole or not at all, and print a summary')
    .addHelpText(
      'after',
      `

Examples:
  $ aifactory drift --site site.json --discovered ibnetdiscover.txt lldp/*.json configs/*.json assets.csv
  $ aifactory drift --site site.json --discovered found/* https://netbox.example.com --sarif --output drift.sarif`,
    )
    .action(async ({ json, sarif, output, ...options }: DriftFlags) => {
      if (json === true && sarif === true) {
        throw new UsageError("'--json' and '--sarif' are two forms of one report", 'give one of them');
      }
      const report = await driftRun(complete(options), context);
      const render = json === true ? renderDriftJson : sarif === true ? renderDriftSarif : renderDriftText;
      if (output === undefined) context.out(render(report));
      else {
        writeFile(output, render(report), { folder: context.cwd ?? process.cwd() });
        context.out(driftSummary(report));
      }
      end(driftCount(report) === 0 ? 0 : 1);
    });
}

function complete({ site, discovered = [], ...options }: Partial<DriftOptions>): DriftOptions {
  if (site !== undefined && discovered.length > 0) return { ...options, site, discovered };
  const missing = [...(site === undefined ? ["'--site'"] : []), ...(discovered.length > 0 ? [] : ["'--discovered'"])];
  throw new UsageError(
    `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
    "give the plan of the site and what was found, as in 'aifactory drift --help'",
  );
}
