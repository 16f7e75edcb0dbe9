import type { FabricEndpoint, FabricInput, FabricShape, FabricSwitchPlan } from '../../model/fabric-plan';
import {
  type ColumnRule,
  type GroupLayout,
  type LeafBlock,
  type LeafBlocks,
  leafInBlock,
  reservedPlace,
} from './leaf-layout';
import type { SpineLayout } from './spine-layout';
import { type PortSplit, switchName } from '../../model/switch-ports';
import { type NameFields, patternName } from '../names';

/** Takes one link: tier, lower node and port, upper node and port, as in `LinkTable`. */
type LinkSink = (tier: 0 | 1 | 2, aNode: number, aPort: number, bNode: number, bPort: number) => void;

/**
 * Takes a port at both ends for every link of a fabric, in the order of `LinkTable`. Sizing runs it with a sink that only
 * counts, planning with one that writes, so that counts and port maps come from the same steps.
 */
export function allocateLinks(layout: FabricLayout, sink: LinkSink): void {
  allocateEndpoints(layout, sink);
  if (layout.spines === undefined) return;
  allocateLeaves(layout, layout.spines, sink);
  allocateSpines(layout, layout.spines, sink);
}

function allocateEndpoints(layout: FabricLayout, sink: LinkSink): void {
  let endpoint = -1;
  eachHostPort(layout, (group, slot, port, leaf, leafPort) => {
    const host = group.group.hosts[slot];
    if (host === undefined || host === '') return;
    if (port === 0) endpoint += 1;
    sink(0, endpoint, port, leaf, leafPort);
  });
  let next = 0;
  for (const service of layout.input.services ?? []) {
    endpoint += 1;
    for (let port = 0; port < service.portNames.length; port += 1, next += 1) {
      const taken = layout.servicePorts[next];
      if (taken !== undefined) sink(0, endpoint, port, taken.leaf, taken.port);
    }
  }
}

/** Every leaf to every spine of its pod; the leaf's place in the pod, with reserved ones, decides the spine's ports. */
function allocateLeaves(layout: FabricLayout, spines: SpineLayout, sink: LinkSink): void {
  const { leafLinks, leavesPerPod, spinesPerPod, railLeaves } = spines;
  const { upBase } = layout.leafPorts;
  const podAt = new Map(spines.builtPods.map((pod, at) => [pod, at]));
  for (let plane = 0; plane < layout.planes; plane += 1) {
    for (const block of layout.leaves.blocks) {
      for (let inBlock = 0; inBlock < block.leaves; inBlock += 1) {
        const leaf = plane * layout.leaves.built + block.builtOffset + inBlock;
        const reserved = reservedPlace(block, inBlock, railLeaves);
        const pod = podAt.get(Math.floor(reserved / leavesPerPod)) ?? 0;
        const spineBase = spineOffset(layout, spines, plane) + pod * spinesPerPod;
        const portBase = (reserved % leavesPerPod) * leafLinks;
        for (let spine = 0; spine < spinesPerPod; spine += 1) {
          for (let link = 1; link <= leafLinks; link += 1) {
            sink(1, leaf, upBase + spine * leafLinks + link, spineBase + spine, portBase + link);
          }
        }
      }
    }
  }
}

/** Every spine to every core of its group; the pod's number and the spine's place in the group decide the core's ports. */
function allocateSpines(layout: FabricLayout, spines: SpineLayout, sink: LinkSink): void {
  const { cores, spinesPerPod, builtPods } = spines;
  if (cores === undefined) return;
  const { coresPerGroup, spinesPerGroup, links } = cores;
  const firstCore = spineOffset(layout, spines, layout.planes);
  for (let plane = 0; plane < layout.planes; plane += 1) {
    builtPods.forEach((pod, at) => {
      for (let inPod = 0; inPod < spinesPerPod; inPod += 1) {
        const spine = spineOffset(layout, spines, plane) + at * spinesPerPod + inPod;
        const group = Math.floor(inPod / spinesPerGroup);
        const coreBase = firstCore + plane * cores.count + group * coresPerGroup;
        const portBase = (pod * spinesPerGroup + (inPod % spinesPerGroup)) * links;
        for (let core = 0; core < coresPerGroup; core += 1) {
          for (let link = 1; link <= links; link += 1) {
            sink(2, spine, spines.ports.upBase + core * links + link, coreBase + core, portBase + link);
          }
        }
      }
    });
  }
}

/** Index of a plane's first spine among all switches. */
function spineOffset(layout: FabricLayout, spines: SpineLayout, plane: number): number {
  return layout.planes * layout.leaves.built + plane * spines.builtPods.length * spines.spinesPerPod;
}

