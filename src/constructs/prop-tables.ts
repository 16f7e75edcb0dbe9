import type * as accountChecks from './aws/aws-account-checks';
import type * as bucket from './aws/aws-bucket';
import type * as awsCluster from './aws/aws-gpu-cluster-props';
import type * as pool from './aws/aws-gpu-pool-props';
import type * as lustre from './aws/aws-lustre';
import type * as region from './aws/aws-region';
import type * as vpc from './aws/aws-vpc';
import type * as zone from './aws/aws-zone';
import type * as directConnect from './aws/direct-connect-props';
import { NETBOX_PROP_NAMES, NETBOX_SHARED_PROP_NAMES } from './netbox/check-netbox-props';
import { ADOPT_NAMES } from './site/adopt-props';
import { EMBEDDED_NAMES } from './site/inventory';
import { AIR_HANDLERS_NAMES } from './cooling/cdu';
import { CDU_NAMES } from './cooling/cdu';
import { COOLING_LOOP_NAMES } from './cooling/cooling-loop';
import { COOLING_PUMPS_NAMES } from './cooling/cdu';
import { ENERGY_TARGET_NAMES } from './cooling/energy-target';
import { HEAT_REJECTION_NAMES } from './cooling/heat-rejection';
import { GPU_CLUSTER_NAMES } from './cluster/gpu-cluster';
import { CONVERGED_PAIR_NAMES } from './fabric/converged-pair-props';
import { ETHERNET_FABRIC_NAMES } from './fabric/ethernet-fabric';
import { INFINIBAND_FABRIC_NAMES } from './fabric/infiniband-fabric';
import { MANAGEMENT_NETWORK_NAMES } from './fabric/management-network';
import { COMMON_CAUSE_NAMES, CONSUMABLE_NAMES, FAILURE_STUDY_NAMES } from './power/failure-study';
import {
  POWER_CONVERTER_NAMES,
  POWER_NODE_NAMES,
  POWER_SOURCE_NAMES,
  REDUNDANCY_GROUP_NAMES,
} from './power/power-node';
import { POWER_ZONE_NAMES } from './power/power-zone';
import { TENANT_LOAD_NAMES } from './power/tenant-load';
import { TRAINING_SWING_NAMES } from './cluster/training-swing';
import { present } from '../units/present';
import type { NumberRange, PropKind, PropRule, PropTable } from './props/prop-rule';
import { MOST } from './props/prop-values';
import { PORTFOLIO_NAMES } from './portfolio/portfolio';
import { MILESTONE_NAMES, PHASE_NAMES } from './site/phase';
import { SITE_PROP_NAMES } from './site/site';
import { HALL_CONSTRUCT_NAMES } from './space/hall';
import { RACK_POSITION_NAMES, ROW_LAYOUT_NAMES } from './site/hall-props';
import { STORAGE_TIER_NAMES } from './storage/storage-tier-props';

/** Tables of the constructs of AWS. They are loaded here alone: most programs use none of them. */
function awsTables(): Readonly<Record<string, PropTable>> {
  return {
    AwsAccountChecks: (require('./aws/aws-account-checks') as typeof accountChecks).ACCOUNT_CHECKS_NAMES,
    AwsBucket: (require('./aws/aws-bucket') as typeof bucket).BUCKET_NAMES,
    AwsGpuCluster: (require('./aws/aws-gpu-cluster-props') as typeof awsCluster).CLUSTER_PROP_NAMES,
    AwsGpuPool: (require('./aws/aws-gpu-pool-props') as typeof pool).POOL_PROP_NAMES,
    AwsLustre: (require('./aws/aws-lustre') as typeof lustre).LUSTRE_NAMES,
    AwsRegion: (require('./aws/aws-region') as typeof region).REGION_NAMES,
    AwsVpc: (require('./aws/aws-vpc') as typeof vpc).VPC_PROP_NAMES,
    AwsZone: (require('./aws/aws-zone') as typeof zone).ZONE_NAMES,
    DirectConnect: (require('./aws/direct-connect-props') as typeof directConnect).DIRECT_CONNECT_NAMES,
  };
}

/** Tables of all other constructs. */
const SITE_TABLES = {
  InventoryEmbedded: EMBEDDED_NAMES,
  InventoryNetbox: NETBOX_PROP_NAMES,
  NetboxSharedObjects: NETBOX_SHARED_PROP_NAMES,
  SiteAdopt: ADOPT_NAMES,
  AirHandlers: AIR_HANDLERS_NAMES,
  Cdu: CDU_NAMES,
  CommonCause: COMMON_CAUSE_NAMES,
  Consumable: CONSUMABLE_NAMES,
  ConvergedPair: CONVERGED_PAIR_NAMES,
  CoolingLoop: COOLING_LOOP_NAMES,
  CoolingPumps: COOLING_PUMPS_NAMES,
  EnergyTarget: ENERGY_TARGET_NAMES,
  EthernetFabric: ETHERNET_FABRIC_NAMES,
  FailureStudy: FAILURE_STUDY_NAMES,
  GpuCluster: GPU_CLUSTER_NAMES,
  Hall: HALL_CONSTRUCT_NAMES,
  HeatRejection: HEAT_REJECTION_NAMES,
  InfinibandFabric: INFINIBAND_FABRIC_NAMES,
  ManagementNetwork: MANAGEMENT_NETWORK_NAMES,
  Milestone: MILESTONE_NAMES,
  Phase: PHASE_NAMES,
  Portfolio: PORTFOLIO_NAMES,
  PowerConverter: POWER_CONVERTER_NAMES,
  PowerNode: POWER_NODE_NAMES,
  PowerSource: POWER_SOURCE_NAMES,
  PowerZone: POWER_ZONE_NAMES,
  Rack: RACK_POSITION_NAMES,
  RedundancyGroup: REDUNDANCY_GROUP_NAMES,
  Row: ROW_LAYOUT_NAMES,
  Site: SITE_PROP_NAMES,
  StorageTier: STORAGE_TIER_NAMES,
  TenantLoad: TENANT_LOAD_NAMES,
  TrainingSwing: TRAINING_SWING_NAMES,
} as const satisfies Readonly<Record<string, PropTable>>;

