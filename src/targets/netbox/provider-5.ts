import {
  isMap,
  isRef,
  type NetboxModel,
  type NetboxRecord,
  type NetboxRef,
  type NetboxValue,
} from '../../export/netbox/netbox-record';
import type { AsnConfig } from './generated/asn';
import type { CableConfig } from './generated/cable';
import type { CustomFieldConfig } from './generated/custom-field';
import type { DeviceConfig } from './generated/device';
import type { DeviceFrontPortConfig } from './generated/device-front-port';
import type { DeviceInterfaceConfig } from './generated/device-interface';
import type { DeviceOobIpConfig } from './generated/device-oob-ip';
import type { DevicePowerOutletConfig } from './generated/device-power-outlet';
import type { DevicePowerPortConfig } from './generated/device-power-port';
import type { DevicePrimaryIpConfig } from './generated/device-primary-ip';
import type { DeviceRearPortConfig } from './generated/device-rear-port';
import type { DeviceRoleConfig } from './generated/device-role';
import type { DeviceTypeConfig } from './generated/device-type';
import type { InterfaceTemplateConfig } from './generated/interface-template';
import type { IpAddressConfig } from './generated/ip-address';
import type { LocationConfig } from './generated/location';
import type { ManufacturerConfig } from './generated/manufacturer';
import type { PowerFeedConfig } from './generated/power-feed';
import type { PowerPanelConfig } from './generated/power-panel';
import type { PrefixConfig } from './generated/prefix';
import type { RackConfig } from './generated/rack';
import type { RackTypeConfig } from './generated/rack-type';
import type { RegionConfig } from './generated/region';
import type { RirConfig } from './generated/rir';
import type { SiteConfig } from './generated/site';
import type { TagConfig } from './generated/tag';
import type { TenantConfig } from './generated/tenant';
import type { VlanConfig } from './generated/vlan';
import { terraformData, terraformText } from '../terraform-text';
import type { NetboxAdapter, NetboxLookup, NetboxMap, RenderedResource, Resolve } from './netbox-adapter';

/** `rackTypeId` as `rack_type_id`. */
type Snake<S extends string> = S extends `${infer Head}${infer Tail}`
  ? `${Head extends Lowercase<Head> ? Head : `_${Lowercase<Head>}`}${Snake<Tail>}`
  : S;

/** Arguments of a resource, from its generated binding. */
type ArgumentOf<Config> = Snake<Extract<keyof Config, string>>;

/** Resource of a model, and the arguments whose names are not those of NetBox's own fields. */
interface ModelRule {
  readonly type: string;
  readonly renamed: Readonly<Record<string, string>>;
}

function rule<Config>(type: string, renamed: Readonly<Record<string, ArgumentOf<Config>>> = {}): ModelRule {
  return { type: `netbox_${type}`, renamed };
}

const MODELS: Readonly<Record<NetboxModel, ModelRule>> = {
  asn: rule<AsnConfig>('asn', { rir: 'rir_id' }),
  cable: rule<CableConfig>('cable', { a_terminations: 'a_termination', b_terminations: 'b_termination' }),
  'custom-field': rule<CustomFieldConfig>('custom_field', { object_types: 'content_types' }),
  device: rule<DeviceConfig>('device', {
    site: 'site_id',
    location: 'location_id',
    rack: 'rack_id',
    position: 'rack_position',
    face: 'rack_face',
    device_type: 'device_type_id',
    role: 'role_id',
    tenant: 'tenant_id',
  }),
  'device-role': rule<DeviceRoleConfig>('device_role', { color: 'color_hex' }),
  'device-type': rule<DeviceTypeConfig>('device_type', { manufacturer: 'manufacturer_id' }),
  'front-port': rule<DeviceFrontPortConfig>('device_front_port', { device: 'device_id', rear_port: 'rear_port_id' }),
  interface: rule<DeviceInterfaceConfig>('device_interface', { device: 'device_id', mgmt_only: 'mgmtonly' }),
  'interface-template': rule<InterfaceTemplateConfig>('interface_template', { device_type: 'device_type_id' }),
  'ip-address': rule<IpAddressConfig>('ip_address', {
    address: 'ip_address',
    interface: 'device_interface_id',
    tenant: 'tenant_id',
  }),
  location: rule<LocationConfig>('location', { site: 'site_id', parent: 'parent_id' }),
  manufacturer: rule<ManufacturerConfig>('manufacturer'),
  'oob-ip': rule<DeviceOobIpConfig>('device_oob_ip', { device: 'device_id', ip_address: 'ip_address_id' }),
  'power-feed': rule<PowerFeedConfig>('power_feed', {
    power_panel: 'power_panel_id',
    rack: 'rack_id',
    max_utilization: 'max_percent_utilization',
  }),
  'power-outlet': rule<DevicePowerOutletConfig>('device_power_outlet', {
    device: 'device_id',
    power_port: 'power_port_id',
  }),
  'power-panel': rule<PowerPanelConfig>('power_panel', { site: 'site_id' }),
  'power-port': rule<DevicePowerPortConfig>('device_power_port', { device: 'device_id' }),
  prefix: rule<PrefixConfig>('prefix', { site: 'site_id', vlan: 'vlan_id', tenant: 'tenant_id' }),
  'primary-ip': rule<DevicePrimaryIpConfig>('device_primary_ip', {
    device: 'device_id',
    ip_address: 'ip_address_id',
    version: 'ip_address_version',
  }),
  rack: rule<RackConfig>('rack', { site: 'site_id', location: 'location_id', rack_type: 'rack_type_id' }),
  'rack-type': rule<RackTypeConfig>('rack_type', { manufacturer: 'manufacturer_id' }),
  'rear-port': rule<DeviceRearPortConfig>('device_rear_port', { device: 'device_id' }),
  region: rule<RegionConfig>('region'),
  rir: rule<RirConfig>('rir'),
  site: rule<SiteConfig>('site', { region: 'region_id' }),
  tag: rule<TagConfig>('tag', { color: 'color_hex' }),
  tenant: rule<TenantConfig>('tenant'),
  vlan: rule<VlanConfig>('vlan', { site: 'site_id', tenant: 'tenant_id' }),
};

