import type { LockedFabric, SiteLock } from '../../model/site-lock';
import type { RenamedKind, SiteRename, SitePlan } from '../../model/site-plan';
import { trayHolders } from '../../model/site-cables';
import { present } from '../../units/present';
import { rackName } from '../../model/placement-plan';
import { rowsGroup, UNNAMED_HALL } from './plan-floor';
import { numberHolder } from '../addressing/plan-addresses';
import { movedLinks, siteNetworks } from '../../model/site-links';
import { stateChanges } from '../../model/state-changes';

/** Names under the names of now. */
type ToNow = (name: string) => string;

/**
 * The lock with a construct, its devices, ports and numbers under the name that it has now. A lock that knows the name of now is left as it is: the
 * construct was renamed in an earlier run.
 *
 * Devices are those whose names begin with the name and a hyphen, but for those of another construct with a longer name (`in-band-2` beside `in-band`).
 */
export function lockRenamed(lock: SiteLock, rename: SiteRename): SiteLock {
  const { kind, name, formerly } = rename;
  const owners = [...Object.keys(lock.fabrics), ...Object.keys(lock.slots)].filter((owner) => owner !== formerly);
  const isOf = (token: string, owner: string): boolean => token.startsWith(`${owner}-`);
  const devices = [...Object.keys(lock.positions), ...Object.values(lock.slots).flatMap((slots) => Object.keys(slots))];
  // A group of a fabric, such as 'compute-groups', is named after it and owns no device.
  const longer = owners.filter((owner) => isOf(owner, formerly) && devices.some((one) => isOf(one, owner)));
  const isOwn = (token: string): boolean =>
    isOf(token, formerly) && !longer.some((owner) => token === owner || isOf(token, owner));
  const isKnown = (own: string): boolean =>
    lock.fabrics[own] !== undefined ||
    lock.slots[own] !== undefined ||
    Object.keys(lock.positions).some((d) => isOf(d, own));
  if (isKnown(name) || !isKnown(formerly)) return lock;
  const device: ToNow = (token) => (isOwn(token) ? name + token.slice(formerly.length) : token);
  const fabric: ToNow = (token) => (isFabric(kind) && token === formerly ? name : token);
  const member: ToNow = (token) => (isMember(kind) && token === formerly ? name : device(token));
  const end: ToNow = (holder) => {
    const [owner = '', ...rest] = holder.split('/');
    const port = rest.join('/');
    return port === '' ? device(owner) : `${device(owner)}/${fabric(port)}`;
  };
  const label: ToNow = (text) => labelNow(text, fabric, device);
  return {
    ...lock,
    positions: keyed(lock.positions, device),
    addresses: keyed(lock.addresses, end),
    asNumbers: keyed(lock.asNumbers, device),
    slots: Object.fromEntries(
      Object.entries(lock.slots).map(([group, slots]) => {
        if (isOfFloor(group)) return [group, slots];
        return [member(group), keyed(slots, group.endsWith('-groups') ? member : device)];
      }),
    ),
    fabrics: Object.fromEntries(
      Object.entries(lock.fabrics).map(([own, locked]) => [fabric(own), fabricNow(locked, { fabric, member, device })]),
    ),
    ...present({
      adopted: lock.adopted === undefined ? undefined : adoptedNow(lock.adopted, { device, end, label, fabric }),
    }),
  };
}

function isFabric(kind: RenamedKind): boolean {
  return kind === 'fabric' || kind === 'converged';
}

function isMember(kind: RenamedKind): boolean {
  return kind === 'cluster' || kind === 'storage';
}

/** Halls, rows and subnets are no devices, whatever they are called. */
function isOfFloor(group: string): boolean {
  return group === UNNAMED_HALL || group.startsWith(rowsGroup('')) || group.startsWith('aws-subnets/');
}

/** `<fabric>/<device>:<port>`, with what may follow. */
function labelNow(text: string, fabric: ToNow, device: ToNow): string {
  const [, own, holder, rest] = /^([^/]+)\/([^:]+)(:.*)$/s.exec(text) ?? [];
  return own === undefined || holder === undefined || rest === undefined
    ? text
    : `${fabric(own)}/${device(holder)}${rest}`;
}

function keyed<T>(map: Readonly<Record<string, T>>, now: ToNow): Record<string, T> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [now(key), value]));
}

