import { readFileSync } from 'node:fs';

import { emptyLock, parseLock, renderLock } from '../../design/lock/lock-text';
import { decodeUtf8 } from '../../design/text';
import { DesignError } from '../../errors/design-error';
import { ABSENT, changedFile, fileVersion, type FileVersion, textVersion, writeFile } from '../../files/file-writer';
import type { SiteLock } from '../../model/site-lock';

/** Reads a site's lock; an absent file is an empty lock. */
export function readLock({ path, version }: LockFile, site: string): SiteLock {
  if (path === false || version === ABSENT) return emptyLock(site);
  return parseLock(readTextFile('lock/unreadable', `site '${site}'`, 'lockFile', path), site);
}

/** A lock file as it was read, so that no other program's is written over. */
export interface LockFile {
  /** Path; `false` keeps nothing. */
  readonly path: string | false;
  /** What it held before it was read. */
  readonly version?: FileVersion;
}

/**
 * A lock file before it is read.
 *
 * @throws DesignError `files/not-read`, `files/dangling-link`: what is out of reach is not taken for a lock that holds nothing
 */
export function lockFileOf(path: string | false): LockFile {
  const version = path === false ? undefined : fileVersion(path);
  return version === undefined ? { path } : { path, version };
}

/**
 * Refuses a lock file that holds anything else than when it was read, unless that is what it shall hold.
 *
 * @throws DesignError `files/changed`
 */
export function checkLockFile({ path, version }: LockFile, lock: SiteLock): void {
  if (path === false || version === undefined || fileVersion(path) === version) return;
  if (textVersion(renderLock(lock)) !== fileVersion(path)) throw changedFile(path);
}

/**
 * Writes a site's lock where it differs from what the file holds.
 *
 * @throws DesignError `files/...`
 */
export function writeLock({ path, version }: LockFile, lock: SiteLock): void {
  if (path !== false) writeFile(path, renderLock(lock), { versions: new Map([[path, version]]) });
}

/**
 * The text of a file that a prop names.
 *
 * @throws DesignError with the given code, for what is no file or may not be read; `.../not-utf8` of its family for another encoding, which is named
 */
export function readTextFile(code: string, owner: string, prop: string, path: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const reason =
      typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown reason';
    throw new DesignError(code, {
      problem: `${owner}: '${prop}' names '${path}', which cannot be read (${reason})`,
      remedy: 'name a file that this program may read',
      object: path,
    });
  }
  const decoded = decodeUtf8(bytes, path);
  if ('text' in decoded) return decoded.text;
  const { problem, remedy } = decoded.refused;
  throw new DesignError(code.replace(/[^/]*$/, 'not-utf8'), {
    problem: `${owner}: '${prop}' names '${path}', which ${problem}`,
    remedy,
    object: path,
  });
}
