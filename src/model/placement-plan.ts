import type { DeviceCooling } from './cooling-plan';
import { byName } from '../units/present';

/** Highest share of the nameplate that a group of systems draws together, with what it rests on. */
export interface PeakShare {
  /** Above 0 and up to 1. */
  readonly share: number;
  /** Document or measurement. */
  readonly source: string;
}

/** Kinds of device that a site places. */
export type DeviceKind = 'system' | 'switch' | 'storage' | 'server' | 'ufm' | 'panel';

/** A hall and its rows, as a user lays them out. Lengths in mm. */
export interface HallInput {
  /** Unique in the site. */
  readonly name: string;
  /** Rows from the front wall on. */
  readonly rows: readonly RowInput[];
  /** Distance between the fronts of neighbouring rows. */
  readonly rowPitchMillimetres: number;
  /** Distance between the centres of neighbouring racks. */
  readonly rackPitchMillimetres: number;
  /** Height from a rack's top to the tray; a cable climbs it at both ends. */
  readonly riserMillimetres: number;
  /** Phase by whose date it is ready. Default: from the first day. */
  readonly phase?: string;
  /** Construct path, for findings. Absent: the site's. */
  readonly path?: string;
  /** Name that it had before. */
  readonly formerly?: string;
  /** Room along the rows, and across them from the front wall to the back wall. Absent: not judged. */
  readonly widthMillimetres?: number;
  /** Room across the rows, from the front wall to the back wall. Absent: not judged. */
  readonly depthMillimetres?: number;
  /** What the floor can carry under a rack, g/m2. Absent: not judged. */
  readonly floorGramsPerSquareMetre?: number;
  /** Clear height of the lowest door on the way in. Absent: not judged. */
  readonly doorMillimetres?: number;
  /** Which aisles are closed off. Absent: none. */
  readonly containment?: AisleKind;
  /** Row that a new unit of devices takes. Default: `first-fit`. */
  readonly placement?: PlacementOrder;
  /** Room or compartment that it is in. Absent: it is one of its own, by its name. */
  readonly compartment?: string;
  /** Whether its racks carry no hall in their names. Default: only where it is the site's only hall. */
  readonly isUnnamed?: boolean;
}

/** An aisle that fronts draw air from, or one that rears blow into. */
export type AisleKind = 'cold-aisle' | 'hot-aisle';

/** Row that a new unit of devices takes: the first with room, both rows of a mirrored pair alike, or the one nearest to the rows of switches. */
export type PlacementOrder = 'first-fit' | 'symmetric' | 'near-switches';

/** A row of racks, all alike and fed from one power zone but for the positions that differ. */
export interface RowInput {
  /** Unique in the hall, for example `A`. */
  readonly name: string;
  /** Rack positions. Racks are named `<row><two digits from 1>`, with the hall in front where a site has several: `A01`, `hall-1-A01`. */
  readonly racks: number;
  /** Power zone by name, of the racks whose position names no other. */
  readonly zone: string;
  /** Kinds of device this row takes. Default: all. */
  readonly accepts?: readonly DeviceKind[];
  /** What each of its racks takes. */
  readonly rack: RackLimits;
  /** Construct path, for findings. Absent: the hall's. */
  readonly path?: string;
  /** Name that it had before. */
  readonly formerly?: string;
  /** Place counted from the front, from 0. Absent: its position in `rows`. */
  readonly slot?: number;
  /** Distance of its middle from that of place 0. Absent: by its place and the row pitch. */
  readonly yMillimetres?: number;
  /** Side of the hall that its fronts look to. Absent: not known. */
  readonly facing?: 'front' | 'back';
  /** Positions that differ from the others, by number from 1, each once. */
  readonly positions?: readonly RackPosition[];
  /** Room or compartment that it stands in. Absent: its hall's. */
  readonly compartment?: string;
  /** Unit or owner that its racks are kept for, where a position names no other: `haein/su-02`, `haein`. */
  readonly reservedFor?: string;
  /** Whether a technology loop serves it. Absent: the site has no such loop. */
  readonly isOnLoop?: boolean;
  /** Tenant load that takes it whole: no device of the site is placed there. */
  readonly tenant?: string;
}

