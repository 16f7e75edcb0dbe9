import { peopleCsv } from '../../report/csv';
import { cableRecords, interfaceRecords, networkRecords } from './network-records';
import {
  checkNetboxNames,
  isRegistered,
  NETBOX_LEVELS,
  holderStatus,
  refTo,
  type NetboxInput,
  type NetboxLevel,
  type NetboxPlan,
  type NetboxModel,
  type NetboxPlace,
  type NetboxRecord,
  type NetboxValue,
} from './netbox-record';
import { devicePorts } from './device-ports';
import { deviceRecords } from './device-records';
import { powerRecords } from './power-records';
import { isSharedModel, sharedRecords, customFields, locationRef, siteRef, slugOf } from './shared-records';
import type { RackLimits, RackPlan } from '../../model/placement-plan';
import { present } from '../../units/present';

/**
 * A site as the objects of NetBox, of every level, sorted by model and natural key: the core of the target and of the files for bulk import.
 *
 * @throws DesignError `netbox/...` for names that NetBox does not take, all of them at once
 */
export function netboxRecords(plan: NetboxPlan, input: NetboxInput): readonly NetboxRecord[] {
  const placed = [...sharedRecords(plan, input), ...rackRecords(plan, input), ...deviceRecords(plan, input)];
  const places = new Map<string, NetboxPlace>(
    placed.flatMap(({ model, key: [name], place }) =>
      model === 'device' && name !== undefined && place !== undefined ? [[name, place] as const] : [],
    ),
  );
  const records = [
    ...placed,
    ...networkRecords(plan, input),
    ...interfaceRecords(plan, devicePorts(plan, input), places),
    ...powerRecords(plan, input),
    ...cableRecords(plan, input, places),
  ].map((record) => tagged(record, input));
  checkNetboxNames(records.filter(({ level }) => isRegistered(input.level, level)));
  return sorted(records);
}

/** Models of a site that take no tags. */
const UNTAGGED: readonly NetboxModel[] = ['oob-ip', 'primary-ip'];

/** Tags are the site's: what belongs to all of NetBox has none, or two sites would undo each other at each apply. */
function tagged(record: NetboxRecord, { tags }: NetboxInput): NetboxRecord {
  if (tags.length === 0 || UNTAGGED.includes(record.model) || isSharedModel(record.model)) return record;
  return { ...record, fields: { ...record.fields, tags } };
}

function sorted(records: readonly NetboxRecord[]): NetboxRecord[] {
  const keyed = records.map((record) => ({ record, key: `${record.model}\u0000${record.key.join('\u0000')}` }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ record }) => record);
}

/** Resources that a level registers. */
export interface NetboxLevelCount {
  readonly level: NetboxLevel;
  /** Resources of all stacks. */
  readonly resources: number;
  /** Resources of each stack that holds one, by name, sorted. */
  readonly byStack: Readonly<Record<string, number>>;
}

/** What each level of detail would register, from the least to all; what no stack of the site holds is left out. */
export function netboxLevelCounts(
  records: readonly NetboxRecord[],
  stackOf: (record: NetboxRecord) => string | undefined,
): readonly NetboxLevelCount[] {
  return NETBOX_LEVELS.map((level) => {
    const byStack = new Map<string, number>();
    for (const record of records) {
      if (!isRegistered(level, record.level)) continue;
      const stack = stackOf(record);
      if (stack === undefined) continue;
      byStack.set(stack, (byStack.get(stack) ?? 0) + 1);
    }
    return {
      level,
      resources: [...byStack.values()].reduce((sum, count) => sum + count, 0),
      byStack: Object.fromEntries([...byStack].sort(([a], [b]) => (a < b ? -1 : 1))),
    };
  });
}

/** The counts as CSV: a line a stack, a column a level. */
export function renderNetboxLevelsCsv(counts: readonly NetboxLevelCount[]): string {
  const stacks = [...new Set(counts.flatMap(({ byStack }) => Object.keys(byStack)))].sort();
  return peopleCsv([
    ['stack', ...counts.map(({ level }) => level)],
    ...stacks.map((stack) => [stack, ...counts.map(({ byStack }) => byStack[stack] ?? 0)]),
    ['all', ...counts.map(({ resources }) => resources)],
  ]);
}

