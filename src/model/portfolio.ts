import type { GenerationCosts, ReplacementValue } from './costs-plan';

/** What a demand is for, in the terms of the field. */
export const DEMAND_KINDS = ['inference', 'training', 'other'] as const;
/** What a demand is for. */
export type DemandKind = (typeof DEMAND_KINDS)[number];

/** What supply and demand of a portfolio are counted in: watts of IT, or GPUs. */
export type DemandMeasure = 'watts' | 'gpus';

/** Power for IT that a site has from a day on, until the next step. */
export interface PowerStep {
  /** Day as `YYYY-MM-DD`. */
  readonly date: string;
  /** Power for IT, W. */
  readonly watts: number;
  /** Contract, letter or person that the step is from. */
  readonly source: string;
}

/** A block of racks that comes into service as one: a hall, or a phase of one. */
export interface SupplyBlock {
  /** Unique in its site. */
  readonly name: string;
  /** IT load that it is built for, W. */
  readonly itWatts: number;
  /** GPUs in it. Absent: not stated. */
  readonly gpus?: number;
  /** Day of its hand-over, `YYYY-MM-DD`. */
  readonly handOver: string;
  /** Days of burn-in after the hand-over, before it serves. Absent: not stated, and counted as none. */
  readonly burnInDays?: number;
  /** Day on which it goes out of service, `YYYY-MM-DD`. Absent: it stays. */
  readonly out?: string;
}

/** Something of a site with the last day to order it. */
export interface PortfolioOrder {
  /** Its name. */
  readonly name: string;
  /** Day as `YYYY-MM-DD`. */
  readonly lastOrderDate: string;
}

/** A site of a portfolio. */
export interface PortfolioSiteInput {
  /** Unique in the portfolio, among its points too. */
  readonly name: string;
  /** Steps of its power for IT, in any order. Empty: not stated. */
  readonly power: readonly PowerStep[];
  /** What serves there. */
  readonly blocks: readonly SupplyBlock[];
  /** What the site's own plan orders. Default: nothing is known. */
  readonly orders?: readonly PortfolioOrder[];
}

/** Fibres between two points that are lost together: a cable, or wavelengths of one. */
export interface PortfolioLink {
  /** Unique in the portfolio. */
  readonly name: string;
  /** A site or a point. */
  readonly from: string;
  /** A site or a point. */
  readonly to: string;
  /** Length of its route, not of the line on a map, m. */
  readonly routeMetres: number;
  /** Rate of one link in each direction, bit/s. */
  readonly bitsPerSecond: number;
  /** Number of such links. */
  readonly count: number;
  /** Trenches, ducts and buildings that its route shares with others. Default: its own alone. */
  readonly routeGroups?: readonly string[];
  /** First day, `YYYY-MM-DD`. Absent: from the start. */
  readonly since?: string;
  /** Day on which it ends, `YYYY-MM-DD`. Absent: it stays. */
  readonly out?: string;
}

/** What is asked of the portfolio. */
export interface DemandInput {
  /** Unique in the portfolio. */
  readonly name: string;
  /** What it is for. */
  readonly kind: DemandKind;
  /** Watts of IT, or GPUs, by the measure of the portfolio. */
  readonly amount: number;
  /** What is added each month after the first day. Default: 0. */
  readonly monthlyGrowth?: number;
  /** First day, `YYYY-MM-DD`. */
  readonly since: string;
  /** Day on which it ends, `YYYY-MM-DD`. Absent: it stays. */
  readonly out?: string;
  /** Site that alone can serve it. Absent: any can. */
  readonly onlyAt?: string;
  /** Whether it must go on when a site is lost. Absent: not stated. */
  readonly survivesSite?: boolean;
}

/** Data that comes to a site again and again. */
export interface IngestInput {
  /** Unique in the portfolio. */
  readonly name: string;
  /** A site or a point. */
  readonly from: string;
  /** Site that takes it. */
  readonly to: string;
  /** Bytes of one delivery. */
  readonly bytes: number;
  /** Seconds in which a delivery must be there. */
  readonly withinSeconds: number;
  /** Day of the first delivery, `YYYY-MM-DD`. */
  readonly since: string;
  /** What a delivery grows by each month, bytes. Default: 0. */
  readonly monthlyGrowth?: number;
}

/** A training job that runs over several sites. */
export interface SpanningJobInput {
  /** Unique in the portfolio. */
  readonly name: string;
  /** Two sites or more. */
  readonly sites: readonly string[];
  /** First day, `YYYY-MM-DD`. */
  readonly since: string;
  /** Rate that it needs over any cut between its sites, bit/s. Absent: not stated, and not judged. */
  readonly bitsPerSecond?: number;
  /** Longest round trip that it stands, microseconds. Absent: not stated, and not judged. */
  readonly roundTripMicroseconds?: number;
}

/** What can be ordered where supply falls short. */
export interface SupplyOption {
  /** Unique in the portfolio. */
  readonly name: string;
  /** What one adds, by the measure of the portfolio. */
  readonly adds: number;
  /** Weeks from order to hand-over. */
  readonly leadTimeWeeks: number;
  /** Days of burn-in after the hand-over. Absent: not stated, and counted as none. */
  readonly burnInDays?: number;
  /** Offer or person that it is from. */
  readonly source: string;
}

