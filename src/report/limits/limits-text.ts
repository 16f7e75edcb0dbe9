import { oneLine } from '../../errors/visible-text';
import type { LimitLevel, LimitsPlan } from '../../design/limits/limits-plan';
import { count, finePercent } from '../in-figures';
import { amountText } from './amount-text';

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
] as const;

/** The table of limits as cells, one row a level, the first to run out on top. */
export function limitCells(levels: readonly LimitLevel[]): readonly (readonly string[])[] {
  return levels.flatMap(({ domain, level, rows, moreSystems, moreUnits }) => {
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
      ],
    ];
  });
}

/** The first limit in a sentence. */
export function nextLimitText({ site, cluster, levels }: LimitsPlan): string {
  const [next] = levels;
  const [tightest] = next?.rows ?? [];
  if (next === undefined || tightest === undefined) return `site '${oneLine(site)}': nothing is limited`;
  if (next.moreSystems === undefined || cluster === undefined)
    return `site '${site}' has no cluster: the fullest is ${tightest.object}`;
  const last =
    next.moreSystems === 0
      ? 'no more system fits'
      : `${count(next.moreSystems)} more ${next.moreSystems === 1 ? 'system fits' : 'systems fit'}`;
  return oneLine(
    `${last} in cluster '${cluster}' of site '${site}': ${next.domain} (${next.level}) runs out first, at ${tightest.object}`,
  );
}
