import type { CoolingPlan } from '../../../model/cooling-plan';
import type { SitePlan } from '../../../model/site-plan';
import { counted, decimals, load } from '../../in-figures';
import { element, type Markup } from '../../markup';
import { layeredLayout } from '../layered/layered-layout';
import { legend } from '../legend';
import { INK, LEVEL_PAINT, LEVEL_WORDS, type LoadLevel } from '../palette';
import { type Box, box, drawing, group, label, line } from '../shapes';
import { LOOP_WIDTH, loopBox, loopHeight, type LossOf } from './loop-box';
import { type LoopItem, loopItems } from './loop-items';

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
