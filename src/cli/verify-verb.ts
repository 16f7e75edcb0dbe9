import type { Command } from 'commander';

import { isAsPlanned } from '../design/as-built/as-built-report';
import { isConfiguredAsPlanned } from '../design/as-built/compare-config';
import type { SitePlan } from '../model/site-plan';
import { renderAsBuiltJson } from '../report/as-built/as-built-json';
import { renderAsBuiltText, renderConfigDriftText, renderInventoryText } from '../report/as-built/as-built-text';
import { asUsage } from './as-usage';
import type { CliContext } from './cli-context';
import { UsageError } from './usage-error';
import { type CableOutcome, verifyCables } from './verify-cables';
import { readVerifyInput, type VerifyOptions } from './verify-input';
import { type NetboxOptions, verifyNetbox } from './verify-netbox';

/**
 * Adds `aifactory verify`.
 *
 * @param program - the command line
 * @param context - where results go
 * @param end - takes the exit code: 0 all as planned, 1 not
 */
export function addVerifyVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('verify')
    .description('compare what stands with the plan: cables, configurations of switches, what NetBox holds')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option(
      '--discovered <file...>',
      "output of 'ibnetdiscover', 'lldpctl -f json' or 'nv show interface --output json'",
    )
    .option(
      '--config <file...>',
      "configuration of a switch: SONiC's 'config_db.json', or the output of 'nv config show'",
    )
    .option('--fabric <name>', 'fabric to check (default: all that the files show)')
    .option('--only <parts...>', 'check cables with an end there alone: rack=A01,rack=A02 or unit= or device=')
    .option('--map <rule...>', "names: a table 'found,plan' by its path, or a rule such as 's/^(.*) HCA-.*$/$1/'")
    .option('--ports <file>', "table 'port,adapter' (default: adapters in the order of their names)")
    .option(
      '--device <name>',
      'device that wrote an LLDP file, or a rule for the name of the file (default: that name)',
    )
    .option(
      '--netbox <source...>',
      'NetBox: its address (token from NETBOX_API_TOKEN), or files with lists of its REST API: racks, devices, cables, addresses',
    )
    .option('--netbox-site <slug>', 'slug of the site in NetBox (default: that of the plan, else its name)')
    .option(
      '--netbox-level <level>',
      'what NetBox holds: racks, devices, interfaces or cables (default: that of the plan)',
    )
    .option('--allow-plain-http', 'let the token of NetBox go over http to another machine')
    .option('--json', 'print JSON, as docs/schemas/verify.schema.json of the package describes it')
    .addHelpText(
      'after',
      `
Exit codes: 0 all as planned, 1 differences, 2 wrong usage or a file that cannot be read.

Examples:
  $ aifactory verify --site cdktf.out/site/gasan/site.json --discovered ibnetdiscover.txt
  $ aifactory verify --site cdktf.out/site/gasan/site.json --discovered lldp/*.json --only rack=A01,rack=A02
  $ aifactory verify --site cdktf.out/site/gasan/site.json --netbox https://netbox.example.com`,
    )
    .action(async ({ json, ...options }: Partial<VerifyOptions> & NetboxOptions & { readonly json?: true }) => {
      const { site, reports, configs } = asUsage(() => verify(complete(options), context.cwd ?? process.cwd()));
      const inventory = await verifyNetbox(site, options, context);
      const texts = [
        renderAsBuiltText(reports),
        renderConfigDriftText(configs),
        inventory === undefined ? '' : renderInventoryText(inventory),
      ].filter((text) => text !== '');
      context.out(json === true ? renderAsBuiltJson(reports, configs, inventory) : texts.join('\n'));
      const isGood = reports.every(isAsPlanned) && configs.every(isConfiguredAsPlanned);
      end(isGood && (inventory?.findings ?? []).length === 0 ? 0 : 1);
    });
}

function verify(options: VerifyOptions, folder: string): CableOutcome & { readonly site: SitePlan } {
  const input = readVerifyInput(options, folder);
  return { site: input.site, ...verifyCables(input, options.discovered.length > 0, options.fabric) };
}

function complete({ netbox = [], ...options }: Partial<VerifyOptions> & NetboxOptions): VerifyOptions {
  const { site, discovered = [], config = [] } = options;
  const hasFiles = discovered.length + config.length + netbox.length > 0;
  if (site !== undefined && hasFiles) return { ...options, site, discovered, config };
  const missing = [...(site === undefined ? ["'--site'"] : []), ...(hasFiles ? [] : ["'--discovered'"])];
  throw new UsageError(
    `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
    "give the plan of the site and what was found, as in 'aifactory verify --help'",
  );
}
