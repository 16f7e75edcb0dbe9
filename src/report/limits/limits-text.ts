import type { LimitLevel, LimitsPlan } from '../../design/limits/limits-plan';
import { oneLine } from '../../errors/visible-text';
import { DataRate } from '../../units/data-rate';
import { DataSize } from '../../units/data-size';
import { Power } from '../../units/power';
import { peopleCsv } from '../csv';
import { count, counted, decimals, finePercent, plainDecimals } from '../in-figures';

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
