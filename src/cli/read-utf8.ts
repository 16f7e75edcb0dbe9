import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { decodeUtf8 } from '../design/text';
import { UsageError } from './usage-error';

/** What to do about a file that is not there. */
const GIVE_A_FILE = 'give the path of a file that is there, from the folder of the command';

/**
 * Reads a file of the command line that must be UTF-8: a table of another encoding would be read with wrong names.
 *
 * @param path - as the user gave it
 * @param folder - folder that it counts from
 * @param remedy - what to give instead of a file that cannot be read
 * @throws UsageError for a file that cannot be read, or of another encoding, which is named
 */
export function readUtf8(path: string, folder: string, remedy = GIVE_A_FILE): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(resolve(folder, path));
  } catch (error) {
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    const problem = code === 'ENOENT' ? `there is no file '${path}'` : `the file '${path}' cannot be read (${code})`;
    throw new UsageError(problem, remedy);
  }
  return utf8Of(bytes, path);
}

/**
 * Text of bytes that were read from a file.
 *
 * @throws UsageError for another encoding, which is named
 */
export function utf8Of(bytes: Uint8Array, path: string): string {
  const decoded = decodeUtf8(bytes, path);
  if ('text' in decoded) return decoded.text;
  throw new UsageError(`the file '${path}' ${decoded.refused.problem}`, decoded.refused.remedy);
}
