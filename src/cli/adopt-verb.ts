import { textTable } from '../report/in-figures';
import type { Command } from 'commander';

import { adoptHall } from '../design/adopt/adopt-hall';
import { foundCables } from '../design/as-built/compare-fabric';
import { parseTwoColumns } from '../design/as-built/name-map';
import { parseDiscovered, recogniseText } from '../design/as-built/parse-discovered';
import { parseLock, renderLock } from '../design/lock/lock-text';
import { type HallText, readHallFiles } from '../export/adopt/read-hall-files';
import { HALL_COLUMNS, HALL_FILES, type HallColumnMap, type HallFile } from '../export/adopt/read-hall-table';
import { ABSENT, fileVersion, type FileVersion, writeFile } from '../files/file-writer';
import { type CableFact, type Departure, departuresOf, nothingAdopted } from '../model/adopted-site';
import type { SiteLock } from '../model/site-lock';
import { present } from '../units/present';
import { asUsage, type CliContext, UsageError } from './cli-context';
import { readFound, readPlan, readUtf8 } from './read-plan';
import { dumpDevice, readMap as readNameMap } from './verify-verb';

type AdoptOptions = Readonly<Partial<Record<HallFile | 'site' | 'map' | 'lock' | 'ports', string>>> & {
  readonly names?: readonly string[];
  readonly dryRun?: true;
  readonly json?: true;
};

/**
 * Adds `aifactory adopt`.
 *
 * @param program - the command line
 * @param context - where results go
 * @param end - takes the exit code: 0 all as planned, 1 something departs
 */
export function addAdoptVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('adopt')
    .option('--site <file>', "plan of the program: the 'site.json' of a synthesis")
    .option('--racks <file>', "what is where: columns device, rack, u, as in 'rack-schedule.csv'")
    .option('--devices <file>', 'devices: column device, with or without rack and u')
    .option(
      '--cables <file>',
      "cables: columns a_device, a_port, b_device, b_port, as in 'cable-schedule.csv', or a dump as 'verify' reads it",
    )
    .option(
      '--names <rule...>',
      "of a dump as '--cables': a table 'found,plan' by its path, or a rule, as 'verify --map' takes them",
    )
    .option('--ports <file>', "of a dump as '--cables': table 'port,adapter', as 'verify' takes it")
    .option('--addresses <file>', 'addresses in use: column address, with device and interface')
    .option('--map <file>', "headers of the files: a table 'column,header' with lines such as racks.u,Position")
    .option('--lock <file>', "lock to write (default: '<site>.lock.json' in this folder)")
    .option('--dry-run', 'show what departs, and write nothing')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Files are CSV in UTF-8 with the columns of a synthesis, or as NetBox exports them.

