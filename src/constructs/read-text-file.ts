import { readFileSync } from 'node:fs';
import { DesignError } from '../errors/design-error';

/**
 * The text of a file that a prop names.
 *
 * @throws DesignError with the given code, for what is no file or may not be read
 */
export function readTextFile(code: string, owner: string, prop: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason =
      typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown reason';
    throw new DesignError(code, {
      problem: `${owner}: '${prop}' names '${path}', which cannot be read (${reason})`,
      remedy: 'name a file that this program may read',
      object: path,
    });
  }
}
