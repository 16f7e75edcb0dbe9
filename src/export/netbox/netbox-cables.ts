import { machineCsv } from '../../report/csv';
import type { Asset, AssetState } from '../../model/asset';
import type { CableRow } from '../../model/cabling-plan';
import type { SitePlan } from '../../model/site-plan';
import { siteCableRows } from '../../model/site-cables';
import { plainDecimals } from '../../report/in-figures';

const END = ['site', 'device', 'power_panel', 'type', 'name'];
const REST = 'type,status,profile,tenant,bundle,label,color,length,length_unit,description,owner,comments,tags'.split(
  ',',
);
const HEADER = [...END.map((column) => `side_a_${column}`), ...END.map((column) => `side_b_${column}`), ...REST];

/** NetBox's types of cable. */
const TYPES: Readonly<Record<CableRow['medium'], string>> = {
  'passive-copper': 'dac-passive',
  'active-copper': 'dac-active',
  multimode: 'mmf-om4',
  'single-mode': 'smf-os2',
  'twisted-pair': 'cat6a',
  unknown: '',
  unreached: '',
  unplaced: '',
};

const CABLED: readonly AssetState[] = ['cabled', 'accepted', 'in-service', 'drained'];
const ROWS_AT_ONCE = 1_000;

/**
 * Lines of NetBox's import of cables, a row a link, in pieces of up to a thousand; `connected` where both ends are cabled, else `planned`.
 *
 * @see https://github.com/netbox-community/netbox/blob/main/netbox/dcim/forms/bulk_import.py
 */
export function* netboxCableLines(plan: SitePlan): Generator<string> {
  let rows: string[][] = [HEADER];
  for (const row of siteCableRows(plan)) {
    const isCabled = [row.a.device, row.b.device].every((device) => isConnected(plan.assets.get(device)));
    rows.push(cells(plan.name, row, isCabled ? 'connected' : 'planned'));
    if (rows.length < ROWS_AT_ONCE) continue;
    yield machineCsv(rows);
    rows = [];
  }
  if (rows.length > 0) yield machineCsv(rows);
}

function cells(site: string, { a, b, medium, label, lengthMillimetres, part }: CableRow, status: string): string[] {
  const end = ({ device, port, face }: CableRow['a']): string[] => {
    const type = face === undefined ? 'dcim.interface' : `dcim.${face}port`;
    return [site, device, '', type, port];
  };
  const length = lengthMillimetres > 0 ? [plainDecimals(lengthMillimetres / 1_000, 2), 'm'] : ['', ''];
  return [...end(a), ...end(b), TYPES[medium], status, '', '', '', label, '', ...length, part ?? '', '', '', ''];
}

function isConnected(asset: Asset | undefined): boolean {
  return asset !== undefined && CABLED.includes(asset.state);
}
