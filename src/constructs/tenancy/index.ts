export { Tenancy, Tenant, TenantPool } from './tenancy';
export type { LeaseProps, TenancyProps, TenantPoolProps, TenantProps, UfmProps } from './tenancy-props';
export { bookedByDay, type Offer, type OfferedNodes, offerNodes, type OfferWish } from '../../design/tenancy/offer';
export { planTenancy, type TenancyPlan } from '../../design/tenancy/plan-tenancy';
export type { PoolFigures, ShareFigures } from '../../design/tenancy/shares';
export type { ThingLoss } from '../../design/tenancy/blast-radius';
export type {
  Evidence,
  EvidenceKind,
  IsolationKind,
  Lease,
  PoolShare,
  Tenancy as TenancyInput,
  TenancyPool,
  TenancyTenant,
} from '../../design/tenancy/tenancy';
export type { NodeState, NodeUse, TenancyCount } from '../../design/tenancy/tenancy-book';
export type { TenancyFinding } from '../../design/tenancy/tenancy-finding';
export { planSeries, type WatchChoices, watchRules } from '../../export/platform/watch-rules';
export {
  type ChartProps,
  ClusterNetworks,
  type ClusterNetworksProps,
  ClusterOperators,
  type ClusterOperatorsProps,
} from '../platform/kubernetes-platform';
export { renderTenancyFiles } from '../../export/tenancy/tenancy-files';
