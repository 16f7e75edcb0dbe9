export { type EnvelopesPlan, type EnvelopeSite, planEnvelopes } from '../../design/dsx/plan-envelopes';
export type {
  DsxPlan,
  EnvelopeFeed,
  EnvelopeInput,
  EnvelopeLoop,
  EnvelopeMemberInput,
  EnvelopeMemberPlan,
  EnvelopeNode,
  EnvelopePlan,
  OverloadOf,
  StoodOverload,
} from '../../model/power-plan';
export {
  type EnvelopeMemberProps,
  PowerEnvelope,
  type PowerEnvelopeProps,
  type StoodOverloadProps,
} from './power-envelope';
export { checkServes, type ExchangePayload } from '../../export/dsx/check-serves';
export {
  type ExchangePoint,
  exchangePoints,
  renderExchangeMetadata,
  renderExchangePoints,
} from '../../export/dsx/exchange';
export {
  DPS_EDITIONS,
  type DpsEdition,
  type DsxFile,
  dsxFiles,
  renderDpsTopology,
  renderFlexFeeds,
} from '../../export/dsx/flex-and-dps';
