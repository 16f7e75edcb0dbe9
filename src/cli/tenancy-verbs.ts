import type { Command } from 'commander';
import { load, YAMLException } from 'js-yaml';
import { FileSchema } from '../design/file-schema';
import { bookedByDay, type Offer, offerNodes } from '../design/tenancy/offer';
import { planTenancy, type TenancyPlan } from '../design/tenancy/plan-tenancy';
import { ISOLATION_KINDS, type IsolationKind, type Tenancy } from '../design/tenancy/tenancy';
import { type RawTenancy, TENANCY_SCHEMA, tenancyOf } from '../design/tenancy/tenancy-file';
import { planUsage, USAGE_RULE } from '../design/tenancy/usage';
import { hostlist } from '../export/schedulers/scheduler-tree';
import { renderTenancyFiles } from '../export/tenancy/tenancy-files';
import { writeFiles } from '../files/file-writer';
import { peopleCsv } from '../report/csv';
import { count, counted, textTable } from '../report/in-figures';
import { readSacct, readUsageSamples, renderUsageCsv } from '../report/tenancy/usage-tables';
import { present } from '../units/present';
import { asUsage, type CliContext, UsageError } from './cli-context';
import { readPlan, readUtf8 } from './read-plan';

const SHAPE = new FileSchema(() => TENANCY_SCHEMA);

/** Reads a tenancy file, YAML or JSON. */
function readTenancy(path: string, folder: string): Tenancy {
  const text = readUtf8(path, folder);
  let value: unknown;
  try {
    value = load(text, { filename: path });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new UsageError(`'${path}' cannot be read: ${error.message.split('\n')[0] ?? ''}`, 'correct the file');
  }
  const problems = SHAPE.problems(value);
  if (problems.length > 0) {
    throw new UsageError(
      problems.map((problem) => `'${path}': ${problem}`),
      'correct the file; days stand in quotes',
    );
  }
  return tenancyOf(value as RawTenancy);
}

interface TenancyFlags {
  readonly site?: string;
  readonly tenancy?: string;
  readonly on?: string;
  readonly before?: string;
  readonly until?: string;
  readonly out?: string;
  readonly json?: true;
}

/** Adds `aifactory tenancy`. */
export function addTenancyVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('tenancy')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option('--tenancy <file>', 'tenants and their nodes by date, as YAML or JSON')
    .option('--on <day>', 'day as YYYY-MM-DD')
    .option('--before <day>', 'day of what runs now: the steps from it are written')
    .option('--until <day>', 'print sold, held and free GPUs by day up to this one, as CSV')
    .option('--out <folder>', 'write nodes, accounts, queues and members of partitions')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
A change of tenants changes no plan of the site: the file stands beside it.

