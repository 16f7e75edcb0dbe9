import { planCooling } from '../cooling/plan-cooling';
import type { ChainInput } from '../../model/power-plan';
import { planContinuity, type ZoneOf } from '../power/supply/plan-continuity';
import { planPower } from '../power/plan-power';
import type { SiteInput } from '../../model/site-input';
import type { SitePlan } from '../../model/site-plan';

/** What loads are reckoned from: all that stands, or what is there by the date of a phase. */
export type LoadsInput = Pick<SitePlan, 'placement' | 'devices'> &
  ChainInput &
  Pick<
    SiteInput,
    'zones' | 'loadFigure' | 'powerSwings' | 'tenantLoads' | 'coolingLoops' | 'coolingUnits' | 'energyTarget'
  > & {
    /** Whether it is part of a site that was planned already, and checked then. Default: it is checked. */
    readonly isChecked?: boolean;
    /** Whether cooling is planned though no loop is there yet. Default: not. */
    readonly isCooled?: boolean;
  };

/** Loads of a site on its power and its cooling. A phase is judged by running it again on what is there by its date. */
export function planLoads(input: LoadsInput): Pick<SitePlan, 'power' | 'cooling'> {
  const { placement, devices, loadFigure, tenantLoads = [] } = input;
  const loads = planPower({
    ...input,
    tenantLoads,
    ...(loadFigure === undefined ? {} : { basis: loadFigure }),
  });
  const swings = input.powerSwings ?? [];
  const continuity = planContinuity(loads, devices, swings, zoneOfDevice(input, swings.length === 0));
  const power = continuity === undefined ? loads : { ...loads, continuity };
  const { coolingLoops: loops = [], coolingUnits: units = [], energyTarget: target } = input;
  if (loops.length + units.length === 0 && input.isCooled !== true) return { power };
  const cooling = planCooling({
    loops,
    units,
    placement,
    devices,
    tenantLoads,
    basis: power.basis,
    ...(power.chain === undefined ? {} : { lossWatts: power.chain.lossWatts }),
    ...(target === undefined ? {} : { target }),
  });
  return { power, cooling };
}

/** Power zone of a device by the rack that it stands in. */
function zoneOfDevice({ placement }: Pick<LoadsInput, 'placement'>, isNotAsked: boolean): ZoneOf {
  if (isNotAsked) return () => undefined;
  const zones = new Map(placement.racks.map(({ name, zone }) => [name, zone]));
  return (device) => zones.get(placement.positions.get(device)?.rack ?? '');
}
