import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { withoutMark } from '../design/lock/lock-text';
import { UsageError } from './usage-error';

/** The site that a text names, if it looks like the lock of one. */
export function siteOfLock(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(withoutMark(text));
    if (typeof value !== 'object' || value === null) return undefined;
    if (!('site' in value) || !('version' in value) || !('positions' in value)) return undefined;
    return typeof value.site === 'string' ? value.site : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Path, from a folder, of the one lock of a site in it; where it has none, of the one in the folders straight below, for
 * a lock lies beside its program.
 *
 * @throws UsageError where there is none, or more than one
 */
export function findLock(folder: string): string {
  const here = locksIn(folder, '.');
  const found = here.length > 0 ? here : foldersBelow(folder).flatMap((name) => locksIn(folder, name));
  const [first, second] = found;
  if (first === undefined) {
    throw new UsageError(
      'neither this folder nor one straight below holds the lock of a site',
      "go to the folder of the program, or name the file with '--lock <file>'",
    );
  }
  if (second !== undefined) {
    throw new UsageError(
      `there are ${found.length} locks: ${found.join(', ')}`,
      `choose one, for example '--lock ${first}'`,
    );
  }
  return first;
}

function foldersBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

function locksIn(folder: string, below: string): readonly string[] {
  return readdirSync(join(folder, below))
    .filter((name) => name.endsWith('.lock.json'))
    .map((name) => join(below, name))
    .filter((path) => isLock(join(folder, path)))
    .sort();
}

function isLock(path: string): boolean {
  try {
    return siteOfLock(readFileSync(path, 'utf8')) !== undefined;
  } catch {
    return false;
  }
}
