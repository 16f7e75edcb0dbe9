import type { SwitchSpec } from '../../catalog/network-specs';
import type { PortGroup } from '../../catalog/shapes';
import type { SystemSpec } from '../../catalog/system-spec';
import { mediaFor, portCages, switchCages } from '../cabling/media-for';
import { allocateLinks } from '../fabric/allocate-links';
import { layOutFabric, runnerUpLayout } from '../fabric/lay-out-fabric';
import { cableUnits, type CableUnits, type FabricSizing, sizeFabric, sizeLayout } from '../fabric/size-fabric';
import { DesignError } from '../../errors/design-error';
import { type CableMedia, isFibre, type TransceiverTop } from '../../model/cabling-plan';
import type { FabricInput } from '../../model/fabric-plan';
import { cageOf, portsBefore } from '../../model/switch-ports';
import type { Power } from '../../units/power';
import { present } from '../../units/present';

/** Power by nameplate. `null`: not in the catalogue and not given. */
interface SizePower {
  /** Draw of one system. */
  readonly systemWatts: number | null;
  readonly systemsWatts: number | null;
  /** Draw of one switch. */
  readonly switchWatts: number | null;
  readonly switchesWatts: number | null;
  /** Systems and switches. */
  readonly totalWatts: number | null;
}

/** What is sized: catalogue entries, and the fabric that they make. */
export interface ClusterToSize {
  readonly system: SystemSpec;
  /** Systems, or racks where the system is a whole rack. */
  readonly count: number;
  readonly switchSpec: SwitchSpec;
  readonly fabric: FabricInput;
  /** Links of a host, as its sockets and adapters have them. Absent: those that the catalogue states of the system. */
  readonly ports?: PortGroup;
  /** Hosts of one scalable unit. */
  readonly unitHosts: number;
  /** Links of a host. */
  readonly portsPerHost: number;
  /** Links that a document counts as one cable. */
  readonly linksPerCable: number;
  /** Draw of one system. Absent: not known. */
  readonly systemPower?: Power;
  /** Draw of one switch with its optics. Absent: not known. */
  readonly switchPower?: Power;
  /** What a rack offers to systems. Absent: racks are not counted. */
  readonly rack?: {
    readonly power: Power;
    /** Height in U. */
    readonly units: number;
  };
}

/** A sized cluster. */
export interface ClusterSizing {
  readonly input: ClusterToSize;
  /** Systems, or racks where the system is a whole rack. */
  readonly count: number;
  readonly gpus: number;
  readonly switches: number;
  readonly links: number;
  readonly sizing: FabricSizing;
  /** The form that the fabric would have if not this one: the next in cost, or one with fewer switches that gives up what is asked for. Absent: there is no other. */
  readonly runnerUp?: FabricSizing & {
    /** Hosts of its scalable units, where these are not those asked for. */
    readonly unitHosts?: number;
  };
  /** The links in the cables that a document counts. */
  readonly cables: CableUnits & { readonly linksPerCable: number };
  readonly transceivers: TransceiverCounts;
  /** Parts of each kind of optics that carries all links. */
  readonly transceiverParts: readonly TransceiverChoice[];
  /** Absent where racks are not counted, or the draw of a system is not known. */
  readonly racks?: RackCounts;
  readonly power: SizePower;
}

/**
 * Sizes GPU systems with their compute fabric: switches, links, optics, racks and power.
 *
 * @throws DesignError `size/rack-too-small`, and those of the fabric for what cannot be built
 */
export function sizeCluster(input: ClusterToSize): ClusterSizing {
  const { system, count, switchSpec, fabric, linksPerCable, systemPower, rack } = input;
  const sizing = sizeFabric(fabric);
  const { leaf, spine, core, hostLinks, serviceLinks, leafSpineLinks, spineCoreLinks } = sizing.counts;
  const switches = leaf + spine + core;
  const ports = input.ports ?? system.computePorts?.value;
  const counts = countTransceivers(fabric, switchSpec, ports);
  const racks =
    rack === undefined || systemPower === undefined
      ? undefined
      : countRacks({ system, count, systemPower, rackPower: rack.power, rackUnits: rack.units });
  return {
    input,
    count,
    gpus: count * system.gpus.value,
    switches,
    links: hostLinks + serviceLinks + leafSpineLinks + spineCoreLinks,
    sizing,
    cables: { linksPerCable, ...cableUnits(sizing.counts, linksPerCable) },
    transceivers: counts,
    transceiverParts: transceiverParts({ sizing, switchSpec, fabric, ports, counts }),
    ...present({ racks, runnerUp: runnerUpOf(fabric, sizing, system.fabricNodes.value) }),
    power: powerOf(count, systemPower, switches, input.switchPower),
  };
}

