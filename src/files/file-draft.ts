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
  lstatSync,
  readlinkSync,
} from 'node:fs';
import { dirname, isAbsolute, join, parse, resolve, sep } from 'node:path';
import { systemCode } from './file-error';
import { pause } from './folder-lock';
import { DesignError } from '../errors/design-error';

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

/** Where a path leads: to a file that is replaced, to something that is written straight, or to an open descriptor of this process. */
export type FileTarget =
  | {
      readonly kind: 'file';
      /** Path without symbolic links. */
      readonly path: string;
      /** The file as it stands. Absent: it is not there yet. */
      readonly standing?: Stats;
    }
  | { readonly kind: 'straight'; readonly path: string }
  | { readonly kind: 'descriptor'; readonly descriptor: number };

/** As many links as Linux follows in one path. */
const MOST_LINKS = 40;

/** Folder whose entries are open descriptors. */
const DESCRIPTORS = /^\/proc\/(\d+)(?:\/task\/\d+)?\/fd$/;

/**
 * Follows a path to what it names.
 *
 * @param path - as the user gave it
 * @param folder - folder from which it counts
 * @throws DesignError `files/planted-link` for a link that another user has put into a folder of everybody
 * @throws system errors: `EISDIR` for a folder, `ELOOP`, `EACCES` for a file that may not be written
 */
export function fileTarget(path: string, folder: string): FileTarget {
  if (path === '' || /[/\\]$/.test(path.replaceAll('\\', sep))) throw systemError('EISDIR');
  const end = followed(resolve(folder, path), path);
  if (typeof end !== 'string') return { kind: 'descriptor', descriptor: end.descriptor };
  let standing: Stats;
  try {
    standing = statSync(end);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return { kind: 'file', path: end };
    throw error;
  }
  if (standing.isDirectory()) throw systemError('EISDIR');
  if (!standing.isFile()) return { kind: 'straight', path: end };
  // A rename asks the folder alone: a file that its owner has protected is not replaced behind his back.
  closeSync(openSync(end, constants.O_WRONLY));
  return { kind: 'file', path: end, standing };
}

/** Path without links, part by part; the parts behind one that is not there stay as they are. */
function followed(path: string, shown: string): string | { readonly descriptor: number } {
  let { root: done } = parse(path);
  const parts = path.slice(done.length).split(sep);
  let links = 0;
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      done = dirname(done);
      continue;
    }
    const owner = DESCRIPTORS.exec(done)?.[1];
    if (owner !== undefined) {
      // The text of such a link is no path: `pipe:[4711]`.
      if (owner === String(process.pid)) return { descriptor: Number(part) };
      return join(done, part);
    }
    const next = join(done, part);
    const found = entry(next);
    if (found?.isSymbolicLink() !== true) {
      done = next;
      continue;
    }
    links += 1;
    if (links > MOST_LINKS) throw systemError('ELOOP');
    checkOwner(found, { link: next, parent: done, shown });
    const text = readlinkSync(next);
    if (isAbsolute(text)) ({ root: done } = parse(text));
    parts.unshift(...text.slice(isAbsolute(text) ? done.length : 0).split(sep));
  }
  return done;
}

function entry(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * In a folder where everybody writes, such as `/tmp`, a link of another user may lead a write to any file of ours.
 *
 * @see https://docs.kernel.org/admin-guide/sysctl/fs.html#protected-symlinks
 */
function checkOwner(
  found: Stats,
  { link, parent, shown }: { readonly link: string; readonly parent: string; readonly shown: string },
): void {
  const own = process.geteuid?.();
  const folder = lstatSync(parent);
  const isOpen = (folder.mode & 0o1002) === 0o1002;
  if (own === undefined || !isOpen || found.uid === own || found.uid === folder.uid) return;
  throw new DesignError('files/planted-link', {
    problem: `the file '${shown}' is not written: '${link}' is a symbolic link that another user (${found.uid}) has put into a folder where everybody may write`,
    remedy: 'remove the link if it is not yours, or give a path in a folder of your own',
    object: shown,
  });
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
