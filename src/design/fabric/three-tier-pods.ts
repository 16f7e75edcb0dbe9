import { DesignError } from '../../errors/design-error';
import { LOSS_SHARE, type NetworkRole } from '../../model/fabric-plan';

/**
 * Three tiers as pods: leaves, taken in order, fill pods in which every leaf meets every spine; the spines of all pods meet
 * in core groups. Spine b of a pod belongs to core group floor(b / spinesPerGroup), and every core of a group has the same
 * number of links to every spine of it. So all switches of a rank have equally many port groups of equal size, as OpenSM's
 * fat-tree routing demands. Of the even structures the one with the fewest spines is taken, then the fewest cores, then the
 * largest pods, then the most cores above a spine.
 *
 * @see https://github.com/linux-rdma/opensm doc/current-routing.txt
 */

/** What spines and cores of one plane have to serve. */
export interface PodDemand {
  /** Fabric's name, for errors. */
  readonly fabric: string;
  /** Leaves of a plane, with those reserved. */
  readonly leaves: number;
  /** Uplinks of a leaf. */
  readonly up: number;
  /** Ports of a spine below and above. */
  readonly spineDown: number;
  readonly spineUp: number;
  /** Rails whose leaves stand together in pods, and leaves of each: no pod holds a part of a rail where it can hold the whole. Absent: leaves stand in order. */
  readonly rails?: { readonly count: number; readonly leaves: number };
  /** Pods whose size the user gives. */
  readonly pod?: GivenPod;
  /** Ports of a core. */
  readonly coreRadix: number;
  /** Counts a plane chosen by the user. */
  readonly spines?: number | undefined;
  readonly cores?: number | undefined;
}

/** A pod whose size is given, and what its spines offer. */
interface GivenPod {
  readonly leaves: number;
  /** Uplinks that a port below asks for: the ratio of rates over the oversubscription. */
  readonly upPerDown: number;
  /** Ports of a spine: in all, or apart where uplinks have ports of their own. */
  readonly most: { readonly ports: number } | { readonly down: number; readonly up: number };
}

/** Structure of one plane; counts with what is reserved. */
export interface PodStructure {
  readonly pods: number;
  readonly leavesPerPod: number;
  readonly spinesPerPod: number;
  /** Links from each leaf to each spine of its pod. */
  readonly leafLinks: number;
  /** Leaves for which a rail has room, where pods are made of rails. */
  readonly railLeaves?: number;
  /** Ports of a spine below, and those above that are asked for. */
  readonly spineDown: number;
  readonly spineUp: number;
  readonly cores: CoreStructure;
}

/** Core groups of one plane. */
export interface CoreStructure {
  readonly count: number;
  readonly coresPerGroup: number;
  /** Spines of each pod that belong to one group. */
  readonly spinesPerGroup: number;
  /** Links from each spine to each core of its group. */
  readonly links: number;
}

/**
 * Chooses the structure.
 *
 * @throws DesignError `fabric/too-many-hosts`, `fabric/pod-too-large`, `fabric/uneven-spines`, `fabric/uneven-cores`
 */
export function threeTierPods(demand: PodDemand): PodStructure {
  const { pod, rails } = demand;
  const all =
    rails !== undefined ? railShapes(demand, rails) : pod === undefined ? podShapes(demand) : givenShapes(demand, pod);
  if (pod !== undefined && all.length === 0) throw podTooLarge(demand, pod);
  const shapes = all.filter((shape) => withCores(demand, shape, undefined).length > 0);
  if (shapes.length === 0) throw tooManyHosts(demand);
  const chosen = shapes.filter(
    (shape) => demand.spines === undefined || shape.pods * shape.spinesPerPod === demand.spines,
  );
  const structures = chosen.flatMap((shape) => withCores(demand, shape, demand.cores));
  const best = structures.sort(compareStructures)[0];
  if (best !== undefined) return best;
  throw chosen.length === 0 ? unevenSpines(demand, shapes) : unevenCores(demand, chosen);
}