/** Told of a host port and its leaf port: slot and port from 0, leaf among all leaves from 0, leaf port from 1. */
type HostPortVisitor = (group: GroupLayout, slot: number, port: number, leaf: number, leafPort: number) => void;

/**
 * Visits the leaf port of every port of every slot whose leaf is built, whether a host is there or not: groups in order,
 * slots in order, ports in order. The slot alone decides: unit and place in the unit by division, leaf and port from there.
 */
export function eachHostPort(layout: HostLayout, visit: HostPortVisitor): void {
  const columns = Math.max(...layout.groups.map(({ strides }) => strides.length));
  const bases = new Array<number>(columns).fill(0);
  for (const group of layout.groups) {
    const isSingle = layout.spines === undefined;
    const slots = isSingle ? group.slots : slotsOnLeaves(group);
    for (let slot = 0; slot < slots; slot += 1) visitSlot(layout, group, slot, bases, visit);
    if (isSingle) group.strides.forEach((stride, column) => (bases[column] = (bases[column] ?? 0) + slots * stride));
  }
}

/** Slots of all units, present or kept, whose leaves are built. */
function slotsOnLeaves({ unitsPresent, unitsReserved, leafUnits, group }: GroupLayout): number {
  const units = Math.ceil(unitsPresent / leafUnits) * leafUnits;
  return Math.min(units, unitsReserved) * group.unitHosts;
}

function visitSlot(
  layout: HostLayout,
  group: GroupLayout,
  slot: number,
  bases: readonly number[],
  visit: HostPortVisitor,
): void {
  const { blockHosts } = group;
  const isSingle = layout.spines === undefined;
  const block = layout.leaves.blocks[isSingle ? 0 : group.builtBefore + Math.floor(slot / blockHosts)];
  if (block === undefined) return;
  const place = isSingle ? slot : slot % blockHosts;
  group.ports.forEach(({ plane, column, index }, port) => {
    const inColumn = (bases[column] ?? 0) + place * (group.strides[column] ?? 0) + index;
    if (layout.input.passes !== undefined && !isSingle) {
      const { leaf: inUnit, port: leafPort } = placeInPasses(layout.input.passes, place);
      visit(group, slot, port, plane * layout.leaves.built + block.builtOffset + inUnit, leafPort);
      return;
    }
    const taken = portsTaken(layout, group, column);
    const inBlock = leafInBlock(layout.rule, block, column, Math.floor(inColumn / taken));
    visit(group, slot, port, plane * layout.leaves.built + block.builtOffset + inBlock, (inColumn % taken) + 1);
  });
}

/** Leaf of its unit, from 0, and port, from 1, of a place in a unit that is filled in passes. */
function placeInPasses(
  { leaves, keptFree = [] }: NonNullable<FabricInput['passes']>,
  place: number,
): { readonly leaf: number; readonly port: number } {
  let port = Math.floor(place / leaves) + 1;
  for (const free of [...keptFree].sort((a, b) => a - b)) if (free <= port) port += 1;
  return { leaf: place % leaves, port };
}

/** Ports of a leaf that hosts of a column fill before they come to the next one: whole hosts where several of their rails share it. */
function portsTaken({ leafPorts: { down }, spines }: HostLayout, group: GroupLayout, column: number): number {
  if (group.railsTogether === 1 || spines === undefined) return down;
  // A narrow column has as many leaves as the widest, and each takes the same hosts.
  return Math.max(1, Math.floor(down / (group.strides[0] ?? 1))) * (group.strides[column] ?? 1);
}

/** Every decision about a fabric, before a port is taken. */
export interface FabricLayout {
  /** What was asked for; where services hold slots, the hosts of a group have a gap there. */
  readonly input: FabricInput;
  readonly shape: FabricShape;
  readonly tiers: 1 | 2 | 3;
  readonly planes: number;
  /** Most rails of a group. */
  readonly rails: number;
  readonly hostRateBits: number;
  /** Speed between leaves and spines, bit/s. */
  readonly trunkRateBits: number;
  readonly rule: ColumnRule;
  readonly leafPorts: PortSplit;
  readonly groups: readonly GroupLayout[];
  readonly leaves: LeafBlocks;
  /** Absent with one tier. */
  readonly spines?: SpineLayout;
  readonly reserveUnits: number;
  /** Leaf ports of all service links, in the order of services and their ports. */
  readonly servicePorts: readonly ServicePort[];
}

/** A leaf port that a service takes. */
export interface ServicePort {
  /** Number of the leaf among all leaves, from 0. */
  readonly leaf: number;
  /** From 1. */
  readonly port: number;
}

/** A layout before services have ports. */
export type HostLayout = Omit<FabricLayout, 'servicePorts'>;

