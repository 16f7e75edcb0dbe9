import { DesignError } from '../../errors/design-error';
import type { FabricInput, HostGroup } from '../../model/fabric-plan';
import { eachHostPort, type HostLayout, type ServicePort } from './allocate-links';
import { portsBefore } from '../../model/switch-ports';
import type { GroupLayout } from './leaf-layout';
import { listSwitches } from './allocate-links';

/**
 * Leaf ports of services in a fabric that grows. They are chosen without a look at how many hosts are there, so that no host comes to
 * them later: on leaves that stand from the first day, which are those of the first unit, first the ports that no slot has, then those of
 * the last slots of that unit. Such a slot takes no host: the hosts pass over it, and the declared final size holds so many fewer.
 */

/** How willingly a service takes a down port: one that no slot has, one of a slot after the last host, one of a released slot. */
const SPARE = 0;

const UNUSED_SLOT = 1;

const RELEASED_SLOT = 2;

const TAKEN = 3;

/**
 * Leaf ports of all service links, in the order of services and their ports. Links whose ports are given (`servicePorts`) have them, as far
 * as no host is there. Each other one goes to a leaf with as few of these links as possible, there to the port that hosts will want last,
 * counted from the top; ties go to the plane with fewer of them, then to the first leaf.
 *
 * @throws DesignError `fabric/no-service-port`
 */
export function servicePorts(layout: HostLayout): ServicePort[] {
  const links = (layout.input.services ?? []).reduce((sum, service) => sum + service.portNames.length, 0);
  if (links === 0) return [];
  const { down } = layout.leafPorts;
  const state = portStates(layout, layout.planes * layout.leaves.built * down);
  const free = state.reduce((sum, port) => (port === TAKEN ? sum : sum + 1), 0);
  const given = withManagerPorts(layout, givenPorts(layout, state));
  const asked = links - given.filter((place) => place !== undefined && place.port > down).length;
  if (asked > free) throw noServicePort(layout, asked, free);
  const perLeaf = new Uint32Array(layout.planes * layout.leaves.built);
  const perPlane = new Uint32Array(layout.planes);
  return given.map((port) => port ?? nextPort(layout, state, perLeaf, perPlane));
}

/** Ports that services have already: one entry a link, undefined where it has none, or a host has come to it. */
function givenPorts(layout: HostLayout, state: Uint8Array): (ServicePort | undefined)[] {
  const { services = [], servicePorts: given } = layout.input;
  const { down } = layout.leafPorts;
  const leaves = given === undefined ? [] : listSwitches(layout).filter(({ tier }) => tier === 'leaf');
  const leafAt = new Map(leaves.map(({ name }, at) => [name, at]));
  return services.flatMap(({ name, portNames }) =>
    portNames.map((_, index) => {
      const { leaf: leafName = '', port = 0 } = given?.[name]?.[index] ?? {};
      const leaf = leafAt.get(leafName);
      const at = (leaf ?? 0) * down + port - 1;
      if (leaf !== undefined && isManagerPort(layout, port)) return { leaf, port };
      if (leaf === undefined || port < 1 || port > down || (state[at] ?? TAKEN) === TAKEN) return undefined;
      state[at] = TAKEN;
      return { leaf, port };
    }),
  );
}

function isManagerPort({ input: { leaf } }: HostLayout, port: number): boolean {
  return port > portsBefore(leaf) && port <= portsBefore(leaf) + (leaf.managerPorts ?? 0);
}

/**
 * With ports that leaves keep for fabric managers for those links of managers that have none yet, as far as there are such ports: one leaf after the other, plane by plane
 * in turn.
 */
function withManagerPorts(
  layout: HostLayout,
  given: readonly (ServicePort | undefined)[],
): (ServicePort | undefined)[] {
  const { input, planes, leaves } = layout;
  const ports = input.leaf.managerPorts ?? 0;
  const isManager = (input.services ?? []).flatMap((each) => each.portNames.map(() => each.isManager === true));
  const taken = new Set(given.map((place) => (place === undefined ? '' : `${place.leaf}/${place.port}`)));
  let next = 0;
  return given.map((place, link) => {
    if (place !== undefined || isManager[link] !== true) return place;
    for (; next < ports * leaves.built * planes; next += 1) {
      const inRow = next % (leaves.built * planes);
      const leaf = (inRow % planes) * leaves.built + Math.floor(inRow / planes);
      const port = portsBefore(input.leaf) + 1 + Math.floor(next / (leaves.built * planes));
      if (taken.has(`${leaf}/${port}`)) continue;
      next += 1;
      return { leaf, port };
    }
    return undefined;
  });
}

