import type { Asset } from '../model/asset';
import { withAssets } from '../design/assets/merge-assets';
import type { SitePlan } from '../model/site-plan';
import { writeAssetsCsv } from '../export/assets/asset-csv';
import { plannedInventory } from '../export/netbox/planned-inventory';
import { renderSiteFiles } from '../export/site/site-files';
import { fileVersion, rewriting, writeFile } from '../files/file-writer';
import { readAssets, type AssetFile } from './read-plan';

/** Files that a change of assets changes. */
export interface AssetChange {
  /** Exported files that differ from before, sorted; the next synthesis writes them. */
  readonly files: readonly string[];
  /** Devices whose records in NetBox differ. */
  readonly netbox: readonly string[];
}

/** An asset file that a verb changes. */
export interface AssetUpdate {
  /** Path of the file that is read. */
  readonly path: string;
  /** Path that is written; the same file, or another. Absent: nothing is. */
  readonly out?: string;
  readonly site: Pick<SitePlan, 'devices'>;
  readonly folder: string;
}

/** What an asset file had, and the rows that were changed. */
export interface ChangedAssets {
  readonly read: AssetFile;
  readonly changed: readonly Asset[];
}

/**
 * Changes rows of an asset file and writes it, whole or not at all; rows of others stay as they were. Where another process writes the file in
 * between, it is read and changed again: no change of either is lost.
 *
 * @param update - which file
 * @param change - rows to change, by what the file has
 * @throws UsageError where it cannot be read, and DesignError `files/...` where it cannot be written
 */
export function updateAssets(
  { path, out, site, folder }: AssetUpdate,
  change: (read: AssetFile) => readonly Asset[],
): ChangedAssets {
  return rewriting(() => {
    const version = fileVersion(path, folder);
    const read = readAssets(path, site, folder);
    const changed = change(read);
    if (out === undefined) return { read, changed };
    const rows = new Set([...read.named, ...changed.map(({ device }) => device)]);
    const next = mergedAssets(read.assets, changed);
    const text = writeAssetsCsv([...next.values()].filter(({ device }) => rows.has(device)));
    writeFile(out, text, { folder, versions: out === path ? new Map([[out, version]]) : new Map() });
    return { read, changed };
  });
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
