import { type Asset, type AssetState, CABLED_STATES } from '../../model/asset';
import type { ModelFacts } from '../../model/bill-plan';
import type { SitePlan } from '../../model/site-plan';
import { DesignError, DesignErrors } from '../../errors/design-error';

/** Kinds of object that the inventory registers, by NetBox's own words. */
export type NetboxModel =
  | 'asn'
  | 'cable'
  | 'custom-field'
  | 'device'
  | 'device-role'
  | 'device-type'
  | 'front-port'
  | 'interface'
  | 'interface-template'
  | 'ip-address'
  | 'location'
  | 'manufacturer'
  | 'oob-ip'
  | 'power-feed'
  | 'power-outlet'
  | 'power-panel'
  | 'power-port'
  | 'prefix'
  | 'primary-ip'
  | 'rack'
  | 'rack-type'
  | 'rear-port'
  | 'region'
  | 'rir'
  | 'site'
  | 'tag'
  | 'tenant'
  | 'vlan';

/** Names another object by its natural key. */
export interface NetboxRef {
  readonly model: NetboxModel;
  readonly key: readonly string[];
}

/** Value of a field. */
export type NetboxValue = string | number | boolean | NetboxRef | readonly string[] | readonly NetboxRef[] | StringMap;

/** Custom fields. */
type StringMap = Readonly<{ readonly map: Readonly<Record<string, string>> }>;

/**
 * Part of the inventory that an object belongs to: what all rows share, racks with their devices, the feeds of a zone, supplies and outlets of
 * a row, cables of a row, or patch panels' ports with the cables that end in them.
 */
export type NetboxDomain = 'shared' | 'devices' | 'feeds' | 'power' | 'cables' | 'patching';

/** Where an object stands, as far as it stands anywhere. */
export interface NetboxPlace {
  readonly hall: string;
  readonly row: string;
  readonly rack: string;
  /** Number of the rack in its row, from 1. */
  readonly number: number;
}

/** One object of NetBox, by its natural key; fields have the names of NetBox's REST API. */
export interface NetboxRecord {
  readonly model: NetboxModel;
  /** Natural key: names alone, never a number that follows from an order. */
  readonly key: readonly string[];
  readonly fields: Readonly<Record<string, NetboxValue>>;
  /** Least level of detail that registers it. */
  readonly level: NetboxLevel;
  readonly domain: NetboxDomain;
  readonly place?: NetboxPlace;
  /** Power zone, of domain `feeds`. */
  readonly zone?: string;
  /** Parts of its address in Terraform where the natural key reads badly. */
  readonly address?: readonly string[];
  /** What must be there first, beside what its fields name. */
  readonly after?: readonly NetboxRef[];
}

/** Text that is the same for the same object alone. */
export function recordId({ model, key }: NetboxRef): string {
  return `${model} ${key.join(' | ')}`;
}

/** A reference to another object. */
export function refTo(model: NetboxModel, ...key: readonly string[]): NetboxRef {
  return { model, key };
}

/** Whether a value names another object. */
export function isRef(value: NetboxValue): value is NetboxRef {
  return typeof value === 'object' && 'model' in value;
}

/** Whether a value is a map of texts. */
export function isMap(value: NetboxValue): value is StringMap {
  return typeof value === 'object' && !Array.isArray(value) && 'map' in value;
}

/** NetBox's status of a device by its state in the asset file. */
const DEVICE_STATUS: Readonly<Record<AssetState, string>> = {
  planned: 'planned',
  ordered: 'planned',
  delivered: 'inventory',
  racked: 'staged',
  cabled: 'staged',
  accepted: 'staged',
  'in-service': 'active',
  drained: 'offline',
  failed: 'failed',
  retired: 'decommissioning',
};

const STANDS: readonly AssetState[] = ['racked', 'cabled', 'accepted', 'in-service', 'drained', 'failed'];

/** Status of a device; `planned` where the asset file does not name it. */
export function deviceStatus(asset: Asset | undefined): string {
  return DEVICE_STATUS[asset?.state ?? 'planned'];
}

/** Status of a cable: `connected` where both of its ends are cabled. */
export function cableStatus(ends: readonly (Asset | undefined)[]): 'connected' | 'planned' {
  return ends.every((asset) => asset !== undefined && CABLED_STATES.includes(asset.state)) ? 'connected' : 'planned';
}

/** Status of what holds devices: `active` as soon as one of them stands there. */
export function holderStatus(assets: Iterable<Asset | undefined>): 'active' | 'planned' {
  for (const asset of assets) if (asset !== undefined && STANDS.includes(asset.state)) return 'active';
  return 'planned';
}

