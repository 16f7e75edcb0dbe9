import type * as replaceHardwareModule from './design/assets/replace-hardware';
import type * as rackFeedSpecModule from './design/power/rack/plan-rack-feeds';
import type * as storageLossesModule from './design/storage/storage-losses';
import type * as engines from './engines';
import type * as operations from './operations';
import type * as reports from './reports';
/**
 * Names that left the main entry point and stay in it for one release. A function loads its module when it is first called, so that a program that uses none of
 * them waits for none.
 */
export type {
  /** @deprecated import it from `cdktf-ai-factory/engines` */ Acknowledgement,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ At,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ BillLine,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ BillPlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ CableUnits,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ CageBreakout,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ CageRun,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ CapInput,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ CappedGain,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ ChainState,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ CheckpointInput,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ CheckpointLimit,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ CheckpointPlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ ClusterPlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ ConnectorSplit,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ ConvergedInput,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ ConvergedLink,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ ConvergedPlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ CoolingInput,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ CoolingLoopInput,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ CoolingLoopPlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ CoolingLoss,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ CoolingPlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ CoolingUnitKind,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ CoolingUnitsInput,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ CoolingUnitsPlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ CoreCage,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ CorePort,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ CorePortMap,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ DeviceCooling,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ DeviceGroup,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ EnergyTargetInput,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ EvaluateOptions,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ ExpectedPart,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ FabricCounts,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ FabricEndpoint,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ FabricInput,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ FabricInSite,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ FabricPlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ FabricShape,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ FabricSizing,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ FabricSwitch,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ FabricSwitchPlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ Fit,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ FitInput,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ GroupSize,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ HeatSource,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ HostGroup,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ LimitDomain,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ LimitLevel,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ LimitRow,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ LimitsPlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ LinkTable,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ LoadFigures,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ NodeOverload,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ NodeSupply,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ OobSwitches,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ Oversubscription,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ PhasePlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ PodFigures,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ PowerChainPlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ PowerNodePlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ PowerShelves,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ PurchasePlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ RackFeed,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ RackFeedSpec,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ RackLoads,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ RailSubnet,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ RunPlace,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ RunPlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ ScaleUpDomain,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ ServiceEndpoint,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ ShedPlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ ShedRequest,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ ShedStep,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ SiteSupply,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ StackPlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ StatedGpus,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ StorageBlock,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ StorageDemand,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ StorageInput,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ StorageLevel,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ StorageLevelDemand,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ StorageLevelInput,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ StorageLoss,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ StorageLossKind,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ StorageNeed,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ StoragePlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ StorageSurroundings,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ SupplyLimit,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ SupplyLimitKind,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ SwitchTier,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ TemperatureLimit,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ TenantLoadInput,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ TierRatio,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ UnderlayGateway,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ UnderlayInput,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ UnderlayOptions,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ UnderlayPlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ UnderlaySwitch,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ UnderlayVlan,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ UnderlayVrf,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ WireRow,
  /** @deprecated import it from `cdktf-ai-factory/engines` */ ZoneRackFeeds,
} from './engines';
export type {
  /** @deprecated import it from `cdktf-ai-factory/operations` */ AcceptOptions,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ AsBuiltReport,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ Asset,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ AssetEvent,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ AssetRecord,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ AssetReport,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ AssetState,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ BandwidthLoss,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ CheckKind,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ CommissioningCheck,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ Departure,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ DrainedSystems,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ DriftReport,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ ExchangeRate,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ FeedExposure,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ HallFacts,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ InventoryReport,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ MeasuredFile,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ Measurement,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ NetboxSharedModel,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ OrderAmount,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ OrderGroup,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ OrderLine,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ OrderOptions,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ OrderPlan,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ OrderPrice,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ OrderTotals,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ PriceCurrency,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ PriceEntry,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ Replacement,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ ResultFile,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ SiteCapacity,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ SiteChanges,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ StateChange,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ UnitReport,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ WorkBreach,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ WorkCable,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ WorkLoss,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ WorkOrderOptions,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ WorkOrderPlan,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ WorkPromise,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ WorkStep,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ WorkStepKind,
  /** @deprecated import it from `cdktf-ai-factory/operations` */ WorkWindow,
} from './operations';
export type {
  /** @deprecated import it from `cdktf-ai-factory/reports` */ Label,
  /** @deprecated import it from `cdktf-ai-factory/reports` */ LabelKind,
  /** @deprecated import it from `cdktf-ai-factory/reports` */ LabelOptions,
  /** @deprecated import it from `cdktf-ai-factory/reports` */ LabelPlan,
  /** @deprecated import it from `cdktf-ai-factory/reports` */ SheetGeometry,
} from './reports';
export type {
  /** @deprecated for the use of this package alone */ Membership,
  /** @deprecated for the use of this package alone */ MembershipRequest,
} from './constructs/cluster/fabric-member';
export type { /** @deprecated for the use of this package alone */ FabricDetails } from './constructs/fabric/fabric';
export type {
  /** @deprecated for the use of this package alone */ NetboxSharer,
} from './constructs/netbox/netbox-props';
export type {
  /** @deprecated for the use of this package alone */ ShelfLoad,
  /** @deprecated for the use of this package alone */ ShelvesOut,
} from './design/power/rack/plan-rack-feeds';
export type {
  /** @deprecated for the use of this package alone */ StorageLeaf,
  /** @deprecated for the use of this package alone */ StorageParties,
} from './design/storage/storage-losses';
export type {
  /** @deprecated for the use of this package alone */ CorePair,
  /** @deprecated for the use of this package alone */ CoreSpread,
  /** @deprecated for the use of this package alone */ IslCages,
} from './model/core-pair';
export type {
  /** @deprecated for the use of this package alone */ LeafPort,
  /** @deprecated for the use of this package alone */ StandingPods,
} from './model/fabric-plan';
export type {
  /** @deprecated for the use of this package alone */ BfdTimers,
  /** @deprecated for the use of this package alone */ PairPool,
  /** @deprecated for the use of this package alone */ PfcWatchdog,
  /** @deprecated for the use of this package alone */ RoceClass,
  /** @deprecated for the use of this package alone */ SwitchServices,
} from './model/underlay-plan';
export {
  /** @deprecated import it from `cdktf-ai-factory/operations` */ NETBOX_SHARED_MODELS,
} from './export/netbox/shared-records';
export { /** @deprecated import it from `cdktf-ai-factory/engines` */ defaultRules } from './policy/rule-packs';
export { /** @deprecated import it from `cdktf-ai-factory/engines` */ rulePacks } from './policy/rule-packs';

