import type { BillLine, ModelFacts } from '../../model/bill-plan';
import type { FabricPlan } from '../../model/fabric-plan';
import { type PhaseInput, PhaseOrder, type PurchaseInput, weeksBefore } from '../../model/phase';
import type { DeviceInput, DeviceKind, HallInput, PlacementPlan, RackLimits } from '../../model/placement-plan';
import { rackPlaces } from '../../model/shared-loss';
import { present } from '../../units/present';
import type { PatchWay } from '../../model/cabling-plan';
import type { LinkPlaces } from '../cabling/count-cables';

/** A line with the sentence that its gap makes: what is missing, and where it would come from. */
export interface BillItem {
  readonly line: Omit<BillLine, 'phase' | 'spares' | 'lastOrderDate'>;
  readonly gap?: string;
  /** Number of its phase. Absent: the site has no phases. */
  readonly phase?: number;
  /** Construct path of its owner, whose lead time it has. Absent: nobody states one. */
  readonly path?: string;
  /** Number of the place in which it stands. Absent: it was not asked for. */
  readonly place?: number;
}

/** An item that stands for all that are alike. */
interface MergedItem extends BillItem {
  /** Earliest of their last order dates. */
  readonly lastOrderDate?: string;
}

/** Lines that are alike but for their quantity as one, in order of the first of each: one line is one thing to buy, of one vendor. */
export function mergeItems(items: readonly BillItem[], phases?: BillPhases): MergedItem[] {
  const merged = new Map<string, GrowingItem>();
  // Racks of one model have one line, whose key is written once.
  const keys = new Map<BillItem['line'], string>();
  for (const item of items) {
    const { line, path = '', phase = 0 } = item;
    const kind = keys.get(line) ?? lineKey(line, '');
    keys.set(line, kind);
    const key = `${kind}${phase}`;
    const date = phases?.lastOrderDate(path, phase);
    const standing = merged.get(key);
    if (standing === undefined) merged.set(key, { first: item, line, quantity: line.quantity, date });
    else {
      standing.line = line;
      standing.quantity += line.quantity;
      standing.date = earliest(standing.date, date);
    }
  }
  return [...merged.values()].map(({ first, line: { quantity: _own, ...kind }, quantity, date }) => ({
    ...first,
    line: { ...kind, quantity },
    ...present({ lastOrderDate: date }),
  }));
}

/** An item to which others are added. */
interface GrowingItem {
  readonly first: BillItem;
  /** Line of the last. */
  line: BillItem['line'];
  quantity: number;
  date: string | undefined;
}

/** What tells a line of the BOM from all others: what it is, and the phase that it is there by. */
export function lineKey(line: Omit<BillLine, 'phase' | 'quantity'>, phase: string): string {
  const { category, description, manufacturer = '', partNumber = '', unit, lengthMillimetres = -1 } = line;
  return JSON.stringify([category, description, manufacturer, partNumber, unit, lengthMillimetres, phase]);
}

