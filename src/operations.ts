/**
 * What a site that is built needs: as-built checks, a running hall, assets, acceptance, orders, changes and work orders.
 */
export { importDeviceType, type ImportedType, type ImportSource } from './report/catalog/import-device-type';
export { deviceTypeFromFile, type DeviceTypeOptions } from './files/device-type-file';
export { adoptHall } from './design/adopt/adopt-hall';
export type { AsBuiltReport } from './design/as-built/as-built-report';
export { type AssetReport, compareAssets } from './design/as-built/compare-assets';
export { compareFabric } from './design/as-built/compare-fabric';
export { compareInventory } from './design/as-built/compare-inventory';
export { mergeDiscovered } from './design/as-built/discovered-fabric';
export type { InventoryReport } from './design/as-built/inventory';
export { readNetboxInventory, readNetboxLists } from './design/as-built/netbox-objects';
export { parseDiscovered } from './design/as-built/parse-discovered';
export { siteCapacity, type SiteCapacity } from './design/assets/asset';
export { changeState, type StateChange } from './design/assets/asset';
export { mergeAssets, withAssets } from './design/assets/merge-assets';
export { replaceHardware, type Replacement } from './design/assets/replace-hardware';
export { compareSites, type SiteChanges } from './design/changes/compare-sites';
export {
  type AcceptanceMarks,
  type AcceptancePlan,
  acceptUnit,
  parseAcceptancePlan,
} from './design/commissioning/accept-unit';
export type { CommissioningLines, ListedPoint } from './design/commissioning/commissioning-lines';
export type { CheckKind, CommissioningCheck, UnitReport } from './design/commissioning/commissioning-report';
export {
  type CommissioningReport,
  type HallOutcome,
  judgeCommissioning,
  type LossCalibration,
} from './design/commissioning/judge-commissioning';
export { ncclBound } from './design/commissioning/compute-bound';
export type { AcceptOptions, MeasuredFile, Measurement } from './design/commissioning/measurement';
export { type CommissioningPlan, planCommissioning } from './design/commissioning/plan-commissioning';
export { readResult, readResults, type ResultFile } from './design/commissioning/read-result';
export {
  type ExchangeRate,
  type OrderAmount,
  type OrderGroup,
  type OrderLine,
  type OrderPlan,
  type OrderPrice,
  type OrderTotals,
  parseExchangeRate,
  type PriceCurrency,
  type PriceEntry,
} from './design/orders/order-plan';
export { type OrderOptions, planOrders } from './design/orders/plan-orders';
export {
  type CurtailmentPlan,
  type CurtailmentRequest,
  planCurtailment,
  withShedOrder,
} from './design/shift/plan-curtailment';
export type { CurtailmentProof, MeterSample } from './design/shift/prove-curtailment';
export {
  type BookedWindow,
  type ImpactPlan,
  type ImpactRequest,
  type ImpactWindow,
  planImpact,
  type RunningJob,
} from './design/shift/plan-impact';
export { planWaves } from './design/work-order/plan-waves';
export { planWorkOrder } from './design/work-order/plan-work-order';
export type {
  BandwidthLoss,
  DrainedSystems,
  FeedExposure,
  HeldDevice,
  Wave,
  WaveDevice,
  WaveOptions,
  WavePlan,
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
export { readHallFiles } from './export/adopt/read-hall-files';
export { readAssetsCsv, writeAssetsCsv } from './export/assets/asset-csv';
export { plannedInventory } from './export/netbox/planned-inventory';
export { NETBOX_SHARED_MODELS, type NetboxSharedModel } from './export/netbox/shared-records';
export { type Departure, departuresOf, type HallFacts } from './model/adopted-site';
export type { Asset, AssetEvent, AssetRecord, AssetState } from './model/asset';
export type { IntegratedTest, LoadBank, OpenPoint, TestStep } from './design/commissioning/test-scope';
export type { DriftReport } from './report/as-built/drift-report';
export { readCommissioningTable } from './report/commissioning/commissioning-tables';
export { readPricesCsv } from './report/orders/orders-csv';
export { parseSiteJson } from './report/site/site-json';