function fabricNow(
  locked: LockedFabric,
  { fabric, member, device }: Readonly<Record<'fabric' | 'member' | 'device', ToNow>>,
): LockedFabric {
  const { name, groups, services, servicePorts } = locked;
  return {
    ...locked,
    name: fabric(name),
    groups: groups.map((group) => ({ ...group, name: member(group.name) })),
    ...present({
      services: services === undefined ? undefined : services.map((one) => ({ ...one, name: device(one.name) })),
      servicePorts:
        servicePorts === undefined
          ? undefined
          : Object.fromEntries(
              Object.entries(servicePorts).map(([own, ports]) => [
                device(own),
                ports.map((port) => ({ ...port, leaf: device(port.leaf) })),
              ]),
            ),
    }),
  };
}

function adoptedNow(
  adopted: NonNullable<SiteLock['adopted']>,
  { device, end, label, fabric }: Readonly<Record<'device' | 'end' | 'label' | 'fabric', ToNow>>,
): NonNullable<SiteLock['adopted']> {
  const at = <E extends { readonly device: string }>(one: E): E => ({ ...one, device: device(one.device) });
  return {
    devices: adopted.devices.map(device),
    places: keyed(adopted.places, device),
    cables: keyed(
      Object.fromEntries(
        Object.entries(adopted.cables).map(([key, cable]) => [key, { end: at(cable.end), planned: at(cable.planned) }]),
      ),
      label,
    ),
    extraCables: keyed(
      Object.fromEntries(
        Object.entries(adopted.extraCables).map(([key, cable]) => [
          key,
          { fabric: fabric(cable.fabric), a: at(cable.a), b: at(cable.b) },
        ]),
      ),
      label,
    ),
    missingCables: adopted.missingCables.map(label),
    addresses: keyed(adopted.addresses, end),
    taken: keyed(adopted.taken, end),
  };
}

/** Members of a plan that hold names of fabrics, of clusters and tiers, and of zones. */
const NAMING: Readonly<Record<string, readonly RenamedKind[]>> = {
  fabric: ['fabric', 'converged'],
  fabrics: ['fabric', 'converged'],
  interface: ['fabric'],
  network: ['fabric', 'converged'],
  group: ['cluster', 'storage'],
  cluster: ['cluster'],
  clusters: ['cluster'],
  serves: ['cluster'],
  zone: ['zone'],
  zones: ['zone'],
};

/** What is left as it is: texts for people, the lock of the earlier run, and where things stand. */
const KEPT = new Set(['lock', 'path', 'stacks', 'bill', 'halls', 'tenants', 'rack', 'row', 'hall', 'port', 'model']);

/** An earlier plan under the names that a later one has: what was only renamed is then the same in both. Without renames, the plan itself. */
export function underNewNames(before: SitePlan, after: Renamed): SitePlan {
  return racksRenamed(renamesBetween(before, after).reduce(planRenamed, before), after);
}

/** What a plan says of names that were others. */
type Renamed = Pick<SitePlan, 'renamed'> & Partial<Pick<SitePlan, 'halls' | 'placement'>>;

/** Former name of each rack whose hall or row was called otherwise, by its name of now. */
export function formerRacks({ halls, placement }: Pick<SitePlan, 'halls' | 'placement'>): ReadonlyMap<string, string> {
  const rows = new Map(
    halls.flatMap((hall) => hall.rows.map((row) => [`${hall.name}/${row.name}`, { hall, row }] as const)),
  );
  return new Map(
    placement.racks.flatMap(({ name, hall, row, number }) => {
      const floor = rows.get(`${hall}/${row}`);
      if (floor?.hall.formerly === undefined && floor?.row.formerly === undefined) return [];
      const isUnnamed = name === rackName(undefined, row, number);
      const was = rackName(isUnnamed ? undefined : (floor.hall.formerly ?? hall), floor.row.formerly ?? row, number);
      // In a hall without prefix a rack does not have the hall's name.
      return was === name ? [] : [[name, was] as const];
    }),
  );
}