/** What a hall gives to whatever stands in it. What is absent is not stated. */
export interface GenerationHall {
  /** Its name. */
  readonly name: string;
  /** Power for IT, W. */
  readonly itWatts: number;
  /** Heat that its loops take by liquid, W. */
  readonly liquidWatts?: number;
  /** Heat that its air takes, W. */
  readonly airWatts?: number;
  /** Places for racks. */
  readonly positions?: number;
  /** Largest mass of a rack on its floor, kg. */
  readonly rackKilograms?: number;
  /** Mass that its floor bears in all, kg. */
  readonly floorKilograms?: number;
  /** Power of the feeds of one place, with one lost, W. */
  readonly placeWatts?: number;
  /** Temperature at which its loop supplies, °C. */
  readonly supplyCelsius?: number;
}

/** Links of a rack to a fabric. */
export interface GenerationFabric {
  /** Links of a rack. */
  readonly links: number;
  /** Rate of a link, bit/s. */
  readonly bitsPerSecond: number;
  /** Connector at the switch and medium: cables are used again where both are alike. Absent: not stated. */
  readonly cable?: string;
}

/** Racks of one generation of hardware. What is absent is not stated. */
export interface Generation {
  /** Its name. */
  readonly name: string;
  /** Largest draw of a rack, W. */
  readonly rackWatts: number;
  /** GPUs of a rack. */
  readonly gpusPerRack: number;
  /** Part of the draw that goes to liquid, from 0 to 1. */
  readonly liquidShare?: number;
  /** Mass of a rack, kg. */
  readonly rackKilograms?: number;
  /** Warmest supply of liquid that it takes, °C. */
  readonly supplyCelsius?: number;
  /** Links of a rack. Absent: not stated. */
  readonly fabric?: GenerationFabric;
  /** What a GPU gives and costs. Absent: not stated. */
  readonly costs?: GenerationCosts;
  /** First day in service, `YYYY-MM-DD`. */
  readonly since: string;
  /** Day on which it goes out of service, `YYYY-MM-DD`. Absent: it stays. */
  readonly out?: string;
}

/** What of the hall a replacement uses again. */
export interface Reuse {
  /** What it is. */
  readonly part: 'power' | 'cooling' | 'floor' | 'fabric' | 'cables';
  /** Whether it serves again. */
  readonly verdict: 'reused' | 'replaced' | 'not-known';
  /** The figures, or what is not stated. */
  readonly why: string;
}

/** Racks of a generation that a hall holds by itself. */
export interface GenerationRacks {
  /** Name of the generation. */
  readonly name: string;
  /** Whole racks. */
  readonly racks: number;
  /** GPUs in them. */
  readonly gpus: number;
  /** What ends it: the bound with the fewest racks; the first of several. */
  readonly bound: string;
  /** Racks by each bound that is stated. */
  readonly bounds: readonly { readonly bound: string; readonly racks: number }[];
  /** Power for IT that its racks leave, W. */
  readonly strandedWatts: number;
  /** Places that stay empty. Absent: places are not stated. */
  readonly emptyPositions?: number;
  /** Bounds that are not stated, by their props: it may be fewer. */
  readonly notStated: readonly string[];
}

/** A replacement of one generation by the next. */
export interface GenerationChange {
  /** Hall in which it happens. */
  readonly hall: string;
  /** The old. */
  readonly from: GenerationRacks;
  /** The new. */
  readonly to: GenerationRacks;
  /** Days on which both run: from the first of the new to the last of the old. Absent: there are none. */
  readonly together?: { readonly since: string; readonly until?: string };
  /** Racks of the new that fit beside all of the old; `to.racks` where they do not run together. */
  readonly racksBeside: number;
  /** Part by part. */
  readonly reuse: readonly Reuse[];
  /** Whether tokens of the new, capital included, cost less than energy and operation of those of the old. */
  readonly value: ReplacementValue;
}

/** Sites, what joins them, and what is asked of them over some years. */
export interface PortfolioInput {
  /** Its name. */
  readonly name: string;
  /** First day that is looked at, `YYYY-MM-DD`. */
  readonly from: string;
  /** Last day that is looked at, `YYYY-MM-DD`. */
  readonly until: string;
  /** What supply and demand are counted in. */
  readonly measure: DemandMeasure;
  /** Its sites. */
  readonly sites: readonly PortfolioSiteInput[];
  /** Points that are no sites: an exchange, a region of a cloud, a source of data. Default: none. */
  readonly points?: readonly string[];
  /** What joins them. */
  readonly links: readonly PortfolioLink[];
  /** What is asked of them. */
  readonly demands: readonly DemandInput[];
  /** Data that comes in. */
  readonly ingests: readonly IngestInput[];
  /** Training over several sites. */
  readonly jobs: readonly SpanningJobInput[];
  /** What can be ordered. */
  readonly options: readonly SupplyOption[];
  /** Halls whose hardware is replaced, with its generations in order. Default: none. */
  readonly replacements?: readonly { readonly hall: GenerationHall; readonly generations: readonly Generation[] }[];
  /** Largest share of a link that is planned with, for overhead and bursts: above 0, to 1. */
  readonly linkShare: number;
  /** Day on which it is judged, `YYYY-MM-DD`. Absent: orders are not judged late. */
  readonly asOf?: string;
}

