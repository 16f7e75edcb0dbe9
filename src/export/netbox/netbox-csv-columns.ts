import type { NetboxModel } from './netbox-record';

/** A column of a file for bulk import. */
export interface CsvColumn {
  /** Name in NetBox's form. */
  readonly name: string;
  /** Field of the record; with a dot, a field of the object that it names. */
  readonly field: string;
  /** Part of a natural key, from 0, or a custom field by name. */
  readonly part?: string;
  /** `type`: the kind of object instead of its name. */
  readonly of?: 'type';
}

/** A file for bulk import. */
export interface CsvFile {
  readonly file: string;
  readonly model: NetboxModel;
  readonly columns: readonly CsvColumn[];
}

const column = (name: string, field = name, more: Partial<CsvColumn> = {}): CsvColumn => ({ name, field, ...more });

/** A custom field of a record; NetBox's forms call it `cf_<name>`. */
const custom = (name: string): CsvColumn => column(`cf_${name}`, 'custom_fields', { part: name });

const TAGS = column('tags');

/**
 * Ends of a cable: NetBox reads the device's site too, since names of devices are unique in a site; a feed is found by its panel.
 */
const end = (side: 'a' | 'b'): CsvColumn[] => [
  column(`side_${side}_device`, `${side}_terminations`),
  column(`side_${side}_type`, `${side}_terminations`, { of: 'type' }),
  column(`side_${side}_name`, `${side}_terminations`, { part: '1' }),
];

/** Files in the order in which they are imported. */
export const NETBOX_CSV_FILES: readonly CsvFile[] = [
  {
    file: '1-device-roles.csv',
    model: 'device-role',
    columns: [column('name'), column('slug'), column('color')],
  },
  {
    file: '2-device-types.csv',
    model: 'device-type',
    columns: [
      column('manufacturer'),
      column('model'),
      column('slug'),
      column('part_number'),
      column('u_height'),
      column('is_full_depth'),
      TAGS,
    ],
  },
  {
    file: '3-interface-templates.csv',
    model: 'interface-template',
    columns: [column('device_type', 'device_type', { part: '1' }), column('name'), column('type')],
  },
  {
    file: '4-devices.csv',
    model: 'device',
    columns: [
      column('name'),
      column('role'),
      column('manufacturer', 'device_type'),
      column('device_type', 'device_type', { part: '1' }),
      column('serial'),
      column('asset_tag'),
      column('status'),
      column('site', 'site.name'),
      column('location', 'location.name'),
      column('rack'),
      column('position'),
      column('face'),
      custom('scalable_unit'),
      custom('rail'),
      custom('as_number'),
      custom('phase'),
      TAGS,
    ],
  },
  {
    file: '5-interfaces.csv',
    model: 'interface',
    columns: [column('device'), column('name'), column('type'), column('mgmt_only'), TAGS],
  },
  {
    file: '6-power-ports.csv',
    model: 'power-port',
    columns: [column('device'), column('name'), column('type'), column('maximum_draw'), column('allocated_draw'), TAGS],
  },
  {
    file: '7-power-outlets.csv',
    model: 'power-outlet',
    columns: [
      column('device'),
      column('name'),
      column('type'),
      column('power_port', 'power_port', { part: '1' }),
      TAGS,
    ],
  },
  {
    file: '8-rear-ports.csv',
    model: 'rear-port',
    columns: [column('device'), column('name'), column('type'), column('positions'), TAGS],
  },
  {
    file: '9-front-ports.csv',
    model: 'front-port',
    columns: [
      column('device'),
      column('name'),
      column('type'),
      column('rear_port', 'rear_port', { part: '1' }),
      column('rear_port_position'),
      TAGS,
    ],
  },
  {
    file: '10-ip-addresses.csv',
    model: 'ip-address',
    columns: [
      column('address'),
      column('status'),
      column('role'),
      column('tenant'),
      column('device', 'interface'),
      column('interface', 'interface', { part: '1' }),
      TAGS,
    ],
  },
  {
    file: '11-cables.csv',
    model: 'cable',
    columns: [
      ...end('a'),
      ...end('b'),
      column('type'),
      column('status'),
      column('label'),
      column('length'),
      column('length_unit'),
      column('description'),
      custom('cable_id'),
      TAGS,
    ],
  },
];