Examples:
  $ aifactory tenancy --site site.json --tenancy tenants.yaml --on 2027-03-01
  $ aifactory tenancy --site site.json --tenancy tenants.yaml --on 2027-03-01 --before 2027-02-28 --out tenancy`,
    )
    .action((flags: TenancyFlags) => {
      const { site: path, tenancy: file, on, before, until, out, json } = flags;
      if (path === undefined || file === undefined || on === undefined) {
        throw new UsageError(
          missing({ '--site': path, '--tenancy': file, '--on': on }),
          'give the plan, the tenancy and the day',
        );
      }
      const folder = context.cwd ?? process.cwd();
      const site = readPlan(path, folder);
      const tenancy = readTenancy(file, folder);
      const plan = asUsage(() => planTenancy(site, tenancy, on), file, 'correct the tenancy');
      const days =
        until === undefined
          ? undefined
          : asUsage(() => bookedByDay(site, tenancy, on, until), undefined, 'correct --until');
      if (out !== undefined) {
        const files = asUsage(() => renderTenancyFiles(site, tenancy, on, before), file, 'correct the tenancy');
        writeFiles(
          [...files].map(([name, text]) => [`${out}/${name}`, text]),
          { folder },
        );
      }
      if (json === true)
        context.out(`${JSON.stringify({ version: 1, ...plan, ...present({ days }) }, undefined, 2)}\n`);
      else context.out(days === undefined ? tenancyText(plan, tenancy) : bookedCsv(days));
      end(plan.findings.some(({ severity }) => severity === 'error') ? 1 : 0);
    });
}

interface OfferFlags {
  readonly site?: string;
  readonly tenancy?: string;
  readonly gpus?: string;
  readonly from?: string;
  readonly until?: string;
  readonly isolation?: readonly string[];
  readonly cluster?: string;
  readonly json?: true;
}

/** Adds `aifactory offer`. */
export function addOfferVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('offer')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option('--tenancy <file>', 'tenants and their nodes by date, as YAML or JSON')
    .option('--gpus <count>', 'GPUs that are asked; whole nodes are given')
    .option('--from <day>', 'first day as YYYY-MM-DD')
    .option('--until <day>', 'day on which it ends (default: without end)')
    .option('--isolation <kinds...>', `by what the tenant is kept apart: ${ISOLATION_KINDS.join(', ')}`)
    .option('--cluster <name>', 'cluster that alone can serve it (default: any one)')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ aifactory offer --site site.json --tenancy tenants.yaml --gpus 512 --from 2027-03-01 --until 2028-03-01 --isolation pkey storage`,
    )
    .action((flags: OfferFlags) => {
      const { site: path, tenancy: file, gpus, from, until, cluster, isolation = [], json } = flags;
      if (path === undefined || file === undefined || gpus === undefined || from === undefined) {
        throw new UsageError(
          missing({ '--site': path, '--tenancy': file, '--gpus': gpus, '--from': from }),
          'give the plan, the tenancy, the GPUs and the first day',
        );
      }
      const unknown = isolation.filter((kind) => !(ISOLATION_KINDS as readonly string[]).includes(kind));
      if (unknown.length > 0) {
        throw new UsageError(
          `'--isolation' has no kind '${unknown.join("', '")}'`,
          `use ${ISOLATION_KINDS.join(', ')}`,
        );
      }
      const folder = context.cwd ?? process.cwd();
      const site = readPlan(path, folder);
      const tenancy = readTenancy(file, folder);
      const wish = {
        gpus: Number(gpus),
        since: from,
        isolation: isolation as readonly IsolationKind[],
        ...present({ until, cluster }),
      };
      const offer = asUsage(
        () => offerNodes(site, tenancy, wish),
        undefined,
        'correct the command line or the tenancy',
      );
      context.out(
        json === true ? `${JSON.stringify({ version: 1, ...offer }, undefined, 2)}\n` : offerText(offer, wish.gpus),
      );
      end(offer.isPossible ? 0 : 1);
    });
}

function missing(options: Readonly<Record<string, string | undefined>>): string {
  const names = Object.entries(options).flatMap(([name, value]) => (value === undefined ? [`'${name}'`] : []));
  return `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} missing`;
}

function tenancyText(
  { site, day, nodes, counts, pools: figures = [], losses, findings }: TenancyPlan,
  { tenants, pools = [] }: Tenancy,
): string {
  const holders = [
    ...tenants.map(({ name }) => [name, nodes.filter(({ tenant }) => tenant === name)] as const),
    ...pools.map(({ name }) => [`pool ${name}`, nodes.filter(({ pool }) => pool === name)] as const),
  ];
  const rows = holders.flatMap(([name, own]) => {
    return [...new Set(own.map(({ use }) => use))].map((use) => {
      const part = own.filter((each) => each.use === use);
      return [name, use, count(part.length), count(sumOf(part)), hostlist(part.map(({ node }) => node))];
    });
  });
  const none = counts
    .filter(({ use }) => ['free', 'spare', 'out', 'not-in-service'].includes(use))
    .map(({ use, nodes: number, gpus }) => ['-', use, count(number), count(gpus), '']);
  const table = textTable(
    [['tenant', 'use', 'nodes', 'GPUs', 'names'], ...rows, ...none],
    ['left', 'left', 'right', 'right', 'left'],
  );
  const shares = figures.flatMap((pool) =>
    pool.shares.map(({ tenant, guaranteed, borrows, ceiling }) => {
      return [pool.pool, tenant, count(guaranteed), count(borrows), count(ceiling), count(pool.usable)];
    }),
  );
  const shared =
    shares.length === 0
      ? ''
      : `\n${textTable(
          [['pool', 'tenant', 'guaranteed', 'may borrow', 'at most', 'usable'], ...shares],
          ['left', 'left', 'right', 'right', 'right', 'right'],
        )}`;
  const lost = losses.map(({ tenant, kind, thing, gpus, of }) => [tenant, kind, thing, count(gpus), count(of)]);
  const radius =
    lost.length === 0
      ? ''
      : `\n${textTable(
          [['tenant', 'one loss', 'takes most', 'GPUs', 'of'], ...lost],
          ['left', 'left', 'left', 'right', 'right'],
        )}`;
  const told = findings.map(
    ({ rule, severity, object, message, remedy }) => `${severity}: ${object}: ${message}; ${remedy} [${rule}]\n`,
  );
  return `site ${site} on ${day}\n\n${table}${shared}${radius}${told.length === 0 ? '' : `\n${told.join('')}`}`;
}

