export { defineInstance } from './define-hardware';
export type { InstanceSpec } from './system-spec';
export { instances } from './aws-instances';
export { cables } from './links';
export { type CatalogEntry, type CatalogKind, catalogEntries } from './catalog-entries';
export { batteries, cdus, chillers, fanWalls, generators, upses } from './facility';
export { airClasses, coolantClasses } from './cooling-classes';
export { type AirClassSpec, type CoolantClassSpec } from './facility-specs';
export {
  defineBattery,
  defineBusway,
  defineCdu,
  defineChiller,
  defineFanWall,
  defineGenerator,
  definePdu,
  defineRack,
  defineServer,
  defineStorageSystem,
  defineUps,
} from './facility';
export { defineCable, defineFibre, defineNic, defineSwitch, defineTransceiver } from './define-hardware';
export { defineSystem } from './define-hardware';
export { efficiencyClasses } from './cooling-classes';
export { type EfficiencyClassSpec, type NumberRange } from './facility-specs';
export type {
  BatterySpec,
  BuswaySpec,
  CduSpec,
  ChillerSpec,
  FanWallSpec,
  GeneratorSpec,
  PduSpec,
  PowerRange,
  RackSpec,
  ServerSpec,
  StorageSystemSpec,
  UpsSpec,
} from './facility-specs';
export type { AssumptionReason, Fact, FactStatus, Replacement, YearMonth } from './fact';
export { fibres, linkStandards } from './links';
export {
  airClassById,
  batteryById,
  cableById,
  cduById,
  chillerById,
  coolantClassById,
  efficiencyClassById,
  fanWallById,
  fibreById,
  generatorById,
  instanceById,
  linkStandardById,
  nicById,
  pduById,
  switchById,
  systemById,
  transceiverById,
  upsById,
} from './catalog-entries';
export type { CableSpec, FibreSpec, LinkStandardSpec, NicSpec, SwitchSpec, TransceiverSpec } from './network-specs';
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
  SharedAdapters,
  TemperatureRange,
} from './shapes';
export { type Source, type SourceId, sources } from './sources';
export { type SwitchPorts, switchPorts } from './switches';
export { switches } from './switches';
export { capTimes, directCurrent } from './facility';
export { type ComputeForm, type PowerProfile, powerProfile, type RackFeeds, type SystemSpec } from './system-spec';
export { systems } from './systems';
export { transceivers } from './links';
export { assumed, assumedFact, userFact } from './fact';
