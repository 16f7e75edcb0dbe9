import { planPower } from '../../../src/design/power/plan-power';
import type { DeviceInput, PlacementPlan } from '../../../src/model/placement-plan';
import type { PowerNodeInput } from '../../../src/model/power-node';
import type { PowerInput, PowerZoneInput } from '../../../src/model/power-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { device, rack, sitePlan } from '../site-plan-fixture';

/** A lossless switchboard of 1 MW at 400 V that may carry its whole rating. */
export function node(name: string, fedFrom: readonly string[], props: Partial<PowerNodeInput> = {}): PowerNodeInput {
  return {
    name,
    path: `stack/${name}`,
    kind: fedFrom.length === 0 ? 'utility' : 'switchboard',
    ratingWatts: 1_000_000,
    volts: 400,
    current: 'ac',
    phases: 3,
    powerFactor: 1,
    efficiency: 1,
    limitShare: 1,
    failureLimitShare: 1,
    fedFrom,
    draws: 'parallel',
    ...props,
  };
}

/** A 2N zone `z` of 10 MW a feed behind static switches, on two nodes. */
export function twinZone(a: string, b: string, props: Partial<PowerZoneInput> = {}): PowerZoneInput {
  return {
    name: 'z',
    path: 'stack/zone-z',
    ratingWatts: 10_000_000,
    feeds: ['A', 'B'],
    redundancy: '2N',
    limitShare: 1,
    rackFeed: 'static-switch',
    sources: { A: [a], B: [b] },
    ...props,
  };
}

/** A zone of one feed on one node. */
export function plainZone(on: string, props: Partial<PowerZoneInput> = {}): PowerZoneInput {
  return { ...twinZone(on, on), redundancy: 'N', feeds: ['A'], sources: { A: [on] }, ...props };
}

/** A site whose zones each have racks of one device, half of its load in each of two. */
export function chainSite(
  powerNodes: readonly PowerNodeInput[],
  zones: readonly (readonly [zone: PowerZoneInput, watts: number, device?: Partial<DeviceInput>])[],
  more: Partial<PowerInput> = {},
): SitePlan {
  const psus = { count: 6, needed: 3 };
  const racks = zones.flatMap(([zone, watts, parts], index) =>
    [1, 2].map((number) => {
      const name = `${zone.name}-${number}`;
      const draw = number === 1 ? Math.ceil(watts / 2) : Math.floor(watts / 2);
      return {
        device: device(name, { maxWatts: draw, psus, ...parts }),
        rack: rack([name], { name: `${zone.name.toUpperCase()}0${number}`, zone: zone.name, number, row: `R${index}` }),
      };
    }),
  );
  const placement: PlacementPlan = {
    racks: racks.map((one) => one.rack),
    positions: new Map(racks.map((one) => [one.device.name, { rack: one.rack.name, u: 1 }])),
    unplaced: [],
  };
  const devices = racks.map((one) => one.device);
  const power = planPower({ zones: zones.map(([zone]) => zone), placement, devices, powerNodes, ...more });
  return sitePlan({ placement, devices, power });
}
