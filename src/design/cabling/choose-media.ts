import { type CableMedia, isCopper, isFibre, type Medium } from '../../model/cabling-plan';
import type { FabricPlan } from '../../model/fabric-plan';
import { type CageGroups, type CageTable, NO_LINK } from './cage-table';
import { NO_ROUTE } from './routes';

/** In place of a medium: no medium reaches. */
const UNREACHED = 0xffff;

/** In place of a medium: none is known for the link's rate. */
export const NO_MEDIA = 0xfffe;

/** In place of a medium: an end stands in no rack. */
export const UNPLACED = 0xfffd;

/** What a choice of media hangs on. */
interface MediaQuestion {
  readonly cages: CageTable;
  readonly groups: CageGroups;
  /** Routed length of each link, mm. */
  readonly routes: Uint32Array;
  readonly candidates: MediaCandidates;
  readonly lengthStepMillimetres: number;
  /** 1 for each link that passes panels: its group takes fibre alone, and lengths on sale do not bind it. Absent: none does. */
  readonly isPatched?: Uint8Array;
}

/** The medium of each link. */
interface MediaAnswer {
  /** Index of the medium of each link, or one of the values above. */
  readonly chosen: Uint16Array;
  /** Reach of the longest that fits, mm, by link that it does not reach. */
  readonly reachOf: ReadonlyMap<number, number>;
}

/**
 * Chooses for each group of links that hang together the preferred medium that reaches along all of its routes; where none
 * does, the one that reaches farthest, and the links beyond it stay without.
 */
export function chooseMedia(question: MediaQuestion): MediaAnswer {
  const { groups, routes, candidates, lengthStepMillimetres: step, isPatched } = question;
  const chosen = new Uint16Array(routes.length);
  const reachOf = new Map<number, number>();
  for (let group = 0; group < groups.count; group += 1) {
    const links = new GroupLinks(question, groups.first[group] ?? NO_LINK);
    const best = links.best();
    for (const link of links.all) {
      const list = candidates.of(link);
      const route = routes[link] ?? NO_ROUTE;
      if (route === NO_ROUTE) chosen[link] = UNPLACED;
      else if (list.length === 0) chosen[link] = NO_MEDIA;
      else {
        const entry = best === undefined ? undefined : counterpart(list, best);
        const reaches =
          entry !== undefined && orderedLength(asLaid(entry, isPatched?.[link]), route, step) !== undefined;
        chosen[link] = reaches ? entry.index : UNREACHED;
        if (!reaches) reachOf.set(link, entry === undefined ? 0 : reachOfCandidate(asLaid(entry, isPatched?.[link])));
      }
    }
  }
  return { chosen, reachOf };
}

/** The links of one group, and what they can be built of. */
class GroupLinks {
  public readonly all: number[] = [];

  public constructor(
    private readonly question: MediaQuestion,
    first: number,
  ) {
    for (let link = first; link !== NO_LINK; link = question.groups.next[link] ?? NO_LINK) this.all.push(link);
  }

  /** The preferred candidate that reaches everywhere, else the one that reaches farthest; undefined where none fits the cages. */
  public best(): Candidate | undefined {
    const { candidates, routes, isPatched } = this.question;
    const isFibreOnly = isPatched !== undefined && this.all.some((link) => isPatched[link] === 1);
    const lead = this.all.find((link) => candidates.of(link).length > 0 && routes[link] !== NO_ROUTE);
    if (lead === undefined) return undefined;
    let farthest: Candidate | undefined;
    for (const candidate of candidates.of(lead)) {
      if (isFibreOnly && !isFibre(candidate.media)) continue;
      if (isCopper(candidate.media) && !this.isJoinedBy(candidate)) continue;
      if (this.isReachedBy(candidate)) return candidate;
      if (farthest === undefined || reachOfCandidate(candidate) > reachOfCandidate(farthest)) farthest = candidate;
    }
    return farthest;
  }

  private isReachedBy(candidate: Candidate): boolean {
    const { candidates, routes, lengthStepMillimetres, isPatched } = this.question;
    return this.all.every((link) => {
      const list = candidates.of(link);
      const route = routes[link] ?? NO_ROUTE;
      if (list.length === 0 || route === NO_ROUTE) return true;
      const entry = counterpart(list, candidate);
      return (
        entry !== undefined &&
        orderedLength(asLaid(entry, isPatched?.[link]), route, lengthStepMillimetres) !== undefined
      );
    });
  }

  /** Whether one copper cable takes the whole group: as many links and cages as it has ends for, and no lanes that cross. */
  private isJoinedBy({ media: { linksPerCable, aCages = 1, bCages = 1 } }: Candidate): boolean {
    const { cages } = this.question;
    if (this.all.length !== linksPerCable) return false;
    if (new Set(this.all.map((link) => cages.a[link])).size !== aCages) return false;
    if (new Set(this.all.map((link) => cages.b[link])).size !== bCages) return false;
    return aCages !== bCages || this.all.every((link) => cages.isStraight[link] === 1);
  }
}

