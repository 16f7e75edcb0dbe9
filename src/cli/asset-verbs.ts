import { type Command, Option } from 'commander';
import { type Capacity, type SiteCapacity, siteCapacity } from '../design/assets/asset';
import { changeState } from '../design/assets/asset';
import { withAssets } from '../design/assets/merge-assets';
import { DesignError, DesignErrors, spellingHint } from '../errors/design-error';
import { changedExports } from '../export/site/site-files';
import { ASSET_STATES, type AssetState } from '../model/asset';
import { count, counted, textTable } from '../report/in-figures';
import { present } from '../units/present';
import { type CliContext, UsageError, asUsage } from './cli-context';
import { readAssets, readPlan } from './read-plan';
import { updateAssets } from './read-plan';

interface StateFlags {
  readonly site?: string;
  readonly assets?: string;
  readonly to?: AssetState;
  readonly date?: string;
  readonly reason?: string;
  readonly out?: string;
}

/** Adds `aifactory state`. */
export function addStateVerb(program: Command, context: CliContext): void {
  program
    .command('state')
    .argument('<devices...>', 'devices whose hardware goes on to another state')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option('--assets <file>', 'asset file of the site')
    .addOption(new Option('--to <state>', `next state: ${ASSET_STATES.join(', ')}`).choices(ASSET_STATES))
    .option('--date <day>', 'day on which the state begins, as YYYY-MM-DD')
    .option('--reason <words>', 'why, for the scheduler')
    .option('--out <file>', 'write the asset file there (default: over the one that was read)')
    .addHelpText(
      'after',
      `
All devices go on, or none does. Which state may follow which is in docs/assets.md.

Examples:
  $ aifactory state haein-007 --site site.json --assets assets.csv --to drained --date 2026-11-20 --reason memory
  $ aifactory state haein-001 haein-002 --site site.json --assets assets.csv --to in-service --date 2026-11-21`,
    )
    .action((names: readonly string[], { site: path, assets: file, to, date, reason, out }: StateFlags) => {
      if (path === undefined || file === undefined || to === undefined || date === undefined) {
        const missing = Object.entries({ '--site': path, '--assets': file, '--to': to, '--date': date })
          .filter(([, value]) => value === undefined)
          .map(([option]) => `'${option}'`);
        throw new UsageError(
          `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
          'give the plan of the site, its asset file, the next state and its day',
        );
      }
      const folder = context.cwd ?? process.cwd();
      const site = readPlan(path, folder);
      const devices = [...new Set(names)];
      const target = out ?? file;
      const { read, changed } = updateAssets({ path: file, out: target, site, folder }, (read) =>
        asUsage(
          () => {
            const errors: DesignError[] = [];
            const next = devices.flatMap((device) => {
              try {
                const asset = read.assets.get(device);
                if (asset === undefined) throw unknownDevice(device, read.assets.keys());
                return [changeState(asset, { state: to, day: date, ...present({ reason }) })];
              } catch (error) {
                if (!(error instanceof DesignError)) throw error;
                errors.push(error);
                return [];
              }
            });
            DesignErrors.throwAll(errors);
            return next;
          },
          undefined,
          'correct the command line; nothing was written',
        ),
      );
      const { files } = changedExports(site, read.assets, changed);
      context.out(
        [
          `wrote ${target}: ${counted(changed.length, 'device')} ${to} since ${date}`,
          ...changed.map(({ device }) => `  ${device}: ${read.assets.get(device)?.state ?? 'planned'} -> ${to}`),
          `${counted(files.length, 'exported file changes', 'exported files change')} with the next synthesis${files.length === 0 ? '' : ':'}`,
          ...files.map((each) => `  ${each}`),
          '',
        ].join('\n'),
      );
    });
}

function unknownDevice(device: string, known: Iterable<string>): DesignError {
  const hint = spellingHint(device, [...known]);
  return new DesignError('assets/unknown-device', {
    problem: `the site has no device '${device}'`,
    remedy: hint === undefined ? "name a device of 'rack-schedule.csv'" : `did you mean '${hint}'?`,
    object: device,
  });
}

/** Adds `aifactory capacity`. */
export function addCapacityVerb(program: Command, context: CliContext): void {
  program
    .command('capacity')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option('--assets <file>', 'asset file that is newer than the plan (default: as the plan has it)')
    .option('--json', 'print JSON, as docs/schemas/capacity.schema.json of the package describes it')
    .addHelpText(
      'after',
      `
Examples:
  $ aifactory capacity --site cdktf.out/site/gasan/site.json
  $ aifactory capacity --site cdktf.out/site/gasan/site.json --assets assets.csv --json`,
    )
    .action(({ site, assets, json }: { site?: string; assets?: string; json?: true }) => {
      if (site === undefined) throw new UsageError("'--site' is missing", "name the 'site.json' of a synthesis");
      const folder = context.cwd ?? process.cwd();
      const plan = readPlan(site, folder);
      const read = assets === undefined ? plan : withAssets(plan, readAssets(assets, plan, folder).assets);
      const capacity = siteCapacity(read);
      context.out(json === true ? `${JSON.stringify(capacity, undefined, 2)}\n` : capacityText(capacity));
    });
}

function capacityText({ site, total, clusters, tenants, out }: SiteCapacity): string {
  const rows = [
    ...clusters.flatMap((each) => rowsOf(`cluster ${each.cluster ?? ''}`, each)),
    ...tenants.flatMap((each) => rowsOf(tenantText(each), each)),
    ...rowsOf('all', total),
  ];
  const table = textTable([['of', 'state', 'systems', 'GPUs'], ...rows], ['left', 'left', 'right', 'right']);
  const lines = out.map(({ device, state, since, reason }) => {
    const when = since === undefined ? '' : ` since ${since}`;
    return `  ${device} ${state}${when}${reason === undefined ? '' : `: ${reason}`}\n`;
  });
  const { gpus, gpusInService } = total;
  const head = `site ${site}: ${count(gpusInService)} of ${count(gpus)} GPUs in service\n\n`;
  return `${head}${table}${lines.length === 0 ? '' : `\nout of work:\n${lines.join('')}`}`;
}

function tenantText({ tenants }: Capacity): string {
  if (tenants.length === 0) return 'no tenant';
  return `${tenants.length === 1 ? 'tenant' : 'tenants'} ${tenants.join(', ')}`;
}

function rowsOf(name: string, { systems, gpus, states }: Capacity): string[][] {
  return [
    [name, 'designed', count(systems), count(gpus)],
    ...states.map((each) => ['', each.state, count(each.systems), count(each.gpus)]),
  ];
}
