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
