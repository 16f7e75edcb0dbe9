import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { mergeAssets, mergedAssets } from '../design/assets/merge-assets';
import { decodeText, decodeUtf8 } from '../design/text';
import { readAssetsCsv, writeAssetsCsv } from '../export/assets/asset-csv';
import { fileVersion, rewriting, writeFile } from '../files/file-writer';
import { systemCode, systemReason } from '../files/file-error';
import type { Asset } from '../model/asset';
import type { SitePlan } from '../model/site-plan';
import { parseSiteJson } from '../report/site/site-json';
import { asUsage, siteFiles, UsageError } from './cli-context';

/**
 * Reads the plan of a site from a file of the command line.
 *
 * @throws UsageError for a file that cannot be read or holds no plan
 */
export function readPlan(path: string, folder: string): SitePlan {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(resolve(folder, path));
  } catch (error) {
    const reason = systemCode(error) === 'ENOENT' ? '' : `: ${systemReason(error)}`;
    throw new UsageError(`the file '${path}' cannot be read${reason}`, "name the 'site.json' of a synthesis");
  }
  const text = utf8Of(bytes, path);
  return asUsage(() => parseSiteJson(text), path);
}

/**
 * Reads two plans of one site.
 *
 * @param before - path of the first; absent where the command line names none
 * @param after - path of the second; absent: that of the only site in the output folder
 * @param folder - folder that paths count from
 * @throws UsageError as `readPlan`, for a plan that is missing, and for plans of different sites
 */
export function readTwoPlans(
  before: string | undefined,
  after: string | undefined,
  folder: string,
): readonly [SitePlan, SitePlan] {
  const sites = after === undefined && before !== undefined ? siteFiles(folder) : [];
  const second = after ?? (sites.length === 1 ? sites[0] : undefined);
  if (before === undefined || second === undefined) {
    const several = sites.length > 1 ? `, and there are ${sites.length} sites: ${sites.join(', ')}` : '';
    throw new UsageError(
      `${before === undefined ? "'<before>'" : "'<after>'"} is missing${several}`,
      "give the 'site.json' of both states: <before> <after>",
    );
  }
  const [was, is] = [readPlan(before, folder), readPlan(second, folder)];
  if (was.name === is.name) return [was, is];
  throw new UsageError(
    `'${before}' is of site '${was.name}', and '${second}' of '${is.name}'`,
    'give two plans of one site',
  );
}

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
export function readAssets(path: string, site: Pick<SitePlan, 'devices' | 'clusters'>, folder: string): AssetFile {
  const text = readUtf8(path, folder);
  return asUsage(
    () => {
      const records = readAssetsCsv(text);
      const assets = mergeAssets(records, {
        devices: site.devices.map(({ name }) => name),
        trays: site.clusters.flatMap(({ scaleUpDomains = [] }) => scaleUpDomains.flatMap(({ hosts }) => hosts)),
      });
      return { assets, named: new Set(records.map(({ device }) => device)) };
    },
    path,
    'correct the asset file and run it again; nothing was written',
  );
}

/** What to do about a file that is not there. */
const GIVE_A_FILE = 'give the path of a file that is there, from the folder of the command';

/**
 * Reads a file of the command line that must be UTF-8: a table of another encoding would be read with wrong names.
 *
 * @param path - as the user gave it
 * @param folder - folder that it counts from
 * @param remedy - what to give instead of a file that cannot be read
 * @throws UsageError for a file that cannot be read, or of another encoding, which is named
 */
export function readUtf8(path: string, folder: string, remedy = GIVE_A_FILE): string {
  return utf8Of(bytesOf(path, folder, remedy), path);
}

function bytesOf(path: string, folder: string, remedy: string): Uint8Array {
  try {
    return readFileSync(resolve(folder, path));
  } catch (error) {
    const problem =
      systemCode(error) === 'ENOENT'
        ? `there is no file '${path}'`
        : `the file '${path}' cannot be read: ${systemReason(error)}`;
    throw new UsageError(problem, remedy);
  }
}

/** Bytes that a packed file may unpack to. */
const MOST_BYTES = 2 ** 30;

/**
 * Reads a file that a tool or a spreadsheet wrote: in UTF-8, UTF-16 or CP949, or one of these packed with gzip.
 *
 * @param path - as the user gave it
 * @param folder - folder that it counts from
 * @throws UsageError for a file that cannot be read or unpacked, or of another encoding, which is named
 */
export function readFound(path: string, folder: string): string {
  const bytes = bytesOf(path, folder, GIVE_A_FILE);
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const decoded = decodeText(isPacked ? unpacked(bytes, path) : bytes, path);
  if ('text' in decoded) return decoded.text;
  throw new UsageError(`the file '${path}' ${decoded.refused.problem}`, decoded.refused.remedy);
}

function unpacked(bytes: Uint8Array, path: string): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    throw new UsageError(
      `the file '${path}' is packed with gzip and cannot be unpacked: ${error instanceof Error ? error.message : ''}`,
      'copy the whole file again, or unpack it',
    );
  }
}

/**
 * Text of bytes that were read from a file.
 *
 * @throws UsageError for another encoding, which is named
 */
export function utf8Of(bytes: Uint8Array, path: string): string {
  const decoded = decodeUtf8(bytes, path);
  if ('text' in decoded) return decoded.text;
  throw new UsageError(`the file '${path}' ${decoded.refused.problem}`, decoded.refused.remedy);
}

/** An asset file that a verb changes. */
export interface AssetUpdate {
  /** Path of the file that is read. */
  readonly path: string;
  /** Path that is written; the same file, or another. Absent: nothing is. */
  readonly out?: string;
  readonly site: Pick<SitePlan, 'devices' | 'clusters'>;
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
