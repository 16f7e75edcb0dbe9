import type { Asset, AssetState } from '../../model/asset';

/** NetBox's status of a device by its state in the asset file. */
const DEVICE_STATUS: Readonly<Record<AssetState, string>> = {
  planned: 'planned',
  ordered: 'planned',
  delivered: 'inventory',
  racked: 'staged',
  cabled: 'staged',
  accepted: 'staged',
  'in-service': 'active',
  drained: 'offline',
  failed: 'failed',
  retired: 'decommissioning',
};

const CABLED: readonly AssetState[] = ['cabled', 'accepted', 'in-service', 'drained'];
const STANDS: readonly AssetState[] = ['racked', 'cabled', 'accepted', 'in-service', 'drained', 'failed'];

/** Status of a device; `planned` where the asset file does not name it. */
export function deviceStatus(asset: Asset | undefined): string {
  return DEVICE_STATUS[asset?.state ?? 'planned'];
}

/** Status of a cable: `connected` where both of its ends are cabled. */
export function cableStatus(ends: readonly (Asset | undefined)[]): 'connected' | 'planned' {
  return ends.every((asset) => asset !== undefined && CABLED.includes(asset.state)) ? 'connected' : 'planned';
}

/** Status of what holds devices: `active` as soon as one of them stands there. */
export function holderStatus(assets: Iterable<Asset | undefined>): 'active' | 'planned' {
  for (const asset of assets) if (asset !== undefined && STANDS.includes(asset.state)) return 'active';
  return 'planned';
}
