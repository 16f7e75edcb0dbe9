/**
 * What the files of a book hold. Text of a plan stands in values alone, never in a key: who reads a file gets the same whatever things are called.
 * Places of things in lists stand for their names: -1 is none.
 */

/** A part of a book by its key, as its file calls `bookData` with it. */
export interface BookParts {
  readonly site: BookSite;
  readonly lookup: BookLookup;
  readonly failures: BookFailures;
}

/** Languages of the labels. Names and findings stay as the program has them. */
export const BOOK_LANGUAGES = ['en', 'ko'] as const;

/** A language of the labels. */
export type BookLanguage = (typeof BOOK_LANGUAGES)[number];

/** The site: all that is needed before anything is picked. */
export interface BookSite {
  /** Of this form of the files. */
  readonly format: 1;
  readonly name: string;
  /** Figure of devices that loads go by. */
  readonly basis: string;
  readonly language: BookLanguage;
  /** Label and value of each total. */
  readonly totals: readonly (readonly [label: string, value: number])[];
  /** Load of the site, W. */
  readonly loadWatts: number;
  /** In order of date; a thing of the first day has phase 0. Empty: the site has none. */
  readonly phases: readonly BookPhase[];
  readonly halls: readonly BookHall[];
  readonly zones: readonly BookZone[];
  readonly loops: readonly BookLoop[];
  readonly compartments: readonly string[];
  /** Tenants: blocks of others, and those that clusters are for. */
  readonly tenants: readonly string[];
  readonly networks: readonly { readonly name: string; readonly kind: string; readonly role: string }[];
  readonly models: readonly string[];
  readonly kinds: readonly string[];
  readonly racks: BookRacks;
  readonly devices: BookDevices;
  /** Findings, gravest first, then those that are acknowledged. Absent: the site was not judged. */
  readonly findings?: readonly BookFinding[];
  /** Rules that were judged: id, what must hold, why, and the source of that. */
  readonly rules: readonly (readonly [id: string, title: string, why: string, source: string])[];
  readonly nodes: readonly BookNode[];
  /** Assumed figures: object, prop, value, why, owner, last day. */
  readonly assumptions: readonly (readonly string[])[];
  /** Drawings and tables beside the book, relative to the folder of the site. */
  readonly files: readonly string[];
}

/** A phase with the figures of the plan. */
export interface BookPhase {
  readonly name: string;
  readonly date: string;
  readonly gpus: number;
  readonly racksUsed: number;
  readonly loadWatts: number;
}

/** A hall. */
export interface BookHall {
  readonly name: string;
  readonly phase: number;
  /** Distance between the centres of neighbouring racks, mm. */
  readonly pitch: number;
  /** Names of rows in the order of their racks. */
  readonly rows: readonly string[];
}

/** A power zone. Watts. */
export interface BookZone {
  readonly name: string;
  readonly ratingWatts: number;
  readonly limitWatts: number;
  readonly loadWatts: number;
  /** Feed, load while all live, worst load. */
  readonly feeds: readonly (readonly [feed: string, normal: number, worst: number])[];
}

/** A cooling loop. Watts of heat. */
export interface BookLoop {
  readonly name: string;
  readonly kind: string;
  readonly heatWatts: number;
  readonly capacityWatts: number;
}

/** Racks as columns, by hall, row and number. */
export interface BookRacks {
  readonly name: readonly string[];
  readonly hall: readonly number[];
  /** Place in the rows of its hall. */
  readonly row: readonly number[];
  /** Centre, mm. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly zone: readonly number[];
  readonly heightU: readonly number[];
  readonly budgetWatts: readonly number[];
  readonly compartment: readonly number[];
  /** Loops that serve it, and tenants that have it or whose clusters stand in it. */
  readonly loops: readonly (readonly number[])[];
  readonly tenants: readonly (readonly number[])[];
  /** Tenant block that has all of it; -1: none. */
  readonly letTo: readonly number[];
  /** Kept for a unit or owner; empty: it takes any. */
  readonly reserved: readonly string[];
}

/** Devices as columns, in the order of the plan. */
export interface BookDevices {
  readonly name: readonly string[];
  readonly kind: readonly number[];
  readonly model: readonly number[];
  /** -1: it found no place. */
  readonly rack: readonly number[];
  /** Lowest unit, from 1; 0: it found no place. */
  readonly u: readonly number[];
  readonly heightU: readonly number[];
  /** Draw by the figure of the site. */
  readonly watts: readonly number[];
  readonly phase: readonly number[];
}

