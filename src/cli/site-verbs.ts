import { type Command, Option } from 'commander';
import { withAssets } from '../design/assets/merge-assets';
import { type CurtailmentPlan, planCurtailment, withShedOrder } from '../design/shift/plan-curtailment';
import { planImpact } from '../design/shift/plan-impact';
import { type Move, type SiteMoves, checkMoves, hasMoves } from '../design/site/renames';
import { underNewNames } from '../design/site/renames';
import { curtailmentCommands } from '../export/schedulers/scheduler-files';
import { siteLimits } from '../policy/evaluate';
import { counted, textTable } from '../report/in-figures';
import { LIMIT_HEADS, bindingText, limitCells, nextLimitText } from '../report/limits/limits-text';
import {
  powerOf,
  readJobsCsv,
  readMetersCsv,
  readShedOrderCsv,
  readWindowsCsv,
  windowOf,
} from '../report/shift/shift-tables';
import { renderCurtailmentText, renderImpactText } from '../report/shift/shift-text';
import { present } from '../units/present';
import { type CliContext, UsageError, asUsage } from './cli-context';
import { readAssets, readFound, readPlan, readTwoPlans } from './read-plan';

/** Adds `aifactory limits`. */
export function addLimitsVerb(program: Command, context: CliContext): void {
  program
    .command('limits')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option('--cluster <name>', 'cluster whose systems are counted (default: the largest)')
    .option('--json', 'print JSON, as docs/schemas/limits.schema.json of the package describes it')
    .addHelpText(
      'after',
      `
'more systems' is a dry run: the site is planned with more systems, and the switches and blocks that come with them, until a rule fails that holds today or
an engine refuses; '-' where another level ends before, or where the end is no error. 'at the ratio of today' is what is left over what one more system takes.

Examples:
  $ aifactory limits --site cdktf.out/site/gasan/site.json
  $ aifactory limits --site cdktf.out/site/gasan/site.json --cluster haein --json`,
    )
    .action(({ site, cluster, json }: LimitsOptions) => {
      if (site === undefined) throw new UsageError("'--site' is missing", "name the 'site.json' of a synthesis");
      const plan = readPlan(site, context.cwd ?? process.cwd());
      const limits = asUsage(() => siteLimits(plan, cluster));
      if (json === true) {
        context.out(`${JSON.stringify(limits, undefined, 2)}\n`);
        return;
      }
      const table = textTable([[...LIMIT_HEADS], ...limitCells(limits.levels)], ALIGNMENTS);
      const binding = bindingText(limits);
      context.out(`${nextLimitText(limits)}\n\n${table}${binding === '' ? '' : `\n${binding}\n`}`);
    });
}

const ALIGNMENTS = ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'right', 'right'] as const;

interface LimitsOptions {
  /** Path of the plan. */
  readonly site?: string;
  /** Cluster whose systems are counted. */
  readonly cluster?: string;
  /** Whether to print JSON. */
  readonly json?: true;
}

/**
 * Adds `aifactory moves`.
 *
 * @param program - the command line
 * @param context - where results go
 * @param end - takes the exit code: 0 nothing moves, 1 something does
 */
export function addMovesVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('moves')
    .argument('[before]', "plan before: the 'site.json' of a synthesis")
    .argument('[after]', 'plan after, of a later synthesis (default: of the only site in the output folder)')
    .usage('[options] <before> [after]')
    .addOption(new Option('--site <file>').hideHelp())
    .addOption(new Option('--program <file>').hideHelp())
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
What is only new is not shown; what is gone is shown, and moves nothing.

