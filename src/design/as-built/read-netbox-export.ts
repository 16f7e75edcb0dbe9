import { DesignError } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import type { Inventory } from './inventory';
import { isMembers, kindOf, member, textOf, type Members } from './lldp-values';
import { netboxInventory, NETBOX_LISTS, type NetboxLists, type NetboxList } from './netbox-objects';

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
