import { FileSchema } from '../file-schema';
import { FIRST_PKEY, LAST_PKEY } from '../../model/address-plan';

type Schema = Readonly<Record<string, unknown>>;

/** Highest slot of a group: hosts of a cluster, rows of a hall, ports of a switch. */
const MOST_SLOT = 65_535;
/** Highest port of a patched way: a link each. */
const MOST_PATCH_PORT = 16_777_215;
/** An IPv4 address divided by 16, the smallest block of a subnet. */
const MOST_SUBNET = 268_435_455;
/** Most units of a rack that any hall has, as placement takes it. */
const MOST_U = 10_000;
/** Most of whatever a fabric counts: a link's ports are kept in 16 bits. */
const MOST_COUNT = 65_535;

const name = { type: 'string', minLength: 1 };
const count = { type: 'integer', minimum: 1, maximum: MOST_COUNT };
const rate = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
const names = { type: 'array', items: name, maxItems: MOST_COUNT };
const address = { type: 'string', format: 'address' };
const unit = { type: 'integer', minimum: 1, maximum: MOST_U };

const ends = object({ device: name, port: name });

function object(required: Schema, optional: Schema = {}): Schema {
  return {
    type: 'object',
    required: Object.keys(required),
    properties: { ...required, ...optional },
    additionalProperties: false,
  };
}

function mapOf(value: Schema): Schema {
  return { type: 'object', propertyNames: { minLength: 1 }, additionalProperties: value };
}

function slotsUpTo(maximum: number): Schema {
  return mapOf({ type: 'integer', minimum: 0, maximum });
}

const fabricSwitch = object(
  {
    id: name,
    cages: count,
    portsPerCage: count,
    portRateBits: rate,
    portNaming: { enum: ['ib', 'xdr', 'cumulus', 'eos'] },
  },
  {
    uplinks: object({ ports: count, rateBits: rate }, { portsPerCage: count, lanes: count }),
    lanes: count,
    managerPorts: count,
    planeChips: count,
    chassis: object({}, { ratio: { type: 'number', exclusiveMinimum: 0, maximum: 1_000 } }),
  },
);

const group = object(
  {
    name,
    unitHosts: count,
    rails: count,
    portNames: names,
    portCages: { type: 'array', items: { type: 'integer', minimum: 0, maximum: MOST_COUNT }, maxItems: MOST_COUNT },
  },
  {
    domainHosts: count,
    reserveUnits: count,
    leafUnits: count,
    serviceSlots: { type: 'array', items: { type: 'integer', minimum: 0, maximum: MOST_SLOT }, maxItems: MOST_COUNT },
  },
);

const fabric = object(
  {
    name,
    kind: { enum: ['infiniband', 'ethernet'] },
    role: { enum: ['compute', 'storage', 'in-band', 'oob'] },
    groups: { type: 'array', items: group, maxItems: MOST_COUNT },
    leaf: fabricSwitch,
  },
  {
    switchNames: name,
    shape: { enum: ['rail-optimised', 'shared-leaf'] },
    services: {
      type: 'array',
      items: object({ name, portNames: names }, { isManager: { type: 'boolean' } }),
      maxItems: MOST_COUNT,
    },
    servicePorts: mapOf({ type: 'array', items: object({ leaf: name, port: count }), maxItems: MOST_COUNT }),
    spine: fabricSwitch,
    core: fabricSwitch,
    railsPerLeaf: count,
    passes: object({ leaves: count }, { keptFree: { type: 'array', items: count, maxItems: MOST_COUNT } }),
    trunkSplit: object({ portsPerCage: count, rateBits: rate }),
    tiers: { enum: [1, 2, 3] },
    planes: count,
    hostRateBits: rate,
    downPerLeaf: count,
    upPerLeaf: count,
    uplinksFrom: count,
    spines: count,
    pods: object(
      {},
      {
        by: { enum: ['unit', 'rail'] },
        units: count,
        hosts: count,
        oversubscription: { type: 'number', minimum: 1, maximum: 1_000 },
      },
    ),
    cores: count,
    standingPods: object(
      {
        pods: count,
        leavesPerPod: count,
        spinesPerPod: count,
        spineDown: count,
        spinesPerGroup: count,
        coresPerGroup: count,
        coreLinks: count,
      },
      { railLeaves: count },
    ),
    reserveUnits: count,
  },
);

const adopted = object({
  devices: names,
  places: mapOf(object({ rack: name, u: unit, planned: { type: 'string' } })),
  cables: mapOf(object({ end: ends, planned: ends })),
  extraCables: mapOf(object({ fabric: name, a: ends, b: ends })),
  missingCables: { type: 'array', items: name },
  addresses: mapOf(object({ address, planned: { type: 'string' } })),
  taken: mapOf(address),
});

/** Maps that every version of the format has. */
const maps = {
  positions: {
    description: 'Device to its place.',
    ...mapOf(object({ rack: name, u: unit })),
  },
  addresses: {
    description: "'<device>/<interface>' to its address with prefix length.",
    type: 'object',
    propertyNames: { pattern: '^[^/]+/.', description: "a name such as 'haein-001/bmc'" },
    additionalProperties: address,
  },
  asNumbers: {
    description: 'Device, or group of devices that share one, to its AS number of four bytes.',
    ...mapOf({ type: 'integer', minimum: 1, maximum: 4_294_967_294 }),
  },
  partitions: {
    description: "Tenant to its PKey of 15 bits; 32767 is the default partition, which is no tenant's.",
    ...mapOf({ type: 'integer', minimum: FIRST_PKEY, maximum: LAST_PKEY }),
  },
  slots: {
    description: 'Group (cluster, hall, way of panels, network) to the slots of its names, from 0.',
    type: 'object',
    propertyNames: { minLength: 1 },
    patternProperties: { '^aws-subnets/': slotsUpTo(MOST_SUBNET), '^patching/': slotsUpTo(MOST_PATCH_PORT) },
    additionalProperties: slotsUpTo(MOST_SLOT),
  },
  fabrics: {
    description: 'Fabric to its shape as it was planned last.',
    ...mapOf(fabric),
  },
};

const stacks = {
  description: 'What shares a stack to the names of its stacks: the one that holds it, then those that held it before.',
  ...mapOf({ type: 'array', items: name, minItems: 1, maxItems: 100, uniqueItems: true }),
};

const pools = {
  description: "Pools that were carved from the site's block, by name.",
  ...mapOf(
    object(
      {
        purpose: { enum: ['loopback', 'oob', 'in-band', 'storage', 'tenant', 'fabric-link', 'rail', 'pods'] },
        cidr: address,
      },
      { tenant: name },
    ),
  ),
};

function lockSchema(version: number, more: Schema): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: '<site>.lock.json',
    description: 'What a site remembers from one synthesis to the next. Numbers of one map belong to one name each.',
    ...object({ version: { const: version }, site: name, ...maps, ...more }, { pools, adopted }),
  };
}

/** The format that is written, as JSON Schema: `docs/schemas/lock.schema.json`. */
export const LOCK_SCHEMA = lockSchema(2, { stacks });

/** Versions of the format that are read. */
export const LOCK_FORMATS: Readonly<Record<number, FileSchema>> = {
  1: new FileSchema(() => lockSchema(1, {})),
  2: new FileSchema(() => LOCK_SCHEMA),
};