Examples:
  $ aifactory moves main/site.json
  $ aifactory moves main/site.json cdktf.out/site/gasan/site.json`,
    )
    .action((before: string | undefined, after: string | undefined, flags: MovesFlags) => {
      const folder = context.cwd ?? process.cwd();
      const [planned, next] = readTwoPlans(...statesOf(before, after, flags, context), folder);
      const under = underNewNames(planned, next);
      const moves = checkMoves(under, next);
      context.out(flags.json === true ? `${JSON.stringify(moves, undefined, 2)}\n` : movesText(under.name, moves));
      end(hasMoves(moves) ? 1 : 0);
    });
}

interface MovesFlags {
  /** The first state in its old words, taken until the next release. */
  readonly site?: string;
  /** The second state in its old words. */
  readonly program?: string;
  /** Whether to print JSON. */
  readonly json?: true;
}

/** The two states, also in the old words, which are told of. */
function statesOf(
  before: string | undefined,
  after: string | undefined,
  { site, program }: MovesFlags,
  { err }: CliContext,
): readonly [before: string | undefined, after: string | undefined] {
  if (site === undefined && program === undefined) return [before, after];
  if (before !== undefined) {
    throw new UsageError("'--site' and '--program' are given beside two states", 'give <before> <after> alone');
  }
  err("note: '--site' and '--program' are deprecated: write 'aifactory moves <before> <after>'\n");
  return [site, program];
}

const KINDS: Readonly<Record<keyof SiteMoves, readonly [one: string, many: string]>> = {
  places: ['device', 'devices'],
  cables: ['cable', 'cables'],
  addresses: ['address', 'addresses'],
  asNumbers: ['AS number', 'AS numbers'],
  partitions: ['partition', 'partitions'],
};

/** What moves for people: a line a name, by kind. */
function movesText(site: string, moves: SiteMoves): string {
  const kinds = Object.keys(KINDS) as (keyof SiteMoves)[];
  const blocks = kinds.flatMap((kind) => (moves[kind].length === 0 ? [] : [block(KINDS[kind], moves[kind])]));
  return blocks.length === 0 ? `site ${site}: nothing moves\n` : [`site ${site}\n`, ...blocks].join('\n');
}

function block([one, many]: readonly [string, string], list: readonly Move[]): string {
  const gone = list.filter(({ after }) => after === undefined).length;
  const parts = [
    ...(list.length > gone ? [`${counted(list.length - gone, one, many)} would move`] : []),
    ...(gone > 0 ? [`${counted(gone, one, many)} would be gone`] : []),
  ];
  const rows = list.map(({ name, before, after = 'gone' }) => [`  ${name}`, before, '->', after]);
  return `${parts.join(', ')}\n${textTable(rows, [])}`;
}

interface ImpactFlags {
  readonly site?: string;
  readonly from?: string;
  readonly to?: string;
  readonly windows?: string;
  readonly jobs?: string;
  readonly assets?: string;
  readonly json?: true;
}

/** Adds `aifactory impact`. */
export function addImpactVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('impact')
    .argument('[objects...]', "what is out: '<name>', or '<kind>:<name>' such as rack:A01")
    .usage('[options] <objects...>')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option('--from <time>', "when it begins, such as 2026-12-05T22:00; with '--to'")
    .option('--to <time>', "when it ends; with '--from'")
    .option('--windows <file>', "windows that are booked: CSV 'window,from,to,objects,by'")
    .option('--jobs <file>', "jobs that run: CSV 'job,hosts' (default: not known)")
    .option('--assets <file>', 'asset file that is newer than the plan: what is drained, failed or retired is out too')
    .option('--json', 'print JSON, as docs/schemas/impact.schema.json of the package describes it')
    .addHelpText(
      'after',
      `
Objects are devices, cables, ports ('<device>:<port>'), racks, rows, halls, compartments, nodes of the power chain, feeds ('<zone>/<feed>'), power zones, units of
cooling ('<units>', or '<units>/<number>' for one), loops, common causes, scalable units, clusters, fabrics and storage tiers.

Examples:
  $ aifactory impact --site site.json compute-leaf-su01-r1
  $ aifactory impact --site site.json node:ups-a --from 2026-12-05T22:00 --to 2026-12-06T02:00 --windows booked.csv --json`,
    )
    .action((objects: readonly string[], flags: ImpactFlags) => {
      const { site, from, to, windows, jobs, assets, json } = flags;
      const missing = [...(site === undefined ? ["'--site'"] : []), ...(objects.length === 0 ? ["'<objects>'"] : [])];
      if (site === undefined || missing.length > 0) {
        throw new UsageError(
          `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
          "give the plan of the site and what is out, as in 'aifactory impact --help'",
        );
      }
      if ((from === undefined) !== (to === undefined)) {
        throw new UsageError(`'${from === undefined ? '--from' : '--to'}' is missing`, 'give both ends of the window');
      }
      if (windows !== undefined && from === undefined) {
        throw new UsageError(
          "'--windows' is given without '--from' and '--to'",
          'give the window that the others are compared with',
        );
      }
      const folder = context.cwd ?? process.cwd();
      const plan = readPlan(site, folder);
      const now = assets === undefined ? plan : withAssets(plan, readAssets(assets, plan, folder).assets);
      const impact = asUsage(() => {
        const window = from === undefined || to === undefined ? undefined : windowOf(from, to, "'--from' and '--to'");
        return planImpact(now, {
          objects,
          ...present({
            window,
            booked:
              windows === undefined || window === undefined
                ? undefined
                : readWindowsCsv(readFound(windows, folder), windows, window),
            jobs: jobs === undefined ? undefined : readJobsCsv(readFound(jobs, folder), jobs),
          }),
        });
      });
      context.out(json === true ? `${JSON.stringify(impact, undefined, 2)}\n` : renderImpactText(impact));
      end(impact.clashes?.some(({ isHarmful, same }) => isHarmful || same.length > 0) === true ? 1 : 0);
    });
}

