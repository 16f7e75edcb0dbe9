import type { RackPlan } from '../../design/placement/placement-plan';
import { slugOf } from './netbox-slug';
import type { NetboxInput, NetboxPlan, NetboxRackType } from './netbox-input';
import { refTo, type NetboxRecord, type NetboxValue } from './netbox-record';
import { holderStatus } from './netbox-status';
import { customFields, locationRef, siteRef } from './shared-records';

const GRAMS_A_KILOGRAM = 1_000;

/** Rack types with their makers, as far as the user states them, and every rack position in use. */
export function rackRecords(plan: NetboxPlan, input: NetboxInput): NetboxRecord[] {
  const racks = plan.placement.racks.filter(({ devices }) => devices.length > 0);
  return [...typeRecords(plan.placement.racks, input), ...racks.map((rack) => rackRecord(rack, plan, input))];
}

/** Racks of one model may differ in height and weight limit from row to row: each such kind is a type. */
function typeName({ limits: { model, heightU, maxLoadGrams } }: RackPlan): string {
  return maxLoadGrams === undefined ? `${model}, ${heightU} U` : `${model}, ${heightU} U, ${maxLoadGrams / 1_000} kg`;
}

function typeRecords(racks: readonly RackPlan[], input: NetboxInput): NetboxRecord[] {
  const types = new Map<string, RackPlan>();
  for (const rack of racks) if (input.rackTypes[rack.limits.model] !== undefined) types.set(typeName(rack), rack);
  return [...types].flatMap(([name, { limits }]): NetboxRecord[] => {
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
          ...weights(type, limits),
        },
        level: 'racks',
        domain: 'shared',
      },
    ];
  });
}

/** NetBox's provider takes a weight limit only with the rack's own weight and their unit. */
function weights(type: NetboxRackType, { maxLoadGrams }: RackPlan['limits']): Record<string, NetboxValue> {
  if (type.weightGrams === undefined || maxLoadGrams === undefined) return {};
  const kilograms = (grams: number): number => Math.round(grams / GRAMS_A_KILOGRAM);
  return {
    weight: kilograms(type.weightGrams),
    max_weight: kilograms(maxLoadGrams),
    weight_unit: 'kg',
  };
}

function rackRecord(rack: RackPlan, plan: NetboxPlan, input: NetboxInput): NetboxRecord {
  const { name, hall, row, number, limits, zone } = rack;
  const type = input.rackTypes[limits.model];
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
      ...(type === undefined ? { u_height: limits.heightU } : { rack_type: refTo('rack-type', typeName(rack)) }),
      ...(type === undefined ? {} : weights(type, limits)),
      ...custom.fields,
    },
    level: 'racks',
    domain: 'devices',
    place: { hall, row, rack: name, number },
    ...(custom.after === undefined ? {} : { after: custom.after }),
  };
}
