import type { CableTable, PatchedFibre, PatchedMedium, PatchWay } from '../../model/cabling-plan';

const MILLIMETRES_PER_KILOMETRE = 1_000_000;

/** Panels that a link passes: one in each row. */
export const CONNECTIONS = 2;

/** Links of a fabric over the panels of one way and in one kind of fibre. */
export interface PatchedUse {
  readonly way: PatchWay;
  readonly medium: PatchedMedium;
  readonly links: number;
  /** The longest of them, which loses most. */
  readonly longestLink: number;
  readonly longestMillimetres: number;
  /** Links that lose more than they may; 0 where the figures are missing. */
  readonly over: number;
}

/** Figures of a fibre that the loss of a link follows from. */
export type FibreFigures = Readonly<
  Required<Pick<PatchedFibre, 'maxLossMillidecibels' | 'connectionMillidecibels' | 'millidecibelsPerKilometre'>>
>;

/** The figures of a fibre, or undefined where one is missing. */
export function figuresOf(fibre: PatchedFibre | undefined): FibreFigures | undefined {
  const { maxLossMillidecibels, connectionMillidecibels, millidecibelsPerKilometre } = fibre ?? {};
  return maxLossMillidecibels === undefined ||
    connectionMillidecibels === undefined ||
    millidecibelsPerKilometre === undefined
    ? undefined
    : { maxLossMillidecibels, connectionMillidecibels, millidecibelsPerKilometre };
}

/** Loss of a link over two panels, thousandths of a decibel. */
export function lossOf({ connectionMillidecibels, millidecibelsPerKilometre }: FibreFigures, length: number): number {
  return CONNECTIONS * connectionMillidecibels + (length * millidecibelsPerKilometre) / MILLIMETRES_PER_KILOMETRE;
}

/** Whether a link loses more than it may, in whole numbers, so that one at the limit is not over it. */
function isOver(figures: FibreFigures, length: number): boolean {
  const { maxLossMillidecibels, connectionMillidecibels, millidecibelsPerKilometre } = figures;
  const left = maxLossMillidecibels - CONNECTIONS * connectionMillidecibels;
  return length * millidecibelsPerKilometre > left * MILLIMETRES_PER_KILOMETRE;
}

/** Use of each way and kind of fibre, in the order of the first link of each. Linear in the links; links without a medium are left out. */
export function patchedUses({ patched, cableOf, choice, choices, lengthMillimetres }: CableTable): PatchedUse[] {
  const uses = new Map<string, { -readonly [K in keyof PatchedUse]: PatchedUse[K] }>();
  patched?.link.forEach((link, row) => {
    const cable = cableOf[link] ?? 0;
    const medium = choices[choice[cable] ?? -1]?.medium;
    const way = patched.ways[patched.way[row] ?? 0];
    if (way === undefined || (medium !== 'multimode' && medium !== 'single-mode')) return;
    const length = lengthMillimetres[cable] ?? 0;
    const key = `${patched.way[row]} ${medium}`;
    const use = uses.get(key) ?? { way, medium, links: 0, longestLink: link, longestMillimetres: 0, over: 0 };
    uses.set(key, use);
    const figures = figuresOf(way.fibres[medium]);
    use.links += 1;
    if (figures !== undefined && isOver(figures, length)) use.over += 1;
    if (length <= use.longestMillimetres) return;
    use.longestLink = link;
    use.longestMillimetres = length;
  });
  return [...uses.values()];
}