function racksRenamed(before: SitePlan, { halls, placement }: Renamed): SitePlan {
  if (halls === undefined || placement === undefined) return before;
  const standing = new Set(before.placement.racks.map(({ name }) => name));
  const now = new Map(
    [...formerRacks({ halls, placement })]
      .filter(([name, was]) => standing.has(was) && !standing.has(name))
      .map(([name, was]) => [was, placement.racks.find((rack) => rack.name === name)] as const),
  );
  if (now.size === 0) return before;
  const rackOf: ToNow = (name) => now.get(name)?.name ?? name;
  const racks = before.placement.racks.map((rack) => {
    const { name = rack.name, hall = rack.hall, row = rack.row } = now.get(rack.name) ?? {};
    return { ...rack, name, hall, row };
  });
  const positions = [...before.placement.positions].map(([device, place]) => {
    return [device, { ...place, rack: rackOf(place.rack) }] as const;
  });
  return {
    ...before,
    placement: { ...before.placement, racks, positions: new Map(positions) },
    power: {
      ...before.power,
      zones: before.power.zones.map((zone) => ({ ...zone, racks: zone.racks.map(rackOf) })),
    },
  };
}

/** The constructs that a later plan has under another name, of those that the earlier plan knows. */
export function renamesBetween(before: SitePlan, after: Pick<SitePlan, 'renamed'>): readonly SiteRename[] {
  return (after.renamed ?? []).filter((rename) => isOfBefore(before, rename));
}

function namesOf(plan: SitePlan, kind: RenamedKind): readonly string[] {
  switch (kind) {
    case 'cluster':
      return plan.clusters.map(({ name }) => name);
    case 'storage':
      return plan.storage.map((tier) => tier.plan.name);
    case 'fabric':
      return plan.fabrics.map((fabric) => fabric.plan.name);
    case 'converged':
      return (plan.converged ?? []).map((pair) => pair.plan.name);
    case 'zone':
      return plan.power.zones.map(({ name }) => name);
  }
}

/** Whether a plan has what was renamed under its former name. */
function isOfBefore(before: SitePlan, { kind, name, formerly }: SiteRename): boolean {
  const names = namesOf(before, kind);
  return names.includes(formerly) && !names.includes(name);
}

function planRenamed(plan: SitePlan, { kind, name, formerly }: SiteRename): SitePlan {
  const devices = renamedDevices(plan, { kind, name, formerly });
  const isNamed = (key: string): boolean => NAMING[key]?.includes(kind) === true;
  const own = (token: string): string => (token === formerly ? name : token);
  const device: ToNow = (token) => devices.get(token) ?? token;
  const fabric: ToNow = isFabric(kind) ? own : (token) => token;
  const longer = isFabric(kind) ? namesOf(plan, kind).filter((one) => one.startsWith(`${formerly}-`)) : [];
  // Devices that share an AS number have the name of their fabric and tier: 'compute-spine'.
  const groupNow: ToNow = (text) =>
    isFabric(kind) && text.startsWith(`${formerly}-`) && !longer.some((one) => text.startsWith(`${one}-`))
      ? name + text.slice(formerly.length)
      : text;
  const textOf = (text: string, key: string): string => {
    if (isNamed(key)) return own(text);
    if (key === 'group') return groupNow(text);
    if (key === 'unit') return unitNow(text, own);
    const exact = devices.get(text);
    if (exact !== undefined) return exact;
    const [holder = '', port] = text.split('/');
    if (port !== undefined && devices.has(holder)) return `${device(holder)}${text.slice(holder.length)}`;
    return labelNow(text, fabric, device);
  };
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return textOf(value, key);
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
    if (Array.isArray(value)) return value.map((one) => walk(one, key));
    if (value instanceof Map) {
      return new Map([...value].map(([one, member]) => [walk(one, key), walk(member, String(one))]));
    }
    return Object.fromEntries(
      Object.entries(value).map(([member, inner]) => [device(member), KEPT.has(member) ? inner : walk(inner, member)]),
    );
  };
  const now = walk(plan, '') as SitePlan;
  const named = <T extends { readonly name: string }>(one: T): T => ({ ...one, name: own(one.name) });
  return {
    ...now,
    ...(kind === 'cluster' ? { clusters: now.clusters.map(named) } : {}),
    ...(kind === 'storage' ? { storage: now.storage.map((tier) => ({ ...tier, plan: named(tier.plan) })) } : {}),
    ...(kind === 'fabric' ? { fabrics: now.fabrics.map((one) => ({ ...one, plan: named(one.plan) })) } : {}),
    ...(kind === 'converged' && now.converged !== undefined
      ? { converged: now.converged.map((pair) => ({ ...pair, plan: named(pair.plan) })) }
      : {}),
    ...(kind === 'zone' ? { power: { ...now.power, zones: now.power.zones.map(named) } } : {}),
    lock: lockRenamed(plan.lock, { kind, name, formerly }),
  };
}

