import type { ContinuityPlan, RequiredRideThrough, Studies } from './continuity-plan';
import type { DeviceInput, LoadFigure, PlacementPlan, RackFeedSpec, RackPlan } from './placement-plan';
import type {
  ChainStudyInput,
  PowerChainPlan,
  PowerNodeInput,
  PowerNodeKind,
  RedundancyGroupInput,
} from './power-node';

/** What a power plan starts from. */
export interface PowerInput extends ChainInput {
  /** Zones in order of declaration. */
  readonly zones: readonly PowerZoneInput[];
  /** Racks with their zones and devices. */
  readonly placement: PlacementPlan;
  /** Devices with their draw and PSUs. */
  readonly devices: readonly DeviceInput[];
  /** Figure by which loads are calculated. Default: `nameplate`. */
  readonly basis?: LoadFigure;
  /** Blocks of others. Default: none. */
  readonly tenantLoads?: readonly TenantLoadInput[];
  /** Whether it is part of what was checked already, such as a phase of a planned site. Default: it is checked. */
  readonly isChecked?: boolean;
}

/** The chain of a site as its constructs declared it. */
export interface ChainInput {
  /** Nodes of the power chain. Default: none, and no chain is planned. */
  readonly powerNodes?: readonly PowerNodeInput[];
  /** Groups of nodes that stand in for each other. Default: none. */
  readonly powerGroups?: readonly RedundancyGroupInput[];
  /** What is judged beside the loss of each single node. Default: nothing. */
  readonly powerStudies?: readonly ChainStudyInput[];
  /** Nodes that are not there yet, by name. Default: all are there. */
  readonly absentNodes?: readonly string[];
}

/**
 * Redundancy of a zone's sources. `N`: one path; `N+1`: parallel sources behind one path, of which one may be lost; `2N`: two paths, each able to carry all;
 * `3N/2` and `4N/3`: three or four paths over which each device's PSUs are spread, of which one may be lost.
 */
export const REDUNDANCY_SCHEMES = ['N', 'N+1', '2N', '3N/2', '4N/3'] as const;

/** Redundancy of a zone's sources. */
export type RedundancyScheme = (typeof REDUNDANCY_SCHEMES)[number];

/** Zone that a new unit takes: the first with room in the order of rows, or the one whose fullest feed is loaded least. */
export const ZONE_PLACEMENTS = ['fill', 'balance'] as const;

/** Zone that a new unit takes. */
export type ZonePlacement = (typeof ZONE_PLACEMENTS)[number];

/** A power zone: sources of one rating that share its racks. */
export interface PowerZoneInput {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** What one feed can carry, W. */
  readonly ratingWatts: number;
  /** Feed names, for example `A` and `B`. */
  readonly feeds: readonly string[];
  /** What its feeds promise when one of them is lost. */
  readonly redundancy: RedundancyScheme;
  /** Share of the rating that a continuous load may take, 0 to 1. */
  readonly limitShare: number;
  /** How a device's PSUs meet the feeds: `split` in turn over the feeds, or all behind a rack's `static-switch`, which moves them whole. */
  readonly rackFeed: 'split' | 'static-switch';
  /** Nodes of the power chain that feed each feed, by the feed's name, in order of preference. Absent: the feeds are where the chain begins. */
  readonly sources?: Readonly<Record<string, readonly string[]>>;
  /** What connects each rack to each feed. Absent: cords, breakers and lines are not planned. */
  readonly rackFeedSpec?: RackFeedSpec;
  /** Protective device of a busway run. Absent: the zone is none, and its limit is its rating times `limitShare`. */
  readonly busway?: BuswayDevice;
}

/** Codes by which a protective device is loaded. */
export const BUSWAY_CODES = ['NEC', 'IEC', 'KEC'] as const;

/** The device that protects each feed of a busway run: the run carries the smaller of its rating and what the device may carry. */
export interface BuswayDevice {
  readonly code: (typeof BUSWAY_CODES)[number];
  /** Rating of the device. Absent: not known. */
  readonly deviceWatts?: number;
  /** Share of it that a continuous load may take, 0 to 1. Absent: not known. */
  readonly share?: number;
}

