import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import { parseCidr, printAddress } from '../../model/address-plan';
import type { SiteLock } from '../../model/site-lock';
import { present } from '../../units/present';
import type { FileSchema } from '../file-schema';
import { LOCK_FORMATS } from './lock-schema';
import type { AdoptedSite } from '../../model/adopted-site';

/** Version of the lock's format that this library writes. It reads this one and those before it. */
const VERSION = 2;

/** A lock that remembers nothing yet. */
export function emptyLock(site: string): SiteLock {
  return {
    version: VERSION,
    site,
    positions: {},
    addresses: {},
    asNumbers: {},
    partitions: {},
    slots: {},
    fabrics: {},
    stacks: {},
  };
}

/**
 * Reads the text of `<site>.lock.json`.
 *
 * @throws DesignError `lock/not-json`, `lock/newer-version`, `lock/unknown-version`, `lock/other-site`, `lock/bad-content`
 */
export function parseLock(text: string, site: string): SiteLock {
  const lock = asObject(parseJson(text, site), site);
  const { version } = lock;
  if (typeof version !== 'number' || LOCK_FORMATS[version] === undefined) throw versionError(version, site);
  if (lock['site'] !== site) {
    const owner = printed(lock['site']);
    throw new DesignError('lock/other-site', {
      problem: `the lock of site '${site}' belongs to site ${owner}`,
      remedy: `give each site a lock file of its own, or rename 'site' in the file if ${owner} was renamed`,
      object: site,
      value: owner,
    });
  }
  return checkedLock(lock, site);
}

/**
 * A parsed lock of any version that is read, in the form of the newest: version 1 does not know stacks.
 *
 * @throws DesignError `lock/newer-version`, `lock/unknown-version`, `lock/bad-content`, `DesignErrors` where several entries are wrong
 */
export function checkedLock(value: unknown, site: string): SiteLock {
  const lock = asObject(value, site);
  const format = LOCK_FORMATS[Number(lock['version'])];
  if (typeof lock['version'] !== 'number' || format === undefined) throw versionError(lock['version'], site);
  DesignErrors.throwAll(lockProblems(lock, format).map((problem) => badContent(site, problem)));
  const { positions, addresses, asNumbers, partitions, slots, fabrics, stacks, pools, adopted } = {
    stacks: {},
    ...lock,
  } as unknown as SiteLock;
  return {
    version: VERSION,
    site: lock['site'] as string,
    positions,
    addresses,
    asNumbers,
    partitions,
    slots,
    fabrics,
    stacks,
    ...present({ pools, adopted }),
  };
}

/** The lock as text: keys sorted, two spaces, a newline at the end. Equal locks give equal bytes. */
export function renderLock(lock: SiteLock): string {
  const { version, site, positions, addresses, asNumbers, partitions, slots, fabrics, stacks, pools, adopted } = lock;
  const ordered = {
    version,
    site,
    positions: sorted(positions, ({ rack, u }) => ({ rack, u })),
    addresses: sorted(addresses),
    asNumbers: sorted(asNumbers),
    partitions: sorted(partitions),
    slots: sorted(slots, (group) => sorted(group)),
    fabrics: inOrder(fabrics),
    stacks: sorted(stacks),
    ...present({
      pools:
        pools === undefined
          ? undefined
          : sorted(pools, ({ purpose, tenant, cidr }) => ({ purpose, ...present({ tenant }), cidr })),
    }),
    ...present({ adopted: adopted === undefined ? undefined : inOrder(adopted) }),
  };
  return `${JSON.stringify(ordered, undefined, 2)}\n`;
}

/** Some editors put a byte order mark in front, which is no part of the JSON. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function parseJson(text: string, site: string): unknown {
  try {
    return JSON.parse(withoutMark(text));
  } catch {
    throw new DesignError('lock/not-json', {
      problem: `the lock of site '${site}' is not JSON`,
      remedy: 'restore the file from version control, and resolve a merge that was left unfinished',
      object: site,
    });
  }
}

function asObject(value: unknown, site: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw badContent(site, 'it is no JSON object');
}

function versionError(version: unknown, site: string): DesignError {
  const value = printed(version);
  if (typeof version === 'number' && version > VERSION) {
    return new DesignError('lock/newer-version', {
      problem: `the lock of site '${site}' has version ${value}, and this library reads versions 1 to ${VERSION}`,
      remedy: 'use the version of the library that wrote it, or a later one',
      object: site,
      value,
      limit: `${VERSION}`,
    });
  }
  return new DesignError('lock/unknown-version', {
    problem: `the lock of site '${site}' has version ${value}, and this library reads versions 1 to ${VERSION}`,
    remedy: 'restore the file from version control',
    object: site,
    value,
    limit: `${VERSION}`,
  });
}

function badContent(site: string, problem: string): DesignError {
  return new DesignError('lock/bad-content', {
    problem: `the lock of site '${site}' cannot be used: ${problem}`,
    remedy: 'restore the file from version control, or correct this entry',
    object: site,
  });
}

function printed(value: unknown): string {
  if (value === undefined) return 'undefined';
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
}

/** Any JSON value with the keys of its objects sorted; lists keep their order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return sorted(value as Readonly<Record<string, unknown>>, inOrder);
}

/** By key in order of code units: no locale, so the same bytes everywhere. */
function sorted<T, R = T>(map: Readonly<Record<string, T>>, write?: (value: T) => R): Record<string, T | R> {
  const keys = Object.keys(map).sort();
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = map[key];
      return value === undefined ? [] : [[key, write === undefined ? value : write(value)]];
    }),
  );
}

