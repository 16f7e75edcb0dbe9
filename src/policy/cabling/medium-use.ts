import type { CableChoice, CableTable, Medium } from '../../model/cabling-plan';

/** Longest cable of each medium as it is commonly built, mm, where a choice states none: copper and multimode as sold, single mode over FR4. */
const REACH_MILLIMETRES: Readonly<Record<Medium, number>> = {
  'passive-copper': 3_000,
  'active-copper': 5_000,
  multimode: 50_000,
  'single-mode': 2_000_000,
  'twisted-pair': 100_000,
  unknown: Infinity,
};

/** Cables of one medium in a fabric. */
export interface MediumUse {
  readonly medium: Medium;
  readonly cables: number;
  readonly longestMillimetres: number;
  /** The cable that is furthest beyond what its kind is built for, or nearest to it: its length, and that reach. */
  readonly furthest: { readonly lengthMillimetres: number; readonly reachMillimetres: number };
  /** Cables that are ordered shorter than their route, and by how much at the worst. */
  readonly short: number;
  readonly shortMillimetres: number;
  /** Cables of which the cable, or a transceiver that its fibre needs, has no part number. */
  readonly withoutPart: number;
}

/** Use of each medium, in the order of the table's choices. Linear in the cables. */
export function mediaOf({ count, choice, choices, lengthMillimetres, routeMillimetres }: CableTable): MediumUse[] {
  const cables = new Float64Array(choices.length);
  const longest = new Float64Array(choices.length);
  const short = new Float64Array(choices.length);
  const shortBy = new Float64Array(choices.length);
  for (let cable = 0; cable < count; cable += 1) {
    const index = choice[cable] ?? choices.length;
    if (index >= choices.length) continue;
    const length = lengthMillimetres[cable] ?? 0;
    const missing = (routeMillimetres[cable] ?? 0) - length;
    cables[index] = (cables[index] ?? 0) + 1;
    if (length > (longest[index] ?? 0)) longest[index] = length;
    if (missing <= 0) continue;
    short[index] = (short[index] ?? 0) + 1;
    if (missing > (shortBy[index] ?? 0)) shortBy[index] = missing;
  }
  const uses = new Map<Medium, MediumUse>();
  choices.forEach((one, index) => {
    const own = cables[index] ?? 0;
    if (own === 0) return;
    const before = uses.get(one.medium);
    const reachMillimetres = one.reachMillimetres ?? REACH_MILLIMETRES[one.medium];
    uses.set(one.medium, {
      medium: one.medium,
      cables: (before?.cables ?? 0) + own,
      longestMillimetres: Math.max(before?.longestMillimetres ?? 0, longest[index] ?? 0),
      furthest: further(before?.furthest, { lengthMillimetres: longest[index] ?? 0, reachMillimetres }),
      short: (before?.short ?? 0) + (short[index] ?? 0),
      shortMillimetres: Math.max(before?.shortMillimetres ?? 0, shortBy[index] ?? 0),
      withoutPart: (before?.withoutPart ?? 0) + (isGap(one) ? own : 0),
    });
  });
  return [...uses.values()];
}

function further(before: MediumUse['furthest'] | undefined, next: MediumUse['furthest']): MediumUse['furthest'] {
  const beyond = ({ lengthMillimetres, reachMillimetres }: MediumUse['furthest']): number =>
    lengthMillimetres - reachMillimetres;
  return before === undefined || beyond(next) > beyond(before) ? next : before;
}

function isGap({ medium, cablePart, aTransceiver, bTransceiver }: CableChoice): boolean {
  const isFibre = medium === 'multimode' || medium === 'single-mode';
  return cablePart === undefined || (isFibre && (aTransceiver === undefined || bTransceiver === undefined));
}
