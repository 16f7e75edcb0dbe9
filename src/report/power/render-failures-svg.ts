import type { ChainState } from '../../model/power-node';
import type { SitePlan } from '../../model/site-plan';
import { INK, LEVEL_PAINT, type Paint } from '../drawing/palette';
import { box, drawing, group, label, legend, line } from '../drawing/shapes';
import { count, counted, finePercent, load } from '../in-figures';
import type { Markup } from '../markup';
import { type FailureRow, failureRows, splitByEffect } from './render-failures-csv';

const WIDTH = 1_240;
const MARGIN = 24;
const ROW = 30;
const SHOWN = 50;
const COLUMNS = { what: 24, racks: 408, lost: 480, devices: 590, overload: 812 } as const;
const WHAT_WIDTH = 374;
const DEVICES_WIDTH = 200;

type Outcome = keyof ChainState['devices'];

const OUTCOMES: readonly (readonly [Outcome, string, Paint])[] = [
  ['full', 'run on unchanged', LEVEL_PAINT.within],
  ['degraded', 'run on more slowly', LEVEL_PAINT.near],
  ['indeterminate', 'cannot be judged', { fill: '#d9dde2', stroke: INK.faint }],
  ['down', 'down', LEVEL_PAINT.over],
];

/** Table of what each failure of the power chain does, the gravest first; absent where the site has no chain. */
export function renderFailuresSvg({ name, power }: Pick<SitePlan, 'name' | 'power'>): string {
  const rows = power.chain === undefined ? [] : failureRows(power.chain);
  const { grave, harmless } = splitByEffect(rows);
  const shown = grave.slice(0, SHOWN);
  const keys = legend(
    OUTCOMES.map(([, text, paint]) => ({ text: `devices that ${text === 'down' ? 'go down' : text}`, paint })),
    { x: MARGIN, y: 74, width: WIDTH - 2 * MARGIN },
  );
  const top = 74 + keys.height + 30;
  const rest = [
    grave.length > shown.length ? `${counted(grave.length - shown.length, 'more state')} in failures.csv.` : '',
    harmless > 0 ? `${counted(harmless, 'state')} without any effect.` : '',
  ]
    .filter((text) => text !== '')
    .join(' ');
  const parts: Markup[] = [
    label({
      x: MARGIN,
      y: 38,
      text: `${name}: failures of the power chain`,
      size: 20,
      isBold: true,
      maxWidth: WIDTH - 2 * MARGIN,
    }),
    label({
      x: MARGIN,
      y: 60,
      text: `${counted(rows.length, 'state')} judged, ${count(grave.length)} with an effect, the gravest first.`,
      fill: INK.faint,
    }),
    keys.markup,
    ...heads(top - 10),
    ...shown.map((row, index) => failureLine(row, top + index * ROW)),
    label({ x: MARGIN, y: top + shown.length * ROW + 22, text: rest, fill: INK.faint, maxWidth: WIDTH - 2 * MARGIN }),
  ];
  const description = `${counted(rows.length, 'state')}, ${count(grave.length)} with an effect`;
  const height = top + shown.length * ROW + 40;
  return drawing({ title: `Failures of site ${name}`, description, width: WIDTH, height }, parts);
}

function heads(y: number): Markup[] {
  const head = (x: number, text: string, anchor: 'start' | 'end' = 'start'): Markup =>
    label({ x, y, text, size: 11.5, isBold: true, fill: INK.faint, anchor });
  return [
    head(COLUMNS.what, 'out'),
    head(COLUMNS.racks + 60, 'racks lost', 'end'),
    head(COLUMNS.lost + 84, 'power lost', 'end'),
    head(COLUMNS.devices, 'devices'),
    head(COLUMNS.overload, 'overloads'),
    line(MARGIN, y + 8, WIDTH - MARGIN, y + 8),
  ];
}

function failureLine({ state, what, racksLost, worstOverload }: FailureRow, top: number): Markup {
  const y = top + 19;
  const { devices, lostWatts, overloads, kind, unfedZones } = state;
  const overload =
    worstOverload === undefined
      ? '-'
      : `${worstOverload.node} ${finePercent(worstOverload.share)}: ${load(worstOverload.loadWatts)}, may carry ${load(worstOverload.limitWatts)}${overloads.length > 1 ? ` (and ${overloads.length - 1} more)` : ''}`;
  const unfed = unfedZones.length === 0 ? '' : `\nzones without a feed: ${unfedZones.join(', ')}`;
  return group(`${kind}: ${state.out.join(', ')}${unfed}`, [
    line(MARGIN, top + ROW - 1, WIDTH - MARGIN, top + ROW - 1, '#e4e7eb'),
    label({
      x: COLUMNS.what,
      y,
      text: what,
      maxWidth: WHAT_WIDTH,
    }),
    figure(COLUMNS.racks + 60, y, racksLost === 0 ? '-' : count(racksLost), racksLost > 0),
    figure(COLUMNS.lost + 84, y, lostWatts === 0 ? '-' : load(lostWatts), lostWatts > 0),
    ...devicesBar(devices, COLUMNS.devices, top + 6),
    label({
      x: COLUMNS.overload,
      y,
      text: overload,
      isBold: worstOverload !== undefined,
      maxWidth: WIDTH - MARGIN - COLUMNS.overload,
      fill: worstOverload === undefined ? INK.faint : LEVEL_PAINT.over.stroke,
    }),
  ]);
}

function figure(x: number, y: number, text: string, isGrave: boolean): Markup {
  return label({ x, y, text, anchor: 'end', isBold: isGrave, fill: isGrave ? LEVEL_PAINT.over.stroke : INK.faint });
}

/** Devices by what they do, as shares of a bar, each with its count where there is room. */
function devicesBar(devices: ChainState['devices'], left: number, y: number): Markup[] {
  const total = OUTCOMES.reduce((sum, [outcome]) => sum + devices[outcome], 0);
  let x = left;
  return OUTCOMES.flatMap(([outcome, text, paint]) => {
    const number = devices[outcome];
    if (number === 0 || total === 0) return [];
    const width = (DEVICES_WIDTH * number) / total;
    const at = x;
    x += width;
    return [
      group(`${counted(number, 'device')}: ${text}`, [
        box({ x: at, y, width, height: 17 }, paint),
        label({ x: at + width / 2, y: y + 12.5, text: count(number), size: 11, anchor: 'middle', maxWidth: width - 2 }),
      ]),
    ];
  });
}
