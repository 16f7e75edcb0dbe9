import type { BillLine, BillPlan, ModelFacts, SpareInput } from '../../model/bill-plan';
import { isFibre, type CableTable, type Medium } from '../../model/cabling-plan';
import { coreCageOf, type ConvergedInSite } from '../../model/core-pair';
import type { FabricPlan } from '../../model/fabric-plan';
import type { PhaseInput, PurchaseInput } from '../../model/phase';
import type { DeviceInput, PlacementPlan } from '../../model/placement-plan';
import { present } from '../../units/present';
import { textOrder } from '../text';
import {
  BETWEEN_PLACES,
  type BillItem,
  BillPhases,
  type BillPlaces,
  cordGaps,
  deviceItems,
  mergeItems,
  rackItems,
} from './bill-items';
import { addSpares, type PhasedLine } from './spares';
import { cables as copperSpecs, fibres, transceivers } from '../../catalog/links';
import { pairCables, type PairCable } from '../../model/site-cables';
import { DataRate } from '../../units/data';
import {
  countCables,
  transceiver,
  type CableQuantity,
  type SegmentQuantity,
  type ServedLinks,
  type TransceiverQuantity,
} from '../cabling/count-cables';

/** What a BOM is made from. */
export interface BillInput {
  /** All devices, in order of declaration. */
  readonly devices: readonly DeviceInput[];
  /** Where they stand: racks are counted from it. */
  readonly placement: PlacementPlan;
  /** By catalogue id of the model; racks by the name of their model. */
  readonly models: ReadonlyMap<string, ModelFacts>;
  /** Fabrics whose cables and transceivers are counted. */
  readonly fabrics: readonly FabricPlan[];
  /** One for each fabric, in the same order. */
  readonly cables: readonly CableTable[];
  /** Default: none. */
  readonly converged?: readonly ConvergedInSite[];
  /** Phase that all lines name where the site has no phases. */
  readonly phase: string;
  /** Construct path of each fabric, in the same order. Default: nobody states their lead times. */
  readonly paths?: readonly string[];
  /** Phases of the site, and what is bought by them. Default: none. */
  readonly phases?: readonly PhaseInput[];
  /** Purchases with their lead times and phases. */
  readonly purchases?: readonly PurchaseInput[];
  /** Default: none. */
  readonly spares?: readonly SpareInput[];
}

/**
 * BOM: devices, racks in use with blanks for their free units, cords, cables, fibres and transceivers.
 *
 * Cables and transceivers come from `countCables`, so that the BOM and the cable schedule cannot disagree. In a site with phases a device is of its phase,
 * a cable of the later of its ends, a transceiver of the first link in its cage, a rack of the first device in it.
 *
 * @throws DesignError `bill/unknown-spare`
 */
export function planBill(input: BillInput): BillPlan {
  const { devices, placement, models, phase, spares = [] } = input;
  const { phases: inputs = [], purchases = [] } = input;
  const phases = inputs.length === 0 ? undefined : new BillPhases({ phases: inputs, purchases, devices });
  const all = billItems(input, phases);
  const items = mergeItems(all.items, phases);
  const gaps = new Set([...items.flatMap(({ gap }) => gap ?? []), ...cordGaps(devices, models), ...all.gaps]);
  const lines = items
    .map(({ line, phase: number = 0, lastOrderDate }): PhasedLine => ({
      line: {
        ...line,
        phase: phases?.nameOf(number) ?? phase,
        ...present({ lastOrderDate }),
      },
      phase: number,
    }))
    .sort((a, b) => compareLines(a.line, b.line) || a.phase - b.phase);
  const used = new Set([...devices.map(({ model }) => model), ...placement.racks.map(({ limits }) => limits.model)]);
  return {
    lines: addSpares(lines, spares, models),
    gaps: [...gaps].sort(),
    models: Object.fromEntries([...models].filter(([id]) => used.has(id))),
  };
}

/** Every item before any are merged. */
export function billItems(
  { devices, placement, models, fabrics, cables, converged = [], paths = [] }: Omit<BillInput, 'phase'>,
  phases: BillPhases | undefined,
  places?: BillPlaces,
): { items: BillItem[]; gaps: string[] } {
  const ofFabrics = fabrics.flatMap((fabric, index) => {
    const table = cables[index];
    const path = paths[index];
    const owner = present({ path, phases, places });
    return table === undefined ? [] : [cableItems(fabric, table, owner)];
  });
  const cabling = [...ofFabrics, ...converged.map((pair) => convergedItems(pair, phases, places))];
  return {
    items: [
      ...deviceItems(devices, models, phases, places),
      ...rackItems(placement, models, phases, places),
      ...cabling.flatMap((part) => part.items),
    ],
    gaps: cabling.flatMap((part) => part.gaps),
  };
}

