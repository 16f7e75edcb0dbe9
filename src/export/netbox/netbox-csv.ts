import { machineCsv } from '../../report/csv';
import { NETBOX_CSV_FILES } from './netbox-csv-columns';
import { isRegistered, type NetboxLevel } from './netbox-input';
import { isRef, recordId, type NetboxRecord, type NetboxRef } from './netbox-record';

/** How files for bulk import are written. */
export interface NetboxCsvOptions {
  /** Level that is registered: files hold what is below. */
  readonly level: NetboxLevel;
  /** Whether each begins with a byte order mark. */
  readonly hasByteOrderMark: boolean;
}

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Files for NetBox's bulk import by name, of what the level leaves out, numbered in the order in which they are imported.
 *
 * NetBox imports no templates: where types are imported, their ports stand among the interfaces. Nor does it import cables of several ends:
 * a cable of two links takes two lines.
 */
export function renderNetboxCsv(
  records: readonly NetboxRecord[],
  { level, hasByteOrderMark }: NetboxCsvOptions,
): ReadonlyMap<string, string> {
  const context = { byId: new Map(records.map((record) => [recordId(record), record])) };
  const below = [...records.filter((record) => !isRegistered(level, record.level))];
  if (!isRegistered(level, 'devices')) below.push(...portsOfTypes(records));
  const files = NETBOX_CSV_FILES.flatMap(({ file, model, columns }): [string, string][] => {
    const rows = below.filter((record) => record.model === model).flatMap(byEnd);
    if (rows.length === 0) return [];
    const head = columns.map(({ name }) => name);
    const text = machineCsv([head, ...rows.map((record) => columns.map(({ cell }) => cell(record, context)))]);
    return [[file, hasByteOrderMark ? `${BYTE_ORDER_MARK}${text}` : text]];
  });
  return new Map(files);
}

/** Interfaces that devices would have from their types. */
function portsOfTypes(records: readonly NetboxRecord[]): NetboxRecord[] {
  const templates = new Map<string, NetboxRecord[]>();
  for (const record of records) {
    const type = record.fields['device_type'];
    if (record.model !== 'interface-template' || type === undefined || !isRef(type)) continue;
    const known = templates.get(recordId(type)) ?? [];
    known.push(record);
    templates.set(recordId(type), known);
  }
  return records.flatMap((device): NetboxRecord[] => {
    const type = device.fields['device_type'];
    if (device.model !== 'device' || type === undefined || !isRef(type)) return [];
    const [name = ''] = device.key;
    return (templates.get(recordId(type)) ?? []).map(({ fields: { name: port = '', type: kind = '' } }) => ({
      model: 'interface',
      key: [name, typeof port === 'string' ? port : ''],
      fields: { device: { model: 'device', key: [name] }, name: port, type: kind, ...tagsOf(device) },
      level: 'interfaces',
      domain: 'devices',
    }));
  });
}

function tagsOf({ fields: { tags } }: NetboxRecord): NetboxRecord['fields'] {
  return tags === undefined ? {} : { tags };
}

/** A cable of several ends as one of each pair of them. */
function byEnd(record: NetboxRecord): NetboxRecord[] {
  const [a, b] = ['a', 'b'].map((side) => (record.fields[`${side}_terminations`] ?? []) as readonly NetboxRef[]);
  const count = Math.max(a?.length ?? 0, b?.length ?? 0);
  if (record.model !== 'cable' || count < 2) return [record];
  const at = (ends: readonly NetboxRef[] = [], index: number): NetboxRef[] =>
    ends.slice(Math.min(index, ends.length - 1)).slice(0, 1);
  return Array.from({ length: count }, (_, index) => ({
    ...record,
    fields: { ...record.fields, a_terminations: at(a, index), b_terminations: at(b, index) },
  }));
}
