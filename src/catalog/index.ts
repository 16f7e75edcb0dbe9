export { defineInstance } from './define-system';
export type { InstanceSpec } from './system-spec';
export { instances } from './aws-instances';
export { cables } from './links';
export { type CatalogEntry, type CatalogKind, catalogEntries } from './catalog-entries';
export { cdus } from './facility';
export { airClasses, coolantClasses } from './cooling-classes';
export { type AirClassSpec, type CoolantClassSpec } from './facility-specs';
export { defineBusway, defineCdu, definePdu, defineRack, defineServer, defineStorageSystem } from './facility';
export { defineCable, defineFibre, defineNic, defineSwitch, defineTransceiver } from './define-network';
export { defineSystem } from './define-system';
export { efficiencyClasses } from './cooling-classes';
export { type EfficiencyClassSpec, type NumberRange } from './facility-specs';
export type { BuswaySpec, CduSpec, PduSpec, RackSpec, ServerSpec, StorageSystemSpec } from './facility-specs';
export type { AssumptionReason, Fact, FactStatus, Replacement, YearMonth } from './fact';
export { fibres } from './links';
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
} from './catalog-entries';
export type { CableSpec, FibreSpec, NicSpec, SwitchSpec, TransceiverSpec } from './network-specs';
export { nics } from './links';
export { pdus } from './facility';
export { type FactKey, type FactValue, requireFact } from './shapes';
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
export { type SwitchPorts, switchPorts } from './switches';
export { switches } from './switches';
export type { SystemSpec } from './system-spec';
export { systems } from './systems';
export { transceivers } from './links';
export { assumed, assumedFact, userFact } from './fact';