/** What a device does when a feed is lost: by healthy PSUs against those needed. */
export type DeviceSurvival = 'full' | 'degraded' | 'down' | 'indeterminate';

/** Load of a feed. Watts. */
export interface FeedLoad {
  readonly feed: string;
  readonly normalWatts: number;
  /** Highest load when one other feed of the zone is lost. */
  readonly worstWatts: number;
}

/** Devices of one model after a feed is lost. */
export interface FeedLoss {
  readonly lost: string;
  readonly model: string;
  readonly devices: number;
  readonly survival: DeviceSurvival;
  /** Supplies that stay healthy, of those needed. */
  readonly healthyPsus?: number;
  readonly neededPsus?: number;
}

/** A zone with its loads. */
export interface PowerZonePlan extends PowerZoneInput {
  /** Rating times limit share. */
  readonly limitWatts: number;
  /** Load of all racks, W, tenants' blocks among them. */
  readonly loadWatts: number;
  /** Part of `loadWatts` that tenants' blocks draw, alike from all feeds that live. Absent: none. */
  readonly tenantWatts?: number;
  /** Racks that it feeds, by name. */
  readonly racks: readonly string[];
  /** Load of each feed while all live, in the order of `feeds`. */
  readonly feedLoads: readonly FeedLoad[];
  /** Loss of each feed, in the order of `feeds`. */
  readonly losses: readonly FeedLoss[];
}

/** Power of a site. The load is the sum of the devices' draw by the figure of `basis`. */
export interface PowerPlan {
  /** Figure of devices that loads go by. */
  readonly basis: LoadFigure;
  /** Zones in order of declaration. */
  readonly zones: readonly PowerZonePlan[];
  /** Load of all zones, W. */
  readonly loadWatts: number;
  /** Chain above the feeds of zones. Absent: the site names no node. */
  readonly chain?: PowerChainPlan;
  /** How it comes through the loss of a source, and what swings of its jobs ask of the sources. Absent: the site names no node. */
  readonly continuity?: ContinuityPlan;
  /** Blocks of others in the site, in order of declaration. Absent: none. */
  readonly tenantLoads?: readonly TenantLoadInput[];
}

/**
 * A block of racks of somebody else in the site: known by its figures alone. It takes power, cooling, floor and phases, and has no devices.
 */
export interface TenantLoadInput {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Rack positions that it takes: its rows and positions together hold at least as many. */
  readonly racks: number;
  /** Rows that it takes whole, as `<hall>/<row>`; no device of the site stands there. */
  readonly rows: readonly string[];
  /** Racks that it takes in rows that hold others too, as they were named: `A09..A16`. Absent: none. */
  readonly positions?: readonly string[];
  /** Those racks, each once. Absent: not looked up yet, or none. */
  readonly places?: readonly Pick<RackPlan, 'hall' | 'row' | 'number'>[];
  /** Draw of all its racks at their inputs, W. */
  readonly loadWatts: number;
  /** Share of its heat that goes into liquid, 0 to 1. */
  readonly liquidShare: number;
  /** Phase by whose date it is there. Absent: from the first day. */
  readonly phase?: string;
}

/** Rule sets of supply: `neutral` compares what the site states with itself, `kr` adds Korea's. */
export const SUPPLY_RULES = ['neutral', 'kr'] as const;

/** Rules by which the supply of a site is judged. */
export type SupplyRules = (typeof SUPPLY_RULES)[number];

/** Limits at the point of supply that a contract or a grid code may set, and that no source of this library states for all. */
export const SUPPLY_LIMIT_KINDS = [
  'power-factor',
  'voltage-distortion',
  'current-distortion',
  'flicker',
  'load-step',
  'load-ramp',
  'voltage-unbalance',
  'voltage-ride-through',
  'frequency-ride-through',
  'short-circuit-level',
  'load-drop',
  'load-return',
] as const;

