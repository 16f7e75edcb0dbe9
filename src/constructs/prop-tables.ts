import type * as accountChecks from './aws/aws-account-checks';
import type * as bucket from './aws/aws-bucket';
import type * as awsCluster from './aws/aws-gpu-cluster-props';
import type * as pool from './aws/aws-gpu-pool-props';
import type * as lustre from './aws/aws-lustre';
import type * as region from './aws/aws-zone';
import type * as vpc from './aws/aws-vpc';
import type * as zone from './aws/aws-zone';
import type * as directConnect from './aws/direct-connect-props';
import type * as costs from './economics/costs';
import type * as inference from './economics/inference-service';
import { NETBOX_PROP_NAMES, NETBOX_SHARED_PROP_NAMES } from './netbox/check-netbox-props';
import { ADOPT_NAMES } from './site/adopt-props';
import { EMBEDDED_NAMES } from './site/inventory';
import { AIR_HANDLERS_NAMES } from './cooling/cdu';
import { CDU_NAMES } from './cooling/cdu';
import { COOLING_LOOP_NAMES } from './cooling/cooling-loop';
import { COOLING_PUMPS_NAMES } from './cooling/cdu';
import { ENERGY_TARGET_NAMES } from './cooling/heat-rejection';
import { HEAT_REJECTION_NAMES } from './cooling/heat-rejection';
import { POWER_ENVELOPE_NAMES } from './dsx/power-envelope';
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
import { catalogEntries } from '../catalog/catalog-entries';
import { present } from '../units/present';
import type { NumberRange, PropKind, PropRule, PropTable, StatedWay } from './props/prop-rule';
import { MOST } from './props/prop-values';
import { PORTFOLIO_NAMES } from './portfolio/portfolio';
import { ACKNOWLEDGE_NAMES } from './site/policy';
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
    AwsRegion: (require('./aws/aws-zone') as typeof region).REGION_NAMES,
    AwsVpc: (require('./aws/aws-vpc') as typeof vpc).VPC_PROP_NAMES,
    AwsZone: (require('./aws/aws-zone') as typeof zone).ZONE_NAMES,
    DirectConnect: (require('./aws/direct-connect-props') as typeof directConnect).DIRECT_CONNECT_NAMES,
  };
}

/** Tables of money and tokens, loaded here alone for the same reason. */
function economicsTables(): Readonly<Record<string, PropTable>> {
  return {
    Costs: (require('./economics/costs') as typeof costs).COSTS_NAMES,
    InferenceService: (require('./economics/inference-service') as typeof inference).INFERENCE_SERVICE_NAMES,
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
  PowerEnvelope: POWER_ENVELOPE_NAMES,
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
  return { ...awsTables(), ...economicsTables(), ...SITE_TABLES };
}

/** Tables that are those of no construct. */
const NO_CONSTRUCTS = ['InventoryEmbedded', 'InventoryNetbox', 'SiteAdopt', 'Site'];

/** Classes of the power chain by the table of their props. */
const NODE_CLASSES = {
  PowerSource: ['Generator', 'PowerPlant', 'Utility'],
  PowerConverter: ['Bess', 'PowerShelf', 'Rectifier', 'Substation', 'Transformer', 'Ups'],
  PowerNode: ['Busway', 'Pdu', 'Rpp', 'StaticSwitch', 'Switchboard', 'TapOff', 'TransferSwitch'],
} as const;

/** The table of props of each class of constructs that a site file may state, by the name of the class. */
export function statedTables(): Readonly<Record<string, PropTable>> {
  const nodes = Object.entries(NODE_CLASSES).flatMap(([table, classes]) =>
    classes.map((name) => [name, SITE_TABLES[table as keyof typeof NODE_CLASSES]] as const),
  );
  const others = Object.entries(propTables()).filter(
    ([name]) => !NO_CONSTRUCTS.includes(name) && !Object.hasOwn(NODE_CLASSES, name),
  );
  return Object.fromEntries([...others, ...nodes].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Member of an object of a site file that holds what is assumed of it. */
export const ASSUMED = 'assumed';

/** Part of a JSON Schema. */
type Schema = Readonly<Record<string, unknown>>;

/** For whom a schema is: values of a program, or what a site file says of them. */
type Reader = 'program' | 'file';

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
    $defs: Object.fromEntries(
      Object.entries(propTables()).map(([name, table]) => [name, tableSchema(table, 'program')]),
    ),
  };
}

/** Tables of what a site file says beside its constructs. */
const FILE_TABLES = { site: SITE_PROP_NAMES, adopt: ADOPT_NAMES } as const;

/**
 * A site file as JSON Schema, printed from the tables of props: for editors, and for programs that write sites. A quantity is a text with its unit, a construct
 * and an entry of the catalogue its name.
 *
 * @see https://json-schema.org/draft/2020-12
 */
export function siteFileSchema(): Schema {
  const tables = statedTables();
  const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
  const constructs = Object.keys(tables).map((name) => [
    name,
    { type: 'object', description: `each ${name} by its name`, additionalProperties: ref(name) },
  ]);
  const texts = { type: 'string', minLength: 1 };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Site file',
    type: 'object',
    properties: {
      $schema: { type: 'string' },
      name: { ...texts, description: 'name of the site' },
      stack: { ...texts, description: 'stack that holds it; left out, it has the name of the site' },
      ...Object.fromEntries(Object.keys(FILE_TABLES).map((name) => [name, ref(name)])),
      define: {
        type: 'object',
        description: 'entries beside those of the catalogue, by id',
        additionalProperties: ENTRY,
      },
      order: {
        type: 'array',
        description: 'constructs in the order in which they are made, where it is not that of the file',
        items: texts,
      },
      acknowledge: { type: 'array', description: 'findings that are accepted', items: ref('acknowledge') },
      ...Object.fromEntries(constructs),
    },
    patternProperties: { '^x-': { description: 'not read: a place for anchors' } },
    required: ['name'],
    additionalProperties: false,
    $defs: {
      ...Object.fromEntries(Object.entries(FILE_TABLES).map(([name, table]) => [name, tableSchema(table, 'file')])),
      acknowledge: tableSchema(ACKNOWLEDGE_NAMES, 'file'),
      ...Object.fromEntries(
        Object.entries(tables).map(([name, table]) => {
          const schema = tableSchema(table, 'file');
          return [name, { ...schema, properties: { in: PLACE_SCHEMA, ...(schema['properties'] as Schema) } }];
        }),
      ),
    },
  };
}

