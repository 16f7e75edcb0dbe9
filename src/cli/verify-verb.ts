import type { Command } from 'commander';
import { isAsPlanned, parseCableScope, type AsBuiltReport, type CableScope } from '../design/as-built/as-built-report';
import {
  compareConfig,
  isConfiguredAsPlanned,
  type ConfigReport,
  type SwitchConfig,
} from '../design/as-built/compare-config';
import { compareFabric } from '../design/as-built/compare-fabric';
import { networkDevices } from '../design/as-built/compared-network';
import type { SitePlan } from '../model/site-plan';
import { renderAsBuiltJson } from '../report/as-built/drift-report';
import { renderAsBuiltText, renderConfigDriftText, renderInventoryText } from '../report/as-built/as-built-text';
import { asUsageLater, UsageError, type CliContext } from './cli-context';
import { openFound } from './found-text';
import { verifyNetbox, type NetboxOptions } from './verify-netbox';
import { basename } from 'node:path';
import { load } from 'js-yaml';
import { mergeDiscovered, type DiscoveredFabric } from '../design/as-built/discovered-fabric';
import { assetIds, parseNameRule, parseTwoColumns, type NameMap } from '../design/as-built/name-map';
import { parseDiscovered } from '../design/as-built/parse-discovered';
import { isSonicConfig, nvueSettings, readSwitchConfig } from '../design/as-built/read-switch-config';
import { jsonIn, plainText } from '../design/as-built/tool-text';
import { spellingHint } from '../errors/design-error';
import { networkName, networkPlans, type NetworkPlan } from '../model/site-links';
import { parseSiteJson } from '../report/site/site-json';
import { readFound } from './read-plan';

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
      const { site, reports, configs } = await asUsageLater(() =>
        verify(complete(options), context.cwd ?? process.cwd()),
      );
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

