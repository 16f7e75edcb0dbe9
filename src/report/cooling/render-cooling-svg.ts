import type { CoolingLoopPlan, CoolingLoss, CoolingPlan, CoolingUnitsPlan } from '../../model/cooling-plan';
import type { SitePlan } from '../../model/site-plan';
import { layeredLayout, layersOf } from '../drawing/layered-layout';
import { INK, LEVEL_PAINT, LEVEL_WORDS, type LoadLevel, loadLevel } from '../drawing/palette';
import { type Box, box, drawing, group, label, legend, line, loadBar, polygon } from '../drawing/shapes';
import {
  assumedProps,
  count,
  counted,
  decimals,
  degrees,
  drawText,
  flowText,
  heatText,
  holdText,
  load,
  lossText,
  nodeLosses,
  nodeLossWatts,
  percent,
  temperatureText,
  unitCountText,
  unitShares,
} from '../in-figures';
import { element, type Markup } from '../markup';

const MARGIN = 24;

const LEAST = 820;

const END_HEIGHT = 54;

/** Heat from the racks to the outside, loop by loop, with flow, temperatures and units. */
export function renderCoolingSvg({
  name,
  cooling,
  power,
  assumptions,
}: Pick<SitePlan, 'name' | 'assumptions'> & {
  readonly cooling: CoolingPlan;
  readonly power?: Pick<SitePlan['power'], 'chain'>;
}): string {
  const items = loopItems(cooling);
  const layout = layeredLayout(
    items.map(({ kind, loops, above, layer }) => ({
      width: LOOP_WIDTH,
      height: kind === 'loops' ? loopHeight(loops) : END_HEIGHT,
      above,
      layer,
    })),
  );
  const width = Math.max(LEAST, layout.width) + 2 * MARGIN;
  const inner = width - 2 * MARGIN;
  const levels: LoadLevel[] = ['within', 'near', 'over'];
  const assumed = assumedProps(assumptions);
  const hasAssumed = cooling.loops.some((loop) => assumedText(loop, assumed) !== '');
  const keys = legend(
    [
      ...levels.map((level) => ({ text: LEVEL_WORDS[level], paint: LEVEL_PAINT[level] })),
      ...(hasAssumed ? [{ text: '* has assumed figures: its tooltip names them' }] : []),
      { text: 'bar: share used with all running; triangle: with one unit lost' },
    ],
    { x: MARGIN, y: 94, width: inner },
  );
  const top = 94 + keys.height + 16;
  const losses = new Map(cooling.losses.map((loss) => [`${loss.loop}\n${loss.units}`, loss]));
  const facts: LoopFacts = {
    lossOf: (loop, units) => losses.get(`${loop.name}\n${units.name}`),
    nodesOf: (loop) =>
      (power?.chain?.nodes ?? []).flatMap((each) =>
        each.heatTo === loop && nodeLossWatts(each) > 0 ? [each.name] : [],
      ),
    assumed,
  };
  const parts: Markup[] = [
    label({ x: MARGIN, y: 38, text: `${name}: heat and flow by loop`, size: 20, isBold: true, maxWidth: inner }),
    label({ x: MARGIN, y: 60, text: siteFacts(cooling), fill: INK.faint, maxWidth: inner }),
    label({ x: MARGIN, y: 79, text: nodeLosses(power?.chain), fill: INK.faint, maxWidth: inner }),
    keys.markup,
    element(
      'g',
      { transform: `translate(${Math.round((width - layout.width) / 2)} ${top})` },
      ...layout.lines.map(({ trunk, drops, dots }) => [
        '\n',
        group(undefined, [
          ...[...trunk, ...drops.map(({ segment }) => segment)].map(([x1, y1, x2, y2]) =>
            line(x1, y1, x2, y2, INK.faint, 2.4),
          ),
          ...dots.map(([cx, cy]) => element('circle', { cx, cy, r: 2.6, fill: INK.faint })),
        ]),
      ]),
      ...items.map((item, place) => {
        const at = layout.boxes[place];
        if (at === undefined) return undefined;
        return ['\n', item.kind === 'loops' ? loopBox(item.loops, facts, at) : endBox(item, cooling, at)];
      }),
    ),
  ];
  const description = `${counted(cooling.loops.length, 'loop')}, ${load(cooling.liquidWatts)} into liquid and ${load(cooling.airWatts)} into air`;
  return drawing({ title: `Cooling of site ${name}`, description, width, height: top + layout.height + MARGIN }, parts);
}