Examples:
  $ aifactory adopt --site cdktf.out/site/gasan/site.json --racks racks.csv --cables cables.csv --dry-run
  $ aifactory adopt --site cdktf.out/site/gasan/site.json --addresses ip-addresses.csv --lock stacks/gasan.lock.json`,
    )
    .action((options: AdoptOptions) => {
      const folder = context.cwd ?? process.cwd();
      const { site, lock, path, version } = adopt(options, folder);
      const departures = departuresOf(lock.adopted ?? nothingAdopted());
      if (options.dryRun !== true) {
        writeFile(path, renderLock(lock), { folder, versions: new Map([[path, version]]) });
      }
      const written = options.dryRun === true ? undefined : path;
      context.out(
        options.json === true
          ? `${JSON.stringify({ site, ...present({ lock: written }), departures }, undefined, 2)}\n`
          : adoptText(site, departures, written),
      );
      end(departures.length === 0 ? 0 : 1);
    });
}

interface Adopted {
  readonly site: string;
  readonly lock: SiteLock;
  readonly path: string;
  /** What the lock file held when it was read. */
  readonly version: FileVersion | undefined;
}

function adopt(options: AdoptOptions, folder: string): Adopted {
  const given = HALL_FILES.filter((kind) => options[kind] !== undefined);
  if (options.site === undefined || given.length === 0) {
    const missing = options.site === undefined ? "'--site' is missing" : 'no file of the hall is given';
    throw new UsageError(missing, "give '--site' and one of '--racks', '--devices', '--cables', '--addresses'");
  }
  const plan = readPlan(options.site, folder);
  const columns = options.map === undefined ? {} : readMap(options.map, folder);
  const files: Partial<Record<HallFile, HallText>> = {};
  for (const kind of given) {
    const file = options[kind] ?? '';
    files[kind] = { file, text: readFound(file, folder) };
  }
  const path = options.lock ?? `${plan.name}.lock.json`;
  const version = fileVersion(path, folder);
  return asUsage(() => {
    const base = version !== ABSENT ? parseLock(readUtf8(path, folder), plan.name) : plan.lock;
    const { slots, fabrics } = { slots: { ...plan.lock.slots, ...base.slots }, fabrics: plan.lock.fabrics };
    const { cables, ...tables } = files;
    const dump = cables === undefined ? undefined : cablesOfDump(cables, plan, options, folder);
    const hall = readHallFiles(dump === undefined ? files : tables, columns);
    const lock = adoptHall(dump === undefined ? hall : { ...hall, cables: dump }, plan, {
      ...base,
      slots,
      fabrics: { ...fabrics, ...base.fabrics },
    });
    return { site: plan.name, lock, path, version };
  });
}

/** Cables of a dump in the words of the plan; undefined where the file is none. */
function cablesOfDump(
  { file, text }: HallText,
  plan: ReturnType<typeof readPlan>,
  { names = [], ports }: AdoptOptions,
  folder: string,
): CableFact[] | undefined {
  const recognised = recogniseText(text, () => undefined);
  if (!('kind' in recognised) || recognised.kind !== 'links') return undefined;
  const discovered = parseDiscovered(text, { file, device: dumpDevice(file, undefined, 1) });
  const map = readNameMap({ map: names, ...present({ ports }) }, plan, (each) => readFound(each, folder));
  return plan.fabrics.flatMap(({ plan: fabric }) =>
    foundCables(fabric, discovered, { map, site: plan }).map(({ a, b }, at): CableFact => {
      return { file, line: at + 1, fabric: fabric.name, a, b };
    }),
  );
}

/** A table `column,header` whose columns are `<file>.<column>`. */
function readMap(file: string, folder: string): HallColumnMap {
  const rows = asUsage(() =>
    parseTwoColumns(readFound(file, folder).replace(/^\uFEFF/, ''), { file, header: 'column,header' }),
  );
  const map: Partial<Record<HallFile, Record<string, string>>> = {};
  for (const [name, header] of rows) {
    const [kind = '', column = ''] = name.split('.');
    const known = HALL_FILES.find((each) => each === kind);
    if (known === undefined || !HALL_COLUMNS[known].some((each) => each.name === column)) {
      const first = known === undefined ? 'racks.device' : `${known}.${HALL_COLUMNS[known][0]?.name ?? ''}`;
      throw new UsageError(
        `'${file}' maps '${name}', which is no column that is read`,
        `write it as '<file>.<column>', for example '${first}'`,
      );
    }
    map[known] = { ...map[known], [column]: header };
  }
  return map;
}

const KINDS: Readonly<Record<Departure['kind'], string>> = {
  place: 'place',
  cable: 'cable',
  'extra-cable': 'cable beside the plan',
  'missing-cable': 'cable not there',
  address: 'address',
  'address-taken': 'address of another',
};

/** What departs from the plan, and where it was written. */
function adoptText(site: string, departures: readonly Departure[], lock: string | undefined): string {
  const rows = departures.map(({ kind, name, planned = '-', found = '-' }) => [KINDS[kind], name, planned, found]);
  const head =
    departures.length === 0
      ? `site '${site}': the hall is as planned\n`
      : `site '${site}': the hall departs from the plan in ${departures.length} ${departures.length === 1 ? 'point' : 'points'}\n\n`;
  const table = rows.length === 0 ? '' : `${textTable([['what', 'name', 'planned', 'found'], ...rows], [])}\n`;
  return `${head}${table}${lock === undefined ? 'nothing was written\n' : `${lock} keeps it\n`}`;
}
