import type { BillLine, ModelFacts } from '../../model/bill-plan';
import type { FabricPlan } from '../../model/fabric-plan';
import { type PhaseInput, PhaseOrder, type PurchaseInput, weeksBefore } from '../../model/phase';
import type { DeviceInput, DeviceKind, PlacementPlan } from '../../model/placement-plan';
import { present } from '../../units/present';
import type { PatchWay } from '../../model/cabling-plan';

/** A line with the sentence that its gap makes: what is missing, and where it would come from. */
export interface BillItem {
  readonly line: Omit<BillLine, 'phase' | 'spares' | 'lastOrderDate'>;
  readonly gap?: string;
  /** Number of its phase. Absent: the site has no phases. */
  readonly phase?: number;
  /** Construct path of its owner, whose lead time it has. Absent: nobody states one. */
  readonly path?: string;
}

/** An item that stands for all that are alike. */
interface MergedItem extends BillItem {
  /** Earliest of their last order dates. */
  readonly lastOrderDate?: string;
}

/** Lines that are alike but for their quantity as one, in order of the first of each: one line is one thing to buy, of one vendor. */
export function mergeItems(items: readonly BillItem[], phases?: BillPhases): MergedItem[] {
  const merged = new Map<string, MergedItem>();
  for (const item of items) {
    const { quantity, ...kind } = item.line;
    const key = JSON.stringify([
      kind.category,
      kind.description,
      kind.manufacturer ?? '',
      kind.partNumber ?? '',
      kind.unit,
      kind.lengthMillimetres ?? -1,
      item.phase ?? 0,
    ]);
    const standing = merged.get(key);
    const sum = (standing?.line.quantity ?? 0) + quantity;
    const date = earliest(standing?.lastOrderDate, phases?.lastOrderDate(item.path ?? '', item.phase ?? 0));
    merged.set(key, {
      ...(standing ?? item),
      line: { ...kind, quantity: sum },
      ...present({ lastOrderDate: date }),
    });
  }
  return [...merged.values()];
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
): BillItem[] {
  return devices.flatMap((device) => {
    const facts = models.get(device.model) ?? { description: device.model, category: CATEGORIES[device.kind] };
    const line = { ...facts, quantity: 1, unit: 'each' } as const;
    const source = device.kind === 'panel' ? "'patching'" : `its catalogue entry '${device.model}'`;
    const gap = `'${facts.description}' has no part number: give 'partNumber' in ${source}`;
    const item: BillItem = facts.partNumber === undefined ? { line, gap } : { line };
    const { name, path } = device;
    const owner = { path, ...present({ phase: phases === undefined ? undefined : phases.numberOf(name) }) };
    return [item, ...cordItems(device, facts.description)].map((each) => ({ ...each, ...owner }));
  });
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
): BillItem[] {
  const used = racks.filter(({ devices }) => devices.length > 0);
  const heights = new Map<string, Set<number>>();
  for (const { limits } of used)
    heights.set(limits.model, (heights.get(limits.model) ?? new Set()).add(limits.heightU));
  return used.flatMap(({ limits, usedU, devices }) => {
    const named: ModelFacts = models.get(limits.model) ?? { description: limits.model, category: 'rack' };
    // A name that rows give to racks of several heights is no name of one thing.
    const isAmbiguous = (heights.get(limits.model)?.size ?? 0) > 1;
    const facts = isAmbiguous ? { ...named, description: `${named.description}, ${limits.heightU} U high` } : named;
    const rack = { ...facts, quantity: 1, unit: 'each' } as const;
    const gap = `rack '${facts.description}' has no part number: 'rack.model' gives its name alone`;
    const item: BillItem = rack.partNumber === undefined ? { line: rack, gap } : { line: rack };
    const items = [item, ...blankItems(limits.heightU - usedU)];
    if (phases === undefined) return items;
    const phase = devices.reduce((first, { name }) => Math.min(first, phases.numberOf(name)), Infinity);
    return items.map((each) => ({ ...each, phase }));
  });
}

function cordItems({ psus, model }: DeviceInput, description: string): BillItem[] {
  if (psus === undefined) return [];
  return [
    {
      line: { category: 'cord', description: `power cord for ${description}`, quantity: psus.count, unit: 'each' },
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
