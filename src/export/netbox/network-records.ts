import type { AddressEntry, PoolPlan, PoolPurpose } from '../../model/address-plan';
import { addTo, present } from '../../units/present';
import type { DevicePorts } from './device-ports';
import {
  cableStatus,
  recordId,
  refTo,
  type NetboxInput,
  type NetboxPlan,
  type NetboxPlace,
  type NetboxRecord,
  type NetboxRef,
} from './netbox-record';
import { customFields, siteRef } from './shared-records';
import type { CableEnd, CableRow } from '../../model/cabling-plan';
import { siteCableRows } from '../../model/site-cables';

/** Registry that the AS numbers stand under: RFC 6996 keeps them for private use. */
const PRIVATE_REGISTRY = { name: 'RFC 6996', slug: 'rfc-6996' };

/** The registry as an object of NetBox. */
export const PRIVATE_REGISTRY_RECORD: NetboxRecord = {
  model: 'rir',
  key: [PRIVATE_REGISTRY.slug],
  fields: { ...PRIVATE_REGISTRY, is_private: true },
  level: 'racks',
  domain: 'shared',
};

/** Address by which a device is reached first of all. */
const PRIMARY_ORDER: readonly PoolPurpose[] = ['in-band', 'loopback', 'oob', 'storage', 'tenant'];

/** Prefixes, VLANs and AS numbers of a site. */
export function networkRecords(plan: NetboxPlan, input: NetboxInput): NetboxRecord[] {
  return [...plan.addresses.pools.flatMap((pool) => poolRecords(pool, input)), ...asNumberRecords(plan)];
}

function poolRecords({ name, purpose, cidr, vlan, tenant }: PoolPlan, input: NetboxInput): NetboxRecord[] {
  const owner = present({ tenant: tenant === undefined ? undefined : refTo('tenant', tenant) });
  const vlans: NetboxRecord[] =
    vlan === undefined
      ? []
      : [
          {
            model: 'vlan',
            key: [name],
            fields: { name, vid: vlan, status: 'active', site: siteRef(input), ...owner },
            level: 'racks',
            domain: 'shared',
          },
        ];
  return [
    ...vlans,
    {
      model: 'prefix',
      key: [cidr],
      fields: {
        prefix: cidr,
        status: 'active',
        site: siteRef(input),
        description: `${name}: ${purpose}`,
        ...present({ vlan: vlan === undefined ? undefined : refTo('vlan', name) }),
        ...owner,
      },
      level: 'racks',
      domain: 'shared',
    },
  ];
}

function asNumberRecords({ addresses }: NetboxPlan): NetboxRecord[] {
  if (addresses.asNumbers.length === 0) return [];
  const holders = new Map<number, string>();
  for (const { asNumber, device, group } of addresses.asNumbers) {
    if (!holders.has(asNumber)) holders.set(asNumber, group ?? device);
  }
  return [
    PRIVATE_REGISTRY_RECORD,
    ...[...holders].map(([asNumber, holder]): NetboxRecord => ({
      model: 'asn',
      key: [`${asNumber}`],
      fields: { asn: asNumber, rir: refTo('rir', PRIVATE_REGISTRY.slug), description: holder },
      level: 'racks',
      domain: 'shared',
    })),
  ];
}

/** Interfaces that no type brings, addresses on them, and which of them is the first and the one out of band. */
export function interfaceRecords(
  plan: NetboxPlan,
  ports: DevicePorts,
  places: ReadonlyMap<string, NetboxPlace>,
): NetboxRecord[] {
  const addresses = new Map<string, AddressEntry[]>();
  for (const entry of plan.addresses.addresses) {
    const known = addresses.get(entry.device) ?? [];
    known.push(entry);
    addresses.set(entry.device, known);
  }
  const purposes = new Map(plan.addresses.pools.map(({ name, purpose }) => [name, purpose]));
  const tenants = new Map(plan.addresses.pools.map(({ name, tenant }) => [name, tenant]));
  return [...places].flatMap(([device, place]): NetboxRecord[] => {
    const shared = { level: 'interfaces', domain: 'devices', place } as const;
    const own = [...(ports.get(device)?.values() ?? [])].filter(({ isFromType }) => !isFromType);
    const entries = (addresses.get(device) ?? []).filter(({ interface: name }) =>
      own.some((port) => port.name === name),
    );
    const primary = [...entries].sort((a, b) => rank(purposes.get(a.pool)) - rank(purposes.get(b.pool)))[0];
    const outOfBand = entries.find(({ pool }) => purposes.get(pool) === 'oob');
    const main: NetboxRecord[] =
      primary === undefined ? [] : [{ model: 'primary-ip', key: [device], fields: chosen(device, primary), ...shared }];
    const oob: NetboxRecord[] =
      outOfBand === undefined
        ? []
        : // Both rewrite the device: one after the other.
          [
            {
              model: 'oob-ip',
              key: [device],
              fields: chosen(device, outOfBand),
              ...shared,
              after: [refTo('primary-ip', device)],
            },
          ];
    return [
      ...own.map(({ name, type, isForManagement }): NetboxRecord => ({
        model: 'interface',
        key: [device, name],
        fields: {
          device: refTo('device', device),
          name,
          type,
          ...(isForManagement ? { mgmt_only: true } : {}),
        },
        ...shared,
      })),
      ...entries.map((entry): NetboxRecord => ({
        model: 'ip-address',
        key: [device, entry.interface],
        fields: {
          address: entry.address,
          status: 'active',
          interface: refTo('interface', device, entry.interface),
          ...(purposes.get(entry.pool) === 'loopback' ? { role: 'loopback' } : {}),
          ...tenantOf(tenants.get(entry.pool)),
        },
        ...shared,
      })),
      ...main,
      ...oob,
    ];
  });
}

