import type {
  CustomValues,
  Inventory,
  InventoryAddress,
  InventoryCable,
  InventoryDevice,
  InventoryEnd,
} from './inventory';
import { isMembers, kindOf, member, textOf } from './lldp-values';

/** Lists of NetBox's REST API that a plan is compared with. */
export const NETBOX_LISTS = ['racks', 'devices', 'cables', 'ip-addresses'] as const;

/** A list of NetBox's REST API, by the last part of its address. */
export type NetboxList = (typeof NETBOX_LISTS)[number];

/** Objects by list. A list that is absent was not read. */
export type NetboxLists = Readonly<Partial<Record<NetboxList, readonly unknown[]>>>;

/** Object types of ends that a plan of cables knows, with the side of a panel. */
const ENDS: Readonly<Record<string, { readonly face?: 'front' | 'rear' }>> = {
  'dcim.interface': {},
  'dcim.frontport': { face: 'front' },
  'dcim.rearport': { face: 'rear' },
};

/** What lists hold of a site, the slugs of all sites in them (sorted), and the first thing that is no object of NetBox's as a clause. */
export function netboxInventory(
  lists: NetboxLists,
  site: string,
): { readonly inventory: Inventory; readonly sites: readonly string[]; readonly problem?: string } {
  const sites = new Set<string>();
  for (const list of NETBOX_LISTS) {
    const objects = lists[list] ?? [];
    const index = objects.findIndex((object) => !isMembers(object));
    if (index >= 0) {
      const problem = `has ${kindOf(objects[index])} as object ${index + 1} of '${list}'`;
      return { inventory: { otherCables: 0 }, sites: [], problem };
    }
    if (list !== 'racks' && list !== 'devices') continue;
    const nameless = objects.findIndex((object) => textOf(member(object, 'name')) === undefined && !isUnnamed(object));
    if (nameless >= 0) {
      const problem = `has no 'name' in object ${nameless + 1} of '${list}'`;
      return { inventory: { otherCables: 0 }, sites: [], problem };
    }
    for (const object of objects) {
      const slug = siteOf(object);
      if (slug !== undefined) sites.add(slug);
    }
  }
  const own = (list: NetboxList): readonly unknown[] | undefined =>
    lists[list]?.filter((object) => (siteOf(object) ?? site) === site);
  const cables = lists.cables?.map(cableOf);
  const linked = cables?.filter((cable) => cable !== undefined);
  const racks = own('racks')?.map((rack) => {
    const location = textOf(member(member(rack, 'location'), 'name'));
    const heightU = numberOf(member(rack, 'u_height'));
    return {
      name: textOf(member(rack, 'name')) ?? '',
      ...(location !== undefined && { location }),
      ...(heightU !== undefined && { heightU }),
      ...statusOf(rack),
      ...customOf(rack),
    };
  });
  const devices = own('devices')?.map(deviceOf);
  const addresses = lists['ip-addresses']?.map(addressOf);
  return {
    inventory: {
      ...(racks !== undefined && { racks }),
      ...(devices !== undefined && { devices }),
      ...(linked !== undefined && { cables: linked }),
      ...(addresses !== undefined && { addresses }),
      otherCables: (cables?.length ?? 0) - (linked?.length ?? 0),
    },
    sites: [...sites].sort(),
  };
}

/** NetBox takes devices without a name. */
function isUnnamed(object: unknown): boolean {
  return isMembers(object) && object['name'] === null;
}

function deviceOf(device: unknown): InventoryDevice {
  const role = member(device, 'role') ?? member(device, 'device_role');
  const [roleName, roleSlug] = [textOf(member(role, 'name')), textOf(member(role, 'slug'))];
  const rack = textOf(member(member(device, 'rack'), 'name'));
  const u = numberOf(member(device, 'position'));
  const serial = textOf(member(device, 'serial'));
  return {
    name: textOf(member(device, 'name')) ?? `(no name, id ${textOf(member(device, 'id')) ?? 'unknown'})`,
    ...(roleName !== undefined && { role: roleName }),
    ...(roleSlug !== undefined && { roleSlug }),
    ...statusOf(device),
    ...(rack !== undefined && { rack }),
    ...(u !== undefined && { u }),
    ...(serial !== undefined && { serial }),
    ...customOf(device),
  };
}

/** Undefined for a cable that carries power or ends nowhere. */
function cableOf(cable: unknown): InventoryCable | undefined {
  const [a, b] = [endsOf(member(cable, 'a_terminations')), endsOf(member(cable, 'b_terminations'))];
  if (a.length + b.length === 0) return undefined;
  return {
    label: textOf(member(cable, 'label')) ?? `(no label, id ${textOf(member(cable, 'id')) ?? 'unknown'})`,
    a,
    b,
    ...customOf(cable),
  };
}

function endsOf(terminations: unknown): InventoryEnd[] {
  if (!Array.isArray(terminations)) return [];
  return terminations.flatMap((end: unknown): InventoryEnd[] => {
    const type = textOf(member(end, 'object_type')) ?? '';
    const object = member(end, 'object');
    const device = textOf(member(member(object, 'device'), 'name'));
    const port = textOf(member(object, 'name'));
    const face = Object.hasOwn(ENDS, type) ? ENDS[type] : undefined;
    return face === undefined || device === undefined || port === undefined ? [] : [{ device, port, ...face }];
  });
}

function addressOf(entry: unknown): InventoryAddress {
  const object = member(entry, 'assigned_object');
  const device = textOf(member(member(object, 'device'), 'name') ?? member(member(object, 'virtual_machine'), 'name'));
  const port = textOf(member(object, 'name'));
  return {
    address: textOf(member(entry, 'address')) ?? '',
    ...(device !== undefined && { device }),
    ...(port !== undefined && { interface: port }),
  };
}

function siteOf(object: unknown): string | undefined {
  return textOf(member(member(object, 'site'), 'slug'));
}

function statusOf(object: unknown): { readonly status?: string } {
  const status = textOf(member(object, 'status'));
  return status === undefined ? {} : { status };
}

/** NetBox answers every field that is defined for a kind of object, with null where it is empty. */
function customOf(object: unknown): { readonly custom?: CustomValues } {
  const fields = member(object, 'custom_fields');
  if (!isMembers(fields)) return {};
  return { custom: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, textOf(value) ?? ''])) };
}

function numberOf(value: unknown): number | undefined {
  const text = textOf(value);
  const number = text === undefined ? NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}