function siteFacts({ liquidWatts, airWatts, drawnWatts, pue, wue }: CoolingPlan): string {
  const ratios = [
    pue === undefined ? 'PUE not known' : `PUE ${decimals(pue, 3)}`,
    wue === undefined ? 'WUE not known' : `WUE ${decimals(wue, 2)} L/kWh`,
  ];
  return `${load(liquidWatts)} into liquid, ${load(airWatts)} into air; units draw ${load(drawnWatts)}; ${ratios.join(', ')}.`;
}

/** What is assumed of a loop and its units. */
function assumedText({ name, units }: CoolingLoopPlan, assumed: ReadonlyMap<string, readonly string[]>): string {
  const own = assumed.get(`cooling loop '${name}'`) ?? [];
  const ofUnits = units.flatMap((each) =>
    (assumed.get(`cooling units '${each.name}'`) ?? []).map((prop) => `${prop} of ${each.name}`),
  );
  return [...own, ...ofUnits].join(', ');
}

function endBox({ kind }: LoopItem, cooling: CoolingPlan, { x, y, width, height }: Box): Markup {
  const isTop = kind === 'racks';
  const unserved = cooling.unservedLiquid.length + cooling.unservedAir.length;
  const lines = isTop
    ? ['Racks', `${counted(cooling.sources.length, 'source')}, ${load(cooling.liquidWatts + cooling.airWatts)}`]
    : [
        'Outside',
        cooling.loops.every(({ rejectsTo }) => rejectsTo !== undefined)
          ? 'no loop gives heat to it'
          : outsideText(cooling),
      ];
  const isBad = isTop && unserved > 0;
  return group(
    isBad
      ? `without a loop: ${[...cooling.unservedLiquid, ...cooling.unservedAir].slice(0, 40).join(', ')}`
      : undefined,
    [
      box(
        { x, y, width, height },
        { fill: INK.panel, stroke: isBad ? LEVEL_PAINT.over.stroke : INK.line },
        { radius: 4, strokeWidth: 2 },
      ),
      label({ x: x + 12, y: y + (isBad ? 20 : 22), text: lines[0] ?? '', size: 14, isBold: true }),
      label({ x: x + 12, y: y + (isBad ? 36 : 40), text: lines[1] ?? '', maxWidth: width - 24 }),
      isBad
        ? label({
            x: x + 12,
            y: y + 50,
            text: `no loop takes the heat of ${counted(unserved, 'source')}`,
            size: 11,
            fill: LEVEL_PAINT.over.stroke,
            maxWidth: width - 24,
          })
        : undefined,
    ],
  );
}

function outsideText({ loops }: CoolingPlan): string {
  const heat = loops.reduce((sum, { rejectsTo, heatWatts }) => (rejectsTo === undefined ? sum + heatWatts : sum), 0);
  return `${load(heat)} leave the loops`;
}

/** Width of a box. */
const LOOP_WIDTH = 330;

const HEAD = 108;

/** What a line on losses of power nodes adds. */
const LOSS_LINE = 15;

const UNIT = 88;

const INSET = 12;

const LEVELS: readonly LoadLevel[] = ['within', 'near', 'over'];

/** What the box of a loop needs beside it. */
interface LoopFacts {
  /** What the loss of one unit does. */
  readonly lossOf: (loop: CoolingLoopPlan, units: CoolingUnitsPlan) => CoolingLoss | undefined;
  /** Power nodes whose losses a loop takes. */
  readonly nodesOf: (loop: string) => readonly string[];
  readonly assumed: ReadonlyMap<string, readonly string[]>;
}

/** Height of the box of loops. */
function loopHeight(loops: readonly CoolingLoopPlan[]): number {
  return headHeight(loops) + unitRows(loops).length * UNIT + (loops.length > 1 ? 0 : 4);
}

function headHeight(loops: readonly CoolingLoopPlan[]): number {
  return HEAD + (loops.some(({ nodeWatts = 0 }) => nodeWatts > 0) ? LOSS_LINE : 0);
}