function tenantOf(tenant: string | undefined): NetboxRecord['fields'] {
  return present({ tenant: tenant === undefined ? undefined : refTo('tenant', tenant) });
}

function rank(purpose: PoolPurpose | undefined): number {
  const index = purpose === undefined ? -1 : PRIMARY_ORDER.indexOf(purpose);
  return index < 0 ? PRIMARY_ORDER.length : index;
}

function chosen(device: string, { address, interface: name }: AddressEntry): NetboxRecord['fields'] {
  return {
    device: refTo('device', device),
    ip_address: refTo('ip-address', device, name),
    ...(address.includes(':') ? { version: 6 } : {}),
  };
}

/** NetBox's types of cable; absent where nobody knows. */
export const CABLE_TYPES: Readonly<Record<CableRow['medium'], string | undefined>> = {
  'passive-copper': 'dac-passive',
  'active-copper': 'dac-active',
  multimode: 'mmf-om4',
  'single-mode': 'smf-os2',
  'twisted-pair': 'cat6a',
  unknown: undefined,
  unreached: undefined,
  unplaced: undefined,
};

/** Connector of a panel's port where the user names none: that of the catalogue's fibres. */
const PANEL_PORT = 'mpo';
const MILLIMETRES_A_CENTIMETRE = 10;

/** Cables of a site, one a cable however many links it carries, and the ports of patch panels that they end in. */
export function cableRecords(
  plan: NetboxPlan,
  input: NetboxInput,
  places: ReadonlyMap<string, NetboxPlace>,
): NetboxRecord[] {
  const cables = new Map<string, CableRow[]>();
  for (const row of siteCableRows(plan)) {
    if (!places.has(row.a.device) || !places.has(row.b.device)) continue;
    addTo(cables, row.cable, row);
  }
  const ports = new Map<string, NetboxRecord>();
  const records = [...cables.values()].flatMap((rows): NetboxRecord[] => {
    const [first] = rows;
    if (first === undefined) return [];
    for (const { a, b } of rows) for (const end of [a, b]) addPanelPort(ports, end, input, places);
    return [cableRecord(first, rows, plan, places)];
  });
  return [...ports.values(), ...records];
}

function cableRecord(
  first: CableRow,
  rows: readonly CableRow[],
  plan: NetboxPlan,
  places: ReadonlyMap<string, NetboxPlace>,
): NetboxRecord {
  const { cable, medium, lengthMillimetres, part, a, b } = first;
  const type = CABLE_TYPES[medium];
  const custom = customFields({ cableId: cable });
  const place = places.get(a.device);
  const isPatched = a.face !== undefined || b.face !== undefined;
  return {
    model: 'cable',
    key: [cable],
    fields: {
      a_terminations: ends(rows.map((row) => row.a)),
      b_terminations: ends(rows.map((row) => row.b)),
      ...present({ type }),
      status: cableStatus([plan.assets.get(a.device), plan.assets.get(b.device)]),
      label: cable,
      ...(lengthMillimetres > 0 ? { length: inMetres(lengthMillimetres), length_unit: 'm' } : {}),
      ...present({ description: part }),
      ...custom.fields,
    },
    level: 'cables',
    domain: isPatched ? 'patching' : 'cables',
    ...present({ place, after: custom.after }),
  };
}

/** NetBox keeps two decimals; a cable is never written shorter than it is. */
function inMetres(millimetres: number): number {
  return Math.ceil(millimetres / MILLIMETRES_A_CENTIMETRE) / 100;
}

function ends(list: readonly CableEnd[]): NetboxRef[] {
  const refs = new Map(list.map((end) => [recordId(endRef(end)), endRef(end)]));
  return [...refs.values()];
}

function endRef({ device, port, face }: CableEnd): NetboxRef {
  return refTo(face === undefined ? 'interface' : `${face}-port`, device, port);
}

/** A panel's port has a front and a rear, and a trunk joins rears. */
function addPanelPort(
  ports: Map<string, NetboxRecord>,
  { device, port, face }: CableEnd,
  { panelPortType = PANEL_PORT }: NetboxInput,
  places: ReadonlyMap<string, NetboxPlace>,
): void {
  const place = places.get(device);
  if (face === undefined || place === undefined) return;
  const shared = { level: 'interfaces', domain: 'patching', place } as const;
  const fields = { device: refTo('device', device), name: port, type: panelPortType };
  const rear = refTo('rear-port', device, port);
  const front = refTo('front-port', device, port);
  ports.set(recordId(rear), { ...rear, fields: { ...fields, positions: 1 }, ...shared });
  ports.set(recordId(front), {
    ...front,
    fields: { ...fields, rear_port: rear, rear_port_position: 1 },
    ...shared,
  });
}