/** `haein/su-01` and `compute/spines`: the owner stands first. */
function unitNow(unit: string, own: ToNow): string {
  const [owner = '', ...rest] = unit.split('/');
  return rest.length === 0 ? unit : [own(owner), ...rest].join('/');
}

/** Devices of a construct, with the trays of whole racks, under their names of now. A device belongs to the construct whose path it bears. */
function renamedDevices(plan: SitePlan, { kind, name, formerly }: SiteRename): ReadonlyMap<string, string> {
  if (kind === 'zone') return new Map();
  const paths = new Set([
    ...(kind === 'cluster' ? plan.clusters.filter((one) => one.name === formerly) : []).map(({ path }) => path),
    ...(kind === 'storage' ? plan.storage.filter((one) => one.plan.name === formerly) : []).map(({ path }) => path),
    ...(kind === 'fabric' ? plan.fabrics.filter((one) => one.plan.name === formerly) : []).map(({ path }) => path),
    ...(kind === 'converged' ? (plan.converged ?? []).filter((one) => one.plan.name === formerly) : []).map(
      ({ path }) => path,
    ),
  ]);
  const devices = plan.devices.filter(({ path }) => paths.has(path)).map((one) => one.name);
  const own = new Set(devices);
  const trays = [...trayHolders(plan)].flatMap(([tray, holder]) => (own.has(holder) ? [tray] : []));
  return new Map(
    [...devices, ...trays]
      .filter((one) => one.startsWith(`${formerly}-`))
      .map((one) => [one, name + one.slice(formerly.length)]),
  );
}

/** Something that does not stand as it did. */
export interface Move {
  /** Device, cable label, `<device>/<interface>`, holder of an AS number, or tenant. */
  readonly name: string;
  readonly before: string;
  /** Absent where it is gone. */
  readonly after?: string;
}

/** What differs between two plans of one site, by kind; what is only new is none of it. */
export interface SiteMoves {
  /** Devices whose rack or height changes. */
  readonly places: readonly Move[];
  /** Cables whose ends change, by label. */
  readonly cables: readonly Move[];
  readonly addresses: readonly Move[];
  readonly asNumbers: readonly Move[];
  readonly partitions: readonly Move[];
}

/** Compares two plans of a site by names, each list in order of the first plan. */
export function checkMoves(before: SitePlan, after: SitePlan): SiteMoves {
  return {
    places: movesOf(placesOf(before), placesOf(after)),
    cables: cableMoves(before, after),
    addresses: movesOf(addressesOf(before), addressesOf(after)),
    asNumbers: movesOf(asNumbersOf(before), asNumbersOf(after)),
    partitions: movesOf(partitionsOf(before), partitionsOf(after)),
  };
}

/** Whether anything moves; what is gone moves nothing. */
export function hasMoves(moves: SiteMoves): boolean {
  return Object.values(moves).some((list: readonly Move[]) => list.some(({ after }) => after !== undefined));
}

type Facts = ReadonlyMap<string, string>;

function movesOf(before: Facts, after: Facts): Move[] {
  return stateChanges(before, after).flatMap(({ name, before: was, after: is }) =>
    was === undefined ? [] : [{ name, before: was, ...present({ after: is }) }],
  );
}

function placesOf({ placement }: SitePlan): Facts {
  return new Map([...placement.positions].map(([name, { rack, u }]) => [name, `${rack} U${u}`]));
}

/** Cables of each network; all of one that is no more are gone. */
function cableMoves(before: SitePlan, after: SitePlan): Move[] {
  const networks = new Map(siteNetworks(after).map((network) => [network.name, network]));
  return siteNetworks(before).flatMap((network) =>
    movedLinks(network, networks.get(network.name)).map(({ label, before: from, after: to }) => ({
      name: label,
      before: `${from.b.device}:${from.b.port}`,
      ...present({ after: to === undefined ? undefined : `${to.b.device}:${to.b.port}` }),
    })),
  );
}

function addressesOf({ addresses }: SitePlan): Facts {
  return new Map(addresses.addresses.map((entry) => [`${entry.device}/${entry.interface}`, entry.address]));
}

function asNumbersOf({ addresses }: SitePlan): Facts {
  return new Map(addresses.asNumbers.map((entry) => [numberHolder(entry), `${entry.asNumber}`]));
}

function partitionsOf({ addresses }: SitePlan): Facts {
  return new Map(addresses.partitions.map(({ tenant, pkey }) => [tenant, `0x${pkey.toString(16).padStart(4, '0')}`]));
}
