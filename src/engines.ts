/**
 * What plans and judges a part of a site on its own: pure functions from plain inputs to plans, without constructs and without Terraform.
 */
export { planConvergedPair } from './design/converged/check-converged-input';
export { type CoolingInput, planCooling } from './design/cooling/plan-cooling';
export { planFabric } from './design/fabric/plan-fabric';
export { cableUnits, type CableUnits, type FabricSizing, sizeFabric } from './design/fabric/size-fabric';
export type { LimitBinding, LimitDomain, LimitLevel, LimitRow, LimitsPlan } from './design/limits/limits-plan';
export { type Fit, type FitInput, fitWithin } from './design/limits/space-limits';
export { type GroupSize, sizeGroup } from './design/power/chain/group-losses';
export { type CapInput, cappedGain, type CappedGain } from './design/power/flexibility/capped-gain';
export { type ExpectedPart, oversubscription, type Oversubscription } from './design/power/flexibility/capped-gain';
export { shed, type ShedPlan, type ShedRequest, type ShedStep } from './design/power/flexibility/shed';
export { planGenerations, racksOf } from './design/portfolio/plan-generation';
export { planPortfolio } from './design/portfolio/plan-portfolio';
export { siteBlocks, siteOrders, sitePower } from './design/portfolio/supply-and-demand';
export { planRackFeeds, type RackFeed, type ZoneRackFeeds } from './design/power/rack/plan-rack-feeds';
export { youngDalySeconds } from './design/storage/checkpoint';
export { planStorage } from './design/storage/plan-storage';
export { referenceSystems, storageLevel, type StorageLevel } from './design/storage/plan-storage';
export {
  type StorageLoss,
  storageLosses,
  type StorageLossKind,
  type StorageSurroundings,
} from './design/storage/storage-losses';
export { planUnderlay, type UnderlayInput } from './design/underlay/plan-underlay';
export type { BillLine, BillPlan } from './model/bill-plan';
export type { NodeSupply } from './model/continuity-plan';
export type {
  CoolingLoopInput,
  CoolingLoopPlan,
  CoolingLoss,
  CoolingPlan,
  CoolingUnitKind,
  CoolingUnitsInput,
  CoolingUnitsPlan,
  DeviceCooling,
  EnergyTargetInput,
  HeatSource,
  TemperatureLimit,
} from './model/cooling-plan';
export type {
  CageBreakout,
  CageRun,
  ConnectorSplit,
  ConvergedInput,
  ConvergedLink,
  ConvergedPlan,
  CoreCage,
  CorePort,
  CorePortMap,
  DeviceGroup,
  OobSwitches,
  RunPlace,
  RunPlan,
  WireRow,
} from './model/core-pair';
export type {
  FabricCounts,
  FabricEndpoint,
  FabricInput,
  FabricPlan,
  FabricShape,
  FabricSwitch,
  FabricSwitchPlan,
  HostGroup,
  LinkTable,
  PodFigures,
  ServiceEndpoint,
  SwitchTier,
  TierRatio,
} from './model/fabric-plan';
export type { MilestoneGate, MilestonePlan, PhasePlan, PurchasePlan } from './model/phase';
export type { LoadFigures, PowerShelves, RackFeedSpec, RackLoads } from './model/placement-plan';
export {
  type ChainState,
  loadsIn,
  type NodeChange,
  type NodeOverload,
  type PowerChainPlan,
  type PowerNodePlan,
} from './model/power-node';
export type { GenerationCosts, ReplacementValue } from './model/costs-plan';
export type {
  DemandInput,
  DemandKind,
  FlowPlan,
  FlowVerdict,
  Generation,
  GenerationChange,
  GenerationFabric,
  GenerationHall,
  GenerationRacks,
  IngestInput,
  PortfolioGap,
  PortfolioInput,
  PortfolioLink,
  PortfolioOrder,
  PortfolioPlan,
  PortfolioSiteInput,
  PowerStep,
  QuarterPlan,
  Remedy,
  Reuse,
  Shortfall,
  SiteLossPlan,
  SpanningJobInput,
  SupplyBlock,
  SupplyOption,
} from './model/portfolio';
export type { SiteSupply, SupplyLimit, SupplyLimitKind, TenantLoadInput } from './model/power-plan';
export type { At, ClusterPlan, FabricInSite, ScaleUpDomain, StackPlan } from './model/site-plan';
export type {
  CheckpointInput,
  CheckpointLimit,
  CheckpointPlan,
  StorageBlock,
  StorageDemand,
  StorageInput,
  StorageLevelDemand,
  StorageLevelInput,
  StorageNeed,
  StoragePlan,
} from './model/storage-plan';
export type {
  RailSubnet,
  UnderlayGateway,
  UnderlayOptions,
  UnderlayPlan,
  UnderlaySwitch,
  UnderlayVlan,
  UnderlayVrf,
} from './model/underlay-plan';
export { acknowledgement, type Acknowledgement } from './policy/acknowledgement';
export { evaluate, type EvaluateOptions, exitCode, siteLimits as planLimits } from './policy/evaluate';
export { statedGpus, type StatedGpus } from './policy/growth/growth-pack';
export { defaultRules, rulePacks } from './policy/rule-packs';