/** Object types of cable ends. */
export const CABLE_END_TYPES: Readonly<Partial<Record<NetboxModel, string>>> = {
  interface: 'dcim.interface',
  'front-port': 'dcim.frontport',
  'rear-port': 'dcim.rearport',
  'power-port': 'dcim.powerport',
  'power-outlet': 'dcim.poweroutlet',
  'power-feed': 'dcim.powerfeed',
};

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

/** Characters that NetBox takes at most. */
const LONGEST: Readonly<Partial<Record<string, number>>> = {
  name: 100,
  model: 100,
  slug: 100,
  label: 100,
  serial: 50,
  asset_tag: 50,
  description: 200,
  part_number: 50,
};

/** Models whose names are shorter. */
const SHORT_NAMES: readonly NetboxModel[] = [
  'device',
  'interface',
  'interface-template',
  'front-port',
  'rear-port',
  'power-port',
  'power-outlet',
  'vlan',
];
const SHORT_NAME = 64;
/** Labels of all but cables. */
const SHORT_LABEL = 64;

/** Models that NetBox finds by slug alone. */
const SLUGGED: readonly NetboxModel[] = [
  'device-role',
  'device-type',
  'location',
  'manufacturer',
  'rack-type',
  'tag',
  'tenant',
];

/**
 * Refuses names that NetBox does not take, all of them at once, before any apply meets the first of them. Names of one kind that are too long are one
 * error, for a construct with a long id gives hundreds of them.
 *
 * @see https://github.com/netbox-community/netbox/tree/main/netbox/dcim/models
 * @throws DesignError `netbox/name-too-long`, `netbox/same-slug`, `netbox/same-object`
 */
export function checkNetboxNames(records: readonly NetboxRecord[]): void {
  DesignErrors.throwAll([...lengthErrors(records), ...twinErrors(records)]);
}

/** Names of one field of one model that are too long. */
interface LongNames {
  readonly model: NetboxModel;
  readonly field: string;
  readonly limit: number;
  count: number;
  longest: number;
  readonly first: string;
}

function lengthErrors(records: readonly NetboxRecord[]): DesignError[] {
  const found = new Map<string, LongNames>();
  for (const { model, key, fields } of records) {
    for (const [field, value] of Object.entries(fields)) {
      const limit = limitOf(model, field);
      // NetBox counts characters, not bytes or UTF-16 units.
      if (typeof value !== 'string' || limit === undefined || value.length <= limit) continue;
      const characters = Array.from(value).length;
      if (characters <= limit) continue;
      const kind = `${model} ${field}`;
      const names = found.get(kind) ?? { model, field, limit, count: 0, longest: 0, first: key.join(' / ') };
      names.count += 1;
      names.longest = Math.max(names.longest, characters);
      found.set(kind, names);
    }
  }
  return [...found.values()].map(longNames);
}

function longNames({ model, field, limit, count, longest, first }: LongNames): DesignError {
  const others = count === 1 ? '' : ` and of ${count - 1} more`;
  return new DesignError('netbox/name-too-long', {
    problem: `${field.replaceAll('_', ' ')} of ${model} '${first}'${others} has up to ${longest} characters, and NetBox takes ${limit}`,
    remedy: 'give the construct that it is named after a shorter id',
    object: first,
    value: `${longest} characters`,
    limit: `${limit} characters`,
  });
}

function limitOf(model: NetboxModel, field: string): number | undefined {
  if (field === 'name' && SHORT_NAMES.includes(model)) return SHORT_NAME;
  if (field === 'label' && model !== 'cable') return SHORT_LABEL;
  return LONGEST[field];
}

function twinErrors(records: readonly NetboxRecord[]): DesignError[] {
  const objects = new Set<string>();
  const slugs = new Map<string, NetboxRecord>();
  return records.flatMap((record): DesignError[] => {
    const { model, key, fields } = record;
    const name = key.join(' / ');
    const id = recordId(record);
    if (objects.has(id)) {
      const problem = `two objects of the site are ${model} '${name}' in NetBox`;
      return [
        new DesignError('netbox/same-object', { problem, remedy: 'give one of them another name', object: name }),
      ];
    }
    objects.add(id);
    const slug = fields['slug'];
    if (typeof slug !== 'string' || !SLUGGED.includes(model)) return [];
    const twin = slugs.get(`${model} ${slug}`);
    slugs.set(`${model} ${slug}`, record);
    if (twin === undefined) return [];
    return [
      new DesignError('netbox/same-slug', {
        problem: `${model} '${twin.key.join(' / ')}' and '${name}' have one slug in NetBox, '${slug}'`,
        remedy: "name another one for either of them in 'slugs'",
        object: name,
        value: slug,
      }),
    ];
  });
}
