import type { Command } from 'commander';
import { parseCableScope } from '../design/as-built/as-built-report';
import { LABEL_KINDS, type LabelKind, type LabelPlan } from '../design/labels/labels';
import { type OrderPlan, parseExchangeRate } from '../design/orders/order-plan';
import { type OrderOptions, planOrders, valueByCompartment } from '../design/orders/plan-orders';
import { withAssets } from '../design/assets/merge-assets';
import { spellingHint } from '../errors/design-error';
import { planWaves } from '../design/work-order/plan-waves';
import { WAVE_KEYS, type WaveOptions } from '../design/work-order/work-order-plan';
import type { SitePlan } from '../model/site-plan';
import { writeFiles } from '../files/file-writer';
import { counted } from '../report/in-figures';
import {
  type SheetGeometry,
  labelLines,
  labelSheets,
  labelsWithin,
  parseSheet,
  planLabels,
} from '../report/labels/label-sheets';
import { readPricesCsv, renderOrdersCsv, renderValueCsv, renderValueText } from '../report/orders/orders-csv';
import { renderOrdersXlsx } from '../report/orders/render-orders-xlsx';
import { renderWavesCsv, renderWavesText } from '../report/work-order/waves-text';
import { present } from '../units/present';
import { type CliContext, UsageError, asUsage } from './cli-context';
import { driftRun } from './drift-verb';
import { readAssets, readPlan, readUtf8 } from './read-plan';

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
  /** Whether to tell what stands in each compartment. */
  readonly byCompartment?: true;
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
    .option('--by-compartment', 'what stands in each compartment instead, with what it is worth')
    .option('--csv <file>', 'write CSV to a file (default: print it)')
    .option('--xlsx <file>', 'write a workbook, a sheet for each supplier and phase')
    .option('--json', 'print JSON; sums are in minor units: won, cents')
    .addHelpText(
      'after',
      `
The supplier of a line is the one that its price names, else its manufacturer. Last order dates follow from the lead times of the site's phases.
With '--by-compartment' each line is split over the compartments in which its pieces stand: a table, or CSV with '--csv'. What has no price, or no line, is named unpriced.

Examples:
  $ aifactory order --site cdktf.out/site/gasan/site.json
  $ aifactory order --site cdktf.out/site/gasan/site.json --xlsx rfq.xlsx
  $ aifactory order --site cdktf.out/site/gasan/site.json --prices prices.csv --rate 1USD=1380KRW@2026-11-01 --csv order.csv
  $ aifactory order --site cdktf.out/site/gasan/site.json --prices prices.csv --by-compartment`,
    )
    .action(async (flags: OrderFlags) => {
      const folder = context.cwd ?? process.cwd();
      if (flags.byCompartment === true) {
        printValues(flags, context, folder);
        return;
      }
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

function printValues(flags: OrderFlags, { out }: CliContext, folder: string): void {
  const { csv, xlsx, json } = flags;
  if (xlsx !== undefined) {
    throw new UsageError("'--by-compartment' writes no workbook", "give '--csv' for a table, or leave '--xlsx' out");
  }
  const { plan, options } = orderInput(flags, folder);
  const values = asUsage(() => valueByCompartment(plan, options), undefined, CORRECT_PRICES);
  if (csv !== undefined) writeFiles([[csv, renderValueCsv(values)]], { folder });
  if (json === true) out(`${JSON.stringify(values, undefined, 2)}\n`);
  else if (csv === undefined) out(renderValueText(values));
  else out(`wrote ${csv}: ${counted(values.places.length, 'place')}\n`);
}

function ordersOf(flags: OrderFlags, folder: string): OrderPlan {
  const { plan, options } = orderInput(flags, folder);
  return asUsage(() => planOrders(plan, options), undefined, CORRECT_PRICES);
}

function orderInput(
  { site, prices, rate, supplier, phase, csv, xlsx }: OrderFlags,
  folder: string,
): { plan: SitePlan; options: OrderOptions } {
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
  return { plan, options };
}

function writtenText(files: readonly string[], { groups, totals }: OrderPlan): string {
  const { lines, pricedLines } = totals;
  const what = `${counted(lines, 'line')}, ${counted(groups.length, 'supplier and phase', 'suppliers and phases')}`;
  return `wrote ${files.join(' and ')}: ${what}, ${counted(pricedLines, 'line')} with a price\n`;
}

interface LabelFlags {
  /** Path of the plan. */
  readonly site?: string;
  readonly kind?: string;
  /** Templates. */
  readonly scheme?: string;
  readonly qr?: string;
  /** Parts of the site. */
  readonly only?: readonly string[];
  /** Paths of what is written. */
  readonly csv?: string;
  readonly html?: string;
  /** Geometry of a sheet. */
  readonly sheet?: string;
  readonly margin?: string;
  readonly gap?: string;
  readonly skip?: string;
}

const LABELS_OF: Readonly<Record<LabelKind, readonly [string, string]>> = {
  cables: ['cable', 'cables'],
  devices: ['device', 'devices'],
  racks: ['rack', 'racks'],
  feeds: ['feed', 'feeds'],
  panels: ['panel', 'panels'],
};

/** Adds `aifactory labels`. */
export function addLabelVerb(program: Command, context: CliContext): void {
  program
    .command('labels')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option('--kind <kind>', `what to label: ${LABEL_KINDS.join(', ')}`)
    .option('--scheme <template>', 'template of the identifier (default: {rack}-{u}:{port} for each end of a cable)')
    .option('--qr <template>', 'template of the text in the QR code, of {name} and {identifier} (default: {name})')
    .option(
      '--only <parts...>',
      'labels there alone: rack=A01,rack=A02 or unit= or device=; of cables by their near end',
    )
    .option('--csv <file>', 'write CSV to a file (default: print it)')
    .option('--html <file>', 'write sheets of A4 with QR codes')
    .option('--sheet <grid>', 'labels across and down a sheet, with --html (default: 3x8)')
    .option('--margin <mm>', 'margin of the sheet: sides, or sides,top (default: 8)')
    .option('--gap <mm>', 'gap between labels: across, or across,down (default: 2)')
    .option('--skip <labels>', 'labels that are gone from the first sheet (default: 0)')
    .addHelpText(
      'after',
      `
A cable has a label at each end, with the near end first. Templates hold {site}, {hall}, {row}, {rack}, {number}, {u}, {device} and {port};
those of feeds {feed} and {zone}.

Examples:
  $ aifactory labels --site cdktf.out/site/gasan/site.json --kind cables > cables.csv
  $ aifactory labels --site cdktf.out/site/gasan/site.json --kind devices --only rack=A01 --html a01.html --sheet 4x12
  $ aifactory labels --site cdktf.out/site/gasan/site.json --kind racks --scheme {hall}.{rack} --html racks.html`,
    )
    .action((flags: LabelFlags) => {
      const folder = context.cwd ?? process.cwd();
      const { csv, html } = flags;
      if (csv !== undefined && csv === html) {
        throw new UsageError("'--csv' and '--html' name the same file", 'give each a file of its own');
      }
      const geometry = geometryOf(flags);
      const { labels, site } = labelsOf(flags, folder);
      const sheets = html === undefined ? undefined : asUsage(() => labelSheets(labels, site, geometry));
      const files = new Map<string, Iterable<string>>();
      if (csv !== undefined) files.set(csv, labelLines(labels));
      if (html !== undefined && sheets !== undefined) files.set(html, sheets);
      if (files.size === 0) for (const piece of labelLines(labels)) context.out(piece);
      else writeFiles(files, { folder });
      if (files.size > 0) context.out(`wrote ${[...files.keys()].join(' and ')}: ${sizeOf(labels)}\n`);
      if (labels.unplaced > 0) {
        const [one, many] = LABELS_OF[labels.kind];
        context.err(
          `${counted(labels.unplaced, one, many)} without a label: an end, or the whole, stands in no rack\n`,
        );
      }
    });
}

function sizeOf({ labels, kind }: LabelPlan): string {
  return `${counted(labels.length, 'label')} of ${kind}`;
}

function labelsOf({ site, kind, scheme, qr, only }: LabelFlags, folder: string): { labels: LabelPlan; site: string } {
  if (site === undefined) throw new UsageError("'--site' is missing", "name the 'site.json' of a synthesis");
  const known = kindOf(kind);
  const plan = readPlan(site, folder);
  const labels = asUsage(() => planLabels(plan, known, present({ scheme, qr })));
  if (only === undefined) return { labels, site: plan.name };
  return {
    labels: labelsWithin(
      labels,
      plan,
      asUsage(() => parseCableScope(only.join(','), plan)),
    ),
    site: plan.name,
  };
}

function kindOf(text: string | undefined): LabelKind {
  const kinds = LABEL_KINDS.map((kind) => `'${kind}'`).join(', ');
  if (text === undefined) throw new UsageError("'--kind' is missing", `give one of ${kinds}`);
  const kind = LABEL_KINDS.find((name) => name === text);
  if (kind !== undefined) return kind;
  const hint = spellingHint(text, LABEL_KINDS);
  throw new UsageError(
    `'--kind' is '${text}'`,
    hint === undefined ? `give one of ${kinds}` : `did you mean '${hint}'?`,
  );
}

function geometryOf({ html, sheet, margin, gap, skip }: LabelFlags): SheetGeometry {
  const given = Object.entries({ '--sheet': sheet, '--margin': margin, '--gap': gap, '--skip': skip });
  const stray = given.find(([, value]) => value !== undefined);
  if (html === undefined && stray !== undefined) {
    throw new UsageError(`'${stray[0]}' is given without '--html'`, "add '--html <file>'");
  }
  const margins = margin === undefined ? undefined : pairOf('--margin', margin);
  const gaps = gap === undefined ? undefined : pairOf('--gap', gap);
  return {
    ...asUsage(() => parseSheet(sheet ?? '3x8')),
    ...(margins === undefined ? {} : { marginXMillimetres: margins[0], marginYMillimetres: margins[1] }),
    ...(gaps === undefined ? {} : { gapXMillimetres: gaps[0], gapYMillimetres: gaps[1] }),
    ...present({ skip: skip === undefined ? undefined : countOf(skip) }),
  };
}

function pairOf(option: string, text: string): readonly [number, number] {
  const [, first, second] = /^(\d{1,3}(?:\.\d{1,2})?)(?:,(\d{1,3}(?:\.\d{1,2})?))?$/.exec(text) ?? [];
  if (first !== undefined) return [Number(first), Number(second ?? first)];
  throw new UsageError(`'${option}' is '${text}'`, "give millimetres, such as '8' or '7.2,15.1'");
}

function countOf(text: string): number {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw new UsageError(`'--skip' is '${text}'`, 'give a whole number of labels');
}

interface WaveFlags {
  readonly site?: string;
  readonly assets?: string;
  readonly of?: readonly string[];
  readonly discovered?: readonly string[];
  readonly firmware?: string;
  readonly device?: string;
  readonly by?: string;
  readonly mostSystems?: number;
  readonly accept?: string;
  readonly csv?: string;
  readonly json?: true;
}

/** Adds `aifactory waves`. */
export function addWavesVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('waves')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option(
      '--assets <file>',
      'asset file that is newer than the plan: what is out already (default: as the plan has it)',
    )
    .option('--of <devices...>', 'devices, trays, models or kinds of device that are updated')
    .option(
      '--firmware <file>',
      "baseline: a table 'of,component,versions'; with --discovered, only devices that differ from it",
    )
    .option('--discovered <files...>', "firmware by device, as 'aifactory drift' reads it")
    .option('--device <rule>', 'rule that makes the device from the name of a file of --discovered')
    .option('--by <key>', `what the devices of a wave share: ${WAVE_KEYS.join(', ')} (default: nothing)`)
    .option(
      '--most-systems <count>',
      "systems of a cluster that may be out at once, with those out already (default: its 'spareSystems')",
      mostSystemsOf,
    )
    .option(
      '--accept <what>',
      "'alone': devices that nothing stands in for get waves of their own (default: they are held)",
    )
    .option('--csv <file>', 'write the steps as CSV')
    .option('--json', 'print JSON, as docs/schemas/waves.schema.json of the package describes it')
    .addHelpText(
      'after',
      `
Examples:
  $ aifactory waves --site site.json --of switch --by rail --csv waves.csv
  $ aifactory waves --site site.json --firmware firmware.csv --discovered smi/*.txt --most-systems 8`,
    )
    .action(async (flags: WaveFlags) => {
      const folder = context.cwd ?? process.cwd();
      const { site: path, assets, of: asked, csv, json, accept } = flags;
      const isByFirmware = flags.firmware !== undefined && (flags.discovered ?? []).length > 0;
      if (path === undefined || (asked === undefined) === !isByFirmware) {
        throw new UsageError(
          path === undefined ? "'--site' is missing" : "give '--of', or '--firmware' with '--discovered'",
          "as in 'aifactory waves --help'",
        );
      }
      if (accept !== undefined && accept !== 'alone') {
        throw new UsageError(`'--accept' is '${accept}'`, "give 'alone', or leave it out");
      }
      const standing = readPlan(path, folder);
      const site = assets === undefined ? standing : withAssets(standing, readAssets(assets, standing, folder).assets);
      const devices = asked ?? (await differing(flags, path, context));
      const options: WaveOptions = {
        ...present({ by: keyOf(flags.by), mostSystems: flags.mostSystems }),
        ...(accept === 'alone' && { isAloneAccepted: true }),
      };
      const plan = asUsage(() => planWaves(site, devices, options));
      if (csv !== undefined) writeFiles([[csv, renderWavesCsv(plan)]], { folder });
      context.out(json === true ? `${JSON.stringify({ version: 1, ...plan }, undefined, 2)}\n` : renderWavesText(plan));
      end(plan.held.length === 0 ? 0 : 1);
    });
}

/** Devices whose firmware is not as the baseline has it, or was not read. */
async function differing(flags: WaveFlags, site: string, context: CliContext): Promise<readonly string[]> {
  const { firmware = '', discovered = [], device } = flags;
  const report = await driftRun({ site, firmware, discovered, ...present({ device }) }, context);
  const findings = report.firmware?.findings ?? [];
  return [...new Set(findings.filter(({ kind }) => kind !== 'extra').map((finding) => finding.device))];
}

function keyOf(text: string | undefined): WaveOptions['by'] {
  if (text === undefined) return undefined;
  const key = WAVE_KEYS.find((each) => each === text);
  if (key !== undefined) return key;
  throw new UsageError(`'--by' is '${text}'`, `give one of ${WAVE_KEYS.join(', ')}`);
}

function mostSystemsOf(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new UsageError(`'--most-systems' is '${text}'`, 'give a whole number above 0');
}
