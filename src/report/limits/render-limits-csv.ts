import { peopleCsv } from '../csv';
import type { LimitsPlan } from '../../design/limits/limits-plan';
import { plainDecimals } from '../in-figures';

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
    ]),
  );
  return peopleCsv([HEADER, ...rows]);
}
