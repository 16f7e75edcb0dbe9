import type { CableEnd } from '../../model/cabling-plan';
import type { FabricPlan, LinkEnd } from '../../model/fabric-plan';
import { cageTable } from '../cabling/cage-table';
import { linkEnds, linkLabel } from '../../model/switch-ports';
import type { AsBuiltCounts, AsBuiltFinding, CableEnds } from './as-built-report';
import { type LocatedEnd, NONE, type PlanEnds } from './end-locator';

/** A found link in the words of the plan. */
export interface FoundLink {
  readonly a: LocatedEnd;
  readonly b: LocatedEnd;
  readonly speed?: string | undefined;
  readonly rateBits?: number | undefined;
}

/** What decides whether a link is judged, and how its ends are told. */
interface JudgeOptions {
  /** An end in the words of the hall. */
  readonly place: (end: LinkEnd) => CableEnd;
  /** Whether links of a device should be up by now. */
  readonly isExpected: (device: string) => boolean;
  /** Whether links of a device were asked for. Absent: all were. */
  readonly isInScope: ((device: string) => boolean) | undefined;
  /** Whether a dump would show a planned link between these devices. */
  readonly isSeen: (link: number, devices: readonly string[]) => boolean;
}

type Judgement = Omit<AsBuiltCounts, 'ignored'> & { readonly findings: AsBuiltFinding[] };

type Tally = { -readonly [Key in keyof Omit<AsBuiltCounts, 'ignored'>]: number };

/** Judges every planned link, and what no plan asks for. */
export function judgeLinks(
  fabric: FabricPlan,
  ends: PlanEnds,
  found: readonly FoundLink[],
  options: JudgeOptions,
): Judgement {
  const match = matchLinks(ends, {
    a: Int32Array.from(found, ({ a }) => a.end),
    b: Int32Array.from(found, ({ b }) => b.end),
  });
  const judge = new LinkJudge(fabric, ends, found, match, options);
  const tally: Tally = {
    planned: fabric.links.count,
    asPlanned: 0,
    differing: 0,
    notYet: 0,
    unseen: 0,
    leftOut: 0,
    extra: 0,
  };
  const findings: AsBuiltFinding[] = [];
  for (let link = 0; link < fabric.links.count; link += 1) {
    const outcome = judge.outcomeOf(link);
    if (typeof outcome === 'string') tally[outcome] += 1;
    else {
      tally.differing += 1;
      // The first link of a swap tells of both.
      if (outcome.partner === undefined || link < (match.partner[link] ?? NONE)) findings.push(outcome);
    }
  }
  const extra = judge.extras();
  return { ...tally, extra: extra.length, findings: [...findings, ...extra] };
}

const NOWHERE: LocatedEnd = { end: NONE, device: '', port: '' };

class LinkJudge {
  private readonly cages: Uint32Array;
  /** A link in place by the cage of its lower end. */
  private readonly upInCage = new Map<number, number>();

  public constructor(
    private readonly fabric: FabricPlan,
    private readonly ends: PlanEnds,
    private readonly found: readonly FoundLink[],
    private readonly match: LinkMatch,
    private readonly options: JudgeOptions,
  ) {
    this.cages = cageTable(fabric).a;
    match.fate.forEach((fate, link) => {
      const cage = this.cages[link] ?? NONE;
      if (fate === FATE.inPlace && !this.upInCage.has(cage)) this.upInCage.set(cage, link);
    });
  }

  public outcomeOf(link: number): AsBuiltFinding | 'asPlanned' | 'notYet' | 'unseen' | 'leftOut' {
    const partner = this.match.partner[link] ?? NONE;
    if (!this.isInScope(link) && (partner === NONE || !this.isInScope(partner))) return 'leftOut';
    switch (this.match.fate[link]) {
      case FATE.inPlace:
        return this.slow(link) ?? 'asPlanned';
      case FATE.swapped:
        return this.swapped(link, partner);
      case FATE.misplaced:
        return { ...this.head('misplaced', link), found: this.foundEnds(link) };
      default:
        return this.absent(link);
    }
  }

