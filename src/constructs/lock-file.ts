import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { emptyLock, parseLock, renderLock } from '../design/lock/lock-text';
import type { SiteLock } from '../design/lock/site-lock';
import { readTextFile } from './read-text-file';

/** Reads a site's lock; an absent file is an empty lock. */
export function readLock(path: string | false, site: string): SiteLock {
  if (path === false || !existsSync(path)) return emptyLock(site);
  return parseLock(readTextFile('lock/unreadable', `site '${site}'`, 'lockFile', path), site);
}

/** Writes a site's lock where it differs from what the file holds. */
export function writeLock(path: string | false, lock: SiteLock): void {
  if (path !== false) writeWhole(path, renderLock(lock));
}

/** Writes a file whole or not at all; a file that already holds the text is left as it is. */
export function writeWhole(path: string, text: string): void {
  const target = resolve(path);
  if (existsSync(target) && readFileSync(target, 'utf8') === text) return;
  mkdirSync(dirname(target), { recursive: true });
  const draft = `${target}.draft`;
  writeFileSync(draft, text);
  renameSync(draft, target);
}
