/** No end, or no cable. */
export const NONE = -1;

/** Cables by their ends, which are numbers: `NONE` is an end that nobody knows. */
export interface CableEndTable {
  readonly count: number;
  /** Ends of one side of a cable: one, or as many as it carries links. */
  readonly ends: (cable: number, side: CableSide) => ArrayLike<number>;
}

type CableSide = 'a' | 'b';

const FAR = { a: 'b', b: 'a' } as const;

/**
 * What became of a planned cable. `inPlace`: its ends meet. `swapped`: its far end and that of another cable are exchanged. `astray`: another cable is in
 * one of its ends. `absent`: its ends are empty.
 */
export const FATE = { inPlace: 0, swapped: 1, astray: 2, absent: 3 } as const;

/** Planned cables against found ones: each of the columns has a row for each planned cable. */
interface CableMatch {
  /** A value of `FATE`. */
  readonly fate: Uint8Array;
  /** The first end that does not meet the other side; `NONE` of a cable in place. */
  readonly end: Int32Array;
  /** The end that it should meet. */
  readonly far: Int32Array;
  /** The other cable of a swap, else `NONE`. */
  readonly partner: Int32Array;
  /** The end of the other cable that `far` meets, else `NONE`. */
  readonly partnerEnd: Int32Array;
  /** Found cable in an end, else `NONE`. */
  readonly foundAt: (end: number) => number;
  /** Where the found cable in an end goes to, else `NONE`. */
  readonly goesTo: (end: number) => number;
  /** Whether the found cable in an end goes to one of these. */
  readonly meets: (end: number, fars: ArrayLike<number>) => boolean;
  /** Planned cable whose `a` side has an end, else `NONE`. */
  readonly lowerAt: (end: number) => number;
}

/** What a matcher knows beside the cables. */
interface MatchOptions {
  /** How many ends there are. */
  readonly ends: number;
  /**
   * `lower`: a cable is in place where its `a` end meets the other, whatever else is heard there, and is swapped at its `b` end.
   * `either`: all ends of both sides are asked, whichever the inventory names first.
   */
  readonly from: 'lower' | 'either';
}

/**
 * Matches found cables to planned ones by their ends, whatever they are called and whichever end comes first, in time linear in both: those in place, then
 * pairs whose far ends are exchanged, then those with another cable in an end. Every comparison of planned cables with found ones is this one; what a
 * caller makes of a cable astray is its own. Of two found cables in one end the first counts.
 */
export function matchCables(planned: CableEndTable, found: CableEndTable, { ends, from }: MatchOptions): CableMatch {
  const [plan, real] = [new CablesByEnd(planned, ends), new CablesByEnd(found, ends)];
  const fate = new Uint8Array(planned.count).fill(FATE.absent);
  const column = (): Int32Array => new Int32Array(planned.count).fill(NONE);
  const [end, far, partner, partnerEnd] = [column(), column(), column(), column()];
  for (let cable = 0; cable < planned.count; cable += 1) {
    const wrong = firstWrong(planned, cable, real, from);
    if (wrong === undefined) fate[cable] = FATE.inPlace;
    else [end[cable], far[cable]] = wrong;
  }
  for (let cable = 0; cable < planned.count; cable += 1) {
    if (fate[cable] !== FATE.absent) continue;
    const [here, due] = [end[cable] ?? NONE, far[cable] ?? NONE];
    const there = real.goesTo(here);
    const other = plan.at(there);
    if (other === NONE || other === cable || fate[other] !== FATE.absent) continue;
    const side = plan.sideAt(there);
    if (from === 'lower' && side === 'a') continue;
    const met = Array.from(planned.ends(other, FAR[side])).find((each) => real.meets(each, [due]));
    if (met === undefined) continue;
    fate[cable] = fate[other] = FATE.swapped;
    [partner[cable], partnerEnd[cable]] = [other, met];
    [partner[other], partnerEnd[other]] = [cable, here];
    [end[other], far[other]] = [met, there];
  }
  for (let cable = 0; cable < planned.count; cable += 1) {
    const isTaken = real.at(end[cable] ?? NONE) !== NONE || real.at(far[cable] ?? NONE) !== NONE;
    if (fate[cable] === FATE.absent && isTaken) fate[cable] = FATE.astray;
  }
  return {
    fate,
    end,
    far,
    partner,
    partnerEnd,
    foundAt: (at) => real.at(at),
    goesTo: (at) => real.goesTo(at),
    meets: (at, fars) => real.meets(at, fars),
    lowerAt: (at) => (plan.sideAt(at) === 'a' ? plan.at(at) : NONE),
  };
}

/** The first end of a planned cable that does not meet the other side, and the end that it should meet: of the two the one that has a cable first. */
function firstWrong(
  planned: CableEndTable,
  cable: number,
  real: CablesByEnd,
  from: MatchOptions['from'],
): [end: number, far: number] | undefined {
  for (const side of from === 'lower' ? (['a'] as const) : (['a', 'b'] as const)) {
    const [own, fars] = [planned.ends(cable, side), planned.ends(cable, FAR[side])];
    for (let index = 0; index < own.length; index += 1) {
      const end = own[index] ?? NONE;
      if (real.meets(end, fars)) continue;
      const far = fars[Math.min(index, fars.length - 1)];
      if (far !== undefined) return side === 'a' || real.at(end) !== NONE ? [end, far] : [far, end];
    }
  }
  return undefined;
}

/** Cables, and the side of each, by end. */
class CablesByEnd {
  /** Twice the cable, and one for its `b` side; `NONE` where there is none. */
  private readonly sides: Int32Array;

  public constructor(
    private readonly table: CableEndTable,
    ends: number,
  ) {
    this.sides = new Int32Array(ends).fill(NONE);
    for (const side of ['a', 'b'] as const) {
      for (let cable = 0; cable < table.count; cable += 1) this.note(cable, side);
    }
  }

  public at(end: number): number {
    return (this.sides[end] ?? NONE) >> 1;
  }

  public sideAt(end: number): CableSide {
    return ((this.sides[end] ?? 0) & 1) === 0 ? 'a' : 'b';
  }

  public goesTo(end: number): number {
    const cable = this.at(end);
    return cable === NONE ? NONE : (this.table.ends(cable, FAR[this.sideAt(end)])[0] ?? NONE);
  }

  public meets(end: number, fars: ArrayLike<number>): boolean {
    const cable = this.at(end);
    if (cable === NONE) return false;
    const found = this.table.ends(cable, FAR[this.sideAt(end)]);
    for (let one = 0; one < found.length; one += 1) {
      for (let other = 0; other < fars.length; other += 1) {
        if (found[one] === fars[other] && found[one] !== NONE) return true;
      }
    }
    return false;
  }

  private note(cable: number, side: CableSide): void {
    const ends = this.table.ends(cable, side);
    for (let index = 0; index < ends.length; index += 1) {
      const end = ends[index] ?? NONE;
      if (end !== NONE && this.sides[end] === NONE) this.sides[end] = 2 * cable + (side === 'a' ? 0 : 1);
    }
  }
}
