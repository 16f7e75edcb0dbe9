import type { InventoryPart } from './inventory';

/**
 * How an inventory differs from the plan.
 *
 * `missing`: it has no such object. `extra`: no plan asks for it. `misplaced`: it is elsewhere. `renamed`: a device of another name has its serial or its
 * place, and a rack, row or role of another name has what belongs in it. `differs`: a field is other than planned. `swapped`: the far ends of two cables are exchanged.
 */
export type InventoryKind = 'missing' | 'extra' | 'misplaced' | 'renamed' | 'differs' | 'swapped';

/** What a finding is about. */
export type InventoryObject = 'rack' | 'device' | 'cable' | 'address' | 'location' | 'role' | 'prefix' | 'custom field';

/** One thing of an inventory that is not as planned. */
export interface InventoryFinding {
  readonly kind: InventoryKind;
  readonly object: InventoryObject;
  /** Name of the rack or device, label of the cable, or the address; where no plan asks for it, as the inventory has it. */
  readonly name: string;
  /** What differs, in the words of the inventory: `role`, `status`, `serial`, `location`, `height`, `prefix length`, `custom field <name>`. */
  readonly field?: string;
  /** Value or place as planned. Absent: no plan asks for it, or the plan has none. */
  readonly planned?: string;
  /** Value or place as found. Absent: there is none. */
  readonly found?: string;
  /** What is missing with it, and is no finding of its own. */
  readonly carries?: { readonly devices: number; readonly cables: number; readonly addresses: number };
  /** The other cable of a swap, with both of its ends. */
  readonly partner?: { readonly name: string; readonly planned: string; readonly found: string };
}

/** Objects of one list by what became of them. */
export interface InventoryCounts {
  readonly planned: number;
  readonly asPlanned: number;
  /** Planned objects that a finding is about. */
  readonly differing: number;
  readonly extra: number;
  /** Objects that are none of the plan's concern, such as devices outside of its racks. */
  readonly passedOver: number;
}

/** An inventory against the plan. */
export interface InventoryReport {
  /** Name of the site in the inventory. */
  readonly site: string;
  /** By list; one that was not read is absent. */
  readonly counts: Readonly<Partial<Record<InventoryPart, InventoryCounts>>>;
  /** Whether states and serials were compared: without an asset file the plan knows none. */
  readonly areStatesJudged: boolean;
  /** Racks, devices, cables, addresses; each in the order of the plan, then the extra ones by name. */
  readonly findings: readonly InventoryFinding[];
}
