import { compareInventory } from '../design/as-built/compare-inventory';
import {
  type Inventory,
  INVENTORY_PARTS,
  type InventoryPart,
  type InventoryReport,
  type PlannedInventory,
} from '../design/as-built/inventory';
import {
  NETBOX_LISTS,
  type NetboxList,
  type NetboxLists,
  readNetboxInventory,
  readNetboxLists,
} from '../design/as-built/netbox-objects';
import { spellingHint } from '../errors/design-error';
import { NETBOX_LEVELS, type NetboxLevel } from '../export/netbox/netbox-record';
import { plannedInventory } from '../export/netbox/planned-inventory';
import type { SitePlan } from '../model/site-plan';
import { asUsage, type CliContext, UsageError } from './cli-context';
import { readUtf8 } from './read-plan';
import { type NetboxAccess, NetboxApi } from './netbox-api';

/** Options of the comparison with NetBox. */
export interface NetboxOptions {
  /** Paths of exports, or one address. */
  readonly netbox?: readonly string[];
  /** Slug of the site. Absent: that of the plan, else its name. */
  readonly netboxSite?: string;
  /** Level of detail that NetBox is registered at. Absent: that of the plan, else `cables`. */
  readonly netboxLevel?: string;
  /** Whether the token may go over plain `http` to another machine. Absent: no. */
  readonly allowPlainHttp?: true;
}

/** Lists that each level of detail holds. */
const PARTS: Readonly<Record<NetboxLevel, readonly InventoryPart[]>> = {
  racks: ['racks'],
  devices: ['racks', 'devices'],
  interfaces: ['racks', 'devices', 'addresses'],
  cables: INVENTORY_PARTS,
};

/**
 * Compares what NetBox holds with the plan; undefined where nothing is asked for.
 *
 * @throws UsageError for files and addresses that give no inventory
 */
export async function verifyNetbox(
  site: SitePlan,
  options: NetboxOptions,
  context: CliContext,
): Promise<InventoryReport | undefined> {
  const { netbox = [] } = options;
  const [first] = netbox;
  if (first === undefined) return undefined;
  const { level, slug } = netboxTarget(site, options);
  const planned = plannedInventory(site);
  if (!isAddress(first)) {
    const folder = context.cwd ?? process.cwd();
    const lists = netbox.map((file): [string, unknown] => [file, jsonOf(readUtf8(file, folder), file)]);
    return compareNetbox(lists, { slug, level, planned });
  }
  if (netbox.length > 1)
    throw new UsageError('an address of NetBox stands beside others', 'give one address, or files');
  const prefixes = planned.pools.map(({ cidr }) => cidr);
  const lists = await readNetboxApi({ ...netboxAccess(first, options, context), site: slug, prefixes });
  return compareLists(lists, first, { slug, level, planned });
}

/** How the command line asks NetBox. */
export function netboxAccess(
  url: string,
  { allowPlainHttp = false }: { readonly allowPlainHttp?: boolean },
  { err, netboxToken }: CliContext,
): NetboxAccess {
  return {
    url,
    isPlainHttpAllowed: allowPlainHttp,
    progress: err,
    ...(netboxToken !== undefined && { token: netboxToken }),
  };
}

const PATHS: Readonly<Record<NetboxList, string>> = {
  racks: 'dcim/racks/',
  devices: 'dcim/devices/',
  cables: 'dcim/cables/',
  'ip-addresses': 'ipam/ip-addresses/',
};

/**
 * Reads the lists of a site from NetBox's REST API.
 *
 * @param access - with the slug of the site, and prefixes whose addresses are asked for: NetBox gives addresses by no site
 * @throws UsageError
 */
export async function readNetboxApi({
  site,
  prefixes,
  ...access
}: NetboxAccess & { readonly site: string; readonly prefixes: readonly string[] }): Promise<NetboxLists> {
  const api = new NetboxApi(access);
  const lists: Partial<Record<NetboxList, readonly unknown[]>> = {};
  for (const list of NETBOX_LISTS) {
    // No pool of addresses: nothing can be asked for.
    if (list === 'ip-addresses' && prefixes.length === 0) continue;
    lists[list] = await api.list(PATHS[list], list === 'ip-addresses' ? { parent: prefixes } : { site: [site] });
  }
  return lists;
}

/**
 * Level and slug that the command line names, else those that the site is registered at.
 *
 * @throws UsageError for a word that is no level
 */
export function netboxTarget(
  { name, registered }: Pick<SitePlan, 'name' | 'registered'>,
  { netboxSite, netboxLevel }: Pick<NetboxOptions, 'netboxSite' | 'netboxLevel'>,
): { readonly level: NetboxLevel; readonly slug: string } {
  return { level: levelOf(netboxLevel ?? registered?.level), slug: netboxSite ?? registered?.site ?? name };
}

/** What a comparison with NetBox knows beside its lists. */
interface NetboxComparison {
  readonly slug: string;
  readonly level: NetboxLevel;
  readonly planned: PlannedInventory;
}

/**
 * Compares exports of NetBox with the plan, all of them as one.
 *
 * @param exports - what each file holds, by its name
 * @throws UsageError for what is no export, or a list that two files hold
 */
export function compareNetbox(
  exports: readonly (readonly [file: string, value: unknown])[],
  comparison: NetboxComparison,
): InventoryReport {
  const lists: Record<string, readonly unknown[]> = {};
  const from = new Map<string, string>();
  for (const [file, value] of exports) {
    const own = asUsage(() => readNetboxLists(value, file));
    for (const name of NETBOX_LISTS) {
      const list = own[name];
      if (list === undefined) continue;
      const other = from.get(name);
      if (other !== undefined) throw new UsageError(`'${other}' and '${file}' both hold '${name}'`, 'give one of them');
      from.set(name, file);
      lists[name] = list;
    }
  }
  return compareLists(lists, exports[0]?.[0] ?? '', comparison);
}

function compareLists(lists: NetboxLists, source: string, { slug, level, planned }: NetboxComparison): InventoryReport {
  const inventory = asUsage(() => readNetboxInventory(lists, source, slug));
  const isEmpty = INVENTORY_PARTS.every((part) => (inventory[part] ?? []).length === 0);
  if (isEmpty && planned.racks.length > 0) {
    throw new UsageError(
      `NetBox holds nothing of site '${slug}'`,
      "name the slug that the site has in NetBox with '--netbox-site'",
    );
  }
  const parts = PARTS[level];
  const kept = Object.fromEntries(parts.map((part) => [part, inventory[part]] as const).filter(([, list]) => list));
  return compareInventory(
    planned,
    { ...(kept as Omit<Inventory, 'otherCables'>), otherCables: inventory.otherCables },
    slug,
  );
}

/**
 * Reads a level of detail.
 *
 * @throws UsageError for a word that is none
 */
export function levelOf(text: string | undefined): NetboxLevel {
  if (text === undefined) return 'cables';
  const level = NETBOX_LEVELS.find((one) => one === text);
  if (level !== undefined) return level;
  const hint = spellingHint(text, NETBOX_LEVELS);
  throw new UsageError(
    `'--netbox-level' is '${text}'`,
    hint === undefined ? `give one of ${NETBOX_LEVELS.join(', ')}` : `did you mean '${hint}'?`,
  );
}

/** Whether a word is an address and no path. */
export function isAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new UsageError(
      `'${file}' is no JSON, or a part of it is missing`,
      "give lists of NetBox's REST API, as docs/as-built.md of the package describes them, or its address",
    );
  }
}