/** The structure, or undefined where none takes the leaves. */
export function possiblePods(demand: PodDemand): PodStructure | undefined {
  try {
    return threeTierPods(demand);
  } catch (error) {
    if (error instanceof DesignError) return undefined;
    throw error;
  }
}

type PodShape = Omit<PodStructure, 'cores'>;

/**
 * Every even way to make pods of whole rails: as many rails in a pod as it takes, each with the same room. A rail with more leaves than a pod takes has pods of its own,
 * and only leaves of one of them meet below the cores.
 */
function railShapes(
  { up, spineDown, spineUp }: PodDemand,
  rails: { readonly count: number; readonly leaves: number },
): PodShape[] {
  const shapes = divisors(up).flatMap((spinesPerPod) => {
    const leafLinks = up / spinesPerPod;
    const most = Math.floor(spineDown / leafLinks);
    if (most === 0) return [];
    const inPod = Math.min(rails.count, Math.floor(most / rails.leaves));
    const railLeaves = inPod === 0 ? Math.ceil(rails.leaves / most) * most : Math.floor(most / inPod);
    const leavesPerPod = inPod === 0 ? most : inPod * railLeaves;
    const pods = Math.ceil((rails.count * railLeaves) / leavesPerPod);
    return [{ pods, leavesPerPod, spinesPerPod, leafLinks, spineDown, spineUp, railLeaves, isWhole: inPod > 0 }];
  });
  const whole = shapes.filter(({ isWhole }) => isWhole);
  return (whole.length > 0 ? whole : shapes).map(({ isWhole: _isWhole, ...shape }) => shape);
}

/** Every even way to put the leaves into pods; with a count of spines given, also with more pods than needed. */
function podShapes({ leaves, up, spineDown, spineUp, spines }: PodDemand): PodShape[] {
  return divisors(up).flatMap((spinesPerPod) => {
    const leafLinks = up / spinesPerPod;
    const mostLeaves = Math.floor(spineDown / leafLinks);
    if (mostLeaves === 0) return [];
    const least = Math.ceil(leaves / mostLeaves);
    const shapes = [{ pods: least, leavesPerPod: mostLeaves, spinesPerPod, leafLinks, spineDown, spineUp }];
    const pods = (spines ?? 0) / spinesPerPod;
    if (Number.isInteger(pods) && pods > least) {
      const leavesPerPod = Math.ceil(leaves / pods);
      if (Math.ceil(leaves / leavesPerPod) === pods)
        shapes.push({ pods, leavesPerPod, spinesPerPod, leafLinks, spineDown, spineUp });
    }
    return shapes;
  });
}

/** Every even way to build a pod of a given size: as many ports below as its leaves ask for, and above as few as the ratio allows. */
function givenShapes({ leaves, up }: PodDemand, pod: GivenPod): PodShape[] {
  return divisors(up).flatMap((spinesPerPod) => {
    const leafLinks = up / spinesPerPod;
    const spineDown = pod.leaves * leafLinks;
    const spineUp = leastUp(pod, spineDown);
    const { most } = pod;
    const fits = 'ports' in most ? spineDown + spineUp <= most.ports : spineDown <= most.down && spineUp <= most.up;
    const pods = Math.ceil(leaves / pod.leaves);
    return fits ? [{ pods, leavesPerPod: pod.leaves, spinesPerPod, leafLinks, spineDown, spineUp }] : [];
  });
}

/** Rounded first, so that a ratio which divides gives the exact number. */
function leastUp({ upPerDown }: GivenPod, spineDown: number): number {
  const exact = spineDown * upPerDown;
  const whole = Math.round(exact);
  return Math.abs(exact - whole) < 1e-6 ? whole : Math.ceil(exact);
}

