import { type Asset, type AssetRecord, isNoSerial } from '../../model/asset';
import type { SitePlan } from '../../model/site-plan';
import { mergeAssets } from '../assets/merge-assets';
import { devicePlace } from './compare-inventory-cables';
import { byObjectName } from './inventory';

/** One thing that a list of assets says otherwise than the plan. */
export interface AssetFinding {
  /** `missing`: the list does not name the device. `extra`: the site has no such device. `differs`: a value is another. */
  readonly kind: 'missing' | 'extra' | 'differs';
  readonly device: string;
  /** Place of the device. Absent: the site has no such device. */
  readonly place?: string;
  /** Column that differs. */
  readonly field?: string;
  /** Value in the plan. Absent: empty. */
  readonly planned?: string;
  /** Value in the list. Absent: empty. */
  readonly found?: string;
  /** What the list writes for a value that is absent, as `N/A`. Absent: it is empty there, or there is a value. */
  readonly foundText?: string;
}

/** A list of assets against those of the plan. */
export interface AssetReport {
  readonly counts: {
    /** Devices that the list names, or that are there by the plan. */
    readonly devices: number;
    readonly alike: number;
    readonly differing: number;
    readonly extra: number;
  };
  /** In the order of the plan's devices, then the extra ones by name. */
  readonly findings: readonly AssetFinding[];
}

/** Columns that are compared: by whom and since when is no drift. */
const FIELDS = {
  state: 'state',
  serial: 'serial',
  assetTag: 'asset_tag',
  bmcMac: 'bmc_mac',
  nicIds: 'nic_ids',
} as const satisfies Partial<Record<keyof Asset, string>>;

type Field = keyof typeof FIELDS;

/**
 * Compares a list of assets, as it was scanned in the hall, with the assets of the plan. Columns that the list leaves empty throughout are not compared.
 *
 * @param site - the plan
 * @param records - rows of the list
 * @throws DesignError `assets/...` for rows that are none, as `mergeAssets`
 */
export function compareAssets(
  { devices, assets, placement }: Pick<SitePlan, 'devices' | 'assets' | 'placement'>,
  records: readonly AssetRecord[],
): AssetReport {
  const planned = devices.map(({ name }) => name);
  // Trays that the site's own file names.
  const names = [...new Set([...planned, ...assets.keys()])];
  const known = new Set(names);
  const isStranger = ({ device }: AssetRecord): boolean => device !== '' && !known.has(device);
  const named = records.filter((record) => !isStranger(record));
  const listed = new Set(named.map(({ device }) => device));
  // Words for a serial number that is absent, as the list has them.
  const told = new Map(
    named.flatMap(({ device, serial }) => (isWordForNone(serial) ? [[device, serial] as const] : [])),
  );
  const found = mergeAssets(named, { devices: names });
  const fields = (Object.keys(FIELDS) as Field[]).filter((field) => named.some((record) => record[field] !== ''));
  const findings: AssetFinding[] = [];
  let [judged, alike] = [0, 0];
  for (const name of names) {
    const asset = assets.get(name);
    const isThere = asset !== undefined && (asset.state !== 'planned' || asset.serial !== undefined);
    if (!isThere && !listed.has(name)) continue;
    judged += 1;
    const position = placement.positions.get(name);
    const of = { device: name, place: devicePlace(position ?? {}) };
    const own: AssetFinding[] = listed.has(name)
      ? fields.flatMap((field) =>
          difference(of, field, asset, found.get(name)).map((each) => {
            const word = field === 'serial' ? told.get(name) : undefined;
            return word === undefined ? each : { ...each, foundText: word };
          }),
        )
      : [{ kind: 'missing', ...of }];
    if (own.length === 0) alike += 1;
    for (const each of own) findings.push(each);
  }
  const extra = [...new Set(records.filter(isStranger).map(({ device }) => device))].map((name) => ({ name }));
  extra.sort(byObjectName);
  for (const { name } of extra) findings.push({ kind: 'extra', device: name });
  return { counts: { devices: judged, alike, differing: judged - alike, extra: extra.length }, findings };
}

function difference(
  of: Pick<AssetFinding, 'device' | 'place'>,
  field: Field,
  asset: Asset | undefined,
  other: Asset | undefined,
): AssetFinding[] {
  const [planned, found] = [valueOf(asset, field), valueOf(other, field)];
  if (sameValue(field, planned, found)) return [];
  return [
    {
      kind: 'differs',
      ...of,
      field: FIELDS[field],
      ...(planned !== '' && { planned }),
      ...(found !== '' && { found }),
    },
  ];
}

/** Serials and tags are the same in any case: forms and BMCs write them in capitals or not. */
function sameValue(field: Field, planned: string, found: string): boolean {
  if (field !== 'serial' && field !== 'assetTag') return planned === found;
  return planned.trim().toLowerCase() === found.trim().toLowerCase();
}

/** Whether a serial is a word for none, and not empty. */
function isWordForNone(serial: string): boolean {
  return serial.trim() !== '' && isNoSerial(serial);
}

function valueOf(asset: Asset | undefined, field: Field): string {
  const value: string | readonly string[] = asset?.[field] ?? '';
  return typeof value === 'string' ? value : value.join(' ');
}
