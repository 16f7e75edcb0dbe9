import type { Command } from 'commander';
import { FileSchema } from '../../design/file-schema';
import { isCalendarDay } from '../../model/phase';
import type { PortfolioPlan } from '../../model/portfolio';
import { portfolioAnswer, quartersCsv } from '../../report/portfolio/portfolio-files';
import { type CliContext, UsageError } from '../cli-context';
import { readUtf8 } from '../read-plan';

const day = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };

const listOf = (properties: Readonly<Record<string, object>>, required: readonly string[]): object => ({
  type: 'array',
  items: { type: 'object', properties, required },
});

/** What of the file of a synthesis is read here. */
const SHAPE = new FileSchema(() => ({
  type: 'object',
  required: ['version', 'name', 'measure', 'from', 'until', 'quarters', 'shortfalls', 'orders', 'gaps'],
  properties: {
    version: { const: 1 },
    name: { type: 'string' },
    measure: { enum: ['watts', 'gpus'] },
    from: day,
    until: day,
    quarters: listOf(
      {
        quarter: { type: 'string' },
        day,
        supply: { type: 'number' },
        demand: { type: 'number' },
        deficit: { type: 'number' },
        bySite: listOf({ site: { type: 'string' }, supply: { type: 'number' } }, ['site', 'supply']),
      },
      ['quarter', 'day', 'supply', 'demand', 'deficit', 'bySite'],
    ),
    shortfalls: listOf(
      {
        from: day,
        until: day,
        deficit: { type: 'number' },
        worstDay: day,
        sites: { type: 'array', items: { type: 'string' } },
        remedies: listOf({ option: { type: 'string' }, count: { type: 'number' }, orderBy: day }, [
          'option',
          'count',
          'orderBy',
        ]),
      },
      ['from', 'deficit', 'worstDay', 'sites', 'remedies'],
    ),
    orders: listOf({ name: { type: 'string' }, site: { type: 'string' }, lastOrderDate: day }, [
      'name',
      'site',
      'lastOrderDate',
    ]),
    gaps: listOf({ what: { type: 'string' }, remedy: { type: 'string' } }, ['what', 'remedy']),
  },
}));

/** Adds `aifactory portfolio`. */
export function addPortfolioVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('portfolio')
    .argument('<file>', "portfolio of a synthesis: its 'portfolio.json'")
    .option('--as-of <day>', 'day as YYYY-MM-DD on which orders are late or not')
    .option('--csv', 'print supply and demand by quarter and site as CSV')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ aifactory portfolio cdktf.out/portfolio/korea/portfolio.json
  $ aifactory portfolio portfolio.json --as-of 2027-01-15 --csv`,
    )
    .action((file: string, flags: { readonly asOf?: string; readonly csv?: true; readonly json?: true }) => {
      const { asOf, csv, json } = flags;
      if (asOf !== undefined && !isCalendarDay(asOf)) {
        throw new UsageError(`'--as-of' is '${asOf}', which is no day of the calendar`, "write it as '2027-01-31'");
      }
      if (csv === true && json === true) throw new UsageError("'--csv' and '--json' are given", 'choose one of them');
      const read = readPortfolio(file, context.cwd ?? process.cwd());
      const plan = asOf === undefined ? read : judgedOn(read, asOf);
      context.out(
        json === true
          ? `${JSON.stringify({ version: 1, ...plan }, undefined, 2)}\n`
          : csv === true
            ? quartersCsv(plan)
            : portfolioAnswer(plan),
      );
      end(plan.shortfalls.length === 0 ? 0 : 1);
    });
}

function readPortfolio(path: string, folder: string): PortfolioPlan {
  const text = readUtf8(path, folder);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(`'${path}' is no JSON`, "give the 'portfolio.json' that a synthesis wrote");
  }
  const problems = SHAPE.problems(value);
  if (problems.length === 0) return value as PortfolioPlan;
  throw new UsageError(
    problems.map((problem) => `'${path}': ${problem}`),
    "give the 'portfolio.json' that a synthesis wrote",
  );
}

/** The same portfolio with what is late by another day. */
function judgedOn(plan: PortfolioPlan, asOf: string): PortfolioPlan {
  return {
    ...plan,
    shortfalls: plan.shortfalls.map((shortfall) => ({
      ...shortfall,
      remedies: shortfall.remedies.map((remedy) => ({ ...remedy, isLate: remedy.orderBy < asOf })),
    })),
    orders: plan.orders.map((order) => ({ ...order, isLate: order.lastOrderDate < asOf })),
  };
}
