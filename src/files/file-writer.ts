import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  lstatSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DesignError } from '../errors/design-error';
import { present } from '../units/present';
import { makeFolders, piecesOf, syncFolder, writeAll, writeDraft, type FileContent } from './file-draft';
import { fileError, systemCode } from './file-error';
import { fileTarget, type FileTarget } from './file-draft';
import { ownName, pause, withFolderLock } from './folder-lock';

/** What a file held when it was looked at: the digest of its bytes, or `absent`. */
export type FileVersion = string;

/** How files are written. */
export interface WriteOptions {
  /**
   * Folder from which relative paths count.
   *
   * @default - that of the process
   */
  readonly folder?: string;
  /**
   * What the files held when they were read, by the path as it is given here. A file that holds anything else by now is not written over.
   *
   * @default - a file is written over, whatever it holds
   */
  readonly versions?: ReadonlyMap<string, FileVersion | undefined>;
}

/** Version of a file that is not there. */
export const ABSENT: FileVersion = 'absent';

/** A run among so many others at once comes through: each round one of them does. */
const MOST_ROUNDS = 200;

/**
 * What a file holds now. Take it before the file is read, so that no change between the two is missed.
 *
 * @param path - the file
 * @param folder - folder from which the path counts
 * @returns undefined for what is no regular file, such as a pipe: reading it would take what is to be read
 * @throws DesignError `files/not-read`
 */
export function fileVersion(path: string, folder = process.cwd()): FileVersion | undefined {
  try {
    const target = resolve(folder, path);
    return statSync(target).isFile() ? digest(readFileSync(target)) : undefined;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return absent(path, folder);
    throw fileError(error, path, 'read');
  }
}

/** Version of a file that holds a text. */
export function textVersion(text: string): FileVersion {
  return digest(Buffer.from(text));
}

/**
 * Reads, changes and writes a file, and does so again from the start where another process has written it in between.
 *
 * @param act - all of it: takes the version, reads, and writes with the version
 */
export function rewriting<T>(act: () => T): T {
  for (let round = 1; ; round += 1) {
    try {
      return act();
    } catch (error) {
      if (!(error instanceof DesignError) || error.code !== 'files/changed' || round === MOST_ROUNDS) throw error;
      pause();
    }
  }
}

/**
 * Writes files, each whole or not at all: drafts of all of them first, on disk, then each takes its name. A file that holds the same already is left alone.
 *
 * Links are followed and stay; mode and owner of a file are kept. Devices, pipes and open descriptors such as `/dev/stdout` are written straight.
 *
 * @param files - content by path, in any order
 * @param options - where, and over what
 * @throws DesignError `files/not-written`, `files/changed`, `files/same-file`, `files/planted-link`, `files/busy`; then no file is changed
 */
export function writeFiles(files: Iterable<readonly [string, FileContent]>, options: WriteOptions = {}): void {
  new Writing(options).run([...files]);
}

/** Writes one file as `writeFiles` does. */
export function writeFile(path: string, content: FileContent, options: WriteOptions = {}): void {
  writeFiles([[path, content]], options);
}

/**
 * Makes a folder with those above it. One that is there is no error.
 *
 * @throws DesignError `files/not-written`
 */
export function makeFolder(path: string): void {
  try {
    makeFolders(path);
  } catch (error) {
    throw fileError(error, path, 'written');
  }
}

/**
 * Takes a file away. One that is not there is no error.
 *
 * @throws DesignError `files/not-removed`
 */
export function removeFile(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    throw fileError(error, path, 'removed');
  }
}

interface Draft {
  readonly shown: string;
  readonly target: FileTarget & { readonly kind: 'file' };
  readonly draft: string;
}

/** One call of the writer: what it has made so far, so that a failure leaves nothing of it. */
class Writing {
  private readonly folder: string;
  private readonly drafts: Draft[] = [];
  private readonly madeFolders: string[] = [];
  private current = '';

  public constructor(private readonly options: WriteOptions) {
    this.folder = options.folder ?? process.cwd();
  }