/** Functions of a module that is loaded when the first of them is called. */
function later<M extends object>(load: () => M) {
  return <K extends keyof M>(name: K): M[K] => {
    const call = (...given: unknown[]): unknown => (load()[name] as (...args: unknown[]) => unknown)(...given);
    return call as M[K];
  };
}

const engine = later(() => require('./engines') as typeof engines);
const operation = later(() => require('./operations') as typeof operations);
const report = later(() => require('./reports') as typeof reports);

/** @deprecated import it from `cdktf-ai-factory/engines` */ export const acknowledgement = engine('acknowledgement');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const cableUnits = engine('cableUnits');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const cappedGain = engine('cappedGain');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const evaluate = engine('evaluate');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const exitCode = engine('exitCode');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const fitWithin = engine('fitWithin');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const oversubscription = engine('oversubscription');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const planConvergedPair =
  engine('planConvergedPair');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const planCooling = engine('planCooling');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const planFabric = engine('planFabric');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const planLimits = engine('planLimits');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const planRackFeeds = engine('planRackFeeds');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const planStorage = engine('planStorage');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const planUnderlay = engine('planUnderlay');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const referenceSystems = engine('referenceSystems');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const shed = engine('shed');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const sizeFabric = engine('sizeFabric');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const sizeGroup = engine('sizeGroup');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const statedGpus = engine('statedGpus');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const storageLevel = engine('storageLevel');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const storageLosses = engine('storageLosses');
/** @deprecated import it from `cdktf-ai-factory/engines` */ export const youngDalySeconds = engine('youngDalySeconds');

