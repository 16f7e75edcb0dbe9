import { AdoptErrors } from '../../design/adopt/adopt-places';
import { DesignError, DesignErrors, textErrors, spellingHint } from '../../errors/design-error';
import { csvCell, readCsv } from '../../report/csv';

/** Lines that a file may have: the cables of the largest sites are fewer. */
const MOST_LINES = 1_000_000;

/** A line of a file: value by column, empty where the file lacks the column. */
interface HallRow {
  readonly line: number;
  readonly cell: (column: string) => string;
}

/** A file of a hall as it was found. */
export interface HallTable {
  readonly columns: ReadonlySet<string>;
  /** Its headers are those of our own files, in which a comma within a value is part of it. */
  readonly isOwn: boolean;
  readonly rows: readonly HallRow[];
}

/**
 * Reads a CSV file of a hall; columns that nothing asks for are left out.
 *
 * @param text - the file, with or without a byte order mark
 * @param kind - which file it is
 * @param file - its name, for messages
 * @param map - its headers by our columns, where they differ
 * @throws DesignError `adopt/bad-csv`, `adopt/missing-column`, `adopt/column-twice`, `adopt/bad-row`, `adopt/other-separator`, `adopt/ids-of-netbox`, `adopt/too-many-lines`
 */
export function readHallTable(
  text: string,
  kind: HallFile,
  file: string,
  map: Readonly<Record<string, string>> = {},
): HallTable {
  let places: ReadonlyMap<string, number> | undefined;
  let width = 0;
  let isOwn = false;
  const errors = new AdoptErrors();
  const rows: HallRow[] = [];
  const names = HALL_COLUMNS[kind].map(({ name }) => name);
  // A device may stand in no rack.
  const filled = HALL_COLUMNS[kind].flatMap(({ name, isRequired }) =>
    isRequired === true && name !== 'rack' && name !== 'u' ? [name] : [],
  );
  const take = (record: readonly string[], line: number): void => {
    if (places === undefined) {
      places = placesOf(record, kind, file, map);
      const headers = new Set(record);
      isOwn = [...places.keys()].every((name) => headers.has(name));
      width = record.length;
      return;
    }
    if (rows.length === MOST_LINES) throw tooManyLines(file);
    if (record.length !== width) {
      errors.add('adopt/bad-row', { file, line }, () => ({
        problem: `it has ${record.length} values under ${width} columns`,
        remedy: 'give each column one value, which may be empty',
        value: `${record.length}`,
        limit: `${width}`,
      }));
      return;
    }
    const at = places;
    // NetBox exports power cords too, and those to a feed have no device at one end.
    const isPower =
      /^power$/i.test(cellAt(record, at, 'type')) || /^dcim\.power/.test(cellAt(record, at, 'side_a_type'));
    if (kind === 'cables' && isPower) return;
    const empty = filled.find((name) => cellAt(record, at, name) === '');
    if (empty !== undefined) {
      errors.add('adopt/bad-row', { file, line }, () => ({
        problem: `column '${empty}' is empty`,
        remedy: 'give it a value, or take the line out',
        object: empty,
      }));
      return;
    }
    const values = names.map((name) => cellAt(record, at, name));
    const bad = values.flatMap((value, index) => textErrors(`column '${names[index] ?? ''}'`, value))[0];
    if (bad !== undefined) {
      errors.add('adopt/bad-row', { file, line }, () => ({ problem: bad.problem, remedy: bad.remedy }));
      return;
    }
    rows.push({ line, cell: (column) => values[names.indexOf(column)] ?? '' });
  };
  const notCsv = (line: string): DesignError =>
    new DesignError('adopt/bad-csv', {
      problem: `${line} of '${file}' is not CSV: a quote is not closed, or stands within a value`,
      remedy: 'put the whole value in quotes, and write a quote inside it twice',
      object: file,
    });
  readCsv(text, notCsv, ({ cells, line }) => {
    take(cells, line);
  });
  if (places === undefined) placesOf([], kind, file, map);
  errors.throwAll();
  return { columns: new Set(places?.keys()), isOwn, rows };
}