/** Every even way to put cores above the pods: at full bisection, or as near to it as a given count of cores comes. */
function withCores(demand: PodDemand, shape: PodShape, cores: number | undefined): PodStructure[] {
  const { coreRadix, pod } = demand;
  const { spineUp } = shape;
  return divisors(shape.spinesPerPod).flatMap((spinesPerGroup) => {
    const groups = shape.spinesPerPod / spinesPerGroup;
    const mostLinks = Math.floor(coreRadix / (shape.pods * spinesPerGroup));
    if (cores === undefined) {
      return divisors(spineUp)
        .filter((links) => links <= mostLinks)
        .map((links) => coreStructure(shape, groups, spinesPerGroup, spineUp / links, links));
    }
    const coresPerGroup = cores / groups;
    const links = Math.min(mostLinks, Math.floor(spineUp / coresPerGroup));
    const isEnough = pod === undefined || coresPerGroup * links === spineUp;
    return Number.isInteger(coresPerGroup) && links > 0 && isEnough
      ? [coreStructure(shape, groups, spinesPerGroup, coresPerGroup, links)]
      : [];
  });
}

function coreStructure(
  shape: PodShape,
  groups: number,
  spinesPerGroup: number,
  coresPerGroup: number,
  links: number,
): PodStructure {
  return { ...shape, cores: { count: groups * coresPerGroup, coresPerGroup, spinesPerGroup, links } };
}

function compareStructures(a: PodStructure, b: PodStructure): number {
  return (
    a.pods * a.spinesPerPod - b.pods * b.spinesPerPod ||
    b.cores.coresPerGroup * b.cores.links - a.cores.coresPerGroup * a.cores.links ||
    a.cores.count - b.cores.count ||
    b.spinesPerPod - a.spinesPerPod ||
    b.cores.coresPerGroup - a.cores.coresPerGroup
  );
}

function podTooLarge({ fabric, up }: PodDemand, pod: GivenPod): DesignError {
  const down = pod.leaves;
  const above = leastUp(pod, down);
  const { most } = pod;
  const has = 'ports' in most ? `${most.ports} ports` : `${most.down} ports below and ${most.up} above`;
  return new DesignError('fabric/pod-too-large', {
    problem: `fabric '${fabric}': a pod of ${pod.leaves} leaves with ${up} uplinks needs spines of at least ${down} ports below and ${above} above, and a spine has ${has}`,
    remedy: "make pods smaller, raise 'pods.oversubscription', or use a spine with more ports",
    object: fabric,
    value: `${down + above} ports`,
    limit: has,
  });
}

function tooManyHosts({ fabric, leaves, spineDown, coreRadix, pod }: PodDemand): DesignError {
  if (pod !== undefined) {
    const pods = Math.ceil(leaves / pod.leaves);
    return new DesignError('fabric/too-many-hosts', {
      problem: `fabric '${fabric}': ${pods} pods a plane do not fit under ${coreRadix}-port cores, which take ${coreRadix}`,
      remedy: 'use fewer or larger pods, or cores with more ports',
      object: fabric,
      value: `${pods} pods`,
      limit: `${coreRadix} pods`,
    });
  }
  const most = spineDown * coreRadix;
  return new DesignError('fabric/too-many-hosts', {
    problem: `fabric '${fabric}': ${leaves} leaves a plane do not fit under three tiers, which take ${most} (pods of ${spineDown} under ${coreRadix}-port cores)`,
    remedy: 'use fewer hosts, more planes, or switches with more ports',
    object: fabric,
    value: `${leaves} leaves`,
    limit: `${most} leaves`,
  });
}

function unevenSpines({ fabric, spines, leaves, up }: PodDemand, shapes: readonly PodShape[]): DesignError {
  const counts = [...new Set(shapes.map((shape) => shape.pods * shape.spinesPerPod))].sort((a, b) => a - b);
  return new DesignError('fabric/uneven-spines', {
    problem: `fabric '${fabric}': ${leaves} leaves with ${up} uplinks do not spread evenly over ${spines} spines a plane in pods`,
    remedy: `use ${either(counts)}, or leave 'spines' out`,
    object: fabric,
    value: `${spines} spines`,
    limit: either(counts),
  });
}

