import { isNetboxExport } from './netbox-objects';
import { isLinkJson, isLinkText } from './parse-discovered';
import { isSonicConfig, nvueSettings } from './read-switch-config';
import { type FoundJson, isWholeJson, jsonIn, plainText } from './tool-text';

/** What a file tells of. */
export type DiscoveredKind = 'links' | 'switch-configuration' | 'netbox' | 'assets';

/** What a text is of. */
export interface RecognisedText {
  readonly kind: DiscoveredKind;
  /** What it holds, where it was read as JSON or YAML to tell its kind. */
  readonly value?: unknown;
}

/** Columns of an asset file; two of them in a first line make it one. */
const ASSET_COLUMNS = ['device', 'serial', 'asset_tag', 'bmc_mac', 'nic_ids', 'state', 'since'];

/** Characters of JSON-like text that is read as YAML too: no switch writes more. */
const MOST_YAML = 1_000_000;

/**
 * Tells by its content what a file found in a running site is of.
 *
 * @param given - what it holds
 * @param readYaml - reads YAML; absent where it is none
 * @returns its kind, or what is wrong with it
 */
export function recogniseText(
  given: string,
  readYaml: (text: string) => unknown,
): RecognisedText | { readonly problem: string } {
  const text = plainText(given);
  const start = text.slice(0, 4_096).trimStart();
  if (start === '' && text.trim() === '') return { problem: 'is empty' };
  if (isLinkText(text)) return { kind: 'links' };
  const found = jsonIn(text);
  if (found !== undefined || start.startsWith('{') || start.startsWith('[')) return ofJson(text, found, readYaml);
  if (isAssetHeader(text)) return { kind: 'assets' };
  const value = /(^|[\s{-])(set|interface)\s*:/.test(text) ? readYaml(text) : undefined;
  if (nvueSettings(value) !== undefined) return { kind: 'switch-configuration', value };
  return { problem: 'is nothing that a plan is compared with' };
}

function ofJson(
  text: string,
  found: FoundJson | undefined,
  readYaml: (text: string) => unknown,
): RecognisedText | { readonly problem: string } {
  if (found === undefined) {
    // NVUE's YAML may begin with a brace or a bracket too.
    const yaml = text.length < MOST_YAML ? readYaml(text) : undefined;
    if (nvueSettings(yaml) !== undefined) return { kind: 'switch-configuration', value: yaml };
    if (isWholeJson(text)) return { problem: 'is nothing that a plan is compared with' };
    return { problem: 'begins as JSON but is none, or a part of it is missing' };
  }
  for (const { value } of found.values) {
    if (isNetboxExport(value)) return { kind: 'netbox', value };
    if (isSonicConfig(value) || nvueSettings(value) !== undefined) return { kind: 'switch-configuration', value };
    // The reader of dumps refuses what is none, in its own words; a known beginning is enough here.
    if (isLinkJson(value)) return { kind: 'links' };
  }
  return { problem: 'is nothing that a plan is compared with' };
}

function isAssetHeader(text: string): boolean {
  const header = /^[^\r\n]*/.exec(text.trimStart())?.[0] ?? '';
  const columns = header.split(',').map((column) => column.trim().replace(/^"(.*)"$/, '$1'));
  return columns.length > 1 && columns.filter((column) => ASSET_COLUMNS.includes(column)).length > 1;
}
