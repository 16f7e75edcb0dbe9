import { readFileSync } from 'node:fs';

import { decodeUtf8 } from '../design/text';
import { DesignError, DesignErrors } from '../errors/design-error';
import { HALL_COLUMNS, HALL_FILES, type HallFile } from '../export/adopt/read-hall-table';
import { type HallText, readHallFiles } from '../export/adopt/read-hall-files';
import type { HallFacts } from '../model/hall-facts';
import type { AdoptProps } from './adopt-props';
import { checkProps } from './check-props';

/**
 * Reads the files that the props of an adoption name.
 *
 * @throws DesignError `adopt/no-files`, `adopt/unreadable`, `adopt/not-utf8`, `adopt/unknown-column`, and those of the readers
 */
export function adoptHallFiles(site: string, props: AdoptProps): HallFacts {
  checkProps(`site '${site}': 'adopt'`, props, {
    racks: 'optional',
    devices: 'optional',
    cables: 'optional',
    addresses: 'optional',
    columns: 'optional',
  });
  const given = HALL_FILES.filter((kind) => props[kind] !== undefined);
  if (given.length === 0) {
    throw new DesignError('adopt/no-files', {
      problem: `site '${site}': 'adopt' names no file`,
      remedy: `give one of ${HALL_FILES.map((kind) => `'${kind}'`).join(', ')}`,
      object: site,
    });
  }
  const errors: DesignError[] = [];
  const files: Partial<Record<HallFile, HallText>> = {};
  for (const kind of given) {
    const read = readUtf8File(site, kind, props[kind] ?? '');
    if (read instanceof DesignError) errors.push(read);
    else files[kind] = read;
  }
  DesignErrors.throwAll([...errors, ...unknownColumns(site, props)]);
  return readHallFiles(files, props.columns);
}

function readUtf8File(site: string, kind: HallFile, path: string): HallText | DesignError {
  const named = `site '${site}': '${kind}' of 'adopt' names '${path}'`;
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    return new DesignError('adopt/unreadable', {
      problem: code === 'ENOENT' ? `${named}, which is not there` : `${named}, which cannot be read (${code})`,
      remedy: 'correct the path, which counts from the folder that the program runs in',
      object: path,
    });
  }
  const decoded = decodeUtf8(bytes, path);
  if ('text' in decoded) return { file: path, text: decoded.text };
  return new DesignError('adopt/not-utf8', {
    problem: `${named}, which ${decoded.refused.problem}`,
    remedy: decoded.refused.remedy,
    object: path,
  });
}

function unknownColumns(site: string, { columns = {} }: AdoptProps): DesignError[] {
  return Object.entries(columns).flatMap(([kind, map]) => {
    const known = HALL_FILES.find((each) => each === kind);
    const names = known === undefined ? [] : HALL_COLUMNS[known].map(({ name }) => name);
    return Object.keys(map)
      .filter((name) => !names.includes(name))
      .map(
        (name) =>
          new DesignError('adopt/unknown-column', {
            problem: `site '${site}': 'columns' of 'adopt' maps '${kind}.${name}', which is not read`,
            remedy: known === undefined ? `name a file of ${HALL_FILES.join(', ')}` : `map one of ${names.join(', ')}`,
            object: `${kind}.${name}`,
          }),
      );
  });
}
