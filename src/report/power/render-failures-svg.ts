import type { ChainState } from '../../model/power-node';
import type { SharedLoss } from '../../model/shared-loss';
import type { SitePlan } from '../../model/site-plan';
import { INK, LEVEL_PAINT, type Paint } from '../drawing/palette';
import { box, drawing, group, label, legend, line } from '../drawing/shapes';
import { count, counted, finePercent, load } from '../in-figures';
import type { Markup } from '../markup';
import { type FailureRow, failureRows, lostWord, splitByEffect, takenText } from './power-csv';

const WIDTH = 1_640;
const MARGIN = 24;
const ROW = 30;
const SHOWN = 50;
const COLUMNS = { what: 24, racks: 408, lost: 480, devices: 590, cooling: 812, overload: 1_170 } as const;
const WHAT_WIDTH = 374;
const DEVICES_WIDTH = 200;
const COOLING_WIDTH = 342;
const LOSS_COLUMNS = { kind: 24, name: 160, takes: 408, inIt: 860, power: 990, cooling: 1_120, loops: 1_140 } as const;

type Outcome = keyof ChainState['devices'];

const OUTCOMES: readonly (readonly [Outcome, string, Paint])[] = [
  ['full', 'run on unchanged', LEVEL_PAINT.within],
  ['degraded', 'run on more slowly', LEVEL_PAINT.near],
  ['indeterminate', 'cannot be judged', { fill: '#d9dde2', stroke: INK.faint }],
  ['down', 'down', LEVEL_PAINT.over],
];

/**
 * Table of what each failure of the power chain does, the gravest first, then of what is lost together: compartments, common causes, cooling loops and groups of pumps. A site without a chain has the
 * second alone.
 */
export function renderFailuresSvg({
  name,
  power: { chain },
  cooling,
  losses = [],
}: Pick<SitePlan, 'name' | 'power' | 'cooling' | 'losses'>): string {
  const rows = chain === undefined ? [] : failureRows(chain, cooling);
  const { grave, harmless } = splitByEffect(rows);
  const shown = grave.slice(0, SHOWN);
  const keys = legend(
    OUTCOMES.map(([, text, paint]) => ({ text: `devices that ${text === 'down' ? 'go down' : text}`, paint })),
    { x: MARGIN, y: 94, width: WIDTH - 2 * MARGIN },
  );
  const top = 94 + keys.height + 30;
  const rest = [
    grave.length > shown.length ? `${counted(grave.length - shown.length, 'more state')} in failures.csv.` : '',
    harmless > 0 ? `${counted(harmless, 'state')} without any effect.` : '',
  ]
    .filter((text) => text !== '')
    .join(' ');
  const facts =
    chain === undefined
      ? 'The power chain is not planned: what its failures do is not known.'
      : `${counted(rows.length, 'state')} of the power chain judged, ${count(grave.length)} with an effect, the gravest first.`;
  const lossTop = top + shown.length * ROW + 40;
  const together = lossTable(losses, lossTop);
  const note = (y: number, text: string): Markup =>
    label({ x: MARGIN, y, text, fill: INK.faint, maxWidth: WIDTH - 2 * MARGIN });
  const parts: Markup[] = [
    label({
      x: MARGIN,
      y: 38,
      text: `${name}: failures of power and cooling`,
      size: 20,
      isBold: true,
      maxWidth: WIDTH - 2 * MARGIN,
    }),
    note(60, facts),
    note(79, coolingFacts({ chain, cooling })),
    keys.markup,
    ...heads(top - 10),
    ...shown.map((row, index) => failureLine(row, top + index * ROW)),
    note(top + shown.length * ROW + 22, rest),
    ...together.parts,
  ];
  const description = `${counted(rows.length, 'state')}, ${count(grave.length)} with an effect; ${counted(losses.length, 'loss', 'losses')} of what is shared`;
  return drawing({ title: `Failures of site ${name}`, description, width: WIDTH, height: together.bottom }, parts);
}

/** What the column of cooling cannot say. */
function coolingFacts({
  chain,
  cooling,
}: {
  readonly chain: SitePlan['power']['chain'];
  readonly cooling: SitePlan['cooling'];
}): string {
  if (chain === undefined) return '';
  if (cooling === undefined) return 'Cooling is not planned: what a failure stops of it is not known.';
  const off = cooling.loops.flatMap(({ units }) =>
    units.filter((each) => each.units > 0 && each.fedFrom === undefined),
  );
  if (off.length === 0) return '';
  const names = off.slice(0, 4).map((each) => each.name);
  const more = off.length > names.length ? ` and ${off.length - names.length} more` : '';
  return `Which failure stops these cooling units is not known, for they name no node in 'fedFrom': ${names.join(', ')}${more}.`;
}

