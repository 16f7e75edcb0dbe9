export { Site } from './constructs/site/site';
export type { AdoptProps } from './constructs/site/adopt-props';
export type { AddressPoolProps, HallRouteProps, PolicyProps, SiteProps } from './constructs/site/site-props';
export { AddressPlan } from './constructs/site/address-plan';
export type { AddressPlanProps } from './constructs/site/address-plan';
export { Phase, type PhaseProps } from './constructs/site/phase';
export type { DeliveredProps, DeliveryProps } from './constructs/site/purchase';
export type { PurchaseProps } from './constructs/site/purchase';
export { Hall } from './constructs/space/hall';
export type { HallConstructProps } from './constructs/space/hall';
export { Row } from './constructs/space/hall';
export type { RowConstructProps } from './constructs/space/hall';
export { Rack } from './constructs/space/hall';
export type { RackConstructProps } from './constructs/space/hall';
export type {
  HallLayoutProps,
  HallProps,
  RackPositionProps,
  RackProps,
  RowLayoutProps,
  RowProps,
} from './constructs/site/hall-props';
export type { PatchedFibreProps, PatchingProps, PatchPanelProps } from './constructs/site/patching';
export { Inventory } from './constructs/site/inventory';
export type { EmbeddedOptions } from './constructs/site/inventory';
export type { InventorySplit } from './constructs/stacks/rack-stacks';
export { NetboxSharedObjects } from './constructs/netbox/netbox-shared-objects';
export type { NetboxSharedObjectsProps, NetboxSharer } from './constructs/netbox/netbox-props';
export { NETBOX_SHARED_MODELS } from './export/netbox/shared-records';
export type { NetboxSharedModel } from './export/netbox/shared-records';
export { netboxResourceCounts } from './constructs/netbox/netbox-stacks';
export type { NetboxLevelCount } from './export/netbox/netbox-records';
export type { NetboxLevel } from './export/netbox/netbox-input';
export type { NetboxSplit } from './targets/netbox/netbox-layout';
export type {
  NetboxBackendProps,
  NetboxPduProps,
  NetboxPowerProps,
  NetboxProps,
  NetboxRackTypeProps,
} from './constructs/netbox/netbox-props';
export type {
  HttpBackendProps,
  LocalBackendProps,
  PgBackendProps,
  S3BackendProps,
  StackBackendProps,
} from './constructs/stacks/stack-backend';
export { PowerZone } from './constructs/power/power-zone';
export type { PowerZoneProps } from './constructs/power/power-zone';
export type { RackFeedSpecProps } from './constructs/power/power-zone';
export { TrainingSwing, type SmoothingProps, type TrainingSwingProps } from './constructs/cluster/training-swing';
export { TenantLoad } from './constructs/power/tenant-load';
export type { TenantLoadProps } from './constructs/power/tenant-load';
export type { SupplyPointProps, SupplyProps } from './constructs/site/supply-props';
export type { GpuPowerProps, PowerFiguresProps } from './constructs/cluster/gpu-power';
export { PowerNode } from './constructs/power/power-node';
export type { NodeWiring, PowerConverterProps, PowerNodeProps, PowerSourceProps } from './constructs/power/power-node';
export { Utility } from './constructs/power/power-nodes';
export { PowerPlant } from './constructs/power/power-nodes';
export { Generator } from './constructs/power/power-nodes';
export { Substation } from './constructs/power/power-nodes';
export { Transformer } from './constructs/power/power-nodes';
export { TransferSwitch } from './constructs/power/power-nodes';
export { StaticSwitch } from './constructs/power/power-nodes';
export { Ups } from './constructs/power/power-nodes';
export { Bess } from './constructs/power/power-nodes';
export { Rectifier } from './constructs/power/power-nodes';
export { Switchboard } from './constructs/power/power-nodes';
export { Busway } from './constructs/power/power-nodes';
export { Rpp } from './constructs/power/power-nodes';
export { Pdu } from './constructs/power/power-nodes';
export { TapOff } from './constructs/power/power-nodes';
export { PowerShelf } from './constructs/power/power-nodes';
export { RedundancyGroup } from './constructs/power/power-node';
export type { GroupPlace, RedundancyGroupProps, SizedGroupProps } from './constructs/power/power-node';
export { FailureStudy } from './constructs/power/failure-study';
export type { FailureStudyProps } from './constructs/power/failure-study';
export { CoolingLoop } from './constructs/cooling/cooling-loop';
export type { CoolingLoopKind, CoolingLoopProps } from './constructs/cooling/cooling-loop';
export type { CoolingUnits, CoolingUnitsProps } from './constructs/cooling/cooling-units';
export { Cdu } from './constructs/cooling/cdu';
export type { CduProps } from './constructs/cooling/cdu';
export { adoptHall } from './design/adopt/adopt-hall';
export type { AdoptedSite } from './model/adopted-site';
export { departuresOf, type Departure } from './model/adopted-site';
export type { HallFacts } from './model/adopted-site';
export { readHallFiles } from './export/adopt/read-hall-files';
export { AirHandlers } from './constructs/cooling/air-handlers';
export type { AirHandlersProps } from './constructs/cooling/air-handlers';
export { CoolingPumps } from './constructs/cooling/cooling-pumps';
export type { CoolingPumpsProps } from './constructs/cooling/cooling-pumps';
export { HeatRejection } from './constructs/cooling/heat-rejection';
export type { HeatRejectionKind, HeatRejectionProps } from './constructs/cooling/heat-rejection';
export { EnergyTarget } from './constructs/cooling/energy-target';
export type { EnergyTargetProps } from './constructs/cooling/energy-target';
export { GpuCluster } from './constructs/cluster/gpu-cluster';
export type { GpuClusterProps } from './constructs/cluster/gpu-cluster';
export type { FabricMember, ManagedMember, Membership, MembershipRequest } from './constructs/cluster/fabric-member';
export { Fabric } from './constructs/fabric/fabric';
export type { FabricDetails } from './constructs/fabric/fabric';
export type { FabricProps, FabricRole, FabricServersProps } from './constructs/fabric/fabric-props';
export { InfinibandFabric } from './constructs/fabric/infiniband-fabric';
export type { InfinibandFabricProps } from './constructs/fabric/infiniband-fabric';
export { EthernetFabric } from './constructs/fabric/ethernet-fabric';
export type { EthernetFabricProps } from './constructs/fabric/ethernet-fabric';
export type { BfdProps, PfcWatchdogProps, SwitchVrfProps, UnderlayProps } from './constructs/fabric/underlay-props';
export { StorageTier } from './constructs/storage/storage-tier';
export type { StorageProtectionProps, StorageTierProps } from './constructs/storage/storage-tier-props';
export type { CheckpointProps } from './constructs/storage/checkpoint-props';
export { ManagementNetwork } from './constructs/fabric/management-network';
export type { ManagementNetworkProps } from './constructs/fabric/management-network';
export { ConvergedPair } from './constructs/fabric/converged-pair';
export type {
  ConvergedGroupProps,
  ConvergedLinkProps,
  ConvergedOobProps,
  ConvergedPairProps,
  ConvergedRunProps,
} from './constructs/fabric/converged-pair-props';
export { Policy } from './constructs/site/policy';
export type { AcknowledgeOptions } from './constructs/site/policy';
export { DataRate } from './units/data-rate';
export { DataSize } from './units/data-size';
export { Duration } from './units/duration';
export { FloorLoad } from './units/floor-load';
export { FlowRate } from './units/flow-rate';
export { Length } from './units/length';
export { Mass } from './units/mass';
export { Money } from './units/money';
export { Power } from './units/power';
export { Temperature } from './units/temperature';
export { DesignError } from './errors/design-error';
export { DesignErrors } from './errors/design-error';
export type { CableMedia } from './model/cabling-plan';
export { planFabric } from './design/fabric/plan-fabric';
export { cableUnits } from './design/fabric/size-fabric';
export type { CableUnits } from './design/fabric/size-fabric';
export { sizeFabric } from './design/fabric/size-fabric';
export type { FabricSizing } from './design/fabric/size-fabric';
export type {
  FabricInput,
  FabricKind,
  FabricShape,
  FabricSwitch,
  HostGroup,
  LeafPort,
  NetworkRole,
  PodInput,
  ServiceEndpoint,
  StandingPods,
} from './model/fabric-plan';
export type {
  FabricCounts,
  FabricEndpoint,
  FabricPlan,
  FabricSwitchPlan,
  LinkTable,
  PodFigures,
  SwitchTier,
  TierRatio,
} from './model/fabric-plan';
export type { At, ClusterPlan, FabricInSite, ScaleUpDomain, SitePlan, SiteTotals, StackPlan } from './model/site-plan';
export type { RedundancyScheme } from './model/power-plan';
export { planCooling } from './design/cooling/plan-cooling';
export type { CoolingInput } from './design/cooling/plan-cooling';
export type {
  CoolingLoopInput,
  CoolingUnitKind,
  CoolingUnitsInput,
  DeviceCooling,
  EnergyTargetInput,
} from './model/cooling-plan';
export type {
  CoolingLoopPlan,
  CoolingLoss,
  CoolingPlan,
  CoolingUnitsPlan,
  HeatSource,
  TemperatureLimit,
} from './model/cooling-plan';
export { planStorage } from './design/storage/plan-storage';
export { referenceSystems, storageLevel } from './design/storage/storage-level';
export type { StorageLevel } from './design/storage/storage-level';
export type { StorageGrade, StorageRates, StorageScope } from './model/storage-plan';
export type {
  StorageBlock,
  StorageDemand,
  StorageInput,
  StorageLevelDemand,
  StorageLevelInput,
  StorageNeed,
  StoragePlan,
} from './model/storage-plan';
export { youngDalySeconds } from './design/storage/checkpoint';
export type { CheckpointInput, CheckpointLimit, CheckpointPlan } from './model/storage-plan';
export { storageLosses } from './design/storage/storage-losses';
export type { StorageLoss, StorageLossKind, StorageSurroundings } from './design/storage/storage-losses';
export { storageLeaves } from './design/storage/storage-losses';
export type { StorageLeaf, StorageParties } from './design/storage/storage-losses';
export { sizeGroup } from './design/power/chain/group-losses';
export type { GroupSize } from './design/power/chain/group-losses';
export {
  type ChainState,
  loadsIn,
  type NodeChange,
  type NodeOverload,
  type PowerChainPlan,
  type PowerNodePlan,
} from './model/power-node';
export type { GroupScheme, PowerNodeKind } from './model/power-node';
export type { NodeSupply } from './model/continuity-plan';
export type { LoadFigure, LoadFigures } from './model/placement-plan';
export type { SiteSupply, SupplyLimit, SupplyLimitKind, SupplyRules } from './model/power-plan';
export type { LimitRow, LimitDomain } from './design/limits/limits-plan';
export type { LimitLevel, LimitsPlan } from './design/limits/limits-plan';
export { fitWithin, type Fit, type FitInput } from './design/limits/space-limits';
export { statedGpus, type StatedGpus } from './policy/growth/growth-pack';
export { planLimits } from './design/limits/plan-limits';
export { compareSites } from './design/changes/compare-sites';
export { planWorkOrder } from './design/work-order/plan-work-order';
export type {
  BandwidthLoss,
  DrainedSystems,
  FeedExposure,
  WorkBreach,
  WorkCable,
  WorkLoss,
  WorkOrderOptions,
  WorkOrderPlan,
  WorkPromise,
  WorkStep,
  WorkStepKind,
  WorkWindow,
} from './design/work-order/work-order-plan';
export type { SiteChanges } from './design/changes/compare-sites';
export type { PhasePlan, PurchasePlan } from './model/phase';
export type { TenantLoadInput } from './model/power-plan';
export { peakShares } from './design/power/flexibility/capped-gain';
export type { PeakShare } from './model/placement-plan';
export { cappedGain } from './design/power/flexibility/capped-gain';
export type { CapInput, CappedGain } from './design/power/flexibility/capped-gain';
export { oversubscription } from './design/power/flexibility/oversubscription';
export type { ExpectedPart, Oversubscription } from './design/power/flexibility/oversubscription';
export { shed } from './design/power/flexibility/shed';
export type { ShedPlan, ShedRequest, ShedStep } from './design/power/flexibility/shed';
export { planRackFeeds } from './design/power/rack/plan-rack-feeds';
export { renderRackFeedsCsv } from './report/power/render-rack-feeds-csv';
export { renderFlexibilityMarkdown } from './report/power/render-flexibility-markdown';
export type { RackFeed, ZoneRackFeeds } from './design/power/rack/plan-rack-feeds';
export type { RackFeedSpec, RackLoads } from './model/placement-plan';
export { shelfBudgetWatts, shelfLoad } from './design/power/rack/rack-feed-spec';
export type { ShelfLoad, ShelvesOut } from './design/power/rack/rack-feed-spec';
export type { PowerShelves } from './model/placement-plan';
export { defineRule } from './policy/engine/rule';
export type { Rule, Severity } from './policy/engine/rule';
export type { Finding, PolicyReport } from './policy/engine/policy-report';
export type { Verdict } from './policy/engine/rule';
export { acknowledgement } from './policy/acknowledgement';
export type { Acknowledgement } from './policy/acknowledgement';
export { evaluate } from './policy/evaluate';
export type { EvaluateOptions } from './policy/evaluate';
export { exitCode } from './policy/evaluate';
export { defaultRules, rulePacks } from './policy/rule-packs';
export { failed, indeterminate, notApplicable, passed } from './policy/engine/rule';
export { planConvergedPair } from './design/converged/plan-converged-pair';
export type {
  CageBreakout,
  CageRun,
  ConvergedInput,
  ConvergedLink,
  CorePair,
  CoreSpread,
  DeviceGroup,
  InterSwitchLink,
  IslCages,
  OobSwitches,
  RunPlace,
} from './model/core-pair';
export type {
  ConnectorSplit,
  ConvergedPlan,
  CoreCage,
  CorePort,
  CorePortMap,
  RunPlan,
  WireRow,
} from './model/core-pair';
export { planUnderlay } from './design/underlay/plan-underlay';
export type { UnderlayInput } from './design/underlay/plan-underlay';
export type {
  BfdTimers,
  PairPool,
  PfcWatchdog,
  RailSubnet,
  RoceClass,
  SwitchServices,
  UnderlayGateway,
  UnderlayOptions,
  UnderlayPlan,
  UnderlaySwitch,
  UnderlayVlan,
  UnderlayVrf,
} from './model/underlay-plan';
export { renderWireMapCsv } from './export/fabric/converged-exports';
export { compareFabric } from './design/as-built/compare-fabric';
export { mergeDiscovered } from './design/as-built/discovered-fabric';
export { parseDiscovered } from './design/as-built/parse-discovered';
export type { AsBuiltReport } from './design/as-built/as-built-report';
export { compareAssets, type AssetReport } from './design/as-built/compare-assets';
export { compareInventory } from './design/as-built/compare-inventory';
export type { InventoryReport } from './design/as-built/inventory';
export { readNetboxInventory, readNetboxLists } from './design/as-built/netbox-objects';
export { plannedInventory } from './export/netbox/planned-inventory';
export type { DriftReport } from './report/as-built/drift-report';
export { renderDriftSarif } from './report/as-built/render-drift-sarif';
export { renderDriftJson, renderDriftText } from './report/as-built/drift-report';
export { renderInventoryText } from './report/as-built/as-built-text';
export { renderAsBuiltJson } from './report/as-built/as-built-json';
export { renderAsBuiltText } from './report/as-built/as-built-text';
export { parseSiteJson } from './report/site/site-json';
export { readAssetsCsv, writeAssetsCsv } from './export/assets/asset-csv';
export { mergeAssets } from './design/assets/merge-assets';
export { type AssetRecord } from './model/asset';
export { assetPorts } from './design/assets/replace-hardware';
export type { Asset, AssetEvent, AssetState } from './model/asset';
export { changeState, type StateChange } from './design/assets/change-state';
export { replaceHardware, type Replacement } from './design/assets/replace-hardware';
export { siteCapacity, type SiteCapacity } from './design/assets/capacity';
export { withAssets } from './design/assets/merge-assets';
export { acceptUnit } from './design/commissioning/accept-unit';
export { type AcceptOptions } from './design/commissioning/measurement';
export type { CheckKind, CommissioningCheck, UnitReport } from './design/commissioning/commissioning-report';
export { ncclBound } from './design/commissioning/judge-runs';
export type { MeasuredFile } from './design/commissioning/measurement';
export type { Measurement } from './design/commissioning/measurement';
export { readResult, type ResultFile } from './design/commissioning/read-result';
export { renderCommissioningText } from './report/commissioning/render-commissioning-text';
export { renderHandOverPage } from './report/commissioning/render-hand-over-page';
export { planOrders, type OrderOptions } from './design/orders/plan-orders';
export type {
  OrderAmount,
  OrderGroup,
  OrderLine,
  OrderPlan,
  OrderPrice,
  OrderTotals,
  PriceEntry,
} from './design/orders/order-plan';
export { parseExchangeRate, type ExchangeRate, type PriceCurrency } from './design/orders/order-plan';
export type { SpareInput } from './model/bill-plan';
export type { BillLine, BillPlan } from './model/bill-plan';
export { readPricesCsv } from './report/orders/read-prices-csv';
export { renderOrdersCsv } from './report/orders/render-orders-csv';
export { renderOrdersXlsx } from './report/orders/render-orders-xlsx';
export { planLabels } from './report/labels/plan-labels';
export { labelLines } from './report/labels/label-sheets';
export { labelSheets } from './report/labels/label-sheets';
export type { SheetGeometry } from './report/labels/label-sheets';
export type { LabelOptions } from './design/labels/label-maker';
export type { Label, LabelKind, LabelPlan } from './design/labels/label-maker';
export { renderWorkOrderCsv } from './report/work-order/work-order-csv';
export { renderWorkOrderMarkdown } from './report/work-order/work-order-markdown';
