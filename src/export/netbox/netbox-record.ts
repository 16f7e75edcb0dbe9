import type { Asset, AssetState } from '../../model/asset';
import type { NetboxLevel } from './netbox-input';

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

const CABLED: readonly AssetState[] = ['cabled', 'accepted', 'in-service', 'drained'];

const STANDS: readonly AssetState[] = ['racked', 'cabled', 'accepted', 'in-service', 'drained', 'failed'];

/** Status of a device; `planned` where the asset file does not name it. */
export function deviceStatus(asset: Asset | undefined): string {
  return DEVICE_STATUS[asset?.state ?? 'planned'];
}

/** Status of a cable: `connected` where both of its ends are cabled. */
export function cableStatus(ends: readonly (Asset | undefined)[]): 'connected' | 'planned' {
  return ends.every((asset) => asset !== undefined && CABLED.includes(asset.state)) ? 'connected' : 'planned';
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