  /** By label, then by where they go. */
  public extras(): AsBuiltFinding[] {
    const findings = this.match.rest.flatMap((index): AsBuiltFinding[] => {
      const link = this.found[index];
      if (link === undefined || !this.isAskedFor(link.a, link.b)) return [];
      const isReversed = link.a.end === NONE || (link.b.end !== NONE && link.b.end < link.a.end);
      const a = this.inWords(isReversed ? link.b : link.a);
      const b = this.inWords(isReversed ? link.a : link.b);
      const { name } = this.fabric;
      return [{ kind: 'extra', fabric: name, label: `${name}/${a.device}:${a.port}`, found: this.placed(a, b) }];
    });
    const key = ({ label, found }: AsBuiltFinding): string => `${label}\n${found?.b.device}\n${found?.b.port}`;
    return findings.sort((one, other) => (key(one) < key(other) ? -1 : 1));
  }

  private absent(link: number): AsBuiltFinding | 'notYet' | 'unseen' {
    const { a, b } = linkEnds(this.fabric, link);
    if (!this.options.isExpected(a.device) || !this.options.isExpected(b.device)) return 'notYet';
    if (!this.options.isSeen(link, [a.device, b.device])) return 'unseen';
    const mate = this.upInCage.get(this.cages[link] ?? NONE);
    if (mate === undefined) return this.head('missing', link);
    return { ...this.head('half-down', link), mate: linkLabel(this.fabric, mate) };
  }

  private slow(link: number): AsBuiltFinding | undefined {
    const { rateBits, speed } = this.found[this.match.found[link] ?? NONE] ?? {};
    const { links, hostRateBits, trunkRateBits } = this.fabric;
    const plannedRateBits = links.tier[link] === 0 ? hostRateBits : trunkRateBits;
    if (rateBits === undefined || rateBits >= plannedRateBits) return undefined;
    return {
      ...this.head('slow', link),
      found: this.foundEnds(link),
      plannedRateBits,
      foundRateBits: rateBits,
      ...(speed !== undefined && { speed }),
    };
  }

  private swapped(link: number, partner: number): AsBuiltFinding {
    const [one, other] = [link, partner].map((each) => this.fabric.switches[this.fabric.links.bNode[each] ?? 0]?.rail);
    const isCrossed = one !== undefined && other !== undefined && one !== other;
    return {
      ...this.head('swapped', link),
      found: this.foundEnds(link),
      partner: {
        label: linkLabel(this.fabric, partner),
        planned: this.plannedEnds(partner),
        found: this.foundEnds(partner),
      },
      ...(isCrossed && { crossedRails: [one, other] as const }),
    };
  }

  private head(kind: AsBuiltFinding['kind'], link: number): AsBuiltFinding & { planned: CableEnds } {
    const { fabric } = this;
    return { kind, fabric: fabric.name, label: linkLabel(fabric, link), planned: this.plannedEnds(link) };
  }

  private plannedEnds(link: number): CableEnds {
    const { a, b } = linkEnds(this.fabric, link);
    return this.placed(a, b);
  }

  /** The end that is in its planned port first. */
  private foundEnds(link: number): CableEnds {
    const { a, b } = this.found[this.match.found[link] ?? NONE] ?? { a: NOWHERE, b: NOWHERE };
    const { aEnd, bEnd } = this.ends;
    const isReversed = aEnd[link] === b.end || (aEnd[link] !== a.end && bEnd[link] === b.end);
    const [near, far] = isReversed ? [b, a] : [a, b];
    return this.placed(this.inWords(near), this.inWords(far));
  }

  private placed(a: LinkEnd, b: LinkEnd): CableEnds {
    return { a: this.options.place(a), b: this.options.place(b) };
  }

  /** Words of the plan where it has the port, else those of the dump. */
  private inWords({ end, device, port }: LocatedEnd): LinkEnd {
    return end === NONE ? { device, port } : this.ends.nameOf(end);
  }

  private isInScope(link: number): boolean {
    if (this.options.isInScope === undefined) return true;
    const { a, b } = linkEnds(this.fabric, link);
    return this.isAskedFor(a, b);
  }

  private isAskedFor(a: LinkEnd, b: LinkEnd): boolean {
    const { isInScope } = this.options;
    return isInScope === undefined || isInScope(a.device) || isInScope(b.device);
  }
}

/** What became of a planned link. */
const FATE = { inPlace: 0, swapped: 1, misplaced: 2, absent: 3 } as const;

/** Found links against planned ones, as columns: row i is planned link i. */
interface LinkMatch {
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
interface FoundEnds {
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/**
 * Matches found links to planned ones, in time linear in both: those in place first, then pairs whose far ends are exchanged, then links
 * that keep their lower end, then those that keep their upper end. Every found link is told of once.
 */
function matchLinks({ aEnd, bEnd, count }: PlanEnds, found: FoundEnds): LinkMatch {
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
