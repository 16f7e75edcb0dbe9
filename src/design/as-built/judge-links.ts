import type { CableEnd } from '../../model/cabling-plan';
import type { LinkEnd } from '../../model/fabric-plan';
import type { SiteLink } from '../../model/site-links';
import type { AsBuiltCounts, AsBuiltFinding, CableEnds } from './as-built-report';
import type { ComparedNetwork, NetworkEnds } from './compared-network';
import type { LocatedEnd } from './end-locator';
import { FATE, matchCables, NONE } from './match-cables';

/** A found link in the words of the plan. */
export interface FoundLink {
  readonly a: LocatedEnd;
  readonly b: LocatedEnd;
  readonly speed?: string | undefined;
  readonly rateBits?: number | undefined;
  readonly state?: string | undefined;
}

/** What decides whether a link is judged, and how its ends are told. */
interface JudgeOptions {
  /** An end by rack, unit and port. */
  readonly place: (end: LinkEnd) => CableEnd;
  /** Whether links of a device should be up by now. */
  readonly isExpected: (device: string) => boolean;
  /** Whether links of a device were asked for. Absent: all were. */
  readonly isInScope: ((device: string) => boolean) | undefined;
  /** Whether a dump would show a planned link between these devices. */
  readonly isSeen: (link: number, devices: readonly string[]) => boolean;
}

type Evaluation = Omit<AsBuiltCounts, 'ignored'> & { readonly findings: AsBuiltFinding[] };

type Tally = { -readonly [Key in keyof Omit<AsBuiltCounts, 'ignored'>]: number };

/** Judges every planned link, and what no plan asks for. */
export function judgeLinks(network: ComparedNetwork, found: readonly FoundLink[], options: JudgeOptions): Evaluation {
  const { links } = network;
  const judge = new LinkJudge(network, found, options);
  const tally: Tally = {
    planned: links.count,
    asPlanned: 0,
    differing: 0,
    notYet: 0,
    unseen: 0,
    leftOut: 0,
    extra: 0,
  };
  const findings: AsBuiltFinding[] = [];
  for (let link = 0; link < links.count; link += 1) {
    const outcome = judge.outcomeOf(link);
    if (typeof outcome === 'string') tally[outcome] += 1;
    else {
      tally.differing += 1;
      // The first link of a swap tells of both.
      if (outcome.partner === undefined || link < judge.partnerOf(link)) findings.push(outcome);
    }
  }
  const { extra, beside } = judge.extras();
  return { ...tally, extra: extra.length, ...(beside > 0 && { beside }), findings: [...findings, ...extra] };
}

const NOWHERE: LocatedEnd = { end: NONE, device: '', port: '' };

class LinkJudge {
  private readonly match: ReturnType<typeof matchCables>;
  private readonly became: LinkMatch;
  /** A link in place by the cage of its lower end. */
  private readonly upInCage = new Map<number, number>();
  /** Ends of the planned links that are in place. */
  private readonly inPlace = new Set<number>();

  public constructor(
    private readonly network: ComparedNetwork,
    private readonly found: readonly FoundLink[],
    private readonly options: JudgeOptions,
  ) {
    const { ends, cages } = network;
    const { aEnd, bEnd } = ends;
    this.match = matchCables(
      { count: aEnd.length, ends: (link, side) => [(side === 'a' ? aEnd : bEnd)[link] ?? NONE] },
      { count: found.length, ends: (link, side) => [found[link]?.[side].end ?? NONE] },
      { ends: ends.count, from: 'lower' },
    );
    this.became = becameOf(this.match, ends, found);
    this.match.fate.forEach((fate, link) => {
      const cage = cages[link] ?? NONE;
      if (fate !== FATE.inPlace) return;
      if (!this.upInCage.has(cage)) this.upInCage.set(cage, link);
      this.inPlace.add(aEnd[link] ?? NONE).add(bEnd[link] ?? NONE);
    });
  }