function unevenCores(demand: PodDemand, shapes: readonly PodShape[]): DesignError {
  const all = shapes.flatMap((shape) => withCores(demand, shape, undefined)).map(({ cores }) => cores.count);
  const counts = [...new Set(all)].sort((a, b) => a - b);
  return new DesignError('fabric/uneven-cores', {
    problem: `fabric '${demand.fabric}': the spines of the pods do not spread evenly over ${demand.cores} cores a plane`,
    remedy: `use ${either(counts)}, or leave 'cores' out`,
    object: demand.fabric,
    value: `${demand.cores} cores`,
    limit: either(counts),
  });
}

/** Spines between which a switch below spreads its uplinks where one of them may be lost. */
export function leastSpines(role: NetworkRole): number {
  return Math.ceil(1 / (role === 'compute' ? LOSS_SHARE.compute : LOSS_SHARE.other));
}

/** What the spines of one plane have to serve. */
interface SpineDemand {
  /** Fabric's name, for errors. */
  readonly fabric: string;
  /** Leaves of a plane, with those reserved. */
  readonly leaves: number;
  /** Uplinks of a leaf. */
  readonly up: number;
  /** Ports of a spine. */
  readonly radix: number;
  /** Spines of which one may be lost. Default 1. */
  readonly atLeast?: number;
  /** Count chosen by the user. */
  readonly spines?: number | undefined;
}

/**
 * Spines of a plane for two tiers: the fewest `S >= leaves * up / radix` with `up mod S == 0`, so that every leaf has the
 * same whole number of links to every spine (OpenSM's fat-tree routing demands the same), and where the uplinks allow it enough of them that one may be lost.
 *
 * @throws DesignError `fabric/too-many-leaves`, `fabric/uneven-spines`, `fabric/too-few-spines`
 * @see https://github.com/linux-rdma/opensm doc/current-routing.txt
 */
export function twoTierSpines(demand: SpineDemand): number {
  const { fabric, leaves, up, radix, spines } = demand;
  if (leaves > radix) {
    throw new DesignError('fabric/too-many-leaves', {
      problem: `fabric '${fabric}': ${leaves} leaves a plane do not fit under two tiers with ${radix}-port spines, which take ${radix}`,
      remedy: "use fewer hosts, spines with more ports, or 'tiers: 3'",
      object: fabric,
      value: `${leaves} leaves`,
      limit: `${radix} leaves`,
    });
  }
  const least = Math.ceil((leaves * up) / radix);
  const choices = divisors(up).filter((count) => count >= least);
  if (spines === undefined) return choices.find((count) => count >= (demand.atLeast ?? 1)) ?? choices[0] ?? up;
  if (choices.includes(spines)) return spines;
  const remedy = `use ${either(choices)}, or leave 'spines' out`;
  const parts = { remedy, object: fabric, value: `${spines} spines` };
  if (up % spines === 0) {
    throw new DesignError('fabric/too-few-spines', {
      problem: `fabric '${fabric}': ${spines} spines a plane of ${radix} ports take ${spines * radix} links, and ${leaves} leaves with ${up} uplinks have ${leaves * up}`,
      limit: `${least} spines`,
      ...parts,
    });
  }
  throw new DesignError('fabric/uneven-spines', {
    problem: `fabric '${fabric}': ${up} uplinks of a leaf do not spread evenly over ${spines} spines a plane`,
    limit: either(choices),
    ...parts,
  });
}

/** Divisors of a whole number, smallest first. */
function divisors(of: number): number[] {
  return Array.from({ length: of }, (_, index) => index + 1).filter((candidate) => of % candidate === 0);
}

/** `16`, `16 or 32`, `8, 16 or 32`. */
export function either(choices: readonly number[]): string {
  const last = choices.at(-1);
  return choices.length < 2 ? `${last}` : `${choices.slice(0, -1).join(', ')} or ${last}`;
}
