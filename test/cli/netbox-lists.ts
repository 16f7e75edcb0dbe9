import type { SitePlan } from '../../src/model/site-plan';
import {
  isRef,
  type NetboxInput,
  type NetboxRecord,
  type NetboxRef,
  type NetboxValue,
} from '../../src/export/netbox/netbox-record';
import { netboxRecords } from '../../src/export/netbox/netbox-records';

type Members = Record<string, unknown>;

/** A list as NetBox's REST API answers it. */
export interface RestList {
  count: number;
  next: string | null;
  results: Members[];
}

export type RestLists = Record<'racks' | 'devices' | 'cables' | 'ip-addresses', RestList>;

const OBJECT_TYPES: Readonly<Record<string, string>> = {
  interface: 'dcim.interface',
  'front-port': 'dcim.frontport',
  'rear-port': 'dcim.rearport',
  'power-port': 'dcim.powerport',
  'power-outlet': 'dcim.poweroutlet',
  'power-feed': 'dcim.powerfeed',
};

/** What NetBox answers after the site was registered in it: every field that the API gives and the comparison reads, in its shape. */
export function registered(plan: SitePlan, input: Partial<NetboxInput> = {}): RestLists {
  const records = netboxRecords(plan, {
    level: 'cables',
    siteName: plan.name,
    siteSlug: plan.name,
    tags: ['factory'],
    slugs: {},
    rackTypes: {},
    feed: { volts: 400, amperes: 63, phase: 'three-phase', supply: 'ac' },
    pdu: { manufacturer: 'Vendor', model: 'PDU' },
    interfaceTypes: {},
    models: new Map(),
    ...input,
  });
  const names = new Map(records.map(({ model, key, fields }) => [`${model} ${key.join('|')}`, fields]));
  const of = (value: NetboxValue | undefined): Members | null => {
    if (value === undefined || !isRef(value)) return null;
    const { name, slug } = names.get(`${value.model} ${value.key.join('|')}`) ?? {};
    return { id: 1, name, slug: slug ?? value.key[0] };
  };
  const list = (model: string, path: string, make: (record: NetboxRecord) => Members): RestList => {
    const results = records
      .filter((record) => record.model === model)
      .map((record, index) => ({ id: index + 1, url: `https://nb/api/${path}/${index + 1}/`, ...make(record) }));
    return { count: results.length, next: null, results };
  };
  const ends = (value: NetboxValue | undefined): Members[] =>
    ((value ?? []) as readonly NetboxRef[]).map(({ model, key: [device, name] }) => ({
      object_type: OBJECT_TYPES[model],
      object_id: 1,
      object: { id: 1, device: { id: 1, name: device }, name },
    }));
  return {
    racks: list('rack', 'dcim/racks', ({ fields }) => ({
      name: fields['name'],
      site: of(fields['site']),
      location: of(fields['location']),
      status: choice(fields['status']),
      u_height: fields['u_height'],
    })),
    devices: list('device', 'dcim/devices', ({ fields }) => ({
      name: fields['name'],
      role: of(fields['role']),
      serial: fields['serial'] ?? '',
      site: of(fields['site']),
      location: of(fields['location']),
      rack: of(fields['rack']),
      position: fields['position'] ?? null,
      face: fields['face'] === undefined ? null : choice(fields['face']),
      status: choice(fields['status']),
    })),
    cables: list('cable', 'dcim/cables', ({ fields }) => ({
      type: fields['type'] ?? null,
      a_terminations: ends(fields['a_terminations']),
      b_terminations: ends(fields['b_terminations']),
      status: choice(fields['status']),
      label: fields['label'] ?? '',
    })),
    'ip-addresses': list('ip-address', 'ipam/ip-addresses', ({ fields }) => {
      const port = fields['interface'];
      const [device, name] = port !== undefined && isRef(port) ? port.key : [];
      return {
        address: fields['address'],
        status: choice(fields['status']),
        assigned_object_type: 'dcim.interface',
        assigned_object: { id: 1, device: { id: 1, name: device }, name },
      };
    }),
  };
}

function choice(value: NetboxValue | undefined): Members {
  return { value, label: value };
}
