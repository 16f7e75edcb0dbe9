import { type Command, Option } from 'commander';

import {
  assetPorts,
  cableHolder,
  checkMarks,
  type ReplacedPart,
  replaceHardware,
  type Replacement,
} from '../design/assets/replace-hardware';
import { spellingHint } from '../errors/design-error';
import { type Asset, ASSET_STATES, type AssetState } from '../model/asset';
import type { SitePlan } from '../model/site-plan';
import { present } from '../units/present';
import { asUsage, type CliContext, UsageError } from './cli-context';
import { type AssetFile, readPlan } from './read-plan';
import { counted } from '../report/in-figures';
import { type AssetChange, changedExports } from '../export/site/site-files';
import { updateAssets } from './read-plan';

interface ReplaceFlags {
  readonly site?: string;
  readonly assets?: string;
  readonly out?: string;
  readonly date?: string;
  readonly part?: ReplacedPart;
  readonly serial?: string;
  readonly assetTag?: string;
  readonly bmcMac?: string;
  readonly guid?: readonly string[];
  readonly mac?: readonly string[];
  readonly port?: readonly string[];
  readonly keep?: readonly ('nics' | 'bmc')[];
  readonly state?: AssetState;
  readonly dryRun?: true;
  readonly json?: true;
}

/** Adds `aifactory replace`. */
export function addReplaceVerb(program: Command, context: CliContext): void {
  program
    .command('replace')
    .argument('<name>', 'device; with --part cable the label of the cable, such as compute/haein-001:compute-1/1')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option('--assets <file>', 'asset file of the site')
    .option('--date <day>', 'day on which it was done, as YYYY-MM-DD')
    .addOption(
      new Option('--part <part>', 'what is replaced: device, nic or cable (default: device)').choices([
        'device',
        'nic',
        'cable',
      ]),
    )
    .option('--serial <serial>', 'serial number of the new hardware')
    .option('--asset-tag <tag>', 'asset tag of the new device (default: it has none)')
    .option('--bmc-mac <mac>', 'MAC of the BMC of the new device')
    .option('--guid <guids...>', 'GUIDs, one a port in the order of the asset file, or of --port')
    .option('--mac <macs...>', 'MACs, likewise')
    .option('--port <ports...>', 'ports of the adapter that is replaced, with --part nic')
    .addOption(
      new Option('--keep <parts...>', 'what moved over from the old device: nics, bmc').choices(['nics', 'bmc']),
    )
    .addOption(
      new Option('--state <state>', 'state of the new device (default: cabled; it is yet to be accepted)').choices(
        ASSET_STATES,
      ),
    )
    .option('--out <file>', 'write the asset file there (default: over the one that was read)')
    .option('--dry-run', 'write nothing')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Prints the exported files that the next synthesis writes otherwise. The asset file is written whole, or not at all.

Examples:
  $ aifactory replace haein-007 --site site.json --assets assets.csv --date 2026-11-20 --serial S99 --keep nics bmc
  $ aifactory replace haein-007 --site site.json --assets assets.csv --date 2026-11-20 --part nic --port compute-1/1 --guid 0c42a10300123456
  $ aifactory replace compute/haein-007:compute-1/1 --site site.json --assets assets.csv --date 2026-11-20 --part cable`,
    )
    .action((name: string, flags: ReplaceFlags) => {
      const folder = context.cwd ?? process.cwd();
      const { site: path, assets: file, date } = needed(flags);
      const site = readPlan(path, folder);
      const { part = 'device' } = flags;
      const device = part === 'cable' ? holderOf(site, name) : knownDevice(site, name);
      const out = flags.out ?? file;
      const heldBy = (read: AssetFile): Asset => read.assets.get(device) ?? { device, state: 'planned' };
      const { read, changed } = updateAssets(
        { path: file, site, folder, ...(flags.dryRun === true ? {} : { out }) },
        (read) =>
          asUsage(
            () => {
              const old = heldBy(read);
              const asset = replaceHardware(old, assetPorts(site).get(device) ?? [], replacementOf(name, date, flags));
              checkMarks(asset, read.assets.values());
              return [asset];
            },
            undefined,
            'correct the command line; nothing was written',
          ),
      );
      const old = heldBy(read);
      const [next = old] = changed;
      const change = changedExports(site, read.assets, changed);
      const result = { name, part, out, isWritten: flags.dryRun !== true, before: old, after: next, ...change };
      context.out(flags.json === true ? `${JSON.stringify(result, undefined, 2)}\n` : replacedText(result));
    });
}

/** Options without which nothing can be done. */
function needed({ site, assets, date }: ReplaceFlags): { site: string; assets: string; date: string } {
  if (site !== undefined && assets !== undefined && date !== undefined) return { site, assets, date };
  const missing = Object.entries({ '--site': site, '--assets': assets, '--date': date })
    .filter(([, value]) => value === undefined)
    .map(([option]) => `'${option}'`);
  throw new UsageError(
    `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
    'give the plan of the site, its asset file and the day of the work',
  );
}

