import type { BillLine, BillPlan, ModelFacts, SpareInput } from '../../model/bill-plan';
import type { CableTable } from '../../model/cabling-plan';
import type { ConvergedInSite } from '../../model/core-pair';
import type { FabricPlan } from '../../model/fabric-plan';
import type { PhaseInput, PurchaseInput } from '../../model/phase';
import type { DeviceInput, PlacementPlan } from '../../model/placement-plan';
import { present } from '../../units/present';
import { textOrder } from '../text';
import { BillPhases, mergeItems } from './bill-items';
import { cableItems, convergedItems } from './cable-items';
import { cordGaps, deviceItems, rackItems } from './bill-items';
import { addSpares, type PhasedLine } from './spares';

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
  const { devices, placement, models, fabrics, cables, converged = [], phase, paths = [], spares = [] } = input;
  const { phases: inputs = [], purchases = [] } = input;
  const phases = inputs.length === 0 ? undefined : new BillPhases({ phases: inputs, purchases, devices });
  const ofFabrics = fabrics.flatMap((fabric, index) => {
    const table = cables[index];
    const path = paths[index];
    const owner = present({ path, phases });
    return table === undefined ? [] : [cableItems(fabric, table, owner)];
  });
  const cabling = [...ofFabrics, ...converged.map((pair) => convergedItems(pair, phases))];
  const items = mergeItems(
    [
      ...deviceItems(devices, models, phases),
      ...rackItems(placement, models, phases),
      ...cabling.flatMap((part) => part.items),
    ],
    phases,
  );
  const gaps = new Set([
    ...items.flatMap(({ gap }) => gap ?? []),
    ...cordGaps(devices, models),
    ...cabling.flatMap((part) => part.gaps),
  ]);
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
  return { lines: addSpares(lines, spares, models), gaps: [...gaps].sort() };
}

function compareLines(a: BillLine, b: BillLine): number {
  return (
    textOrder(a.category, b.category) ||
    textOrder(a.description, b.description) ||
    (a.lengthMillimetres ?? 0) - (b.lengthMillimetres ?? 0) ||
    textOrder(a.partNumber ?? '', b.partNumber ?? '')
  );
}
