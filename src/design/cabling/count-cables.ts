import {
  type CableChoice,
  type CableTable,
  isFibre,
  type Medium,
  type PatchedMedium,
  type TransceiverTop,
} from '../../model/cabling-plan';
import type { FabricPlan } from '../../model/fabric-plan';
import { cageTable, type CageTable } from './cage-table';

/** Cables that are alike. */
export interface CableQuantity {
  readonly choice: CableChoice;
  readonly lengthMillimetres: number;
  readonly quantity: number;
  /** Number of the phase by which it is laid. Absent: it was not asked for. */
  readonly phase?: number;
}

/** Transceivers that are alike: one a cage in use, whatever the number of its links. */
export interface TransceiverQuantity {
  /** Part number. Absent: a gap of the bill of materials. */
  readonly part?: string;
  readonly medium: Medium;
  readonly top?: TransceiverTop;
  /** Whether it sits in an endpoint or in a switch. */
  readonly side: 'endpoint' | 'switch';
  readonly quantity: number;
  /** Number of the phase of its first link. Absent: it was not asked for. */
  readonly phase?: number;
}

/** What the cables of a fabric are made of. */
interface CableCounts {
  /** Sorted by place in `choices`, then length. Fibres are among them. */
  readonly cables: readonly CableQuantity[];
  /** Of links that pass panels, in place of a cable each. */
  readonly segments: readonly SegmentQuantity[];
  /** Sorted by part, side, top. */
  readonly transceivers: readonly TransceiverQuantity[];
  /** Cables without a choice: nothing reaches, or an end stands in no rack. */
  readonly undecided: number;
}

/** Room for the length of a cable beside its phase in one key, mm. */
const LENGTHS = 2 ** 32;

/**
 * Counts the cables and transceivers of a fabric: their sums are those of the cable schedule.
 *
 * @param fabric - fabric with its links
 * @param table - its cables
 * @param phases - number of the phase of each link; what differs in phase is counted apart. Absent: phases are not told apart
 */
export function countCables(fabric: FabricPlan, table: CableTable, phases?: ArrayLike<number>): CableCounts {
  const { count, choice, choices, lengthMillimetres } = table;
  const quantities = choices.map(() => new Map<number, number>());
  const isPatched = patchedCables(table);
  const phaseOf = phases === undefined ? undefined : cablePhases(table, phases);
  let undecided = 0;
  for (let cable = 0; cable < count; cable += 1) {
    const lengths = quantities[choice[cable] ?? -1];
    const key = (lengthMillimetres[cable] ?? 0) + LENGTHS * (phaseOf?.[cable] ?? 0);
    if (lengths === undefined) undecided += 1;
    else if (isPatched[cable] !== 1) lengths.set(key, (lengths.get(key) ?? 0) + 1);
  }
  const cables = choices.flatMap((made, index) =>
    [...(quantities[index] ?? [])]
      .map(([key, quantity]) => ({
        choice: made,
        lengthMillimetres: key % LENGTHS,
        quantity,
        ...(phases !== undefined && { phase: Math.floor(key / LENGTHS) }),
      }))
      .sort((a, b) => a.lengthMillimetres - b.lengthMillimetres || (a.phase ?? 0) - (b.phase ?? 0)),
  );
  const segments = countSegments(table, phases);
  return { cables, segments, transceivers: countTransceivers(fabric, table, phases), undecided };
}

/** Phase of each cable: that of its first link. */
function cablePhases({ cableOf, count }: CableTable, phases: ArrayLike<number>): Uint16Array {
  const made = new Uint16Array(count);
  for (let link = cableOf.length - 1; link >= 0; link -= 1) made[cableOf[link] ?? 0] = phases[link] ?? 0;
  return made;
}

/** Transceivers of one choice and phase. */
interface Tally {
  aEndpoint: number;
  aSwitch: number;
  b: number;
}

/** A cage with links of two fabric tiers has one transceiver all the same: that of its first link; it is there with the earliest of them. */
function countTransceivers(
  fabric: FabricPlan,
  { cableOf, choice, choices }: CableTable,
  phases?: ArrayLike<number>,
): TransceiverQuantity[] {
  const cages = cageTable(fabric);
  const isCounted = new Uint8Array(cages.count);
  const earliest = phases === undefined ? undefined : cagePhases(cages, phases);
  // For each choice and phase: a end in an endpoint, a end in a switch, b end.
  const counts = choices.map(() => new Map<number, Tally>());
  const tallyOf = (index: number, cage: number): Tally => {
    const phase = earliest?.[cage] ?? 0;
    const tally = counts[index]?.get(phase) ?? { aEndpoint: 0, aSwitch: 0, b: 0 };
    counts[index]?.set(phase, tally);
    return tally;
  };
  for (let link = 0; link < cableOf.length; link += 1) {
    const index = choice[cableOf[link] ?? 0] ?? -1;
    const made = choices[index];
    if (made === undefined || !isFibre(made)) continue;
    const a = cages.a[link] ?? 0;
    const b = cages.b[link] ?? 0;
    if (isCounted[a] === 0) tallyOf(index, a)[a < cages.firstSwitchCage ? 'aEndpoint' : 'aSwitch'] += 1;
    isCounted[a] = 1;
    if (isCounted[b] === 0) tallyOf(index, b).b += 1;
    isCounted[b] = 1;
  }
  const merged = new Map<string, TransceiverQuantity>();
  const add = (kind: Omit<TransceiverQuantity, 'quantity'>, quantity: number): void => {
    const key = JSON.stringify([kind.part ?? '', kind.side, kind.top ?? '', kind.medium, kind.phase ?? 0]);
    if (quantity > 0) merged.set(key, { ...kind, quantity: (merged.get(key)?.quantity ?? 0) + quantity });
  };
  choices.forEach((made, index) => {
    for (const [phase, { aEndpoint, aSwitch, b }] of counts[index] ?? []) {
      const by = phases === undefined ? {} : { phase };
      add({ ...transceiver(made, 'a', 'endpoint'), ...by }, aEndpoint);
      add({ ...transceiver(made, 'a', 'switch'), ...by }, aSwitch);
      add({ ...transceiver(made, 'b', 'switch'), ...by }, b);
    }
  });
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, quantity]) => quantity);
}

/** Earliest phase of the links of each cage. */
function cagePhases({ count, a, b }: CageTable, phases: ArrayLike<number>): Uint16Array {
  const earliest = new Uint16Array(count).fill(0xffff);
  for (let link = 0; link < a.length; link += 1) {
    for (const cage of [a[link] ?? 0, b[link] ?? 0]) {
      earliest[cage] = Math.min(earliest[cage] ?? 0, phases[link] ?? 0);
    }
  }
  return earliest;
}

function transceiver(
  { medium, aTransceiver, bTransceiver, aTop, bTop }: CableChoice,
  end: 'a' | 'b',
  side: 'endpoint' | 'switch',
): Omit<TransceiverQuantity, 'quantity'> {
  const part = end === 'a' ? aTransceiver : bTransceiver;
  const top = end === 'a' ? aTop : bTop;
  return { ...(part === undefined ? {} : { part }), medium, ...(top === undefined ? {} : { top }), side };
}

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
function countSegments(
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
function patchedCables({ count, cableOf, patched }: CableTable): Uint8Array {
  const isPatched = new Uint8Array(count);
  patched?.link.forEach((link) => (isPatched[cableOf[link] ?? 0] = 1));
  return isPatched;
}
