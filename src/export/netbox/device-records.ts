import type { FabricSwitch } from '../../model/fabric-plan';
import { type DeviceInput, type DeviceKind, devicesByName, type RackPlan } from '../../model/placement-plan';
import { cabledTrays } from '../../model/site-cables';
import { present } from '../../units/present';
import { portProfile, switchPorts } from './device-ports';
import {
  deviceStatus,
  refTo,
  type NetboxInput,
  type NetboxPlan,
  type NetboxPlace,
  type NetboxRecord,
  type NetboxRef,
} from './netbox-record';
import { customFields, locationRef, siteRef, slugOf } from './shared-records';

/** Vendor of models whose entry names none. */
const UNKNOWN_MAKER = 'unknown';

/** Roles by kind of device; NetBox wants a colour. */
const ROLES: Readonly<Record<DeviceKind, { readonly name: string; readonly color: string }>> = {
  system: { name: 'gpu-system', color: '76b900' },
  switch: { name: 'switch', color: '2196f3' },
  storage: { name: 'storage', color: '9c27b0' },
  server: { name: 'server', color: '607d8b' },
  ufm: { name: 'fabric-manager', color: '009688' },
  panel: { name: 'patch-panel', color: '795548' },
};
const TRAY_ROLE = { name: 'compute-tray', color: '8bc34a' };
const PDU_ROLE = { name: 'pdu', color: 'ff9800' };

/** A device as NetBox takes it: those of the plan, the trays that stand in one of them, and rack PDUs. */
interface NetboxDevice {
  readonly name: string;
  readonly type: TypeFacts;
  readonly role: string;
  readonly place: NetboxPlace;
  /** Absent: in the rack, at no unit of its own. */
  readonly u?: number;
  readonly unit?: string;
  readonly rail?: number;
  readonly phase?: string;
}

/** A device type. */
interface TypeFacts {
  readonly manufacturer: string;
  readonly model: string;
  readonly heightU: number;
  readonly partNumber?: string;
  /** Ports that its devices are made with. */
  readonly ports?: ReturnType<typeof switchPorts>;
}

/** Manufacturers, types with their templates, roles, and every device that has a place. */
export function deviceRecords(plan: NetboxPlan, input: NetboxInput): NetboxRecord[] {
  const devices = netboxDevices(plan, input);
  const tenants = soleTenants(plan);
  const asNumbers = new Map(plan.addresses.asNumbers.map((entry) => [entry.device, entry.asNumber]));
  const types = new Map(devices.map(({ type }) => [typeKey(type), type]));
  const makers = new Set([
    ...[...types.values()].map(({ manufacturer }) => manufacturer),
    ...plan.placement.racks.flatMap(({ limits }) => input.rackTypes[limits.model]?.manufacturer ?? []),
  ]);
  return [
    ...[...makers].map((name): NetboxRecord => ({
      model: 'manufacturer',
      key: [name],
      fields: { name, slug: slugOf('manufacturer', name, input.slugs) },
      level: 'racks',
      domain: 'shared',
    })),
    ...roleRecords(devices, input),
    ...[...types.values()].flatMap((type) => typeRecords(type, input)),
    ...devices.map((device) =>
      deviceRecord(device, { asNumber: asNumbers.get(device.name), tenant: tenants.get(device.name) }, plan, input),
    ),
  ];
}

/** Place of what is in a rack. */
export function placeIn({ hall, row, name, number }: RackPlan): NetboxPlace {
  return { hall, row, rack: name, number };
}

/** Name of the PDU that hangs on a feed in a rack. */
export function pduName(rack: string, feed: string): string {
  return `${rack}-pdu-${feed}`.toLowerCase();
}

function netboxDevices(plan: NetboxPlan, input: NetboxInput): NetboxDevice[] {
  const racks = new Map(plan.placement.racks.map((rack) => [rack.name, rack]));
  const switches = new Map(
    plan.fabrics.flatMap(({ plan: { kind, switches } }) => switches.map((one) => [one.name, { kind, ...one }])),
  );
  const placeOf = (name: string): NetboxPlace | undefined => {
    const rack = racks.get(plan.placement.positions.get(name)?.rack ?? '');
    return rack === undefined ? undefined : placeIn(rack);
  };
  const made = plan.devices.flatMap((device): NetboxDevice[] => {
    const place = placeOf(device.name);
    if (place === undefined) return [];
    const u = plan.placement.positions.get(device.name)?.u;
    const one = switches.get(device.name);
    return [
      {
        name: device.name,
        type: typeOf(device, input, one),
        role: ROLES[device.kind].name,
        place,
        unit: device.unit,
        ...present({ u, rail: one?.rail, phase: device.phase }),
      },
    ];
  });
  return [...made, ...trays(plan, input, placeOf), ...pdus(plan, input)];
}

function typeOf(
  { model, heightU }: DeviceInput,
  { models }: NetboxInput,
  one: { readonly kind: 'infiniband' | 'ethernet'; readonly model: FabricSwitch } | undefined,
): TypeFacts {
  const facts = models.get(model);
  const name = facts?.description ?? model;
  return {
    manufacturer: facts?.manufacturer ?? UNKNOWN_MAKER,
    model: one === undefined ? name : `${name} (${portProfile(one.model)})`,
    heightU,
    ...present({
      partNumber: facts?.partNumber,
      ports: one === undefined ? undefined : switchPorts(one.kind, one.model),
    }),
  };
}