/**
 * The form with fewer switches that gives up room in the last unit, or leaves for each rail; else the next in cost of what is asked for; else one that spares links alone.
 */
function runnerUpOf(fabric: FabricInput, own: FabricSizing, nodes: number): ClusterSizing['runnerUp'] {
  const other = runnerUpLayout(fabric);
  const next = other && sizeLayout(other);
  const fewer = fewerSwitches(fabric, own, nodes);
  if (fewer === undefined || (next !== undefined && switchesOf(next) < switchesOf(fewer))) return next;
  return switchesOf(fewer) < switchesOf(own) ? fewer : (next ?? fewer);
}

/** Rails that a leaf may be made to share: with more of them its loss takes half of a host. */
const MOST_RAILS_TOGETHER = 4;

/** The cheapest fabric of units of equal size, with leaves for each rail or for a few of them. Undefined where it costs no less. */
function fewerSwitches(fabric: FabricInput, own: FabricSizing, nodes: number): ClusterSizing['runnerUp'] {
  const [group] = fabric.groups;
  if (group === undefined || fabric.groups.length > 1) return undefined;
  const units = Math.ceil(group.hosts.length / group.unitHosts);
  const unitHosts = Math.ceil(Math.ceil(group.hosts.length / units) / nodes) * nodes;
  const groups = [{ ...group, unitHosts }];
  const half = Math.floor((fabric.leaf.cages * fabric.leaf.portsPerCage) / 2);
  const isRailed = own.shape === 'rail-optimised' && own.counts.leaf > own.planes && fabric.railsPerLeaf === undefined;
  const asked: FabricInput[] = unitHosts < group.unitHosts ? [{ ...fabric, groups }] : [];
  for (let together = 2; isRailed && together <= Math.min(group.rails, MOST_RAILS_TOGETHER); together += 1) {
    if (unitHosts * together <= half) asked.push({ ...fabric, groups, railsPerLeaf: together });
  }
  let best: FabricSizing = own;
  for (const each of asked) {
    const found = sized(each);
    if (found !== undefined && costsLess(found, best)) best = found;
  }
  if (best === own) return undefined;
  return { ...best, ...(unitHosts !== group.unitHosts && { unitHosts }) };
}

/** Undefined where the fabric cannot be built. */
function sized(fabric: FabricInput): FabricSizing | undefined {
  try {
    return sizeFabric(fabric);
  } catch (error) {
    if (error instanceof DesignError) return undefined;
    throw error;
  }
}

function costsLess(one: FabricSizing, other: FabricSizing): boolean {
  const fewer = switchesOf(one) - switchesOf(other);
  return fewer === 0 ? trunksOf(one) < trunksOf(other) : fewer < 0;
}

function switchesOf({ counts: { leaf, spine, core } }: FabricSizing): number {
  return leaf + spine + core;
}

function trunksOf({ counts }: FabricSizing): number {
  return counts.leafSpineLinks + counts.spineCoreLinks;
}

function powerOf(count: number, system: Power | undefined, switches: number, oneSwitch: Power | undefined): SizePower {
  const systemsWatts = system?.times(count).inWatts ?? null;
  const switchesWatts = oneSwitch?.times(switches).inWatts ?? null;
  return {
    systemWatts: system?.inWatts ?? null,
    systemsWatts,
    switchWatts: oneSwitch?.inWatts ?? null,
    switchesWatts,
    totalWatts: systemsWatts === null || switchesWatts === null ? null : systemsWatts + switchesWatts,
  };
}