function replacementOf(name: string, day: string, flags: ReplaceFlags): Replacement {
  const { part = 'device', serial, assetTag, bmcMac, guid = [], mac = [], port, keep, state } = flags;
  const foreign = foreignOptions(part, flags);
  if (foreign.length > 0) {
    throw new UsageError(`${foreign.join(' and ')} cannot go with '--part ${part}'`, "see 'aifactory replace --help'");
  }
  return {
    part,
    day,
    ...present({ serial, assetTag, bmcMac }),
    ids: [...guid, ...mac],
    ...present({ ports: port }),
    ...(part === 'cable' ? { cable: name } : {}),
    ...present({ keep, state }),
  };
}

/** Options that mean nothing for a part: they would be passed over in silence. */
function foreignOptions(part: ReplacedPart, flags: ReplaceFlags): string[] {
  const { assetTag, bmcMac, keep, state, port, guid, mac } = flags;
  const ofDevice = { '--asset-tag': assetTag, '--bmc-mac': bmcMac, '--keep': keep, '--state': state };
  const ofIds = { '--guid': guid, '--mac': mac };
  const given = {
    ...(part === 'device' ? {} : ofDevice),
    ...(part === 'nic' ? {} : { '--port': port }),
    ...(part === 'cable' ? ofIds : {}),
  };
  return Object.entries<unknown>(given)
    .filter(([, value]) => value !== undefined)
    .map(([option]) => `'${option}'`);
}

function knownDevice({ devices, clusters }: SitePlan, name: string): string {
  const trays = clusters.flatMap(({ scaleUpDomains = [] }) => scaleUpDomains.flatMap(({ hosts }) => hosts));
  const names = [...devices.map((device) => device.name), ...trays];
  if (names.includes(name)) return name;
  const hint = spellingHint(name, names);
  throw new UsageError(
    `the site has no device '${name}'`,
    hint === undefined ? "name a device of 'rack-schedule.csv'" : `did you mean '${hint}'?`,
  );
}

function holderOf(site: SitePlan, label: string): string {
  const holder = cableHolder(site, label);
  if (holder !== undefined) return holder;
  throw new UsageError(`the site has no cable '${label}'`, "give a label of 'cable-schedule.csv'");
}

interface Result extends AssetChange {
  readonly name: string;
  readonly part: ReplacedPart;
  readonly out: string;
  readonly isWritten: boolean;
  readonly before: Asset;
  readonly after: Asset;
}

function replacedText({ name, part, out, isWritten, before, after, files, netbox }: Result): string {
  const what = part === 'device' ? name : `${part} of ${name}`;
  const changes = (['state', 'serial', 'assetTag', 'bmcMac'] as const)
    .filter((key) => before[key] !== after[key])
    .map((key) => `  ${WORDS[key]}: ${before[key] ?? 'none'} -> ${after[key] ?? 'none'}`);
  const ids = (after.nicIds ?? []).flatMap((id, index) => {
    const old = before.nicIds?.[index];
    return old === id ? [] : [`  NIC id ${index + 1}: ${old ?? 'none'} -> ${id}`];
  });
  const records = netbox.length === 0 ? 'no device record of NetBox changes' : `NetBox: ${netbox.join(', ')} changes`;
  return [
    `${isWritten ? `wrote ${out}` : 'wrote nothing'}: ${part === 'cable' ? `cable ${name}` : what} replaced`,
    ...changes,
    ...ids,
    `${counted(files.length, 'exported file changes', 'exported files change')} with the next synthesis${files.length === 0 ? '' : ':'}`,
    ...files.map((file) => `  ${file}`),
    records,
    '',
  ].join('\n');
}

const WORDS = { state: 'state', serial: 'serial', assetTag: 'asset tag', bmcMac: 'BMC MAC' } as const;
