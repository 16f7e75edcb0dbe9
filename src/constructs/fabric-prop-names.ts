import type { PropNames } from './check-props';
import type { FabricProps } from './fabric-props';

/** Props that all fabrics share. */
export const FABRIC_PROP_NAMES: PropNames<FabricProps> = {
  site: 'required',
  hosts: 'required',
  switch: 'required',
  switchPower: 'optional',
  portRate: 'optional',
  spineSwitch: 'optional',
  spineSwitchPower: 'optional',
  portsPerHost: 'optional',
  tiers: 'optional',
  planes: 'optional',
  downPerLeaf: 'optional',
  upPerLeaf: 'optional',
  spines: 'optional',
  pods: 'optional',
  cores: 'optional',
  reserveUnits: 'optional',
  powerZones: 'optional',
  phase: 'optional',
  leadTimeWeeks: 'optional',
  tags: 'optional',
  formerly: 'optional',
};
