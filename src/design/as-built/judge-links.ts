import type { CableEnd } from '../../model/cabling-plan';
import type { LinkEnd } from '../../model/fabric-plan';
import type { SiteLink } from '../../model/site-links';
import type { AsBuiltCounts, AsBuiltFinding, CableEnds } from './as-built-report';
import type { ComparedNetwork } from './compared-network';
import type { LocatedEnd } from './end-locator';
import { groupFindings, inOrder, isNameless, type LinkFinding } from './group-findings';
import { FATE, matchCables, NONE } from './match-cables';
import { becameOf, type FoundLink, type LinkMatch, SamePairs } from './settle-links';

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
  const findings: LinkFinding[] = [];
  const judged = new Uint8Array(links.count);
  for (let link = 0; link < links.count; link += 1) {
    const outcome = judge.outcomeOf(link);
    if (typeof outcome === 'string') {
      tally[outcome] += 1;
      judged[link] = Number(outcome === 'asPlanned');
    } else {
      tally.differing += 1;
      judged[link] = 1;
      // The first link of a swap tells of both.
      if (outcome.partner === undefined || link < judge.partnerOf(link)) findings.push(judge.inGroup(link, outcome));
    }
  }
  const { extra, beside } = judge.extras();
  const grouped = groupFindings({
    network,
    findings,
    isJudged: (link) => judged[link] === 1,
    planesOf: (link) => judge.planesUp(link),
    isShown: (device) => judge.shown.has(device),
    place: options.place,
  });
  const all = inOrder([...judge.untoldPlanes(), ...grouped, ...extra]);
  return { ...tally, extra: extra.length, ...(beside > 0 && { beside }), findings: all };
}

const NOWHERE: LocatedEnd = { end: NONE, device: '', port: '' };

