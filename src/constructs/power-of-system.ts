import type { SystemSpec } from '../catalog/system-spec';
import type { DeviceInput, LoadFigures } from '../model/placement-plan';
import type { PowerShelves } from '../model/rack-feed';
import type { Power } from '../units/power';
import type { GpuPowerProps } from './gpu-power-props';

/** What a device of a cluster says of its power beside draw and supplies. */
export type PowerOfSystem = Pick<DeviceInput, 'figures' | 'psuFeeds' | 'shelves' | 'expectedPeak' | 'shedPriority'>;

/**
 * What is known of the power of a system, from its catalogue entry and the cluster's props; a prop goes before the catalogue.
 *
 * A figure of the catalogue above the stated nameplate is held to it, since a nameplate that a user lowers is a lower maximum; a short peak may be above.
 */
export function powerOfSystem(system: SystemSpec, props: GpuPowerProps, nameplate: Power): PowerOfSystem {
  const figures = figuresOf(system, props, nameplate);
  const shelves = shelvesOf(system, props);
  const { psuFeeds, expectedPeak, shedPriority } = props;
  return {
    ...(Object.keys(figures).length === 0 ? {} : { figures }),
    ...(psuFeeds === undefined ? {} : { psuFeeds: { ...psuFeeds } }),
    ...(shelves === undefined ? {} : { shelves }),
    ...(expectedPeak === undefined ? {} : { expectedPeak: { share: expectedPeak.share, source: expectedPeak.source } }),
    ...(shedPriority === undefined ? {} : { shedPriority }),
  };
}

function figuresOf(
  { dcPeakPower, dcDesignPower, measuredPower, typicalPower }: SystemSpec,
  { figures = {}, powerCap, shelfEfficiency }: GpuPowerProps,
  nameplate: Power,
): LoadFigures {
  const atInput = (power: Power | undefined): number | undefined =>
    power === undefined || shelfEfficiency === undefined ? undefined : Math.round(power.inWatts / shelfEfficiency);
  const held = (watts: number | undefined): number | undefined =>
    watts === undefined ? undefined : Math.min(watts, nameplate.inWatts);
  const all: Readonly<Record<keyof LoadFigures, number | undefined>> = {
    peak: figures.peak?.inWatts ?? atInput(dcPeakPower?.value),
    tdp: figures.tdp?.inWatts ?? held(atInput(dcDesignPower?.value)),
    capped: powerCap?.inWatts,
    measured: figures.measured?.inWatts ?? held((measuredPower ?? typicalPower)?.value.inWatts),
    idle: figures.idle?.inWatts,
  };
  return Object.fromEntries(Object.entries(all).filter(([, watts]) => watts !== undefined));
}

function shelvesOf(
  { psus, dcDesignPower }: SystemSpec,
  { shelfEfficiency, shelfSpares }: GpuPowerProps,
): PowerShelves | undefined {
  const { count, suppliesEach, supplyRating } = psus?.value ?? {};
  if (count === undefined || suppliesEach === undefined || supplyRating === undefined) return undefined;
  return {
    count,
    suppliesEach,
    ...(shelfSpares === undefined ? {} : { sparesEach: shelfSpares }),
    supplyWatts: supplyRating.inWatts,
    ...(dcDesignPower === undefined ? {} : { designWatts: dcDesignPower.value.inWatts }),
    ...(shelfEfficiency === undefined ? {} : { efficiency: shelfEfficiency }),
  };
}
