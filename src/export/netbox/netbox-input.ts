import type { ModelFacts } from '../../model/bill-plan';
import type { SitePlan } from '../../model/site-plan';

/** Levels of detail, each with what is above it. */
export const NETBOX_LEVELS = ['racks', 'devices', 'interfaces', 'cables'] as const;

/** How much of a site is registered; what is below is written as files for NetBox's bulk import. */
export type NetboxLevel = (typeof NETBOX_LEVELS)[number];

/** Whether the host of an address is this machine, so that what goes there passes no network. Names below `localhost` are not of it: a resolver may send them anywhere. */
export function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** A rack model, as far as its vendor states it. */
export interface NetboxRackType {
  readonly manufacturer: string;
  readonly formFactor: RackFormFactor;
  /** Width of the rails in inches. */
  readonly widthInches: RackWidth;
  /** Weight of the empty rack. NetBox's provider takes a weight limit only beside it. */
  readonly weightGrams?: number;
}

/** Form factors that NetBox knows. */
export type RackFormFactor =
  | '2-post-frame'
  | '4-post-frame'
  | '4-post-cabinet'
  | 'wall-frame'
  | 'wall-frame-vertical'
  | 'wall-cabinet'
  | 'wall-cabinet-vertical';

/** Widths that NetBox knows, inches. */
export type RackWidth = 10 | 19 | 21 | 23;

/** Electrical side of a rack's feeds. */
export interface NetboxFeed {
  readonly volts: number;
  readonly amperes: number;
  readonly phase: 'single-phase' | 'three-phase';
  readonly supply: 'ac' | 'dc';
}

/** A rack PDU: one a feed in each rack. */
export interface NetboxPdu {
  readonly manufacturer: string;
  readonly model: string;
  /** Types that NetBox knows: `iec-60309-3p-n-e-6h`. */
  readonly inletType?: string;
  readonly outletType?: string;
}

/** Choices of a NetBox inventory, as plain data. */
export interface NetboxInput {
  /** How much of the site is registered. */
  readonly level: NetboxLevel;
  /** Name and slug of the site in NetBox. */
  readonly siteName: string;
  /** Slug of the site in NetBox. */
  readonly siteSlug: string;
  /** Region that the site lies in. Absent: none. */
  readonly region?: { readonly name: string; readonly slug: string };
  /** Tags of every object, sorted. */
  readonly tags: readonly string[];
  /** Slugs of names that give none of themselves. */
  readonly slugs: Readonly<Record<string, string>>;
  /** By rack model. */
  readonly rackTypes: Readonly<Record<string, NetboxRackType>>;
  /** Absent: panels without feeds. */
  readonly feed?: NetboxFeed;
  /** Absent: no outlets, and supplies end nowhere. */
  readonly pdu?: NetboxPdu;
  /** Type of the inlet of every power supply. Absent: not stated. */
  readonly psuType?: string;
  /** Interface types by device model, then port; `*` at the end stands for any rest. */
  readonly interfaceTypes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Connector of a patch panel's ports: `mpo`. */
  readonly panelPortType?: string;
  /** By catalogue id. */
  readonly models: ReadonlyMap<string, ModelFacts>;
}

/** What the inventory needs of a site's plan. */
export type NetboxPlan = Omit<SitePlan, 'stacks'>;

/** Whether a level registers what needs level `needed`. */
export function isRegistered(level: NetboxLevel, needed: NetboxLevel): boolean {
  return NETBOX_LEVELS.indexOf(needed) <= NETBOX_LEVELS.indexOf(level);
}