  /** The other link of a swap, else `NONE`. */
  public partnerOf(link: number): number {
    return this.match.partner[link] ?? NONE;
  }

  public outcomeOf(link: number): AsBuiltFinding | 'asPlanned' | 'notYet' | 'unseen' | 'leftOut' {
    const partner = this.partnerOf(link);
    if (!this.isInScope(link) && (partner === NONE || !this.isInScope(partner))) return 'leftOut';
    switch (this.match.fate[link]) {
      case FATE.inPlace:
        return this.inactive(link) ?? this.slow(link) ?? 'asPlanned';
      case FATE.swapped:
        return this.swapped(link, partner);
      default:
        if (this.became.found[link] === NONE) return this.absent(link);
        return { ...this.head('misplaced', link), found: this.foundEnds(link) };
    }
  }

  /** By label, then by where they go; and how many more speakers are heard on ports whose cable is in place. */
  public extras(): { readonly extra: AsBuiltFinding[]; readonly beside: number } {
    let beside = 0;
    const findings = this.became.rest.flatMap((index): AsBuiltFinding[] => {
      const link = this.found[index];
      if (link === undefined || !this.isAskedFor(link.a, link.b)) return [];
      if (this.isBeside(link)) {
        beside += 1;
        return [];
      }
      const isReversed = link.a.end === NONE || (link.b.end !== NONE && link.b.end < link.a.end);
      const a = this.inWords(isReversed ? link.b : link.a);
      const b = this.inWords(isReversed ? link.a : link.b);
      const { name } = this.network.links;
      return [{ kind: 'extra', fabric: name, label: `${name}/${a.device}:${a.port}`, found: this.placed(a, b) }];
    });
    const key = ({ label, found }: AsBuiltFinding): string => `${label}\n${found?.b.device}\n${found?.b.port}`;
    return { extra: findings.sort((one, other) => (key(one) < key(other) ? -1 : 1)), beside };
  }

  /** Whether a link that leads to no port of the network is heard on a port whose planned cable is in place: two speak on one cable. */
  private isBeside({ a, b }: FoundLink): boolean {
    const end = a.end === NONE ? b.end : b.end === NONE ? a.end : NONE;
    return end !== NONE && this.inPlace.has(end);
  }

  private inactive(link: number): AsBuiltFinding | undefined {
    const { state, speed } = this.found[this.became.found[link] ?? NONE] ?? {};
    if (state === undefined) return undefined;
    return {
      ...this.head('not-active', link),
      found: this.foundEnds(link),
      state,
      ...(speed !== undefined && { speed }),
    };
  }

  private absent(link: number): AsBuiltFinding | 'notYet' | 'unseen' {
    const { a, b } = this.planned(link);
    if (!this.options.isExpected(a.device) || !this.options.isExpected(b.device)) return 'notYet';
    if (!this.options.isSeen(link, [a.device, b.device])) return 'unseen';
    const mate = this.upInCage.get(this.network.cages[link] ?? NONE);
    if (mate === undefined) return this.head('missing', link);
    return { ...this.head('half-down', link), mate: this.planned(mate).label };
  }

  private slow(link: number): AsBuiltFinding | undefined {
    const { rateBits, speed } = this.found[this.became.found[link] ?? NONE] ?? {};
    if (rateBits === undefined) return undefined;
    const { rateBits: plannedRateBits } = this.planned(link);
    if (rateBits >= plannedRateBits) return undefined;
    return {
      ...this.head('slow', link),
      found: this.foundEnds(link),
      plannedRateBits,
      foundRateBits: rateBits,
      ...(speed !== undefined && { speed }),
    };
  }

  private swapped(link: number, partner: number): AsBuiltFinding {
    const [one, other] = [link, partner].map((each) => this.network.railOf(each));
    const isCrossed = one !== undefined && other !== undefined && one !== other;
    return {
      ...this.head('swapped', link),
      found: this.foundEnds(link),
      partner: {
        label: this.planned(partner).label,
        planned: this.plannedEnds(partner),
        found: this.foundEnds(partner),
      },
      ...(isCrossed && { crossedRails: [one, other] as const }),
    };
  }