function cellAt(record: readonly string[], places: ReadonlyMap<string, number>, name: string): string {
  return csvCell(record[places.get(name) ?? -1] ?? '');
}

/** Place of each column that is read, by our name. */
function placesOf(
  header: readonly string[],
  kind: HallFile,
  file: string,
  map: Readonly<Record<string, string>>,
): ReadonlyMap<string, number> {
  const wrong = wrongTable(header, kind, file, map);
  if (wrong !== undefined) throw wrong;
  const headers = header.map(plain);
  const places = new Map<string, number>();
  const errors: DesignError[] = [];
  for (const { name, isRequired, others } of HALL_COLUMNS[kind]) {
    const mapped = map[name];
    const names = mapped === undefined ? [name, ...others] : [plain(mapped)];
    const found = names.find((each) => headers.includes(each));
    if (found === undefined) {
      if (isRequired || mapped !== undefined) errors.push(missingColumn({ name, mapped, kind, file, header }));
      continue;
    }
    if (headers.indexOf(found) !== headers.lastIndexOf(found)) {
      errors.push(
        new DesignError('adopt/column-twice', {
          problem: `line 1 of '${file}': column '${header[headers.indexOf(found)] ?? found}' stands there twice`,
          remedy: 'keep one of them',
          object: name,
        }),
      );
    }
    places.set(name, headers.indexOf(found));
  }
  DesignErrors.throwAll(errors);
  return places;
}

/** Marks that part the columns of other tables. */
const OTHER_MARKS: readonly (readonly [string, string])[] = [
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'bars'],
];

/** Columns by which an export names things by their ids. */
const ID_COLUMNS: Readonly<Record<HallFile, RegExp>> = {
  cables: /^(?:termination_a|a_termination|side_a|a_side|a_device|device_a|a_object|a)_ids?$|^a_terminations?$/,
  racks: /^(?:device|rack)_id$/,
  devices: /^(?:device|rack)_id$/,
  addresses: /^(?:assigned_object|interface|device|ip_address|address)_id$/,
};

/** A table whose columns are parted otherwise, or that names the ends of cables by the ids of NetBox: one sentence says so, and not one a column. */
function wrongTable(
  header: readonly string[],
  kind: HallFile,
  file: string,
  map: Readonly<Record<string, string>>,
): DesignError | undefined {
  const [only = ''] = header;
  // A spreadsheet may say its separator in a line of its own.
  const isSaid = /^sep=/i.test(only);
  const other = header.length === 1 || isSaid ? OTHER_MARKS.find(([mark]) => only.includes(mark)) : undefined;
  if (other !== undefined) {
    return new DesignError('adopt/other-separator', {
      problem: `line 1 of '${file}': its columns are parted by ${other[1]}, not by commas`,
      remedy: "save it as CSV with commas ('CSV UTF-8' of a spreadsheet; regions may set another separator)",
      object: file,
      value: other[0],
    });
  }
  const names = header.map(plain);
  const asked = HALL_COLUMNS[kind].filter(({ isRequired }) => isRequired);
  const isNamed = asked.some(
    ({ name, others }) => name !== 'u' && [name, ...others].some((each) => names.includes(each)),
  );
  const id = names.find((name) => ID_COLUMNS[kind].test(name));
  if (isNamed || id === undefined || Object.keys(map).length > 0) return undefined;
  if (kind !== 'cables') {
    return new DesignError('adopt/ids-of-netbox', {
      problem: `'${file}' names ${kind === 'addresses' ? 'what has an address' : 'devices and racks'} by ids of NetBox (${id}), and not by names`,
      remedy: `export the table ('Current View', with the columns ${asked.map(({ name }) => name).join(', ')}), or give NetBox itself to 'aifactory verify --netbox'`,
      object: file,
    });
  }
  return new DesignError('adopt/ids-of-netbox', {
    problem: `'${file}' names the ends of cables by ids of NetBox (${id}), and not by devices and ports`,
    remedy:
      "export the table of cables ('Current View', with the columns Device A, Termination A, Device B, Termination B), or give NetBox itself to 'aifactory verify --netbox'",
    object: file,
  });
}