/** Kind of a limit at the point of supply: `load-drop` is the largest load that one event takes off the supply, `load-return` how fast it comes back. */
export type SupplyLimitKind = (typeof SUPPLY_LIMIT_KINDS)[number];

/** A limit that the user states, with what it rests on. */
export interface SupplyLimit {
  readonly kind: SupplyLimitKind;
  /** Lowest value allowed. Absent: no lower limit. */
  readonly least?: number;
  /** Highest value allowed. Absent: no upper limit. */
  readonly most?: number;
  /** Unit of limit and value, as people write it: `%`, `MW/min`; empty for a ratio. */
  readonly unit: string;
  /** Value of the site, by a study or a measurement. Absent: not known. */
  readonly value?: number;
  /** Contract, grid code or letter that sets it. */
  readonly source: string;
}

/** Three figures of power that are often taken for one another. */
export interface SupplyFigures {
  /** Power of the supply contract, W. Absent: not stated. */
  readonly contractWatts?: number;
  /** Power for IT, W. Absent: not stated. */
  readonly itWatts?: number;
  /** Power that the utility has energised, W. Absent: not stated. */
  readonly energisedWatts?: number;
}

/** Supply of a site, as far as it is stated. */
export interface SiteSupply extends SupplyFigures {
  readonly rules: SupplyRules;
  /** Facility power over IT power on the hottest day, stated by the user (`peakRatio`). Absent: by the plan of cooling, or not known. */
  readonly pue?: number;
  /** Facility energy over IT energy of a year, stated by the user. It sizes no supply. Absent: not known. */
  readonly annualPue?: number;
  /** Voltage at the point of supply, V. Absent: by the utility nodes of the power chain, or not known. */
  readonly volts?: number;
  /** Circuits of the utility that share the site. Absent: the utility nodes of the power chain, or not known. */
  readonly circuits?: number;
  /** Points of the power-system impact assessment. Absent: none is known. */
  readonly assessmentPoints?: number;
  /** Total harmonic distortion of the voltage at the point of supply, 0 to 1. Absent: by the utility nodes, or not known. */
  readonly voltageDistortion?: number;
  /** Frequencies between which all plant of the site keeps running, Hz. Absent: not known. */
  readonly frequencyRange?: { readonly leastHertz: number; readonly mostHertz: number };
  /** What all load behind the point of supply must ride through. Absent: not stated. */
  readonly gridRideThrough?: RequiredRideThrough;
  /** Studies of what no rule judges, by subject. Absent: none. */
  readonly studiedBy?: Studies;
  readonly limits: readonly SupplyLimit[];
}

/** What stands an overload of a survivor: feeds of zones by their breakers, or nodes of a kind. */
export type OverloadOf = 'feed' | PowerNodeKind;

/** How long something stands a load above its rating. */
export interface StoodOverload {
  /** What stands it. Absent: all between the sources and the racks. */
  readonly of?: OverloadOf;
  /** Load over rating, above 1. */
  readonly share: number;
  /** For how long. */
  readonly seconds: number;
}

/** Systems of one cluster in an envelope. Watts are of one system, at its input. */
export interface EnvelopeMemberInput {
  /** Cluster by name. */
  readonly cluster: string;
  /** Limit that is active now. Absent: the cap of the cluster's systems, or not known. */
  readonly limitWatts?: number;
  /** Highest limit that the manager may give it. Absent: its nameplate. */
  readonly highestWatts?: number;
  /** Lowest limit that holds. Absent: not known. */
  readonly lowestWatts?: number;
  /** Limit after a reset of its management controller. Absent: not known. */
  readonly resetWatts?: number;
  /** Heat that the cooling of its rack takes. Absent: not known. */
  readonly rackCoolingWatts?: number;
}

