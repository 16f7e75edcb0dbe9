import { peopleCsv } from '../csv';
import { planRackFeeds } from '../../design/power/rack/plan-rack-feeds';
import type { SitePlan } from '../../model/site-plan';
import { plainDecimals } from '../in-figures';

const HEADER = [
  'zone',
  'rack',
  'feed',
  'figure',
  'load_kw',
  'worst_load_kw',
  'cords',
  'volts',
  'phases',
  'cord_a',
  'worst_cord_a',
  'breaker_a',
  'l1_kw',
  'l2_kw',
  'l3_kw',
];

/**
 * Writes the racks on their feeds as CSV (quoted as RFC 4180 says): load, current of a cord, breaker, and lines where supplies are single-phase. Empty where
 * no zone says how its racks are connected; an empty breaker is one that no given size carries.
 */
export function renderRackFeedsCsv(plan: SitePlan): string {
  const rows = planRackFeeds(plan).flatMap(({ zone, spec, feeds }) =>
    feeds.map((each) => [
      zone,
      each.rack,
      each.feed,
      plan.power.basis,
      kilowatts(each.normalWatts),
      kilowatts(each.worstWatts),
      spec.cords,
      plainDecimals(spec.volts, 1),
      spec.phases,
      plainDecimals(each.normalAmperes, 2),
      plainDecimals(each.worstAmperes, 2),
      each.breakerAmperes === undefined ? '' : plainDecimals(each.breakerAmperes, 2),
      ...[0, 1, 2].map((line) => (each.legWatts === undefined ? '' : kilowatts(each.legWatts[line] ?? 0))),
    ]),
  );
  return rows.length === 0 ? '' : peopleCsv([HEADER, ...rows]);
}

function kilowatts(watts: number): string {
  return plainDecimals(watts / 1_000, 3);
}