/**
 * The table of props of each construct, by the construct's name; nodes of the power chain are of three kinds. `SiteAdopt`, `InventoryEmbedded` and
 * `InventoryNetbox` are what `Site.adopt`, `Inventory.embedded` and `Inventory.netbox` take.
 */
export function propTables(): Readonly<Record<string, PropTable>> {
  return { ...awsTables(), ...SITE_TABLES };
}

/** Part of a JSON Schema. */
type Schema = Readonly<Record<string, unknown>>;

/**
 * The props of all constructs as one JSON Schema, a definition a construct: for editors, and for programs that write programs. A quantity is described by
 * the name of its class, a construct and an entry of the catalogue by what they are: a schema cannot look into them.
 *
 * @see https://json-schema.org/draft/2020-12
 */
export function propsSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Props of the constructs',
    $defs: Object.fromEntries(Object.entries(propTables()).map(([name, table]) => [name, tableSchema(table)])),
  };
}

function tableSchema(table: PropTable): Schema {
  const entries = Object.entries(table);
  const required = entries.flatMap(([prop, entry]) =>
    (typeof entry === 'string' ? entry : entry.need) === 'required' ? [prop] : [],
  );
  const properties = entries.map(([prop, entry]) => [prop, typeof entry === 'string' ? {} : ruleSchema(entry)]);
  return {
    type: 'object',
    properties: Object.fromEntries(properties) as Schema,
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

function ruleSchema({ implied, ...rule }: PropRule<unknown>): Schema {
  const schema = kindSchema(rule);
  if (implied === undefined) return schema;
  return { ...schema, $comment: `left out, it is that of the ${implied.word} that the construct is created in` };
}

function kindSchema(kind: PropKind): Schema {
  const { quantity, number, count, choices, oneOf, object, isOfSite } = kind;
  if (quantity !== undefined) return { type: 'object', description: quantityText(kind, quantity.name) };
  if (number !== undefined) return numberSchema(number);
  if (count !== undefined) return { type: 'integer', minimum: 1, maximum: MOST };
  if (choices !== undefined) return { enum: [...choices] };
  if (kind.isText === true) {
    return { type: 'string', ...(kind.pattern === undefined ? { minLength: 1 } : { pattern: kind.pattern.source }) };
  }
  if (kind.isFlag === true) return { type: 'boolean' };
  if (oneOf !== undefined) return { anyOf: oneOf.map(kindSchema) };
  if (kind.isList === true || kind.as === 'list') return listSchema(kind);
  if (kind.ofKind !== undefined) return { anyOf: Object.entries(kind.ofKind).map(kindTableSchema) };
  if (kind.of !== undefined) {
    const schema = tableSchema(kind.of);
    return kind.as === 'map' ? { type: 'object', additionalProperties: schema } : schema;
  }
  if (kind.isMap === true) return { type: 'object', additionalProperties: kindSchema(kind.each ?? {}) };
  if (object !== undefined) return { type: 'object', description: object.name };
  return isOfSite === true ? { type: 'object', description: 'a construct of the site' } : {};
}

/** Schema of an object of one kind. */
function kindTableSchema([kind, table]: readonly [string, PropTable]): Schema {
  const schema = tableSchema(table);
  return { ...schema, properties: { ...(schema['properties'] as Schema), kind: { const: kind } } };
}

function quantityText({ isAboveZero, between }: PropKind, name: string): string {
  if (between !== undefined) return `a ${name} from ${between[0].toString()} to ${between[1].toString()}`;
  return isAboveZero === true ? `a ${name} above nothing` : `a ${name}`;
}

function numberSchema({ least, above, most, below, step }: NumberRange): Schema {
  return {
    type: step === 1 ? 'integer' : 'number',
    ...present({
      minimum: least,
      exclusiveMinimum: above,
      maximum: most,
      exclusiveMaximum: below,
      multipleOf: step === 1 ? undefined : step,
    }),
  };
}

function listSchema({ of: table, each, length, filled, isOfSite }: PropKind): Schema {
  const members = isOfSite === true ? { type: 'object', description: 'a construct of the site' } : {};
  const items =
    each?.oneOf === undefined && table !== undefined
      ? tableSchema(table)
      : each === undefined
        ? members
        : kindSchema(each);
  return {
    type: 'array',
    items,
    ...present({ minItems: length ?? (filled === undefined ? undefined : 1), maxItems: length }),
  };
}
