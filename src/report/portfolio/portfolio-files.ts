import type {
  FlowPlan,
  FlowVerdict,
  GenerationChange,
  PortfolioPlan,
  QuarterPlan,
  Remedy,
  Shortfall,
} from '../../model/portfolio';
import { peopleCsv } from '../csv';
import { INK, KIND_PAINT, LEVEL_PAINT } from '../drawing/palette';
import { box, drawing, group, label, legend, line } from '../drawing/shapes';
import { count, counted, decimals, load, textTable } from '../in-figures';
import { markdownTable, markdownText } from '../markup';

const VERDICT_WORDS: Readonly<Record<FlowVerdict, string>> = {
  fits: 'fits, with any one link, route or place on the way lost',
  'fits-whole': 'fits only while all links work',
  'too-slow': 'does not fit',
  'cut-off': 'its ends are not joined',
  'not-known': 'not known: what it needs, or what its routes share, is not stated',
};

/** Files of a portfolio, by their names: for people, for spreadsheets, for programs, and a drawing. */
export function filesOfPortfolio(plan: PortfolioPlan): ReadonlyMap<string, string> {
  return new Map([
    ['portfolio.md', portfolioText(plan)],
    ['quarters.csv', quartersCsv(plan)],
    ['supply-and-demand.svg', renderPortfolioSvg(plan)],
    ['portfolio.json', `${JSON.stringify({ version: 1, ...plan }, undefined, 2)}\n`],
  ]);
}

/** What does not fit, a sentence each: shortfalls, lost sites, ways of data, orders whose day has passed. */
export function problemsOfPortfolio(plan: PortfolioPlan): readonly string[] {
  const { name, shortfalls, siteLosses, flows, orders } = plan;
  return [
    ...shortfalls.map((each) => `portfolio '${name}': ${shortfallText(plan, each)}`),
    ...siteLosses.flatMap(({ site, deficit, firstDay }) =>
      firstDay === undefined
        ? []
        : `portfolio '${name}': with site '${site}' lost, what must go on lacks up to ${amount(plan, deficit)}, first on ${firstDay}`,
    ),
    ...flows
      .filter(({ verdict }) => verdict !== 'fits' && verdict !== 'not-known')
      .map((flow) => `portfolio '${name}': ${flow.kind} '${flow.name}' ${flowText(flow)}`),
    ...orders
      .filter(({ isLate }) => isLate === true)
      .map(
        (order) =>
          `portfolio '${name}': ${order.name} of site '${order.site}' was to be ordered by ${order.lastOrderDate}`,
      ),
  ];
}

