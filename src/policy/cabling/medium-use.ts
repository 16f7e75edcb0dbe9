import type { CableChoice, CableTable, Medium } from '../../design/cabling/cabling-plan';

/** Cables of one medium in a fabric. */
export interface MediumUse {
  readonly medium: Medium;
  readonly cables: number;
  readonly longestMillimetres: number;
  /** Cables that are ordered shorter than their route, and by how much at the worst. */
  readonly short: number;
  readonly shortMillimetres: number;
  /** Cables of which the cable, or a transceiver that its fibre needs, has no part number. */
  readonly withoutPart: number;
}

/** Use of each medium, in the order of the table's choices. Linear in the cables. */
export function mediaOf({ count, choice, choices, lengthMillimetres, routeMillimetres }: CableTable): MediumUse[] {
  const uses = new Map<Medium, { -readonly [Key in keyof MediumUse]: MediumUse[Key] }>();
  const byChoice = choices.map(({ medium }) => {
    const use = uses.get(medium) ?? {
      medium,
      cables: 0,
      longestMillimetres: 0,
      short: 0,
      shortMillimetres: 0,
      withoutPart: 0,
    };
    uses.set(medium, use);
    return use;
  });
  const hasGap = choices.map(isGap);
  for (let cable = 0; cable < count; cable += 1) {
    const index = choice[cable] ?? choices.length;
    const use = byChoice[index];
    if (use === undefined) continue;
    const length = lengthMillimetres[cable] ?? 0;
    const missing = (routeMillimetres[cable] ?? 0) - length;
    use.cables += 1;
    use.longestMillimetres = Math.max(use.longestMillimetres, length);
    if (missing > 0) use.short += 1;
    use.shortMillimetres = Math.max(use.shortMillimetres, missing);
    if (hasGap[index] === true) use.withoutPart += 1;
  }
  return [...uses.values()].filter(({ cables }) => cables > 0);
}

function isGap({ medium, cablePart, aTransceiver, bTransceiver }: CableChoice): boolean {
  const isFibre = medium === 'multimode' || medium === 'single-mode';
  return cablePart === undefined || (isFibre && (aTransceiver === undefined || bTransceiver === undefined));
}
