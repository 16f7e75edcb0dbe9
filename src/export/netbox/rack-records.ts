import type { RackLimits, RackPlan } from '../../model/placement-plan';
import { present } from '../../units/present';
import type { NetboxInput, NetboxPlan } from './netbox-input';
import { holderStatus, type NetboxRecord, type NetboxValue, refTo } from './netbox-record';
import { customFields, locationRef, siteRef, slugOf } from './shared-records';

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