/**
 * Since NetBox 4.5 a front port has a list of rear ports, and this provider still sends the one of before, which NetBox drops: without this, every
 * plan would map the port again.
 *
 * @see https://github.com/e-breuninger/terraform-provider-netbox/issues/945
 */
const UNMAPPED = { lifecycle: { ignore_changes: ['rear_port_id', 'rear_port_position'] } };

/**
 * An update of a rack type sends `null` for its tags, which NetBox refuses: tags that an earlier version gave it stay, and its slug, which the provider
 * does not read when it imports one, is set at the creation alone.
 */
const TAGS_KEPT = { lifecycle: { ignore_changes: ['slug', 'tags'] } };

/** Arguments by which Terraform leaves alone what the provider cannot update. */
const LEFT_ALONE: Readonly<Partial<Record<NetboxModel, Readonly<Record<string, unknown>>>>> = {
  'front-port': UNMAPPED,
  'rack-type': TAGS_KEPT,
};

/** Object types of cable ends. */
const TERMINATIONS: Readonly<Partial<Record<NetboxModel, string>>> = {
  interface: 'dcim.interface',
  'front-port': 'dcim.frontport',
  'rear-port': 'dcim.rearport',
  'power-port': 'dcim.powerport',
  'power-outlet': 'dcim.poweroutlet',
  'power-feed': 'dcim.powerfeed',
};

/** Provider e-breuninger/netbox 5.x: ids are texts, cables end in blocks, tags go by name, custom fields are texts. */
export const provider5: NetboxAdapter = {
  source: 'e-breuninger/netbox',
  version: '5.7.0',
  typeOf: (model) => MODELS[model].type,
  resource: ({ model, fields }, resolve): RenderedResource => {
    const { type, renamed } = MODELS[model];
    const config = Object.fromEntries(
      Object.entries(fields).map(([field, value]) => [renamed[field] ?? field, rendered(value, resolve)]),
    );
    return { type, config: { ...config, ...LEFT_ALONE[model] } };
  },
  lookup,
  // Its reading asks for the version of the address, which an import does not know: 'Cannot import non-existent remote object'.
  canImport: (model) => model !== 'primary-ip',
  guard: { model: 'manufacturer', type: 'netbox_manufacturers', list: 'manufacturers' },
};

function rendered(value: NetboxValue, resolve: Resolve): unknown {
  if (typeof value !== 'object') return typeof value === 'string' ? terraformText(value) : value;
  if (isMap(value)) return terraformData(value.map);
  if (isRef(value)) return marked(resolve(value));
  return value.map((member) => (typeof member === 'string' ? terraformText(member) : termination(member, resolve)));
}

function termination(ref: NetboxRef, resolve: Resolve): Record<string, unknown> {
  return { object_type: TERMINATIONS[ref.model], object_id: marked(resolve(ref)) };
}

function marked(expression: string): string {
  return `\${${expression}}`;
}

/** Data sources by the model that they find, and the argument that names it. */
const SOURCES: Readonly<Partial<Record<NetboxModel, 'name' | 'slug'>>> = {
  'device-role': 'name',
  'device-type': 'slug',
  location: 'slug',
  'rack-type': 'slug',
  region: 'slug',
  rir: 'slug',
  site: 'slug',
  tag: 'name',
  tenant: 'slug',
};

const MAPS: Readonly<Partial<Record<NetboxModel, NetboxMap>>> = {
  rack: 'racks',
  device: 'devices',
  interface: 'interfaces',
  'power-port': 'power_ports',
};

function lookup({ model, key, fields }: NetboxRecord, resolve: Resolve): NetboxLookup | undefined {
  const map = MAPS[model];
  if (map !== undefined) return { kind: 'map', map, path: key };
  const by = SOURCES[model];
  const value = by === undefined ? undefined : fields[by];
  if (by === undefined || typeof value !== 'string') return undefined;
  const { site } = fields;
  const within = model === 'location' && site !== undefined && isRef(site) ? { site_id: marked(resolve(site)) } : {};
  return { kind: 'data', type: MODELS[model].type, by, value, within, isFiltered: model === 'region' };
}
