import { DesignError, spellingHint } from '../../errors/design-error';
import { present } from '../../units/present';
import { isMembers, kindOf, member, type Members, textOf } from './discovered-fabric';
import type {
  CustomValues,
  Inventory,
  InventoryAddress,
  InventoryCable,
  InventoryDevice,
  InventoryEnd,
} from './inventory';

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
function netboxInventory(
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
  return present({ status });
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

/** Other spellings of a list in an export. */
const SPELLINGS: Readonly<Record<string, NetboxList>> = { ip_addresses: 'ip-addresses', addresses: 'ip-addresses' };

const FORM =
  'give an object with a list of NetBox\'s REST API a member: { "racks": { "count": 1, "next": null, "results": [..] }, "devices": .., "cables": .., "ip-addresses": .. }';

/** Whether a JSON value looks like lists of NetBox's REST API: several by name, or the answer of one. */
export function isNetboxExport(value: unknown): value is Members {
  if (!isMembers(value)) return false;
  if (Array.isArray(value['results'])) return true;
  const lists = Object.entries(value).filter(([name]) => listOf(name) !== undefined);
  return lists.some(([, list]) => Array.isArray(list) || Array.isArray(member(list, 'results')));
}

/**
 * Lists of an export: an object with a list of NetBox's REST API a member, each as the API answers it, as several such answers (pages) or as the bare objects;
 * or one answer alone, which says by the `url` of its objects what it is of.
 *
 * @param value - what the file holds
 * @param file - its name, for errors
 * @throws DesignError `as-built/bad-netbox-export`, `as-built/cut-netbox-list`
 */
export function readNetboxLists(value: unknown, file: string): NetboxLists {
  if (!isMembers(value)) throw bad(file, `holds ${kindOf(value)}, where an object is expected`);
  if ('results' in value) {
    const results = resultsOf(value, file, 'results');
    const list = listByUrl(results[0]);
    if (list !== undefined) return { [list]: results };
    throw bad(
      file,
      results.length === 0 ? 'holds an empty list and does not say of what' : 'does not say what its objects are',
    );
  }
  const names = Object.keys(value);
  const unknown = names.find((name) => listOf(name) === undefined);
  if (unknown !== undefined) {
    const hint = spellingHint(unknown, [...NETBOX_LISTS]);
    throw bad(
      file,
      `has a member '${unknown}', which is none of ${NETBOX_LISTS.join(', ')}`,
      hint === undefined ? FORM : `did you mean '${hint}'?`,
    );
  }
  if (names.length === 0) throw bad(file, 'holds no list');
  return Object.fromEntries(names.map((name) => [listOf(name) ?? name, resultsOf(value[name], file, name)]));
}

/**
 * What NetBox holds of a site, by its lists.
 *
 * @param lists - objects of its REST API
 * @param source - name of the file or address, for errors
 * @param site - slug of the site: objects of others are left out
 * @throws DesignError `as-built/bad-netbox-export`, `as-built/unknown-netbox-site`
 */
export function readNetboxInventory(lists: NetboxLists, source: string, site: string): Inventory {
  const { inventory, sites, problem } = netboxInventory(lists, site);
  if (problem !== undefined) throw bad(source, problem);
  if (sites.length > 0 && !sites.includes(site)) {
    const hint = spellingHint(site, sites);
    throw new DesignError('as-built/unknown-netbox-site', {
      problem: `'${source}' holds nothing of site '${site}', but of ${sites.slice(0, 5).join(', ')}${sites.length > 5 ? ' ..' : ''}`,
      remedy: `name the slug that the site has in NetBox with '--netbox-site${hint === undefined ? '' : ` ${hint}`}'`,
      object: source,
    });
  }
  return inventory;
}

function listOf(name: string): NetboxList | undefined {
  return NETBOX_LISTS.find((list) => list === name) ?? (Object.hasOwn(SPELLINGS, name) ? SPELLINGS[name] : undefined);
}

/** `https://netbox/api/dcim/devices/7/` is of `devices`. */
function listByUrl(object: unknown): NetboxList | undefined {
  const [, name = ''] = /\/api\/\w+\/([\w-]+)\/\d+\/?$/.exec(textOf(member(object, 'url')) ?? '') ?? [];
  return listOf(name);
}

function resultsOf(list: unknown, file: string, name: string): readonly unknown[] {
  if (Array.isArray(list)) {
    const isPaged = list.length > 0 && list.every((page) => isMembers(page) && Array.isArray(page['results']));
    if (!isPaged) return list as readonly unknown[];
    const results = list.flatMap((page) => member(page, 'results') as readonly unknown[]);
    return whole(results, member(list[0], 'count'), file, name);
  }
  const results = member(list, 'results');
  if (!Array.isArray(results)) {
    throw bad(file, `has ${isMembers(list) ? 'no results' : kindOf(list)} under '${name}'`);
  }
  return whole(results as readonly unknown[], member(list, 'count'), file, name);
}

/** A page of a list would be taken for all there is, and the rest for missing. */
function whole(results: readonly unknown[], count: unknown, file: string, name: string): readonly unknown[] {
  if (typeof count !== 'number' || results.length >= count) return results;
  throw new DesignError('as-built/cut-netbox-list', {
    problem: `'${file}' holds ${results.length} of ${count} objects under '${name}': a page and not the whole list`,
    remedy: "ask NetBox for all pages ('next' leads to the following one) and give them as a list, or give its address",
    object: file,
    value: `${results.length}`,
    limit: `${count}`,
  });
}

function bad(file: string, problem: string, remedy = FORM): DesignError {
  return new DesignError('as-built/bad-netbox-export', {
    problem: `'${file}' ${problem}`,
    remedy,
    object: file,
  });
}