/** @deprecated import it from `cdktf-ai-factory/operations` */ export const acceptUnit = operation('acceptUnit');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const adoptHall = operation('adoptHall');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const changeState = operation('changeState');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const compareAssets = operation('compareAssets');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const compareFabric = operation('compareFabric');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const compareInventory =
  operation('compareInventory');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const compareSites = operation('compareSites');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const departuresOf = operation('departuresOf');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const mergeAssets = operation('mergeAssets');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const mergeDiscovered =
  operation('mergeDiscovered');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const ncclBound = operation('ncclBound');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const parseDiscovered =
  operation('parseDiscovered');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const parseExchangeRate =
  operation('parseExchangeRate');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const parseSiteJson = operation('parseSiteJson');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const plannedInventory =
  operation('plannedInventory');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const planOrders = operation('planOrders');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const planWorkOrder = operation('planWorkOrder');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const readAssetsCsv = operation('readAssetsCsv');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const readHallFiles = operation('readHallFiles');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const readNetboxInventory =
  operation('readNetboxInventory');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const readNetboxLists =
  operation('readNetboxLists');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const readPricesCsv = operation('readPricesCsv');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const readResult = operation('readResult');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const replaceHardware =
  operation('replaceHardware');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const siteCapacity = operation('siteCapacity');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const withAssets = operation('withAssets');
/** @deprecated import it from `cdktf-ai-factory/operations` */ export const writeAssetsCsv =
  operation('writeAssetsCsv');

/** @deprecated import it from `cdktf-ai-factory/reports` */ export const labelLines = report('labelLines');
/** @deprecated import it from `cdktf-ai-factory/reports` */ export const labelSheets = report('labelSheets');
/** @deprecated import it from `cdktf-ai-factory/reports` */ export const planLabels = report('planLabels');
/** @deprecated import it from `cdktf-ai-factory/reports` */ export const renderAsBuiltJson =
  report('renderAsBuiltJson');
/** @deprecated import it from `cdktf-ai-factory/reports` */ export const renderAsBuiltText =
  report('renderAsBuiltText');
/** @deprecated import it from `cdktf-ai-factory/reports` */ export const renderCommissioningText =
  report('renderCommissioningText');
/** @deprecated import it from `cdktf-ai-factory/reports` */ export const renderDriftJson = report('renderDriftJson');
/** @deprecated import it from `cdktf-ai-factory/reports` */ export const renderDriftSarif = report('renderDriftSarif');
/** @deprecated import it from `cdktf-ai-factory/reports` */ export const renderDriftText = report('renderDriftText');
/** @deprecated import it from `cdktf-ai-factory/reports` */ export const renderFlexibilityMarkdown =
  report('renderFlexibilityMarkdown');
/** @deprecated import it from `cdktf-ai-factory/reports` */ export const renderHandOverPage =
  report('renderHandOverPage');
/** @deprecated import it from `cdktf-ai-factory/reports` */ export const renderInventoryText =
  report('renderInventoryText');
/** @deprecated import it from `cdktf-ai-factory/reports` */ export const renderOrdersCsv = report('renderOrdersCsv');
/** @deprecated import it from `cdktf-ai-factory/reports` */ export const renderOrdersXlsx = report('renderOrdersXlsx');
/** @deprecated import it from `cdktf-ai-factory/reports` */ export const renderRackFeedsCsv =
  report('renderRackFeedsCsv');
/** @deprecated import it from `cdktf-ai-factory/reports` */ export const renderWireMapCsv = report('renderWireMapCsv');
/** @deprecated import it from `cdktf-ai-factory/reports` */ export const renderWorkOrderCsv =
  report('renderWorkOrderCsv');
/** @deprecated import it from `cdktf-ai-factory/reports` */ export const renderWorkOrderMarkdown =
  report('renderWorkOrderMarkdown');

/** @deprecated for the use of this package alone */ export const assetPorts = later(
  () => require('./design/assets/replace-hardware') as typeof replaceHardwareModule,
)('assetPorts');
/** @deprecated for the use of this package alone */ export const shelfBudgetWatts = later(
  () => require('./design/power/rack/plan-rack-feeds') as typeof rackFeedSpecModule,
)('shelfBudgetWatts');
/** @deprecated for the use of this package alone */ export const shelfLoad = later(
  () => require('./design/power/rack/plan-rack-feeds') as typeof rackFeedSpecModule,
)('shelfLoad');
/** @deprecated for the use of this package alone */ export const storageLeaves = later(
  () => require('./design/storage/storage-losses') as typeof storageLossesModule,
)('storageLeaves');
