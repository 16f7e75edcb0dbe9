import { DesignError, DesignErrors } from '../../errors/design-error';
import { type Asset, AssetRecord } from '../../model/asset';
import { AssetReader } from './asset-reader';

/** Marks that belong to one device each. MACs and GUIDs share one space: a port has one of them. */
interface Claims {
  readonly device: Map<string, number>;
  readonly serial: Map<string, number>;
  readonly tag: Map<string, number>;
  readonly id: Map<string, number>;
}

/**
 * The asset of every device, in the order of `devices`; `planned` for those that no record names.
 *
 * The faults of the file are reported at once, each with its line; of more than a hundred, the first and their number.
 *
 * @throws DesignError `assets/no-device`, `assets/unknown-device`, `assets/device-twice`, `assets/serial-twice`,
 * `assets/asset-tag-twice`, `assets/id-twice`, `assets/bad-state`, `assets/bad-mac`, `assets/bad-guid`, `assets/bad-date`, `assets/bad-history`, `assets/more-errors`
 */
export function mergeAssets(
  records: readonly AssetRecord[],
  { devices }: { readonly devices: readonly string[] },
): Map<string, Asset> {
  const reader = new AssetReader(devices);
  const claims: Claims = { device: new Map(), serial: new Map(), tag: new Map(), id: new Map() };
  const named = new Map<string, Asset>();
  for (const record of records) {
    const asset = reader.read(record);
    if (asset === undefined) continue;
    reader.take(claimAll(claims, asset, record.line));
    if (!named.has(asset.device)) named.set(asset.device, asset);
  }
  DesignErrors.throwAll(reader.errors);
  return new Map(devices.map((device) => [device, named.get(device) ?? { device, state: 'planned' }]));
}

function claimAll(claims: Claims, asset: Asset, line: number): DesignError[] {
  const { device, serial, assetTag, bmcMac, nicIds = [] } = asset;
  const ids = bmcMac === undefined ? nicIds : [bmcMac, ...nicIds];
  return [
    claim(claims.device, 'assets/device-twice', 'device', device, line),
    serial === undefined ? undefined : claim(claims.serial, 'assets/serial-twice', 'serial', serial, line),
    assetTag === undefined ? undefined : claim(claims.tag, 'assets/asset-tag-twice', 'asset tag', assetTag, line),
    ...ids.map((id) => claim(claims.id, 'assets/id-twice', id.includes(':') ? 'MAC' : 'GUID', id, line)),
  ].filter((error) => error !== undefined);
}

function claim(
  holders: Map<string, number>,
  code: string,
  what: string,
  value: string,
  line: number,
): DesignError | undefined {
  const first = holders.get(value);
  if (first === undefined) {
    holders.set(value, line);
    return undefined;
  }
  return new DesignError(code, {
    problem: `line ${line} of the asset file: ${what} '${value}' stands in line ${first} too`,
    remedy: what === 'device' ? 'keep one of the two lines' : `correct the ${what} in one of the two lines`,
    object: value,
  });
}
