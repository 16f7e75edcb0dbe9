import { basename } from 'node:path';
import type { Command } from 'commander';
import { writeFile } from '../files/file-writer';
import {
  type DiscoveredFile,
  driftCount,
  type DriftReport,
  driftSummary,
  renderDriftJson,
  renderDriftText,
} from '../report/as-built/drift-report';
import { renderDriftSarif } from '../report/as-built/render-drift-sarif';
import { asUsage, asUsageLater, type CliContext, UsageError } from './cli-context';
import { type AssetReport, compareAssets } from '../design/as-built/compare-assets';
import {
  compareFirmware,
  type DeviceFirmware,
  type FirmwareReport,
  type FirmwareRule,
  type NodeFirmware,
  nodesFirmware,
  nodesInfoLines,
  readFirmware,
} from '../design/as-built/compare-firmware';
import { type DiscoveredFabric, mergeDiscovered } from '../design/as-built/discovered-fabric';
import type { InventoryReport } from '../design/as-built/inventory';
import { parseNameRule } from '../design/as-built/name-map';
import { LINK_FORMATS, parseDiscovered } from '../design/as-built/parse-discovered';
import { type RecognisedText, recogniseText } from '../design/as-built/parse-discovered';
import { linesOf, plainText, readLines } from '../design/as-built/tool-text';
import { DesignError, DesignErrors } from '../errors/design-error';
import { readAssetsCsv } from '../export/assets/asset-csv';
import { plannedInventory } from '../export/netbox/planned-inventory';
import type { SitePlan } from '../model/site-plan';
import { type CsvRecord, readCsv } from '../report/csv';
import { count, counted } from '../report/in-figures';
import { configOf, dataOf, dumpDevice, fabricsOf, readMap, verifyCables, type VerifyInput } from './verify-verb';
import { compareNetbox, isAddress, netboxTarget, verifyNetbox } from './verify-netbox';
import { openFound } from './found-text';
import { readPlan, readUtf8 } from './read-plan';

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
      "what was found, of any kind: dumps of 'ibnetdiscover' or LLDP, NVUE's or SONiC's configuration, NetBox's lists or address, an asset file, firmware by device",
    )
    .option('--map <rule...>', "names: a table 'found,plan' by its path, or a rule such as 's/^(.*) HCA-.*$/$1/'")
    .option('--ports <file>', "table 'port,adapter' (default: adapters in the order of their names)")
    .option(
      '--device <name>',
      'device that wrote an LLDP file, or a rule for the name of the file, of firmware too (default: that name)',
    )
    .option('--firmware <file>', "baseline: a table 'of,component,versions', by model or kind of device")
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

/** Options of `aifactory drift`. */
interface DriftOptions {
  /** Path of the plan. */
  readonly site: string;
  /** Paths, and at most one address of NetBox. */
  readonly discovered: readonly string[];
  /** Tables by path, or rules. */
  readonly map?: readonly string[];
  /** Path of the table of ports. */
  readonly ports?: string;
  /** Device that wrote an LLDP dump, or a rule that makes it from the name of the file. */
  readonly device?: string;
  /** Path of the baseline of firmware. Absent: versions are not judged, and files of them are refused. */
  readonly firmware?: string;
  /** Slug of the site in NetBox. Absent: that of the plan, else its name. */
  readonly netboxSite?: string;
  /** Level of detail that NetBox is registered at. Absent: that of the plan, else `cables`. */
  readonly netboxLevel?: string;
  /** Whether the token may go over plain `http` to another machine. Absent: no. */
  readonly allowPlainHttp?: true;
}

/** Problems of one file that are shown: a file of a million wrong lines has as many. */
const SHOWN = 20;

/** Lines of an asset file that are read: those of a hall that shares its list with others, and no more. */
const LINES_A_DEVICE = 10;

const SPARE_LINES = 10_000;

/**
 * Runs every check that the files allow.
 *
 * @throws UsageError for a file that is nothing known, or not as its kind should be
 */
