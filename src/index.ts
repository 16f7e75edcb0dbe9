export { defineBusway, defineCdu, definePdu, defineRack, defineServer, defineStorageSystem } from './catalog/facility';
export { defineCable, defineFibre, defineNic, defineSwitch, defineTransceiver } from './catalog/define-hardware';
export { defineSystem } from './catalog/define-hardware';
export { assumed, assumedFact, type AssumptionReason, userFact } from './catalog/fact';
export type { FabricMember, ManagedMember } from './constructs/cluster/fabric-member';
export { GpuCluster, type GpuClusterProps } from './constructs/cluster/gpu-cluster';
export type { ClusterJobProps, GpuPowerProps, PowerFiguresProps } from './constructs/cluster/gpu-power';
export { type SmoothingProps, TrainingSwing, type TrainingSwingProps } from './constructs/cluster/training-swing';
export { AirHandlers, type AirHandlersProps } from './constructs/cooling/cdu';
export { Cdu, type CduProps } from './constructs/cooling/cdu';
export { CoolingLoop, type CoolingLoopKind, type CoolingLoopProps } from './constructs/cooling/cooling-loop';
export { CoolingPumps, type CoolingPumpsProps } from './constructs/cooling/cdu';
export { CoolingUnits, type CoolingUnitsProps } from './constructs/cooling/cooling-units';
export { EnergyTarget, type EnergyTargetProps } from './constructs/cooling/heat-rejection';
export { HeatRejection, type HeatRejectionKind, type HeatRejectionProps } from './constructs/cooling/heat-rejection';
export type {
  ConvergedGroupProps,
  ConvergedLinkProps,
  ConvergedOobProps,
  ConvergedPairProps,
  ConvergedRunProps,
} from './constructs/fabric/converged-pair-props';
export { ConvergedPair } from './constructs/fabric/converged-pair';
export { EthernetFabric, type EthernetFabricProps, type RoceHostProps } from './constructs/fabric/ethernet-fabric';
export type { FabricProps, FabricRole, FabricServersProps } from './constructs/fabric/fabric-props';
export { Fabric } from './constructs/fabric/fabric';
export { InfinibandFabric, type InfinibandFabricProps } from './constructs/fabric/infiniband-fabric';
export { ManagementNetwork, type ManagementNetworkProps } from './constructs/fabric/management-network';
export type { BfdProps, PfcWatchdogProps, SwitchVrfProps, UnderlayProps } from './constructs/fabric/underlay-props';
export type {
  NetboxBackendProps,
  NetboxPduProps,
  NetboxPowerProps,
  NetboxProps,
  NetboxRackTypeProps,
  NetboxSharedObjectsProps,
} from './constructs/netbox/netbox-props';
export { NetboxSharedObjects } from './constructs/netbox/netbox-shared-objects';
export { netboxResourceCounts } from './constructs/netbox/netbox-stacks';
export {
  CommonCause,
  type CommonCauseProps,
  Consumable,
  type ConsumableProps,
  FailureStudy,
  type FailureStudyProps,
} from './constructs/power/failure-study';
export {
  type GroupPlace,
  type NodeWiring,
  type PowerConverterProps,
  PowerNode,
  type PowerNodeProps,
  type PowerSourceProps,
  RedundancyGroup,
  type RedundancyGroupProps,
  type SizedGroupProps,
} from './constructs/power/power-node';
export {
  Bess,
  Busway,
  Generator,
  Pdu,
  PowerPlant,
  PowerShelf,
  Rectifier,
  Rpp,
  StaticSwitch,
  Substation,
  Switchboard,
  TapOff,
  TransferSwitch,
  Transformer,
  Ups,
  Utility,
} from './constructs/power/power-nodes';
export {
  type BuswayProps,
  PowerZone,
  type PowerZoneProps,
  type RackFeedSpecProps,
} from './constructs/power/power-zone';
export { TenantLoad, type TenantLoadProps } from './constructs/power/tenant-load';
export type { AdoptProps } from './constructs/site/adopt-props';
export { AddressPlan, type AddressPlanProps } from './constructs/site/address-plan';
export { propsSchema } from './constructs/prop-tables';
export type {
  HallLayoutProps,
  HallProps,
  RackPositionProps,
  RackProps,
  RowLayoutProps,
  RowProps,
} from './constructs/site/hall-props';
export { type EmbeddedOptions, Inventory } from './constructs/site/inventory';
export type { PatchedFibreProps, PatchingProps, PatchPanelProps } from './constructs/site/patching';
export { Portfolio, type PortfolioProps } from './constructs/portfolio/portfolio';
export { Milestone, type MilestoneProps, Phase, type PhaseProps } from './constructs/site/phase';
export { type AcknowledgeOptions, Policy } from './constructs/site/policy';
export type { DeliveredProps, DeliveryProps, PurchaseProps } from './constructs/site/purchase';
export type {
  AddressPoolProps,
  TenantProps,
  CompartmentProps,
  HallRouteProps,
  MediaProps,
  PolicyProps,
  SiteProps,
} from './constructs/site/site-props';
export { Site } from './constructs/site/site';
export type { ClimateProps } from './constructs/site/supply-props';
export type { NodeSupplyProps } from './constructs/site/node-supply';
export type { SupplyPointProps, SupplyProps } from './constructs/site/supply-props';
export {
  Hall,
  type HallConstructProps,
  Rack,
  type RackConstructProps,
  Row,
  type RowConstructProps,
} from './constructs/space/hall';
export type { InventorySplit } from './constructs/stacks/rack-stacks';
export type {
  HttpBackendProps,
  LocalBackendProps,
  PgBackendProps,
  S3BackendProps,
  StackBackendProps,
} from './constructs/stacks/stack-backend';
export type { CheckpointProps } from './constructs/storage/storage-tier-props';
export type { StorageProtectionProps, StorageTierProps } from './constructs/storage/storage-tier-props';
export { StorageTier } from './constructs/storage/storage-tier';
export { peakShares } from './design/power/flexibility/capped-gain';
export { DesignError, DesignErrors } from './errors/design-error';
export type { NetboxLevel } from './export/netbox/netbox-record';
export type { NetboxLevelCount } from './export/netbox/netbox-records';
export type { AdoptedSite } from './model/adopted-site';
export type { SpareInput } from './model/bill-plan';
export type { CableMedia } from './model/cabling-plan';
export type { InterSwitchLink } from './model/core-pair';
export type { FabricKind, NetworkRole, PodInput } from './model/fabric-plan';
export type { LoadFigure, PeakShare } from './model/placement-plan';
export type { GroupScheme, PowerNodeKind } from './model/power-node';
export type { RedundancyScheme, SupplyRules } from './model/power-plan';
export type { SitePlan, SiteTotals } from './model/site-plan';
export type { StorageGrade, StorageRates, StorageScope } from './model/storage-plan';
export type { Finding, PolicyReport } from './policy/engine/rule';
export {
  defineRule,
  failed,
  indeterminate,
  judgeEach,
  notApplicable,
  passed,
  type Rule,
  type Severity,
  type Verdict,
} from './policy/engine/rule';
export type { NetboxSplit } from './targets/netbox/netbox-layout';
export { DataRate } from './units/data';
export { DataSize } from './units/data';
export { Duration } from './units/duration';
export { ApparentPower, Current, Energy, Frequency, Voltage } from './units/electricity';
export { FloorLoad } from './units/dimensions';
export { Consumption, FlowRate, Volume } from './units/flow-rate';
export { Attenuation, Length } from './units/dimensions';
export { Mass } from './units/dimensions';
export { Money } from './units/money';
export { Power } from './units/power';
export { Temperature } from './units/dimensions';
// eslint-disable-next-line no-restricted-syntax -- one list of what leaves this entry point, beside the names that stay
export * from './deprecated';
