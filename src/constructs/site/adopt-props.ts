import { readFileSync } from 'node:fs';

import { decodeUtf8 } from '../../design/text';
import { DesignError, DesignErrors } from '../../errors/design-error';
import { type HallText, readHallFiles } from '../../export/adopt/read-hall-files';
import { HALL_COLUMNS, HALL_FILES, type HallColumnMap, type HallFile } from '../../export/adopt/read-hall-table';
import type { HallFacts } from '../../model/adopted-site';
import { checkProps } from '../props/check-props';
import { optional, type PropNames, TEXT } from '../props/prop-rule';

/** Files of a running hall, as paths beside the program: CSV in UTF-8. */
export interface AdoptProps {
  /**
   * What exists where: `device`, `rack` and `u`, as in `rack-schedule.csv`.
   *
   * @default - places of `devices`, else of the plan
   */
  readonly racks?: string;
  /**
   * Devices that stand: `device`, with or without `rack`, `u` and the columns of the asset file.
   *
   * @default - those of `racks`
   */
  readonly devices?: string;
  /**
   * Cables: `a_device`, `a_port`, `b_device` and `b_port`, as in `cable-schedule.csv`.
   *
   * @default - the cables of the plan
   */
  readonly cables?: string;
  /**
   * Addresses in use: `address`, with `device` and `interface` where they are known.
   *
   * @default - the addresses of the plan
   */
  readonly addresses?: string;
  /**
   * Headers of the files by column, where they are neither ours nor NetBox's.
   *
   * @default - columns as the files of a synthesis have them, or as NetBox exports them
   */
  readonly columns?: HallColumnMap;
}

/** Props of an adoption. */
export const ADOPT_NAMES: PropNames<AdoptProps> = {
  racks: optional(TEXT),
  devices: optional(TEXT),
  cables: optional(TEXT),
  addresses: optional(TEXT),
  columns: optional({ isMap: true, each: { isMap: true, each: TEXT } }),
};

/**
 * Reads the files that the props of an adoption name.
 *
 * @throws DesignError `adopt/no-files`, `adopt/unreadable`, `adopt/not-utf8`, `adopt/unknown-column`, and those of the readers
 */
export function adoptHallFiles(site: string, props: AdoptProps): HallFacts {
  checkProps(`site '${site}': 'adopt'`, props, ADOPT_NAMES);
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