/** Tenant of each host whose cluster serves one alone. */
function soleTenants({ clusters }: NetboxPlan): ReadonlyMap<string, string> {
  return new Map(
    clusters.flatMap(({ hosts, tenants: [tenant, ...others] }) =>
      tenant === undefined || others.length > 0 ? [] : hosts.map((host) => [host, tenant] as const),
    ),
  );
}

/** Trays of rack-scale systems: hosts of fabrics that stand in a device of their own. */
function trays(
  plan: NetboxPlan,
  input: NetboxInput,
  placeOf: (name: string) => NetboxPlace | undefined,
): NetboxDevice[] {
  const holders = devicesByName(plan.devices);
  const found = new Map<string, NetboxDevice>();
  for (const [name, device] of cabledTrays(plan)) {
    const place = placeOf(device);
    const holder = holders.get(device);
    if (place === undefined || holder === undefined) continue;
    const type = typeOf(holder, input, undefined);
    found.set(name, {
      name,
      type: { manufacturer: type.manufacturer, model: `${type.model} tray`, heightU: 0 },
      role: TRAY_ROLE.name,
      place,
      unit: holder.unit,
    });
  }
  return [...found.values()];
}

function pdus(plan: NetboxPlan, { pdu }: NetboxInput): NetboxDevice[] {
  if (pdu === undefined) return [];
  const zones = new Map(plan.power.zones.map((zone) => [zone.name, zone]));
  return plan.placement.racks
    .filter(({ devices }) => devices.length > 0)
    .flatMap((rack: RackPlan) =>
      (zones.get(rack.zone)?.feeds ?? []).map((feed): NetboxDevice => ({
        name: pduName(rack.name, feed),
        type: { manufacturer: pdu.manufacturer, model: pdu.model, heightU: 0 },
        role: PDU_ROLE.name,
        place: placeIn(rack),
      })),
    );
}

function roleRecords(devices: readonly NetboxDevice[], { slugs }: NetboxInput): NetboxRecord[] {
  const used = new Set(devices.map(({ role }) => role));
  return allRoleRecords({ slugs }).filter(({ key: [name = ''] }) => used.has(name));
}

/** Every role that the inventory can give a device, whether this site has such devices or not. */
export function allRoleRecords({ slugs }: Pick<NetboxInput, 'slugs'>): NetboxRecord[] {
  return [...Object.values(ROLES), TRAY_ROLE, PDU_ROLE].map(({ name, color }) => ({
    model: 'device-role',
    key: [name],
    fields: { name, slug: slugOf('device role', name, slugs), color },
    level: 'devices',
    domain: 'shared',
  }));
}

function typeKey({ manufacturer, model }: TypeFacts): string {
  return `${manufacturer} | ${model}`;
}

function typeRef({ manufacturer, model }: TypeFacts): NetboxRef {
  return refTo('device-type', manufacturer, model);
}

/** A type with its ports: NetBox makes them with each device of it, but never for devices that stand already, so they come with the type. */
function typeRecords(type: TypeFacts, { slugs }: NetboxInput): NetboxRecord[] {
  const { manufacturer, model, heightU, partNumber, ports } = type;
  const slug = `${slugOf('manufacturer', manufacturer, slugs)}-${slugOf('device type', model, slugs)}`;
  const templates = [...(ports?.values() ?? [])].map(({ name, type: portType }): NetboxRecord => ({
    model: 'interface-template',
    key: [manufacturer, model, name],
    fields: { device_type: typeRef(type), name, type: portType },
    level: 'devices',
    domain: 'shared',
    address: [slug, name],
  }));
  return [
    {
      model: 'device-type',
      key: [manufacturer, model],
      fields: {
        manufacturer: refTo('manufacturer', manufacturer),
        model,
        slug: slugOf('device type', slug, slugs),
        u_height: heightU,
        is_full_depth: true,
        ...present({ part_number: partNumber }),
      },
      level: 'devices',
      domain: 'shared',
    },
    ...templates,
  ];
}

function deviceRecord(
  device: NetboxDevice,
  { asNumber, tenant }: { readonly asNumber: number | undefined; readonly tenant: string | undefined },
  plan: NetboxPlan,
  input: NetboxInput,
): NetboxRecord {
  const { name, type, role, place, u, unit, rail, phase } = device;
  const asset = plan.assets.get(name);
  const custom = customFields({
    unit,
    rail: rail === undefined ? undefined : `${rail}`,
    asNumber: asNumber === undefined ? undefined : `${asNumber}`,
    phase,
  });
  // What a type brings with its devices must be there before them.
  const templates = [...(type.ports?.keys() ?? [])].map((port) =>
    refTo('interface-template', type.manufacturer, type.model, port),
  );
  const after = [...(custom.after ?? []), ...templates];
  return {
    model: 'device',
    key: [name],
    fields: {
      name,
      site: siteRef(input),
      location: locationRef(place.hall, place.row),
      rack: refTo('rack', place.rack),
      ...(u === undefined ? {} : { position: u, face: 'front' }),
      device_type: typeRef(type),
      role: refTo('device-role', role),
      status: deviceStatus(asset),
      ...present({
        tenant: tenant === undefined ? undefined : refTo('tenant', tenant),
        serial: asset?.serial,
        asset_tag: asset?.assetTag,
      }),
      ...custom.fields,
    },
    level: 'devices',
    domain: 'devices',
    place,
    ...(after.length === 0 ? {} : { after }),
  };
}
