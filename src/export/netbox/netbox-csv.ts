import { stringify } from 'csv-stringify/sync';
import { isRegistered, type NetboxLevel } from './netbox-input';
import { NETBOX_CSV_FILES, type CsvColumn } from './netbox-csv-columns';
import { isMap, isRef, recordId, type NetboxRecord, type NetboxValue } from './netbox-record';

/** How files for bulk import are written. */
export interface NetboxCsvOptions {
  /** Level that is registered: files hold what is below. */
  readonly level: NetboxLevel;
  /** Whether each begins with a byte order mark. */
  readonly hasByteOrderMark: boolean;
}

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Files for NetBox's bulk import by name, of what the level leaves out, in the order in which they are imported: `1-device-types.csv` ….
 *
 * @see https://github.com/netbox-community/netbox/blob/main/netbox/dcim/forms/bulk_import.py
 */
export function renderNetboxCsv(
  records: readonly NetboxRecord[],
  { level, hasByteOrderMark }: NetboxCsvOptions,
): ReadonlyMap<string, string> {
  const below = records.filter((record) => !isRegistered(level, record.level));
  const byId = new Map(records.map((record) => [recordId(record), record]));
  const files = NETBOX_CSV_FILES.flatMap(({ file, model, columns }): [string, string][] => {
    const rows = below.filter((record) => record.model === model);
    if (rows.length === 0) return [];
    const text = stringify([
      columns.map(({ name }) => name),
      ...rows.map((record) => columns.map((column) => cell(column, record, byId))),
    ]);
    return [[file, hasByteOrderMark ? `${BYTE_ORDER_MARK}${text}` : text]];
  });
  return new Map(files);
}

function cell({ field, part, of }: CsvColumn, record: NetboxRecord, byId: ReadonlyMap<string, NetboxRecord>): string {
  const value = valueOf(field, record, byId);
  if (value === undefined) return '';
  if (Array.isArray(value)) {
    const members = value as readonly (string | NetboxRecord)[];
    return members.map((member) => (typeof member === 'string' ? member : refText(member, part, of))).join(',');
  }
  if (isRef(value)) return refText(value, part, of);
  if (isMap(value)) return value.map[part ?? ''] ?? '';
  return `${value}`;
}

/** A field of the record, or with a dot one of the object that its field names. */
function valueOf(
  field: string,
  record: NetboxRecord,
  byId: ReadonlyMap<string, NetboxRecord>,
): NetboxValue | undefined {
  const [first = '', ...rest] = field.split('.');
  const value = record.fields[first];
  if (rest.length === 0 || value === undefined) return value;
  if (!isRef(value)) return undefined;
  const target = byId.get(recordId(value));
  return target === undefined ? undefined : valueOf(rest.join('.'), target, byId);
}

/** One part of a natural key, or in words what kind of object it is. */
function refText(
  { model, key }: Pick<NetboxRecord, 'model' | 'key'>,
  part: string | undefined,
  of: CsvColumn['of'],
): string {
  if (of === 'type') return CSV_TYPES[model] ?? '';
  return key[Number(part ?? 0)] ?? '';
}

/** Object types of cable ends. */
const CSV_TYPES: Readonly<Partial<Record<NetboxRecord['model'], string>>> = {
  interface: 'dcim.interface',
  'front-port': 'dcim.frontport',
  'rear-port': 'dcim.rearport',
  'power-port': 'dcim.powerport',
  'power-outlet': 'dcim.poweroutlet',
  'power-feed': 'dcim.powerfeed',
};
