import { planPower } from '../power/plan-power';
import type { SiteInput } from './site-input';
import type { SitePlan } from './site-plan';

/** What loads are reckoned from: all that stands, or what is there by the date of a phase. */
export type LoadsInput = Pick<SitePlan, 'placement' | 'devices'> &
  Pick<SiteInput, 'zones' | 'loadFigure' | 'tenantLoads'>;

/** Loads of a site on its power and its cooling. A phase is judged by running it again on what is there by its date. */
export function planLoads({
  zones,
  placement,
  devices,
  loadFigure,
  tenantLoads = [],
}: LoadsInput): Pick<SitePlan, 'power'> {
  return {
    power: planPower({
      zones,
      placement,
      devices,
      tenantLoads,
      ...(loadFigure === undefined ? {} : { basis: loadFigure }),
    }),
  };
}
