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

/** Which links a thing serves: what serves unlike links is not alike, even where nothing else is known of it. */
export interface ServedLinks {
  /** Rate of a link, bit/s. */
  readonly rateBits: number;
  /** `endpoint` for links between endpoints and leaves, `switch` for links between switches. */
  readonly joins: 'endpoint' | 'switch';
}

/** Cables that are alike. */
export interface CableQuantity extends ServedLinks {
  readonly choice: CableChoice;
  readonly lengthMillimetres: number;
  readonly quantity: number;
  /** Number of the phase by which it is laid. Absent: it was not asked for. */
  readonly phase?: number;
  /** Number of the place in which it lies. Absent: it was not asked for. */
  readonly place?: number;
}

/** Places of the ends of a fabric's links, numbered from 0. A cable with ends in several is in the place `between`; a transceiver is in the place of its cage. */
export interface LinkPlaces {
  /** By number of the endpoint. */
  readonly endpoints: ArrayLike<number>;
  /** By number of the switch. */
  readonly switches: ArrayLike<number>;
  readonly between: number;
  /** Places in all, `between` among them. */
  readonly count: number;
}

/** Transceivers that are alike: one a cage in use, whatever the number of its links. */
export interface TransceiverQuantity {
  /** Part number. Absent: a gap of the BOM. */
  readonly part?: string;
  readonly medium: Medium;
  readonly top?: TransceiverTop;
  /** Whether it sits in an endpoint or in a switch. */
  readonly side: 'endpoint' | 'switch';
  /** Links that it serves, with the rate of each, bit/s. Absent: its part number says what it is. */
  readonly serves?: { readonly links: number; readonly rateBits: number };
  readonly quantity: number;
  /** Number of the phase of its first link. Absent: it was not asked for. */
  readonly phase?: number;
  /** Number of the place of its cage. Absent: it was not asked for. */
  readonly place?: number;
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

/** Room for the length of a cable beside its phase and its links in one key, mm. */
const LENGTHS = 2 ** 32;

/**
 * Counts the cables and transceivers of a fabric: their sums are those of the cable schedule.
 *
 * @param fabric - fabric with its links
 * @param table - its cables
 * @param phases - number of the phase of each link; what differs in phase is counted apart. Absent: phases are not told apart
 * @param places - places of its ends; what differs in place is counted apart. Absent: places are not told apart
 */
export function countCables(
  fabric: FabricPlan,
  table: CableTable,
  phases?: ArrayLike<number>,
  places?: LinkPlaces,
): CableCounts {
  const { count, choice, choices, lengthMillimetres } = table;
  const quantities = choices.map(() => new Map<number, number>());
  const isPatched = patchedCables(table);
  const phaseOf = phases === undefined ? undefined : cablePhases(table, phases);
  const ofLinks = places === undefined ? undefined : linkPlaces(fabric, places);
  const placeOf = ofLinks === undefined ? undefined : cablePlaces(table, ofLinks, places?.between ?? 0);
  const width = places?.count ?? 1;
  const joinsSwitches = trunkCables(fabric, table);
  let undecided = 0;
  for (let cable = 0; cable < count; cable += 1) {
    const lengths = quantities[choice[cable] ?? -1];
    const group = (phaseOf?.[cable] ?? 0) * width + (placeOf?.[cable] ?? 0);
    const kind = 2 * group + (joinsSwitches[cable] ?? 0);
    const key = (lengthMillimetres[cable] ?? 0) + LENGTHS * kind;
    if (lengths === undefined) undecided += 1;
    else if (isPatched[cable] !== 1) lengths.set(key, (lengths.get(key) ?? 0) + 1);
  }
  const cables = choices.flatMap((made, index) =>
    [...(quantities[index] ?? [])]
      .map(([key, quantity]) => ({
        choice: made,
        ...servedLinks(fabric, Math.floor(key / LENGTHS) % 2 === 1),
        lengthMillimetres: key % LENGTHS,
        quantity,
        ...(phases !== undefined && { phase: Math.floor(key / LENGTHS / 2 / width) }),
        ...(places !== undefined && { place: Math.floor(key / LENGTHS / 2) % width }),
      }))
      .sort(
        (a, b) =>
          a.lengthMillimetres - b.lengthMillimetres ||
          (a.phase ?? 0) - (b.phase ?? 0) ||
          (a.place ?? 0) - (b.place ?? 0),
      ),
  );
  const segments = countSegments(table, phases, ofLinks);
  return { cables, segments, transceivers: countTransceivers(fabric, table, phases, places), undecided };
}

/** Place of each link: that of both of its ends, else `between`. */
function linkPlaces({ links }: FabricPlan, { endpoints, switches, between }: LinkPlaces): Uint32Array {
  return Uint32Array.from({ length: links.count }, (_, link) => {
    const a = (links.tier[link] === 0 ? endpoints : switches)[links.aNode[link] ?? 0] ?? between;
    return a === switches[links.bNode[link] ?? 0] ? a : between;
  });
}

/** Place of each cable: that of all of its links, else `between`. */
function cablePlaces({ cableOf, count }: CableTable, ofLinks: ArrayLike<number>, between: number): Uint32Array {
  const made = new Uint32Array(count).fill(0xffff_ffff);
  for (let link = 0; link < cableOf.length; link += 1) {
    const cable = cableOf[link] ?? 0;
    const place = ofLinks[link] ?? between;
    made[cable] = made[cable] === 0xffff_ffff || made[cable] === place ? place : between;
  }
  return made;
}

/** Links of a fabric between its switches, or below them. */
function servedLinks({ hostRateBits, trunkRateBits }: FabricPlan, isTrunk: boolean): ServedLinks {
  return isTrunk ? { rateBits: trunkRateBits, joins: 'switch' } : { rateBits: hostRateBits, joins: 'endpoint' };
}

/** 1 for each cable between switches. */
function trunkCables({ links }: FabricPlan, { cableOf, count }: CableTable): Uint8Array {
  const made = new Uint8Array(count);
  for (let link = 0; link < links.count; link += 1) if (links.tier[link] !== 0) made[cableOf[link] ?? 0] = 1;
  return made;
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
  /** In switches: of links to endpoints, and of links between switches. */
  bHost: number;
  bTrunk: number;
}

/** A cage with links of two fabric tiers has one transceiver all the same: that of its first link; it is there with the earliest of them. */
function countTransceivers(
  fabric: FabricPlan,
  { cableOf, choice, choices }: CableTable,
  phases?: ArrayLike<number>,
  places?: LinkPlaces,
): TransceiverQuantity[] {
  const cages = cageTable(fabric);
  const isCounted = new Uint8Array(cages.count);
  const earliest = phases === undefined ? undefined : cagePhases(cages, phases);
  const width = places?.count ?? 1;
  // For each choice, phase and place: a end in an endpoint, a end in a switch, b end.
  const counts = choices.map(() => new Map<number, Tally>());
  const tallyOf = (index: number, cage: number, place: number): Tally => {
    const group = (earliest?.[cage] ?? 0) * width + place;
    const tally = counts[index]?.get(group) ?? { aEndpoint: 0, aSwitch: 0, bHost: 0, bTrunk: 0 };
    counts[index]?.set(group, tally);
    return tally;
  };
  for (let link = 0; link < cableOf.length; link += 1) {
    const index = choice[cableOf[link] ?? 0] ?? -1;
    const made = choices[index];
    if (made === undefined || !isFibre(made)) continue;
    const a = cages.a[link] ?? 0;
    const b = cages.b[link] ?? 0;
    const isLower = a < cages.firstSwitchCage;
    const placeOf = (node: number | undefined, side: ArrayLike<number> = []): number => side[node ?? 0] ?? 0;
    if (isCounted[a] === 0) {
      const place = placeOf(fabric.links.aNode[link], isLower ? places?.endpoints : places?.switches);
      tallyOf(index, a, place)[isLower ? 'aEndpoint' : 'aSwitch'] += 1;
    }
    isCounted[a] = 1;
    if (isCounted[b] === 0) {
      const place = placeOf(fabric.links.bNode[link], places?.switches);
      tallyOf(index, b, place)[fabric.links.tier[link] === 0 ? 'bHost' : 'bTrunk'] += 1;
    }
    isCounted[b] = 1;
  }
  const merged = new Map<string, TransceiverQuantity>();
  const add = (kind: Omit<TransceiverQuantity, 'quantity'>, quantity: number): void => {
    const key = JSON.stringify([
      kind.part ?? '',
      kind.side,
      kind.top ?? '',
      kind.medium,
      kind.phase ?? 0,
      kind.serves ?? '',
      kind.place ?? 0,
    ]);
    if (quantity > 0) merged.set(key, { ...kind, quantity: (merged.get(key)?.quantity ?? 0) + quantity });
  };
  choices.forEach((made, index) => {
    const { hostRateBits: host, trunkRateBits: trunk } = fabric;
    for (const [group, { aEndpoint, aSwitch, bHost, bTrunk }] of counts[index] ?? []) {
      const by = {
        ...(phases !== undefined && { phase: Math.floor(group / width) }),
        ...(places !== undefined && { place: group % width }),
      };
      add({ ...transceiver(made, 'a', 'endpoint', host), ...by }, aEndpoint);
      add({ ...transceiver(made, 'a', 'switch', trunk), ...by }, aSwitch);
      add({ ...transceiver(made, 'b', 'switch', host), ...by }, bHost);
      add({ ...transceiver(made, 'b', 'switch', trunk), ...by }, bTrunk);
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

/** The transceiver at one end of a link, without a count. */
export function transceiver(
  { medium, aTransceiver, bTransceiver, aTop, bTop, linksPerATransceiver, linksPerBTransceiver }: CableChoice,
  end: 'a' | 'b',
  side: 'endpoint' | 'switch',
  rateBits: number,
): Omit<TransceiverQuantity, 'quantity'> {
  const part = end === 'a' ? aTransceiver : bTransceiver;
  const top = end === 'a' ? aTop : bTop;
  const links = end === 'a' ? linksPerATransceiver : linksPerBTransceiver;
  return {
    ...(part === undefined ? {} : { part }),
    medium,
    ...(top === undefined ? {} : { top }),
    side,
    ...(part === undefined ? { serves: { links, rateBits } } : {}),
  };
}

/** Cords or trunks that are alike. */
export interface SegmentQuantity {
  readonly piece: 'cord' | 'trunk';
  readonly medium: PatchedMedium;
  /** Part number. Absent: a gap of the BOM. */
  readonly part?: string;
  readonly lengthMillimetres: number;
  readonly quantity: number;
  /** Number of the phase by which it is laid. Absent: it was not asked for. */
  readonly phase?: number;
  /** Number of the place of both ends of its link. Absent: it was not asked for. */
  readonly place?: number;
}

/** Counts the segments of the links that pass panels: their sums are those of the cable schedule. Links without a medium are left out. */
function countSegments(
  { patched, cableOf, choice, choices }: CableTable,
  phases?: ArrayLike<number>,
  places?: ArrayLike<number>,
): SegmentQuantity[] {
  if (patched === undefined) return [];
  const { ways, link, way, aCordMillimetres, trunkMillimetres, bCordMillimetres } = patched;
  const counted = new Map<string, SegmentQuantity>();
  const add = (segment: Omit<SegmentQuantity, 'quantity'>): void => {
    const key = `${segment.piece}|${segment.medium}|${segment.lengthMillimetres}|${segment.part ?? ''}|${segment.phase ?? 0}|${segment.place ?? 0}`;
    counted.set(key, { ...segment, quantity: (counted.get(key)?.quantity ?? 0) + 1 });
  };
  link.forEach((index, row) => {
    const medium = choices[choice[cableOf[index] ?? 0] ?? -1]?.medium;
    if (medium !== 'multimode' && medium !== 'single-mode') return;
    const fibre = ways[way[row] ?? 0]?.fibres[medium];
    const by = {
      ...(phases !== undefined && { phase: phases[index] ?? 0 }),
      ...(places !== undefined && { place: places[index] ?? 0 }),
    };
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