  private head(kind: AsBuiltFinding['kind'], link: number): AsBuiltFinding & { planned: CableEnds } {
    const { label, a, b } = this.planned(link);
    return { kind, fabric: this.network.links.name, label, planned: this.placed(a, b) };
  }

  private plannedEnds(link: number): CableEnds {
    const { a, b } = this.planned(link);
    return this.placed(a, b);
  }

  private planned(link: number): SiteLink {
    return this.network.links.link(link);
  }

  /** The end that is in its planned port first. */
  private foundEnds(link: number): CableEnds {
    const { a, b } = this.found[this.became.found[link] ?? NONE] ?? { a: NOWHERE, b: NOWHERE };
    const { aEnd, bEnd } = this.network.ends;
    const isReversed = aEnd[link] === b.end || (aEnd[link] !== a.end && bEnd[link] === b.end);
    const [near, far] = isReversed ? [b, a] : [a, b];
    return this.placed(this.inWords(near), this.inWords(far));
  }

  private placed(a: LinkEnd, b: LinkEnd): CableEnds {
    return { a: this.options.place(a), b: this.options.place(b) };
  }

  /** Words of the plan where it has the port, else those of the dump. */
  private inWords({ end, device, port }: LocatedEnd): LinkEnd {
    return end === NONE ? { device, port } : this.network.ends.nameOf(end);
  }

  private isInScope(link: number): boolean {
    if (this.options.isInScope === undefined) return true;
    const { a, b } = this.planned(link);
    return this.isAskedFor(a, b);
  }

  private isAskedFor(a: LinkEnd, b: LinkEnd): boolean {
    const { isInScope } = this.options;
    return isInScope === undefined || isInScope(a.device) || isInScope(b.device);
  }
}

/** What became of the planned links: how they match, and which found link each became. */
interface LinkMatch {
  /** Found link that is in place, or that this link became; `NONE` where it is absent. */
  readonly found: Int32Array;
  /** Found links that no planned link became, in their order. */
  readonly rest: readonly number[];
}

/** Of the links astray each becomes one found link: first those that keep their lower end, then those that keep their upper end. Every found link is told of once. */
function becameOf(
  { fate, foundAt }: ReturnType<typeof matchCables>,
  { aEnd, bEnd, count }: NetworkEnds,
  found: readonly FoundLink[],
): LinkMatch {
  const became = new Int32Array(aEnd.length).fill(NONE);
  const isTold = new Uint8Array(found.length);
  const settle = (link: number, at: number): void => {
    became[link] = at;
    isTold[at] = 1;
  };
  fate.forEach((each, link) => {
    if (each === FATE.inPlace || each === FATE.swapped) settle(link, foundAt(aEnd[link] ?? NONE));
  });
  for (const ends of [aEnd, bEnd]) {
    ends.forEach((end, link) => {
      const at = foundAt(end);
      if (fate[link] === FATE.astray && became[link] === NONE && at !== NONE && isTold[at] === 0) settle(link, at);
    });
  }
  return { found: became, rest: restOf(found, count, isTold) };
}

function isKnown(link: FoundLink | undefined): boolean {
  return link !== undefined && (link.a.end !== NONE || link.b.end !== NONE);
}

/** Untold links, without what the other end of a link reported once more. */
function restOf(found: readonly FoundLink[], ends: number, isTold: Uint8Array): number[] {
  const untold = [...isTold.keys()].filter((link) => isTold[link] === 0 && isKnown(found[link]));
  if (untold.length === 0) return [];
  const key = (link: number): number => {
    const [a, b] = [found[link]?.a.end ?? NONE, found[link]?.b.end ?? NONE];
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
