import type { CableTable, PatchedMedium } from '../../model/cabling-plan';

/** Cords or trunks that are alike. */
export interface SegmentQuantity {
  readonly piece: 'cord' | 'trunk';
  readonly medium: PatchedMedium;
  /** Part number. Absent: a gap of the bill of materials. */
  readonly part?: string;
  readonly lengthMillimetres: number;
  readonly quantity: number;
  /** Number of the phase by which it is laid. Absent: it was not asked for. */
  readonly phase?: number;
}

/** Counts the segments of the links that pass panels: their sums are those of the cable schedule. Links without a medium are left out. */
export function countSegments(
  { patched, cableOf, choice, choices }: CableTable,
  phases?: ArrayLike<number>,
): SegmentQuantity[] {
  if (patched === undefined) return [];
  const { ways, link, way, aCordMillimetres, trunkMillimetres, bCordMillimetres } = patched;
  const counted = new Map<string, SegmentQuantity>();
  const add = (segment: Omit<SegmentQuantity, 'quantity'>): void => {
    const key = `${segment.piece}|${segment.medium}|${segment.lengthMillimetres}|${segment.part ?? ''}|${segment.phase ?? 0}`;
    counted.set(key, { ...segment, quantity: (counted.get(key)?.quantity ?? 0) + 1 });
  };
  link.forEach((index, row) => {
    const medium = choices[choice[cableOf[index] ?? 0] ?? -1]?.medium;
    if (medium !== 'multimode' && medium !== 'single-mode') return;
    const fibre = ways[way[row] ?? 0]?.fibres[medium];
    const by = phases === undefined ? {} : { phase: phases[index] ?? 0 };
    const cord = {
      ...by,
      piece: 'cord',
      medium,
      ...(fibre?.cordPart === undefined ? {} : { part: fibre.cordPart }),
    } as const;
    const trunk = {
      ...by,
      piece: 'trunk',
      medium,
      ...(fibre?.trunkPart === undefined ? {} : { part: fibre.trunkPart }),
    } as const;
    add({ ...cord, lengthMillimetres: aCordMillimetres[row] ?? 0 });
    add({ ...trunk, lengthMillimetres: trunkMillimetres[row] ?? 0 });
    add({ ...cord, lengthMillimetres: bCordMillimetres[row] ?? 0 });
  });
  return [...counted.values()];
}

/** 1 for each cable that is laid as segments. */
export function patchedCables({ count, cableOf, patched }: CableTable): Uint8Array {
  const isPatched = new Uint8Array(count);
  patched?.link.forEach((link) => (isPatched[cableOf[link] ?? 0] = 1));
  return isPatched;
}