/** What one rack offers to systems, and what one system takes of it. */
interface RackInput {
  readonly system: SystemSpec;
  readonly count: number;
  /** Draw of one system. */
  readonly systemPower: Power;
  readonly rackPower: Power;
  /** Absent: not asked for. */
  readonly rackUnits: number;
}

/** Racks that hold the systems; switches stand elsewhere. */
interface RackCounts {
  readonly racks: number;
  readonly systemsPerRack: number;
  readonly rackWatts: number;
  /** `null` where the system is a whole rack, or its height is not in the catalogue. */
  readonly rackUnits: number | null;
}

/**
 * Racks by power and height: each holds as many systems as both allow.
 *
 * @throws DesignError `size/rack-too-small`
 */
function countRacks({ system, count, systemPower, rackPower, rackUnits }: RackInput): RackCounts {
  const byPower = Math.floor(rackPower.dividedBy(systemPower));
  if (byPower < 1) {
    throw tooSmall(system, `draws ${systemPower.toString()}`, rackPower.toString(), "give a larger '--rack-kw'");
  }
  const rackWatts = rackPower.inWatts;
  if (system.formFactor === 'rack') return { racks: count, systemsPerRack: 1, rackWatts, rackUnits: null };
  const heightU = system.heightU?.value;
  if (heightU === undefined) {
    return { racks: Math.ceil(count / byPower), systemsPerRack: byPower, rackWatts, rackUnits: null };
  }
  const byHeight = Math.floor(rackUnits / heightU);
  if (byHeight < 1) {
    throw tooSmall(system, `is ${heightU} U high`, `${rackUnits} U`, "give more '--rack-units'");
  }
  const systemsPerRack = Math.min(byPower, byHeight);
  return { racks: Math.ceil(count / systemsPerRack), systemsPerRack, rackWatts, rackUnits };
}

function tooSmall({ id }: SystemSpec, takes: string, limit: string, remedy: string): DesignError {
  return new DesignError('size/rack-too-small', {
    problem: `a rack of ${limit} holds no '${id}', which ${takes}`,
    remedy,
    object: id,
    limit,
  });
}

/** Modules by where they sit, where every link is optical. `null`: the socket is not in the catalogue. */
interface TransceiverCounts {
  readonly systems: number | null;
  /** Fabric managers: one module a link. */
  readonly ufm: number;
  readonly leaf: number | null;
  readonly spine: number | null;
  readonly core: number | null;
  readonly total: number | null;
}

/** Room for the cages of one device in the key of a cage. */
const CAGES = 4_096;

/**
 * Optical modules of a fabric: one in every cage that holds a link, for a twin-port module serves both links of its cage.
 * The cages are counted while the allocator takes its ports.
 */
function countTransceivers(
  asked: FabricInput,
  switchSpec: SwitchSpec,
  ports: PortGroup | undefined,
): TransceiverCounts {
  const layout = layOutFabric(asked);
  const { input } = layout;
  const { leaf: leafModel, spine: spineModel = leafModel } = input;
  const leaves = layout.planes * layout.leaves.built;
  const hosts = input.groups.reduce((sum, group) => sum + group.hosts.length, 0);
  const portCages = input.groups[0]?.portCages ?? [];
  const used = {
    systems: new Set<number>(),
    leaf: new Set<number>(),
    spine: new Set<number>(),
    core: new Set<number>(),
  };
  let ufm = 0;
  allocateLinks(layout, (tier, aNode, aPort, bNode, bPort) => {
    if (tier === 0 && aNode >= hosts) ufm += 1;
    else if (tier === 0) used.systems.add(aNode * CAGES + (portCages[aPort] ?? aPort));
    else used[tier === 1 ? 'leaf' : 'spine'].add(aNode * CAGES + cageOf(tier === 1 ? leafModel : spineModel, aPort));
    const upper = tier === 2 ? 'core' : bNode < leaves ? 'leaf' : 'spine';
    // No source states the socket of a port for managers.
    if (upper === 'leaf' && bPort > portsBefore(leafModel)) return;
    used[upper].add(bNode * CAGES + cageOf(upper === 'leaf' ? leafModel : spineModel, bPort));
  });
  const isSwitchKnown = takesModules(switchSpec.connector?.value);
  const isCopackaged = switchSpec.isCopackaged?.value === true;
  const isHostKnown = takesModules(ports?.connector) && ports?.portsPerCage !== undefined;
  const inSwitch = (cages: ReadonlySet<number>): number | null => {
    if (isCopackaged) return 0;
    return isSwitchKnown || cages.size === 0 ? cages.size : null;
  };
  const counts = {
    systems: isHostKnown ? used.systems.size : null,
    ufm,
    leaf: inSwitch(used.leaf),
    spine: inSwitch(used.spine),
    core: inSwitch(used.core),
  };
  return { ...counts, total: total(Object.values(counts)) };
}

