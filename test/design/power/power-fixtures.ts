import type { DeviceInput, PlacementPlan, RackPlan } from '../../../src/model/placement-plan';
import type { PowerZoneInput } from '../../../src/model/power-plan';

/** A 2N zone of 2.5 MW a feed, limited to 80 %. */
export function zone(props: Partial<PowerZoneInput> = {}): PowerZoneInput {
  return {
    name: 'zone-a',
    path: 'site/zone-a',
    ratingWatts: 2_500_000,
    feeds: ['A', 'B'],
    redundancy: '2N',
    limitShare: 0.8,
    rackFeed: 'split',
    ...props,
  };
}

/** A device of 14.3 kW whose supplies are not known. */
export function bareDevice(name: string, props: Partial<DeviceInput> = {}): DeviceInput {
  return {
    name,
    kind: 'system',
    model: 'dgx-b200',
    heightU: 1,
    maxWatts: 14_300,
    unit: 'su-01',
    path: `site/${name}`,
    ...props,
  };
}

/** The same with 5+1 supplies: a DGX B200. */
export function device(name: string, props: Partial<DeviceInput> = {}): DeviceInput {
  return bareDevice(name, { psus: { count: 6, needed: 5 }, ...props });
}

/** A placement that puts the devices of list i into rack i + 1 of row A. */
export function placed(racks: readonly (readonly DeviceInput[])[], zoneName = 'zone-a'): PlacementPlan {
  const plans = racks.map((devices, index): RackPlan => {
    const number = index + 1;
    return {
      name: `A${String(number).padStart(2, '0')}`,
      hall: 'hall',
      row: 'A',
      number,
      zone: zoneName,
      limits: { model: 'rack', heightU: 1_000, budgetWatts: 1_000_000_000 },
      xMillimetres: 0,
      yMillimetres: 0,
      devices: devices.map(({ name, heightU }, u) => ({ name, u: u + 1, heightU })),
      usedU: devices.length,
      loadWatts: devices.reduce((sum, { maxWatts }) => sum + maxWatts, 0),
      weightGrams: 0,
    };
  });
  return {
    racks: plans,
    positions: new Map(plans.flatMap(({ name: rack, devices }) => devices.map(({ name, u }) => [name, { rack, u }]))),
    unplaced: [],
  };
}