const PLACE_SCHEMA = {
  type: 'string',
  description: "construct that it is created in, or 'stack/<name>'; left out, it is the site",
};

/** An entry that a site file defines: facts with their sources. */
const ENTRY = {
  type: 'object',
  description: 'members as its define function takes them; a fact is { value, source, asOf }',
  properties: {
    kind: { type: 'string', description: 'kind of entry, such as system or switch' },
    like: { type: 'string', description: 'id of the entry that it begins with' },
  },
  required: ['kind'],
};

function tableSchema(table: PropTable, reader: Reader): Schema {
  const former = new Set(
    Object.values(table).flatMap((entry) => (typeof entry === 'string' ? [] : (entry.formerName ?? []))),
  );
  const entries = Object.entries(table).filter(([prop]) => reader === 'program' || !former.has(prop));
  const required = entries.flatMap(([prop, entry]) =>
    (typeof entry === 'string' ? entry : entry.need) === 'required' ? [prop] : [],
  );
  const properties = entries.map(([prop, entry]) => [prop, typeof entry === 'string' ? {} : ruleSchema(entry, reader)]);
  // What is assumed may hold a prop that must be given.
  const needed = required.length === 0 ? {} : { required };
  if (reader === 'program') {
    return {
      type: 'object',
      properties: Object.fromEntries(properties) as Schema,
      ...needed,
      additionalProperties: false,
    };
  }
  return {
    type: 'object',
    properties: {
      ...(Object.fromEntries(properties) as Schema),
      [ASSUMED]: { anyOf: [REASON, { type: 'array', items: REASON }] },
    },
    ...(required.length === 0 ? {} : { if: { not: { required: [ASSUMED] } }, then: { required } }),
    additionalProperties: false,
  };
}

/** Props that are assumed, and why. */
const REASON = {
  type: 'object',
  description: 'props that nobody knows yet',
  properties: {
    why: { type: 'string' },
    owner: { type: 'string' },
    until: { type: 'string' },
    props: { type: 'object' },
  },
  required: ['why', 'owner', 'until', 'props'],
  additionalProperties: false,
};

function ruleSchema({ implied, ...rule }: PropRule<unknown>, reader: Reader): Schema {
  const schema = kindSchema(rule, reader);
  if (implied === undefined) return schema;
  return { ...schema, $comment: `left out, it is that of the ${implied.word} that the construct is created in` };
}

