import type { PropNames } from './check-props';
import type { HallProps, RackProps, RowProps, SiteProps } from './site-props';

/** Props of a site. */
export const SITE_PROP_NAMES: PropNames<SiteProps> = {
  halls: 'required',
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
  tags: 'optional',
};

/** Props of a hall. */
export const HALL_PROP_NAMES: PropNames<HallProps> = {
  name: 'required',
  rack: 'required',
  rows: 'required',
  rowPitch: 'required',
  rackPitch: 'required',
  riser: 'required',
};

/** Props of a rack. */
export const RACK_PROP_NAMES: PropNames<RackProps> = {
  model: 'required',
  units: 'required',
  power: 'required',
  maxLoad: 'optional',
};

/** Props of a row. */
export const ROW_PROP_NAMES: PropNames<RowProps> = {
  name: 'required',
  racks: 'required',
  accepts: 'optional',
  rack: 'optional',
};