interface Missing {
  readonly name: string;
  readonly mapped: string | undefined;
  readonly kind: HallFile;
  readonly file: string;
  readonly header: readonly string[];
}

function missingColumn({ name, mapped, kind, file, header }: Missing): DesignError {
  const required = HALL_COLUMNS[kind].filter(({ isRequired }) => isRequired).map((column) => column.name);
  const hint = spellingHint(mapped ?? name, header);
  const wanted = mapped === undefined ? `column '${name}'` : `column '${mapped}', which stands for '${name}',`;
  return new DesignError('adopt/missing-column', {
    problem: `line 1 of '${file}': ${wanted} is missing`,
    remedy:
      hint === undefined
        ? `begin the file with a header that has ${required.join(', ')}, or map its columns: '${kind}.${name},<header>'`
        : `did you mean '${hint}'?`,
    object: name,
  });
}

function tooManyLines(file: string): DesignError {
  return new DesignError('adopt/too-many-lines', {
    problem: `'${file}' has more than 1,000,000 lines`,
    remedy: 'give the lines of this site alone',
    object: file,
    limit: `${MOST_LINES}`,
  });
}

/** A header in small letters, with `_` for all but letters and digits. */
function plain(header: string): string {
  return header
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');
}

/** Files of a running hall. */
export const HALL_FILES = ['racks', 'devices', 'cables', 'addresses'] as const;

/** One of the files of a running hall. */
export type HallFile = (typeof HALL_FILES)[number];

/** A column that is read. */
interface HallColumn {
  readonly name: string;
  readonly isRequired?: true;
  /** Headers under which NetBox exports it, or takes it for bulk import: small letters, `_` for all else. */
  readonly others: readonly string[];
}

/**
 * Columns of each file: our own names, then NetBox's.
 *
 * @see https://github.com/netbox-community/netbox/blob/main/netbox/dcim/tables/devices.py
 * @see https://github.com/netbox-community/netbox/blob/main/netbox/dcim/tables/cables.py
 * @see https://github.com/netbox-community/netbox/blob/main/netbox/ipam/tables/ip.py
 */
export const HALL_COLUMNS: Readonly<Record<HallFile, readonly HallColumn[]>> = {
  racks: [
    { name: 'device', isRequired: true, others: ['name'] },
    { name: 'rack', isRequired: true, others: [] },
    { name: 'u', isRequired: true, others: ['position'] },
  ],
  devices: [
    { name: 'device', isRequired: true, others: ['name'] },
    { name: 'rack', others: [] },
    { name: 'u', others: ['position'] },
    { name: 'state', others: [] },
    { name: 'serial', others: ['serial_number'] },
    { name: 'asset_tag', others: [] },
    { name: 'bmc_mac', others: [] },
    { name: 'nic_ids', others: [] },
    { name: 'since', others: [] },
  ],
  cables: [
    { name: 'a_device', isRequired: true, others: ['side_a_device', 'device_a'] },
    { name: 'a_port', isRequired: true, others: ['side_a_name', 'termination_a'] },
    { name: 'b_device', isRequired: true, others: ['side_b_device', 'device_b'] },
    { name: 'b_port', isRequired: true, others: ['side_b_name', 'termination_b'] },
    { name: 'label', others: [] },
    { name: 'fabric', others: [] },
    { name: 'side_a_type', others: [] },
    { name: 'type', others: [] },
  ],
  addresses: [
    { name: 'address', isRequired: true, others: ['ip_address'] },
    { name: 'device', others: ['parent', 'device_vm', 'assigned_object_parent'] },
    { name: 'interface', others: ['assigned_object'] },
  ],
};

/** Header of other files by column of ours, a file each. */
export type HallColumnMap = Readonly<Partial<Record<HallFile, Readonly<Record<string, string>>>>>;
