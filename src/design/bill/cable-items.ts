import { cables as copperSpecs, fibres, transceivers } from '../../catalog/links';
import { type CableTable, isFibre, type Medium } from '../../model/cabling-plan';
import type { FabricPlan } from '../../model/fabric-plan';
import { DataRate } from '../../units/data-rate';
import { type CableQuantity, countCables, type TransceiverQuantity } from '../cabling/count-cables';
import type { SegmentQuantity } from '../cabling/count-segments';
import type { BillItem } from './bill-item';
import type { BillPhases } from './bill-phases';

const CABLE_NAMES: Readonly<Record<Exclude<Medium, 'unknown'>, string>> = {
  'passive-copper': 'passive copper cable',
  'active-copper': 'active copper cable',
  multimode: 'multimode fibre',
  'single-mode': 'single-mode fibre',
  'twisted-pair': 'twisted-pair cable',
};

const MANUFACTURERS: ReadonlyMap<string, string> = new Map(
  [...Object.values(copperSpecs), ...Object.values(fibres), ...Object.values(transceivers)].map(
    ({ model, manufacturer }) => [model, manufacturer],
  ),
);

const OPTICS: ReadonlyMap<string, string> = new Map(
  Object.values(transceivers).map(({ model, optics }) => [model, optics]),
);

/** What the bill knows of a fabric beside its links. */
export interface FabricOwner {
  /** Its construct path. Absent: nobody states its lead time. */
  readonly path?: string;
  /** Phases of the site. Absent: it has none. */
  readonly phases?: BillPhases;
}

/** Cables, fibres and transceivers of a fabric, and sentences on the cables that are in no line. */
export function cableItems(
  fabric: FabricPlan,
  table: CableTable,
  { path, phases }: FabricOwner = {},
): { items: BillItem[]; gaps: string[] } {
  const counts = countCables(fabric, table, phases?.ofLinks(fabric));
  const { cables, segments, transceivers: modules, undecided } = counts;
  const owned = (item: BillItem, phase: number | undefined): BillItem => ({
    ...item,
    ...(phase === undefined ? {} : { phase }),
    ...(path === undefined ? {} : { path }),
  });
  const items = [
    ...cables.map((cable) => owned(cableItem(fabric, table, cable), cable.phase)),
    ...segments.map((segment) => owned(segmentItem(segment), segment.phase)),
    ...modules.map((module) => owned(transceiverItem(module), module.phase)),
  ];
  if (undecided === 0) return { items, gaps: [] };
  const unreached = table.unreached.length;
  const gap =
    `fabric '${fabric.name}': ${undecided} of its ${table.count} cables are not in the bill: ` +
    `no medium reaches along ${unreached}, and an end of ${undecided - unreached} stands in no rack`;
  return { items, gaps: [gap] };
}

function cableItem(
  fabric: FabricPlan,
  table: CableTable,
  { choice, lengthMillimetres, quantity }: CableQuantity,
): BillItem {
  const { medium, cablePart } = choice;
  const category = isFibre(choice) ? 'fibre' : 'cable';
  if (medium === 'unknown') {
    const rates = unknownRates(fabric, table);
    return {
      line: { category, description: `cable for ${rates}`, quantity, unit: 'each', lengthMillimetres },
      gap: `fabric '${fabric.name}' has cables for ${rates} of no known medium: give one of that rate in 'media'`,
    };
  }
  return mediumItem({ medium, ...(cablePart === undefined ? {} : { cablePart }) }, { quantity, lengthMillimetres });
}

/** Cables or fibres of a known medium. */
export function mediumItem(
  { medium, cablePart }: { readonly medium: Exclude<Medium, 'unknown'>; readonly cablePart?: string },
  { quantity, lengthMillimetres }: Pick<CableQuantity, 'quantity' | 'lengthMillimetres'>,
): BillItem {
  const description = CABLE_NAMES[medium];
  const category = isFibre({ medium }) ? 'fibre' : 'cable';
  const line = { category, description, quantity, unit: 'each', lengthMillimetres } as const;
  return cablePart === undefined
    ? { line, gap: `${description} has no part number: give 'cablePart' in 'media'` }
    : { line: { ...maker(cablePart), ...line } };
}

function segmentItem({ piece, medium, part, lengthMillimetres, quantity }: SegmentQuantity): BillItem {
  const description = piece === 'cord' ? `${medium} patch cord` : `${medium} trunk`;
  const line = { category: 'fibre', description, quantity, unit: 'each', lengthMillimetres } as const;
  return part === undefined
    ? { line, gap: `${description} has no part number: give '${piece}Part' in 'patching'` }
    : { line: { ...maker(part), ...line } };
}

/** Transceivers that are alike. */
export function transceiverItem({ part, medium, top, quantity }: TransceiverQuantity): BillItem {
  const optics = OPTICS.get(part ?? '');
  const description = [`${medium} transceiver`, optics, top && `${top} top`].filter((word) => word !== undefined);
  const line = { category: 'transceiver', description: description.join(', '), quantity, unit: 'each' } as const;
  return part === undefined
    ? { line, gap: `${line.description} has no part number: give 'aTransceiver' and 'bTransceiver' in 'media'` }
    : { line: { ...maker(part), ...line } };
}

function maker(partNumber: string): { manufacturer?: string; partNumber: string } {
  const manufacturer = MANUFACTURERS.get(partNumber);
  return { ...(manufacturer === undefined ? {} : { manufacturer }), partNumber };
}

/** Rates of the links for which no medium is known, as `1 Gb/s`. */
function unknownRates(
  { hostRateBits, trunkRateBits, links }: FabricPlan,
  { cableOf, choice, choices }: CableTable,
): string {
  const rates = new Set<number>();
  for (let link = 0; link < links.count; link += 1) {
    if (choices[choice[cableOf[link] ?? 0] ?? -1]?.medium !== 'unknown') continue;
    rates.add(links.tier[link] === 0 ? hostRateBits : trunkRateBits);
  }
  const printed = [...rates].sort((a, b) => a - b).map((rate) => DataRate.bitsPerSecond(rate).toString());
  return printed.join(' and ');
}
