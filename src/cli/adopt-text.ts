import type { Departure } from '../model/adopted-site';
import { textTable } from './text-table';

const KINDS: Readonly<Record<Departure['kind'], string>> = {
  place: 'place',
  cable: 'cable',
  'extra-cable': 'cable beside the plan',
  'missing-cable': 'cable not there',
  address: 'address',
  'address-taken': 'address of another',
};

/** What departs from the plan, and where it was written. */
export function adoptText(site: string, departures: readonly Departure[], lock: string | undefined): string {
  const rows = departures.map(({ kind, name, planned = '-', found = '-' }) => [KINDS[kind], name, planned, found]);
  const head =
    departures.length === 0
      ? `site '${site}': the hall is as planned\n`
      : `site '${site}': the hall departs from the plan in ${departures.length} ${departures.length === 1 ? 'point' : 'points'}\n\n`;
  const table = rows.length === 0 ? '' : `${textTable([['what', 'name', 'planned', 'found'], ...rows], [])}\n`;
  return `${head}${table}${lock === undefined ? 'nothing was written\n' : `${lock} keeps it\n`}`;
}