/** A rack position that differs from the others of its row. */
export interface RackPosition {
  /** Number in the row, from 1. */
  readonly number: number;
  /** Construct path, for findings. Absent: the row's. */
  readonly path?: string;
  /** What the rack there holds at most. Absent: as the row's racks. */
  readonly rack?: RackLimits;
  /** Why no rack stands there, for example `column`. Absent: one does. */
  readonly blockedBy?: string;
  /** Unit or owner that it is kept for. */
  readonly reservedFor?: string;
  /** Room or compartment that it stands in. Absent: its row's. */
  readonly compartment?: string;
  /** Power zone that feeds it. Absent: its row's. */
  readonly zone?: string;
  /** Tenant load that takes it: no device of the site is placed there. Absent: its row's, or none. */
  readonly tenant?: string;
}

/** Tells the tenant load that takes a rack: that of its position, or of its whole row. */
export function tenantsOfRacks(
  halls: readonly HallInput[],
): (rack: Pick<RackPlan, 'hall' | 'row' | 'number'>) => string | undefined {
  const rows = new Map<string, string>();
  const racks = new Map<string, string>();
  for (const { name: hall, rows: own } of halls) {
    for (const { name, tenant, positions = [] } of own) {
      if (tenant !== undefined) rows.set(`${hall}/${name}`, tenant);
      for (const each of positions) {
        if (each.tenant !== undefined) racks.set(`${hall}/${name}/${each.number}`, each.tenant);
      }
    }
  }
  if (rows.size + racks.size === 0) return () => undefined;
  return ({ hall, row, number }) => racks.get(`${hall}/${row}/${number}`) ?? rows.get(`${hall}/${row}`);
}

/** Names of a row's racks: `A01`, with the hall in front where the site has several: `hall-1-A01`. */
export function rackName(hall: string | undefined, row: string, number: number): string {
  return `${hall === undefined ? '' : `${hall}-`}${row}${String(number).padStart(2, '0')}`;
}

/** What a rack holds at most. */
export interface RackLimits {
  /** Rack model, for the BOM. */
  readonly model: string;
  readonly heightU: number;
  readonly budgetWatts: number;
  /** Weight of what is in it. Absent: not judged. */
  readonly maxLoadGrams?: number;
  /** Heat that it may give to air. Absent: not judged. */
  readonly maxAirWatts?: number;
  /** Its body and what it asks of the room. Absent: floor and aisles are not judged. */
  readonly body?: RackBody;
}

/** Body of a rack. What is absent is not known. */
export interface RackBody {
  readonly widthMillimetres?: number;
  readonly depthMillimetres?: number;
  readonly heightMillimetres?: number;
  /** Weight of the empty rack. */
  readonly weightGrams?: number;
  /** Free room that its front and its rear need, for air and for people. */
  readonly frontClearanceMillimetres?: number;
  readonly rearClearanceMillimetres?: number;
}

/** What stands in for each other: each kind has a share of its own that one loss may take. */
export type PartnerKind = 'manager' | 'leaf' | 'spine' | 'core' | 'server' | 'block' | 'oob-switch';

/** Kinds of partners, for people. */
export const PARTNER_WORDS: Readonly<Record<PartnerKind, { readonly one: string; readonly many: string }>> = {
  manager: { one: 'a manager', many: 'managers' },
  leaf: { one: 'a leaf', many: 'leaves' },
  spine: { one: 'a spine', many: 'spines' },
  core: { one: 'a core', many: 'cores' },
  server: { one: 'a server', many: 'servers' },
  block: { one: 'a block', many: 'blocks' },
  'oob-switch': { one: 'an out-of-band switch', many: 'out-of-band switches' },
};

/** Devices that stand in for each other: what one of them carries, the others take over. */
export interface PartnerSet {
  /** Unique in the site, such as `compute/ufm`. */
  readonly set: string;
  readonly kind: PartnerKind;
  /** What they serve, for people: `fabric 'compute'`. */
  readonly of: string;
  /** As many as placement puts into one rack while another within reach has room. */
  readonly mostPerRack: number;
  /** As many as one loss may take. */
  readonly mostLost: number;
  /** What they are spread over beside racks. Default: racks alone. */
  readonly over?: PartnerSpread;
}

/** What the members of a partner set are spread over beside racks: the rows, or the power zones, that hold the fewest of them come first. */
export type PartnerSpread = 'rows' | 'zones';