/** Switches of a fabric: leaves, spines, cores; within a tier by plane, unit or pod, rail, number. */
export function listSwitches(layout: HostLayout): FabricSwitchPlan[] {
  const planes = Array.from({ length: layout.planes }, (_, plane) => plane + 1);
  return [
    ...planes.flatMap((plane) => layout.leaves.blocks.flatMap((block) => leavesOf(layout, block, plane))),
    ...planes.flatMap((plane) => spinesOf(layout, plane)),
    ...planes.flatMap((plane) => coresOf(layout, plane)),
  ];
}

function leavesOf(layout: HostLayout, block: LeafBlock, plane: number): FabricSwitchPlan[] {
  return Array.from({ length: block.leaves }, (_, inBlock) => {
    const isRail = layout.rule === 'rail';
    const rails = isRail ? railsOf(layout, block, Math.floor(inBlock / block.leavesPerColumn)) : {};
    const { rail } = rails;
    const inRail = block.leavesPerColumn > 1 ? (inBlock % block.leavesPerColumn) + 1 : undefined;
    const number = isRail ? inRail : inBlock + 1;
    const name =
      patterned(layout, { role: 'leaf', plane, unit: block.unit, rail, n: block.reservedOffset + inBlock + 1 }) ??
      switchName({ ...nameBase(layout, plane), tier: 'leaf', unit: block.unit, ...rails, number });
    const place = { ...(block.unit !== undefined && { unit: block.unit }), ...rails };
    return { name, tier: 'leaf', plane, ...place, model: layout.input.leaf };
  });
}

/** Rails of a column, from 1: one, or those that share its leaves. */
function railsOf(
  { input: { railsPerLeaf = 1 } }: HostLayout,
  { rails }: LeafBlock,
  column: number,
): Pick<FabricSwitchPlan, 'rail' | 'lastRail'> {
  const rail = column * railsPerLeaf + 1;
  const last = Math.min(rails, rail + railsPerLeaf - 1);
  return { rail, ...(last > rail && { lastRail: last }) };
}

function spinesOf(layout: HostLayout, plane: number): FabricSwitchPlan[] {
  const { spines, input } = layout;
  if (spines === undefined) return [];
  const hasPods = spines.cores !== undefined;
  const model = input.spine ?? input.leaf;
  return spines.builtPods.flatMap((at) =>
    Array.from({ length: spines.spinesPerPod }, (_, spine) => {
      const pod = hasPods ? at + 1 : undefined;
      const name =
        patterned(layout, { role: 'spine', plane, unit: pod, n: at * spines.spinesPerPod + spine + 1 }) ??
        switchName({ ...nameBase(layout, plane), tier: 'spine', pod, number: spine + 1 });
      return { name, tier: 'spine' as const, plane, ...(pod !== undefined && { unit: pod }), model };
    }),
  );
}

function coresOf(layout: HostLayout, plane: number): FabricSwitchPlan[] {
  const { input, spines } = layout;
  return Array.from({ length: spines?.cores?.count ?? 0 }, (_, core) => {
    const name =
      patterned(layout, { role: 'core', plane, n: core + 1 }) ??
      switchName({ ...nameBase(layout, plane), tier: 'core', number: core + 1 });
    return { name, tier: 'core', plane, model: input.core ?? input.spine ?? input.leaf };
  });
}

/** Name by the user's pattern; undefined where there is none. Numbers hold what is reserved, so that growth changes no name. */
function patterned({ input: { name, switchNames } }: HostLayout, fields: NameFields): string | undefined {
  return switchNames === undefined ? undefined : patternName(switchNames, { fabric: name, ...fields });
}

function nameBase(layout: HostLayout, plane: number): { fabric: string; plane: number | undefined } {
  return { fabric: layout.input.name, plane: layout.planes > 1 ? plane : undefined };
}

/** Endpoints of a fabric in the order of its links: the hosts of each group by slot, then the services. */
export function listEndpoints(layout: FabricLayout): FabricEndpoint[] {
  const endpoints: FabricEndpoint[] = [];
  for (const { group, firstUnit } of layout.groups) {
    const { name, portNames, portCages, unitHosts, domains } = group;
    group.hosts.forEach((host, slot) => {
      if (host === '') return;
      const unit = firstUnit + Math.floor(slot / unitHosts);
      const device = domains?.[host];
      const held = device === undefined ? {} : { device };
      endpoints.push({ name: host, ...held, group: name, unit, portNames, portCages });
    });
  }
  for (const { name, portNames } of layout.input.services ?? []) {
    endpoints.push({ name, portNames, portCages: portNames.map((_, port) => port) });
  }
  return endpoints;
}
