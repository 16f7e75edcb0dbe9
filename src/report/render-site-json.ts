import { createHash } from 'node:crypto';
import type { SitePlan } from '../model/site-plan';

/** Name of the format of `site.json`. */
export const SITE_JSON_SCHEMA = 'cdktf-ai-factory/site';

/** Version of the format: it grows when a reader of the version before would misread a file. */
export const SITE_JSON_VERSION = 1;

/**
 * Writes a whole plan as JSON, keys sorted at every level; arrays of numbers and texts take one line.
 *
 * Maps become objects sorted by key, typed arrays become arrays; `parseSiteJson` turns them back.
 */
export function renderSiteJson(plan: SitePlan): string {
  const file = { schema: SITE_JSON_SCHEMA, version: SITE_JSON_VERSION, ...plan };
  const digest = siteJsonDigest(JSON.parse(write(file, '')) as Readonly<Record<string, unknown>>);
  return `${write({ ...file, digest }, '')}\n`;
}

/**
 * SHA-256 of what a file holds, `digest` aside, in the form of the member `digest`: it does not hang on line ends and indents, and a reader refuses a file
 * that was changed after it was written.
 */
export function siteJsonDigest({ digest: _digest, ...file }: Readonly<Record<string, unknown>>): string {
  return `sha256-${createHash('sha256').update(JSON.stringify(file)).digest('hex')}`;
}

function write(value: unknown, indent: string): string {
  if (value instanceof Map) return write(Object.fromEntries(value), indent);
  if (ArrayBuffer.isView(value)) return `[${(value as Uint32Array).join(',')}]`;
  if (Array.isArray(value)) return writeArray(value, indent);
  if (typeof value === 'object' && value !== null) return writeObject(value, indent);
  return JSON.stringify(value);
}

function writeArray(values: readonly unknown[], indent: string): string {
  if (values.every((value) => typeof value !== 'object' || value === null)) return JSON.stringify(values);
  return `[\n${values.map((value) => `${indent} ${write(value, `${indent} `)}`).join(',\n')}\n${indent}]`;
}

function writeObject(value: object, indent: string): string {
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (members.length === 0) return '{}';
  if (members.every(([, member]) => typeof member !== 'object' || member === null)) {
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${JSON.stringify(member)}`).join(',')}}`;
  }
  const lines = members.map(([key, member]) => `${indent} ${JSON.stringify(key)}: ${write(member, `${indent} `)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}