  public run(files: readonly (readonly [string, FileContent])[]): void {
    try {
      const targets = this.targetsOf(files);
      for (const { shown, target, content } of targets) this.prepare(shown, target, content);
      for (const { shown, target, content } of targets) {
        this.current = shown;
        if (target.kind !== 'file') writeStraight(target, content);
      }
      const folders = [...new Set(this.drafts.map(({ target }) => dirname(target.path)))].sort();
      this.commit(folders, []);
    } catch (error) {
      for (const { draft } of this.drafts) rmSync(draft, { force: true });
      for (const made of this.madeFolders.reverse()) removeEmpty(made);
      throw fileError(error, this.current, 'written');
    }
  }

  private targetsOf(files: readonly (readonly [string, FileContent])[]) {
    const byPath = new Map<string, string>();
    return files.map(([shown, content]) => {
      this.current = shown;
      const target = fileTarget(shown, this.folder);
      if (target.kind === 'file') {
        const other = byPath.get(target.path);
        if (other !== undefined) throw sameFile(other, shown);
        byPath.set(target.path, shown);
      }
      return { shown, content, target };
    });
  }

  private prepare(shown: string, target: FileTarget, content: FileContent): void {
    this.current = shown;
    if (target.kind !== 'file') return;
    if (holds(target, content)) {
      // The same text by another hand is no harm.
      return;
    }
    const folder = dirname(target.path);
    this.madeFolders.push(...makeFolders(folder));
    const draft = join(folder, ownName('draft'));
    this.drafts.push({ shown, target, draft });
    writeDraft(draft, content, { isSynced: true, ...present({ like: target.standing }) });
  }

  /** Takes the lock of each folder in turn, and renames once it has them all. */
  private commit(folders: readonly string[], checks: readonly (() => void)[]): void {
    const [folder, ...rest] = folders;
    if (folder === undefined) {
      if (this.drafts.length > 0) this.rename(checks);
      return;
    }
    withFolderLock(folder, (check) => {
      this.commit(rest, [...checks, check]);
      syncFolder(folder);
    });
  }

  private rename(checks: readonly (() => void)[]): void {
    for (const { shown, target } of this.drafts) this.checkVersion(shown, target.path);
    for (const { shown, target, draft } of this.drafts) {
      this.current = shown;
      for (const check of checks) check();
      renameSync(draft, target.path);
    }
  }

  private checkVersion(shown: string, path: string): void {
    this.current = shown;
    const wanted = this.options.versions?.get(shown);
    if (wanted === undefined || fileVersion(path) === wanted) return;
    throw changedFile(shown);
  }
}

/** The error about a file that another program has written since it was read. */
export function changedFile(path: string): DesignError {
  return new DesignError('files/changed', {
    problem: `the file '${path}' has changed since it was read: another program has written it`,
    remedy: 'nothing was written; run it again, so that it starts from what the file holds now',
    object: path,
  });
}

/** Whether a file holds a content already; text by the piece is not asked. */
function holds({ path, standing }: FileTarget & { readonly kind: 'file' }, content: FileContent): boolean {
  if (standing === undefined || !(typeof content === 'string' || content instanceof Uint8Array)) return false;
  const bytes = Buffer.from(content);
  return standing.size === bytes.length && readFileSync(path).equals(bytes);
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something has come into it.
  }
}

/** A link that leads nowhere is no absent file: what it led to may only be out of reach. */
function absent(path: string, folder: string): FileVersion {
  const link = lstatSync(resolve(folder, path), { throwIfNoEntry: false });
  if (link?.isSymbolicLink() !== true) return ABSENT;
  throw new DesignError('files/dangling-link', {
    problem: `the file '${path}' cannot be read: it is a symbolic link to '${readlinkSync(resolve(folder, path))}', which is not there`,
    remedy: 'bring back what it leads to, or remove the link',
    object: path,
  });
}

function digest(bytes: Uint8Array): FileVersion {
  return createHash('sha256').update(bytes).digest('hex');
}

function sameFile(first: string, second: string): DesignError {
  return new DesignError('files/same-file', {
    problem: first === second ? `'${first}' is named for two outputs` : `'${first}' and '${second}' are one file`,
    remedy: 'give each output a file of its own',
    object: second,
  });
}

function writeStraight(target: Exclude<FileTarget, { readonly kind: 'file' }>, content: FileContent): void {
  if (target.kind === 'descriptor') {
    for (const piece of piecesOf(content)) writeAll(target.descriptor, piece);
    return;
  }
  const file = openSync(target.path, constants.O_WRONLY);
  try {
    for (const piece of piecesOf(content)) writeAll(file, piece);
  } finally {
    closeSync(file);
  }
}