function compareLines(a: BillLine, b: BillLine): number {
  return (
    textOrder(a.category, b.category) ||
    textOrder(a.description, b.description) ||
    (a.lengthMillimetres ?? 0) - (b.lengthMillimetres ?? 0) ||
    textOrder(a.partNumber ?? '', b.partNumber ?? '')
  );
}

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

/** What the BOM knows of a fabric beside its links. */
interface FabricOwner {
  /** Its construct path. Absent: nobody states its lead time. */
  readonly path?: string;
  /** Phases of the site. Absent: it has none. */
  readonly phases?: BillPhases;
  /** Absent: places are not told apart. */
  readonly places?: BillPlaces;
}

/** Numbers of the phase and of the place of things that are alike. */
type Grouped = Pick<BillItem, 'phase' | 'place'>;

/** Cables, fibres and transceivers of a fabric, and sentences on the cables that are in no line. */
export function cableItems(
  fabric: FabricPlan,
  table: CableTable,
  { path, phases, places }: FabricOwner = {},
): { items: BillItem[]; gaps: string[] } {
  const counts = countCables(fabric, table, phases?.ofLinks(fabric), places?.ofFabric(fabric));
  const { cables, segments, transceivers: modules, undecided } = counts;
  const owned = (item: BillItem, { phase, place }: Grouped): BillItem => ({
    ...item,
    ...present({ phase, path, place }),
  });
  const items = [
    ...cables.map((cable) => owned(cableItem(fabric, cable), cable)),
    ...segments.map((segment) => owned(segmentItem(segment), segment)),
    ...modules.map((module) => owned(transceiverItem(module), module)),
  ];
  if (undecided === 0) return { items, gaps: [] };
  const unreached = table.unreached.length;
  const gap =
    `fabric '${fabric.name}': ${undecided} of its ${table.count} cables are not in the BOM: ` +
    `no medium reaches along ${unreached}, and an end of ${undecided - unreached} stands in no rack`;
  return { items, gaps: [gap] };
}

function cableItem(
  fabric: FabricPlan,
  { choice, lengthMillimetres, quantity, rateBits, joins }: CableQuantity,
): BillItem {
  const { medium, cablePart, linksPerCable } = choice;
  const served = { rateBits, joins, links: linksPerCable };
  if (medium === 'unknown') {
    return {
      line: { category: 'cable', description: `cable ${purpose(served)}`, quantity, unit: 'each', lengthMillimetres },
      gap: `fabric '${fabric.name}' has cables ${purpose(served)} of no known medium: give one of that rate in 'media'`,
    };
  }
  return mediumItem({ medium, ...present({ cablePart }) }, { quantity, lengthMillimetres, ...served });
}

/** What a thing without a part number is for, which tells it from others of its medium: `for 2 x 400 Gb/s between switches`. */
function purpose({ rateBits, joins, links = 1 }: ServedLinks & { readonly links?: number }): string {
  const rate = DataRate.bitsPerSecond(rateBits).toString();
  return `for ${links === 1 ? rate : `${links} x ${rate}`}${joins === 'switch' ? ' between switches' : ''}`;
}