function kindSchema(kind: PropKind, reader: Reader): Schema {
  const { quantity, number, count, choices, oneOf, object, isOfSite, ways } = kind;
  if (ways !== undefined && reader === 'file') return waysSchema(ways);
  if (quantity !== undefined) return quantitySchema(kind, quantity.name, reader);
  if (number !== undefined) return numberSchema(number);
  if (count !== undefined) return { type: 'integer', minimum: 1, maximum: MOST };
  if (choices !== undefined) return { enum: [...choices] };
  if (kind.isText === true) {
    return { type: 'string', ...(kind.pattern === undefined ? { minLength: 1 } : { pattern: kind.pattern.source }) };
  }
  if (kind.isFlag === true) return { type: 'boolean' };
  if (oneOf !== undefined) return { anyOf: oneOf.map((one) => kindSchema(one, reader)) };
  if (kind.isList === true || kind.as === 'list') return listSchema(kind, reader);
  if (kind.ofKind !== undefined) {
    return { anyOf: Object.entries(kind.ofKind).map(([name, table]) => kindTableSchema(name, table, reader)) };
  }
  if (kind.of !== undefined) {
    const schema = tableSchema(kind.of, reader);
    return kind.as === 'map' ? { type: 'object', additionalProperties: schema } : schema;
  }
  if (kind.isMap === true) return { type: 'object', additionalProperties: kindSchema(kind.each ?? {}, reader) };
  if (object !== undefined)
    return reader === 'file' ? namedSchema(object) : { type: 'object', description: object.name };
  return isOfSite === true ? CONSTRUCT[reader] : {};
}

/** A construct of the site, of any class. */
const CONSTRUCT = {
  program: { type: 'object', description: 'a construct of the site' },
  file: { type: 'string', description: 'name of a construct of the file' },
} as const satisfies Readonly<Record<Reader, Schema>>;

/** The name of a construct or of an entry, or data as they are. */
function namedSchema({ name, has }: NonNullable<PropKind['object']>): Schema {
  if (has.includes('node')) return { type: 'string', description: `name of ${name}` };
  const ids = idsWith(has);
  const text = {
    type: 'string',
    description: ids.length > 0 ? `id of ${name}, of the catalogue or of 'define'` : name,
  };
  return { anyOf: [...(ids.length === 0 ? [{ type: 'object' }] : [{ enum: ids }]), text] };
}

/** Ids of the entries of the catalogue that have all of some members. */
function idsWith(has: readonly string[]): readonly string[] {
  if (has.length < 2) return [];
  const found = catalogEntries().filter(({ item }) => has.every((member) => member in item));
  return [...new Set(found.map(({ item }) => item.id))].sort();
}

/** What a program makes by functions: one member, the name of the function, with what it takes. */
function waysSchema(ways: Readonly<Record<string, StatedWay>>): Schema {
  const bare = Object.keys(ways).filter((name) => Object.keys(ways[name]?.of ?? {}).length === 0);
  const objects = Object.entries(ways).map(([name, { of: table }]) => ({
    type: 'object',
    properties: { [name]: tableSchema(table, 'file') },
    required: [name],
    additionalProperties: false,
  }));
  return { anyOf: [...(bare.length === 0 ? [] : [{ enum: bare }]), ...objects] };
}

/** Schema of an object of one kind. */
function kindTableSchema(kind: string, table: PropTable, reader: Reader): Schema {
  const schema = tableSchema(table, reader);
  return { ...schema, properties: { ...(schema['properties'] as Schema), kind: { const: kind } } };
}

function quantitySchema({ isAboveZero, between }: PropKind, name: string, reader: Reader): Schema {
  const range = between === undefined ? undefined : `from ${between[0].toString()} to ${between[1].toString()}`;
  const description = `a ${name}${range === undefined ? (isAboveZero === true ? ' above nothing' : '') : ` ${range}`}`;
  if (reader === 'program') return { type: 'object', description };
  return {
    type: 'string',
    description: `${description}, with its unit`,
    pattern: '^\\s*-?[\\d,]*\\.?\\d+\\s*[^\\s\\d]',
  };
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

function listSchema({ of: table, each, length, filled, isOfSite }: PropKind, reader: Reader): Schema {
  const members = isOfSite === true ? CONSTRUCT[reader] : {};
  const items =
    each?.oneOf === undefined && table !== undefined
      ? tableSchema(table, reader)
      : each === undefined
        ? members
        : kindSchema(each, reader);
  return {
    type: 'array',
    items,
    ...present({ minItems: length ?? (filled === undefined ? undefined : 1), maxItems: length }),
  };
}
