import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from './usage-error';

/**
 * Reads a file of the command line that must be UTF-8: a table of another encoding would be read with wrong names.
 *
 * @throws UsageError for a file that cannot be read, or of another encoding
 */
export function readUtf8(path: string, folder: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(resolve(folder, path));
  } catch (error) {
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    const problem = code === 'ENOENT' ? `there is no file '${path}'` : `the file '${path}' cannot be read (${code})`;
    throw new UsageError(problem, 'give the path of a file that is there, from the folder of the command');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(
      `the file '${path}' is not in UTF-8`,
      "save it as 'CSV UTF-8'; spreadsheets write CP949 or UTF-16 by default",
    );
  }
}
