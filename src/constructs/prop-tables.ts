import { AIR_HANDLERS_NAMES } from './cooling/air-handlers';
import { CDU_NAMES } from './cooling/cdu';
import { COOLING_LOOP_NAMES } from './cooling/cooling-loop';
import { COOLING_PUMPS_NAMES } from './cooling/cooling-pumps';
import { ENERGY_TARGET_NAMES } from './cooling/energy-target';
import { HEAT_REJECTION_NAMES } from './cooling/heat-rejection';
import { GPU_CLUSTER_NAMES } from './cluster/gpu-cluster';
import { CONVERGED_PAIR_NAMES } from './fabric/converged-pair-props';
import { ETHERNET_FABRIC_NAMES } from './fabric/ethernet-fabric';
import { INFINIBAND_FABRIC_NAMES } from './fabric/infiniband-fabric';
import { MANAGEMENT_NETWORK_NAMES } from './fabric/management-network';
import { FAILURE_STUDY_NAMES } from './power/failure-study';
import {
  POWER_CONVERTER_NAMES,
  POWER_NODE_NAMES,
  POWER_SOURCE_NAMES,
  REDUNDANCY_GROUP_NAMES,
} from './power/power-node';
import { POWER_ZONE_NAMES } from './power/power-zone';
import { TENANT_LOAD_NAMES } from './power/tenant-load';
import { TRAINING_SWING_NAMES } from './cluster/training-swing';
import type { PropRule, PropTable } from './props/prop-rule';
import { PHASE_NAMES } from './site/phase';
import { SITE_PROP_NAMES } from './site/site';
import { HALL_CONSTRUCT_NAMES } from './space/hall';
import { RACK_POSITION_NAMES, ROW_LAYOUT_NAMES } from './site/hall-props';
import { STORAGE_TIER_NAMES } from './storage/storage-tier-props';

/** The table of props of each construct of a site, by the construct's name; nodes of the power chain are of three kinds. */
export const PROP_TABLES = {
  AirHandlers: AIR_HANDLERS_NAMES,
  Cdu: CDU_NAMES,
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
  Phase: PHASE_NAMES,
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

type Schema = Readonly<Record<string, unknown>>;

const MOST = 1_000_000;

/**
 * The props of all constructs of a site as one JSON Schema, a definition a construct: for editors, and for programs that write programs. A quantity is
 * described by the name of its class, a construct as such.
 *
 * @see https://json-schema.org/draft/2020-12
 */
export function propsSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Props of the constructs',
    $defs: Object.fromEntries(Object.entries(PROP_TABLES).map(([name, table]) => [name, tableSchema(table)])),
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

function kindSchema({ quantity, count, choices, isList, isOfSite, of: table, as }: PropRule<unknown>): Schema {
  if (quantity !== undefined) return { description: `a ${quantity.name}` };
  if (count !== undefined) return { type: 'integer', minimum: 1, maximum: MOST };
  if (choices !== undefined) return { enum: [...choices] };
  if (table !== undefined) {
    const schema = tableSchema(table);
    if (as === undefined) return schema;
    return as === 'list' ? { type: 'array', items: schema } : { type: 'object', additionalProperties: schema };
  }
  const kind =
    isOfSite === true ? { description: isList === true ? 'constructs of the site' : 'a construct of the site' } : {};
  return isList === true ? { type: 'array', ...kind } : kind;
}
