import type { Asset } from '../model/asset';
import { mergeAssets } from '../design/assets/merge-assets';
import type { SitePlan } from '../model/site-plan';
import { readAssetsCsv } from '../export/assets/asset-csv';
import { asUsage } from './as-usage';
import { readUtf8 } from './read-utf8';

/** What an asset file has. */
export interface AssetFile {
  /** Of every device of the site. */
  readonly assets: ReadonlyMap<string, Asset>;
  /** Devices that the file names: only these are written again. */
  readonly named: ReadonlySet<string>;
}

/**
 * Reads an asset file of the command line for a site.
 *
 * @throws UsageError for a file that cannot be read, or is no asset file of the site
 */
export function readAssets(path: string, site: Pick<SitePlan, 'devices'>, folder: string): AssetFile {
  const text = readUtf8(path, folder);
  return asUsage(
    () => {
      const records = readAssetsCsv(text);
      const assets = mergeAssets(records, { devices: site.devices.map(({ name }) => name) });
      return { assets, named: new Set(records.map(({ device }) => device)) };
    },
    path,
    'correct the asset file and run it again; nothing was written',
  );
}
