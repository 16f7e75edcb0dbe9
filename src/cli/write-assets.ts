import type { Asset } from '../model/asset';
import { mergedAssets } from '../design/assets/merge-assets';
import type { SitePlan } from '../model/site-plan';
import { writeAssetsCsv } from '../export/assets/asset-csv';
import { fileVersion, rewriting, writeFile } from '../files/file-writer';
import { readAssets, type AssetFile } from './read-plan';

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