/** The candidate itself where the link may take it, else the link's own fibre of the same mode. */
function counterpart(list: readonly Candidate[], candidate: Candidate): Candidate | undefined {
  const { index, media } = candidate;
  return (
    list.find((entry) => entry.index === index) ??
    list.find((entry) => entry.media.medium === media.medium && !isCopper(media))
  );
}

function reachOfCandidate({ media, lengthsMillimetres }: Candidate): number {
  return Math.min(media.reachMillimetres, lengthsMillimetres?.at(-1) ?? Infinity);
}

const SIMPLEST_FIRST: readonly Medium[] = [
  'passive-copper',
  'active-copper',
  'twisted-pair',
  'multimode',
  'single-mode',
  'unknown',
];

/** A medium with its place in the list of all that were given. */
export interface Candidate {
  readonly index: number;
  readonly media: CableMedia;
  /** Lengths on sale, shortest first. */
  readonly lengthsMillimetres: readonly number[] | undefined;
}

/** Which media may carry each link, the preferred first. Links of one kind share one list. */
export class MediaCandidates {
  /** In the order in which they were given. */
  public readonly all: readonly Candidate[];
  private readonly ofEndpoint: readonly (readonly Candidate[])[];
  private readonly ofSwitches: readonly Candidate[];

  public constructor(
    private readonly fabric: FabricPlan,
    media: readonly CableMedia[],
  ) {
    this.all = media.map((entry, index) => ({
      index,
      media: entry,
      lengthsMillimetres: entry.lengthsMillimetres && [...entry.lengthsMillimetres].sort((a, b) => a - b),
    }));
    const byName = new Map<string, readonly Candidate[]>();
    this.ofEndpoint = fabric.endpoints.map(({ name, group = name }) => {
      const known = byName.get(group);
      if (known !== undefined) return known;
      const made = inOrder(forEndpoints(this.all, group, fabric.hostRateBits));
      byName.set(group, made);
      return made;
    });
    this.ofSwitches = inOrder(
      this.all.filter(
        ({ media: { rateBits, joins, endpoints } }) =>
          rateBits === fabric.trunkRateBits && joins !== 'endpoint' && endpoints === undefined,
      ),
    );
  }

  /** Media for link `index`. Two links have the same array if and only if they are of one kind. */
  public of(index: number): readonly Candidate[] {
    const { tier, aNode } = this.fabric.links;
    return tier[index] === 0 ? (this.ofEndpoint[aNode[index] ?? 0] ?? []) : this.ofSwitches;
  }
}

function forEndpoints(all: readonly Candidate[], group: string, rateBits: number): readonly Candidate[] {
  return all.filter(
    ({ media }) =>
      media.rateBits === rateBits && media.joins !== 'switch' && media.endpoints?.includes(group) !== false,
  );
}

/** Links by their standard alone only where nothing else is known. By price a link where all have one, then the simplest medium, the shortest reach, and the order in which they were given. */
export function inOrder(given: readonly Candidate[]): readonly Candidate[] {
  const known = given.filter(({ media }) => media.isStandard !== true);
  const candidates = known.length === 0 ? given : known;
  const isPriced = candidates.every(({ media }) => media.priceMinor !== undefined);
  const price = ({ media }: Candidate): number => (isPriced ? (media.priceMinor ?? 0) / media.linksPerCable : 0);
  const rank = ({ media }: Candidate): number => SIMPLEST_FIRST.indexOf(media.medium);
  return [...candidates].sort(
    (a, b) =>
      price(a) - price(b) ||
      rank(a) - rank(b) ||
      a.media.reachMillimetres - b.media.reachMillimetres ||
      a.index - b.index,
  );
}

/** Shortest length to order for a route, mm: of those on sale, else the next step; undefined where it is beyond the reach. */
export function orderedLength(
  { media, lengthsMillimetres }: Candidate,
  routeMillimetres: number,
  stepMillimetres: number,
): number | undefined {
  const length =
    lengthsMillimetres === undefined
      ? nextStep(routeMillimetres, stepMillimetres)
      : lengthsMillimetres.find((onSale) => onSale >= routeMillimetres);
  return length === undefined || length > media.reachMillimetres ? undefined : length;
}

/** The medium of a link that passes panels, whose segments are ordered one by one: the lengths on sale of one cable do not bind it. */
export function asLaid(candidate: Candidate, isPatched: number | undefined): Candidate {
  return isPatched === 1 ? { ...candidate, lengthsMillimetres: undefined } : candidate;
}

/** The length rounded up to a whole number of steps, mm. */
export function nextStep(lengthMillimetres: number, stepMillimetres: number): number {
  return Math.ceil(lengthMillimetres / stepMillimetres) * stepMillimetres;
}