function offerText(
  { isPossible, offered, from, fromIfProven, displaces, reasons, notKnown }: Offer,
  asked: number,
): string {
  const head =
    isPossible && offered !== undefined
      ? `yes: ${count(offered.gpus)} GPUs for ${count(asked)} asked, ${counted(offered.nodes.length, 'node')} of cluster ${offered.cluster} in ${counted(offered.units, 'unit')}\n  ${hostlist(offered.nodes)}\n`
      : `no: ${from === undefined ? 'never by what is booked now' : `from ${from} on`}\n`;
  return [
    head,
    ...(fromIfProven === undefined ? [] : [`  from ${fromIfProven} on, once nodes that are closed are proven clean\n`]),
    ...(offered?.splitDomains ?? []).map((name) => `  scale-up domain ${name} would be shared with others\n`),
    ...displaces.map((hold) => `  possible in place of ${hold}\n`),
    ...(isPossible ? [] : reasons.map((reason) => `  ${reason}\n`)),
    ...notKnown.map((each) => `  not known: ${each}\n`),
  ].join('');
}

function bookedCsv(days: ReturnType<typeof bookedByDay>): string {
  const uses = [...new Set(days.flatMap(({ counts }) => Object.keys(counts)))].sort();
  return peopleCsv([
    ['day', ...uses.map((use) => `${use}_gpus`)],
    ...days.map(({ day, counts }) => [day, ...uses.map((use) => counts[use] ?? 0)]),
  ]);
}

function sumOf(nodes: readonly { readonly gpus: number }[]): number {
  return nodes.reduce((sum, { gpus }) => sum + gpus, 0);
}

interface UsageFlags {
  readonly site?: string;
  readonly tenancy?: string;
  readonly month?: string;
  readonly sacct?: string;
  readonly samples?: string;
  readonly now?: string;
  readonly json?: true;
}

/** Adds `aifactory usage`. */
export function addUsageVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('usage')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option('--tenancy <file>', 'tenants and their nodes by date, as YAML or JSON')
    .option('--month <month>', 'month as YYYY-MM')
    .option('--sacct <file>', 'what sacct printed, with --parsable2 and its header')
    .option('--samples <file>', 'samples of allocated GPUs as CSV: time, tenant, gpus')
    .option('--now <moment>', 'moment to which jobs that run still are counted (default: they are not, and are told)')
    .option('--json', 'print JSON, with the rule of sharing')
    .addHelpText(
      'after',
      `
${USAGE_RULE}

Examples:
  $ sacct --parsable2 --allusers --allocations --format=JobID,Account,Start,End,AllocTRES -S 2027-03-01 -E 2027-04-01 > sacct.txt
  $ aifactory usage --site site.json --tenancy tenants.yaml --month 2027-03 --sacct sacct.txt`,
    )
    .action((flags: UsageFlags) => {
      const { site: path, tenancy: file, month, sacct, samples, now, json } = flags;
      if (path === undefined || file === undefined || month === undefined) {
        throw new UsageError(
          missing({ '--site': path, '--tenancy': file, '--month': month }),
          'give the plan, the tenancy and the month',
        );
      }
      if (sacct === undefined && samples === undefined) {
        throw new UsageError("'--sacct' and '--samples' are missing", 'give one of them, or both');
      }
      const folder = context.cwd ?? process.cwd();
      const site = readPlan(path, folder);
      const tenancy = readTenancy(file, folder);
      const spans = [
        ...(sacct === undefined ? [] : asUsage(() => readSacct(readUtf8(sacct, folder)), sacct)),
        ...(samples === undefined ? [] : asUsage(() => readUsageSamples(readUtf8(samples, folder)), samples)),
      ];
      const report = asUsage(
        () => planUsage(site, tenancy, month, spans, now),
        file,
        'correct the command line or the files',
      );
      if (json === true) context.out(`${JSON.stringify({ version: 1, rule: USAGE_RULE, ...report }, undefined, 2)}\n`);
      else context.out(renderUsageCsv(report));
      if (report.running > 0) {
        const run = report.running === 1 ? 'runs still and is' : 'run still and are';
        context.err(`not-known: ${counted(report.running, 'allocation')} ${run} not counted; give '--now'\n`);
      }
      for (const each of report.notKnown) context.err(`not-known: ${each}\n`);
      end(report.running > 0 || report.notKnown.length > 0 ? 1 : 0);
    });
}
