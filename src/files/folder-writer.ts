import { lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DesignError, oneLine } from '../errors/design-error';
import { makeFolders, syncFolder, writeDraft } from './file-draft';
import { fileError } from './file-error';
import { isOwnName, ownName, withFolderLock } from './folder-lock';

/** How a folder is written. */
export interface FolderOptions {
  /**
   * Whether files of other names stay.
   *
   * @default false
   */
  readonly keepsOthers?: boolean;
  /**
   * Whether files that hold the same already are written again, for who tells by their time that they are of this run.
   *
   * @default false
   */
  readonly writesAll?: boolean;
}

/**
 * Makes a folder hold these files and no others. All are written aside first; only when the last is whole does each take its place, and then what is old goes.
 * A file that holds the same already is left alone. Files are not synced one by one: the program that made them makes them again.
 *
 * @param folder - folder of the files
 * @param files - content by path below the folder, with forward slashes
 * @param options - what becomes of other files
 * @throws DesignError `files/not-written`, `files/linked-folder`, `files/outside-folder`, `files/busy`; what stood then stands whole
 */
export function writeFolder(
  folder: string,
  files: ReadonlyMap<string, string>,
  { keepsOthers = false, writesAll = false }: FolderOptions = {},
): void {
  let current = folder;
  for (const name of files.keys()) checkInside(folder, name);
  try {
    if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() === true) throw linkedFolder(folder);
    makeFolders(folder);
    const staging = join(folder, ownName('draft'));
    mkdirSync(staging);
    try {
      const staged = new Map<string, string>();
      const stage = (isWanted: (name: string, text: string) => boolean): void => {
        for (const [name, text] of files) {
          current = join(folder, name);
          if (staged.has(name) || !isWanted(name, text)) continue;
          const draft = join(staging, String(staged.size));
          writeDraft(draft, text, { isSynced: false });
          staged.set(name, draft);
        }
      };
      stage((name, text) => writesAll || !standsAs(folder, name, text));
      withFolderLock(folder, (check) => {
        // What was left alone may have been changed by the writer before this one.
        stage((name, text) => !standsAs(folder, name, text));
        for (const [name, draft] of staged) {
          current = join(folder, name);
          check();
          clearWay(folder, name);
          renameSync(draft, current);
        }
        current = folder;
        check();
        if (!keepsOthers) removeOthers(folder, '', new Set(files.keys()));
        syncFolder(folder);
      });
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
  } catch (error) {
    throw fileError(error, current, 'written');
  }
}

/** Whether a file stands where it shall, as a file of its own, and holds a text. */
function standsAs(folder: string, name: string, text: string): boolean {
  const bytes = Buffer.from(text);
  try {
    if (foldersAbove(name).some((each) => !lstatSync(join(folder, each)).isDirectory())) return false;
    const found = lstatSync(join(folder, name));
    return found.isFile() && found.size === bytes.length && readFileSync(join(folder, name)).equals(bytes);
  } catch {
    return false;
  }
}

/** Makes the folders above a file, and takes away what is in its place and is no file. Links are never followed below the folder. */
function clearWay(folder: string, name: string): void {
  for (const each of foldersAbove(name)) {
    const path = join(folder, each);
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory() === true) continue;
    if (found !== undefined) rmSync(path);
    mkdirSync(path);
  }
  const standing = lstatSync(join(folder, name), { throwIfNoEntry: false });
  if (standing?.isDirectory() === true) rmSync(join(folder, name), { recursive: true });
}

/** `a/b/c.svg` as `a`, `a/b`. */
function foldersAbove(name: string): string[] {
  const parts = name.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function removeOthers(folder: string, below: string, kept: ReadonlySet<string>): void {
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (kept.has(name) || isOwnName(entry.name)) continue;
    const path = join(folder, name);
    if (entry.isDirectory() && [...kept].some((each) => each.startsWith(`${name}/`))) removeOthers(folder, name, kept);
    else rmSync(path, { recursive: true, force: true });
  }
}

/** Paths are made of names that a user, a plan or a dump may hold. */
function checkInside(folder: string, name: string): void {
  if (name.split('/').every((part) => !['', '.', '..'].includes(part) && !/[\\\0]/.test(part))) return;
  throw new DesignError('files/outside-folder', {
    problem: `'${oneLine(name)}' is no path of a file below the folder '${folder}'`,
    remedy: "take '/', '\\' and '..' out of the name that it is made of",
    object: name,
  });
}

function linkedFolder(folder: string): DesignError {
  return new DesignError('files/linked-folder', {
    problem: `the folder '${folder}' is a symbolic link: files that are old would be removed where it leads`,
    remedy: "remove the link, or let the app write elsewhere ('outdir', or the variable CDKTF_OUTDIR)",
    object: folder,
  });
}
