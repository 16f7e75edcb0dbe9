import { NONE, type PlanEnds } from './plan-ends';

/** What became of a planned link. */
export const FATE = { inPlace: 0, swapped: 1, misplaced: 2, absent: 3 } as const;

/** Found links against planned ones, as columns: row i is planned link i. */
export interface LinkMatch {
  /** A value of `FATE`. */
  readonly fate: Uint8Array;
  /** Found link that is in place, or that this link became; `NONE` where it is absent. */
  readonly found: Int32Array;
  /** The other link of a swap, else `NONE`. */
  readonly partner: Int32Array;
  /** Found links that no planned link became, in their order. */
  readonly rest: readonly number[];
}

/** Ends of found links as numbers of `PlanEnds`, `NONE` for what is not of the fabric. */
export interface FoundEnds {
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/**
 * Matches found links to planned ones, in time linear in both: those in place first, then pairs whose far ends are exchanged, then links
 * that keep their lower end, then those that keep their upper end. Every found link is told of once.
 */
export function matchLinks({ aEnd, bEnd, count }: PlanEnds, found: FoundEnds): LinkMatch {
  const links = aEnd.length;
  const foundAt = new Int32Array(count).fill(NONE);
  found.a.forEach((end, link) => note(foundAt, end, link));
  found.b.forEach((end, link) => note(foundAt, end, link));
  const planAt = new Int32Array(count).fill(NONE);
  for (let link = 0; link < links; link += 1) {
    planAt[aEnd[link] ?? 0] = link;
    planAt[bEnd[link] ?? 0] = link;
  }
  const isTold = new Uint8Array(found.a.length);
  const fate = new Uint8Array(links).fill(FATE.absent);
  const became = new Int32Array(links).fill(NONE);
  const partner = new Int32Array(links).fill(NONE);
  const peer = (end: number): number => {
    const link = foundAt[end] ?? NONE;
    if (link === NONE) return NONE;
    return (found.a[link] === end ? found.b[link] : found.a[link]) ?? NONE;
  };
  const settle = (link: number, to: number, end: number): void => {
    const at = foundAt[end] ?? NONE;
    fate[link] = to;
    became[link] = at;
    isTold[at] = 1;
  };

  for (let link = 0; link < links; link += 1) {
    const a = aEnd[link] ?? 0;
    if (peer(a) === bEnd[link]) settle(link, FATE.inPlace, a);
  }
  for (let link = 0; link < links; link += 1) {
    if (fate[link] !== FATE.absent) continue;
    const a = aEnd[link] ?? 0;
    const other = planAt[peer(a)] ?? NONE;
    if (other === NONE || other === link || fate[other] !== FATE.absent) continue;
    const otherA = aEnd[other] ?? 0;
    if (bEnd[other] !== peer(a) || peer(otherA) !== bEnd[link]) continue;
    settle(link, FATE.swapped, a);
    settle(other, FATE.swapped, otherA);
    partner[link] = other;
    partner[other] = link;
  }
  for (const ends of [aEnd, bEnd]) {
    for (let link = 0; link < links; link += 1) {
      const end = ends[link] ?? 0;
      const at = foundAt[end] ?? NONE;
      if (fate[link] === FATE.absent && at !== NONE && isTold[at] === 0) settle(link, FATE.misplaced, end);
    }
  }
  return { fate, found: became, partner, rest: restOf(found, count, isTold) };
}

function note(foundAt: Int32Array, end: number, link: number): void {
  if (end !== NONE && foundAt[end] === NONE) foundAt[end] = link;
}

/** Untold links, without what the other end of a link reported once more. */
function restOf(found: FoundEnds, ends: number, isTold: Uint8Array): number[] {
  const untold = [...isTold.keys()].filter(
    (link) => isTold[link] === 0 && (found.a[link] !== NONE || found.b[link] !== NONE),
  );
  if (untold.length === 0) return [];
  const key = (link: number): number => {
    const [a = NONE, b = NONE] = [found.a[link], found.b[link]];
    return (Math.min(a, b) + 1) * (ends + 1) + Math.max(a, b) + 1;
  };
  const told = new Set<number>();
  isTold.forEach((each, link) => {
    if (each === 1) told.add(key(link));
  });
  return untold.filter((link) => {
    const isNew = !told.has(key(link));
    told.add(key(link));
    return isNew;
  });
}
