import { dirname } from 'node:path';
import { DesignError } from '../errors/design-error';

/** What was to be done with a file. */
export type FileAction = 'written' | 'read' | 'removed';

interface Reason {
  readonly what: string;
  /** What to do about it; `{folder}` is the folder of the file. */
  readonly remedy: string;
}

const PATH = 'give the path of a file';

/** What the system says, in words, with what helps. A code that is not here is told as it is. */
const REASONS: Readonly<Record<string, Reason>> = {
  EACCES: {
    what: 'the user of this process may not',
    remedy: "change the permissions of the file and of '{folder}', or give a path that this user may use",
  },
  EBUSY: { what: 'another program holds it', remedy: 'close it there, and run it again' },
  EDQUOT: {
    what: 'the quota of this user is used up',
    remedy: "free space in '{folder}', or give a path on another file system",
  },
  EEXIST: { what: 'something else lies in its place', remedy: 'move that away, or give another path' },
  EFBIG: {
    what: 'the file system, or the limit of this process, takes no file so large',
    remedy: "raise 'ulimit -f', or give a path on another file system",
  },
  EINVAL: { what: 'the file system does not take it', remedy: 'give another name, or another file system' },
  EIO: { what: 'the disk reports an error', remedy: "check the disk of '{folder}', or give a path on another one" },
  EISDIR: { what: 'it is a folder', remedy: PATH },
  ELOOP: { what: 'its symbolic links lead in a circle', remedy: 'correct the links, or give another path' },
  EMFILE: { what: 'this process has too many files open', remedy: "raise 'ulimit -n', and run it again" },
  ENAMETOOLONG: { what: 'a name of its path is too long for the file system', remedy: 'give a shorter name' },
  ENFILE: { what: 'the machine has too many files open', remedy: 'close other programs, and run it again' },
  ENODEV: { what: 'its device is not there', remedy: PATH },
  ENOENT: { what: 'it, or a folder of its path, is not there', remedy: 'correct the path' },
  ENOSPC: {
    what: 'the disk is full',
    remedy: "free space on the disk of '{folder}', or give a path on another one",
  },
  ENOTDIR: {
    what: 'a part of its path is a file and no folder',
    remedy: 'correct the path, or move that file away',
  },
  ENXIO: { what: 'it is a socket or a device that nobody serves', remedy: PATH },
  EPERM: {
    what: 'the system does not allow it',
    remedy: "change the attributes of the file and of '{folder}', or give another path",
  },
  EPIPE: { what: 'who read from it has gone', remedy: 'keep the reader running to the end of the output' },
  ERR_INVALID_ARG_VALUE: { what: 'its path holds a NUL character', remedy: 'correct the path' },
  EROFS: {
    what: 'its file system is mounted read-only',
    remedy: "mount the file system of '{folder}' for writing, or give a path on another one",
  },
  ESTALE: { what: 'the server of the network file system has lost it', remedy: 'mount it again, and run it again' },
  ETXTBSY: { what: 'a program runs from it', remedy: 'end that program, or give another path' },
};

/** Code of a system error such as `ENOSPC`; undefined where it has none. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/**
 * What the system says about a file, in words: `the disk is full (ENOSPC)`.
 *
 * @param error - what a function of `node:fs` threw
 */
export function systemReason(error: unknown): string {
  const code = systemCode(error);
  const reason = code === undefined ? undefined : REASONS[code];
  if (reason !== undefined) return `${reason.what} (${code ?? ''})`;
  return code ?? (error instanceof Error ? error.message : 'unknown reason');
}

/**
 * A system error as a sentence with the path and what helps; an error that is one already stays as it is.
 *
 * @param error - what was thrown
 * @param path - the file, as the user names it
 * @param action - what was to be done with it
 */
export function fileError(error: unknown, path: string, action: FileAction): DesignError {
  if (error instanceof DesignError) return error;
  const code = systemCode(error) ?? '';
  const remedy = REASONS[code]?.remedy ?? 'give another path, or fix what the system says';
  return new DesignError(`files/not-${action}`, {
    problem: `the file '${printable(path)}' cannot be ${action}: ${systemReason(error)}`,
    remedy: remedy.replace('{folder}', printable(dirname(path))),
    object: path,
  });
}

/** Control characters as `\u0000`. */
function printable(path: string): string {
  return path.replace(/\p{Cc}/gu, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
