import type { Command } from 'commander';

import { type OrderPlan, parseExchangeRate } from '../design/orders/order-plan';
import { type OrderOptions, planOrders } from '../design/orders/plan-orders';
import { writeFiles } from '../files/file-writer';
import { readPricesCsv } from '../report/orders/orders-csv';
import { renderOrdersCsv } from '../report/orders/orders-csv';
import { renderOrdersXlsx } from '../report/orders/render-orders-xlsx';
import { present } from '../units/present';
import { asUsage, type CliContext, UsageError } from './cli-context';
import { readPlan, readUtf8 } from './read-plan';
import { counted } from '../report/in-figures';

interface OrderFlags {
  /** Path of the plan. */
  readonly site?: string;
  /** Path of the price file. */
  readonly prices?: string;
  /** Dated rate. */
  readonly rate?: string;
  readonly supplier?: string;
  readonly phase?: string;
  /** Paths of what is written. */
  readonly csv?: string;
  readonly xlsx?: string;
  /** Whether to print JSON. */
  readonly json?: true;
}

const CORRECT_PRICES = 'correct the prices and run it again; nothing was written';

/** Adds `aifactory order`. */
export function addOrderVerb(program: Command, context: CliContext): void {
  program
    .command('order')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option('--prices <file>', "prices as CSV: 'part' or 'description', 'unit_price', 'currency' (KRW or USD)")
    .option(
      '--rate <rate>',
      'rate with its day, such as 1USD=1380KRW@2026-11-01 (default: sums stay in their currencies)',
    )
    .option('--supplier <name>', 'the one supplier to ask (default: all)')
    .option('--phase <name>', 'the one phase to order (default: all)')
    .option('--csv <file>', 'write CSV to a file (default: print it)')
    .option('--xlsx <file>', 'write a workbook, a sheet for each supplier and phase')
    .option('--json', 'print JSON; sums are in minor units: won, cents')
    .addHelpText(
      'after',
      `
The supplier of a line is the one that its price names, else its manufacturer. Last order dates follow from the lead times of the site's phases.

Examples:
  $ aifactory order --site cdktf.out/site/gasan/site.json
  $ aifactory order --site cdktf.out/site/gasan/site.json --xlsx rfq.xlsx
  $ aifactory order --site cdktf.out/site/gasan/site.json --prices prices.csv --rate 1USD=1380KRW@2026-11-01 --csv order.csv`,
    )
    .action(async (flags: OrderFlags) => {
      const folder = context.cwd ?? process.cwd();
      const orders = ordersOf(flags, folder);
      const { csv, xlsx, json } = flags;
      if (csv === undefined && xlsx === undefined) {
        context.out(json === true ? `${JSON.stringify(orders, undefined, 2)}\n` : renderOrdersCsv(orders));
        return;
      }
      const files: [string, string | Uint8Array][] = [];
      if (csv !== undefined) files.push([csv, renderOrdersCsv(orders)]);
      if (xlsx !== undefined) files.push([xlsx, await renderOrdersXlsx(orders)]);
      writeFiles(files, { folder });
      context.out(
        json === true
          ? `${JSON.stringify(orders, undefined, 2)}\n`
          : writtenText(
              files.map(([path]) => path),
              orders,
            ),
      );
    });
}

function ordersOf({ site, prices, rate, supplier, phase, csv, xlsx }: OrderFlags, folder: string): OrderPlan {
  if (site === undefined) throw new UsageError("'--site' is missing", "name the 'site.json' of a synthesis");
  if (csv !== undefined && csv === xlsx) {
    throw new UsageError("'--csv' and '--xlsx' name the same file", 'give each a file of its own');
  }
  const exchange = rate === undefined ? undefined : asUsage(() => parseExchangeRate(rate));
  const plan = readPlan(site, folder);
  const entries =
    prices === undefined
      ? []
      : asUsage(() => readPricesCsv(readUtf8(prices, folder), prices), undefined, CORRECT_PRICES);
  const options: OrderOptions = {
    prices: entries,
    ...present({ rate: exchange, supplier, phase }),
  };
  return asUsage(() => planOrders(plan, options), undefined, CORRECT_PRICES);
}

function writtenText(files: readonly string[], { groups, totals }: OrderPlan): string {
  const { lines, pricedLines } = totals;
  const what = `${counted(lines, 'line')}, ${counted(groups.length, 'supplier and phase', 'suppliers and phases')}`;
  return `wrote ${files.join(' and ')}: ${what}, ${counted(pricedLines, 'line')} with a price\n`;
}
