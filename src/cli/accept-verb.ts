import { basename } from 'node:path';
import type { Command } from 'commander';

import { applyFirst, assetIds, type NameMap, parseNameRule, parseTwoColumns } from '../design/as-built/name-map';
import { endLines, hostOfLine, textByHost, TextDigest } from '../design/as-built/tool-text';
import { withAssets } from '../design/assets/merge-assets';
import { acceptUnit, parseAcceptancePlan } from '../design/commissioning/accept-unit';
import { isFree } from '../design/commissioning/commissioning-report';
import type { AcceptOptions, MeasuredFile, Measurement } from '../design/commissioning/measurement';
import { deviceOfFile, jsonResultLines, readResults, resultReader } from '../design/commissioning/read-result';
import { judgeCommissioning } from '../design/commissioning/judge-commissioning';
import { planCommissioning } from '../design/commissioning/plan-commissioning';
import { knownNames, unitNames } from '../design/commissioning/commissioning-report';
import { isCalendarDay } from '../model/phase';
import { joinedLines, readCommissioningTable } from '../report/commissioning/commissioning-tables';
import { writeFile } from '../files/file-writer';
import type { SitePlan } from '../model/site-plan';
import { renderCommissioningText } from '../report/commissioning/render-unit-report';
import { renderHandOverPage } from '../report/commissioning/render-unit-report';
import { present } from '../units/present';
import { asUsage, asUsageLater, type CliContext, percentOf, UsageError } from './cli-context';
import { type LongText, openFound } from './found-text';
import { readAssets, readFound, readPlan, readUtf8 } from './read-plan';

interface AcceptFlags {
  readonly site?: string;
  readonly assets?: string;
  readonly unit?: readonly string[];
  readonly results?: readonly string[];
  readonly ncclPassShare?: number;
  readonly firmware?: readonly string[];
  readonly acceptance?: string;
  readonly tier?: string;
  readonly map?: readonly string[];
  readonly ports?: string;
  readonly commissioning?: readonly string[];
  readonly tolerance?: number;
  readonly at?: string;
  readonly by?: string;
  readonly to?: string;
  readonly html?: string;
  readonly json?: true;
}