class LinkJudge {
  private readonly match: ReturnType<typeof matchCables>;
  private readonly became: LinkMatch;
  /** A link in place by the cage of its lower end. */
  private readonly upInCage = new Map<number, number>();
  /** Ends of the planned links that are in place. */
  private readonly inPlace = new Set<number>();
  /** Devices at the ends of found links. */
  public readonly shown: ReadonlySet<string>;
  private readonly rails: ReadonlyMap<string, number | undefined>;
  /** Planes that the dump tells of, sorted. */
  private readonly planes: readonly number[];
  /** What links have in common that go between the planned devices in other ports; undefined of all others. */
  private readonly common: readonly (string | undefined)[];

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
    this.common = new SamePairs(network, this.match, found).common;
    this.became = becameOf(this.match, network, found, (link) => this.common[link] !== undefined);
    this.rails = new Map(network.switches.map(({ name, rail }) => [name, rail]));
    this.shown = new Set(found.flatMap(({ a, b }) => [a.device, b.device]));
    this.planes = [...new Set(found.flatMap(({ planes = [] }) => planes))].sort((one, other) => one - other);
    this.match.fate.forEach((fate, link) => {
      const cage = cages[link] ?? NONE;
      if (fate !== FATE.inPlace) return;
      if (!this.upInCage.has(cage)) this.upInCage.set(cage, link);
      this.inPlace.add(aEnd[link] ?? NONE).add(bEnd[link] ?? NONE);
    });
  }

  /** The other link of a swap, else `NONE`. */
  public partnerOf(link: number): number {
    return this.common[link] === undefined ? (this.match.partner[link] ?? NONE) : NONE;
  }

  /** A finding with what it may have in common with others. */
  public inGroup(link: number, finding: AsBuiltFinding): LinkFinding {
    const [a, b] = this.nearAndFar(link);
    return { link, finding, a: a.end, b: b.end, common: this.common[link] };
  }

  /** Planes of a link in place. */
  public planesUp(link: number): readonly number[] | undefined {
    return this.match.fate[link] === FATE.inPlace ? this.found[this.became.found[link] ?? NONE]?.planes : undefined;
  }

  /** Planes that ports have and the dump tells of nowhere: one finding for all cables. */
  public untoldPlanes(): AsBuiltFinding[] {
    const { ends, links, planesOf } = this.network;
    const of = ends.aEnd.reduce((most, _, link) => Math.max(most, planesOf(link)), 1);
    const down = Array.from({ length: of }, (_, at) => at + 1).filter((plane) => !this.planes.includes(plane));
    if (this.planes.length === 0 || down.length === 0) return [];
    return [{ kind: 'plane-down', fabric: links.name, label: links.name, planes: { up: this.planes, down, of } }];
  }

  public outcomeOf(link: number): AsBuiltFinding | 'asPlanned' | 'notYet' | 'unseen' | 'leftOut' {
    const partner = this.partnerOf(link);
    if (!this.isInScope(link) && (partner === NONE || !this.isInScope(partner))) return 'leftOut';
    if (this.match.fate[link] === FATE.inPlace) {
      return this.inactive(link) ?? this.planeDown(link) ?? this.slow(link) ?? 'asPlanned';
    }
    if (this.common[link] !== undefined) return { ...this.head('other-port', link), found: this.foundEnds(link) };
    if (this.match.fate[link] === FATE.swapped) return this.swapped(link, partner);
    return this.became.found[link] === NONE ? this.absent(link) : this.misplaced(link);
  }

  private misplaced(link: number): AsBuiltFinding {
    const { ends, railOf } = this.network;
    const [near, far] = this.nearAndFar(link);
    const isPlannedPort = far.end === ends.bEnd[link] && near.end !== ends.aEnd[link];
    if (isPlannedPort && near.end === NONE && isNameless(near.name ?? near.device)) {
      const name = near.name ?? near.device;
      return { ...this.head('unnamed', link), found: this.foundEnds(link), name };
    }
    const finding = { ...this.head('misplaced', link), found: this.foundEnds(link) };
    if (near.end !== ends.aEnd[link] || far.end === NONE) return finding;
    const [due, is] = [railOf(link), this.rails.get(far.device)];
    return due === undefined || is === undefined || due === is ? finding : { ...finding, crossedRails: [due, is] };
  }

  private planeDown(link: number): AsBuiltFinding | undefined {
    const up = this.found[this.became.found[link] ?? NONE]?.planes;
    const down = up === undefined ? [] : this.planes.filter((plane) => !up.includes(plane));
    if (up === undefined || down.length === 0 || this.network.planesOf(link) === 0) return undefined;
    const planes = { up, down, of: this.portPlanes(link) };
    return { ...this.head('plane-down', link), found: this.foundEnds(link), planes };
  }

  /** As many as the model has, else as the dump tells of. */
  private portPlanes(link: number): number {
    const planes = this.network.planesOf(link);
    return planes === 0 ? (this.planesUp(link)?.length ?? 1) : Math.max(planes, ...this.planes);
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
    const { rateBits, speed, planes } = this.found[this.became.found[link] ?? NONE] ?? {};
    if (rateBits === undefined) return undefined;
    const { rateBits: whole } = this.planned(link);
    // Planes that the dump tells of nowhere carry nothing in it.
    const plannedRateBits = planes === undefined ? whole : (whole * planes.length) / this.portPlanes(link);
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
    const [near, far] = this.nearAndFar(link);
    const { aEnd, bEnd } = this.network.ends;
    const isUpperFirst = bEnd[link] === far.end && aEnd[link] !== near.end;
    return isUpperFirst
      ? this.placed(this.inWords(far), this.inWords(near))
      : this.placed(this.inWords(near), this.inWords(far));
  }

  /** Ends of the found link by those of the planned one: its lower end, or what stands for it, first. */
  private nearAndFar(link: number): readonly [LocatedEnd, LocatedEnd] {
    const { a, b } = this.found[this.became.found[link] ?? NONE] ?? { a: NOWHERE, b: NOWHERE };
    const { ends } = this.network;
    const [lower, upper] = [ends.aEnd[link] ?? NONE, ends.bEnd[link] ?? NONE];
    if (a.end === lower || b.end === upper) return [a, b];
    if (b.end === lower || a.end === upper) return [b, a];
    return b.device === ends.nameOf(lower).device ? [b, a] : [a, b];
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