/** A loop with its heat, flow, temperatures and units; of several that are alike, their sums and the fullest. */
function loopBox(loops: readonly CoolingLoopPlan[], facts: LoopFacts, { x, y, width, height }: Box): Markup {
  const [first] = loops;
  if (first === undefined) return group(undefined, []);
  const tightest = loops.reduce((most, each) => (shareOf(each) > shareOf(most) ? each : most), first);
  const level = highest(loops.map(levelOf));
  const paint = LEVEL_PAINT[level];
  const inner = width - 2 * INSET;
  const left = x + INSET;
  const isOne = loops.length === 1;
  const racks = loops.reduce((sum, each) => sum + each.racks.length, 0);
  const kind = `${first.kind} loop, ${first.kind === 'air' ? 'air' : first.coolant === 'water' ? 'water' : 'PG25'}, ${counted(racks, 'rack')}${isOne ? holdText(first) : ''}`;
  const head = headHeight(loops);
  const nodeWatts = loops.reduce((sum, each) => sum + (each.nodeWatts ?? 0), 0);
  const nodes = loops.flatMap(({ name }) => facts.nodesOf(name));
  const isAssumed = loops.some((each) => assumedText(each, facts.assumed) !== '');
  return group(tooltipOf(loops, facts.assumed), [
    box({ x, y, width, height }, { fill: INK.paper, stroke: paint.stroke }, { radius: 4, strokeWidth: 2 }),
    label({
      x: left,
      y: y + 22,
      text: `${isOne ? first.name : `${count(loops.length)} x ${first.kind} loop`}${isAssumed ? ' *' : ''}`,
      size: 14,
      isBold: true,
      maxWidth: inner,
    }),
    label({ x: left, y: y + 38, text: kind, size: 11, fill: INK.faint, maxWidth: inner }),
    label({
      x: left,
      y: y + 58,
      text: isOne
        ? `heat ${heatText(first)}`
        : `${load(loops.reduce((sum, { heatWatts }) => sum + heatWatts, 0))}; fullest ${tightest.name}: ${percent(shareOf(tightest))}`,
      maxWidth: inner,
    }),
    loadBar({ x: left, y: y + 64, width: inner, height: 9 }, shareOf(tightest), paint),
    label({
      x: left,
      y: y + 88,
      text: isOne ? `flow: ${flowText(first)}` : `fullest: ${flowText(tightest)}`,
      size: 11.5,
      maxWidth: inner,
    }),
    label({ x: left, y: y + 103, text: temperatureText(tightest), size: 11.5, maxWidth: inner }),
    nodeWatts === 0
      ? undefined
      : label({
          x: left,
          y: y + 118,
          text: `of its heat ${load(nodeWatts)}: losses of ${nodes.length > 3 ? counted(nodes.length, 'power node') : nodes.join(', ')}`,
          size: 11.5,
          maxWidth: inner,
        }),
    ...unitRows(loops).map((row, index) => unitRow(row, facts, { x: left, y: y + head + index * UNIT, width: inner })),
  ]);
}

interface UnitRow {
  readonly loop: CoolingLoopPlan;
  readonly units: CoolingUnitsPlan;
  /** How many groups of units the row stands for. */
  readonly groups: number;
}

/** Units of a loop, or of several loops the fullest group of each kind. */
function unitRows(loops: readonly CoolingLoopPlan[]): UnitRow[] {
  const all = loops.flatMap((loop) => loop.units.map((units): UnitRow => ({ loop, units, groups: 1 })));
  if (loops.length === 1) return all;
  const kinds = [...new Set(all.map(({ units }) => units.kind))];
  return kinds.flatMap((kind) => {
    const own = all.filter(({ units }) => units.kind === kind);
    const [first] = own;
    if (first === undefined) return [];
    const worst = (row: UnitRow): number => unitShares(row.loop, row.units).worst;
    const fullest = own.reduce((most, each) => (worst(each) > worst(most) ? each : most), first);
    return [{ ...fullest, groups: own.length }];
  });
}

function unitRow(
  { loop, units, groups }: UnitRow,
  { lossOf }: LoopFacts,
  { x, y, width }: Omit<Box, 'height'>,
): Markup {
  const { normal, worst } = unitShares(loop, units);
  const paint = LEVEL_PAINT[loadLevel(normal, 1)];
  const worstPaint = LEVEL_PAINT[loadLevel(worst, 1)];
  const mark = x + width * Math.min(1, worst);
  const loss = lossText(loop, lossOf(loop, units));
  const drawn = drawText(units);
  const kindName =
    units.kind === 'cdu' || units.kind === 'crah' ? units.kind.toUpperCase() : units.kind.replace('-', ' ');
  const name = groups > 1 ? `fullest of ${count(groups)}: ${units.name}` : units.name;
  return group(
    `${units.name} (${units.kind}): ${unitCountText(units)}; each at ${percent(normal)}, ${percent(worst)} with one lost: ${loss}; ${drawn}`,
    [
      line(x, y + 3, x + width, y + 3, '#e4e7eb'),
      label({ x, y: y + 18, text: `${name} (${kindName})`, size: 11.5, isBold: true, maxWidth: width }),
      label({ x, y: y + 33, text: unitCountText(units), size: 11.5, maxWidth: width }),
      loadBar({ x, y: y + 44, width, height: 8 }, normal, paint),
      polygon(
        [
          [mark - 4.5, y + 38],
          [mark + 4.5, y + 38],
          [mark, y + 46],
        ],
        worstPaint,
      ),
      label({
        x,
        y: y + 65,
        text: `each at ${percent(normal)}; one lost: ${loss}`,
        size: 11,
        fill: worst > 1 ? LEVEL_PAINT.over.stroke : INK.faint,
        maxWidth: width,
      }),
      label({ x, y: y + 80, text: drawn, size: 11, fill: INK.faint, maxWidth: width }),
    ],
  );
}