/** Supply against demand in a quarter, on its worst day. Amounts are in the measure of the portfolio. */
export interface QuarterPlan {
  /** `2028-Q1`. */
  readonly quarter: string;
  /** Day of the largest deficit, else of the least margin; the first of them. */
  readonly day: string;
  /** What serves. */
  readonly supply: number;
  /** What is asked. */
  readonly demand: number;
  /** What demand cannot be served, bound to a site or free. */
  readonly deficit: number;
  /** By site, in the order of the sites. */
  readonly bySite: readonly { readonly site: string; readonly supply: number }[];
}

/** An option that covers a shortfall. */
export interface Remedy {
  /** Name of the option. */
  readonly option: string;
  /** How many of it. */
  readonly count: number;
  /** Last day to order it. */
  readonly orderBy: string;
  /** Whether that day has passed. Absent: no day is given on which it is judged. */
  readonly isLate?: boolean;
}

/** Days on which demand is above supply. */
export interface Shortfall {
  /** First day. */
  readonly from: string;
  /** First day on which it is over. Absent: it lasts to the end of the horizon. */
  readonly until?: string;
  /** Largest deficit in it. */
  readonly deficit: number;
  /** First day of the largest deficit. */
  readonly worstDay: string;
  /** Sites whose own demand is not served. Empty: free demand alone. */
  readonly sites: readonly string[];
  /** What covers it, an option each. */
  readonly remedies: readonly Remedy[];
}

/** What the loss of a site leaves of the demand that must go on. */
export interface SiteLossPlan {
  /** The site. */
  readonly site: string;
  /** Largest deficit of demand that must go on. */
  readonly deficit: number;
  /** First day on which it falls short. Absent: it never does. */
  readonly firstDay?: string;
}

/** A way of data on a day, whole and with the worst losses. */
export interface FlowPlan {
  /** Its name. */
  readonly name: string;
  /** What it is for. */
  readonly kind: 'ingest' | 'job';
  /** Day that is judged: the worst of an ingest, the first of a job on which the links change. */
  readonly day: string;
  /** Rate that it needs, bit/s. Absent: not stated. */
  readonly neededBitsPerSecond?: number;
  /** Rate that the links carry at the planned share, bit/s. */
  readonly bitsPerSecond: number;
  /** With the worst single link lost. */
  readonly oneLinkLost: { readonly link: string; readonly bitsPerSecond: number } | undefined;
  /** With the worst route group lost. */
  readonly routeLost: { readonly route: string; readonly bitsPerSecond: number } | undefined;
  /** With the worst place lost that is not one of its ends. Undefined: there is none. */
  readonly placeLost: { readonly place: string; readonly bitsPerSecond: number } | undefined;
  /** Seconds of a delivery, whole and with the worst link lost. Absent: of a job, or it never arrives. */
  readonly seconds?: number;
  /** With the worst link lost. */
  readonly secondsLinkLost?: number;
  /** Longest round trip between its ends over the shortest routes, microseconds. Absent: they are not joined. */
  readonly roundTripMicroseconds?: number;
  /** What it says. */
  readonly verdict: FlowVerdict;
  /** Links of the slowest cut. */
  readonly cut: readonly string[];
}

/** `fits`: with any one link, route group or place on the way lost, all routes stated; `fits-whole`: only while all links work. */
export type FlowVerdict = 'fits' | 'fits-whole' | 'too-slow' | 'cut-off' | 'not-known';

/** What is not known of a portfolio, with what would settle it. */
export interface PortfolioGap {
  /** What it is, and what it hides. */
  readonly what: string;
  /** Prop that settles it. */
  readonly remedy: string;
}

/** A portfolio, judged. */
export interface PortfolioPlan {
  /** Its name. */
  readonly name: string;
  /** What supply and demand are counted in. */
  readonly measure: DemandMeasure;
  /** First day. */
  readonly from: string;
  /** Last day. */
  readonly until: string;
  /** In order. */
  readonly quarters: readonly QuarterPlan[];
  /** In order of their days. */
  readonly shortfalls: readonly Shortfall[];
  /** A site each; empty where no demand says that it must go on. */
  readonly siteLosses: readonly SiteLossPlan[];
  /** Ingests, then jobs. */
  readonly flows: readonly FlowPlan[];
  /** Of all sites, in order of their days. */
  readonly orders: readonly (PortfolioOrder & { readonly site: string; readonly isLate?: boolean })[];
  /** In the order of halls and generations. */
  readonly replacements: readonly GenerationChange[];
  /** What is not known. */
  readonly gaps: readonly PortfolioGap[];
}
