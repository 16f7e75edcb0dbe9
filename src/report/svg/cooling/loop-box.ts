import type { CoolingLoopPlan, CoolingLoss, CoolingUnitsPlan } from '../../../model/cooling-plan';
import {
  degrees,
  flowText,
  heatText,
  lossText,
  temperatureText,
  unitCountText,
  unitShares,
} from '../../cooling/loop-lines';
import { count, counted, load, percent } from '../../in-figures';
import type { Markup } from '../../markup';
import { INK, LEVEL_PAINT, LEVEL_WORDS, type LoadLevel, loadLevel } from '../palette';
import { type Box, box, group, label, line, loadBar, polygon } from '../shapes';

/** Width of a box. */
export const LOOP_WIDTH = 330;
const HEAD = 108;
const UNIT = 56;
const INSET = 12;
const LEVELS: readonly LoadLevel[] = ['within', 'near', 'over'];

/** Losses by loop and units. */
export type LossOf = (loop: CoolingLoopPlan, units: CoolingUnitsPlan) => CoolingLoss | undefined;

/** Height of the box of loops. */
export function loopHeight(loops: readonly CoolingLoopPlan[]): number {
  return HEAD + unitRows(loops).length * UNIT + (loops.length > 1 ? 0 : 4);
}

/** A loop with its heat, flow, temperatures and units; of several that are alike, their sums and the fullest. */
export function loopBox(loops: readonly CoolingLoopPlan[], lossOf: LossOf, { x, y, width, height }: Box): Markup {
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
        : `, its loads bear up to ${degrees(mostSupply.millicelsius)} (${mostSupply.device})`;
    return `${loop.name}: ${heatText(loop)}, ${flowText(loop)}, ${temperatureText(loop)}${bears}: ${LEVEL_WORDS[levelOf(loop)]}`;
  });
  return [...lines, ...(loops.length > most ? [`and ${loops.length - most} more`] : [])].join('\n');
}
