export type { DesignAnswer, DesignBinding, DesignForm, DesignNext } from '../../design/site-design/design-answer';
export {
  DESIGN_COUNTRIES,
  DESIGN_REDUNDANCIES,
  type DesignCountry,
  type DesignRedundancy,
} from '../../design/site-design/design-figures';
export { renderDesignText } from '../../report/site-design/design-text';
export type { DesignPhase, DesignRequest } from './design-request';
export { designSite } from './design-site';
