import type { ModelFacts } from '../../model/bill-plan';
import { type BillLine } from '../../model/bill-plan';
import type { PatchWay } from '../../model/cabling-plan';
import type { DeviceInput, DeviceKind, PlacementPlan } from '../../model/placement-plan';
import { present } from '../../units/present';
import type { BillItem, BillPhases } from './bill-items';

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
