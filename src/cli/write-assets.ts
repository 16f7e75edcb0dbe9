import type { Asset } from '../design/assets/asset';
import { withAssets } from '../design/assets/with-assets';
import type { SitePlan } from '../design/site/site-plan';
import { writeAssetsCsv } from '../export/asset-csv';
import { plannedInventory } from '../export/netbox/planned-inventory';
import { renderSiteFiles } from '../export/site-files';
import type { AssetFile } from './read-assets';
import { writeFiles } from './write-files';

/** Files that a change of assets changes. */
export interface AssetChange {
  /** Exported files that differ from before, sorted; the next synthesis writes them. */
  readonly files: readonly string[];
  /** Devices whose records in NetBox differ. */
  readonly netbox: readonly string[];
}

/** Where assets are written. */
export interface AssetTarget {
  readonly path: string;
  readonly folder: string;
}

/**
 * Writes an asset file with changed rows, whole or not at all; rows of others stay as they were.
 *
 * @throws UsageError where it cannot be written
 */
export function writeAssets({ assets, named }: AssetFile, changed: readonly Asset[], target: AssetTarget): void {
  const next = mergedAssets(assets, changed);
  const rows = new Set([...named, ...changed.map(({ device }) => device)]);
  const text = writeAssetsCsv([...next.values()].filter(({ device }) => rows.has(device)));
  writeFiles(new Map([[target.path, text]]), target.folder);
}

/** Exported files and NetBox records that differ once assets have changed. */
export function changedExports(site: SitePlan, { assets }: AssetFile, changed: readonly Asset[]): AssetChange {
  const before = withAssets(site, assets);
  const after = withAssets(site, mergedAssets(assets, changed));
  const was = renderSiteFiles(before);
  const is = renderSiteFiles(after);
  const paths = [...new Set([...was.keys(), ...is.keys()])].sort();
  const records = new Map(plannedInventory(before).devices.map((device) => [device.name, JSON.stringify(device)]));
  const [oldAssets, newAssets] = [before.assets, after.assets];
  return {
    files: paths.filter((path) => was.get(path) !== is.get(path)),
    netbox: plannedInventory(after)
      .devices.filter(
        (device) =>
          records.get(device.name) !== JSON.stringify(device) ||
          oldAssets.get(device.name)?.assetTag !== newAssets.get(device.name)?.assetTag,
      )
      .map(({ name }) => name),
  };
}

function mergedAssets(assets: ReadonlyMap<string, Asset>, changed: readonly Asset[]): Map<string, Asset> {
  const next = new Map(assets);
  for (const asset of changed) next.set(asset.device, asset);
  return next;
}