/** A power envelope that racks share: a manager moves power between them, and holds the sum. */
export interface EnvelopeInput {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Clusters whose systems share it. */
  readonly members: readonly EnvelopeMemberInput[];
  /** Operating limit of the sum of the active limits. Absent: that sum. */
  readonly limitWatts?: number;
  /** How limits are lowered when a feed is lost. */
  readonly capBy: 'out-of-band' | 'brake';
  /** Seconds from the loss of a feed until lower limits hold, by each way. */
  readonly capSeconds: { readonly outOfBand: number; readonly brake: number };
  /** Which of the two are assumed. */
  readonly assumedTimes: readonly ('outOfBand' | 'brake')[];
  /** What sets off the brake. Absent: not known. */
  readonly brakeBy?: 'manager' | 'hardware';
  /** What feeds and nodes stand above their ratings. Absent: not known. */
  readonly stands?: readonly StoodOverload[];
  /** Tag by which the grid names what is behind the same meter. Absent: the name of the envelope. */
  readonly feedTag?: string;
  /** Order in which it is shed, from 1. Absent: not stated. */
  readonly shedPriority?: number;
}

/** What a site says for NVIDIA DSX. */
export interface DsxPlan {
  /** In order of declaration. */
  readonly envelopes: readonly EnvelopeInput[];
}

/** A feed of a zone in which racks of envelopes stand, at active limits. Watts. */
export interface EnvelopeFeed {
  readonly zone: string;
  readonly feed: string;
  readonly normalWatts: number;
  /** Highest load while one other feed is out. */
  readonly worstWatts: number;
  readonly limitWatts: number;
  readonly ratingWatts: number;
  /** Whether the zone promises to carry on without a feed. */
  readonly isRedundant: boolean;
}

/** A node of the power chain that carries more than it may while something is out, at active limits. Watts. */
export interface EnvelopeNode {
  readonly node: string;
  readonly kind: PowerNodeKind;
  /** What is out; nothing in the normal state. */
  readonly out: readonly string[];
  readonly loadWatts: number;
  readonly limitWatts: number;
  readonly ratingWatts: number;
}

/** Members of an envelope with their racks. */
export interface EnvelopeMemberPlan extends EnvelopeMemberInput {
  /** Systems that stand in racks. */
  readonly systems: readonly string[];
  /** Highest limit: as stated, or the nameplate. */
  readonly highestWatts: number;
}

/** A loop that takes heat of envelopes. Watts. */
export interface EnvelopeLoop {
  readonly loop: string;
  /** Envelopes that give heat to it. */
  readonly envelopes: readonly string[];
  /** Heat at active limits. */
  readonly activeWatts: number;
  /** Most heat that the manager can move to it within the envelopes. */
  readonly worstWatts: number;
  /** What its units take. */
  readonly capacityWatts: number;
}

/** An envelope with what it does to its site. Watts. */
export interface EnvelopePlan extends Omit<EnvelopeInput, 'members'> {
  /** Its members with their racks. */
  readonly members: readonly EnvelopeMemberPlan[];
  /** Systems of all members that stand in racks. */
  readonly systems: number;
  /** Sum of active limits. Absent: one is not known. */
  readonly activeWatts?: number;
  /** Sum of highest limits: what the systems would draw without a manager. */
  readonly highestWatts: number;
  /** Sum of lowest limits. Absent: one is not known. */
  readonly lowestWatts?: number;
  /** Feeds of the zones that its racks stand in. */
  readonly feeds: readonly EnvelopeFeed[];
  /** Nodes above what they may carry with its feeds at active limits: normally, and after a loss. */
  readonly nodes: readonly EnvelopeNode[];
  /** Feeds and nodes that still carry too much once all systems are at their lowest limits. Absent: a lowest limit is not known. */
  readonly afterCap?: { readonly feeds: readonly EnvelopeFeed[]; readonly nodes: readonly EnvelopeNode[] };
  /** Feeds with all systems at their limits after a reset, and nodes above what they may carry then. Absent: such a limit is not known. */
  readonly afterReset?: { readonly feeds: readonly EnvelopeFeed[]; readonly nodes: readonly EnvelopeNode[] };
}
