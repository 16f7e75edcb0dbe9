export {
  type CableReachClaim,
  type CapacityClaim,
  type Certificate,
  type Claim,
  type ClaimName,
  CLAIMS,
  type GrowthClaim,
  type LossWitness,
  type NonBlockingClaim,
  type SingleLossClaim,
} from '../../design/certificate/certificate';
export { proveSite, type ReadSite } from '../../report/certificate/prove-site';
export type { DesignAnswer, DesignBinding, DesignForm, DesignNext } from '../../design/site-design/design-answer';
export {
  DESIGN_COUNTRIES,
  DESIGN_REDUNDANCIES,
  type DesignCountry,
  type DesignRedundancy,
} from '../../design/site-design/design-figures';
export type { FileEdit, FixAnswer, Remedy } from '../../design/site-design/fix-answer';
export { renderDesignText, renderFixText } from '../../report/site-design/design-text';
export type { DesignPhase, DesignRequest } from './design-request';
export { designSite } from './design-site';
export { type FixOptions, fixSite } from './fix-site';
