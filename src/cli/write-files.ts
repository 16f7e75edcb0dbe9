import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from './usage-error';

/** Text, bytes, or text piece by piece. */
export type FileContent = string | Uint8Array | Iterable<string>;

/**
 * Writes files that the command line names, each whole or not at all: drafts of all of them first, then each takes its name.
 *
 * @param files - content by path
 * @param folder - folder from which the paths count
 * @throws UsageError where one cannot be written; then none is
 */
export function writeFiles(files: ReadonlyMap<string, FileContent>, folder: string): void {
  const drafts: string[] = [];
  let current = '';
  try {
    for (const [path, content] of files) {
      current = path;
      const target = resolve(folder, path);
      if (existsSync(target) && statSync(target).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
      mkdirSync(dirname(target), { recursive: true });
      drafts.push(`${target}.draft`);
      writeDraft(`${target}.draft`, content);
    }
    for (const path of files.keys()) {
      current = path;
      renameSync(`${resolve(folder, path)}.draft`, resolve(folder, path));
    }
  } catch (error) {
    for (const draft of drafts) rmSync(draft, { force: true });
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    throw new UsageError(`the file '${current}' cannot be written (${code})`, 'give a path that may be written');
  }
}

function writeDraft(path: string, content: FileContent): void {
  if (typeof content === 'string' || content instanceof Uint8Array) {
    writeFileSync(path, content);
    return;
  }
  const file = openSync(path, 'w');
  try {
    for (const piece of content) writeFileSync(file, piece);
  } finally {
    closeSync(file);
  }
}
