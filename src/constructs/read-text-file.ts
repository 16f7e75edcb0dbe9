import { readFileSync } from 'node:fs';
import { decodeUtf8 } from '../design/text';
import { DesignError } from '../errors/design-error';

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