/** All that keeps parsed JSON from being a lock, each as a clause: first what its schema says, then what two names have both. */
function lockProblems(lock: Readonly<Record<string, unknown>>, format: FileSchema): readonly string[] {
  const problems = format.problems(lock);
  return problems.length > 0 ? problems : sharedValues(lock as unknown as SiteLock);
}

/** Numbers, addresses and adopted places that belong to one name each, and have two. */
function sharedValues({ asNumbers, partitions, slots, addresses, adopted }: SiteLock): readonly string[] {
  return [
    ...shared('asNumbers', asNumbers),
    ...shared('partitions', partitions),
    ...Object.entries(slots).flatMap(([group, held]) => shared(`slots.${group}`, held)),
    ...shared('addresses', addresses, hostOf),
    ...shared('adopted.places', adopted?.places ?? {}, ({ rack, u }) => `${rack} U${u}`),
  ];
}

function shared<T>(
  map: string,
  entries: Readonly<Record<string, T>>,
  printed: (value: T) => string = String,
): readonly string[] {
  const holders = new Map<string, string>();
  return Object.entries(entries).flatMap(([name, value]) => {
    const text = printed(value);
    const holder = holders.get(text);
    if (holder !== undefined) return [`'${holder}' and '${name}' of '${map}' both have ${text}`];
    holders.set(text, name);
    return [];
  });
}

/** The address alone, in one spelling: `10.0.0.2/24` and `10.0.0.2/22` are one interface's. */
function hostOf(text: string): string {
  const parsed = parseCidr(text);
  return parsed === undefined ? text : printAddress(parsed.address);
}

/**
 * The lock without what it holds for one name: a device's place, addresses, AS number and slot, a tenant's partition,
 * all slots of a cluster, the shape of a fabric, a carved pool (`pools/oob`), or a stack that held something before. What is freed may be given out again.
 *
 * @throws DesignError `lock/unknown-name`
 */
export function releaseFromLock(lock: SiteLock, name: string): SiteLock {
  const known = knownNames(lock);
  if (!known.has(name)) {
    const hint = spellingHint(name, known);
    throw new DesignError('lock/unknown-name', {
      problem: `the lock of site '${lock.site}' holds nothing for '${name}'`,
      remedy: hint === undefined ? 'name a device, tenant, cluster or fabric that it holds' : `did you mean '${hint}'?`,
      object: name,
    });
  }
  const isOther = (key: string): boolean => key !== name;
  const slots = Object.entries(lock.slots).flatMap(([group, held]) => {
    const kept = keep(held, isOther);
    return group === name || Object.keys(kept).length === 0 ? [] : [[group, kept] as const];
  });
  return {
    ...lock,
    positions: keep(lock.positions, isOther),
    addresses: keep(lock.addresses, (key) => deviceOf(key) !== name),
    asNumbers: keep(lock.asNumbers, isOther),
    partitions: keep(lock.partitions, isOther),
    slots: Object.fromEntries(slots),
    fabrics: keep(lock.fabrics, isOther),
    stacks: withoutFormer(lock.stacks, name),
    ...present({ pools: lock.pools === undefined ? undefined : keep(lock.pools, (pool) => poolKey(pool) !== name) }),
    ...present({ adopted: lock.adopted === undefined ? undefined : releaseAdopted(lock.adopted, name) }),
  };
}

function knownNames({
  positions,
  addresses,
  asNumbers,
  partitions,
  slots,
  fabrics,
  stacks,
  pools = {},
}: SiteLock): Set<string> {
  return new Set([
    ...Object.keys(positions),
    ...Object.keys(addresses).map(deviceOf),
    ...Object.keys(asNumbers),
    ...Object.keys(partitions),
    ...Object.keys(fabrics),
    ...Object.keys(pools).map(poolKey),
    ...Object.entries(slots).flatMap(([group, held]) => [group, ...Object.keys(held)]),
    ...Object.values(stacks).flatMap(([, ...former]) => former),
  ]);
}

/** A stack that holds something now stays: only what held it before is let go. */
function withoutFormer(stacks: SiteLock['stacks'], name: string): SiteLock['stacks'] {
  return Object.fromEntries(
    Object.entries(stacks).map(([key, [holder = '', ...former]]) => [
      key,
      [holder, ...former.filter((stack) => stack !== name)],
    ]),
  );
}

/** A carved pool may be called as the network that it serves. */
export function poolKey(pool: string): string {
  return `pools/${pool}`;
}

/** Interface names may hold a slash (`Ethernet1/1`), device names never do. */
function deviceOf(key: string): string {
  return key.slice(0, key.indexOf('/'));
}

function keep<T>(map: Readonly<Record<string, T>>, isKept: (key: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([key]) => isKept(key)));
}

/** What was adopted, without all that belongs to one name: of a device, or the cables of a fabric. */
function releaseAdopted(adopted: AdoptedSite, name: string): AdoptedSite {
  const isOther = (key: string): boolean => key !== name;
  const isOtherCable = (label: string): boolean => !label.startsWith(`${name}/`) && !label.includes(`/${name}:`);
  const isOtherAddress = (key: string): boolean => !key.startsWith(`${name}/`);
  return {
    devices: adopted.devices.filter(isOther),
    places: keep(adopted.places, isOther),
    cables: keep(adopted.cables, isOtherCable),
    extraCables: keep(adopted.extraCables, isOtherCable),
    missingCables: adopted.missingCables.filter(isOtherCable),
    addresses: keep(adopted.addresses, isOtherAddress),
    taken: keep(adopted.taken, isOtherAddress),
  };
}