function earliest(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

/** Phases of a site as the BOM sees them: when each thing is there, and by when it must be ordered. */
interface BillPhasesInput {
  /** In any order. */
  readonly phases: readonly PhaseInput[];
  readonly purchases: readonly PurchaseInput[];
  readonly devices: readonly DeviceInput[];
}

/** Tells the phase of devices and links by number from 0, in order of dates. A link is there with the later of its ends. */
export class BillPhases {
  private readonly order: PhaseOrder;
  private readonly numbers: ReadonlyMap<string, number>;
  /** Longest lead time by construct path, weeks. */
  private readonly leads = new Map<string, number>();

  public constructor({ phases, purchases, devices }: BillPhasesInput) {
    this.order = new PhaseOrder(phases);
    this.numbers = new Map(devices.map((device) => [device.name, this.order.numberOf(device)]));
    for (const { path, leadTimeWeeks } of purchases) {
      this.leads.set(path, Math.max(this.leads.get(path) ?? 0, leadTimeWeeks));
    }
  }

  /** Name of a phase. */
  public nameOf(number: number): string {
    return this.order.phases[number]?.name ?? '';
  }

  /** Number of the phase of a device; 0 for what is not of the site. */
  public numberOf(device: string): number {
    return this.numbers.get(device) ?? 0;
  }

  /** Number of the phase of each link of a fabric. */
  public ofLinks({ endpoints, switches, links }: FabricPlan): Uint16Array {
    const lower = endpoints.map(({ name, device }) => this.numberOf(device ?? name));
    const upper = switches.map(({ name }) => this.numberOf(name));
    return Uint16Array.from({ length: links.count }, (_, link) => {
      const a = (links.tier[link] === 0 ? lower : upper)[links.aNode[link] ?? 0] ?? 0;
      return Math.max(a, upper[links.bNode[link] ?? 0] ?? 0);
    });
  }

  /** Last day on which what a construct brings in a phase can be ordered; undefined where its lead time is not stated. */
  public lastOrderDate(path: string, number: number): string | undefined {
    const weeks = this.leads.get(path);
    const phase = this.order.phases[number];
    return weeks === undefined || phase === undefined ? undefined : weeksBefore(phase.date, weeks);
  }
}

/** Place of what lies between several places. */
export const BETWEEN_PLACES = 0;

/** Place of what stands in no rack. */
export const NO_PLACE = 1;

/** Tells the compartment of devices, racks and links by number: those of racks from 2, in order of placement. */
export class BillPlaces {
  /** Names by number; of the first two, texts of their own. */
  public readonly names: readonly string[];
  private readonly ofRacks = new Map<string, number>();
  private readonly positions: PlacementPlan['positions'];

  public constructor({ racks, positions }: PlacementPlan, halls: readonly HallInput[]) {
    const placeOf = rackPlaces(halls);
    const numbers = new Map<string, number>();
    for (const rack of racks) {
      const name = placeOf(rack);
      const number = numbers.get(name) ?? numbers.size + NO_PLACE + 1;
      numbers.set(name, number);
      this.ofRacks.set(rack.name, number);
    }
    this.positions = positions;
    this.names = ['', '', ...numbers.keys()];
  }

  /** Place of a rack. */
  public ofRack(rack: string): number {
    return this.ofRacks.get(rack) ?? NO_PLACE;
  }

  /** Place of a device. */
  public ofDevice(device: string): number {
    return this.ofRack(this.positions.get(device)?.rack ?? '');
  }

  /** Places of the ends of a fabric's links. */
  public ofFabric({ endpoints, switches }: FabricPlan): LinkPlaces {
    return {
      endpoints: endpoints.map(({ name, device }) => this.ofDevice(device ?? name)),
      switches: switches.map(({ name }) => this.ofDevice(name)),
      between: BETWEEN_PLACES,
      count: this.names.length,
    };
  }
}

const CATEGORIES: Readonly<Record<DeviceKind, BillLine['category']>> = {
  system: 'system',
  switch: 'switch',
  storage: 'storage',
  server: 'server',
  ufm: 'server',
  panel: 'panel',
};

/** Devices by model, and a power cord for each of their PSUs. */
export function deviceItems(
  devices: readonly DeviceInput[],
  models: ReadonlyMap<string, ModelFacts>,
  phases?: BillPhases,
  places?: BillPlaces,
): BillItem[] {
  const items: BillItem[] = [];
  let run: Run | undefined;
  for (const device of devices) {
    const owner = { phase: phases?.numberOf(device.name), place: places?.ofDevice(device.name) };
    if (run !== undefined && isOfRun(run, device, owner)) {
      run.count += 1;
      continue;
    }
    if (run !== undefined) items.push(...runItems(run, models));
    run = { device, owner, count: 1 };
  }
  if (run !== undefined) items.push(...runItems(run, models));
  return items;
}

/** When and where devices are there. */
type RunOwner = Readonly<Record<'phase' | 'place', number | undefined>>;

/** Devices one after the other of which the BOM says the same. */
interface Run {
  readonly device: DeviceInput;
  readonly owner: RunOwner;
  count: number;
}

function isOfRun(
  { device, owner }: Run,
  { model, kind, path, psus }: DeviceInput,
  { phase, place }: RunOwner,
): boolean {
  return (
    owner.phase === phase &&
    owner.place === place &&
    device.model === model &&
    device.kind === kind &&
    device.path === path &&
    device.psus?.count === psus?.count
  );
}

function runItems(
  { device, owner: { phase, place }, count }: Run,
  models: ReadonlyMap<string, ModelFacts>,
): BillItem[] {
  const facts = models.get(device.model) ?? { description: device.model, category: CATEGORIES[device.kind] };
  const line = { ...facts, quantity: count, unit: 'each' } as const;
  const source = device.kind === 'panel' ? "'patching'" : `its catalogue entry '${device.model}'`;
  const gap = `'${facts.description}' has no part number: give 'partNumber' in ${source}`;
  const item: BillItem = facts.partNumber === undefined ? { line, gap } : { line };
  const owner = { path: device.path, ...present({ phase, place }) };
  return [item, ...cordItems(device, facts.description, count)].map((each) => ({ ...each, ...owner }));
}

/** Sentences on devices whose cords cannot be counted. */
export function cordGaps(devices: readonly DeviceInput[], models: ReadonlyMap<string, ModelFacts>): string[] {
  const unknown = new Set(
    devices.filter(({ psus, kind }) => psus === undefined && kind !== 'panel').map(({ model }) => model),
  );
  return [...unknown].map((model) => {
    const description = models.get(model)?.description ?? model;
    return `power cords of '${description}' are not counted: give 'psus' in its catalogue entry '${model}'`;
  });
}

/** Racks that hold something, and a blank panel for each of their free units. A rack is there with the first of its devices. */
export function rackItems(
  { racks }: PlacementPlan,
  models: ReadonlyMap<string, ModelFacts>,
  phases?: BillPhases,
  places?: BillPlaces,
): BillItem[] {
  const used = racks.filter(({ devices }) => devices.length > 0);
  const heights = new Map<string, Set<number>>();
  for (const { limits } of used)
    heights.set(limits.model, (heights.get(limits.model) ?? new Set()).add(limits.heightU));
  // Racks that are alike have one line.
  const lines = new Map<string, BillItem>();
  const blanks = new Map<number, readonly BillItem[]>();
  const blanksOf = (freeU: number): readonly BillItem[] => {
    const known = blanks.get(freeU) ?? blankItems(freeU);
    blanks.set(freeU, known);
    return known;
  };
  const rackOf = ({ model, heightU }: RackLimits): BillItem => {
    const key = `${heightU} ${model}`;
    const known = lines.get(key);
    if (known !== undefined) return known;
    const named: ModelFacts = models.get(model) ?? { description: model, category: 'rack' };
    // A name that rows give to racks of several heights is no name of one thing.
    const isAmbiguous = (heights.get(model)?.size ?? 0) > 1;
    const facts = isAmbiguous ? { ...named, description: `${named.description}, ${heightU} U high` } : named;
    const rack = { ...facts, quantity: 1, unit: 'each' } as const;
    const gap = `rack '${facts.description}' has no part number: 'rack.model' gives its name alone`;
    const item: BillItem = rack.partNumber === undefined ? { line: rack, gap } : { line: rack };
    lines.set(key, item);
    return item;
  };
  return used.flatMap(({ name: rackName, limits, usedU, devices }) => {
    const place = present({ place: places?.ofRack(rackName) });
    const items = [rackOf(limits), ...blanksOf(limits.heightU - usedU)].map((each) => ({ ...each, ...place }));
    if (phases === undefined) return items;
    const phase = devices.reduce((first, { name }) => Math.min(first, phases.numberOf(name)), Infinity);
    return items.map((each) => ({ ...each, phase }));
  });
}

function cordItems({ psus, model }: DeviceInput, description: string, devices: number): BillItem[] {
  if (psus === undefined) return [];
  return [
    {
      line: {
        category: 'cord',
        description: `power cord for ${description}`,
        quantity: devices * psus.count,
        unit: 'each',
      },
      gap: `power cords of '${description}' have no part number: catalogue entry '${model}' does not give 'input.inlet'`,
    },
  ];
}

function blankItems(freeU: number): BillItem[] {
  if (freeU <= 0) return [];
  return [
    {
      line: { category: 'blank', description: 'blank panel, 1U', quantity: freeU, unit: 'each' },
      gap: 'blank panels have no part number: the catalogue has no blank panels',
    },
  ];
}

/** What the BOM says of patch panels, by their model. */
export function panelModels(ways: readonly PatchWay[]): [string, ModelFacts][] {
  return ways.map(({ panel: { model, partNumber } }) => [
    model,
    { description: model, category: 'panel', ...present({ partNumber }) },
  ]);
}
