export { defineInstance } from './aws/define-instance';
export type { InstanceSpec } from './aws/instance-spec';
export { instances } from './aws/instances';
export { cables } from './cables';
export { type CatalogEntry, type CatalogKind, catalogEntries } from './catalog-entries';
export { cdus } from './cdus';
export { type AirClassSpec, airClasses, type CoolantClassSpec, coolantClasses } from './cooling-classes';
export { defineBusway, defineCdu, definePdu, defineRack, defineServer, defineStorageSystem } from './define-facility';
export { defineCable, defineFibre, defineNic, defineSwitch, defineTransceiver } from './define-network';
export { defineSystem } from './define-system';
export { type EfficiencyClassSpec, efficiencyClasses, type NumberRange } from './efficiency-classes';
export type { BuswaySpec, CduSpec, PduSpec, RackSpec, ServerSpec, StorageSystemSpec } from './facility-specs';
export type { Fact, FactStatus, YearMonth } from './fact';
export { fibres } from './fibres';
export {
  airClassById,
  cableById,
  cduById,
  coolantClassById,
  efficiencyClassById,
  fibreById,
  instanceById,
  nicById,
  pduById,
  switchById,
  systemById,
  transceiverById,
} from './lookup';
export type { CableSpec, FibreSpec, NicSpec, SwitchSpec, TransceiverSpec } from './network-specs';
export { nics } from './nics';
export { pdus } from './pdus';
export { type FactKey, type FactValue, requireFact } from './require-fact';
export type {
  BreakoutMode,
  CatalogItem,
  Connector,
  Dimensions,
  ElectricalInput,
  FibreMode,
  PhysicalSpec,
  PortGroup,
  PsuSet,
  TemperatureRange,
} from './shapes';
export { type Source, type SourceId, sources } from './sources';
export { type SwitchPorts, switchPorts } from './switch-ports';
export { switches } from './switches';
export type { SystemSpec } from './system-spec';
export { systems } from './systems';
export { transceivers } from './transceivers';
export { userFact } from './user-fact';
