import type { CoolingLoopPlan, CoolingLoss, CoolingPlan, CoolingUnitsPlan } from '../../model/cooling-plan';
import type { SitePlan } from '../../model/site-plan';
import { layeredLayout, layersOf } from '../drawing/layered-layout';
import { INK, LEVEL_PAINT, LEVEL_WORDS, type LoadLevel, loadLevel } from '../drawing/palette';
import { type Box, box, drawing, group, label, legend, line, loadBar, polygon } from '../drawing/shapes';
import { count, counted, decimals, load, percent } from '../in-figures';
import { element, type Markup } from '../markup';
import { flowOfOne } from '../../policy/cooling/cooled-site';

const MARGIN = 24;

const LEAST = 820;

const END_HEIGHT = 54;

/** Heat from the racks to the outside, loop by loop, with flow, temperatures and units. */
export function renderCoolingSvg({ name, cooling }: { name: SitePlan['name']; cooling: CoolingPlan }): string {
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
  const keys = legend(
    [
      ...levels.map((level) => ({ text: LEVEL_WORDS[level], paint: LEVEL_PAINT[level] })),
      { text: 'bar: share used with all running; triangle: with one unit lost' },
    ],
    { x: MARGIN, y: 74, width: inner },
  );
  const top = 74 + keys.height + 16;
  const losses = new Map(cooling.losses.map((loss) => [`${loss.loop}\n${loss.units}`, loss]));
  const lossOf: LossOf = (loop, units) => losses.get(`${loop.name}\n${units.name}`);
  const parts: Markup[] = [
    label({ x: MARGIN, y: 38, text: `${name}: heat and flow by loop`, size: 20, isBold: true, maxWidth: inner }),
    label({ x: MARGIN, y: 60, text: siteFacts(cooling), fill: INK.faint, maxWidth: inner }),
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
        return ['\n', item.kind === 'loops' ? loopBox(item.loops, lossOf, at) : endBox(item, cooling, at)];
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

const UNIT = 56;

const INSET = 12;

const LEVELS: readonly LoadLevel[] = ['within', 'near', 'over'];

/** Losses by loop and units. */
type LossOf = (loop: CoolingLoopPlan, units: CoolingUnitsPlan) => CoolingLoss | undefined;

/** Height of the box of loops. */
function loopHeight(loops: readonly CoolingLoopPlan[]): number {
  return HEAD + unitRows(loops).length * UNIT + (loops.length > 1 ? 0 : 4);
}

/** A loop with its heat, flow, temperatures and units; of several that are alike, their sums and the fullest. */
function loopBox(loops: readonly CoolingLoopPlan[], lossOf: LossOf, { x, y, width, height }: Box): Markup {
  const [first] = loops;
  if (first === undefined) return group(undefined, []);
  const tightest = loops.reduce((most, each) => (shareOf(each) > shareOf(most) ? each : most), first);
  const level = highest(loops.map(levelOf));
  const paint = LEVEL_PAINT[level];
  const inner = width - 2 * INSET;
  const left = x + INSET;
  const isOne = loops.length === 1;
  const racks = loops.reduce((sum, each) => sum + each.racks.length, 0);
  const kind = `${first.kind} loop, ${first.kind === 'air' ? 'air' : first.coolant === 'water' ? 'water' : 'PG25'}, ${counted(racks, 'rack')}`;
  return group(tooltipOf(loops), [
    box({ x, y, width, height }, { fill: INK.paper, stroke: paint.stroke }, { radius: 4, strokeWidth: 2 }),
    label({
      x: left,
      y: y + 22,
      text: isOne ? first.name : `${count(loops.length)} x ${first.kind} loop`,
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
    ...unitRows(loops).map((row, index) => unitRow(row, lossOf, { x: left, y: y + HEAD + index * UNIT, width: inner })),
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

function unitRow({ loop, units, groups }: UnitRow, lossOf: LossOf, { x, y, width }: Omit<Box, 'height'>): Markup {
  const { normal, worst } = unitShares(loop, units);
  const paint = LEVEL_PAINT[loadLevel(normal, 1)];
  const worstPaint = LEVEL_PAINT[loadLevel(worst, 1)];
  const mark = x + width * Math.min(1, worst);
  const loss = lossText(loop, lossOf(loop, units));
  const name = groups > 1 ? `fullest of ${count(groups)}: ${units.name}` : units.name;
  return group(
    `${units.name} (${units.kind}): ${unitCountText(units)}; each at ${percent(normal)}, ${percent(worst)} with one lost: ${loss}`,
    [
      line(x, y + 3, x + width, y + 3, '#e4e7eb'),
      label({ x, y: y + 18, text: `${name}: ${unitCountText(units)}`, size: 11.5, maxWidth: width }),
      loadBar({ x, y: y + 26, width, height: 8 }, normal, paint),
      polygon(
        [
          [mark - 4.5, y + 21],
          [mark + 4.5, y + 21],
          [mark, y + 28],
        ],
        worstPaint,
      ),
      label({
        x,
        y: y + 47,
        text: `each at ${percent(normal)}; one lost: ${loss}`,
        size: 11,
        fill: worst > 1 ? LEVEL_PAINT.over.stroke : INK.faint,
        maxWidth: width,
      }),
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

function tooltipOf(loops: readonly CoolingLoopPlan[]): string {
  const most = 40;
  const lines = loops.slice(0, most).map((loop) => {
    const { mostSupply } = loop;
    const bears =
      mostSupply === undefined
        ? ''
        : `, its loads allow up to ${degrees(mostSupply.millicelsius)} (${mostSupply.device})`;
    return `${loop.name}: ${heatText(loop)}, ${flowText(loop)}, ${temperatureText(loop)}${bears}: ${LEVEL_WORDS[levelOf(loop)]}`;
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

const LITRES_PER_MINUTE = 60 / 1_000;
const CUBIC_METRES = 1_000_000;

/** Heat of a loop beside what its units take. */
export function heatText({ heatWatts, capacityWatts }: CoolingLoopPlan): string {
  if (capacityWatts === 0) return `${load(heatWatts)}, no unit takes heat`;
  return `${load(heatWatts)} of ${load(capacityWatts)} (${percent(heatWatts / capacityWatts)})`;
}

/** Flow of a loop beside what its units move, or that it is not known. */
export function flowText(loop: CoolingLoopPlan): string {
  const { heatWatts, flowKnownWatts, flowMillilitresPerSecond: flow, flowCapacityMillilitresPerSecond: most } = loop;
  if (flowKnownWatts === 0 && heatWatts > 0) return 'flow not known';
  const part = flowKnownWatts < heatWatts ? 'at least ' : '';
  if (most === undefined) return `${part}${flowAmount(loop, flow)}`;
  const share = most > 0 ? ` (${percent(flow / most)})` : '';
  return `${part}${flowAmount(loop, flow)} of ${flowAmount(loop, most)}${share}`;
}

/** Supply and return of a loop, as far as they are known. */
export function temperatureText({ deliveredMillicelsius, returnMillicelsius }: CoolingLoopPlan): string {
  const supply = deliveredMillicelsius === undefined ? 'supply not known' : `supply ${degrees(deliveredMillicelsius)}`;
  return returnMillicelsius === undefined ? supply : `${supply}, return ${degrees(returnMillicelsius)}`;
}

/** A temperature of a plan: `29.5 °C`. */
export function degrees(millicelsius: number): string {
  return `${decimals(millicelsius / 1_000, 1)} °C`;
}

/** Installed units beside those needed and spare. */
export function unitCountText({ units, needed, spare }: CoolingUnitsPlan): string {
  const least = Math.max(needed.byHeat, needed.byFlow);
  const why = needed.byFlow > needed.byHeat ? ' (by flow)' : ' (by heat)';
  const left = Math.max(0, units - least);
  const kept = least === 0 || left >= spare ? `${count(left)} spare` : `${count(left)} of ${count(spare)} spare`;
  return `${count(units)} installed, ${count(least)} needed${least === 0 ? '' : why}, ${kept}`;
}

/** Shares of one unit that are used with all running, and with one lost: the higher of heat and flow. */
export function unitShares(
  loop: CoolingLoopPlan,
  units: CoolingUnitsPlan,
): { readonly normal: number; readonly worst: number } {
  const { capacityWatts = 0, heatWattsEach, heatWattsAfterLoss, flowMillilitresPerSecondEach: flow = 0 } = units;
  const most = flowOfOne(loop, units) ?? 0;
  const [heat, heatWorst] =
    capacityWatts > 0 ? [heatWattsEach / capacityWatts, heatWattsAfterLoss / capacityWatts] : [0, 0];
  const moved = most > 0 ? flow / most : 0;
  const rest = units.units > 1 ? units.units / (units.units - 1) : 1;
  return { normal: Math.max(heat, moved), worst: Math.max(heatWorst, moved * rest) };
}

/** What the loss of one unit does, in words. */
export function lossText(loop: CoolingLoopPlan, loss: CoolingLoss | undefined): string {
  if (loss === undefined) return 'none installed';
  const { shortWatts, shortMillilitresPerSecond, lostRacks } = loss;
  if (shortWatts === 0 && shortMillilitresPerSecond === 0) return 'the rest carries it';
  const short = [
    ...(shortWatts > 0 ? [`${load(shortWatts)} short`] : []),
    ...(shortMillilitresPerSecond > 0 ? [`${flowAmount(loop, shortMillilitresPerSecond)} short`] : []),
  ];
  return `${short.join(', ')}, ${counted(lostRacks.length, 'rack')} affected`;
}

/** An amount of flow: litres a minute of liquid, cubic metres a second of air. */
function flowAmount({ kind }: Pick<CoolingLoopPlan, 'kind'>, millilitresPerSecond: number): string {
  if (kind === 'air') return `${decimals(millilitresPerSecond / CUBIC_METRES, 1)} m³/s`;
  return `${decimals(millilitresPerSecond * LITRES_PER_MINUTE, 0)} L/min`;
}