/** The report as text, which is Markdown. */
export function portfolioText(plan: PortfolioPlan): string {
  const { name, from, until, quarters, shortfalls, siteLosses, flows, orders, replacements, gaps } = plan;
  const [first] = shortfalls;
  const head =
    first === undefined
      ? 'Supply carries what is asked on every day.'
      : `First shortfall: ${first.from}. ${counted(shortfalls.length, 'time')} in which supply is below demand.`;
  const parts = [
    `# Portfolio ${markdownText(name)}`,
    `${from} to ${until}, in ${plan.measure === 'watts' ? 'power for IT' : 'GPUs'}. ${head}`,
    '## Supply and demand',
    markdownTable(
      ['quarter', 'worst day', ...sitesOf(quarters), 'supply', 'demand', 'lacking'],
      quarters.map((quarter) => [
        quarter.quarter,
        quarter.day,
        ...quarter.bySite.map(({ supply }) => amount(plan, supply)),
        amount(plan, quarter.supply),
        amount(plan, quarter.demand),
        quarter.deficit === 0 ? '-' : amount(plan, quarter.deficit),
      ]),
    ),
    ...section(
      '## Shortfalls',
      shortfalls.flatMap((each) => [
        `- ${markdownText(shortfallText(plan, each))}`,
        ...each.remedies.map((remedy) => `  - ${markdownText(remedyText(remedy))}`),
      ]),
    ),
    ...section(
      '## A site lost',
      siteLosses.map(({ site, deficit, firstDay }) =>
        firstDay === undefined
          ? `- ${markdownText(site)}: what must go on is carried by the others`
          : `- ${markdownText(site)}: what must go on lacks up to ${amount(plan, deficit)}, first on ${firstDay}`,
      ),
    ),
    ...(flows.length === 0 ? [] : ['## Data between places', flowTable(flows)]),
    ...(replacements.length === 0 ? [] : ['## Replacements', ...replacements.map(replacementText)]),
    ...(orders.length === 0
      ? []
      : [
          '## Orders',
          markdownTable(
            ['last day', 'site', 'what', ''],
            orders.map(({ lastOrderDate, site, name: what, isLate }) => [
              lastOrderDate,
              site,
              what,
              isLate === true ? 'late' : '',
            ]),
          ),
        ]),
    ...section(
      '## Not known',
      gaps.map(({ what, remedy }) => `- ${markdownText(`${what}; ${remedy}`)}`),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A row a quarter, amounts as whole watts or GPUs. */
export function quartersCsv({ measure, quarters }: PortfolioPlan): string {
  const unit = measure === 'watts' ? 'w' : 'gpus';
  return peopleCsv([
    [
      'quarter',
      'worst_day',
      `supply_${unit}`,
      `demand_${unit}`,
      `lacking_${unit}`,
      ...sitesOf(quarters).map((site) => `${site}_${unit}`),
    ],
    ...quarters.map(({ quarter, day, supply, demand, deficit, bySite }) => [
      quarter,
      day,
      supply,
      demand,
      deficit,
      ...bySite.map((each) => each.supply),
    ]),
  ]);
}

/** The answer in short, for a terminal: the first shortfall, what to order by when, and supply against demand by quarter. */
export function portfolioAnswer(plan: PortfolioPlan): string {
  const { name, from, until, shortfalls, orders, quarters, gaps } = plan;
  const [first] = shortfalls;
  const late = (isLate: boolean | undefined): string => (isLate === true ? 'has passed' : '');
  const toOrder = [
    ...shortfalls.flatMap((shortfall) =>
      shortfall.remedies.map(({ option, count: number, orderBy, isLate }) => [
        orderBy,
        late(isLate),
        `${number} x ${option}`,
        `one way out of the shortfall of ${shortfall.from}`,
      ]),
    ),
    ...orders.map(({ lastOrderDate, isLate, site, name: what }) => [lastOrderDate, late(isLate), what, `site ${site}`]),
  ].sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0));
  const rows = quarters.map((quarter) => [
    quarter.quarter,
    amount(plan, quarter.supply),
    amount(plan, quarter.demand),
    quarter.deficit === 0 ? '-' : amount(plan, quarter.deficit),
  ]);
  return [
    `portfolio ${name}, ${from} to ${until}\n`,
    first === undefined
      ? 'supply carries what is asked on every day\n'
      : `first shortfall: ${shortfallText(plan, first)}\n`,
    ...(shortfalls.length > 1 ? [`${counted(shortfalls.length - 1, 'more shortfall')} after it\n`] : []),
    ...(gaps.length === 0
      ? []
      : [`not known: ${gaps.map(({ what, remedy }) => `${what}; ${remedy}`).join('\n           ')}\n`]),
    ...(toOrder.length === 0
      ? []
      : ['\n', textTable([['order by', '', 'what', 'for'], ...toOrder], ['left', 'left', 'left', 'left'])]),
    '\n',
    textTable([['quarter', 'supply', 'demand', 'lacking'], ...rows], ['left', 'right', 'right', 'right']),
  ].join('');
}

function section(head: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [head, lines.join('\n')];
}

function sitesOf([first]: readonly QuarterPlan[]): readonly string[] {
  return (first?.bySite ?? []).map(({ site }) => site);
}

function amount({ measure }: Pick<PortfolioPlan, 'measure'>, value: number): string {
  return measure === 'watts' ? load(value) : `${count(value)} GPUs`;
}

function shortfallText(plan: PortfolioPlan, { from, until, deficit, worstDay, sites }: Shortfall): string {
  const end = until === undefined ? `to the end, ${plan.until}` : `until ${until}`;
  const own = sites.length === 0 ? '' : `; of it what ${sites.join(', ')} alone can serve`;
  return `from ${from} ${end} demand is above supply, by up to ${amount(plan, deficit)} on ${worstDay}${own}`;
}

function remedyText({ option, count: number, orderBy, isLate }: Remedy): string {
  return `${counted(number, 'x', 'x')} '${option}', ordered by ${orderBy}${isLate === true ? ', which has passed' : ''}`;
}

function flowText({
  verdict,
  bitsPerSecond,
  neededBitsPerSecond,
  oneLinkLost,
  routeLost,
  placeLost,
}: FlowPlan): string {
  const needed = neededBitsPerSecond === undefined ? '' : `, needs ${bits(neededBitsPerSecond)}`;
  const lost = [
    ...(oneLinkLost === undefined ? [] : [`one '${oneLinkLost.link}' lost ${bits(oneLinkLost.bitsPerSecond)}`]),
    ...(routeLost === undefined ? [] : [`route '${routeLost.route}' lost ${bits(routeLost.bitsPerSecond)}`]),
    ...(placeLost === undefined ? [] : [`'${placeLost.place}' lost ${bits(placeLost.bitsPerSecond)}`]),
  ].join(', ');
  return `${VERDICT_WORDS[verdict]}: ${bits(bitsPerSecond)}${needed}${lost === '' ? '' : `; with ${lost}`}`;
}

function flowTable(flows: readonly FlowPlan[]): string {
  return markdownTable(
    [
      'data',
      'day',
      'needs',
      'has',
      'one link lost',
      'route lost',
      'place lost',
      'time',
      'round trip',
      'slowest cut',
      'verdict',
    ],
    flows.map((flow) => [
      `${flow.kind} ${flow.name}`,
      flow.day,
      flow.neededBitsPerSecond === undefined ? 'not known' : bits(flow.neededBitsPerSecond),
      bits(flow.bitsPerSecond),
      flow.oneLinkLost === undefined ? '-' : `${bits(flow.oneLinkLost.bitsPerSecond)} (${flow.oneLinkLost.link})`,
      flow.routeLost === undefined ? '-' : `${bits(flow.routeLost.bitsPerSecond)} (${flow.routeLost.route})`,
      flow.placeLost === undefined ? '-' : `${bits(flow.placeLost.bitsPerSecond)} (${flow.placeLost.place})`,
      flow.kind === 'job' ? '-' : `${hours(flow.seconds)}, ${hours(flow.secondsLinkLost)} with a link lost`,
      flow.roundTripMicroseconds === undefined ? '-' : `${count(flow.roundTripMicroseconds)} us`,
      flow.cut.join(', '),
      VERDICT_WORDS[flow.verdict],
    ]),
  );
}

function bits(bitsPerSecond: number): string {
  const giga = bitsPerSecond / 1e9;
  return giga >= 1_000 ? `${decimals(giga / 1_000, 2)} Tb/s` : `${decimals(giga, 1)} Gb/s`;
}

function hours(seconds: number | undefined): string {
  return seconds === undefined ? 'never' : `${decimals(seconds / 3_600, 2)} h`;
}

function replacementText({ hall, from, to, together, racksBeside, reuse, value }: GenerationChange): string {
  const both =
    together === undefined
      ? 'They never run together.'
      : `Both run from ${together.since}${together.until === undefined ? ' on' : ` to ${together.until}`}: ${counted(racksBeside, 'rack')} of ${markdownText(to.name)} fit beside all of ${markdownText(from.name)}.`;
  const rows = [from, to].map((each) => [
    each.name,
    count(each.racks),
    count(each.gpus),
    each.bound,
    load(each.strandedWatts),
    each.emptyPositions === undefined ? 'not known' : count(each.emptyPositions),
    each.notStated.join(', ') || '-',
  ]);
  return [
    `### ${markdownText(hall)}: ${markdownText(from.name)} to ${markdownText(to.name)}`,
    markdownTable(['generation', 'racks', 'GPUs', 'ended by', 'power left', 'places left', 'not stated'], rows),
    both,
    markdownTable(
      ['part', 'verdict', 'why'],
      reuse.map(({ part, verdict, why }) => [part, verdict === 'not-known' ? 'not known' : verdict, why]),
    ),
    `Whether replacing pays: ${{ pays: 'yes', 'does-not-pay': 'no', 'not-known': 'not known' }[value.verdict]}, ${markdownText(value.why)}.`,
  ].join('\n\n');
}

const WIDTH = 1_240;
const MARGIN = 24;
const LEFT = 110;
const PLOT = { top: 120, height: 320 } as const;
const MOST_GRIDLINES = 6;
const NAMED_QUARTERS = 12;

/** Supply as bars and demand as a step line, by quarter; what lacks is a bar on top in another colour. */
export function renderPortfolioSvg(plan: PortfolioPlan): string {
  const { name, quarters, shortfalls } = plan;
  const most = Math.max(1, ...quarters.flatMap(({ supply, demand, deficit }) => [supply + deficit, demand]));
  const step = (WIDTH - MARGIN - LEFT) / Math.max(1, quarters.length);
  const bottom = PLOT.top + PLOT.height;
  const y = (value: number): number => bottom - (value / most) * PLOT.height;
  const skip = Math.ceil(quarters.length / NAMED_QUARTERS);
  const keys = legend(
    [
      { text: 'supply', paint: LEVEL_PAINT.within },
      { text: 'lacking', paint: LEVEL_PAINT.over },
      { text: 'demand (line)', paint: KIND_PAINT.system },
    ],
    { x: MARGIN, y: 74, width: WIDTH - 2 * MARGIN },
  );
  const facts =
    shortfalls[0] === undefined
      ? 'supply carries what is asked on every day'
      : `first shortfall ${shortfalls[0].from}, up to ${amount(plan, shortfalls[0].deficit)}`;
  const bars = quarters.map(({ quarter, supply, demand, deficit }, index) => {
    const x = LEFT + index * step;
    const words = `${quarter}: supply ${amount(plan, supply)}, demand ${amount(plan, demand)}${deficit === 0 ? '' : `, lacking ${amount(plan, deficit)}`}`;
    const next = quarters[index + 1];
    return group(words, [
      box({ x: x + 2, y: y(supply), width: step - 4, height: bottom - y(supply) }, LEVEL_PAINT.within),
      ...(deficit === 0
        ? []
        : [
            box(
              { x: x + 2, y: y(supply + deficit), width: step - 4, height: y(supply) - y(supply + deficit) },
              LEVEL_PAINT.over,
            ),
          ]),
      line(x, y(demand), x + step, y(demand), KIND_PAINT.system.stroke, 2.5),
      ...(next === undefined
        ? []
        : [line(x + step, y(demand), x + step, y(next.demand), KIND_PAINT.system.stroke, 2.5)]),
      ...(index % skip === 0
        ? [label({ x: x + step / 2, y: bottom + 18, text: quarter, size: 11, anchor: 'middle' })]
        : []),
    ]);
  });
  const grid = gridOf(most).flatMap((value) => [
    line(LEFT, y(value), WIDTH - MARGIN, y(value), '#e4e7eb'),
    label({ x: LEFT - 8, y: y(value) + 4, text: amount(plan, value), size: 11, anchor: 'end', fill: INK.faint }),
  ]);
  return drawing({ title: `${name}: supply and demand`, description: facts, width: WIDTH, height: bottom + 40 }, [
    label({
      x: MARGIN,
      y: 38,
      text: `${name}: supply and demand`,
      size: 20,
      isBold: true,
      maxWidth: WIDTH - 2 * MARGIN,
    }),
    label({ x: MARGIN, y: 60, text: facts, fill: INK.faint, maxWidth: WIDTH - 2 * MARGIN }),
    keys.markup,
    ...grid,
    ...bars,
    line(LEFT, bottom, WIDTH - MARGIN, bottom, INK.line),
  ]);
}

/** Values up to the highest in steps of 1, 2 or 5 times a power of ten. */
function gridOf(most: number): readonly number[] {
  const magnitude = 10 ** Math.floor(Math.log10(most));
  const step =
    [0.1, 0.2, 0.5, 1, 2].map((part) => part * magnitude).find((each) => most / each <= MOST_GRIDLINES) ?? most;
  return Array.from({ length: Math.floor(most / step) }, (_, index) => Math.round((index + 1) * step));
}
