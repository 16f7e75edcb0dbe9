import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  mkdirSync,
  openSync,
  statSync,
  writeSync,
  type Stats,
} from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from './file-error';
import { pause } from './folder-lock';

/** Text, bytes, or text piece by piece. */
export type FileContent = string | Uint8Array | Iterable<string>;

/** How a draft is written. */
export interface DraftOptions {
  /** Whether it is on disk when the call returns. */
  readonly isSynced: boolean;
  /** File whose mode and owner are kept. */
  readonly like?: Stats;
}

/** Opened for itself alone: what lies at the path already, a link too, is an error. */
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;

/**
 * Writes a file that is not there yet.
 *
 * @throws system errors; `EEXIST` where anything lies at the path
 */
export function writeDraft(path: string, content: FileContent, { isSynced, like }: DraftOptions): void {
  const file = openSync(path, NEW_FILE, like === undefined ? 0o666 : like.mode & 0o777);
  try {
    for (const piece of piecesOf(content)) writeAll(file, piece);
    if (like !== undefined) keepMode(file, like);
    if (isSynced) fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function keepMode(file: number, { mode, uid, gid }: Stats): void {
  for (const act of [
    () => {
      fchownSync(file, uid, gid);
    },
    () => {
      fchmodSync(file, mode & 0o7777);
    },
  ]) {
    try {
      act();
    } catch (error) {
      // Only the owner, or the superuser, may give a file away; some file systems know neither owners nor modes.
      if (!['EPERM', 'EINVAL', 'ENOSYS', 'ENOTSUP'].includes(systemCode(error) ?? '')) throw error;
    }
  }
}

/** A content as bytes, piece by piece. */
export function* piecesOf(content: FileContent): Generator<Uint8Array> {
  if (content instanceof Uint8Array) yield content;
  else for (const piece of typeof content === 'string' ? [content] : content) yield Buffer.from(piece);
}

/** Writes all bytes to an open file, pipe or device. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) {
    try {
      done += writeSync(file, bytes, done);
    } catch (error) {
      // A pipe whose reader is slower.
      if (systemCode(error) !== 'EAGAIN') throw error;
      pause();
    }
  }
}

/**
 * Makes a folder with those above it.
 *
 * @returns folders that were not there, outer ones first
 * @throws system errors, such as they are: the recursive `mkdirSync` tells some of them as `ENOENT`
 */
export function makeFolders(folder: string): string[] {
  try {
    mkdirSync(folder);
    return [folder];
  } catch (error) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return [];
    const above = dirname(folder);
    if (systemCode(error) !== 'ENOENT' || above === folder) throw error;
    return [...makeFolders(above), ...makeFolders(folder)];
  }
}

/** A rename is on disk once its folder is; some systems open no folders. */
export function syncFolder(folder: string): void {
  let file: number;
  try {
    file = openSync(folder, constants.O_RDONLY);
  } catch {
    return;
  }
  try {
    fsyncSync(file);
  } catch (error) {
    if (['EIO', 'ENOSPC', 'EDQUOT'].includes(systemCode(error) ?? '')) throw error;
  } finally {
    closeSync(file);
  }
}