/** Power supplies of a device: `needed` of `count` carry it at full load. */
export interface PowerSupplies {
  readonly count: number;
  readonly needed: number;
  /** Fewest PSUs with which it still runs, slower. Absent: what it does below `needed` is not stated by its vendor. */
  readonly degradedFrom?: number;
}

/** A device that wants a place. */
export interface DeviceInput extends DevicePower {
  /** Unique in the site. */
  readonly name: string;
  /** What it is: placement and rules go by it. */
  readonly kind: DeviceKind;
  /** Catalogue id of the model. */
  readonly model: string;
  /** Height, rack units. */
  readonly heightU: number;
  /** Absent: not judged (the policy says so). */
  readonly weightGrams?: number;
  /** Highest electrical draw. */
  readonly maxWatts: number;
  /** Power supplies. Absent: loss of a feed is indeterminate. */
  readonly psus?: PowerSupplies;
  /** Zones where it may stand, in order of preference. Default: any. */
  readonly zones?: readonly string[];
  /** The one row where it may stand, whatever kinds that row takes. Default: any row of its zones that takes its kind. */
  readonly row?: { readonly hall: string; readonly row: string };
  /** Devices of one unit stand together as far as they fit, for example `haein/su-01` or `compute/spines`. */
  readonly unit: string;
  /** Devices of the unit when it is full: the first of them looks for a row with room for all. Default: the first row with room for one. */
  readonly unitDevices?: number;
  /** At most so many devices of the same `kind` in one rack. Default: as many as fit. */
  readonly maxPerRack?: number;
  /** The others that stand in for it. Default: nothing does. */
  readonly partners?: PartnerSet;
  /** Place chosen by the user: checked like a default. */
  readonly fixed?: { readonly rack: string; readonly u?: number };
  /** Draws beside `maxWatts`, which is the nameplate. Default: none known. */
  readonly figures?: LoadFigures;
  /** Supplies on each feed of its zone, by the feed's name. Default: in turn over the feeds. */
  readonly psuFeeds?: Readonly<Record<string, number>>;
  /** What its heat goes into. Default: not known. */
  readonly cooling?: DeviceCooling;
  /** Phase by whose date it is there. Default: from the first day. */
  readonly phase?: string;
  /** Construct path of its owner, for findings. */
  readonly path: string;
}

/** Where a device stands. */
export interface Position {
  readonly rack: string;
  /** Lowest unit it takes, from 1 at the bottom. */
  readonly u: number;
}

/** A rack position of the hall with what is in it. */
export interface RackPlan {
  /** Unique in the site, such as `A01`. */
  readonly name: string;
  /** Hall by name. */
  readonly hall: string;
  /** Row by name. */
  readonly row: string;
  /** Number in the row, from 1. */
  readonly number: number;
  /** Power zone by name. */
  readonly zone: string;
  /** What it takes: height, power, mass. */
  readonly limits: RackLimits;
  /** Unit or owner that it is kept for. Absent: it takes any. */
  readonly reservedFor?: string;
  /** Centre of the rack in the hall. */
  readonly xMillimetres: number;
  /** Centre of the rack across the rows. */
  readonly yMillimetres: number;
  /** From the bottom up. */
  readonly devices: readonly PlacedDevice[];
  /** Units that the lock holds for devices that are gone, from the bottom up. Absent: none. */
  readonly gaps?: readonly PlacedDevice[];
  /** Units that devices take. */
  readonly usedU: number;
  /** Highest draw of its devices together, W. */
  readonly loadWatts: number;
  /** Mass of its devices, as far as it is known, g. */
  readonly weightGrams: number;
}

/** A device in a rack. */
export interface PlacedDevice {
  readonly name: string;
  readonly u: number;
  readonly heightU: number;
}

/** A device that found no place, and why: what was short in the rack that came closest. */
export interface Unplaced {
  readonly device: string;
  readonly reason: 'no-row-accepts-it' | 'count' | 'units' | 'power' | 'weight' | 'fixed-place-taken' | 'no-such-rack';
  /** Sentence with values and limits. */
  readonly detail: string;
}

