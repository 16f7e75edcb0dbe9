import type { Command } from 'commander';

import { type AsBuiltReport, isAsPlanned } from '../design/as-built/as-built-report';
import { compareConfig, type ConfigReport, isConfiguredAsPlanned } from '../design/as-built/compare-config';
import { compareFabric } from '../design/as-built/compare-fabric';
import { networkDevices } from '../design/as-built/compared-network';
import type { SitePlan } from '../model/site-plan';
import { renderAsBuiltJson } from '../report/as-built/drift-report';
import { renderAsBuiltText, renderConfigDriftText, renderInventoryText } from '../report/as-built/as-built-text';
import { asUsage, type CliContext, UsageError } from './cli-context';
import { readVerifyInput, type VerifyInput, type VerifyOptions } from './verify-input';
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
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option(
      '--discovered <file...>',
      "output of 'ibnetdiscover', 'lldpctl -f json' or 'nv show interface --output json'",
    )
    .option(
      '--config <file...>',
      "configuration of a switch: SONiC's 'config_db.json', or the output of 'nv config show'",
    )
    .option('--fabric <name>', 'fabric or pair of cores to check (default: all that the files show)')
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

/** Cables and configurations against the plan. */
interface CableOutcome {
  readonly reports: readonly AsBuiltReport[];
  readonly configs: readonly ConfigReport[];
}

/**
 * Compares dumps of links and configurations of switches with the plan.
 *
 * @param input - what is compared with what
 * @param hasDumps - whether there are dumps of links
 * @param fabric - name of the one fabric to check
 * @throws UsageError for dumps that show no switch of the site
 */
export function verifyCables(input: VerifyInput, hasDumps: boolean, fabric?: string): CableOutcome {
  const { site, fabrics, map } = input;
  const configs = input.configs.flatMap(({ device, config }) =>
    fabrics
      .filter((plan) => networkDevices(plan).switches.some(({ name }) => name === device))
      .map((plan) => compareConfig(plan, device, config, { map, site })),
  );
  return { reports: hasDumps ? compareAll(input, fabric) : [], configs };
}

function compareAll(input: VerifyInput, fabric: string | undefined): AsBuiltReport[] {
  const { site, fabrics, discovered, map, only } = input;
  const reports = fabrics.map((plan) =>
    compareFabric(plan, discovered, { map, site, ...(only !== undefined && { only }) }),
  );
  const shown = reports.filter(({ switchesShown }) => switchesShown > 0);
  if (shown.length > 0) return shown;
  const names = reports[0]?.strangers ?? [];
  const found =
    names.length === 0
      ? 'the files show no device that is not of the site'
      : `the files name '${names.slice(0, 3).join("', '")}' and so on`;
  const whose = fabric === undefined ? 'of the site' : `of fabric '${fabric}'`;
  throw new UsageError(`no switch ${whose} is in the files: ${found}`, "map names to those of the plan with '--map'");
}
