import type { PropNames } from './check-props';
import type { SiteProps } from './site-props';
import { SUPPLY_PROP_NAMES } from './supply-props';

/** Props of a site. */
export const SITE_PROP_NAMES: PropNames<SiteProps> = {
  halls: 'optional',
  addressPools: 'required',
  tenants: 'optional',
  inventory: 'optional',
  media: 'optional',
  cableSlack: 'required',
  cableStep: 'optional',
  hallRoutes: 'optional',
  patching: 'optional',
  asNumberBase: 'optional',
  assetsFile: 'optional',
  lockFile: 'optional',
  policy: 'optional',
  phase: 'optional',
  spares: 'optional',
  tags: 'optional',
  ...SUPPLY_PROP_NAMES,
};