/** Placement of a site. Not fitting is an outcome here, and an error finding of policy `space/unplaced`. */
export interface PlacementPlan {
  /** All racks, by hall, row and number. */
  readonly racks: readonly RackPlan[];
  /** By device name. */
  readonly positions: ReadonlyMap<string, Position>;
  /** Devices that found no place, and why. */
  readonly unplaced: readonly Unplaced[];
  /** Devices that could not keep the place of the lock, and why; they stand elsewhere or are unplaced. Absent: none. */
  readonly displaced?: readonly Unplaced[];
}

/** What is known of a device's power beside its draw and its PSUs. */
interface DevicePower {
  /** Shelves that turn its input into direct current, of a system that is a whole rack. Default: not known, or it has none. */
  readonly shelves?: PowerShelves;
  /** Highest share of the nameplate that all devices of its kind draw together. Default: their whole nameplate. */
  readonly expectedPeak?: PeakShare;
  /** When it is shed, from 1; 1 sheds first. Default: it is never shed. */
  readonly shedPriority?: number;
}

/** By which of a device's figures a load is calculated, from the label down. */
export const LOAD_FIGURES = ['nameplate', 'peak', 'tdp', 'capped', 'measured', 'idle'] as const;

/**
 * A figure of a device's draw: `nameplate` what its circuit must carry, `peak` its short peak (EDPp), `tdp` its thermal design power, `capped` what a cap
 * leaves it (Max-Q, or a cap of its own), `measured` what a benchmark took, `idle` what it draws at rest.
 */
export type LoadFigure = (typeof LOAD_FIGURES)[number];

/** Draws of a device beside its nameplate, W at its input. Absent: not known, and the nameplate stands for it. */
export type LoadFigures = Readonly<Partial<Record<Exclude<LoadFigure, 'nameplate'>, number>>>;

/** Draw of a device at its input by a figure, W; where that figure is not known, its nameplate stands for it. */
export function wattsOf({ maxWatts, figures }: Pick<DeviceInput, 'maxWatts' | 'figures'>, figure: LoadFigure): number {
  return figure === 'nameplate' ? maxWatts : (figures?.[figure] ?? maxWatts);
}

/** Whether a device's draw by a figure is its nameplate for want of that figure. */
export function isFallback({ figures }: Pick<DeviceInput, 'figures'>, figure: LoadFigure): boolean {
  return figure !== 'nameplate' && figures?.[figure] === undefined;
}

/** Power shelves of a rack: alike, on one busbar. */
export interface PowerShelves {
  readonly count: number;
  /** Supplies in one shelf. */
  readonly suppliesEach: number;
  /** What a whole shelf gives where its vendor prints that beside its supplies, W of direct current. Absent: what its supplies give. */
  readonly shelfWatts?: number;
  /** Supplies of each shelf that are held in reserve: 1 for N+1. Absent: all count into the rating. */
  readonly sparesEach?: number;
  /** What one supply gives, W of direct current. */
  readonly supplyWatts: number;
  /** Thermal design power of the rack on the side of direct current, W. Absent: not known. */
  readonly designWatts?: number;
  /** Output over input of the shelves. Absent: not known. */
  readonly efficiency?: number;
}

/** How the supplies of devices meet the lines of a rack's feed: three-phase, or single-phase to neutral or between two lines, in turn over the lines. */
export type RackLoads = 'three-phase' | 'line-to-neutral' | 'line-to-line';

/** What connects a rack to each feed of its zone. */
export interface RackFeedSpec {
  /** Voltage between lines, or of the one phase. */
  readonly volts: number;
  readonly phases: 1 | 3;
  /** Power factor of the racks, above 0 and up to 1. */
  readonly powerFactor: number;
  /** Cords of one rack on one feed; they share its load alike. */
  readonly cords: number;
  /** Sizes of breaker that each cord may have, A, ascending; one size where it is given. */
  readonly breakerAmperes: readonly number[];
  /** Share of the breaker's size that a continuous load may take. */
  readonly limitShare: number;
  readonly loads: RackLoads;
  /** Most that a line may be away from the mean of the three, as a share of it. Absent: not judged. */
  readonly imbalanceLimit?: number;
}

/** Devices by name: the map is made once for a list. */
export function devicesByName(devices: readonly DeviceInput[]): ReadonlyMap<string, DeviceInput> {
  return byName(devices);
}
