/**
 * Leaf ports of services in a fabric that grows. They are chosen without a look at how many hosts are there, so that no host comes to
 * them later: on leaves that stand from the first day, which are those of the first unit, first the ports that no slot has, then those of
 * the last slots of that unit. Such a slot takes no host: the hosts pass over it, and the declared final size holds so many fewer.
 */
import type { FabricInput, HostGroup } from '../../model/fabric-plan';
import type { HostLayout } from './fabric-layout';
import { eachHostPort } from './host-ports';
import type { GroupLayout } from './leaf-layout';
import { listSwitches } from './list-switches';
import { hostsAround, slotsOfDomain } from './service-slots';

/** A port that no slot has, and one that services cannot have. */
const SPARE = -1;
const TAKEN = -2;

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
  const services = (input.services ?? []).filter(({ name }) => servicePorts[name] === undefined);
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
    return { name: names[leaf]?.name ?? '', plane, use: new Int32Array(down).fill(SPARE) };
  });
  eachHostPort(layout, (group, slot, _port, leaf, leafPort) => {
    const use = leaves[at.get(leaf) ?? -1]?.use;
    if (use !== undefined) use[leafPort - 1] = group === target ? slot : TAKEN;
  });
  for (const { leaf, port } of Object.values(layout.input.servicePorts ?? {}).flat()) {
    const use = leaves.find(({ name }) => name === leaf)?.use;
    if (use !== undefined) use[port - 1] = TAKEN;
  }
  const perLeaf = new Uint32Array(leaves.length);
  return { leaves, held: new Set(), perLeaf, perPlane: new Uint32Array(layout.planes) };
}

/** Spare ports first, then leaves with few services, then slots that services hold already, then planes with few services. */
function claimPort(claim: Claim, group: HostGroup): { leaf: string; port: number } | undefined {
  let best: { rank: readonly number[]; index: number; port: number } | undefined;
  claim.leaves.forEach(({ plane, use }, index) => {
    const port = bestPort(use, claim.held);
    const slot = use[port] ?? TAKEN;
    if (slot === TAKEN) return;
    const isNew = slot !== SPARE && !claim.held.has(slot);
    const rank = [slot === SPARE ? 0 : 1, claim.perLeaf[index] ?? 0, isNew ? 1 : 0, claim.perPlane[plane] ?? 0];
    if (best === undefined || isBefore(rank, best.rank)) best = { rank, index, port };
  });
  const leaf = claim.leaves[best?.index ?? -1];
  if (best === undefined || leaf === undefined) return undefined;
  const slot = leaf.use[best.port] ?? SPARE;
  if (slot !== SPARE) for (const held of slotsOfDomain(group, slot)) claim.held.add(held);
  leaf.use[best.port] = TAKEN;
  claim.perLeaf[best.index] = (claim.perLeaf[best.index] ?? 0) + 1;
  claim.perPlane[leaf.plane] = (claim.perPlane[leaf.plane] ?? 0) + 1;
  return { leaf: leaf.name, port: best.port + 1 };
}

/** Place from 0 of the last spare port, else of the last port of a held slot, else of the port with the last slot; -1 without any. */
function bestPort(use: Int32Array, held: ReadonlySet<number>): number {
  const spare = use.lastIndexOf(SPARE);
  if (spare >= 0) return spare;
  let best = -1;
  for (let port = use.length - 1; port >= 0; port -= 1) {
    const slot = use[port] ?? TAKEN;
    if (slot === TAKEN) continue;
    if (held.has(slot)) return port;
    if (best < 0 || slot > (use[best] ?? TAKEN)) best = port;
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