/** Adds `aifactory accept`. */
export function addAcceptVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('accept')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option('--assets <file>', 'asset file that is newer than the plan (default: as the plan has it)')
    .option('--unit <units...>', 'units such as su-02 or haein/su-02 (default: all of the site)')
    .option('--results <files...>', 'output of tools, recognised by what it holds; see docs/commissioning.md')
    .option('--nccl-pass-share <share>', 'share of the bound that NCCL must reach; needed with its results', shareOf)
    .option('--firmware <versions...>', 'firmware of adapters that is accepted (default: listed, not judged)')
    .option(
      '--acceptance <file>',
      'acceptance plan: kinds that must be measured, and marks (default: as far as measured)',
    )
    .option('--tier <name>', "storage tier that fio measured (default: the one that serves the unit's cluster)")
    .option(
      '--map <table...>',
      "names or files as names of the plan: CSV 'found,plan', or rules such as s/^gpu/haein-/",
    )
    .option('--ports <table>', "adapters as ports of the plan: CSV 'port,adapter'")
    .option(
      '--commissioning <tables...>',
      "tables of 'aifactory commission' that came back: no unit is handed over before level 5 of its hall",
    )
    .option('--tolerance <percent>', 'that of the script of --commissioning (default: 5)', percentOf)
    .option('--html <file>', 'write the page of hand-over')
    .option('--at <day>', 'day of the hand-over, for its page (default: to be filled)')
    .option('--by <name>', 'who hands over, for its page (default: to be filled)')
    .option('--to <name>', "who takes over, for its page (default: the unit's tenants)")
    .option('--json', 'print JSON, as docs/schemas/accept.schema.json of the package describes it')
    .addHelpText(
      'after',
      `

Examples:
  $ aifactory accept --site site.json --unit su-02 --results iblinkinfo.txt ibstat/*.txt
  $ aifactory accept --site site.json --unit su-02 --results results/* --nccl-pass-share 0.9 --html su-02.html`,
    )
    .action(async (flags: AcceptFlags) => {
      const { site: path, assets, unit, results = [], html, json, at, by, to } = flags;
      if (path === undefined || results.length === 0) {
        const missing = [...(path === undefined ? ["'--site'"] : []), ...(results.length === 0 ? ["'--results'"] : [])];
        throw new UsageError(
          `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
          'give the plan of the site and what the tools printed',
        );
      }
      if (at !== undefined && !isCalendarDay(at)) {
        throw new UsageError(`'--at' is '${at}', which is no day`, "give a day such as '2027-03-02'");
      }
      const folder = context.cwd ?? process.cwd();
      const plan = readPlan(path, folder);
      const site = assets === undefined ? plan : withAssets(plan, readAssets(assets, plan, folder).assets);
      const reports = await asUsageLater(
        async () => {
          const map = readMap(flags, site, folder);
          const files: MeasuredFile[] = [];
          for (const file of results) {
            for (const measured of await readMeasured(file, site, map, folder)) files.push(measured);
          }
          const names = unit ?? unitNames(site);
          const options = { ...optionsOf(flags, map, folder), ...commissioningOf(flags, site, folder) };
          return [...new Set(names)].map((name) => acceptUnit(site, name, files, options));
        },
        undefined,
        'correct the files or the command line; nothing was written',
      );
      if (html !== undefined) writeFile(html, renderHandOverPage(reports, present({ day: at, by, to })), { folder });
      context.out(
        json === true
          ? `${JSON.stringify({ version: VERSION, units: reports }, undefined, 2)}\n`
          : renderCommissioningText(reports),
      );
      end(reports.every(isFree) ? 0 : 1);
    });
}

function optionsOf(
  { ncclPassShare, firmware, tier, acceptance }: AcceptFlags,
  map: NameMap,
  folder: string,
): AcceptOptions {
  const plan = acceptance === undefined ? undefined : parseAcceptancePlan(readUtf8(acceptance, folder), acceptance);
  return {
    map,
    ...plan?.marks,
    ...present({ required: plan?.required, ncclPassShare, firmware, tier }),
  };
}

/** What came back of the commissioning of the site, where it is given. */
function commissioningOf(
  { commissioning, tolerance }: AcceptFlags,
  site: SitePlan,
  folder: string,
): Pick<AcceptOptions, 'commissioning'> {
  if (commissioning === undefined) return {};
  const tables = commissioning.map((file) => readCommissioningTable(readFound(file, folder), file));
  return { commissioning: judgeCommissioning(site, planCommissioning(site, tolerance), joinedLines(tables)) };
}

/** Version of the JSON; it rises when a member changes its meaning or goes. */
const VERSION = 1;

/** Kinds of measurement whose output does not tell the device. */
const OF_A_DEVICE = new Set(['adapters', 'diagnostics', 'sensors', 'gpus', 'pairs', 'optics']);

async function readMeasured(file: string, site: SitePlan, map: NameMap, folder: string): Promise<MeasuredFile[]> {
  const found = await openFound(file, folder);
  if ('text' in found) return measuredIn(file, found.text, site, map);
  return (await longMeasured(file, found.lines, site, map)) ?? measuredIn(file, found.lines.whole(folder), site, map);
}

/** What a long text tells, read line by line; undefined where its form is understood as a whole alone. */
async function longMeasured(
  file: string,
  lines: LongText,
  site: SitePlan,
  map: NameMap,
): Promise<MeasuredFile[] | undefined> {
  const isHost = (name: string): boolean => knownNames(site).has(name);
  const digests = new Map([['', new TextDigest()]]);
  const other = { isSeen: false };
  await lines.each((line) => {
    digests.get('')?.take(line);
    if (other.isSeen || line.trim() === '') return;
    const [host, rest = ''] = hostOfLine(line, isHost) ?? [];
    if (host === undefined) other.isSeen = true;
    else {
      const own = digests.get(host) ?? new TextDigest();
      digests.set(host, own);
      own.take(rest);
    }
  });
  const isByHost = !other.isSeen;
  const names = isByHost ? [...digests.keys()].filter((name) => name !== '') : [''];
  const device = isByHost ? undefined : fileDevice(basename(file), site, map);
  const readers = new Map(
    names.map((name) => {
      const text = digests.get(name)?.text ?? '';
      const reader = resultReader({ file, text, ...present({ device: isByHost ? name : device }) });
      reader?.next();
      return [name, reader] as const;
    }),
  );
  if ([...readers.values()].includes(undefined)) {
    const found = isByHost
      ? undefined
      : await asUsageLater(() => lines.read(jsonResultLines({ file, ...present({ device }) })));
    return found === undefined ? undefined : ofDevice(file, device, found);
  }
  await lines.each((line) => {
    const [host, rest = ''] = isByHost ? (hostOfLine(line, isHost) ?? ['-']) : ['', line];
    readers.get(host)?.next(rest);
  });
  return [...readers].flatMap(([host, reader]) => {
    const measurements = reader === undefined ? [] : asUsage(() => endLines(reader));
    return ofDevice(file, isByHost ? host : device, measurements);
  });
}

function measuredIn(file: string, text: string, site: SitePlan, map: NameMap): MeasuredFile[] {
  const byHost = textByHost(text, (name) => knownNames(site).has(name));
  if (byHost !== undefined) {
    return [...byHost].flatMap(([device, part]) =>
      asUsage(() => readResults({ file, text: part, device })).map((measurement) => ({ file, measurement, device })),
    );
  }
  const device = fileDevice(basename(file), site, map);
  return ofDevice(
    file,
    device,
    asUsage(() => readResults({ file, text, ...present({ device }) })),
  );
}

/** Measurements of a file with the device that it is of. */
function ofDevice(file: string, device: string | undefined, measurements: readonly Measurement[]): MeasuredFile[] {
  const isNameless = measurements.some(
    (each) =>
      OF_A_DEVICE.has(each.kind) || (each.kind === 'storage' && each.rates.some(({ host }) => host === undefined)),
  );
  if (device === undefined && isNameless) {
    throw new UsageError(
      `'${file}' does not tell which device it is of`,
      "name the file after the device, as 'ibstat-haein-033.txt', or map it with '--map' and a table 'found,plan'",
    );
  }
  return measurements.map((measurement) => ({ file, measurement, ...present({ device }) }));
}

function fileDevice(name: string, site: SitePlan, { table, rules = [] }: NameMap): string | undefined {
  const known = knownNames(site);
  const listed = table?.get(name) ?? table?.get(name.replace(/\.\w+$/, ''));
  if (listed !== undefined) {
    if (known.has(listed)) return listed;
    throw new UsageError(
      `'--map' takes '${name}' for '${listed}', which is no device of the site`,
      'correct the table',
    );
  }
  const ruled = applyFirst(rules, name) ?? name;
  const exact = deviceOfFile(ruled, (each) => known.has(each)) ?? deviceOfFile(name, (each) => known.has(each));
  if (exact !== undefined) return exact;
  // People and tools write names in other case, with other separators and without zeros in front.
  const loose = looseNames(site);
  const found = deviceOfFile(name, (each) => loose.has(looseName(each)));
  return found === undefined ? undefined : loose.get(looseName(found));
}

const LOOSE = new WeakMap<SitePlan, ReadonlyMap<string, string>>();

/** Names by their letters and numbers alone; one that would stand for two is left out. */
function looseNames(site: SitePlan): ReadonlyMap<string, string> {
  const made = LOOSE.get(site);
  if (made !== undefined) return made;
  const names = new Map<string, string>();
  const twice = new Set<string>();
  for (const name of knownNames(site)) {
    const key = looseName(name);
    if (names.has(key)) twice.add(key);
    names.set(key, name);
  }
  for (const key of twice) names.delete(key);
  LOOSE.set(site, names);
  return names;
}

function looseName(name: string): string {
  return name
    .toLowerCase()
    .replace(/(^|[^0-9])0+(?=[0-9])/g, '$1')
    .replace(/[^a-z0-9]+/g, '');
}

function readMap({ map = [], ports }: AcceptFlags, site: SitePlan, folder: string): NameMap {
  const table = new Map<string, string>();
  const rules = map.flatMap((text) => {
    const rule = parseNameRule(text);
    if (rule !== undefined) return [rule];
    for (const [found, plan] of parseTwoColumns(readUtf8(text, folder), { file: text, header: 'found,plan' }))
      table.set(found, plan);
    return [];
  });
  const portRows =
    ports === undefined ? [] : parseTwoColumns(readUtf8(ports, folder), { file: ports, header: 'port,adapter' });
  return { ids: assetIds(site), table, rules, ports: new Map(portRows.map(([port, adapter]) => [adapter, port])) };
}

function shareOf(text: string): number {
  const share = /^(?:0?\.\d+|0|1(?:\.0+)?)$/.test(text) ? Number(text) : NaN;
  if (share > 0 && share <= 1) return share;
  throw new UsageError(`'--nccl-pass-share' is '${text}'`, 'give a number above 0 and at most 1, such as 0.9');
}
