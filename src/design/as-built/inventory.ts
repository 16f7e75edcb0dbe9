/** A rack of an inventory. */
export interface InventoryRack {
  readonly name: string;
  /** Name of the row's location. Absent: none. */
  readonly location?: string;
  readonly heightU?: number;
  readonly status?: string;
  readonly custom?: CustomValues;
}

/** Values of custom fields by name; '' where one is empty. Absent: not known, and not compared. */
export type CustomValues = Readonly<Record<string, string>>;

/** A device of an inventory. */
export interface InventoryDevice {
  readonly name: string;
  readonly role?: string;
  /** Short name of the role, where it has one. */
  readonly roleSlug?: string;
  readonly status?: string;
  readonly rack?: string;
  /** Lowest unit. Absent: at no unit of its own. */
  readonly u?: number;
  readonly serial?: string;
  /** Whether the inventory may do without it, as without the rack PDUs of a plan that states none. Absent: it may not. */
  readonly isOptional?: true;
  readonly custom?: CustomValues;
}

/** One end of a cable: an interface, or a side of a patch panel's port. */
export interface InventoryEnd {
  readonly device: string;
  readonly port: string;
  /** Side of a patch panel. Absent: no panel. */
  readonly face?: 'front' | 'rear';
}

/** A cable of an inventory; one that carries several links has as many ends on a side. */
export interface InventoryCable {
  readonly label: string;
  readonly a: readonly InventoryEnd[];
  readonly b: readonly InventoryEnd[];
  readonly custom?: CustomValues;
}

/** An address of an inventory. */
export interface InventoryAddress {
  /** With prefix length. */
  readonly address: string;
  /** Absent: assigned to nothing. */
  readonly device?: string;
  readonly interface?: string;
}

/** What an inventory holds of a site; a list that is absent was not read, and nothing of it is judged. */
export interface Inventory {
  readonly racks?: readonly InventoryRack[];
  readonly devices?: readonly InventoryDevice[];
  readonly cables?: readonly InventoryCable[];
  readonly addresses?: readonly InventoryAddress[];
  /** Cables that carry power or end nowhere: they are counted and passed over. */
  readonly otherCables: number;
}

/** What a plan says that an inventory should hold. */
export interface PlannedInventory {
  readonly racks: readonly InventoryRack[];
  readonly devices: readonly InventoryDevice[];
  readonly cables: readonly InventoryCable[];
  readonly addresses: readonly Required<InventoryAddress>[];
  /** Racks of the halls, in use or not. */
  readonly rackNames: readonly string[];
  /** Pools of addresses, by name. */
  readonly pools: readonly { readonly name: string; readonly cidr: string }[];
  /** Whether an asset file is kept, so that the states and serials of the plan mean something. */
  readonly hasAssets: boolean;
}

/** Lists of an inventory. */
export const INVENTORY_PARTS = ['racks', 'devices', 'cables', 'addresses'] as const;

/** A list of an inventory. */
export type InventoryPart = (typeof INVENTORY_PARTS)[number];

/**
 * How an inventory differs from the plan.
 *
 * `missing`: it has no such object. `extra`: no plan asks for it. `misplaced`: it is elsewhere. `renamed`: a device of another name has its serial or its
 * place, and a rack, row or role of another name has what belongs in it. `differs`: a field is other than planned. `swapped`: the far ends of two cables are exchanged.
 */
type InventoryKind = 'missing' | 'extra' | 'misplaced' | 'renamed' | 'differs' | 'swapped';

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
interface InventoryCounts {
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

/** What became of the objects of one list. */
export interface PartOutcome {
  readonly counts: InventoryCounts;
  readonly findings: readonly InventoryFinding[];
}

/** A finding about a field whose values differ; none where they are alike. */
export function fieldFinding(
  of: Pick<InventoryFinding, 'object' | 'name'>,
  field: string,
  planned: string | undefined,
  found: string | undefined,
): InventoryFinding[] {
  if (planned === found) return [];
  return [
    {
      kind: 'differs',
      ...of,
      field,
      ...(planned !== undefined && { planned }),
      ...(found !== undefined && { found }),
    },
  ];
}

/** Findings about custom fields whose values differ; fields that NetBox does not define at all are told once, and not here. */
export function customFindings(
  of: Pick<InventoryFinding, 'object' | 'name'>,
  planned: CustomValues | undefined,
  found: CustomValues | undefined,
): InventoryFinding[] {
  if (planned === undefined || found === undefined) return [];
  return Object.entries(planned).flatMap(([name, value]) => {
    const is = Object.hasOwn(found, name) ? found[name] : value;
    return fieldFinding(of, `custom field ${name}`, value, is === '' ? undefined : is);
  });
}

/** Order of what no plan has an order for. */
export function byObjectName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
}
