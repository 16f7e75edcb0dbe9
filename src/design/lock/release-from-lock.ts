import { DesignError } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import type { AdoptedSite } from '../../model/adopted-site';
import type { SiteLock } from '../../model/site-lock';
import { present } from '../../units/present';

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
