import type { CableTable } from '../cabling/cabling-plan';
import type { ConvergedInSite } from '../converged/converged-in-site';
import type { FabricPlan } from '../fabric/fabric-plan';
import type { DeviceInput, PlacementPlan } from '../placement/placement-plan';
import { mergeItems } from './bill-item';
import type { BillLine, BillPlan } from './bill-plan';
import { cableItems } from './cable-items';
import { convergedItems } from './converged-items';
import { cordGaps, deviceItems, rackItems } from './device-items';
import type { ModelFacts } from './device-items';

export type { ModelFacts } from './device-items';

/** What a bill is made from. */
export interface BillInput {
  readonly devices: readonly DeviceInput[];
  readonly placement: PlacementPlan;
  /** By catalogue id of the model; racks by the name of their model. */
  readonly models: ReadonlyMap<string, ModelFacts>;
  readonly fabrics: readonly FabricPlan[];
  /** One for each fabric, in the same order. */
  readonly cables: readonly CableTable[];
  /** Default: none. */
  readonly converged?: readonly ConvergedInSite[];
  readonly phase: string;
}

/**
 * Bill of materials: devices, racks in use with blanks for their free units, cords, cables, fibres and transceivers.
 *
 * Cables and transceivers come from `countCables`, so that the bill and the cable schedule cannot disagree.
 */
export function planBill(input: BillInput): BillPlan {
  const { devices, placement, models, fabrics, cables, converged = [], phase } = input;
  const ofFabrics = fabrics.flatMap((fabric, index) => {
    const table = cables[index];
    return table === undefined ? [] : [cableItems(fabric, table)];
  });
  const cabling = [...ofFabrics, ...converged.map(convergedItems)];
  const items = mergeItems([
    ...deviceItems(devices, models),
    ...rackItems(placement, models),
    ...cabling.flatMap((part) => part.items),
  ]);
  const gaps = new Set([
    ...items.flatMap(({ gap }) => gap ?? []),
    ...cordGaps(devices, models),
    ...cabling.flatMap((part) => part.gaps),
  ]);
  return {
    lines: items.map(({ line }) => ({ ...line, phase })).sort(compareLines),
    gaps: [...gaps].sort(),
  };
}

function compareLines(a: BillLine, b: BillLine): number {
  return (
    compare(a.category, b.category) ||
    compare(a.description, b.description) ||
    (a.lengthMillimetres ?? 0) - (b.lengthMillimetres ?? 0) ||
    compare(a.partNumber ?? '', b.partNumber ?? '')
  );
}

/** Code units, so that no locale decides. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