interface CurtailFlags {
  readonly site?: string;
  readonly to?: string;
  readonly from?: string;
  readonly until?: string;
  readonly by?: string;
  readonly ramp?: string;
  readonly order?: string;
  readonly meters?: string;
  readonly json?: true;
}

/** Adds `aifactory curtail`. */
export function addCurtailVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('curtail')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option('--to <power>', 'highest draw at the point of supply, such as 60MW')
    .option('--from <time>', 'when it begins, such as 2026-12-05T18:00')
    .option('--until <time>', 'when it ends')
    .option('--by <what>', 'what may be done: caps or drains (default: caps first, then drains)')
    .option(
      '--ramp <power>',
      "how fast the load may change in a minute, such as 2MW (default: 'load-ramp' of the supply)",
    )
    .option(
      '--order <file>',
      "another order of shedding: CSV 'priority,objects,cap' (default: as the program states it)",
    )
    .option('--meters <file>', "proof: what meters at the point of supply read, CSV 'time,kw' with 'meter' for several")
    .option('--json', 'print JSON, as docs/schemas/curtail.schema.json of the package describes it')
    .addHelpText(
      'after',
      `
Examples:
  $ aifactory curtail --site site.json --to 1.8MW --from 2026-12-05T18:00 --until 2026-12-05T20:00
  $ aifactory curtail --site site.json --to 1.8MW --from 2026-12-05T18:00 --until 2026-12-05T20:00 --meters supply.csv`,
    )
    .action((flags: CurtailFlags) => {
      const { site, to, from, until, by, ramp, order, meters, json } = flags;
      const missing = Object.entries({ '--site': site, '--to': to, '--from': from, '--until': until })
        .filter(([, value]) => value === undefined)
        .map(([name]) => `'${name}'`);
      if (site === undefined || to === undefined || from === undefined || until === undefined) {
        throw new UsageError(
          `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
          "give the plan, the figure and the time, as in 'aifactory curtail --help'",
        );
      }
      if (by !== undefined && by !== 'caps' && by !== 'drains') {
        throw new UsageError(`'--by' is '${by}'`, "give 'caps' or 'drains', or leave it out for both");
      }
      const folder = context.cwd ?? process.cwd();
      const plan = readPlan(site, folder);
      const curtailment = asUsage(() => {
        const window = windowOf(from, until, "'--from' and '--until'");
        const ordered =
          order === undefined ? plan : withShedOrder(plan, readShedOrderCsv(readFound(order, folder), order));
        return planCurtailment(ordered, {
          toWatts: powerOf(to, "'--to'"),
          window,
          ...present({
            by,
            rampWattsPerMinute: ramp === undefined ? undefined : powerOf(ramp, "'--ramp'"),
            meters: meters === undefined ? undefined : readMetersCsv(readFound(meters, folder), meters, window),
          }),
        });
      });
      const commands = curtailmentCommands(curtailment);
      context.out(
        json === true
          ? `${JSON.stringify({ ...curtailment, commands }, undefined, 2)}\n`
          : `${renderCurtailmentText(curtailment)}${commandsText(commands)}`,
      );
      end(isShown(curtailment) ? 0 : 1);
    });
}

/** Whether no meter says otherwise, or leaves it open. */
function isShown({ proof }: CurtailmentPlan): boolean {
  return proof === undefined || proof.outcome === 'held';
}

function commandsText(commands: ReturnType<typeof curtailmentCommands>): string {
  const parts = [
    ['Slurm', commands.slurm],
    ['Slurm, back', commands.slurmReturn],
    ['Kubernetes', commands.kubernetes],
    ['Kubernetes, back', commands.kubernetesReturn],
  ] as const;
  return parts
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}`)
    .join('');
}