function nextPort(layout: HostLayout, state: Uint8Array, perLeaf: Uint32Array, perPlane: Uint32Array): ServicePort {
  const { down } = layout.leafPorts;
  const { built } = layout.leaves;
  const links = perLeaf.length * down;
  let best = { rank: Infinity, leaf: 0, port: 0 };
  for (let leaf = 0; leaf < perLeaf.length; leaf += 1) {
    const found = bestPort(state, leaf * down, down);
    const rank = ((perLeaf[leaf] ?? 0) * TAKEN + found.state) * (links + 1) + (perPlane[Math.floor(leaf / built)] ?? 0);
    if (found.state < TAKEN && rank < best.rank) best = { rank, leaf, port: found.port };
  }
  const plane = Math.floor(best.leaf / built);
  state[best.leaf * down + best.port] = TAKEN;
  perLeaf[best.leaf] = (perLeaf[best.leaf] ?? 0) + 1;
  perPlane[plane] = (perPlane[plane] ?? 0) + 1;
  return { leaf: best.leaf, port: best.port + 1 };
}

function portStates(layout: HostLayout, ports: number): Uint8Array {
  const state = new Uint8Array(ports).fill(SPARE);
  eachHostPort(layout, (group, slot, _port, leaf, leafPort) => {
    const host = group.group.hosts[slot];
    const at = leaf * layout.leafPorts.down + leafPort - 1;
    state[at] = host === undefined ? UNUSED_SLOT : host === '' ? RELEASED_SLOT : TAKEN;
  });
  for (const port of layout.input.passes?.keptFree ?? []) {
    for (let at = port - 1; at < ports; at += layout.leafPorts.down) state[at] = TAKEN;
  }
  return state;
}

function bestPort(state: Uint8Array, from: number, count: number): { state: number; port: number } {
  let best = { state: TAKEN, port: -1 };
  for (let port = count - 1; port >= 0; port -= 1) {
    const found = state[from + port] ?? TAKEN;
    if (found < best.state) best = { state: found, port };
  }
  return best;
}

function noServicePort(layout: HostLayout, links: number, free: number): DesignError {
  const { name, groups } = layout.input;
  const hosts = groups.reduce((sum, group) => sum + group.hosts.filter((host) => host !== '').length, 0);
  const each = groups.at(-1)?.portNames.length ?? 1;
  const fewer = Math.ceil((links - free) / each);
  const ports = layout.planes * layout.leaves.built * layout.leafPorts.down;
  return new DesignError('fabric/no-service-port', {
    problem: `fabric '${name}': services ask for ${links} leaf ports, and ${hosts} hosts leave ${free} of ${ports}`,
    remedy: `use ${hosts - fewer} hosts (${fewer} fewer), or add a unit`,
    object: name,
    value: `${links} ports`,
    limit: `${free} ports`,
  });
}

/** A port that no slot has, and one that services cannot have. */
const NO_SLOT = -1;

const NOT_FREE = -2;

/** Leaves on which services may end, and what their ports are for: `SPARE`, `TAKEN` or the number of a slot. */
interface Claim {
  readonly leaves: readonly { readonly name: string; readonly plane: number; readonly use: Int32Array }[];
  readonly held: Set<number>;
  readonly perLeaf: Uint32Array;
  readonly perPlane: Uint32Array;
}

/**
 * The input with the ports and slots that its services claim. Undefined where no unit is reserved, where the slots that services
 * hold are given, or where hosts leave no room for it: then services take what is free.
 */
export function claimServicePorts(input: FabricInput, layout: HostLayout): FabricInput | undefined {
  const { servicePorts = {} } = input;
  // Managers wait for the ports that are kept for them; where these do not suffice they take what is free.
  const hasManagerPorts = input.leaf.managerPorts !== undefined;
  const services = (input.services ?? []).filter(
    ({ name, isManager }) => servicePorts[name] === undefined && !(hasManagerPorts && isManager === true),
  );
  const target = services.length === 0 ? undefined : targetOf(input, layout);
  if (target === undefined || target.group.serviceSlots !== undefined) return undefined;
  const claim = openClaim(layout, target);
  const claimed: Record<string, { leaf: string; port: number }[]> = {};
  for (const { name, portNames } of services) {
    const ports = portNames.map(() => claimPort(claim, target.group));
    const found = ports.filter((port) => port !== undefined);
    if (found.length < ports.length) return undefined;
    claimed[name] = found;
  }
  const serviceSlots = [...claim.held].sort((a, b) => a - b);
  const group = { ...target.group, serviceSlots };
  if (!hasRoom(input, layout, target, group)) return undefined;
  const groups = input.groups.map((one) => (one.name === group.name ? { ...one, serviceSlots } : one));
  return { ...input, servicePorts: { ...servicePorts, ...claimed }, groups };
}

/** The group whose slots services may hold: the first, or with one tier the last, where the fabric is to grow; else the first that is. */
function targetOf({ reserveUnits }: FabricInput, { groups, spines }: HostLayout): GroupLayout | undefined {
  if (reserveUnits !== undefined) return spines === undefined ? groups.at(-1) : groups[0];
  return groups.find(({ group }) => group.reserveUnits !== undefined);
}

