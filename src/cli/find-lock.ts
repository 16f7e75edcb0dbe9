import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './usage-error';

/** The site that a text names, if it looks like the lock of one. */
export function siteOfLock(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    if (!('site' in value) || !('version' in value) || !('positions' in value)) return undefined;
    return typeof value.site === 'string' ? value.site : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Name of the one lock of a site in a folder.
 *
 * @throws UsageError where there is none, or more than one
 */
export function findLock(folder: string): string {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.lock.json'))
    .filter((name) => isLock(join(folder, name)))
    .sort();
  const [first, second] = names;
  if (first === undefined) {
    throw new UsageError(
      'this folder holds no lock of a site',
      "go to the folder of the program, or name the file with '--lock <file>'",
    );
  }
  if (second !== undefined) {
    throw new UsageError(
      `this folder holds ${names.length} locks: ${names.join(', ')}`,
      `choose one, for example '--lock ${first}'`,
    );
  }
  return first;
}

function isLock(path: string): boolean {
  try {
    return siteOfLock(readFileSync(path, 'utf8')) !== undefined;
  } catch {
    return false;
  }
}