const GRAMS_A_KILOGRAM = 1_000;

/** Rack types, as far as the user states their vendor, and every rack position in use. */
export function rackRecords(plan: NetboxPlan, input: NetboxInput): NetboxRecord[] {
  const types = new Map<string, RackLimits>();
  for (const { limits } of plan.placement.racks) {
    if (input.rackTypes[limits.model] !== undefined && !types.has(typeName(limits)))
      types.set(typeName(limits), limits);
  }
  const racks = plan.placement.racks.filter(({ devices }) => devices.length > 0);
  return [
    ...[...types].flatMap(([name, limits]) => typeRecord(name, limits, input)),
    ...racks.map((rack) => rackRecord(rack, types.get(typeName(rack.limits)), plan, input)),
  ];
}

/** Racks of one model may differ in height and weight limit from row to row: each such kind is a type. */
function typeName({ model, heightU, maxLoadGrams }: RackLimits): string {
  const load = maxLoadGrams === undefined ? '' : `, ${maxLoadGrams / GRAMS_A_KILOGRAM} kg`;
  return `${model}, ${heightU} U${load}`;
}

function typeRecord(name: string, limits: RackLimits, input: NetboxInput): NetboxRecord[] {
  const type = input.rackTypes[limits.model];
  if (type === undefined) return [];
  return [
    {
      model: 'rack-type',
      key: [name],
      fields: {
        model: name,
        slug: slugOf('rack type', name, input.slugs),
        manufacturer: refTo('manufacturer', type.manufacturer),
        form_factor: type.formFactor,
        width: type.widthInches,
        u_height: limits.heightU,
        starting_unit: 1,
        ...bodyFields(limits, type.weightGrams),
      },
      level: 'racks',
      domain: 'shared',
    },
  ];
}

/**
 * Weight and body, which a rack takes over from its type: both say the same, or a plan would never be empty. NetBox's provider takes a weight limit only
 * with the rack's own weight and their unit, and one outer measure only with the other.
 */
function bodyFields(
  { maxLoadGrams, body = {} }: RackLimits,
  typeGrams: number | undefined,
): Record<string, NetboxValue> {
  const { widthMillimetres, depthMillimetres, weightGrams = typeGrams } = body;
  const kilograms = (grams: number): number => Math.round(grams / GRAMS_A_KILOGRAM);
  return {
    ...(weightGrams === undefined || maxLoadGrams === undefined
      ? {}
      : { weight: kilograms(weightGrams), max_weight: kilograms(maxLoadGrams), weight_unit: 'kg' }),
    ...(widthMillimetres === undefined || depthMillimetres === undefined
      ? {}
      : { outer_width: widthMillimetres, outer_depth: depthMillimetres, outer_unit: 'mm' }),
  };
}

function rackRecord(
  rack: RackPlan,
  typeLimits: RackLimits | undefined,
  plan: NetboxPlan,
  input: NetboxInput,
): NetboxRecord {
  const { name, hall, row, number, limits, zone } = rack;
  const custom = customFields({
    rackPower: `${limits.budgetWatts}`,
    rackLoad: limits.maxLoadGrams === undefined ? undefined : `${limits.maxLoadGrams / GRAMS_A_KILOGRAM}`,
    zone: zone === '' ? undefined : zone,
  });
  return {
    model: 'rack',
    key: [name],
    fields: {
      name,
      site: siteRef(input),
      location: locationRef(hall, row),
      status: holderStatus(rack.devices.map((device) => plan.assets.get(device.name))),
      ...(typeLimits === undefined
        ? { u_height: limits.heightU, ...bodyFields(limits, undefined) }
        : {
            rack_type: refTo('rack-type', typeName(typeLimits)),
            ...bodyFields(typeLimits, input.rackTypes[limits.model]?.weightGrams),
          }),
      ...custom.fields,
    },
    level: 'racks',
    domain: 'devices',
    place: { hall, row, rack: name, number },
    ...present({ after: custom.after }),
  };
}