function takesModules(connector: string | undefined): boolean {
  return connector !== undefined && connector !== 'RJ45';
}

function total(counts: readonly (number | null)[]): number | null {
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}

/** Modules of one part in one place. */
interface TransceiverPart {
  readonly place: 'systems' | 'ufm' | 'leaf' | 'spine' | 'core';
  /** Part number. `null`: the cages there are not in the catalogue. */
  readonly part: string | null;
  /** `null`: not known. */
  readonly top: TransceiverTop | null;
  /** `null`: not known. */
  readonly quantity: number | null;
}

/** One way to build all links of a fabric with optics. */
interface TransceiverChoice {
  readonly medium: string;
  /** Longest cable that it allows. */
  readonly reachMillimetres: number;
  readonly parts: readonly TransceiverPart[];
}

/** What the parts follow from. */
interface TransceiverPartsInput {
  readonly sizing: FabricSizing;
  readonly switchSpec: SwitchSpec;
  readonly fabric: FabricInput;
  readonly ports: PortGroup | undefined;
  readonly counts: TransceiverCounts;
}

/** The parts of every kind of optics that the catalogue offers for all links of a fabric, the shortest reach first. */
function transceiverParts(input: TransceiverPartsInput): TransceiverChoice[] {
  const { sizing, switchSpec, fabric, ports } = input;
  const cages = switchCages(switchSpec, fabric.leaf.portsPerCage);
  // Cages that are split in another way for spines take modules of their own, of which one list tells nothing.
  if (fabric.trunkSplit !== undefined) return [];
  const trunks = mediaFor({ rateBits: sizing.trunkRateBits, lower: cages, upper: cages }).filter(hasModules);
  const isHostKnown = ports?.connector !== undefined && ports.portsPerCage !== undefined;
  const hosts = isHostKnown
    ? mediaFor({ rateBits: sizing.hostRateBits, lower: portCages(ports), upper: cages }).filter(hasModules)
    : [];
  return trunks
    .filter(({ aTransceiver, bTransceiver }) => aTransceiver === bTransceiver)
    .flatMap((trunk) => {
      const host = hosts.find(({ bTransceiver }) => bTransceiver === trunk.bTransceiver);
      return isHostKnown && host === undefined ? [] : [choiceOf(input, trunk, host)];
    })
    .sort((a, b) => a.reachMillimetres - b.reachMillimetres);
}

function choiceOf(
  { counts }: TransceiverPartsInput,
  trunk: CableMedia,
  host: CableMedia | undefined,
): TransceiverChoice {
  const inSwitch = { part: trunk.bTransceiver ?? null, top: trunk.bTop ?? null };
  const parts: TransceiverPart[] = [
    { place: 'systems', part: host?.aTransceiver ?? null, top: host?.aTop ?? null, quantity: counts.systems },
    { place: 'ufm', part: null, top: null, quantity: counts.ufm },
    { place: 'leaf', ...inSwitch, quantity: counts.leaf },
    { place: 'spine', ...inSwitch, quantity: counts.spine },
    { place: 'core', ...inSwitch, quantity: counts.core },
  ];
  const reachMillimetres = Math.min(trunk.reachMillimetres, host?.reachMillimetres ?? Infinity);
  return { medium: trunk.medium, reachMillimetres, parts: parts.filter(({ quantity }) => quantity !== 0) };
}

/** Fibre between modules that have part numbers. */
function hasModules(media: CableMedia): boolean {
  return isFibre(media) && media.aTransceiver !== undefined;
}
