import type { PropNames } from './check-props';
import type { NetboxSharedObjectsProps } from './netbox-shared-objects';
import type { NetboxPduProps, NetboxPowerProps, NetboxProps, NetboxRackTypeProps } from './netbox-props';

/** Props of a NetBox inventory. */
export const NETBOX_PROP_NAMES: PropNames<NetboxProps> = {
  url: 'required',
  level: 'optional',
  tokenVariable: 'optional',
  siteName: 'optional',
  region: 'optional',
  tags: 'optional',
  slugs: 'optional',
  rackTypes: 'optional',
  power: 'optional',
  interfaceTypes: 'optional',
  panelPortType: 'optional',
  split: 'optional',
  rowsByRack: 'optional',
  requestTimeout: 'optional',
  sharedObjects: 'optional',
  backend: 'optional',
  imports: 'optional',
  formerly: 'optional',
  isProduction: 'optional',
  csvByteOrderMark: 'optional',
};

/** Props of the objects that belong to all of NetBox. */
export const NETBOX_SHARED_PROP_NAMES: PropNames<NetboxSharedObjectsProps> = {
  url: 'required',
  tokenVariable: 'optional',
  requestTimeout: 'optional',
  backend: 'optional',
  imports: 'optional',
  isProduction: 'optional',
};

/** Props of a rack type. */
export const NETBOX_RACK_TYPE_PROP_NAMES: PropNames<NetboxRackTypeProps> = {
  manufacturer: 'required',
  formFactor: 'required',
  width: 'required',
  weight: 'optional',
};

/** Props of the electrical side. */
export const NETBOX_POWER_PROP_NAMES: PropNames<NetboxPowerProps> = {
  voltage: 'required',
  amperage: 'required',
  phase: 'required',
  supply: 'required',
  pdu: 'optional',
  psuType: 'optional',
};

/** Props of rack PDUs. */
export const NETBOX_PDU_PROP_NAMES: PropNames<NetboxPduProps> = {
  manufacturer: 'required',
  model: 'required',
  inletType: 'optional',
  outletType: 'optional',
};