/** What the loss of each shared thing does, the gravest first. */
function lossTable(losses: readonly SharedLoss[], top: number): { parts: Markup[]; bottom: number } {
  if (losses.length === 0) return { parts: [], bottom: top };
  const racks = ({ racks: own, unpowered, uncooled }: SharedLoss): number =>
    own.length + unpowered.length + uncooled.length;
  const sorted = [...losses].sort((left, right) => racks(right) - racks(left));
  const shown = sorted.slice(0, SHOWN);
  const { kind, name, takes, inIt, power, cooling, loops } = LOSS_COLUMNS;
  const head = (x: number, text: string, anchor: 'start' | 'end' = 'start'): Markup =>
    label({ x, y: top + 48, text, size: 11.5, isBold: true, fill: INK.faint, anchor });
  const first = top + 58;
  const bottom = first + shown.length * ROW;
  const rest = sorted.length - shown.length;
  return {
    bottom: bottom + 18 + (rest > 0 ? 20 : 0),
    parts: [
      label({ x: MARGIN, y: top + 18, text: 'Lost together', size: 15, isBold: true }),
      head(kind, 'lost'),
      head(name, 'name'),
      head(takes, 'takes'),
      head(inIt, 'racks in it', 'end'),
      head(power, 'without power', 'end'),
      head(cooling, 'without cooling', 'end'),
      head(loops, 'loops that lack units'),
      line(MARGIN, top + 56, WIDTH - MARGIN, top + 56),
      ...shown.map((loss, index) => lossLine(loss, first + index * ROW)),
      ...(rest > 0
        ? [label({ x: MARGIN, y: bottom + 22, text: `${count(rest)} more in losses.csv.`, fill: INK.faint })]
        : []),
    ],
  };
}

function lossLine(loss: SharedLoss, top: number): Markup {
  const y = top + 19;
  const { kind, name, takes, inIt, power, cooling, loops } = LOSS_COLUMNS;
  const taken = takenText(loss);
  const text = (x: number, words: string, end: number): Markup => label({ x, y, text: words, maxWidth: end - x - 12 });
  const racks = (x: number, list: readonly string[]): Markup =>
    figure(x, y, list.length === 0 ? '-' : count(list.length), list.length > 0);
  return group(`${lostWord(loss)} ${loss.name}: takes ${taken}`, [
    line(MARGIN, top + ROW - 1, WIDTH - MARGIN, top + ROW - 1, '#e4e7eb'),
    text(kind, lostWord(loss), name),
    text(name, loss.name, takes),
    text(takes, taken, inIt - 66),
    racks(inIt, loss.racks),
    racks(power, loss.unpowered),
    racks(cooling, loss.uncooled),
    text(loops, loss.loops.length === 0 ? '-' : loss.loops.join(', '), WIDTH - MARGIN),
  ]);
}

function heads(y: number): Markup[] {
  const head = (x: number, text: string, anchor: 'start' | 'end' = 'start'): Markup =>
    label({ x, y, text, size: 11.5, isBold: true, fill: INK.faint, anchor });
  return [
    head(COLUMNS.what, 'out'),
    head(COLUMNS.racks + 60, 'racks lost', 'end'),
    head(COLUMNS.lost + 84, 'power lost', 'end'),
    head(COLUMNS.devices, 'devices'),
    head(COLUMNS.cooling, 'cooling'),
    head(COLUMNS.overload, 'overloads'),
    line(MARGIN, y + 8, WIDTH - MARGIN, y + 8),
  ];
}

function failureLine({ state, what, racksLost, worstOverload, cooling }: FailureRow, top: number): Markup {
  const y = top + 19;
  const { devices, lostWatts, overloads, kind, unfedZones } = state;
  const overload =
    worstOverload === undefined
      ? '-'
      : `${worstOverload.node} ${finePercent(worstOverload.share)}: ${load(worstOverload.loadWatts)}, may carry ${load(worstOverload.limitWatts)}${overloads.length > 1 ? ` (and ${overloads.length - 1} more)` : ''}`;
  const unfed = unfedZones.length === 0 ? '' : `\nzones without a feed: ${unfedZones.join(', ')}`;
  const [stopped] = cooling;
  const stops =
    stopped === undefined ? '-' : `${stopped}${cooling.length > 1 ? ` (and ${cooling.length - 1} more)` : ''}`;
  return group([`${kind}: ${state.out.join(', ')}${unfed}`, ...cooling].join('\n'), [
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
    told(COLUMNS.cooling, y, stops, COOLING_WIDTH),
    told(COLUMNS.overload, y, overload, WIDTH - MARGIN - COLUMNS.overload),
  ]);
}

/** Words of a harm; `-` where there is none. */
function told(x: number, y: number, text: string, maxWidth: number): Markup {
  const isHarm = text !== '-';
  return label({ x, y, text, maxWidth, isBold: isHarm, fill: isHarm ? LEVEL_PAINT.over.stroke : INK.faint });
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