/** Cables or fibres of a known medium. */
function mediumItem(
  { medium, cablePart }: { readonly medium: Exclude<Medium, 'unknown'>; readonly cablePart?: string },
  cable: Pick<CableQuantity, 'quantity' | 'lengthMillimetres' | 'rateBits' | 'joins'> & { readonly links: number },
): BillItem {
  const { quantity, lengthMillimetres } = cable;
  const description = cablePart === undefined ? `${CABLE_NAMES[medium]} ${purpose(cable)}` : CABLE_NAMES[medium];
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
function transceiverItem({ part, medium, top, side, serves, quantity }: TransceiverQuantity): BillItem {
  const optics = OPTICS.get(part ?? '');
  const place = side === 'switch' ? 'a switch' : 'an endpoint';
  const served = serves === undefined ? '' : ` ${purpose({ ...serves, joins: 'endpoint' })} in ${place}`;
  const kind = `${medium} transceiver${served}`;
  const description = [kind, optics, top && `${top} top`].filter((word) => word !== undefined);
  const line = { category: 'transceiver', description: description.join(', '), quantity, unit: 'each' } as const;
  return part === undefined
    ? { line, gap: `${line.description} has no part number: give 'aTransceiver' and 'bTransceiver' in 'media'` }
    : { line: { ...maker(part), ...line } };
}

function maker(partNumber: string): { manufacturer?: string; partNumber: string } {
  const manufacturer = MANUFACTURERS.get(partNumber);
  return { ...present({ manufacturer }), partNumber };
}

/** Cables and transceivers of a pair of cores, one item for each that is ordered, and a sentence on the cables that stand in no line. */
export function convergedItems(
  pair: ConvergedInSite,
  phases?: BillPhases,
  places?: BillPlaces,
): { items: BillItem[]; gaps: string[] } {
  const { path, plan } = pair;
  const owned = (item: BillItem, { phase, place }: Grouped): BillItem => ({
    ...item,
    path,
    ...present({ phase, place }),
  });
  const links = pairCables(pair);
  const ordered = links.filter(({ isFirst }) => isFirst);
  const without = (medium: PairCable['medium']): number => ordered.filter((cable) => cable.medium === medium).length;
  const [unplaced, unreached] = [without('unplaced'), without('unreached')];
  const of = `of its ${ordered.length} cables are not in the BOM`;
  const gaps = [
    ...(unplaced === 0 ? [] : [`core pair '${plan.name}': ${unplaced} ${of}: an end of each stands in no rack`]),
    ...(unreached === 0 ? [] : [`core pair '${plan.name}': ${unreached} ${of}: no medium reaches along them`]),
  ];
  const lying = places === undefined ? new Map<string, number>() : pairPlaces(links, places);
  const phaseOf = ({ a, b }: PairCable): number | undefined =>
    phases === undefined ? undefined : Math.max(...[a, b].map((end) => phases.numberOf(end.device)));
  return {
    items: [
      ...ordered
        .filter(({ medium }) => medium !== 'unplaced' && medium !== 'unreached')
        .map((cable) =>
          owned(coreCableItem(plan.name, cable), present({ phase: phaseOf(cable), place: lying.get(cable.cable) })),
        ),
      ...pairTransceivers(pair, links, phaseOf, places).map((module) => owned(transceiverItem(module), module)),
    ],
    gaps,
  };
}

/** Place of each cable of a pair: that of the ends of all its links, else between. */
function pairPlaces(links: readonly PairCable[], places: BillPlaces): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { cable, a, b } of links) {
    for (const { device } of [a, b]) {
      const place = places.ofDevice(device);
      found.set(cable, (found.get(cable) ?? place) === place ? place : BETWEEN_PLACES);
    }
  }
  return found;
}

function coreCableItem(pair: string, { split, rateBits, lengthMillimetres, joins, made }: PairCable): BillItem {
  if (made !== undefined && made.medium !== 'unknown') {
    const { medium, cablePart, linksPerCable } = made;
    return mediumItem(
      { medium, ...present({ cablePart }) },
      { quantity: 1, lengthMillimetres, rateBits, joins, links: linksPerCable },
    );
  }
  const rate = (bits: number): string => DataRate.bitsPerSecond(bits).toString();
  const description =
    split === undefined
      ? `cable ${purpose({ rateBits, joins })}`
      : `split cable, ${rate(split.fromRateBits)} into ${split.into} x ${rate(split.fromRateBits / split.into)}`;
  return {
    line: { category: 'cable', description, quantity: 1, unit: 'each', lengthMillimetres },
    gap: `core pair '${pair}': '${description}' has no part number, and its transceivers are not counted: its medium is not known`,
  };
}

/** One transceiver for each cage with a fibre, of the earliest phase of its links. */
function pairTransceivers(
  { plan }: ConvergedInSite,
  links: readonly PairCable[],
  phaseOf: (cable: PairCable) => number | undefined,
  places?: BillPlaces,
): TransceiverQuantity[] {
  const cores = new Set<string>(plan.cores.map(({ name }) => name));
  const found = new Map<string, TransceiverQuantity>();
  for (const cable of links) {
    const { made, rateBits } = cable;
    if (made === undefined || !isFibre(made)) continue;
    const phase = phaseOf(cable);
    for (const side of ['a', 'b'] as const) {
      const { device, port } = cable[side];
      const isCore = cores.has(device);
      // A device's port is a cage of its own.
      const key = JSON.stringify([device, isCore ? coreCageOf(port) : port]);
      const known = found.get(key);
      const first = phase === undefined ? undefined : Math.min(phase, known?.phase ?? phase);
      const module = known ?? { ...transceiver(made, side, isCore ? 'switch' : 'endpoint', rateBits), quantity: 1 };
      found.set(key, { ...module, ...present({ phase: first, place: places?.ofDevice(device) }) });
    }
  }
  return [...found.values()];
}
