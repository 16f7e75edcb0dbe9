import type { AddressEntry, PoolPlan, PoolPurpose } from '../../model/address-plan';
import { present } from '../../units/present';
import type { DevicePorts } from './device-ports';
import type { NetboxInput, NetboxPlan } from './netbox-input';
import { refTo, type NetboxPlace, type NetboxRecord } from './netbox-record';
import { siteRef } from './shared-records';

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
