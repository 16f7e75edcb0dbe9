import { peopleCsv } from '../csv';
import type { PowerChainPlan } from '../../model/power-node';
import { plainDecimals } from '../in-figures';
import { failureRows } from './failure-rows';

const HEADER = [
  'state',
  'out',
  'racks_lost',
  'lost_kw',
  'devices_full',
  'devices_degraded',
  'devices_down',
  'devices_indeterminate',
  'zones_unfed',
  'overloads',
  'worst_overload',
  'worst_overload_kw',
  'worst_overload_limit_kw',
  'worst_overload_percent_of_rating',
];

/** Writes every state of the power chain as CSV (quoted as RFC 4180 says), the gravest first; names within a cell are parted by semicolons. */
export function renderFailuresCsv(chain: PowerChainPlan): string {
  const rows = failureRows(chain).map(({ state, racksLost, worstOverload }) => [
    state.kind,
    state.out.join('; '),
    racksLost,
    kilowatts(state.lostWatts),
    state.devices.full,
    state.devices.degraded,
    state.devices.down,
    state.devices.indeterminate,
    state.unfedZones.join('; '),
    state.overloads.length,
    worstOverload?.node ?? '',
    kilowatts(worstOverload?.loadWatts),
    kilowatts(worstOverload?.limitWatts),
    worstOverload === undefined ? '' : plainDecimals(worstOverload.share * 100, 1),
  ]);
  return peopleCsv([HEADER, ...rows]);
}

function kilowatts(watts: number | undefined): string {
  return watts === undefined ? '' : plainDecimals(watts / 1_000, 3);
}
