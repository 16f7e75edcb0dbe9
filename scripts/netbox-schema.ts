/** Resources and data sources of the NetBox provider that the library renders: bindings are made for these, and the stored schema holds these. */
export const NETBOX_RESOURCES = [
  'asn',
  'cable',
  'custom_field',
  'device',
  'device_front_port',
  'device_interface',
  'device_oob_ip',
  'device_power_outlet',
  'device_power_port',
  'device_primary_ip',
  'device_rear_port',
  'device_role',
  'device_type',
  'interface_template',
  'ip_address',
  'location',
  'manufacturer',
  'power_feed',
  'power_panel',
  'prefix',
  'rack',
  'rack_type',
  'region',
  'rir',
  'site',
  'tag',
  'tenant',
  'vlan',
].map((name) => `netbox_${name}`);

/** Data sources by which a stack finds what another one holds. */
export const NETBOX_DATA_SOURCES = [
  'device_interfaces',
  'device_power_ports',
  'device_role',
  'device_type',
  'devices',
  'location',
  'manufacturers',
  'rack_type',
  'racks',
  'region',
  'rir',
  'site',
  'tag',
  'tenant',
].map((name) => `netbox_${name}`);

/** Source and version of the provider, as Terraform names them. */
export const NETBOX_PROVIDER = { source: 'e-breuninger/netbox', version: '5.7.0' } as const;

/** The parts of `terraform providers schema -json` that count here. */
export interface SchemaDump {
  readonly format_version: string;
  readonly provider_schemas: Readonly<Record<string, ProviderDump>>;
}

interface ProviderDump {
  readonly provider: unknown;
  readonly resource_schemas: Readonly<Record<string, unknown>>;
  readonly data_source_schemas: Readonly<Record<string, unknown>>;
}

/** The dump with what the library uses alone, without descriptions, keys in order. */
export function prunedSchema(dump: SchemaDump): SchemaDump {
  const address = `registry.terraform.io/${NETBOX_PROVIDER.source}`;
  const schemas = dump.provider_schemas[address];
  if (schemas === undefined) throw new Error(`the dump holds no '${address}'`);
  return {
    format_version: dump.format_version,
    provider_schemas: {
      [address]: {
        provider: withoutDescriptions(schemas.provider),
        resource_schemas: picked(schemas.resource_schemas, NETBOX_RESOURCES),
        data_source_schemas: picked(schemas.data_source_schemas, NETBOX_DATA_SOURCES),
      },
    },
  };
}

function picked(all: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.map((name) => {
      if (all[name] === undefined) throw new Error(`the dump holds no '${name}'`);
      return [name, withoutDescriptions(all[name])];
    }),
  );
}

function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDescriptions);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(
    ([key, member]) => typeof member !== 'string' || !key.startsWith('description'),
  );
  return Object.fromEntries(
    members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, withoutDescriptions(member)]),
  );
}
