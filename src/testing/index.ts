import type { Site } from '../constructs/site/site';
import { Testing, type TerraformStack } from '../host';
import type { PolicyReport } from '../policy/engine/rule';
import choices from '../export/netbox/netbox-choices-4.6.json';
import dump from './schemas/netbox-5.7.0.json';
import type { ProviderSchema, SchemaBlock } from './provider-problems';

export { providerProblems } from './provider-problems';
export type { ProviderSchema, SchemaAttribute, SchemaBlock, SchemaNestedBlock, SchemaType } from './provider-problems';

/**
 * The Terraform of a stack after its validations ran, as plain data with sorted keys and without cdktf's own comment block:
 * fit for a snapshot that holds from release to release.
 *
 * @throws Error with all error findings, as `cdktf synth` would
 */
export function synthesized(stack: TerraformStack): unknown {
  const whole = JSON.parse(Testing.synth(stack, true)) as Record<string, unknown>;
  return sorted(Object.fromEntries(Object.entries(whole).filter(([key]) => key !== '//')));
}

/** The evaluation of a site, without the throw. */
export function policyReportOf(site: Site): PolicyReport {
  return site.evaluation;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, child]) => [key, sorted(child)]),
  );
}

/** Choices of NetBox by the arguments that take them. */
const VALUES: Readonly<Record<string, keyof typeof choices>> = {
  'netbox_cable.length_unit': 'CableLengthUnitChoices',
  'netbox_cable.status': 'LinkStatusChoices',
  'netbox_cable.type': 'CableTypeChoices',
  'netbox_device.status': 'DeviceStatusChoices',
  'netbox_device_front_port.type': 'PortTypeChoices',
  'netbox_device_interface.type': 'InterfaceTypeChoices',
  'netbox_device_power_outlet.type': 'PowerOutletTypeChoices',
  'netbox_device_power_port.type': 'PowerPortTypeChoices',
  'netbox_device_rear_port.type': 'PortTypeChoices',
  'netbox_interface_template.type': 'InterfaceTypeChoices',
  'netbox_power_feed.phase': 'PowerFeedPhaseChoices',
  'netbox_power_feed.status': 'PowerFeedStatusChoices',
  'netbox_power_feed.supply': 'PowerFeedSupplyChoices',
  'netbox_power_feed.type': 'PowerFeedTypeChoices',
  'netbox_rack.form_factor': 'RackFormFactorChoices',
  'netbox_rack.status': 'RackStatusChoices',
  'netbox_rack.weight_unit': 'WeightUnitChoices',
  'netbox_rack.width': 'RackWidthChoices',
  'netbox_rack_type.form_factor': 'RackFormFactorChoices',
  'netbox_rack_type.weight_unit': 'WeightUnitChoices',
  'netbox_rack_type.width': 'RackWidthChoices',
  'netbox_site.status': 'SiteStatusChoices',
};

interface BlockHolder {
  readonly block: SchemaBlock;
}

/**
 * Provider e-breuninger/netbox 5.7.0, as far as the library uses it, with the choices of NetBox 4.6.
 *
 * @see https://github.com/e-breuninger/terraform-provider-netbox
 */
export function netboxSchema(): ProviderSchema {
  const schemas = dump.provider_schemas['registry.terraform.io/e-breuninger/netbox'] as unknown as {
    readonly provider: BlockHolder;
    readonly resource_schemas: Readonly<Record<string, BlockHolder>>;
    readonly data_source_schemas: Readonly<Record<string, BlockHolder>>;
  };
  return {
    name: 'netbox',
    provider: schemas.provider.block,
    resources: blocks(schemas.resource_schemas),
    dataSources: blocks(schemas.data_source_schemas),
    values: Object.fromEntries(Object.entries(VALUES).map(([argument, list]) => [argument, choices[list]])),
  };
}

function blocks(holders: Readonly<Record<string, BlockHolder>>): Record<string, SchemaBlock> {
  return Object.fromEntries(Object.entries(holders).map(([type, { block }]) => [type, block]));
}
