import { machineCsv } from '../../report/csv';
import { present } from '../../units/present';
import {
  isRegistered,
  CABLE_END_TYPES,
  isMap,
  isRef,
  recordId,
  type NetboxLevel,
  type NetboxModel,
  type NetboxRecord,
  type NetboxRef,
} from './netbox-record';
import { type Asset, CABLED_STATES } from '../../model/asset';
import type { CableRow } from '../../model/cabling-plan';
import type { SitePlan } from '../../model/site-plan';
import { siteCableRows } from '../../model/site-cables';
import { plainDecimals } from '../../report/in-figures';

/** How files for bulk import are written. */
interface NetboxCsvOptions {
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
  return present({ tags });
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

/** What a cell may look at beside its own record. */
interface CsvContext {
  readonly byId: ReadonlyMap<string, NetboxRecord>;
}

/** A column of a file for bulk import. */
interface CsvColumn {
  /** Name in NetBox's form. */
  readonly name: string;
  /** Text of a record. */
  readonly cell: (record: NetboxRecord, context: CsvContext) => string;
}

/** A file for bulk import. */
interface CsvFile {
  readonly file: string;
  readonly model: NetboxModel;
  readonly columns: readonly CsvColumn[];
}

/** NetBox's form takes tags by slug, parted by commas, which a name may hold and a slug may not. */
const TAGS: CsvColumn = {
  name: 'tags',
  cell: ({ fields: { tags } }, { byId }) =>
    (Array.isArray(tags) ? (tags as readonly string[]) : [])
      .map((name) => {
        const slug = byId.get(recordId({ model: 'tag', key: [name] }))?.fields['slug'];
        return typeof slug === 'string' ? slug : name;
      })
      .join(','),
};

/** A field as it is, or the first name of the object that it refers to. */
function plain(name: string, field = name): CsvColumn {
  if (name === 'tags') return TAGS;
  return { name, cell: (record) => textOf(record, field, 0) };
}

/** A later name of the object that a field refers to. */
function named(name: string, part: number, field = name): CsvColumn {
  return { name, cell: (record) => textOf(record, field, part) };
}

/** The name that NetBox shows of the object that a field refers to. */
function shown(name: string): CsvColumn {
  return {
    name,
    cell: ({ fields }, { byId }) => {
      const ref = fields[name];
      const target = ref !== undefined && isRef(ref) ? byId.get(recordId(ref)) : undefined;
      return target === undefined ? '' : textOf(target, 'name', 0);
    },
  };
}

/** A custom field; NetBox's forms call it `cf_<name>`. */
function custom(name: string): CsvColumn {
  return {
    name: `cf_${name}`,
    cell: ({ fields: { custom_fields: value } }) =>
      value !== undefined && isMap(value) ? (value.map[name] ?? '') : '',
  };
}

/** Whether a device has chosen an address as `model`. */
function chosen(name: string, model: NetboxModel): CsvColumn {
  return {
    name,
    cell: (record, { byId }) => {
      const address = byId.get(recordId({ model, key: record.key.slice(0, 1) }))?.fields['ip_address'];
      return address !== undefined && isRef(address) && recordId(address) === recordId(record) ? 'true' : '';
    },
  };
}

function textOf({ fields }: NetboxRecord, field: string, part: number): string {
  const value = fields[field];
  if (value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  if (isRef(value)) return value.key[part] ?? '';
  return isMap(value) ? '' : value.map((member) => (typeof member === 'string' ? member : recordId(member))).join(',');
}

/** One end of a cable: by site and device, a feed by site and panel. */
function end(side: 'a' | 'b'): CsvColumn[] {
  const refOf = ({ fields }: NetboxRecord): NetboxRef | undefined => {
    const ends = fields[`${side}_terminations`];
    const [first] = Array.isArray(ends) ? (ends as readonly NetboxRef[]) : [];
    return first;
  };
  const column = (name: string, text: (ref: NetboxRef, context: CsvContext) => string): CsvColumn => ({
    name: `side_${side}_${name}`,
    cell: (record, context) => {
      const ref = refOf(record);
      return ref === undefined ? '' : text(ref, context);
    },
  });
  const isFeed = ({ model }: NetboxRef): boolean => model === 'power-feed';
  const panelOf = (ref: NetboxRef, { byId }: CsvContext): string => {
    const panel = byId.get(recordId(ref))?.fields['power_panel'];
    const target = panel !== undefined && isRef(panel) ? byId.get(recordId(panel)) : undefined;
    return target === undefined ? '' : textOf(target, 'name', 0);
  };
  return [
    column('site', (_, { byId }) => siteName(byId)),
    column('device', (ref) => (isFeed(ref) ? '' : (ref.key[0] ?? ''))),
    column('power_panel', (ref, context) => (isFeed(ref) ? panelOf(ref, context) : '')),
    column('type', ({ model }) => CABLE_END_TYPES[model] ?? ''),
    column('name', (ref) => (isFeed(ref) ? ref.key.join(' ') : (ref.key[1] ?? ''))),
  ];
}

function siteName(byId: ReadonlyMap<string, NetboxRecord>): string {
  for (const record of byId.values()) if (record.model === 'site') return textOf(record, 'name', 0);
  return '';
}

/**
 * Files in the order in which they are imported.
 *
 * @see https://github.com/netbox-community/netbox/blob/main/netbox/dcim/forms/bulk_import.py
 * @see https://github.com/netbox-community/netbox/blob/main/netbox/ipam/forms/bulk_import.py
 */
const NETBOX_CSV_FILES: readonly CsvFile[] = [
  { file: '01-device-roles.csv', model: 'device-role', columns: ['name', 'slug', 'color'].map((name) => plain(name)) },
  {
    file: '02-device-types.csv',
    model: 'device-type',
    columns: ['manufacturer', 'model', 'slug', 'part_number', 'u_height', 'is_full_depth', 'tags'].map((name) =>
      plain(name),
    ),
  },
  {
    file: '03-devices.csv',
    model: 'device',
    columns: [
      plain('name'),
      plain('role'),
      plain('tenant'),
      plain('manufacturer', 'device_type'),
      named('device_type', 1),
      plain('serial'),
      plain('asset_tag'),
      plain('status'),
      shown('site'),
      shown('location'),
      plain('rack'),
      plain('position'),
      plain('face'),
      ...['scalable_unit', 'rail', 'as_number', 'phase'].map(custom),
      TAGS,
    ],
  },
  {
    file: '04-interfaces.csv',
    model: 'interface',
    columns: ['device', 'name', 'type', 'mgmt_only', 'tags'].map((name) => plain(name)),
  },
  {
    file: '05-power-ports.csv',
    model: 'power-port',
    columns: ['device', 'name', 'type', 'maximum_draw', 'allocated_draw', 'tags'].map((name) => plain(name)),
  },
  {
    file: '06-power-outlets.csv',
    model: 'power-outlet',
    columns: [plain('device'), plain('name'), plain('type'), named('power_port', 1), TAGS],
  },
  {
    file: '07-rear-ports.csv',
    model: 'rear-port',
    columns: ['device', 'name', 'type', 'positions', 'tags'].map((name) => plain(name)),
  },
  {
    file: '08-front-ports.csv',
    model: 'front-port',
    columns: [plain('device'), plain('name'), plain('type'), named('rear_port', 1), plain('rear_port_position'), TAGS],
  },
  {
    file: '09-ip-addresses.csv',
    model: 'ip-address',
    columns: [
      plain('address'),
      plain('tenant'),
      plain('status'),
      plain('role'),
      plain('device', 'interface'),
      named('interface', 1),
      chosen('is_primary', 'primary-ip'),
      chosen('is_oob', 'oob-ip'),
      TAGS,
    ],
  },
  {
    file: '10-cables.csv',
    model: 'cable',
    columns: [
      ...end('a'),
      ...end('b'),
      ...['type', 'status', 'label', 'length', 'length_unit', 'description'].map((name) => plain(name)),
      custom('cable_id'),
      TAGS,
    ],
  },
];

const END = ['site', 'device', 'power_panel', 'type', 'name'];
const REST = 'type,status,profile,tenant,bundle,label,color,length,length_unit,description,owner,comments,tags'.split(
  ',',
);
const HEADER = [...END.map((column) => `side_a_${column}`), ...END.map((column) => `side_b_${column}`), ...REST];

/** NetBox's types of cable. */
const TYPES: Readonly<Record<CableRow['medium'], string>> = {
  'passive-copper': 'dac-passive',
  'active-copper': 'dac-active',
  multimode: 'mmf-om4',
  'single-mode': 'smf-os2',
  'twisted-pair': 'cat6a',
  unknown: '',
  unreached: '',
  unplaced: '',
};

const ROWS_AT_ONCE = 1_000;

/**
 * Lines of NetBox's import of cables, a row a link, in pieces of up to a thousand; `connected` where both ends are cabled, else `planned`.
 *
 * @see https://github.com/netbox-community/netbox/blob/main/netbox/dcim/forms/bulk_import.py
 */
export function* netboxCableLines(plan: SitePlan): Generator<string> {
  let rows: string[][] = [HEADER];
  for (const row of siteCableRows(plan)) {
    const isCabled = [row.a.device, row.b.device].every((device) => isConnected(plan.assets.get(device)));
    rows.push(cells(plan.name, row, isCabled ? 'connected' : 'planned'));
    if (rows.length < ROWS_AT_ONCE) continue;
    yield machineCsv(rows);
    rows = [];
  }
  if (rows.length > 0) yield machineCsv(rows);
}

function cells(site: string, { a, b, medium, label, lengthMillimetres, part }: CableRow, status: string): string[] {
  const end = ({ device, port, face }: CableRow['a']): string[] => {
    const type = face === undefined ? 'dcim.interface' : `dcim.${face}port`;
    return [site, device, '', type, port];
  };
  const length = lengthMillimetres > 0 ? [plainDecimals(lengthMillimetres / 1_000, 2), 'm'] : ['', ''];
  return [...end(a), ...end(b), TYPES[medium], status, '', '', '', label, '', ...length, part ?? '', '', '', ''];
}

function isConnected(asset: Asset | undefined): boolean {
  return asset !== undefined && CABLED_STATES.includes(asset.state);
}
