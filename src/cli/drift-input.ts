import { isNetboxExport } from '../design/as-built/netbox-objects';
import { isSonicConfig, nvueSettings } from '../design/as-built/read-switch-config';
import type { DiscoveredKind } from '../report/as-built/drift-report';
import { UsageError } from './usage-error';
import { dataOf } from './verify-input';

/** A file of the command line and what it tells of. */
export interface DriftSource {
  readonly file: string;
  readonly kind: DiscoveredKind;
  readonly text: string;
  /** What it holds, where it was read as JSON or YAML to tell its kind. */
  readonly value?: unknown;
}

const KINDS =
  "give the output of 'ibnetdiscover', 'lldpctl -f json', 'nv show interface --output json' or 'nv config show', SONiC's 'config_db.json', lists of NetBox's REST API, or an asset file";

/** Columns of an asset file; two of them in a first line make it one. */
const ASSET_COLUMNS = ['device', 'serial', 'asset_tag', 'bmc_mac', 'nic_ids', 'state', 'since'];

/**
 * Tells by its content what a file is of.
 *
 * @param file - its name
 * @param text - what it holds
 * @throws UsageError for a file that is nothing known
 */
export function recogniseSource(file: string, text: string): DriftSource {
  const start = text.slice(0, 4_096).trimStart();
  if (start === '' && text.trim() === '') throw new UsageError(`'${file}' is empty`, KINDS);
  if (start.startsWith('{') || start.startsWith('[')) return ofJson(file, text);
  if (/^(Switch|Ca|Rt)\s+\d+\s+"[SHR]-/m.test(text)) return { file, kind: 'links', text };
  if (isAssetHeader(text)) return { file, kind: 'assets', text };
  // YAML of a size that no switch writes is not read at all.
  const value = /(^|[\s{-])(set|interface)\s*:/.test(text) ? dataOf(text) : undefined;
  if (nvueSettings(value) !== undefined) return { file, kind: 'switch-configuration', text, value };
  throw new UsageError(`'${file}' is nothing that a plan is compared with`, KINDS);
}

function ofJson(file: string, text: string): DriftSource {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // NVUE's YAML may begin with a brace or a bracket too.
    const yaml = text.length < 1_000_000 ? dataOf(text) : undefined;
    if (nvueSettings(yaml) !== undefined) return { file, kind: 'switch-configuration', text, value: yaml };
    throw new UsageError(`'${file}' begins as JSON but is none, or a part of it is missing`, KINDS);
  }
  if (isNetboxExport(value)) return { file, kind: 'netbox', text, value };
  if (isSonicConfig(value) || nvueSettings(value) !== undefined) {
    return { file, kind: 'switch-configuration', text, value };
  }
  // The reader of dumps refuses what is none, in its own words; a known beginning is enough here.
  if (isDump(value)) return { file, kind: 'links', text };
  throw new UsageError(`'${file}' is nothing that a plan is compared with`, KINDS);
}

function isDump(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if ('lldp' in value || 'local-chassis' in value) return true;
  return Object.values(value).some(
    (facts: unknown) => typeof facts === 'object' && facts !== null && ('lldp' in facts || 'link' in facts),
  );
}

function isAssetHeader(text: string): boolean {
  const header = /^[^\r\n]*/.exec(text.trimStart())?.[0] ?? '';
  const columns = header.split(',').map((column) => column.trim().replace(/^"(.*)"$/, '$1'));
  return columns.length > 1 && columns.filter((column) => ASSET_COLUMNS.includes(column)).length > 1;
}