async function verify(options: VerifyOptions, folder: string): Promise<CableOutcome & { readonly site: SitePlan }> {
  const input = await readVerifyInput(options, folder);
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

/** Options of `aifactory verify`. */
export interface VerifyOptions {
  /** Path of the plan. */
  readonly site: string;
  /** Paths of the dumps. */
  readonly discovered: readonly string[];
  /** Paths of configurations of switches. */
  readonly config: readonly string[];
  /** Name of the one fabric, or pair of cores, to check. Absent: all that the dumps show. */
  readonly fabric?: string;
  /** Parts of the site as `rack=A01,device=haein-007`. */
  readonly only?: readonly string[];
  /** Tables by path, or rules. */
  readonly map?: readonly string[];
  /** Path of the table of ports. */
  readonly ports?: string;
  /** Device that wrote the LLDP dump, or a rule that makes it from the name of the file. */
  readonly device?: string;
}

/** What is compared with what. */
export interface VerifyInput {
  /** The plan. */
  readonly site: SitePlan;
  /** Fabrics and pairs of cores. */
  readonly fabrics: readonly NetworkPlan[];
  /** What the dumps tell, as one network. */
  readonly discovered: DiscoveredFabric;
  /** Configurations with the switch that each is of. */
  readonly configs: readonly { readonly device: string; readonly config: SwitchConfig }[];
  /** How names of the dumps become names of the plan. */
  readonly map: NameMap;
  /** Part that is looked at. Absent: all. */
  readonly only?: CableScope;
}

/**
 * Reads the files of `aifactory verify`.
 *
 * @throws UsageError, and errors of the readers
 */
async function readVerifyInput(options: VerifyOptions, folder: string): Promise<VerifyInput> {
  const read = (file: string): string => readFound(file, folder);
  const site = parseSiteJson(read(options.site));
  const only = options.only === undefined ? undefined : parseCableScope(options.only.join(','), site);
  const dumps: DiscoveredFabric[] = [];
  for (const file of options.discovered) dumps.push(await readDump(file, folder, options));
  return {
    site,
    fabrics: fabricsOf(site, options.fabric),
    discovered: mergeDiscovered(dumps),
    configs: options.config.map((file) => configOf(file, read(file), site)),
    map: readMap(options, site, read),
    ...(only !== undefined && { only }),
  };
}

async function readDump(file: string, folder: string, options: VerifyOptions): Promise<DiscoveredFabric> {
  const source = { file, device: dumpDevice(file, options.device, options.discovered.length) };
  const found = await openFound(file, folder);
  if ('text' in found) return parseDiscovered(found.text, source);
  return (await found.lines.links(source)) ?? parseDiscovered(found.lines.whole(folder), source);
}

/**
 * Device that wrote a dump, by the name of its file.
 *
 * @param file - path of the dump
 * @param option - a name for a single dump, or a rule for the names of all
 * @param dumps - how many there are
 * @throws UsageError for one name of several dumps
 */
export function dumpDevice(file: string, option: string | undefined, dumps: number): string {
  const name = basename(file);
  if (option === undefined) return name.replace(/(\.lldp)?\.json$/, '');
  const rule = parseNameRule(option);
  if (rule !== undefined) return rule.apply(name) ?? name;
  if (dumps === 1) return option;
  throw new UsageError(
    `'--device' is '${option}', and there are ${dumps} dumps`,
    "give a rule that makes the device from the name of a file, such as 's/^lldp-(.*)\\.json$/$1/'",
  );
}

/**
 * Configuration of a switch, with the switch that it is of.
 *
 * @param file - its name
 * @param text - what it holds
 * @param site - the plan
 * @throws UsageError for a switch that is none of the site, and DesignError `as-built/unknown-config`
 */
export function configOf(
  file: string,
  text: string,
  site: Pick<SitePlan, 'fabrics' | 'converged'>,
): VerifyInput['configs'][number] {
  const config = readSwitchConfig(configData(text), file, text);
  const device = config.device ?? basename(file).replace(/\.\w+$/, '');
  const names = networkPlans(site).flatMap((plan) => networkDevices(plan).switches.map(({ name }) => name));
  if (names.includes(device)) return { device, config };
  const hint = spellingHint(device, names);
  throw new UsageError(
    `'${file}' is the configuration of '${device}', which is no switch of the site`,
    hint === undefined ? 'name the file after the switch in the plan, or set the host name' : `did you mean '${hint}'?`,
  );
}

/** What a configuration holds, with marks of launchers and notes around it. */
function configData(text: string): unknown {
  const plain = plainText(text);
  const found = jsonIn(plain)?.values.map(({ value }) => value);
  return found?.find((value) => isSonicConfig(value) || nvueSettings(value) !== undefined) ?? dataOf(plain);
}

/** JSON or YAML; undefined where the text is neither. */
export function dataOf(text: string): unknown {
  try {
    return load(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads how names of files become names of the plan.
 *
 * @throws UsageError, and DesignError `as-built/bad-rule`, `as-built/bad-table`
 */
export function readMap(
  { map = [], ports }: Pick<VerifyOptions, 'map' | 'ports'>,
  site: SitePlan,
  read: (file: string) => string,
): NameMap {
  const table = new Map<string, string>();
  const rules = map.flatMap((text) => {
    const rule = parseNameRule(text);
    if (rule !== undefined) return [rule];
    for (const [found, plan] of parseTwoColumns(read(text), { file: text, header: 'found,plan' }))
      table.set(found, plan);
    return [];
  });
  const portRows = ports === undefined ? [] : parseTwoColumns(read(ports), { file: ports, header: 'port,adapter' });
  return {
    ids: assetIds(site),
    table,
    rules,
    ports: new Map(portRows.map(([port, adapter]) => [adapter, port])),
  };
}

/**
 * Fabrics and pairs of cores to check: one by its name, or all.
 *
 * @throws UsageError for a name that is none
 */
export function fabricsOf(site: Pick<SitePlan, 'fabrics' | 'converged'>, name: string | undefined): NetworkPlan[] {
  const plans = networkPlans(site);
  if (name === undefined) return plans;
  const wanted = plans.filter((plan) => networkName(plan) === name);
  if (wanted.length > 0) return wanted;
  const names = plans.map(networkName);
  const hint = spellingHint(name, names);
  throw new UsageError(
    `the site has no fabric '${name}'`,
    hint === undefined ? `give one of ${names.join(', ')}` : `did you mean '${hint}'?`,
  );
}
