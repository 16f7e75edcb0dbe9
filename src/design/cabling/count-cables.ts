import type { FabricPlan } from '../fabric/fabric-plan';
import { isFibre } from './cable-media';
import { cageTable } from './cage-table';
import { countSegments, patchedCables } from './count-segments';
import type { SegmentQuantity } from './count-segments';
import type { CableChoice, CableTable, Medium, TransceiverTop } from './cabling-plan';

/** Cables that are alike. */
export interface CableQuantity {
  readonly choice: CableChoice;
  readonly lengthMillimetres: number;
  readonly quantity: number;
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
}

/** What the cables of a fabric are made of. */
export interface CableCounts {
  /** Sorted by place in `choices`, then length. Fibres are among them. */
  readonly cables: readonly CableQuantity[];
  /** Of links that pass panels, in place of a cable each. */
  readonly segments: readonly SegmentQuantity[];
  /** Sorted by part, side, top. */
  readonly transceivers: readonly TransceiverQuantity[];
  /** Cables without a choice: nothing reaches, or an end stands in no rack. */
  readonly undecided: number;
}

/** Counts the cables and transceivers of a fabric: their sums are those of the cable schedule. */
export function countCables(fabric: FabricPlan, table: CableTable): CableCounts {
  const { count, choice, choices, lengthMillimetres } = table;
  const quantities = choices.map(() => new Map<number, number>());
  const isPatched = patchedCables(table);
  let undecided = 0;
  for (let cable = 0; cable < count; cable += 1) {
    const lengths = quantities[choice[cable] ?? -1];
    const length = lengthMillimetres[cable] ?? 0;
    if (lengths === undefined) undecided += 1;
    else if (isPatched[cable] !== 1) lengths.set(length, (lengths.get(length) ?? 0) + 1);
  }
  const cables = choices.flatMap((made, index) =>
    [...(quantities[index] ?? [])]
      .sort(([a], [b]) => a - b)
      .map(([length, quantity]) => ({ choice: made, lengthMillimetres: length, quantity })),
  );
  return { cables, segments: countSegments(table), transceivers: countTransceivers(fabric, table), undecided };
}

/** A cage with links of two fabric tiers has one transceiver all the same: that of its first link. */
function countTransceivers(fabric: FabricPlan, { cableOf, choice, choices }: CableTable): TransceiverQuantity[] {
  const cages = cageTable(fabric);
  const isCounted = new Uint8Array(cages.count);
  // For each choice: a end in an endpoint, a end in a switch, b end.
  const counts = choices.map(() => ({ aEndpoint: 0, aSwitch: 0, b: 0 }));
  for (let link = 0; link < cableOf.length; link += 1) {
    const index = choice[cableOf[link] ?? 0] ?? -1;
    const made = choices[index];
    const tally = counts[index];
    if (made === undefined || tally === undefined || !isFibre(made)) continue;
    const a = cages.a[link] ?? 0;
    const b = cages.b[link] ?? 0;
    if (isCounted[a] === 0) tally[a < cages.firstSwitchCage ? 'aEndpoint' : 'aSwitch'] += 1;
    isCounted[a] = 1;
    if (isCounted[b] === 0) tally.b += 1;
    isCounted[b] = 1;
  }
  const merged = new Map<string, TransceiverQuantity>();
  const add = (kind: Omit<TransceiverQuantity, 'quantity'>, quantity: number): void => {
    const key = JSON.stringify([kind.part ?? '', kind.side, kind.top ?? '', kind.medium]);
    if (quantity > 0) merged.set(key, { ...kind, quantity: (merged.get(key)?.quantity ?? 0) + quantity });
  };
  choices.forEach((made, index) => {
    const { aEndpoint = 0, aSwitch = 0, b = 0 } = counts[index] ?? {};
    add(transceiver(made, 'a', 'endpoint'), aEndpoint);
    add(transceiver(made, 'a', 'switch'), aSwitch);
    add(transceiver(made, 'b', 'switch'), b);
  });
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, quantity]) => quantity);
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
