import type { LimitLevel, LimitsPlan } from '../../design/limits/limits-plan';
import { oneLine } from '../../errors/visible-text';
import { DataRate } from '../../units/data-rate';
import { DataSize } from '../../units/data-size';
import { Power } from '../../units/power';
import { peopleCsv } from '../csv';
import { INK, LEVEL_PAINT, LEVEL_WORDS, type LoadLevel, loadLevel } from '../drawing/palette';
import { box, drawing, group, label, legend, line } from '../drawing/shapes';
import { count, counted, decimals, finePercent, plainDecimals } from '../in-figures';
import type { Markup } from '../markup';

/** Heads of the table of limits. */
export const LIMIT_HEADS = [
  'what runs out',
  'tightest',
  'used',
  'of',
  'share',
  'left',
  'more systems',
  'more units',
  'at the ratio of today',
] as const;

/** The table of limits as cells, one row a level, the first to run out on top. */
export function limitCells(levels: readonly LimitLevel[]): readonly (readonly string[])[] {
  return levels.flatMap(({ domain, level, rows, moreSystems, moreUnits, ratioSystems }) => {
    const [tightest] = rows;
    if (tightest === undefined) return [];
    const { object, used, capacity, headroom, unit } = tightest;
    return [
      [
        `${domain}: ${level}`,
        rows.length === 1 ? object : `${object} (of ${rows.length})`,
        amountText(used, unit),
        amountText(capacity, unit),
        capacity > 0 ? finePercent(used / capacity) : '-',
        amountText(headroom, unit),
        moreSystems === undefined ? '-' : count(moreSystems),
        moreUnits === undefined ? '-' : count(moreUnits),
        ratioSystems === undefined ? '-' : count(ratioSystems),
      ],
    ];
  });
}

/** The first limit in a sentence. */
export function nextLimitText({ site, cluster, levels }: LimitsPlan): string {
  const [next] = levels;
  const [tightest] = next?.rows ?? [];
  if (next === undefined || tightest === undefined) return `site '${oneLine(site)}': nothing is limited`;
  if (cluster === undefined) return oneLine(`site '${site}' has no cluster: the fullest is ${tightest.object}`);
  if (next.moreSystems === undefined)
    return oneLine(`no limit of cluster '${cluster}' of site '${site}' is reached: the fullest is ${tightest.object}`);
  const last =
    next.moreSystems === 0
      ? 'no more system fits'
      : `${count(next.moreSystems)} more ${next.moreSystems === 1 ? 'system fits' : 'systems fit'}`;
  return oneLine(
    `${last} in cluster '${cluster}' of site '${site}': ${next.domain} (${next.level}) runs out first, at ${tightest.object}`,
  );
}

/** What fails with one system more than fits, in a sentence; empty where nothing is known to. */
export function bindingText({ binds }: LimitsPlan): string {
  if (binds === undefined) return '';
  const { rule, object, found, limit, atSystems } = binds;
  const most = limit === '' ? '' : `, limit ${limit}`;
  return oneLine(`with ${counted(atSystems, 'more system')}: ${object}: ${found}${most} [${rule}]`);
}

const MILLILITRES_A_SECOND_PER_LITRE_A_MINUTE = 1_000 / 60;

const MILLILITRES_PER_CUBIC_METRE = 1_000_000;

/** An amount of a limit row for people, in the unit of its row. */
export function amountText(amount: number, unit: string): string {
  const sign = amount < 0 ? '-' : '';
  const size = Math.round(Math.abs(amount));
  if (unit === 'W') return sign + Power.watts(size).toString();
  if (unit === 'VA') return sign + Power.watts(size).toString().replace(/W$/, 'VA');
  if (unit === 'B') return sign + DataSize.bytes(size).toString();
  if (unit === 'bit/s') return sign + DataRate.bitsPerSecond(size).formatIn('GB/s');
  if (unit === 'ml/s' && size >= MILLILITRES_PER_CUBIC_METRE)
    return `${sign}${decimals(size / MILLILITRES_PER_CUBIC_METRE, 2)} m3/s`;
  if (unit === 'ml/s') return `${sign}${count(Math.round(size / MILLILITRES_A_SECOND_PER_LITRE_A_MINUTE))} L/min`;
  return `${sign}${count(size)} ${unit}`;
}

const HEADER = [
  'domain',
  'level',
  'object',
  'used',
  'capacity',
  'headroom',
  'unit',
  'used_percent',
  'per_system',
  'more_systems',
  'more_units',
  'ratio_systems',
];

/** Writes all that a site can run out of as CSV (quoted as RFC 4180 says), one row an object, levels in the order in which they run out. */
export function renderLimitsCsv({ levels }: LimitsPlan): string {
  const rows = levels.flatMap(({ rows: objects }) =>
    objects.map((row) => [
      row.domain,
      row.level,
      row.object,
      row.used,
      row.capacity,
      row.headroom,
      row.unit,
      row.capacity > 0 ? plainDecimals((row.used / row.capacity) * 100, 1) : '',
      row.perSystem ?? '',
      row.moreSystems ?? '',
      row.moreUnits ?? '',
      row.ratioSystems ?? '',
    ]),
  );
  return peopleCsv([HEADER, ...rows]);
}

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