/** A finding. */
export interface BookFinding {
  readonly rule: string;
  /** `acknowledged` was waived, `not known` could not be judged. */
  readonly outcome: 'error' | 'warning' | 'info' | 'not known' | 'acknowledged';
  readonly object: string;
  readonly path: string;
  readonly found: string;
  readonly limit: string;
  readonly remedy: string;
  /** Reason and last day of a waiver. Absent: it is none. */
  readonly waiver?: string;
}

/** A node of the power chain. Watts. */
export interface BookNode {
  readonly name: string;
  readonly kind: string;
  readonly feed: string;
  readonly group: string;
  readonly compartment: string;
  readonly phase: number;
  readonly loadWatts: number;
  readonly limitWatts: number;
  readonly worstWatts: number;
  /** Places of the nodes that feed it, and names of those that are none. */
  readonly fedFrom: readonly number[];
  /** Zones, as `<zone>/<feed>`, that it feeds first or later. */
  readonly feeds: readonly string[];
}

/** What is found only when it is asked for: addresses and hardware. */
export interface BookLookup {
  readonly pools: readonly string[];
  /** Names of devices, trays and switches that the rows name. */
  readonly names: readonly string[];
  /** Place of the device that stands in a rack for each name; -1: none does. */
  readonly holders: readonly number[];
  /** Name, interface or port, address, pool. */
  readonly addresses: readonly (readonly [name: number, port: string, address: string, pool: number])[];
  /** Name, state, serial number, asset tag, address of the board, ids of adapters. */
  readonly assets: readonly (readonly [
    name: number,
    state: string,
    serial: string,
    tag: string,
    bmc: string,
    ids: string,
  ])[];
}

/** Cables with an end in one hall, whatever network they are of. */
export interface BookHallCables {
  /** Names of devices, trays, switches and panels that the rows name. */
  readonly names: readonly string[];
  /** Place of the device that stands in a rack for each name; -1: none does. */
  readonly holders: readonly number[];
  readonly ports: readonly string[];
  readonly media: readonly string[];
  readonly parts: readonly string[];
  readonly rates: readonly string[];
  /** `CABLE_COLUMNS` numbers a row. */
  readonly rows: readonly number[];
  /** Labels that do not follow from network, lower device and port: place of the row, and label. */
  readonly labels: readonly (readonly [row: number, label: string])[];
}

/** Numbers of a row of cables: network, name and port of each end, medium, length in mm (0: not routed), part, rate. */
export const CABLE_COLUMNS = 9;

/** What goes down with what. */
export interface BookFailures {
  /** States of the power chain but the normal one. */
  readonly states: readonly BookState[];
  readonly losses: readonly BookLoss[];
  /** Loops that lack cooling when a power node is lost, by that node: loop, whether for good, why. */
  readonly stops: readonly (readonly [out: string, loop: string, isLasting: boolean, unknown: string])[];
  /** One unit of a group lost: group, loop, heat that the rest cannot take, racks that then lack it. */
  readonly units: readonly (readonly [units: string, loop: string, shortWatts: number, racks: BookRackSet])[];
}

/** Racks as first and last of each run of places, then rows of tenants that are no racks, by name. */
export interface BookRackSet {
  readonly runs: readonly number[];
  readonly others: readonly string[];
}

/** A state of the power chain. */
export interface BookState {
  readonly kind: string;
  readonly out: readonly string[];
  readonly racks: BookRackSet;
  readonly lostWatts: number;
  /** Devices at full, degraded, down, not known. */
  readonly devices: readonly [full: number, degraded: number, down: number, unknown: number];
  readonly zones: readonly string[];
  /** Node, load, what it may carry then. */
  readonly overloads: readonly (readonly [node: string, load: number, limit: number])[];
  readonly loops: readonly string[];
}

/** A loss of a compartment, a common cause, a loop or pumps. */
export interface BookLoss {
  readonly kind: string;
  readonly name: string;
  readonly things: string;
  readonly racks: BookRackSet;
  readonly unpowered: BookRackSet;
  readonly uncooled: BookRackSet;
  readonly loops: readonly string[];
  readonly tenantWatts: number;
}