export async function driftRun(options: DriftOptions, context: CliContext): Promise<DriftReport> {
  const folder = context.cwd ?? process.cwd();
  const site = readPlan(options.site, folder);
  const names = [...new Set(options.discovered)].sort();
  const files = names.filter((name) => !isAddress(name));
  const sources: DriftSource[] = [];
  for (const file of files) sources.push(await readSource(file, folder, options));
  const input = asUsage(() => cableInput(sources, options, site, folder));
  const { reports: fabrics, configs: switches } = asUsage(() =>
    verifyCables(
      input,
      sources.some(({ kind }) => kind === 'links'),
    ),
  );
  const inventory = await netboxReport(sources, names.filter(isAddress), site, options, context);
  const assets = assetReport(sources, site);
  const versions = sources
    .filter(({ kind }) => kind === 'firmware')
    .map((source) => ({ file: source.file, device: firmwareDevice(source.file, options, site), text: source.text }));
  const nodes = sources.flatMap((source) => source.firmware ?? []);
  const firmware = firmwareReport(versions, nodesFirmware(nodes, input.map, site), options, site, folder);
  const configured = sources.filter(({ kind }) => kind === 'switch-configuration').map(({ file }) => file);
  const listed = names.map((file): DiscoveredFile => {
    const device =
      input.configs[configured.indexOf(file)]?.device ?? versions.find((source) => source.file === file)?.device;
    const kind = sources.find((source) => source.file === file)?.kind ?? 'netbox';
    return { file, kind, ...(device !== undefined && { device }) };
  });
  return {
    site: site.name,
    path: site.path,
    plan: options.site,
    files: listed,
    fabrics,
    switches,
    ...(inventory !== undefined && { inventory }),
    ...(assets !== undefined && { assets }),
    ...(firmware !== undefined && { firmware }),
  };
}

function cableInput(
  sources: readonly DriftSource[],
  options: DriftOptions,
  site: SitePlan,
  folder: string,
): VerifyInput {
  const dumps = sources.filter(({ kind }) => kind === 'links');
  const configs = sources.filter(({ kind }) => kind === 'switch-configuration');
  return {
    site,
    fabrics: fabricsOf(site, undefined),
    discovered: mergeDiscovered(
      dumps.map(({ file, text, links }) => {
        const source = { file, device: dumpDevice(file, options.device, dumps.length) };
        return links ?? parseDiscovered(text, source);
      }),
    ),
    configs: configs.map(({ file, text }) => configOf(file, text, site)),
    map: readMap(options, site, (file) => readUtf8(file, folder)),
  };
}

async function netboxReport(
  sources: readonly DriftSource[],
  addresses: readonly string[],
  site: SitePlan,
  { netboxSite, netboxLevel, allowPlainHttp }: DriftOptions,
  context: CliContext,
): Promise<InventoryReport | undefined> {
  const files = sources.filter(({ kind }) => kind === 'netbox');
  if (addresses.length + files.length === 0) return undefined;
  if (addresses.length > 0) {
    const options = {
      netbox: [...addresses, ...files.map(({ file }) => file)],
      ...(netboxSite !== undefined && { netboxSite }),
      ...(netboxLevel !== undefined && { netboxLevel }),
      ...(allowPlainHttp === true && { allowPlainHttp }),
    };
    return verifyNetbox(site, options, context);
  }
  return compareNetbox(
    files.map(({ file, value }) => [file, value] as const),
    {
      ...netboxTarget(site, {
        ...(netboxSite !== undefined && { netboxSite }),
        ...(netboxLevel !== undefined && { netboxLevel }),
      }),
      planned: plannedInventory(site),
    },
  );
}

function assetReport(sources: readonly DriftSource[], site: SitePlan): AssetReport | undefined {
  const [first, second] = sources.filter(({ kind }) => kind === 'assets');
  if (first === undefined) return undefined;
  if (second !== undefined) {
    throw new UsageError(
      `'${first.file}' and '${second.file}' are both asset files`,
      'give the one that holds the whole site',
    );
  }
  checkLines(first, site.devices.length);
  try {
    return compareAssets(site, readAssetsCsv(first.text));
  } catch (error) {
    if (!(error instanceof DesignErrors)) return asUsage(() => rethrow(error), first.file);
    const { errors } = error;
    const more = errors.length > SHOWN ? [`.. and ${count(errors.length - SHOWN)} more`] : [];
    const lines = errors.slice(0, SHOWN).map(({ message }) => `- ${message}`);
    throw new UsageError(
      [`'${first.file}': ${count(errors.length)} problems`, ...lines, ...more],
      'correct each of them',
    );
  }
}

/** Device that a file of firmware is of: by a rule, else by its name before the first of the endings that tools and people give. */
function firmwareDevice(file: string, { device }: DriftOptions, { devices }: SitePlan): string {
  const rule = device === undefined ? undefined : parseNameRule(device);
  const name = basename(file);
  const told =
    rule?.apply(name) ??
    name.replace(/(?:[._-](?:firmware|fw|nvidia-smi|smi))?(?:\.(?:json|xml|txt|log|out|gz))+$/i, '');
  return devices.find((each) => each.name.toLowerCase() === told.toLowerCase())?.name ?? told;
}

