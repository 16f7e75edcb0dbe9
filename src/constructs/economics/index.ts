export {
  defineModel,
  gpuNamed,
  type GroupedAttention,
  inferenceGpu,
  type InferenceGpu,
  inferenceGpus,
  type LatentAttention,
  modelById,
  type ModelExperts,
  type ModelParameters,
  models,
  type ModelShape,
  type ModelSpec,
  WEIGHT_BYTES,
  type WeightFormat,
} from '../../catalog/models';
export {
  CAPITAL_FIGURES,
  type CountedTokens,
  EMISSION_FACTORS,
  type GpuHour,
  gpuHours,
  type KepcoContract,
  kepcoContract,
  kepcoContracts,
  LIFE_RANGE,
  type Scenario,
  SCENARIOS,
  type Throughput,
  throughputs,
} from '../../catalog/economics';
export { kvBytesOfSequence, type MemoryInput, parametersOf, planMemory } from '../../design/economics/memory';
export {
  decodeRoofline,
  dynamoReplicas,
  needOf,
  type NeedInput,
  paretoFront,
  prefillSeconds,
  type ReplicaInput,
  type Roofline,
  type RooflineInput,
  type ServingPoint,
  throughputAt,
  throughputRatio,
} from '../../design/economics/serving';
export type {
  KvLayout,
  MemoryPlan,
  Parallelism,
  Precision,
  ServiceDemand,
  ServiceLevel,
  ServiceNeed,
  ServicePlan,
  ServingRuntime,
  Unknown,
} from '../../model/service-plan';
export type {
  CapitalInput,
  CostCurrency,
  CostFigures,
  CostsPlan,
  EconomicsPlan,
  LivesInput,
  TariffInput,
} from '../../model/costs-plan';
export { Energy } from '../../units/electricity';
export { Money } from '../../units/money';
export { TokenRate } from '../../units/data';
export { InferenceService } from './inference-service';
export type { GrowthProps, InferenceServiceProps, ServiceLevelProps } from './inference-service';
export { Costs } from './costs';
export type { CapitalProps, CarbonProps, CostsProps, GpuDrawProps, ShedProps } from './costs';
export {
  billedKilowatts,
  breakEvenUtilisation,
  carbonTonnes,
  type CostCase,
  costOf,
  depreciation,
  DEPRECIATION_METHODS,
  type DepreciationMethod,
  internalRate,
  kepcoBill,
  type KepcoBill,
  type KepcoMonth,
  presentValue,
  recoveryFactor,
  revenueOfMegawatt,
  tokensOfPower,
} from '../../design/economics/finance';
export { kepcoPrice } from '../../design/economics/costs';
export { perMillionTokens, replacementPays, type ReplacementInput } from '../../model/costs-plan';
export { instancesIn, planService } from '../../design/economics/services';
export { planCosts } from '../../design/economics/costs';
export { readThroughputsCsv } from '../../report/economics/throughputs-csv';
export { readPricesCsv } from '../../report/orders/orders-csv';
export { parseExchangeRate } from '../../design/orders/order-plan';
export type { AgreementProps, FlatTariffProps, KepcoTariffProps, TariffProps } from './tariff-props';
