import type { LimitLevel, LimitsPlan } from '../../design/limits/limits-plan';
import { INK, LEVEL_PAINT, LEVEL_WORDS, loadLevel, type LoadLevel } from '../drawing/palette';
import { box, drawing, group, label, legend, line } from '../drawing/shapes';
import { count, counted, finePercent } from '../in-figures';
import type { Markup } from '../markup';
import { amountText, nextLimitText } from './limits-text';

const WIDTH = 1_160;
const MARGIN = 24;
const ROW = 44;
const BAR = { x: 292, width: 520 } as const;
const MORE = { x: BAR.x + BAR.width + 20 } as const;

/** What runs out first: a bar a level with the share of its tightest object that is used, and how many more systems it takes, in that order. */
export function renderLimitsSvg(limits: LimitsPlan): string {
  const { site, levels } = limits;
  const rows = levels.filter(({ rows: objects }) => objects.length > 0);
  const words: LoadLevel[] = ['within', 'near', 'over'];
  const keys = legend(
    words.map((level) => ({ text: LEVEL_WORDS[level], paint: LEVEL_PAINT[level] })),
    { x: MARGIN, y: 74, width: WIDTH - 2 * MARGIN },
  );
  const top = 74 + keys.height + 28;
  const bottom = top + rows.length * ROW;
  const parts: Markup[] = [
    label({
      x: MARGIN,
      y: 38,
      text: `${site}: what runs out first`,
      size: 20,
      isBold: true,
      maxWidth: WIDTH - 2 * MARGIN,
    }),
    label({ x: MARGIN, y: 60, text: `${nextLimitText(limits)}.`, fill: INK.faint, maxWidth: WIDTH - 2 * MARGIN }),
    keys.markup,
    ...[0, 0.25, 0.5, 0.75, 1].flatMap((share) => scaleMark(share, top, bottom)),
    ...rows.map((level, index) => levelBar(level, index, top + index * ROW, limits)),
  ];
  const description = nextLimitText(limits);
  return drawing({ title: `Limits of site ${site}`, description, width: WIDTH, height: bottom + MARGIN }, parts);
}

function scaleMark(share: number, top: number, bottom: number): Markup[] {
  const x = BAR.x + BAR.width * share;
  return [
    label({ x, y: top - 10, text: `${share * 100} %`, size: 11, anchor: 'middle', fill: INK.faint }),
    line(x, top - 5, x, bottom, share === 1 ? INK.line : '#e4e7eb', share === 1 ? 1.5 : 1),
  ];
}

function levelBar(
  { domain, level, rows, moreSystems, moreUnits, ratioSystems }: LimitLevel,
  index: number,
  y: number,
  { cluster }: LimitsPlan,
): Markup {
  const [tightest] = rows;
  if (tightest === undefined) return group(undefined, []);
  const { object, used, capacity, unit } = tightest;
  const share = capacity > 0 ? used / capacity : used > 0 ? 1 : 0;
  const paint = LEVEL_PAINT[loadLevel(used, capacity)];
  const amounts = `${amountText(used, unit)} of ${amountText(capacity, unit)}${capacity > 0 ? ` (${finePercent(share)})` : ''}`;
  const of = rows.length === 1 ? object : `${object} (tightest of ${count(rows.length)})`;
  const first = index === 0 && moreSystems !== undefined;
  return group(`${domain}: ${level}, ${of}: ${amounts}`, [
    label({ x: MARGIN, y: y + 16, text: `${domain}: ${level}`, size: 13, isBold: true, maxWidth: BAR.x - MARGIN - 12 }),
    label({ x: MARGIN, y: y + 32, text: of, size: 11, fill: INK.faint, maxWidth: BAR.x - MARGIN - 12 }),
    box({ x: BAR.x, y: y + 4, width: BAR.width, height: 16 }, { fill: INK.panel, stroke: INK.line }),
    box({ x: BAR.x, y: y + 4, width: BAR.width * Math.min(1, Math.max(0, share)), height: 16 }, paint),
    label({ x: BAR.x + 2, y: y + 33, text: amounts, size: 11, maxWidth: BAR.width }),
    label({
      x: MORE.x,
      y: y + 17,
      text: moreText({ moreSystems, ratioSystems, cluster }),
      size: 13,
      isBold: first || moreSystems === 0,
      fill: moreSystems === undefined ? INK.faint : INK.text,
      maxWidth: WIDTH - MARGIN - MORE.x,
    }),
    moreUnits === undefined
      ? undefined
      : label({
          x: MORE.x,
          y: y + 33,
          text: counted(moreUnits, 'whole unit'),
          size: 11,
          fill: INK.faint,
          maxWidth: WIDTH - MARGIN - MORE.x,
        }),
  ]);
}

interface More {
  readonly moreSystems: number | undefined;
  readonly ratioSystems: number | undefined;
  readonly cluster: string | undefined;
}

function moreText({ moreSystems, ratioSystems, cluster }: More): string {
  if (moreSystems === undefined && ratioSystems !== undefined) return `${count(ratioSystems)} at the ratio of today`;
  if (moreSystems === undefined) return cluster === undefined ? '' : 'not counted in systems';
  return moreSystems === 0 ? 'no more system' : counted(moreSystems, 'more system');
}