function firmwareReport(
  versions: readonly { readonly file: string; readonly device: string; readonly text: string }[],
  nodes: readonly DeviceFirmware[],
  { firmware }: DriftOptions,
  site: SitePlan,
  folder: string,
): FirmwareReport | undefined {
  const [first] = versions;
  if (firmware === undefined) {
    if (first === undefined) return undefined;
    throw new UsageError(
      `'${first.file}' tells of firmware, and there is no baseline to hold it against`,
      "give one with '--firmware': a table 'of,component,versions'",
    );
  }
  const files = versions.map(({ device, text }) => ({ device, readings: readFirmware(text) ?? [] }));
  const read = [...files, ...nodes];
  return asUsage(() => compareFirmware(site, readBaseline(readUtf8(firmware, folder)), read), firmware);
}

const BASELINE_COLUMNS = ['of', 'component', 'versions'];

function readBaseline(text: string): readonly FirmwareRule[] {
  const rows: CsvRecord[] = [];
  const refuse = (where: string, what: string): DesignError =>
    new DesignError('firmware/bad-baseline', {
      problem: `${where} of the baseline ${what}`,
      remedy:
        "write a header 'of,component,versions', and lines such as 'hgx-b200,vbios,97.00.82.00.1B|97.00.B9.00.0A'",
    });
  readCsv(
    text,
    (line) => refuse(line, 'is not CSV'),
    (row) => rows.push(row),
  );
  const [header, ...lines] = rows;
  const columns = (header?.cells ?? []).map((cell) => cell.toLowerCase());
  if (columns.length !== BASELINE_COLUMNS.length || BASELINE_COLUMNS.some((name) => !columns.includes(name))) {
    throw refuse('line 1', `has the columns '${columns.join(',')}'`);
  }
  if (lines.length === 0) throw refuse('the end', 'comes after its header: it names no version');
  return lines.map(({ cells, line }) => {
    const [of = '', component = '', given = ''] = BASELINE_COLUMNS.map((name) => cells[columns.indexOf(name)] ?? '');
    const versions = given
      .split('|')
      .map((version) => version.trim())
      .filter((version) => version !== '');
    if (cells.length !== columns.length || of === '' || component === '' || versions.length === 0) {
      throw refuse(`line ${line}`, 'leaves a column empty');
    }
    return { of, component, versions };
  });
}

/** A file with far more lines than the site has devices is of something else, and takes minutes to be told so line by line. */
function checkLines({ file, text }: DriftSource, devices: number): void {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  const limit = devices * LINES_A_DEVICE + SPARE_LINES;
  if (lines <= limit) return;
  throw new UsageError(
    `'${file}' has ${count(lines)} lines, and the site ${counted(devices, 'device')}`,
    `give the asset file of this site, of at most ${count(limit)} lines`,
  );
}

function rethrow(error: unknown): never {
  throw error;
}

/** A file of the command line and what it tells of. */
interface DriftSource extends RecognisedText {
  readonly file: string;
  /** Empty where its links were read line by line. */
  readonly text: string;
  /** Links of a long dump. Absent: `text` has them. */
  readonly links?: DiscoveredFabric;
  /** Firmware that a dump of links tells of its nodes. Absent: none is asked for. */
  readonly firmware?: readonly NodeFirmware[];
}

/** A file with what it is of; a long dump of links is read line by line. */
async function readSource(file: string, folder: string, { device, firmware }: DriftOptions): Promise<DriftSource> {
  const found = await openFound(file, folder);
  if ('text' in found) {
    const source = recogniseSource(file, found.text);
    if (source.kind !== 'links' || firmware === undefined) return source;
    return { ...source, firmware: readLines(nodesInfoLines(), linesOf(plainText(found.text))) };
  }
  // Dumps without JSON tell their devices themselves; of many, one name is no device.
  const links = await asUsageLater(() => found.lines.links({ file, device: dumpDevice(file, device, 1) }));
  return links === undefined
    ? recogniseSource(file, found.lines.whole(folder))
    : {
        file,
        text: '',
        kind: 'links',
        links,
        ...(firmware !== undefined && { firmware: await found.lines.read(nodesInfoLines()) }),
      };
}

const KINDS = `give ${LINK_FORMATS}, configurations ('nv config show', SONiC's 'config_db.json'), lists of NetBox's REST API, an asset file, or firmware ('nvidia-smi -q', Redfish's FirmwareInventory, 'nvfwupd show_version -j', 'nv show platform firmware'); measurements go to 'aifactory accept'`;

function recogniseSource(file: string, text: string): DriftSource {
  const found = recogniseText(text, dataOf);
  if ('problem' in found) throw new UsageError(`'${file}' ${found.problem}`, KINDS);
  return { file, text, ...found };
}