function openClaim(layout: HostLayout, target: GroupLayout): Claim {
  const block = layout.leaves.blocks[layout.spines === undefined ? 0 : target.builtBefore];
  const { down } = layout.leafPorts;
  const names = listSwitches(layout);
  const first = block?.builtOffset ?? 0;
  const count = block?.leaves ?? 0;
  const at = new Map<number, number>();
  const leaves = Array.from({ length: layout.planes * count }, (_, index) => {
    const plane = Math.floor(index / count);
    const leaf = plane * layout.leaves.built + first + (index % count);
    at.set(leaf, index);
    const use = new Int32Array(down).fill(NO_SLOT);
    for (const port of layout.input.passes?.keptFree ?? []) use[port - 1] = NOT_FREE;
    return { name: names[leaf]?.name ?? '', plane, use };
  });
  eachHostPort(layout, (group, slot, _port, leaf, leafPort) => {
    const use = leaves[at.get(leaf) ?? -1]?.use;
    if (use !== undefined) use[leafPort - 1] = group === target ? slot : NOT_FREE;
  });
  for (const { leaf, port } of Object.values(layout.input.servicePorts ?? {}).flat()) {
    const use = leaves.find(({ name }) => name === leaf)?.use;
    if (use !== undefined) use[port - 1] = NOT_FREE;
  }
  const perLeaf = new Uint32Array(leaves.length);
  return { leaves, held: new Set(), perLeaf, perPlane: new Uint32Array(layout.planes) };
}

/** Spare ports first, then leaves with few services, then slots that services hold already, then planes with few services. */
function claimPort(claim: Claim, group: HostGroup): { leaf: string; port: number } | undefined {
  let best: { rank: readonly number[]; index: number; port: number } | undefined;
  claim.leaves.forEach(({ plane, use }, index) => {
    const port = bestClaim(use, claim.held);
    const slot = use[port] ?? NOT_FREE;
    if (slot === NOT_FREE) return;
    const isNew = slot !== NO_SLOT && !claim.held.has(slot);
    const rank = [slot === NO_SLOT ? 0 : 1, claim.perLeaf[index] ?? 0, isNew ? 1 : 0, claim.perPlane[plane] ?? 0];
    if (best === undefined || isBefore(rank, best.rank)) best = { rank, index, port };
  });
  const leaf = claim.leaves[best?.index ?? -1];
  if (best === undefined || leaf === undefined) return undefined;
  const slot = leaf.use[best.port] ?? NO_SLOT;
  if (slot !== NO_SLOT) for (const held of slotsOfDomain(group, slot)) claim.held.add(held);
  leaf.use[best.port] = NOT_FREE;
  claim.perLeaf[best.index] = (claim.perLeaf[best.index] ?? 0) + 1;
  claim.perPlane[leaf.plane] = (claim.perPlane[leaf.plane] ?? 0) + 1;
  return { leaf: leaf.name, port: best.port + 1 };
}

/** Place from 0 of the last spare port, else of the last port of a held slot, else of the port with the last slot; -1 without any. */
function bestClaim(use: Int32Array, held: ReadonlySet<number>): number {
  const spare = use.lastIndexOf(NO_SLOT);
  if (spare >= 0) return spare;
  let best = -1;
  for (let port = use.length - 1; port >= 0; port -= 1) {
    const slot = use[port] ?? NOT_FREE;
    if (slot === NOT_FREE) continue;
    if (held.has(slot)) return port;
    if (best < 0 || slot > (use[best] ?? NOT_FREE)) best = port;
  }
  return best;
}

function isBefore(rank: readonly number[], other: readonly number[]): boolean {
  const at = rank.findIndex((value, index) => value !== other[index]);
  return at >= 0 && (rank[at] ?? 0) < (other[at] ?? 0);
}

/** Whether the hosts and the slots that services hold stay within the declared final size. */
function hasRoom(input: FabricInput, layout: HostLayout, target: GroupLayout, group: HostGroup): boolean {
  const slots = hostsAround(group).length;
  if (layout.spines === undefined) return slots <= target.slots;
  const last = layout.groups.at(-1);
  const kept = last === undefined ? 0 : Math.max(last.unitsPresent, last.group.reserveUnits ?? 0);
  const spare = target === last || group.reserveUnits !== undefined ? 0 : (last?.unitsReserved ?? 0) - kept;
  const most = input.reserveUnits === undefined && group.reserveUnits === undefined ? 0 : target.unitsReserved + spare;
  return Math.ceil(slots / group.unitHosts) <= most;
}

/** The input with a gap among the hosts of each group at every slot that services hold, so that hosts pass over it. */
export function withServiceSlots(input: FabricInput): FabricInput {
  if (input.groups.every(({ serviceSlots = [] }) => serviceSlots.length === 0)) return input;
  return { ...input, groups: input.groups.map((group) => ({ ...group, hosts: hostsAround(group) })) };
}

/** Hosts of a group by slot, those that services hold empty. */
function hostsAround({ hosts, serviceSlots = [] }: HostGroup): readonly string[] {
  const held = new Set(serviceSlots);
  const spread: string[] = [];
  for (const host of hosts) {
    while (held.has(spread.length)) spread.push('');
    spread.push(host);
  }
  return spread;
}

/** All slots of the scale-up domain of a slot: the trays of a rack stay together. */
export function slotsOfDomain({ domainHosts = 1 }: HostGroup, slot: number): number[] {
  const first = Math.floor(slot / domainHosts) * domainHosts;
  return Array.from({ length: domainHosts }, (_, at) => first + at);
}