function shareOf({ heatWatts, capacityWatts }: CoolingLoopPlan): number {
  if (capacityWatts > 0) return heatWatts / capacityWatts;
  return heatWatts > 0 ? 1 : 0;
}

function levelOf(loop: CoolingLoopPlan): LoadLevel {
  const { flowMillilitresPerSecond: flow, flowCapacityMillilitresPerSecond: most } = loop;
  return highest([
    loadLevel(loop.heatWatts, loop.capacityWatts),
    most === undefined ? 'within' : loadLevel(flow, most),
  ]);
}

function highest(levels: readonly LoadLevel[]): LoadLevel {
  return LEVELS[Math.max(0, ...levels.map((level) => LEVELS.indexOf(level)))] ?? 'within';
}

function tooltipOf(loops: readonly CoolingLoopPlan[], assumed: ReadonlyMap<string, readonly string[]>): string {
  const most = 40;
  const lines = loops.slice(0, most).map((loop) => {
    const { mostSupply } = loop;
    const bears =
      mostSupply === undefined
        ? ''
        : `, its loads allow up to ${degrees(mostSupply.millicelsius)} (${mostSupply.device})`;
    const guessed = assumedText(loop, assumed);
    return `${loop.name}: ${heatText(loop)}, ${flowText(loop)}, ${temperatureText(loop)}${bears}: ${LEVEL_WORDS[levelOf(loop)]}${guessed === '' ? '' : `; assumed: ${guessed}`}`;
  });
  return [...lines, ...(loops.length > most ? [`and ${loops.length - most} more`] : [])].join('\n');
}

/** What one box stands for: the heat of the racks, a loop or several alike, or the outside. */
interface LoopItem {
  readonly kind: 'racks' | 'loops' | 'outside';
  /** Of `loops`: those of the box. */
  readonly loops: readonly CoolingLoopPlan[];
  /** Places of the boxes whose heat it takes. */
  readonly above: readonly number[];
  readonly layer: number;
}

/** Loops that a drawing shows in boxes of their own. */
const MOST_LOOPS = 12;

/** The boxes of a drawing: racks on top, then loops by where their heat goes, the outside at the bottom. */
function loopItems({ loops }: CoolingPlan): LoopItem[] {
  const places = new Map(loops.map(({ name }, place) => [name, place]));
  const keys = loops.length <= MOST_LOOPS ? loops.map(({ name }) => name) : alikeKeys(loops, places);
  const boxes = new Map<string, number>();
  for (const key of keys) if (!boxes.has(key)) boxes.set(key, boxes.size + 1);
  const outside = boxes.size + 1;
  const members = [...boxes.keys()].map((key) => loops.filter((_, place) => keys[place] === key));
  const above: Set<number>[] = Array.from({ length: outside + 1 }, () => new Set<number>());
  loops.forEach(({ kind, rejectsTo }, place) => {
    const box = boxes.get(keys[place] ?? '') ?? 0;
    if (kind !== 'facility') above[box]?.add(0);
    const below = places.get(rejectsTo ?? '');
    const to = below === undefined ? outside : (boxes.get(keys[below] ?? '') ?? outside);
    if (to !== box) above[to]?.add(box);
  });
  const lists = above.map((set) => [...set].sort((a, b) => a - b));
  const layers = layersOf(lists);
  const last = Math.max(...layers);
  return lists.map((list, box) => ({
    kind: box === 0 ? 'racks' : box === outside ? 'outside' : 'loops',
    loops: members[box - 1] ?? [],
    above: list,
    layer: box === outside ? last : (layers[box] ?? 0),
  }));
}

/** Loops of one kind whose heat goes to alike loops share a key. */
function alikeKeys(loops: readonly CoolingLoopPlan[], places: ReadonlyMap<string, number>): string[] {
  const keys = new Map<CoolingLoopPlan, string>();
  const keyOf = (loop: CoolingLoopPlan, depth: number): string => {
    const known = keys.get(loop);
    if (known !== undefined) return known;
    const below = loops[places.get(loop.rejectsTo ?? '') ?? -1];
    const to = below === undefined || depth > loops.length ? 'outside' : keyOf(below, depth + 1);
    const key = `${loop.kind} to (${to})`;
    keys.set(loop, key);
    return key;
  };
  return loops.map((loop) => keyOf(loop, 0));
}
