import { isCopper, isFibre } from '../../model/cabling-plan';
import { type CageGroups, NO_LINK } from './cage-groups';
import type { CageTable } from './cage-table';
import type { Candidate, MediaCandidates } from './media-candidates';
import { asLaid, orderedLength } from './ordered-length';
import { NO_ROUTE } from './route-lengths';

/** In place of a medium: no medium reaches. */
export const UNREACHED = 0xffff;
/** In place of a medium: none is known for the link's rate. */
export const NO_MEDIA = 0xfffe;
/** In place of a medium: an end stands in no rack. */
export const UNPLACED = 0xfffd;

/** What a choice of media hangs on. */
export interface MediaQuestion {
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
export interface MediaAnswer {
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
